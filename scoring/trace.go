package scoring

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// watch keeps, for an explanation, what the steps otherwise throw away. The steps are the same with it and without it.
type watch struct {
	now        []rule.Observed
	candidates []*candidate
	tallies    []*tally
	standards  map[*candidate][]decimal.Decimal // the amounts before bonuses
	values     map[*candidate][]rule.Observed   // what their expressions read
	counted    map[*tally][]rule.Observed       // likewise
}

func newWatch() *watch {
	return &watch{standards: map[*candidate][]decimal.Decimal{}, values: map[*candidate][]rule.Observed{}, counted: map[*tally][]rule.Observed{}}
}

func (w *watch) wantsReads() bool { return true }

func (w *watch) begin() { w.now = nil }

// evaluated adds values that an expression read, each once.
func (w *watch) evaluated(_ *evaluator, _ *rule.Program, _ rule.Value, _ error, read []rule.Observed) {
	w.see(read)
}

func (w *watch) limited(sum rule.Value) { w.see([]rule.Observed{{Path: "what it limits", Value: sum}}) }

func (w *watch) see(values []rule.Observed) {
	for _, v := range values {
		if !slices.ContainsFunc(w.now, func(o rule.Observed) bool { return o.Path == v.Path }) {
			w.now = append(w.now, v)
		}
	}
}

func (w *watch) take() []rule.Observed {
	out := w.now
	w.now = nil
	return out
}

func (w *watch) standard(c *candidate) { w.standards[c] = slices.Clone(c.amounts) }

func (w *watch) candidate(c *candidate) { w.values[c] = w.take() }

func (w *watch) tallied(t *tally) { w.counted[t] = w.take() }

func (w *watch) cased(all []*candidate, counts []*tally) {
	w.candidates, w.tallies = append(w.candidates, all...), append(w.tallies, counts...)
}

// join takes over what another one has kept of cases.
func (w *watch) join(o *watch) {
	w.cased(o.candidates, o.tallies)
	maps.Copy(w.standards, o.standards)
	maps.Copy(w.values, o.values)
	maps.Copy(w.counted, o.counted)
}

// note says how a change came about.
type note struct {
	sources []sourceNote
	beaten  []beaten
	values  []rule.Observed
	quota   *QuotaRow // of a settlement on a quota
}

// sourceNote is a candidate that counts.
type sourceNote struct {
	entry    int32
	credit   *scheme.Credit
	standard decimal.Decimal
	bonuses  []*scheme.Bonus
	worth    decimal.Decimal
	share    string // of the receiver, where several receive
}

// beaten is a candidate that the collapse left out.
type beaten struct {
	entry  int32
	credit *scheme.Credit
	worth  decimal.Decimal
	by     *scheme.Collapse
}

// credited notes how the changes of one event came about: the candidates that count now, and those that they beat.
func (w *watch) credited(e *runner, changes []Change, all []*candidate) {
	for i := range changes {
		c := &changes[i]
		n := &note{}
		chosen := e.chosen(all, c.Account, c.Unit)
		for _, p := range chosen {
			if e.group(p.c.credit) != c.group || !slices.Contains(p.to.units, c.Unit) {
				continue
			}
			if p.c.credit.Rule != c.Rule {
				continue
			}
			n.sources = append(n.sources, sourceNote{entry: p.c.fact.position, credit: p.c.credit, standard: w.standardOf(p.c, c.Account), bonuses: append([]*scheme.Bonus(nil), p.c.bonuses...),
				worth: p.amount, share: p.to.share(c.Unit)})
			n.values = append(n.values, w.values[p.c]...)
		}
		n.beaten = beatenBy(all, chosen, c, e)
		c.note = n
	}
}

func (w *watch) standardOf(c *candidate, account int) decimal.Decimal {
	standard := w.standards[c]
	for i, a := range c.credit.Amounts {
		if a.Account == account && i < len(standard) {
			return standard[i]
		}
	}
	return decimal.Decimal{}
}

func beatenBy(all []*candidate, chosen []pick, of *Change, e *runner) []beaten {
	var out []beaten
	for _, c := range all {
		if !c.counts || c.credit.Collapse == nil || e.group(c.credit) != of.group || slices.ContainsFunc(chosen, func(p pick) bool { return p.c == c }) {
			continue
		}
		for i, a := range c.credit.Amounts {
			if a.Account == of.Account && !c.to[i].nobody() && !slices.Contains(c.to[i].off, of.Unit) {
				out = append(out, beaten{entry: c.fact.position, credit: c.credit, worth: c.amounts[i], by: c.credit.Collapse})
			}
		}
	}
	return out
}

func (w *watch) settled(c *Change, q *QuotaRow) { c.note = &note{quota: q, values: w.now} }
