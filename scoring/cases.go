package scoring

import (
	"fmt"
	"slices"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// Case is what step 1 works on: an item with all its entries, a commission with its answers, or a loose entry.
type Case struct {
	kind    caseKind
	first   int32   // the submission, the commission or the loose entry
	unit    int32   // the number of the unit whose it is; −1: none that is ever enrolled
	place   int32   // of an item: where the arrangement has its entries, of which some may not count
	entries []int32 // the others, in recording order
}

type caseKind uint8

const (
	itemCase caseKind = iota
	commissionCase
	looseCase
)

// grouped are the cases. Those of items are where the ledger has them, by its arrangement; the others are made.
type grouped struct {
	rest     []Case // the other cases: those of loose entries, then those of the commissions of the selection
	refusing []bool // by commission of the selection: it is refused, since the unit was off the roster
	assigned map[assignKey]decimal.Decimal
	list     *caseList
}

// caseList is all cases, one after the other, for those who want them so: they are put together when first asked for.
type caseList struct {
	once sync.Once
	all  []Case
	of   []int32 // by number of an item: the place of its case plus one
}

// Cases are the entries that score, grouped; the order has no effect on a score.
func (f *Frame) Cases() []Case {
	if f.later.size == 0 {
		return f.listed().all
	}
	all := make([]Case, f.later.size)
	copy(all, f.listed().all)
	for _, p := range f.later.cases {
		all[p.at] = p.value
	}
	return all
}

// listed is the list of the cases at the beginning: those of items, then the others.
func (f *Frame) listed() *caseList {
	l := f.list
	l.once.Do(func() {
		l.all, l.of = make([]Case, 0, f.counts.Submitted()+len(f.rest)), make([]int32, f.arranged.Items())
		for n := range f.arranged.Items() {
			if c, ok := f.itemCase(n); ok {
				l.all = append(l.all, c)
				l.of[n] = int32(len(l.all))
			}
		}
		l.all = append(l.all, f.rest...)
	})
	return l
}

// itemCase is the case of item n; false if no submission of it counts.
func (f *Frame) itemCase(n int) (c Case, ok bool) {
	of := f.arranged.Item(n)
	switch f.counts.Item(n) {
	case columns.NotSubmitted:
		return Case{}, false
	case columns.Whole:
		unit, _ := f.units.Unit(f.arranged.Unit(n))
		return Case{kind: itemCase, first: of[0], unit: unit, place: int32(f.arranged.First(n)), entries: of[1:]}, true
	}
	c = Case{kind: itemCase, place: int32(f.arranged.First(n))}
	for _, pos := range of {
		switch kind := f.kind(pos); {
		case kind == f.submit:
			c.first = pos
		case kind != columns.NotSelected:
			c.entries = append(c.entries, pos)
		}
	}
	if c.unit, _ = f.units.Unit(f.arranged.Unit(n)); !f.arranged.Regular(n) {
		c.unit = f.namedUnit(c.first)
	}
	return c, true
}

// newCase is a case that the arrangement does not have together.
func (f *Frame) newCase(kind caseKind, first int32) Case {
	return Case{kind: kind, first: first, unit: f.unitOf(first)}
}

// submission is the position of the submission of an item; false if there is none.
func (f *Frame) submission(item uint32) (int32, bool) {
	if n, ok := f.arranged.ItemOf(item); ok && f.counts.Item(n) != columns.NotSubmitted {
		if f.counts.Item(n) == columns.Whole {
			return f.arranged.Item(n)[0], true
		}
		c, _ := f.itemCase(n)
		return c.first, true
	}
	of, ok := f.later.items.get(item)
	if !ok {
		return 0, false
	}
	return f.caseAt(of - 1).first, true
}

// item is the place of the case of an item; false if there is none.
func (f *Frame) item(item uint32) (int32, bool) {
	if n, ok := f.arranged.ItemOf(item); ok && f.listed().of[n] > 0 {
		return f.listed().of[n] - 1, true
	}
	of, ok := f.later.items.get(item)
	return of - 1, ok
}

// group makes the cases that are not of items. What can be in none is refused and reported.
func (f *Frame) group() {
	commissions := f.counts.Commissions()
	f.grouped = grouped{assigned: map[assignKey]decimal.Decimal{}, refusing: make([]bool, len(commissions)), list: &caseList{}}
	for _, pos := range f.counts.Standalone() {
		f.loose(pos)
	}
	f.rest = slices.Grow(f.rest, len(commissions))
	for n := range commissions {
		c := &commissions[n]
		unit, _ := f.units.Unit(c.Unit)
		f.rest = append(f.rest, Case{kind: commissionCase, first: c.Position, unit: unit, entries: c.Answers})
		if at := f.when.At(int(c.Place)); isFar(at) {
			f.refusing[n] = f.memberAt(c.Unit, f.instant(int(c.Position))) == nil
		} else {
			f.refusing[n] = unit < 0 || f.units.At(unit, at) == columns.NoState
		}
	}
}

// asking is the place of the case of a commission, by its code; false if none counts.
func (f *Frame) asking(code uint32) (place int32, ok bool) {
	if n, ok := f.counts.Commission(code); ok {
		return int32(f.counts.Submitted() + len(f.rest) - len(f.refusing) + n), true
	}
	return f.later.askings.get(code)
}

// commission is the position of a commission, by its code; false if none counts, or it is refused: then it is no commission to
// items either.
func (f *Frame) commission(code uint32) (pos int32, ok bool) {
	if n, ok := f.counts.Commission(code); ok {
		return f.counts.Commissions()[n].Position, !f.refusing[n]
	}
	return f.later.commissions.get(code)
}

// loose takes an entry that joins no case.
func (f *Frame) loose(pos int32) {
	item := f.code(pos, columns.FieldItem)
	switch kind := f.kind(pos); {
	case kind == kindNumber(ledger.Assign):
		f.assign(pos, f.ledger.Entry(int(pos)))
	case item == 0 || !f.struckOut(item):
		f.rest = append(f.rest, f.newCase(looseCase, pos))
	}
}

// struckOut says whether an item has no submission left that is known, since all were struck out.
func (f *Frame) struckOut(item uint32) bool {
	n, _ := f.arranged.ItemOf(item)
	found := false
	for _, pos := range f.arranged.Item(n) {
		if int(pos) < f.counts.Known() && f.columns.Kind(int(pos)) == ledger.Submit {
			if _, struck := f.view.StruckBy(int(pos)); !struck {
				return false
			}
			found = true
		}
	}
	return found
}

// lost are the refusals of those entries asked for that no step sees: they wait for a submission that is struck out, or they are
// no task as the scheme has it.
func (f *Frame) lost(asked func(pos int32) bool) []Refusal {
	var out []Refusal
	for _, r := range f.refused {
		if asked(r.Position) {
			out = append(out, r)
		}
	}
	for _, pos := range f.counts.Orphans() {
		if !asked(pos) {
			continue
		}
		if item := f.code(pos, columns.FieldItem); f.struckOut(item) {
			out = append(out, Refusal{Position: pos, Code: "struck-out", Why: fmt.Sprintf("the submission of item %s is struck out", f.columns.Text(item))})
		}
	}
	return out
}

// struck are the refusals of the entries that are struck out.
func (f *Frame) struck() []Refusal {
	var out []Refusal
	for _, s := range f.view.Struck() {
		by := f.ledger.Entry(s.By)
		out = append(out, Refusal{Position: int32(s.Position), Code: "struck-out", Why: fmt.Sprintf("struck out by %s: %s", by.ID, by.Reason)})
	}
	return out
}

// flawedNumbers says which numbers have entries with attributes that cannot be used: entries that hold the same of all that the
// scheme looks at have the same flaws, so that one of each is enough where there are none. Nil: none has.
func (f *Frame) flawedNumbers() (flawed []bool) {
	check := newEvaluator(f)
	for n := range f.combined.Len() {
		pos := f.combined.Representative(uint32(n))
		if f.code(int32(pos), columns.FieldAttrs) == 0 {
			continue
		}
		en := f.ledger.Entry(pos)
		if len(check.flaws(int32(pos), &en)) == 0 {
			continue
		}
		if flawed == nil {
			flawed = make([]bool, f.combined.Len())
		}
		flawed[n] = true
	}
	return flawed
}

// flawsOfAttrs are the problems of the entries' attributes.
func (f *Frame) flawsOfAttrs(flawed []bool) []Problem {
	if flawed == nil {
		return nil
	}
	check := newEvaluator(f)
	var out []Problem
	for pos := range f.counts.Known() {
		if f.kind(int32(pos)) != columns.NotSelected && flawed[f.combined.Key(f.arranged.Place(pos))] {
			en := f.ledger.Entry(pos)
			out = append(out, check.flaws(int32(pos), &en)...)
		}
	}
	return out
}
