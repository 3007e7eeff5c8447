package bulk

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// appendCommission appends a commission, its answers by the unit, and the periods at whose end it is settled.
func (c *Classifier) appendCommission(of *frame.Case) bool {
	asked := c.addEntry(of.First, c.f.ItemIndex.Place(int(of.First))).At
	for _, pos := range of.Entries {
		if c.f.NamedUnit(pos) == of.Unit {
			d := c.addEntry(pos, c.f.ItemIndex.Place(int(pos)))
			d.From = max(d.At, asked)
		}
	}
	slices.SortStableFunc(c.entries[1:], func(a, b signature.Entry) int { return cmp.Compare(a.At, b.At) })
	for i := range c.entries {
		if !c.appendEntry(&c.entries[i], of.Unit) {
			return false
		}
	}
	seconds, nano, _ := c.f.Columns.EndSeconds(int(of.First), columns.FieldDue, columns.ZoneOf(c.f.View))
	if c.asksAtDue {
		c.appendDue(of, max(asked, frame.Nanoseconds(frame.InstantOf(seconds, nano))))
	}
	for _, per := range c.closings {
		end, closes := c.f.ClosingOf(per, "", frame.InstantOf(seconds, nano).In(c.f.Loc()))
		if !closes {
			c.append(0)
			continue
		}
		last := frame.Nanoseconds(end) - 1
		state := columns.NoState
		if of.Unit >= 0 {
			state = c.f.Units.At(of.Unit, last)
		}
		member := uint32(0)
		if state != columns.NoState {
			member = c.signatures.MemberCodes[state] + 1
		}
		c.append(uint32(c.signatures.Buckets.Of(last)) + 1)
		c.append(member)
		c.append(signature.EpochOf(c.signatures.Epochs, last))
		c.append(signature.EpochOf(c.signatures.RosterChanges, last))
		for _, d := range c.entries[1:] {
			c.append(signature.Bit(d.At <= last))
		}
	}
	return c.appendTimeOrder(of)
}

// appendDue appends what decides whether a commission is asked when it is due, when that is, and with what answers.
func (c *Classifier) appendDue(of *frame.Case, due int64) {
	if !c.f.Until.IsZero() && due > frame.Nanoseconds(c.f.Until) {
		c.append(0) // still to be asked
		return
	}
	if of.Unit < 0 || c.f.Units.At(of.Unit, due) == columns.NoState {
		c.append(1) // never
		return
	}
	c.append(uint32(c.signatures.Buckets.Of(due)) + 2)
	for _, d := range c.entries[1:] {
		c.append(signature.Bit(d.From <= due))
	}
}

// appendTimeOrder appends the rank of each time of a case, where expressions compare times.
func (c *Classifier) appendTimeOrder(of *frame.Case) bool {
	if !c.comparesTimes[of.Kind] {
		return true
	}
	c.times = c.times[:0]
	add := func(pos int32, fields ...columns.Field) {
		for _, field := range fields {
			seconds, nano, ok := c.f.Columns.EndSeconds(int(pos), field, columns.ZoneOf(c.f.View))
			if field != columns.FieldDue {
				seconds, nano, ok = c.f.Columns.Seconds(int(pos), field, columns.ZoneOf(c.f.View))
			}
			if ok {
				c.times = append(c.times, frame.Nanoseconds(frame.InstantOf(seconds, nano)))
			}
		}
	}
	for _, d := range c.entries {
		pos := d.Pos
		c.times = append(c.times, d.At)
		switch {
		case c.signatures.KindOfGroup[d.Group] == c.f.SubmitKind:
			add(pos, columns.FieldHappened)
			if c.signatures.ReadSet.Reads.UseOf(c.f.Scheme.Vocabulary.Item, scheme.ItemCommission) != signature.Unread {
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
		c.append(earlier)
	}
	return !c.opaque
}
