package provenance

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Query selects a unit, an item or an entry; one of them.
type Query struct{ Unit, Item, Entry string }

// ofUnit says whether the query is of a unit alone.
func (q Query) ofUnit() bool { return q.Item == "" && q.Entry == "" }

// QueryError is a query that does not name one thing of the ledger.
type QueryError struct {
	Query   Query
	Unknown string // unit, item or entry: not in the ledger; empty: the query names none, or several
	Reason  reason.Reason
}

// Error is the reason in English.
func (e *QueryError) Error() string { return e.Reason.String() }

// CheckQuery checks that a query names one thing of the ledger. The error is a *QueryError, with the nearest name.
func CheckQuery(f *frame.Frame, q Query) error {
	set := 0
	for _, s := range []string{q.Unit, q.Item, q.Entry} {
		if s != "" {
			set++
		}
	}
	if set != 1 {
		return &QueryError{Query: q, Reason: reason.New(
			"query.one", "found {found} of unit, item and entry; expected one", set)}
	}
	var what, name string
	var names []string
	switch {
	case q.Unit != "":
		what, name, names = "unit", q.Unit, f.Roster.Units()
	case q.Entry != "":
		if _, ok := f.Ledger.Find(q.Entry); ok {
			return nil
		}
		what, name = "entry", q.Entry
		for _, e := range f.Ledger.All() {
			names = append(names, e.ID)
		}
	default:
		if code, ok := f.Columns.CodeOf(q.Item); ok {
			if _, ok := f.Index.Item(code); ok {
				return nil
			}
		}
		what, name = "item", q.Item
		for _, e := range f.Ledger.All() {
			if e.Kind == ledger.Submit {
				names = append(names, e.Item)
			}
		}
	}
	if slices.Contains(names, name) {
		return nil
	}
	if struck, void, ok := struckUnit(f, q.Unit); ok {
		return &QueryError{Query: q, Unknown: what, Reason: reason.New("query.struck-out",
			"the enrolment {entry} of unit {unit:q} is struck out by {void}, and it has no other", struck, name, void)}
	}
	near := frame.Nearest(name, names)
	return &QueryError{Query: q, Unknown: what,
		Reason: reason.New("query.unknown", "the ledger has no {kind} {name:q}{near}", what, name, near)}
}

// struckUnit is the last enrolment of a unit, if it is struck out, and the void that does so.
func struckUnit(f *frame.Frame, unit string) (enroll, void string, ok bool) {
	if unit == "" {
		return "", "", false
	}
	for pos, e := range f.Ledger.All() {
		if e.Kind != ledger.Enroll || e.Unit != unit || pos >= f.View.Known() {
			continue
		}
		if by, struck := f.View.StruckBy(pos); struck {
			enroll, void, ok = e.ID, f.ID(int32(by)), true
		}
	}
	return enroll, void, ok
}

// selector returns the predicate of the entries that a query selects.
func selector(f *frame.Frame, q Query) func(pos int32) bool {
	c := f.Columns
	switch {
	case q.Entry != "":
		at, _ := f.Ledger.Find(q.Entry)
		return func(pos int32) bool { return int(pos) == at }
	case q.Item != "":
		item, _ := c.CodeOf(q.Item)
		return func(pos int32) bool { return c.Code(int(pos), columns.FieldItem) == item }
	}
	var units []uint32
	for _, name := range q.units(f) {
		if unit, ok := c.CodeOf(name); ok {
			units = append(units, unit)
		}
	}
	return func(pos int32) bool { return slices.Contains(units, f.UnitCode(pos)) }
}

// units are the unit of the query and those that it has succeeded by the end of what is shown, whose entries are its
// own by then; none: the query is of no unit.
func (q Query) units(f *frame.Frame) []string {
	if q.Unit == "" {
		return nil
	}
	return append([]string{q.Unit}, f.Lineage.Ancestors(q.Unit, f.End)...)
}

// selectsPosting says whether a query selects a posting.
func selectsPosting(f *frame.Frame, q Query, p *steps.Posting) bool {
	switch {
	case q.Unit != "":
		return p.Unit == q.Unit
	case q.Item != "":
		return p.Item == q.Item
	}
	return slices.Contains(p.Entries, q.Entry)
}
