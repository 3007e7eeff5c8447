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

// TestExplainsRestrictedKeys asks for all that is said of open entries where numbers count by what was worked out from
// restricted ones: the keys stay hidden with their numbers, as does what is read or reported by them.
func TestExplainsRestrictedKeys(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
attrs: {submit: {src: string = ""}}
params: {t: {x: 1}}
numbers:
  low: {each: submit, by: item.title.lower()}
  head: {each: submit, by: 'item.title.split("：")[0]'}
  pair: {each: submit, by: '[item.unit, item.title]'}
  src: {each: submit, by: item.src}
  again: {each: submit, by: 'low.before.exists(k, k == "x") ? "x" : "y"'}
  boss: {each: endorse, by: 'endorse.by.replace("同志", "")'}
  whose: {each: submit, by: item.unit}
credits:
  a: {each: submit, when: 'low.before.size() + head.before.size() + pair.before.size() + src.before.size() > 0', worth: 1}
  b: {each: submit, when: 'again.before.size() > 9', worth: 1}
  c: {each: submit, when: 'head.before.exists(k, k in head.earlier && head.before[k] > 9)', worth: 1}
  d: {each: submit, when: 'low.before.exists(k, default(params.t[k], 0) > 9)', worth: 1}
  g: {each: submit, when: 'low.before.exists(k, params.t[k] > 9)', worth: 1}
  e: {each: endorse, when: 'boss.before.size() > 0', worth: 1}
  f: {each: submit, when: 'whose.before.size() > 9', worth: 1}
quotas: {q: {per: year, each: submit, count: 'head.before.size()'}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2024-01-01","unit":"a","name":"甲局","category":"bureau"}
{"id":"e2","kind":"submit","at":"2024-01-02","item":"i1","unit":"a","genre":"brief","title":"绝密行动：Secret","attrs":{"src":"密源"},"restricted":true}
{"id":"e3","kind":"endorse","at":"2024-01-03","item":"i1","by":"首长王某同志","restricted":true}
{"id":"e8","kind":"submit","at":"2024-01-08","item":"i2","unit":"a","genre":"brief","title":"公开：x","attrs":{"src":"明源"}}
{"id":"e9","kind":"endorse","at":"2024-01-09","item":"i2","by":"县长"}
{"id":"e10","kind":"submit","at":"2024-01-10","item":"i3","unit":"a","genre":"brief","title":"作废"}
{"id":"e11","kind":"void","at":"2024-01-11","ref":"e10","reason":"机密缘由","restricted":true}
`), "l.jsonl")
	require.NoError(t, err)
	for _, internal := range []bool{false, true} {
		o := scoring.Options{Internal: internal}
		book, err := scoring.Score(t.Context(), s, l, o)
		require.NoError(t, err)
		json, err := book.JSON(t.Context())
		require.NoError(t, err)
		said := string(json)
		for _, q := range []scoring.Query{{Item: "i2"}, {Entry: "e8"}, {Entry: "e9"}, {Entry: "e10"}, {Unit: "a"}} {
			x, err := scoring.Explain(t.Context(), s, l, o, q)
			require.NoError(t, err)
			json, err := x.JSON()
			require.NoError(t, err)
			said += string(json)
		}
		for _, word := range []string{"绝密行动", "ecret", "首长王某", "密源", "机密缘由"} {
			assert.Equal(t, internal, strings.Contains(said, word), word)
		}
		x, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Item: "i2"})
		require.NoError(t, err)
		read := map[string]string{}
		for _, p := range x.Points {
			for _, v := range p.Values {
				read[v.Path] = v.Value
			}
		}
		want := map[string]string{"low.before": `{"公开：x": 1, "绝密行动：secret": 1}`, "boss.before": `{"县长": 1, "首长王某": 1}`}
		if !internal {
			want = map[string]string{"low.before": `{"〔内部〕": "〔内部〕", "公开：x": 1}`,
				"boss.before": `{"〔内部〕": "〔内部〕", "县长": 1}`}
		}
		for path, value := range want {
			assert.Equal(t, value, read[path], path)
		}
	}
}

// TestRestrictedSuspectsApart: two open submissions are no suspects by one between them that is restricted.
func TestRestrictedSuspectsApart(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
credits: {g: {each: submit, worth: 1}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2024-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"enroll","at":"2024-01-01","unit":"b","name":"乙","category":"c"}
{"id":"e3","kind":"enroll","at":"2024-01-01","unit":"d","name":"丁","category":"c"}
{"id":"e4","kind":"submit","at":"2024-01-02","unit":"a","item":"i1","genre":"g","title":"同题"}
{"id":"e5","kind":"submit","at":"2024-01-07","unit":"b","item":"i2","genre":"g","title":"同题","restricted":true}
{"id":"e6","kind":"submit","at":"2024-01-12","unit":"d","item":"i3","genre":"g","title":"同题"}
`), "l.jsonl")
	require.NoError(t, err)
	for internal, want := range map[bool]int{false: 0, true: 1} { // ten days apart, or five and five
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{Internal: internal})
		require.NoError(t, err)
		found, err := book.Suspects(t.Context())
		require.NoError(t, err)
		assert.Len(t, found, want)
	}
}
