package scheme

import (
	"reflect"
	"regexp"
	"strings"
)

// chapter is what there is to say of a section, or of several that have one type.
type chapter struct {
	names    []string // of the sections, in the order of the file
	says     []string // the description of each
	required bool
	byName   bool
	text     []string // paragraphs
	parts    []part
}

// part is the keys of a type: of the lines of a section, and of what stands within them.
type part struct {
	title string // what the type is; empty for the first
	keys  []key
}

// key is one key as it is described.
type key struct {
	name     string
	says     string
	required bool
	words    []string
}

// chapters are the parts of a file in their order; the first is its keys that are no sections.
func chapters(said *comments) []chapter {
	root := reflect.TypeFor[file]()
	head := chapter{parts: []part{{}}}
	out := []chapter{}
	of := map[reflect.Type]int{}
	for i := range root.NumField() {
		f := root.Field(i)
		k := keyOf(said, root, f)
		if f.Type.Kind() != reflect.Slice && f.Type.PkgPath() != root.PkgPath() && f.Name != "Params" {
			head.parts[0].keys = append(head.parts[0].keys, k)
			continue
		}
		types := keyed(f.Type, map[reflect.Type]bool{})
		if len(types) > 0 {
			if at, known := of[types[0]]; known {
				out[at].names, out[at].says = append(out[at].names, k.name), append(out[at].says, k.says)
				continue
			}
			of[types[0]] = len(out)
		}
		c := chapter{names: []string{k.name}, says: []string{k.says}, required: k.required,
			text: rest(said.said["file."+f.Name])}
		if name := f.Type.Name(); f.Type.PkgPath() == root.PkgPath() {
			c.text = append(c.text, rest(said.said[name])...)
		}
		for n, t := range types {
			if n == 0 && t != f.Type {
				c.text = append(c.text, rest(said.said[t.Name()])...)
			}
			c.parts = append(c.parts, partOf(said, t, n > 0))
			if n > 0 {
				c.text = append(c.text, rest(said.said[t.Name()])...)
			}
		}
		c.byName = f.Type.Kind() == reflect.Slice && strings.HasPrefix(f.Type.Name(), "Table[") && len(types) > 0 &&
			!strings.HasPrefix(f.Type.Name(), "Table[github.com/gongguo/gongguo/rule/document.")
		out = append(out, c)
	}
	return append([]chapter{head}, out...)
}

func rest(paragraphs []string) []string {
	if len(paragraphs) == 0 {
		return nil
	}
	return paragraphs[1:]
}

func partOf(said *comments, t reflect.Type, titled bool) part {
	var p part
	if titled {
		p.title = strings.TrimSuffix(strings.TrimPrefix(said.said[t.Name()][0], t.Name()+" is "), ".")
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") != "" {
			p.keys = append(p.keys, keyOf(said, t, f))
		}
	}
	return p
}

func keyOf(said *comments, t reflect.Type, f reflect.StructField) key {
	name, opt, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	k := key{name: name, says: said.field(t, f), required: opt == "required"}
	if words := f.Tag.Get("enum"); words != "" {
		k.words = strings.Split(strings.TrimSuffix(words, ",*"), ",")
	}
	return k
}

// firstEnd is where the first part of a description ends.
var firstEnd = regexp.MustCompile(`[;:.] |$`)

// whole is the description, and behind its first part the words that the key takes, each between two marks, unless it
// names them.
func (k key) whole(mark string) string {
	named := true
	for _, w := range k.words {
		named = named && strings.Contains(k.says, w)
	}
	if named {
		return k.says
	}
	words := make([]string, len(k.words))
	for i, w := range k.words {
		words[i] = mark + w + mark
	}
	last := len(words) - 1
	at := firstEnd.FindStringIndex(k.says)[0]
	return k.says[:at] + " (" + strings.Join(words[:last], ", ") + " or " + words[last] + ")" + k.says[at:]
}

// keyed are the types with keys within a type, those that hold others first.
func keyed(t reflect.Type, seen map[reflect.Type]bool) []reflect.Type {
	var out []reflect.Type
	switch {
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		return keyed(t.Elem(), seen)
	case t.Kind() != reflect.Struct || seen[t]:
		return nil
	}
	seen[t] = true
	if t.PkgPath() == reflect.TypeFor[file]().PkgPath() {
		for i := range t.NumField() {
			if t.Field(i).Tag.Get("yaml") != "" {
				out = append(out, t)
				break
			}
		}
	} else if _, line := t.FieldByName("Spec"); !line {
		return nil
	}
	for i := range t.NumField() {
		out = append(out, keyed(t.Field(i).Type, seen)...)
	}
	return out
}
