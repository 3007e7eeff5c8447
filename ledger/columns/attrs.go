package columns

import (
	"iter"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// AttrCode is the value of an attribute as a number: that of two values of one ledger is the same only if they are
// equal.
type AttrCode uint64

// Attrs goes over the attributes behind a code of [FieldAttrs], in their order: the code of the name, and the number
// of the value. It requires a code that [Columns.Code] gave.
func (c Columns) Attrs(code uint32) iter.Seq2[uint32, AttrCode] {
	return func(yield func(uint32, AttrCode) bool) {
		list := c.store.List(code)
		for i := 0; i < list.Len(); i += 3 {
			if !yield(list.At(i), AttrCode(list.At(i+1))<<32|AttrCode(list.At(i+2))) {
				return
			}
		}
	}
}

// Attr is the attribute of a name among those behind a code of [FieldAttrs]; false if there is none. It requires a
// code that [Columns.Code] gave.
func (c Columns) Attr(code uint32, name string) (ledger.Value, bool) {
	for of, value := range c.Attrs(code) {
		if c.Text(of) == name {
			return c.AttrValue(value), true
		}
	}
	return ledger.Value{}, false
}

// AttrValue is the value of an attribute with that number.
func (c Columns) AttrValue(n AttrCode) ledger.Value {
	return decodeValue(c.store, ledger.ValueKind(n>>32), uint32(n))
}

func decodeValue(t *store.Store, kind ledger.ValueKind, code uint32) ledger.Value {
	switch kind {
	case ledger.TextKind:
		return ledger.StringValue(t.Texts.Text(code))
	case ledger.NumberKind:
		return ledger.NumberValue(t.Number(code).Decimal)
	}
	return ledger.BoolValue(code == 1)
}
