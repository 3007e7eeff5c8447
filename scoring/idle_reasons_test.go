package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const idleLedger = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2020-02-01","unit":"a","item":"i1","genre":"g"}
{"id":"e3","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"某报"}
{"id":"e4","kind":"endorse","at":"2020-02-01","item":"i1","by":"某"}
{"id":"e5","kind":"assign","at":"2020-02-04","unit":"a","quota":"monthly","period":"2020-02","required":"3"}
{"id":"e6","kind":"commission","at":"2020-02-05","commission":"c1","unit":"a","due":"2020-02-20"}
{"id":"e7","kind":"close","at":"2020-03-01","period":"2020-02"}
{"id":"e8","kind":"submit","at":"2020-02-11","unit":"a","item":"i2","genre":"g"}
{"id":"e9","kind":"opening","at":"2020-02-01","unit":"a","account":"points","period":"2020-01","amount":"7"}
{"id":"e10","kind":"submit","at":"2020-01-08","unit":"a","item":"i3","genre":"g"}
{"id":"e11","kind":"adopt","at":"2020-01-09","item":"i3","outlet":"某报"}
{"id":"e12","kind":"adopt","at":"2020-01-10","item":"i3","outlet":"某报"}
`

// TestWhyIdle asks of entries without a point why they have none.
func TestWhyIdle(t *testing.T) {
	t.Parallel()
	load := func(after string) *scheme.Scheme {
		s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
after_close: `+after+`
accounts: {points: {places: 0}}
attrs: {endorse: {lv: optional number}}
credits:
  used: {each: adopt, worth: 'item.endorsements.exists(e, e.lv > 3) ? 2 : 1'}
  asked: {each: commission, when: commission.answers.size() > 0, worth: 1}
quotas: {monthly: {per: month, count: 'true', required: 'default(assigned, 2)'}}
`))
		require.NoError(t, err)
		return s
	}
	restate, carry := load("restate"), load("carry")
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(idleLedger), "l.jsonl")
	require.NoError(t, err)
	for _, row := range []struct {
		name                 string
		s                    *scheme.Scheme
		period, until, known string
		entry                string
		want                 []string
	}{
		{"it lacks what a rule on another entry reads", restate, "2020-02", "", "", "e4",
			[]string{"rule used: item.endorsements[].lv is absent"}},
		{"a task figure", restate, "2020-02", "", "", "e5",
			[]string{"it sets what quota monthly requires in 2020-02, to 3"}},
		{"not due yet", restate, "2020-02", "2020-02-10", "", "e6",
			[]string{"it is due 2020-02-20, after 2020-02-10, up to which entries are taken"}},
		{"the first that is not known", restate, "2020-02", "", "2020-02-03", "e5",
			[]string{"it was recorded after 2020-02-03, up to which things are known"}},
		{"the last that is known", restate, "2020-02", "", "2020-02-04", "e5",
			[]string{"it sets what quota monthly requires in 2020-02, to 3"}},
		{"the first after a close", carry, "2020-02", "", "", "e8",
			[]string{"it was recorded after e7, by which 2020-02 is closed"}},
		{"an opening says it, of the second of two", restate, "2020-01", "", "", "e12",
			[]string{"rule used makes it worth 1", "e9 says what points of a came to in 2020-01"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			o, err := scoring.ParseOptions(row.period, row.until, row.known)
			require.NoError(t, err)
			x, err := scoring.Explain(t.Context(), row.s, l, o, scoring.Query{Entry: row.entry})
			require.NoError(t, err)
			var said []string
			for _, idle := range x.Idle {
				for _, why := range idle.Reasons {
					said = append(said, why.String())
				}
			}
			assert.Equal(t, row.want, said)
		})
	}
}

// TestEngineExplainsWhatItComesTo: an engine explains grades and results of a unit, where there are as many of each.
func TestEngineExplainsWhatItComesTo(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
credits: {sent: {each: submit, worth: 1}}
grades: {level: {per: year, bands: {good: 1}}}
results: {some: {per: year, when: 'total["points"] > 0'}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(strings.SplitAfter(idleLedger, "\n")[:4], "")), "l.jsonl")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	x, err := e.Explain(t.Context(), scoring.Query{Unit: "a"})
	require.NoError(t, err)
	require.Len(t, x.Grades, 1)
	require.Len(t, x.Results, 1)
	assert.Equal(t, "good", x.Grades[0].Band)
	assert.True(t, x.Results[0].Holds)
}

// TestBeatenEachOnce: of an item whose worths a collapse leaves out each is said once, those of two rules by one entry
// too, which are worth the same.
func TestBeatenEachOnce(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
outlets: [{level: high, names: [甲报]}, {level: low, names: [乙报]}]
tiers: [high, low]
credits:
  one: {each: adopt, worth: 'tier == "high" ? 9 : 2'}
  two: {each: adopt, worth: 'tier == "high" ? 8 : 2'}
collapses: {best: {of: [one, two], best: 2}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2020-02-01","unit":"a","item":"i1","genre":"g"}
{"id":"e3","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"乙报"}
{"id":"e4","kind":"adopt","at":"2020-02-03","item":"i1","outlet":"甲报"}
`), "l.jsonl")
	require.NoError(t, err)
	x, err := scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Entry: "e4"})
	require.NoError(t, err)
	var said []string
	for _, p := range x.Points {
		for _, b := range p.Beaten {
			said = append(said, p.Rule+" of "+p.At.Format("01-02")+": "+b.Entry+" "+b.Rule)
		}
	}
	assert.Equal(t, []string{"one of 02-03: e3 one", "one of 02-03: e3 two"}, said)
}
