package ledger

import (
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"
)

// The bounds of a number: its significant digits, and the power of ten that the last of them stands at.
const (
	maxDigits   = 30
	maxExponent = 30
)

// numberFault is why something is no number of a ledger.
type numberFault uint8

const (
	noFault numberFault = iota
	notNumber
	manyDigits
	farFromPoint
)

// parseDecimal reads a number in the grammar of JSON and brings it to the one form in which equal numbers
// look alike: no trailing zeros, no negative zero.
func parseDecimal[T string | []byte](s T) (d decimal.Decimal, fault numberFault) {
	i, negative := 0, false
	if i < len(s) && s[i] == '-' {
		negative = true
		i++
	}
	var significant [maxDigits]byte // significant digits, without leading zeros
	n := 0                          // of them, those behind the bound included
	zeros := 0                      // at the end of what was read so far
	exponent := 0
	whole := i
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		n, zeros = addDigit(&significant, n, zeros, s[i])
	}
	if i == whole || i > whole+1 && s[whole] == '0' {
		return d, notNumber
	}
	if i < len(s) && s[i] == '.' {
		i++
		first := i
		for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			n, zeros = addDigit(&significant, n, zeros, s[i])
			exponent--
		}
		if i == first {
			return d, notNumber
		}
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		i++
		sign := 1
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			if s[i] == '-' {
				sign = -1
			}
			i++
		}
		first, power := i, 0
		for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			power = min(power*10+int(s[i]-'0'), 1<<40) // enough to be out of bounds with any text
		}
		if i == first {
			return d, notNumber
		}
		exponent += sign * power
	}
	if i != len(s) {
		return d, notNumber
	}
	n, exponent = n-zeros, exponent+zeros
	switch {
	case n == 0:
		return decimal.New(0, 0), noFault
	case n > maxDigits:
		return d, manyDigits
	case exponent > maxExponent || exponent < -maxExponent:
		return d, farFromPoint
	}
	return fromDigits(significant[:n], exponent, negative), noFault
}

// addDigit adds a digit to the significant ones: leading zeros are none, and what is behind the bound is
// only counted.
func addDigit(significant *[maxDigits]byte, n, zeros int, digit byte) (int, int) {
	if n == 0 && digit == '0' {
		return 0, 0
	}
	if n < maxDigits {
		significant[n] = digit
	}
	if digit == '0' {
		return n + 1, zeros + 1
	}
	return n + 1, 0
}

func fromDigits(digits []byte, exponent int, negative bool) decimal.Decimal {
	if len(digits) <= 18 {
		var n int64
		for _, c := range digits {
			n = n*10 + int64(c-'0')
		}
		if negative {
			n = -n
		}
		return decimal.New(n, int32(exponent))
	}
	n, _ := new(big.Int).SetString(string(digits), 10)
	if negative {
		n.Neg(n)
	}
	return decimal.NewFromBigInt(n, int32(exponent))
}

// normalise brings a decimal that a program made to the form of parseDecimal.
func normalise(d decimal.Decimal) (decimal.Decimal, numberFault) {
	if d.NumDigits() <= maxInt64Digits {
		return normaliseInt64(d)
	}
	n := d.Coefficient()
	if n.BitLen() > 4096 {
		return d, manyDigits
	}
	exponent := int64(d.Exponent())
	if n.Sign() == 0 {
		return decimal.New(0, 0), noFault
	}
	digits := n.Text(10)
	negative := digits[0] == '-'
	if negative {
		digits = digits[1:]
	}
	for digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
		exponent++
	}
	switch {
	case len(digits) > maxDigits:
		return d, manyDigits
	case exponent > maxExponent || exponent < -maxExponent:
		return d, farFromPoint
	}
	return fromDigits([]byte(digits), int(exponent), negative), noFault
}

// maxInt64Digits is how many digits fit into 64 bits, whatever they are.
const maxInt64Digits = 18

// normaliseInt64 does the same for a decimal of so many digits.
func normaliseInt64(d decimal.Decimal) (decimal.Decimal, numberFault) {
	n, exponent := d.CoefficientInt64(), int64(d.Exponent())
	if n == 0 {
		return decimal.New(0, 0), noFault
	}
	zeros := int64(0)
	for ; n%10 == 0; n /= 10 {
		zeros++
	}
	exponent += zeros
	switch {
	case exponent > maxExponent || exponent < -maxExponent:
		return d, farFromPoint
	case zeros == 0:
		return d, noFault
	}
	return decimal.New(n, int32(exponent)), noFault
}

// appendDecimal writes a number within the bounds in plain digits, without exponent and trailing zeros. It
// does not use Decimal.String, whose form depends on variables of its package.
func appendDecimal(dst []byte, d decimal.Decimal) []byte {
	d, fault := normalise(d)
	if fault != noFault { // not in a ledger; still exact, and short
		return strconv.AppendInt(append(d.Coefficient().Append(dst, 10), 'e'), int64(d.Exponent()), 10)
	}
	return appendNormal(dst, d)
}

// appendNormal does the same for a decimal that normalise returned.
func appendNormal(dst []byte, d decimal.Decimal) []byte {
	var room [maxDigits + 1]byte
	digits, exponent := room[:0], int(d.Exponent())
	if d.NumDigits() <= maxInt64Digits {
		digits = strconv.AppendInt(digits, d.CoefficientInt64(), 10)
	} else {
		digits = d.Coefficient().Append(digits, 10)
	}
	if digits[0] == '-' {
		dst, digits = append(dst, '-'), digits[1:]
	}
	if exponent >= 0 {
		dst = append(dst, digits...)
		for range exponent {
			dst = append(dst, '0')
		}
		return dst
	}
	point := len(digits) + exponent
	if point <= 0 {
		dst = append(dst, '0', '.')
		for range -point {
			dst = append(dst, '0')
		}
		return append(dst, digits...)
	}
	return append(append(append(dst, digits[:point]...), '.'), digits[point:]...)
}
