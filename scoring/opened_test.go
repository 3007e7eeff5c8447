package scoring_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestRandomOpened compares what was published before the ledger began with the reference.
func TestRandomOpened(t *testing.T) {
	t.Parallel()
	all := openedWorlds(t, worlds.Opened())
	if worlds.Whole() {
		assert.Positive(t, all["succeeded"])
		assert.Positive(t, all["closed"])
	}
}

// TestRandomSucceeding compares what was given before, item by item, and schemes that take the place of another, with
// the reference.
func TestRandomSucceeding(t *testing.T) {
	t.Parallel()
	all := openedWorlds(t, worlds.Succeeding())
	if worlds.Whole() {
		assert.Positive(t, all["no-item"])
		assert.Positive(t, all["struck-out"])
		assert.Positive(t, all["of an item"])
		assert.Positive(t, all["differences"])
	}
}

// openedWorlds compares worlds with openings, and counts codes, openings of items that are posted, and postings of an
// item of which one says something.
func openedWorlds(t *testing.T, tried []*worlds.World) map[string]int {
	all := map[string]int{}
	t.Run("worlds", func(t *testing.T) {
		for _, w := range tried {
			t.Run(w.Name, func(t *testing.T) {
				codes, posted := map[string]int{}, 0
				for seed := range worlds.Seeds(w.Seeds) {
					paid := map[string]bool{}
					got := compared(t, w, seed, codes)
					for _, p := range got.Postings {
						if p.Opening != "" {
							posted++
							paid[p.Item] = p.Item != "" || paid[p.Item]
						}
					}
					all["of an item"] += len(paid)
					for _, p := range got.Postings {
						if p.Opening == "" && paid[p.Item] {
							all["differences"]++
						}
					}
				}
				for code, n := range codes {
					all[code] += n
				}
				if !worlds.Whole() {
					return
				}
				assert.Positive(t, posted)
				for _, code := range w.Codes {
					assert.Positive(t, codes[code], "no %s in the random ledgers: %v", code, codes)
				}
			})
		}
	})
	return all
}

const openedLedger = `{"id":"e1","kind":"enroll","at":"2023-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2023-07-05","unit":"a","item":"i1","genre":"g"}
{"id":"e3","kind":"adopt","at":"2023-07-06","item":"i1","outlet":"某市日报"}
{"id":"e4","kind":"opening","at":"2023-09-01","unit":"a","account":"points","period":"2023-07","amount":"12","title":"通报〔2023〕7号","restricted":true}
{"id":"e5","kind":"opening","at":"2023-09-01","unit":"a","account":"points","rule":"awarded","period":"2023-08","amount":"3"}
{"id":"e6","kind":"opening","at":"2023-09-01","unit":"a","quota":"tally","period":"2023-07","amount":"4"}
{"id":"e7","kind":"adopt","at":"2023-10-06","item":"i1","outlet":"人民日报"}
`

// TestOpened says of a small ledger how openings are posted, noted and explained, and read from JSON again.
func TestOpened(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("../examples/schemes/testdata/semantics/openings.yaml")
	require.NoError(t, err)
	s, err := scheme.Load(t.Context(), "openings.yaml", content)
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(openedLedger), "l.jsonl")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2023"),
		Until: worlds.Time("2023-10-30")})
	require.NoError(t, err)
	postings, err := e.Book().Postings(t.Context())
	require.NoError(t, err)
	var said []string
	for _, p := range postings {
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var again scoring.Posting
		require.NoError(t, json.Unmarshal(text, &again))
		assert.Equal(t, p.Opening, again.Opening)
		if p.Opening != (calendar.Period{}) {
			said = append(said, p.Title+" "+string(text))
		}
	}
	assert.Equal(t, []string{
		`期初 {"at":"2023-07-31","unit":"a","account":"points","rule":"opening","clause":"","amount":"12",` +
			`"entries":["e4"],"opening":"2023-07"}`,
		`酌情（期初） {"at":"2023-08-31","unit":"a","account":"points","rule":"awarded","clause":"","amount":"3",` +
			`"entries":["e5"],"opening":"2023-08"}`,
	}, said)
	notes, err := e.Book().Notes(t.Context())
	require.NoError(t, err)
	var codes []string
	for _, n := range notes {
		if strings.HasPrefix(n.Code, "note.openings") || n.Code == scoring.NoteUnnamed {
			codes = append(codes, n.String())
		}
	}
	assert.Equal(t, []string{
		"entries in time of which an opening says what it came to, so that nothing of them is posted there: 2 (e2)",
		"openings that name no rule, so that cap awards (per year) sees nothing of them: 1 (e4)",
	}, codes)
	why := func(entry string) string {
		x, err := e.Explain(t.Context(), scoring.Query{Entry: entry})
		require.NoError(t, err)
		require.Len(t, x.Idle, 1)
		text, err := json.Marshal(x.Idle[0])
		require.NoError(t, err)
		return string(text)
	}
	assert.Equal(t, `{"entry":"e6","kind":"opening","why":["it says what tally came to in 2023-07: 4"]}`, why("e6"))
	x, err := e.Explain(t.Context(), scoring.Query{Unit: "a"})
	require.NoError(t, err)
	text, err := json.Marshal(x)
	require.NoError(t, err)
	assert.Contains(t, string(text), `e6 says what tally of a came to in 2023-07`)
	assert.NotContains(t, string(text), "通报〔2023〕7号")
	var again scoring.Explanation
	require.NoError(t, json.Unmarshal(text, &again))
	second, err := json.Marshal(again)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(second))
	for _, r := range e.Book().RuleSums() {
		if r.Rule == "opening" {
			assert.Equal(t, "12", r.Amount.String())
			return
		}
	}
	t.Error("no sum of openings")
}

const paidLedger = `{"id":"e1","kind":"enroll","at":"2022-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2022-12-05","unit":"a","item":"i1","genre":"g"}
{"id":"e3","kind":"adopt","at":"2022-12-06","item":"i1","outlet":"某市日报"}
{"id":"e4","kind":"opening","at":"2022-12-31","unit":"a","account":"points","rule":"adopted","item":"i1","period":"2022-12","amount":"5"}
{"id":"e5","kind":"opening","at":"2022-12-31","unit":"a","account":"left","rule":"kept","item":"i1","period":"2022-12","amount":"4"}
{"id":"e6","kind":"adopt","at":"2023-02-06","item":"i1","outlet":"某省日报"}
`

// TestPaid says of a small ledger how the difference to what another scheme paid is posted and explained.
func TestPaid(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("../examples/schemes/testdata/semantics/scheme-succeeds.yaml")
	require.NoError(t, err)
	s, err := scheme.Load(t.Context(), "succeeds.yaml", content)
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(paidLedger), "l.jsonl")
	require.NoError(t, err)
	explain := func(period string, q scoring.Query) string {
		e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{Periods: worlds.Periods(period)})
		require.NoError(t, err)
		x, err := e.Explain(t.Context(), q)
		require.NoError(t, err)
		text, err := json.Marshal(x)
		require.NoError(t, err)
		return string(text)
	}
	// what the item is worth now, the entry that a collapse leaves out, and the opening to which 10 is the difference
	assert.Contains(t, explain("2023-02", scoring.Query{Item: "i1"}), `"account":"points","rule":"adopted",`+
		`"title":"采用","clause":"","amount":"5","counts":[{"entry":"e6","rule":"adopted","clause":"","standard":"10",`+
		`"bonuses":[],"worth":"10"}],"beats":[{"entry":"e3","rule":"adopted","worth":"4","by":"once","clause":""}],`)
	assert.Contains(t, explain("2023-02", scoring.Query{Item: "i1"}), `"entries":["e4","e6"]`)
	assert.Contains(t, explain("2022-12", scoring.Query{Entry: "e5"}),
		"it says what left for i1 came to in 2022-12: 4")
	assert.Contains(t, explain("2022-12", scoring.Query{Entry: "e3"}),
		"it is dated before 2023-01-01, until which scheme office-2022 gave what it is worth")
	assert.Contains(t, explain("2022-12", scoring.Query{Unit: "a"}), `"opening":"2022-12"`)
}

// TestPaidLeads: of what counts beside an amount that was paid before, the best names the posting.
func TestPaidLeads(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {places: 0}}
credits: {adopted: {each: adopt, worth: 5}, printed: {each: adopt, worth: 10}}
collapses: {three: {of: [adopted, printed], best: 3}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e1","kind":"enroll","at":"2022-01-01","unit":"a","name":"甲","category":"c"}
{"id":"e2","kind":"submit","at":"2022-12-05","unit":"a","item":"i1","genre":"g"}
{"id":"e3","kind":"opening","at":"2022-12-31","unit":"a","account":"points","rule":"adopted","item":"i1","period":"2022-12","amount":"20"}
{"id":"e4","kind":"adopt","at":"2023-02-06","item":"i1","outlet":"某报"}
`), "l.jsonl")
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2023")})
	require.NoError(t, err)
	postings, err := book.Postings(t.Context())
	require.NoError(t, err)
	require.Len(t, postings, 1)
	assert.Equal(t, "printed 15", postings[0].Rule+" "+postings[0].Amount.String())
}
