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
	submit, commission, assign := kindNumber(ledger.Submit), kindNumber(ledger.Commission), kindNumber(ledger.Assign)
	starts, joins := 0, 0
	for _, kind := range f.kinds {
		if kind == submit || kind == commission {
			starts++
		} else if kind != uncounted {
			joins++
		}
	}
	f.cases = make([]Case, 0, starts)
	open := func(kind caseKind, pos int) int32 {
		f.cases = append(f.cases, Case{kind: kind, first: int32(pos)})
		return int32(len(f.cases))
	}
	flawed := f.flawFinder()
	var scoring [ledger.NumKinds]bool
	for _, kind := range []ledger.Kind{ledger.Adopt, ledger.Endorse, ledger.Grant, ledger.Incident} {
		scoring[kindNumber(kind)] = true
	}
	for pos, kind := range f.kinds {
		if kind == uncounted {
			continue
		}
		if problems := flawed(pos); problems != nil {
			f.problems = append(f.problems, problems...)
		}
		switch kind {
		case submit:
			f.items[f.itemCode[pos]] = open(itemCase, pos)
		case commission:
			id := f.commissionOf[pos]
			if f.onRoster(c.Text(c.Code(pos, ledger.FieldUnit)), c.Time(pos, ledger.FieldAt)) {
				f.commissions[id] = int32(pos) // one that is refused is no commission to its items either
			}
			f.askings[id] = open(commissionCase, pos) - 1
		}
	}
	members := make([]member, 0, joins)
	for pos, kind := range f.kinds {
		item := f.itemCode[pos]
		switch {
		case kind == uncounted:
		case kind == submit:
			if id := f.commissionOf[pos]; id > 0 {
				if of, ok := f.askings[id]; ok {
					members = append(members, member{of, int32(pos)})
				}
			}
		case kind == assign:
			f.assign(int32(pos), f.ledger.Entry(pos))
		case scoring[kind]:
			if of, ok := f.items.get(item); ok {
				members = append(members, member{of, int32(pos)})
				if f.about[kind] {
					f.unit[pos] = f.unit[f.cases[of].first]
				}
			} else if item == 0 {
				open(looseCase, pos)
			} else if _, naming := f.view.Item(c.Text(item)); naming == ledger.StruckOut {
				f.refuse(int32(pos), "struck-out", fmt.Sprintf("the submission of item %s is struck out", c.Text(item)))
			} else if !f.about[kind] {
				open(looseCase, pos)
			} // else it waits for a submission that is later, or not known yet
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
	var good []uint16 // by code of attributes: a bit for each kind of entry in which nothing is wrong with them
	return func(pos int) []Problem {
		code, kind := f.attrs[pos], uint16(1)<<f.kinds[pos]
		if code == 0 || int(code) < len(good) && good[code]&kind != 0 {
			return nil
		}
		en := f.ledger.Entry(pos)
		problems := check.flaws(int32(pos), &en)
		if len(problems) == 0 {
			good = append(good, make([]uint16, max(0, int(code)+1-len(good)))...)
			good[code] |= kind
		}
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
