package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The figures of testdata/march.jsonl stand above TestFiguresWorkedOutByHand.
func TestComparedFiguresWorkedOutByHand(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, args string
		want       []string
	}{
		{"a week costs more: 2 missing of linxi, 1 of shuili", "--period 2020-W12 --with-param each_missing=-7",
			[]string{"2020-W12,points,county,linxi,林西县扶贫办,10,6,-4,,,",
				"2020-W12,points,department,shuili,市水利局,-5,-7,-2,,,"}},
		{"the void takes 2 points away, the endorsed item brings 20",
			"--period 2020-W12 --known 2020-03-20 --with-known 2020-03-21",
			[]string{"2020-W12,points,county,linxi,林西县扶贫办,12,10,-2,,,",
				"2020-W12,points,department,shuili,市水利局,-5,-5,0,,,"}},
		{"only what changed", "--period 2020-W12 --known 2020-03-20 --with-known 2020-03-21 --changed",
			[]string{"2020-W12,points,county,linxi,林西县扶贫办,12,10,-2,,,"}},
		{"doublings added on the other side", "--period 2020-W11 --with-reading double-sum --changed",
			[]string{"2020-W11,points,county,linxi,林西县扶贫办,20,30,10,,,"}},
		{"a reading that answers the question of the first side anew",
			"--period 2020-W11 --reading double-sum --with-reading double-once --changed",
			[]string{"2020-W11,points,county,linxi,林西县扶贫办,30,20,-10,,,"}},
		{"a parameter of the first side holds on the other",
			"--period 2020-W12 --param each_missing=-7 --with-known 2020-03-20 --changed",
			[]string{"2020-W12,points,county,linxi,林西县扶贫办,6,8,2,,,"}},
		{"a parameter set anew", "--period 2020-W12 --param each_missing=-7 --with-param each_missing=-5 --changed",
			[]string{"2020-W12,points,county,linxi,林西县扶贫办,6,10,4,,,",
				"2020-W12,points,department,shuili,市水利局,-7,-5,2,,,"}},
		{"until is taken back", "--period 2020-W12 --until 2020-03-20 --with-until= --changed",
			[]string{"2020-W12,points,county,linxi,林西县扶贫办,20,10,-10,,,",
				"2020-W12,points,department,shuili,市水利局,0,-5,-5,,,"}},
		{"ranked, each alone in its group", "--until 2020-03-25 --with-param each_missing=-7 --changed",
			[]string{"2020,points,county,linxi,林西县扶贫办,20,16,-4,1,1,0",
				"2020,points,department,shuili,市水利局,-10,-14,-4,1,1,0"}},
		{"another ledger, the same", "--with-ledger testdata/march.jsonl --changed", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := runWith("", append([]string{"compare", "--ledger", "testdata/march.jsonl", "--format", "csv"},
				strings.Fields(row.args)...)...)
			require.Equal(t, exitGood, got.code, got.err)
			want := append([]string{"period,account,group,unit,name,old,new,difference,old_rank,new_rank,moved"},
				row.want...)
			assert.Equal(t, strings.Join(want, "\r\n")+"\r\n", got.out)
		})
	}
}

// Three units of one group have 15, 10 and 5 points; then a void takes a's away, d comes with 12.5, and c goes over to
// another group.
const (
	before = `{"id":"1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"county"}
{"id":"2","kind":"enroll","at":"2020-01-01","unit":"b","name":"乙","category":"county"}
{"id":"3","kind":"enroll","at":"2020-01-01","unit":"c","name":"丙","category":"county"}
{"id":"4","kind":"grant","at":"2020-03-01","unit":"a","account":"points","amount":"15","reason":"x","rule":"granted"}
{"id":"5","kind":"grant","at":"2020-03-01","unit":"b","account":"points","amount":"10","reason":"x","rule":"granted"}
{"id":"6","kind":"grant","at":"2020-03-01","unit":"c","account":"points","amount":"5","reason":"x","rule":"granted"}
`
	after = before + `{"id":"7","kind":"void","at":"2020-03-02","ref":"4","reason":"x"}
{"id":"8","kind":"enroll","at":"2020-03-02","unit":"d","name":"丁","category":"county"}
{"id":"9","kind":"grant","at":"2020-03-02","unit":"d","account":"points","amount":"12.5","reason":"x","rule":"granted"}
{"id":"10","kind":"enroll","at":"2020-03-02","unit":"c","name":"丙","category":"department"}
`
	ranked = `scheme: plain
accounts: {points: {title: 得分, places: 1}}
credits: {granted: {clause: 一, title: 加分, each: grant, worth: grant.amount}}
rankings: {standing: {clause: 二, title: 排名, per: [year], account: points, group: unit.category}}
`
)

func TestRanksMove(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	scheme, old := folder+"/plain.yaml", folder+"/old.jsonl"
	write(t, scheme, ranked)
	write(t, old, before)
	args := []string{"compare", "--scheme", scheme, "--ledger", old, "--with-ledger", "-"}
	got := runWith(after, append(args, "--format", "csv")...)
	require.Equal(t, exitGood, got.code, got.err)
	assert.Equal(t, strings.Join([]string{
		"period,account,group,unit,name,old,new,difference,old_rank,new_rank,moved",
		"2020,points,county,d,丁,,12.5,,,1,",
		"2020,points,county,b,乙,10,10,0,2,2,0",
		"2020,points,county,a,甲,15,0,-15,1,3,-2",
		"2020,points,department,c,丙,5,5,0,3,1,",
	}, "\r\n")+"\r\n", got.out)
	text := runWith(after, append(args, "--changed")...)
	assert.Contains(t, text.out, `
得分, county: 0 win, 1 lose, 1 stay at their amount, 1 on one side only
  unit  id  old   new  difference  old rank  new rank  moved
  ----  --  ---  ----  ----------  --------  --------  ------
  丁    d     -  12.5           -         -         1  -
  甲    a    15     0         -15         1         3  down 2

得分, department: 0 win, 0 lose, 1 stay at their amount
  unit  id  old  new  difference     old rank  new rank  moved
  ----  --  ---  ---  ----------  -----------  --------  -----
  丙    c     5    5           0  3 in county         1  -
`)
	var back jsonComparison
	js := runWith(before, "compare", "--scheme", scheme, "--ledger", old, "--with-ledger", "-", "--format", "json")
	require.NoError(t, json.Unmarshal([]byte(js.out), &back))
	assert.Len(t, back.Rows, 3)
	for _, row := range back.Rows {
		assert.Equal(t, "0", *row.Difference)
		assert.Zero(t, *row.Moved)
	}
	assert.Equal(t, back.Old, back.New)
}
