package tier_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/tier"
)

// TestDated: lines of one outlet of different times stand beside each other; those that share some do not.
func TestDated(t *testing.T) {
	t.Parallel()
	day := func(text string) time.Time {
		if text == "" {
			return time.Time{}
		}
		at, err := time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		return at
	}
	line := func(from, until, level string) tier.Entry {
		return tier.Entry{Name: "甲报", From: day(from), Until: day(until), Attrs: map[string]string{"level": level}}
	}
	table, err := tier.NewTable([]tier.Entry{line("", "2020-07-01", "city"), line("2020-07-01", "2021-01-01", "high"),
		line("2022-01-01", "", "top"), {Name: "乙报"}})
	require.NoError(t, err)
	assert.True(t, table.Dated())
	for at, level := range map[string]string{"2000-01-01": "city", "2020-06-30": "city", "2020-07-01": "high",
		"2020-12-31": "high", "2021-01-01": "", "2021-12-31": "", "2022-01-01": "top", "2090-01-01": "top"} {
		e, ok := table.FindAt("《甲报》", day(at))
		assert.Equal(t, level != "", ok, at)
		assert.Equal(t, level, e.Attrs["level"], at)
	}
	e, ok := table.Find("甲报")
	assert.True(t, ok)
	assert.Equal(t, "city", e.Attrs["level"])
	_, ok = table.FindAt("乙报", day("2020-01-01"))
	assert.True(t, ok)
	assert.Equal(t, day("2022-01-01"), table.Entries()[2].From)
	for _, second := range []tier.Entry{line("2020-06-30", "", "x"), line("", "2000-01-01", "x"), line("", "", "x"),
		line("1999-01-01", "1999-01-02", "x")} {
		_, err := tier.NewTable([]tier.Entry{line("", "2020-07-01", "city"), second})
		require.EqualError(t, err, `outlets[1]: "甲报" is listed already as outlets[0] for some of its days, `+
			`expected lines whose days do not overlap`)
	}
	table, err = tier.NewTable([]tier.Entry{{Name: "甲报"}})
	require.NoError(t, err)
	assert.False(t, table.Dated())
}
