package review

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// findAgain reports the rules that are asked again until they are met, though their conditions say the same each time.
func (r *reviewer) findAgain(ctx context.Context) error {
	for _, c := range r.published.Credits {
		if c.Later == nil || !c.Later.Again() || c.Later.Always ||
			slices.ContainsFunc(c.Conditions().But(), func(p *rule.Program) bool { return changes(r.published, p) }) {
			continue
		}
		at := r.published.ErrorAt([]string{c.Section, c.Name, "asked", "every"}, reason.New("review.again",
			"rule {rule:q} is asked again until it is met, and nothing that its conditions read is another on another "+
				"day, so that it is met on the first day or never; write `gives: always` where it is to give each "+
				"time, or leave out `every`", c.Name))
		if err := r.find(ctx, Again, at, r.anyWorld(), reason.New("review.asked-in-vain",
			"whatever {rule:q} says of an entry on the first day, it says on each later one", c.Name)); err != nil {
			return err
		}
	}
	return nil
}

// changes says whether an expression may be another on a later day: it reads the unit, a number, a balance, what
// happens to the item, answers, or figures of which some are dated.
func changes(s *scheme.Scheme, p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
		at := func(i int) string {
			if i < len(read.Path) {
				return read.Path[i].Name
			}
			return ""
		}
		switch at(0) {
		case "params":
			return s.Params.States() > 1
		case "item":
			return at(1) == "" || slices.Contains(lists(), at(1))
		case "commission":
			return at(1) == "" || slices.Contains(lists(), at(1))
		case "sender", "adopt", "outlet", "tier", "endorse", "grant", "incident":
			return false
		}
		return true
	})
}
