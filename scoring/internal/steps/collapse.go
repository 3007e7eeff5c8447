package steps

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Pick is an amount of a candidate that counts for an account.
type Pick struct {
	C      *Candidate
	To     *split
	at     int // the place of the candidate
	Amount decimal.Decimal
	lead   bool
	paid   *frame.Paid // in whose place it comes; nil: in none
}

// Chosen are the picks of an account for a receiver: of the candidates that it receives, all without a collapse, and
// the best of each collapse, in the order of rules, then of entries. Without a unit they are the picks of those that
// [apart] leaves out, who see all candidates with a receiver alike. The slice is valid until the next call.
func (e *Runner) Chosen(all []*Candidate, account int, unit string) []Pick {
	out, collapsed := e.Pool.picks[:0], e.Pool.collapsing[:0]
	for at, c := range all {
		if !c.Counts {
			continue
		}
		for i, a := range c.Credit.Amounts {
			to := &c.To[i]
			if a.Account != account || to.Nobody() || unit != "" && !to.Receives(unit) {
				continue
			}
			p := Pick{C: c, at: at, To: to, Amount: c.Amounts[i], lead: true}
			if c.Credit.Collapse != nil {
				collapsed = append(collapsed, p)
				continue
			}
			out = append(out, p)
		}
	}
	for _, col := range e.Frame.Scheme.Collapses {
		if len(collapsed) == 0 {
			break
		}
		picks := e.Pool.batch[:0]
		for _, p := range collapsed {
			if p.C.Credit.Collapse == col {
				picks = append(picks, p)
			}
		}
		e.Pool.batch = picks
		out = e.bestBeside(out, col, picks, account, unit)
	}
	if len(out) > 1 {
		slices.SortFunc(out, func(a, b Pick) int {
			return cmp.Or(cmp.Compare(a.C.Credit.Index, b.C.Credit.Index), cmp.Compare(a.at, b.at))
		})
	}
	e.Pool.picks, e.Pool.collapsing = out, collapsed
	return out
}

// best adds the best picks of a collapse, by its order, else by what the unit receives, or without a unit by the whole.
// Of equals, the earlier entry is the better.
func best(out []Pick, col *scheme.Collapse, picks []Pick, unit string) []Pick {
	compare := func(a, b Pick) int { return a.compare(&b, unit) }
	switch {
	case len(picks) < 2:
	case col.Best == 1:
		picks = append(picks[:0], slices.MinFunc(picks, compare))
	default:
		slices.SortStableFunc(picks, compare)
	}
	first := len(out)
	for _, p := range picks {
		sameKey := func(o Pick) bool { return o.C.collapseKey == p.C.collapseKey }
		if len(col.Per) > 0 && slices.ContainsFunc(out[first:], sameKey) {
			continue
		}
		p.lead = len(out) == first
		if out = append(out, p); len(out)-first == col.Best {
			break
		}
	}
	return out
}

// compare orders picks of a collapse, the better first.
func (p *Pick) compare(o *Pick, unit string) int {
	for i := range min(len(p.C.collapseOrder), len(o.C.collapseOrder)) {
		if d := o.C.collapseOrder[i].Cmp(p.C.collapseOrder[i]); d != 0 {
			return d
		}
	}
	if len(p.C.collapseOrder) > 0 {
		return 0
	}
	if unit != "" && (p.To.weights != nil || o.To.weights != nil) {
		if d := o.part(unit).Cmp(p.part(unit)); d != 0 {
			return d
		}
	}
	return o.Amount.Cmp(p.Amount)
}

// part is what a receiver receives of a pick, exactly.
func (p *Pick) part(unit string) *big.Rat {
	return partOf(p.Amount, p.To, unit)
}

// setCollapseKey sets the key and the order of a candidate in its collapse. It returns false if an expression
// failed.
func (e *Runner) setCollapseKey(c *Candidate) bool {
	col := c.Credit.Collapse
	if col == nil {
		return true
	}
	s := col.Scope[c.Credit.Each]
	e.Slots[scheme.SlotWorth] = rule.Number(c.Amounts[0])
	c.collapseKey, c.collapseOrder = "", c.collapseOrder[:0]
	if p := col.Per[c.Credit.Each]; p != nil {
		v, err := e.Eval(s, p)
		if err != nil {
			e.fail(c, c.Credit.Rule, err)
			return false
		}
		c.collapseKey = v.String()
	}
	for _, p := range col.Order[c.Credit.Each] {
		v, err := e.Eval(s, p)
		if err != nil {
			e.fail(c, c.Credit.Rule, err)
			return false
		}
		n, _ := v.AsNumber()
		c.collapseOrder = append(c.collapseOrder, n)
	}
	return true
}

// Group is the number of the group of a credit rule: its collapse, or the rule itself. Changes of one event and
// group are one posting.
func (e *Runner) Group(c *scheme.Credit) int {
	return frame.GroupOf(e.Frame.Scheme, c)
}

// CollapseOf is the collapse that has the number of a group; nil: a rule has it.
func (e *Runner) CollapseOf(group int) *scheme.Collapse {
	if n := group - len(e.Frame.Scheme.Rules); n >= 0 {
		return e.Frame.Scheme.Collapses[n]
	}
	return nil
}
