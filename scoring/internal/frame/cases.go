package frame

import (
	"slices"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Case is what step 1 works on: an item with all its entries, a commission with its answers, or a loose entry.
type Case struct {
	Kind    CaseKind
	First   int32   // the submission, the commission or the loose entry
	Unit    int32   // the number of the unit whose it is; −1: none that is ever enrolled
	Place   int32   // of an item: where the arrangement has its entries, of which some may not count
	Entries []int32 // the others, in recording order
}

// CaseKind says what a case is of.
type CaseKind uint8

const (
	ItemCase       CaseKind = iota // an item with all its entries
	CommissionCase                 // a commission with its answers
	LooseCase                      // an entry that stands for itself
)

// Index finds cases, and the submissions and commissions that they begin with.
type Index interface {
	Cases() []Case                                           // all; not to be changed
	Size() int                                               // how many there are
	CaseAt(place int32) Case                                 // that at a place among all
	Item(item uint32) (place int32, ok bool)                 // the place of the case of an item; false if there is none
	Submission(item uint32) (pos int32, ok bool)             // the position of the submission of an item; false if there is none
	CommissionCase(commission uint32) (place int32, ok bool) // the place of the case of a commission; false if none counts
	Commission(commission uint32) (pos int32, ok bool)       // the position of a commission; false if none counts, or it is refused
}

// caseList is all cases, one after the other, for those who want them so: they are put together when first asked for.
type caseList struct {
	once sync.Once
	All  []Case
	of   []int32 // by number of an item: the place of its case plus one
}

// Cases are the entries that score, grouped; the order has no effect on a score.
func (f *Frame) Cases() []Case { return f.Index.Cases() }

// frameIndex is the index of what the ledger held when the frame was made.
type frameIndex struct{ f *Frame }

func (x frameIndex) Cases() []Case { return x.f.Listed().All }

func (x frameIndex) Size() int { return x.f.Counts.Submitted() + len(x.f.Rest) }

func (x frameIndex) CaseAt(place int32) Case { return x.f.Listed().All[place] }

// Listed is the list of the cases at the beginning: those of items, then the others.
func (f *Frame) Listed() *caseList {
	l := f.list
	l.once.Do(func() {
		l.All, l.of = make([]Case, 0, f.Counts.Submitted()+len(f.Rest)), make([]int32, f.Arranged.Items())
		for n := range f.Arranged.Items() {
			if c, ok := f.ItemCase(n); ok {
				l.All = append(l.All, c)
				l.of[n] = int32(len(l.All))
			}
		}
		l.All = append(l.All, f.Rest...)
	})
	return l
}

// ItemCase is the case of item n; false if no submission of it counts.
func (f *Frame) ItemCase(n int) (c Case, ok bool) {
	of := f.Arranged.Item(n)
	switch f.Counts.Item(n) {
	case columns.NotSubmitted:
		return Case{}, false
	case columns.Whole:
		unit, _ := f.Units.Unit(f.Arranged.Unit(n))
		return Case{Kind: ItemCase, First: of[0], Unit: unit, Place: int32(f.Arranged.First(n)), Entries: of[1:]}, true
	}
	c = Case{Kind: ItemCase, Place: int32(f.Arranged.First(n))}
	for _, pos := range of {
		switch kind := f.Kind(pos); {
		case kind == f.Submit:
			c.First = pos
		case kind != columns.NotSelected:
			c.Entries = append(c.Entries, pos)
		}
	}
	if c.Unit, _ = f.Units.Unit(f.Arranged.Unit(n)); !f.Arranged.Regular(n) {
		c.Unit = f.NamedUnit(c.First)
	}
	return c, true
}

// NewCase is a case that the arrangement does not have together.
func (f *Frame) NewCase(kind CaseKind, first int32) Case {
	return Case{Kind: kind, First: first, Unit: f.UnitOf(first)}
}

func (x frameIndex) Submission(item uint32) (int32, bool) {
	n, ok := x.f.Arranged.ItemOf(item)
	switch {
	case !ok || x.f.Counts.Item(n) == columns.NotSubmitted:
		return 0, false
	case x.f.Counts.Item(n) == columns.Whole:
		return x.f.Arranged.Item(n)[0], true
	}
	c, _ := x.f.ItemCase(n)
	return c.First, true
}

func (x frameIndex) Item(item uint32) (int32, bool) {
	if n, ok := x.f.Arranged.ItemOf(item); ok && x.f.Listed().of[n] > 0 {
		return x.f.Listed().of[n] - 1, true
	}
	return 0, false
}

// group makes the cases that are not of items. What can be in none is refused and reported.
func (f *Frame) group() {
	commissions := f.Counts.Commissions()
	f.Assigned, f.refusing, f.list = map[AssignKey]decimal.Decimal{}, make([]bool, len(commissions)), &caseList{}
	for _, pos := range f.Counts.Standalone() {
		f.loose(pos)
	}
	f.Rest = slices.Grow(f.Rest, len(commissions))
	for n := range commissions {
		c := &commissions[n]
		unit, _ := f.Units.Unit(c.Unit)
		f.Rest = append(f.Rest, Case{Kind: CommissionCase, First: c.Position, Unit: unit, Entries: c.Answers})
		if at := f.ItemInstants.At(int(c.Place)); IsFar(at) {
			f.refusing[n] = f.MemberAt(c.Unit, f.Instant(int(c.Position))) == nil
		} else {
			f.refusing[n] = unit < 0 || f.Units.At(unit, at) == columns.NoState
		}
	}
}

func (x frameIndex) CommissionCase(code uint32) (place int32, ok bool) {
	n, ok := x.f.Counts.Commission(code)
	return int32(x.f.Counts.Submitted() + len(x.f.Rest) - len(x.f.refusing) + n), ok
}

// Commission refuses one of a unit that was off the roster: it is no commission to items either.
func (x frameIndex) Commission(code uint32) (pos int32, ok bool) {
	if n, ok := x.f.Counts.Commission(code); ok {
		return x.f.Counts.Commissions()[n].Position, !x.f.refusing[n]
	}
	return 0, false
}

// loose takes an entry that joins no case.
func (f *Frame) loose(pos int32) {
	item := f.Code(pos, columns.FieldItem)
	switch kind := f.Kind(pos); {
	case kind == KindNumber(ledger.Assign):
		f.assign(pos, f.Ledger.Entry(int(pos)))
	case item == 0 || !f.struckOut(item):
		f.Rest = append(f.Rest, f.NewCase(LooseCase, pos))
	}
}

// struckOut says whether an item has no submission left that is known, since all were struck out.
func (f *Frame) struckOut(item uint32) bool {
	n, _ := f.Arranged.ItemOf(item)
	found := false
	for _, pos := range f.Arranged.Item(n) {
		if int(pos) < f.Counts.Known() && f.Columns.Kind(int(pos)) == ledger.Submit {
			if _, struck := f.View.StruckBy(int(pos)); !struck {
				return false
			}
			found = true
		}
	}
	return found
}

// Unplaced are the refusals of those entries asked for that no step sees: they wait for a submission that is struck out, or they are
// no task as the scheme has it.
func (f *Frame) Unplaced(asked func(pos int32) bool) []Refusal {
	var out []Refusal
	for _, r := range f.Refused {
		if asked(r.Position) {
			out = append(out, r)
		}
	}
	for _, pos := range f.Counts.Orphans() {
		if !asked(pos) {
			continue
		}
		if item := f.Code(pos, columns.FieldItem); f.struckOut(item) {
			out = append(out, Refusal{Position: pos, Code: "struck-out", Reason: reason.New("struck-out.submission", "the submission of item {item} is struck out", f.Columns.Text(item))})
		}
	}
	return out
}

// StruckOutBy is why an entry that a void names does not count.
func StruckOutBy(void, why string) reason.Reason {
	return reason.New("struck-out.entry", "struck out by {void}: {why}", void, why)
}

// StruckOut are the refusals of the entries that are struck out.
func (f *Frame) StruckOut() []Refusal {
	var out []Refusal
	for _, s := range f.View.Struck() {
		by := f.Ledger.Entry(s.By)
		out = append(out, Refusal{Position: int32(s.Position), Code: "struck-out", Reason: StruckOutBy(by.ID, by.Reason)})
	}
	return out
}

// ItemOf is the submission that an entry is about; the entry itself if it is one.
func (f *Frame) ItemOf(r *columns.Row) (*columns.Row, bool) {
	if r.Kind() == ledger.Submit {
		return r, true
	}
	pos, ok := f.Index.Submission(r.Code(columns.FieldItem))
	if !ok {
		return nil, false
	}
	return f.Columns.Row(int(pos)), true
}

// InCases says whether entries of a kind are in cases: the others change the roster, tasks, or what stands.
func InCases(k ledger.Kind) bool {
	return k != ledger.Enroll && k != ledger.Withdraw && k != ledger.Void && k != ledger.Assign
}
