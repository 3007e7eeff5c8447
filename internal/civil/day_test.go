package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
)

func location(t *testing.T, zone string) *time.Location {
	t.Helper()
	c, err := calendar.New(calendar.Config{Zone: zone})
	require.NoError(t, err)
	return c.Location()
}

// The tables of known midnights, and all changes of all zones, are in the tests of package calendar.
func TestOf(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ zone, at, day string }{
		{"America/Sao_Paulo", "2015-10-17T23:59:59-03:00", "2015-10-17"},
		{"America/Sao_Paulo", "2015-10-18T01:00:00-02:00", "2015-10-18"},
		{"America/St_Johns", "2010-11-07T00:00:59-02:30", "2010-11-06"},
		{"America/St_Johns", "2010-11-06T23:01:00-03:30", "2010-11-06"},
		{"America/St_Johns", "2010-11-07T00:00:00-03:30", "2010-11-07"},
		{"America/Havana", "2020-11-01T00:00:00-04:00", "2020-11-01"},
		{"America/Havana", "2020-11-01T00:00:00-05:00", "2020-11-01"},
		{"Asia/Beirut", "2021-10-30T23:59:59+03:00", "2021-10-30"},
		{"Asia/Beirut", "2021-10-30T23:00:00+02:00", "2021-10-30"},
		{"Asia/Beirut", "2021-10-31T00:00:00+02:00", "2021-10-31"},
		{"Pacific/Apia", "2011-12-29T23:59:59-10:00", "2011-12-29"},
		{"Pacific/Apia", "2011-12-31T00:00:00+14:00", "2011-12-31"},
		{"Kwajalein", "1969-09-30T23:59:59+11:00", "1969-09-30"}, // the 30th was 47 hours long
		{"Kwajalein", "1969-09-30T01:00:00-12:00", "1969-09-30"},
		{"UTC", "1969-12-31T23:59:59Z", "1969-12-31"},
		{"UTC", "1900-01-01T00:00:00Z", "1900-01-01"},
	} {
		at, err := time.Parse(time.RFC3339, row.at)
		require.NoError(t, err)
		day := civil.Of(at.In(location(t, row.zone)))
		assert.Equal(t, row.day, day.String(), "%s in %s", row.at, row.zone)
		assert.False(t, at.Before(day.Start(location(t, row.zone))), "%s in %s", row.at, row.zone)
		assert.True(t, at.Before((day + 1).Start(location(t, row.zone))), "%s in %s", row.at, row.zone)
	}
}

// TestAt: a time on the clock lies in its day, whatever the clock does there.
func TestAt(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ zone, day, clock, want string }{
		{"Asia/Shanghai", "2020-03-08", "09:15", "2020-03-08T09:15:00+08:00"},
		{"America/Sao_Paulo", "2010-10-17", "00:30", "2010-10-17T01:00:00-02:00"}, // the clock begins at 01:00
		{"America/Sao_Paulo", "2010-10-17", "01:30", "2010-10-17T01:30:00-02:00"},
		{"America/St_Johns", "2010-11-06", "23:30", "2010-11-06T23:30:00-02:30"}, // and again an hour later
		{"America/St_Johns", "2010-11-07", "00:00", "2010-11-07T00:00:00-03:30"}, // after a first one on the 6th
		{"America/Nuuk", "2024-03-30", "22:30", "2024-03-30T22:30:00-02:00"},
		{"America/Nuuk", "2024-03-30", "23:30", "2024-03-30T22:59:59-02:00"}, // at 23:00 the day is over
		{"America/Nuuk", "2024-03-31", "00:00", "2024-03-31T00:00:00-01:00"},
		{"Pacific/Apia", "2011-12-30", "10:00", "2011-12-31T00:00:00+14:00"},
	} {
		day, err := time.Parse(time.DateOnly, row.day)
		require.NoError(t, err)
		clock, err := time.Parse("15:04", row.clock)
		require.NoError(t, err)
		at := civil.At(day.Unix()).At(clock.Hour()*3600+clock.Minute()*60, 0, location(t, row.zone))
		assert.Equal(t, row.want, at.Format(time.RFC3339), "%s of %s in %s", row.clock, row.day, row.zone)
	}
}

func TestLacking(t *testing.T) {
	t.Parallel()
	for zone, want := range map[string][]string{
		"Pacific/Apia":       {"2011-12-30"},
		"Pacific/Fakaofo":    {"2011-12-30"},
		"Pacific/Kiritimati": {"1994-12-31"},
		"Pacific/Enderbury":  {"1994-12-31"},
		"Kwajalein":          {"1993-08-21"},
		"America/Sao_Paulo":  nil,
		"America/St_Johns":   nil,
		"Europe/Berlin":      nil,
		"Asia/Shanghai":      nil,
		"UTC":                nil,
	} {
		var got []string
		for _, day := range civil.Lacking(location(t, zone)) {
			got = append(got, day.String())
			assert.False(t, day.IsIn(location(t, zone)))
			assert.Equal(t, (day + 1).Start(location(t, zone)), day.Start(location(t, zone)))
		}
		assert.Equal(t, want, got, zone)
	}
	assert.True(t, civil.On(2011, 12, 29).IsIn(location(t, "Pacific/Apia")))
	assert.True(t, civil.On(2010, 11, 7).IsIn(location(t, "America/St_Johns")))
}

func TestWeekday(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 3, civil.On(1970, 1, 1).Weekday()) // a Thursday
	assert.Equal(t, 6, civil.On(2015, 10, 18).Weekday())
	assert.Equal(t, 0, civil.On(1900, 1, 1).Weekday())
	assert.Equal(t, civil.On(2020, 3, 1), civil.On(2020, 2, 30))
}
