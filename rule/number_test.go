package rule

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rat is the naive reference: a number as a fraction.
func rat(x num) *big.Rat {
	return new(big.Rat).SetFrac(x.coefficient(), bigPow10[x.scale])
}

// randomNum makes numbers of every size, often with something in common.
func randomNum(r *rand.Rand) num {
	digits := 1 + r.IntN([]int{3, 18, 21, 34}[r.IntN(4)])
	b := new(big.Int)
	for range digits {
		b.Add(b.Mul(b, bigTen), big.NewInt([]int64{0, 1, 5, 9, int64(r.IntN(10))}[r.IntN(5)]))
	}
	if r.IntN(2) == 0 {
		b.Neg(b)
	}
	x, err := largeNum(b, int64(r.IntN(min(digits+4, maxDigits+1))))
	if err != nil {
		panic(err)
	}
	return x
}

// lowest checks that a number is in the one form that it has.
func lowest(t *testing.T, x num) {
	t.Helper()
	require.True(t, x.scale >= 0 && x.scale <= maxDigits)
	require.True(t, x.big == nil || x.c == 0 && !x.big.IsInt64() && x.big.CmpAbs(bigPow10[maxDigits]) < 0, "%v", x)
	if x.scale > 0 {
		require.NotZero(t, new(big.Int).Rem(x.coefficient(), bigTen).Sign(), "a zero at the end of %v", x)
	}
}

func TestNumberAgainstFractions(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	same := func(what string, got num, err error, want *big.Rat) {
		t.Helper()
		if err != nil {
			require.Equal(t, errDigits, err)
			f := new(big.Rat).SetFrac(want.Num(), want.Denom())
			coefficient := f.Mul(f, new(big.Rat).SetInt(bigPow10[maxDigits]))
			require.True(t, !coefficient.IsInt() || tooLong(want), "%s: %v is not too long", what, want)
			return
		}
		lowest(t, got)
		require.Zero(t, rat(got).Cmp(want), "%s: found %v, expected %v", what, got, want.FloatString(40))
	}
	for range 10_000 {
		x, y := randomNum(r), randomNum(r)
		rx, ry := rat(x), rat(y)
		sum, err := x.add(y)
		same(fmt.Sprintf("%v + %v", x, y), sum, err, new(big.Rat).Add(rx, ry))
		difference, err := x.sub(y)
		same(fmt.Sprintf("%v - %v", x, y), difference, err, new(big.Rat).Sub(rx, ry))
		product, err := x.mul(y)
		same(fmt.Sprintf("%v * %v", x, y), product, err, new(big.Rat).Mul(rx, ry))
		require.Equal(t, rx.Cmp(ry), x.cmp(y), "%v and %v", x, y)
		require.Equal(t, rx.Cmp(ry) == 0, x.equal(y))
		require.Zero(t, rat(x.neg()).Cmp(new(big.Rat).Neg(rx)))
		if y.sign() != 0 {
			q := new(big.Rat).Quo(rx, ry)
			whole := new(big.Rat).SetInt(new(big.Int).Quo(q.Num(), q.Denom()))
			rest, err := x.rem(y)
			same(fmt.Sprintf("%v %% %v", x, y), rest, err, new(big.Rat).Sub(rx, whole.Mul(whole, ry)))
		}
		back, err := parseNum(x.String(), true)
		require.NoError(t, err)
		require.True(t, back.equal(x), "%v as a text", x)
		over, err := numOf(x.decimal())
		require.NoError(t, err)
		require.True(t, over.equal(x), "%v as a decimal", x)
	}
}

// tooLong reports whether a fraction in decimal has more than 34 digits.
func tooLong(want *big.Rat) bool {
	for places := range maxDigits + 1 {
		scaled := new(big.Rat).Mul(want, new(big.Rat).SetInt(bigPow10[places]))
		if scaled.IsInt() {
			return scaled.Num().CmpAbs(bigPow10[maxDigits]) >= 0
		}
	}
	return true
}

// nearestRat rounds a fraction in the plain way of its definition.
func nearestRat(x *big.Rat, places int32, mode rounding) *big.Rat {
	unit := new(big.Rat).SetInt(bigPow10[max(places, -places)])
	if places > 0 {
		unit.Inv(unit)
	}
	q := new(big.Rat).Quo(x, unit)
	below := new(big.Int).Div(q.Num(), q.Denom()) // towards minus infinity: the denominator is positive
	above := new(big.Int).Add(below, bigPow10[0])
	fraction := new(big.Rat).Sub(q, new(big.Rat).SetInt(below))
	half := fraction.Cmp(big.NewRat(1, 2))
	pick := below
	switch {
	case fraction.Sign() == 0:
	case mode == ceiling,
		mode == up && q.Sign() > 0, mode == down && q.Sign() < 0,
		(mode == halfUp || mode == halfEven) && half > 0,
		mode == halfUp && half == 0 && q.Sign() > 0,
		mode == halfEven && half == 0 && below.Bit(0) == 1:
		pick = above
	}
	return unit.Mul(unit, new(big.Rat).SetInt(pick))
}

func TestRoundingAgainstFractions(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 10_000 {
		x, y := randomNum(r), randomNum(r)
		places, mode := int32(r.IntN(25)-5), rounding(r.IntN(len(roundingNames)))
		if got, err := x.round(places, mode); err == nil {
			lowest(t, got)
			require.Zero(t, rat(got).Cmp(nearestRat(rat(x), places, mode)), "round(%v, %d, %s) is %v", x, places,
				roundingNames[mode], got)
		}
		if y.sign() == 0 {
			continue
		}
		if got, err := x.div(y, places, mode); err == nil {
			lowest(t, got)
			require.Zero(t, rat(got).Cmp(nearestRat(new(big.Rat).Quo(rat(x), rat(y)), places, mode)),
				"div(%v, %v, %d, %s) is %v", x, y, places, roundingNames[mode], got)
		}
	}
}

func TestRoundingTable(t *testing.T) {
	t.Parallel()
	// The table of every textbook: 5.5 2.5 1.6 1.1 1.0 -1.0 -1.1 -1.6 -2.5 -5.5.
	inputs := []string{"5.5", "2.5", "1.6", "1.1", "1.0", "-1.0", "-1.1", "-1.6", "-2.5", "-5.5"}
	for mode, want := range map[rounding][]string{
		up:       {"6", "3", "2", "2", "1", "-1", "-2", "-2", "-3", "-6"},
		down:     {"5", "2", "1", "1", "1", "-1", "-1", "-1", "-2", "-5"},
		ceiling:  {"6", "3", "2", "2", "1", "-1", "-1", "-1", "-2", "-5"},
		floor:    {"5", "2", "1", "1", "1", "-1", "-2", "-2", "-3", "-6"},
		halfUp:   {"6", "3", "2", "1", "1", "-1", "-1", "-2", "-3", "-6"},
		halfEven: {"6", "2", "2", "1", "1", "-1", "-1", "-2", "-2", "-6"},
	} {
		for i, input := range inputs {
			x, err := parseNum(input, true)
			require.NoError(t, err)
			got, err := x.round(0, mode)
			require.NoError(t, err)
			assert.Equal(t, want[i], got.String(), "%s %s", roundingNames[mode], input)
		}
	}
}

func TestParseNum(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0", "000": "0", "12": "12", "1.50": "1.5", ".5": "0.5", "1e3": "1000", "1E+3": "1000", "1.5e-3": "0.0015",
		"0e999999999999": "0", "-3": "-3", "+3": "3", "-0": "0", "1e33": "1000000000000000000000000000000000",
		"0.0000000000000000000000000000000001": "0.0000000000000000000000000000000001",
		"100000000000000000000e-20":            "1", "1.0000000000000000000000000000000000000000000000000": "1",
	} {
		x, err := parseNum(text, true)
		require.NoError(t, err, text)
		assert.Equal(t, want, x.String(), text)
		lowest(t, x)
	}
	for text, want := range map[string]error{
		"": errNotNumber, "-": errNotNumber, ".": errNotNumber, "1.": errNotNumber, "1e": errNotNumber,
		"1e+": errNotNumber, "a": errNotNumber, "1 2": errNotNumber, "0x1": errNotNumber, "１": errNotNumber,
		"--1": errNotNumber, "1e1.5": errNotNumber, "1_000": errNotNumber, "Inf": errNotNumber, "NaN": errNotNumber,
		"1e34": errDigits, "1e-35": errDigits, "1e99999999999999999999": errDigits,
		"12345678901234567890123456789012345": errDigits, "0.12345678901234567890123456789012345": errDigits,
	} {
		_, err := parseNum(text, true)
		assert.Equal(t, want, err, text)
	}
	_, err := parseNum("-1", false)
	assert.Equal(t, errNotNumber, err)
}

func TestNumberValues(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"0", "1.50", "-7", "1e20", "123456789012345678.9", "9223372036854775808",
		"-9223372036854775808", "1e-34"} {
		d := decimal.RequireFromString(text)
		back, ok := Number(d).AsNumber()
		require.True(t, ok)
		assert.True(t, d.Equal(back), text)
	}
	back, ok := Int(math.MinInt64).AsNumber()
	require.True(t, ok)
	assert.Equal(t, "-9223372036854775808", back.String())
	// Numbers out of bounds are carried, compared and shown without being written out.
	for _, d := range []decimal.Decimal{decimal.New(1, 2_000_000_000), decimal.New(7, -2_000_000_000),
		decimal.New(1, 34), decimal.New(1, -35), decimal.NewFromBigInt(bigPow10[50], 0)} {
		v := Number(d)
		back, ok := v.AsNumber()
		require.True(t, ok)
		assert.Equal(t, d.Exponent(), back.Exponent())
		assert.True(t, v.Equal(Number(d)))
		assert.False(t, v.Equal(Int(1)))
		assert.Less(t, len(v.String()), 100)
	}
	assert.True(t, Number(decimal.Decimal{}).Equal(Int(0)))
	assert.True(t, Number(decimal.New(0, 2_000_000_000)).Equal(Int(0)))
}
