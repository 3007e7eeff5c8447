package frame

import (
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
	"github.com/gongguo/gongguo/tier"
)

// outletView is the record of the outlet of an adoption: by the outlet table, else by the adoption.
type outletView struct {
	e     *Evaluator
	row   *columns.Row // the adoption
	table *outletEntry
}

// outletEntry is an outlet by the outlet table.
type outletEntry struct {
	name, level string
	attrs       []rule.Value // the declared ones that a list gives; none where it gives them ill
	listed      []bool       // by attribute: a list gives it
}

// OutletRecord is the record of the outlet of an adoption.
func (e *Evaluator) OutletRecord(r *columns.Row) rule.Value {
	v := e.OutletOf(r)
	return e.Frame.Scheme.Vocabulary.Outlet.Value(&v)
}

// OutletOf is the view of the outlet of an adoption.
func (e *Evaluator) OutletOf(r *columns.Row) outletView {
	code := r.Code(columns.FieldOutlet)
	if e.Frame.Scheme.Outlets.Dated() {
		return outletView{e, r, e.outletEntry(e.listed(r))}
	}
	entry := e.outletEntries[code]
	if entry == nil {
		entry = e.outletEntry(e.listed(r))
		e.outletEntries[code] = entry
	}
	return outletView{e, r, entry}
}

// listed is the line of the table for the outlet of an adoption, on its day; one that is not listed has its name.
func (e *Evaluator) listed(r *columns.Row) tier.Entry {
	name := r.Text(columns.FieldOutlet)
	found, listed := e.Frame.Scheme.Outlets.FindAt(name, e.InstantOf(r.Time(columns.FieldAt)))
	if !listed {
		found = tier.Entry{Name: tier.Normalise(name)} // so that 《甲报》 and 甲报 are one
	}
	return found
}

// outletEntry is a line of the table as expressions read it.
func (e *Evaluator) outletEntry(found tier.Entry) *outletEntry {
	declared := e.declared[outletAttrs]
	out := &outletEntry{
		name: found.Name, level: found.Attrs["level"],
		attrs: make([]rule.Value, len(declared)), listed: make([]bool, len(declared)),
	}
	for i := range declared {
		if text, ok := found.Attrs[declared[i].Name]; ok {
			out.attrs[i], _ = e.Attribute(&declared[i], parseText(&declared[i], text), true)
			out.listed[i] = true
		}
	}
	return out
}

// Field is the value of field i; see rule.Fields.
func (v *outletView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.OutletName:
		return rule.String(v.table.name), true
	case scheme.OutletLevel:
		if v.table.level != "" {
			return rule.String(v.table.level), true
		}
		return within(v.e.bound.level, v.row.Text(columns.FieldLevel))
	}
	if i -= scheme.OutletFields; !v.table.listed[i] {
		return v.e.attributes(outletAttrs, i, v.row.Code(columns.FieldAttrs))
	}
	return v.table.attrs[i], !v.table.attrs[i].IsNone()
}
