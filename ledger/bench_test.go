package ledger_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

const million = 1_000_000

func BenchmarkReadJSONL(b *testing.B) {
	text, err := io.ReadAll(made.Lines(million))
	require.NoError(b, err)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		l, err := ledger.ReadJSONL(b.Context(), bytes.NewReader(text), "bench.jsonl")
		require.NoError(b, err)
		require.Equal(b, million, l.Len())
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/entry")
}

func BenchmarkReadCSV(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
	require.NoError(b, err)
	var text bytes.Buffer
	require.NoError(b, ledger.WriteCSV(b.Context(), &text, l))
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		l, err := ledger.ReadCSV(b.Context(), bytes.NewReader(text.Bytes()), "bench.csv")
		require.NoError(b, err)
		require.Equal(b, million, l.Len())
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/entry")
}

// BenchmarkRetained measures what a ledger of a million entries keeps; the text is not among it.
func BenchmarkRetained(b *testing.B) {
	for b.Loop() {
		before := heap()
		l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
		require.NoError(b, err)
		b.ReportMetric(float64(heap()-before)/million, "B/entry")
		runtime.KeepAlive(l)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkSample measures a ledger as an office of a thousand units would have it, most titles once.
func BenchmarkSample(b *testing.B) {
	var lines, table bytes.Buffer
	require.NoError(b, sample.Write(&lines, "chifeng-2020", 1, sample.Options{Entries: million, Units: 1000}))
	l, err := ledger.ReadJSONL(b.Context(), bytes.NewReader(lines.Bytes()), "sample.jsonl")
	require.NoError(b, err)
	require.NoError(b, ledger.WriteCSV(b.Context(), &table, l))
	entries := make([]ledger.Entry, 0, l.Len())
	for _, e := range l.All() {
		entries = append(entries, e)
	}
	for _, way := range []struct {
		name string
		load func() (*ledger.Ledger, error)
	}{
		{"JSONL", func() (*ledger.Ledger, error) {
			return ledger.ReadJSONL(b.Context(), bytes.NewReader(lines.Bytes()), "sample.jsonl")
		}},
		{"CSV", func() (*ledger.Ledger, error) {
			return ledger.ReadCSV(b.Context(), bytes.NewReader(table.Bytes()), "sample.csv")
		}},
		{"Of", func() (*ledger.Ledger, error) { return ledger.Of(b.Context(), entries...) }},
		{"New", func() (*ledger.Ledger, error) {
			return ledger.New(b.Context(), func(yield func(ledger.Entry, error) bool) {
				for i := range entries {
					if !yield(entries[i], nil) {
						return
					}
				}
			})
		}},
	} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				before := heap()
				b.StartTimer()
				l, err := way.load()
				require.NoError(b, err)
				b.StopTimer()
				b.ReportMetric(float64(heap()-before)/float64(l.Len()), "B/entry")
				runtime.KeepAlive(l)
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(entries)), "ns/entry")
			b.ReportMetric(float64(b.N)*float64(len(entries))/b.Elapsed().Seconds(), "entries/s")
		})
	}
}

func BenchmarkRoot(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
	require.NoError(b, err)
	for b.Loop() {
		must(l.RootAt(b.Context(), l.Len()))
	}
}

func BenchmarkEntries(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
	require.NoError(b, err)
	for b.Loop() {
		for range must(l.View(b.Context(), ledger.ViewOptions{})).Entries() {
		}
	}
}

// BenchmarkAppendOne appends one entry to a million.
func BenchmarkAppendOne(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
	require.NoError(b, err)
	i := 0
	add := func() {
		i++
		l, err = l.Append(b.Context(),
			ledger.Entry{ID: fmt.Sprint("new", i), Kind: ledger.Withdraw, At: l.Entry(0).At, Unit: "unit-1"})
		require.NoError(b, err)
	}
	add()
	for b.Loop() {
		add()
	}
}

func BenchmarkNew(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
	require.NoError(b, err)
	for b.Loop() {
		made, err := ledger.New(b.Context(), func(yield func(ledger.Entry, error) bool) {
			for _, e := range l.All() {
				if !yield(e, nil) {
					return
				}
			}
		})
		require.NoError(b, err)
		require.Equal(b, million, made.Len())
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/entry")
}
