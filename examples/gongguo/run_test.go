package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// outcome is what a run printed and how it ended.
type outcome struct {
	out, err string
	code     int
}

func runWith(stdin string, args ...string) outcome {
	var out, err bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(stdin), &out, &err)
	return outcome{out.String(), err.String(), code}
}

var digests = regexp.MustCompile(`sha256:[0-9a-f]{12,}`)

const open = " --scheme hongyuan-2018 --param fee.prefecture=50 --param fee.county=20" +
	" --param points.submitted=1 --param points.prefecture=5 --param points.county=2"

// graded scores a quarter with grades.
const graded = " --scheme testdata/grades.yaml --ledger testdata/grades.jsonl --period 2020-Q1 --until 2020-03-31"

// handed scores by the scheme that succeeds another, whose openings it has. The figures stand above TestHandover.
const handed = " --scheme testdata/office-2023.yaml --ledger testdata/handover.jsonl --ledger testdata/openings.jsonl"

// merged and divided are the first worked cases of these schemes, where the figures are.
const (
	merged = " --scheme ../schemes/testdata/semantics/units-merged.yaml --ledger testdata/merged.jsonl --until 2020-12-31"

	divided = " --scheme ../schemes/testdata/semantics/units-divided.yaml --ledger testdata/divided.jsonl --until 2020-12-31"
)

// marchDigest is the digest of testdata/march.jsonl, without sha256:.
const marchDigest = "d9aa10d96ee8b26bf14ee15bbf42e55df2ddf20efe0d3c0b94d18798046a6dd9"

// TestGolden runs the program and compares all that it prints with testdata/golden; digests are left out, since a
// comment in a scheme may change them.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		args string // parted by spaces
		code int
	}{
		{"score", "score", 0},
		{"score-run", "score --ledger testdata/march.jsonl --period 2020-02..2020-03", 0},
		{"score-run-csv", "score --ledger testdata/march.jsonl --period 2020-02..2020-03 --format csv", 0},
		{"explain-run", "explain --ledger testdata/march.jsonl --period 2020-02..2020-03 --unit linxi", 0},
		{"wrong-run", "score --ledger testdata/march.jsonl --period 2020-03..2020-Q2", 1},
		{"score-month", "score --ledger testdata/march.jsonl --period 2020-03", 0},
		{"score-ranked", "score --ledger testdata/march.jsonl --period 2020 --until 2020-03-25", 0},
		{"score-options", "score testdata-is-no-flag --ledger testdata/march.jsonl", 2},
		{"score-reading", "score --ledger testdata/march.jsonl --period 2020-03 --known 2020-03-16 " +
			"--reading double-sum --param standard.city.research=12", 0},
		{"score-markdown", "score --ledger testdata/march.jsonl --period 2020-03 --format markdown", 0},
		{"score-csv", "score --ledger testdata/march.jsonl --period 2020 --until 2020-03-25 --format csv", 0},
		{"score-json", "score --ledger testdata/march.jsonl --period 2020-03 --format json", 0},
		{"score-unmet", "score --ledger testdata/strangers.jsonl --unmet", 3},
		{"score-unmet-json", "score --ledger testdata/strangers.jsonl --unmet --format json", 3},
		{"score-unmet-csv", "score --ledger testdata/strangers.jsonl --unmet --format csv", 3},
		{"score-unmet-none", "score --ledger testdata/march.jsonl --period 2020-03 --unmet", 0},
		{"score-suspects-counted", "score --ledger testdata/suspects.jsonl --period 2020-03", 0},
		{"score-suspects", "score --ledger testdata/suspects.jsonl --period 2020-03 --suspects --unmet", 0},
		{"score-suspects-csv", "score --ledger testdata/suspects.jsonl --period 2020-03 --suspects --format csv", 0},
		{"score-suspects-json", "score --ledger testdata/suspects.jsonl --period 2020-W10 --suspects --format json", 0},
		{"check-suspects", "check chifeng-2020 testdata/suspects.jsonl", 0},
		{"score-categories", "score --scheme testdata/categories.yaml --ledger testdata/categories.jsonl", 3},
		{"score-categories-markdown", "score --scheme testdata/categories.yaml --ledger testdata/categories.jsonl " +
			"--format markdown", 3},
		{"score-categories-csv", "score --scheme testdata/categories.yaml --ledger testdata/categories.jsonl " +
			"--format csv", 3},
		{"explain-categories", "explain --scheme testdata/categories.yaml --ledger testdata/categories.jsonl " +
			"--unit linxi", 0},
		{"compare-categories", "compare --scheme testdata/categories.yaml --ledger testdata/categories.jsonl " +
			"--with-until 2020-03-02", 3},
		{"check-categories", "check testdata/categories.yaml testdata/categories.jsonl", 0},
		{"score-grades", "score" + graded, 0},
		{"score-grades-markdown", "score --format markdown" + graded, 0},
		{"score-grades-csv", "score --format csv" + graded, 0},
		{"score-grades-json", "score --format json" + graded, 0},
		{"explain-grades", "explain --unit b" + graded, 0},
		{"explain-grades-none", "explain --unit d" + graded, 0},
		{"explain-results", "explain --unit c" + graded, 0},
		{"compare-results", "compare --with-until 2020-01-05 --changed" + graded, 0},
		{"explain-grades-json", "explain --unit c --format json" + graded, 0},
		{"compare-grades", "compare --with-param excellent.2020-01-01=89.99 --changed" + graded, 0},
		{"score-openings", "score --scheme testdata/office-2022.yaml --ledger testdata/handover.jsonl --until 2022-12-31 " +
			"--format openings --for testdata/office-2023.yaml", 0},
		{"score-handed-over", "score --period 2023-02" + handed, 0},
		{"score-handed-over-run", "score --period 2023-01..2023-02 --format csv" + handed, 0},
		{"score-handed-over-before", "score --period 2022-12 --format json" + handed, 0},
		{"explain-handed-over", "explain --item i1 --period 2023-02" + handed, 0},
		{"explain-handed-over-before", "explain --item i1 --period 2022-12" + handed, 0},
		{"explain-handed-over-unit", "explain --unit a --period 2022" + handed, 0},
		{"explain-merged", "explain --unit c --period 2020" + merged, 0},
		{"explain-merged-old", "explain --unit a --period 2020" + merged, 0},
		{"explain-merged-before", "explain --unit a --period 2020-02" + merged, 0},
		{"explain-merged-item", "explain --item i1 --period 2020" + merged, 0},
		{"explain-divided", "explain --unit d --period 2020" + divided, 0},
		{"explain-carried", "explain --unit a" + closed, 0},
		{"explain-carried-closed", "explain --item i2" + strings.Replace(closed, "2023-03", "2023-02", 1), 0},
		{"score-problems", "score --period 2018-03" + open, 3},
		{"score-two-rankings", "score --scheme street-2022 --period 2022-Q3", 0},
		{"score-honours", "score --scheme bazhou-2022", 3}, // 自治州党委 is near 自治区党委
		{"score-strangers", "score --ledger testdata/strangers.jsonl --period 2020-03", 3},
		{"score-strangers-csv", "score --ledger testdata/strangers.jsonl --period 2020-03 --format csv", 3},
		{"score-strangers-json", "score --ledger testdata/strangers.jsonl --period 2020-W10 --format json", 3},
		{"score-after-the-end", "score --ledger testdata/march.jsonl", 0},
		{"score-after-the-end-markdown", "score --ledger testdata/march.jsonl --period 2020-Q2 --format markdown", 0},
		{"score-provisional", "score --ledger testdata/march.jsonl --period 2020-03 --until 2020-03-20", 0},
		{"score-nobody-yet", "score --ledger testdata/march.jsonl --period 2019", 0},
		{"score-nobody-any-more", "score --ledger testdata/nobody.jsonl --period 2021", 0},
		{"score-nobody-known", "score --ledger testdata/march.jsonl --period 2020 --known 2019-12-31", 0},
		{"score-unranked", "score --scheme xihu-2021", 0},
		{"explain-unit", "explain --unit linxi --ledger testdata/march.jsonl --period 2020-03", 0},
		{"explain-department", "explain --unit shuili --ledger testdata/march.jsonl --period 2020 --until 2020-03-25",
			0},
		{"explain-item", "explain --item i1 --ledger testdata/march.jsonl", 0},
		{"explain-entry", "explain --entry e11 --ledger testdata/march.jsonl", 0},
		{"explain-entry-nothing", "explain --entry e8 --ledger testdata/march.jsonl", 0},
		{"explain-struck-out", "explain --entry e10 --ledger testdata/march.jsonl", 0},
		{"explain-unit-by-name", "explain --unit 市水利局 --ledger testdata/march.jsonl --period 2020-Q2", 0},
		{"explain-unit-wrapped", "explain --unit hongshan --period 2020-05", 0},
		{"explain-entry-outside", "explain --entry e11 --ledger testdata/march.jsonl --period 2020-Q4", 0},
		{"explain-entry-void", "explain --entry e12 --ledger testdata/march.jsonl", 0},
		{"explain-entry-not-known", "explain --entry e11 --ledger testdata/march.jsonl --known 2020-03-13", 0},
		{"explain-entry-after-until", "explain --entry e11 --ledger testdata/march.jsonl --until 2020-03-13", 0},
		{"explain-entry-counted", "explain --entry e4 --ledger testdata/march.jsonl", 0},
		{"compare", "compare --with-param each_missing=0 --with-reading double-sum", 0},
		{"compare-changed", "compare --ledger testdata/march.jsonl --period 2020-03 --known 2020-03-16 " +
			"--with-known 2020-12-31 --changed", 0},
		{"compare-nothing-changed",
			"compare --ledger testdata/march.jsonl --period 2020-03 --with-reading double-once --changed", 0},
		{"compare-until", "compare --ledger testdata/march.jsonl --until 2020-03-15 --with-until 2020-03-25 " +
			"--param doubled=3 --with-param each_missing=-7", 0},
		{"compare-schemes", "compare --ledger testdata/march.jsonl --period 2020-03 --with-scheme street-2022", 0},
		{"compare-ledgers", "compare --ledger testdata/march.jsonl --period 2020-03 " +
			"--with-ledger testdata/early.jsonl --format markdown", 0},
		{"compare-honours", "compare --scheme bazhou-2022 --with-until 2022-06-30 --changed", 0},
		{"compare-problems", "compare --period 2018-03 --with-param fee.county=25 --changed" + open, 3},
		{"compare-csv",
			"compare --ledger testdata/march.jsonl --until 2020-03-25 --with-param each_missing=-7 --format csv", 0},
		{"compare-json", "compare --ledger testdata/march.jsonl --until 2020-03-25 --with-scheme street-2022 " +
			"--with-until 2020-03-20 --format json --changed", 0},
		{"explain-json", "explain --unit linxi --ledger testdata/march.jsonl --period 2020-03 --format json", 0},
		{"explain-opinion", "explain --unit shequ20 --scheme street-2022 --period 2022-06", 0},
		{"check-findings", "check testdata/findings.yaml", 0},
		{"check-findings-strict", "check --strict testdata/findings.yaml", 1},
		{"check-good", "check testdata/march.jsonl testdata/failing.yaml chifeng-2020", 0},
		{"check-strangers", "check chifeng-2020 testdata/strangers.jsonl", 0},
		{"check-strangers-strict", "check --strict testdata/strangers.jsonl chifeng-2020", 1},
		{"check-digest-begins", "check --digest sha256:" + marchDigest[:12] + " testdata/march.jsonl", 0},
		{"check-appended", "check --appended-to testdata/early.jsonl testdata/march.jsonl", 0},
		{"check-appended-nothing", "check --appended-to testdata/march.jsonl testdata/march.jsonl", 0},
		{"test-failing", "test testdata/failing.yaml chifeng-2020", 1},
		{"schemes", "schemes", 0},
		{"help", "help", 0},
		{"help-score", "help score", 0},
		{"help-compare", "help compare", 0},
		{"help-explain", "explain --help", 0},
		{"help-check", "help check", 0},
		{"help-test", "help test", 0},
		{"help-convert", "help convert", 0},
		{"help-sample", "help sample", 0},
		{"help-schemes", "help schemes", 0},

		{"wrong-command", "socre", 2},
		{"wrong-command-far", "frobnicate", 2},
		{"wrong-flag", "score --perod 2020", 2},
		{"wrong-flag-far", "convert --xyzzy a.csv", 2},
		{"wrong-flag-value", "sample --seed many", 2},
		{"wrong-format", "score --format tabel", 2},
		{"wrong-param-shape", "score --param fee", 2},
		{"wrong-scheme", "score --scheme chifeng-2021", 1},
		{"wrong-scheme-far", "score --scheme beijing", 1},
		{"wrong-missing-params", "score --scheme hongyuan-2018 --param fee.county=20", 1},
		{"wrong-param-name", "score --param standart.city.brief=6", 1},
		{"wrong-param-value", "score --param doubled=two", 1},
		{"wrong-reading", "score --reading duoble-sum", 1},
		{"wrong-readings-both", "score --reading double-sum --reading double-product", 1},
		{"wrong-period", "score --period 2020-Q5 --until yesterday", 1},
		{"wrong-ledger", "score --ledger testdata/broken.jsonl", 1},
		{"wrong-ledger-csv", "check testdata/broken.csv", 1},
		{"wrong-scheme-file", "score --scheme testdata/broken.yaml", 1},
		{"wrong-scheme-and-ledger", "score --scheme testdata/broken.yaml --ledger testdata/broken.jsonl", 1},
		{"wrong-check-several", "check testdata/broken.yaml testdata/march.jsonl testdata/broken.jsonl", 1},
		{"wrong-check-nothing", "check", 2},
		{"wrong-check-kinds", "check testdata/workbook.xlsx testdata/notes.txt testdata/empty.csv " +
			"testdata/nowhere.csv chifeng-2021 testdata", 1},
		{"wrong-check-tables", "check testdata/gbk.csv testdata/utf16.txt testdata/semicolons.csv testdata/dates.csv",
			1},
		{"wrong-check-digest", "check --digest sha256:000000000000 testdata/march.jsonl", 1},
		{"wrong-check-digest-shape", "check --digest 12345 testdata/march.jsonl", 2},
		{"wrong-check-digest-two", "check --digest sha256:000000000000 testdata/march.jsonl chifeng-2020", 2},
		{"wrong-check-altered", "check --appended-to testdata/march.jsonl testdata/altered.jsonl", 1},
		{"wrong-check-cut", "check --appended-to testdata/march.jsonl testdata/early.jsonl", 1},
		{"wrong-check-appended-scheme", "check --appended-to testdata/march.jsonl chifeng-2020", 1},
		{"wrong-check-appended-to-scheme", "check --appended-to chifeng-2020 testdata/march.jsonl", 1},
		{"wrong-check-stdin-twice", "check --appended-to - -", 2},
		{"wrong-score-workbook", "score --ledger testdata/workbook.xlsx", 1},
		{"wrong-compare-nothing", "compare --ledger testdata/march.jsonl", 2},
		{"wrong-compare-argument", "compare --with-until 2020-03-25 linxi", 2},
		{"wrong-compare-flag", "compare --with-unti 2020-03-25", 2},
		{"wrong-compare-format", "compare --with-until 2020-03-25 --format text", 2},
		{"wrong-compare-stdin-twice", "compare --ledger - --with-ledger -", 2},
		{"wrong-compare-scheme", "compare --ledger testdata/march.jsonl --with-scheme street-2020", 1},
		{"wrong-compare-ledger", "compare --ledger testdata/march.jsonl --with-ledger testdata/broken.jsonl", 1},
		{"wrong-compare-param", "compare --ledger testdata/march.jsonl --with-param each_mising=0", 1},
		{"wrong-compare-reading", "compare --ledger testdata/march.jsonl --with-reading double-summ", 1},
		{"wrong-compare-until", "compare --ledger testdata/march.jsonl --with-until yesterday", 1},
		{"wrong-compare-missing-params",
			"compare --ledger testdata/march.jsonl --with-scheme hongyuan-2018 --with-param fee.county=20", 1},
		{"wrong-compare-first", "compare --ledger testdata/march.jsonl --reading double-summ --with-until 2020-03-25",
			1},
		{"wrong-explain-name", "explain --unit 林西 --ledger testdata/march.jsonl", 1},
		{"wrong-explain-name-near", "explain --unit 林西县扶贫局 --ledger testdata/march.jsonl", 1},
		{"wrong-explain-name-far", "explain --unit 教育局 --ledger testdata/march.jsonl", 1},
		{"wrong-explain-namesakes", "explain --unit 市水利局 --ledger testdata/namesakes.jsonl", 1},
		{"wrong-explain-none", "explain", 2},
		{"wrong-explain-two", "explain --unit linxi --item i1", 2},
		{"wrong-explain-unit", "explain --unit lixni --ledger testdata/march.jsonl", 1},
		{"wrong-explain-item", "explain --item i9 --ledger testdata/march.jsonl", 1},
		{"wrong-explain-entry", "explain --entry e99 --ledger testdata/march.jsonl", 1},
		{"wrong-explain-format", "explain --unit linxi --format csv", 2},
		{"wrong-test", "test chifeng", 1},
		{"wrong-convert-none", "convert", 2},
		{"wrong-convert-to", "convert --to xlsx testdata/march.jsonl", 2},
		{"wrong-convert-bom", "convert --bom --to jsonl testdata/march.jsonl", 2},
		{"wrong-convert-ledger", "convert testdata/broken.jsonl", 1},
		{"wrong-sample", "sample --scheme street-2020", 1},
		{"wrong-sample-size", "sample --entries -5", 2},
		{"wrong-schemes", "schemes xihu", 1},
		{"wrong-schemes-two", "schemes xihu-2021 street-2022", 2},
		{"wrong-help", "help exlpain", 2},
		{"wrong-version", "version 2", 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := runWith("", strings.Fields(row.args)...)
			assert.Equal(t, row.code, got.code, got.err)
			text := fmt.Sprintf("$ gongguo %s\n%s", row.args, got.out)
			if got.err != "" {
				text += "-- stderr --\n" + got.err
			}
			text = digests.ReplaceAllString(text, "sha256:…")
			path := filepath.Join("testdata", "golden", row.name+".txt")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
				return
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			sameText(t, string(want), text)
		})
	}
}

// sameText compares two texts, and shows the first line in which they differ.
func sameText(t *testing.T, want, got string) {
	t.Helper()
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if !assert.Equal(t, a[i], b[i], "line %d", i+1) {
			return
		}
	}
	assert.Equal(t, len(a), len(b), "lines")
}

// The figures of testdata/march.jsonl, worked out by hand from the clauses:
//
// linxi   3-12 research on the front page of 赤峰日报       10 × 2 = 20     四(三)2, 3
//
//	3-13 endorsed by 市委: both doublings are one     20              reading double-once
//	3-20 内蒙古日报, endorsed                          20 × 2 = 40     +20, 四(三)5
//	the portal's adoption is struck out
//	3-22 week 12: 0 of 2                              −10             三(一), 四(三)4
//	3-25 the commission of 3-18 is not answered       −10             四(三)4
//
// shuili  week 10 done; 3-15 and 3-22 one missing each      −10
func TestFiguresWorkedOutByHand(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, args string
		want       []string
	}{
		{"a year until the closing day", "--period 2020 --until 2020-03-25",
			[]string{"2020,linxi,林西县扶贫办,county,points,20,1,county",
				"2020,shuili,市水利局,department,points,-10,1,department"}},
		{"a month is not ranked", "--period 2020-03",
			[]string{"2020-03,linxi,林西县扶贫办,county,points,20,,", "2020-03,shuili,市水利局,department,points,-10,,"}},
		{"a week", "--period 2020-W11",
			[]string{"2020-W11,linxi,林西县扶贫办,county,points,20,,", "2020-W11,shuili,市水利局,department,points,-5,,"}},
		{"as known before the void", "--period 2020-W12 --known 2020-03-20",
			[]string{"2020-W12,linxi,林西县扶贫办,county,points,12,,", "2020-W12,shuili,市水利局,department,points,-5,,"}},
		{"doublings added", "--period 2020-W11 --reading double-sum",
			[]string{"2020-W11,linxi,林西县扶贫办,county,points,30,,", "2020-W11,shuili,市水利局,department,points,-5,,"}},
		{"a week costs more", "--period 2020-W12 --param each_missing=-7",
			[]string{"2020-W12,linxi,林西县扶贫办,county,points,6,,", "2020-W12,shuili,市水利局,department,points,-7,,"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"score", "--ledger", "testdata/march.jsonl", "--format", "csv"},
				strings.Fields(row.args)...)
			got := runWith("", args...)
			require.Equal(t, exitGood, got.code, got.err)
			want := append([]string{"period,unit,name,category,account,amount,rank,group"}, row.want...)
			assert.Equal(t, strings.Join(want, "\r\n")+"\r\n", got.out)
		})
	}
}

func TestNoArgumentsPrintHelp(t *testing.T) {
	t.Parallel()
	got := runWith("")
	assert.Equal(t, runWith("", "help"), got)
	assert.Equal(t, exitGood, got.code)
	for _, form := range []string{"-h", "--help", "-help"} {
		assert.Equal(t, got, runWith("", form), form)
	}
	for _, c := range commands() {
		assert.Contains(t, got.out, c.name)
		if c.name != "version" && c.name != "help" {
			assert.Contains(t, c.help, "Example:\n  gongguo "+c.name, "the help of %s has no example", c.name)
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"version", "--version"} {
		got := runWith("", form)
		assert.Equal(t, exitGood, got.code)
		assert.Regexp(t, `^gongguo \S+, engine gongguo/1, time zone data 20\d\d[a-z]\n$`, got.out)
	}
}

func TestFlagsMayStandAnywhere(t *testing.T) {
	t.Parallel()
	csv := runWith("", "convert", "--to", "csv", "testdata/march.jsonl")
	assert.Equal(t, csv, runWith("", "convert", "testdata/march.jsonl", "--to", "csv"))
	assert.Equal(t, csv, runWith("", "convert", "testdata/march.jsonl", "-to=csv"))
	assert.Equal(t, csv, runWith("", "convert", "--to", "csv", "--", "testdata/march.jsonl"))
	assert.Equal(t, exitInput, runWith("", "convert", "--", "--to").code, "after -- a flag is a file")
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range []string{"score", "score --ledger testdata/march.jsonl", "compare --with-until 2020-06-30",
		"explain --unit linxi", "sample", "sample --format csv", "test", "check testdata/march.jsonl",
		"convert testdata/march.jsonl"} {
		var out, err bytes.Buffer
		assert.Equal(t, exitInput, run(ctx, strings.Fields(args), strings.NewReader(""), &out, &err), args)
		assert.Contains(t, err.String(), "interrupted", args)
	}
}

// full is a writer to a disk that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("no space left") }

func TestAnOutputThatCannotBeWrittenIsNoSuccess(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"score", "score --sample --format json", "compare --with-until 2020-06-30",
		"compare --sample --with-until 2020-06-30 --format csv", "sample", "convert testdata/march.jsonl", "help"} {
		var err bytes.Buffer
		assert.Equal(t, exitInput, run(context.Background(), strings.Fields(args), strings.NewReader(""), full{}, &err),
			args)
		assert.Contains(t, err.String(), "no space left", args)
	}
}
