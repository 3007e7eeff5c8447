package steps

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// differences are what is dated in closed time of one unit, as it is now and as it was published.
type differences struct {
	f       *frame.Frame
	settled map[*scheme.Rule]bool
	places  map[differenceKey]int
	all     []difference
	had     map[origin]*sides // all that the unit has, by the closing
}

// origin is a closing, and the first open instant after the time that it closes.
type origin struct {
	open int64
	by   int
}

// differenceKey tells differences apart: the worth of an item, or of what has none, under rules that make one posting.
type differenceKey struct {
	of      origin
	item    uint32
	account int
	group   int
}

// difference is what one of them is now, and was.
type difference struct {
	key         differenceKey
	at          time.Time
	sums        []ruleDifference
	lead, led   *scheme.Rule // that names the posting now, and then
	isSettled   bool
	is          sides
	was, amount decimal.Decimal
}

// ruleDifference is what a rule gives now, less what it gave.
type ruleDifference struct {
	rule   *scheme.Rule
	amount decimal.Decimal
}

// sides are the entries of what is now, and of what was.
type sides struct{ now, then []int32 }

func newDifferences(f *frame.Frame, settled map[*scheme.Rule]bool) *differences {
	return &differences{f: f, settled: settled, places: map[differenceKey]int{}, had: map[origin]*sides{}}
}

// now adds a change as it is now.
func (d *differences) now(c Change, in frame.Closed) {
	open := d.f.FirstOpen(in)
	of := origin{frame.Nanoseconds(open), in.By}
	had := d.hadBy(of)
	had.now = append(had.now, c.Entries...)
	if c.Rule == nil || c.Rule.Section == "derived" {
		return
	}
	x := d.of(&c, of, open)
	x.add(&c, c.Amount)
	x.is.now = append(x.is.now, c.Entries...)
	if x.amount = x.amount.Add(c.Amount); c.lead {
		x.lead = c.Rule
	}
}

// then adds a change as it was published.
func (d *differences) then(c Change, in frame.Closed) {
	open := d.f.FirstOpen(in)
	of := origin{frame.Nanoseconds(open), in.By}
	if c.Carried != nil { // it was carried there from a period that is still closed, or not
		n := slices.IndexFunc(d.f.Closings, func(by frame.Closing) bool { return by.Position == c.Carried.By })
		if n >= 0 && d.f.OpensAt(n).Equal(open) {
			of.by = n
		}
	}
	entries := slices.DeleteFunc(slices.Clone(c.Entries), func(pos int32) bool {
		kind := d.f.Columns.Kind(int(pos))
		return kind == ledger.Close || kind == ledger.Void
	})
	had := d.hadBy(of)
	had.then = append(had.then, entries...)
	if c.Rule == nil || c.Rule.Section == "derived" {
		return
	}
	x := d.of(&c, of, open)
	x.add(&c, c.Amount.Neg())
	x.is.then = append(x.is.then, entries...)
	if x.was = x.was.Add(c.Amount); c.lead {
		x.led = c.Rule
	}
}

func (d *differences) hadBy(of origin) *sides {
	if d.had[of] == nil {
		d.had[of] = &sides{}
	}
	return d.had[of]
}

// of is the difference to which a change belongs.
func (d *differences) of(c *Change, of origin, open time.Time) *difference {
	key := differenceKey{of, c.Item, c.Account, c.Group}
	n, ok := d.places[key]
	if !ok {
		n = len(d.all)
		d.places[key] = n
		d.all = append(d.all, difference{key: key, at: open, isSettled: d.settled[c.Rule]})
	}
	return &d.all[n]
}

func (x *difference) add(c *Change, amount decimal.Decimal) {
	i := slices.IndexFunc(x.sums, func(r ruleDifference) bool { return r.rule == c.Rule })
	if i < 0 {
		i = len(x.sums)
		x.sums = append(x.sums, ruleDifference{rule: c.Rule})
	}
	x.sums[i].amount = x.sums[i].amount.Add(amount)
}

// changes are the differences as changes of the first open day, but for what is after until.
func (d *differences) changes(unit string) []Change {
	var out []Change
	for i := range d.all {
		x := &d.all[i]
		x.sums = slices.DeleteFunc(x.sums, func(r ruleDifference) bool { return r.amount.IsZero() })
		if len(x.sums) == 0 || !d.f.Until.IsZero() && x.at.After(d.f.Until) {
			continue
		}
		slices.SortFunc(x.sums, func(a, b ruleDifference) int { return cmp.Compare(a.rule.Index, b.rule.Index) })
		by := d.f.Closings[x.key.of.by]
		entries, late := d.evidence(x, by.Position)
		carried := &Carried{By: by.Position, Period: by.Period, Late: late, Was: x.was, Now: x.amount}
		if x.lead == nil {
			x.lead = x.led
		}
		for _, r := range x.sums {
			out = append(out, Change{At: x.at, Position: by.Position, Unit: unit, Item: x.key.item, Rule: r.rule,
				Account: x.key.account, Amount: r.amount, Group: x.key.group, lead: r.rule == x.lead,
				Entries: entries, Carried: carried})
		}
	}
	return out
}

// evidence is the close, and the entries of one side that the other has not, with the voids that struck them out: for
// the item, or, of what is settled, for all that the unit has in the period. Late says that there are such, that all of
// them count now, and were recorded after the close.
func (d *differences) evidence(x *difference, by int32) (entries []int32, late bool) {
	of := x.is
	if x.isSettled {
		of = *d.had[x.key.of]
	}
	now, then := frame.SortedUnique(slices.Clone(of.now)), frame.SortedUnique(slices.Clone(of.then))
	entries, late = []int32{by}, true
	for _, pos := range now {
		if _, ok := slices.BinarySearch(then, pos); !ok {
			entries, late = append(entries, pos), late && pos > by
		}
	}
	for _, pos := range then {
		if _, ok := slices.BinarySearch(now, pos); ok {
			continue
		}
		entries, late = append(entries, pos), false
		if void, struck := d.f.View.StruckBy(int(pos)); struck {
			entries = append(entries, int32(void))
		}
	}
	return frame.SortedUnique(entries), late && len(entries) > 1
}
