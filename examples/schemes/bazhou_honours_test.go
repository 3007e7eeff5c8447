package schemes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestBazhouHonours: county first 3, member first 10, section first 3, a tie at the last place honours all of it; a
// year only.
func TestBazhouHonours(t *testing.T) {
	t.Parallel()
	// points of units in order; how many are honoured in each category
	for _, row := range []struct {
		name                    string
		points                  []int
		county, member, section int
	}{
		{"all apart", []int{60, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5}, 3, 10, 3},
		{"a tie at the third place", []int{60, 55, 50, 50, 50, 35, 30, 25, 20, 15, 10, 5}, 5, 10, 5},
		{"a tie before it", []int{60, 60, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5}, 3, 10, 3},
		{"a tie over it", []int{60, 55, 55, 55, 40, 35, 30, 25, 20, 15, 15, 5}, 4, 11, 4},
		{"all equal", []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, 12, 12, 12},
		{"two only", []int{10, 5}, 2, 2, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var entries []ledger.Entry
			for _, category := range []string{"county", "member", "section", "school"} {
				for n, points := range row.points {
					unit := fmt.Sprintf("%s%02d", category, n)
					entries = append(entries, enroll("2022-12-02", unit, category))
					for k := range points / 5 {
						entries = append(entries, submit("2022-12-05", fmt.Sprint(unit, "-", k), unit, "effect"),
							adopt("2022-12-06", fmt.Sprint(unit, "-", k), "巴州零距离"))
					}
				}
			}
			for _, period := range []string{"2022", "2022-Q4", "2022-12"} {
				r := score(t, bazhou, scoring.Options{Periods: periodsOf(period)}, slices.Clone(entries)...)
				got := map[string]int{}
				for _, h := range r.Honours {
					got[strings.TrimRight(h.Unit, "0123456789")]++
				}
				want := map[string]int{"county": row.county, "member": row.member, "section": row.section}
				if period != "2022" {
					want = map[string]int{}
				}
				assert.Equal(t, want, got, period)
				for _, x := range r.Totals {
					assert.Equal(t, period != "2022-12", x.Rank > 0, "%s %s", period, x.Unit)
					better := 1
					for n, points := range row.points {
						if points > row.points[unitNumber(x.Unit)] && n >= 0 {
							better++
						}
					}
					if x.Rank > 0 {
						assert.Equal(t, better, x.Rank, x.Unit)
						assert.Equal(t, x.Category, x.Group)
					}
				}
			}
		})
	}
}

// unitNumber is the number at the end of a unit's name.
func unitNumber(unit string) int {
	var n int
	_, _ = fmt.Sscanf(unit[len(unit)-2:], "%d", &n)
	return n
}
