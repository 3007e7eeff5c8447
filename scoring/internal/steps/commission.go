package steps

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// creditCommission scores a commission with its answers: the submissions for it by the unit that was asked. A rule
// with `per` is settled at the end of the period in which `due` lies, for a unit that is on the roster then; one
// without is worked out anew after each answer.
func (e *Runner) creditCommission(c *frame.Case, out *Credited) {
	asked, refusal := e.factAt(c.First, 0)
	if refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		return
	}
	var answers []*frame.Fact
	for _, pos := range c.Entries {
		f, refusal := e.factAt(pos, 0)
		if refusal == nil && f.Unit == asked.Unit {
			if f.From.Before(asked.From) {
				f.From = asked.From
			}
			answers = append(answers, f)
		}
	}
	slices.SortStableFunc(answers, func(a, b *frame.Fact) int { return a.At.Compare(b.At) })
	e.InEffect = nil
	e.openCommission(asked, answers, out)
	for _, credit := range e.Frame.Scheme.Credits {
		if credit.Each == ledger.Commission && credit.Per != 0 {
			e.closeCommission(credit, asked, answers, out)
		}
	}
	for _, q := range e.Frame.Scheme.Quotas {
		if q.AtDue {
			e.closeTally(q, asked, answers, out)
		}
	}
}

func (e *Runner) openCommission(asked *frame.Fact, answers []*frame.Fact, out *Credited) {
	all := e.newCandidates(nil, asked)
	counts := e.newTallies(nil, asked)
	e.Pool.worth.begin()
	for k, now := range append([]*frame.Fact{asked}, answers...) {
		if len(all)+len(counts) == 0 {
			return
		}
		e.Slots[scheme.SlotCommission] = e.CommissionRecord(&asked.Row, answers[:k])
		for _, c := range all {
			e.evaluate(c)
		}
		for _, c := range counts {
			out.Changes = e.recount(out.Changes, c, now)
		}
		out.Changes = e.revalue(out.Changes, all, now)
	}
	for _, c := range all {
		out.Refusals, out.Problems = append(out.Refusals, c.refusals...), append(out.Problems, c.problems...)
	}
	for _, c := range counts {
		if c.problem != nil {
			out.Problems = append(out.Problems, *c.problem)
		}
	}
	if e.observer != nil {
		e.observer.Cased(all, counts)
	}
}

// closed is a commission as it stands at the end of the period of its due time, with the answers by then; nil: that has not
// come yet, or the unit is off the roster then. Expressions may name it.
func (e *Runner) closed(per calendar.Kind, asked *frame.Fact, answers []*frame.Fact) (closing *frame.Fact, then []*frame.Fact) {
	end, ok := e.closing(per, asked)
	if !ok {
		return nil, nil
	}
	last := frame.LastInstant(end)
	member, on := e.Frame.Roster.At(asked.Row.Text(columns.FieldUnit), last)
	if !on {
		return nil, nil
	}
	for _, f := range answers {
		if f.At.Before(end) {
			then = append(then, f)
		}
	}
	as := *asked
	as.Member, as.At, as.From = &member, last, last
	as.UnitRecord = e.UnitOf(&as)
	e.Slots[scheme.SlotCommission] = e.CommissionRecord(&asked.Row, then)
	return &as, then
}

// settledBy makes changes those that the end of a period caused, with the commission and its answers as evidence.
func settledBy(changes []Change, asked *frame.Fact, then []*frame.Fact) {
	for i := range changes {
		c := &changes[i]
		c.Position, c.cause = NoEntry, asked.Position
		for _, f := range then {
			c.Entries = append(c.Entries, f.Position)
		}
		c.Entries = frame.SortedUnique(c.Entries)
	}
}

// closeCommission settles a rule on a commission at the end of the period of its due time.
func (e *Runner) closeCommission(credit *scheme.Credit, asked *frame.Fact, answers []*frame.Fact, out *Credited) {
	closing, then := e.closed(credit.Per, asked, answers)
	if closing == nil || !credit.InForce(closing.At) {
		return
	}
	c := &Candidate{Credit: credit, Fact: closing}
	e.evaluate(c)
	out.Problems = append(out.Problems, c.problems...)
	if e.observer != nil {
		e.observer.Cased([]*Candidate{c}, nil)
	}
	e.Pool.worth.begin()
	first := len(out.Changes)
	out.Changes = e.revalue(out.Changes, []*Candidate{c}, closing)
	settledBy(out.Changes[first:], asked, then)
}

// closeTally counts a commission for a quota at the end of the period of its due time, as things are then.
func (e *Runner) closeTally(q *scheme.Quota, asked *frame.Fact, answers []*frame.Fact, out *Credited) {
	closing, then := e.closed(q.Per, asked, answers)
	if closing == nil || !q.From.IsZero() && closing.At.Before(q.From) || !q.Until.IsZero() && !closing.At.Before(q.Until) {
		return
	}
	t := &Tally{Quota: q, Fact: closing}
	first := len(out.Changes)
	out.Changes = e.recount(out.Changes, t, closing)
	settledBy(out.Changes[first:], asked, then)
	if t.problem != nil {
		out.Problems = append(out.Problems, *t.problem)
	}
	if e.observer != nil {
		e.observer.Cased(nil, []*Tally{t})
	}
}

// closing is the period at whose end a rule on an entry is settled; false: not yet.
func (e *Runner) closing(per calendar.Kind, f *frame.Fact) (end time.Time, ok bool) {
	at := f.At
	if f.Row.Kind() == ledger.Commission {
		at = f.Row.Time(columns.FieldDue).EndInstant(e.Frame.Loc())
	}
	return e.Frame.ClosingOf(per, at)
}
