package store

import "slices"

// Paged holds a number, a role or the like for each code or position; the zero value where none was set. A
// copy made by continued shares the pages, and has those of its own that it writes to.
type Paged[T any] struct {
	pages []*[pageLength]T
	owned []bool // the pages that no other has
}

const pageLength = 512

// Get is what is held for n; the zero value if nothing was set.
func (p *Paged[T]) Get(n uint32) (value T) {
	if page := int(n / pageLength); page < len(p.pages) && p.pages[page] != nil {
		return p.pages[page][n%pageLength]
	}
	return value
}

// Set holds a value for n.
func (p *Paged[T]) Set(n uint32, value T) {
	page := int(n / pageLength)
	if missing := page + 1 - len(p.pages); missing > 0 {
		p.pages = append(p.pages, make([]*[pageLength]T, missing)...)
		p.owned = append(p.owned, make([]bool, missing)...)
	}
	if !p.owned[page] {
		own := new([pageLength]T)
		if shared := p.pages[page]; shared != nil {
			*own = *shared
		}
		p.pages[page], p.owned[page] = own, true
	}
	p.pages[page][n%pageLength] = value
}

// Fork returns a copy that may be written to, while p may not any more.
func (p *Paged[T]) Fork() Paged[T] {
	return Paged[T]{pages: slices.Clone(p.pages), owned: make([]bool, len(p.pages))}
}
