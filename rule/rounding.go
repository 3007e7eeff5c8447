package rule

import (
	"math/big"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// rounding is a way to cut digits off.
type rounding uint8

const (
	halfUp   rounding = iota // to the nearest, a half away from zero (四舍五入)
	halfEven                 // to the nearest, a half to the even neighbor
	down                     // towards zero
	up                       // away from zero
	floor                    // towards minus infinity
	ceiling                  // towards plus infinity
)

var roundingNames = []string{"half_up", "half_even", "down", "up", "floor", "ceiling"}

func roundingOf(name string) (rounding, error) {
	for i, known := range roundingNames {
		if name == known {
			return rounding(i), nil
		}
	}
	return 0, sentence(func() reason.Reason {
		return reason.New("rule.unknown-rounding",
			"found the rounding {name:q}, expected one of {names}", name, roundingNames)
	})
}

// placesOf checks a number of places: whole, -34 to 34 (negative: before the point).
func placesOf(x num) (int32, error) {
	n, ok := x.int64()
	if !ok || n < -maxDigits || n > maxDigits {
		return 0, badPlaces(x)
	}
	return int32(n), nil
}

func badPlaces(found num) sentence {
	return func() reason.Reason {
		return reason.New("rule.bad-places", "found {found} places, expected a whole number from -34 to 34", found)
	}
}

// round cuts x to so many places after the point; negative places are before it.
func (x num) round(places int32, mode rounding) (num, error) {
	cut := x.scale - places
	if cut <= 0 {
		return x, nil
	}
	if x.big == nil && cut < int32(len(pow10)) {
		q := mode.quotient64(x.c, pow10[cut])
		if places >= 0 {
			return smallNum(q, places)
		}
		return scaled(big.NewInt(q), places)
	}
	return scaled(mode.quotient(x.coefficient(), bigPow10[cut]), places)
}

// quotient64 divides by a power of ten and rounds.
func (m rounding) quotient64(c, power int64) int64 {
	q, r := c/power, c%power
	if r == 0 || !m.away(c < 0, q%2 != 0, compareHalf(absInt64(r), uint64(power))) {
		return q
	}
	if c < 0 {
		return q - 1
	}
	return q + 1
}

// div divides x by y exactly and rounds the quotient once.
func (x num) div(y num, places int32, mode rounding) (num, error) {
	if y.sign() == 0 {
		return num{}, errDivisionByZero
	}
	// x / y = (cx / cy) × 10^(sy - sx); as a multiple of 10^-places that is cx × 10^by / cy.
	a, b := x.coefficient(), y.coefficient()
	if by := y.scale - x.scale + places; by >= 0 {
		a = new(big.Int).Mul(a, bigPow10[by])
	} else {
		b = new(big.Int).Mul(b, bigPow10[-by])
	}
	return scaled(mode.quotient(a, b), places)
}

// scaled returns q × 10^-places.
func scaled(q *big.Int, places int32) (num, error) {
	if places >= 0 && q.IsInt64() {
		return smallNum(q.Int64(), places)
	}
	return largeNum(q, int64(places))
}

// quotient returns a / b rounded to a whole number.
func (m rounding) quotient(a, b *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(a, b, new(big.Int))
	if r.Sign() == 0 {
		return q
	}
	negative := (a.Sign() < 0) != (b.Sign() < 0)
	half := r.Lsh(r, 1).CmpAbs(b)
	if m.away(negative, q.Bit(0) == 1, half) {
		if negative {
			return q.Sub(q, bigPow10[0])
		}
		return q.Add(q, bigPow10[0])
	}
	return q
}

// away says whether a quotient that was cut off towards zero, with something left over, goes one
// further from zero. half compares what is left over with a half.
func (m rounding) away(negative, odd bool, half int) bool {
	switch m {
	case halfUp:
		return half >= 0
	case halfEven:
		return half > 0 || half == 0 && odd
	case up:
		return true
	case floor:
		return negative
	case ceiling:
		return !negative
	}
	return false
}

// compareHalf compares r with d/2; requires d even or 1.
func compareHalf(r, d uint64) int {
	switch half := d / 2; {
	case r < half:
		return -1
	case r > half:
		return 1
	}
	return 0
}

var errNotNumber = said(reason.New("rule.no-number", "expected a number such as 12, -0.5 or 1e3"))

// parseNum reads digits with an optional point and exponent, and with signed an optional sign before them.
func parseNum(text string, signed bool) (num, error) {
	s := text
	negative := false
	if signed && s != "" && (s[0] == '-' || s[0] == '+') {
		negative, s = s[0] == '-', s[1:]
	}
	mantissa, exponent := s, int64(0)
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa = s[:i]
		e := s[i+1:]
		minus := strings.HasPrefix(e, "-")
		if minus || strings.HasPrefix(e, "+") {
			e = e[1:]
		}
		if !allDigits(e) {
			return num{}, errNotNumber
		}
		for _, c := range e {
			exponent = min(exponent*10+int64(c-'0'), 1_000_000)
		}
		if minus {
			exponent = -exponent
		}
	}
	whole, fraction, point := strings.Cut(mantissa, ".")
	if point && fraction == "" || whole == "" && fraction == "" || !allDigitsOrNone(whole) ||
		!allDigitsOrNone(fraction) {
		return num{}, errNotNumber
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	scale := int64(len(fraction)) - exponent
	for strings.HasSuffix(digits, "0") {
		digits, scale = digits[:len(digits)-1], scale-1
	}
	if digits == "" {
		return num{}, nil
	}
	if len(digits) > maxDigits {
		return num{}, errDigits
	}
	b, _ := new(big.Int).SetString(digits, 10)
	if negative {
		b.Neg(b)
	}
	return largeNum(b, scale)
}

func allDigits(s string) bool { return s != "" && allDigitsOrNone(s) }

func allDigitsOrNone(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
