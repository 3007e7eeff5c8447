package schemes

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/scoring"
)

// TestXihuUnranked: nothing is ranked.
func TestXihuUnranked(t *testing.T) {
	t.Parallel()
	for _, period := range []string{"2021", "2021-Q1", "2021-03"} {
		r := score(t, xihu, scoring.Options{Periods: periodsOf(period)},
			enroll("2021-01-01", "u", "community", attr("instant_quota", 1)), enroll("2021-01-01", "v", "office"))
		assert.Len(t, r.Totals, 4)
		for _, x := range r.Totals {
			assert.Zero(t, x.Rank)
			assert.Empty(t, x.Group)
		}
	}
}
