package steps

import (
	"github.com/shopspring/decimal"
)

// plus is a + b, in the digits of decimal.Decimal.Add; nothing is made where one of them is nothing.
func plus(a, b decimal.Decimal) decimal.Decimal {
	switch {
	case b.IsZero() && b.Exponent() >= a.Exponent():
		return a
	case a.IsZero() && a.Exponent() >= b.Exponent():
		return b
	}
	return a.Add(b)
}

// minus is a − b, in the digits of decimal.Decimal.Sub; nothing is made where b is nothing.
func minus(a, b decimal.Decimal) decimal.Decimal {
	if b.IsZero() && b.Exponent() >= a.Exponent() {
		return a
	}
	return a.Sub(b)
}
