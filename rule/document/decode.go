package document

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Decoder turns the tree of a file into Go values: strictly, with a place for every error, and all errors at once.
type Decoder struct {
	file   *File
	limits Limits
	errs   Errors
}

// NewDecoder returns a decoder of a file, which must not change.
func NewDecoder(file *File, limits Limits) *Decoder {
	return &Decoder{file: file, limits: limits.withDefaults()}
}

// Decodable is a type that reads itself from a node, and reports to the decoder what is wrong there.
type Decodable interface {
	Decode(d *Decoder, n *Node)
}

// File returns the file that is decoded.
func (d *Decoder) File() *File { return d.file }

// Errors returns what was found wrong so far, in the order in which it was found.
func (d *Decoder) Errors() Errors { return d.errs }

// Err returns everything that was found wrong, tidied, as an [Errors]; nil if nothing was.
func (d *Decoder) Err() error {
	if len(d.errs) == 0 {
		return nil
	}
	return d.errs.Tidy(d.limits)
}

// Position returns the place of a node.
func (d *Decoder) Position(n *Node) Position {
	return Position{File: d.file.Name, Line: n.Line, Column: n.Column}
}

// Errorf adds an error at the place of a node.
func (d *Decoder) Errorf(n *Node, format string, args ...any) {
	if len(d.errs) < 2*d.limits.Errors { // some may be the same
		d.Add(d.file.ErrorAt(n.Line, n.Column, format, args...))
	}
}

// Add adds errors that have their places.
func (d *Decoder) Add(errs ...*Error) { d.errs = append(d.errs, errs...) }

// Fail adds what another package found wrong; without a place of its own, at the node.
func (d *Decoder) Fail(n *Node, err error) {
	if many, ok := err.(Errors); ok {
		d.Add(many...)
		return
	}
	d.Errorf(n, "%v", err)
}

// Unknown adds that a name is none of the names, with the nearest of them.
func (d *Decoder) Unknown(n *Node, what, name string, names []string) {
	d.Errorf(n, "unknown %s %q%s", what, name, Hint(name, names))
}

// Scalar reports whether the node is a scalar that is there, and adds an error where it is not.
func (d *Decoder) Scalar(n *Node, want string) bool {
	if n.Kind != Scalar || n.Type == Null {
		d.Errorf(n, "found %s; expected %s", n.Describe(), want)
		return false
	}
	return true
}

// Mapping reports whether the node is a mapping, and adds an error where it is not.
func (d *Decoder) Mapping(n *Node, want string) bool {
	if n.Kind == Mapping {
		return true
	}
	if i, message := misspelt([]rune(n.Value)); i >= 0 && n.Kind == Scalar && n.Style == Plain {
		at := *n
		at.Column += i
		d.Errorf(&at, "%s", message)
		return false
	}
	d.Errorf(n, "found %s; expected %s", n.Describe(), want)
	return false
}

// Filled refuses an empty list, which would say nothing or, worse, all.
func (d *Decoder) Filled(n *Node) bool {
	if n.Kind == List && len(n.Content) == 0 {
		d.Errorf(n, "found an empty list; expected at least one, or the key left out")
		return false
	}
	return true
}

// Decode decodes a node into what into points to: a [Decodable], a pointer, a text, a bool, a whole number, a list, or a struct. The
// keys of a struct are named by its `yaml` tags, of which one may end in ",required"; a struct that embeds [Where] knows its place.
// Into another type is a mistake of the program, and a panic.
func (d *Decoder) Decode(n *Node, into any) { d.value(n, reflect.ValueOf(into).Elem()) }

// value decodes a node into v, which must be addressable.
func (d *Decoder) value(n *Node, v reflect.Value) {
	if own, ok := v.Addr().Interface().(Decodable); ok {
		own.Decode(d, n)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem())
	case reflect.Struct:
		d.fields(n, v)
	case reflect.Slice:
		d.list(n, v)
	case reflect.String:
		if d.Scalar(n, "a text") {
			v.SetString(n.Value)
		}
	case reflect.Bool:
		if n.Kind != Scalar || n.Type != Bool {
			d.Errorf(n, "found %s; expected true or false", n.Describe())
			return
		}
		v.SetBool(strings.EqualFold(n.Value, "true"))
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil || n.Kind != Scalar || n.Type != Int {
			d.Errorf(n, "found %s; expected a whole number", n.Describe())
			return
		}
		v.SetInt(int64(i))
	default:
		panic(fmt.Sprintf("document: no decoder for %s", v.Type()))
	}
}

// list decodes the elements of a list, which may be empty.
func (d *Decoder) list(n *Node, v reflect.Value) {
	if n.Kind != List {
		d.Errorf(n, "found %s; expected a list", n.Describe())
		return
	}
	for _, c := range n.Content {
		one := reflect.New(v.Type().Elem()).Elem()
		d.value(c, one)
		v.Set(reflect.Append(v, one))
	}
}

// fields decodes a mapping into a struct by its `yaml` tags.
func (d *Decoder) fields(n *Node, v reflect.Value) {
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
	if !d.Mapping(n, "a mapping of "+strings.Join(names, ", ")) {
		return
	}
	for key, value := range n.Pairs() {
		f, ok := index[key.Value]
		if !ok && value.Type == Null && value.Value == "" {
			d.Errorf(key, "unknown key %q%s (a value that holds a comma or a bracket stands in quotes)", key.Value, Hint(key.Value, names))
			continue
		}
		if !ok {
			d.Unknown(key, "key", key.Value, names)
			continue
		}
		d.value(value, v.Field(f))
		required = slices.DeleteFunc(required, func(s string) bool { return s == key.Value })
	}
	for _, name := range required {
		d.Errorf(n, "`%s` is missing", name)
	}
	if at, ok := v.Addr().Interface().(interface{ place(*Node) }); ok {
		at.place(n)
	}
}
