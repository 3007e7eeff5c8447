package ledger

import "iter"

// AttrNumber is the value of an attribute as a number: that of two values of one ledger is the same only if they are equal.
type AttrNumber uint64

// Attrs goes over the attributes behind a code of [FieldAttrs], in their order: the code of the name, and the number of the
// value. It requires a code that [Columns.Code] gave.
func (c Columns) Attrs(code uint32) iter.Seq2[uint32, AttrNumber] {
	return func(yield func(uint32, AttrNumber) bool) {
		list := codes(c.ledger.lists.text(code))
		for i := 0; i < list.len(); i += 3 {
			if !yield(list.at(i), AttrNumber(list.at(i+1))<<32|AttrNumber(list.at(i+2))) {
				return
			}
		}
	}
}

// Attr is the attribute of a name among those behind a code of [FieldAttrs]; false if there is none. It requires a code that
// [Columns.Code] gave.
func (c Columns) Attr(code uint32, name string) (Value, bool) {
	for of, value := range c.Attrs(code) {
		if c.Text(of) == name {
			return c.AttrValue(value), true
		}
	}
	return Value{}, false
}

// AttrValue is the value of an attribute with that number.
func (c Columns) AttrValue(n AttrNumber) Value {
	return c.ledger.decodeValue(ValueKind(n>>32), uint32(n))
}
