package scheme

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
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
	checkGrades(d, s, spec.Grades)
	var results []string
	for _, r := range s.Results {
		results = append(results, r.Name)
	}
	for _, line := range spec.Results.lines {
		if !slices.Contains(results, line.Name) {
			d.Unknown(line.Key, nounResult, line.Name, results)
		}
	}
}

// checkGrades checks the grades that a test expects, and their bands.
func checkGrades(d *document.Decoder, s *Scheme, lines document.Table[document.Table[document.Word]]) {
	var names []string
	for _, g := range s.Grades {
		names = append(names, g.Name)
	}
	for _, unit := range lines {
		for _, figure := range unit.Spec {
			n := slices.Index(names, figure.Name)
			if n < 0 {
				d.Unknown(figure.Key, nounGrade, figure.Name, names)
			} else if bands := append(s.Grades[n].Names(), NoFigure); !slices.Contains(bands, figure.Spec.Value) {
				d.Unknown(figure.Spec.Node, nounBand, figure.Spec.Value, bands)
			}
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
	}{{"totals", spec.Totals}, {"ranks", spec.Ranks}, {"done", spec.Done}, {"missing", spec.Missing},
		{"grades", spec.Grades}} {
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
	for _, section := range []struct {
		of   string
		what orNone[wordsOrNone]
	}{{"honours", spec.Honours}, {"results", spec.Results}} {
		none(section.of, "", section.what.none)
		for _, line := range section.what.lines {
			none(section.of, line.Name, line.Spec.none)
			for _, unit := range line.Spec.words {
				add(section.of, line.Name, "", unit)
			}
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
