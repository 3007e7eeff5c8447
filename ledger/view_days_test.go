package ledger_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// Samoa had no 30 December 2011.
func TestEntriesOnADayThatNeverWas(t *testing.T) {
	t.Parallel()
	apia := calendarIn(t, "Pacific/Apia")
	l := read(t, "e1 enroll at=2011-12-30", "k1 commission at=2011-12-29 due=2011-12-30", "s1 submit happened=2011-12-30 at=2011-12-29",
		"g1 grant at=2011-12-30T12:00:00Z", "g2 grant at=2011-12-31", "g3 grant at=2012-12-30")
	_, err := l.View(t.Context(), ledger.ViewOptions{Calendar: apia})
	require.EqualError(t, err, `entry 1 "e1": at: found "2011-12-30", expected a day that Pacific/Apia had
entry 2 "k1": due: found "2011-12-30", expected a day that Pacific/Apia had
entry 3 "s1": happened: found "2011-12-30", expected a day that Pacific/Apia had`)
	var wrong *ledger.Errors
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, 3, wrong.Count)
	assert.Equal(t, &ledger.Error{Number: 2, Entry: "k1", Field: "due", Reason: wrong.First[1].Reason}, wrong.First[1])
	assert.Equal(t, "ledger.no-such-day", wrong.First[1].Reason.Code)

	for _, zone := range []string{"Asia/Shanghai", "America/Sao_Paulo", "Kwajalein"} {
		_, err := l.View(t.Context(), ledger.ViewOptions{Calendar: calendarIn(t, zone)})
		assert.NoError(t, err, zone)
	}
}

// What does not count needs no place in time: what is struck out, not known yet, or later than until.
func TestEntriesOnADayThatNeverWasThatDoNotCount(t *testing.T) {
	t.Parallel()
	apia := calendarIn(t, "Pacific/Apia")
	l := read(t, "e1 enroll at=2011-01-01", "g1 grant at=2011-12-30", "g2 grant at=2011-12-29")
	_, err := l.View(t.Context(), ledger.ViewOptions{Calendar: apia})
	require.Error(t, err)
	for name, o := range map[string]ledger.ViewOptions{
		"until": {Calendar: apia, Until: must(ledger.ParseTime("2011-12-29"))},
		"known": {Calendar: apia, Known: must(ledger.ParseTime("2011-12-29"))},
	} {
		_, err := l.View(t.Context(), o)
		assert.NoError(t, err, name)
	}
	g1, _ := l.Find("g1")
	longer, err := l.Append(t.Context(), ledger.Entry{ID: "v", Kind: ledger.Void, At: must(ledger.ParseTime("2012-01-01")),
		Ref: l.Entry(g1).ID, Reason: "no such day"})
	require.NoError(t, err)
	v, err := longer.View(t.Context(), ledger.ViewOptions{Calendar: apia})
	require.NoError(t, err)
	assert.Equal(t, "e1 g2", ids(v))
}

func TestContinuedOverADayThatNeverWas(t *testing.T) {
	t.Parallel()
	l := read(t, "e1 enroll at=2011-01-01")
	v, err := l.View(t.Context(), ledger.ViewOptions{Calendar: calendarIn(t, "Pacific/Apia")})
	require.NoError(t, err)
	grant := func(id, at string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Grant, At: must(ledger.ParseTime(at)), Unit: "u", Account: "a",
			Amount: decimal.NewNullDecimal(decimal.New(1, 0)), Reason: "r"}
	}
	good, err := l.Append(t.Context(), grant("g1", "2011-12-29"))
	require.NoError(t, err)
	longer, ok := v.Continued(good)
	require.True(t, ok)
	bad, err := good.Append(t.Context(), grant("g2", "2011-12-30"))
	require.NoError(t, err)
	_, ok = longer.Continued(bad)
	assert.False(t, ok)
}
