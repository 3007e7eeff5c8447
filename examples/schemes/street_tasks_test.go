package schemes

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestStreetReported is 5(1)1: which submissions count for the task, in every combination.
func TestStreetReported(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		done       int
	}
	var rows []row
	var entries []ledger.Entry
	flags := []any{"absent", false, true}
	for _, category := range []string{"section", "community"} {
		for _, genre := range []string{"long", "brief", "opinion", "photo"} {
			for _, late := range flags {
				for _, poor := range flags {
					for _, forwarded := range flags {
						unit := fmt.Sprintf("u%d", len(rows))
						entries = append(entries, enroll("2021-12-01", unit, category),
							submit("2022-02-10T08:00:00", unit, unit, genre, optional("late", late),
								optional("low_quality", poor), optional("forwarded", forwarded)))
						done := 1
						if genre == "opinion" || late == true || poor == true ||
							category == "section" && forwarded == true {
							done = 0
						}
						rows = append(rows, row{fmt.Sprintf("%s %s late %v poor %v forwarded %v", category, genre, late,
							poor, forwarded), unit, done})
					}
				}
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, owing(row.done, 13), r.quotas[row.unit+" quarterly 2022-Q1"])
			assert.Equal(t, posting("2022-03-31", "points", "quarter-shortfall", -2*(13-row.done)),
				r.of(row.unit, "quarter-shortfall"))
		})
	}
}

// TestStreetQuarter: a quarter's task is the Sundays in it, for each correspondent; an extra one gives nothing.
func TestStreetQuarter(t *testing.T) {
	t.Parallel()
	for _, q := range []struct {
		period, last string
		weeks        int
	}{
		{"2022-Q1", "2022-03-31", 13}, {"2022-Q2", "2022-06-30", 13}, {"2022-Q3", "2022-09-30", 13},
		{"2022-Q4", "2022-12-31", 13}, {"2018-Q1", "2018-03-31", 12}, {"2023-Q1", "2023-03-31", 13},
		{"2023-Q4", "2023-12-31", 14},
	} {
		type row struct {
			name, unit     string
			done, required int
		}
		var rows []row
		var entries []ledger.Entry
		for _, category := range []string{"section", "community"} {
			for correspondents, each := range []any{0, "absent", 2} { // 1 if absent
				required := q.weeks * correspondents
				for _, done := range []int{0, 1, required - 1, required, required + 1} {
					if done < 0 {
						continue
					}
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2017-12-31", unit, category, optional("correspondents", each)))
					for n := range done {
						entries = append(entries, submit(day(q.last, -n), fmt.Sprint(unit, "-", n), unit, "brief"))
					}
					rows = append(rows, row{fmt.Sprintf("%s %s %v correspondents, did %d", q.period, category, each,
						done), unit, done, required})
				}
			}
		}
		r := score(t, street, scoring.Options{Periods: periodsOf(q.period)}, entries...)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				assert.Equal(t, owing(row.done, row.required), r.quotas[row.unit+" quarterly "+q.period])
				assert.Equal(t, posting(q.last, "points", "quarter-shortfall", -2*max(0, row.required-row.done)),
					r.of(row.unit, "quarter-shortfall"))
			})
		}
	}
}

// TestStreetYear is 5(2)7: fifty a correspondent, ten for each extra, five off for each missing, beside the quarters.
func TestStreetYear(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit     string
		done, required int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"section", "community"} {
		for correspondents, each := range []any{0, "absent", 2} {
			required := 50 * correspondents
			for _, done := range []int{0, required - 1, required, required + 1, required + 3} {
				if done < 0 {
					continue
				}
				unit := fmt.Sprintf("u%d", len(rows))
				entries = append(entries, enroll("2021-12-31", unit, category, optional("correspondents", each)))
				for n := range done {
					entries = append(entries, submit(day("2022-01-01", 2*n), fmt.Sprint(unit, "-", n), unit, "brief"))
				}
				rows = append(rows,
					row{fmt.Sprintf("%s %v correspondents, did %d", category, each, done), unit, done, required})
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, owing(row.done, row.required), r.quotas[row.unit+" yearly 2022"])
			assert.Equal(t, posting("2022-12-31", "points", "year-missing", -5*max(0, row.required-row.done)),
				r.of(row.unit, "year-missing"))
			assert.Equal(t, posting("2022-12-31", "points", "year-extra", 10*max(0, row.done-row.required)),
				r.of(row.unit, "year-extra"))
		})
	}
}

func TestStreetBorders(t *testing.T) {
	t.Parallel()
	unit := func(u string) ledger.Entry { return enroll("2021-11-01", u, "community") }
	brief := func(at, item, unit string) ledger.Entry { return submit(at, item, unit, "brief") }
	checkBorders(t, street, "2022",
		// its last week runs into April
		border{"quarterly", "2022-Q1", "2022-01-01T00:00:00", "2022-03-31T23:59:59", unit, brief},
		border{"quarterly", "2022-Q2", "2022-04-01T00:00:00", "2022-06-30T23:59:59", unit, brief},
		border{"quarterly", "2022-Q4", "2022-10-01T00:00:00", "2022-12-31T23:59:59", unit, brief},
		border{"yearly", "2022", "2022-01-01T00:00:00", "2022-12-31T23:59:59", unit, brief})
	// An opinion item is in time before 09:15, so the last of a month is that of its last day.
	r := score(t, street, scoring.Options{Periods: periodsOf("2022")}, unit("u"),
		submit("2022-01-31T09:14:59", "a", "u", "opinion"), submit("2022-02-01T00:00:00", "b", "u", "opinion"),
		submit("2022-02-28T09:14:59", "c", "u", "opinion"),
		submit("2022-02-28T16:00:00Z", "d", "u", "opinion"))
	for month, done := range map[string]string{"2022-01": "1", "2022-02": "2", "2022-03": "1"} {
		assert.Equal(t, done, r.done("u", "opinion-monthly", month), month)
	}
}
