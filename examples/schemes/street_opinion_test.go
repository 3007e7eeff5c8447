package schemes

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestStreetOpinion is 5(2)8 by the clock, in every combination.
func TestStreetOpinion(t *testing.T) {
	t.Parallel()
	times := []struct {
		at   string
		done bool
	}{
		{"2022-02-10T09:14:59", true}, {"2022-02-10T09:15:00", false}, {"2022-02-10T09:15:01", false},
		{"2022-02-10T00:00:00", true}, {"2022-02-10T23:59:59", false}, {"2022-02-10T01:14:59Z", true},
		{"2022-02-10T01:15:00Z", false}, {"2022-02-09T16:00:00Z", true}, {"2022-02-10T09:14:59.999+08:00", true},
		{"2022-02-10T08:30:00+07:00", false},
		{"2022-02-10", false}, // no time of day
	}
	type row struct {
		name, unit, category string
		done                 bool
		adopted              int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"section", "community"} {
		for _, at := range times {
			for _, poor := range []any{"absent", false, true} {
				for _, late := range []any{"absent", true} {
					for adopted := range 3 {
						unit := fmt.Sprintf("u%d", len(rows))
						entries = append(entries, enroll("2022-02-02", unit, category),
							submit(at.at, unit, unit, "opinion", optional("low_quality", poor), optional("late", late)))
						for range adopted {
							entries = append(entries, adopt("2022-02-20", unit, "宣传信息简报"))
						}
						rows = append(rows, row{fmt.Sprintf("%s %s poor %v late %v adopted %d", category, at.at, poor,
							late, adopted), unit, category, at.done && poor != true, adopted})
					}
				}
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var want []string
			if row.category == "community" {
				if row.done {
					want = posting("2022-02-10", "opinion", "opinion", 10)
				}
				for range row.adopted { // the +15 does not ask whether the item was in time
					want = append(want, posting("2022-02-20", "opinion", "opinion-adopted", 15)...)
				}
			}
			assert.Equal(t, want, r.units[row.unit])
			assert.Equal(t, "0", r.totals[row.unit+" points"])
		})
	}
}

// TestStreetOpinionMonth: fewer than twenty a correspondent in a month costs 30, once.
func TestStreetOpinionMonth(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit, category string
		done, required       int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"community", "section"} {
		for correspondents, each := range []any{0, "absent", 2} {
			required := 20 * correspondents
			for _, done := range []int{0, 1, required - 1, required, required + 1} {
				for _, late := range []int{0, 3} {
					if done < 0 {
						continue
					}
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2022-01-31", unit, category, optional("correspondents", each)))
					for n := range done + late {
						clock := "T09:14:59"
						if n >= done {
							clock = "T09:15:00"
						}
						entries = append(entries,
							submit(day("2022-02-01", n%28)+clock, fmt.Sprint(unit, "-", n), unit, "opinion"))
					}
					entries = append(entries, submit("2022-02-10T08:00:00", unit+" brief", unit, "brief"))
					rows = append(rows, row{fmt.Sprintf("%s %v correspondents, %d and %d late", category, each, done,
						late), unit, category, done, required})
				}
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.category == "section" {
				assert.Empty(t, r.units[row.unit], "community only")
				assert.Empty(t, r.quotas[row.unit+" opinion-monthly 2022-02"])
				return
			}
			missed := 0
			if row.done < row.required {
				missed = -30
			}
			assert.Equal(t, owing(row.done, row.required), r.quotas[row.unit+" opinion-monthly 2022-02"])
			assert.Equal(t, posting("2022-02-28", "opinion", "opinion-short", missed), r.of(row.unit, "opinion-short"))
			assert.Equal(t, fmt.Sprint(10*row.done+missed), r.totals[row.unit+" opinion"])
			assert.Equal(t, "0", r.totals[row.unit+" points"])
		})
	}
}
