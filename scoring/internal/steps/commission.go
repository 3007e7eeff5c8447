package steps

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// creditCommission credits a commission with its answers: the submissions for it by the unit to which it goes. A
// rule with `per` is settled at the end of the period of `due`, for a unit on the roster. A rule without is first
// evaluated at `due`, for a unit on the roster, and anew after each later answer.
func (e *Runner) creditCommission(c *frame.Case, out *Credited) {
	commission, refusal := e.factAt(c.First, 0)
	if refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		return
	}
	if e.tooLong(c, commission, out) {
		return
	}
	answers := e.answersTo(c, commission)
	e.InEffect = nil
	e.countAnswers(commission, answers, out)
	e.creditAnswers(commission, answers, out)
	for _, n := range e.linesFor(&e.asked.closing, commission) {
		e.settleCommission(e.Frame.Scheme.Credits[n], commission, answers, out)
	}
	for _, n := range e.linesFor(&e.asked.dueQuotas, commission) {
		e.settleTally(e.Frame.Scheme.Quotas[n], commission, answers, out)
	}
}

// answersTo are the answers to a commission, in order.
func (e *Runner) answersTo(c *frame.Case, commission *frame.Fact) (answers []*frame.Fact) {
	for _, pos := range c.Entries {
		f, refusal := e.factAt(pos, 0)
		if refusal == nil && e.answersFor(f, commission) {
			if f.From.Before(commission.From) {
				f.From = commission.From
			}
			answers = append(answers, f)
		}
	}
	slices.SortStableFunc(answers, func(a, b *frame.Fact) int { return a.At.Compare(b.At) })
	return answers
}

// answersFor says whether a submission is of the unit to which a commission goes, or of one that holds what that had.
func (e *Runner) answersFor(f, commission *frame.Fact) bool {
	if f.Unit == commission.Unit || e.Frame.Lineage == nil {
		return f.Unit == commission.Unit
	}
	holders := func(unit uint32) []frame.Heir {
		return e.Frame.Lineage.Holders(e.Frame.Columns.Text(unit), f.At.Add(1))
	}
	own := holders(f.Unit)
	return slices.ContainsFunc(holders(commission.Unit), func(h frame.Heir) bool {
		return slices.ContainsFunc(own, func(o frame.Heir) bool { return o.Unit == h.Unit })
	})
}

// countAnswers counts for the quotas that count a commission when it is asked for, and anew after each answer.
func (e *Runner) countAnswers(commission *frame.Fact, answers []*frame.Fact, out *Credited) {
	tallies := e.newTallies(nil, commission)
	if len(tallies) == 0 {
		return
	}
	list := e.Answers(nil)
	for k, cause := range append([]*frame.Fact{commission}, answers...) {
		if e.ended(k) {
			return
		}
		list = e.answered(commission, list, answers[:k])
		for _, t := range tallies {
			out.Changes = e.recount(out.Changes, t, cause)
		}
	}
	for _, t := range tallies {
		t.flaws.report(out)
	}
	if e.observer != nil {
		e.observer.CaseCredited(nil, tallies)
	}
}

// answered binds a commission with its answers so far, of which the list has the first ones. A list that an observer
// may keep does not grow.
func (e *Runner) answered(commission *frame.Fact, list *rule.Growing, answers []*frame.Fact) *rule.Growing {
	if e.Traced() {
		list = e.Answers(answers)
	}
	for _, f := range answers[list.Len():] {
		list.Add(e.Answer(f))
	}
	e.Slots[scheme.SlotCommission] = e.CommissionRecord(&commission.Row, list)
	return list
}

// askedInHand is a commission that rules without `per` are asked about: at `due` with the answers by then, and after
// each later answer.
type askedInHand struct {
	commission *frame.Fact
	due        frame.Fact // the same, when it is due
	answers    []*frame.Fact
	inTime     int // how many answers come by then
	list       *rule.Growing
	atDue      bool // it is asked at due
	candidates
}

// creditAnswers evaluates the rules without `per`.
func (e *Runner) creditAnswers(commission *frame.Fact, answers []*frame.Fact, out *Credited) {
	h := e.beginAnswers(commission, answers)
	if len(h.all) == 0 {
		return
	}
	for k := h.inTime; h.askedAtDue() && k <= len(answers); k++ {
		if e.ended(k) {
			return
		}
		e.askAnswersBefore(&h, h.causeOf(k).From, out)
		e.takeAnswer(&h, k, out)
	}
	e.askAnswersBefore(&h, time.Time{}, out)
	h.leaveOpen()
	for _, c := range h.all {
		c.flaws.report(out)
	}
	if e.observer != nil {
		e.observer.CaseCredited(h.all, nil)
	}
}

// beginAnswers begins what rules without `per` are asked about. At due they are asked of a unit on the roster.
func (e *Runner) beginAnswers(commission *frame.Fact, answers []*frame.Fact) askedInHand {
	h := askedInHand{commission: commission, due: *commission, answers: answers}
	h.due.From = e.Frame.DueOf(&commission.Row, commission.From)
	e.Slots[scheme.SlotCommission] = e.CommissionRecord(&commission.Row, nil)
	e.newCandidates(&h.candidates, commission, 0)
	h.atDue = !e.Frame.Late(&h.due) && !e.Frame.Scheme.IsBefore(h.due.From) &&
		e.Frame.MemberAt(commission.Unit, h.due.From) != nil
	if !h.atDue {
		h.all = slices.DeleteFunc(h.all, func(c *Candidate) bool { return !c.Later })
	}
	for h.inTime < len(answers) && !answers[h.inTime].From.After(h.due.From) {
		h.inTime++
	}
	e.Pool.worth.begin()
	h.list = e.Answers(nil)
	return h
}

// askedAtDue says whether a rule is asked of the commission at due.
func (h *askedInHand) askedAtDue() bool {
	return h.atDue && slices.ContainsFunc(h.all, func(c *Candidate) bool { return !c.Later })
}

// causeOf is what the first k answers are asked after: due, or the last of them.
func (h *askedInHand) causeOf(k int) *frame.Fact {
	if k > h.inTime {
		return h.answers[k-1]
	}
	return &h.due
}

// takeAnswer asks after the first k answers: at due after those in time.
func (e *Runner) takeAnswer(h *askedInHand, k int, out *Credited) {
	h.list = e.answered(h.commission, h.list, h.answers[:k])
	cause := h.causeOf(k)
	for _, c := range h.all {
		if !c.Later {
			e.evaluate(c, cause)
		}
	}
	first := len(out.Changes)
	out.Changes = e.revalue(out.Changes, h.all, cause)
	if k == h.inTime {
		markSettled(out.Changes[first:], 0, h.commission, h.answers[:h.inTime])
	}
}

// commissionAtClose binds a commission at the end of the period of its due time, with the answers in time. Nil: the
// period is not settled, or the unit is off the roster at its end.
func (e *Runner) commissionAtClose(
	per calendar.Kind, commission *frame.Fact, answers []*frame.Fact,
) (closing *frame.Fact, inTime []*frame.Fact) {
	end, ok := e.closingEnd(per, commission)
	if !ok {
		return nil, nil
	}
	last := frame.LastInstant(end)
	member, on := e.Frame.UnitAt(commission.Row.Text(columns.FieldUnit), last)
	if !on {
		return nil, nil
	}
	for _, f := range answers {
		if f.At.Before(end) {
			inTime = append(inTime, f)
		}
	}
	copied := *commission
	copied.Member, copied.At, copied.From = &member, last, last
	copied.UnitRecord = e.UnitOf(&copied)
	e.Slots[scheme.SlotCommission] = e.CommissionRecord(&commission.Row, e.Answers(inTime))
	return &copied, inTime
}

// markSettled makes changes those of `due`, of kind 0, or of the end of a period of a kind, of no entry. The commission
// and its answers are their evidence.
func markSettled(changes []Change, per calendar.Kind, commission *frame.Fact, inTime []*frame.Fact) {
	for i := range changes {
		c := &changes[i]
		c.Position, c.cause, c.per = NoEntry, commission.Position, per
		for _, f := range inTime {
			c.Entries = append(c.Entries, f.Position)
		}
		c.Entries = frame.SortedUnique(c.Entries)
	}
}

// settleCommission settles a rule on a commission at the end of the period of its due time.
func (e *Runner) settleCommission(credit *scheme.Credit, commission *frame.Fact, answers []*frame.Fact, out *Credited) {
	closing, inTime := e.commissionAtClose(credit.Per, commission, answers)
	if closing == nil || !credit.InForce(closing.At) {
		return
	}
	c := &Candidate{Credit: credit, Fact: closing}
	e.evaluate(c, closing)
	out.Problems = append(out.Problems, c.flaws.problems...)
	if e.observer != nil {
		e.observer.CaseCredited([]*Candidate{c}, nil)
	}
	e.Pool.worth.begin()
	first := len(out.Changes)
	out.Changes = e.revalue(out.Changes, []*Candidate{c}, closing)
	markSettled(out.Changes[first:], credit.Per, commission, inTime)
}

// settleTally counts a commission for a quota at the end of the period of its due time.
func (e *Runner) settleTally(q *scheme.Quota, commission *frame.Fact, answers []*frame.Fact, out *Credited) {
	closing, inTime := e.commissionAtClose(q.Per, commission, answers)
	if closing == nil || !q.From.IsZero() && closing.At.Before(q.From) ||
		!q.Until.IsZero() && !closing.At.Before(q.Until) {
		return
	}
	t := &Tally{Quota: q, Fact: closing}
	first := len(out.Changes)
	out.Changes = e.recount(out.Changes, t, closing)
	markSettled(out.Changes[first:], q.Per, commission, inTime)
	t.flaws.report(out)
	if e.observer != nil {
		e.observer.CaseCredited(nil, []*Tally{t})
	}
}

// closingEnd is the end of the period in which a rule on an entry is settled; false: the period is not settled.
func (e *Runner) closingEnd(per calendar.Kind, f *frame.Fact) (end time.Time, ok bool) {
	return e.Frame.ClosingOf(per, f.Row.Text(columns.FieldUnit), f.Row.Time(columns.FieldDue).EndInstant(e.Frame.Loc()))
}
