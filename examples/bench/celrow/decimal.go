// Package celrow runs rules with cel-go's own interpreter, an entry at a time, with the exact decimals that the house
// promises: the contender that says what the engine's way of running the same expressions is worth.
package celrow

import (
	"fmt"
	"reflect"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"
)

// decimalType is an exact number; expressions add, subtract, multiply and compare it, with whole numbers too.
var decimalType = cel.ObjectType("decimal", traits.AdderType|traits.SubtractorType|traits.MultiplierType|
	traits.ComparerType|traits.NegatorType)

// Decimal is an exact number in an expression.
type Decimal struct{ decimal.Decimal }

func of(v ref.Val) (decimal.Decimal, bool) {
	switch v := v.(type) {
	case Decimal:
		return v.Decimal, true
	case types.Int:
		return decimal.NewFromInt(int64(v)), true
	}
	return decimal.Decimal{}, false
}

func (d Decimal) with(other ref.Val, do func(a, b decimal.Decimal) decimal.Decimal) ref.Val {
	o, ok := of(other)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return Decimal{do(d.Decimal, o)}
}

// Add is d + other.
func (d Decimal) Add(other ref.Val) ref.Val { return d.with(other, decimal.Decimal.Add) }

// Subtract is d − other.
func (d Decimal) Subtract(other ref.Val) ref.Val { return d.with(other, decimal.Decimal.Sub) }

// Multiply is d × other.
func (d Decimal) Multiply(other ref.Val) ref.Val { return d.with(other, decimal.Decimal.Mul) }

// Negate is −d.
func (d Decimal) Negate() ref.Val { return Decimal{d.Neg()} }

// Compare is −1, 0 or 1.
func (d Decimal) Compare(other ref.Val) ref.Val {
	o, ok := of(other)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return types.Int(d.Cmp(o))
}

// Equal says whether other is the same number.
func (d Decimal) Equal(other ref.Val) ref.Val {
	o, ok := of(other)
	return types.Bool(ok && d.Decimal.Equal(o))
}

// ConvertToNative gives the decimal.Decimal.
func (d Decimal) ConvertToNative(t reflect.Type) (any, error) {
	if t == reflect.TypeFor[decimal.Decimal]() {
		return d.Decimal, nil
	}
	return nil, fmt.Errorf("a decimal is no %s", t)
}

// ConvertToType gives the decimal as itself or as text.
func (d Decimal) ConvertToType(t ref.Type) ref.Val {
	switch t.TypeName() {
	case decimalType.TypeName():
		return d
	case types.StringType.TypeName():
		return types.String(d.String())
	}
	return types.NewErr("a decimal is no %s", t.TypeName())
}

// Type is decimal.
func (d Decimal) Type() ref.Type { return decimalType }

// Value is the decimal.Decimal.
func (d Decimal) Value() any { return d.Decimal }
