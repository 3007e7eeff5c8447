package scoring

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// row is a unit's figures in a period that is settled, for the expressions of later and of longer periods.
type row struct {
	span    span
	figures *figures
	quotas  []*QuotaRow // that the unit owed in it, or in the shorter periods inside
}

// rows are the settled periods of a unit by their kind, in order.
type rows map[calendar.Kind][]row

// insides are the slots of the periods inside, by their kind.
var insides = [...]struct {
	slot scheme.Slot
	kind calendar.Kind
}{{scheme.SlotWeeks, calendar.Week}, {scheme.SlotMonths, calendar.Month}, {scheme.SlotQuarters, calendar.Quarter}, {scheme.SlotHalves, calendar.Half}}

// bindRows sets what expressions may name of a unit's other periods; now gives the figures of a row as they are by then.
func (e *runner) bindRows(all rows, sp span, now func(row) *figures) {
	if !e.scheme.ReadsRows {
		return
	}
	of := e.scheme.Vocabulary.Row
	view := func(r row) rule.Value {
		r.figures = now(r)
		return of.Value(rowView{e, r})
	}
	var history []rule.Value
	for _, r := range slices.Backward(all[sp.period.Kind]) {
		if r.span.end.Compare(sp.start) <= 0 {
			history = append(history, view(r))
		}
	}
	e.slots[scheme.SlotHistory], e.slots[scheme.SlotBefore] = rule.List(of.Type(), history), rule.Value{}
	if len(history) > 0 {
		e.slots[scheme.SlotBefore] = history[0]
	}
	for _, in := range insides {
		var list []rule.Value
		for _, r := range all[in.kind] {
			if in.kind < sp.period.Kind && r.span.end.After(sp.start) && !r.span.end.After(sp.end) {
				list = append(list, view(r))
			}
		}
		e.slots[in.slot] = rule.List(of.Type(), list)
	}
}

// rowView is a row as expressions see it.
type rowView struct {
	e *runner
	r row
}

// Field is the value of field i; see rule.Fields.
func (v rowView) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.RowName:
		return rule.String(v.r.span.period.String()), true
	case scheme.RowYear:
		return rule.Int(int64(v.r.span.period.Year)), true
	case scheme.RowIndex:
		return rule.Int(int64(v.r.span.period.Index)), true
	case scheme.RowSum:
		return v.e.sumsOf(v.r.figures), true
	case scheme.RowTotal:
		return v.e.totalsOf(v.r.figures), true
	case scheme.RowCount:
		return v.e.countsOf(v.r.figures), true
	}
	sums := make([]sum, len(v.e.scheme.Quotas)) // what was not owed is 0
	for _, q := range v.r.quotas {
		sums[q.Quota.Index].add([...]decimal.Decimal{q.Required, q.Missing, q.Extra}[i-scheme.RowRequired])
	}
	out := make(map[string]rule.Value, len(sums))
	for k, q := range v.e.scheme.Quotas {
		out[q.Name] = rule.Number(sums[k].value())
	}
	return rule.Map(rule.NumberType(), out), true
}

// bindMembers sets how many units belong to a unit at a time.
func (e *runner) bindMembers(unit string, at time.Time) {
	if !e.scheme.ReadsMembers {
		return
	}
	if !e.membersAt.Equal(at) || e.members == nil {
		e.membersAt, e.members = at, map[string]int64{}
		for _, u := range e.roster.Units() {
			if m, on := e.roster.At(u, at); on && m.Of != "" {
				e.members[m.Of]++
			}
		}
	}
	e.slots[scheme.SlotMembers] = rule.Int(e.members[unit])
}
