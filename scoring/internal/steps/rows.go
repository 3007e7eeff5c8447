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

func (p *past) rows() []rule.Value { return p.room[p.from:] }

// valueOf is a row as expressions read it.
func (e *Runner) valueOf(r row) rule.Value { return e.Frame.Scheme.Vocabulary.Row.Value(rowView{e, r}) }

// bindRows binds the settled periods of a unit: those before a period, the latest first, and those inside. FiguresNow
// gives the current figures of a row.
func (e *Runner) bindRows(all Rows, sp frame.Span, before []rule.Value, figuresNow func(row) *Figures) {
	if !e.Frame.Scheme.ReadsRows {
		return
	}
	typ := e.Frame.Scheme.Vocabulary.Row.Type()
	e.Slots[scheme.SlotHistory], e.Slots[scheme.SlotBefore] = rule.List(typ, before), rule.Value{}
	if len(before) > 0 {
		e.Slots[scheme.SlotBefore] = before[0]
	}
	for _, in := range innerPeriods {
		var list []rule.Value
		if in.kind < sp.Period.Kind {
			rows := all[in.kind]
			first := sort.Search(len(rows), func(i int) bool { return rows[i].span.End.After(sp.Start) })
			for _, r := range rows[first:] {
				if r.span.End.After(sp.End) {
					break
				}
				r.figures = figuresNow(r)
				list = append(list, e.valueOf(r))
			}
		}
		e.Slots[in.slot] = rule.List(typ, list)
	}
}

// before are the rows of a unit of the kind of a period, as its end reads them: those before it, the latest first.
func (e *Runner) before(all Rows, sp frame.Span, figuresNow func(row) *Figures) []rule.Value {
	look := e.Frame.Looks.Of[sp.Period.Kind]
	if !look.Before && !look.History {
		return nil
	}
	var out []rule.Value
	for _, r := range slices.Backward(all[sp.Period.Kind]) {
		if r.span.End.After(sp.Start) {
			continue
		}
		r.figures = figuresNow(r)
		if out = append(out, e.valueOf(r)); !look.History {
			break
		}
	}
	return out
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
	return sumOfQuotas(v.e.Frame, v.r.quotas, func(q *QuotaRow) decimal.Decimal {
		return [...]decimal.Decimal{q.Required, q.Missing, q.Extra}[i-scheme.RowRequired]
	}), true
}

// sumOfQuotas adds up a figure of quota rows, by quota; 0 of one that the unit has not.
func sumOfQuotas(f *frame.Frame, rows []*QuotaRow, figure func(*QuotaRow) decimal.Decimal) rule.Value {
	sums := make([]Sum, len(f.Scheme.Quotas))
	for _, q := range rows {
		sums[q.Quota.Index].add(figure(q))
	}
	out := make(map[string]rule.Value, len(sums))
	for k, q := range f.Scheme.Quotas {
		out[q.Name] = rule.Number(sums[k].value())
	}
	return rule.Map(rule.NumberType(), out)
}

// bindMembers binds the number of units that belong to a unit at a time.
func (e *Runner) bindMembers(unit string, at time.Time) {
	if !e.Frame.Scheme.ReadsMembers {
		return
	}
	e.Slots[scheme.SlotMembers] = rule.Int(e.Frame.Members.At(unit, at))
}
