package rule

import "strconv"

// Observed is a value that an evaluation read: where from, and what it was.
type Observed struct {
	Path   string `json:"path"` // item.words, params.standard.city.brief, sum["great-value"], item.adoptions[0].tier
	Value  Value  `json:"value"`
	Absent bool   `json:"absent,omitempty"` // nothing was there, and Value is none
}

// trace collects what a run reads. Values that hold others are wrapped when they are read, so
// that what is read of them later is noted too, by whatever way it gets there.
type trace struct {
	list []Observed
	seen map[string]bool // the paths in a long list
}

// longTrace is how many places a list has before they are looked up in a map.
const longTrace = 8

func (t *trace) note(o Observed) {
	if t.seen == nil && len(t.list) >= longTrace {
		t.seen = make(map[string]bool, 2*longTrace)
		for i := range t.list {
			t.seen[t.list[i].Path] = true
		}
	}
	if t.seen != nil {
		if !t.seen[o.Path] {
			t.seen[o.Path] = true
			t.list = append(t.list, o)
		}
		return
	}
	for i := range t.list {
		if t.list[i].Path == o.Path {
			return
		}
	}
	t.list = append(t.list, o)
}

func (t *trace) absent(path string) { t.note(Observed{Path: path, Absent: true}) }

// read notes a value that holds no others, and wraps one that does.
func (t *trace) read(v Value, path string) Value {
	switch v.kind {
	case kindList:
		l := *v.list()
		l.trace, l.path = t, path
		v.ref = &l
	case kindMap:
		m := *v.mapping()
		m.trace, m.path = t, path
		v.ref = &m
	case kindRecord:
		v.ref = &tracedFields{v.fields(), v.rec, t, path}
	default:
		t.note(Observed{Path: path, Value: v})
	}
	return v
}

// whole notes a list, map or record that is used as a whole.
func (t *trace) whole(v Value) {
	switch v.kind {
	case kindList:
		if l := v.list(); l.trace != nil {
			t.note(Observed{Path: l.path, Value: v.untraced()})
		}
	case kindMap:
		if m := v.mapping(); m.trace != nil {
			t.note(Observed{Path: m.path, Value: v.untraced()})
		}
	case kindRecord:
		if f, ok := v.ref.(*tracedFields); ok {
			t.note(Observed{Path: f.path, Value: v.untraced()})
		}
	}
}

// untraced takes the wrapping off.
func (v Value) untraced() Value {
	switch ref := v.ref.(type) {
	case *listValue:
		if ref.trace != nil {
			v.ref = &listValue{elem: ref.elem, items: ref.items}
		}
	case *mapValue:
		if ref.trace != nil {
			v.ref = &mapValue{elem: ref.elem, items: ref.items, keys: ref.keys}
		}
	case *tracedFields:
		v.ref = ref.fields
	}
	return v
}

// tracedFields notes the fields that are read.
type tracedFields struct {
	fields Fields
	rec    *Record
	trace  *trace
	path   string
}

// Field returns a field and notes it.
func (f *tracedFields) Field(i int) (Value, bool) {
	path := f.path + "." + f.rec.Fields[i].Name
	v, ok := f.fields.Field(i)
	if !ok {
		f.trace.absent(path)
		return v, false
	}
	return f.trace.read(v, path), true
}

// entryPath is how an entry of a map is written.
func entryPath(path, key string) string {
	if isIdentifier(key) {
		return path + "." + key
	}
	return path + "[" + strconv.Quote(key) + "]"
}
