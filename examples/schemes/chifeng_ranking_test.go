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

// TestChifengRanking ranks a year by category; the other periods are statements without ranks.
func TestChifengRanking(t *testing.T) {
	t.Parallel()
	var entries []ledger.Entry
	for unit, points := range map[string]int{"a": 10, "b": 10, "c": 20, "d": 0} {
		entries = append(entries, enroll("2020-12-22", unit, "county"), enroll("2020-12-22", unit+"'", "section"))
		if points > 0 {
			outlet := map[int]string{10: "内蒙古信息", 20: "人民网"}[points]
			entries = append(entries, submit("2020-12-22", unit, unit, "brief"), adopt("2020-12-23", unit, outlet))
		}
	}
	entries = append(entries, withdraw("2020-12-24", "c")) // who has left is ranked too
	for period, ranked := range map[string]bool{"2020": true, "2020-H2": false, "2020-Q4": false, "2020-12": false} {
		r := score(t, chifeng, scoring.Options{Periods: periodsOf(period)}, slices.Clone(entries)...)
		got := map[string]string{}
		for _, x := range r.Totals {
			got[x.Unit] = fmt.Sprintf("%s %d %s", x.Amount, x.Rank, x.Group)
		}
		want := map[string]string{"c": "20 1 county", "a": "10 2 county", "b": "10 2 county", "d": "0 4 county",
			"a'": "0 1 section", "b'": "0 1 section", "c'": "0 1 section", "d'": "0 1 section"}
		for u := range want {
			if !ranked {
				want[u] = strings.Fields(want[u])[0] + " 0 "
			}
		}
		assert.Equal(t, want, got, period)
	}
}
