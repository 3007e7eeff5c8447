package provenance

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// trace keeps, for an explanation, what the steps otherwise throw away. The steps are the same with it and without it.
type trace struct {
	now        []rule.Observed
	candidates []*steps.Candidate
	tallies    []*steps.Tally
	standards  map[*steps.Candidate][]decimal.Decimal // the amounts before bonuses
	values     map[*steps.Candidate][]rule.Observed   // what their expressions read
	counted    map[*steps.Tally][]rule.Observed       // likewise
}

func newTrace() *trace {
	return &trace{
		standards: map[*steps.Candidate][]decimal.Decimal{}, values: map[*steps.Candidate][]rule.Observed{},
		counted: map[*steps.Tally][]rule.Observed{},
	}
}

func (w *trace) Traces() bool { return true }

func (w *trace) Begin() { w.now = nil }

// Evaluated adds values that an expression read, each once.
func (w *trace) Evaluated(_ *frame.Evaluator, _ *rule.Program, _ rule.Value, _ error, read []rule.Observed) {
	w.see(read)
}

func (w *trace) Limited(sum rule.Value) { w.see([]rule.Observed{{Path: "what it limits", Value: sum}}) }

func (w *trace) see(values []rule.Observed) {
	for _, v := range values {
		if !slices.ContainsFunc(w.now, func(o rule.Observed) bool { return o.Path == v.Path }) {
			w.now = append(w.now, v)
		}
	}
}

func (w *trace) take() []rule.Observed {
	out := w.now
	w.now = nil
	return out
}

func (w *trace) Standard(c *steps.Candidate) { w.standards[c] = slices.Clone(c.Amounts) }

func (w *trace) Candidate(c *steps.Candidate) { w.values[c] = w.take() }

func (w *trace) Tallied(t *steps.Tally) { w.counted[t] = w.take() }

func (w *trace) CaseCredited(all []*steps.Candidate, counts []*steps.Tally) {
	w.candidates, w.tallies = append(w.candidates, all...), append(w.tallies, counts...)
}

// join takes over what another one has kept of cases.
func (w *trace) join(o *trace) {
	w.CaseCredited(o.candidates, o.tallies)
	maps.Copy(w.standards, o.standards)
	maps.Copy(w.values, o.values)
	maps.Copy(w.counted, o.counted)
}

// note says how a change came about.
type note struct {
	sources []sourceNote
	beaten  []beaten
	values  []rule.Observed
	quota   *steps.QuotaRow // of a settlement on a quota
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

// Credited notes how the changes of one event came about: the candidates that count now, and those that they beat.
func (w *trace) Credited(e *steps.Runner, changes []steps.Change, all []*steps.Candidate) {
	for i := range changes {
		c := &changes[i]
		n := &note{}
		chosen := e.Chosen(all, c.Account, c.Unit)
		for _, p := range chosen {
			if e.Group(p.C.Credit) != c.Group || !slices.Contains(p.To.Units, c.Unit) {
				continue
			}
			if p.C.Credit.Rule != c.Rule {
				continue
			}
			n.sources = append(n.sources, sourceNote{entry: p.C.Fact.Position, credit: p.C.Credit,
				standard: w.standardOf(p.C, c.Account), bonuses: append([]*scheme.Bonus(nil), p.C.Bonuses...),
				worth: p.Amount, share: p.To.Share(c.Unit)})
			n.values = append(n.values, w.values[p.C]...)
		}
		n.beaten = beatenBy(all, chosen, c, e)
		c.Note = n
	}
}

func (w *trace) standardOf(c *steps.Candidate, account int) decimal.Decimal {
	standard := w.standards[c]
	for i, a := range c.Credit.Amounts {
		if a.Account == account && i < len(standard) {
			return standard[i]
		}
	}
	return decimal.Decimal{}
}

func beatenBy(all []*steps.Candidate, chosen []steps.Pick, of *steps.Change, e *steps.Runner) []beaten {
	var out []beaten
	for _, c := range all {
		if !c.Counts || c.Credit.Collapse == nil || e.Group(c.Credit) != of.Group ||
			slices.ContainsFunc(chosen, func(p steps.Pick) bool { return p.C == c }) {
			continue
		}
		for i, a := range c.Credit.Amounts {
			if a.Account == of.Account && !c.To[i].Nobody() && !slices.Contains(c.To[i].Off, of.Unit) {
				out = append(out, beaten{entry: c.Fact.Position, credit: c.Credit, worth: c.Amounts[i], by: c.Credit.Collapse})
			}
		}
	}
	return out
}

func (w *trace) Settled(c *steps.Change, q *steps.QuotaRow) { c.Note = &note{quota: q, values: w.now} }
