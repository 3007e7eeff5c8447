package scoring

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// entryColumns are the known entries of the ledger as numbers: what the steps look up of each.
type entryColumns struct {
	counts *columns.Selection     // what counts, and the kind of it
	when   *columns.Instants      // by place of the arrangement
	dates  *dates                 // by position
	about  [columns.NumKinds]bool // entries of the kind are about an item alone: see ofItem
	submit uint8                  // the kind of submissions
}

// dates are the instants of the entries by position, made when first asked for.
type dates struct {
	once sync.Once
	at   []int64 // as columns.Nanoseconds
}

// kindNumber is the place of a kind in ledger.Kinds.
func kindNumber(k ledger.Kind) uint8 { return uint8(slices.Index(ledger.Kinds(), k)) }

// loadColumns fills in the columns, and how entries that step 1 cannot tell apart are numbered.
func (f *Frame) loadColumns(ctx context.Context) error {
	var err error
	if f.arranged, err = f.columns.ItemIndex(ctx); err != nil {
		return err
	}
	f.entryColumns = entryColumns{dates: &dates{}, submit: kindNumber(ledger.Submit)}
	for i, kind := range ledger.Kinds() {
		f.about[i] = ofItem(kind)
	}
	return f.inBlocks(ctx, 3, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			f.when, err = f.arranged.Instants(ctx, columns.ZoneOf(f.view))
		case 1:
			f.combined, err = f.arranged.GroupBy(ctx, f.traits.together())
		default:
			f.counts, err = f.arranged.Select(ctx, f.view)
		}
		return err
	})
}

// kind is the place in ledger.Kinds of the kind of an entry, columns.NotSelected of one that does not count.
func (f *Frame) kind(pos int32) uint8 { return f.counts.Kind(int(pos)) }

// inParts runs work over the parts of the ledger, as far as it is known, on the frame's goroutines.
func (f *Frame) inParts(ctx context.Context, work func(part columns.Block, first, end int)) error {
	return f.inBlocks(ctx, f.columns.Blocks(), func(ctx context.Context, i int) error {
		part := f.columns.Block(i)
		if first, end := part.First(), min(part.First()+part.Len(), f.counts.Known()); first < end {
			work(part, first, end)
		}
		return ctx.Err()
	})
}

// at is when the known entries were, by position, as columns.Nanoseconds.
func (f *Frame) at() []int64 {
	f.dates.once.Do(func() {
		f.dates.at = make([]int64, f.counts.Known())
		_ = f.inParts(context.Background(), func(part columns.Block, first, end int) {
			var at [columns.BlockLength]int64
			part.Nanoseconds(columns.FieldAt, columns.ZoneOf(f.view), at[:])
			copy(f.dates.at[first:end], at[:])
		})
	})
	return f.dates.at
}

// far says whether some instant is beyond what nanoseconds can hold.
func (f *Frame) far() bool { return f.when.Far() }

// nanosecondsAt is when one entry was, as columns.Nanoseconds.
func (f *Frame) nanosecondsAt(pos int32) int64 {
	seconds, nano, _ := f.columns.Seconds(int(pos), columns.FieldAt, columns.ZoneOf(f.view))
	return columns.Nanoseconds(seconds, nano)
}

// code is what an entry holds of a field, as columns.Columns gives it.
func (f *Frame) code(pos int32, field columns.Field) uint32 { return f.columns.Code(int(pos), field) }

// unitOf is the number of the unit whose entry it is: that which it names, or that of the item which it is about; −1: none
// that is ever enrolled.
func (f *Frame) unitOf(pos int32) int32 {
	if k := f.columns.KindCode(int(pos)); f.about[k] {
		of, ok := f.submission(f.code(pos, columns.FieldItem))
		if !ok {
			return -1
		}
		pos = of
	}
	return f.namedUnit(pos)
}

// namedUnit is the number of the unit that an entry names; −1: none that is ever enrolled.
func (f *Frame) namedUnit(pos int32) int32 {
	unit, _ := f.units.Unit(f.code(pos, columns.FieldUnit))
	return unit
}
