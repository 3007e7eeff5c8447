package columns_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

const million = 1_000_000

// BenchmarkColumns measures what one code and one instant take.
func BenchmarkColumns(b *testing.B) {
	l, err := ledger.ReadJSONL(b.Context(), made.Lines(million), "bench.jsonl")
	require.NoError(b, err)
	c, z := columns.Of(l), columns.ZoneOf(must(l.View(b.Context(), ledger.ViewOptions{})))
	b.Run("Code", func(b *testing.B) {
		sum := uint32(0)
		for b.Loop() {
			for i := range c.Len() {
				sum += c.Code(i, columns.FieldItem)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/entry")
	})
	b.Run("Seconds", func(b *testing.B) {
		sum := int64(0)
		for b.Loop() {
			for i := range c.Len() {
				seconds, _, _ := c.Seconds(i, columns.FieldAt, z)
				sum += seconds
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/entry")
	})
}
