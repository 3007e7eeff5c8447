package ledger

import (
	"fmt"
	"iter"
	"slices"
)

// The first entries of a sequence are taken one by one, the others a batch at a time, which is faster where
// there are many.
const (
	oneByOne    = 1000
	batchLength = 250
)

// batch is some entries that a program made.
type batch struct {
	entries []Entry
	before  int      // how many came before them
	reader  *builder // a passing one, which holds them if they are regular
	regular bool
}

// takeAll takes the entries of a sequence. An error of the sequence ends it and is returned wrapped.
func (b *builder) takeAll(entries iter.Seq2[Entry, error]) error {
	s := stream{builder: b, ordinal: b.ordinal}
	defer s.end()
	for e, err := range entries {
		s.ordinal++
		if err != nil {
			return fmt.Errorf("entry %d: %w", s.ordinal, err)
		}
		if s.ordinal-b.start <= oneByOne {
			b.ordinal = s.ordinal
			b.addEntry(&e)
		} else {
			s.add(&e)
		}
	}
	return nil
}

// stream takes the entries of a sequence in batches, one while the next comes in. As in a file, what is not
// regular is read again in order, so that errors do not depend on batches.
type stream struct {
	builder    *builder
	ordinal    int    // of the last entry that came in
	now        *batch // which is being filled
	full, free chan *batch
	done       chan struct{}
}

func (s *stream) add(e *Entry) {
	if s.full == nil {
		s.full, s.free, s.done = make(chan *batch, 2), make(chan *batch, 3), make(chan struct{})
		for range cap(s.free) {
			s.free <- &batch{reader: newPassing("")}
		}
		go s.take()
	}
	if s.now == nil {
		s.now = <-s.free
		s.now.entries, s.now.before, s.now.regular = s.now.entries[:0], s.ordinal-1, true
		s.now.reader.begin()
	}
	n := len(s.now.entries)
	s.now.entries = append(s.now.entries, *e)
	own := &s.now.entries[n]
	own.With, own.Shares, own.Attrs = slices.Clone(e.With), slices.Clone(e.Shares), slices.Clone(e.Attrs)
	if s.now.regular {
		s.now.reader.ordinal = s.ordinal
		s.now.regular = s.now.reader.passEntry(own, n)
	}
	if n+1 == batchLength {
		s.full <- s.now
		s.now = nil
	}
}

// take takes the batches.
func (s *stream) take() {
	defer close(s.done)
	for now := range s.full {
		one := func(i int) {
			s.builder.ordinal = now.before + i + 1
			s.builder.addEntry(&now.entries[i])
		}
		if now.regular {
			s.builder.takePart(now.reader, func(row *passingRow) { one(int(row.from)) })
		} else {
			for i := range now.entries {
				one(i)
			}
		}
		s.free <- now
	}
}

// end waits until all batches were taken.
func (s *stream) end() {
	if s.full == nil {
		return
	}
	if s.now != nil {
		s.full <- s.now
	}
	close(s.full)
	<-s.done
}
