package ledger_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// naiveKnown follows the words of the format one by one.
func naiveKnown(l *ledger.Ledger, t time.Time, location *time.Location) int {
	var latest time.Time
	known := 0
	for i, e := range l.All() {
		recorded := e.Recorded.Instant(location)
		if e.Recorded.IsZero() {
			recorded = e.At.Instant(location)
			if latest.After(recorded) {
				recorded = latest
			}
			for j := i + 1; j < l.Len(); j++ {
				if next := l.Entry(j).Recorded; !next.IsZero() {
					if next.Instant(location).Before(recorded) {
						recorded = next.Instant(location)
					}
					break
				}
			}
		}
		latest = recorded
		if !recorded.After(t) {
			known++
		}
	}
	return known
}

// All ledgers of five entries, each dated and recorded (or not) on one of three days.
func TestKnownAgainstNaive(t *testing.T) {
	t.Parallel()
	utc := calendarIn(t, "UTC")
	days := []string{"2020-01-01", "2020-01-02", "2020-01-03"}
	checked := 0
	for n := range 3 * 3 * 3 * 3 * 4 * 4 * 4 * 4 {
		entries := []ledger.Entry{
			{ID: "u", Kind: ledger.Enroll, At: on(t, days[0]), Unit: "u", Name: "n", Category: "c"}}
		for i := range 4 {
			e := ledger.Entry{ID: fmt.Sprint("w", i), Kind: ledger.Withdraw, Unit: "u", At: on(t, days[n%3])}
			n /= 3
			if n%4 > 0 {
				e.Recorded = on(t, days[n%4-1]+"T00:00:00Z")
			}
			n /= 4
			entries = append(entries, e)
		}
		l, err := ledger.Of(t.Context(), entries...)
		if err != nil {
			continue // recorded goes back
		}
		checked++
		for _, day := range slices.Concat([]string{"2019-12-31"}, days) {
			known := on(t, day)
			v := must(l.View(t.Context(), ledger.ViewOptions{Calendar: utc, Known: known}))
			require.Equal(t, naiveKnown(l, known.EndInstant(time.UTC), time.UTC), v.Known(), "%v by %s", entries, day)
		}
	}
	// Of the 4^4 choices of recorded, those that do not go back are 1 + 4·3 + 6·6 + 4·10 + 15.
	assert.Equal(t, 81*(1+4*3+6*6+4*10+15), checked)
}

// naiveStanding strikes out by the words of the format: going back from the last, whoever stands strikes.
func naiveStanding(refs []int) []bool {
	stands := make([]bool, len(refs))
	for i := range stands {
		stands[i] = true
	}
	for i := len(refs) - 1; i >= 0; i-- {
		if stands[i] && refs[i] >= 0 {
			stands[refs[i]] = false
		}
	}
	return stands
}

// All ledgers of six entries of which each may void any before it, over two submissions of one item: they
// are taken only if at no time two submissions stand, and then a view shows what stands.
func TestVoidsAgainstNaive(t *testing.T) {
	t.Parallel()
	const size = 6
	taken, refused := 0, 0
	var choose func(refs []int)
	choose = func(refs []int) {
		if len(refs) < size+1 {
			for ref := -1; ref < len(refs); ref++ {
				if ref != 0 {
					choose(append(slices.Clone(refs), ref))
				}
			}
			return
		}
		entries := []ledger.Entry{
			{ID: "0", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "u", Name: "n", Category: "c"}}
		right := true
		for i := 1; i < len(refs); i++ {
			e := ledger.Entry{ID: fmt.Sprint(i), Kind: ledger.Submit, At: on(t, "2020-01-01"), Item: "i", Unit: "u",
				Genre: "g"}
			if refs[i] > 0 {
				e = ledger.Entry{ID: fmt.Sprint(i), Kind: ledger.Void, At: on(t, "2020-01-01"),
					Ref: fmt.Sprint(refs[i]), Reason: "r"}
			}
			entries = append(entries, e)
			submissions := 0
			for j, stands := range naiveStanding(refs[:i+1]) {
				if stands && j > 0 && refs[j] < 0 {
					submissions++
				}
			}
			right = right && submissions <= 1
		}
		l, err := ledger.Of(t.Context(), entries...)
		require.Equal(t, right, err == nil, "%v: %v", refs, err)
		if err != nil {
			refused++
			return
		}
		taken++
		var want []string
		for i, stands := range naiveStanding(refs) {
			if stands && refs[i] < 0 {
				want = append(want, fmt.Sprint(i))
			}
		}
		require.Equal(t, strings.Join(want, " "), ids(must(l.View(t.Context(), ledger.ViewOptions{}))), "%v", refs)
	}
	choose([]int{-1})
	assert.Equal(t, 720, taken+refused)
	assert.Positive(t, taken)
	assert.Positive(t, refused)
}
