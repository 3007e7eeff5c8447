package scoring

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Cases that are alike in all that step 1 looks at are one class: the step runs once for a class, and what it gives is
// added for each case of it. A class is told by the profiles of the case's entries in the order in which they take effect,
// and by how their times stand to each other where expressions compare them.

// class is what step 1 gives for each of its cases.
type class struct {
	apart bool   // each case is scored by itself, since it cannot be summed in whole numbers
	gains []gain // else
	tells bool   // something is refused or reported

	example  *example  // for an engine: the case that stood for all,
	ran      run       // what was needed for it,
	standing []int32   // where each case stands, by one goroutine; see crediting.place,
	places   [][]int32 // and by all
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

// classed is a case with its class.
type classed struct {
	of    int32
	class uint32
}

// noClass is the class of a case that is scored by itself.
const noClass = ^uint32(0)

// settlementOnly is the place of what no entry dates.
const settlementOnly = int32(-1)

// Bounds of what is kept of classes. What is over them is scored case by case.
const (
	maxClasses   = 1 << 16
	maxAlike     = 32   // entries of a case
	fairTrial    = 4096 // after so many cases,
	worthKeeping = 2    // a class must have so many cases on average, or no more are made
)

// classifier finds the class of a case, for one goroutine.
type classifier struct {
	*profiling
	e        *evaluator
	ordered  [3]bool         // by kind of case: expressions compare times
	none     bool            // expressions look at what no profile holds
	closings []calendar.Kind // of periods at whose end commissions are settled or counted

	known   wordTable
	found   []class
	tried   int
	classed []classed // for an engine

	order []int32 // the entries of the case in hand in the order of effect
	from  []int64 // when they take effect
	whose []int32 // units whose entries they are, each once, the item's first
	words []uint32
	times []int64
}

func (p *profiling) newClassifier(e *evaluator) *classifier {
	c := &classifier{profiling: p, e: e, none: p.reads.before || p.reads.anything || p.far}
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

// of is the class of a case, and whether it is new; false if it is to be scored by itself.
func (c *classifier) of(of *Case) (n uint32, fresh, ok bool) {
	if c.none || len(of.entries) >= maxAlike || !c.describe(of) {
		return 0, false, false
	}
	c.tried++
	if c.known.len() >= maxClasses || c.tried > fairTrial && c.known.len()*worthKeeping > c.tried {
		n, ok = c.known.find(c.words)
		return n, false, ok
	}
	n, fresh = c.known.number(c.words)
	return n, fresh, true
}

// describe puts the case into words; false if something has no profile.
func (c *classifier) describe(of *Case) bool {
	c.order, c.from, c.whose, c.words = c.order[:0], c.from[:0], c.whose[:0], c.words[:0]
	switch of.kind {
	case itemCase:
		return c.describeItem(of)
	case commissionCase:
		return c.describeCommission(of)
	}
	return c.entry(of.first, c.unit[of.first], c.at[of.first]) && c.instants(of)
}

// entry adds an entry of a unit.
func (c *classifier) entry(pos, unit int32, from int64) bool {
	kind, p := c.kinds[pos], c.profiling.of[pos]
	whose := slices.Index(c.whose, unit)
	if whose < 0 {
		whose = len(c.whose)
		c.whose = append(c.whose, unit)
	}
	c.order, c.from = append(c.order, pos), append(c.from, from)
	c.words = append(c.words, uint32(p), uint32(whose))
	if c.to[kind] {
		c.words = append(c.words, uint32(unit))
	}
	return p != 0
}

// describeItem adds an item with its entries.
func (c *classifier) describeItem(of *Case) bool {
	handedIn, unit := c.at[of.first], c.unit[of.first]
	type dated struct {
		pos  int32
		from int64
	}
	var room [maxAlike]dated
	all := append(room[:0], dated{of.first, handedIn})
	inOrder := true
	for _, pos := range of.entries {
		d := dated{pos, c.at[pos]}
		if c.about[c.kinds[pos]] {
			d.from = max(d.from, handedIn)
		}
		last := all[len(all)-1]
		inOrder = inOrder && (d.from > last.from || d.from == last.from && (last.pos == of.first || c.at[d.pos] >= c.at[last.pos] && d.pos > last.pos))
		all = append(all, d)
	}
	if !inOrder {
		slices.SortFunc(all, func(a, b dated) int {
			return cmp.Or(cmp.Compare(a.from, b.from), before(a.pos == of.first, b.pos == of.first), cmp.Compare(c.at[a.pos], c.at[b.pos]), cmp.Compare(a.pos, b.pos))
		})
	}
	c.whose = append(c.whose, unit)
	for place, d := range all {
		whose := unit
		if d.pos == of.first {
			c.words = append(c.words, uint32(place))
		} else if !c.about[c.kinds[d.pos]] {
			whose = c.unit[d.pos]
		}
		if !c.entry(d.pos, whose, d.from) {
			return false
		}
	}
	return c.instants(of)
}

// describeCommission adds a commission, what the unit handed in for it, and the periods at whose end it is settled.
func (c *classifier) describeCommission(of *Case) bool {
	unit, asked := c.unit[of.first], c.at[of.first]
	if !c.entry(of.first, unit, asked) {
		return false
	}
	answers := append([]int32(nil), of.entries...)
	slices.SortStableFunc(answers, func(a, b int32) int { return cmp.Compare(c.at[a], c.at[b]) })
	for _, pos := range answers {
		if c.unit[pos] == unit && !c.entry(pos, unit, max(c.at[pos], asked)) {
			return false
		}
	}
	seconds, nano, _ := c.columns.EndSeconds(int(of.first), ledger.FieldDue, c.view.Zone())
	for _, per := range c.closings {
		end, closes := c.closingOf(per, instantOf(seconds, nano).In(c.loc()))
		if !closes {
			c.words = append(c.words, 0)
			continue
		}
		last := nanoseconds(end) - 1
		state := noState
		if unit >= 0 {
			state = c.profiling.units.at(unit, last)
		}
		member := uint32(0)
		if state != noState {
			member = c.members[state] + 1
		}
		c.words = append(c.words, uint32(c.cells.of(last))+1, member, epochOf(c.epochs, last), epochOf(c.roster, last))
		for _, pos := range c.order[1:] {
			c.words = append(c.words, bit(c.at[pos] <= last))
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
	add := func(pos int32, fields ...ledger.Field) {
		for _, field := range fields {
			seconds, nano, ok := c.columns.EndSeconds(int(pos), field, c.view.Zone())
			if field != ledger.FieldDue {
				seconds, nano, ok = c.columns.Seconds(int(pos), field, c.view.Zone())
			}
			if at := nanoseconds(instantOf(seconds, nano)); ok && !isFar(at) {
				c.times = append(c.times, at)
			} else if ok {
				c.times = append(c.times, at)
				c.none = true // too far away to be told apart
			}
		}
	}
	for _, pos := range c.order {
		add(pos, ledger.FieldAt)
		switch c.columns.Kind(int(pos)) {
		case ledger.Submit:
			add(pos, ledger.FieldHappened)
			if c.reads.of(c.scheme.Vocabulary.Item, scheme.ItemCommission) != unread {
				if asked, ok := c.commissions[c.columns.Code(int(pos), ledger.FieldCommission)]; ok {
					add(asked, ledger.FieldAt, ledger.FieldDue)
				}
			}
		case ledger.Commission:
			add(pos, ledger.FieldDue)
		}
	}
	for _, t := range c.times {
		earlier := uint32(0)
		for _, other := range c.times {
			earlier += bit(other < t)
		}
		c.words = append(c.words, earlier)
	}
	return !c.none
}
