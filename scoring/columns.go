package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// entryColumns are the known entries of the ledger as numbers, by position: what the steps look up of each.
type entryColumns struct {
	kinds   []uint8                   // place of the kind in ledger.Kinds; uncounted of an entry that does not count
	at      []int64                   // when, as ledger.Nanoseconds
	far     bool                      // some instant is beyond what nanoseconds can hold
	about   [ledger.NumKinds]bool     // entries of the kind are about an item alone: see ofItem
	opens   [ledger.NumKinds]bool     // they open a case
	matters [ledger.NumKinds + 1]bool // they do not only change the roster or strike out
}

// uncounted stands for the kind of an entry that is struck out, not in view, or a void.
const uncounted = uint8(ledger.NumKinds)

// kindNumber is the place of a kind in ledger.Kinds.
func kindNumber(k ledger.Kind) uint8 { return uint8(slices.Index(ledger.Kinds(), k)) }

// loadColumns fills in the columns, a part of the ledger at a time.
func (f *Frame) loadColumns(ctx context.Context) error {
	n := f.view.Known()
	f.entryColumns = entryColumns{kinds: make([]uint8, n), at: make([]int64, n)}
	for i, kind := range ledger.Kinds() {
		f.about[i], f.opens[i] = ofItem(kind), kind == ledger.Submit || kind == ledger.Commission
		f.matters[i] = scores(kind) || kind == ledger.Assign
	}
	void := kindNumber(ledger.Void)
	far := make([]bool, f.columns.Parts())
	err := f.inBlocks(ctx, len(far), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var (
			kinds [ledger.PartLength]uint8
			at    [ledger.PartLength]int64
		)
		part := f.columns.Part(i)
		first, end := part.First(), min(part.First()+part.Len(), n)
		if end <= first {
			return nil
		}
		part.Kinds(kinds[:])
		part.Nanoseconds(ledger.FieldAt, f.view.Zone(), at[:])
		for k := range end - first {
			if kinds[k] == void || f.options.Until != "" && !f.view.Counts(first+k) {
				kinds[k] = uncounted
			}
			far[i] = far[i] || isFar(at[k])
		}
		copy(f.kinds[first:end], kinds[:])
		copy(f.at[first:end], at[:])
		return nil
	})
	for _, s := range f.view.Struck() {
		f.kinds[s.Position] = uncounted
	}
	f.far = slices.Contains(far, true)
	return err
}

// counted says whether the entry at a position counts and is of a kind.
func (f *Frame) counted(pos int, kind uint8) bool { return f.kinds[pos] == kind }

// code is what an entry holds of a field, as ledger.Columns gives it.
func (f *Frame) code(pos int32, field ledger.Field) uint32 { return f.columns.Code(int(pos), field) }

// unitOf is the number of the unit whose entry it is: that which it names, or that of the item which it is about; −1: none
// that is ever enrolled.
func (f *Frame) unitOf(pos int32) int32 {
	if k := f.columns.KindNumber(int(pos)); f.about[k] {
		of, ok := f.submission(f.code(pos, ledger.FieldItem))
		if !ok {
			return -1
		}
		pos = of
	}
	unit, _ := f.units.of(f.code(pos, ledger.FieldUnit))
	return unit
}
