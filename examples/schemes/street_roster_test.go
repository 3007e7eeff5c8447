package schemes

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/scoring"
)

func TestStreetRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, rule, account string
		points                                    int
	}{
		{"quarterly", "2022-Q2", "2022-04-01", "2022-06-30", "quarter-shortfall", "points", -26},
		{"yearly", "2022", "2022-01-01", "2022-12-31", "year-missing", "points", -250},
		{"opinion-monthly", "2022-04", "2022-04-01", "2022-04-30", "opinion-short", "opinion", -30},
	} {
		checkRoster(t, street, row.quota, row.period, rosterRows(row.first, row.last, "community"),
			func(unit string, owes bool, r result) {
				var want []string
				if owes {
					want = posting(row.last, row.account, row.rule, row.points)
				}
				assert.Equal(t, want, r.of(unit, row.rule))
			})
	}
}

// TestStreetCorrespondents: a settlement sees the correspondents that the unit has at the last instant of the period.
func TestStreetCorrespondents(t *testing.T) {
	t.Parallel()
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")},
		enroll("2021-12-01", "u", "community", attr("correspondents", 3)),
		enroll("2022-02-28T23:59:59", "u", "community", attr("correspondents", 2)),
		enroll("2022-04-01", "u", "community"))
	assert.Equal(t, owing(0, 60), r.quotas["u opinion-monthly 2022-01"])
	assert.Equal(t, owing(0, 40), r.quotas["u opinion-monthly 2022-02"])
	assert.Equal(t, owing(0, 26), r.quotas["u quarterly 2022-Q1"])
}
