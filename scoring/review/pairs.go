package review

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// pairing is a credit among those that may pay an entry that another pays too.
type pairing struct {
	*scheme.Credit
	conditions, figures []*rule.Program
	class               int // of credits that read the same
}

// pairings are the credits that may, with their classes.
func (r *reviewer) pairings() []pairing {
	var all []pairing
	classes := map[string]int{}
	for _, c := range r.scheme.Credits {
		if r.full() { // whose lines are left out already
			break
		}
		if c.Each == ledger.Grant || c.Per != 0 || c.Later != nil || c.Section != "credits" || len(c.Amounts) == 0 {
			continue
		}
		one := pairing{Credit: c, conditions: c.Conditions().But()}
		for _, a := range c.Amounts {
			one.figures = append(one.figures, a.Worth)
		}
		key := string(c.Each) + "\n" + r.readsOf(c.Each, one.conditions, nil).key() + "\n" +
			r.readsOf(c.Each, one.figures, nil).key() + "\n" + c.From.String() + c.Until.String()
		class, known := classes[key]
		if !known {
			class = len(classes)
			classes[key] = class
		}
		one.class = class
		all = append(all, one)
	}
	return all
}

// pairGroups tries two credits of one kind of entry and one account at once: of those that read the same, two.
func (r *reviewer) pairGroups(ctx context.Context) error {
	all := r.pairings()
	tried := map[[2]int]bool{}
	for i, a := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, b := range all[:i] {
			both := [2]int{a.class, b.class}
			if a.Each != b.Each || a.Collapse != nil && a.Collapse == b.Collapse || tried[both] ||
				!sharesAccount(a.Credit, b.Credit) {
				continue
			}
			tried[both] = true
			g := r.pairGroup(b, a)
			if r.pairs = append(r.pairs, g); g.left {
				g.what = reason.New("review.pairs", "each pair of credits from {pair} on", g.what)
				return nil
			}
		}
	}
	return nil
}

// pairGroup tries two credits with their figures, or without them where that is too much.
func (r *reviewer) pairGroup(first, second pairing) *group {
	of := lineOf(second.Rule)
	of.what = reason.New("review.pair", "{first} with {second}", lineOf(first.Rule).what, of.what)
	conditions := slices.Concat(first.conditions, second.conditions)
	from := start(r.scheme, second.Credit)
	g := r.group(of, second.Each, nil, nil, slices.Concat(conditions, first.figures, second.figures), from, second.Rule,
		first.Rule)
	if g.left || g.set != nil && g.set.found > mostWorlds {
		g = r.group(of, second.Each, nil, nil, conditions, from, second.Rule, first.Rule)
	}
	return g
}

func sharesAccount(a, b *scheme.Credit) bool {
	return slices.ContainsFunc(a.Amounts, func(x scheme.Amount) bool {
		return slices.ContainsFunc(b.Amounts, func(y scheme.Amount) bool { return x.Account == y.Account })
	})
}
