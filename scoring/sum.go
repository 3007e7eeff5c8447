package scoring

import (
	"cmp"
	"math/bits"

	"github.com/shopspring/decimal"
)

// sum is an exact running sum: a scaled 64-bit integer as long as that provably fits, a decimal from then on. Both give
// the same digits. The zero sum is 0.
type sum struct {
	c    int64
	exp  int32           // the value is c × 10^exp
	wide decimal.Decimal // what did not fit
}

// maxScale bounds how many digits one summand is shifted to fit the others.
const maxScale = 18

func (s *sum) add(d decimal.Decimal) {
	if d.NumDigits() > maxScale {
		s.wide = s.wide.Add(d)
		return
	}
	s.plus(sum{c: d.CoefficientInt64(), exp: d.Exponent()})
}

// plus adds another sum.
func (s *sum) plus(o sum) {
	if !o.wide.IsZero() {
		s.add(o.wide)
	}
	c, exp := o.c, o.exp
	if c == 0 {
		return
	}
	if s.c == 0 {
		s.c, s.exp = c, exp
		return
	}
	a, b := s.c, c
	low := min(s.exp, exp)
	if !shift(&a, s.exp-low) || !shift(&b, exp-low) {
		s.wide = s.wide.Add(decimal.New(c, exp))
		return
	}
	total := a + b
	if (a > 0) == (b > 0) && (total > 0) != (a > 0) {
		s.wide = s.wide.Add(decimal.New(c, exp))
		return
	}
	s.c, s.exp = total, low
}

// shift multiplies by a power of ten; false: it does not fit.
func shift(c *int64, by int32) bool {
	if by > maxScale {
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

func (s *sum) value() decimal.Decimal {
	if s.wide.IsZero() {
		return decimal.New(s.c, s.exp)
	}
	return s.wide.Add(decimal.New(s.c, s.exp))
}

// cmp compares the values of two sums.
func (s *sum) cmp(o *sum) int {
	if s.exp == o.exp && s.wide.IsZero() && o.wide.IsZero() {
		return cmp.Compare(s.c, o.c)
	}
	return s.value().Cmp(o.value())
}
