package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A quarter with grades, compared with what was known before anything was given. On the first side 90 is 优秀, 89.99
// 良好 and 12.5 不合格; a has the honour, since d, a guest, has no grade; 100 % of a's items were adopted, 高, and none of
// b's; 12.5 is below 60, and c has no rate. On the other side nobody has anything: all are at 0.
func TestOutcomesAreCompared(t *testing.T) {
	t.Parallel()
	got := runWith("", strings.Fields("compare --with-until 2020-01-05 --changed --format csv"+graded)...)
	require.Equal(t, exitGood, got.code, got.err)
	assert.Equal(t, `period,account,group,unit,name,old,new,difference,old_rank,new_rank,moved,`+
		`old_grade.level,new_grade.level,old_grade.pace,new_grade.pace,old_honour.best,new_honour.best,`+
		`old_result.short,new_result.short,old_result.criticised,new_result.criticised
2020-Q1,points,all,d,外单位,95,0,-95,1,1,0,,,,,,,,yes,,
2020-Q1,points,all,a,甲局,90,0,-90,2,1,1,优秀,不合格,,,yes,,,yes,,yes
2020-Q1,points,all,b,乙局,89.99,0,-89.99,3,1,2,良好,不合格,,,,,,yes,,yes
2020-Q1,points,all,c,丙局,12.5,0,-12.5,4,1,3,不合格,不合格,,,,,yes,yes,yes,yes
2020-Q1,rate,bureau,a,甲局,100,,,,,,,,高,,,,,yes,,yes
2020-Q1,rate,bureau,b,乙局,0,,,,,,,,,,,,,yes,,yes
`, strings.ReplaceAll(got.out, "\r", ""))
	assert.Equal(t, map[string]string{
		"grades": `[{"grade":"level","unit":"a","name":"甲局","title":"等次","old":"优秀","new":"不合格"},` +
			`{"grade":"level","unit":"b","name":"乙局","title":"等次","old":"良好","new":"不合格"},` +
			`{"grade":"pace","unit":"a","name":"甲局","title":"采用","old":"高","new":null}]`,
		"honours": `[{"honour":"best","unit":"a","name":"甲局","title":"先进","old":true,"new":false}]`,
		"results": `[{"result":"criticised","unit":"a","name":"甲局","title":"通报批评","old":false,"new":true},` +
			`{"result":"criticised","unit":"b","name":"乙局","title":"通报批评","old":false,"new":true},` +
			`{"result":"short","unit":"a","name":"甲局","title":"不达标","old":false,"new":true},` +
			`{"result":"short","unit":"b","name":"乙局","title":"不达标","old":false,"new":true},` +
			`{"result":"short","unit":"d","name":"外单位","title":"不达标","old":false,"new":true}]`,
	}, outcomeLists(t, "compare --with-until 2020-01-05 --changed --format json"+graded))
	same := "compare --with-until 2020-03-31 --format json" + graded
	assert.Equal(t, map[string]string{"grades": "[]", "honours": "[]", "results": "[]"}, outcomeLists(t, same))
	// of 89.99 b has 优秀, and with it the honour; no amount and no rank is another
	got = runWith("", strings.Fields("compare --with-param excellent.2020-01-01=89.99 --changed --format csv"+graded)...)
	assert.Equal(t, "2020-Q1,points,all,b,乙局,89.99,89.99,0,3,3,0,良好,优秀,,,,yes,,,,\r\n",
		got.out[strings.Index(got.out, "\n")+1:])
}

// outcomeLists are the lists of a comparison behind its rows, in one line each.
func outcomeLists(t *testing.T, args string) map[string]string {
	t.Helper()
	got := runWith("", strings.Fields(args)...)
	require.Equal(t, exitGood, got.code, got.err)
	var whole map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(got.out), &whole))
	out := map[string]string{}
	for _, name := range []string{"grades", "honours", "results"} {
		var line bytes.Buffer
		require.NoError(t, json.Compact(&line, whole[name]))
		out[name] = line.String()
	}
	return out
}

// licensed has 7 and 5 points in the licence year that ends on 4 March 2022, 12 together, and the 5 in the year 2022.
const (
	licensed = `scheme: own
calendar: {own: {licence-year: {months: 12, from: unit.licensed_at}}}
attrs: {unit: {licensed_at: optional time}}
accounts: {points: {places: 0}}
credits: {given: {each: grant, worth: grant.amount}}
grades: {level: {per: licence-year, bands: {high: 12}, otherwise: low}}
results: {full: {title: 满分, per: licence-year, when: 'total["points"] >= 12'}}
`
	licence = `{"id":"1","kind":"enroll","at":"2021-03-05","unit":"a","name":"A","category":"c","attrs":{"licensed_at":"2021-03-05"}}
{"id":"2","kind":"grant","at":"2021-04-01","unit":"a","account":"points","amount":"7","reason":"x"}
{"id":"3","kind":"grant","at":"2022-01-10","unit":"a","account":"points","amount":"5","reason":"x"}
`
)

func TestOutcomesOfOwnPeriodsAreCompared(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder+"/own.yaml", licensed)
	write(t, folder+"/own.jsonl", licence)
	files := " --scheme " + folder + "/own.yaml --ledger " + folder + "/own.jsonl --period 2022"
	got := runWith("", strings.Fields("compare --with-known 2021-12-31 --format csv"+files)...)
	require.Equal(t, exitGood, got.code, got.err)
	assert.Equal(t, "period,account,group,unit,name,old,new,difference,old_rank,new_rank,moved,"+
		"old_grade.level,new_grade.level,old_result.full,new_result.full\r\n"+
		"2022,points,c,a,A,5,0,-5,,,,high,low,2021-03-05/2022-03-04,\r\n", got.out)
	lists := outcomeLists(t, "compare --with-known 2021-12-31 --format json"+files)
	assert.Equal(t, `[{"grade":"level","unit":"a","name":"A","title":"level","old":"high","new":"low"}]`, lists["grades"])
	assert.Equal(t, `[{"result":"full","period":"2021-03-05/2022-03-04","unit":"a","name":"A","title":"满分","old":true,`+
		`"new":false}]`, lists["results"])
	csv := runWith("", strings.Fields("score --format csv"+files)...)
	assert.Equal(t, "period,unit,name,category,account,amount,rank,group,grade.level\r\n2022,a,A,c,points,5,,,high\r\n",
		csv.out)
	assert.Contains(t, runWith("", strings.Fields("score"+files)...).out, "level")
}
