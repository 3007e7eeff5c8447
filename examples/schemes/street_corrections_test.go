package schemes

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestStreetVoids: a struck-out adoption falls back to the next, a struck-out submission loses all, for the task too.
func TestStreetVoids(t *testing.T) {
	t.Parallel()
	base := []ledger.Entry{enroll("2021-12-01", "u", "section"), submit("2022-02-10", "i", "u", "long", id("i")),
		adopt("2022-02-11", "i", "大众日报", placement("front"), id("a")), adopt("2022-02-12", "i", "人民日报", id("b"))}
	for _, row := range []struct {
		name, ref string
		want      []string
		done      int
	}{
		{"none", "", []string{"2022-02-11 points adopted 110", "2022-02-12 points adopted -9"}, 1},
		{"the first", "a", []string{"2022-02-12 points adopted 101"}, 1},
		{"the second", "b", []string{"2022-02-11 points adopted 110"}, 1},
		{"the submission", "i", nil, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			entries := slices.Clone(base)
			if row.ref != "" {
				entries = append(entries, void("2022-05-01", row.ref))
			}
			r := score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")}, entries...)
			assert.Equal(t, row.want, r.items["i"])
			assert.Equal(t, owing(row.done, 13), r.quotas["u quarterly 2022-Q1"])
		})
	}
}
