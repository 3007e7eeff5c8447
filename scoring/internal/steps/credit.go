package steps

import (
	"cmp"
	"context"
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Credited is the result of step 1.
type Credited struct {
	Changes  []Change
	Refusals []frame.Refusal
	Problems []frame.Problem
}

// Credit is step 1 for a block of cases: the changes of their worth after each of their entries. It reads only the
// frame and the block. The error is the context's.
func Credit(ctx context.Context, f *frame.Frame, block []frame.Case) (Credited, error) {
	e := NewRunner(f)
	e.Heed(ctx)
	var out Credited
	for i := range block {
		if i == 64 { // an estimate of the size
			out.Changes = slices.Grow(out.Changes, len(out.Changes)*len(block)/64)
		}
		if ctx.Err() != nil {
			return Credited{}, ctx.Err()
		}
		e.Credit(&block[i], &out)
	}
	if ctx.Err() != nil {
		return Credited{}, ctx.Err()
	}
	return out, nil
}

// Credit is step 1 for one case. It adds the result to out.
func (e *Runner) Credit(c *frame.Case, out *Credited) {
	if e.Traced() {
		e.Pool.release()
	}
	e.Pool.Reset()
	switch c.Kind {
	case frame.ItemCase:
		e.creditItem(c, out)
	case frame.CommissionCase:
		e.creditCommission(c, out)
	default:
		f, refusal := e.factAt(c.First, 0)
		if refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			return
		}
		e.Pool.effectOrder = append(e.Pool.effectOrder[:0], f)
		e.creditFacts(e.Pool.effectOrder, nil, out)
	}
}

// creditItem credits an item: it reads the entries, and sorts them by the time at which they take effect.
func (e *Runner) creditItem(c *frame.Case, out *Credited) {
	submit, others := e.read(c.First), e.Pool.caseEntries[:0]
	if e.tooLong(c, submit, out) {
		return
	}
	e.Submission = submit
	for _, pos := range c.Entries { // all at once, so that the reads of memory overlap
		others = append(others, e.read(pos))
	}
	e.Pool.caseEntries = others
	if refusal := e.begin(submit, 0); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		submit.StateOnly = true
	}
	facts := append(e.Pool.effectOrder[:0], submit)
	e.Slots[scheme.SlotItem] = e.itemOfCase(submit, facts).Value()
	e.Slots[scheme.SlotSender] = rule.Value{}
	if !submit.StateOnly {
		e.Slots[scheme.SlotSender] = submit.UnitRecord
	}
	if refusal := e.effect(submit, out); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		submit.StateOnly = true
	}
	if e.Frame.Late(submit) {
		return
	}
	for _, f := range others {
		refusal := e.begin(f, submit.Unit)
		if refusal == nil {
			refusal = e.prepare(f, out)
		}
		if refusal == nil {
			refusal = e.effect(f, out)
		}
		if frame.AboutItem(f.Row.Kind()) && f.From.Before(submit.From) {
			f.From = submit.From
		}
		if refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			continue
		}
		if !e.Frame.Late(f) {
			facts = append(facts, f)
		}
	}
	slices.SortStableFunc(facts, func(a, b *frame.Fact) int {
		if d := a.From.Compare(b.From); d != 0 {
			return d
		}
		return cmp.Or(frame.CompareFirst(a == submit, b == submit),
			a.Order.Compare(b.Order), cmp.Compare(a.Position, b.Position))
	})
	e.Pool.effectOrder = facts
	e.creditFacts(facts, submit, out)
}

// creditFacts credits the entries of a case in the order in which they take effect. Submit is the submission; nil:
// the entries are about no item. Expressions read no item before the submission takes effect.
func (e *Runner) creditFacts(facts []*frame.Fact, submit *frame.Fact, out *Credited) {
	all, tallies := e.Pool.caseCandidates[:0], e.Pool.caseTallies[:0]
	e.Pool.worth.begin()
	e.Slots[scheme.SlotItem], e.Slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if submit == nil {
		facts[0].Record = e.Record(facts[0])
		if refusal := e.effect(facts[0], out); refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			return
		}
		if e.Frame.Late(facts[0]) {
			return
		}
	}
	var item *frame.ItemView
	for k, cause := range facts {
		if e.ended(k) {
			return
		}
		if cause == submit || item != nil && e.Traced() { // a note may hold it
			item = e.itemOfCase(submit, nil)
			e.Slots[scheme.SlotItem] = item.Value()
		}
		if item != nil {
			item.Facts = facts[:k+1]
		}
		if cause == submit && !submit.StateOnly {
			e.Slots[scheme.SlotSender] = submit.UnitRecord
		}
		e.InEffect = facts[:k+1]
		e.turn++
		all = e.newCandidates(all, cause)
		tallies = e.newTallies(tallies, cause)
		changed := false
		for _, c := range all {
			if c.Fact == cause || cause == submit || c.Credit.Evolves && e.readSetsOf(c.Credit).all.has(cause.Kind) {
				e.evaluate(c, cause)
				changed = true
			}
		}
		for _, c := range tallies {
			if c.Fact == cause || cause == submit || e.quotaReadSet(c.Quota).has(cause.Kind) {
				out.Changes = e.recount(out.Changes, c, cause)
			}
		}
		if changed {
			out.Changes = e.revalue(out.Changes, all, cause)
		}
	}
	e.Pool.caseCandidates, e.Pool.caseTallies = all, tallies
	for _, c := range all {
		c.flaws.report(out)
	}
	for _, c := range tallies {
		c.flaws.report(out)
	}
	e.refuseGrants(facts, out)
	if e.observer != nil {
		e.observer.CaseCredited(all, tallies)
	}
}
