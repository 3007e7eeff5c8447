package review

import (
	"cmp"
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// payment is one entry that several credits paid, to one receiver in one account.
type payment struct {
	credits []int // in Scheme.Credits, in the order of the file
	account int
	world   *world
}

// notePaid keeps the entries that several credits paid.
func (r *reviewer) notePaid(f *frame.Frame, changes []steps.Change, worlds []*world) {
	type place struct {
		position int32
		unit     string
		account  int
	}
	paid := map[place][]int{}
	var order []place
	for _, c := range changes {
		if c.Rule == nil || c.Rule.Section != "credits" || c.Amount.Sign() <= 0 || int(c.Position) >= f.Ledger.Len() {
			continue
		}
		e := f.Ledger.Entry(int(c.Position))
		w := worldOf(worlds, cmp.Or(e.Item, e.Unit))
		credit := r.credit(c.Rule)
		if w == nil || r.scheme.Credits[credit].Each != e.Kind {
			continue
		}
		if r.paying == nil || w.weight < r.paying.weight {
			r.paying = w
		}
		at := place{c.Position, c.Unit, c.Account}
		if paid[at] == nil {
			order = append(order, at)
		}
		paid[at] = append(paid[at], credit)
	}
	for _, at := range order {
		slices.Sort(paid[at])
		credits := slices.Compact(paid[at])
		if len(credits) == 1 {
			continue
		}
		e := f.Ledger.Entry(int(at.position))
		w := worldOf(worlds, cmp.Or(e.Item, e.Unit))
		if !slices.ContainsFunc(w.sheet().around, func(o ledger.Entry) bool { return o.Kind == e.Kind }) {
			r.payments = append(r.payments, payment{credits, at.account, w})
		}
	}
}

// credit is the place of a credit by its rule.
func (r *reviewer) credit(of *scheme.Rule) int {
	if r.creditOf == nil {
		r.creditOf = map[*scheme.Rule]int{}
		for i, c := range r.scheme.Credits {
			r.creditOf[c.Rule] = i
		}
	}
	return r.creditOf[of]
}

// knownTogether are, by credit, those that its author knows to add up with it: a collapse or a cap names both.
func (r *reviewer) knownTogether() map[int]bits {
	known := map[int]bits{}
	together := func(all []int) {
		var of bits
		for _, i := range all {
			of.set(i)
		}
		for _, i := range all {
			known[i] = known[i].or(of)
		}
	}
	collapses := map[*scheme.Collapse][]int{}
	for i, c := range r.scheme.Credits {
		together([]int{i})
		if c.Collapse != nil {
			collapses[c.Collapse] = append(collapses[c.Collapse], i)
		}
	}
	for _, all := range collapses {
		together(all)
	}
	for _, s := range r.scheme.Settles {
		if s.Cap == nil {
			continue
		}
		var all []int
		for _, one := range s.Cap.Of {
			if one.Section == "credits" {
				all = append(all, r.credit(one))
			}
		}
		together(all)
	}
	return known
}

// findTwice reports the credits that pay one entry, once for all that pay the same.
func (r *reviewer) findTwice(ctx context.Context) error {
	type accountOf struct{ account, credit int }
	slices.SortStableFunc(r.payments, func(a, b payment) int {
		return cmp.Or(cmp.Compare(len(b.credits), len(a.credits)), cmp.Compare(a.world.weight, b.world.weight))
	})
	known, said := r.knownTogether(), map[accountOf]bits{}
	for _, p := range r.payments {
		if err := ctx.Err(); err != nil {
			return err
		}
		var all bits
		for _, i := range p.credits {
			all.set(i)
		}
		var paid []int
		for _, i := range p.credits {
			if all.beyond(known[i], said[accountOf{p.account, i}]) {
				paid = append(paid, i)
			}
		}
		for _, i := range paid {
			at := accountOf{p.account, i}
			said[at] = said[at].or(all)
		}
		if len(paid) > 1 {
			if err := r.paidTwice(ctx, p, paid); err != nil {
				return err
			}
		}
	}
	return nil
}

// paidTwice reports credits that pay one entry, at the second of them.
func (r *reviewer) paidTwice(ctx context.Context, p payment, credits []int) error {
	account := r.scheme.Accounts[p.account].Name
	names := make([]string, len(credits))
	for i, c := range credits {
		names[i] = r.scheme.Credits[c].Name
	}
	why := reason.New("review.paid-twice",
		"credits {first:q} and {second:q} both pay one entry in account {account:q}; name both in a collapse "+
			"(best: 1 pays the higher, best: all both), or put one of them under bonuses, which add", names[0],
		names[1], account)
	shows := reason.New("review.two-postings", "two postings to {account} from one entry, by {first} and by {second}",
		account, names[0], names[1])
	var cells []reason.Reason
	if len(names) > 2 {
		why = reason.New("review.paid-often",
			"credits {first:q}, {second:q} and {more} more each pay one entry in account {account:q}; name them "+
				"in a collapse (best: 1 pays the highest, best: all every one), or put all but one of them "+
				"under bonuses, which add", names[0], names[1], len(names)-2, account)
		shows = reason.New("review.some-postings",
			"{count} postings to {account} from one entry", len(names), account)
		for _, name := range names {
			cells = append(cells, reason.New("review.credit", "credit {name:q}", name))
		}
	}
	at := r.published.ErrorAt([]string{"credits", names[1]}, why)
	return r.find(ctx, Twice, at, p.world.sheet(), shows, cells...)
}

// bits is a set of small numbers.
type bits []uint64

func (b *bits) set(i int) {
	for len(*b) <= i/64 {
		*b = append(*b, 0)
	}
	(*b)[i/64] |= 1 << (i % 64)
}

// or is what is in either.
func (b bits) or(o bits) bits {
	out := make(bits, max(len(b), len(o)))
	copy(out, b)
	for i, word := range o {
		out[i] |= word
	}
	return out
}

// beyond says whether something is in b and in none of the others.
func (b bits) beyond(others ...bits) bool {
	for i, word := range b {
		for _, o := range others {
			if i < len(o) {
				word &^= o[i]
			}
		}
		if word != 0 {
			return true
		}
	}
	return false
}
