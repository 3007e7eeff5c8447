package steps

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// alike says whether a credit rule asks nothing of the entry that it scores, be it an adoption or an endorsement: only
// of the item, its unit and what never changes. On entries of one item, of whose unit the same is known, it then gives
// the same.
func (e *Runner) alike(c *scheme.Credit) bool {
	if c.Each != ledger.Adopt && c.Each != ledger.Endorse || c.Later != nil || len(e.asked.keyedCaps[c.Index]) > 0 {
		return false
	}
	for _, a := range c.Amounts {
		if a.To != nil { // receivers are on the roster or not at each entry
			return false
		}
	}
	programs := c.Programs().But()
	for _, b := range c.Bonuses {
		if !b.From.IsZero() || !b.Until.IsZero() {
			return false
		}
		programs = append(programs, b.Programs().But()...)
	}
	if c.Collapse != nil {
		programs = append(programs, c.Collapse.Programs(c.Each).But()...)
	}
	return !slices.ContainsFunc(programs, e.ofEntry)
}

// ofEntry says whether an expression may give something else on another entry of the same item. The parameters do where
// some are dated.
func (e *Runner) ofEntry(p *rule.Program) bool {
	return p != nil && slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
		switch read.Path[0].Name {
		case "item", "sender", "unit", "worth":
			return false
		case "params":
			return e.Frame.Scheme.Params.States() > 1
		}
		return true
	})
}

// asTwin gives a candidate what one of its rule gave on another entry after the same one, where the rule is alike on
// both and found nothing wrong; false: it is to be evaluated. Somebody who observes each evaluation sees each. In a
// strand each entry has keys of its own.
func (e *Runner) asTwin(c *Candidate) bool {
	if e.observer != nil || e.Thorough() || e.strand != nil {
		return false
	}
	s := e.readSetsOf(c.Credit)
	if !s.alike {
		return false
	}
	t := s.lately
	if s.turn != e.turn || t.Fact.Member != c.Fact.Member || len(t.flaws.refusals)+len(t.flaws.problems) > 0 {
		s.lately, s.turn = c, e.turn
		return false
	}
	c.Counts, c.Unmet, c.flaws.refusals, c.flaws.problems = t.Counts, t.Unmet, nil, nil
	c.Amounts, c.Bonuses = append(c.Amounts[:0], t.Amounts...), append(c.Bonuses[:0], t.Bonuses...)
	c.To = append(c.To[:0], t.To...)
	c.collapseKey, c.collapseOrder = t.collapseKey, append(c.collapseOrder[:0], t.collapseOrder...)
	return true
}
