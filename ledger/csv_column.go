package ledger

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
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
			c.fail(d, 0, col.name, "the column a second time", "it once", "")
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
			c.fail(d, 0, f.String(), "no such column", "one: every entry needs "+f.String(), "")
		}
	}
	c.lacking = commonRequired &^ d.named
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
			c.fail(d, 0, name, "a column for all attributes", "one for each, such as attrs.words:number", "")
		case name == "":
			c.fail(d, 0, "", "a column without a name", "the name of a field", "")
		default:
			known := len(d.errors)
			if f, ok := c.unknownField(d, 0, name); ok {
				col.field, col.ignored = f, false
			} else if len(d.errors) > known && d.errors[known].Nearest == "" {
				d.errors[known].Expected = fmt.Sprintf("a field of the format; an attribute of your own is headed attrs.%[1]s, or attrs.%[1]s:number if it is a number", printable(short(name)))
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
			c.fail(d, 0, name, "the type "+quote(attr[i+1:]), "string, bool or number", nearest)
			return col
		}
	}
	if col.attr == "" {
		col.ignored = true
		c.fail(d, 0, name, "an attribute without a name", "one, such as attrs.words:number", "")
	}
	return col
}
