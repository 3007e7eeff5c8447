package ledger

import (
	"context"
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// WriteCSV writes a ledger, which must not be nil, as a CSV file in the form that [ReadCSV] reads: the columns that
// some entry needs, fields in the order of the struct [Entry], then attributes by name and type. Reading it again gives
// a ledger with equal entries and the same digest. Where the context ends its error is returned, and a part of the rows
// may be written.
func WriteCSV(ctx context.Context, w io.Writer, l *Ledger) error {
	columns, err := l.columns(ctx)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	cells := make([]string, len(columns))
	for i, col := range columns {
		cells[i] = textCell(col.name)
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	pace := pace{ctx: ctx}
	for i := range l.store.Length {
		if err := pace.err(); err != nil {
			return err
		}
		e := l.entry(i)
		for j := range columns {
			cells[j] = e.cell(&columns[j])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return ctx.Err()
}

// columns lists the columns that the ledger needs.
func (l *Ledger) columns(ctx context.Context) ([]csvColumn, error) {
	used := commonRequired
	attrs := map[csvColumn]bool{}
	seen := make([]bool, l.store.Lists.Count)
	used |= l.store.Used()
	pace := pace{ctx: ctx}
	for i := range l.store.Length {
		if err := pace.err(); err != nil {
			return nil, err
		}
		code := l.store.Code(i, store.FieldAttrs)
		if seen[code] {
			continue
		}
		seen[code] = true
		list := l.store.List(code)
		for n := 0; n < list.Len(); n += 3 {
			attrs[csvColumn{
				field: store.FieldAttrs, attr: l.store.Texts.Text(list.At(n)), kind: ValueKind(list.At(n + 1))}] = true
		}
	}
	var columns, after []csvColumn
	for f := range store.NumFields {
		switch {
		case f == store.FieldAttrs || !used.Has(f):
		case f < store.FieldAttrs:
			columns = append(columns, csvColumn{name: f.String(), field: f})
		default:
			after = append(after, csvColumn{name: f.String(), field: f})
		}
	}
	byName := slices.SortedFunc(maps.Keys(attrs), func(a, b csvColumn) int {
		if a.attr == b.attr {
			return int(a.kind) - int(b.kind)
		}
		return strings.Compare(a.attr, b.attr)
	})
	for _, col := range byName {
		col.name = "attrs." + col.attr
		if col.kind != TextKind || strings.Contains(col.attr, ":") {
			col.name += ":" + col.kind.String()
		}
		columns = append(columns, col)
	}
	return append(columns, after...), nil
}

// cell writes what e has in a column.
func (e *Entry) cell(col *csvColumn) string {
	f := col.field
	switch f.Shape() {
	case store.ShapeText:
		return textCell(*e.text(f))
	case store.ShapeTime:
		return e.time(f).String()
	case store.ShapeAttrs:
		return attrCell(e.Attrs, col)
	}
	if !e.has().Has(f) {
		return ""
	}
	if f.Shape() == store.ShapeNumber {
		return string(appendDecimal(nil, e.number(f).Decimal))
	}
	return string(e.appendField(nil, f))
}

func attrCell(attrs Attrs, col *csvColumn) string {
	value, ok := attrs.Get(col.attr)
	switch {
	case !ok || value.kind != col.kind:
		return ""
	case value.kind == TextKind && value.text == "":
		return `""`
	case value.kind == TextKind:
		return textCell(value.text)
	}
	return value.String()
}

// textCell writes as JSON what would not come through as it is.
func textCell(text string) string {
	if strings.HasPrefix(text, `"`) || strings.Contains(text, "\r") {
		return string(appendString(nil, text))
	}
	return text
}
