package schemes

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// commissionRow is a commission and what became of it; the penalties are those of one unit, u.
type commissionRow struct {
	name    string
	entries []ledger.Entry
	want    []string // days of the penalties
}

func TestChifengCommissions(t *testing.T) {
	t.Parallel()
	on := []ledger.Entry{enroll("2019-12-26", "u", "department"), enroll("2019-12-26", "v", "department")}
	ask := func(due string) ledger.Entry { return commission("2020-03-01", "c", "u", due, id("c")) }
	give := func(at, item string, mods ...mod) ledger.Entry {
		return submit(at, item, "u", "research", append(mods, answers("c"), id(item))...)
	}
	offBrief := attr("off_brief", true)
	due := "2020-03-10T17:00:00"
	late := []string{"2020-03-25"}
	for _, row := range []commissionRow{
		{"in time to the second", []ledger.Entry{ask(due), give(due, "i")}, nil},
		{"in time to the second, in UTC", []ledger.Entry{ask(due), give("2020-03-10T09:00:00Z", "i")}, nil},
		{"a second late", []ledger.Entry{ask(due), give("2020-03-10T17:00:01", "i")}, late},
		{"a second late, in UTC", []ledger.Entry{ask("2020-03-10T09:00:00Z"), give("2020-03-10T17:00:01", "i")}, late},
		{"never", []ledger.Entry{ask(due)}, late},
		{"on the day due, due a time", []ledger.Entry{ask(due), give("2020-03-10", "i")}, nil},
		{"due a day, its last second", []ledger.Entry{ask("2020-03-10"), give("2020-03-10T23:59:59", "i")}, nil},
		{"due a day, that day", []ledger.Entry{ask("2020-03-10"), give("2020-03-10", "i")}, nil},
		{"due a day, the next midnight", []ledger.Entry{ask("2020-03-10"), give("2020-03-11T00:00:00", "i")}, late},
		{"due a day, the next day", []ledger.Entry{ask("2020-03-10"), give("2020-03-11", "i")}, late},
		{"off brief", []ledger.Entry{ask(due), give("2020-03-05", "i", offBrief)}, late},
		{"off_brief false", []ledger.Entry{ask(due), give("2020-03-05", "i", attr("off_brief", false))}, nil},
		{"off brief, then good", []ledger.Entry{ask(due), give("2020-03-05", "i", offBrief), give("2020-03-06", "j")},
			nil},
		{"good, then off brief", []ledger.Entry{ask(due), give("2020-03-05", "i"), give("2020-03-06", "j", offBrief)},
			nil},
		{"off brief, then good but late",
			[]ledger.Entry{ask(due), give("2020-03-05", "i", offBrief), give("2020-03-16", "j")}, late},
		{"twice late", []ledger.Entry{ask(due), give("2020-03-15", "i"), give("2020-03-16", "j")}, late},
		{"twice off brief",
			[]ledger.Entry{ask(due), give("2020-03-05", "i", offBrief), give("2020-03-06", "j", offBrief)}, late},
		{"twice good", []ledger.Entry{ask(due), give("2020-03-05", "i"), give("2020-03-06", "j")}, nil},
		{"by another unit", []ledger.Entry{ask(due), submit("2020-03-05", "i", "v", "research", answers("c"))}, late},
		{"for no commission", []ledger.Entry{ask(due), submit("2020-03-05", "i", "u", "research")}, late},
		{"for another commission",
			[]ledger.Entry{ask(due), commission("2020-03-01", "d", "u", "2020-03-09"),
				submit("2020-03-05", "i", "u", "research", answers("d"))}, late},
		{"two missed", []ledger.Entry{ask(due), commission("2020-03-01", "d", "u", "2020-03-09")},
			[]string{"2020-03-25", "2020-03-25"}},
		{"answer struck out", []ledger.Entry{ask(due), give("2020-03-05", "i"), void("2020-06-01", "i")}, late},
		{"answer struck out, the void too",
			[]ledger.Entry{ask(due), give("2020-03-05", "i"), void("2020-06-01", "i", id("x")),
				void("2020-06-02", "x")}, nil},
		{"answer struck out, handed in anew",
			[]ledger.Entry{ask(due), give("2020-03-05", "i"), void("2020-03-06", "i"),
				submit("2020-03-07", "i", "u", "research", answers("c"))}, nil},
		{"commission struck out", []ledger.Entry{ask(due), void("2020-06-01", "c")}, nil},
		{"commission struck out, the void too",
			[]ledger.Entry{ask(due), void("2020-06-01", "c", id("x")), void("2020-06-02", "x")}, late},
		{"due in the last second of a month", []ledger.Entry{ask("2020-03-25T23:59:59")}, late},
		{"due on the closing day", []ledger.Entry{ask("2020-03-25")}, late},
		{"due in the first second of a month", []ledger.Entry{ask("2020-03-26T00:00:00")}, []string{"2020-04-25"}},
		{"due in the last month of the year", []ledger.Entry{ask("2020-11-26")}, []string{"2020-12-25"}},
		{"due next year", []ledger.Entry{ask("2020-12-26")}, nil},
		{"off the roster within the month", []ledger.Entry{ask(due), withdraw("2020-03-20", "u")}, nil},
		{"off the roster on the last day", []ledger.Entry{ask(due), withdraw("2020-03-25", "u")}, nil},
		{"off the roster in the last second", []ledger.Entry{ask(due), withdraw("2020-03-25T23:59:59", "u")}, nil},
		{"off the roster the day after", []ledger.Entry{ask(due), withdraw("2020-03-26", "u")}, late},
		{"off the roster and on again by then",
			[]ledger.Entry{ask(due), withdraw("2020-03-11", "u"), enroll("2020-03-25", "u", "department")}, late},
		{"answered while off the roster",
			[]ledger.Entry{ask(due), withdraw("2020-03-04", "u"), give("2020-03-05", "i"),
				enroll("2020-03-06", "u", "department")}, late},
		{"asked while off the roster",
			[]ledger.Entry{withdraw("2020-02-20", "u"), ask(due), enroll("2020-03-06", "u", "department")}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, slices.Concat(on, row.entries)...)
			var want []string
			for _, at := range row.want {
				want = append(want, at+" points commission -10")
			}
			assert.Equal(t, want, r.units["u"])
			assert.Empty(t, r.units["v"])
			assert.Equal(t, row.name == "asked while off the roster",
				len(r.refusals["c"]) == 1 && r.refusals["c"][0] == "off-roster")
		})
	}
}
