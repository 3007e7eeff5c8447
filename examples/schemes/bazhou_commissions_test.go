package schemes

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

func TestBazhouCommissions(t *testing.T) {
	t.Parallel()
	on := []ledger.Entry{enroll("2022-01-10", "u", "school"), enroll("2022-01-10", "v", "school")}
	ask := func(due string) ledger.Entry { return commission("2022-03-01", "c", "u", due, id("c")) }
	give := func(at, item string) ledger.Entry { return submit(at, item, "u", "effect", answers("c"), id(item)) }
	due := "2022-03-10T17:00:00"
	late := []string{"2022-03-31"}
	for _, row := range []commissionRow{
		{"in time to the second", []ledger.Entry{ask(due), give(due, "i")}, nil},
		{"in time to the second, in UTC", []ledger.Entry{ask(due), give("2022-03-10T09:00:00Z", "i")}, nil},
		{"a second late", []ledger.Entry{ask(due), give("2022-03-10T17:00:01", "i")}, late},
		{"never", []ledger.Entry{ask(due)}, late},
		{"due a day, its last second", []ledger.Entry{ask("2022-03-10"), give("2022-03-10T23:59:59", "i")}, nil},
		{"due a day, the next midnight", []ledger.Entry{ask("2022-03-10"), give("2022-03-11T00:00:00", "i")}, late},
		{"late, then late again", []ledger.Entry{ask(due), give("2022-03-11", "i"), give("2022-03-12", "j")}, late},
		{"in time and late", []ledger.Entry{ask(due), give("2022-03-09", "i"), give("2022-03-12", "j")}, nil},
		{"by another unit", []ledger.Entry{ask(due), submit("2022-03-05", "i", "v", "effect", answers("c"))}, late},
		{"research", []ledger.Entry{ask(due), submit("2022-03-05", "i", "u", "research", answers("c"))}, nil},
		{"without the commission", []ledger.Entry{ask(due), submit("2022-03-05", "i", "u", "effect")}, late},
		{"two missed", []ledger.Entry{ask(due), commission("2022-03-01", "d", "u", "2022-03-09")},
			[]string{"2022-03-31", "2022-03-31"}},
		{"answer struck out", []ledger.Entry{ask(due), give("2022-03-05", "i"), void("2022-06-01", "i")}, late},
		{"commission struck out", []ledger.Entry{ask(due), void("2022-06-01", "c")}, nil},
		{"due in the last second of a month", []ledger.Entry{ask("2022-03-31T23:59:59")}, late},
		{"due on the last day of a month", []ledger.Entry{ask("2022-03-31")}, late},
		{"due in the first second of a month", []ledger.Entry{ask("2022-04-01T00:00:00")}, []string{"2022-04-30"}},
		{"due next year", []ledger.Entry{ask("2023-01-01")}, nil},
		{"asked while off the roster",
			[]ledger.Entry{withdraw("2022-02-20", "u"), ask(due), enroll("2022-03-06", "u", "school")}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, slices.Concat(on, row.entries)...)
			var want []string
			for _, at := range row.want {
				want = append(want, at+" points commission-late -10")
			}
			assert.Equal(t, want, r.of("u", "commission-late"))
			assert.Empty(t, r.of("v", "commission-late"))
		})
	}
}

// TestBazhouCommissionStruckOut: a submission for a struck-out commission counts as one without.
func TestBazhouCommissionStruckOut(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{enroll("2022-01-10", "u", "county"),
		commission("2022-03-01", "c", "u", "2022-03-10", id("c")),
		submit("2022-03-05", "i", "u", "effect", answers("c")), adopt("2022-03-06", "i", "巴州乡村振兴简报")}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, slices.Clone(entries)...)
	assert.Equal(t, []string{"2022-03-05 points info 5", "2022-03-06 points info 5"}, streams(r.items["i"]))
	r = score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, append(entries, void("2022-06-01", "c"))...)
	assert.Equal(t, []string{"2022-03-06 points info 5"}, streams(r.items["i"]))
}
