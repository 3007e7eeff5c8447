package schemes

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestBazhouInTime is article 8 for the monthly task and for research: what is out of time is not done, its points
// stand.
func TestBazhouInTime(t *testing.T) {
	t.Parallel()
	type row struct {
		class, happened, at string
		done                bool
	}
	rows := []row{
		// Thursday 3 March: the third working day is Tuesday 8 March.
		{"meeting", "2022-03-03", "2022-03-03", true}, {"meeting", "2022-03-03", "2022-03-08", true},
		{"meeting", "2022-03-03", "2022-03-08T23:59:59", true},
		{"meeting", "2022-03-03", "2022-03-08T15:59:59Z", true},
		{"meeting", "2022-03-03", "2022-03-08T16:00:00Z", false}, {"meeting", "2022-03-03", "2022-03-09", false},
		{"meeting", "2022-03-03", "2022-03-09T00:00:00", false},
		{"meeting", "2022-03-03T23:00:00", "2022-03-08T23:59:59", true},
		{"meeting", "2022-03-03T01:00:00", "2022-03-08T23:59:59", true},
		{"meeting", "2022-03-03T23:00:00", "2022-03-09T00:00:00", false},
		// Monday, Friday, Saturday, Sunday.
		{"meeting", "2022-03-07", "2022-03-10T23:59:59", true}, {"meeting", "2022-03-07", "2022-03-11T00:00:00", false},
		{"meeting", "2022-03-11", "2022-03-16T23:59:59", true}, {"meeting", "2022-03-11", "2022-03-17T00:00:00", false},
		{"meeting", "2022-03-05", "2022-03-09T23:59:59", true}, {"meeting", "2022-03-05", "2022-03-10T00:00:00", false},
		{"meeting", "2022-03-06", "2022-03-09T23:59:59", true}, {"meeting", "2022-03-06", "2022-03-10T00:00:00", false},
		{"meeting", "", "2022-03-31", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T10:00:00", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T12:00:00", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T04:00:00Z", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T12:00:01", false},
		{"emergency", "2022-03-05T23:00:00", "2022-03-06T01:00:00", true},
		{"emergency", "2022-03-05T23:00:00", "2022-03-06T01:00:01", false},
		{"emergency", "2022-03-05", "2022-03-05T02:00:00", true},
		{"emergency", "2022-03-05", "2022-03-05T02:00:01", false},
		{"emergency", "2022-03-05T10:00:00", "2022-03-06", false}, {"emergency", "", "2022-03-31", true},
		{"", "2022-01-01", "2022-03-31", true}, {"work", "2022-01-01", "2022-03-31", true},
		{"absent", "2022-01-01", "2022-03-31", true},
	}
	var entries []ledger.Entry
	for i, row := range rows {
		for _, genre := range []string{"effect", "research"} {
			unit := fmt.Sprintf("%s%d", genre, i)
			entries = append(entries, enroll("2021-12-01", unit, "member"),
				submit(row.at, unit, unit, genre, happened(row.happened), optional("class", row.class)),
				adopt("2022-03-31T23:00:00", unit, "自治区乡村振兴局信息刊物"))
		}
	}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-H1")}, entries...)
	assert.Empty(t, r.Problems)
	assert.Empty(t, r.refusals)
	for i, row := range rows {
		t.Run(fmt.Sprintf("%s of %s at %s", row.class, row.happened, row.at), func(t *testing.T) {
			done := 0
			if row.done {
				done = 1
			}
			assert.Equal(t, owing(done, 2), r.quotas[fmt.Sprintf("effect%d monthly-member 2022-03", i)])
			assert.Equal(t, owing(done, 1), r.quotas[fmt.Sprintf("research%d research-half 2022-H1", i)])
			assert.Equal(t, posting("2022-06-30", "points", "research-late", -20*(1-done)),
				r.of(fmt.Sprintf("research%d", i), "research-late"))
			assert.Equal(t, []string{"2022-03-31 points info 10"}, streams(r.items[fmt.Sprintf("effect%d", i)]),
				"its points stand")
		})
	}
}

// bazhouUnit is who owes what by article 6: so many a month of some genres, and one research in a half-year or a year.
type bazhouUnit struct {
	name, category, quota string
	mods                  []mod
	monthly               int
	genres                []string
	research              string // the quota of research
}

func bazhouUnits() []bazhouUnit {
	tasks := []string{"effect", "experience"}
	return []bazhouUnit{
		{"county", "county", "monthly-county", nil, 5, tasks, "half"},
		{"county with lead_group", "county", "monthly-county", []mod{attr("lead_group", true)}, 5, tasks, "half"},
		{"member", "member", "monthly-member", nil, 2, tasks, "half"},
		{"member without lead_group", "member", "monthly-member", []mod{attr("lead_group", false)}, 2, tasks, "half"},
		{"lead of a group", "member", "monthly-member", []mod{attr("lead_group", true)}, 3, tasks, "half"},
		{"section", "section", "monthly-section", nil, 1, []string{"effect", "experience", "business", "article"},
			"year"},
		{"another", "school", "", nil, 0, nil, ""},
	}
}

// TestBazhouMonthly hands in, by every unit and of every genre, none to two more than owed.
func TestBazhouMonthly(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		u          bazhouUnit
		done       int
	}
	var rows []row
	var entries []ledger.Entry
	for _, u := range bazhouUnits() {
		for _, genres := range append([][]string{{"effect", "experience"}, {"business", "article", "research"}},
			[][]string{{"effect"}, {"experience"}, {"research"}, {"business"}, {"article"}}...) {
			for n := range u.monthly + 3 {
				unit := fmt.Sprintf("u%d", len(rows))
				entries = append(entries, enroll("2022-01-15", unit, u.category, u.mods...))
				done := 0
				for k := range n {
					genre := genres[k%len(genres)]
					entries = append(entries, submit(day("2022-02-01", k), fmt.Sprint(unit, "-", k), unit, genre))
					if slices.Contains(u.genres, genre) {
						done++
					}
				}
				rows = append(rows, row{fmt.Sprintf("%s %v %d", u.name, genres, n), unit, u, done})
			}
		}
	}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	assert.Empty(t, r.Problems)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.u.monthly > 0 {
				assert.Equal(t, owing(row.done, row.u.monthly), r.quotas[row.unit+" "+row.u.quota+" 2022-02"])
			}
			for _, q := range []string{"monthly-county", "monthly-member", "monthly-section"} {
				assert.Equal(t, q == row.u.quota, r.quotas[row.unit+" "+q+" 2022-02"] != "", q)
			}
			assert.Equal(t, posting("2022-02-28", "points", "shortfall", -5*max(0, row.u.monthly-row.done)),
				r.of(row.unit, "shortfall"))
			assert.Empty(t, r.of(row.unit, "research-late"), "no half-year ends")
		})
	}
}

// TestBazhouResearch: 20 off for each research missing at the end of a half-year, of a year for a section; nothing else
// makes up for it.
func TestBazhouResearch(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		u          bazhouUnit
		first      int // of the first half
		second     int
	}
	var rows []row
	var entries []ledger.Entry
	for _, u := range bazhouUnits() {
		for first := range 3 {
			for second := range 3 {
				unit := fmt.Sprintf("u%d", len(rows))
				entries = append(entries, enroll("2021-12-31", unit, u.category, u.mods...))
				for k := range first {
					entries = append(entries, submit("2022-05-01", fmt.Sprint(unit, "-1-", k), unit, "research"))
				}
				for k := range second {
					entries = append(entries, submit("2022-10-01", fmt.Sprint(unit, "-2-", k), unit, "research"))
				}
				entries = append(entries, submit("2022-05-01", unit, unit, "experience"))
				rows = append(rows, row{fmt.Sprintf("%s %d and %d", u.name, first, second), unit, u, first, second})
			}
		}
	}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var want []string
			switch row.u.research {
			case "half":
				assert.Equal(t, owing(row.first, 1), r.quotas[row.unit+" research-half 2022-H1"])
				assert.Equal(t, owing(row.second, 1), r.quotas[row.unit+" research-half 2022-H2"])
				want = append(posting("2022-06-30", "points", "research-late", -20*max(0, 1-row.first)),
					posting("2022-12-31", "points", "research-late", -20*max(0, 1-row.second))...)
			case "year":
				assert.Equal(t, owing(row.first+row.second, 1), r.quotas[row.unit+" research-year 2022"])
				want = posting("2022-12-31", "points", "research-late", -20*max(0, 1-row.first-row.second))
			}
			assert.Equal(t, want, r.of(row.unit, "research-late"))
			if row.u.category == "section" {
				assert.Len(t, r.of(row.unit, "shortfall"), 11,
					"the twelve a year are the one a month, no second deduction")
			}
		})
	}
}

func TestBazhouBorders(t *testing.T) {
	t.Parallel()
	in := func(category string) func(string) ledger.Entry {
		return func(u string) ledger.Entry { return enroll("2021-11-01", u, category) }
	}
	of := func(genre string) func(at, item, unit string) ledger.Entry {
		return func(at, item, unit string) ledger.Entry { return submit(at, item, unit, genre) }
	}
	checkBorders(t, bazhou, "2022",
		border{"monthly-county", "2022-01", "2022-01-01T00:00:00", "2022-01-31T23:59:59", in("county"), of("effect")},
		border{"monthly-member", "2022-02", "2022-02-01T00:00:00", "2022-02-28T23:59:59", in("member"),
			of("experience")},
		border{"monthly-section", "2022-12", "2022-12-01T00:00:00", "2022-12-31T23:59:59", in("section"),
			of("business")},
		border{"research-half", "2022-H1", "2022-01-01T00:00:00", "2022-06-30T23:59:59", in("county"), of("research")},
		border{"research-half", "2022-H2", "2022-07-01T00:00:00", "2022-12-31T23:59:59", in("member"), of("research")},
		border{"research-year", "2022", "2022-01-01T00:00:00", "2022-12-31T23:59:59", in("section"), of("research")})
}
