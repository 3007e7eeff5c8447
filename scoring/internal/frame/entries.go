package frame

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// lazyInstants are the instants of the entries by position, which are read when first used.
type lazyInstants struct {
	once sync.Once
	at   []int64 // as columns.Nanoseconds
}

// kinds are those of ledger.Kinds.
var kinds = ledger.Kinds()

// KindCode is the place of a kind in ledger.Kinds.
func KindCode(k ledger.Kind) uint8 { return uint8(slices.Index(kinds, k)) }

// loadColumns loads the item index, the instants and the selection. It runs prepare beside, which may use the item
// index.
func (f *Frame) loadColumns(ctx context.Context, prepare func(ctx context.Context, f *Frame) error) error {
	var err error
	if f.ItemIndex, err = f.Columns.ItemIndex(ctx); err != nil {
		return err
	}
	f.instants, f.SubmitKind = &lazyInstants{}, KindCode(ledger.Submit)
	for i, kind := range ledger.Kinds() {
		f.AboutItem[i] = AboutItem(kind)
	}
	return f.InBlocks(ctx, 3, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			f.ItemInstants, err = f.ItemIndex.Instants(ctx, columns.ZoneOf(f.View))
		case 1:
			err = prepare(ctx, f)
		default:
			f.Selection, err = f.ItemIndex.Select(ctx, f.View)
		}
		return err
	})
}

// Kind is the kind of an entry by its place in ledger.Kinds; columns.NotSelected: the entry does not count.
func (f *Frame) Kind(pos int32) uint8 { return f.Selection.Kind(int(pos)) }

// inLedgerBlocks runs work over the blocks of the known entries, on the frame's goroutines.
func (f *Frame) inLedgerBlocks(ctx context.Context, work func(block columns.Block, first, end int)) error {
	return f.InBlocks(ctx, f.Columns.Blocks(), func(ctx context.Context, i int) error {
		block := f.Columns.Block(i)
		if first, end := block.First(), min(block.First()+block.Len(), f.Selection.Known()); first < end {
			work(block, first, end)
		}
		return ctx.Err()
	})
}

// Instants are the instants of the known entries by position, as columns.Nanoseconds.
func (f *Frame) Instants() []int64 {
	f.instants.once.Do(func() {
		f.instants.at = make([]int64, f.Selection.Known())
		_ = f.inLedgerBlocks(context.Background(), func(block columns.Block, first, end int) {
			var at [columns.BlockLength]int64
			block.Nanoseconds(columns.FieldAt, columns.ZoneOf(f.View), at[:])
			copy(f.instants.at[first:end], at[:])
		})
	})
	return f.instants.at
}

// NanosecondsAt is the instant of an entry, as columns.Nanoseconds.
func (f *Frame) NanosecondsAt(pos int32) int64 {
	seconds, nano, _ := f.Columns.Seconds(int(pos), columns.FieldAt, columns.ZoneOf(f.View))
	return columns.Nanoseconds(seconds, nano)
}

// Code is the code of a field of an entry, see [columns.Columns.Code].
func (f *Frame) Code(pos int32, field columns.Field) uint32 { return f.Columns.Code(int(pos), field) }

// UnitOf is the number of the unit of an entry: the one that it names, or that of the item that it is about; −1: none
// that is ever enrolled.
func (f *Frame) UnitOf(pos int32) int32 {
	if k := f.Columns.KindCode(int(pos)); f.AboutItem[k] {
		submission, ok := f.Index.Submission(f.Code(pos, columns.FieldItem))
		if !ok {
			return -1
		}
		pos = submission
	}
	return f.NamedUnit(pos)
}

// NamedUnit is the number of the unit that an entry names; −1: none that is ever enrolled.
func (f *Frame) NamedUnit(pos int32) int32 {
	unit, _ := f.Units.Unit(f.Code(pos, columns.FieldUnit))
	return unit
}

// AboutItem says whether entries of a kind are about an item alone, and so count from its submission at the earliest.
// A grant or an incident is a unit's, and may name an item that is submitted later.
func AboutItem(k ledger.Kind) bool { return k == ledger.Adopt || k == ledger.Endorse }

// UnitCode is the code of the unit that an entry names, or that of its item's submission; 0: none.
func (f *Frame) UnitCode(pos int32) uint32 {
	if unit := f.Code(pos, columns.FieldUnit); unit != 0 {
		return unit
	}
	submit, ok := f.Index.Submission(f.Code(pos, columns.FieldItem))
	if !ok {
		return 0
	}
	return f.Code(submit, columns.FieldUnit)
}

// ID is the id of the entry at a position.
func (f *Frame) ID(pos int32) string { return f.Columns.Text(f.Code(pos, columns.FieldID)) }
