package scoring

import (
	"cmp"
	"math"
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// Most items need not be described to find their class: the ledger counts the items of a unit that are alike in what their
// entries hold, in how their times stand to each other, and in the spans of time into which they fall. Where all depends on that,
// on how the unit stood and on what was in force, what one item gives is what all give, and it is added for all at once.

// spans are the bounds of what is told apart by time: a span lies within one cell, and nothing comes into force in it.
type spans struct {
	tally   *ledger.Tally
	lows    []int64  // by span: where it begins; and where all time ends
	cellOf  []int32  // by span
	inForce []uint32 // by span: the epoch
}

// boundsOfSpans are the bounds of cells, the instants from which something is in force, and, unless there are very many, those
// at which the roster changes.
func (p *profiling) boundsOfSpans() []int64 {
	all := slices.Concat(p.cells.bounds, p.epochs)
	if len(p.roster) <= 2*len(all) {
		all = append(all, p.roster...)
	}
	return sortedInstants(all)
}

func (p *profiling) newSpans(tally *ledger.Tally, bounds []int64) *spans {
	s := &spans{tally: tally, lows: slices.Concat([]int64{math.MinInt64}, bounds, []int64{math.MaxInt64})}
	for _, low := range s.lows[:len(s.lows)-1] {
		s.cellOf, s.inForce = append(s.cellOf, p.cells.of(low)), append(s.inForce, epochOf(p.epochs, low))
	}
	return s
}

// patterned adds what items give by the runs of the tally, for one goroutine.
type patterned struct {
	*crediting
	*spans
	into  *sums     // of all goroutines
	of    []pattern // by number
	order []ordered // the entries of all that are seen
	known []known   // by pattern, number of the unit as it stood, and epoch; see index
	gains []dueGain // of all that are known
	alone []bool    // by run of the unit in hand: its items are to be scored by themselves
	added int       // items so far
}

// pattern is what is seen of one.
type pattern struct {
	state       patternState
	first, last uint8  // which of its entries is the earliest, and the latest
	start       uint32 // its entries among all, in the order of effect
}

// ordered is an entry of a pattern: which one it is in the order of recording, and its number.
type ordered struct {
	entry  uint8
	number uint16
}

type patternState uint8

const (
	unseen patternState = iota
	telling
	silent // what an item gives depends on more
)

// known is what an item gives: gains[start:end].
type known struct {
	start, end uint32
	is, tells  bool // it is known; something is refused or reported
}

// dueGain is a gain of the item's unit, dated by one of its entries, in little room.
type dueGain struct {
	whole int32
	slot  uint16
	entry uint8
}

// tallied is the unit whose items are in hand.
type tallied struct {
	*ledger.UnitTally
	unit   int32
	sums   *unitSums
	steady bool // it is on the roster from an instant on, and never anything else
	since  int64
	member uint32 // as what
}

// maxPatterned bounds the table of what is known.
const maxPatterned = 1 << 21

// patternsTell says whether there are patterns that tell what items give.
func (w *crediting) patternsTell() bool { return !w.none && !w.ordered[itemCase] && w.plain != nil }

// fits says whether there is room for what is known.
func (p *profiling) fits(t *ledger.Tally) bool { return p.places(t) <= maxPatterned }

func (p *profiling) places(t *ledger.Tally) int {
	return len(t.Patterns()) * p.standings * (len(p.epochs) + 1)
}

// newPatterned returns one that adds to sums, in which no other goroutine adds to the same units meanwhile.
func (w *crediting) newPatterned(s *spans, into *sums) *patterned {
	return &patterned{crediting: w, spans: s, into: into, of: make([]pattern, len(s.tally.Patterns())), known: make([]known, w.places(s.tally))}
}

// outcome says what became of a run.
type outcome uint8

const (
	isAdded   outcome = iota
	byItself          // what its items give, the pattern does not tell
	beingMade         // another goroutine makes its class just now
)

// add adds what the items of a unit give, and appends those that are to be scored by themselves, and the runs to which it
// comes back.
func (p *patterned) add(u *ledger.UnitTally, todo []int32, later []unitRun) ([]int32, []unitRun) {
	of, any := p.talliedOf(u), false
	if missing := u.Len - len(p.alone); missing > 0 {
		p.alone = append(p.alone, make([]bool, missing)...)
	}
	for i, run := range u.Runs() {
		switch p.addRun(&of, i, run, false) {
		case byItself:
			p.alone[i], any = true, true
		case beingMade:
			later = append(later, unitRun{u, i, run})
		}
	}
	if any {
		for n := u.First; n < u.End; n++ {
			if run := p.tally.RunOf(n); run >= 0 && p.alone[run] {
				todo = append(todo, int32(n))
			}
		}
		clear(p.alone[:u.Len])
	}
	return todo, later
}

// addLater is add for a run whose class was being made.
func (p *patterned) addLater(r unitRun, todo []int32) []int32 {
	if of := p.talliedOf(r.unit); p.addRun(&of, r.place, r.Run, true) == byItself {
		for n := range r.items(p.tally) {
			todo = append(todo, int32(n))
		}
	}
	return todo
}

// addRun adds what the items of a run give.
func (p *patterned) addRun(of *tallied, place int, run ledger.Run, wait bool) outcome {
	if p.of[run.Pattern].state == unseen {
		p.of[run.Pattern] = p.study(p.tally.Patterns()[run.Pattern])
	}
	member, epoch, ok := p.standing(run, of)
	if !ok {
		return byItself
	}
	known := &p.known[(run.Pattern*p.standings+int(member))*(len(p.epochs)+1)+int(epoch)]
	if !known.is {
		c, made := p.classOf(run, member, epoch, of, place, wait)
		switch {
		case c != nil && !made:
			return beingMade
		case c == nil || c.apart || !p.learn(known, run, c):
			p.of[run.Pattern].state = silent
			return byItself
		}
	}
	for i := range p.gains[known.start:known.end] {
		g := &p.gains[int(known.start)+i]
		cell := p.cellOf[max(run.Spans[0], run.Spans[g.entry])] // the submission comes first
		row := int(of.sums.rows[cell]) - 1
		if row < 0 {
			row = p.into.start(of.unit, cell) / p.into.slots
		}
		of.sums.values[row*p.into.slots+int(g.slot)] += int64(g.whole) * int64(run.Items)
	}
	if known.tells {
		p.told = append(p.told, unitRun{of.UnitTally, place, run})
	}
	p.tried += run.Items
	p.added += run.Items
	return isAdded
}

// talliedOf is the unit of a tally.
func (p *patterned) talliedOf(u *ledger.UnitTally) tallied {
	of := tallied{UnitTally: u}
	if of.unit, _ = p.units.of(u.Code); of.unit >= 0 {
		of.sums = &p.into.units[of.unit]
		if states := p.units.states[p.units.first[of.unit]:p.units.first[of.unit+1]]; len(states) == 1 && states[0].on {
			of.steady, of.since, of.member = true, states[0].from, p.members[p.units.first[of.unit]]
		}
	}
	return of
}

// standing is how the unit stood for the items of a run, by the number of what is read of it, and the epoch; false if the pattern
// does not tell what they give, or if the unit or what is in force may change between the entries.
func (p *patterned) standing(run ledger.Run, of *tallied) (member, epoch uint32, ok bool) {
	is := &p.of[run.Pattern]
	if is.state != telling {
		return 0, 0, false
	}
	first, last := run.Spans[is.first], run.Spans[is.last]
	if epoch = p.inForce[first]; epoch != p.inForce[last] {
		return 0, 0, false
	}
	low := p.lows[first]
	switch {
	case of.steady && low >= of.since:
		return of.member, epoch, true
	case of.unit < 0:
		return 0, epoch, true
	case p.units.until(of.unit, low) != p.units.until(of.unit, p.lows[last+1]-1):
		return 0, 0, false
	}
	if state := p.units.at(of.unit, low); state != noState {
		member = p.members[state]
	}
	return member, epoch, true
}

// classOf is the class of the items of a run, and whether it is made: that which their profiles have led to before, or that of
// one of them. Nil: they have none.
func (p *patterned) classOf(run ledger.Run, member, epoch uint32, of *tallied, place int, wait bool) (c *class, made bool) {
	p.begin(itemCase)
	for _, entry := range p.orderOf(run) {
		is := *p.plainOf(uint32(entry.number), member, epoch)
		if is <= firstPlain {
			p.lost = true // it is not known, or there is none
			break
		}
		p.entryWord(is-firstPlain, 0)
	}
	if n, ok := p.met(); ok && p.made[n] != nil {
		return p.made[n], true
	}
	for n := range (unitRun{of.UnitTally, place, run}).items(p.tally) {
		one, _ := p.itemCase(n)
		_, c, made = p.class(&one, wait)
		break
	}
	return c, made
}

// orderOf are the entries of the items of a run in the order of effect.
func (p *patterned) orderOf(run ledger.Run) []ordered {
	start := p.of[run.Pattern].start
	return p.order[start : int(start)+len(run.Spans)]
}

// learn takes over what the items of a run give from their class; false if that does not go by their unit and entries alone.
func (p *patterned) learn(is *known, run ledger.Run, c *class) bool {
	start := len(p.gains)
	for _, g := range c.gains {
		if g.unit != 0 || g.entry == settlementOnly || int64(int32(g.whole)) != g.whole || int32(uint16(g.slot)) != g.slot {
			p.gains = p.gains[:start]
			return false
		}
		p.gains = append(p.gains, dueGain{int32(g.whole), uint16(g.slot), p.orderOf(run)[g.entry].entry})
	}
	*is = known{start: uint32(start), end: uint32(len(p.gains)), is: true, tells: c.tells}
	return true
}

// study finds whether a pattern tells all that its items give, but for the unit and what is in force: their entries are about
// the item alone, and nothing else is looked at. It puts them into the order of effect, as describeItem does.
func (p *patterned) study(entries []ledger.PatternEntry) pattern {
	is := pattern{state: telling, start: uint32(len(p.order))}
	for i, entry := range entries {
		kind := p.kindOf[entry.Number]
		if !p.scores[kind] || kind != p.submit && !p.about[kind] || p.hasMore(uint32(entry.Number)) {
			p.order = p.order[:is.start]
			return pattern{state: silent}
		}
		if entry.Rank < entries[is.first].Rank {
			is.first = uint8(i)
		}
		if entry.Rank > entries[is.last].Rank {
			is.last = uint8(i)
		}
		p.order = append(p.order, ordered{uint8(i), entry.Number})
	}
	handedIn := entries[0].Rank
	slices.SortStableFunc(p.order[is.start:], func(a, b ordered) int {
		x, y := entries[a.entry].Rank, entries[b.entry].Rank
		return cmp.Or(cmp.Compare(max(x, handedIn), max(y, handedIn)), before(a.entry == 0, b.entry == 0), cmp.Compare(x, y))
	})
	return is
}

// unitRun is a run of a unit, by its place.
type unitRun struct {
	unit  *ledger.UnitTally
	place int
	ledger.Run
}

// items are the items of the run.
func (r unitRun) items(t *ledger.Tally) func(yield func(n int) bool) {
	return func(yield func(n int) bool) {
		for n := r.unit.First; n < r.unit.End; n++ {
			if t.RunOf(n) == r.place && !yield(n) {
				return
			}
		}
	}
}
