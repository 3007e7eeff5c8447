package bulk

import (
	"cmp"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Cases that are alike in all that step 1 looks at are one class: the step runs once for a class, and what it gives is
// added for each case of it. A class is told by the profiles of the case's entries in the order in which they take effect,
// and by how their times stand to each other where expressions compare them.

// Class is what step 1 gives for each of its cases. The goroutine that meets it first makes it; all read it.
type Class struct {
	made    chan struct{} // closed when the rest is there
	Apart   bool          // each case is scored by itself, since it cannot be summed in whole numbers
	Results []ClassResult // else
	Notable bool          // something is refused or reported

	Example *example // for an engine: the case that stood for all
}

// isMade says whether it is there already.
func (c *Class) isMade() bool {
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
	All   []*Class // by number of known
}

// class is the number of the class of those words; fresh says that nobody has met it before, so that it is to be made.
func (k *classes) class(words []uint32) (number int32, c *Class, fresh bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n, fresh := k.known.Number(words)
	if fresh {
		k.All = append(k.All, &Class{made: make(chan struct{})})
	}
	return int32(n), k.All[n], fresh
}

// ClassResult is an amount or a count.
type ClassResult struct {
	Entry int32 // by which it is dated: its place in the order of effect; settlementOnly for the end of a period
	Cell  int32 // of a settlement
	Unit  int32 // who receives it: a place among the case's units, or −1 − the number of another unit
	Slot  int32
	Whole int64
}

// example is a case that stood for its class, with its entries in the order of effect and the units whose they are.
type example struct {
	Of           frame.Case
	Order, Units []int32
}

// NoClass is the class of a case that is scored by itself.
const NoClass = ^uint32(0)

// SettlementOnly is the place of what no entry dates.
const SettlementOnly = -1

// Bounds of what is kept of classes. What is over them is scored case by case.
const (
	maxClasses   = 1 << 16
	maxAlike     = 32   // entries of a case
	fairTrial    = 4096 // after so many cases,
	worthKeeping = 2    // a class must have so many cases on average, or no more are made
)

// Classifier finds the class of a case, for one goroutine.
type Classifier struct {
	f        *frame.Frame
	p        *signature.Signatures
	signer   *signature.Signer
	ordered  [3]bool         // by kind of case: expressions compare times
	none     bool            // expressions look at what no profile holds
	closings []calendar.Kind // of periods at whose end commissions are settled or counted

	known   sequence.Tree
	local   []uint32 // by node of known: the number of the class that ends there, in the order of meeting, plus one
	classes int      // how many there are
	tried   int
	node    uint32 // so far in the case in hand
	lost    bool   // no class goes on so, and no more are made

	dated []signature.Entry // the entries of the case in hand in the order of effect
	whose []int32           // units whose entries they are, each once, the case's own first
	times []int64
}

// NewClassifier returns a classifier for one goroutine, which evaluates by a runner of its own.
func NewClassifier(p *signature.Signatures, e *steps.Runner) *Classifier {
	c := &Classifier{f: p.Frame, p: p, signer: p.NewSigner(e), none: p.ReadSet.Reads.NumberBefore || p.ReadSet.Reads.WholeRecord || p.Frame.Far()}
	for record, uses := range p.ReadSet.Reads.Fields {
		for field, u := range uses {
			if u == signature.Partly && record.Fields[field].Type.Equal(rule.TimeType()) {
				kind := frame.ItemCase // a loose entry has one time
				if v := p.Frame.Scheme.Vocabulary; record == v.Commission || record == v.Answer {
					kind = frame.CommissionCase
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
	for _, credit := range p.Frame.Scheme.Credits {
		if credit.Each == ledger.Commission && credit.Per != 0 {
			closes(credit.Per)
		}
	}
	for _, q := range p.Frame.Scheme.Quotas {
		if q.AtDue {
			closes(q.Per)
		}
	}
	return c
}

// of is the number of the class of a case among those that this goroutine has met, and whether it is new; false if it is to be
// scored by itself.
func (c *Classifier) of(of *frame.Case) (n uint32, fresh, ok bool) {
	if c.none || len(of.Entries) >= maxAlike || !c.Describe(of) {
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
func (c *Classifier) met() (n uint32, ok bool) {
	if c.lost || int(c.node) >= len(c.local) || c.local[c.node] == 0 {
		return 0, false
	}
	return c.local[c.node] - 1, true
}

// full says that no more classes are made.
func (c *Classifier) full() bool {
	return c.classes >= maxClasses || c.tried > fairTrial && c.classes*worthKeeping > c.tried
}

// begin begins the description of a case.
func (c *Classifier) begin(kind frame.CaseKind) {
	c.node, c.lost = sequence.Root, false
	c.word(uint32(kind))
}

// word goes on in the description of the case in hand.
func (c *Classifier) word(word uint32) {
	if next, known := c.known.Find(c.node, word); known {
		c.node = next
		return
	}
	if c.lost = c.lost || c.full(); !c.lost {
		c.node, _ = c.known.Step(c.node, word)
	}
}

// words are the words of the case in hand.
func (c *Classifier) words() []uint32 { return c.known.Path(nil, c.node) }

// order is the entries of the case in hand in the order of effect.
func (c *Classifier) order() []int32 {
	out := make([]int32, len(c.dated))
	for i, d := range c.dated {
		out[i] = d.Pos
	}
	return out
}

// Describe puts the case into words; false if something has no profile.
func (c *Classifier) Describe(of *frame.Case) bool {
	c.dated, c.whose = c.dated[:0], append(c.whose[:0], of.Unit)
	c.begin(of.Kind)
	switch of.Kind {
	case frame.ItemCase:
		return c.describeItem(of)
	case frame.CommissionCase:
		return c.describeCommission(of)
	}
	c.see(of.First, c.f.Arranged.Place(int(of.First)))
	return c.entry(&c.dated[0], of.Unit) && c.instants(of)
}

// see adds the entry at a position and place, as taking effect when it was.
func (c *Classifier) see(pos int32, place int) *signature.Entry {
	at, number := c.f.ItemInstants.At(place), c.p.Grouping.Key(place)
	if c.p.GroupClasses != nil {
		number = uint32(c.p.GroupClasses[number])
	}
	c.dated = append(c.dated, signature.Entry{Pos: pos, Group: number, At: at, From: at})
	return &c.dated[len(c.dated)-1]
}

// entry puts an entry of a unit into words.
func (c *Classifier) entry(d *signature.Entry, unit int32) bool {
	p, whose := c.signer.Signature(d, unit), 0
	if unit != c.whose[0] {
		if whose = slices.Index(c.whose, unit); whose < 0 {
			whose = len(c.whose)
			c.whose = append(c.whose, unit)
		}
	}
	c.entryWord(p, whose)
	if c.p.ReadSet.NamesReceiver[c.p.KindOfGroup[d.Group]] {
		c.word(uint32(unit))
	}
	return p != 0
}

// entryWord goes on with an entry of a profile, of one of the units of the case, which has no more of them than entries.
func (c *Classifier) entryWord(p signature.Signature, whose int) {
	c.word(uint32(p)*maxAlike + uint32(whose))
}

// describeItem describes an item with its entries.
func (c *Classifier) describeItem(of *frame.Case) bool {
	if !c.gather(of) {
		slices.SortFunc(c.dated, func(a, b signature.Entry) int {
			return cmp.Or(cmp.Compare(a.From, b.From), frame.CompareFirst(a.Pos == of.First, b.Pos == of.First), cmp.Compare(a.At, b.At), cmp.Compare(a.Pos, b.Pos))
		})
	}
	for i := range c.dated {
		d, unit := &c.dated[i], of.Unit
		if d.Pos != of.First && !c.f.AboutItem[c.p.KindOfGroup[d.Group]] {
			unit = c.f.NamedUnit(d.Pos)
		}
		if !c.entry(d, unit) {
			return false
		}
	}
	return c.instants(of)
}

// gather sees the entries of an item, and says whether they take effect in the order in which they come.
func (c *Classifier) gather(of *frame.Case) (inOrder bool) {
	place := int(of.Place)
	last := *c.see(of.First, placeFrom(c.f, place, of.First))
	handedIn := last.At
	inOrder = true
	for i, pos := range of.Entries {
		place = placeFrom(c.f, place, pos)
		d := c.see(pos, place)
		if c.f.AboutItem[c.p.KindOfGroup[d.Group]] {
			d.From = max(d.From, handedIn)
		}
		inOrder = inOrder && (d.From > last.From || d.From == last.From && (i == 0 || d.At >= last.At))
		last = *d
	}
	return inOrder
}

// placeFrom is the place of an entry that stands at a place or after it.
func placeFrom(f *frame.Frame, place int, pos int32) int {
	for f.Arranged.Position(place) != int(pos) {
		place++
	}
	return place
}

// describeCommission describes a commission, what the unit handed in for it, and the periods at whose end it is settled.
func (c *Classifier) describeCommission(of *frame.Case) bool {
	asked := c.see(of.First, c.f.Arranged.Place(int(of.First))).At
	for _, pos := range of.Entries {
		if c.f.NamedUnit(pos) == of.Unit {
			d := c.see(pos, c.f.Arranged.Place(int(pos)))
			d.From = max(d.At, asked)
		}
	}
	slices.SortStableFunc(c.dated[1:], func(a, b signature.Entry) int { return cmp.Compare(a.At, b.At) })
	for i := range c.dated {
		if !c.entry(&c.dated[i], of.Unit) {
			return false
		}
	}
	seconds, nano, _ := c.f.Columns.EndSeconds(int(of.First), columns.FieldDue, columns.ZoneOf(c.f.View))
	for _, per := range c.closings {
		end, closes := c.f.ClosingOf(per, frame.InstantOf(seconds, nano).In(c.f.Loc()))
		if !closes {
			c.word(0)
			continue
		}
		last := frame.Nanoseconds(end) - 1
		state := columns.NoState
		if of.Unit >= 0 {
			state = c.f.Units.At(of.Unit, last)
		}
		member := uint32(0)
		if state != columns.NoState {
			member = c.p.MemberCodes[state] + 1
		}
		for _, word := range []uint32{uint32(c.p.Buckets.Of(last)) + 1, member, signature.EpochOf(c.p.Epochs, last), signature.EpochOf(c.p.RosterChanges, last)} {
			c.word(word)
		}
		for _, d := range c.dated[1:] {
			c.word(signature.Bit(d.At <= last))
		}
	}
	return c.instants(of)
}

// instants adds how the times of a case stand to each other, where expressions compare them: of each how many are before it.
func (c *Classifier) instants(of *frame.Case) bool {
	if !c.ordered[of.Kind] {
		return true
	}
	c.times = c.times[:0]
	add := func(pos int32, fields ...columns.Field) {
		for _, field := range fields {
			seconds, nano, ok := c.f.Columns.EndSeconds(int(pos), field, columns.ZoneOf(c.f.View))
			if field != columns.FieldDue {
				seconds, nano, ok = c.f.Columns.Seconds(int(pos), field, columns.ZoneOf(c.f.View))
			}
			if at := frame.Nanoseconds(frame.InstantOf(seconds, nano)); ok && !frame.IsFar(at) {
				c.times = append(c.times, at)
			} else if ok {
				c.times = append(c.times, at)
				c.none = true // too far away to be told apart
			}
		}
	}
	for _, d := range c.dated {
		pos := d.Pos
		c.times = append(c.times, d.At)
		switch {
		case c.p.KindOfGroup[d.Group] == c.f.Submit:
			add(pos, columns.FieldHappened)
			if c.p.ReadSet.Reads.UseOf(c.f.Scheme.Vocabulary.Item, scheme.ItemCommission) != signature.Unread {
				if asked, ok := c.f.Index.Commission(c.f.Columns.Code(int(pos), columns.FieldCommission)); ok {
					add(asked, columns.FieldAt, columns.FieldDue)
				}
			}
		case of.Kind == frame.CommissionCase:
			add(pos, columns.FieldDue)
		}
	}
	for _, t := range c.times {
		earlier := uint32(0)
		for _, other := range c.times {
			earlier += signature.Bit(other < t)
		}
		c.word(earlier)
	}
	return !c.none
}
