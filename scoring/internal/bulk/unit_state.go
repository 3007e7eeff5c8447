package bulk

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
)

// unitGroups is the groups of the current unit.
type unitGroups struct {
	groups *columns.UnitGroups
	unit   int32
	sums   *sums.UnitSums
	single bool   // the unit has one roster state,
	since  int    // from this span on
	member uint32 // the code of that state
}

// groupsOf begins with a unit.
func (g *grouped) groupsOf(u *columns.UnitGroups) unitGroups {
	out := unitGroups{groups: u}
	for i := range g.rowStarts {
		g.rowStarts[i] = -1
	}
	if out.unit, _ = g.f.Units.Unit(u.Code); out.unit >= 0 {
		out.sums = g.sums.Allocate(out.unit)
		if only := g.f.Units.OnlyState(out.unit); only != columns.NoState {
			since, _ := slices.BinarySearch(g.spans.starts, g.f.Units.States()[only].From)
			out.single, out.since, out.member = true, since, g.signatures.MemberCodes[only]
		}
	}
	return out
}

// unitState is the roster state of a unit, by its member code, and the epoch.
type unitState struct{ member, epoch uint32 }

// stateAt is the state in which all entries of an item with these spans are; false: there may be several, or the
// signature does not decide.
func (g *grouped) stateAt(item *itemSignature, spans []uint16, unit *unitGroups) (s unitState, ok bool) {
	if item.state != decisive {
		return s, false
	}
	first, last := spans[item.first], spans[item.last]
	if g.constant && unit.single && int(first) >= unit.since {
		return unitState{member: unit.member}, true
	}
	if s.epoch = g.spans.epochs[first]; s.epoch != g.spans.epochs[last] {
		return s, false
	}
	if unit.single && int(first) >= unit.since {
		s.member = unit.member
		return s, true
	}
	if unit.unit < 0 {
		return s, true
	}
	low := g.spans.starts[first]
	if g.f.Units.NextState(unit.unit, low) != g.f.Units.NextState(unit.unit, g.spans.starts[last+1]-1) {
		return s, false
	}
	if state := g.f.Units.At(unit.unit, low); state != columns.NoState {
		s.member = g.signatures.MemberCodes[state]
	}
	return s, true
}
