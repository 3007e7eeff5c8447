package store

import "github.com/shopspring/decimal"

// CodeList is a list as it stands in the dictionary of lists.
type CodeList string

// Len is how many codes it holds.
func (c CodeList) Len() int { return len(c) / 4 }

// At is the code at a place. It requires 0 ≤ i < Len.
func (c CodeList) At(i int) uint32 {
	four := c[4*i : 4*i+4]
	return uint32(four[0]) | uint32(four[1])<<8 | uint32(four[2])<<16 | uint32(four[3])<<24
}

// List is the list of a code.
func (t *Store) List(code uint32) CodeList { return CodeList(t.Lists.Text(code)) }

// Number is the number of a code.
func (t *Store) Number(code uint32) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: t.Numbers.Values[code], Valid: true}
}

// With is the list of texts of a code.
func (t *Store) With(code uint32) []string {
	list := t.List(code)
	with := make([]string, list.Len())
	for i := range with {
		with[i] = t.Texts.Text(list.At(i))
	}
	return with
}
