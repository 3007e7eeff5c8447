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
func (f *Frame) Cases() []Case { return f.cases }

// group makes the cases. What can be in none is refused and reported.
func (f *Frame) group() {
	f.submissions, f.commissions = map[string]int32{}, map[string]int32{}
	f.assigned = map[assignKey]decimal.Decimal{}
	items, commissions := map[string]int32{}, map[string]int32{}
	check := newEvaluator(f)
	for i, e := range f.view.Entries() {
		pos := int32(i)
		f.problems = append(f.problems, check.flaws(pos, &e)...)
		switch e.Kind {
		case ledger.Submit:
			f.submissions[e.Item] = pos
			items[e.Item] = int32(len(f.cases))
			f.cases = append(f.cases, Case{kind: itemCase, first: pos})
		case ledger.Commission:
			if f.onRoster(e.Unit, e.At) { // one that is refused is no commission to its items either
				f.commissions[e.Commission] = pos
			}
			commissions[e.Commission] = int32(len(f.cases))
			f.cases = append(f.cases, Case{kind: commissionCase, first: pos})
		}
	}
	var members []member
	for i, e := range f.view.Entries() {
		pos := int32(i)
		switch e.Kind {
		case ledger.Submit:
			if c, ok := commissions[e.Commission]; ok && e.Commission != "" {
				members = append(members, member{c, pos})
			}
		case ledger.Adopt, ledger.Endorse, ledger.Grant, ledger.Incident:
			if e.Item == "" {
				f.cases = append(f.cases, Case{kind: looseCase, first: pos})
			} else if c, ok := items[e.Item]; ok {
				members = append(members, member{c, pos})
			} else if _, naming := f.view.Item(e.Item); naming == ledger.StruckOut {
				f.refuse(pos, "struck-out", fmt.Sprintf("the submission of item %s is struck out", e.Item))
			} else if !ofItem(e.Kind) {
				f.cases = append(f.cases, Case{kind: looseCase, first: pos})
			} // else it waits for a submission that is later, or not known yet
		case ledger.Assign:
			f.assign(pos, e)
		}
	}
	f.fill(members)
	for _, s := range f.view.Struck() {
		by := f.ledger.Entry(s.By)
		f.refuse(int32(s.Position), "struck-out", fmt.Sprintf("struck out by %s: %s", by.ID, by.Reason))
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
