package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

func TestParseTime(t *testing.T) {
	t.Parallel()
	shanghai := time.FixedZone("+08", 8*3600)
	rows := []struct {
		name, text string
		date       bool
		start, end string // in UTC
	}{
		{"date", "2020-03-02", true, "2020-03-01T16:00:00Z", "2020-03-02T15:59:59.999999999Z"},
		{"leap day", "2000-02-29", true, "2000-02-28T16:00:00Z", "2000-02-29T15:59:59.999999999Z"},
		{"last day of a year", "2020-12-31", true, "2020-12-30T16:00:00Z", "2020-12-31T15:59:59.999999999Z"},
		{"first day", "1900-01-01", true, "1899-12-31T16:00:00Z", "1900-01-01T15:59:59.999999999Z"},
		{"last day", "2099-12-31", true, "2099-12-30T16:00:00Z", "2099-12-31T15:59:59.999999999Z"},
		{"offset", "2020-03-02T09:00:00+08:00", false, "2020-03-02T01:00:00Z", "2020-03-02T01:00:00Z"},
		{"UTC", "2020-03-02T09:00:00Z", false, "2020-03-02T09:00:00Z", "2020-03-02T09:00:00Z"},
		{"plus zero", "2020-03-02T09:00:00+00:00", false, "2020-03-02T09:00:00Z", "2020-03-02T09:00:00Z"},
		{"minus zero", "2020-03-02T09:00:00-00:00", false, "2020-03-02T09:00:00Z", "2020-03-02T09:00:00Z"},
		{"west", "2020-03-02T23:30:00-03:30", false, "2020-03-03T03:00:00Z", "2020-03-03T03:00:00Z"},
		{"largest offset", "2020-03-02T00:00:00-23:59", false, "2020-03-02T23:59:00Z", "2020-03-02T23:59:00Z"},
		{"fraction", "2020-03-02T09:00:00.50Z", false, "2020-03-02T09:00:00.5Z", "2020-03-02T09:00:00.5Z"},
		{"nine digits", "2020-03-02T09:00:00.000000001Z", false, "2020-03-02T09:00:00.000000001Z",
			"2020-03-02T09:00:00.000000001Z"},
		{"zero fraction", "2020-03-02T09:00:00.000Z", false, "2020-03-02T09:00:00Z", "2020-03-02T09:00:00Z"},
		{"before 1970", "1949-10-01T15:00:00.25+08:00", false, "1949-10-01T07:00:00.25Z", "1949-10-01T07:00:00.25Z"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			at, err := ledger.ParseTime(row.text)
			require.NoError(t, err)
			assert.Equal(t, row.text, at.String())
			assert.Equal(t, row.date, at.IsDate())
			assert.False(t, at.IsZero())
			assert.Equal(t, row.start, at.Instant(shanghai).UTC().Format(time.RFC3339Nano))
			assert.Equal(t, row.end, at.EndInstant(shanghai).UTC().Format(time.RFC3339Nano))
			assert.Equal(t, shanghai, at.Instant(shanghai).Location())
		})
	}
}

func TestTimeIsAsWritten(t *testing.T) {
	t.Parallel()
	a, b := on(t, "2020-03-02T09:00:00+08:00"), on(t, "2020-03-02T01:00:00Z")
	assert.True(t, a.Instant(time.UTC).Equal(b.Instant(time.UTC)))
	assert.False(t, a == b)
	assert.True(t, a == on(t, "2020-03-02T09:00:00+08:00"))
	assert.False(t, on(t, "2020-03-02T09:00:00.5Z") == on(t, "2020-03-02T09:00:00.50Z"))
	assert.True(t, ledger.Time{}.IsZero())
	assert.Empty(t, ledger.Time{}.String())
	assert.True(t, ledger.Time{}.Instant(time.UTC).IsZero())
}

func TestParseTimeWrong(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, text, want string }{
		{"empty", "", "no date"},
		{"no digits", "20x0-03-02", "no date"},
		{"short year", "20-03-02", "no date"},
		{"five digits of a year", "12020-03-02", "no date"},
		{"month 0", "2020-00-02", "the month is not 01 to 12"},
		{"day 0", "2020-03-00", "2020-03 has 31 days"},
		{"31 June", "2020-06-31", "2020-06 has 30 days"},
		{"29 February 1900", "1900-02-29", "1900-02 has 28 days"},
		{"small t", "2020-03-02t09:00:00Z", "a capital T must follow the date"},
		{"small z", "2020-03-02T09:00:00z", "the zone is not Z or an offset such as +08:00"},
		{"nothing after T", "2020-03-02T", "no time of day"},
		{"hour only", "2020-03-02T09", "no time of day"},
		{"one digit of an hour", "2020-03-02T9:00:00Z", "no time of day"},
		{"minute 60", "2020-03-02T09:60:00Z", "the minute is not 00 to 59"},
		{"second 61", "2020-03-02T09:00:61Z", "the second is not 00 to 59"},
		{"comma for a point", "2020-03-02T09:00:00,5Z", "the zone is not Z or an offset such as +08:00"},
		{"point without digits", "2020-03-02T09:00:00.Z", "the fraction has no digits"},
		{"fraction without zone", "2020-03-02T09:00:00.5", "the zone is missing: Z or an offset such as +08:00"},
		{"offset of 24 hours", "2020-03-02T09:00:00+24:00", "the zone is not Z or an offset such as +08:00"},
		{"offset of 60 minutes", "2020-03-02T09:00:00+08:60", "the zone is not Z or an offset such as +08:00"},
		{"name of a zone", "2020-03-02T09:00:00 CST", "the zone is not Z or an offset such as +08:00"},
		{"something behind", "2020-03-02T09:00:00Z ", "the zone is not Z or an offset such as +08:00"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			at, err := ledger.ParseTime(row.text)
			assert.Zero(t, at)
			require.Error(t, err)
			assert.Contains(t, err.Error(), "("+row.want+")")
		})
	}
}

func TestTimeOf(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		t    time.Time
		want string
	}{
		{"UTC", time.Date(2020, 3, 2, 9, 0, 0, 0, time.UTC), "2020-03-02T09:00:00Z"},
		{"offset and fraction", time.Date(2020, 3, 2, 9, 0, 0, 500, time.FixedZone("", 8*3600)),
			"2020-03-02T09:00:00.0000005+08:00"},
		{"local mean time", time.Date(1900, 1, 1, 8, 5, 43, 0, time.FixedZone("LMT", 8*3600+5*60+43)),
			"1900-01-01T00:00:00Z"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			at, err := ledger.TimeOf(row.t)
			require.NoError(t, err)
			assert.Equal(t, row.want, at.String())
			assert.True(t, row.t.Equal(at.Instant(time.UTC)))
		})
	}
	_, err := ledger.TimeOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))
	assert.Error(t, err)
}

// A day whose 00:00 the clocks skipped begins at the first instant that there was.
func TestDayWithoutMidnight(t *testing.T) {
	t.Parallel()
	// Summer time began in São Paulo on 4 November 2018 at 00:00, which became 01:00 (-02:00).
	saoPaulo := calendarIn(t, "America/Sao_Paulo").Location()
	day := on(t, "2018-11-04")
	assert.Equal(t, "2018-11-04T03:00:00Z", day.Instant(saoPaulo).UTC().Format(time.RFC3339))
	assert.Equal(t, "2018-11-04T02:59:59.999999999Z",
		on(t, "2018-11-03").EndInstant(saoPaulo).UTC().Format(time.RFC3339Nano))
	assert.Equal(t, "2018-11-05T01:59:59.999999999Z", day.EndInstant(saoPaulo).UTC().Format(time.RFC3339Nano))
}
