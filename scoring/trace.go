package scoring

import (
	"fmt"
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
}

func (w *watch) begin() { w.now = nil }

// see adds values that an expression read, each once.
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

// note says how a change came about.
type note struct {
	sources []source
	beaten  []beaten
	values  []rule.Observed
	quota   *QuotaRow // of a settlement on a quota
}

// source is a candidate that counts.
type source struct {
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
func (w *watch) credited(e *evaluator, changes []Change, all []*candidate) {
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
			n.sources = append(n.sources, source{entry: p.c.fact.position, credit: p.c.credit, standard: p.c.standardOf(c.Account), bonuses: p.c.bonuses,
				worth: p.amount, share: p.to.share(c.Unit)})
			n.values = append(n.values, p.c.values...)
		}
		n.beaten = beatenBy(all, chosen, c, e)
		c.note = n
	}
}

func (c *candidate) standardOf(account int) decimal.Decimal {
	for i, a := range c.credit.Amounts {
		if a.Account == account && i < len(c.standard) {
			return c.standard[i]
		}
	}
	return decimal.Decimal{}
}

func (s split) share(unit string) string {
	if len(s.weights) == 0 {
		return ""
	}
	total := decimal.Decimal{}
	for _, w := range s.weights {
		total = total.Add(w)
	}
	return fmt.Sprintf("%s/%s", s.weights[slices.Index(s.units, unit)], total)
}

func beatenBy(all []*candidate, chosen []pick, of *Change, e *evaluator) []beaten {
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

func (w *watch) settled(q *QuotaRow) *note { return &note{quota: q, values: w.now} }

func (p *Posting) addNote(n *note) {
	if n != nil {
		p.notes = append(p.notes, n)
	}
}
