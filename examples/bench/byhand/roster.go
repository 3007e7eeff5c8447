package byhand

import (
	"math"
	"slices"
)

// roster is who is on it when. Most units come once and stay, so their first stay is looked at first.
type roster struct {
	from, to []int64 // the first stay of each unit, [from, to)
	more     []bool  // it has others
	changes  [][]change
}

// change is what holds for a unit from a time on.
type change struct {
	at        int64
	category  int32 // −1: off the roster
	taskGroup bool
}

func (c *Columns) roster(struck []bool) *roster {
	r := &roster{from: make([]int64, len(c.Units)), to: make([]int64, len(c.Units)), more: make([]bool, len(c.Units)),
		changes: make([][]change, len(c.Units))}
	for i, unit := range c.Roster.Unit {
		if struck == nil || !struck[c.Roster.Seq[i]] {
			r.changes[unit] = append(r.changes[unit], change{c.Roster.At[i], c.Roster.Category[i],
				c.Roster.TaskGroup[i]})
		}
	}
	for unit, all := range r.changes {
		slices.SortStableFunc(all, func(a, b change) int { return int(min(max(a.at-b.at, -1), 1)) })
		kept := all[:0]
		for i, c := range all { // of those of one instant the last recorded holds
			if i+1 == len(all) || all[i+1].at != c.at {
				kept = append(kept, c)
			}
		}
		r.changes[unit] = kept
		r.from[unit], r.to[unit] = math.MaxInt64, math.MaxInt64
		for _, c := range kept {
			switch {
			case c.category >= 0 && r.from[unit] == math.MaxInt64:
				r.from[unit] = c.at
			case c.category < 0 && r.from[unit] < math.MaxInt64 && r.to[unit] == math.MaxInt64:
				r.to[unit] = c.at
			case c.category >= 0 && r.to[unit] < math.MaxInt64:
				r.more[unit] = true
			}
		}
	}
	return r
}

// on says whether a unit is on the roster at a time.
func (r *roster) on(unit int32, at int64) bool {
	if at < r.to[unit] {
		return at >= r.from[unit]
	}
	if !r.more[unit] {
		return false
	}
	c := r.at(unit, at)
	return c != nil && c.category >= 0
}

// at is what holds for a unit at a time; nil: nothing yet.
func (r *roster) at(unit int32, at int64) *change {
	var last *change
	for i := range r.changes[unit] {
		if r.changes[unit][i].at > at {
			break
		}
		last = &r.changes[unit][i]
	}
	return last
}

// throughout says as what a unit ends a time during the whole of which it is on the roster; nil: it is not.
func (r *roster) throughout(unit int32, start, end int64) *change {
	last := r.at(unit, start)
	if last == nil || last.category < 0 {
		return nil
	}
	for i := range r.changes[unit] {
		c := &r.changes[unit][i]
		if c.at <= start {
			continue
		}
		if c.at >= end {
			break
		}
		if c.category < 0 {
			return nil
		}
		last = c
	}
	return last
}

// last is the category that a unit had last within a time; −1: it was never on the roster in it.
func (r *roster) last(unit int32, start, end int64) int32 {
	out := int32(-1)
	if c := r.at(unit, start); c != nil {
		out = c.category
	}
	for _, c := range r.changes[unit] {
		if c.at > start && c.at < end && c.category >= 0 {
			out = c.category
		}
	}
	return out
}
