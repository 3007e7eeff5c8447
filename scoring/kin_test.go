package scoring_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestKinPart: two items that came to the same by the same way, and under another figure no longer do.
func TestKinPart(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, scheme  string
		first, second string // what is appended to the two submissions
		value         string // of params.figure, which is 1
		was, is       [2]string
	}{
		{"by what was not asked before", "credits: {handed: {clause: '1', each: submit, when: params.figure > 1, worth: item.words}}",
			`,"attrs":{"words":100}}`, `,"attrs":{"words":99}}`, "2", [2]string{"0", "0"}, [2]string{"100", "99"}},
		{"by what was read and made no difference", "credits: {handed: {clause: '1', each: submit, worth: 'params.figure > 1 ? item.words : 1'}}",
			`,"attrs":{"words":100}}`, `,"attrs":{"words":99}}`, "2", [2]string{"1", "1"}, [2]string{"100", "99"}},
		{"by an order that looks at the worth", "credits: {taken: {clause: '1', each: adopt, worth: 'params.figure * (adopt.placement == \"top\" ? 1 : 2)'}}\n" +
			"collapses: {once: {clause: '2', of: taken, best: 1, order: ['worth >= 10 ? adopt.size : 0']}}",
			`}
{"id":"a1","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"o","placement":"top","attrs":{"size":1}}
{"id":"a2","kind":"adopt","at":"2020-02-03","item":"i1","outlet":"o","placement":"end","attrs":{"size":2}}`, `}
{"id":"b1","kind":"adopt","at":"2020-02-02","item":"i2","outlet":"o","placement":"top","attrs":{"size":2}}
{"id":"b2","kind":"adopt","at":"2020-02-03","item":"i2","outlet":"o","placement":"end","attrs":{"size":1}}`,
			"10", [2]string{"1", "1"}, [2]string{"20", "10"}},
		{"not at all", "credits: {handed: {clause: '1', each: submit, worth: 'params.figure * (item.words > 1 ? 2 : 1)'}}",
			`,"attrs":{"words":100}}`, `,"attrs":{"words":99}}`, "2", [2]string{"2", "2"}, [2]string{"4", "4"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\nattrs: {submit: {words: number = 0}, adopt: {size: number = 0}}\nparams: {figure: 1}\n"+row.scheme+"\n"))
			require.NoError(t, err)
			l, err := ledger.ReadJSONL(strings.NewReader(`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u1","name":"u1","category":"c"}
{"id":"e2","kind":"enroll","at":"2020-01-01","unit":"u2","name":"u2","category":"c"}
{"id":"s1","kind":"submit","at":"2020-02-01","unit":"u1","genre":"g","item":"i1"`+row.first+`
{"id":"s2","kind":"submit","at":"2020-02-01","unit":"u2","genre":"g","item":"i2"`+row.second), "l.jsonl")
			require.NoError(t, err)
			e, err := scoring.NewEngine(context.Background(), s, l, scoring.Options{Period: "2020"})
			require.NoError(t, err)
			assert.Equal(t, row.was, amounts(e))
			next, err := e.With(context.Background(), scheme.Variant{Params: []scheme.Param{{Path: "figure", Value: row.value}}})
			require.NoError(t, err)
			require.True(t, next.Continues(e), "it is scored again in part")
			assert.Equal(t, row.is, amounts(next))
		})
	}
}

// amounts are what units u1 and u2 have.
func amounts(e *scoring.Engine) [2]string {
	var out [2]string
	for _, total := range e.Book().Totals {
		out[total.Unit[1]-'1'] = total.Amount.String()
	}
	return out
}

// TestKinAreAlike asks of every class whether step 1 gives it, by itself, what it gives one of its kin.
func TestKinAreAlike(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		if w.source != "" {
			continue // sample has no ledger of it
		}
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			s, o := load(t, newGenerator(w, 0), scoring.Options{Period: w.scheme[len(w.scheme)-4:], Params: w.params})
			entries, err := sample.Entries(w.scheme, 1, sample.Options{Entries: 20_000, Units: 20})
			require.NoError(t, err)
			l, err := ledger.Of(slices.Collect(entries)...)
			require.NoError(t, err)
			e, err := scoring.NewEngine(context.Background(), s, l, o)
			require.NoError(t, err)
			together := 0
			for _, path := range figures(t, w) {
				for _, value := range []string{"0", "1", "7.5"} {
					classes, kin, err := e.Kin(scheme.Variant{Params: []scheme.Param{{Path: path, Value: value}}})
					require.NoError(t, err, "%s: %s", path, value)
					together += classes - kin
				}
			}
			assert.Positive(t, together, "some classes are not run by themselves")
		})
	}
}
