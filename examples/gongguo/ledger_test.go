package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
)

func TestConvertThereAndBack(t *testing.T) {
	t.Parallel()
	for _, name := range sample.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lines := runWith("", "sample", "--scheme", name, "--entries", "400")
			require.Equal(t, exitGood, lines.code, lines.err)
			table := runWith(lines.out, "convert", "-")
			require.Equal(t, exitGood, table.code, table.err)
			assert.True(t, strings.HasPrefix(table.out, "id,kind,at,"), table.out[:40])
			assert.Equal(t, table.out,
				runWith("", "sample", "--scheme", name, "--entries", "400", "--format", "csv").out)
			back := runWith(table.out, "convert", "-")
			require.Equal(t, exitGood, back.code, back.err)
			assert.Equal(t, lines.out, back.out)
			good := runWith(lines.out, "check", "-")
			assert.Equal(t, exitGood, good.code)
			assert.Equal(t, good.out, runWith(table.out, "check", "-").out, "the digest is the same")
		})
	}
}

// TestTheFormOfALedger tells JSON Lines from CSV by the name of the file, and without a name by how it begins.
func TestTheFormOfALedger(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/march.jsonl")
	require.NoError(t, err)
	lines, table := string(text), runWith(string(text), "convert", "-").out
	folder := t.TempDir()
	for _, row := range []struct{ name, file, content string }{
		{"jsonl by name", "a.jsonl", lines},
		{"ndjson by name", "a.ndjson", lines},
		{"csv by name", "A.CSV", table},
		{"jsonl by its beginning", "ledger", lines},
		{"csv by its beginning", "ledger.txt", table},
		{"csv with a byte order mark", "bom.txt", "\ufeff" + table},
		{"jsonl after empty lines", "blank", "\n\n" + lines},
	} {
		path := filepath.Join(folder, row.file)
		require.NoError(t, os.WriteFile(path, []byte(row.content), 0o644))
		for _, args := range [][]string{{"score", "--ledger", path, "--format", "csv", "--period", "2020-03"},
			{"score", "--ledger", "-", "--format", "csv", "--period", "2020-03"}} {
			got := runWith(row.content, args...)
			assert.Equal(t, exitGood, got.code, "%s: %s", row.name, got.err)
			assert.Contains(t, got.out, "2020-03,linxi,林西县扶贫办,county,points,20,,", row.name)
		}
	}
}

func TestALedgerThatIsNotThere(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"score --ledger nowhere.jsonl", "check nowhere.jsonl", "convert nowhere.csv",
		"check ./nowhere", "test nowhere.yaml", "score --scheme nowhere.yaml"} {
		got := runWith("", strings.Fields(args)...)
		assert.Equal(t, exitInput, got.code, args)
		assert.Contains(t, got.err, "nowhere", args)
		assert.Empty(t, strings.ReplaceAll(got.out, "FAIL  nowhere.yaml\n", ""), args)
	}
	empty := runWith("", "score", "--ledger", "-")
	assert.Equal(t, exitInput, empty.code)
	assert.Contains(t, empty.err, "the ledger has no entries")
}

func write(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
}

func TestConvertWithAMark(t *testing.T) {
	t.Parallel()
	plain := runWith("", "convert", "testdata/march.jsonl")
	marked := runWith("", "convert", "--bom", "testdata/march.jsonl")
	assert.Equal(t, exitGood, marked.code, marked.err)
	assert.Equal(t, "\ufeff"+plain.out, marked.out)
	assert.Equal(t, runWith("", "convert", "--to", "jsonl", "testdata/march.jsonl"),
		runWith(marked.out, "convert", "--to", "jsonl", "-"))
}

func TestCheckOfStandardInput(t *testing.T) {
	t.Parallel()
	ledger, err := os.ReadFile("testdata/march.jsonl")
	require.NoError(t, err)
	for _, row := range []struct {
		name, in string
		code     int
		say      string
	}{
		{"a scheme", runWith("", "schemes", "chifeng-2020").out, exitGood,
			"standard input: good: scheme chifeng-2020, "},
		{"a scheme behind a comment", "# ours\n" + runWith("", "schemes", "chifeng-2020").out, exitGood,
			"standard input: good: scheme chifeng-2020, "},
		{"a broken scheme", "scheme: ours\n", exitInput, "standard input:1:1: "},
		{"a ledger", string(ledger), exitGood, "standard input: good: ledger of 12 entries "},
		{"a table", runWith(string(ledger), "convert", "-").out, exitGood,
			"standard input: good: ledger of 12 entries "},
		{"nothing", "", exitInput, "standard input: found an empty file; expected a scheme"},
		{"blanks", " \n\n", exitInput, "standard input: found an empty file; expected a scheme"},
		{"a letter", "Dear all,\n", exitInput,
			"standard input: found neither a scheme nor a ledger; expected a scheme"},
	} {
		got := runWith(row.in, "check", "-")
		assert.Equal(t, row.code, got.code, row.name)
		assert.True(t, strings.HasPrefix(got.out+got.err, row.say), "%s: %s%s", row.name, got.out, got.err)
	}
}

func TestCheckPrintsAndComparesTheWholeDigest(t *testing.T) {
	t.Parallel()
	table := t.TempDir() + "/march.csv"
	write(t, table, runWith("", "convert", "testdata/march.jsonl").out)
	for _, file := range []string{"testdata/march.jsonl", table} {
		assert.Contains(t, runWith("", "check", file).out, "\n  digest sha256:"+marchDigest+"\n")
		for _, digest := range []string{"sha256:" + marchDigest, "SHA256:" + strings.ToUpper(marchDigest)} {
			got := runWith("", "check", "--digest", digest, file)
			assert.Equal(t, exitGood, got.code, got.err)
			assert.Contains(t, got.out, "it is the digest that was given")
		}
		got := runWith("", "check", "--digest", "sha256:"+marchDigest[:63]+"0", file)
		assert.Equal(t, exitInput, got.code)
		assert.Contains(t, got.err, "found digest sha256:"+marchDigest+"; expected sha256:"+marchDigest[:63]+"0")
		assert.Empty(t, got.out)
		got = runWith("", "check", "--appended-to", file, table)
		assert.Equal(t, exitGood, got.code, got.err)
	}
}

// A scheme printed, saved and changed scores the sample of the scheme that it was made from.
func TestASchemePrintedIsAScheme(t *testing.T) {
	t.Parallel()
	for _, name := range schemes.Names() {
		text, err := schemes.Source(name)
		require.NoError(t, err)
		got := runWith("", "schemes", name)
		sameText(t, string(text), got.out)
	}
	path := filepath.Join(t.TempDir(), "mine.yaml")
	mine := strings.Replace(runWith("", "schemes", "chifeng-2020").out, "each_missing: -5", "each_missing: 0", 1)
	require.NoError(t, os.WriteFile(path, []byte(mine), 0o644))
	got := runWith("", "score", "--sample", "--scheme", path, "--format", "csv")
	require.Equal(t, exitGood, got.code, got.err)
	assert.Equal(t, got.out, runWith("", "score", "--param", "each_missing=0", "--format", "csv", "--sample").out)
	assert.NotEqual(t, got.out, runWith("", "score", "--format", "csv", "--sample").out)
}
