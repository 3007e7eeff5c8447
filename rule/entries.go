package rule

import "slices"

// Entries are the entries of a map that are made when an expression reads them. They must not change while an
// expression is evaluated; a value that outlives the evaluation has copies.
type Entries interface {
	Entry(key string) (v Value, ok bool)
	Keys() []string // in any order, each once
}

// entriesValue is what a map of [MapOf] holds.
type entriesValue struct {
	elem    Type
	entries Entries
}

// MapOf returns a map from strings to values that are all of type elem, of which an entry is made when it is read. A
// map that is compared, gone over or shown as a whole makes all of them.
func MapOf(elem Type, entries Entries) Value {
	return Value{kind: kindMap, ref: &entriesValue{elem, entries}}
}

// made is the map with all of its entries.
func (e *entriesValue) made() *mapValue {
	keys := e.entries.Keys()
	items := make(map[string]Value, len(keys))
	for _, key := range keys {
		items[key], _ = e.entries.Entry(key)
	}
	return &mapValue{elem: e.elem, items: items, keys: slices.Sorted(slices.Values(keys))}
}

// hasKey says whether a map has an entry.
func (v Value) hasKey(key string) bool {
	if e, ok := v.ref.(*entriesValue); ok {
		_, ok = e.entries.Entry(key)
		return ok
	}
	_, ok := v.mapping().items[key]
	return ok
}

// entry reads an entry of a map. A traced map notes it.
func (v Value) entry(key string) (Value, bool) {
	if e, ok := v.ref.(*entriesValue); ok {
		return e.entries.Entry(key)
	}
	return v.mapping().get(key)
}
