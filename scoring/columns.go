package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// entryColumns are the known entries of the ledger as numbers, by position: what the steps look up of each.
type entryColumns struct {
	kinds        []uint8                   // place of the kind in ledger.Kinds; uncounted of an entry that does not count
	at           []int64                   // when, as ledger.Nanoseconds
	itemCode     []uint32                  // code of the item that it names; 0: none
	attrs        []uint32                  // code of its attributes; 0: none
	commissionOf []uint32                  // code of the commission that it names; 0: none
	unit         []int32                   // number of the unit whose entry it is: that which it names, or that of its item; −1: none that is ever enrolled
	far          bool                      // some instant is beyond what nanoseconds can hold
	about        [ledger.NumKinds]bool     // entries of the kind are about an item alone: see ofItem
	opens        [ledger.NumKinds]bool     // they open a case
	matters      [ledger.NumKinds + 1]bool // they do not only change the roster or strike out
}

// uncounted stands for the kind of an entry that is struck out, not in view, or a void.
const uncounted = uint8(ledger.NumKinds)

// kindNumber is the place of a kind in ledger.Kinds.
func kindNumber(k ledger.Kind) uint8 { return uint8(slices.Index(ledger.Kinds(), k)) }

// loadColumns fills in what needs no more than the ledger and its view, a part of the ledger at a time. The units of entries about
// items come when these are found: see group.
func (f *Frame) loadColumns(ctx context.Context) error {
	n := f.view.Known()
	f.entryColumns = entryColumns{kinds: make([]uint8, n), at: make([]int64, n), itemCode: make([]uint32, n), attrs: make([]uint32, n), commissionOf: make([]uint32, n), unit: make([]int32, n)}
	for i, kind := range ledger.Kinds() {
		f.about[i], f.opens[i] = ofItem(kind), kind == ledger.Submit || kind == ledger.Commission
		f.matters[i] = scores(kind) || kind == ledger.Assign
	}
	plain := f.options.Until == "" && len(f.view.Struck()) == 0
	void := kindNumber(ledger.Void)
	far := make([]bool, f.columns.Parts())
	err := f.inBlocks(ctx, len(far), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var (
			kinds [ledger.PartLength]uint8
			codes [ledger.PartLength]uint32
			at    [ledger.PartLength]int64
		)
		part := f.columns.Part(i)
		first, end := part.First(), min(part.First()+part.Len(), n)
		if end <= first {
			return nil
		}
		part.Kinds(kinds[:])
		for k := range end - first {
			if kinds[k] == void || !plain && !f.view.Counts(first+k) {
				kinds[k] = uncounted
			}
		}
		copy(f.kinds[first:end], kinds[:])
		part.Nanoseconds(ledger.FieldAt, f.view.Zone(), at[:])
		copy(f.at[first:end], at[:])
		far[i] = slices.ContainsFunc(at[:end-first], isFar)
		part.Codes(ledger.FieldItem, codes[:])
		copy(f.itemCode[first:end], codes[:])
		part.Codes(ledger.FieldAttrs, codes[:])
		copy(f.attrs[first:end], codes[:])
		part.Codes(ledger.FieldCommission, codes[:])
		copy(f.commissionOf[first:end], codes[:])
		part.Codes(ledger.FieldUnit, codes[:])
		for k := range end - first {
			f.unit[first+k], _ = f.units.of(codes[k])
		}
		return nil
	})
	f.far = slices.Contains(far, true)
	return err
}

// counted says whether the entry at a position counts and is of a kind.
func (f *Frame) counted(pos int, kind uint8) bool { return f.kinds[pos] == kind }
