package incremental_test

import (
	"testing"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

// BenchmarkCreditClasses is step 1 by case, for one case of each class, as a score runs it.
func BenchmarkCreditClasses(b *testing.B) {
	for _, name := range []string{"chifeng-2020", "xihu-2021", "bazhou-2022"} {
		b.Run(name, func(b *testing.B) {
			s, l, o := worlds.Year(b, name, 1, sample.Options{Entries: 100_000, Units: 200})
			e := begin(b, s, l, o)
			k := e.keeper().Own()
			cases := make([]frame.Case, len(k.Classes))
			for i := range k.Classes {
				cases[i] = k.Classes[i].Representative.Case
			}
			worlds.BenchCredit(b, e.of.Frame, cases)
		})
	}
}
