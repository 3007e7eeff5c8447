package ledger_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// Run these with -fuzzminimizetime 10x: minimising each interesting text takes most of the time otherwise.

// FuzzReadJSONL: no text makes the reader panic, and what it takes comes out and in again equal in both
// forms.
func FuzzReadJSONL(f *testing.F) {
	addFiles(f, "testdata/*.jsonl")
	for _, row := range canonicalRows {
		f.Add([]byte(enrollLinxi + row.line))
	}
	for _, row := range wrongJSONL {
		f.Add([]byte(goodLines + strings.Join(row.lines, "\n")))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := ledger.ReadJSONL(t.Context(), bytes.NewReader(text), "fuzz.jsonl")
		checkRead(t, l, err)
	})
}

// FuzzReadCSV does the same for tables.
func FuzzReadCSV(f *testing.F) {
	addFiles(f, "testdata/*.csv")
	for _, row := range wrongCSV {
		f.Add([]byte(goodRows + strings.Join(row.lines, "\n")))
	}
	for _, row := range wrongHeaders {
		f.Add([]byte(strings.Join(row.lines, "\n")))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := ledger.ReadCSV(t.Context(), bytes.NewReader(text), "fuzz.csv")
		checkRead(t, l, err)
	})
}

func addFiles(f *testing.F, pattern string) {
	files, err := filepath.Glob(pattern)
	require.NoError(f, err)
	require.NotEmpty(f, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(text)
	}
}

func checkRead(t *testing.T, l *ledger.Ledger, err error) {
	if err != nil {
		require.Nil(t, l)
		var all *ledger.Errors
		require.ErrorAs(t, err, &all)
		require.NotEmpty(t, all.First)
		require.GreaterOrEqual(t, all.Count, len(all.First))
		require.NotEmpty(t, err.Error())
		return
	}
	roundTrip(t, l)
	v := must(l.View(t.Context(), ledger.ViewOptions{}))
	must(v.Roster(t.Context()))
	for range v.Entries() {
	}
}
