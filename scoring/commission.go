package scoring

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// creditCommission scores a commission with its answers: the submissions for it by the unit that was asked. A rule
// with `per` is settled at the end of the period in which `due` lies, for a unit that is on the roster then; one
// without is worked out anew after each answer.
func (e *evaluator) creditCommission(c *Case, out *Credited) {
	asked, refusal := e.factAt(c.first, 0)
	if refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		return
	}
	var answers []*fact
	for _, pos := range c.entries {
		f, refusal := e.factAt(pos, 0)
		if refusal == nil && f.names == asked.names {
			if f.from.Before(asked.from) {
				f.from = asked.from
			}
			answers = append(answers, f)
		}
	}
	slices.SortStableFunc(answers, func(a, b *fact) int { return a.at.Compare(b.at) })
	e.inEffect = nil
	e.openCommission(asked, answers, out)
	for _, credit := range e.scheme.Credits {
		if credit.Each == ledger.Commission && credit.Per != 0 {
			e.closeCommission(credit, asked, answers, out)
		}
	}
	for _, q := range e.scheme.Quotas {
		if q.AtDue {
			e.closeTally(q, asked, answers, out)
		}
	}
}

func (e *evaluator) openCommission(asked *fact, answers []*fact, out *Credited) {
	all := e.newCandidates(nil, asked)
	counts := e.newTallies(nil, asked)
	e.pool.worth.begin()
	for k, now := range append([]*fact{asked}, answers...) {
		if len(all)+len(counts) == 0 {
			return
		}
		e.slots[scheme.SlotCommission] = e.commissionRecord(&asked.row, answers[:k])
		for _, c := range all {
			e.evaluate(c)
		}
		for _, c := range counts {
			out.Changes = e.recount(out.Changes, c, now)
		}
		out.Changes = e.become(out.Changes, all, now)
	}
	for _, c := range all {
		out.Refusals, out.Problems = append(out.Refusals, c.refusals...), append(out.Problems, c.problems...)
	}
	for _, c := range counts {
		if c.problem != nil {
			out.Problems = append(out.Problems, *c.problem)
		}
	}
	if e.watch != nil {
		e.watch.candidates = append(e.watch.candidates, all...)
		e.watch.tallies = append(e.watch.tallies, counts...)
	}
}

// closed is a commission as it stands at the end of the period of its due time, with the answers by then; nil: that has not
// come yet, or the unit is off the roster then. Expressions may name it.
func (e *evaluator) closed(per calendar.Kind, asked *fact, answers []*fact) (closing *fact, then []*fact) {
	end, ok := e.closing(per, asked)
	if !ok {
		return nil, nil
	}
	last := lastInstant(end)
	member, on := e.roster.At(asked.row.Text(columns.FieldUnit), last)
	if !on {
		return nil, nil
	}
	for _, f := range answers {
		if f.at.Before(end) {
			then = append(then, f)
		}
	}
	as := *asked
	as.member, as.at, as.from = &member, last, last
	as.unit = e.unitOf(&as)
	e.slots[scheme.SlotCommission] = e.commissionRecord(&asked.row, then)
	return &as, then
}

// settledBy makes changes those that the end of a period caused, with the commission and its answers as evidence.
func settledBy(changes []Change, asked *fact, then []*fact) {
	for i := range changes {
		c := &changes[i]
		c.Position, c.cause = settled, asked.position
		for _, f := range then {
			c.Entries = append(c.Entries, f.position)
		}
		c.Entries = sortedUnique(c.Entries)
	}
}

// closeCommission settles a rule on a commission at the end of the period of its due time.
func (e *evaluator) closeCommission(credit *scheme.Credit, asked *fact, answers []*fact, out *Credited) {
	closing, then := e.closed(credit.Per, asked, answers)
	if closing == nil || !credit.InForce(closing.at) {
		return
	}
	c := &candidate{credit: credit, fact: closing}
	e.evaluate(c)
	out.Problems = append(out.Problems, c.problems...)
	if e.watch != nil {
		e.watch.candidates = append(e.watch.candidates, c)
	}
	e.pool.worth.begin()
	first := len(out.Changes)
	out.Changes = e.become(out.Changes, []*candidate{c}, closing)
	settledBy(out.Changes[first:], asked, then)
}

// closeTally counts a commission for a quota at the end of the period of its due time, as things are then.
func (e *evaluator) closeTally(q *scheme.Quota, asked *fact, answers []*fact, out *Credited) {
	closing, then := e.closed(q.Per, asked, answers)
	if closing == nil || !q.From.IsZero() && closing.at.Before(q.From) || !q.Until.IsZero() && !closing.at.Before(q.Until) {
		return
	}
	t := &tally{quota: q, fact: closing}
	first := len(out.Changes)
	out.Changes = e.recount(out.Changes, t, closing)
	settledBy(out.Changes[first:], asked, then)
	if t.problem != nil {
		out.Problems = append(out.Problems, *t.problem)
	}
	if e.watch != nil {
		e.watch.tallies = append(e.watch.tallies, t)
	}
}

// closing is the period at whose end a rule on an entry is settled; false: not yet.
func (e *evaluator) closing(per calendar.Kind, f *fact) (end time.Time, ok bool) {
	at := f.at
	if f.row.Kind() == ledger.Commission {
		at = f.row.Time(columns.FieldDue).EndInstant(e.loc())
	}
	return e.closingOf(per, at)
}

// closingOf is the end of the period of that kind in which an instant lies; false: it has not come yet.
func (f *Frame) closingOf(per calendar.Kind, at time.Time) (end time.Time, ok bool) {
	_, end = f.scheme.Calendar.Bounds(f.scheme.Calendar.Of(per, at))
	return end, !end.After(f.horizon)
}
