package schemes

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// chifengCategory is who owes what by 三(一) and 三(二): a week, a quarter, a half-year, a year.
type chifengCategory struct {
	name, category            string
	mods                      []mod
	week, summary, half, year int
}

func chifengCategories() []chifengCategory {
	return []chifengCategory{
		{"county", "county", nil, 2, 2, 1, 0},
		{"task group", "department", []mod{attr("task_group", true)}, 1, 2, 1, 0},
		{"department", "department", nil, 0, 0, 0, 0},
		{"no task group", "department", []mod{attr("task_group", false)}, 0, 0, 0, 0},
		{"section", "section", nil, 1, 1, 0, 1},
		{"section with task_group", "section", []mod{attr("task_group", true)}, 1, 1, 0, 1},
		{"another", "enterprise", nil, 0, 0, 0, 0},
	}
}

// chifengReport is a task of a period: what is handed in for it, when it closes, what each category owes, and what it
// owes for the shorter periods that close on the same day.
type chifengReport struct {
	task, quota, period, closes, report string
	owed                                func(chifengCategory) int
	besides                             func(chifengCategory) []int
	other                               bool // what is handed in is not for this task
}

func chifengReports() []chifengReport {
	week := func(c chifengCategory) int { return c.week }
	summary := func(c chifengCategory) int { return c.summary }
	half := func(c chifengCategory) int { return c.half }
	year := func(c chifengCategory) int { return c.year }
	alone := func(chifengCategory) []int { return nil }
	quarter := func(c chifengCategory) []int { return []int{c.summary} }
	quarterAndHalf := func(c chifengCategory) []int { return []int{c.summary, c.half} }
	return []chifengReport{
		{"weekly", "weekly", "2020-W07", "2020-02-16", "", week, alone, false},
		{"weekly by summaries", "weekly", "2020-W07", "2020-02-16", "summary", week, alone, false},
		{"summary", "summary", "2020-Q1", "2020-03-25", "summary", summary, alone, false},
		{"summary by others", "summary", "2020-Q1", "2020-03-25", "experience", summary, alone, true},
		{"experience of a half-year", "experience", "2020-H1", "2020-06-25", "experience", half, quarter, false},
		{"experience by others", "experience", "2020-H1", "2020-06-25", "summary", half, quarter, true},
		{"experience of a year", "experience-year", "2020", "2020-12-25", "experience", year, quarterAndHalf, false},
	}
}

// TestChifengTasks hands in, by every category and for every task, none to two more than owed, some of them late, some
// for another task.
func TestChifengTasks(t *testing.T) {
	t.Parallel()
	for _, p := range chifengReports() {
		type row struct {
			name, unit string
			c          chifengCategory
			done       int
		}
		var rows []row
		var entries []ledger.Entry
		for _, c := range chifengCategories() {
			for good := range p.owed(c) + 3 {
				for late := range 3 {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2019-12-20", unit, c.category, c.mods...))
					for n := range good + late {
						genre := []string{"brief", "research"}[n%2]
						e := submit(day("2020-02-10", n), fmt.Sprintf("%s-%d", unit, n), unit, genre,
							attr("report", p.report))
						if n >= good {
							attr("late", true)(&e)
						}
						entries = append(entries, e)
					}
					done := good
					if p.other {
						done = 0
					}
					rows = append(rows,
						row{fmt.Sprintf("%s %s: %d and %d late", p.task, c.name, good, late), unit, c, done})
				}
			}
		}
		r := score(t, chifeng, scoring.Options{Periods: periodsOf(p.period)}, entries...)
		assert.Empty(t, r.refusals)
		assert.Empty(t, r.Problems)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				owed := p.owed(row.c)
				quota := r.quotas[row.unit+" "+p.quota+" "+p.period]
				if owed > 0 {
					assert.Equal(t, owing(row.done, owed), quota)
				} else {
					assert.NotContains(t, quota, "missing 1")
				}
				want := posting(p.closes, "points", "shortfall", -5*max(0, owed-row.done))
				// of the shorter periods that end on that day too, in which nothing was handed in
				for _, other := range p.besides(row.c) {
					want = append(want, posting(p.closes, "points", "shortfall", -5*other)...)
				}
				var got []string
				for _, posted := range r.units[row.unit] {
					if strings.HasPrefix(posted, p.closes) {
						got = append(got, posted)
					}
				}
				assert.ElementsMatch(t, want, got)
			})
		}
	}
}

// TestChifengIdleYear adds up what a unit owes in a year in which it hands in nothing: 52 Sundays lie in it, 51 of
// whole weeks.
func TestChifengIdleYear(t *testing.T) {
	t.Parallel()
	type row struct {
		name, from string
		weeks      int
		firstOwed  bool
	}
	var entries []ledger.Entry
	rows := []row{{"from before", "2019-12-01", 52, true}, {"from the first day", "2019-12-26", 51, true},
		{"from a second later", "2019-12-26T00:00:01", 51, false}}
	for i, row := range rows {
		for j, c := range chifengCategories() {
			entries = append(entries, enroll(row.from, fmt.Sprintf("u%d-%d", i, j), c.category, c.mods...))
		}
	}
	// the ledger goes on; it is not in the year
	entries = append(entries, commission("2020-01-01", "far", "u0-2", "2021-06-01"))
	r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, entries...)
	for i, row := range rows {
		for j, c := range chifengCategories() {
			t.Run(row.name+" "+c.name, func(t *testing.T) {
				quarters, halves, years := 4, 2, 1
				if !row.firstOwed {
					quarters, halves, years = 3, 1, 0
				}
				missing := row.weeks*c.week + quarters*c.summary + halves*c.half + years*c.year
				assert.Equal(t, fmt.Sprint(-5*missing), r.totals[fmt.Sprintf("u%d-%d points", i, j)])
			})
		}
	}
}

func TestChifengBorders(t *testing.T) {
	t.Parallel()
	county := func(u string) ledger.Entry { return enroll("2019-12-01", u, "county") }
	section := func(u string) ledger.Entry { return enroll("2019-12-01", u, "section") }
	report := func(kind string) func(at, item, unit string) ledger.Entry {
		return func(at, item, unit string) ledger.Entry { return submit(at, item, unit, "brief", attr("report", kind)) }
	}
	checkBorders(t, chifeng, "2020",
		border{"weekly", "2020-W07", "2020-02-10T00:00:00", "2020-02-16T23:59:59", county, report("")},
		// over the closing day
		border{"weekly", "2020-W13", "2020-03-23T00:00:00", "2020-03-29T23:59:59", county, report("")},
		border{"weekly", "2020-W01", "2019-12-30T00:00:00", "2020-01-05T23:59:59", section, report("")},
		border{"summary", "2020-Q1", "2019-12-26T00:00:00", "2020-03-25T23:59:59", county, report("summary")},
		border{"summary", "2020-Q2", "2020-03-26T00:00:00", "2020-06-25T23:59:59", section, report("summary")},
		border{"summary", "2020-Q4", "2020-09-26T00:00:00", "2020-12-25T23:59:59", county, report("summary")},
		border{"experience", "2020-H1", "2019-12-26T00:00:00", "2020-06-25T23:59:59", county, report("experience")},
		border{"experience", "2020-H2", "2020-06-26T00:00:00", "2020-12-25T23:59:59", county, report("experience")},
		border{"experience-year", "2020", "2019-12-26T00:00:00", "2020-12-25T23:59:59", section, report("experience")})
}

// TestChifengLateEach is the reading by which a late one costs 5 besides.
func TestChifengLateEach(t *testing.T) {
	t.Parallel()
	for _, taken := range []string{"late-not-done", "late-each"} {
		for good := range 4 {
			for late := range 4 {
				t.Run(fmt.Sprintf("%s %d and %d late", taken, good, late), func(t *testing.T) {
					t.Parallel()
					entries := []ledger.Entry{enroll("2020-01-01", "linxi", "county")}
					for n := range good + late {
						e := submit("2020-02-11", fmt.Sprint("i", n), "linxi", "brief")
						if n >= good {
							attr("late", true)(&e)
						}
						entries = append(entries, e)
					}
					points := -5 * max(0, 2-good)
					if taken == "late-each" {
						points -= 5 * late
					}
					r := score(t, chifeng, reading(taken, "2020-W07"), entries...)
					assert.Equal(t, fmt.Sprint(points), r.totals["linxi points"])
					assert.Equal(t, owing(good, 2), r.quotas["linxi weekly 2020-W07"])
				})
			}
		}
	}
}
