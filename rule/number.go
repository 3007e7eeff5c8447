package rule

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
)

// maxDigits bounds a number: at most 34 significant digits, fewer than 35 before the point and
// fewer than 35 after it. It is the precision of IEEE 754 decimal128; going over is an error, never a rounding.
const maxDigits = 34

var errDigits = said(reason.New("rule.too-many-digits",
	"the number has too many digits, expected at most 34, all told and on either side of the point"))

// num is an exact decimal, coefficient × 10^-scale, in lowest form: the scale is 0–34 and no
// trailing zero stands after the point. So two equal numbers are the same num but for the pointer.
// The coefficient is c, or big where it does not fit in 64 bits.
type num struct {
	c     int64
	scale int32
	big   *big.Int
}

// Powers of ten; read only.
var (
	pow10    = smallPowers()
	bigPow10 = largePowers()
	bigTen   = big.NewInt(10)
)

// smallDecimals are the least whole numbers, which most amounts are, so that they are not made again and again; read
// only.
var smallDecimals = func() (all [128]decimal.Decimal) {
	for i := range all {
		all[i] = decimal.New(int64(i), 0)
	}
	return all
}()

func smallPowers() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}

func largePowers() (p [3*maxDigits + 1]*big.Int) {
	p[0] = big.NewInt(1)
	for i := 1; i < len(p); i++ {
		p[i] = new(big.Int).Mul(p[i-1], big.NewInt(10))
	}
	return p
}

func wholeNum(n int64) num { return num{c: n} }

// smallNum puts c × 10^-scale into lowest form; requires 0 ≤ scale.
func smallNum(c int64, scale int32) (num, error) {
	for scale > 0 && c%10 == 0 {
		if c == 0 {
			return num{}, nil
		}
		c /= 10
		scale--
	}
	if scale > maxDigits {
		return num{}, errDigits
	}
	return num{c: c, scale: scale}, nil
}

// largeNum puts b × 10^-scale into lowest form. It may keep b, which must not change afterwards.
func largeNum(b *big.Int, scale int64) (num, error) {
	if b.Sign() == 0 {
		return num{}, nil
	}
	// 10^103 has 343 bits: what is longer has too many digits whatever its zeros are.
	if b.BitLen() > 343 || scale > 3*maxDigits || scale < -maxDigits {
		return num{}, errDigits
	}
	if scale < 0 {
		b, scale = new(big.Int).Mul(b, bigPow10[-scale]), 0
	}
	if scale > 0 {
		q, r := new(big.Int), new(big.Int)
		for scale > 0 && !b.IsInt64() {
			if q.QuoRem(b, bigTen, r); r.Sign() != 0 {
				break
			}
			b, q = q, new(big.Int)
			scale--
		}
	}
	if b.IsInt64() {
		return smallNum(b.Int64(), int32(scale))
	}
	if scale > maxDigits || b.CmpAbs(bigPow10[maxDigits]) >= 0 {
		return num{}, errDigits
	}
	return num{big: b, scale: int32(scale)}, nil
}

// numOf takes a decimal over; an error where it is out of bounds.
func numOf(d decimal.Decimal) (num, error) {
	exp := int64(d.Exponent())
	// A coefficient of at most 18 digits is in the range of int64; NumDigits does not count a sign.
	if d.NumDigits() <= 18 {
		c := d.CoefficientInt64()
		switch {
		case c == 0:
			return num{}, nil
		case exp <= 0 && exp >= -1000:
			return smallNum(c, int32(-exp))
		}
	}
	return largeNum(d.Coefficient(), -exp)
}

// decimal gives the number as a decimal of the library.
func (x num) decimal() decimal.Decimal {
	if x.big != nil {
		return decimal.NewFromBigInt(x.big, -x.scale)
	}
	if x.scale == 0 && uint64(x.c) < uint64(len(smallDecimals)) {
		return smallDecimals[x.c]
	}
	return decimal.New(x.c, -x.scale)
}

// coefficient returns the coefficient as a big.Int that must not be changed.
func (x num) coefficient() *big.Int {
	if x.big != nil {
		return x.big
	}
	return big.NewInt(x.c)
}

func (x num) sign() int {
	if x.big != nil {
		return x.big.Sign()
	}
	switch {
	case x.c < 0:
		return -1
	case x.c > 0:
		return 1
	}
	return 0
}

func (x num) neg() num {
	if x.big == nil && x.c != math.MinInt64 {
		return num{c: -x.c, scale: x.scale}
	}
	// The sign cannot change the number of digits, so there is no error here.
	n, _ := largeNum(new(big.Int).Neg(x.coefficient()), int64(x.scale))
	return n
}

func (x num) abs() num {
	if x.sign() < 0 {
		return x.neg()
	}
	return x
}

// aligned gives the coefficients of x and y at one scale, if they fit in 64 bits.
func aligned(x, y num) (a, b int64, scale int32, ok bool) {
	if x.big != nil || y.big != nil {
		return 0, 0, 0, false
	}
	switch {
	case x.scale == y.scale:
		return x.c, y.c, x.scale, true
	case x.scale < y.scale:
		a, ok = scaleUp(x.c, y.scale-x.scale)
		return a, y.c, y.scale, ok
	}
	b, ok = scaleUp(y.c, x.scale-y.scale)
	return x.c, b, x.scale, ok
}

// scaleUp returns c × 10^by, and false where that does not fit.
func scaleUp(c int64, by int32) (int64, bool) {
	if by >= int32(len(pow10)) {
		return 0, c == 0
	}
	return mulInt64(c, pow10[by])
}

func mulInt64(a, b int64) (int64, bool) {
	negative := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(absInt64(a), absInt64(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if negative {
		return -int64(lo), true
	}
	return int64(lo), true
}

func absInt64(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

// alignedBig gives the coefficients of x and y at one scale.
func alignedBig(x, y num) (a, b *big.Int, scale int32) {
	a, b = x.coefficient(), y.coefficient()
	switch {
	case x.scale < y.scale:
		return new(big.Int).Mul(a, bigPow10[y.scale-x.scale]), b, y.scale
	case x.scale > y.scale:
		return a, new(big.Int).Mul(b, bigPow10[x.scale-y.scale]), x.scale
	}
	return a, b, x.scale
}

func (x num) add(y num) (num, error) {
	if a, b, scale, ok := aligned(x, y); ok {
		if sum := a + b; (sum > a) == (b > 0) {
			return smallNum(sum, scale)
		}
	}
	a, b, scale := alignedBig(x, y)
	return largeNum(new(big.Int).Add(a, b), int64(scale))
}

func (x num) sub(y num) (num, error) { return x.add(y.neg()) }

func (x num) mul(y num) (num, error) {
	if x.big == nil && y.big == nil {
		if c, ok := mulInt64(x.c, y.c); ok {
			return smallNum(c, x.scale+y.scale)
		}
	}
	return largeNum(new(big.Int).Mul(x.coefficient(), y.coefficient()), int64(x.scale)+int64(y.scale))
}

// cmp returns -1, 0 or +1 as x is less than, equal to or greater than y.
func (x num) cmp(y num) int {
	if a, b, _, ok := aligned(x, y); ok {
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	}
	a, b, _ := alignedBig(x, y)
	return a.Cmp(b)
}

// equal is cmp == 0; numbers are in lowest form, so it needs no scaling.
func (x num) equal(y num) bool {
	if x.c != y.c || x.scale != y.scale || (x.big == nil) != (y.big == nil) {
		return false
	}
	return x.big == nil || x.big.Cmp(y.big) == 0
}

var errDivisionByZero = said(reason.New("rule.division-by-zero", "division by zero"))

// rem returns the remainder of the division that is cut off towards zero: it has the sign of x.
func (x num) rem(y num) (num, error) {
	if y.sign() == 0 {
		return num{}, errDivisionByZero
	}
	if a, b, scale, ok := aligned(x, y); ok && b != -1 {
		return smallNum(a%b, scale)
	}
	a, b, scale := alignedBig(x, y)
	return largeNum(new(big.Int).Rem(a, b), int64(scale))
}

// pow returns x to a whole power.
func (x num) pow(n int64) (num, error) {
	switch {
	case x.equal(num{}) || x.equal(num{c: 1}):
		if n == 0 {
			return num{c: 1}, nil
		}
		return x, nil
	case x.equal(num{c: -1}):
		if n%2 == 0 {
			return num{c: 1}, nil
		}
		return x, nil
	}
	// Any other base goes over the digits long before this: 2^113, or 0.5^35.
	result, err := num{c: 1}, error(nil)
	for ; n > 0 && err == nil; n-- {
		result, err = result.mul(x)
	}
	return result, err
}

// int64 returns a whole number, and false for a fraction or one that does not fit.
func (x num) int64() (int64, bool) { return x.c, x.big == nil && x.scale == 0 }

// append writes the number in plain digits: -0.05, 12, 300.
func (x num) append(out []byte) []byte {
	var digits []byte
	if x.big != nil {
		digits = new(big.Int).Abs(x.big).Append(nil, 10)
	} else {
		var buf [20]byte
		u, i := absInt64(x.c), len(buf)
		for ok := true; ok; ok = u > 0 {
			i--
			buf[i] = byte('0' + u%10)
			u /= 10
		}
		digits = buf[i:]
	}
	if x.sign() < 0 {
		out = append(out, '-')
	}
	point := len(digits) - int(x.scale)
	if point <= 0 {
		out = append(out, '0')
	} else {
		out = append(out, digits[:point]...)
		digits, point = digits[point:], 0
	}
	if x.scale > 0 {
		out = append(out, '.')
		for ; point < 0; point++ {
			out = append(out, '0')
		}
		out = append(out, digits...)
	}
	return out
}

func (x num) String() string { return string(x.append(nil)) }
