package scoring_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// closedPeriods are the worked cases of closed periods.
func closedPeriods(t *testing.T) *scheme.Scheme {
	t.Helper()
	const file = "../examples/schemes/testdata/semantics/closed-periods.yaml"
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	s, err := scheme.Load(t.Context(), file, content)
	require.NoError(t, err)
	return s
}

// TestCarried says of the worked cases how what is carried is posted and explained: rule, clause, title, evidence.
func TestCarried(t *testing.T) {
	t.Parallel()
	s := closedPeriods(t)
	carried := func(t *testing.T, name string) []string {
		t.Helper()
		for _, c := range s.Tests {
			if c.Name != name {
				continue
			}
			e, err := scoring.NewEngine(t.Context(), s, c.Ledger, scoring.Options{Periods: worlds.Periods(c.Period),
				Until: worlds.Time(c.Until)})
			require.NoError(t, err)
			postings, err := e.Book().Postings(t.Context())
			require.NoError(t, err)
			var out []string
			for _, p := range postings {
				if p.Carried == nil {
					continue
				}
				out = append(out, fmt.Sprintf("%s %s %s %s %s %s by %s: %s, %s", p.At.Format("2006-01-02"), p.Unit,
					p.Item, p.Rule, p.Title, p.Amount, p.Cause, strings.Join(p.Entries, " "), p.Carried.Reason()))
			}
			x, err := e.Explain(t.Context(), scoring.Query{Unit: "a"})
			require.NoError(t, err)
			for _, p := range x.Points {
				if p.Carried != nil {
					assert.NotEmpty(t, p.Carried.Reason().Code)
				}
			}
			return out
		}
		t.Fatalf("no case %s", name)
		return nil
	}
	const late, changed = " is closed by c2; entries came late: ", " is closed by c2; corrected: "
	assert.Equal(t, []string{
		"2023-03-01 a  short 少报（补记） 2 by c2: c2 e9 late, 2023-02" + late + "-2 so far, 0 by now",
		"2023-03-01 a i2 adopted 采用（补记） 20 by c2: c2 late, 2023-02" + late + "0 so far, 20 by now",
		"2023-03-01 b j2 adopted 采用（更正） -5 by c2: e7 c2 gone, 2023-02" + changed + "5 so far, 0 by now",
	}, carried(t, "三月一日补记、更正"))
	assert.Equal(t, []string{"2023-04-01 a i2 adopted 采用（更正） -20 by c2: c2 late e16, 2023-02" + changed +
		"20 so far, 0 by now"}, carried(t, "三月已通报，四月一日再更正"))
	assert.Equal(t, []string{
		"2023-04-01 a  short 少报（更正） -2 by c3: e9 late c3, " +
			"2023-03 is closed by c3; corrected: 2 so far, 0 by now",
		"2023-04-01 a i2 adopted 采用（更正） -20 by c3: late c3, " +
			"2023-03 is closed by c3; corrected: 20 so far, 0 by now",
		"2023-04-01 b j2 adopted 采用（更正） 5 by c3: e7 gone c3, " +
			"2023-03 is closed by c3; corrected: -5 so far, 0 by now",
	}, carried(t, "通报作废的，二月更正当月，三月的通报不变，四月一日扣回"))
	assert.Equal(t, []string{"2023-04-01 a i1 adopted 采用（补记） 15 by c1: c1 e18, 2023-01 is closed by c1; " +
		"entries came late: 5 so far, 20 by now"}, carried(t, "都已通报的，差额记在四月一日"))
}

// TestAppendedClose: an engine whose ledger had no close scores one that is appended, and what comes after it.
func TestAppendedClose(t *testing.T) {
	t.Parallel()
	s := closedPeriods(t)
	var all []ledger.Entry
	for _, e := range s.Tests[0].Ledger.All() {
		all = append(all, e)
	}
	for _, readings := range [][]string{nil, {"restated"}} {
		for _, period := range []string{"2023-02", "2023-03", "2023"} {
			o := scoring.Options{Periods: worlds.Periods(period), Readings: readings}
			base, err := ledger.Of(t.Context(), all[:7]...)
			require.NoError(t, err)
			e, err := scoring.NewEngine(t.Context(), s, base, o)
			require.NoError(t, err)
			for i, entry := range all[7:] {
				e, err = e.Append(t.Context(), entry)
				require.NoError(t, err)
				l, err := ledger.Of(t.Context(), all[:8+i]...)
				require.NoError(t, err)
				text, err := e.Book().JSON(t.Context())
				require.NoError(t, err)
				require.True(t, same(t, score(t, s, l, o), string(text), l, o, "− at once, + appended"))
			}
		}
	}
}

// TestCloseNamesNoYear: where no option names a period, it is the year of the latest entry that is no close.
func TestCloseNamesNoYear(t *testing.T) {
	t.Parallel()
	s := closedPeriods(t)
	for _, c := range s.Tests {
		if c.Name == "跨年：未指明时段的，是最后一条记录的年份，通报不算" {
			book, err := scoring.Score(t.Context(), s, c.Ledger, scoring.Options{})
			require.NoError(t, err)
			assert.Equal(t, "2023", book.Period.String())
			return
		}
	}
	t.Fatal("the case is gone")
}

// TestIdleInABulletin: an entry that came after the close says so.
func TestIdleInABulletin(t *testing.T) {
	t.Parallel()
	s := closedPeriods(t)
	x, err := scoring.Explain(t.Context(), s, s.Tests[0].Ledger,
		scoring.Options{Periods: worlds.Periods("2023-02")}, scoring.Query{Entry: "late"})
	require.NoError(t, err)
	require.Len(t, x.Idle, 1)
	assert.Equal(t, "it was recorded after c2, by which 2023-02 is closed", x.Idle[0].Reasons[0].String())
	x, err = scoring.Explain(t.Context(), s, s.Tests[0].Ledger,
		scoring.Options{Periods: worlds.Periods("2023-02")}, scoring.Query{Entry: "c2"})
	require.NoError(t, err)
	require.Len(t, x.Idle, 1)
	assert.Equal(t, "it closes 2023-02 and is worth nothing by itself", x.Idle[0].Reasons[0].String())
}
