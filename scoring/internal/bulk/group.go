package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// grouped adds the results of items by group, for one goroutine. The ledger groups the items of a unit by their
// signature, which is the group keys and the order of the times of their entries, and by time span. Where the results
// of an item depend on that, the roster state and the epoch alone, they are added once for the group, times its count.
type grouped struct {
	f          *frame.Frame
	signatures *signature.Signatures
	creditor   *Creditor
	spans      *timeSpans
	sums       *sums.Sums      // of all goroutines
	zoneStarts []int32         // by span: the offset of its zone among the sums of a unit
	rowStarts  []int32         // by span: the offset of its row among those of the current unit; −1: not known yet
	items      []itemSignature // by number of the signature
	order      []orderedEntry  // the entries of all signatures
	results    []groupResult   // by signature, member code and epoch, see resultAt
	deltas     []groupDelta    // of all results
	alone      []bool          // by group of the current unit: its items are scored alone
	anyAlone   bool            // some group of the current unit is
	numGrouped int             // items in groups
	constant   bool            // there is one epoch
}

// groupsDecide says whether results can depend on the groups of items alone.
func (w *Creditor) groupsDecide() bool {
	return !w.Classifier.opaque && !w.Classifier.comparesTimes[frame.ItemCase] && w.signatures.Cache != nil
}

// newGrouped returns one that adds to sums. It requires that no other goroutine adds to the same units meanwhile.
func (w *Creditor) newGrouped(spans *timeSpans, into *sums.Sums) *grouped {
	out := &grouped{
		f: w.f, signatures: w.signatures, creditor: w, spans: spans, sums: into,
		rowStarts: make([]int32, len(spans.buckets)), constant: len(w.signatures.Epochs) == 0,
		items:   make([]itemSignature, spans.groups.Signatures()),
		results: make([]groupResult, numGroupResults(w.signatures, spans.groups)),
	}
	for _, bucket := range spans.buckets {
		out.zoneStarts = append(out.zoneStarts, int32(into.Layout.ZoneStart(bucket)))
	}
	return out
}

// addUnits adds the results of the items of units: by group, and of the others one by one. It returns how many there
// are.
func (g *grouped) addUnits(ctx context.Context, units []columns.UnitGroups) (done int, err error) {
	var alone []int32
	var pending []pendingGroups
	for i := range units {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		alone, pending = g.add(&units[i], alone, pending)
	}
	for i := range pending {
		alone = g.addPending(&pending[i], alone)
	}
	byGroup := g.numGrouped
	g.creditor.Classifier.tried, g.numGrouped = g.creditor.Classifier.tried+byGroup, 0
	first, _ := slices.BinarySearch(g.spans.groups.Ungrouped(), int32(units[0].First))
	end, _ := slices.BinarySearch(g.spans.groups.Ungrouped(), int32(units[len(units)-1].End))
	alone = append(alone, g.spans.groups.Ungrouped()[first:end]...)
	g.creditor.ownSums = g.sums
	done, err = g.creditor.creditEach(ctx, 0, len(alone), func(i int) (of frame.Case, ok bool) {
		g.creditor.ownUnit, _ = g.f.Units.Unit(g.f.ItemIndex.Unit(int(alone[i])))
		return g.f.ItemCase(int(alone[i]))
	})
	g.creditor.ownSums = nil
	return byGroup + done, err
}

// add adds the results of the groups of a unit. It appends the items that are scored alone, and the groups that are
// pending.
func (g *grouped) add(u *columns.UnitGroups, alone []int32, pending []pendingGroups) ([]int32, []pendingGroups) {
	unit := g.groupsOf(u)
	if missing := u.Len - len(g.alone); missing > 0 {
		g.alone = append(g.alone, make([]bool, missing)...)
	}
	g.anyAlone = false
	g.numGrouped += u.Items
	for groups := range u.BySignature() {
		if at := g.addGroups(&unit, &groups, 0, false); at < groups.Len {
			pending = append(pending, pendingGroups{u, groups, at})
		}
	}
	return g.appendAlone(u, alone), pending
}

// addPending adds the results of groups that were pending, and waits for their class.
func (g *grouped) addPending(pending *pendingGroups, alone []int32) []int32 {
	unit := g.groupsOf(pending.unit)
	g.anyAlone = false
	g.addGroups(&unit, &pending.groups, pending.from, true)
	return g.appendAlone(pending.unit, alone)
}

// appendAlone appends the items of the groups that are scored alone.
func (g *grouped) appendAlone(u *columns.UnitGroups, alone []int32) []int32 {
	if !g.anyAlone {
		return alone
	}
	for n := u.First; n < u.End; n++ {
		if group := g.spans.groups.GroupOf(n); group >= 0 && g.alone[group] {
			alone = append(alone, int32(n))
			g.numGrouped--
		}
	}
	clear(g.alone[:u.Len])
	return alone
}

// setAlone notes that the items of a group are scored alone.
func (g *grouped) setAlone(group int) { g.alone[group], g.anyAlone = true, true }

// addGroups adds the results of the groups of one signature, from one of them on. It returns the first whose class
// another goroutine is making, unless it waits for it.
func (g *grouped) addGroups(unit *unitGroups, groups *columns.SignatureGroups, from int, wait bool) (end int) {
	item := &g.items[groups.Signature]
	if item.state == unknown {
		*item = g.analyse(g.spans.groups.Signature(groups.Signature))
	}
	for i := from; i < groups.Len; {
		state, ok := g.stateAt(item, groups.Buckets(i), unit)
		if !ok {
			g.setAlone(groups.First + i)
			i++
			continue
		}
		result := g.resultAt(groups.Signature, state)
		if !result.known {
			c, ready := g.classOf(groups, i, state, unit, wait)
			switch {
			case c != nil && !ready:
				return i
			case c == nil || c.Alone || !g.learn(result, g.orderOf(groups), c):
				item.state = opaque
				continue
			}
		}
		first := i
		for i++; i < groups.Len; i++ {
			if next, ok := g.stateAt(item, groups.Buckets(i), unit); !ok || next != state {
				break
			}
		}
		g.addResult(unit, groups, first, i, *result)
	}
	return groups.Len
}

// addResult adds a result for the groups [first, end).
func (g *grouped) addResult(unit *unitGroups, groups *columns.SignatureGroups, first, end int, result groupResult) {
	for _, d := range g.deltas[result.start:result.end] {
		for i := first; i < end; i++ {
			spans := groups.Buckets(i)
			span := max(spans[0], spans[d.entry]) // no entry takes effect before the submission
			place := int(g.zoneStarts[span]) - 1 - int(d.position)
			if d.position >= 0 {
				if g.rowStarts[span] < 0 {
					g.rowStarts[span] = int32(g.sums.Layout.RowStart(unit.sums, g.spans.buckets[span]))
				}
				place = int(g.rowStarts[span]) + int(d.position)
			}
			unit.sums.Values[place] += int64(d.whole) * int64(groups.Count(i))
		}
	}
	for i := first; i < end && result.notable; i++ {
		g.creditor.notableGroups = append(g.creditor.notableGroups, unitGroup{unit.groups, groups.First + i})
	}
}

// pendingGroups are groups of a unit, from one of them on.
type pendingGroups struct {
	unit   *columns.UnitGroups
	groups columns.SignatureGroups
	from   int
}

// unitGroup is a group of a unit.
type unitGroup struct {
	unit  *columns.UnitGroups
	group int
}

// items are the items of the group.
func (r unitGroup) items(t *columns.ItemGroups) func(yield func(n int) bool) {
	return func(yield func(n int) bool) {
		for n := r.unit.First; n < r.unit.End; n++ {
			if t.GroupOf(n) == r.group && !yield(n) {
				return
			}
		}
	}
}
