package ledger

import (
	"context"
	"iter"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Ledger is a checked, append-only sequence of entries in recording order. It is immutable and safe for
// concurrent use. Positions count from 0; an entry that came a second time with the same content is not
// there a second time.
type Ledger struct {
	store *store.Store

	root    memo[Hash]
	history memo[*history] // for Append
	voided  voidIndex
	rosters memo[cachedRoster]
}

// New makes a ledger of a sequence of entries, in the order of recording. All errors are reported at once,
// as [*Errors]; an error of the sequence itself ends the reading and is returned wrapped. The sequence may
// use its Entry's slices again. Where the context ends its error is returned.
func New(ctx context.Context, entries iter.Seq2[Entry, error]) (*Ledger, error) {
	b := newBuilder(ctx)
	if err := b.takeAll(entries); err != nil {
		return nil, err
	}
	return b.finish()
}

// Of makes a ledger of entries, in the order of recording. All errors are reported at once, as [*Errors]. Where
// the context ends its error is returned.
func Of(ctx context.Context, entries ...Entry) (*Ledger, error) {
	b := newBuilder(ctx)
	b.takeSlice(entries)
	return b.finish()
}

// Append returns the ledger that has these entries recorded after those of l, which stays as it is. Errors
// count the entries from the beginning of l. The two share what they have in common, so that it takes time
// in proportion to what is appended, less than a tenth of a millisecond for one entry; only the first Append
// to a ledger that was read or made goes through the whole once, about a twentieth of a second for a million
// entries, and keeps what it found there: some twenty bytes an entry. Where the context ends its error is returned.
func (l *Ledger) Append(ctx context.Context, entries ...Entry) (*Ledger, error) {
	past, err := l.replayed(ctx)
	if err != nil {
		return nil, err
	}
	b := &builder{ctx: ctx, ledger: &Ledger{store: l.store.Fork()}, history: past.continued(), start: l.store.Length,
		ordinal: l.store.Length, comparisonsLeft: maxCompared}
	b.errs.nextPass()
	b.takeSlice(entries)
	longer, err := b.finish()
	if err == nil {
		after := b.history
		longer.history.set(&after)
	}
	return longer, err
}

// Store is what the ledger holds as codes and integers, sealed: for package columns alone.
func (l *Ledger) Store() store.Sealed[store.Store] { return store.Seal(l.store) }

// Len is the number of entries.
func (l *Ledger) Len() int { return l.store.Length }

// Entry returns the entry at a position. It requires 0 ≤ i < Len.
func (l *Ledger) Entry(i int) Entry { return l.entry(i) }

// Find returns the position of the entry with that id; false if there is none.
func (l *Ledger) Find(id string) (position int, ok bool) {
	if at := l.store.Position(l.store.Texts.Code(id)); at >= 0 {
		return at, true
	}
	return 0, false
}

// All iterates over the entries with their positions, in recording order.
func (l *Ledger) All() iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		for i := range l.store.Length {
			if !yield(i, l.entry(i)) {
				return
			}
		}
	}
}
