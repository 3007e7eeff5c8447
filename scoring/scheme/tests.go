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
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule/document"
)

// readTests reads the worked cases of a scheme; running them is the engine's.
func readTests(ctx context.Context, src *source, s *Scheme) ([]Test, document.Errors) {
	d := document.NewDecoder(ctx, src.file, limits)
	n := src.published.Child("tests")
	if n == nil {
		return nil, nil
	}
	var specs testsSpec
	specs.Decode(d, n)
	if len(d.Errors()) > 0 {
		return nil, d.Errors()
	}
	var out []Test
	names := map[string]bool{}
	for _, spec := range specs {
		if d.Ended() != nil {
			break
		}
		t := Test{Name: spec.Name.Value, Position: d.Position(spec.Node), Period: spec.Period.Value,
			Until: spec.Until.Value, Known: spec.Known.Value}
		if names[t.Name] {
			d.Report(spec.Name.Node, reason.New("scheme.test-twice",
				"test {test:q} is there already; expected a name of its own", t.Name))
		}
		names[t.Name] = true
		for _, r := range spec.Readings {
			t.Readings = append(t.Readings, r.Value)
		}
		t.Ledger = s.testLedger(ctx, d, spec.Ledger.Node)
		t.Expect = expected(d, spec.Expect)
		if len(t.Expect) == 0 {
			d.Report(spec.Expect.Node, reason.New("scheme.test-expects-nothing",
				"test {test:q} expects nothing; it could not fail", t.Name))
		}
		out = append(out, t)
	}
	s.checkTests(ctx, d, specs, out)
	return out, d.Errors()
}

// checkTests checks tests against the scheme as each varies it, and notes what it varies. A variant is built once for
// all tests that take it.
func (s *Scheme) checkTests(ctx context.Context, d *document.Decoder, specs testsSpec, tests []Test) {
	places := make([][]*document.Node, len(tests))
	for i := range tests {
		tests[i].Params = testParams(d, specs[i].Params.Node, "", &places[i])
	}
	for _, alike := range TestsByVariant(tests) {
		if d.Ended() != nil {
			return
		}
		first := &tests[alike[0]]
		varied, wrong := s.vary(ctx, Variant{Params: first.Params, Readings: first.Readings})
		for _, i := range alike {
			for _, w := range wrong {
				switch {
				case w.reading >= 0:
					d.Report(specs[i].Readings[w.reading].Node, w.wrong)
				case w.param >= 0:
					d.Report(places[i][w.param], w.wrong)
				default:
					d.Add(w.patch...)
				}
			}
			s.checkTest(ctx, d, specs[i], &tests[i], varied)
		}
	}
}

// TestsByVariant are the places of tests in their list, those together that take the same readings and figures.
func TestsByVariant(tests []Test) [][]int {
	var out [][]int
	groups := map[string]int{}
	for i, t := range tests {
		key := fmt.Sprintf("%q %q", t.Readings, t.Params)
		g, known := groups[key]
		if !known {
			g = len(out)
			groups[key] = g
			out = append(out, nil)
		}
		out[g] = append(out[g], i)
	}
	return out
}

// checkTest checks a test against the scheme as it varies it; nil: that does not fit.
func (s *Scheme) checkTest(ctx context.Context, d *document.Decoder, spec testSpec, t *Test, varied *Scheme) {
	run, err := s.Calendar.ParseRun(t.Period)
	if err != nil {
		d.Fail(spec.Period.Node, err)
	}
	period := run.First
	if !run.Single() {
		period = calendar.Period{}
	}
	until, _ := ledger.ParseTime(t.Until)
	if _, wrong := dayOf(t.Until); t.Until != "" && !wrong.IsZero() {
		d.Report(spec.Until.Node, wrong)
	}
	known, err := ledger.ParseTime(t.Known)
	if t.Known != "" && err != nil {
		d.Fail(spec.Known.Node, err)
	}
	if varied == nil {
		return
	}
	checkFigures(d, varied, spec.Expect)
	checkRanks(d, varied, period.Kind, spec.Expect.Ranks)
	zone := varied.Calendar.Location()
	for _, day := range []struct {
		at   *document.Node
		time ledger.Time
	}{{spec.Until.Node, until}, {spec.Known.Node, known}} {
		if day.time.EndInstant(zone).Before(day.time.Instant(zone)) {
			d.Report(day.at, noSuchDay(day.time.String(), zone))
		}
	}
	if t.Ledger != nil {
		_, err := t.Ledger.View(ctx, ledger.ViewOptions{Calendar: varied.Calendar, Until: until, Known: known})
		s.entryErrors(d, spec.Ledger.Node, err)
	}
}

// NoFigure is what a test expects of an account of figures where a unit has none.
const NoFigure = "none"

// checkFigures checks what a test expects against the names of the scheme, as the test varies it.
func checkFigures(d *document.Decoder, s *Scheme, spec expectSpec) {
	var quotas, honours []string
	for _, q := range s.Quotas {
		quotas = append(quotas, q.Name)
	}
	for _, h := range s.Honours {
		honours = append(honours, h.Name)
	}
	for _, section := range []struct {
		of    string
		what  reason.Reason
		names []string
		lines document.Table[document.Table[document.Word]]
	}{{"totals", nounAccount, s.accountNames(), spec.Totals},
		{"ranks", nounAccountRanking, append(s.accountNames(), s.rankingNames()...), spec.Ranks},
		{"done", nounQuota, quotas, spec.Done}, {"missing", nounQuota, quotas, spec.Missing}} {
		for _, unit := range section.lines {
			for _, figure := range unit.Spec {
				if !slices.Contains(section.names, figure.Name) {
					d.Unknown(figure.Key, section.what, figure.Name, section.names)
				}
				none := section.of == "totals" && figure.Spec.Value == NoFigure
				if _, wrong := parseNumber(figure.Spec.Value); !none && !wrong.IsZero() {
					d.Report(figure.Spec.Node, wrong)
				}
			}
		}
	}
	for _, line := range spec.Honours.lines {
		if !slices.Contains(honours, line.Name) {
			d.Unknown(line.Key, nounHonour, line.Name, honours)
		}
	}
}

// checkRanks checks which ranking the names of expected ranks mean in a kind of period.
func checkRanks(
	d *document.Decoder, s *Scheme, kind calendar.Kind, lines document.Table[document.Table[document.Word]],
) {
	for _, unit := range lines {
		for _, figure := range unit.Spec {
			if _, wrong := s.RankingNamed(figure.Name, kind); kind != 0 && !wrong.IsZero() {
				d.Report(figure.Key, wrong)
			}
		}
	}
}

// testParams reads parameters written as paths or as nested mappings, and where each value stands.
func testParams(d *document.Decoder, n *document.Node, path string, places *[]*document.Node) []Param {
	if n == nil || path == "" && !d.Mapping(n, reason.New("scheme.want-test-parameters",
		"a mapping of parameters, as `fee.county: 10`")) {
		return nil
	}
	if n.Kind != document.Mapping {
		if !d.Scalar(n, reason.New("scheme.want-a-value", "a value")) {
			return nil
		}
		*places = append(*places, n)
		return []Param{{Path: path, Value: n.Value}}
	}
	var out []Param
	for i := 0; i+1 < len(n.Content); i += 2 {
		out = append(out,
			testParams(d, n.Content[i+1], strings.TrimPrefix(path+"."+n.Content[i].Value, "."), places)...)
	}
	return out
}

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
		writeJSON(&lines, &entry, "")
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
	if i := at.Index(e.Field); i >= 0 && e.Reason.Code == "ledger.unknown-field" {
		key := at.Content[i]
		if near, ok := s.attrNear(at, e.Field); ok {
			d.Report(key, reason.New("scheme.attribute-outside",
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
	d.Report(at, reason.New("scheme.entry",
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

// writeJSON writes a node as JSON: what YAML reads as a number or a bool stays one, except where the ledger wants a
// decimal in a string (amounts and shares); all else, times included, is a string.
func writeJSON(w *bytes.Buffer, n *document.Node, key string) {
	switch n.Kind {
	case document.Mapping:
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
	case document.List:
		w.WriteByte('[')
		for i, c := range n.Content {
			if i > 0 {
				w.WriteByte(',')
			}
			writeJSON(w, c, key)
		}
		w.WriteByte(']')
	default:
		if n.Type == document.Null {
			w.WriteString("null")
			return
		}
		number := (n.Type == document.Int || n.Type == document.Float) && jsonNumber.MatchString(n.Value) &&
			key != "amount" && key != "shares"
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

// expected flattens the figures that a test names.
func expected(d *document.Decoder, spec expectSpec) []Expected {
	var out []Expected
	add := func(of, who, what string, w document.Word) {
		if w.Node == nil {
			return
		}
		out = append(out, Expected{Of: of, Who: who, What: what, Want: w.Value, Position: d.Position(w.Node)})
	}
	for _, section := range []struct {
		of    string
		lines document.Table[document.Table[document.Word]]
	}{{"totals", spec.Totals}, {"ranks", spec.Ranks}, {"done", spec.Done}, {"missing", spec.Missing}} {
		for _, unit := range section.lines {
			for _, figure := range unit.Spec {
				add(section.of, unit.Name, figure.Name, figure.Spec)
			}
		}
	}
	none := func(of, who string, n *document.Node) {
		if n != nil {
			out = append(out, Expected{Of: of, Who: who, Position: d.Position(n)})
		}
	}
	none("honours", "", spec.Honours.none)
	for _, honour := range spec.Honours.lines {
		none("honours", honour.Name, honour.Spec.none)
		for _, unit := range honour.Spec.words {
			add("honours", honour.Name, "", unit)
		}
	}
	for _, section := range []struct {
		of   string
		what wordsOrNone
	}{{"unmet", spec.Unmet}, {"suspects", spec.Suspects}} {
		none(section.of, "", section.what.none)
		for _, entries := range section.what.words {
			add(section.of, "", "", entries)
		}
	}
	for _, section := range []struct {
		of   string
		what orNone[document.Word]
	}{{"unscored", spec.Unscored}, {"problems", spec.Problems}} {
		none(section.of, "", section.what.none)
		for _, line := range section.what.lines {
			add(section.of, line.Name, "", line.Spec)
		}
	}
	return out
}
