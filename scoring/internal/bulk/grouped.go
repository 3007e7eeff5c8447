package bulk

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Most items need not be described to find their class: the ledger counts the items of a unit that are alike in what expressions
// see of their entries, in how their times stand to each other, and in the spans of time into which they fall. Where all depends on that,
// on how the unit stood and on what was in force, what one item gives is what all give, and it is added for all at once.

// timeSpans are the bounds of what is told apart by time: a span lies within one cell, and nothing comes into force in it.
type timeSpans struct {
	tally   *columns.ItemGroups
	lows    []int64  // by span: where it begins; and where all time ends
	cellOf  []int32  // by span
	inForce []uint32 // by span: the epoch
}

// boundsOfSpans are the bounds of cells, the instants from which something is in force, and, unless there are very many, those
// at which the roster changes.
func boundsOfSpans(p *signature.Signatures) []int64 {
	all := slices.Concat(p.Buckets.Bounds, p.Epochs)
	if len(p.RosterChanges) <= 2*len(all) {
		all = append(all, p.RosterChanges...)
	}
	return signature.SortedInstants(all)
}

func newSpans(p *signature.Signatures, tally *columns.ItemGroups, bounds []int64) *timeSpans {
	s := &timeSpans{tally: tally, lows: slices.Concat([]int64{math.MinInt64}, bounds, []int64{math.MaxInt64})}
	for _, low := range s.lows[:len(s.lows)-1] {
		s.cellOf, s.inForce = append(s.cellOf, p.Buckets.Of(low)), append(s.inForce, signature.EpochOf(p.Epochs, low))
	}
	return s
}

// grouped adds what items give by the runs of the tally, for one goroutine.
type grouped struct {
	f         *frame.Frame
	p         *signature.Signatures
	crediting *Creditor
	spans     *timeSpans
	into      *sums.Sums    // of all goroutines
	zones     []int32       // by span: where its zone begins among the sums of a unit,
	rows      []int32       // and the row of its cell among those of the unit in hand; −1: that is not known
	of        []group       // by number
	order     []ordered     // the entries of all that are seen
	known     []groupResult // by pattern, number of the unit as it stood, and epoch; see knownAt
	gains     []groupDelta  // of all that are known
	alone     []bool        // by run of the unit in hand: its items are to be scored by themselves,
	some      bool          // and whether there are such
	added     int           // items of runs
	still     bool          // nothing ever comes into force or ceases
}

// group is what is seen of one.
type group struct {
	state       groupState
	first, last uint8  // which of its entries is the earliest, and the latest
	start       uint32 // its entries among all, in the order of effect
}

// ordered is an entry of a pattern: which one it is in the order of recording, and its number.
type ordered struct {
	entry  uint8
	number uint16
}

type groupState uint8

const (
	unseen groupState = iota
	decisive
	opaque // what an item gives depends on more
)

// groupResult is what an item gives: gains[start:end].
type groupResult struct {
	start, end uint32
	is, tells  bool // it is known; something is refused or reported
}

// groupDelta is a gain of the item's unit, dated by one of its entries, in little room.
type groupDelta struct {
	whole int32
	at    int16 // its slot, as sums.at has it
	entry uint8
}

// tallied is the unit whose items are in hand.
type tallied struct {
	tally  *columns.UnitGroups
	unit   int32
	sums   *sums.UnitSums
	steady bool   // it is on the roster from an instant on, and never anything else:
	since  int    // the first span from which it is
	member uint32 // as what
}

// maxPatterned bounds the table of what is known.
const maxPatterned = 1 << 21

// groupsDecide says whether there are patterns that tell what items give.
func (w *Creditor) groupsDecide() bool {
	return !w.Classifier.none && !w.Classifier.ordered[frame.ItemCase] && w.p.Cache != nil
}

// groupsFit says whether there is room for what is known.
func groupsFit(p *signature.Signatures, t *columns.ItemGroups) bool {
	return groupPlaces(p, t) <= maxPatterned
}

func groupPlaces(p *signature.Signatures, t *columns.ItemGroups) int {
	return t.Signatures() * p.NumMembers * (len(p.Epochs) + 1)
}

// newGrouped returns one that adds to sums, in which no other goroutine adds to the same units meanwhile.
func (w *Creditor) newGrouped(s *timeSpans, into *sums.Sums) *grouped {
	p := &grouped{f: w.f, p: w.p, crediting: w, spans: s, into: into, rows: make([]int32, len(s.cellOf)), still: len(w.p.Epochs) == 0,
		of: make([]group, s.tally.Signatures()), known: make([]groupResult, groupPlaces(w.p, s.tally))}
	for _, cell := range s.cellOf {
		p.zones = append(p.zones, int32(into.Layout.ZoneStart(cell)))
	}
	return p
}

// addUnits adds what the items of units give: those of runs together, the others one by one. It returns how many there are.
func (p *grouped) addUnits(ctx context.Context, units []columns.UnitGroups) (done int, err error) {
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
	p.crediting.Classifier.tried, p.added = p.crediting.Classifier.tried+together, 0
	first, _ := slices.BinarySearch(p.spans.tally.Ungrouped(), int32(units[0].First))
	end, _ := slices.BinarySearch(p.spans.tally.Ungrouped(), int32(units[len(units)-1].End))
	todo = append(todo, p.spans.tally.Ungrouped()[first:end]...)
	p.crediting.own = p.into
	done, err = p.crediting.creditEach(ctx, 0, len(todo), func(i int) (of frame.Case, ok bool) {
		p.crediting.owned, _ = p.f.Units.Unit(p.f.Arranged.Unit(int(todo[i])))
		return p.f.ItemCase(int(todo[i]))
	})
	p.crediting.own = nil
	return together + done, err
}

// add adds what the items of a unit give, and appends those that are to be scored by themselves, and the runs to which it
// comes back.
func (p *grouped) add(u *columns.UnitGroups, todo []int32, later []unitRuns) ([]int32, []unitRuns) {
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
func (p *grouped) addLater(r *unitRuns, todo []int32) []int32 {
	of := p.talliedOf(r.unit)
	p.some = false
	p.addRuns(&of, &r.runs, r.from, true)
	return p.appendAlone(r.unit, todo)
}

// appendAlone appends the items of a unit that are to be scored by themselves.
func (p *grouped) appendAlone(u *columns.UnitGroups, todo []int32) []int32 {
	if !p.some {
		return todo
	}
	for n := u.First; n < u.End; n++ {
		if run := p.spans.tally.GroupOf(n); run >= 0 && p.alone[run] {
			todo = append(todo, int32(n))
			p.added--
		}
	}
	clear(p.alone[:u.Len])
	return todo
}

// byItself notes that each item of a run is to be scored by itself.
func (p *grouped) byItself(run int) { p.alone[run], p.some = true, true }

// addRuns adds what the items of runs of one pattern give, from one of them on. It returns that of which another goroutine makes
// the class just now, unless it is told to wait for it.
func (p *grouped) addRuns(of *tallied, runs *columns.SignatureGroups, from int, wait bool) (end int) {
	is := &p.of[runs.Signature]
	if is.state == unseen {
		*is = p.study(p.spans.tally.Signature(runs.Signature))
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
			case c == nil || c.Apart || !p.learn(gives, p.orderOf(runs), c):
				is.state = opaque
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
func (p *grouped) give(of *tallied, runs *columns.SignatureGroups, first, end int, gives groupResult) {
	for _, g := range p.gains[gives.start:gives.end] {
		for i := first; i < end; i++ {
			spans := runs.Buckets(i)
			span := max(spans[0], spans[g.entry]) // the submission comes first
			place := int(p.zones[span]) - 1 - int(g.at)
			if g.at >= 0 {
				if p.rows[span] < 0 {
					p.rows[span] = int32(p.into.Layout.RowStart(of.sums, p.spans.cellOf[span]))
				}
				place = int(p.rows[span]) + int(g.at)
			}
			of.sums.Values[place] += int64(g.whole) * int64(runs.Count(i))
		}
	}
	for i := first; i < end && gives.tells; i++ {
		p.crediting.notableRuns = append(p.crediting.notableRuns, unitRun{of.tally, runs.First + i})
	}
}

// talliedOf takes a unit of the tally in hand.
func (p *grouped) talliedOf(u *columns.UnitGroups) tallied {
	of := tallied{tally: u}
	for i := range p.rows {
		p.rows[i] = -1
	}
	if of.unit, _ = p.f.Units.Unit(u.Code); of.unit >= 0 {
		of.sums = p.into.Allocate(of.unit)
		if only := p.f.Units.OnlyState(of.unit); only != columns.NoState {
			since, _ := slices.BinarySearch(p.spans.lows, p.f.Units.States()[only].From)
			of.steady, of.since, of.member = true, since, p.p.MemberCodes[only]
		}
	}
	return of
}

// stance is how a unit stands for the entries of an item, by the number of what is read of it, and the epoch.
type stance struct{ member, epoch uint32 }

// stance is that for the items of a run with these spans; false if the pattern does not tell what they give, or if the unit or
// what is in force may change between the entries.
func (p *grouped) stance(is *group, spans []uint16, of *tallied) (s stance, ok bool) {
	if is.state != decisive {
		return s, false
	}
	first, last := spans[is.first], spans[is.last]
	if p.still && of.steady && int(first) >= of.since {
		return stance{member: of.member}, true
	}
	if s.epoch = p.spans.inForce[first]; s.epoch != p.spans.inForce[last] {
		return s, false
	}
	if of.steady && int(first) >= of.since {
		s.member = of.member
		return s, true
	}
	if of.unit < 0 {
		return s, true
	}
	low := p.spans.lows[first]
	if p.f.Units.NextState(of.unit, low) != p.f.Units.NextState(of.unit, p.spans.lows[last+1]-1) {
		return s, false
	}
	if state := p.f.Units.At(of.unit, low); state != columns.NoState {
		s.member = p.p.MemberCodes[state]
	}
	return s, true
}

// knownAt is what is known of items of a pattern.
func (p *grouped) knownAt(pattern int, s stance) *groupResult {
	return &p.known[(pattern*p.p.NumMembers+int(s.member))*(len(p.p.Epochs)+1)+int(s.epoch)]
}

// classOf is the class of the items of a run, and whether it is made: that which their profiles have led to before, or that of
// one of them. Nil: they have none.
func (p *grouped) classOf(runs *columns.SignatureGroups, i int, stands stance, of *tallied, wait bool) (c *Class, made bool) {
	p.crediting.Classifier.begin(frame.ItemCase)
	for _, entry := range p.orderOf(runs) {
		is := signature.Signature(p.p.Cached(uint32(entry.number), stands.member, stands.epoch).Load())
		if is <= signature.FirstCached {
			p.crediting.Classifier.lost = true // it is not known, or there is none
			break
		}
		p.crediting.Classifier.entryWord(is-signature.FirstCached, 0)
	}
	if n, ok := p.crediting.Classifier.met(); ok && p.crediting.made[n] != nil {
		return p.crediting.made[n], true
	}
	for n := range (unitRun{of.tally, runs.First + i}).items(p.spans.tally) {
		one, _ := p.f.ItemCase(n)
		_, c, made = p.crediting.class(&one, wait)
		break
	}
	return c, made
}

// orderOf are the entries of the items of runs in the order of effect.
func (p *grouped) orderOf(runs *columns.SignatureGroups) []ordered {
	start := int(p.of[runs.Signature].start)
	return p.order[start : start+len(p.spans.tally.Signature(runs.Signature))]
}

// learn takes over what items with these entries give from their class; false if that does not go by their unit and entries alone.
func (p *grouped) learn(is *groupResult, order []ordered, c *Class) bool {
	start := len(p.gains)
	for _, g := range c.Results {
		at := p.into.Layout.Position[g.Slot]
		if g.Unit != 0 || g.Entry == SettlementOnly || int64(int32(g.Whole)) != g.Whole || int32(int16(at)) != at {
			p.gains = p.gains[:start]
			return false
		}
		p.gains = append(p.gains, groupDelta{int32(g.Whole), int16(at), order[g.Entry].entry})
	}
	*is = groupResult{start: uint32(start), end: uint32(len(p.gains)), is: true, tells: c.Notable}
	return true
}

// study finds whether a pattern tells all that its items give, but for the unit and what is in force: their entries are about
// the item alone, and nothing else is looked at. It puts them into the order of effect, as describeItem does.
func (p *grouped) study(entries []columns.SignatureEntry) group {
	is := group{state: decisive, start: uint32(len(p.order))}
	for i, entry := range entries {
		kind := p.p.KindOfGroup[entry.Key]
		if !p.p.ReadSet.InCases[kind] || kind != p.f.Submit && !p.f.AboutItem[kind] || p.crediting.Classifier.signer.PerEntry(uint32(entry.Key)) {
			p.order = p.order[:is.start]
			return group{state: opaque}
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
		return cmp.Or(cmp.Compare(max(x, handedIn), max(y, handedIn)), frame.CompareFirst(a.entry == 0, b.entry == 0), cmp.Compare(x, y))
	})
	return is
}

// unitRuns are runs of a unit, from one of them on.
type unitRuns struct {
	unit *columns.UnitGroups
	runs columns.SignatureGroups
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
