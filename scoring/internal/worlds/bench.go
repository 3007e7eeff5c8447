package worlds

import (
	"context"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// BenchCredit measures step 1 by case.
func BenchCredit(b *testing.B, f *frame.Frame, cases []frame.Case) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		_, err := steps.Credit(context.Background(), f, cases)
		require.NoError(b, err)
	}
	runtime.ReadMemStats(&after)
	n := float64(b.N) * float64(len(cases))
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/n, "ns/case")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/n, "allocs/case")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/n, "B/case")
}
