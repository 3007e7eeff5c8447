package scoring_test

import (
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

// TestEvidenceOfWhetherThereIsAnItem: who asks whether an entry names an item looks at no entry about it, and none of
// these is met by that; who asks for endorsements looks at those.
func TestEvidenceOfWhetherThereIsAnItem(t *testing.T) {
	t.Parallel()
	const text = `{"id":"u","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"x"}
{"id":"s","kind":"submit","at":"2020-01-02","unit":"a","item":"i","genre":"g"}
{"id":"e","kind":"endorse","at":"2020-01-03","item":"i","by":"x"}
{"id":"p","kind":"adopt","at":"2020-01-03","item":"i","outlet":"y"}
{"id":"n","kind":"incident","at":"2020-01-04","unit":"a","item":"i","type":"slip"}
{"id":"m","kind":"incident","at":"2020-01-05","unit":"a","type":"slip"}
`
	for _, row := range []struct {
		name, rule string
		evidence   []string // of what the incident n is worth
		unmet      []string
	}{
		{"whether", "when: has(item), worth: -1", []string{"n"}, []string{"e", "p", "m"}},
		{"whether, in what it is worth", "worth: 'has(item) ? -1 : -2'", []string{"n"}, []string{"e", "p"}},
		{"endorsements, if there is one", "when: 'has(item) && item.endorsements.size() > 0', worth: -1",
			[]string{"e", "n"}, []string{"p", "m"}},
		{"its genre", `when: 'default(item.genre, "") == "g"', worth: -1`, []string{"n"}, []string{"e", "p", "m"}},
	} {
		s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\ndeductions:\n"+
			"  slip: {each: incident, "+row.rule+"}\nquotas: {all: {per: year, count: 'true'}}\n"))
		require.NoError(t, err, row.name)
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text), "l.jsonl")
		require.NoError(t, err)
		o := scoring.Options{Periods: worlds.Periods("2020")}
		book, err := scoring.Score(t.Context(), s, l, o)
		require.NoError(t, err)
		postings, err := book.Postings(t.Context())
		require.NoError(t, err)
		require.NotEmpty(t, postings, row.name)
		assert.Equal(t, row.evidence, postings[0].Entries, row.name)
		idle, err := book.Unmet(t.Context())
		require.NoError(t, err)
		var unmet []string
		for _, one := range idle {
			unmet = append(unmet, one.Entry)
		}
		assert.Equal(t, row.unmet, unmet, row.name)
		want, err := reference.Unmet(s, l, worlds.Asked(frame.Options(o)))
		require.NoError(t, err)
		assert.ElementsMatch(t, want, unmet, row.name)
	}
}
