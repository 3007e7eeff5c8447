package steps

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// row is a settled period of a unit, as expressions of later and of longer periods read it.
type row struct {
	span    frame.Span
	figures *Figures
	quotas  []*QuotaRow // of the period and of the shorter ones inside
}

// Rows are the settled periods of a unit by kind, in order.
type Rows map[calendar.Kind][]row

// innerPeriods are the slots of the shorter periods inside a period, by kind.
var innerPeriods = [...]struct {
	slot scheme.Slot
	kind calendar.Kind
}{
	{scheme.SlotWeeks, calendar.Week},
	{scheme.SlotMonths, calendar.Month},
	{scheme.SlotQuarters, calendar.Quarter},
	{scheme.SlotHalves, calendar.Half},
}

// bindRows binds the settled periods of a unit: those before a period, and those inside. FiguresNow gives the
// current figures of a row.
func (e *Runner) bindRows(all Rows, sp frame.Span, figuresNow func(row) *Figures) {
	if !e.Frame.Scheme.ReadsRows {
		return
	}
	record := e.Frame.Scheme.Vocabulary.Row
	view := func(r row) rule.Value {
		r.figures = figuresNow(r)
		return record.Value(rowView{e, r})
	}
	var history []rule.Value
	for _, r := range slices.Backward(all[sp.Period.Kind]) {
		if r.span.End.Compare(sp.Start) <= 0 {
			history = append(history, view(r))
		}
	}
	e.Slots[scheme.SlotHistory], e.Slots[scheme.SlotBefore] = rule.List(record.Type(), history), rule.Value{}
	if len(history) > 0 {
		e.Slots[scheme.SlotBefore] = history[0]
	}
	for _, in := range innerPeriods {
		var list []rule.Value
		for _, r := range all[in.kind] {
			if in.kind < sp.Period.Kind && r.span.End.After(sp.Start) && !r.span.End.After(sp.End) {
				list = append(list, view(r))
			}
		}
		e.Slots[in.slot] = rule.List(record.Type(), list)
	}
}

// rowView is the record of a row.
type rowView struct {
	e *Runner
	r row
}

// Field is the value of field i; see rule.Fields.
func (v rowView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.RowName:
		return rule.String(v.r.span.Period.String()), true
	case scheme.RowYear:
		return rule.Int(int64(v.r.span.Period.Year)), true
	case scheme.RowIndex:
		return rule.Int(int64(v.r.span.Period.Index)), true
	case scheme.RowSum:
		return sumsOf(v.e.Frame, v.r.figures), true
	case scheme.RowTotal:
		return totalsOf(v.e.Frame, v.r.figures), true
	case scheme.RowCount:
		return countsOf(v.e.Frame, v.r.figures), true
	}
	sums := make([]Sum, len(v.e.Frame.Scheme.Quotas)) // 0: not owed
	for _, q := range v.r.quotas {
		sums[q.Quota.Index].add([...]decimal.Decimal{q.Required, q.Missing, q.Extra}[i-scheme.RowRequired])
	}
	out := make(map[string]rule.Value, len(sums))
	for k, q := range v.e.Frame.Scheme.Quotas {
		out[q.Name] = rule.Number(sums[k].value())
	}
	return rule.Map(rule.NumberType(), out), true
}

// bindMembers binds the number of units that belong to a unit at a time.
func (e *Runner) bindMembers(unit string, at time.Time) {
	if !e.Frame.Scheme.ReadsMembers {
		return
	}
	if !e.membersAt.Equal(at) || e.memberCounts == nil {
		e.membersAt, e.memberCounts = at, map[string]int64{}
		for _, u := range e.Frame.Roster.Units() {
			if m, on := e.Frame.Roster.At(u, at); on && m.Of != "" {
				e.memberCounts[m.Of]++
			}
		}
	}
	e.Slots[scheme.SlotMembers] = rule.Int(e.memberCounts[unit])
}
