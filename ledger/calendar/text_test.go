package calendar_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

func TestPeriodText(t *testing.T) {
	t.Parallel()
	for text, p := range map[string]calendar.Period{
		"":         {},
		"1899":     {Kind: calendar.Year, Year: 1899},
		"2020-H2":  {Kind: calendar.Half, Year: 2020, Index: 2},
		"2020-Q3":  {Kind: calendar.Quarter, Year: 2020, Index: 3},
		"2020-07":  {Kind: calendar.Month, Year: 2020, Index: 7},
		"2020-W53": {Kind: calendar.Week, Year: 2020, Index: 53},
	} {
		type row struct {
			Period calendar.Period         `json:"period"`
			Kind   calendar.Kind           `json:"kind"`
			Sums   map[calendar.Period]int `json:"sums"`
		}
		kind := ""
		if p.Kind > 0 {
			kind = p.Kind.String()
		}
		out, err := json.Marshal(row{p, p.Kind, map[calendar.Period]int{p: 1}})
		require.NoError(t, err)
		assert.Equal(t, `{"period":"`+text+`","kind":"`+kind+`","sums":{"`+text+`":1}}`, string(out))
		back := row{Period: calendar.Period{Kind: calendar.Year, Year: 7}, Kind: calendar.Week}
		require.NoError(t, json.Unmarshal(out, &back))
		assert.Equal(t, row{p, p.Kind, map[calendar.Period]int{p: 1}}, back)
	}
}

func TestTextErrors(t *testing.T) {
	t.Parallel()
	p := calendar.Period{Kind: calendar.Year, Year: 2020}
	k := calendar.Half
	require.EqualError(t, p.UnmarshalText([]byte("2020-q3")),
		`period: found "2020-q3", expected 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31, did you mean "2020-Q3"?`)
	require.Error(t, p.UnmarshalText([]byte("none")))
	require.EqualError(t, k.UnmarshalText([]byte("querter")),
		`kind of period: found "querter", expected one of day, week, month, quarter, half, year, did you mean "quarter"?`)
	assert.Equal(t, 2020, p.Year, "what cannot be read changes nothing")
	assert.Equal(t, calendar.Half, k)
	_, err := calendar.Period{Kind: calendar.Week, Year: 2021, Index: 53}.MarshalText()
	require.EqualError(t, err, "found kind week, year 2021 and index 53, expected a period that there is")
	_, err = calendar.Period{Year: 2021}.MarshalText()
	require.EqualError(t, err, "found kind Kind(0), year 2021 and index 0, expected a period that there is")
	_, err = calendar.Kind(9).MarshalText()
	require.EqualError(t, err, "found Kind(9), expected a kind of period")
}

// TestErrorJSON hands the errors of a configuration on.
func TestErrorJSON(t *testing.T) {
	t.Parallel()
	_, err := calendar.New(calendar.Config{Zone: "Asia/Shanghia<", Closes: 40, Holidays: []string{"2020-01-01",
		"2020-1-1"}})
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	require.Len(t, joined.Unwrap(), 3)
	for _, one := range joined.Unwrap() {
		var e *calendar.Error
		require.ErrorAs(t, one, &e)
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var back calendar.Error
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, e.Error(), back.Error())
		assert.Equal(t, []any{e.Field, e.Index, e.Reason.Code}, []any{back.Field, back.Index, back.Reason.Code})
	}
}

// FuzzText: what is read comes out as it was, and what is not read is said as a reason.
func FuzzText(f *testing.F) {
	for _, text := range []string{"", "none", "2020", "2020-H1", "2021-W53", "0000", "week", "Week", "quarter",
		"Kind(0)", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var p calendar.Period
		var k calendar.Kind
		for _, v := range []interface {
			UnmarshalText([]byte) error
			MarshalText() ([]byte, error)
		}{&p, &k} {
			if err := v.UnmarshalText([]byte(text)); err != nil {
				var said *reason.Error
				require.True(t, errors.As(err, &said))
				continue
			}
			out, err := v.MarshalText()
			require.NoError(t, err)
			require.Equal(t, text, string(out))
		}
	})
}
