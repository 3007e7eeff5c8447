package steps

import (
	"slices"
	"sort"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// row is a settled period of a unit, as expressions of later and of longer periods read it.
type row struct {
	span      frame.Span
	figures   *Figures
	outcome   *outcome // nil: not made, not kept, or of several units
	inherited bool     // the unit has it from another
}

// Rows are the settled periods of a unit by kind, in order: by the place of the kind in Scheme.Kinds; nil: none.
type Rows [][]*row

// in are the rows of a kind.
func (rows Rows) in(f *frame.Frame, kind calendar.Kind) []*row {
	if at := slices.Index(f.Scheme.Kinds, kind); at >= 0 && rows != nil {
		return rows[at]
	}
	return nil
}

// put puts a row after the others of its kind.
func (rows *Rows) put(f *frame.Frame, r *row) {
	if *rows == nil {
		*rows = make(Rows, len(f.Scheme.Kinds))
	}
	at := slices.Index(f.Scheme.Kinds, r.span.Period.Kind)
	(*rows)[at] = append((*rows)[at], r)
}

// of is the row of a period, if it is the latest of its kind; nil: there is none.
func (rows Rows) of(f *frame.Frame, p calendar.Period) *row {
	all := rows.in(f, p.Kind)
	if len(all) == 0 || all[len(all)-1].span.Period != p {
		return nil
	}
	return all[len(all)-1]
}

// rowValues are rows of a unit as expressions read them, each made once, by the place of the kind in Scheme.Kinds.
type rowValues []kindValues

// kindValues are those of one kind.
type kindValues struct {
	inOrder     []rule.Value
	latestFirst past
}

// in are the values of a kind; nil: there are none.
func (v rowValues) in(f *frame.Frame, kind calendar.Kind) *kindValues {
	if at := slices.Index(f.Scheme.Kinds, kind); at >= 0 && v != nil {
		return &v[at]
	}
	return nil
}

// put puts a row after the others of its kind.
func (v *rowValues) put(f *frame.Frame, r rowView) {
	if *v == nil {
		*v = make(rowValues, len(f.Scheme.Kinds))
	}
	of, value := v.in(f, r.row.span.Period.Kind), f.Scheme.Vocabulary.Row.Value(r)
	of.inOrder = append(of.inOrder, value)
	of.latestFirst.put(value)
}

// innerPeriods are the slots of the shorter periods inside a period, by kind.
var innerPeriods = [...]struct {
	slot scheme.Slot
	kind calendar.Kind
}{
	{scheme.SlotDays, calendar.Day},
	{scheme.SlotWeeks, calendar.Week},
	{scheme.SlotMonths, calendar.Month},
	{scheme.SlotQuarters, calendar.Quarter},
	{scheme.SlotHalves, calendar.Half},
	{scheme.SlotYears, calendar.Year},
}

// past are the rows of a unit of one kind as expressions read them, the latest first, at the end of their room.
type past struct {
	room []rule.Value
	from int
}

// put puts a row before the others.
func (p *past) put(v rule.Value) {
	if p.from == 0 {
		grown := make([]rule.Value, 2*len(p.room)+8)
		p.from = len(grown) - len(p.room)
		copy(grown[p.from:], p.room)
		p.room = grown
	}
	p.from--
	p.room[p.from] = v
}

// earliest are the n earliest rows, the latest of them first.
func (p *past) earliest(n int) []rule.Value { return p.room[len(p.room)-n:] }

// bindRows binds the settled periods of a unit: those before a period, the latest first, and those inside.
func (e *Runner) bindRows(all Rows, values rowValues, sp frame.Span) {
	if !e.Frame.Scheme.ReadsRows {
		return
	}
	kind := sp.Period.Kind
	var history []rule.Value
	if of := values.in(e.Frame, kind); of != nil {
		history = of.latestFirst.earliest(rowsUntil(all.in(e.Frame, kind), sp.Start))
	}
	e.Slots[scheme.SlotHistory], e.Slots[scheme.SlotBefore] = e.rowList(history), rule.Value{}
	if len(history) > 0 {
		e.Slots[scheme.SlotBefore] = history[0]
	}
	for _, in := range innerPeriods {
		var inside []rule.Value
		if of := values.in(e.Frame, in.kind); of != nil && in.kind != kind && in.kind.Inside(kind) {
			rows := all.in(e.Frame, in.kind)
			inside = of.inOrder[rowsUntil(rows, sp.Start):rowsUntil(rows, sp.End)]
		}
		e.Slots[in.slot] = e.rowList(inside)
	}
}

func (e *Runner) rowList(rows []rule.Value) rule.Value {
	record := e.Frame.Scheme.Vocabulary.Row
	if len(rows) == 0 {
		return e.EmptyList(record)
	}
	return rule.List(record.Type(), rows)
}

// rowsUntil is how many rows end by an instant.
func rowsUntil(rows []*row, t time.Time) int {
	return sort.Search(len(rows), func(i int) bool { return rows[i].span.End.After(t) })
}

// rowView is the record of a row.
type rowView struct {
	frame  *frame.Frame
	row    *row
	quotas settledQuotas
	of     *standing // whose figures in the period are read; nil: those of the row are
}

// figures are the figures of the row as they are now.
func (v rowView) figures() *Figures {
	if v.of != nil {
		return v.of.in(v.frame, v.row.span.Period)
	}
	return v.row.figures
}

// Field is the value of field i; see rule.Fields.
func (v rowView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.RowName:
		return rule.String(v.row.span.Period.String()), true
	case scheme.RowYear:
		return rule.Int(int64(v.row.span.Period.Year)), true
	case scheme.RowIndex:
		return rule.Int(int64(v.row.span.Period.Index)), true
	case scheme.RowSum:
		return sumsOf(v.frame, v.figures()), true
	case scheme.RowTotal:
		return totalsOf(v.frame, v.figures()), true
	case scheme.RowCount:
		return countsOf(v.frame, v.figures()), true
	case scheme.RowGrade:
		return v.row.outcome.gradesBy(v.frame), true
	case scheme.RowResult:
		return v.row.outcome.resultsBy(v.frame), true
	}
	return v.quotas.sum(v.frame, v.row.span, func(q *QuotaRow) decimal.Decimal {
		return [...]decimal.Decimal{q.Required, q.Missing, q.Extra}[i-scheme.RowRequired]
	}), true
}

// bindMembers binds the number of units that belong to a unit at a time.
func (e *Runner) bindMembers(unit string, at time.Time) {
	if !e.Frame.Scheme.ReadsMembers {
		return
	}
	e.Slots[scheme.SlotMembers] = rule.Int(e.Frame.Members.At(unit, at))
}
