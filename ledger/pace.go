package ledger

import (
	"context"
	"slices"
	"sync"
)

// stride is how many entries are handled between two looks at a context, well below a tenth of a second.
const stride = 1024

// pace looks at a context now and then.
type pace struct {
	ctx context.Context
	n   int
}

// err is the context's error at the first of each stride of calls, else nil.
func (p *pace) err() error {
	p.n++
	if p.n%stride != 1 {
		return nil
	}
	return p.ctx.Err()
}

// memo keeps a value that is made when first needed. One makes it, the others wait; who ends keeps nothing.
type memo[T any] struct {
	mu     sync.Mutex
	value  T
	made   bool
	making chan struct{} // closed when who makes the value is done; nil: nobody does
}

// get returns the value. It is made anew where the one that is kept does not fit; nil: any fits.
func (m *memo[T]) get(ctx context.Context, fits func(T) bool, of func() (T, error)) (value T, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return value, err
		}
		kept, ok, busy := m.look(fits)
		switch {
		case ok:
			return kept, nil
		case busy == nil:
			return m.keep(of)
		}
		select {
		case <-busy:
		case <-ctx.Done():
		}
	}
}

// look returns the value that is kept, or what to wait for; without either the caller is the one to make it.
func (m *memo[T]) look(fits func(T) bool) (kept T, ok bool, busy chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made && (fits == nil || fits(m.value)) {
		return m.value, true, nil
	}
	if busy = m.making; busy == nil {
		m.making = make(chan struct{})
	}
	return kept, false, busy
}

// keep makes the value, keeps it unless there is an error, and lets the others go on.
func (m *memo[T]) keep(of func() (T, error)) (value T, err error) {
	done := false
	defer func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if done && err == nil {
			m.value, m.made = value, true
		}
		close(m.making)
		m.making = nil
	}()
	value, err = of()
	done = true
	return value, err
}

// set keeps a value. It requires that nobody else knows of m yet.
func (m *memo[T]) set(value T) { m.value, m.made = value, true }

// sortRun is how many elements are sorted between two looks at a context.
const sortRun = 1 << 15

// sortFunc sorts a list whose elements all differ.
func sortFunc[T any](ctx context.Context, list []T, compare func(a, b T) int) error {
	for run := range slices.Chunk(list, sortRun) {
		if err := ctx.Err(); err != nil {
			return err
		}
		slices.SortFunc(run, compare)
	}
	if len(list) <= sortRun {
		return nil
	}
	from, into := list, make([]T, len(list))
	p := pace{ctx: ctx}
	for width := sortRun; width < len(list); width *= 2 {
		out := into[:0]
		for start := 0; start < len(from); start += 2 * width {
			middle, end := min(start+width, len(from)), min(start+2*width, len(from))
			a, b := from[start:middle], from[middle:end]
			for len(a) > 0 && len(b) > 0 {
				if err := p.err(); err != nil {
					return err
				}
				if compare(a[0], b[0]) < 0 {
					out, a = append(out, a[0]), a[1:]
				} else {
					out, b = append(out, b[0]), b[1:]
				}
			}
			out = append(append(out, a...), b...)
		}
		from, into = out, from
	}
	copy(list, from)
	return nil
}
