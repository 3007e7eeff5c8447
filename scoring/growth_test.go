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

// TestLongCases asks that an item with more entries, and a commission with more answers, than are scored is a problem of
// its own, and that the rest is scored; and the reference says the same of the long ones.
func TestLongCases(t *testing.T) {
	t.Parallel()
	if !worlds.Thorough() {
		t.Skip("takes long: -seeds 10 runs it")
	}
	s, err := scheme.Load(t.Context(), "long.yaml", []byte(`scheme: long
accounts: {points: {places: 0}}
credits: {used: {each: adopt, when: adopt.id == "long0", worth: 1}, kept: {each: commission, worth: 5}}
`))
	require.NoError(t, err)
	at := worlds.Time("2020-01-02")
	ledgerOf := func(sizes map[string]int) *ledger.Ledger {
		var entries []ledger.Entry
		for unit, n := range sizes {
			entries = append(entries,
				ledger.Entry{ID: unit, Kind: ledger.Enroll, At: at, Unit: unit, Name: unit, Category: "c"},
				ledger.Entry{ID: "s" + unit, Kind: ledger.Submit, At: at, Item: unit, Unit: unit, Genre: "g"},
				ledger.Entry{ID: "c" + unit, Kind: ledger.Commission, At: at, Commission: unit, Unit: unit, Due: at})
			for k := range n {
				id := fmt.Sprint(unit, k)
				entries = append(entries, ledger.Entry{ID: id, Kind: ledger.Adopt, At: at, Item: unit, Outlet: "o"},
					ledger.Entry{ID: "a" + id, Kind: ledger.Submit, At: at, Item: id, Unit: unit, Genre: "g", Commission: unit})
			}
		}
		l, err := ledger.Of(t.Context(), entries...)
		require.NoError(t, err)
		return l
	}
	o := scoring.Options{Periods: worlds.Periods("2020")}
	book, err := scoring.Score(t.Context(), s, ledgerOf(map[string]int{"long": 2001, "short": 2000}), o)
	require.NoError(t, err)
	got := map[string]string{}
	for _, total := range book.Totals() {
		got[total.Unit] = total.Amount.String()
	}
	assert.Equal(t, map[string]string{"long": "0", "short": "5"}, got)
	problems, err := book.Problems(t.Context())
	require.NoError(t, err)
	said := map[string]string{}
	for _, p := range problems {
		said[p.Entry+" "+p.Code] = p.Reason.String()
	}
	assert.Equal(t, map[string]string{"slong limit": "found 2001 entries about the item; at most 2000 are scored",
		"clong limit": "found 2001 answers; at most 2000 are scored"}, said)
	unscored, err := book.Unscored(t.Context())
	require.NoError(t, err)
	assert.Len(t, unscored, 2)
	sameAsReference(t, s, ledgerOf(map[string]int{"long": 2001}), o)
}
