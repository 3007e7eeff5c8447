package scoring

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
)

// entryColumns are the known entries of the ledger as numbers: what the steps look up of each.
type entryColumns struct {
	counts *ledger.Selection     // what counts, and the kind of it
	when   *ledger.Instants      // by place of the arrangement
	dates  *dates                // by position
	about  [ledger.NumKinds]bool // entries of the kind are about an item alone: see ofItem
	submit uint8                 // the kind of submissions
}

// dates are the instants of the entries by position, made when first asked for.
type dates struct {
	once sync.Once
	at   []int64 // as ledger.Nanoseconds
}

// kindNumber is the place of a kind in ledger.Kinds.
func kindNumber(k ledger.Kind) uint8 { return uint8(slices.Index(ledger.Kinds(), k)) }

// loadColumns fills in the columns. What is done beside may use the arrangement.
func (f *Frame) loadColumns(ctx context.Context, beside func(ctx context.Context, f *Frame) error) error {
	var err error
	if f.arranged, err = f.columns.Arrange(ctx); err != nil {
		return err
	}
	f.entryColumns = entryColumns{dates: &dates{}, submit: kindNumber(ledger.Submit)}
	for i, kind := range ledger.Kinds() {
		f.about[i] = ofItem(kind)
	}
	return f.inBlocks(ctx, 3, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			f.when, err = f.arranged.Instants(ctx, f.view.Zone())
		case 1:
			err = beside(ctx, f)
		default:
			f.counts, err = f.arranged.Select(ctx, f.view)
		}
		return err
	})
}

// kind is the place in ledger.Kinds of the kind of an entry, ledger.Uncounted of one that does not count.
func (f *Frame) kind(pos int32) uint8 { return f.counts.Kind(int(pos)) }

// inParts runs work over the parts of the ledger, as far as it is known, on the frame's goroutines.
func (f *Frame) inParts(ctx context.Context, work func(part ledger.Part, first, end int)) error {
	return f.inBlocks(ctx, f.columns.Parts(), func(ctx context.Context, i int) error {
		part := f.columns.Part(i)
		if first, end := part.First(), min(part.First()+part.Len(), f.counts.Known()); first < end {
			work(part, first, end)
		}
		return ctx.Err()
	})
}

// at is when the known entries were, by position, as ledger.Nanoseconds.
func (f *Frame) at() []int64 {
	f.dates.once.Do(func() {
		f.dates.at = make([]int64, f.counts.Known())
		_ = f.inParts(context.Background(), func(part ledger.Part, first, end int) {
			var at [ledger.PartLength]int64
			part.Nanoseconds(ledger.FieldAt, f.view.Zone(), at[:])
			copy(f.dates.at[first:end], at[:])
		})
	})
	return f.dates.at
}

// far says whether some instant is beyond what nanoseconds can hold.
func (f *Frame) far() bool { return f.when.Far() }

// nanosecondsAt is when one entry was, as ledger.Nanoseconds.
func (f *Frame) nanosecondsAt(pos int32) int64 {
	seconds, nano, _ := f.columns.Seconds(int(pos), ledger.FieldAt, f.view.Zone())
	return ledger.Nanoseconds(seconds, nano)
}

// code is what an entry holds of a field, as ledger.Columns gives it.
func (f *Frame) code(pos int32, field ledger.Field) uint32 { return f.columns.Code(int(pos), field) }

// unitOf is the number of the unit whose entry it is: that which it names, or that of the item which it is about; −1: none
// that is ever enrolled.
func (f *Frame) unitOf(pos int32) int32 {
	if k := f.columns.KindNumber(int(pos)); f.about[k] {
		of, ok := f.index.submission(f.code(pos, ledger.FieldItem))
		if !ok {
			return -1
		}
		pos = of
	}
	return f.namedUnit(pos)
}

// namedUnit is the number of the unit that an entry names; −1: none that is ever enrolled.
func (f *Frame) namedUnit(pos int32) int32 {
	unit, _ := f.units.Number(f.code(pos, ledger.FieldUnit))
	return unit
}

// ofItem says whether a kind of entry is about an item alone, and so counts from its submission at the earliest. A grant or
// an incident is a unit's and may name an item that is handed in later.
func ofItem(k ledger.Kind) bool { return k == ledger.Adopt || k == ledger.Endorse }

// unitCode is the code of the unit that an entry names, or that of its item's submission; 0: none.
func (f *Frame) unitCode(pos int32) uint32 {
	if of := f.code(pos, ledger.FieldUnit); of != 0 {
		return of
	}
	submit, ok := f.index.submission(f.code(pos, ledger.FieldItem))
	if !ok {
		return 0
	}
	return f.code(submit, ledger.FieldUnit)
}

// id is the id of the entry at a position.
func (f *Frame) id(pos int32) string { return f.columns.Text(f.code(pos, ledger.FieldID)) }
