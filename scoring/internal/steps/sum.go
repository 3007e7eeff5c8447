package steps

import (
	"cmp"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Sum is an exact running sum: a scaled 64-bit integer while that provably fits, and a decimal beyond. Both have
// the same digits. The zero value is 0.
type Sum struct {
	C    int64
	Exp  int32           // the value is C × 10^Exp + Wide
	Wide decimal.Decimal // the summands that did not fit
}

// MaxScale is the most digits by which a summand is scaled.
const MaxScale = 18

func (s *Sum) add(d decimal.Decimal) {
	if d.NumDigits() > MaxScale {
		s.Wide = s.Wide.Add(d)
		return
	}
	s.Plus(Sum{C: d.CoefficientInt64(), Exp: d.Exponent()})
}

// Plus adds another sum.
func (s *Sum) Plus(o Sum) {
	if !o.Wide.IsZero() {
		s.add(o.Wide)
	}
	c, exp := o.C, o.Exp
	if c == 0 {
		return
	}
	if s.C == 0 {
		s.C, s.Exp = c, exp
		return
	}
	a, b := s.C, c
	low := min(s.Exp, exp)
	if !Shift(&a, s.Exp-low) || !Shift(&b, exp-low) {
		s.Wide = s.Wide.Add(decimal.New(c, exp))
		return
	}
	total := a + b
	if (a > 0) == (b > 0) && (total > 0) != (a > 0) {
		s.Wide = s.Wide.Add(decimal.New(c, exp))
		return
	}
	s.C, s.Exp = total, low
}

// Shift multiplies by a power of ten; false: the product does not fit.
func Shift(c *int64, by int32) bool {
	if by > MaxScale {
		return false
	}
	for range by {
		neg := *c < 0
		u := uint64(*c)
		if neg {
			u = -u
		}
		hi, lo := bits.Mul64(u, 10)
		if hi != 0 || lo > 1<<63-1 {
			return false
		}
		*c = int64(lo)
		if neg {
			*c = -*c
		}
	}
	return true
}

// value is the sum as a decimal.
func (s *Sum) value() decimal.Decimal {
	if s.Wide.IsZero() {
		return decimal.New(s.C, s.Exp)
	}
	return s.Wide.Add(decimal.New(s.C, s.Exp))
}

// cmp compares two sums by value.
func (s *Sum) cmp(o *Sum) int {
	if s.Exp == o.Exp && s.Wide.IsZero() && o.Wide.IsZero() {
		return cmp.Compare(s.C, o.C)
	}
	return s.value().Cmp(o.value())
}
