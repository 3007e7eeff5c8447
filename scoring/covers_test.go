package scoring_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

var anyDigest = regexp.MustCompile(`"(scheme|ledger)_digest": ".*"`)

// TestCoversLeavesOut asks that a score is that of the ledger without the items that the scheme does not cover, but for
// the digests.
func TestCoversLeavesOut(t *testing.T) {
	t.Parallel()
	for _, name := range schemes.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, err := schemes.Source(name)
			require.NoError(t, err)
			s, err := schemes.Load(t.Context(), name)
			require.NoError(t, err)
			w := worlds.Of(name)
			left := 0
			for seed := range worlds.Seeds(w.Seeds) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				o.Known, o.Readings = ledger.Time{}, nil // what was known goes by the entries before and after
				genre := genreOf(l)
				lines := append([]byte("covers: 'item.genre != \""+genre+"\"'\n"), source...)
				covering, err := scheme.Load(t.Context(), name, lines)
				require.NoError(t, err)
				rest := without(t, l, genre)
				if rest == nil {
					continue
				}
				left += l.Len() - rest.Len()
				if len(o.Periods) == 0 {
					whole, err := scoring.Score(t.Context(), s, rest, o)
					require.NoError(t, err)
					o.Periods = whole.Periods()
				}
				want := anyDigest.ReplaceAllString(score(t, s, rest, o), "")
				got := anyDigest.ReplaceAllString(score(t, covering, l, o), "")
				require.True(t, same(t, want, got, l, o, "− without the items, + covered"), "seed %d", seed)
			}
			assert.Positive(t, left)
		})
	}
}

// genreOf is the genre of the first submission; empty: there is none.
func genreOf(l *ledger.Ledger) string {
	for _, e := range l.All() {
		if e.Kind == ledger.Submit {
			return e.Genre
		}
	}
	return ""
}

// without is a ledger without the items of a genre; nil: an item has several.
func without(t *testing.T, l *ledger.Ledger, genre string) *ledger.Ledger {
	t.Helper()
	genres, gone := map[string]string{}, map[string]bool{}
	for _, e := range l.All() {
		if e.Kind == ledger.Submit {
			if other, ok := genres[e.Item]; ok && other != e.Genre {
				return nil
			}
			genres[e.Item] = e.Genre
		}
	}
	var kept []ledger.Entry
	for _, e := range l.All() {
		of, isItem := genres[e.Item]
		if e.Item != "" && isItem && of == genre || e.Kind == ledger.Void && gone[e.Ref] {
			gone[e.ID] = true
			continue
		}
		kept = append(kept, e)
	}
	out, err := ledger.Of(t.Context(), kept...)
	require.NoError(t, err)
	return out
}

// coversRow is a condition, entries after those of two items, and what is noted.
type coversRow struct{ name, covers, entries, note string }

var coversRows = []coversRow{
	{"nothing is left out", `item.stream != "x"`, "", ""},
	{"what names an item goes with it", `item.stream == "info"`, adoption("a2", "i2") + incident("x1", "i2") +
		incident("x2", "i1"), "entries of items that the scheme does not cover, left out: 3"},
	{"of another period", `item.stream == "info"`, strings.Replace(adoption("a2", "i2"), "2021-03", "2021-04", 1),
		"entries of items that the scheme does not cover, left out: 1"},
	{"what is struck out counts in none", `item.stream == "info"`, adoption("a2", "i2") +
		`{"id":"v","kind":"void","at":"2021-03-09","ref":"a2","reason":"r"}` + "\n",
		"entries of items that the scheme does not cover, left out: 1"},
	{"of another entry, without an item, that is refused", `item.stream == "mail"`, adoption("a2", "i2") +
		`{"id":"t","kind":"assign","at":"2021-03-02","unit":"a","quota":"none","period":"2021-03","required":"2"}` + "\n" +
		`{"id":"o","kind":"opening","at":"2021-03-02","unit":"a","account":"none","period":"2021-02","amount":"2"}` + "\n",
		"entries of items that the scheme does not cover, left out: 1"},
	{"what is refused is noted as that", `item.shelf == "info"`, adoption("a2", "i2"), ""},
}

func submission(id, item, stream string) string {
	return `{"id":"` + id + `","kind":"submit","at":"2021-03-01","unit":"a","item":"` + item +
		`","genre":"g","attrs":{"stream":"` + stream + `"}}` + "\n"
}

func adoption(id, item string) string {
	return `{"id":"` + id + `","kind":"adopt","at":"2021-03-05","item":"` + item + `","outlet":"某报"}` + "\n"
}

func incident(id, item string) string {
	return `{"id":"` + id + `","kind":"incident","at":"2021-03-06","unit":"a","type":"late","item":"` + item + `"}` + "\n"
}

// TestNotCovered asks what is noted of entries that are left out.
func TestNotCovered(t *testing.T) {
	t.Parallel()
	for _, row := range coversRows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+
				"attrs: {submit: {stream: string, shelf: optional string}}\ncovers: '"+row.covers+"'\n"+
				"credits: {adopted: {each: adopt, worth: 1}, late: {each: incident, worth: 1}}\n"))
			require.NoError(t, err)
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
				`{"id":"e1","kind":"enroll","at":"2021-01-01","unit":"a","name":"甲","category":"x"}`+"\n"+
					submission("s1", "i1", "info")+submission("s2", "i2", "mail")+row.entries), "l.jsonl")
			require.NoError(t, err)
			o, err := scoring.ParseOptions("2021-03", "", "")
			require.NoError(t, err)
			book, err := scoring.Score(t.Context(), s, l, o)
			require.NoError(t, err)
			notes, err := book.Notes(t.Context())
			require.NoError(t, err)
			text := ""
			if i := slices.IndexFunc(notes, func(n reason.Reason) bool { return n.Code == scoring.NoteNotCovered }); i >= 0 {
				text = notes[i].String()
			}
			assert.Equal(t, row.note, text)
		})
	}
}

// TestProvisionalByWhatIsCovered asks that an entry that is left out does not say that its day is known.
func TestProvisionalByWhatIsCovered(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+
		"covers: 'item.genre == \"info\"'\ncredits: {all: {each: submit, worth: 1}}\n"))
	require.NoError(t, err)
	for genre, want := range map[string]bool{"info": false, "mail": true} {
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
			`{"id":"e1","kind":"enroll","at":"2021-01-01","unit":"a","name":"甲","category":"x"}`+"\n"+
				`{"id":"s1","kind":"submit","at":"2021-03-01","unit":"a","item":"i1","genre":"info"}`+"\n"+
				`{"id":"s2","kind":"submit","at":"2021-04-02","unit":"a","item":"i2","genre":"`+genre+`"}`+"\n"), "l.jsonl")
		require.NoError(t, err)
		o, err := scoring.ParseOptions("2021-03", "", "")
		require.NoError(t, err)
		book, err := scoring.Score(t.Context(), s, l, o)
		require.NoError(t, err)
		assert.Equal(t, want, book.Provisional(), genre)
	}
}
