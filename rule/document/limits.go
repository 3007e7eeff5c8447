package document

import "cmp"

// Limits is what a document may be at most; a zero field means its default.
type Limits struct {
	Size   int // bytes; 1 MiB
	Depth  int // mappings and lists inside one another; 40
	Errors int // errors that are shown; 1000
}

// withDefaults fills the fields that are zero.
func (l Limits) withDefaults() Limits {
	return Limits{Size: cmp.Or(l.Size, 1<<20), Depth: cmp.Or(l.Depth, 40), Errors: cmp.Or(l.Errors, 1000)}
}
