package bulk

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// itemSignature is what is known of the items of a signature.
type itemSignature struct {
	state       decidability
	first, last uint8  // the earliest and the latest of its entries
	start       uint32 // the offset of its entries in the order of effect
}

// orderedEntry is an entry of a signature: its place in the order of recording, and its group.
type orderedEntry struct {
	entry uint8
	group uint16
}

type decidability uint8

const (
	unknown decidability = iota
	decisive
	opaque // results depend on more
)

// groupResult is the results of an item: deltas[start:end].
type groupResult struct {
	start, end     uint32
	known, notable bool // not known: the rest means nothing
}

// groupDelta is a result for the unit of the item, dated by one of its entries.
type groupDelta struct {
	whole    int32
	position int16 // of its slot, see [sums.Layout.Position]
	entry    uint8
}

// maxGroupResults bounds the table of results.
const maxGroupResults = 1 << 21

// groupsFit says whether the table of results is small enough.
func groupsFit(signatures *signature.Signatures, groups *columns.ItemGroups) bool {
	return numGroupResults(signatures, groups) <= maxGroupResults
}

func numGroupResults(signatures *signature.Signatures, groups *columns.ItemGroups) int {
	return groups.Signatures() * signatures.NumMembers * (len(signatures.Epochs) + 1)
}

// resultAt is the place of a result in the table.
func (g *grouped) resultAt(n int, s unitState) *groupResult {
	return &g.results[(n*g.signatures.NumMembers+int(s.member))*(len(g.signatures.Epochs)+1)+int(s.epoch)]
}

// classOf is the class of the items of a group, and whether it is ready: by the cached row signatures of their
// entries, else by one of the items. Nil: they have none.
func (g *grouped) classOf(groups *columns.SignatureGroups, i int, state unitState, unit *unitGroups,
	wait bool) (c *Class, ready bool) {
	g.creditor.Classifier.begin(frame.ItemCase)
	for _, entry := range g.orderOf(groups) {
		cached := signature.Signature(g.signatures.Cached(uint32(entry.group), state.member, state.epoch).Load())
		if cached <= signature.FirstCached {
			g.creditor.Classifier.offTree = true // not cached
			break
		}
		g.creditor.Classifier.appendSignature(cached-signature.FirstCached, 0)
	}
	if n, ok := g.creditor.Classifier.find(); ok && g.creditor.ready[n] != nil {
		return g.creditor.ready[n], true
	}
	for n := range (unitGroup{unit.groups, groups.First + i}).items(g.spans.groups) {
		one, _ := g.f.ItemCase(n)
		_, c, ready = g.creditor.classOf(&one, wait)
		break
	}
	return c, ready
}

// orderOf are the entries of the items of a signature in the order of effect.
func (g *grouped) orderOf(groups *columns.SignatureGroups) []orderedEntry {
	start := int(g.items[groups.Signature].start)
	return g.order[start : start+len(g.spans.groups.Signature(groups.Signature))]
}

// learn sets a result by the class of the items; false: it depends on more than their unit and their entries.
func (g *grouped) learn(result *groupResult, order []orderedEntry, c *Class) bool {
	start := len(g.deltas)
	for _, r := range c.Results {
		position := g.sums.Layout.Position[r.Slot]
		if r.Unit != 0 || r.Entry == SettlementOnly || int64(int32(r.Whole)) != r.Whole ||
			int32(int16(position)) != position {
			g.deltas = g.deltas[:start]
			return false
		}
		g.deltas = append(g.deltas, groupDelta{int32(r.Whole), int16(position), order[r.Entry].entry})
	}
	*result = groupResult{start: uint32(start), end: uint32(len(g.deltas)), known: true, notable: c.Notable}
	return true
}

// analyse finds whether a signature decides: its entries are about the item alone, and none is per entry. It puts them
// into the order of effect, as [Classifier.appendItem] does.
func (g *grouped) analyse(entries []columns.SignatureEntry) itemSignature {
	out := itemSignature{state: decisive, start: uint32(len(g.order))}
	for i, entry := range entries {
		kind := g.signatures.KindOfGroup[entry.Key]
		if !g.signatures.ReadSet.InCases[kind] || kind != g.f.SubmitKind && !g.f.AboutItem[kind] ||
			g.creditor.Classifier.signer.PerEntry(uint32(entry.Key)) {
			g.order = g.order[:out.start]
			return itemSignature{state: opaque}
		}
		if entry.Rank < entries[out.first].Rank {
			out.first = uint8(i)
		}
		if entry.Rank > entries[out.last].Rank {
			out.last = uint8(i)
		}
		g.order = append(g.order, orderedEntry{uint8(i), entry.Key})
	}
	submitted := entries[0].Rank
	slices.SortStableFunc(g.order[out.start:], func(a, b orderedEntry) int {
		x, y := entries[a.entry].Rank, entries[b.entry].Rank
		return cmp.Or(cmp.Compare(max(x, submitted), max(y, submitted)), frame.CompareFirst(a.entry == 0, b.entry == 0),
			cmp.Compare(x, y))
	})
	return out
}
