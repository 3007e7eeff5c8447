package scoring

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
)

// Case is what step 1 works on: an item with all its entries, a commission with its answers, or a loose entry.
type Case struct {
	kind    caseKind
	first   int32   // the submission, the commission or the loose entry
	entries []int32 // the others, in recording order
}

type caseKind uint8

const (
	itemCase caseKind = iota
	commissionCase
	looseCase
)

// Cases are the entries that score, grouped; the order has no effect on a score.
func (f *Frame) Cases() []Case {
	if f.later.size == 0 {
		return f.cases
	}
	all := make([]Case, f.later.size)
	copy(all, f.cases)
	for _, p := range f.later.cases {
		all[p.at] = p.value
	}
	return all
}

// places holds, for the code of a text, a place in a list plus one.
type places []int32

// get is the place for a code; false if there is none.
func (p places) get(code uint32) (int32, bool) {
	if int(code) >= len(p) {
		return -1, false
	}
	return p[code] - 1, p[code] > 0
}

// submission is the position of the submission of an item; false if there is none.
func (f *Frame) submission(item uint32) (int32, bool) {
	of, ok := f.item(item)
	if !ok {
		return 0, false
	}
	return f.caseAt(of).first, true
}

// item is the place of the case of an item; false if there is none.
func (f *Frame) item(item uint32) (int32, bool) {
	if of, ok := f.items.get(item); ok {
		return of, true
	}
	of, ok := f.later.items.get(item)
	return of - 1, ok
}

// group makes the cases. What can be in none is refused and reported.
func (f *Frame) group() {
	c := f.columns
	f.items, f.commissions = make(places, c.Codes()), map[uint32]int32{}
	f.assigned = map[assignKey]decimal.Decimal{}
	f.askings = map[uint32]int32{}
	starts, joins := 0, 0
	for pos := range f.view.Known() {
		switch c.Kind(pos) {
		case ledger.Submit, ledger.Commission:
			starts++
		default:
			joins++
		}
	}
	f.cases = make([]Case, 0, starts)
	open := func(kind caseKind, pos int) int32 {
		f.cases = append(f.cases, Case{kind: kind, first: int32(pos)})
		return int32(len(f.cases))
	}
	flawed := f.flawFinder()
	for pos := range f.view.Known() {
		if !f.view.Counts(pos) {
			continue
		}
		if problems := flawed(pos); problems != nil {
			f.problems = append(f.problems, problems...)
		}
		switch c.Kind(pos) {
		case ledger.Submit:
			f.items[c.Code(pos, ledger.FieldItem)] = open(itemCase, pos)
		case ledger.Commission:
			id := c.Code(pos, ledger.FieldCommission)
			if f.onRoster(c.Text(c.Code(pos, ledger.FieldUnit)), c.Time(pos, ledger.FieldAt)) {
				f.commissions[id] = int32(pos) // one that is refused is no commission to its items either
			}
			f.askings[id] = open(commissionCase, pos) - 1
		}
	}
	members := make([]member, 0, joins)
	for pos := range f.view.Known() {
		if !f.view.Counts(pos) {
			continue
		}
		switch kind := c.Kind(pos); kind {
		case ledger.Submit:
			if len(f.askings) == 0 {
				continue
			}
			if of, ok := f.askings[c.Code(pos, ledger.FieldCommission)]; ok {
				members = append(members, member{of, int32(pos)})
			}
		case ledger.Adopt, ledger.Endorse, ledger.Grant, ledger.Incident:
			item := c.Code(pos, ledger.FieldItem)
			if of, ok := f.items.get(item); ok {
				members = append(members, member{of, int32(pos)})
			} else if item == 0 {
				open(looseCase, pos)
			} else if _, naming := f.view.Item(c.Text(item)); naming == ledger.StruckOut {
				f.refuse(int32(pos), "struck-out", fmt.Sprintf("the submission of item %s is struck out", c.Text(item)))
			} else if !ofItem(kind) {
				open(looseCase, pos)
			} // else it waits for a submission that is later, or not known yet
		case ledger.Assign:
			f.assign(int32(pos), f.ledger.Entry(pos))
		}
	}
	f.fill(members)
	for _, s := range f.view.Struck() {
		by := f.ledger.Entry(s.By)
		f.refuse(int32(s.Position), "struck-out", fmt.Sprintf("struck out by %s: %s", by.ID, by.Reason))
	}
}

// flawFinder returns what gives the problems of an entry's attributes. Most entries share them with others, so it looks at
// each different list of attributes once.
func (f *Frame) flawFinder() func(pos int) []Problem {
	check := newEvaluator(f)
	type attrs struct {
		kind uint8
		code uint32
	}
	good := map[attrs]bool{}
	return func(pos int) []Problem {
		code := f.columns.Code(pos, ledger.FieldAttrs)
		if code == 0 {
			return nil
		}
		key := attrs{f.columns.KindNumber(pos), code}
		if good[key] {
			return nil
		}
		en := f.ledger.Entry(pos)
		problems := check.flaws(int32(pos), &en)
		good[key] = len(problems) == 0
		return problems
	}
}

// member is an entry of a case.
type member struct{ of, position int32 }

// fill gives each case its entries, all in one array.
func (f *Frame) fill(members []member) {
	sizes := make([]int32, len(f.cases))
	for _, m := range members {
		sizes[m.of]++
	}
	all := make([]int32, len(members))
	for i := range f.cases {
		n := sizes[i]
		f.cases[i].entries, all = all[:0:n], all[n:]
	}
	for _, m := range members {
		c := &f.cases[m.of]
		c.entries = append(c.entries, m.position)
	}
}
