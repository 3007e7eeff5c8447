package columns

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Row is one entry of a ledger by its fields: it holds their codes, and what a code stands for is made when it is
// asked for, so that work that looks at a few fields of an entry need not make the whole [ledger.Entry]. What a
// method gives for a field is what the Entry holds of it. The zero Row is of no entry and holds no field. A Row that
// is not read into anew is safe for concurrent use.
type Row struct {
	store  *store.Store
	at     int
	number uint8 // the code of the kind plus one; 0: of no entry
	set    store.SlotSet
	values [store.NumSlots]uint64 // of the slots of the set, in their order
}

// Read makes r the entry at a position. All columns are read at once: each stands elsewhere in memory, and so the
// machine waits for them together.
func (c Columns) Read(i int, r *Row) {
	k, row := c.store.Find(i)
	r.store, r.at, r.number, r.set = c.store, i, c.store.KindOf(i), k.Set
	for n := range k.Columns {
		r.values[n] = k.Columns[n].At(row)
	}
}

// Row returns the entry at a position, by its fields.
func (c Columns) Row(i int) *Row {
	r := new(Row)
	c.Read(i, r)
	return r
}

// value is what the entry holds in a slot, 0 where it holds nothing.
func (r *Row) value(n store.Slot) uint64 {
	if !r.set.Has(n) {
		return 0
	}
	return r.values[r.set.Rank(n)]
}

// Position is the position of the entry in its ledger.
func (r *Row) Position() int { return r.at }

// Kind is the kind of the entry, "" of none.
func (r *Row) Kind() ledger.Kind {
	if r.number == 0 {
		return ""
	}
	return kindsByCode[r.number-1]
}

// KindCode is what [Columns.KindCode] gives.
func (r *Row) KindCode() uint8 { return r.number - 1 }

// Code is what [Columns.Code] gives.
func (r *Row) Code(f Field) uint32 {
	switch {
	case (f == FieldID || f == FieldKind) && r.number > 0: // they stand in no column of the kind
		return r.store.Code(r.at, store.Field(f))
	case store.Field(f).Shape() == store.ShapeTime:
		return uint32(min(r.value(store.Field(f)), 1))
	}
	return uint32(r.value(store.Field(f)))
}

// Text is a text, "" if the entry has none. It requires a field of a text but the kind.
func (r *Row) Text(f Field) string {
	code := r.Code(f)
	if code == 0 {
		return ""
	}
	return r.store.Texts.Text(code)
}

// Time is a time as it was written, the zero Time if the entry has none. It requires a field of a time.
func (r *Row) Time(f Field) ledger.Time {
	form := r.value(store.Field(f))
	if form == 0 {
		return ledger.Time{}
	}
	n := store.Field(f).TimeIndex()
	return ledger.Time(r.store.Forms.Time(form, r.value(store.SlotClock+n), r.value(store.SlotNano+n)))
}

// Number is a number; not valid if the entry has none. It requires a field of a number.
func (r *Row) Number(f Field) decimal.NullDecimal {
	code := uint32(r.value(store.Field(f)))
	if code == 0 {
		return decimal.NullDecimal{}
	}
	return r.store.Number(code)
}

// With is the list of co-submitters, as written; nil if the entry has none.
func (r *Row) With() []string {
	if code := uint32(r.value(store.FieldWith)); code > 0 {
		return r.store.With(code)
	}
	return nil
}

// Shares are who receives which share, sorted by unit; nil if the entry has none.
func (r *Row) Shares() []ledger.Share {
	if code := uint32(r.value(store.FieldShares)); code > 0 {
		list := r.store.List(code)
		shares := make([]ledger.Share, list.Len()/2)
		for i := range shares {
			shares[i] = ledger.Share{Unit: r.store.Texts.Text(list.At(2 * i)),
				Share: r.store.Number(list.At(2*i + 1)).Decimal}
		}
		return shares
	}
	return nil
}

// Attrs are the attributes, sorted by name; nil if the entry has none.
func (r *Row) Attrs() ledger.Attrs {
	if code := uint32(r.value(store.FieldAttrs)); code > 0 {
		list := r.store.List(code)
		attrs := make(ledger.Attrs, list.Len()/3)
		for i := range attrs {
			attrs[i] = ledger.Attr{Name: r.store.Texts.Text(list.At(3 * i)),
				Value: decodeValue(r.store, ledger.ValueKind(list.At(3*i+1)), list.At(3*i+2))}
		}
		return attrs
	}
	return nil
}
