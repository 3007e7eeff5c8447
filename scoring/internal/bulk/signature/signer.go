package signature

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Signer gives entries their signatures, for one goroutine.
type Signer struct {
	f          *frame.Frame
	signatures *Signatures
	runner     *steps.Runner
	rowKeys    sequence.Table // what a signature depends on, as codes of columns
	byRowKey   []Signature    // by number of the row key
	rowKey     []uint32
	recordKey  []byte

	evaluator *evaluator // nil: no predicate was evaluated yet
}

// NewSigner returns a signer for one goroutine, which evaluates by a runner of its own.
func (s *Signatures) NewSigner(e *steps.Runner) *Signer {
	return &Signer{f: s.Frame, signatures: s, runner: e}
}

// Signature is the signature of an entry of a unit.
func (s *Signer) Signature(d *Entry, unit int32) Signature {
	group := d.Group
	kind := s.signatures.KindOfGroup[group]
	switch {
	case !s.signatures.ReadSet.InCases[kind]:
		return 0
	case s.signatures.ofPerEntry != nil && s.signatures.ReadSet.perEntry[kind]:
		return s.signatures.ofPerEntry[d.Pos]
	}
	member, epoch := uint32(0), EpochOf(s.signatures.Epochs, d.At)
	if unit >= 0 {
		if state := s.f.Units.At(unit, d.At); state != columns.NoState {
			member = s.signatures.MemberCodes[state]
		}
	}
	if s.signatures.Cache == nil {
		return s.sign(d, unit, member, epoch)
	}
	cached := s.signatures.Cached(group, member, epoch)
	switch is := Signature(cached.Load()); {
	case is >= FirstCached:
		return is - FirstCached
	case is == perEntry || s.PerEntry(group):
		cached.Store(uint32(perEntry))
		return s.sign(d, unit, member, epoch)
	}
	n := s.sign(d, unit, member, epoch)
	cached.Store(uint32(n + FirstCached))
	return n
}

// SignPerEntry signs the entries of the kinds that are per entry, in the order of recording, in which the ledger has
// them. Cases would read them from all over the ledger.
func (s *Signatures) SignPerEntry(ctx context.Context) error {
	if !slices.Contains(s.ReadSet.perEntry[:], true) {
		return nil
	}
	out := make([]Signature, s.Frame.Selection.Known())
	workers := make(chan *Signer, s.Frame.Workers())
	for range s.Frame.Workers() {
		workers <- nil
	}
	err := s.Frame.InBlocks(ctx, s.Frame.Columns.Blocks(), func(ctx context.Context, i int) error {
		w := <-workers
		if w == nil {
			w = s.NewSigner(steps.NewRunner(s.Frame))
		}
		first := i * columns.BlockLength
		for pos := first; pos < min(first+columns.BlockLength, s.Frame.Selection.Known()); pos++ {
			if kind := s.Frame.Kind(int32(pos)); kind != columns.NotSelected && s.ReadSet.InCases[kind] &&
				s.ReadSet.perEntry[kind] {
				place := s.Frame.ItemIndex.Place(pos)
				at := s.Frame.ItemInstants.At(place)
				out[pos] = w.Signature(&Entry{int32(pos), s.Grouping.Key(place), at, at}, s.Frame.UnitOf(int32(pos)))
			}
		}
		workers <- w
		return ctx.Err()
	})
	s.ofPerEntry = out
	return err
}

// PerEntry says whether the signatures of the entries of a group depend on more than the group, the member code and
// the epoch.
func (s *Signer) PerEntry(group uint32) bool {
	kind, pos := s.signatures.KindOfGroup[group], int32(s.signatures.Grouping.Representative(group))
	if s.signatures.ReadSet.perEntry[kind] {
		return true
	}
	for _, field := range s.signatures.ReadSet.fields[kind] {
		if field.IsIdentifier() && s.f.Code(pos, field) > 0 {
			return true
		}
	}
	return false
}

// sign finds the signature of an entry by its row key.
func (s *Signer) sign(d *Entry, unit int32, member, epoch uint32) Signature {
	group, pos, kind := d.Group, d.Pos, s.signatures.KindOfGroup[d.Group]
	key := append(s.rowKey[:0], group, member, epoch)
	for _, field := range s.signatures.ReadSet.fields[kind] {
		if field.IsIdentifier() {
			key = append(key, s.f.Code(pos, field))
		}
	}
	for _, field := range s.signatures.ReadSet.times[kind] {
		key = appendInstant(key, s.f.Columns, columns.ZoneOf(s.f.View), int(pos), field)
	}
	for _, n := range s.signatures.ReadSet.numbers[kind] {
		key = append(key, uint32(s.f.Numbers[n].Nth[pos]))
	}
	if s.signatures.ReadSet.NamesReceiver[kind] {
		key = append(key, uint32(unit), EpochOf(s.signatures.RosterChanges, d.At))
	}
	answers := len(key)
	key, ok := s.appendAnswers(key, pos, kind, true)
	if s.rowKey = key; !ok {
		return 0
	}
	n, isNew := s.rowKeys.Number(key)
	if isNew {
		s.byRowKey = append(s.byRowKey, s.signRecord(d, unit, member, epoch, slices.Clip(key[answers:])))
	}
	return s.byRowKey[n]
}

// appendInstant appends an instant, and whether it was written as a date.
func appendInstant(key []uint32, c columns.Columns, z *columns.Zone, pos int, field columns.Field) []uint32 {
	t := c.Time(pos, field)
	seconds, nano, ok := z.Seconds(t)
	flags := uint32(0)
	if ok {
		flags = 1
	}
	if t.IsDate() {
		flags |= 2
	}
	return append(key, uint32(seconds), uint32(seconds>>32), nano, flags)
}

// Entry is an entry of a case, by its position.
type Entry struct {
	Pos      int32
	Group    uint32 // the key of its group, or that of the representative of its class
	At, From int64  // when it was, and when it takes effect
}

// Bit is 1 for true, 0 for false.
func Bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
