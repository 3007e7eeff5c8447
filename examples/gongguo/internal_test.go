package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// planted are parts of the titles, outlets, endorsers and files of restricted entries; none stands in another one.
var planted = []string{"暗", "林书记", "周主任", "吴委员", "甲抱", "无名", "作废暗"}

// TestInternal runs every command, in every format, over restricted entries that rules read in every way: nothing of
// what they hold is printed, and the points are those of --internal.
func TestInternal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const of = " --scheme testdata/internal.yaml --ledger testdata/internal.jsonl --period 2020"
	whole, err := os.ReadFile("testdata/internal.jsonl")
	require.NoError(t, err)
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	other := write("other.jsonl", strings.Replace(string(whole), "暗河治理", "暗河整治", 1))
	broken := write("broken.jsonl", strings.Replace(string(whole), `"《暗河日报》"`, `["暗河日报"],"restricted":true`, 1)+
		`{"id":"x","kind":"endorse","at":"2020-02-03","item":"i1","by":"林书记,"restricted":true}`)
	scheme, err := os.ReadFile("testdata/internal.yaml")
	require.NoError(t, err)
	wrong := write("wrong.yaml", strings.Replace(string(scheme), "title: 暗河治理,", "title: [暗河治理],", 1))

	score := []string{"score" + of, "score" + of + " --unmet --suspects", "score" + of + " --until 2020-02-10",
		"score" + of + " --known 2020-02-06"}
	var commands []string
	for _, format := range []string{"table", "json", "csv", "markdown"} {
		for _, c := range score {
			commands = append(commands, c+" --format "+format)
		}
		commands = append(commands, "compare"+of+" --with-param weight.县委=2 --format "+format)
	}
	queries := []string{"--unit a", "--unit b", "--item i8"}
	for _, item := range []string{"i1", "i2", "i3", "i4", "i5", "i6"} {
		queries = append(queries, "--item "+item)
	}
	for i := range strings.Count(string(whole), "\n") {
		queries = append(queries, "--entry e"+string(rune('0'+(i+1)/10))+string(rune('0'+(i+1)%10)))
	}
	for _, q := range queries {
		q = strings.Replace(q, " e0", " e", 1)
		for _, format := range []string{"text", "json"} {
			commands = append(commands, "explain"+of+" "+q+" --format "+format)
		}
	}
	commands = append(commands,
		"check testdata/internal.yaml testdata/internal.jsonl",
		"check --strict testdata/internal.yaml testdata/internal.jsonl",
		"check --proof "+dir+" testdata/internal.jsonl", "check --appended-to "+other+" testdata/internal.jsonl",
		"check "+broken, "check "+wrong, "test "+wrong, "score --scheme testdata/internal.yaml --ledger "+broken,
		"test testdata/internal.yaml", "convert testdata/internal.jsonl", "convert --to jsonl testdata/internal.jsonl")
	for _, c := range commands {
		got := runWith("", strings.Fields(c)...)
		assert.NotContains(t, got.out+got.err, "goroutine", c)
		for _, text := range planted {
			assert.NotContains(t, got.out, text, c)
			assert.NotContains(t, got.err, text, c)
		}
	}
	shown := runWith("", strings.Fields("explain"+of+" --item i1")...)
	assert.Contains(t, shown.out, "e4: adopt 2020-02-02, 〔内部〕")
	asked := runWith("", strings.Fields("explain"+of+" --item i1 --internal")...)
	for _, text := range []string{"暗河治理", "《暗河日报》", "林书记", "周主任", "无名暗报"} {
		assert.Contains(t, asked.out, text)
	}
	assert.Contains(t, runWith("", strings.Fields("convert --internal testdata/internal.jsonl")...).out, "《暗河日报》")

	points := func(flag string) (out []any) {
		var score struct {
			Totals, Quotas any
			Postings       []map[string]any
			Unscored       []map[string]any
		}
		got := runWith("", strings.Fields("score"+of+" --format json"+flag)...)
		require.NoError(t, json.Unmarshal([]byte(got.out), &score), got.err)
		for _, u := range score.Unscored {
			delete(u, "why")
		}
		return []any{score.Totals, score.Quotas, score.Postings, score.Unscored}
	}
	assert.Equal(t, points(" --internal"), points(""))
}

// TestProofs looks for scans in a folder: one as recorded, one altered, one missing, one that is a folder, and links.
func TestProofs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	scans := filepath.Join(dir, "scans")
	require.NoError(t, os.MkdirAll(filepath.Join(scans, "folder.pdf"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "outside.pdf"), []byte("abc"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(scans, "right.pdf"), []byte("abc"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(scans, "other.pdf"), []byte("abd"), 0o644))
	require.NoError(t, os.Symlink(filepath.Join(dir, "outside.pdf"), filepath.Join(scans, "out.pdf")))
	require.NoError(t, os.Symlink("right.pdf", filepath.Join(scans, "in.pdf")))
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	var lines strings.Builder
	for i, file := range []string{"right.pdf", "in.pdf", "other.pdf", "gone.pdf", "folder.pdf", "out.pdf"} {
		lines.WriteString(`{"id":"e` + string(rune('1'+i)) + `","kind":"enroll","at":"2020-01-01","unit":"u",` +
			`"name":"n","category":"c","proof":"` + abc + `  ` + file + `"}` + "\n")
	}
	path := filepath.Join(dir, "l.jsonl")
	require.NoError(t, os.WriteFile(path, []byte(lines.String()), 0o644))
	got := runWith("", "check", "--proof", scans, path)
	assert.Equal(t, 1, got.code)
	assert.Empty(t, got.out)
	assert.Equal(t, path+`: entry "e3": proof other.pdf: altered: found sha256 `+
		`a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9, expected `+abc+"\n"+
		path+`: entry "e4": proof gone.pdf: missing`+"\n"+
		path+`: entry "e5": proof folder.pdf: it is no regular file`+"\n"+
		path+`: entry "e6": proof out.pdf: it cannot be read, or leads out of the folder`+"\n", got.err)
	first, _, _ := strings.Cut(lines.String(), "\n")
	require.NoError(t, os.WriteFile(path, []byte(first+"\n"), 0o644))
	got = runWith("", "check", "--proof", scans, path)
	assert.Equal(t, 0, got.code, got.err)
	assert.Contains(t, got.out, "  1 proof in "+scans+" as recorded\n")
	assert.Equal(t, 1, runWith("", "check", "--proof", filepath.Join(dir, "none"), path).code)
}
