package scoring

import (
	"cmp"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Cases that are alike in all that step 1 looks at are one class: the step runs once for a class, and what it gives is
// added for each case of it. A class is told by the profiles of the case's entries in the order in which they take effect,
// and by how their times stand to each other where expressions compare them.

// class is what step 1 gives for each of its cases. The goroutine that meets it first makes it; all read it.
type class struct {
	made  chan struct{} // closed when the rest is there
	apart bool          // each case is scored by itself, since it cannot be summed in whole numbers
	gains []gain        // else
	tells bool          // something is refused or reported

	example *example  // for an engine: the case that stood for all,
	ran     run       // what was needed for it,
	places  [][]int32 // and where each case stands, by goroutine; see crediting.place
}

// isMade says whether it is there already.
func (c *class) isMade() bool {
	select {
	case <-c.made:
		return true
	default:
		return false
	}
}

// classes are those that the goroutines have met.
type classes struct {
	mu    sync.Mutex
	known sequence.Table
	all   []*class // by number of known
}

// class is the number of the class of those words; fresh says that nobody has met it before, so that it is to be made.
func (k *classes) class(words []uint32) (number int32, c *class, fresh bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n, fresh := k.known.Number(words)
	if fresh {
		k.all = append(k.all, &class{made: make(chan struct{})})
	}
	return int32(n), k.all[n], fresh
}

// gain is an amount or a count.
type gain struct {
	entry int32 // by which it is dated: its place in the order of effect; settlementOnly for the end of a period
	cell  int32 // of a settlement
	unit  int32 // who receives it: a place among the case's units, or −1 − the number of another unit
	slot  int32
	whole int64
}

// example is a case that stood for its class, with its entries in the order of effect and the units whose they are.
type example struct {
	of           Case
	order, units []int32
}

// noClass is the class of a case that is scored by itself.
const noClass = ^uint32(0)

// settlementOnly is the place of what no entry dates.
const settlementOnly = -1

// Bounds of what is kept of classes. What is over them is scored case by case.
const (
	maxClasses   = 1 << 16
	maxAlike     = 32   // entries of a case
	fairTrial    = 4096 // after so many cases,
	worthKeeping = 2    // a class must have so many cases on average, or no more are made
)

// classifier finds the class of a case, for one goroutine.
type classifier struct {
	*profiler
	ordered  [3]bool         // by kind of case: expressions compare times
	none     bool            // expressions look at what no profile holds
	closings []calendar.Kind // of periods at whose end commissions are settled or counted

	known   sequence.Tree
	local   []uint32 // by node of known: the number of the class that ends there, in the order of meeting, plus one
	classes int      // how many there are
	tried   int
	node    uint32 // so far in the case in hand
	lost    bool   // no class goes on so, and no more are made

	dated []dated // the entries of the case in hand in the order of effect
	whose []int32 // units whose entries they are, each once, the case's own first
	times []int64
}

// dated is an entry with the number that stands for its own in the combination, when it was, and when it takes effect.
type dated struct {
	pos      int32
	number   uint32
	at, from int64
}

func (p *profiling) newClassifier(e *evaluator) *classifier {
	c := &classifier{profiler: p.newProfiler(e), none: p.reads.before || p.reads.anything || p.far()}
	for record, uses := range p.reads.fields {
		for field, u := range uses {
			if u == loosely && record.Fields[field].Type.Equal(rule.TimeType()) {
				kind := itemCase // a loose entry has one time
				if v := p.scheme.Vocabulary; record == v.Commission || record == v.Answer {
					kind = commissionCase
				}
				c.ordered[kind] = true
			}
		}
	}
	closes := func(per calendar.Kind) {
		if !slices.Contains(c.closings, per) {
			c.closings = append(c.closings, per)
		}
	}
	for _, credit := range p.scheme.Credits {
		if credit.Each == ledger.Commission && credit.Per != 0 {
			closes(credit.Per)
		}
	}
	for _, q := range p.scheme.Quotas {
		if q.AtDue {
			closes(q.Per)
		}
	}
	return c
}

// of is the number of the class of a case among those that this goroutine has met, and whether it is new; false if it is to be
// scored by itself.
func (c *classifier) of(of *Case) (n uint32, fresh, ok bool) {
	if c.none || len(of.entries) >= maxAlike || !c.describe(of) {
		return 0, false, false
	}
	c.tried++
	if n, known := c.met(); known {
		return n, false, true
	}
	if c.lost || c.full() {
		return 0, false, false
	}
	if missing := int(c.node) + 1 - len(c.local); missing > 0 {
		c.local = append(c.local, make([]uint32, missing)...)
	}
	c.classes++
	c.local[c.node] = uint32(c.classes)
	return uint32(c.classes - 1), true, true
}

// met is the number of the class of the case that was put into words; false if none is known here.
func (c *classifier) met() (n uint32, ok bool) {
	if c.lost || int(c.node) >= len(c.local) || c.local[c.node] == 0 {
		return 0, false
	}
	return c.local[c.node] - 1, true
}

// full says that no more classes are made.
func (c *classifier) full() bool {
	return c.classes >= maxClasses || c.tried > fairTrial && c.classes*worthKeeping > c.tried
}

// begin begins the description of a case.
func (c *classifier) begin(kind caseKind) {
	c.node, c.lost = sequence.Root, false
	c.word(uint32(kind))
}

// word goes on in the description of the case in hand.
func (c *classifier) word(word uint32) {
	if next, known := c.known.Find(c.node, word); known {
		c.node = next
		return
	}
	if c.lost = c.lost || c.full(); !c.lost {
		c.node, _ = c.known.Step(c.node, word)
	}
}

// words are the words of the case in hand.
func (c *classifier) words() []uint32 { return c.known.Path(nil, c.node) }

// order is the entries of the case in hand in the order of effect.
func (c *classifier) order() []int32 {
	out := make([]int32, len(c.dated))
	for i, d := range c.dated {
		out[i] = d.pos
	}
	return out
}

// describe puts the case into words; false if something has no profile.
func (c *classifier) describe(of *Case) bool {
	c.dated, c.whose = c.dated[:0], append(c.whose[:0], of.unit)
	c.begin(of.kind)
	switch of.kind {
	case itemCase:
		return c.describeItem(of)
	case commissionCase:
		return c.describeCommission(of)
	}
	c.see(of.first, c.arranged.Place(int(of.first)))
	return c.entry(&c.dated[0], of.unit) && c.instants(of)
}

// see adds the entry at a position and place, as taking effect when it was.
func (c *classifier) see(pos int32, place int) *dated {
	at, number := c.when.At(place), c.combined.Key(place)
	if c.standsFor != nil {
		number = uint32(c.standsFor[number])
	}
	c.dated = append(c.dated, dated{pos, number, at, at})
	return &c.dated[len(c.dated)-1]
}

// entry puts an entry of a unit into words.
func (c *classifier) entry(d *dated, unit int32) bool {
	p, whose := c.profile(d, unit), 0
	if unit != c.whose[0] {
		if whose = slices.Index(c.whose, unit); whose < 0 {
			whose = len(c.whose)
			c.whose = append(c.whose, unit)
		}
	}
	c.entryWord(p, whose)
	if c.to[c.kindOf[d.number]] {
		c.word(uint32(unit))
	}
	return p != 0
}

// entryWord goes on with an entry of a profile, of one of the units of the case, which has no more of them than entries.
func (c *classifier) entryWord(p profile, whose int) { c.word(uint32(p)*maxAlike + uint32(whose)) }

// describeItem describes an item with its entries.
func (c *classifier) describeItem(of *Case) bool {
	if !c.gather(of) {
		slices.SortFunc(c.dated, func(a, b dated) int {
			return cmp.Or(cmp.Compare(a.from, b.from), before(a.pos == of.first, b.pos == of.first), cmp.Compare(a.at, b.at), cmp.Compare(a.pos, b.pos))
		})
	}
	for i := range c.dated {
		d, unit := &c.dated[i], of.unit
		if d.pos != of.first && !c.about[c.kindOf[d.number]] {
			unit = c.namedUnit(d.pos)
		}
		if !c.entry(d, unit) {
			return false
		}
	}
	return c.instants(of)
}

// gather sees the entries of an item, and says whether they take effect in the order in which they come.
func (c *classifier) gather(of *Case) (inOrder bool) {
	place := int(of.place)
	last := *c.see(of.first, c.placeFrom(place, of.first))
	handedIn := last.at
	inOrder = true
	for i, pos := range of.entries {
		place = c.placeFrom(place, pos)
		d := c.see(pos, place)
		if c.about[c.kindOf[d.number]] {
			d.from = max(d.from, handedIn)
		}
		inOrder = inOrder && (d.from > last.from || d.from == last.from && (i == 0 || d.at >= last.at))
		last = *d
	}
	return inOrder
}

// placeFrom is the place of an entry that stands at a place or after it.
func (f *Frame) placeFrom(place int, pos int32) int {
	for f.arranged.Position(place) != int(pos) {
		place++
	}
	return place
}

// describeCommission describes a commission, what the unit handed in for it, and the periods at whose end it is settled.
func (c *classifier) describeCommission(of *Case) bool {
	asked := c.see(of.first, c.arranged.Place(int(of.first))).at
	for _, pos := range of.entries {
		if c.namedUnit(pos) == of.unit {
			d := c.see(pos, c.arranged.Place(int(pos)))
			d.from = max(d.at, asked)
		}
	}
	slices.SortStableFunc(c.dated[1:], func(a, b dated) int { return cmp.Compare(a.at, b.at) })
	for i := range c.dated {
		if !c.entry(&c.dated[i], of.unit) {
			return false
		}
	}
	seconds, nano, _ := c.columns.EndSeconds(int(of.first), columns.FieldDue, columns.ZoneOf(c.view))
	for _, per := range c.closings {
		end, closes := c.closingOf(per, instantOf(seconds, nano).In(c.loc()))
		if !closes {
			c.word(0)
			continue
		}
		last := nanoseconds(end) - 1
		state := columns.NoState
		if of.unit >= 0 {
			state = c.units.At(of.unit, last)
		}
		member := uint32(0)
		if state != columns.NoState {
			member = c.members[state] + 1
		}
		for _, word := range []uint32{uint32(c.cells.of(last)) + 1, member, epochOf(c.epochs, last), epochOf(c.turnover, last)} {
			c.word(word)
		}
		for _, d := range c.dated[1:] {
			c.word(bit(d.at <= last))
		}
	}
	return c.instants(of)
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// instants adds how the times of a case stand to each other, where expressions compare them: of each how many are before it.
func (c *classifier) instants(of *Case) bool {
	if !c.ordered[of.kind] {
		return true
	}
	c.times = c.times[:0]
	add := func(pos int32, fields ...columns.Field) {
		for _, field := range fields {
			seconds, nano, ok := c.columns.EndSeconds(int(pos), field, columns.ZoneOf(c.view))
			if field != columns.FieldDue {
				seconds, nano, ok = c.columns.Seconds(int(pos), field, columns.ZoneOf(c.view))
			}
			if at := nanoseconds(instantOf(seconds, nano)); ok && !isFar(at) {
				c.times = append(c.times, at)
			} else if ok {
				c.times = append(c.times, at)
				c.none = true // too far away to be told apart
			}
		}
	}
	for _, d := range c.dated {
		pos := d.pos
		c.times = append(c.times, d.at)
		switch {
		case c.kindOf[d.number] == c.submit:
			add(pos, columns.FieldHappened)
			if c.reads.of(c.scheme.Vocabulary.Item, scheme.ItemCommission) != unread {
				if asked, ok := c.commission(c.columns.Code(int(pos), columns.FieldCommission)); ok {
					add(asked, columns.FieldAt, columns.FieldDue)
				}
			}
		case of.kind == commissionCase:
			add(pos, columns.FieldDue)
		}
	}
	for _, t := range c.times {
		earlier := uint32(0)
		for _, other := range c.times {
			earlier += bit(other < t)
		}
		c.word(earlier)
	}
	return !c.none
}
