package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inParts cuts testdata/march.jsonl into files by lines: the first with so many lines is first.jsonl, and so on; the
// last is a table.
func inParts(t *testing.T) (folder string, files []string) {
	t.Helper()
	text, err := os.ReadFile("testdata/march.jsonl")
	require.NoError(t, err)
	lines := strings.SplitAfter(strings.TrimSpace(string(text)), "\n")
	require.Len(t, lines, 12)
	folder = t.TempDir()
	files = []string{folder + "/1.jsonl", folder + "/2.jsonl", folder + "/3.csv"}
	write(t, files[0], strings.Join(lines[:5], ""))
	write(t, files[1], strings.Join(lines[5:9], ""))
	// the last three adopt, adopt again, and strike the first out; they stand alone in a table
	var table strings.Builder
	table.WriteString(tableOf(t, string(text), 9))
	write(t, files[2], table.String())
	return folder, files
}

// tableOf is a ledger as a table, without so many entries at its beginning.
func tableOf(t *testing.T, lines string, without int) string {
	t.Helper()
	got := runWith(lines, "convert", "-")
	require.Equal(t, exitGood, got.code, got.err)
	rows := strings.SplitAfter(got.out, "\n")
	return rows[0] + strings.Join(rows[1+without:], "")
}

// TestSeveralLedgers: all are taken, in their order; a folder is its files by name. Before, the last one won.
func TestSeveralLedgers(t *testing.T) {
	t.Parallel()
	folder, files := inParts(t)
	whole := runWith("", "score", "--ledger", "testdata/march.jsonl", "--period", "2020-03", "--format", "json")
	require.Equal(t, exitGood, whole.code, whole.err)
	var flags []string
	for _, file := range files {
		flags = append(flags, "--ledger", file)
	}
	for _, ledgers := range [][]string{flags, {"--ledger", folder}, {"--ledger", files[0], "--ledger", files[1],
		"--ledger", folder}} {
		got := runWith("", append([]string{"score", "--period", "2020-03", "--format", "json"}, ledgers...)...)
		require.Equal(t, exitGood, got.code, got.err)
		sameText(t, whole.out, got.out)
		x := runWith("", append([]string{"explain", "--item", "i1", "--format", "json"}, ledgers...)...)
		sameText(t, runWith("", "explain", "--item", "i1", "--format", "json", "--ledger", "testdata/march.jsonl").out, x.out)
		c := runWith("", append([]string{"compare", "--with-param", "each_missing=0", "--format", "json"}, ledgers...)...)
		sameText(t, runWith("", "compare", "--with-param", "each_missing=0", "--format", "json", "--ledger",
			"testdata/march.jsonl").out, c.out)
		checked := runWith("", append([]string{"check", "--digest", "sha256:" + marchDigest}, ledgers...)...)
		assert.Equal(t, exitGood, checked.code, checked.err)
	}
	text := runWith("", append([]string{"score", "--period", "2020-03"}, flags...)...)
	assert.Contains(t, text.out, "\nledger: 12 entries in 1.jsonl, 2.jsonl, 3.csv\n")
	with := runWith("", "compare", "--ledger", files[0], "--ledger", files[1], "--with-ledger", files[0],
		"--with-ledger", files[1], "--with-ledger", files[2], "--format", "csv", "--period", "2020-W12")
	require.Equal(t, exitGood, with.code, with.err)
	assert.Contains(t, with.out, "linxi,林西县扶贫办,")
	stdin, err := os.ReadFile(files[1])
	require.NoError(t, err)
	got := runWith(string(stdin), "score", "--period", "2020-03", "--format", "json", "--ledger", files[0], "--ledger", "-",
		"--ledger", files[2])
	sameText(t, whole.out, got.out)
	joined := runWith("", append([]string{"convert", "--to", "jsonl"}, files...)...)
	march, err := os.ReadFile("testdata/march.jsonl")
	require.NoError(t, err)
	assert.Equal(t, runWith(string(march), "convert", "--to", "jsonl", "-").out, joined.out)
}

// TestSeveralLedgersThatDoNotGoTogether: an error names both files and lines.
func TestSeveralLedgersThatDoNotGoTogether(t *testing.T) {
	t.Parallel()
	folder, files := inParts(t)
	write(t, folder+"/9.jsonl", "\n"+`{"id":"e1","kind":"withdraw","at":"2020-03-21","unit":"linxi"}`+"\n")
	got := runWith("", "score", "--ledger", folder)
	assert.Equal(t, exitInput, got.code)
	assert.Equal(t, folder+`/9.jsonl:2:7: entry "e1": id: found "e1" a second time, differing in kind, `+
		"expected an id of its own, or the content of line 1 of "+files[0]+"\n", got.err)
	// the parts alone name what the others hold
	alone := runWith("", "check", "--ledger", files[2])
	assert.Equal(t, exitInput, alone.code)
	assert.Contains(t, alone.err, files[2]+":")
}

// TestAFolderOfLedgers: what is in it and no ledger is named, and a folder without any is an error.
func TestAFolderOfLedgers(t *testing.T) {
	t.Parallel()
	folder, _ := inParts(t)
	write(t, folder+"/notes.txt", "Dear all,")
	write(t, folder+"/.hidden.jsonl", "no ledger")
	require.NoError(t, os.Mkdir(filepath.Join(folder, "2019"), 0o755))
	got := runWith("", "score", "--ledger", folder)
	require.Equal(t, exitGood, got.code, got.err)
	assert.Contains(t, got.out, "\nledger: 12 entries in 1.jsonl, 2.jsonl, 3.csv\n"+
		loud+folder+": not read: 2019, notes.txt; expected .jsonl, .ndjson, .json or .csv\n")
	csv := runWith("", "score", "--ledger", folder, "--format", "csv")
	assert.Contains(t, csv.err, loud+folder+": not read: 2019, notes.txt")
	empty := t.TempDir()
	for _, args := range [][]string{{"score", "--ledger", empty}, {"check", "--ledger", empty}} {
		got := runWith("", args...)
		assert.Equal(t, exitInput, got.code)
		assert.Equal(t, empty+": found a folder without a ledger; expected files .jsonl, .ndjson, .json or .csv\n", got.err)
	}
}

// TestASampleIsAskedFor: what another program reads is never made up unless somebody says so.
func TestASampleIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"score --format csv", "score --format json", "explain --unit linxi --format json",
		"compare --with-until 2020-06-30 --format csv", "compare --with-until 2020-06-30 --format json",
		"score --scheme xihu-2021 --format csv"} {
		got := runWith("", strings.Fields(args)...)
		assert.Equal(t, exitUsage, got.code, args)
		assert.Empty(t, got.out, args)
		assert.Contains(t, got.err, "no ledger is given; expected --ledger, or --sample for a made-up year", args)
		asked := runWith("", append(strings.Fields(args), "--sample")...)
		assert.Equal(t, exitGood, asked.code, asked.err)
		assert.NotEmpty(t, asked.out, args)
	}
	for _, args := range []string{"score", "score --format markdown", "explain --unit linxi",
		"compare --with-until 2020-06-30"} {
		got := runWith("", strings.Fields(args)...)
		assert.Equal(t, exitGood, got.code, args)
		assert.Contains(t, got.out, loud+"no ledger was given: this is a made-up", args)
		asked := runWith("", append(strings.Fields(args), "--sample")...)
		assert.NotContains(t, asked.out, "no ledger was given", args)
		assert.Contains(t, asked.out, "a made-up sample of", args)
	}
	both := runWith("", "score", "--sample", "--ledger", "testdata/march.jsonl")
	assert.Equal(t, exitUsage, both.code)
	assert.Contains(t, both.err, "found --sample beside --ledger; expected one of them")
	twice := runWith("", "score", "--ledger", "-", "--ledger", "-")
	assert.Equal(t, exitUsage, twice.code)
	assert.Contains(t, twice.err, "found standard input twice; expected it once")
}
