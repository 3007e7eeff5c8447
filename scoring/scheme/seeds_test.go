package scheme_test

import (
	"flag"
	"testing"
)

var percent = flag.Int("seeds", 10, "how many percent of the broken schemes of a whole check are tried")

// sampled says of the n-th case whether it is tried. What is left out is spread evenly.
func sampled(n int) bool { return n**percent/100 != (n+1)**percent/100 }

// share is what is to be expected of the cases tried where of all there are n; half of it, where they are few.
func share(n int) int {
	if *percent >= 100 {
		return n
	}
	return n * *percent / 200
}

// skipLong leaves a long test of one goroutine out of a short run.
func skipLong(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("long, and of one goroutine")
	}
}
