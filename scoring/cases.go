package scoring

import (
	"context"
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

// group makes the cases. What can be in none is refused and reported. Where the order tells, it goes by the parts of the ledger,
// which are looked through by several goroutines.
func (f *Frame) group(ctx context.Context) error {
	f.items, f.commissions, f.askings = make(places, f.columns.Codes()), map[uint32]int32{}, map[uint32]int32{}
	f.assigned = map[assignKey]decimal.Decimal{}
	if err := f.open(ctx); err != nil {
		return err
	}
	rest := make([][]int32, f.columns.Parts())
	joins := make([]int32, len(f.kinds)) // by position: the place of the case that it joins, plus one
	err := f.eachPart(ctx, func(_ func(int) []Problem, part, first, end int) {
		for pos := first; pos < end; pos++ {
			of, ok := f.joins(pos)
			if ok {
				joins[pos] = of + 1
				if f.about[f.kinds[pos]] {
					f.unit[pos] = f.unit[f.cases[of].first]
				}
			} else if f.matters[f.kinds[pos]] {
				rest[part] = append(rest[part], int32(pos))
			}
		}
	})
	if err != nil {
		return err
	}
	for _, positions := range rest {
		for _, pos := range positions {
			f.loose(pos)
		}
	}
	f.fill(joins)
	for _, s := range f.view.Struck() {
		by := f.ledger.Entry(s.By)
		f.refuse(int32(s.Position), "struck-out", fmt.Sprintf("struck out by %s: %s", by.ID, by.Reason))
	}
	return ctx.Err()
}

// eachPart runs work over the parts of the ledger, on the frame's goroutines; what it is given finds flaws.
func (f *Frame) eachPart(ctx context.Context, work func(flawed func(pos int) []Problem, part, first, end int)) error {
	finders := make(chan func(int) []Problem, f.workers())
	for range f.workers() {
		finders <- nil
	}
	return f.inBlocks(ctx, f.columns.Parts(), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		flawed := <-finders
		if flawed == nil {
			flawed = f.flawFinder()
		}
		first := i * ledger.PartLength
		work(flawed, i, first, min(first+ledger.PartLength, len(f.kinds)))
		finders <- flawed
		return nil
	})
}

// open opens the cases of items and commissions, in the order of recording, and looks for flaws on the way.
func (f *Frame) open(ctx context.Context) error {
	submit, commission := kindNumber(ledger.Submit), kindNumber(ledger.Commission)
	starts := make([]int, f.columns.Parts()+1) // how many cases are opened before each part
	for pos, kind := range f.kinds {
		if kind == submit || kind == commission {
			starts[pos/ledger.PartLength+1]++
		}
	}
	for i := range f.columns.Parts() {
		starts[i+1] += starts[i]
	}
	f.cases = make([]Case, starts[len(starts)-1])
	problems, asked := make([][]Problem, f.columns.Parts()), make([][]int32, f.columns.Parts())
	err := f.eachPart(ctx, func(flawed func(int) []Problem, part, first, end int) {
		place := int32(starts[part])
		for pos := first; pos < end; pos++ {
			kind := f.kinds[pos]
			if kind == uncounted {
				continue
			}
			problems[part] = append(problems[part], flawed(pos)...)
			switch kind {
			case submit:
				f.cases[place] = Case{kind: itemCase, first: int32(pos)}
				place++
				f.items[f.itemCode[pos]] = place
			case commission:
				f.cases[place] = Case{kind: commissionCase, first: int32(pos)}
				asked[part] = append(asked[part], place)
				place++
			}
		}
	})
	if err != nil {
		return err
	}
	for part := range problems {
		f.problems = append(f.problems, problems[part]...)
		for _, place := range asked[part] {
			pos := f.cases[place].first
			id := f.commissionOf[pos]
			if c := f.columns; f.onRoster(c.Text(c.Code(int(pos), ledger.FieldUnit)), c.Time(int(pos), ledger.FieldAt)) {
				f.commissions[id] = pos // one that is refused is no commission to its items either
			}
			f.askings[id] = place
		}
	}
	return nil
}

// joins is the place of the case that an entry joins: the item that it is about, or the commission that it answers.
func (f *Frame) joins(pos int) (int32, bool) {
	switch kind := f.kinds[pos]; {
	case kind == uncounted || !f.matters[kind]:
		return 0, false
	case f.opens[kind]:
		id := f.commissionOf[pos]
		of, ok := f.askings[id]
		return of, ok && f.cases[of].first != int32(pos)
	}
	return f.items.get(f.itemCode[pos])
}

// loose takes an entry that joins no case.
func (f *Frame) loose(pos int32) {
	kind, item := f.kinds[pos], f.itemCode[pos]
	switch {
	case f.opens[kind]:
	case kind == kindNumber(ledger.Assign):
		f.assign(pos, f.ledger.Entry(int(pos)))
	case item == 0:
		f.cases = append(f.cases, Case{kind: looseCase, first: pos})
	default:
		if _, naming := f.view.Item(f.columns.Text(item)); naming == ledger.StruckOut {
			f.refuse(pos, "struck-out", fmt.Sprintf("the submission of item %s is struck out", f.columns.Text(item)))
		} else if !f.about[kind] {
			f.cases = append(f.cases, Case{kind: looseCase, first: pos})
		} // else it waits for a submission that is later, or not known yet
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

// fill gives each case the entries that join it, all in one array.
func (f *Frame) fill(joins []int32) {
	sizes, total := make([]int32, len(f.cases)), 0
	for _, of := range joins {
		if of > 0 {
			sizes[of-1]++
			total++
		}
	}
	all := make([]int32, total)
	for i := range f.cases {
		n := sizes[i]
		f.cases[i].entries, all = all[:0:n], all[n:]
	}
	for pos, of := range joins {
		if of > 0 {
			c := &f.cases[of-1]
			c.entries = append(c.entries, int32(pos))
		}
	}
}
