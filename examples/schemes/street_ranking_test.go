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

// TestStreetRanking ranks points and opinion by category, a quarter and a year.
func TestStreetRanking(t *testing.T) {
	t.Parallel()
	var entries []ledger.Entry
	// enrolled on the second of the quarter: they owe nothing for it
	for n, unit := range []string{"a", "b", "c", "d"} {
		entries = append(entries, enroll("2022-10-02", unit, "section"), submit("2022-10-10", unit, unit, "brief"))
		if n < 3 {
			entries = append(entries, adopt("2022-10-11", unit, "某报", level([]string{"city", "city", "district"}[n])))
		}
	}
	entries = append(entries, enroll("2022-10-02", "e", "community"),
		submit("2022-10-10T08:00:00", "e", "e", "opinion"), withdraw("2022-10-20", "e"))
	for period, ranked := range map[string]bool{"2022": true, "2022-Q4": true, "2022-10": false} {
		r := score(t, street, scoring.Options{Periods: periodsOf(period)}, slices.Clone(entries)...)
		got := map[string]string{}
		for _, x := range r.Totals {
			got[x.Unit+" "+x.Account] = fmt.Sprintf("%s %d %s", x.Amount, x.Rank, x.Group)
		}
		want := map[string]string{"a points": "30 1 section", "b points": "30 1 section", "c points": "20 3 section",
			"d points": "0 4 section", "e points": "0 1 community",
			"a opinion": "0 1 section", "b opinion": "0 1 section", "c opinion": "0 1 section",
			"d opinion": "0 1 section", "e opinion": "10 1 community"}
		if !ranked {
			for k, v := range want {
				want[k] = strings.Fields(v)[0] + " 0 "
			}
		}
		assert.Equal(t, want, got, period)
	}
}
