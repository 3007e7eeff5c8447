package frame

import (
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Paid is what openings say that a unit was given of an item, by the rules of a group.
type Paid struct {
	Amount   decimal.Decimal
	Until    time.Time // all that the group gives before is what they say
	Openings []*Opening
}

// PaidKey is what the openings of an item are told apart by.
type PaidKey struct {
	Unit    string
	Item    uint32 // its code
	Account int
	Group   int // see GroupOf
}

// GroupOf is the number of the group of a credit rule: its collapse, or the rule itself.
func GroupOf(s *scheme.Scheme, c *scheme.Credit) int {
	if c.Collapse == nil {
		return c.Index
	}
	return len(s.Rules) + slices.Index(s.Collapses, c.Collapse)
}

// PaidOf is what was given of an item before it is scored by the entries alone: by openings, or before the scheme, of
// which no opening says anything, nothing; nil: the entries are all that there is.
func (f *Frame) PaidOf(key PaidKey) *Paid {
	if f.Openings != nil {
		if paid := f.Openings.paid[key]; paid != nil {
			return paid
		}
	}
	return f.unpaid
}

// HasPaid says whether something was given, or may have been, of an item before it is scored by its entries alone.
func (f *Frame) HasPaid(item uint32) bool {
	return f.unpaid != nil || f.Openings != nil && f.Openings.items[item]
}

// CoveringItem is the opening that says what a group gave a unit of an item in the time of an instant; nil: none does.
func (o *Openings) CoveringItem(key PaidKey, at time.Time) *Opening {
	if o == nil || o.paid[key] == nil || !at.Before(o.paid[key].Until) {
		return nil
	}
	return o.paid[key].Openings[0]
}

// openItem finds the rules that gave what an opening says of an item: that which it names, or all of one group.
func (f *Frame) openItem(o *Opening, e *ledger.Entry) *Refusal {
	var names []string
	var groups []int
	for _, c := range f.Scheme.Credits {
		gives := slices.ContainsFunc(c.Amounts, func(a scheme.Amount) bool { return a.Account == o.Account })
		if !gives || c.Each == ledger.Commission {
			continue
		}
		if names = append(names, c.Name); e.Rule == "" || e.Rule == c.Name {
			groups = append(groups, GroupOf(f.Scheme, c))
		}
		if e.Rule == c.Name {
			o.Rule = c.Rule
		}
	}
	slices.Sort(groups)
	groups = slices.Compact(groups)
	switch {
	case e.Rule == "" && len(groups) > 1:
		return &Refusal{Code: "no-rule", Reason: reason.New("opening.item-rule",
			"the opening of an item names no rule; expected one of {rules}", names)}
	case len(groups) == 0:
		return &Refusal{Code: "no-rule", Reason: reason.New("opening.no-item-rule",
			"no rule {rule:q} of the scheme gives to account {account} for items{near}", e.Rule, e.Account,
			Nearest(e.Rule, names))}
	}
	o.Item, o.group = f.Code(o.Position, columns.FieldItem), groups[0]
	o.Silent, o.balance = o.balance, false
	return nil
}

// handedIn refuses an opening of an item that nobody handed in. The error is the context's.
func (f *Frame) handedIn(ctx context.Context, o *Opening) (*Refusal, error) {
	if o.Item == 0 {
		return nil, nil
	}
	item := f.Columns.Text(o.Item)
	switch _, naming, err := f.View.Item(ctx, item); {
	case err != nil:
		return nil, err
	case naming == ledger.Absent:
		return &Refusal{Code: "no-item", Reason: reason.New("opening.no-item", "item {item} is not handed in",
			item)}, nil
	case naming == ledger.StruckOut:
		return &Refusal{Code: "struck-out", Reason: reason.New("struck-out.submission",
			"the submission of item {item} is struck out", item)}, nil
	}
	return nil, nil
}

// addItem adds what an opening says of an item.
func (all *Openings) addItem(o *Opening) {
	key := PaidKey{o.Unit, o.Item, o.Account, o.group}
	paid := all.paid[key]
	if paid == nil {
		paid = &Paid{}
		all.paid[key], all.items[o.Item] = paid, true
	}
	paid.Amount, paid.Until = paid.Amount.Add(o.Amount), later(paid.Until, o.End)
	paid.Openings = append(paid.Openings, o)
}

// Before are the positions of the entries in cases that count and are dated before the scheme.
func (f *Frame) Before() []int32 {
	var out []int32
	for pos := range f.Selection.Known() {
		if f.Kind(int32(pos)) != columns.NotSelected && InCases(f.Columns.Kind(pos)) &&
			f.Scheme.IsBefore(f.Instant(pos)) {
			out = append(out, int32(pos))
		}
	}
	return out
}

// finishItems adds up what openings say of items. Nothing before the scheme is scored by entries.
func (f *Frame) finishItems(all *Openings) {
	for _, o := range all.All {
		if o.Item != 0 {
			all.addItem(o)
		}
	}
	if f.unpaid != nil {
		for _, paid := range all.paid {
			paid.Until = later(paid.Until, f.unpaid.Until)
		}
	}
}

// leaveForeign leaves out openings of items that are not the scheme's own, and what was refused of them.
func (f *Frame) leaveForeign() {
	if f.foreign == nil {
		return
	}
	f.Refused = slices.DeleteFunc(f.Refused, func(r Refusal) bool {
		return f.Columns.Kind(int(r.Position)) == ledger.Opening && f.Foreign(r.Position)
	})
	if f.Openings == nil {
		return
	}
	isForeign := func(o *Opening) bool { return o.Item != 0 && f.Foreign(o.Position) }
	all := f.Openings
	all.All = slices.DeleteFunc(all.All, isForeign)
	for unit, of := range all.of {
		if of.all = slices.DeleteFunc(of.all, isForeign); len(of.all) == 0 {
			delete(all.of, unit)
		}
	}
	for key, paid := range all.paid {
		if isForeign(paid.Openings[0]) {
			delete(all.paid, key)
			delete(all.items, key.Item)
		}
	}
	if len(all.All) == 0 {
		f.Openings = nil
	}
}
