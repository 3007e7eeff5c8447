package scheme_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// brokenReadings is the section readings.
func brokenReadings() []breaking {
	const (
		taken = "times-two: {taken: true}"
		patch = "{bonuses: {endorsed: {times: 3}}}"
	)
	return []breaking{
		{name: "no reading taken", old: taken, new: "times-two: {patch: {}}",
			want: []said{{37, "bonus", "question \"bonus\" has 0 readings with `taken: true`; expected one"}}},
		{name: "two readings taken", old: taken, new: taken + "\n    times-one: {taken: true}",
			want: []said{{37, "bonus", "question \"bonus\" has 2 readings with `taken: true`; expected one"}}},
		{name: "taken with a patch", old: "{taken: true}", new: "{taken: true, patch: {}}",
			want: []said{
				{38, "times-two", "reading \"times-two\" is taken and has a patch; the scheme itself reads as taken"}}},
		{name: "neither taken nor a patch", old: "{patch: " + patch + "}", new: "{title: 三倍}",
			want: []said{{39, "times-three", "reading \"times-three\" is neither taken nor a patch"}}},
		{name: "patch that is a list", old: patch, new: "[bonuses]",
			want: []said{{39, "[bonuses]", "found a list; expected a mapping that is merged into the scheme"}}},
		{name: "patch of the tests", old: patch, new: "{tests: []}",
			want: []said{{39, "tests", "found \"tests\" in a patch; a reading changes rules and figures"}}},
		{name: "reading that answers two questions", old: "tests:\n",
			new: "  other:\n    times-two: {taken: true}\ntests:\n",
			want: []said{{41, "times-two",
				"reading \"times-two\" is there already, for another question; expected a name of its own"}}},
		{name: "patch with an unknown key", old: patch, new: "{bonuses: {endorsed: {tims: 3}}}",
			want: []said{{39, "tims", "unknown key \"tims\"; did you mean \"times\"?"}}},
		{name: "patch with a wrong type", old: patch, new: "{bonuses: {endorsed: {times: item.late}}}",
			want: []said{{39, "late", "found a bool; expected a number"}}},
		{name: "patch that takes away what is named", old: patch, new: "{define: {good: null}}", want: []said{
			{19, "good", "found the name \"good\"; expected a declared one: params, item, unit, sender, adopt, outlet, tier, nth"},
			{26, "good", "found the name \"good\"; expected a declared one: params, item, unit, sender, nth"}}},
	}
}

// brokenTests is the section tests.
func brokenTests() []breaking {
	const expect = "{totals: {a: {points: 20}}}"
	return []breaking{
		{name: "test that expects nothing", old: expect, new: "{}",
			want: []said{{47, "{}", "test \"一次采用\" expects nothing; it could not fail"}}},
		{name: "test that expects an unknown account", old: expect, new: "{totals: {a: {point: 20}}}",
			want: []said{{47, "point", "unknown account \"point\"; did you mean \"points\"?"}}},
		{name: "test that expects an unknown quota", old: expect, new: "{missing: {a: {weekley: 20}}}",
			want: []said{{47, "weekley", "unknown quota \"weekley\"; did you mean \"weekly\"?"}}},
		{name: "test that expects an unknown honour", old: expect, new: "{honours: {bset: a}}",
			want: []said{{47, "bset", "unknown honour \"bset\"; did you mean \"best\"?"}}},
		{name: "test that expects no number", old: expect, new: "{totals: {a: {points: many}}}",
			want: []said{{47, "many",
				"found \"many\"; expected a plain decimal number of at most 30 digits on either side of the point"}}},
		{name: "test with a field that there is not", old: "unit: a, genre: brief", new: "unit: a, gerne: brief",
			want: []said{{45, "gerne", "gerne: found an unknown field; expected a field of the format; did you mean \"genre\"?"}}},
		{name: "test with an attribute outside", old: "unit: a, genre: brief", new: "unit: a, genre: brief, lte: true",
			want: []said{{45, "lte", "lte: found an unknown field; did you mean the attribute, `attrs: {late: …}`?"}}},
		{name: "test of no period", old: "period: '2020'", new: "period: 2020-Q5",
			want: []said{{42, "2020-Q5", "period \"2020-Q5\": there is no such quarter; expected 2020-Q1 to 2020-Q4"}}},
		{name: "test until no day", old: "period: '2020'", new: "period: '2020'\n    until: 2020-13-01",
			want: []said{{43, "2020-13-01", "found \"2020-13-01\"; expected a day, as 2006-01-02"}}},
		{name: "test with an unknown reading", old: "period: '2020'", new: "period: '2020'\n    readings: time-three",
			want: []said{{43, "time-three", "unknown reading \"time-three\"; did you mean \"times-three\"?"}}},
		{name: "test with two readings of one question", old: "period: '2020'",
			new: "period: '2020'\n    readings: [times-two, times-three]",
			want: []said{{43, "times-three",
				"readings \"times-two\" and \"times-three\" answer one question, \"bonus\"; expected one of them"}}},
		{name: "test with an unknown parameter", old: "period: '2020'",
			new: "period: '2020'\n    params: {standard.national.breif: 21}",
			want: []said{{43, "21",
				"unknown parameter \"standard.national.breif\": params.standard.national has no \"breif\"; " +
					"did you mean \"brief\"?"}}},
		{name: "test with an entry of an unknown kind", old: "{kind: adopt, at: 2020-03-03",
			new: "{kind: adpot, at: 2020-03-03", want: []said{{46, "adpot",
				"found \"adpot\"; expected enroll, withdraw, submit, adopt, endorse, commission, assign, grant, " +
					"incident, void, close or opening; did you mean \"adopt\"?"}}},
		{name: "test with an entry about nothing", old: "item: i, outlet", new: "item: j, outlet",
			want: []said{{46, "j,", "found \"j\"; expected an item that some submit names"}}},
		{name: "test with an empty ledger",
			old: "    ledger:\n      - {kind: enroll, at: 2020-01-01, unit: a, name: 甲, category: county}\n" +
				"      - {kind: submit, at: 2020-03-02, item: i, unit: a, genre: brief}\n" +
				"      - {kind: adopt, at: 2020-03-03, item: i, outlet: 人民日报}\n", new: "    ledger: []\n",
			want: []said{{43, "[]", "found an empty list; expected a list of entries"}}},
		{name: "two tests of one name", old: "tests:\n",
			new: "tests:\n" +
				"  - {name: 一次采用, period: '2020', ledger: [{kind: enroll, at: 2020-01-01, unit: a, name: 甲, " +
				"category: county}], expect: {totals: {a: {points: 0}}}}\n",
			want: []said{{42, "一次采用", "test \"一次采用\" is there already; expected a name of its own"}}},
	}
}

// TestTooManyReadings: a scheme is built anew for each reading, so that there is an end to them.
func TestTooManyReadings(t *testing.T) {
	t.Parallel()
	const head = "scheme: s\naccounts: {points: {}}\nparams: {n: 1}\ncredits: {a: {each: adopt, worth: params.n}}\n" +
		"readings:\n  q:\n    r: {taken: true}\n"
	var lines strings.Builder
	for i := range 199 {
		fmt.Fprintf(&lines, "    r%d: {patch: {params: {n: 2}}}\n", i)
	}
	_, err := scheme.Load(t.Context(), "s.yaml", []byte(head+lines.String()))
	require.NoError(t, err)
	_, err = scheme.Load(t.Context(), "s.yaml", []byte(head+lines.String()+"    last: {patch: {params: {n: 2}}}\n"))
	var errs document.Errors
	require.ErrorAs(t, err, &errs)
	require.Len(t, errs, 1)
	assert.Equal(t, "scheme.too-many-readings", errs[0].Reason.Code)
	assert.Equal(t, document.Position{File: "s.yaml", Line: 207, Column: 5}, errs[0].Position)
}

// TestTestsByVariant: tests of the same readings and figures stand together.
func TestTestsByVariant(t *testing.T) {
	t.Parallel()
	one := scheme.Param{Path: "n", Value: "1"}
	assert.Equal(t, [][]int{{0, 3}, {1, 4}, {2}}, scheme.TestsByVariant([]scheme.Test{
		{Readings: []string{"a"}}, {Readings: []string{"a"}, Params: []scheme.Param{one}},
		{Params: []scheme.Param{one}}, {Readings: []string{"a"}},
		{Name: "x", Params: []scheme.Param{one}, Readings: []string{"a"}},
	}))
}
