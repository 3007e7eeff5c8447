package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// closed is March of which a has 20 for an adoption of February and 2 that were taken for its want, both 补记, and b 20 of
// its own and −5 of February, 更正. Where February is restated, a has nothing in March, and b its 20.
const closed = " --scheme ../schemes/testdata/semantics/closed-periods.yaml --ledger testdata/closed.jsonl --period 2023-03"

func TestWhatIsCarriedIsShown(t *testing.T) {
	t.Parallel()
	const note = "what closed periods have otherwise by now, posted in what is shown: 3 (2 late; 1 correction)"
	run := func(args string) outcome {
		got := runWith("", strings.Fields(args+closed)...)
		require.Equal(t, exitGood, got.code, got.err)
		return got
	}
	const table = `
Carried from closed periods, as it is posted on the first open day
  unit  id  account  closed period  补记  更正
  ----  --  -------  -------------  ----  ----
  甲局  a   得分     2023-02          22     0
  乙局  b   得分     2023-02           0    -5
`
	assert.Contains(t, run("score").out, table)
	assert.Contains(t, run("score --format markdown").out, "| 甲局 | a | 得分 | 2023-02 | 22 | 0 |")
	csv := run("score --format csv")
	assert.Equal(t, `period,unit,name,category,account,amount,rank,group,carried
2023-03,a,甲局,bureau,points,22,1,all,22
2023-03,b,乙局,bureau,points,15,2,all,-5
`, strings.ReplaceAll(csv.out, "\r", ""))
	assert.Contains(t, csv.err, "note: "+note+"\n")
	assert.Contains(t, run("score --format json").out, note)

	const with = "compare --with-reading restated"
	assert.Contains(t, run(with).out, `
Carried otherwise from closed periods (补记、更正)
  unit  id  account  closed period  old  new
  ----  --  -------  -------------  ---  ---
  甲局  a   得分     2023-02         22    0
  乙局  b   得分     2023-02         -5    0
`)
	assert.Equal(t, `period,account,group,unit,name,old,new,difference,old_rank,new_rank,moved,old_carried,new_carried,`+
		`old_honour.best,new_honour.best
2023-03,points,all,b,乙局,15,20,5,2,1,1,-5,,,yes
2023-03,points,all,a,甲局,22,0,-22,1,2,-1,22,,yes,
`, strings.ReplaceAll(run(with+" --format csv").out, "\r", ""))
	var lists struct{ Carried []map[string]string }
	require.NoError(t, json.Unmarshal([]byte(run(with+" --format json").out), &lists))
	assert.Equal(t, []map[string]string{
		{"unit": "a", "name": "甲局", "account": "points", "period": "2023-02", "old": "22", "new": "0"},
		{"unit": "b", "name": "乙局", "account": "points", "period": "2023-02", "old": "-5", "new": "0"},
	}, lists.Carried)
	// nothing is carried into the closed period itself
	got := runWith("", strings.Fields(strings.ReplaceAll("score --format csv"+closed, "2023-03", "2023-02"))...)
	assert.Contains(t, got.out, "2023-02,a,甲局,bureau,points,-2,2,all,\r\n")
	assert.NotContains(t, got.err, note)
}
