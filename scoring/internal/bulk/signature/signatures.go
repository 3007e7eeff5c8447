package signature

import (
	"sync/atomic"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Signatures gives the entries of a frame their row signatures. It is shared by all goroutines.
type Signatures struct {
	Frame         *frame.Frame
	Grouping      *columns.Grouping
	Buckets       *sums.Buckets
	ReadSet       *ReadSet
	table         *signatureTable
	Epochs        []int64  // the instants from which other rules or parameters are in force, ascending
	MemberCodes   []uint32 // by roster state, see [MemberCodes]
	RosterChanges []int64  // instants at which the roster changes, for rules that name receivers and for commissions

	ofPerEntry []Signature // by position: the signatures of the entries of kinds that are per entry

	NumMembers   int      // member codes are less
	KindOfGroup  []uint8  // by group
	GroupClasses []uint16 // by group: the representative of its class; nil: each group is a class

	Cache []atomic.Uint32 // by group, member code and epoch, see [Signatures.Cached]; nil: it would be too large
}

// NewSignatures prepares the signatures of the entries of a frame, which are grouped by the fields of the read set.
func NewSignatures(f *frame.Frame, set *ReadSet, grouping *columns.Grouping, buckets *sums.Buckets) *Signatures {
	out := &Signatures{
		Frame: f, Grouping: grouping, Buckets: buckets, ReadSet: set,
		table: &signatureTable{byKey: map[string]Signature{}}, NumMembers: 1,
	}
	for _, r := range f.Scheme.Rules {
		out.addEpoch(r.From.IsZero(), frame.Nanoseconds(r.From))
		out.addEpoch(r.Until.IsZero(), frame.Nanoseconds(r.Until))
	}
	for _, q := range f.Scheme.Quotas {
		out.addEpoch(q.From.IsZero(), frame.Nanoseconds(q.From))
		out.addEpoch(q.Until.IsZero(), frame.Nanoseconds(q.Until))
	}
	for _, start := range f.Scheme.Params.Starts() {
		out.addEpoch(false, frame.Nanoseconds(start))
	}
	out.Epochs = SortedInstants(out.Epochs)
	out.MemberCodes = MemberCodes(out.Frame, frame.NewEvaluator(f), out.ReadSet.Reads)
	for i, s := range f.Units.States() {
		out.RosterChanges = append(out.RosterChanges, s.From)
		out.NumMembers = max(out.NumMembers, int(out.MemberCodes[i])+1)
	}
	out.RosterChanges = SortedInstants(out.RosterChanges)
	if size := out.Grouping.Len() * out.NumMembers * (len(out.Epochs) + 1); size <= maxCached {
		out.Cache = make([]atomic.Uint32, size)
	}
	out.KindOfGroup = make([]uint8, out.Grouping.Len())
	for n := range out.KindOfGroup {
		out.KindOfGroup[n] = out.Frame.Columns.KindCode(out.Grouping.Representative(uint32(n)))
	}
	return out
}

func (s *Signatures) addEpoch(never bool, at int64) {
	if !never {
		s.Epochs = append(s.Epochs, at)
	}
}
