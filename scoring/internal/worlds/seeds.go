package worlds

import (
	"flag"
	"testing"
)

var percent = flag.Int("seeds", 3, "how many percent of the random ledgers of a whole check are tried")

// Whole says whether so many seeds are tried that everything must come up among them.
func Whole() bool { return *percent >= 100 && !testing.Short() }

// Thorough says whether what takes long is tried, too: each context, all cases that are alike, the longest ones.
func Thorough() bool { return Many() && !testing.Short() }

// Many says whether more seeds are tried than by default.
func Many() bool { return *percent >= 10 }

// Seeds is how many of n seeds are tried, at least one. A short run tries ten percent at most.
func Seeds(n int) uint64 {
	p := *percent
	if testing.Short() {
		p = min(p, 10)
	}
	return uint64(max(1, n*p/100))
}
