package ledger

import (
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// csvColumn is one column of a CSV file.
type csvColumn struct {
	name    string // as written
	field   store.Field
	attr    string    // of an attribute: its name
	kind    ValueKind // and its type
	ignored bool      // reported
}

// attrTypes are the endings of the columns of attributes.
var attrTypes = []string{"string", "bool", "number"}

// header reads the first row.
func (c *csvReader) header(cells []string, line int) {
	d := &c.draft
	d.reset(line, 0, "")
	c.columns = make([]csvColumn, len(cells))
	first := map[csvColumn]bool{}
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			c.misencoded(line, "", cell)
			return
		}
		c.headed += len(cell)
		name, ok := c.head(d, strings.Clone(cell))
		if !ok {
			c.columns[i].ignored = true
			continue
		}
		col := c.column(d, name)
		same := csvColumn{field: col.field, attr: col.attr, kind: col.kind}
		if !col.ignored && first[same] {
			c.fail(d, 0, col.name,
				twice(reason.New("ledger.found.column-again", "the column a second time"), onlyOnce()))
			col.ignored = true
		}
		first[same] = first[same] || !col.ignored
		if !col.ignored {
			d.named |= 1 << col.field
		}
		c.columns[i] = col
	}
	for f := range store.NumFields {
		if commonRequired.Has(f) && !d.named.Has(f) && !d.bad.Has(f) {
			c.fail(d, 0, f.String(), reason.New("ledger.csv.no-column", "found {found}, expected {expected}",
				reason.New("ledger.found.no-column", "no such column"),
				reason.New("ledger.expected.column", "one: every entry needs {field}", f.String())))
		}
	}
	c.lacking = commonRequired&^d.named | d.bad // those that were probably meant, too
	d.named = 0
	c.report(d)
}

// head reads a cell of the header, which is a JSON string if it begins with a quotation mark.
func (c *csvReader) head(d *draft, cell string) (name string, ok bool) {
	if strings.HasPrefix(cell, `"`) {
		return c.text(d, &csvColumn{field: store.FieldAttrs}, cell)
	}
	return cell, true
}

// column makes a column of its name.
func (c *csvReader) column(d *draft, name string) csvColumn {
	col := csvColumn{name: name}
	attr, isAttr := strings.CutPrefix(name, "attrs.")
	if !isAttr {
		f, ok := fieldsByName[name]
		if ok && f != store.FieldAttrs {
			col.field = f
			return col
		}
		col.ignored = true
		switch {
		case ok:
			c.fail(d, 0, name, reason.New("ledger.csv.all-attributes", "found {found}, expected {expected}",
				reason.New("ledger.found.all-attributes", "a column for all attributes"),
				reason.New("ledger.expected.column-each", "one for each, such as attrs.words:number")))
		case name == "":
			c.fail(d, 0, "", reason.New("ledger.csv.unnamed-column", "found {found}, expected {expected}",
				reason.New("ledger.found.unnamed-column", "a column without a name"),
				reason.New("ledger.expected.field-name", "the name of a field")))
		default:
			own := func() reason.Reason {
				return reason.New("ledger.expected.field-or-attribute",
					"a field of the format; an attribute of your own is headed attrs.{name}, "+
						"or attrs.{name}:number if it is a number", printable(short(name)))
			}
			if f, ok := c.unknownField(d, 0, name, own); ok {
				col.field, col.ignored = f, false
			}
		}
		return col
	}
	col.field, col.attr, col.kind = store.FieldAttrs, attr, TextKind
	if i := strings.LastIndexByte(attr, ':'); i >= 0 {
		col.attr = attr[:i]
		switch attr[i+1:] {
		case "string":
		case "bool":
			col.kind = BoolKind
		case "number":
			col.kind = NumberKind
		default:
			col.ignored = true
			nearest, _ := spelling.Nearest(attr[i+1:], attrTypes)
			c.failNear(d, 0, name, nearest,
				reason.New("ledger.csv.unknown-type", "found {found}, expected {expected}{near}",
					reason.New("ledger.found.type", "the type {type}", quote(attr[i+1:])), enumerate(attrTypes),
					hint(nearest)))
			return col
		}
	}
	if col.attr == "" {
		col.ignored = true
		c.fail(d, 0, name, reason.New("ledger.csv.unnamed-attribute", "found {found}, expected {expected}",
			reason.New("ledger.found.unnamed-attribute", "an attribute without a name"),
			reason.New("ledger.expected.named-attribute", "one, such as attrs.words:number")))
	}
	return col
}
