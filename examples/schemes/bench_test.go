package schemes

import (
	"fmt"
	"iter"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// millionEntries yields a year of chifeng-2020 with about n entries: a thousand units, items of both genres, one to
// three adoptions each, endorsements, and a commission for every fiftieth.
func millionEntries(n int) iter.Seq2[ledger.Entry, error] {
	outlets := []string{"市扶贫办门户网站", "赤峰日报", "红山晚报", "中国赤峰门户网站", "内蒙古日报", "内蒙古新闻网", "人民日报", "人民网"}
	categories := []string{"county", "department", "section"}
	return func(yield func(ledger.Entry, error) bool) {
		at := func(k int) ledger.Time {
			t, _ := ledger.ParseTime(
				time.Date(2019, 12, 26, 0, 0, 0, 0,
					time.UTC).Add(time.Duration(k*31_000_000/n) * time.Second).Format(time.RFC3339))
			return t
		}
		id := 0
		put := func(e ledger.Entry) bool {
			id++
			e.ID = fmt.Sprintf("e%d", id)
			return yield(e, nil)
		}
		enrolled, _ := ledger.ParseTime("2019-12-01")
		for u := range 1000 {
			unit := fmt.Sprintf("u%d", u)
			if !put(ledger.Entry{Kind: ledger.Enroll, At: enrolled, Unit: unit, Name: unit,
				Category: categories[u%3]}) {
				return
			}
		}
		for k := 0; id < n; k++ {
			item, unit := fmt.Sprintf("i%d", k), fmt.Sprintf("u%d", k*7919%1000)
			e := ledger.Entry{Kind: ledger.Submit, At: at(id), Item: item, Unit: unit, Genre: "brief",
				Title: "某地开展脱贫攻坚工作"}
			if k%4 == 0 {
				e.Genre = "research"
			}
			if k%50 == 0 {
				due, _ := ledger.ParseTime("2020-11-01")
				if !put(ledger.Entry{Kind: ledger.Commission, At: at(id), Commission: "c" + item, Unit: unit,
					Due: due}) {
					return
				}
				e.Commission = "c" + item
			}
			if !put(e) {
				return
			}
			for a := range k % 3 {
				adopted := ledger.Entry{Kind: ledger.Adopt, At: at(id), Item: item,
					Outlet: outlets[(k*31+a*17)%len(outlets)]}
				if k%9 == 0 {
					adopted.Placement = "headline"
				}
				if !put(adopted) {
					return
				}
			}
			if k%10 == 0 && !put(ledger.Entry{Kind: ledger.Endorse, At: at(id), Item: item, By: "市委"}) {
				return
			}
		}
	}
}

// BenchmarkMillion scores a million entries of chifeng-2020 to ranked totals, from a ledger in memory.
func BenchmarkMillion(b *testing.B) {
	s, err := Load(b.Context(), "chifeng-2020")
	require.NoError(b, err)
	l, err := ledger.New(b.Context(), millionEntries(1_000_000))
	require.NoError(b, err)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b.ReportMetric(float64(before.HeapAlloc)/1e6, "ledger-MB")
	for b.Loop() {
		book, err := scoring.Score(b.Context(), s, l, scoring.Options{Periods: periodsOf("2020")})
		require.NoError(b, err)
		require.Len(b, book.Totals(), 1000)
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Sys)/1e6, "sys-MB")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(l.Len()), "ns/entry")
}
