package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// TestRandomOpened compares what was published before the ledger began with the reference.
func TestRandomOpened(t *testing.T) {
	t.Parallel()
	all := map[string]int{}
	t.Run("worlds", func(t *testing.T) {
		for _, w := range worlds.Opened() {
			t.Run(w.Name, func(t *testing.T) {
				codes, posted := map[string]int{}, 0
				for seed := range worlds.Seeds(w.Seeds) {
					for _, p := range compared(t, w, seed, codes).Postings {
						if p.Opening != "" {
							posted++
						}
					}
				}
				for code, n := range codes {
					all[code] += n
				}
				if !worlds.Whole() {
					return
				}
				assert.Positive(t, posted)
				for _, code := range w.Codes {
					assert.Positive(t, codes[code], "no %s in the random ledgers: %v", code, codes)
				}
			})
		}
	})
	if worlds.Whole() {
		assert.Positive(t, all["succeeded"])
		assert.Positive(t, all["closed"])
	}
}
