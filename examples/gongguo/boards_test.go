package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// twice ranks points within a category, without those on trial, and all together.
const twice = `scheme: twice
accounts: {points: {title: 得分, places: 0}}
attrs: {unit: {trial: bool = false}}
credits: {granted: {each: grant, worth: grant.amount}}
deductions: {each: {per: year, worth: -1}}
rankings:
  kind: {title: 分类, per: year, group: unit.category, eligible: '!unit.trial'}
  overall: {per: year, order: [unit.id]}
honours:
  first: {title: 先进, of: kind, first: 1}
  last: {title: 总先进, of: overall, first: 1}
`

// ofTwice has a unit on trial, one whose category nobody else has, and a tie.
const ofTwice = `{"id":"1","kind":"enroll","at":"2020-01-01","unit":"z","name":"甲局","category":"bureau"}
{"id":"2","kind":"enroll","at":"2020-01-01","unit":"y","name":"乙县","category":"county"}
{"id":"3","kind":"enroll","at":"2020-01-01","unit":"x","name":"丙局","category":"bureau","attrs":{"trial":true}}
{"id":"4","kind":"enroll","at":"2020-01-01","unit":"a","name":"丁局","category":"bureau"}
{"id":"5","kind":"enroll","at":"2020-01-01","unit":"w","name":"戊站","category":"station","attrs":{"trial":true}}
{"id":"6","kind":"grant","at":"2020-12-31","unit":"x","account":"points","rule":"granted","amount":"9","reason":"r"}
{"id":"7","kind":"grant","at":"2020-12-31","unit":"y","account":"points","rule":"granted","amount":"2","reason":"r"}
`

func twiceFiles(t *testing.T) string {
	folder := t.TempDir()
	write(t, folder+"/twice.yaml", twice)
	write(t, folder+"/twice.jsonl", ofTwice)
	return " --scheme " + folder + "/twice.yaml --ledger " + folder + "/twice.jsonl"
}

// TestSeveralRankings: each ranking of an account has its table; a unit without a rank stands behind those of its
// category that have one; units and groups are in the order of enrolment.
func TestSeveralRankings(t *testing.T) {
	t.Parallel()
	files := twiceFiles(t)
	got := runWith("", strings.Fields("score --format markdown"+files)...)
	require.Equal(t, exitGood, got.code, got.err)
	_, tables, ok := strings.Cut(got.out, "## 得分, 分类\n")
	require.True(t, ok, got.out)
	tables, _, ok = strings.Cut(tables, "\n- scheme sha256:")
	require.True(t, ok, got.out)
	assert.Equal(t, `

### bureau, 2 units; and 1 without a rank

| rank | unit | id | earned | deducted | 得分 |
| ---: | --- | --- | ---: | ---: | ---: |
| 1 | 甲局 | z | 0 | -1 | -1 |
| 1 | 丁局 | a | 0 | -1 | -1 |
| - | 丙局 | x | 9 | -1 | 8 |

### county, 1 unit

| rank | unit | id | earned | deducted | 得分 |
| ---: | --- | --- | ---: | ---: | ---: |
| 1 | 乙县 | y | 2 | -1 | 1 |

### station, 1 unit

| unit | id | earned | deducted | 得分 |
| --- | --- | ---: | ---: | ---: |
| 戊站 | w | 0 | -1 | -1 |

## 得分, overall


### all units, 5

| rank | unit | id | category | earned | deducted | 得分 |
| ---: | --- | --- | --- | ---: | ---: | ---: |
| 1 | 丙局 | x | bureau | 9 | -1 | 8 |
| 2 | 乙县 | y | county | 2 | -1 | 1 |
| 3 | 丁局 | a | bureau | 0 | -1 | -1 |
| 4 | 戊站 | w | station | 0 | -1 | -1 |
| 5 | 甲局 | z | bureau | 0 | -1 | -1 |

## Honours

| honour | clause | group | rank | unit |
| --- | --- | --- | ---: | --- |
| 先进 |  | bureau | 1 | 甲局 |
| 先进 |  | bureau | 1 | 丁局 |
| 先进 |  | county | 1 | 乙县 |
| 总先进 |  | all | 1 | 丙局 |
`, tables)
}

// TestSeveralRankingsAsCSV: rank and group are those of the first ranking, then come those of each.
func TestSeveralRankingsAsCSV(t *testing.T) {
	t.Parallel()
	files := twiceFiles(t)
	got := runWith("", strings.Fields("score --format csv"+files)...)
	require.Equal(t, exitGood, got.code, got.err)
	assert.Equal(t, `period,unit,name,category,account,amount,rank,group,rank.kind,group.kind,rank.overall,group.overall
2020,w,戊站,station,points,-1,,,,,4,all
2020,x,丙局,bureau,points,8,,,,,1,all
2020,a,丁局,bureau,points,-1,1,bureau,1,bureau,3,all
2020,z,甲局,bureau,points,-1,1,bureau,1,bureau,5,all
2020,y,乙县,county,points,1,1,county,1,county,2,all
`, strings.ReplaceAll(got.out, "\r", ""))
}

// TestSeveralRankingsExplained: a unit has a rank by each.
func TestSeveralRankingsExplained(t *testing.T) {
	t.Parallel()
	files := twiceFiles(t)
	got := runWith("", strings.Fields("explain --unit a"+files)...)
	require.Equal(t, exitGood, got.code, got.err)
	assert.Contains(t, got.out, `
  account        amount    rank  group
  -------------  ------  ------  ------
  得分, 分类         -1  1 of 2  bureau
  得分, overall      -1  3 of 5  all
`)
}

// TestSeveralRankingsCompared: each ranking is compared with that of its name; without the deduction the tables are the
// same, so a figure of one unit is changed by what was known.
func TestSeveralRankingsCompared(t *testing.T) {
	t.Parallel()
	files := twiceFiles(t)
	got := runWith("", strings.Fields("compare --format csv --changed --with-known 2020-12-30"+files)...)
	require.Equal(t, exitGood, got.code, got.err)
	// without 9 for x and 2 for y all have −1: by ids a, w, x, y, z
	// honoured are y as the only county, and of all x, then a; each in the row of its ranking
	assert.Equal(t, `period,account,ranking,group,unit,name,old,new,difference,old_rank,new_rank,moved,`+
		`old_honour.first,new_honour.first,old_honour.last,new_honour.last
2020,points,kind,bureau,x,丙局,8,-1,-9,,,,,,,
2020,points,kind,county,y,乙县,1,-1,-2,1,1,0,yes,yes,,
2020,points,overall,all,a,丁局,-1,-1,0,3,1,2,,,,yes
2020,points,overall,all,w,戊站,-1,-1,0,4,2,2,,,,
2020,points,overall,all,x,丙局,8,-1,-9,1,3,-2,,,yes,
2020,points,overall,all,y,乙县,1,-1,-2,2,4,-2,,,,
`, strings.ReplaceAll(got.out, "\r", ""))
}
