package scheme

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule/document"
)

// testLedger reads a list of entries; one without an id is called e1, e2 … by its place.
func (s *Scheme) testLedger(ctx context.Context, d *document.Decoder, n *document.Node) *ledger.Ledger {
	if n.Kind != document.List || len(n.Content) == 0 {
		d.Report(n, document.Unexpected(n, reason.New("scheme.want-entries", "a list of entries")))
		return nil
	}
	var lines bytes.Buffer
	for i, c := range n.Content {
		if !d.Mapping(c, reason.New("scheme.want-an-entry", "an entry")) {
			return nil
		}
		entry := *c
		if c.Child("id") == nil {
			id := []*document.Node{{Kind: document.Scalar, Type: document.String, Value: "id"},
				{Kind: document.Scalar, Type: document.String, Value: fmt.Sprintf("e%d", i+1)}}
			entry.Content = append(id, c.Content...)
		}
		writeEntry(&lines, &entry)
		lines.WriteByte('\n')
	}
	l, err := ledger.ReadJSONL(ctx, &lines, "ledger")
	s.entryErrors(d, n, err)
	return l
}

// entryErrors reports what is wrong with the entries of a list.
func (s *Scheme) entryErrors(d *document.Decoder, list *document.Node, err error) {
	var wrong *ledger.Errors
	switch {
	case errors.As(err, &wrong):
		for _, one := range wrong.First {
			s.entryError(d, list, one)
		}
	case err != nil:
		d.Fail(list, err)
	}
}

// entryError reports what the ledger found wrong with an entry, at the field; a field that there is not, at its key.
func (s *Scheme) entryError(d *document.Decoder, list *document.Node, e *ledger.Error) {
	place := max(e.Line, e.Number)
	if place < 1 || place > len(list.Content) {
		d.Fail(list, e)
		return
	}
	at := list.Content[place-1]
	report := d.Report
	if at.Child("restricted") != nil {
		report = d.ReportBare
	}
	if i := at.Index(e.Field); i >= 0 && e.Reason.Code == "ledger.unknown-field" {
		key := at.Content[i]
		if near, ok := s.attrNear(at, e.Field); ok {
			report(key, reason.New("scheme.attribute-outside",
				"{field}: found an unknown field; did you mean the attribute, `attrs: {{{name}: …}}`?", e.Field, near))
			return
		}
		at = key
	}
	what := reason.Reason{}
	for _, key := range strings.Split(e.Field, ".") {
		if value := at.Child(key); value != nil {
			at = value
		} else if key != "" {
			what = reason.New("scheme.field", "{field}: ", e.Field)
		}
	}
	report(at, reason.New("scheme.entry",
		"{field}found {found}; expected {expected}{near}",
		what, e.Reason.Arg("found"), e.Reason.Arg("expected"), spelling.Hint(";", e.Nearest)))
}

// attrNear is the declared attribute of an entry that a name is, or is nearest to.
func (s *Scheme) attrNear(entry *document.Node, name string) (string, bool) {
	kind := ""
	if n := entry.Child("kind"); n != nil {
		kind = n.Value
	}
	if kind == string(ledger.Enroll) {
		kind = "unit"
	}
	var names []string
	for _, a := range slices.Concat(s.Attrs[kind], s.outletAttrs(kind)) {
		if names = append(names, a.Name); a.Name == name {
			return name, true
		}
	}
	return spelling.Nearest(name, names)
}

// outletAttrs are the attributes of the outlet that an entry of a kind may state.
func (s *Scheme) outletAttrs(kind string) []Attr {
	if kind == string(ledger.Adopt) {
		return s.Attrs["outlet"]
	}
	return nil
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)

// writeEntry writes an entry as JSON. The ledger wants a decimal in a string where an amount or shares stand; an
// attribute of such a name is as all attributes are.
func writeEntry(w *bytes.Buffer, n *document.Node) {
	w.WriteByte('{')
	for i := 0; i+1 < len(n.Content); i += 2 {
		if i > 0 {
			w.WriteByte(',')
		}
		field := n.Content[i].Value
		writeString(w, field)
		w.WriteByte(':')
		writeJSON(w, n.Content[i+1], field == "amount" || field == "shares" || field == "succeeds")
	}
	w.WriteByte('}')
}

// writeJSON writes a node as JSON: what YAML reads as a number or a bool stays one, numbers not where decimals stand in
// strings; all else, times included, is a string.
func writeJSON(w *bytes.Buffer, n *document.Node, inStrings bool) {
	switch n.Kind {
	case document.Mapping:
		w.WriteByte('{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				w.WriteByte(',')
			}
			writeString(w, n.Content[i].Value)
			w.WriteByte(':')
			writeJSON(w, n.Content[i+1], inStrings)
		}
		w.WriteByte('}')
	case document.List:
		w.WriteByte('[')
		for i, c := range n.Content {
			if i > 0 {
				w.WriteByte(',')
			}
			writeJSON(w, c, inStrings)
		}
		w.WriteByte(']')
	default:
		if n.Type == document.Null {
			w.WriteString("null")
			return
		}
		number := (n.Type == document.Int || n.Type == document.Float) && jsonNumber.MatchString(n.Value) && !inStrings
		if number || n.Type == document.Bool && (n.Value == "true" || n.Value == "false") {
			w.WriteString(n.Value)
			return
		}
		writeString(w, n.Value)
	}
}

func writeString(w *bytes.Buffer, s string) {
	out, _ := json.Marshal(s) // a string cannot fail
	w.Write(out)
}
