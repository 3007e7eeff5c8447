package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNoFigureIsNoZero shows a unit that has a figure of 0 beside one that has none, in each form.
func TestNoFigureIsNoZero(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir+"/rate.yaml", `scheme: rate
accounts: {points: {places: 0}, rate: {places: 0}}
credits: {given: {each: grant, worth: grant.amount}}
quotas: {sent: {per: month, count: 'true'}}
derived: {rate: {kind: figure, account: rate, per: month, when: 'count["sent"] > 0', worth: 0}}
`)
	write(t, dir+"/l.jsonl", `{"id":"1","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"c"}
{"id":"2","kind":"enroll","at":"2020-01-01","unit":"b","name":"B","category":"c"}
{"id":"3","kind":"submit","at":"2020-01-05","item":"i","unit":"a","genre":"g"}
`)
	args := strings.Fields("--scheme " + dir + "/rate.yaml --ledger " + dir + "/l.jsonl --period 2020-01")
	for _, row := range []struct {
		command string
		want    []string
	}{
		{"score", []string{"  A     a        0     0\n", "  B     b        0     -\n"}},
		{"score --format csv", []string{"2020-01,a,A,c,rate,0,,\r\n", "2020-01,b,B,c,rate,,,\r\n"}},
		{"score --format json", []string{
			`"unit": "a",` + "\n   " + `"category": "c",` + "\n   " + `"account": "rate",` + "\n   " + `"amount": "0"`,
			`"unit": "b",` + "\n   " + `"category": "c",` + "\n   " + `"account": "rate",` + "\n   " + `"amount": null`,
			`"rule": "rate",` + "\n   " + `"clause": "",` + "\n   " + `"amount": "0"`}},
		{"explain --unit a", []string{"  rate          0     -\n", "2020-01-31  +0 rate  rate\n"}},
		{"explain --unit b", []string{"  rate          -     -\n"}},
		{"compare --format csv --with-until 2020-01-30", []string{"2020-01,points,c,b,B,0,0,0,,,\r\n2020-01,rate,c,a,A,0,,,,,\r\n"}},
	} {
		got := runWith("", append(strings.Fields(row.command), args...)...)
		require.Equal(t, exitGood, got.code, got.err)
		for _, want := range row.want {
			assert.Contains(t, got.out, want, row.command)
		}
	}
}
