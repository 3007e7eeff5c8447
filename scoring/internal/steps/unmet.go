package steps

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Unmet are the positions of the entries, of whatever period, that count, have taken effect and are not refused, and
// that no rule, quota or number is about, in the order of recording. It runs step 1 once more. The error is that of
// [Credit].
func (s *Scored) Unmet(ctx context.Context) ([]int32, error) {
	f := s.Frame
	var met []*Meetings
	var err error
	if s.Deferred != nil {
		met, err = s.Deferred.Meet(ctx)
	}
	if met == nil && err == nil {
		met, err = meetAll(ctx, f)
	}
	if err != nil {
		return nil, err
	}
	waits := make([]bool, f.View.Known()) // for a rule; no appended entry is about an item without a submission
	for _, pos := range f.Selection.Orphans() {
		waits[pos] = true
	}
	asked := asksSubmissions(f.Scheme)
	for _, m := range met {
		for _, pos := range m.InEffect {
			waits[pos] = asked || f.Columns.KindCode(int(pos)) != f.SubmitKind
		}
	}
	for _, m := range met {
		for _, pos := range m.Met {
			waits[pos] = false
		}
	}
	for _, r := range f.Unplaced(func(int32) bool { return true }) {
		waits[r.Position] = false
	}
	for i := range f.Numbers {
		for pos, nth := range f.Numbers[i].Nth {
			waits[pos] = waits[pos] && nth == 0
		}
	}
	var out []int32
	for pos, unmet := range waits {
		if unmet {
			out = append(out, int32(pos))
		}
	}
	return out, nil
}

// meetAll asks all cases, in blocks.
func meetAll(ctx context.Context, f *frame.Frame) ([]*Meetings, error) {
	blocks := slices.Collect(slices.Chunk(f.Index.Cases(), frame.BlockSize))
	out := make([]*Meetings, len(blocks))
	err := f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		e := NewRunner(f)
		e.Heed(ctx)
		out[i] = &Meetings{}
		for k := range blocks[i] {
			if k%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			e.Meet(&blocks[i][k], out[i])
		}
		return ctx.Err()
	})
	return out, err
}

// asksSubmissions says whether a line of the scheme is about submissions. Else they only carry what others are about.
func asksSubmissions(s *scheme.Scheme) bool {
	counts := func(q *scheme.Quota) bool { return q.Count != nil && q.Each == ledger.Submit }
	return slices.ContainsFunc(s.Credits, func(c *scheme.Credit) bool { return c.Each == ledger.Submit }) ||
		slices.ContainsFunc(s.Quotas, counts) ||
		slices.ContainsFunc(s.Numbers, func(n scheme.Number) bool { return n.Each == ledger.Submit })
}

// Meetings are entries of cases, some of them more than once, in no order.
type Meetings struct {
	InEffect []int32 // that take effect; of a commission the commission alone
	Met      []int32 // that a rule or a quota is about or waits for, on which a worth rests, or that are refused
	credited Credited
}

// Meet runs step 1 on a case and adds which of its entries are met.
func (e *Runner) Meet(c *frame.Case, m *Meetings) {
	o := &meetingObserver{e: e, m: m}
	e.InEffect, e.observer = nil, o
	before := len(m.Met)
	m.credited = Credited{Changes: m.credited.Changes[:0]}
	e.Credit(c, &m.credited)
	e.observer = nil
	o.end()
	taken := len(m.Met) > before
	for _, r := range m.credited.Refusals {
		m.Met = append(m.Met, r.Position)
	}
	if c.Kind != frame.CommissionCase {
		for _, f := range e.InEffect {
			m.InEffect = append(m.InEffect, f.Position)
		}
		if taken {
			m.Met = append(m.Met, c.First)
		}
		return
	}
	m.InEffect = append(m.InEffect, c.First)
	if taken {
		asked := e.Frame.Code(c.First, columns.FieldUnit)
		for _, pos := range c.Entries {
			if e.Frame.Code(pos, columns.FieldUnit) == asked ||
				e.Frame.Lineage != nil && e.answersFor(e.read(pos), e.read(c.First)) {
				m.Met = append(m.Met, pos)
			}
		}
	}
	if e.waits(c.First) {
		m.Met = append(m.Met, c.First)
	}
}

// waits says whether a commission has a rule or a quota that is not asked yet: at due, or at the end of the period.
func (e *Runner) waits(commission int32) bool {
	f := e.read(commission)
	if e.asked.atDue {
		if due := (&frame.Fact{From: e.Frame.DueOf(&f.Row, f.At)}); e.Frame.Late(due) {
			return true
		}
	}
	return slices.ContainsFunc(e.asked.closings, func(per calendar.Kind) bool {
		_, closed := e.closingEnd(per, f)
		return !closed
	})
}

// meetingObserver observes which entries of a case are met.
type meetingObserver struct {
	e *Runner
	m *Meetings

	rests [columns.NumKinds]int // by kind: among how many entries in effect, at most, something rests on those of it
}

// rest notes that something rests on the entries of some kinds in effect.
func (o *meetingObserver) rest(kinds kindSet) {
	for kind := range o.rests {
		if kinds.has(uint8(kind)) {
			o.rests[kind] = max(o.rests[kind], len(o.e.InEffect))
		}
	}
}

// end adds the entries on which something rests. Those in effect at first are in effect to the end, in front.
func (o *meetingObserver) end() {
	for i, f := range o.e.InEffect {
		if i < o.rests[f.Kind] {
			o.m.Met = append(o.m.Met, f.Position)
		}
	}
}

// Candidate notes an entry of which a condition holds or cannot be asked, and what a worth rests on.
func (o *meetingObserver) Candidate(c *Candidate) {
	switch {
	case c.Counts:
		o.m.Met = append(o.m.Met, c.Fact.Position)
		o.rest(o.e.evidence(c).kinds)
	case !c.Unmet:
		o.m.Met = append(o.m.Met, c.Fact.Position)
	}
}

// Tallied notes an entry that counts, and what its count rests on.
func (o *meetingObserver) Tallied(t *Tally, _ *frame.Fact) {
	if t.Amount.IsZero() && len(t.flaws.problems) == 0 {
		return
	}
	o.m.Met = append(o.m.Met, t.Fact.Position)
	o.rest(o.e.quotaReadSet(t.Quota))
}

// Begin, and what follows, says nothing of it.
func (*meetingObserver) Begin()                                   {}
func (*meetingObserver) Standard(*Candidate)                      {}
func (*meetingObserver) CaseCredited([]*Candidate, []*Tally)      {}
func (*meetingObserver) Credited(*Runner, []Change, []*Candidate) {}
func (*meetingObserver) Limited(string, rule.Value, rule.Value)   {}
func (*meetingObserver) Settled(*Change, *QuotaRow)               {}
func (*meetingObserver) Seen() any                                { return nil }
func (*meetingObserver) Traces() bool                             { return false }
func (*meetingObserver) Evaluated(*frame.Evaluator, *rule.Program, rule.Value, error, []rule.Observed) {
}
