package scheme

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule/document"
)

// decoder turns a tree of YAML nodes into the types of file.go: strictly, with a place for every error, and all errors
// at once. Anchors and aliases are refused, since a patch of one place would change another.
type decoder struct {
	file *document.File
	errs document.Errors
}

// decodable is a type that reads itself from a node.
type decodable interface {
	decode(d *decoder, n *yaml.Node)
}

// errorf adds an error at the place of a node.
func (d *decoder) errorf(n *yaml.Node, format string, args ...any) {
	if len(d.errs) < 2*maxErrors { // some may be the same
		d.add(d.file.ErrorAt(n.Line, n.Column, format, args...))
	}
}

func (d *decoder) add(errs ...*document.Error) { d.errs = append(d.errs, errs...) }

// fail adds what another package found wrong; without a place of its own, at the node.
func (d *decoder) fail(n *yaml.Node, err error) {
	if many, ok := err.(document.Errors); ok {
		d.add(many...)
		return
	}
	d.errorf(n, "%v", err)
}

// value decodes node n into v, which must be addressable.
func (d *decoder) value(n *yaml.Node, v reflect.Value) {
	if own, ok := v.Addr().Interface().(decodable); ok {
		own.decode(d, n)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
	case reflect.Struct:
		d.fields(n, v)
	case reflect.String:
		if d.scalar(n, "a text") {
			v.SetString(n.Value)
		}
	case reflect.Bool:
		if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
			d.errorf(n, "found %s; expected true or false", describe(n))
			return
		}
		v.SetBool(strings.EqualFold(n.Value, "true"))
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil || n.Kind != yaml.ScalarNode || n.Tag != "!!int" {
			d.errorf(n, "found %s; expected a whole number", describe(n))
			return
		}
		v.SetInt(int64(i))
	default:
		panic(fmt.Sprintf("scheme: no decoder for %s", v.Type()))
	}
}

func (d *decoder) scalar(n *yaml.Node, want string) bool {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		d.errorf(n, "found %s; expected %s", describe(n), want)
		return false
	}
	return true
}

func (d *decoder) mapping(n *yaml.Node, want string) bool {
	if n.Kind == yaml.MappingNode {
		return true
	}
	if i, message := misspelt([]rune(n.Value)); i >= 0 && n.Kind == yaml.ScalarNode && n.Style == 0 {
		at := *n
		at.Column += i
		d.errorf(&at, "%s", message)
		return false
	}
	d.errorf(n, "found %s; expected %s", describe(n), want)
	return false
}

// fields decodes a mapping into a struct by its `yaml` tags; a tag may end in ",required".
func (d *decoder) fields(n *yaml.Node, v reflect.Value) {
	t := v.Type()
	var names, required []string
	index := map[string]int{}
	for i := range t.NumField() {
		tag, opt, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if tag == "" {
			continue
		}
		names = append(names, tag)
		index[tag] = i
		if opt == "required" {
			required = append(required, tag)
		}
	}
	if !d.mapping(n, "a mapping of "+strings.Join(names, ", ")) {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		f, ok := index[key.Value]
		if value := n.Content[i+1]; !ok && value.Tag == "!!null" && value.Value == "" {
			d.errorf(key, "unknown key %q%s (a value that holds a comma or a bracket stands in quotes)", key.Value, hint(key.Value, names))
			continue
		}
		if !ok {
			d.unknown(key, "key", key.Value, names)
			continue
		}
		d.value(n.Content[i+1], v.Field(f))
		required = slices.DeleteFunc(required, func(s string) bool { return s == key.Value })
	}
	for _, name := range required {
		d.errorf(n, "`%s` is missing", name)
	}
	if at, ok := v.Addr().Interface().(interface{ place(*yaml.Node) }); ok {
		at.place(n)
	}
}

// unknown reports a name that is none of the names, with the nearest one.
func (d *decoder) unknown(n *yaml.Node, what, name string, names []string) {
	d.errorf(n, "unknown %s %q%s", what, name, hint(name, names))
}

// hint says which of the names was perhaps meant, or which there are.
func hint(name string, names []string) string {
	if i := strings.IndexFunc(name, wideComma); i >= 0 {
		r, _ := utf8.DecodeRuneInString(name[i:])
		return fmt.Sprintf(" (found %c between two names; expected , and a space)", r)
	}
	if near, ok := nearest(name, names); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	if len(names) == 0 {
		return "; none is declared"
	}
	if len(names) <= 12 {
		return "; expected one of " + strings.Join(names, ", ")
	}
	return ""
}

// nearest is the name that was perhaps meant: the verb of a noun, as submit for submission, else the nearest in spelling,
// else one that begins alike, as bool for boolean.
func nearest(name string, names []string) (string, bool) {
	for _, n := range names {
		if len(n) >= 5 && strings.HasPrefix(name, n[:len(n)-1]) {
			return n, true
		}
	}
	if near, ok := spelling.Nearest(name, names); ok {
		return near, true
	}
	for _, n := range names {
		if len(n) >= 4 && strings.HasPrefix(name, n) || len(name) >= 3 && strings.HasPrefix(n, name) {
			return n, true
		}
	}
	return "", false
}

// describe says what a node is, for errors.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		return "an empty list"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null":
		return "nothing"
	}
	const shown = 60 // characters
	if runes := []rune(n.Value); len(runes) > shown {
		return strconv.Quote(string(runes[:shown]) + "…")
	}
	return strconv.Quote(n.Value)
}
