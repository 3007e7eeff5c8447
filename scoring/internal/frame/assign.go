package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// AssignKey is the key of a task figure that is assigned outside of the scheme.
type AssignKey struct{ Unit, Quota, Period string }

// assign assigns a task figure. One recorded later for the same unit, quota and period replaces it.
func (f *Frame) assign(pos int32, e ledger.Entry) {
	var names []string
	for _, q := range f.Scheme.Quotas {
		if q.Name != e.Quota {
			names = append(names, q.Name)
			continue
		}
		period, err := f.Scheme.Calendar.Parse(e.Period)
		if q.Per.IsOwn() {
			period, err = calendar.ParsePeriod(e.Period)
		}
		switch {
		case err == nil && q.Per.IsOwn():
			if f.assignOwn(pos, e, q, period) {
				f.Assigned[AssignKey{e.Unit, e.Quota, period.String()}] = e.Required.Decimal
			}
		case err != nil:
			f.refuse(pos, "no-period", reason.New("assign.period", "{error}", reason.Of(err)))
		case period.Kind != q.Per:
			f.refuse(pos, "no-period", reason.New("assign.kind",
				"quota {quota} is owed a {kind}; found period {period}", q.Name, f.Scheme.Calendar.Word(q.Per),
				e.Period))
		case !q.Assigned:
			f.refuse(pos, "not-assigned", reason.New("assign.not-assigned",
				"the scheme itself says what quota {quota} requires", q.Name))
		case !f.OnRoster(e.Unit, e.At):
			f.refuse(pos, "off-roster", OffRoster(e.Unit, e.At))
		default:
			f.Assigned[AssignKey{e.Unit, e.Quota, period.String()}] = e.Required.Decimal
		}
		return
	}
	f.refuse(pos, "no-quota", reason.New("assign.no-quota", "the scheme has no quota {quota:q}{near}",
		e.Quota, Nearest(e.Quota, names)))
}

// assignOwn says whether a figure may be assigned for a period of the unit's own.
func (f *Frame) assignOwn(pos int32, e ledger.Entry, q *scheme.Quota, p calendar.Period) bool {
	start, _ := f.Scheme.Calendar.Bounds(p)
	own, ok := f.PeriodAt(q.Per, e.Unit, start)
	word := f.Scheme.Calendar.Word(q.Per)
	switch {
	case !p.Kind.IsOwn():
		f.refuse(pos, "no-period", reason.New("assign.kind",
			"quota {quota} is owed a {kind}; found period {period}", q.Name, word, e.Period))
	case !q.Assigned:
		f.refuse(pos, "not-assigned", reason.New("assign.not-assigned",
			"the scheme itself says what quota {quota} requires", q.Name))
	case !f.OnRoster(e.Unit, e.At):
		f.refuse(pos, "off-roster", OffRoster(e.Unit, e.At))
	case !ok:
		f.refuse(pos, "no-period", reason.New("assign.no-own",
			"{unit} has no {kind} on the first day of {period}", e.Unit, word, e.Period))
	case own.String() != p.String():
		f.refuse(pos, "no-period", reason.New("assign.other-own",
			"{period} is no {kind} of {unit}; expected {own}", e.Period, word, e.Unit, own.String()))
	default:
		return true
	}
	return false
}
