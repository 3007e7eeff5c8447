package review_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/review"
)

// ending is a context that ends when its error is asked for the nth time; 0: never.
type ending struct {
	context.Context
	nth   int64
	looks atomic.Int64
}

func (e *ending) Err() error {
	if n := e.looks.Add(1); e.nth > 0 && n >= e.nth {
		return context.Canceled
	}
	return nil
}

// TestContextEnds reviews with contexts that end at each of the first looks, at some later ones, and at the last: there
// is the context's error and no report.
func TestContextEnds(t *testing.T) {
	t.Parallel()
	s := load(t, broken(t))
	never := &ending{Context: t.Context()}
	report, err := review.Review(never, s)
	require.NoError(t, err)
	require.NotEmpty(t, report.Findings)
	all := never.looks.Load()
	for _, n := range []int64{1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000, all / 3, all / 2,
		all - 2, all - 1, all} {
		if n < 1 || n > all {
			continue
		}
		report, err := review.Review(&ending{Context: t.Context(), nth: n}, s)
		assert.ErrorIs(t, err, context.Canceled, "at look %d of %d", n, all)
		assert.Nil(t, report, "at look %d of %d", n, all)
	}
	t.Log(all)
}
