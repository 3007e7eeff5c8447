package ledger

import (
	"slices"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// addEntry takes an entry that a program made. It leaves the slices of e as they are.
func (b *builder) addEntry(e *Entry) {
	b.fillMade(e)
	b.take(&b.draft)
	b.draft.Entry = Entry{}
}

// fillMade puts an entry that a program made into the draft.
func (b *builder) fillMade(e *Entry) {
	d := &b.draft
	d.reset(0, b.ordinal, "")
	d.Entry = *e
	d.named = e.has()
	for f := range store.NumFields {
		switch {
		case !d.named.Has(f):
		case f.Shape() == store.ShapeText:
			b.checkText(d, f, f.String(), *d.Entry.text(f))
		case f.Shape() == store.ShapeNumber:
			b.checkNumber(d, f, f.String(), &d.Entry.number(f).Decimal)
		}
	}
	if e.Recorded.IsDate() {
		b.failField(d, store.FieldRecorded, wrongTime(e.Recorded.String(), expectedNoDate()))
	}
	for _, unit := range e.With {
		b.checkName(d, store.FieldWith, "with", unit)
	}
	d.Shares = b.checkShares(d, store.FieldShares, e.Shares)
	d.Succeeds = b.checkShares(d, store.FieldSucceeds, e.Succeeds)
	d.Attrs = slices.Clone(e.Attrs)
	for i := range d.Attrs {
		b.checkAttr(d, &d.Attrs[i])
	}
}

// checkShares is a copy of shares, of which what is wrong is reported.
func (b *builder) checkShares(d *draft, f store.Field, shares []Share) []Share {
	shares = slices.Clone(shares)
	for i := range shares {
		s := &shares[i]
		b.checkName(d, f, f.String(), s.Unit)
		b.checkNumber(d, f, f.String()+"."+s.Unit, &s.Share)
	}
	return shares
}

func (b *builder) checkAttr(d *draft, a *Attr) {
	b.checkName(d, store.FieldAttrs, "attrs", a.Name)
	b.checkValue(d, "attrs."+a.Name, &a.Value)
}

// checkValue brings the value of an attribute to its one form, or reports it.
func (b *builder) checkValue(d *draft, name string, v *Value) {
	switch v.kind {
	case TextKind:
		b.checkText(d, store.FieldAttrs, name, v.text)
	case NumberKind:
		b.checkNumber(d, store.FieldAttrs, name, &v.number)
	case BoolKind:
	default:
		d.bad |= 1 << store.FieldAttrs
		b.fail(d, 0, name, reason.New("ledger.no-value", "found {found}, expected {expected}",
			reason.New("ledger.found.no-value", "no value"), scalarNeeded()))
	}
}

// checkName reports a name within a list that is empty or no UTF-8.
func (b *builder) checkName(d *draft, f store.Field, label, name string) {
	if name == "" {
		b.fail(d, d.value(f), label, emptyText())
		return
	}
	b.checkText(d, f, label, name)
}

func (b *builder) checkText(d *draft, f store.Field, label, text string) {
	if !utf8.ValidString(text) {
		d.bad |= 1 << f
		b.fail(d, 0, label, notUTF8(quote(text), utf8Text()))
	}
}

// checkNumber brings a number to its one form, or reports it.
func (b *builder) checkNumber(d *draft, f store.Field, label string, n *decimal.Decimal) {
	exact, fault := normalise(*n)
	if fault != noFault {
		d.bad |= 1 << f
		*n = decimal.New(0, 0)
		b.fail(d, 0, label, wrongNumber(reason.New("ledger.found.out-of-bounds", "a number out of bounds"), fault))
		return
	}
	*n = exact
}

func nullDecimal(d decimal.Decimal) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: d, Valid: true}
}

// atMost is no less than the length of the canonical bytes of e.
func (e *Entry) atMost() int {
	const number = 2 + 2*maxDigits + maxExponent
	n := 2 + int(store.NumFields)*16 + 3*48 + 2*number
	for f := range store.NumFields {
		if f.Shape() == store.ShapeText {
			n += 6 * len(*e.text(f))
		}
	}
	for _, unit := range e.With {
		n += 6*len(unit) + 3
	}
	for _, s := range e.Shares {
		n += 6*len(s.Unit) + 8 + number
	}
	for _, s := range e.Succeeds {
		n += 6*len(s.Unit) + 8 + number
	}
	for _, a := range e.Attrs {
		n += 6*len(a.Name) + 8 + 6*len(a.Value.text) + number
	}
	return n
}
