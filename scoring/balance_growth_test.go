package scoring_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestBalancesGrow asks that ten times as many entries of one key, and of keys of their own, of loose ones and of items
// that are open all the time, take no more than their share of memory.
func TestBalancesGrow(t *testing.T) { // not parallel: it counts what is allocated
	s, err := scheme.Load(t.Context(), "shop.yaml", []byte(`scheme: shop
accounts: {points: {places: 0}}
balances: {held: {}, month: {of: award, by: '""', per: month}, each: {of: [award, noted], by: unit.id, per: day}}
credits:
  award: {each: grant, require: {month < 100000: full}, worth: 2}
  noted: {each: endorse, when: 'item.endorsements.size() > 0', worth: 'each > 3 ? 1 : 2'}
deductions:
  taken: {each: incident, require: {held >= 3: no cover}, worth: -3}
`))
	require.NoError(t, err)
	at := func(k int) ledger.Time {
		return worlds.Time(time.Date(2020, 1, 2, 0, k, 0, 0, time.UTC).Format(time.RFC3339))
	}
	each := func(n int) float64 {
		entries := []ledger.Entry{
			{ID: "u", Kind: ledger.Enroll, At: worlds.Time("2020-01-01"), Unit: "u", Name: "u", Category: "c"},
		}
		for k := range n {
			e := ledger.Entry{ID: fmt.Sprint("e", k), At: at(k), Unit: "u"}
			switch k % 4 {
			case 0:
				e.Kind, e.Account, e.Reason, e.Amount = ledger.Grant, "points", "r", decimal.NewNullDecimal(decimal.NewFromInt(2))
			case 1:
				e.Kind, e.Type = ledger.Incident, "t"
			case 2:
				e.Kind, e.Item, e.Genre = ledger.Submit, fmt.Sprint("i", k), "g"
			default: // the items stay open
				e.Kind, e.Item, e.By, e.Unit, e.At = ledger.Endorse, fmt.Sprint("i", k-1), "b", "", at(n+k)
			}
			entries = append(entries, e)
		}
		l, err := ledger.Of(t.Context(), entries...)
		require.NoError(t, err)
		o := scoring.Options{Periods: worlds.Periods("2020"), Workers: 1}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		book, err := scoring.Score(t.Context(), s, l, o)
		runtime.ReadMemStats(&after)
		require.NoError(t, err)
		require.NotEmpty(t, book.Totals())
		return float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
	}
	few := each(1000)
	assert.Less(t, each(10000), 1.5*few)
}
