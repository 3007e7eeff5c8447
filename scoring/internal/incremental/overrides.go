package incremental

import "sort"

// overrides are the places at which a list differs from an older one, ascending. They are immutable.
type overrides[T any] []override[T]

type override[T any] struct {
	at    uint32
	value T
}

func (o overrides[T]) find(at uint32) (int, bool) {
	i := sort.Search(len(o), func(i int) bool { return o[i].at >= at })
	return i, i < len(o) && o[i].at == at
}

func (o overrides[T]) get(at uint32) (value T, ok bool) {
	if i, ok := o.find(at); ok {
		return o[i].value, true
	}
	return value, false
}

// with is the overrides with one more, or with another value for one.
func (o overrides[T]) with(at uint32, value T) overrides[T] {
	i, found := o.find(at)
	out := make(overrides[T], 0, len(o)+1)
	out = append(append(out, o[:i]...), override[T]{at, value})
	if found {
		i++
	}
	return append(out, o[i:]...)
}
