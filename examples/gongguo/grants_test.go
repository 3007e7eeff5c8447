package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGrants weighs two schemes into a third: 60 and 40 percent of what their totals say, with figures by hand.
func TestGrants(t *testing.T) {
	t.Parallel()
	grants := func(flags string) outcome {
		return runWith("", strings.Fields("score --ledger testdata/both.jsonl --period 2020 --until 2020-12-31 "+
			"--format grants "+flags)...)
	}
	info := grants("--scheme testdata/info.yaml --as info")
	line := func(id, at, unit, account, amount, reason string) string {
		return fmt.Sprintf(`{"id":"%s","kind":"grant","at":"%s","unit":"%s","account":"%s","amount":"%s","reason":"%s"}`+"\n",
			id, at, unit, account, amount, reason)
	}
	assert.Equal(t, line("info/2020/points/a", "2020-12-25", "a", "info", "15", "信息工作 2020 得分")+
		line("info/2020/points/b", "2020-12-25", "b", "info", "0", "信息工作 2020 得分"), info.out)
	assert.Equal(t, 0, info.code, info.err)
	publicity := grants("--scheme testdata/publicity.yaml --account points --as publicity")
	assert.Equal(t, line("publicity/2020/points/a", "2020-12-31", "a", "publicity", "4", "publicity 2020 points")+
		line("publicity/2020/points/b", "2020-12-31", "b", "publicity", "0", "publicity 2020 points"), publicity.out)
	rate := grants("--scheme testdata/publicity.yaml --account rate")
	assert.Equal(t, line("publicity/2020/rate/a", "2020-12-31", "a", "rate", "50", "publicity 2020 采用率"), rate.out,
		"b handed nothing in and has no rate")
	pieces := grants("--scheme testdata/publicity.yaml --account pieces")
	assert.Equal(t, line("publicity/2020/pieces/a", "2020-12-31", "a", "pieces", "2", "publicity 2020 pieces")+
		line("publicity/2020/pieces/b", "2020-12-31", "b", "pieces", "0", "publicity 2020 pieces"), pieces.out,
		"what no table shows may be asked for by its name")

	roster, err := os.ReadFile("testdata/both.jsonl")
	require.NoError(t, err)
	enrolled := strings.Join(strings.SplitAfter(string(roster), "\n")[:2], "")
	path := filepath.Join(t.TempDir(), "all.jsonl")
	require.NoError(t, os.WriteFile(path, []byte(enrolled+info.out+publicity.out), 0o644))
	got := runWith("", "score", "--scheme", "../schemes/patterns/16-two-schemes.yaml", "--ledger", path,
		"--period", "2020", "--until", "2020-12-31", "--format", "csv")
	require.Equal(t, 0, got.code, got.err)
	rows, err := csv.NewReader(strings.NewReader(got.out)).ReadAll()
	require.NoError(t, err)
	amounts := map[string]string{}
	for _, row := range rows[1:] {
		amounts[row[1]+" "+row[4]] = row[5]
	}
	// a: 60 % of 15 and 40 % of 4; b: nothing
	assert.Equal(t, map[string]string{"a info": "15", "a publicity": "4", "a score": "10.6",
		"b info": "0", "b publicity": "0", "b score": "0"}, amounts)

	wrong := grants("--scheme testdata/info.yaml --account point")
	assert.Equal(t, 1, wrong.code)
	assert.Equal(t, `found account "point", expected one of points; did you mean "points"?`+"\n", wrong.err)
	assert.Empty(t, wrong.out)
	assert.Equal(t, 2, runWith("", "score", "--account", "points").code)
	assert.Equal(t, 2, runWith("", "compare", "--with-param", "a=1", "--format", "grants").code)
}
