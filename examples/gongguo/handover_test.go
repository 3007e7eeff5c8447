package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHandover hands over from one scheme to the next, with figures by hand.
func TestHandover(t *testing.T) {
	t.Parallel()
	run := func(args string) outcome {
		return runWith("", strings.Fields("score --ledger testdata/handover.jsonl "+args)...)
	}
	given := run("--scheme testdata/office-2022.yaml --until 2022-12-31 --format openings --for testdata/office-2023.yaml")
	require.Equal(t, 0, given.code, given.err)
	// two missing in November, one in December; the 0.5 of each month are of a rule that the next one has not
	assert.Equal(t, `{"id":"office-2022/2022-11-30/a/points","kind":"opening","at":"2022-11-30","unit":"a","period":"2022-11-30","account":"points","amount":"0.5"}
{"id":"office-2022/2022-11-30/a/points/short","kind":"opening","at":"2022-11-30","unit":"a","period":"2022-11-30","account":"points","amount":"-2","rule":"short"}
{"id":"office-2022/2022-11/a/quota/monthly","kind":"opening","at":"2022-11-30","unit":"a","quota":"monthly","period":"2022-11","required":"2","amount":"0"}
{"id":"office-2022/2022-12-06/a/points/adopted/i1","kind":"opening","at":"2022-12-06","unit":"a","item":"i1","period":"2022-12-06","account":"points","amount":"5","rule":"adopted"}
{"id":"office-2022/2022-12-31/a/points","kind":"opening","at":"2022-12-31","unit":"a","period":"2022-12-31","account":"points","amount":"0.5"}
{"id":"office-2022/2022-12-31/a/points/short","kind":"opening","at":"2022-12-31","unit":"a","period":"2022-12-31","account":"points","amount":"-1","rule":"short"}
{"id":"office-2022/2022-12/a/quota/monthly","kind":"opening","at":"2022-12-31","unit":"a","quota":"monthly","period":"2022-12","required":"2","amount":"1"}
`, given.out)
	path := filepath.Join(t.TempDir(), "openings.jsonl")
	require.NoError(t, os.WriteFile(path, []byte(given.out), 0o644))
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
