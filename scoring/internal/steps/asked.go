package steps

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// askedRules are the credit rules and the quotas that are asked of entries, by kind of entry.
type askedRules struct {
	credits [columns.NumKinds]askedOf // those that are dated by entries, by place in Scheme.Credits
	quotas  [columns.NumKinds]askedOf // those that count entries, by place in Scheme.Quotas
	bonuses []askedOf                 // by index of a credit rule: by place in its bonuses

	atDue     bool            // some credit rule is asked of a commission at due
	closing   askedOf         // the credit rules on commissions that are settled at the end of a period
	dueQuotas askedOf         // the quotas that count commissions then
	closings  []calendar.Kind // the kinds of these periods

	grantsByName    map[string]int32   // the rules that take grants
	grantsByAccount map[string][]int32 // likewise, ascending

	later map[*scheme.Credit]*frame.Guarded // of each that is asked on later days: which entries it may be about

	keyedCaps [][]int32 // by index of a credit rule: the caps with a key on it, by place in Scheme.Settles
}

// askedOf are the lines of a scheme that are asked of the entries of a kind.
type askedOf struct {
	lines []int32 // ascending
	index *frame.Guarded
}

type askedKey struct{}

// askedRulesOf are those of a scheme, found once.
func askedRulesOf(s *scheme.Scheme) *askedRules {
	return s.Study(askedKey{}, func(s *scheme.Scheme) any {
		out := &askedRules{grantsByName: map[string]int32{}, grantsByAccount: map[string][]int32{},
			later: map[*scheme.Credit]*frame.Guarded{}}
		for i, kind := range ledger.Kinds() {
			out.credits[i] = newAskedOf(len(s.Credits), func(n int) (guards []frame.Guard, asked bool) {
				c := s.Credits[n]
				if c.Each != kind || c.Per != 0 {
					return nil, false
				}
				guards = frame.GuardsOf(c.Scope, c.When)
				if c.Later != nil { // the unit may be another one by then
					guards = slices.DeleteFunc(guards, func(g frame.Guard) bool { return g.Slot == scheme.SlotUnit })
					out.later[c] = frame.NewGuarded([][]frame.Guard{guards}, 1)
				}
				return guards, true
			})
			out.quotas[i] = newAskedOf(len(s.Quotas), func(n int) (guards []frame.Guard, asked bool) {
				q := s.Quotas[n]
				if q.Each != kind || q.Count == nil || q.AtDue {
					return nil, false
				}
				return frame.GuardsOf(q.Scope, q.Count), true
			})
		}
		out.bonuses = make([]askedOf, len(s.Rules))
		for n, c := range s.Credits {
			out.bonuses[c.Index] = newAskedOf(len(c.Bonuses), func(n int) (guards []frame.Guard, asked bool) {
				return frame.GuardsOf(c.Scope, c.Bonuses[n].When), true
			})
			if c.Each == ledger.Grant {
				account := accountOf(s, c)
				out.grantsByName[c.Name] = int32(n)
				out.grantsByAccount[account] = append(out.grantsByAccount[account], int32(n))
			}
		}
		out.addClosing(s)
		out.addKeyedCaps(s)
		return out
	}).(*askedRules)
}

// addClosing adds what is asked of a commission at the end of a period. It is found by the commission alone: its unit
// may be another one by then.
func (a *askedRules) addClosing(s *scheme.Scheme) {
	ofCommission := func(guards []frame.Guard) []frame.Guard {
		return slices.DeleteFunc(guards, func(g frame.Guard) bool { return g.Slot != scheme.SlotCommission })
	}
	a.atDue = slices.ContainsFunc(s.Credits, func(c *scheme.Credit) bool {
		return c.Each == ledger.Commission && c.Per == 0 && c.Later == nil
	})
	a.closing = newAskedOf(len(s.Credits), func(n int) (guards []frame.Guard, asked bool) {
		c := s.Credits[n]
		return ofCommission(frame.GuardsOf(c.Scope, c.When)), c.Each == ledger.Commission && c.Per != 0
	})
	a.dueQuotas = newAskedOf(len(s.Quotas), func(n int) (guards []frame.Guard, asked bool) {
		q := s.Quotas[n]
		return ofCommission(frame.GuardsOf(q.Scope, q.Count)), q.AtDue
	})
	for _, n := range a.closing.lines {
		a.closings = append(a.closings, s.Credits[n].Per)
	}
	for _, n := range a.dueQuotas.lines {
		a.closings = append(a.closings, s.Quotas[n].Per)
	}
	slices.Sort(a.closings)
	a.closings = slices.Compact(a.closings)
}

// addKeyedCaps adds the caps with a key.
func (a *askedRules) addKeyedCaps(s *scheme.Scheme) {
	a.keyedCaps = make([][]int32, len(s.Rules))
	each := map[*scheme.Rule]ledger.Kind{}
	for _, c := range s.Credits {
		each[c.Rule] = c.Each
	}
	for n, x := range s.Settles {
		if x.Cap == nil {
			continue
		}
		for _, r := range x.Cap.Of {
			if kind, credits := each[r]; credits && x.Cap.By[kind] != nil {
				a.keyedCaps[r.Index] = append(a.keyedCaps[r.Index], int32(n))
			}
		}
	}
}

// minGuarded is how many lines a text must select among to be read before them.
const minGuarded = 4

func newAskedOf(lines int, of func(line int) (guards []frame.Guard, asked bool)) (out askedOf) {
	var guards [][]frame.Guard
	for i := range lines {
		if g, asked := of(i); asked {
			out.lines, guards = append(out.lines, int32(i)), append(guards, g)
		}
	}
	out.index = frame.NewGuarded(guards, minGuarded)
	return out
}

// linesFor are the lines that are asked of an entry, ascending: of those that an index excludes, the condition is false
// and the count 0. The result is valid until the next call.
func (e *Runner) linesFor(of *askedOf, f *frame.Fact) []int32 {
	if !of.index.Selects() || e.Thorough() {
		return of.lines
	}
	e.Bind(f)
	if f.Row.Kind() == ledger.Commission {
		e.Slots[scheme.SlotCommission] = e.CommissionRecord(&f.Row, nil)
	}
	e.Pool.asked = of.index.Append(e.Pool.asked[:0], e.Evaluator)
	for i, n := range e.Pool.asked {
		e.Pool.asked[i] = of.lines[n]
	}
	return e.Pool.asked
}

// bonusesFor are the bonuses that are asked for a credit rule of the entry that is bound, by place in its bonuses. The
// result is valid until the next call.
func (e *Runner) bonusesFor(c *scheme.Credit) []int32 {
	of := &e.asked.bonuses[c.Index]
	if !of.index.Selects() || e.Thorough() {
		return of.lines
	}
	e.Pool.askedBonuses = of.index.Append(e.Pool.askedBonuses[:0], e.Evaluator)
	return e.Pool.askedBonuses
}

// creditsFor are the credit rules that are asked of an entry; of a grant, the one that takes it.
func (e *Runner) creditsFor(f *frame.Fact) []int32 {
	of := &e.asked.credits[f.Row.KindCode()]
	if f.Row.Kind() != ledger.Grant {
		return e.linesFor(of, f)
	}
	if n, ok := e.takerOf(f); ok {
		e.Pool.asked = append(e.Pool.asked[:0], n)
		return e.Pool.asked
	}
	return nil
}
