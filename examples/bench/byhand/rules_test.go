package byhand

import (
	"context"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// TestByTheRegulation works out what random ledgers seldom have. The unit is a department that leads no group, so it
// owes no quota and its total is its items and its commissions.
func TestByTheRegulation(t *testing.T) {
	t.Parallel()
	id := 0
	entry := func(e ledger.Entry, at string) ledger.Entry {
		id++
		var err error
		e.ID = fmt.Sprintf("e%d", id)
		e.At, err = ledger.ParseTime(at)
		require.NoError(t, err)
		return e
	}
	enroll := func(at string) ledger.Entry {
		return entry(ledger.Entry{Kind: ledger.Enroll, Unit: "u", Name: "u", Category: "department"}, at)
	}
	withdraw := func(at string) ledger.Entry { return entry(ledger.Entry{Kind: ledger.Withdraw, Unit: "u"}, at) }
	submit := func(at string, more ...func(*ledger.Entry)) ledger.Entry {
		e := entry(ledger.Entry{Kind: ledger.Submit, Item: "i", Unit: "u", Genre: "research"}, at)
		for _, f := range more {
			f(&e)
		}
		return e
	}
	answering := func(e *ledger.Entry) { e.Commission = "c" }
	adopt := func(at, outlet string) ledger.Entry {
		return entry(ledger.Entry{Kind: ledger.Adopt, Item: "i", Outlet: outlet}, at)
	}
	grant := func(at string) ledger.Entry {
		return entry(ledger.Entry{Kind: ledger.Grant, Unit: "u", Item: "i", Account: "points", Rule: "great-value",
			Amount: decimal.NewNullDecimal(decimal.RequireFromString("7.25"))}, at)
	}
	order := func(at, due string) ledger.Entry {
		e := entry(ledger.Entry{Kind: ledger.Commission, Unit: "u", Commission: "c"}, at)
		var err error
		e.Due, err = ledger.ParseTime(due)
		require.NoError(t, err)
		return e
	}
	in := enroll("2019-12-26")
	for _, row := range []struct {
		name    string
		entries []ledger.Entry
		want    string
	}{
		{"in the region's press, with a grant",
			[]ledger.Entry{in, submit("2020-03-02"), adopt("2020-03-05", "内蒙古日报"), grant("2020-04-01")},
			"27.25"},
		{"a grant before the press has it",
			[]ledger.Entry{in, submit("2020-03-02"), grant("2020-03-03"), adopt("2020-03-05", "内蒙古日报")},
			"27.25"},
		{"a grant for what only the city's press has",
			[]ledger.Entry{in, submit("2020-03-02"), adopt("2020-03-05", "赤峰日报"), grant("2020-04-01")},
			"10"},
		{"a grant to a unit off the roster",
			[]ledger.Entry{in, submit("2020-03-02"), adopt("2020-03-05", "内蒙古日报"), withdraw("2020-03-20"),
				grant("2020-04-01")},
			"20"},
		{"the adoption of an item whose unit has left",
			[]ledger.Entry{in, submit("2020-03-02"), withdraw("2020-03-04"), adopt("2020-03-05", "内蒙古日报")},
			"0"},
		{"a commission never answered",
			[]ledger.Entry{in, order("2020-03-02", "2020-03-10")},
			"-10"},
		{"off the roster at the end of the month of the due time",
			[]ledger.Entry{in, order("2020-03-02", "2020-03-10"), withdraw("2020-03-25")},
			"0"},
		{"off the roster a day after the month",
			[]ledger.Entry{in, order("2020-03-02", "2020-03-10"), withdraw("2020-03-26")},
			"-10"},
		{"answered in the last second of the due day",
			[]ledger.Entry{in, order("2020-03-02", "2020-03-10"), submit("2020-03-10T23:59:59+08:00", answering)},
			"0"},
		{"answered at the next midnight",
			[]ledger.Entry{in, order("2020-03-02", "2020-03-10"), submit("2020-03-11", answering)},
			"-10"},
		{"answered at the very time",
			[]ledger.Entry{in, order("2020-03-02", "2020-03-10T09:00:00+08:00"), submit("2020-03-10T09:00:00+08:00",
				answering)},
			"0"},
		{"due next year",
			[]ledger.Entry{in, order("2020-12-02", "2020-12-26")},
			"0"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := rows(t, row.entries, "2020")
			require.Len(t, got, 1)
			assert.Equal(t, row.want, got[0].Amount)
		})
	}
}

// noRules fail at every question of one kind.
type noRules struct{ at string }

func (n noRules) asked(what string) error {
	if n.at == what {
		return fmt.Errorf("no %s", what)
	}
	return nil
}

func (n noRules) Counts(Submission) ([4]bool, error)       { return [4]bool{}, n.asked("counts") }
func (n noRules) Worth(*Adoption) (int64, error)           { return 0, n.asked("worth") }
func (n noRules) InPress(string, []Adoption) (bool, error) { return false, n.asked("press") }
func (n noRules) Missed(int64, []Answer) (int64, error)    { return 0, n.asked("missed") }
func (n noRules) Short(Unit, int, int32) (int64, error)    { return 0, n.asked("short") }

// TestScoreByEnds: what rules cannot say ends the run, whatever they are asked.
func TestScoreByEnds(t *testing.T) {
	t.Parallel()
	c, err := Encode(sampled(t, 1))
	require.NoError(t, err)
	for _, what := range []string{"counts", "worth", "press", "missed", "short"} {
		_, err := c.ScoreBy(context.Background(), "2020", noRules{what})
		require.EqualError(t, err, "no "+what)
	}
	_, err = c.ScoreBy(context.Background(), "2020", noRules{})
	require.NoError(t, err)
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = c.ScoreBy(ended, "2020", noRules{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestCheckIDs(t *testing.T) {
	t.Parallel()
	entries := sampled(t, 2)
	require.NoError(t, CheckIDs(entries))
	require.EqualError(t, CheckIDs([]ledger.Entry{{ID: "a"}, {ID: "b"}, {ID: "a"}}), "entry 3: id a is that of entry 1")
}
