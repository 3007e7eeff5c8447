package columns

import (
	"context"
	"iter"
	"math"
	"slices"
	"sort"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/sequence"
)

// Tally counts the items that are alike: how many of each unit took which course. Two items took one course if and only if of
// their entries that count, one by one in the order of recording, the numbers of the combination are the same, or alike, the times
// stand to each other in the same way (which is before, with and after which), and the times fall into the same spans. What is the
// same but for the spans is a pattern. It is immutable and safe for concurrent use.
type Tally struct {
	selection *Selection
	when      *Instants
	bounds    []int64
	alike     []uint16

	starts  []uint32       // by pattern: where its entries begin
	entries []PatternEntry // of all patterns
	units   []UnitTally
	runOf   []uint16 // by item: the run among those of its unit, plus one; 0: it is in none
	others  []int32
}

// UnitTally is a unit with its items, which are [First, End) of the arrangement, and its runs: of each course that items of it took,
// how many. Those of one pattern stand together; but for that their order means nothing.
type UnitTally struct {
	Code       uint32 // of the unit
	First, End int
	Len, Items int      // how many runs there are, and items in them
	words      []uint16 // by pattern: it, how many entries it has, how many runs; and of each run the items and the spans
}

// Runs are the runs of one pattern in a unit.
type Runs struct {
	Pattern int
	First   int // the place of the first of them among those of the unit
	Len     int
	width   int
	words   []uint16
}

// Items is how many items run i stands for; a course that very many took has more than one run. It requires 0 ≤ i < Len.
func (r *Runs) Items(i int) int { return int(r.words[i*r.width]) }

// Spans are those of the entries of the items of run i, in the order of recording. They are not to be changed. It requires
// 0 ≤ i < Len.
func (r *Runs) Spans(i int) []uint16 { return r.words[i*r.width+1 : (i+1)*r.width] }

// Bounds of what is counted. Items beyond are in no run.
const (
	MaxPattern  = 32                 // entries of an item
	maxItems    = math.MaxUint16     // items of a run
	maxSpans    = math.MaxUint16     // spans
	maxPatterns = math.MaxUint16 + 1 // patterns
	maxRuns     = math.MaxUint16     // runs of one unit
)

// Tally counts the items of which, of what counts by a selection, the submission is recorded first and is the only one, by their
// numbers and by instants of the same arrangement; the spans are what bounds, in order, part time into: span i ends where
// bounds[i] begins. The combination keeps the tally that was asked for last, two bytes an item and some six a run. Nil: there are
// too many numbers, or spans, to count by. The error is the context's, or that of like.
func (x *Combination) Tally(ctx context.Context, selection *Selection, when *Instants, bounds []int64, like Likeness) (*Tally, error) {
	if x.wide != nil || len(bounds) >= maxSpans {
		return nil, nil
	}
	x.tallied.Lock()
	defer x.tallied.Unlock()
	last := x.tallied.last
	same := last != nil && last.selection == selection && last.when == when && slices.Equal(last.bounds, bounds)
	if same && x.tallied.by == like.By {
		return last, nil
	}
	t := &Tally{selection: selection, when: when, bounds: bounds}
	if like.Find != nil {
		var err error
		if t.alike, err = like.Find(ctx); err != nil {
			return nil, err
		}
	}
	if same && slices.Equal(last.alike, t.alike) {
		t = last
	} else if err := t.count(ctx, x); err != nil {
		return nil, err
	}
	x.tallied.last, x.tallied.by = t, like.By
	return t, nil
}

// Alike says by number which one stands for it, nil: each for itself. It is not to be changed.
func (t *Tally) Alike() []uint16 { return t.alike }

// Units are the units that items name, each once.
func (t *Tally) Units() []UnitTally { return t.units }

// RunOf is the place of the run that item n is in among those of its unit; −1: it is in none. It requires 0 ≤ n < Items.
func (t *Tally) RunOf(n int) int { return int(t.runOf[n]) - 1 }

// Others are the items that were handed in and are in no run, in order; they are not to be changed.
func (t *Tally) Others() []int32 { return t.others }

// Patterns is how many patterns there are, which are numbered from 0.
func (t *Tally) Patterns() int { return len(t.starts) }

// Pattern is the entries of a pattern in the order of recording, which are not to be changed. It requires 0 ≤ n < Patterns.
func (t *Tally) Pattern(n int) []PatternEntry {
	start, end := t.starts[n], uint32(len(t.entries))
	if n+1 < len(t.starts) {
		end = t.starts[n+1]
	}
	return t.entries[start:end:end]
}

// PatternEntry is an entry of a pattern: the number that stands for its own in the combination, and its rank in time, from 0; entries of one time have one.
type PatternEntry struct {
	Number uint16
	Rank   uint8
}

// Runs iterates over the runs, those of one pattern at a time.
func (u *UnitTally) Runs() iter.Seq[Runs] {
	return func(yield func(Runs) bool) {
		first := 0
		for words := u.words; len(words) > 0; {
			r := Runs{Pattern: int(words[0]), First: first, Len: int(words[2]), width: int(words[1]) + 1}
			r.words, words = words[3:3+r.Len*r.width], words[3+r.Len*r.width:]
			if !yield(r) {
				return
			}
			first += r.Len
		}
	}
}

// counting finds the run of one item after the other.
type counting struct {
	*Tally
	numbers     *Combination
	arrangement *Arrangement
	submit      uint8
	known       sequence.Tree // of what entries are
	patternAt   []int32       // by node of known: the pattern that ends there, plus one
	places      [MaxPattern]int
	around      [MaxPattern + 1]uint16 // the spans of their instants
	span        uint16                 // of the last instant,
	low, high   int64                  // which is [low, high)

	unit    *UnitTally    // in hand
	courses sequence.Tree // of it: a pattern, and spans
	runAt   []uint32      // by node of courses: the run that ends there, plus one
	runs    []run         // of it
	spans   []uint16      // of their entries, one run after the other
	groups  []group       // of them by pattern, in the order of meeting
	groupOf []groupOf     // by pattern
	moved   []uint16      // by run: its place by groups, plus one
}

type run struct {
	pattern, items, entries uint16
	next                    uint16 // of its group
	spans                   uint32 // where they begin
}

// group are the runs of one pattern, each of which names the next.
type group struct{ first, last, runs uint16 }

// groupOf is the group of a pattern in a unit.
type groupOf struct {
	unit  *UnitTally
	group uint32
}

func (t *Tally) count(ctx context.Context, x *Combination) error {
	a := x.arrangement
	c := &counting{Tally: t, numbers: x, arrangement: a, submit: kindNumber(ledger.Submit) - 1}
	t.runOf, t.units = make([]uint16, a.Items()), make([]UnitTally, len(a.units))
	var words []uint16
	begins := make([]int, 0, len(a.units)+1) // by unit: where its words begin
	for i := range a.units {
		end := a.Items()
		if i+1 < len(a.units) {
			end = int(a.units[i+1].first)
		}
		c.unit = &t.units[i]
		*c.unit = UnitTally{Code: a.units[i].code, First: int(a.units[i].first), End: end}
		begins = append(begins, len(words))
		for n := c.unit.First; n < end; n++ {
			if n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if t.selection.items[n] == NotHandedIn {
				continue
			}
			if run, ok := c.run(n); ok {
				t.runOf[n] = uint16(run)
				c.unit.Items++
			} else {
				t.others = append(t.others, int32(n))
			}
		}
		words = c.endUnit(words)
	}
	words, t.entries, t.starts = slices.Clip(words), slices.Clip(t.entries), slices.Clip(t.starts)
	begins = append(begins, len(words))
	for i := range t.units {
		t.units[i].words = words[begins[i]:begins[i+1]:begins[i+1]]
	}
	return nil
}

// endUnit writes the runs of the unit in hand, by pattern.
func (c *counting) endUnit(words []uint16) []uint16 {
	c.moved = append(c.moved[:0], make([]uint16, len(c.runs))...)
	place := uint16(0)
	for _, g := range c.groups {
		of := &c.runs[g.first]
		words = append(words, of.pattern, of.entries, g.runs)
		for i := g.first; ; i = of.next {
			of = &c.runs[i]
			words = append(words, of.items)
			words = append(words, c.spans[of.spans:][:of.entries]...)
			place++
			c.moved[i] = place
			if i == g.last {
				break
			}
		}
	}
	c.unit.Len = len(c.runs)
	for n := c.unit.First; n < c.unit.End; n++ {
		if run := c.runOf[n]; run > 0 {
			c.runOf[n] = c.moved[run-1]
		}
	}
	clear(c.runAt[:min(len(c.runAt), c.courses.Len()+1)])
	c.courses.Reset()
	c.runs, c.spans, c.groups = c.runs[:0], c.spans[:0], c.groups[:0]
	return words
}

// run counts an item that was handed in, and returns its run plus one; false: it is in none.
func (c *counting) run(n int) (number uint32, ok bool) {
	size, ok := c.gather(n)
	if !ok {
		return 0, false
	}
	pattern, ok := c.pattern(size)
	if !ok {
		return 0, false
	}
	spans := &c.around
	spans[size] = 0
	for i, place := range c.places[:size] {
		spans[i] = c.spanOf(c.when.At(place))
	}
	node, _ := c.courses.Step(sequence.Root, uint32(pattern)|uint32(spans[0])<<16)
	for i := 1; i < size; i += 2 {
		node, _ = c.courses.Step(node, uint32(spans[i])|uint32(spans[i+1])<<16)
	}
	if missing := c.courses.Len() + 1 - len(c.runAt); missing > 0 {
		c.runAt = append(c.runAt, make([]uint32, missing)...)
	}
	at := &c.runAt[node]
	if *at == 0 || c.runs[*at-1].items == maxItems {
		if len(c.runs) == maxRuns {
			return 0, false
		}
		c.group(pattern, uint16(len(c.runs)))
		c.runs = append(c.runs, run{pattern: pattern, entries: uint16(size), spans: uint32(len(c.spans))})
		c.spans = append(c.spans, spans[:size]...)
		*at = uint32(len(c.runs))
	}
	c.runs[*at-1].items++
	return *at, true
}

// group puts a run into the group of its pattern.
func (c *counting) group(pattern, run uint16) {
	if missing := len(c.starts) - len(c.groupOf); missing > 0 {
		c.groupOf = append(c.groupOf, make([]groupOf, missing)...)
	}
	of := &c.groupOf[pattern]
	if of.unit != c.unit {
		*of = groupOf{c.unit, uint32(len(c.groups))}
		c.groups = append(c.groups, group{first: run, last: run})
	}
	g := &c.groups[of.group]
	if g.runs > 0 {
		c.runs[g.last].next = run
	}
	g.last = run
	g.runs++
}

// spanOf is the span of an instant: mostly that of the one before it.
func (c *counting) spanOf(at int64) uint16 {
	if at < c.low || at >= c.high {
		n := sort.Search(len(c.bounds), func(i int) bool { return c.bounds[i] > at })
		c.span, c.low, c.high = uint16(n), math.MinInt64, math.MaxInt64
		if n > 0 {
			c.low = c.bounds[n-1]
		}
		if n < len(c.bounds) {
			c.high = c.bounds[n]
		}
	}
	return c.span
}

// gather finds the places of the entries of an item that count; false if what comes first is not its submission, or one of another
// unit than that with which the item stands, or if they are too many.
func (c *counting) gather(n int) (size int, ok bool) {
	a := c.arrangement
	whole := c.selection.items[n] == Whole
	for place := int(a.starts[n]); place < int(a.starts[n+1]); place++ {
		if position := int(a.order[place]); !whole {
			kind := c.selection.Kind(position)
			if kind == Uncounted {
				continue
			}
			if size == 0 && (kind != c.submit || a.columns.store.Code(position, store.FieldUnit) != c.unit.Code) {
				return 0, false
			}
		}
		if size == MaxPattern {
			return 0, false
		}
		c.places[size] = place
		size++
	}
	return size, true
}

// pattern is the number of the pattern of the item in hand; false: there are too many.
func (c *counting) pattern(size int) (number uint16, ok bool) {
	node := sequence.Root
	for i, place := range c.places[:size] {
		node, _ = c.known.Step(node, uint32(c.number(place))|c.standing(i)<<16)
	}
	if missing := c.known.Len() + 1 - len(c.patternAt); missing > 0 {
		c.patternAt = append(c.patternAt, make([]int32, missing)...)
	}
	if c.patternAt[node] == 0 {
		if len(c.starts) == maxPatterns {
			return 0, false
		}
		c.addPattern(size)
		c.patternAt[node] = int32(len(c.starts))
	}
	return uint16(c.patternAt[node] - 1), true
}

// addPattern adds the pattern of the item in hand.
func (c *counting) addPattern(size int) {
	times := make([]int64, size)
	for i, place := range c.places[:size] {
		times[i] = c.when.At(place)
	}
	slices.Sort(times)
	times = slices.Compact(times)
	c.starts = append(c.starts, uint32(len(c.entries)))
	for _, place := range c.places[:size] {
		rank, _ := slices.BinarySearch(times, c.when.At(place))
		c.entries = append(c.entries, PatternEntry{c.number(place), uint8(rank)})
	}
}

// number is the one that stands for that of the entry at a place.
func (c *counting) number(place int) uint16 {
	number := c.numbers.narrow[place]
	if c.alike != nil {
		number = c.alike[number]
	}
	return number
}

// standing says how the time of the i-th entry stands to those before it: 0 after all, else how many are before it and how many
// are with it.
func (c *counting) standing(i int) uint32 {
	at, before, with := c.when.At(c.places[i]), 0, 0
	for _, place := range c.places[:i] {
		switch when := c.when.At(place); {
		case when < at:
			before++
		case when == at:
			with++
		}
	}
	if before == i {
		return 0
	}
	return uint32(1 + before*MaxPattern + with)
}
