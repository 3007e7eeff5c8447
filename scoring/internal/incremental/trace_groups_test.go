package incremental_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/incremental"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestTraceGroupsSplit: two items with equal results and equal traces have different results under another figure.
func TestTraceGroupsSplit(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, scheme  string
		first, second string // what is appended to the two submissions
		value         string // of params.figure, which is 1
		was, is       [2]string
	}{
		{"by what was not asked before",
			"credits: {handed: {clause: '1', each: submit, when: params.figure > 1, worth: item.words}}",
			`,"attrs":{"words":100}}`, `,"attrs":{"words":99}}`, "2", [2]string{"0", "0"}, [2]string{"100", "99"}},
		{"by what was read and made no difference",
			"credits: {handed: {clause: '1', each: submit, worth: 'params.figure > 1 ? item.words : 1'}}",
			`,"attrs":{"words":100}}`, `,"attrs":{"words":99}}`, "2", [2]string{"1", "1"}, [2]string{"100", "99"}},
		{"by an order that looks at the worth",
			"credits: {taken: {clause: '1', each: adopt, worth: 'params.figure * (adopt.placement == \"top\" ? 1 " +
				": 2)'}}\n" +
				"collapses: {once: {clause: '2', of: taken, best: 1, order: ['worth >= 10 ? adopt.size : 0']}}",
			`}
{"id":"a1","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"o","placement":"top","attrs":{"size":1}}
{"id":"a2","kind":"adopt","at":"2020-02-03","item":"i1","outlet":"o","placement":"end","attrs":{"size":2}}`, `}
{"id":"b1","kind":"adopt","at":"2020-02-02","item":"i2","outlet":"o","placement":"top","attrs":{"size":2}}
{"id":"b2","kind":"adopt","at":"2020-02-03","item":"i2","outlet":"o","placement":"end","attrs":{"size":1}}`,
			"10", [2]string{"1", "1"}, [2]string{"20", "10"}},
		{"not at all",
			"credits: {handed: {clause: '1', each: submit, worth: 'params.figure * (item.words > 1 ? 2 : 1)'}}",
			`,"attrs":{"words":100}}`, `,"attrs":{"words":99}}`, "2", [2]string{"2", "2"}, [2]string{"4", "4"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml",
				[]byte("scheme: s\naccounts: {points: {}}\nattrs: {submit: {words: number = 0}, adopt: {size: number "+
					"= 0}}\nparams: {figure: 1}\n"+row.scheme+"\n"))
			require.NoError(t, err)
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`
{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u1","name":"u1","category":"c"}
{"id":"e2","kind":"enroll","at":"2020-01-01","unit":"u2","name":"u2","category":"c"}
{"id":"s1","kind":"submit","at":"2020-02-01","unit":"u1","genre":"g","item":"i1"`+row.first+`
{"id":"s2","kind":"submit","at":"2020-02-01","unit":"u2","genre":"g","item":"i2"`+row.second), "l.jsonl")
			require.NoError(t, err)
			e := begin(t, s, l, frame.Options{Periods: worlds.Periods("2020")})
			assert.Equal(t, row.was, amounts(e))
			next, continues, err := e.with(t, scheme.Param{Path: "figure", Value: row.value})
			require.NoError(t, err)
			require.True(t, continues, "it is scored again in part")
			assert.Equal(t, row.is, amounts(next))
		})
	}
}

// amounts are what units u1 and u2 have.
func amounts(e engine) [2]string {
	var out [2]string
	for _, total := range e.of.Ranked.Totals {
		out[total.Unit[1]-'1'] = total.Amount.String()
	}
	return out
}

// TestTraceGroups: the result of each class in a group is that of its own run.
func TestTraceGroups(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		if w.Source != "" {
			continue // sample has no ledger of it
		}
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			s, o := worlds.New(w, 0).Scheme(t, frame.Options{Periods: worlds.Periods(w.Name[len(w.Name)-4:]),
				Params: w.Params})
			entries, err := sample.Entries(w.Name, 1, sample.Options{Entries: 20_000, Units: 20})
			require.NoError(t, err)
			l, err := ledger.Of(t.Context(), slices.Collect(entries)...)
			require.NoError(t, err)
			e := begin(t, s, l, o)
			together := 0
			for _, path := range w.Figures(t) {
				for _, value := range []string{"0", "1", "7.5"} {
					classes, groups, err := e.traceGroups(scheme.Param{Path: path, Value: value})
					require.NoError(t, err, "%s: %s", path, value)
					together += classes - groups
				}
			}
			assert.Positive(t, together, "some classes run together")
		})
	}
}

// traceGroups is the number of classes that run again under another figure, and of their groups by trace. The error is
// of a class whose own run has another result than its group.
func (e engine) traceGroups(p scheme.Param) (classes, groups int, err error) {
	g := e.keeper()
	if g == nil {
		return 0, 0, nil
	}
	o := e.figures(p)
	s, _, _ := frame.Apply(context.Background(), e.scheme, o)
	k := g.Own()
	if !incremental.SameExpressions(k.Settler.Prepared.Frame.Scheme, s) {
		return 0, 0, nil
	}
	readers := incremental.ReadersOf(s, frame.ChangedParams(k.Settler.Prepared.Frame.Options.Params, o.Params))
	together := &incremental.Variation{Base: k, Frame: incremental.Varied(k.Settler.Prepared.Frame, s, o),
		Reruns: k.RerunsFor(readers)}
	with := k.Runners.Take(together.Frame)
	defer k.Runners.GiveBack(with)
	recorder := incremental.NewRecorder(with.Evaluator, k.Traces.Codes, true)
	with.Observer = recorder
	defer func() { with.Observer = nil }()
	all := k.Traces.Groups(together.Reruns, readers)
	for _, some := range all {
		together.CreditGroup(with, recorder, some)
	}
	for i, g := range together.Reruns {
		alone := incremental.Rerun{Class: g.Class}
		together.CreditGroup(with, recorder, []*incremental.Rerun{&alone})
		if alone.Deltas = g.Deltas; !reflect.DeepEqual(alone, g) {
			return 0, 0, fmt.Errorf("class %d: %+v in its group, %+v by itself", i, g, alone)
		}
	}
	return len(together.Reruns), len(all), nil
}
