package steps_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// BenchmarkCredit is step 1 for a block of cases as they come, as postings run it.
func BenchmarkCredit(b *testing.B) {
	for _, name := range []string{"chifeng-2020", "xihu-2021", "bazhou-2022"} {
		b.Run(name, func(b *testing.B) {
			f, err := steps.OpenPlain(worlds.Year(b, name, 1, sample.Options{Entries: 100_000, Units: 200}))
			require.NoError(b, err)
			all := f.Cases()
			worlds.BenchCredit(b, f, all[len(all)/2:][:4096])
		})
	}
}
