package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// small is a run of all rows over ledgers so small that it says nothing of speed: contenders that differ still end it.
func small(t testing.TB, rows string) *bench {
	return &bench{settings: settings{rows: regexp.MustCompile(rows), entries: 3000, slow: 600, units: 40, sweep: 5,
		rounds: 1}, ctx: context.Background(), ledgers: map[world]*made{}, log: io.Discard}
}

func TestContendersComeToTheSame(t *testing.T) {
	b := small(t, "")
	var done []result
	for _, g := range groups() {
		more, err := b.run(g)
		require.NoError(t, err)
		done = append(done, more...)
	}
	text := document("a machine", b.settings, done)
	for _, r := range done {
		assert.Contains(t, text, "`"+r.name+"`")
	}
	assert.Equal(t, 1, strings.Count(text, "| row | who |"))
}

// BenchmarkRows runs every contender of every row as a benchmark: -bench 'Rows/whole', say, and -benchtime 5x. How many
// entries the ledgers have, the environment says: BENCH_ENTRIES.
func BenchmarkRows(b *testing.B) {
	runs := small(b, "")
	if text := os.Getenv("BENCH_ENTRIES"); text != "" {
		n, err := strconv.Atoi(text)
		require.NoError(b, err)
		runs.entries, runs.units = n, 1000
	}
	for _, g := range groups() {
		rows, err := g(runs)
		require.NoError(b, err)
		for _, r := range rows {
			for _, c := range r.contenders {
				if r.skipped != "" || r.single {
					continue
				}
				b.Run(r.name+"/"+strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) {
					if procs := max(r.procs, c.procs); procs > 0 {
						defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
					}
					for b.Loop() {
						if c.value == nil {
							_, err := c.work(runs.ctx)
							require.NoError(b, err)
							continue
						}
						v, err := c.value(runs.ctx)
						require.NoError(b, err)
						b.ReportMetric(v, "value")
					}
				})
			}
		}
		clear(runs.ledgers)
		for _, f := range runs.after {
			require.NoError(b, f())
		}
		runs.after = nil
	}
}

// TestValues works out by hand what values.yaml gives.
func TestValues(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "values.yaml", valuesSource)
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`
{"id":"e1","kind":"enroll","at":"2021-01-01","unit":"a","name":"甲","category":"community"}
{"id":"e2","kind":"enroll","at":"2021-01-01","unit":"b","name":"乙","category":"community"}
{"id":"e3","kind":"submit","at":"2021-03-02T11:59:59+08:00","item":"i1","unit":"a","genre":"instant","attrs":{"words":321}}
{"id":"e4","kind":"submit","at":"2021-03-02T12:00:00+08:00","item":"i2","unit":"b","genre":"instant","attrs":{"words":333}}
`), "values.jsonl")
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l,
		scoring.Options{Periods: []calendar.Period{{Kind: calendar.Year, Year: 2021}}})
	require.NoError(t, err)
	// 321 × 0.02 + 0.5 before noon; 333 × 0.02 at noon
	assert.Equal(t, []string{"a\tpoints\t6.92\t1", "b\tpoints\t6.66\t2"}, []string{digest.Book(book)[0].String(),
		digest.Book(book)[1].String()})
}

// TestDifferentTotalsEndTheRun: a contender that comes to others than the first is an error that names both.
func TestDifferentTotalsEndTheRun(t *testing.T) {
	t.Parallel()
	says := func(total int64, rank int) contender {
		return contender{name: fmt.Sprintf("says %d %d", total, rank),
			work: func(context.Context) (func() []digest.Line, error) {
				return func() []digest.Line {
					return []digest.Line{{Unit: "u", Account: "points", Total: decimal.NewFromInt(total), Rank: rank}}
				}, nil
			}}
	}
	for _, x := range []struct {
		name  string
		other contender
		want  string
	}{
		{"the same", says(5, 1), ""},
		{"another total", says(6, 1), "says 6 1"},
		{"another rank", says(5, 2), "says 5 2"},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			_, err := small(t, "").measure(row{name: "row", contenders: []contender{says(5, 1), x.other}})
			if x.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, errTotals)
			require.ErrorContains(t, err, x.want)
		})
	}
}

// TestRowsByName: each row can be asked for by itself, also where its group makes it together with others.
func TestRowsByName(t *testing.T) {
	for _, g := range groups() {
		b := small(t, "")
		rows, err := g(b)
		require.NoError(t, err)
		for _, f := range b.after {
			require.NoError(t, f())
		}
		for _, r := range rows {
			alone := small(t, "^"+regexp.QuoteMeta(r.name)+"$")
			again, err := g(alone)
			require.NoError(t, err)
			for _, f := range alone.after {
				require.NoError(t, f())
			}
			assert.True(t, slices.ContainsFunc(again, func(x row) bool { return x.name == r.name }), r.name)
		}
	}
}

func TestJudged(t *testing.T) {
	t.Parallel()
	figures := []figure{{name: "ours", median: 2e9}, {name: "theirs", median: 1e9}}
	for _, x := range []struct {
		name string
		row  row
		want string
	}{
		{"a ratio reached", row{bar: &bar{of: "ours", against: "theirs", atMost: 2.5}},
			"ours ÷ theirs = 2.00 ×; bar at most 2.50 ×: **reached**"},
		{"a ratio missed", row{bar: &bar{of: "ours", against: "theirs", atMost: 1.5}},
			"ours ÷ theirs = 2.00 ×; bar at most 1.50 ×: **not reached**"},
		{"so many times faster", row{bar: &bar{of: "theirs", against: "ours", atLeast: 5}},
			"theirs ÷ ours = 0.50 ×; bar at least 5.00 ×: **not reached**"},
		{"a time", row{bar: &bar{of: "ours", atMost: 3e9}},
			"aim at most 3.00 s: reached"},
		{"a size", row{unit: "bytes", bar: &bar{of: "theirs", atMost: 120}},
			"bar at most 120 bytes: not reached"},
		{"neither", row{},
			""},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, x.want, (&result{row: x.row, figures: figures}).judged())
		})
	}
}

func TestShown(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		value      float64
		unit, want string
	}{
		{0, "", "0.00 ns"}, {26.44, "", "26.4 ns"}, {999.4, "", "999 ns"}, {1234, "", "1.23 µs"},
		{99.96e6, "", "100 ms"}, {8.4e9, "", "8.40 s"}, {1234e9, "", "1234 s"},
		{12345.6, "bytes an entry", "12346 bytes an entry"},
	} {
		assert.Equal(t, x.want, shown(x.value, x.unit))
	}
}
