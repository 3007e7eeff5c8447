package ledger

import (
	"fmt"
	"iter"
	"slices"
	"sync"
)

// Ledger is a checked, append-only sequence of entries in recording order. It is immutable and safe for
// concurrent use. Positions count from 0; an entry that came a second time with the same content is not
// there a second time.
type Ledger struct {
	table
	positions perSymbol[int32] // by symbol of an id: the position of that entry plus one

	rootOnce sync.Once
	root     Hash
}

// New makes a ledger of a sequence of entries, in the order of recording. All errors are reported at once,
// as [*Errors]; an error of the sequence itself ends the reading and is returned wrapped. The sequence may
// use its Entry's slices again.
func New(entries iter.Seq2[Entry, error]) (*Ledger, error) {
	b := newBuilder("")
	for e, err := range entries {
		b.ordinal++
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", b.ordinal, err)
		}
		b.addEntry(e)
	}
	return b.finish()
}

// Of makes a ledger of entries, in the order of recording. All errors are reported at once, as [*Errors].
func Of(entries ...Entry) (*Ledger, error) { return New(withoutErrors(slices.Values(entries))) }

// Append returns the ledger that has these entries recorded after those of l, which stays as it is. Errors
// count the entries from the beginning of l. It takes time in proportion to the whole, about a second for
// a million entries: append many at once.
func (l *Ledger) Append(entries ...Entry) (*Ledger, error) {
	return New(func(yield func(Entry, error) bool) {
		for _, e := range l.All() {
			if !yield(e, nil) {
				return
			}
		}
		withoutErrors(slices.Values(entries))(yield)
	})
}

func withoutErrors(entries iter.Seq[Entry]) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// Len is the number of entries.
func (l *Ledger) Len() int { return len(l.rows) }

// Entry returns the entry at a position. It requires 0 ≤ i < Len.
func (l *Ledger) Entry(i int) Entry { return l.entry(i) }

// Find returns the position of the entry with that id; false if there is none.
func (l *Ledger) Find(id string) (position int, ok bool) {
	symbol, ok := l.words.symbols[id]
	if !ok || l.positions.get(symbol) == 0 {
		return 0, false
	}
	return int(l.positions.get(symbol)) - 1, true
}

// All iterates over the entries with their positions, in recording order.
func (l *Ledger) All() iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		for i := range l.rows {
			if !yield(i, l.entry(i)) {
				return
			}
		}
	}
}
