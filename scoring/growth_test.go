package scoring_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestOneCaseGrows asks that an item with ten times as many adoptions, and a commission with ten times as many answers,
// after each of which expressions go over the list, take no more than their share of memory.
func TestOneCaseGrows(t *testing.T) {
	at := func(k int) ledger.Time {
		return worlds.Time(time.Date(2020, 1, 2, 0, k, 0, 0, time.UTC).Format(time.RFC3339))
	}
	enroll := ledger.Entry{ID: "u", Kind: ledger.Enroll, At: worlds.Time("2020-01-01"), Unit: "u", Name: "u", Category: "c"}
	for name, c := range map[string]struct {
		rules string
		begin ledger.Entry
		entry func(k int) ledger.Entry
	}{
		"adoptions": {
			`credits: {sent: {each: submit, worth: 'item.adoptions.count(a, a.outlet.name == "x") + item.adoptions.size() > 0 ? 7 : 0'}}
quotas: {used: {per: month, count: 'item.adoptions.exists(a, a.outlet.name == "x")', required: 1}}`,
			ledger.Entry{ID: "s", Kind: ledger.Submit, At: worlds.Time("2020-01-01"), Item: "i", Unit: "u", Genre: "g"},
			func(k int) ledger.Entry {
				return ledger.Entry{ID: fmt.Sprint("a", k), Kind: ledger.Adopt, At: at(k), Item: "i", Outlet: "o"}
			}},
		"answers": {
			`credits: {kept: {each: commission, worth: 'commission.answers.filter(a, a.genre == "g").map(a, a.id).size() > 0 ? 7 : 0'}}`,
			ledger.Entry{ID: "c", Kind: ledger.Commission, At: worlds.Time("2020-01-01"), Commission: "c", Unit: "u",
				Due: worlds.Time("2020-01-01")},
			func(k int) ledger.Entry {
				return ledger.Entry{ID: fmt.Sprint("s", k), Kind: ledger.Submit, At: at(k), Item: fmt.Sprint("i", k), Unit: "u",
					Genre: "g", Commission: "c"}
			}},
	} {
		s, err := scheme.Load(t.Context(), name+".yaml", []byte("scheme: s\naccounts: {points: {places: 0}}\n"+c.rules))
		require.NoError(t, err)
		each := func(n int) float64 {
			entries := []ledger.Entry{enroll, c.begin}
			for k := range n {
				entries = append(entries, c.entry(k))
			}
			l, err := ledger.Of(t.Context(), entries...)
			require.NoError(t, err)
			o := scoring.Options{Periods: worlds.Periods("2020"), Workers: 1}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			book, err := scoring.Score(t.Context(), s, l, o)
			runtime.ReadMemStats(&after)
			require.NoError(t, err)
			require.Equal(t, "7", book.Totals()[0].Amount.String())
			return float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
		}
		assert.Less(t, each(2000), 1.5*each(200), name)
	}
}
