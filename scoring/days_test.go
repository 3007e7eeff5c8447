package scoring_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestDayThatNeverWas: Samoa had no 30 December 2011. An entry of that day refuses the run, until a void strikes it out;
// an engine that refuses it goes on as it was.
func TestDayThatNeverWas(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\ncalendar: {timezone: Pacific/Apia}\n"+
		"accounts: {points: {places: 0}}\ncredits: {given: {each: grant, worth: grant.amount}}\n"))
	require.NoError(t, err)
	grant := func(id, at string) ledger.Entry {
		return ledger.Entry{ID: id, Kind: ledger.Grant, At: worlds.Time(at), Unit: "u", Account: "points", Rule: "given",
			Amount: decimal.NewNullDecimal(decimal.New(1, 0)), Reason: "r"}
	}
	l, err := ledger.Of(t.Context(), ledger.Entry{ID: "u", Kind: ledger.Enroll, At: worlds.Time("2011-01-01"), Unit: "u",
		Name: "U", Category: "c"}, grant("g1", "2011-12-29"))
	require.NoError(t, err)
	o := scoring.Options{Periods: worlds.Periods("2011")}
	e, err := scoring.NewEngine(t.Context(), s, l, o)
	require.NoError(t, err)

	const says = `entry 3 "g2": at: found "2011-12-30", expected a day that Pacific/Apia had`
	_, err = e.Append(t.Context(), grant("g2", "2011-12-30"))
	require.EqualError(t, err, says)
	bad, err := l.Append(t.Context(), grant("g2", "2011-12-30"))
	require.NoError(t, err)
	_, err = scoring.Score(t.Context(), s, bad, o)
	require.EqualError(t, err, says)
	_, err = scoring.Explain(t.Context(), s, bad, o, scoring.Query{Unit: "u"})
	require.EqualError(t, err, says)

	e, err = e.Append(t.Context(), grant("g3", "2011-12-31"))
	require.NoError(t, err)
	assert.Equal(t, "2", e.Book().Totals()[0].Amount.String())
	mended, err := bad.Append(t.Context(), ledger.Entry{ID: "v", Kind: ledger.Void, At: worlds.Time("2012-01-02"), Ref: "g2",
		Reason: "no such day"})
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, mended, o)
	require.NoError(t, err)
	assert.Equal(t, "1", book.Totals()[0].Amount.String())

	o.Until, o.Known = worlds.Time("2011-12-30"), worlds.Time("2011-12-30")
	_, err = scoring.Score(t.Context(), s, l, o)
	require.EqualError(t, err, "until: found 2011-12-30; expected a day that Pacific/Apia had\n"+
		"known: found 2011-12-30; expected a day that Pacific/Apia had")
	o.Until, o.Known = worlds.Time("2011-12-29"), worlds.Time("2011-12-30T12:00:00Z")
	_, err = scoring.Score(t.Context(), s, l, o)
	assert.NoError(t, err)
}

// TestClassesOfDays: the minute of St. John's that shows 7 November 2010 before its clock goes back is in no class with the
// 7th, nor with the hour after it.
func TestClassesOfDays(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\ncalendar: {timezone: America/St_Johns}\n"+
		"accounts: {points: {places: 0}}\ncredits: {sixth: {each: submit, when: day(item.at) == 6, worth: 1}}\n"))
	require.NoError(t, err)
	entries := []ledger.Entry{{ID: "u", Kind: ledger.Enroll, At: worlds.Time("2010-01-01"), Unit: "u", Name: "U",
		Category: "c"}}
	for _, at := range []string{"2010-11-06T23:30:00-02:30", "2010-11-07T00:00:30-02:30", "2010-11-06T23:30:00-03:30",
		"2010-11-07T00:00:30-03:30", "2010-11-07T12:00:00-03:30"} {
		entries = append(entries, ledger.Entry{ID: at, Kind: ledger.Submit, At: worlds.Time(at), Unit: "u", Item: at,
			Genre: "g"})
	}
	l, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2010")})
	require.NoError(t, err)
	assert.Equal(t, "3", book.Totals()[0].Amount.String(), "three on the 6th, two on the 7th")
}
