package scoring

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
)

// Most items need not be described to find their class: the ledger counts the items of a unit that are alike in what expressions
// see of their entries, in how their times stand to each other, and in the spans of time into which they fall. Where all depends on that,
// on how the unit stood and on what was in force, what one item gives is what all give, and it is added for all at once.

// spans are the bounds of what is told apart by time: a span lies within one cell, and nothing comes into force in it.
type spans struct {
	tally   *columns.ItemGroups
	lows    []int64  // by span: where it begins; and where all time ends
	cellOf  []int32  // by span
	inForce []uint32 // by span: the epoch
}

// boundsOfSpans are the bounds of cells, the instants from which something is in force, and, unless there are very many, those
// at which the roster changes.
func (p *profiling) boundsOfSpans() []int64 {
	all := slices.Concat(p.cells.bounds, p.epochs)
	if len(p.turnover) <= 2*len(all) {
		all = append(all, p.turnover...)
	}
	return sortedInstants(all)
}

func (p *profiling) newSpans(tally *columns.ItemGroups, bounds []int64) *spans {
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
	zones []int32   // by span: where its zone begins among the sums of a unit,
	rows  []int32   // and the row of its cell among those of the unit in hand; −1: that is not known
	of    []pattern // by number
	order []ordered // the entries of all that are seen
	known []known   // by pattern, number of the unit as it stood, and epoch; see knownAt
	gains []dueGain // of all that are known
	alone []bool    // by run of the unit in hand: its items are to be scored by themselves,
	some  bool      // and whether there are such
	added int       // items of runs
	still bool      // nothing ever comes into force or ceases
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
	at    int16 // its slot, as sums.at has it
	entry uint8
}

// tallied is the unit whose items are in hand.
type tallied struct {
	*columns.UnitGroups
	unit   int32
	sums   *unitSums
	steady bool   // it is on the roster from an instant on, and never anything else:
	since  int    // the first span from which it is
	member uint32 // as what
}

// maxPatterned bounds the table of what is known.
const maxPatterned = 1 << 21

// patternsTell says whether there are patterns that tell what items give.
func (w *crediting) patternsTell() bool { return !w.none && !w.ordered[itemCase] && w.plain != nil }

// fits says whether there is room for what is known.
func (p *profiling) fits(t *columns.ItemGroups) bool { return p.places(t) <= maxPatterned }

func (p *profiling) places(t *columns.ItemGroups) int {
	return t.Signatures() * p.standings * (len(p.epochs) + 1)
}

// newPatterned returns one that adds to sums, in which no other goroutine adds to the same units meanwhile.
func (w *crediting) newPatterned(s *spans, into *sums) *patterned {
	p := &patterned{crediting: w, spans: s, into: into, rows: make([]int32, len(s.cellOf)), still: len(w.epochs) == 0,
		of: make([]pattern, s.tally.Signatures()), known: make([]known, w.places(s.tally))}
	for _, cell := range s.cellOf {
		p.zones = append(p.zones, int32(into.zone(cell)))
	}
	return p
}

// addUnits adds what the items of units give: those of runs together, the others one by one. It returns how many there are.
func (p *patterned) addUnits(ctx context.Context, units []columns.UnitGroups) (done int, err error) {
	var todo []int32
	var later []unitRuns
	for i := range units {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		todo, later = p.add(&units[i], todo, later)
	}
	for i := range later {
		todo = p.addLater(&later[i], todo)
	}
	together := p.added
	p.tried, p.added = p.tried+together, 0
	first, _ := slices.BinarySearch(p.tally.Ungrouped(), int32(units[0].First))
	end, _ := slices.BinarySearch(p.tally.Ungrouped(), int32(units[len(units)-1].End))
	todo = append(todo, p.tally.Ungrouped()[first:end]...)
	p.own = p.into
	done, err = p.creditEach(ctx, 0, len(todo), func(i int) (of Case, ok bool) {
		p.owned, _ = p.units.Unit(p.arranged.Unit(int(todo[i])))
		return p.itemCase(int(todo[i]))
	})
	p.own = nil
	return together + done, err
}

// add adds what the items of a unit give, and appends those that are to be scored by themselves, and the runs to which it
// comes back.
func (p *patterned) add(u *columns.UnitGroups, todo []int32, later []unitRuns) ([]int32, []unitRuns) {
	of := p.talliedOf(u)
	if missing := u.Len - len(p.alone); missing > 0 {
		p.alone = append(p.alone, make([]bool, missing)...)
	}
	p.some = false
	p.added += u.Items
	for runs := range u.BySignature() {
		if at := p.addRuns(&of, &runs, 0, false); at < runs.Len {
			later = append(later, unitRuns{u, runs, at})
		}
	}
	return p.appendAlone(u, todo), later
}

// addLater is add for runs of which the class of one was being made.
func (p *patterned) addLater(r *unitRuns, todo []int32) []int32 {
	of := p.talliedOf(r.unit)
	p.some = false
	p.addRuns(&of, &r.SignatureGroups, r.from, true)
	return p.appendAlone(r.unit, todo)
}

// appendAlone appends the items of a unit that are to be scored by themselves.
func (p *patterned) appendAlone(u *columns.UnitGroups, todo []int32) []int32 {
	if !p.some {
		return todo
	}
	for n := u.First; n < u.End; n++ {
		if run := p.tally.GroupOf(n); run >= 0 && p.alone[run] {
			todo = append(todo, int32(n))
			p.added--
		}
	}
	clear(p.alone[:u.Len])
	return todo
}

// byItself notes that each item of a run is to be scored by itself.
func (p *patterned) byItself(run int) { p.alone[run], p.some = true, true }

// addRuns adds what the items of runs of one pattern give, from one of them on. It returns that of which another goroutine makes
// the class just now, unless it is told to wait for it.
func (p *patterned) addRuns(of *tallied, runs *columns.SignatureGroups, from int, wait bool) (end int) {
	is := &p.of[runs.Signature]
	if is.state == unseen {
		*is = p.study(p.tally.Signature(runs.Signature))
	}
	for i := from; i < runs.Len; {
		stands, ok := p.stance(is, runs.Buckets(i), of)
		if !ok {
			p.byItself(runs.First + i)
			i++
			continue
		}
		gives := p.knownAt(runs.Signature, stands)
		if !gives.is {
			c, made := p.classOf(runs, i, stands, of, wait)
			switch {
			case c != nil && !made:
				return i
			case c == nil || c.apart || !p.learn(gives, p.orderOf(runs), c):
				is.state = silent
				continue
			}
		}
		first := i
		for i++; i < runs.Len; i++ {
			if next, ok := p.stance(is, runs.Buckets(i), of); !ok || next != stands {
				break
			}
		}
		p.give(of, runs, first, i, *gives)
	}
	return runs.Len
}

// give adds what is given by the items of the runs [first, end).
func (p *patterned) give(of *tallied, runs *columns.SignatureGroups, first, end int, gives known) {
	for _, g := range p.gains[gives.start:gives.end] {
		for i := first; i < end; i++ {
			spans := runs.Buckets(i)
			span := max(spans[0], spans[g.entry]) // the submission comes first
			place := int(p.zones[span]) - 1 - int(g.at)
			if g.at >= 0 {
				if p.rows[span] < 0 {
					p.rows[span] = int32(p.into.row(of.sums, p.cellOf[span]))
				}
				place = int(p.rows[span]) + int(g.at)
			}
			of.sums.values[place] += int64(g.whole) * int64(runs.Count(i))
		}
	}
	for i := first; i < end && gives.tells; i++ {
		p.told = append(p.told, unitRun{of.UnitGroups, runs.First + i})
	}
}

// talliedOf takes a unit of the tally in hand.
func (p *patterned) talliedOf(u *columns.UnitGroups) tallied {
	of := tallied{UnitGroups: u}
	for i := range p.rows {
		p.rows[i] = -1
	}
	if of.unit, _ = p.units.Unit(u.Code); of.unit >= 0 {
		of.sums = p.into.open(of.unit)
		if only := p.units.OnlyState(of.unit); only != columns.NoState {
			since, _ := slices.BinarySearch(p.lows, p.units.States()[only].From)
			of.steady, of.since, of.member = true, since, p.members[only]
		}
	}
	return of
}

// stance is how a unit stands for the entries of an item, by the number of what is read of it, and the epoch.
type stance struct{ member, epoch uint32 }

// stance is that for the items of a run with these spans; false if the pattern does not tell what they give, or if the unit or
// what is in force may change between the entries.
func (p *patterned) stance(is *pattern, spans []uint16, of *tallied) (s stance, ok bool) {
	if is.state != telling {
		return s, false
	}
	first, last := spans[is.first], spans[is.last]
	if p.still && of.steady && int(first) >= of.since {
		return stance{member: of.member}, true
	}
	if s.epoch = p.inForce[first]; s.epoch != p.inForce[last] {
		return s, false
	}
	if of.steady && int(first) >= of.since {
		s.member = of.member
		return s, true
	}
	if of.unit < 0 {
		return s, true
	}
	low := p.lows[first]
	if p.units.NextState(of.unit, low) != p.units.NextState(of.unit, p.lows[last+1]-1) {
		return s, false
	}
	if state := p.units.At(of.unit, low); state != columns.NoState {
		s.member = p.members[state]
	}
	return s, true
}

// knownAt is what is known of items of a pattern.
func (p *patterned) knownAt(pattern int, s stance) *known {
	return &p.known[(pattern*p.standings+int(s.member))*(len(p.epochs)+1)+int(s.epoch)]
}

// classOf is the class of the items of a run, and whether it is made: that which their profiles have led to before, or that of
// one of them. Nil: they have none.
func (p *patterned) classOf(runs *columns.SignatureGroups, i int, stands stance, of *tallied, wait bool) (c *class, made bool) {
	p.begin(itemCase)
	for _, entry := range p.orderOf(runs) {
		is := profile(p.plainOf(uint32(entry.number), stands.member, stands.epoch).Load())
		if is <= firstPlain {
			p.lost = true // it is not known, or there is none
			break
		}
		p.entryWord(is-firstPlain, 0)
	}
	if n, ok := p.met(); ok && p.made[n] != nil {
		return p.made[n], true
	}
	for n := range (unitRun{of.UnitGroups, runs.First + i}).items(p.tally) {
		one, _ := p.itemCase(n)
		_, c, made = p.class(&one, wait)
		break
	}
	return c, made
}

// orderOf are the entries of the items of runs in the order of effect.
func (p *patterned) orderOf(runs *columns.SignatureGroups) []ordered {
	start := int(p.of[runs.Signature].start)
	return p.order[start : start+len(p.tally.Signature(runs.Signature))]
}

// learn takes over what items with these entries give from their class; false if that does not go by their unit and entries alone.
func (p *patterned) learn(is *known, order []ordered, c *class) bool {
	start := len(p.gains)
	for _, g := range c.gains {
		at := p.into.at[g.slot]
		if g.unit != 0 || g.entry == settlementOnly || int64(int32(g.whole)) != g.whole || int32(int16(at)) != at {
			p.gains = p.gains[:start]
			return false
		}
		p.gains = append(p.gains, dueGain{int32(g.whole), int16(at), order[g.entry].entry})
	}
	*is = known{start: uint32(start), end: uint32(len(p.gains)), is: true, tells: c.tells}
	return true
}

// study finds whether a pattern tells all that its items give, but for the unit and what is in force: their entries are about
// the item alone, and nothing else is looked at. It puts them into the order of effect, as describeItem does.
func (p *patterned) study(entries []columns.SignatureEntry) pattern {
	is := pattern{state: telling, start: uint32(len(p.order))}
	for i, entry := range entries {
		kind := p.kindOf[entry.Key]
		if !p.scores[kind] || kind != p.submit && !p.about[kind] || p.hasMore(uint32(entry.Key)) {
			p.order = p.order[:is.start]
			return pattern{state: silent}
		}
		if entry.Rank < entries[is.first].Rank {
			is.first = uint8(i)
		}
		if entry.Rank > entries[is.last].Rank {
			is.last = uint8(i)
		}
		p.order = append(p.order, ordered{uint8(i), entry.Key})
	}
	handedIn := entries[0].Rank
	slices.SortStableFunc(p.order[is.start:], func(a, b ordered) int {
		x, y := entries[a.entry].Rank, entries[b.entry].Rank
		return cmp.Or(cmp.Compare(max(x, handedIn), max(y, handedIn)), before(a.entry == 0, b.entry == 0), cmp.Compare(x, y))
	})
	return is
}

// unitRuns are runs of a unit, from one of them on.
type unitRuns struct {
	unit *columns.UnitGroups
	columns.SignatureGroups
	from int
}

// unitRun is a run of a unit, by its place.
type unitRun struct {
	unit  *columns.UnitGroups
	place int
}

// items are the items of the run.
func (r unitRun) items(t *columns.ItemGroups) func(yield func(n int) bool) {
	return func(yield func(n int) bool) {
		for n := r.unit.First; n < r.unit.End; n++ {
			if t.GroupOf(n) == r.place && !yield(n) {
				return
			}
		}
	}
}
