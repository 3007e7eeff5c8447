package scheme

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule/document"
)

// readTests reads the worked cases of a scheme; running them is the engine's.
func readTests(src *source, s *Scheme) ([]Test, document.Errors) {
	d := decoder{file: src.file}
	n := child(src.published, "tests")
	if n == nil {
		return nil, nil
	}
	var specs testsSpec
	specs.decode(&d, n)
	if len(d.errs) > 0 {
		return nil, d.errs
	}
	var out []Test
	names := map[string]bool{}
	for _, spec := range specs {
		t := Test{Name: spec.Name.value, Position: d.position(spec.node), Period: spec.Period.value, Until: spec.Until.value, Known: spec.Known.value}
		if names[t.Name] {
			d.errorf(spec.Name.node, "test %q is there already; expected a name of its own", t.Name)
		}
		names[t.Name] = true
		if _, err := s.Calendar.Parse(t.Period); err != nil {
			d.errorf(spec.Period.node, "%v", err)
		}
		if until, err := ledger.ParseTime(t.Until); t.Until != "" && (err != nil || !until.IsDate()) {
			d.errorf(spec.Until.node, "found %q; expected a day, as 2006-01-02", t.Until)
		}
		if _, err := ledger.ParseTime(t.Known); t.Known != "" && err != nil {
			d.errorf(spec.Known.node, "%v", err)
		}
		for _, r := range spec.Readings {
			t.Readings = append(t.Readings, r.value)
		}
		var places []*yaml.Node
		t.Params = d.testParams(spec.Params.node, "", &places)
		varied, wrong := s.vary(Variant{Params: t.Params, Readings: t.Readings})
		for _, w := range wrong {
			switch {
			case w.reading >= 0:
				d.errorf(spec.Readings[w.reading].node, "%v", w.err)
			case w.param >= 0:
				d.errorf(places[w.param], "%v", w.err)
			default:
				d.fail(spec.Name.node, w.err)
			}
		}
		t.Ledger = d.testLedger(spec.Ledger.node)
		t.Expect = d.expected(spec.Expect)
		if len(t.Expect) == 0 {
			d.errorf(spec.Expect.node, "test %q expects nothing; it could not fail", t.Name)
		}
		if varied != nil {
			d.figures(varied, spec.Expect)
		}
		out = append(out, t)
	}
	return out, d.errs
}

func (d *decoder) position(n *yaml.Node) document.Position {
	return document.Position{File: d.file.Name, Line: n.Line, Column: n.Column}
}

// figures checks what a test expects against the names of the scheme, as the test varies it.
func (d *decoder) figures(s *Scheme, spec expectSpec) {
	var quotas, honours []string
	for _, q := range s.Quotas {
		quotas = append(quotas, q.Name)
	}
	for _, h := range s.Honours {
		honours = append(honours, h.Name)
	}
	for _, section := range []struct {
		what  string
		names []string
		lines table[table[word]]
	}{{"account", s.accountNames(), spec.Totals}, {"account", s.accountNames(), spec.Ranks}, {"quota", quotas, spec.Done}, {"quota", quotas, spec.Missing}} {
		for _, unit := range section.lines {
			for _, figure := range unit.spec {
				if !slices.Contains(section.names, figure.name) {
					d.unknown(figure.key, section.what, figure.name, section.names)
				}
				if _, err := parseNumber(figure.spec.value); err != nil {
					d.errorf(figure.spec.node, "%v", err)
				}
			}
		}
	}
	for _, line := range spec.Honours.lines {
		if !slices.Contains(honours, line.name) {
			d.unknown(line.key, "honour", line.name, honours)
		}
	}
}

// testParams reads parameters written as paths or as nested mappings, and where each value stands.
func (d *decoder) testParams(n *yaml.Node, path string, places *[]*yaml.Node) []Param {
	if n == nil || path == "" && !d.mapping(n, "a mapping of parameters, as `fee.county: 10`") {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		if !d.scalar(n, "a value") {
			return nil
		}
		*places = append(*places, n)
		return []Param{{Path: path, Value: n.Value}}
	}
	var out []Param
	for i := 0; i+1 < len(n.Content); i += 2 {
		out = append(out, d.testParams(n.Content[i+1], strings.TrimPrefix(path+"."+n.Content[i].Value, "."), places)...)
	}
	return out
}

// testLedger reads a list of entries; one without an id is called e1, e2 … by its place.
func (d *decoder) testLedger(n *yaml.Node) *ledger.Ledger {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		d.errorf(n, "found %s; expected a list of entries", describe(n))
		return nil
	}
	var lines bytes.Buffer
	for i, c := range n.Content {
		if !d.mapping(c, "an entry") {
			return nil
		}
		entry := *c
		if child(c, "id") == nil {
			id := []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: "id"}, {Kind: yaml.ScalarNode, Tag: "!!str", Value: fmt.Sprintf("e%d", i+1)}}
			entry.Content = append(id, c.Content...)
		}
		writeJSON(&lines, &entry, "")
		lines.WriteByte('\n')
	}
	l, err := ledger.ReadJSONL(&lines, "ledger")
	var wrong *ledger.Errors
	switch {
	case errors.As(err, &wrong):
		for _, one := range wrong.First {
			d.entryError(n, one)
		}
	case err != nil:
		d.errorf(n, "%v", err)
	}
	return l
}

// entryError reports what the ledger found wrong with an entry, at the field.
func (d *decoder) entryError(list *yaml.Node, e *ledger.Error) {
	if e.Line < 1 || e.Line > len(list.Content) {
		d.errorf(list, "%v", e)
		return
	}
	at := list.Content[e.Line-1]
	what := ""
	for _, key := range strings.Split(e.Field, ".") {
		if value := child(at, key); value != nil {
			at = value
		} else if key != "" {
			what = e.Field + ": "
		}
	}
	near := ""
	if e.Nearest != "" {
		near = fmt.Sprintf("; did you mean %q?", e.Nearest)
	}
	d.errorf(at, "%sfound %s; expected %s%s", what, e.Found, e.Expected, near)
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)

// writeJSON writes a node as JSON: what YAML reads as a number or a bool stays one, except where the ledger wants a
// decimal in a string (amounts and shares); all else, times included, is a string.
func writeJSON(w *bytes.Buffer, n *yaml.Node, key string) {
	switch n.Kind {
	case yaml.MappingNode:
		w.WriteByte('{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				w.WriteByte(',')
			}
			writeString(w, n.Content[i].Value)
			w.WriteByte(':')
			inner := n.Content[i].Value
			if key == "shares" {
				inner = key
			}
			writeJSON(w, n.Content[i+1], inner)
		}
		w.WriteByte('}')
	case yaml.SequenceNode:
		w.WriteByte('[')
		for i, c := range n.Content {
			if i > 0 {
				w.WriteByte(',')
			}
			writeJSON(w, c, key)
		}
		w.WriteByte(']')
	default:
		if n.Tag == "!!null" {
			w.WriteString("null")
			return
		}
		number := (n.Tag == "!!int" || n.Tag == "!!float") && jsonNumber.MatchString(n.Value) && key != "amount" && key != "shares"
		if number || n.Tag == "!!bool" && (n.Value == "true" || n.Value == "false") {
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

// expected flattens the figures that a test names.
func (d *decoder) expected(spec expectSpec) []Expected {
	var out []Expected
	add := func(of, who, what string, w word) {
		if w.node == nil {
			return
		}
		out = append(out, Expected{Of: of, Who: who, What: what, Want: w.value, Position: d.position(w.node)})
	}
	for _, section := range []struct {
		of    string
		lines table[table[word]]
	}{{"totals", spec.Totals}, {"ranks", spec.Ranks}, {"done", spec.Done}, {"missing", spec.Missing}} {
		for _, unit := range section.lines {
			for _, figure := range unit.spec {
				add(section.of, unit.name, figure.name, figure.spec)
			}
		}
	}
	none := func(of, who string, n *yaml.Node) {
		if n != nil {
			out = append(out, Expected{Of: of, Who: who, Position: d.position(n)})
		}
	}
	none("honours", "", spec.Honours.none)
	for _, honour := range spec.Honours.lines {
		none("honours", honour.name, honour.spec.none)
		for _, unit := range honour.spec.words {
			add("honours", honour.name, "", unit)
		}
	}
	for _, section := range []struct {
		of   string
		what orNone[word]
	}{{"unscored", spec.Unscored}, {"problems", spec.Problems}} {
		none(section.of, "", section.what.none)
		for _, line := range section.what.lines {
			add(section.of, line.name, "", line.spec)
		}
	}
	return out
}
