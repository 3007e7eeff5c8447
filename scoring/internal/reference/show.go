package reference

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// show makes the totals of the period shown, ranks them and says who is honoured.
func (r *reference) show() {
	r.withoutDays()
	r.ownShown()
	if r.run != 0 {
		r.showRun()
		return
	}
	for _, c := range r.contenders(r.period) {
		for i, a := range r.scheme.Accounts {
			row := totalRow{unit: c.unit, category: r.entries[c.enroll].Category, account: i}
			row.amount, row.there = r.total(c, a)
			r.totals = append(r.totals, row)
		}
	}
	if r.isBefore(r.period) {
		return
	}
	r.outcomes(r.period, func(scheme.RankStep) bool { return true })
	r.ranking = map[*scheme.Ranking][]contender{}
	for _, k := range r.scheme.Rankings {
		if !slices.Contains(k.Per, r.period.Kind) {
			continue
		}
		all := r.ranked(k, r.period)
		r.ranking[k] = all
		beside := slices.DeleteFunc(slices.Clone(r.scheme.Rankings), func(other *scheme.Ranking) bool {
			return other.Account != k.Account || !slices.Contains(other.Per, r.period.Kind)
		})
		for _, c := range all {
			for i := range r.totals {
				t := &r.totals[i]
				if t.unit != c.unit || t.account != k.Account {
					continue
				}
				if beside[0] == k {
					t.rank, t.group = c.rank, c.group
				}
				if len(beside) > 1 {
					if t.ranks == nil {
						t.ranks = map[string]Rank{}
					}
					t.ranks[k.Name] = Rank{c.rank, c.group}
				}
			}
		}
	}
	for _, h := range r.scheme.HonourSteps {
		if slices.Contains(h.Per, r.period.Kind) {
			for _, c := range r.ranking[h.Ranking] {
				r.honour(h, c, r.ranking[h.Ranking])
			}
		}
	}
}

// showRun makes the totals of a run of periods, which has no ranks and no figures.
func (r *reference) showRun() {
	for _, unit := range r.units() {
		enroll, ok := r.lastEnrolled(unit, r.start, r.end)
		if !ok || r.gone(unit, r.end) {
			continue
		}
		for i, a := range r.scheme.Accounts {
			row := totalRow{unit: unit, category: r.entries[enroll].Category, account: i, there: !a.Figure}
			for _, c := range r.had(unit, r.end) {
				if c.rule != nil && c.unit == unit && c.account == i && !a.Figure &&
					(r.shows(c.per, c.at) || a.Balance && c.at.Before(r.end)) {
					row.amount = row.amount.Add(c.amount)
				}
			}
			r.totals = append(r.totals, row)
		}
	}
}

// shows says whether what is dated at a time is of what is shown: caused by an entry, or settled at the end of a period
// of a kind. Of longer periods than those of a run only the whole ones inside are.
func (r *reference) shows(per calendar.Kind, at time.Time) bool {
	if !r.inPeriod(at) {
		return false
	}
	if per.IsOwn() {
		return true
	}
	start, _ := r.scheme.Calendar.Bounds(r.scheme.Calendar.Of(max(per, calendar.Day), at))
	return r.run == 0 || per <= r.run || !start.Before(r.start)
}
