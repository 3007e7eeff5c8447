package reference

import (
	"fmt"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// flaws reports attributes that are given and cannot be used; where a rule reports one too, that stands.
func (r *reference) flaws() {
	for i, e := range r.entries {
		if !r.counts(i) || e.Kind == ledger.Enroll {
			continue
		}
		if field, code, why := r.bounded(string(e.Kind), text(e)); code != "" {
			r.problems = append(r.problems, problem{position: i, rule: "attrs", field: field, code: code, why: why,
				lasted: lasted{since: r.at[i]}})
		}
		for _, a := range r.scheme.Attrs[string(e.Kind)] {
			if _, code, why := r.attribute(a, e.Attrs); code != "" {
				r.problems = append(r.problems,
					problem{position: i, rule: "attrs", field: a.Name, code: code, why: why,
						lasted: lasted{since: r.at[i]}})
			}
		}
	}
}

// outOfPlace reports what scores nothing whatever the rules say: what is struck out, what is about a struck-out item,
// and assigned figures that fit nothing.
func (r *reference) outOfPlace() {
	for i, e := range r.entries {
		switch {
		case i >= r.known || r.late(i) || e.Kind == ledger.Void || r.foreign[e.Item]:
		case r.struckBy[i] >= 0:
			by := r.entries[r.struckBy[i]]
			r.refuse(i, "", "struck-out", fmt.Sprintf("struck out by %s: %s", by.ID, by.Reason))
		case e.Kind == ledger.Assign:
			r.assign(i)
		case e.Item != "" && e.Kind != ledger.Submit && e.Kind != ledger.Opening:
			if _, ok := r.submission(e.Item); ok {
				continue
			}
			// It waits for a submission that is dated after `until` or not yet known; it is refused where all are
			// struck out.
			if r.struckItem(e.Item) {
				r.refuse(i, "", "struck-out", fmt.Sprintf("the submission of item %s is struck out", e.Item))
			}
		}
	}
}

// assign reports an assigned figure that fits nothing.
func (r *reference) assign(i int) {
	e := r.entries[i]
	var names []string
	for _, q := range r.scheme.Quotas {
		names = append(names, q.Name)
		if q.Name != e.Quota {
			continue
		}
		p, err := r.scheme.Calendar.Parse(e.Period)
		if q.Per.IsOwn() {
			p, err = calendar.ParsePeriod(e.Period)
		}
		kind, word := p.Kind, r.scheme.Calendar.Word(q.Per)
		if q.Per.IsOwn() && kind.IsOwn() {
			kind = q.Per
		}
		start, _ := r.scheme.Calendar.Bounds(p)
		switch _, on := r.memberAt(e.Unit, r.at[i]); {
		case err != nil:
			r.refuse(i, "", "no-period", err.Error())
		case kind != q.Per:
			r.refuse(i, "", "no-period", fmt.Sprintf("quota %s is owed a %s; found period %s", q.Name,
				r.scheme.Calendar.Word(q.Per), e.Period))
		case !q.Assigned:
			r.refuse(i, "", "not-assigned", fmt.Sprintf("the scheme itself says what quota %s requires", q.Name))
		case !on:
			r.refuse(i, "", "off-roster", fmt.Sprintf("unit %s is off the roster at %s", e.Unit, e.At))
		case q.Per.IsOwn():
			own, has := r.periodAt(q.Per, e.Unit, start)
			if !has {
				r.refuse(i, "", "no-period", fmt.Sprintf("%s has no %s on the first day of %s", e.Unit, word, e.Period))
			} else if own.String() != e.Period {
				r.refuse(i, "", "no-period", fmt.Sprintf("%s is no %s of %s; expected %s", e.Period, word, e.Unit, own))
			}
		}
		return
	}
	r.refuse(i, "", "no-quota", fmt.Sprintf("the scheme has no quota %q%s", e.Quota, nearest(e.Quota, names)))
}

// assigned is the figure that was assigned for a unit's quota and period: the last recorded.
func (r *reference) assigned(unit string, q *scheme.Quota, p calendar.Period) (number, bool) {
	latest := -1
	for i, e := range r.entries {
		if !r.counts(i) || e.Kind != ledger.Assign || e.Unit != unit || e.Quota != q.Name || !q.Assigned {
			continue
		}
		of, err := calendar.ParsePeriod(e.Period)
		_, on := r.memberAt(unit, r.at[i])
		if err == nil && of.String() == p.String() && r.isOwn(unit, p) && on && i > latest {
			latest = i
		}
	}
	if latest < 0 {
		return number{}, false
	}
	return r.entries[latest].Required.Decimal, true
}
