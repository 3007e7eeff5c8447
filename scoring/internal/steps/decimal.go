package steps

import (
	"github.com/shopspring/decimal"
)

// plus is a + b, with the digits of decimal.Decimal.Add. It allocates nothing where one of them is 0.
func plus(a, b decimal.Decimal) decimal.Decimal {
	switch {
	case b.IsZero() && b.Exponent() >= a.Exponent():
		return a
	case a.IsZero() && a.Exponent() >= b.Exponent():
		return b
	}
	return a.Add(b)
}

// minus is a − b, with the digits of decimal.Decimal.Sub. It allocates nothing where b is 0.
func minus(a, b decimal.Decimal) decimal.Decimal {
	if b.IsZero() && b.Exponent() >= a.Exponent() {
		return a
	}
	return a.Sub(b)
}
