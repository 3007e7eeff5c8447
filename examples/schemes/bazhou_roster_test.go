package schemes

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/scoring"
)

func TestBazhouRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, category, rule string
		points                                     int
	}{
		{"monthly-county", "2022-04", "2022-04-01", "2022-04-30", "county", "shortfall", -25},
		{"monthly-member", "2022-04", "2022-04-01", "2022-04-30", "member", "shortfall", -10},
		{"monthly-section", "2022-02", "2022-02-01", "2022-02-28", "section", "shortfall", -5},
		{"research-half", "2022-H1", "2022-01-01", "2022-06-30", "member", "research-late", -20},
		{"research-year", "2022", "2022-01-01", "2022-12-31", "section", "research-late", -20},
	} {
		checkRoster(t, bazhou, row.quota, row.period, rosterRows(row.first, row.last, row.category),
			func(unit string, owes bool, r result) {
				var want []string
				if owes {
					want = posting(row.last, "points", row.rule, row.points)
				}
				if row.rule == "research-late" || strings.HasPrefix(row.quota, "monthly") {
					assert.Equal(t, want, r.of(unit, row.rule))
				}
			})
	}
}

// TestBazhouOffRoster: a submission off the roster earns and counts nothing itself; its item can be adopted and
// endorsed later.
func TestBazhouOffRoster(t *testing.T) {
	t.Parallel()
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-H1")}, enroll("2021-12-01", "u", "county"),
		withdraw("2021-12-20", "u"),
		submit("2021-12-31", "i", "u", "research", id("i")), enroll("2022-01-01", "u", "county"),
		adopt("2022-02-01", "i", "巴州乡村振兴简报"), adopt("2022-02-02", "i", "自治区乡村振兴局信息刊物"),
		endorse("2022-02-03", "i", "自治区党委"), adopt("2022-02-04", "i", "人民网"))
	assert.Equal(t, []string{"2022-02-01 points info 5", "2022-02-02 points info 15", "2022-02-03 points info 10",
		"2022-02-04 points web 20"}, streams(r.items["i"]))
	assert.Equal(t, owing(0, 1), r.quotas["u research-half 2022-H1"])
}
