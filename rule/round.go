package rule

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// Roundings returns the names of the ways to round: half_up (a half away from zero, 四舍五入), half_even,
// down (towards zero), up (away from zero), floor, ceiling.
func Roundings() []string { return slices.Clone(roundingNames) }

// Round cuts d to so many places after the point, as the function round does in an expression, but
// for numbers of any length. Requires mode to be one of [Roundings]; places may be negative.
func Round(d decimal.Decimal, places int32, mode string) decimal.Decimal {
	cut := -int64(d.Exponent()) - int64(places)
	if cut <= 0 {
		return d
	}
	if cut < int64(len(pow10)) && d.NumDigits() <= 18 { // in the range of int64
		m, err := roundingOf(mode)
		if err != nil {
			panic("rule: " + err.Error()) // the precondition
		}
		return decimal.New(m.quotient64(d.CoefficientInt64(), pow10[cut]), -places)
	}
	return ratio(d.Coefficient(), power10(cut), places, mode)
}

// RoundRatio rounds a fraction to so many places, once and exactly. Requires mode to be one of [Roundings].
func RoundRatio(r *big.Rat, places int32, mode string) decimal.Decimal {
	num, den := r.Num(), r.Denom()
	if places >= 0 {
		num = new(big.Int).Mul(num, power10(int64(places)))
	} else {
		den = new(big.Int).Mul(den, power10(-int64(places)))
	}
	return ratio(num, den, places, mode)
}

// ratio is num / den, in steps of 10^-places.
func ratio(num, den *big.Int, places int32, mode string) decimal.Decimal {
	m, err := roundingOf(mode)
	if err != nil {
		panic("rule: " + err.Error()) // the precondition
	}
	return decimal.NewFromBigInt(m.quotient(num, den), -places)
}

func power10(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }
