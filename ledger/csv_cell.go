package ledger

import (
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// cell reads one cell that is not empty.
func (c *csvReader) cell(d *draft, col *csvColumn, cell string) {
	f := col.field
	if f.Shape() == store.ShapeAttrs {
		if value, ok := c.attr(d, col, cell); ok {
			d.Attrs = append(d.Attrs, Attr{Name: col.attr, Value: value})
		}
		return
	}
	d.named |= 1 << f
	switch f.Shape() {
	case store.ShapeTime:
		c.time(d, f, cell)
	case store.ShapeNumber:
		setNumber(c.builder, d, f, cell)
	case store.ShapeText:
		if text, ok := c.text(d, col, cell); ok {
			*d.Entry.text(f) = text
		}
	case store.ShapeFlag:
		d.Restricted, _ = c.bool(d, f, col, cell)
	default:
		c.json(d, f, cell)
	}
}

// text reads a cell of text, which is a JSON string if it begins with a quotation mark.
func (c *csvReader) text(d *draft, col *csvColumn, cell string) (string, bool) {
	if cell[0] != '"' {
		return cell, true
	}
	c.scan.reset(cell)
	text, ok := c.scan.string()
	if !ok || !c.scan.end() {
		d.bad |= 1 << col.field
		c.fail(d, 0, col.name, reason.New("ledger.csv.no-json", "found {found}, expected {expected}", quote(cell),
			reason.New("ledger.expected.json-string", "a JSON string, since it begins with a quotation mark")))
		return "", false
	}
	return text, true
}

func (c *csvReader) attr(d *draft, col *csvColumn, cell string) (Value, bool) {
	d.named |= 1 << store.FieldAttrs
	switch col.kind {
	case TextKind:
		text, ok := c.text(d, col, cell)
		return Value{kind: TextKind, text: text}, ok
	case BoolKind:
		truth, ok := c.bool(d, store.FieldAttrs, col, cell)
		if !ok {
			return Value{}, false
		}
		return BoolValue(truth), true
	}
	n, fault := parseDecimal(cell)
	if fault != noFault {
		d.bad |= 1 << store.FieldAttrs
		c.fail(d, 0, col.name, wrongNumber(quote(cell), fault))
		return Value{}, false
	}
	return Value{kind: NumberKind, number: n}, true
}

// bool reads a cell of true or false.
func (c *csvReader) bool(d *draft, f store.Field, col *csvColumn, cell string) (truth, ok bool) {
	switch cell {
	case "true", "TRUE": // a spreadsheet writes capitals
		return true, true
	case "false", "FALSE":
		return false, true
	}
	d.bad |= 1 << f
	c.fail(d, 0, col.name,
		reason.New("ledger.csv.no-bool", "found {found}, expected {expected}", quote(cell), expectedBool()))
	return false, false
}

// json reads a cell of with, shares or succeeds.
func (c *csvReader) json(d *draft, f store.Field, cell string) {
	j := jsonReader{builder: c.builder}
	s := &j.scan
	s.reset(cell)
	s.space()
	ok := false
	switch f {
	case store.FieldWith:
		ok = j.with()
	case store.FieldShares:
		ok = j.shares(f)
	default:
		ok = j.succeeds()
	}
	if !ok || !s.end() {
		d.bad |= 1 << f
		c.fail(d, 0, f.String(), reason.New("ledger.csv.no-json", "found {found}, expected {expected}", s.found,
			reason.New("ledger.expected.in-json", "{expected}, in JSON", s.expected)))
	}
}
