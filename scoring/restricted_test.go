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

const restrictedScheme = `scheme: s
accounts: {points: {places: 0}}
attrs: {endorse: {level: number}}
params: {by: {市委: 3, 林书记: 5}}
credits:
  noted: {each: endorse, worth: 'params.by[endorse.by]'}
  used: {each: adopt, worth: 'item.endorsements.exists(e, e.by == "林书记") ? 2 : 1'}
bonuses: {high: {of: used, when: 'item.endorsements.exists(e, e.level > 3)', plus: 1}}
`

const restrictedLedger = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2020-02-01","unit":"a","item":"i1","genre":"g","title":"春耕"}
{"id":"e3","kind":"adopt","at":"2020-02-02","item":"i1","outlet":"某报"}
{"id":"e4","kind":"endorse","at":"2020-02-03","item":"i1","by":"林书记","restricted":true}
{"id":"e5","kind":"submit","at":"2020-02-01","unit":"a","item":"i2","genre":"g","title":"防汛","restricted":true}
{"id":"e6","kind":"endorse","at":"2020-02-03","item":"i2","by":"周主任"}
{"id":"e7","kind":"submit","at":"2020-02-02","unit":"a","item":"i3","genre":"g","title":"防汛","restricted":true}
{"id":"e8","kind":"submit","at":"2020-02-02","unit":"a","item":"i4","genre":"g","title":"防汛"}
{"id":"e9","kind":"submit","at":"2020-02-03","unit":"a","item":"i5","genre":"g","title":"防汛！"}
`

// TestRestricted asks a score, an engine and its continuations for all that they say of restricted entries.
func TestRestricted(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(restrictedScheme))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(restrictedLedger), "l.jsonl")
	require.NoError(t, err)
	at, err := ledger.ParseTime("2020-02-09")
	require.NoError(t, err)
	more := ledger.Entry{ID: "e10", Kind: ledger.Endorse, At: at, Item: "i3", By: "吴委员"}
	say := func(e *scoring.Engine, id string) string {
		var out strings.Builder
		json, err := e.Book().JSON(t.Context())
		require.NoError(t, err)
		out.Write(json)
		for _, q := range []scoring.Query{{Unit: "a"}, {Item: "i1"}, {Item: "i2"}, {Item: "i3"}, {Entry: id}} {
			x, err := e.Explain(t.Context(), q)
			require.NoError(t, err)
			json, err := x.JSON()
			require.NoError(t, err)
			out.Write(json)
		}
		for i := range e.Book().Ledger.Len() {
			shown := e.Book().Entry(i)
			out.Write(shown.Canonical())
		}
		strangers, err := e.Book().Strangers(t.Context())
		require.NoError(t, err)
		for _, one := range strangers {
			out.WriteString(one.Word + one.Nearest + one.Reason.String())
		}
		return out.String()
	}
	for _, internal := range []bool{false, true} {
		e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{Internal: internal})
		require.NoError(t, err)
		with, err := e.With(t.Context(), scheme.Variant{Params: []scheme.Param{{Path: "by.市委", Value: "4"}}})
		require.NoError(t, err)
		appended, err := e.Append(t.Context(), more)
		require.NoError(t, err)
		for name, one := range map[string]string{"score": say(e, "e4"), "with": say(with, "e4"),
			"append": say(appended, "e10")} {
			for _, word := range []string{"林书记", "周主任"} {
				assert.Equal(t, internal, strings.Contains(one, word), "%s, %s", name, word)
			}
			assert.Equal(t, internal && name == "append", strings.Contains(one, "吴委员"), name)
			assert.Equal(t, !internal, strings.Contains(one, ledger.Internal), name)
		}
		// 5 for the endorsement, 2 for the adoption
		assert.Equal(t, "7", e.Book().Totals()[0].Amount.String())

		suspects, err := e.Book().Suspects(t.Context())
		require.NoError(t, err)
		var found []string
		for _, one := range suspects {
			text := one.Title + ":"
			for _, s := range one.Submissions {
				text += " " + s.Entry
			}
			found = append(found, text)
		}
		want := []string{"〔内部〕: e5 e7", "防汛: e8 e9"}
		if internal {
			want = []string{"防汛: e5 e7 e8 e9"}
		}
		assert.Equal(t, want, found)

		x, err := e.Explain(t.Context(), scoring.Query{Item: "i1"})
		require.NoError(t, err)
		require.NotEmpty(t, x.Points)
		for _, p := range x.Points {
			assert.Equal(t, internal, len(p.Values) > 0, "what was read for a point of an item with a restricted entry")
		}
	}
}

// TestRestrictedByItem asks for what was read of entries that are not restricted themselves, where the texts are known
// from others: of an item with a restricted endorsement, of a commission with a restricted answer, of an answer to a
// restricted commission; and where a text of restricted entries alone comes out at an entry that has nothing to do with
// them, as the key of a number.
func TestRestrictedByItem(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
numbers: {seen: {each: endorse, by: endorse.by}}
credits:
  used: {each: adopt, when: 'item.endorsements.exists(e, e.by == "省委")', worth: 1}
  taken: {each: adopt, when: 'has(item.commission) && item.commission.title == "无"', worth: 1}
  asked: {each: commission, when: 'commission.answers.exists(a, a.title == "无")', worth: 1}
  answered: {each: submit, when: 'has(item.commission) && item.commission.title == "无"', worth: 1}
  listed: {each: incident, worth: 'seen.before.exists(k, k == "省委") ? 1 : 2'}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2020-02-01","unit":"a","item":"i1","genre":"g"}
{"id":"e3","kind":"endorse","at":"2020-02-02","item":"i1","by":"市委","restricted":true}
{"id":"e4","kind":"adopt","at":"2020-02-03","item":"i1","outlet":"某报"}
{"id":"e5","kind":"submit","at":"2020-02-01","unit":"a","item":"i2","genre":"g","title":"春耕"}
{"id":"e6","kind":"endorse","at":"2020-02-02","item":"i2","by":"市委"}
{"id":"e7","kind":"commission","at":"2020-02-01","commission":"c1","unit":"a","due":"2020-02-09"}
{"id":"e8","kind":"submit","at":"2020-02-02","unit":"a","item":"i3","genre":"g","title":"春耕","commission":"c1","restricted":true}
{"id":"e9","kind":"commission","at":"2020-02-01","commission":"c2","unit":"a","due":"2020-02-09","title":"春耕","restricted":true}
{"id":"e10","kind":"submit","at":"2020-02-02","unit":"a","item":"i4","genre":"g","commission":"c2"}
{"id":"e11","kind":"endorse","at":"2020-02-02","item":"i3","by":"周主任"}
{"id":"e13","kind":"adopt","at":"2020-02-03","item":"i4","outlet":"某报"}
{"id":"e12","kind":"incident","at":"2020-02-10","unit":"a","type":"t"}
`), "l.jsonl")
	require.NoError(t, err)
	for _, row := range []struct{ entry, read string }{
		{"e4", `item.endorsements[0].by = "市委"`},
		{"e7", `commission.answers[0].title = "春耕"`},
		{"e10", `item.commission.title = "春耕"`},
		{"e13", `item.commission.title = "春耕"`},
		{"e12", `周主任`},
	} {
		for _, internal := range []bool{false, true} {
			x, err := scoring.Explain(t.Context(), s, l, scoring.Options{Internal: internal}, scoring.Query{Entry: row.entry})
			require.NoError(t, err)
			said := ""
			for _, one := range x.Idle {
				for _, why := range one.Reasons {
					said += why.String() + "\n"
				}
			}
			for _, p := range x.Points {
				for _, v := range p.Values {
					said += v.Path + " = " + v.Value + "\n"
				}
			}
			assert.Equal(t, internal, strings.Contains(said, row.read), "%s: %s", row.entry, said)
		}
	}
}
