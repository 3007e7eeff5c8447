package document

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Decoder turns the tree of a file into Go values: strictly, with a place for every error, and all errors at once.
type Decoder struct {
	ctx    context.Context // of the one reading that a decoder is for
	ended  error           // of the context
	file   *File
	limits Limits
	errs   Errors
}

// NewDecoder returns a decoder of a file, which must not change. It stops when the context ends.
func NewDecoder(ctx context.Context, file *File, limits Limits) *Decoder {
	return &Decoder{ctx: ctx, file: file, limits: limits.withDefaults()}
}

// Ended returns the error of the context once that has ended, and nil before. From then on nothing more is decoded or
// added, and Errors ends with that error.
func (d *Decoder) Ended() error {
	if d.ended == nil {
		if err := d.ctx.Err(); err != nil {
			d.errs = append(d.errs, &Error{Reason: ReasonOf(err)})
			d.ended = err
		}
	}
	return d.ended
}

// Decodable is a type that reads itself from a node, and reports to the decoder what is wrong there.
type Decodable interface {
	Decode(d *Decoder, n *Node)
}

// File returns the file that is decoded.
func (d *Decoder) File() *File { return d.file }

// Errors returns what was found wrong so far, in the order in which it was found.
func (d *Decoder) Errors() Errors { return d.errs }

// Err returns everything that was found wrong, tidied, as an [Errors]; nil if nothing was; the error of the context if
// that has ended.
func (d *Decoder) Err() error {
	if err := d.Ended(); err != nil {
		return err
	}
	if len(d.errs) == 0 {
		return nil
	}
	return d.errs.Tidy(d.limits)
}

// Position returns the place of a node.
func (d *Decoder) Position(n *Node) Position {
	return Position{File: d.file.Name, Line: n.Line, Column: n.Column}
}

// Report adds an error at the place of a node.
func (d *Decoder) Report(n *Node, r reason.Reason) {
	if d.Ended() != nil {
		return
	}
	if len(d.errs) < 2*d.limits.Errors { // some may be the same
		d.Add(d.file.ErrorAt(n.Line, n.Column, r))
	}
}

// ReportBare is Report without the line of the source, which holds what is not to be shown.
func (d *Decoder) ReportBare(n *Node, r reason.Reason) {
	if d.Ended() == nil && len(d.errs) < 2*d.limits.Errors {
		d.Add(&Error{Position: d.file.ErrorAt(n.Line, n.Column, r).Position, Reason: r})
	}
}

// Add adds errors that have their places.
func (d *Decoder) Add(errs ...*Error) {
	if d.ended == nil {
		d.errs = append(d.errs, errs...)
	}
}

// Fail adds what another package found wrong; without a place of its own, at the node.
func (d *Decoder) Fail(n *Node, err error) {
	if many, ok := err.(Errors); ok {
		d.Add(many...)
		return
	}
	d.Report(n, ReasonOf(err))
}

// ReasonOf is the reason of an error of another package: the one that it says, else what it prints.
func ReasonOf(err error) reason.Reason {
	why := reason.Of(err)
	if r, ok := why.(reason.Reason); ok {
		return r
	}
	return reason.New("document.other", "{detail}", why)
}

// Unknown adds that a name is none of the names, with the nearest of them.
// What names their sort.
func (d *Decoder) Unknown(n *Node, what reason.Reason, name string, names []string) {
	if d.Ended() != nil {
		return
	}
	d.Report(n, reason.New("document.unknown", "unknown {what} {name:q}{hint}", what, name, Hint(name, names)))
}

// unexpected adds that a node is something else.
func (d *Decoder) unexpected(n *Node, want reason.Reason) { d.Report(n, Unexpected(n, want)) }

// Unexpected says that a node is not what is wanted there, such as a list.
func Unexpected(n *Node, want reason.Reason) reason.Reason {
	return reason.New("document.unexpected", "found {found}; expected {want}", n.Describe(), want)
}

// Scalar reports whether the node is a scalar that is there, and adds an error where it is not.
func (d *Decoder) Scalar(n *Node, want reason.Reason) bool {
	if n.Kind != Scalar || n.Type == Null {
		d.unexpected(n, want)
		return false
	}
	return true
}

// Mapping reports whether the node is a mapping, and adds an error where it is not.
func (d *Decoder) Mapping(n *Node, want reason.Reason) bool {
	if n.Kind == Mapping {
		return true
	}
	if i, wrong := misspelt([]rune(n.Value)); i >= 0 && n.Kind == Scalar && n.Style == Plain {
		at := *n
		at.Column += i
		d.Report(&at, wrong)
		return false
	}
	d.unexpected(n, want)
	return false
}

// Filled refuses an empty list, which would say nothing or, worse, all.
func (d *Decoder) Filled(n *Node) bool {
	if n.Kind == List && len(n.Content) == 0 {
		d.Report(n, reason.New("document.empty-list-given",
			"found an empty list; expected at least one, or the key left out"))
		return false
	}
	return true
}

// Missing says that a key which must be there is not.
func Missing(key string) reason.Reason {
	return reason.New("document.missing-key", "`{key}` is missing", key)
}

// Decode decodes a node into what into points to: a [Decodable], a pointer, a text, a bool, a whole number, a list, or
// a struct. The keys of a struct are named by its `yaml` tags, of which one may end in ",required"; a struct that
// embeds [Where] knows its place. Into another type is a mistake of the program, and a panic.
func (d *Decoder) Decode(n *Node, into any) { d.value(n, reflect.ValueOf(into).Elem()) }

// value decodes a node into v, which must be addressable.
func (d *Decoder) value(n *Node, v reflect.Value) {
	if d.Ended() != nil {
		return
	}
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
		if d.Scalar(n, reason.New("document.text", "a text")) {
			v.SetString(n.Value)
		}
	case reflect.Bool:
		if n.Kind != Scalar || n.Type != Bool {
			d.unexpected(n, reason.New("document.bool", "true or false"))
			return
		}
		v.SetBool(strings.EqualFold(n.Value, "true"))
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if err != nil || n.Kind != Scalar || n.Type != Int {
			d.unexpected(n, reason.New("document.whole-number", "a whole number"))
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
		d.unexpected(n, reason.New("document.list", "a list"))
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
	if !d.Mapping(n, reason.New("document.mapping-of", "a mapping of {keys}", names)) {
		return
	}
	for key, value := range n.Pairs() {
		f, ok := index[key.Value]
		if !ok && value.Type == Null && value.Value == "" {
			d.Report(key, reason.New("document.unknown-key-alone",
				"unknown key {key:q}{hint} (a value that holds a comma or a bracket stands in quotes)",
				key.Value, Hint(key.Value, names)))
			continue
		}
		if !ok {
			d.Report(key, reason.New("document.unknown-key",
				"unknown key {key:q}{hint}", key.Value, Hint(key.Value, names)))
			continue
		}
		d.value(value, v.Field(f))
		required = slices.DeleteFunc(required, func(s string) bool { return s == key.Value })
	}
	for _, name := range required {
		d.Report(n, Missing(name))
	}
	if at, ok := v.Addr().Interface().(interface{ place(*Node) }); ok {
		at.place(n)
	}
}
