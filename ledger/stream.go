package ledger

import (
	"iter"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
)

// The first entries of a sequence are taken one by one, the others a batch at a time, which is faster where
// there are many.
const (
	oneByOne    = 1000
	batchLength = 256
)

// batch is some entries that a program made.
type batch struct {
	entries []Entry
	offset  int // how many came before them
	staging staging
	regular bool

	own    []Entry // where a sequence gives the entries
	with   []string
	shares []Share // and predecessors
	attrs  []Attr
}

// read goes through the entries without knowing what comes before.
func (m *batch) read() {
	m.staging.begin()
	for i := range m.entries {
		e := &m.entries[i]
		if m.regular = m.staging.add(e, 0, stagedRow{line: int32(m.offset + i + 1), from: int32(i)}); !m.regular {
			return
		}
	}
	m.regular = m.staging.complete(false)
}

// copyEntry copies an entry, whose lists a sequence may use again.
func (m *batch) copyEntry(e *Entry) {
	n := len(m.own)
	m.own = append(m.own, *e)
	own := &m.own[n]
	m.with, own.With = appendCopy(m.with, e.With)
	m.shares, own.Shares = appendCopy(m.shares, e.Shares)
	m.shares, own.Succeeds = appendCopy(m.shares, e.Succeeds)
	m.attrs, own.Attrs = appendCopy(m.attrs, e.Attrs)
}

// appendCopy appends a list to others and returns it as it stands there.
func appendCopy[T any](others, list []T) (all, own []T) {
	all = append(others, list...)
	return all, all[len(others):len(all):len(all)]
}

// stream takes the entries of a sequence in batches, of which several are read at the same time. As in a
// file, what is not regular is read again in order, so that errors do not depend on batches.
type stream struct {
	builder *builder
	pool    pool[*batch]
	free    []*batch
	filling *batch // which is being filled from a sequence
	ordinal int    // of the last entry that came in
}

func newStream(b *builder) *stream {
	return &stream{builder: b, pool: pool[*batch]{workers: defaultLoading().workers}, ordinal: b.ordinal}
}

// takeAll takes the entries of a sequence. An error of the sequence ends it and is returned wrapped.
func (b *builder) takeAll(entries iter.Seq2[Entry, error]) error {
	s := newStream(b)
	defer s.end()
	pace := pace{ctx: b.ctx}
	for e, err := range entries {
		if err := pace.err(); err != nil {
			return err
		}
		s.ordinal++
		if err != nil {
			return &reason.Error{Reason: reason.New("ledger.unread-entry", "entry {number}: {error}", s.ordinal,
				reason.Of(err)), Err: err}
		}
		if s.ordinal-b.start <= oneByOne {
			s.one(&e)
			continue
		}
		if s.filling == nil {
			s.filling = s.empty()
			m := s.filling
			m.own, m.with, m.shares, m.attrs = m.own[:0], m.with[:0], m.shares[:0], m.attrs[:0]
		}
		s.filling.copyEntry(&e)
		if len(s.filling.own) == batchLength {
			s.put(s.filling, s.filling.own)
			s.filling = nil
		}
	}
	return nil
}

// takeSlice takes entries that stay as they are meanwhile, until the context ends.
func (b *builder) takeSlice(entries []Entry) {
	b.lines = slices.Grow(b.lines, len(entries))
	s := newStream(b)
	defer s.end()
	first := min(len(entries), oneByOne)
	pace := pace{ctx: b.ctx}
	for i := range entries[:first] {
		if pace.err() != nil {
			return
		}
		s.ordinal++
		s.one(&entries[i])
	}
	for rest := entries[first:]; len(rest) > 0 && b.ctx.Err() == nil; {
		n := min(len(rest), batchLength)
		s.ordinal += n
		s.put(s.empty(), rest[:n])
		rest = rest[n:]
	}
}

func (s *stream) one(e *Entry) {
	s.builder.ordinal = s.ordinal
	s.builder.addEntry(e)
}

// empty gives a batch to fill.
func (s *stream) empty() *batch {
	n := len(s.free)
	if n == 0 {
		return new(batch)
	}
	m := s.free[n-1]
	s.free = s.free[:n-1]
	return m
}

// put puts in a batch with these entries, the last that came in.
func (s *stream) put(m *batch, entries []Entry) {
	m.entries, m.offset = entries, s.ordinal-len(entries)
	if s.pool.full() {
		s.take()
	}
	s.pool.put(m)
}

// take takes the batch that came first; false if there is none.
func (s *stream) take() bool {
	m, ok := s.pool.next()
	if !ok {
		return false
	}
	one := func(i int) {
		s.builder.ordinal = m.offset + i + 1
		s.builder.addEntry(&m.entries[i])
	}
	if m.regular {
		s.builder.takeStaged(&m.staging, func(row *stagedRow) { one(int(row.from)) })
	} else {
		for i := range m.entries {
			one(i)
		}
	}
	s.free = append(s.free, m)
	return true
}

// end takes what is left.
func (s *stream) end() {
	if s.filling != nil {
		s.put(s.filling, s.filling.own)
	}
	for s.take() {
	}
	s.pool.end()
}
