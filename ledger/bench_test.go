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
)

// manyLines writes n entries of one year of a large office: 200 units, three entries an item. The text is
// made while it is read, so that it takes no memory.
func manyLines(n int) io.Reader {
	const units = 200
	i := 0
	var line bytes.Buffer
	return readerFunc(func(p []byte) (int, error) {
		for line.Len() < len(p) && i < n {
			item := (i - units) / 3
			at := fmt.Sprintf("2020-%02d-%02dT%02d:%02d:%02d+08:00", 1+item/28%12, 1+item%28, item/3%24, item/7%60,
				item%60)
			switch {
			case i < units:
				fmt.Fprintf(&line,
					`{"id":"u%d","kind":"enroll","at":"2019-12-26","unit":"unit-%d","name":"单位%d","category":"county"}`+
						"\n", i, i, i)
			case (i-units)%3 == 0:
				fmt.Fprintf(&line,
					`{"id":"e%d","kind":"submit","at":"%s","item":"i%d","unit":"unit-%d","genre":"brief","title":"关于第%d项工作的简讯","attrs":{"words":%d,"late":false}}`+"\n", i, at, item, item%units, item%5000, 200+item%600)
			case (i-units)%3 == 1:
				fmt.Fprintf(&line,
					`{"id":"e%d","kind":"adopt","at":"%s","item":"i%d","outlet":"人民日报","placement":"headline"}`+"\n", i,
					at, item)
			default:
				fmt.Fprintf(&line, `{"id":"e%d","kind":"endorse","at":"%s","item":"i%d","by":"市委"}`+"\n", i, at, item)
			}
			i++
		}
		if line.Len() == 0 {
			return 0, io.EOF
		}
		return line.Read(p)
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

const million = 1_000_000

func BenchmarkReadJSONL(b *testing.B) {
	text, err := io.ReadAll(manyLines(million))
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
	l, err := ledger.ReadJSONL(b.Context(), manyLines(million), "bench.jsonl")
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
		l, err := ledger.ReadJSONL(b.Context(), manyLines(million), "bench.jsonl")
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
	l, err := ledger.ReadJSONL(b.Context(), manyLines(million), "bench.jsonl")
	require.NoError(b, err)
	for b.Loop() {
		must(l.RootAt(b.Context(), l.Len()))
	}
}

func BenchmarkEntries(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), manyLines(million), "bench.jsonl")
	require.NoError(b, err)
	for b.Loop() {
		for range must(l.View(b.Context(), ledger.ViewOptions{})).Entries() {
		}
	}
}

// BenchmarkAppendOne appends one entry to a million.
func BenchmarkAppendOne(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), manyLines(million), "bench.jsonl")
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
	l, err := ledger.ReadJSONL(b.Context(), manyLines(million), "bench.jsonl")
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
