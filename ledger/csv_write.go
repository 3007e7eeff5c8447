package ledger

import (
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strings"
)

// WriteCSV writes a ledger as a CSV file in the form that [ReadCSV] reads: the columns that some entry
// needs, fields in the order of the struct [Entry], then attributes by name and type. Reading it again gives
// a ledger with equal entries and the same digest.
func WriteCSV(w io.Writer, l *Ledger) error {
	columns := l.columns()
	out := csv.NewWriter(w)
	cells := make([]string, len(columns))
	for i, col := range columns {
		cells[i] = textCell(col.name)
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	for i := range l.length {
		e := l.entry(i)
		for j := range columns {
			cells[j] = e.cell(&columns[j])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// columns lists the columns that the ledger needs.
func (l *Ledger) columns() []csvColumn {
	used := commonRequired
	attrs := map[csvColumn]bool{}
	seen := make([]bool, l.lists.count)
	for _, b := range l.blocks {
		for k := range b.tables {
			used |= fieldSet(b.tables[k].set & (1<<numFields - 1))
		}
	}
	for i := range l.length {
		code := l.code(i, FieldAttrs)
		if seen[code] {
			continue
		}
		seen[code] = true
		list := codes(l.lists.text(code))
		for n := 0; n < list.len(); n += 3 {
			attrs[csvColumn{field: FieldAttrs, attr: l.words.text(list.at(n)), kind: ValueKind(list.at(n + 1))}] = true
		}
	}
	var columns []csvColumn
	for f := range FieldAttrs {
		if used.has(f) {
			columns = append(columns, csvColumn{name: f.String(), field: f})
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
	return columns
}

// cell writes what e has in a column.
func (e *Entry) cell(col *csvColumn) string {
	f := col.field
	switch fields[f].shape {
	case shapeText:
		return textCell(*e.text(f))
	case shapeTime:
		return e.time(f).String()
	case shapeAttrs:
		return attrCell(e.Attrs, col)
	}
	if !e.has().has(f) {
		return ""
	}
	if fields[f].shape == shapeNumber {
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
