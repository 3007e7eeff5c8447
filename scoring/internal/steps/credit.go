package steps

import (
	"cmp"
	"context"
	"slices"
	"time"

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
		e.creditLoose(c, out)
	}
}

// creditItem credits an item.
func (e *Runner) creditItem(c *frame.Case, out *Credited) {
	if h, ok := e.itemInHand(c, out); ok {
		e.creditFacts(&h, out)
	}
}

// creditLoose credits an entry by itself.
func (e *Runner) creditLoose(c *frame.Case, out *Credited) {
	if h, ok := e.looseInHand(c, out); ok {
		e.creditFacts(&h, out)
	}
}

// inHand is a case of entries, in the order in which they take effect, of which the first so many have.
type inHand struct {
	facts  []*frame.Fact
	submit *frame.Fact     // the submission; nil: the entries are about no item
	item   *frame.ItemView // nil: the submission has not taken effect
	candidates
	tallies []*Tally
	taken   int // how many of the entries have taken effect
}

// looseInHand is an entry by itself; false: it is refused, or takes effect too late.
func (e *Runner) looseInHand(c *frame.Case, out *Credited) (h inHand, ok bool) {
	f, refusal := e.factAt(c.First, 0)
	if refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		return h, false
	}
	e.Pool.effectOrder = append(e.Pool.effectOrder[:0], f)
	h = e.beginFacts(e.Pool.effectOrder, nil)
	f.Record = e.Record(f)
	if refusal := e.effect(f, out); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		return h, false
	}
	return h, !e.Frame.Late(f)
}

// itemInHand is an item: it reads the entries, and sorts them by the time at which they take effect. False: none does.
func (e *Runner) itemInHand(c *frame.Case, out *Credited) (h inHand, ok bool) {
	submit, others := e.read(c.First), e.Pool.caseEntries[:0]
	if e.tooLong(c, submit, out) {
		return h, false
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
		return h, false
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
	return e.beginFacts(facts, submit), true
}

// beginFacts begins a case, of which no entry has taken effect. Expressions read no item before the submission does.
func (e *Runner) beginFacts(facts []*frame.Fact, submit *frame.Fact) inHand {
	e.Pool.worth.begin()
	e.Slots[scheme.SlotItem], e.Slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	return inHand{facts: facts, submit: submit, candidates: candidates{all: e.Pool.caseCandidates[:0]},
		tallies: e.Pool.caseTallies[:0]}
}

// creditFacts credits the entries of a case in their order.
func (e *Runner) creditFacts(h *inHand, out *Credited) {
	for k := range h.facts {
		if e.ended(k) {
			return
		}
		e.askBefore(&h.candidates, h.facts[k].From, out)
		e.takeFact(h, k)
		h.tallies = e.newTallies(h.tallies, h.facts[k])
		changed := e.evaluateFact(h, k)
		for _, c := range h.tallies {
			if cause := h.facts[k]; c.Fact == cause || cause == h.submit || e.quotaReadSet(c.Quota).has(cause.Kind) {
				out.Changes = e.recount(out.Changes, c, cause)
			}
		}
		if changed {
			out.Changes = e.revalue(out.Changes, h.all, h.facts[k])
		}
	}
	e.askBefore(&h.candidates, time.Time{}, out)
	h.leaveOpen()
	e.Pool.caseCandidates, e.Pool.caseTallies = h.all, h.tallies
	for _, c := range h.all {
		c.flaws.report(out)
	}
	for _, c := range h.tallies {
		c.flaws.report(out)
	}
	e.refuseGrants(h.facts, out)
	if e.observer != nil {
		e.observer.CaseCredited(h.all, h.tallies)
	}
}

// takeFact binds the case after its entry k, and adds the candidates of that.
func (e *Runner) takeFact(h *inHand, k int) {
	cause := h.facts[k]
	if cause == h.submit || h.item != nil && e.Traced() { // a note may hold it
		h.item = e.itemOfCase(h.submit, nil)
		e.Slots[scheme.SlotItem] = h.item.Value()
	}
	if h.item != nil {
		h.item.Facts = h.facts[:k+1]
	}
	if cause == h.submit && !h.submit.StateOnly {
		e.Slots[scheme.SlotSender] = h.submit.UnitRecord
	}
	h.taken = k + 1
	e.InEffect = h.facts[:h.taken]
	e.turn++
	if e.strand != nil {
		e.strand.see(e, cause, cause.From)
	}
	e.newCandidates(&h.candidates, cause, k)
}

// evaluateFact evaluates the candidates that the entry k of a case may change, and says whether there are some.
func (e *Runner) evaluateFact(h *inHand, k int) (changed bool) {
	cause := h.facts[k]
	e.pass(h.all, cause)
	for _, c := range h.all {
		if c.Later {
			continue
		}
		if c.Fact == cause || cause == h.submit || c.Credit.Evolves && e.readSetsOf(c.Credit).all.has(cause.Kind) {
			e.evaluate(c, cause)
			changed = true
		}
	}
	return changed
}
