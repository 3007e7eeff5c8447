package steps

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// TestSumIsExact adds random decimals, small, large and at the edge of 64 bits, and compares with decimals alone.
func TestSumIsExact(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	edge := []string{"9223372036854775807", "-9223372036854775808", "922337203685477580.7", "0.000000000001",
		"1e30", "-99999999999999999999.99", "0", "5e17", "-0.5"}
	for range 2000 {
		var fast Sum
		slow := decimal.Decimal{}
		for range random.IntN(12) {
			d := decimal.New(random.Int64N(2_000_000)-1_000_000, int32(random.IntN(9)-6))
			if random.IntN(4) == 0 {
				d = decimal.RequireFromString(edge[random.IntN(len(edge))])
			}
			fast.add(d)
			slow = slow.Add(d)
		}
		require.Equal(t, slow.String(), fast.value().String())
		var other Sum
		d := decimal.New(random.Int64N(2_000_000)-1_000_000, int32(random.IntN(9)-6))
		other.add(d)
		require.Equal(t, slow.Cmp(d), fast.cmp(&other), "%s and %s", slow, d)
	}
}
