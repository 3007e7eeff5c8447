package ledger_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// outside are instants that are written well and that nobody can mean: slips of the pen, and what a spreadsheet makes
// of an empty cell.
var outside = []string{"3020-12-20", "9999-12-31", "9999-12-31T23:59:59Z", "0202-02-02", "0001-01-01", "1899-12-30",
	"1899-12-31", "1899-12-31T23:59:59+08:00", "2100-01-01", "2100-01-01T00:00:00-12:00", "2200-02-02"}

// inside are the first and the last that a ledger takes, whatever the zone of its calendar makes of them.
var inside = []string{"1900-01-01", "1900-01-01T00:00:00+14:00", "1999-12-31", "2099-12-31", "2099-12-31T23:59:59Z",
	"2099-12-31T23:59:59-12:00"}

const notInBounds = ", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the year is not 1900 to 2099)"

// TestInstantsOutOfBounds: every field of a time, in each form of a ledger, is refused by its place.
func TestInstantsOutOfBounds(t *testing.T) {
	t.Parallel()
	lines := func(at, happened, due, recorded string) string {
		return `{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}
{"id":"s","kind":"submit","at":"` + at + `","happened":"` + happened + `","item":"i","unit":"u","genre":"g"}
{"id":"c","kind":"commission","at":"1900-01-01","due":"` + due + `","commission":"k","unit":"u","recorded":"` +
			recorded + `"}`
	}
	const fine = "2020-02-03T00:00:00Z"
	for _, text := range outside {
		_, err := ledger.ParseTime(text)
		require.EqualError(t, err, `found "`+text+`"`+notInBounds)
		var at ledger.Time
		require.Error(t, at.UnmarshalText([]byte(text)))
		_, err = ledger.ReadJSONL(t.Context(), strings.NewReader(lines(text, text, text, fine)), "l.jsonl")
		column := len(text) + len(`","happened":"`)
		assertErrors(t, []string{
			`l.jsonl:2:32: entry "s": at: found "` + text + `"` + notInBounds,
			`l.jsonl:2:` + strconv.Itoa(32+column) + `: entry "s": happened: found "` + text + `"` + notInBounds,
			`l.jsonl:3:55: entry "c": due: found "` + text + `"` + notInBounds,
		}, err)
		_, err = ledger.ReadCSV(t.Context(), strings.NewReader("id,kind,at,unit,name,category\nu,enroll,"+text+
			",u,u,c\n"), "l.csv")
		require.ErrorContains(t, err, `l.csv:2: entry "u": at: found "`+text+`"`)
		require.ErrorContains(t, err, "(the year is not 1900 to 2099)")
		var e ledger.Entry
		require.ErrorContains(t, e.UnmarshalJSON([]byte(`{"id":"u","kind":"withdraw","at":"`+text+`","unit":"u"}`)),
			`at: found "`+text+`"`+notInBounds)
	}
	_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(lines(fine, fine, fine, "3020-02-03T00:00:00Z")), "l.jsonl")
	require.ErrorContains(t, err, `entry "c": recorded: found "3020-02-03T00:00:00Z", expected a time `+
		`2006-01-02T15:04:05+08:00 (the year is not 1900 to 2099)`)
	for _, text := range inside {
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(lines(text, text, text, fine)), "l.jsonl")
		require.NoError(t, err, text)
		assert.Equal(t, text, l.Entry(1).At.String())
	}
	_, err = ledger.TimeOf(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC))
	require.ErrorContains(t, err, "(the year is not 1900 to 2099)")
}

// TestPeriodsOutOfBounds: a task is assigned for a period in which a ledger can have a day.
func TestPeriodsOutOfBounds(t *testing.T) {
	t.Parallel()
	read := func(period string) error {
		_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+
			`{"id":"q","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"`+period+
			`","required":2}`), "l.jsonl")
		return err
	}
	for _, period := range []string{"9999", "3020-07", "0202-Q1", "0000", "2101-H1", "1898-W52"} {
		assertErrors(t, []string{`l.jsonl:3:86: entry "q": period: found "` + period +
			`", expected a period of the years 1899 to 2100`}, read(period))
	}
	for _, period := range []string{"1899", "1900-W01", "2099-12", "2100-Q1"} {
		require.NoError(t, read(period), period)
	}
}
