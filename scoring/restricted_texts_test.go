package scoring_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestRestrictedTexts asks what is left of a text that says at an entry of its own what stands in restricted entries: as
// title, outlet, or endorser, as it is written and as it is read, in restricted ones alone or in others too.
func TestRestrictedTexts(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
attrs: {incident: {says: {type: string, one_of: [x]}, size: optional number}, submit: {words: optional number}}
credits: {used: {each: adopt, worth: 1}}
`))
	require.NoError(t, err)
	lines := []string{
		`{"id":"e0","kind":"endorse","at":"2020-02-02","item":"林区","by":"林区","restricted":true}`,
		`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"c"}`,
		`{"id":"e2","kind":"submit","at":"2020-02-01","unit":"a","item":"i1","genre":"g","title":"春耕"}`,
		`{"id":"e3","kind":"submit","at":"2020-02-01","unit":"a","item":"i2","genre":"g","title":"春耕","restricted":true}`,
		`{"id":"e4","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"某报"}`,
		`{"id":"e5","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"《某报》","restricted":true}`,
		`{"id":"e6","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"《快讯》","restricted":true}`,
		`{"id":"e7","kind":"endorse","at":"2020-02-02","item":"i1","by":"林","restricted":true}`,
		`{"id":"e8","kind":"endorse","at":"2020-02-02","item":"i1","by":"老\"石\"","restricted":true}`,
		`{"id":"e9","kind":"incident","at":"2020-02-02","unit":"a","type":"t","restricted":true}`,
		`{"id":"e10","kind":"submit","at":"2020-02-02","unit":"a","item":"林区","genre":"g"}`,
	}
	// of two texts at one place the longer one is hidden, in whatever order they are met
	titles := []string{"防汛", "防汛预案", "抗旱", "抗旱情况", "抗旱情况续", "秋收", "秋收进度", "冬储", "冬储数字", "夏种", "夏种面积"}
	for i, title := range titles {
		lines = append(lines, fmt.Sprintf(
			`{"id":"r%d","kind":"submit","at":"2020-02-03","unit":"a","item":"r%[1]d","genre":"g","title":"%s","restricted":true}`,
			i, title))
	}
	rows := []struct{ attr, says, shown string }{
		{"says", "春耕", "春耕"},
		{"says", "某报", "某报"},
		{"says", "载《某报》", "载〔内部〕"},
		{"says", "《快讯》", "〔内部〕"},
		{"says", "载快讯第一版", "载〔内部〕第一版"},
		{"says", "林", "〔内部〕"},
		{"says", "林业", "林业"},
		{"says", "防汛会", "〔内部〕会"},
		{"says", "防汛预案二", "〔内部〕二"},
		{"says", "抗旱情况续报", "〔内部〕报"},
		{"says", "秋收进度表", "〔内部〕表"},
		{"says", "冬储数字表", "〔内部〕表"},
		{"says", "夏种面积表", "〔内部〕表"},
		{"says", `老"石"阅`, `〔内部〕阅`},
		{"size", `老"石"阅`, `〔内部〕阅`}, // quoted before it is part of the reason
		{"says", "林区图", "〔内部〕图"},
	}
	for i, row := range rows {
		lines = append(lines, fmt.Sprintf(
			`{"id":"p%d","kind":"incident","at":"2020-02-04","unit":"a","type":"t","attrs":{"%s":%s}}`, i, row.attr,
			strconv.Quote(row.says)))
	}
	// another item is not reached by what is restricted without an item or a commission
	lines = append(lines, `{"id":"q","kind":"submit","at":"2020-02-05","unit":"a","item":"i3","genre":"g","attrs":{"words":"多"}}`)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	for _, internal := range []bool{false, true} {
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{Internal: internal})
		require.NoError(t, err)
		problems, err := book.Problems(t.Context())
		require.NoError(t, err)
		require.Len(t, problems, len(rows)+1)
		assert.Equal(t, `found "多" for words; expected a number`, problems[len(rows)].Reason.String())
		for i, row := range rows {
			if internal {
				row.shown = row.says
			}
			expected := "; expected one of [x]"
			if row.attr == "size" {
				expected = "; expected a number"
			}
			require.Equal(t, fmt.Sprintf("p%d", i), problems[i].Entry)
			assert.Equal(t, "found "+strconv.Quote(row.shown)+" for "+row.attr+expected, problems[i].Reason.String())
		}
	}
}

// TestRestrictedFields: of problems of an item with a restricted entry the field is shown that a scheme declares or that
// belongs to a rule, and no other; of what it was refused for, that there is a reason, and the words of the scheme.
func TestRestrictedFields(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
attrs: {submit: {n: number = 1, genre: {type: string, one_of: [x]}}, endorse: {level: optional number}}
params: {by: {市委: 3}}
credits:
  plain: {each: submit, worth: 1}
  other: {each: submit, worth: 1}
  never: {each: submit, when: 'item.title == "无"', worth: 1}
  named: {each: endorse, worth: 'params.by[endorse.by]'}
  level: {each: endorse, worth: endorse.level}
  asked: {each: submit, worth: 'item.commission.title == "x" ? 1 : 2'}
  when: {each: submit, worth: 'item.happened < item.at ? 1 : 2'}
  shared: {each: submit, worth: 1, to: 'split([item.unit], [-item.n])'}
  unknown: {each: submit, worth: 'item.genre == "x" ? 1 : 2'}
  short: {each: submit, require: {item.n > 5: 篇幅不足}, worth: 1}
bonuses:
  more: {of: plain, plus: -item.n}
  most: {of: other, times: 1 - item.n}
deductions:
  less: {each: submit, worth: item.n}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2020-02-01","unit":"a","item":"i1","genre":"g","restricted":true}
{"id":"e3","kind":"endorse","at":"2020-02-02","item":"i1","by":"林书记"}
{"id":"e4","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"某报"}
{"id":"e5","kind":"void","at":"2020-02-03","ref":"e4","reason":"林书记不同意"}
`), "l.jsonl")
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	problems, err := book.Problems(t.Context())
	require.NoError(t, err)
	said := map[string]string{}
	for _, p := range problems {
		said[p.Rule] = p.Field + ": " + p.Reason.String()
	}
	assert.Equal(t, map[string]string{
		"named":   ": 〔内部〕",
		"level":   "level: 〔内部〕",
		"asked":   "commission: 〔内部〕",
		"when":    "happened: 〔内部〕",
		"shared":  "to: 〔内部〕",
		"unknown": "〔内部〕: 〔内部〕",
		"most":    "times: found 0; a bonus may only add",
		"more":    "plus: found -1; a bonus may only add",
		"less":    "worth: found 1; a deduction may only take",
	}, said)
	unscored, err := book.Unscored(t.Context())
	require.NoError(t, err)
	clear(said)
	for _, u := range unscored {
		said[u.Rule] = u.Code + ": " + u.Reason.String()
	}
	assert.Equal(t, map[string]string{
		"named":   "value: named: 〔内部〕",
		"level":   "absent: level: 〔内部〕",
		"asked":   "absent: asked: 〔内部〕",
		"when":    "absent: when: 〔内部〕",
		"unknown": "out-of-bounds: unknown: 〔内部〕",
		"short":   "refused: short: 篇幅不足",
		"":        "struck-out: struck out by e5: 〔内部〕",
	}, said)
	why := func(entry string) (out []string) {
		x, err := scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Entry: entry})
		require.NoError(t, err)
		for _, idle := range x.Idle {
			for _, one := range idle.Reasons {
				out = append(out, one.String())
			}
		}
		return out
	}
	assert.ElementsMatch(t, []string{"absent: asked: 〔内部〕", "refused: short: 篇幅不足", "absent: when: 〔内部〕",
		"out-of-bounds: unknown: 〔内部〕", "rule never says nothing: its condition is false"}, why("e2"))
	assert.Equal(t, []string{"struck out by e5: 〔内部〕"}, why("e4"))
}
