package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/internal/civil"
)

// The archive, its version and a fact that is new in that version are renewed together.
func TestZoneVersion(t *testing.T) {
	t.Parallel()
	require.Equal(t, "2025c", ZoneVersion())
	sum := sha256.Sum256([]byte(zoneArchive))
	assert.Equal(t, "8f55634d05f8bca1f7bc7c69c5933428c69357e0bdf565e5ba224e3f88ff12e8", hex.EncodeToString(sum[:]),
		"zoneinfo.zip of Go 1.26.8")
	// New in 2025c: Baja California had daylight saving in 1961 through 1975, as California.
	tijuana, err := loadZone("America/Tijuana")
	require.NoError(t, err)
	_, offset := time.Date(1965, 7, 1, 12, 0, 0, 0, tijuana).Zone()
	assert.Equal(t, -7*60*60, offset)
}

func TestEveryZoneLoads(t *testing.T) {
	t.Parallel()
	files, err := zoneFiles()
	require.NoError(t, err)
	require.Greater(t, len(files.File), 590)
	for _, f := range files.File {
		c, err := New(Config{Zone: f.Name})
		require.NoError(t, err)
		assert.Equal(t, f.Name, c.Location().String())
	}
	c, err := New(Config{})
	require.NoError(t, err)
	assert.Equal(t, "Asia/Shanghai", c.Location().String())
}

// In every zone, around every kind of change of its clock from 1900 to 2037: a day begins at the first
// instant after which no earlier date is on the clock, days follow each other, and an instant
// lies in the day that has begun last.
func TestMidnightInEveryZone(t *testing.T) {
	t.Parallel()
	files, err := zoneFiles()
	require.NoError(t, err)
	seen := map[uint32]bool{} // many names are links to the same data
	changes, kinds := 0, 0
	for _, f := range files.File {
		if seen[f.CRC32] {
			continue
		}
		seen[f.CRC32] = true
		c, err := New(Config{Zone: f.Name})
		require.NoError(t, err)
		type clocks struct{ before, after string } // what the clock showed
		done := map[clocks]bool{}
		for _, change := range changesOf(c.Location()) {
			changes++
			kind := clocks{change.Add(-1).Format(time.TimeOnly + " -0700"), change.Format(time.TimeOnly + " -0700")}
			if !done[kind] {
				done[kind] = true
				kinds++
				daysAround(t, c, change)
			}
		}
	}
	require.Greater(t, changes, 3000)
	require.Greater(t, kinds, 500)
}

// changesOf returns the instants from 1900 to 2037 at which a zone's offset changes, to the second.
func changesOf(zone *time.Location) []time.Time {
	offset := func(unix int64) int {
		_, seconds := time.Unix(unix, 0).In(zone).Zone()
		return seconds
	}
	const step = 24 * 60 * 60
	var changes []time.Time
	end := time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); at < end; at += step {
		low, high := at, at+step
		if offset(low) == offset(high) {
			continue
		}
		for high-low > 1 {
			if middle := (low + high) / 2; offset(middle) == offset(at) {
				low = middle
			} else {
				high = middle
			}
		}
		changes = append(changes, time.Unix(high, 0).In(zone))
	}
	return changes
}

// dateOn is the date that the zone's clock shows, without the package's arithmetic.
func dateOn(t time.Time) civil.Day {
	return civil.On(t.Year(), t.Month(), t.Day())
}

func daysAround(t *testing.T, c *Calendar, change time.Time) {
	t.Helper()
	var samples []time.Time
	for at := change.Add(-30 * time.Hour); at.Before(change.Add(30 * time.Hour)); at = at.Add(30 * time.Minute) {
		samples = append(samples, at, at.Add(-time.Second), at.Add(time.Second))
	}
	samples = append(samples, change, change.Add(-1), change.Add(45*time.Second))
	lowest, highest := dateOn(samples[0]), dateOn(samples[0])
	for _, at := range samples {
		lowest, highest = min(lowest, dateOn(at)), max(highest, dateOn(at))
	}
	for d := lowest + 1; d <= highest; d++ {
		begins := c.midnight(d)
		require.GreaterOrEqual(t, dateOn(begins), d, "%s: %s begins at %s", c.Location(), d.UTC().Format(time.DateOnly),
			begins)
		require.Less(t, dateOn(begins.Add(-1)), d, "%s: before %s begins at %s", c.Location(),
			d.UTC().Format(time.DateOnly), begins)
		require.False(t, begins.Before(c.midnight(d-1)))
		for _, at := range samples {
			if at.Before(begins) {
				require.Less(t, c.dayOf(at), d, "%s: %s", c.Location(), at)
				continue
			}
			require.GreaterOrEqual(t, dateOn(at), d, "%s: %s begins at %s, then comes %s", c.Location(),
				d.UTC().Format(time.DateOnly), begins, at)
			require.GreaterOrEqual(t, c.dayOf(at), d, "%s: %s", c.Location(), at)
		}
	}
}

func TestMidnightKnown(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		zone, date, begins string
	}{
		"an ordinary day":                          {"Asia/Shanghai", "2020-02-10", "2020-02-10T00:00:00+08:00"},
		"Shanghai's daylight saving of 1988":       {"Asia/Shanghai", "1988-07-01", "1988-07-01T00:00:00+09:00"},
		"Shanghai's winter of 1988":                {"Asia/Shanghai", "1988-12-01", "1988-12-01T00:00:00+08:00"},
		"00:00 left out in São Paulo":              {"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"},
		"23:00 twice in São Paulo":                 {"America/Sao_Paulo", "2019-02-17", "2019-02-17T00:00:00-03:00"},
		"the day before it":                        {"America/Sao_Paulo", "2019-02-16", "2019-02-16T00:00:00-02:00"},
		"00:00 left out in Beirut":                 {"Asia/Beirut", "2021-03-28", "2021-03-28T01:00:00+03:00"},
		"00:00 twice on one date in Havana":        {"America/Havana", "2020-11-01", "2020-11-01T00:00:00-04:00"},
		"back over midnight at 00:01 in St John's": {"America/St_Johns", "2009-11-01", "2009-11-01T00:00:00-03:30"},
		"a date that Samoa left out":               {"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},
		"the date after it":                        {"Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00"},
		"the date before it":                       {"Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00"},
		"a zone with daylight saving for ever":     {"Europe/Berlin", "2500-07-01", "2500-07-01T00:00:00+02:00"},
		"before all zones":                         {"UTC", "0001-01-01", "0001-01-01T00:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := New(Config{Zone: row.zone})
			require.NoError(t, err)
			date, err := time.Parse(time.DateOnly, row.date)
			require.NoError(t, err)
			assert.Equal(t, row.begins, c.midnight(dateOn(date)).Format(time.RFC3339))
		})
	}
}

func TestPeriodsAcrossChanges(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		config Config
		period string
		hours  float64
	}{
		"spring forward in Berlin":   {Config{Zone: "Europe/Berlin"}, "2021-03", 31*24 - 1},
		"fall back in Berlin":        {Config{Zone: "Europe/Berlin"}, "2021-10", 31*24 + 1},
		"both in a year":             {Config{Zone: "Europe/Berlin"}, "2021", 365 * 24},
		"half an hour in Lord Howe":  {Config{Zone: "Australia/Lord_Howe"}, "2021-10", 31*24 - 0.5},
		"Samoa without its Friday":   {Config{Zone: "Pacific/Apia"}, "2011-W52", 6 * 24},
		"October in St John's, 2009": {Config{Zone: "America/St_Johns"}, "2009-10", 31*24 + 1},
		"São Paulo begins at 01:00":  {Config{Zone: "America/Sao_Paulo", Closes: 3}, "2018-12", 30*24 - 1},
		"São Paulo ends twice at 24": {Config{Zone: "America/Sao_Paulo", Closes: 16}, "2019-02", 31*24 + 1},
		"Shanghai with no change":    {Config{}, "2021-03", 31 * 24},
		"Shanghai in 1986":           {Config{}, "1986-05", 31*24 - 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := New(row.config)
			require.NoError(t, err)
			p, err := c.Parse(row.period)
			require.NoError(t, err)
			start, end := c.Bounds(p)
			assert.InDelta(t, row.hours, end.Sub(start).Hours(), 0)
			assert.Equal(t, p, c.Of(p.Kind, start))
			assert.Equal(t, c.Prev(p), c.Of(p.Kind, start.Add(-1)))
			assert.Equal(t, p, c.Of(p.Kind, end.Add(-1)))
			assert.Equal(t, c.Next(p), c.Of(p.Kind, end))
		})
	}
}

// The two passes over midnight of 1 November 2009 in St John's, minute by minute.
func TestOfWhereAnEarlierDateFollows(t *testing.T) {
	t.Parallel()
	c, err := New(Config{Zone: "America/St_Johns"})
	require.NoError(t, err)
	for text, month := range map[string]string{
		"2009-10-31T23:59:59-02:30": "2009-10",
		"2009-11-01T00:00:30-02:30": "2009-10", // then the clock goes back to 31 October, 23:01
		"2009-10-31T23:01:00-03:30": "2009-10",
		"2009-10-31T23:59:59-03:30": "2009-10",
		"2009-11-01T00:00:00-03:30": "2009-11",
	} {
		at, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		assert.Equal(t, month, c.Of(Month, at).String(), text)
	}
}

// A host that has other data for a zone, as one with an old or a doctored database, changes
// nothing. time.LoadLocation would take what ZONEINFO names before all else.
func TestHostZonesAreNotRead(t *testing.T) {
	host := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(host, "America"), 0o700))
	files, err := zoneFiles()
	require.NoError(t, err)
	utc, err := files.Open("UTC")
	require.NoError(t, err)
	data, err := io.ReadAll(utc)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(host, "America", "New_York"), data, 0o600))
	t.Setenv("ZONEINFO", host)

	c, err := New(Config{Zone: "America/New_York"})
	require.NoError(t, err)
	name, offset := time.Date(2021, 7, 1, 0, 0, 0, 0, c.Location()).Zone()
	assert.Equal(t, "EDT", name)
	assert.Equal(t, -4*60*60, offset)
}
