package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const askedDaily = `scheme: daily
accounts: {p: {places: 0}}
balances: {held: {}}
numbers: {n: {each: incident, when: 'incident.type == "met"', by: incident.unit}}
credits:
  waits: {each: incident, asked: {every: day}, when: 'incident.type == "queue"', require: {incident.unit in n.before: not yet}, worth: 1}
  often: {each: incident, asked: {every: day, gives: always}, when: 'incident.type == "often"', worth: 1}
  early: {each: incident, when: 'incident.type == "early"', asked: 'incident.at + days(60)', worth: 1}
`

func askedLedger(t *testing.T, lines ...string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e","kind":"enroll","at":"1900-01-01","unit":"u","name":"u","category":"c"}`+"\n"+strings.Join(lines, "\n")),
		"l.jsonl")
	require.NoError(t, err)
	return l
}

func scoreUpTo(t *testing.T, most int64, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) error {
	t.Helper()
	_, err := scoring.Score(frame.WithWork(t.Context(), frame.WorkUpTo(most)), s, l, o)
	return err
}

// TestAsksAreBounded: how often rules are asked on later days has a bound, with and without balances; what gave often
// counts for more, since it is worked out anew each time.
func TestAsksAreBounded(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{"balances": askedDaily,
		"none": strings.Replace(askedDaily, "balances: {held: {}}\n", "", 1)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "daily.yaml", []byte(source))
			require.NoError(t, err)
			o := scoring.Options{Periods: worlds.Periods("2020"), Workers: 1}
			l := askedLedger(t, `{"id":"q","kind":"incident","at":"2020-01-01","unit":"u","type":"queue"}`)
			calls := map[string]func(most int64) error{
				"score": func(most int64) error {
					_, err := scoring.Score(frame.WithWork(t.Context(), frame.WorkUpTo(most)), s, l, o)
					return err
				},
				"explain": func(most int64) error {
					_, err := scoring.Explain(frame.WithWork(t.Context(), frame.WorkUpTo(most)), s, l, o,
						scoring.Query{Unit: "u"})
					return err
				},
			}
			for name, call := range calls { // 366 days
				require.NoError(t, call(366), name)
				var over *scoring.OverworkError
				require.ErrorAs(t, call(365), &over, name)
				assert.Equal(t, "found rules that are asked of entries on later days more than 365 times, expected at most "+
					"that: with a longer `every`, or an `until`", over.At.Reason.String())
				assert.Equal(t, "daily.yaml", over.At.File)
				assert.Contains(t, over.Error(), "queue", "the rule that is asked most")
			}
			l = askedLedger(t, `{"id":"q","kind":"incident","at":"1900-01-01","unit":"u","type":"often"}`)
			o.Periods = worlds.Periods("1901") // 730 days; those on which n worths stand already count 1 + n/16
			require.NoError(t, scoreUpTo(t, 17_020, s, l, o))
			var over *scoring.OverworkError
			require.ErrorAs(t, scoreUpTo(t, 17_019, s, l, o), &over)
		})
	}
}

// TestWhyIsItStillAsked: an entry without a point says on which day it is asked next.
func TestWhyIsItStillAsked(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "daily.yaml", []byte(askedDaily))
	require.NoError(t, err)
	l := askedLedger(t, `{"id":"q","kind":"incident","at":"2020-01-01","unit":"u","type":"queue"}`,
		`{"id":"x","kind":"incident","at":"2020-01-01","unit":"u","type":"early"}`)
	o := scoring.Options{Periods: worlds.Periods("2020"), Until: worlds.Time("2020-02-29")}
	for entry, want := range map[string]string{
		"q": "rule waits is asked of it on 2020-03-01, which this score does not reach",
		"x": "rule early is asked of it on 2020-03-01, which this score does not reach; incident.type = \"early\"",
	} {
		x, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Entry: entry})
		require.NoError(t, err)
		require.Len(t, x.Idle, 1)
		var all []string
		for _, r := range x.Idle[0].Reasons {
			all = append(all, r.String())
		}
		assert.Contains(t, strings.Join(all, "\n"), want)
	}
	o.Until = worlds.Time("2020-03-01")
	x, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Entry: "x"})
	require.NoError(t, err)
	require.Len(t, x.Points, 1)
	assert.Equal(t, "2020-03-01", x.Points[0].Posting.At.Format("2006-01-02"))
	assert.Equal(t, []string{"x"}, x.Points[0].Posting.Entries)
}
