package frame

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// dates are the instants of the entries by position, made when first asked for.
type dates struct {
	once sync.Once
	at   []int64 // as columns.Nanoseconds
}

// KindNumber is the place of a kind in ledger.Kinds.
func KindNumber(k ledger.Kind) uint8 { return uint8(slices.Index(ledger.Kinds(), k)) }

// loadColumns fills in the columns. What is done beside may use the arrangement.
func (f *Frame) loadColumns(ctx context.Context, beside func(ctx context.Context, f *Frame) error) error {
	var err error
	if f.Arranged, err = f.Columns.ItemIndex(ctx); err != nil {
		return err
	}
	f.dates, f.Submit = &dates{}, KindNumber(ledger.Submit)
	for i, kind := range ledger.Kinds() {
		f.AboutItem[i] = AboutItem(kind)
	}
	return f.InBlocks(ctx, 3, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			f.ItemInstants, err = f.Arranged.Instants(ctx, columns.ZoneOf(f.View))
		case 1:
			err = beside(ctx, f)
		default:
			f.Counts, err = f.Arranged.Select(ctx, f.View)
		}
		return err
	})
}

// Kind is the place in ledger.Kinds of the kind of an entry, columns.NotSelected of one that does not count.
func (f *Frame) Kind(pos int32) uint8 { return f.Counts.Kind(int(pos)) }

// inParts runs work over the parts of the ledger, as far as it is known, on the frame's goroutines.
func (f *Frame) inParts(ctx context.Context, work func(part columns.Block, first, end int)) error {
	return f.InBlocks(ctx, f.Columns.Blocks(), func(ctx context.Context, i int) error {
		part := f.Columns.Block(i)
		if first, end := part.First(), min(part.First()+part.Len(), f.Counts.Known()); first < end {
			work(part, first, end)
		}
		return ctx.Err()
	})
}

// Instants is when the known entries were, by position, as columns.Nanoseconds.
func (f *Frame) Instants() []int64 {
	f.dates.once.Do(func() {
		f.dates.at = make([]int64, f.Counts.Known())
		_ = f.inParts(context.Background(), func(part columns.Block, first, end int) {
			var at [columns.BlockLength]int64
			part.Nanoseconds(columns.FieldAt, columns.ZoneOf(f.View), at[:])
			copy(f.dates.at[first:end], at[:])
		})
	})
	return f.dates.at
}

// Far says whether some instant is beyond what nanoseconds can hold.
func (f *Frame) Far() bool { return f.ItemInstants.Far() }

// NanosecondsAt is when one entry was, as columns.Nanoseconds.
func (f *Frame) NanosecondsAt(pos int32) int64 {
	seconds, nano, _ := f.Columns.Seconds(int(pos), columns.FieldAt, columns.ZoneOf(f.View))
	return columns.Nanoseconds(seconds, nano)
}

// Code is what an entry holds of a field, as columns.Columns gives it.
func (f *Frame) Code(pos int32, field columns.Field) uint32 { return f.Columns.Code(int(pos), field) }

// UnitOf is the number of the unit whose entry it is: that which it names, or that of the item which it is about; −1: none
// that is ever enrolled.
func (f *Frame) UnitOf(pos int32) int32 {
	if k := f.Columns.KindCode(int(pos)); f.AboutItem[k] {
		of, ok := f.Index.Submission(f.Code(pos, columns.FieldItem))
		if !ok {
			return -1
		}
		pos = of
	}
	return f.NamedUnit(pos)
}

// NamedUnit is the number of the unit that an entry names; −1: none that is ever enrolled.
func (f *Frame) NamedUnit(pos int32) int32 {
	unit, _ := f.Units.Unit(f.Code(pos, columns.FieldUnit))
	return unit
}

// AboutItem says whether a kind of entry is about an item alone, and so counts from its submission at the earliest. A grant or
// an incident is a unit's and may name an item that is handed in later.
func AboutItem(k ledger.Kind) bool { return k == ledger.Adopt || k == ledger.Endorse }

// UnitCode is the code of the unit that an entry names, or that of its item's submission; 0: none.
func (f *Frame) UnitCode(pos int32) uint32 {
	if of := f.Code(pos, columns.FieldUnit); of != 0 {
		return of
	}
	submit, ok := f.Index.Submission(f.Code(pos, columns.FieldItem))
	if !ok {
		return 0
	}
	return f.Code(submit, columns.FieldUnit)
}

// ID is the id of the entry at a position.
func (f *Frame) ID(pos int32) string { return f.Columns.Text(f.Code(pos, columns.FieldID)) }
