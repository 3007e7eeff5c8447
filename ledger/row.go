package ledger

import "github.com/shopspring/decimal"

// Row is one entry of a ledger by its fields: it holds their codes, and what a code stands for is made when it is asked for,
// so that work that looks at a few fields of an entry need not make the whole [Entry]. What a method gives for a field is
// what the Entry holds of it. The zero Row is of no entry and holds no field. A Row that is not read into anew is safe for
// concurrent use.
type Row struct {
	ledger *Ledger
	at     int
	number uint8 // Kind.number
	set    slotSet
	values [numSlots]uint64 // of the slots of the set, in their order
}

// Read makes r the entry at a position. All columns are read at once: each stands elsewhere in memory, and so the machine
// waits for them together.
func (c Columns) Read(i int, r *Row) {
	k, row := c.ledger.find(i)
	r.ledger, r.at, r.number, r.set = c.ledger, i, c.ledger.kindOf(i), k.set
	for n := range k.columns {
		r.values[n] = k.columns[n].at(row)
	}
}

// Row returns the entry at a position, by its fields.
func (c Columns) Row(i int) *Row {
	r := new(Row)
	c.Read(i, r)
	return r
}

// value is what the entry holds in a slot, 0 where it holds nothing.
func (r *Row) value(n slot) uint64 {
	if !r.set.has(n) {
		return 0
	}
	return r.values[r.set.rank(n)]
}

// Kind is the kind of the entry, "" of none.
func (r *Row) Kind() Kind {
	if r.number == 0 {
		return ""
	}
	return kinds[r.number-1]
}

// KindNumber is what [Columns.KindNumber] gives.
func (r *Row) KindNumber() uint8 { return r.number - 1 }

// Code is what [Columns.Code] gives.
func (r *Row) Code(f Field) uint32 {
	switch {
	case (f == FieldID || f == FieldKind) && r.number > 0: // they stand in no column of the kind
		return r.ledger.code(r.at, f)
	case fields[f].shape == shapeTime:
		return uint32(min(r.value(f), 1))
	}
	return uint32(r.value(f))
}

// Text is a text, "" if the entry has none. It requires a field of a text but the kind.
func (r *Row) Text(f Field) string {
	code := r.Code(f)
	if code == 0 {
		return ""
	}
	return r.ledger.words.text(code)
}

// Time is a time as it was written, the zero Time if the entry has none. It requires a field of a time.
func (r *Row) Time(f Field) Time {
	form := r.value(f)
	if form == 0 {
		return Time{}
	}
	n := timeNumber[f]
	return r.ledger.forms.time(form, r.value(slotClock+n), r.value(slotNano+n))
}

// Number is a number; not valid if the entry has none. It requires a field of a number.
func (r *Row) Number(f Field) decimal.NullDecimal {
	code := uint32(r.value(f))
	if code == 0 {
		return decimal.NullDecimal{}
	}
	return r.ledger.number(code)
}

// With is the list of co-submitters, as written; nil if the entry has none.
func (r *Row) With() []string {
	if code := uint32(r.value(FieldWith)); code > 0 {
		return r.ledger.with(code)
	}
	return nil
}

// Shares are who receives which share, sorted by unit; nil if the entry has none.
func (r *Row) Shares() []Share {
	if code := uint32(r.value(FieldShares)); code > 0 {
		return r.ledger.shares(code)
	}
	return nil
}

// Attrs are the attributes, sorted by name; nil if the entry has none.
func (r *Row) Attrs() Attrs {
	if code := uint32(r.value(FieldAttrs)); code > 0 {
		return r.ledger.attrs(code)
	}
	return nil
}
