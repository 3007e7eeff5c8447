package reference_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/scoring/internal/reference"
)

// TestDifference is what a failing comparison of two scores shows.
func TestDifference(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, want, got, shows string }{
		{"none", `{"totals":[{"a":1},{"a":2}]}`, `{"totals":[{"a":1},{"a":2}]}`, ""},
		{"blanks", "{\"t\":\n[1]}", "{\"t\":\n [1]}", "line 2 differs\n− [1]}\n+  [1]}"},
		{"a row of each", `{"totals":[{"a":1},{"a":2}]}`, `{"totals":[{"a":1},{"a":3}]}`,
			"− totals {\"a\":2}\n+ totals {\"a\":3}"},
		{"the order", `{"totals":[{"a":1},{"a":2}]}`, `{"totals":[{"a":2},{"a":1}]}`,
			"line 1 differs\n− totals {\"a\":1}\n+ totals {\"a\":2}"},
		{"one more of a row", `{"totals":[{"a":1}]}`, `{"totals":[{"a":1},{"a":1}]}`,
			"line 2 of 2 is too many\n+ totals {\"a\":1}"},
		{"one less of a row", `{"totals":[1,1]}`, `{"totals":[1]}`, "line 2 of 2 is missing\n− totals 1"},
		{"more gone than are shown", `{"t":[1,2,3,4,5,6,7,8,9,10]}`, `{"t":[11]}`,
			"− t 1\n− t 2\n− t 3\n− t 4\n− t 5\n− t 6\n− t 7\n+ t 11\n… and 3 rows more"},
		{"more of both than are shown", `{"t":[1,2,3,4,5]}`, `{"t":[6,7,8,9,10,11]}`,
			"− t 1\n− t 2\n− t 3\n− t 4\n+ t 6\n+ t 7\n+ t 8\n+ t 9\n… and 3 rows more"},
		{"no score", `panic`, `{}`, "− panic"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, row.shows, reference.Difference(row.want, row.got))
		})
	}
}
