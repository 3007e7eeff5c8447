package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestSignatureOfOneField: two items that differ in one field alone, which the rule reads, are in different classes.
func TestSignatureOfOneField(t *testing.T) {
	t.Parallel()
	const first, second = `"at":"2020-02-01T09:00:00+08:00","item":"i1","unit":"u1","genre":"g"`,
		`"at":"2020-02-01T09:00:00+08:00","item":"i2","unit":"u2","genre":"g"`
	rows := []struct {
		name, more, credit string // more: of the scheme
		first, second      string // the submissions
		want               [2]string
	}{
		{"the unit", "",
			"worth: 'unit.category == \"a\" ? 1 : 2'", first,
			second, [2]string{"1", "2"}},
		{"the place in a count", "numbers: {n: {each: submit}}\n",
			"worth: n.nth", first,
			second, [2]string{"1", "2"}},
		{"a number at a threshold", "attrs: {submit: {words: number}}\n",
			"worth: 'item.words >= 100 ? 1 : 2'", first + `,"attrs":{"words":100}`,
			second + `,"attrs":{"words":99}`, [2]string{"1", "2"}},
		{"a number by itself", "attrs: {submit: {words: number}}\n",
			"worth: item.words", first + `,"attrs":{"words":100}`,
			second + `,"attrs":{"words":99}`, [2]string{"100", "99"}},
		{"the time of day", "",
			"worth: 'clock(item.at) < clock(\"09:15\") ? 1 : 2'", first,
			strings.Replace(second, "09:00", "09:15", 1), [2]string{"1", "2"}},
		{"which time is earlier", "",
			"worth: 'item.happened < item.at ? 1 : 2'", first + `,"happened":"2020-02-01T08:59:59+08:00"`,
			second + `,"happened":"2020-02-01T09:00:00+08:00"`, [2]string{"1", "2"}},
		{"whether a time is there", "",
			"worth: 'has(item.happened) ? 1 : 2'", first + `,"happened":"2020-01-01"`,
			second, [2]string{"1", "2"}},
		{"when the rule begins", "",
			"from: 2020-02-01, worth: 1", first,
			strings.Replace(second, "2020-02-01T09", "2020-01-31T09", 1), [2]string{"1", "0"}},
		{"a figure that changes", "params: {price: {2020-01-01: 1, 2020-02-01: 2}}\n",
			"worth: params.price", strings.Replace(first, "2020-02-01T09", "2020-01-31T09", 1),
			second, [2]string{"1", "2"}},
		{"whether the unit is there yet", "",
			"worth: 1", first,
			strings.Replace(second, "2020-02-01T09", "2019-02-01T09", 1), [2]string{"1", "0"}},
		{"who receives", "",
			"worth: 1, to: item.unit", first,
			second, [2]string{"1", "1"}},
		{"with whom", "",
			"worth: 1, to: 'item.with.size() > 0 ? item.with[0] : item.unit'", first + `,"with":["u2"]`,
			second, [2]string{"0", "2"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml",
				[]byte("scheme: s\naccounts: {points: {}}\n"+row.more+"credits: {handed: {clause: '1', each: submit, "+
					row.credit+"}}\n"))
			require.NoError(t, err)
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(`
{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u1","name":"u1","category":"a"}
{"id":"e2","kind":"enroll","at":"2020-01-01","unit":"u2","name":"u2","category":"b"}
{"id":"s1","kind":"submit",`+row.first+`}
{"id":"s2","kind":"submit",`+row.second+`}`), "l.jsonl")
			require.NoError(t, err)
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2020"), Workers: 1})
			require.NoError(t, err)
			got := map[string]string{}
			for _, total := range book.Totals() {
				got[total.Unit] = total.Amount.String()
			}
			assert.Equal(t, map[string]string{"u1": row.want[0], "u2": row.want[1]}, got)
		})
	}
}
