package main

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHandover hands over from one scheme to the next. The figures of testdata/openings.jsonl, and of the golden files
// that are made with it, worked out by hand:
//
// office-2022: 5 for an item adopted, two items owed a month, −1 for each missing, 0.5 a month; i1 is handed in on
// 5 December and adopted on the 6th
//
//	November    0 of 2           −2 + 0.5 = −1.5
//	December    5, 1 of 2        5 − 1 + 0.5 = 4.5    the year 3
//
// office-2023: 10 for a provincial adoption, 4 for another, the highest once; one item owed a month. It has no rule for
// the 0.5, so that their openings name none
//
//	January     1 of 1: i2       0
//	February    0 of 1           −1
//	            i1 in 某省日报    10, of which 5 were paid: 5; with −1 4
//	both                         4
func TestHandover(t *testing.T) {
	t.Parallel()
	run := func(args string) outcome {
		return runWith("", strings.Fields("score --ledger testdata/handover.jsonl "+args)...)
	}
	given := run("--scheme testdata/office-2022.yaml --until 2022-12-31 --format openings --for testdata/office-2023.yaml")
	require.Equal(t, 0, given.code, given.err)
	want, err := os.ReadFile("testdata/openings.jsonl")
	require.NoError(t, err)
	sameText(t, string(want), given.out)
	const path = "testdata/openings.jsonl"
	for period, want := range map[string]string{
		"2022-11": "-1.5", "2022-12": "4.5", "2022": "3",
		"2023-01": "0", "2023-02": "4", // 10 − 5, and nothing handed in
	} {
		got := run("--ledger " + path + " --scheme testdata/office-2023.yaml --format csv --period " + period)
		require.Equal(t, 0, got.code, got.err)
		rows, err := csv.NewReader(strings.NewReader(got.out)).ReadAll()
		require.NoError(t, err)
		assert.Equal(t, want, rows[1][5], period)
	}
	alone := run("--scheme testdata/office-2023.yaml --period 2023")
	assert.Contains(t, alone.out, "entries before 2023-01-01, of scheme office-2022, and no opening that says what it gave: "+
		"2 (e2)")
	checked := runWith("", "check", "testdata/office-2023.yaml", "testdata/handover.jsonl")
	assert.Contains(t, checked.out, "entries before 2023-01-01, of scheme office-2022, and no opening")
	assert.Equal(t, 2, run("--for testdata/office-2023.yaml").code)
	why := runWith("", strings.Fields("explain --ledger testdata/handover.jsonl --ledger "+path+
		" --scheme testdata/office-2023.yaml --period 2023-02 --item i1")...)
	assert.Contains(t, why.out, "office-2022/2022-12-06/a/points/adopted/i1")
}
