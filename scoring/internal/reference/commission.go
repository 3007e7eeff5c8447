package reference

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// answers are the submissions for a commission by the unit that was asked, while it was on the roster.
func (r *reference) answers(commission int) []point {
	asked := r.entries[commission]
	var out []point
	for i, e := range r.entries {
		if !r.counts(i) || e.Kind != ledger.Submit || e.Commission != asked.Commission ||
			!r.sameAt(e.Unit, asked.Unit, r.at[i]) {
			continue
		}
		if enroll, on := r.memberAt(e.Unit, r.at[i]); on {
			out = append(out, point{position: i, from: r.at[i], dated: r.at[i], enroll: enroll})
		}
	}
	return out
}

// commission scores a commission: on its due time and after each later answer, and, by rules with a period, at the end
// of the period of its due time. What counts of it for a quota is asked from when it was asked for.
func (r *reference) commission(i int) {
	asked, on := r.begin(i)
	if !on {
		return
	}
	given := 0
	for k, e := range r.entries {
		if r.counts(k) && e.Kind == ledger.Submit && e.Commission == r.entries[i].Commission {
			given++
		}
	}
	if r.tooLong(i, given, "answers") {
		return
	}
	r.state = nil
	due := moment{at: r.entries[i].Due.EndInstant(r.zone()), due: true, recorded: i}
	if due.at.Before(asked.from) {
		due.at = asked.from
	}
	r.ask(asked, due, r.bind(asked, nil))
	answers := r.inOrder(r.answers(i), asked)
	var before, after outcome
	for k, now := range append([]point{asked}, answers...) {
		after = outcome{}
		bound := r.bind(asked, nil)
		bound[scheme.SlotCommission] = r.commissionRecord(i, answers[:k])
		r.count(&after, asked, bound)
		r.note(before, after, now)
		r.lasts(before, after, now.from)
		before = after
	}
	r.problems = append(r.problems, after.problems...)
	r.moment = due
	r.onDue(i, asked, answers)
	for _, c := range r.scheme.Credits {
		if c.Each == ledger.Commission && c.Per != 0 {
			r.due(i, asked, c)
		}
	}
	for _, q := range r.scheme.Quotas {
		if q.AtDue {
			r.dueCount(i, q)
		}
	}
	if !r.awaited(i) {
		r.acting = append(r.acting, i)
	}
}

// onDue scores a commission by the rules without a period: at due and after each later answer, or on later days.
func (r *reference) onDue(i int, asked point, answers []point) {
	due := r.moment
	_, on := r.memberAt(r.entries[i].Unit, due.at)
	dueIsAsked := on && !r.precedes(due.at) && (r.until.IsZero() || !due.at.After(r.until))
	asks := r.askLater(asked, moment{at: asked.from, recorded: i}, r.bind(asked, nil))
	by := func(t time.Time) (then []point, positions []int) {
		for _, a := range answers {
			if !a.from.After(t) {
				then, positions = append(then, a), append(positions, a.position)
			}
		}
		return then, positions
	}
	binding := func(p point, t time.Time) names {
		then, _ := by(t)
		bound := r.bind(p, nil)
		bound[scheme.SlotCommission] = r.commissionRecord(i, then)
		return bound
	}
	var now outcome
	isDue := false
	worth := func(bound names) (out outcome) {
		for _, c := range r.scheme.Credits {
			if c.Each == ledger.Commission && c.Per == 0 && c.Later == nil && isDue {
				r.candidate(&out, c, asked, bound)
			}
			for _, l := range asks {
				if l.credit == c {
					l.stands(&out)
				}
			}
		}
		return out
	}
	dues := binding(asked, time.Time{}) // of what was asked before, as things stood then
	askBefore := func(t time.Time) {
		for l := nextOf(asks, t); l != nil; l = nextOf(asks, t) {
			day, is := r.on(l, func(p point) names { return binding(p, p.dated) })
			if !is {
				continue
			}
			next := worth(dues)
			_, then := by(day.from)
			r.noteLater(now, next, day, then...)
			now = next
		}
	}
	if dueIsAsked {
		askBefore(due.at)
		isDue, dues = true, binding(asked, due.at)
		next := worth(dues)
		_, then := by(due.at)
		r.moment = due
		r.noteLater(now, next, point{position: i, from: due.at}, then...)
		now = next
		for n, a := range answers[len(then):] {
			askBefore(a.from)
			dues = r.bind(asked, nil)
			dues[scheme.SlotCommission] = r.commissionRecord(i, answers[:len(then)+n+1])
			next := worth(dues)
			r.moment = moment{at: a.from, recorded: a.position, answers: true}
			r.note(now, next, a)
			r.lasts(now, next, a.from)
			now = next
		}
	}
	askBefore(time.Time{})
	r.refusals = append(r.refusals, now.refusals...)
	r.problems = append(r.problems, now.problems...)
}

// dueCount counts a commission at the end of the period in which its due time lies, as things are then.
func (r *reference) dueCount(i int, q *scheme.Quota) {
	end, has := r.endOf(q.Per, r.entries[i].Unit, r.entries[i].Due.EndInstant(r.zone()))
	last := end.Add(-1)
	enroll, on := r.memberAt(r.entries[i].Unit, last)
	inForce := (q.From.IsZero() || !last.Before(q.From)) && (q.Until.IsZero() || last.Before(q.Until))
	if !has || end.After(r.horizon) || !on || !inForce {
		return
	}
	var then []point
	evidence := []int{i}
	for _, a := range r.answers(i) {
		if r.at[a.position].Before(end) {
			then, evidence = append(then, a), append(evidence, a.position)
		}
	}
	closing := point{position: i, from: last, dated: last, enroll: enroll}
	bound := r.bind(closing, nil)
	bound[scheme.SlotCommission] = r.commissionRecord(i, r.inOrder(then, closing))
	v, err := bound.eval(q.Scope, q.Count)
	if err != nil {
		r.problems = append(r.problems, r.problemOf(closing, q.Name, err))
		r.met[i] = true
		return
	}
	n, _ := v.AsNumber()
	if met, _ := v.AsBool(); met {
		n = whole(1)
	}
	r.met[i] = r.met[i] || !n.IsZero()
	r.change(change{at: last, position: atSettlement, unit: r.entries[i].Unit, quota: q, per: q.Per,
		amount: n, entries: sorted(evidence)})
}

// due settles a rule on a commission at the end of the period in which its due time lies, as things are then. As with
// all that is settled, what it does not find is a problem of that end; the commission itself is not refused.
func (r *reference) due(i int, asked point, c *scheme.Credit) {
	end, has := r.endOf(c.Per, r.entries[i].Unit, r.entries[i].Due.EndInstant(r.zone()))
	enroll, on := r.memberAt(r.entries[i].Unit, end.Add(-1))
	if !has || end.After(r.horizon) || !on {
		return
	}
	var then []point
	var evidence []int
	for _, a := range r.inOrder(r.answers(i), asked) {
		if r.at[a.position].Before(end) {
			then, evidence = append(then, a), append(evidence, a.position)
		}
	}
	closing := point{position: i, from: end.Add(-1), dated: end.Add(-1), enroll: enroll}
	bound := r.bind(closing, nil)
	bound[scheme.SlotCommission] = r.commissionRecord(i, then)
	var after outcome
	r.candidate(&after, c, closing, bound)
	r.lasts(outcome{}, after, closing.from)
	r.problems = append(r.problems, after.problems...)
	first := len(r.changes)
	r.note(outcome{}, after, closing)
	for k := range r.changes[first:] {
		posted := &r.changes[first+k]
		posted.position, posted.cause, posted.per = atSettlement, i, c.Per
		posted.entries = sorted(append(posted.entries, evidence...))
	}
}
