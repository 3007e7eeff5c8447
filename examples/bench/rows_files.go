package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

// files are from a file to ranked totals.
func files(b *bench) ([]row, error) {
	if !b.wants("file/jsonl", "file/csv") {
		return nil, nil
	}
	m, err := b.million()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, err
	}
	b.after = append(b.after, func() error { return os.RemoveAll(dir) })
	var out []row
	for _, x := range []struct {
		name  string
		write func(io.Writer, *ledger.Ledger) error
		read  func(io.Reader, string) (*ledger.Ledger, error)
		aim   float64
	}{
		{"jsonl",
			func(w io.Writer, l *ledger.Ledger) error { return ledger.WriteJSONL(b.ctx, w, l) },
			func(r io.Reader, name string) (*ledger.Ledger, error) { return ledger.ReadJSONL(b.ctx, r, name) },
			1.5e9},
		{"csv",
			func(w io.Writer, l *ledger.Ledger) error { return ledger.WriteCSV(b.ctx, w, l) },
			func(r io.Reader, name string) (*ledger.Ledger, error) { return ledger.ReadCSV(b.ctx, r, name) },
			1.2e9},
	} {
		path := filepath.Join(dir, "ledger."+x.name)
		size, err := written(path, m.ledger, x.write)
		if err != nil {
			return nil, err
		}
		out = append(out, row{
			name: "file/" + x.name, entries: m.ledger.Len(), procs: 2,
			what: fmt.Sprintf("a %s file of %d MB, read, checked and scored to ranked totals; two cores",
				x.name, size/1e6),
			contenders: []contender{{name: "gongguo", work: func(ctx context.Context) (func() []digest.Line, error) {
				f, err := os.Open(path)
				if err != nil {
					return nil, err
				}
				defer f.Close()
				l, err := x.read(f, path)
				if err != nil {
					return nil, err
				}
				return ours(m.scheme, l, scoring.Options{Periods: []calendar.Period{m.period}})(ctx)
			}}},
			bar: &bar{of: "gongguo", atMost: x.aim},
		})
	}
	return out, nil
}

func written(path string, l *ledger.Ledger, write func(io.Writer, *ledger.Ledger) error) (size int64, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := write(w, l); err != nil {
		return 0, err
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
