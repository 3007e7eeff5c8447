package scoring_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const titledScheme = `
scheme: titled
accounts: {points: {}}
attrs: {submit: {stream: string = "info"}}
covers: 'item.stream == "info"'
credits: {all: {each: submit, worth: 1}}
`

// suspectsText is suspects as the reference has them.
func suspectsText(found []scoring.Suspect) (out []string) {
	for _, s := range found {
		var ids []string
		for _, one := range s.Submissions {
			ids = append(ids, one.Entry)
		}
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return out
}

// succeeding are ways in which d and e come to be: by themselves, in the place of one or of two, as its parts, and one
// after the other.
var succeeding = []string{
	enrols("d", "05-20", "") + enrols("e", "05-20", ""),
	leaves("a", "05-20") + enrols("d", "05-20", `["a"]`) + enrols("e", "05-20", ""),
	leaves("a", "05-20") + leaves("b", "05-20") + enrols("d", "05-20", `["a","b"]`) + enrols("e", "05-20", ""),
	leaves("a", "05-20") + enrols("d", "05-20", `{"a":"0.6"}`) + enrols("e", "05-20", `{"a":"0.4"}`),
	leaves("a", "05-20") + enrols("d", "05-20", `["a"]`) + leaves("d", "06-10") + enrols("e", "06-10", `["d"]`),
}

func enrols(unit, day, succeeds string) string {
	if succeeds != "" {
		succeeds = `,"succeeds":` + succeeds
	}
	return fmt.Sprintf(`{"id":"u%[1]s","kind":"enroll","at":"2020-%[2]s","unit":"%[1]s","name":"甲","category":"x"%[3]s}`+
		"\n", unit, day, succeeds)
}

func leaves(unit, day string) string {
	return fmt.Sprintf(`{"id":"w%[1]s","kind":"withdraw","at":"2020-%[2]s","unit":"%[1]s"}`+"\n", unit, day)
}

// TestRandomSuspects asks that the suspects of random ledgers are those of the reference.
func TestRandomSuspects(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "titled.yaml", []byte(titledScheme))
	require.NoError(t, err)
	words := []string{"关于防汛", "关于 防汛", "《关于防汛》", "关于防汛（一）", "关于防汛(1)", "ＧＤＰ增长", "gdp增长。",
		"GDP 增長", "", "——", "½", "1⁄2", "ﬁre", "Fire", "x\u0302", "x"}
	found := 0
	for seed := range worlds.Seeds(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		var b strings.Builder
		for _, unit := range []string{"a", "b", "c"} {
			b.WriteString(enrols(unit, "01-01", ""))
		}
		b.WriteString(succeeding[r.IntN(len(succeeding))])
		for i := range 3 + r.IntN(14) {
			stream := ""
			if r.IntN(6) == 0 {
				stream = `,"attrs":{"stream":"other"}`
			}
			fmt.Fprintf(&b, `{"id":"e%[1]d","kind":"submit","at":"2020-%02d-%02dT%02d:00:00+08:00","unit":"%[5]s",`+
				`"item":"i%[1]d","genre":"g","title":"%[6]s"%[7]s}`+"\n", i, 5+r.IntN(2), 1+r.IntN(30), r.IntN(24),
				string("abcde"[r.IntN(5)]), words[r.IntN(len(words))], stream)
			if r.IntN(8) == 0 {
				fmt.Fprintf(&b, `{"id":"v%[1]d","kind":"void","at":"2020-07-01","ref":"e%[1]d","reason":"r"}`+"\n", i)
			}
		}
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "l.jsonl")
		require.NoError(t, err)
		o, err := scoring.ParseOptions([]string{"2020", "2020-05"}[r.IntN(2)], []string{"", "2020-06-20"}[r.IntN(2)], "")
		require.NoError(t, err)
		book, err := scoring.Score(t.Context(), s, l, o)
		require.NoError(t, err)
		got, err := book.Suspects(t.Context())
		require.NoError(t, err)
		want, err := reference.Suspects(s, l, worlds.Asked(frame.Options(o)))
		require.NoError(t, err)
		require.Equal(t, want, suspectsText(got), "seed %d\n%s", seed, b.String())
		found += len(want)
	}
	assert.Positive(t, found)
}

// TestSuspectsOfALedger is what a ledger has without a score, of whatever period, and what is said of it.
func TestSuspectsOfALedger(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "titled.yaml", []byte(titledScheme))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`
{"id":"u","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"x"}
{"id":"v","kind":"enroll","at":"2020-01-01","unit":"b","name":"B","category":"x"}
{"id":"e1","kind":"submit","at":"2020-03-01","unit":"a","item":"i1","genre":"g","title":"防汛"}
{"id":"e2","kind":"submit","at":"2021-03-01","unit":"a","item":"i2","genre":"g","title":"防 汛"}
{"id":"e3","kind":"submit","at":"2020-03-01","unit":"a","item":"i3","genre":"g","title":"抗旱"}
{"id":"e4","kind":"submit","at":"2020-03-08","unit":"b","item":"i4","genre":"g","title":"抗旱！"}
{"id":"e5","kind":"submit","at":"2020-03-08","unit":"b","item":"i5","genre":"g","title":"抗旱","attrs":{"stream":"mail"}}
`), "l.jsonl")
	require.NoError(t, err)
	found, err := scoring.Suspects(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	require.Len(t, found, 2)
	assert.Equal(t, `2 submissions of unit a have one title, "防汛"`, found[0].Reason().String())
	assert.Equal(t, `2 submissions of 2 units have one title, "抗旱"`, found[1].Reason().String())
	at, err := ledger.ParseTime("2020-03-08")
	require.NoError(t, err)
	assert.Equal(t, scoring.Submission{Entry: "e4", Item: "i4", Unit: "b", At: at}, found[1].Submissions[1])
	left, err := scoring.NotCovered(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	assert.Equal(t, 1, left)
	none, err := ledger.Of(t.Context())
	require.NoError(t, err)
	found, err = scoring.Suspects(t.Context(), s, none, scoring.Options{})
	require.NoError(t, err)
	assert.Empty(t, found)
}

// TestSuspectsOfSuccessors: who has the place of all of them is named; two units that became one later are two.
func TestSuspectsOfSuccessors(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "titled.yaml", []byte(titledScheme))
	require.NoError(t, err)
	submits := func(id, day, unit, title string) string {
		return fmt.Sprintf(`{"id":"%[1]s","kind":"submit","at":"2020-%[2]s","unit":"%[3]s","item":"%[1]s","genre":"g",`+
			`"title":"%[4]s"}`+"\n", id, day, unit, title)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(enrols("a", "01-01", "")+enrols("b", "01-01", "")+
		leaves("a", "07-01")+leaves("b", "07-01")+enrols("c", "07-01", `["a","b"]`)+
		submits("e1", "03-05", "a", "防汛")+submits("e2", "12-05", "c", "防汛")+
		submits("e3", "03-05", "a", "抗旱")+submits("e4", "03-06", "b", "抗旱")), "l.jsonl")
	require.NoError(t, err)
	found, err := scoring.Suspects(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	require.Len(t, found, 2)
	assert.Equal(t, "c", found[0].Successor)
	assert.Equal(t, `2 submissions of units of which c has the place have one title, "防汛"`, found[0].Reason().String())
	assert.Empty(t, found[1].Successor)
	assert.Equal(t, `2 submissions of 2 units have one title, "抗旱"`, found[1].Reason().String())
}
