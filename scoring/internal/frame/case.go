package frame

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// Case is what step 1 works on: an item with all its entries, a commission with its answers, or a loose entry.
type Case struct {
	Kind    CaseKind
	First   int32   // the submission, the commission or the loose entry
	Unit    int32   // the number of its unit; −1: none that is ever enrolled
	Place   int32   // of an item: the place of its entries in the item index
	Entries []int32 // the others, in the order of recording
}

// CaseKind is what a case is of.
type CaseKind uint8

const (
	ItemCase       CaseKind = iota // an item with all its entries
	CommissionCase                 // a commission with its answers
	LooseCase                      // an entry by itself
)

// ItemCase is the case of item n; false: it has no submission that counts.
func (f *Frame) ItemCase(n int) (c Case, ok bool) {
	entries := f.ItemIndex.Item(n)
	switch f.Selection.Item(n) {
	case columns.NotSubmitted:
		return Case{}, false
	case columns.Whole:
		unit, _ := f.Units.Unit(f.ItemIndex.Unit(n))
		return Case{Kind: ItemCase, First: entries[0], Unit: unit,
			Place: int32(f.ItemIndex.First(n)), Entries: entries[1:]}, true
	}
	c = Case{Kind: ItemCase, Place: int32(f.ItemIndex.First(n))}
	for _, pos := range entries {
		switch kind := f.Kind(pos); {
		case kind == f.SubmitKind:
			c.First = pos
		case kind != columns.NotSelected:
			c.Entries = append(c.Entries, pos)
		}
	}
	if c.Unit, _ = f.Units.Unit(f.ItemIndex.Unit(n)); !f.ItemIndex.Regular(n) {
		c.Unit = f.NamedUnit(c.First)
	}
	return c, true
}

// NewCase is a case of one entry.
func (f *Frame) NewCase(kind CaseKind, first int32) Case {
	return Case{Kind: kind, First: first, Unit: f.UnitOf(first)}
}

// groupCases makes the cases that are not of items. An entry that can be in none is refused.
func (f *Frame) groupCases() {
	commissions := f.Selection.Commissions()
	f.Assigned, f.offRoster, f.list = map[AssignKey]decimal.Decimal{}, make([]bool, len(commissions)), &caseList{}
	for _, pos := range f.Selection.Standalone() {
		f.groupLoose(pos)
	}
	f.OtherCases = slices.Grow(f.OtherCases, len(commissions))
	for n := range commissions {
		c := &commissions[n]
		unit, _ := f.Units.Unit(c.Unit)
		f.OtherCases = append(f.OtherCases, Case{Kind: CommissionCase, First: c.Position, Unit: unit,
			Entries: c.Answers})
		at := f.ItemInstants.At(int(c.Place))
		f.offRoster[n] = unit < 0 || f.Units.At(unit, at) == columns.NoState &&
			(f.Lineage == nil || f.MemberAt(c.Unit, f.Instant(int(c.Position))) == nil)
	}
}

// groupLoose adds an entry that joins no case.
func (f *Frame) groupLoose(pos int32) {
	item := f.Code(pos, columns.FieldItem)
	switch kind := f.Kind(pos); {
	case kind == KindCode(ledger.Assign):
		f.assign(pos, f.Ledger.Entry(int(pos)))
	case kind == KindCode(ledger.Close) || kind == KindCode(ledger.Opening): // see loadCloses and loadOpenings
	case item == 0 || !f.allStruckOut(item):
		f.OtherCases = append(f.OtherCases, f.NewCase(LooseCase, pos))
	}
}

// ItemOf is the submission that an entry is about: itself, if it is one.
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

// InCases says whether entries of a kind are in cases. The others change the roster, tasks, or what counts.
func InCases(k ledger.Kind) bool {
	return k != ledger.Enroll && k != ledger.Withdraw && k != ledger.Void && k != ledger.Assign &&
		k != ledger.Close && k != ledger.Opening
}
