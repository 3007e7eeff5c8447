package steps

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// UnitChanges are the changes of one unit, in the order of [CompareChanges].
type UnitChanges struct {
	Unit    string
	Changes []Change
}

// Settled is the result of step 2 for a unit: its changes with those of the settlements, its quotas and its
// figures.
type Settled struct {
	Unit     string
	Changes  []Change
	Quotas   []QuotaRow
	Problems []frame.Problem
	Figures  Figures                      // in the first reported period
	Periods  map[calendar.Period]*Figures // in the settled periods; nil: step 3 reads none
	Rows     Rows                         // likewise
	Member   *ledger.Member               // its last roster state in the first reported period; nil: off the roster
	Others   []Reported                   // in the other reported periods
	Covered  []Change                     // of step 1, in time of which an opening says all
	quotas   settledQuotas                // of all periods, if they are read
	owed     []*QuotaRow                  // settled of the unit itself, in order, where it is posted anew
	own      *ownOutcomes                 // of its own periods that are closed; nil: there are none
	first    *firstHand                   // nil: what the unit has is what it had first, or nobody asks
}

// firstHand is what a unit had first, where units succeed others and bulletins are compared: what it had from others is
// not there, and what others have from it is.
type firstHand struct {
	changes []Change
	quotas  []QuotaRow // that are reported
}

// hadFirst is what a unit had first: its changes, and its quota rows that are reported.
func (s *Settled) hadFirst() ([]Change, []QuotaRow) {
	if s.first != nil {
		return s.first.changes, s.first.quotas
	}
	return s.Changes, s.Quotas
}

// Reported is the result of a unit in a period that is reported.
type Reported struct {
	Figures Figures
	Member  *ledger.Member // its last roster state in the period; nil: off the roster
}

// Settle is step 2 for a block of units: at the end of each period the quotas, the rules on quotas and periods, and
// the caps. It reads only the frame and the block, and requires a scheme whose units are settled one by one. The error
// is the context's.
func Settle(ctx context.Context, f *frame.Frame, block []UnitChanges) ([]Settled, error) {
	e := NewRunner(f)
	e.Heed(ctx)
	out := make([]Settled, 0, len(block))
	for i := range block {
		out = append(out, e.SettleUnit(&block[i]))
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return out, nil
}

// SettleUnit is step 2 for one unit.
func (e *Runner) SettleUnit(u *UnitChanges) Settled {
	s := e.begun(u)
	for _, sp := range e.Frame.SpansOf(u.Unit) {
		s.Period(sp)
	}
	s.end()
	return s.Out
}

// begun is the work on one unit by its changes, with its openings, before its first period.
func (e *Runner) begun(u *UnitChanges) Settlement {
	opened, covered := withOpenings(e.Frame, u)
	s := e.begunBy(&opened)
	s.Out.Covered = covered
	return s
}

// begunBy is the work on one unit by its changes, before its first period.
func (e *Runner) begunBy(u *UnitChanges) Settlement {
	s := e.newSettlement()
	s.Out = Settled{Unit: u.Unit, Changes: u.Changes, Periods: s.FiguresByPeriod}
	s.credited, s.balances = len(u.Changes), stocksOf(e.Frame.Scheme, u.Changes)
	if e.Frame.Whole && e.Frame.Lineage != nil {
		s.Out.first = &firstHand{changes: slices.Clone(u.Changes)}
	}
	for i := range u.Changes {
		s.addToPeriods(&u.Changes[i])
	}
	return s
}

// end sorts the changes of a unit, and sums them over the reported periods.
func (s *Settlement) end() {
	slices.SortStableFunc(s.Out.Changes, CompareChanges)
	s.report(func(start, end time.Time) *Figures {
		fresh := NewFigures(s.e.Frame)
		return &fresh
	})
	s.release()
}

// SettleSums is step 2 for a unit by its figures between two instants. The result has no changes.
func (e *Runner) SettleSums(unit string, figuresOf func(start, end time.Time) *Figures) Settled {
	s := e.newSettlement()
	s.Out = Settled{Unit: unit, Periods: s.FiguresByPeriod}
	for _, sp := range e.Frame.Spans {
		s.FiguresByPeriod[sp.Period] = figuresOf(sp.Start, sp.End)
	}
	for _, sp := range e.Frame.Spans {
		s.Period(sp)
	}
	s.report(figuresOf)
	s.Out.Changes = nil
	s.release()
	return s.Out
}

// SettlePeriod is step 2 at the end of one period of a unit, by its figures. The result has the changes, quotas and
// problems of that end. Unsummed: no expression reads figures.
func (e *Runner) SettlePeriod(unit string, sp frame.Span, figures *Figures, unsummed bool) Settled {
	s := e.newSettlement()
	s.FiguresByPeriod[sp.Period], s.Unsummed = figures, unsummed
	s.Out = Settled{Unit: unit}
	s.Period(sp)
	return s.Out
}
