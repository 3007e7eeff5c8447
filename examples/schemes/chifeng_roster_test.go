package schemes

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

func TestChifengRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, category string
		missing                              int
	}{
		{"weekly", "2020-W07", "2020-02-10", "2020-02-16", "county", 2},
		{"summary", "2020-Q2", "2020-03-26", "2020-06-25", "section", 1},
		{"experience", "2020-H2", "2020-06-26", "2020-12-25", "county", 1},
		{"experience-year", "2020", "2019-12-26", "2020-12-25", "section", 1},
	} {
		checkRoster(t, chifeng, row.quota, row.period, rosterRows(row.first, row.last, row.category),
			func(unit string, owes bool, r result) {
				if owes {
					assert.Equal(t, owing(0, row.missing), r.quotas[unit+" "+row.quota+" "+row.period])
				}
				if row.quota == "weekly" {
					want := []string(nil)
					if owes {
						want = posting(row.last, "points", "shortfall", -5*row.missing)
					}
					assert.Equal(t, want, r.units[unit])
				}
			})
	}
}

// TestChifengRosterChanges: a settlement sees the unit as it is at the last instant; what is off the roster earns
// nothing.
func TestChifengRosterChanges(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		entries []ledger.Entry
		want    []string
		refused []string
	}{
		{"county, a section by the end",
			[]ledger.Entry{enroll("2020-01-01", "u", "county"), enroll("2020-02-16T23:59:59", "u", "section")},
			[]string{"2020-02-16 points shortfall -5"}, nil},
		{"a section only afterwards",
			[]ledger.Entry{enroll("2020-01-01", "u", "county"), enroll("2020-02-17", "u", "section")},
			[]string{"2020-02-16 points shortfall -10"}, nil},
		{"loses its task group", []ledger.Entry{enroll("2020-01-01", "u", "department", attr("task_group", true)),
			enroll("2020-02-12", "u", "department")}, nil, nil},
		{"gets a task group", []ledger.Entry{enroll("2020-01-01", "u", "department"),
			enroll("2020-02-12", "u", "department", attr("task_group", true))},
			[]string{"2020-02-16 points shortfall -5"}, nil},
		{"adopted while off", []ledger.Entry{enroll("2020-01-01", "u", "department"),
			submit("2020-02-10", "i", "u", "brief"), withdraw("2020-02-11", "u"),
			adopt("2020-02-11", "i", "人民网", id("a"))}, nil, []string{"a"}},
		{"adopted in the last second on",
			[]ledger.Entry{enroll("2020-01-01", "u", "department"), submit("2020-02-10", "i", "u", "brief"),
				withdraw("2020-02-11", "u"), adopt("2020-02-10T23:59:59", "i", "人民网", id("a"))},
			[]string{"2020-02-10 points adopted 20"}, nil},
		{"adopted while off, then on",
			[]ledger.Entry{enroll("2020-01-01", "u", "department"), submit("2020-02-10", "i", "u", "brief"),
				withdraw("2020-02-11", "u"), adopt("2020-02-12", "i", "人民网", id("a")),
				enroll("2020-02-13", "u", "department"), adopt("2020-02-14", "i", "每日要情")},
			[]string{"2020-02-14 points adopted 5"}, []string{"a"}},
		{"endorsed while off", []ledger.Entry{enroll("2020-01-01", "u", "department"),
			submit("2020-02-10", "i", "u", "brief"), withdraw("2020-02-11", "u"),
			endorse("2020-02-12", "i", "市委", id("a")), enroll("2020-02-13", "u", "department"),
			adopt("2020-02-14", "i", "每日要情")}, []string{"2020-02-14 points adopted 5"}, []string{"a"}},
		{"handed in while off, adopted while on",
			[]ledger.Entry{submit("2020-02-10", "i", "u", "brief", id("a")), enroll("2020-02-11", "u", "department"),
				adopt("2020-02-14", "i", "每日要情")}, []string{"2020-02-14 points adopted 5"}, []string{"a"}},
		{"on only later", []ledger.Entry{submit("2020-02-10", "i", "u", "brief", id("a")),
			adopt("2020-02-14", "i", "每日要情", id("b")), enroll("2020-05-01", "u", "county")}, nil, []string{"a", "b"}},
		{"handed in while off is not done",
			[]ledger.Entry{enroll("2020-01-01", "u", "section"), withdraw("2020-02-01", "u"),
				submit("2020-02-09T23:59:59", "i", "u", "brief"), enroll("2020-02-10", "u", "section")},
			[]string{"2020-02-16 points shortfall -5"}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020-W07")}, row.entries...)
			assert.Equal(t, row.want, r.units["u"])
			for _, e := range row.refused {
				assert.Equal(t, []string{"off-roster"}, r.refusals[e])
			}
			assert.Len(t, r.refusals, len(row.refused))
		})
	}
}
