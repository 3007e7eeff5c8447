package steps

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// UnitChanges are the changes of one unit, in any order: what step 2 works on.
type UnitChanges struct {
	Unit    string
	Changes []Change
}

// Settled is what step 2 gives for a unit: its changes with those of the settlements, its quotas and its sums in the period
// that is shown.
type Settled struct {
	Unit     string
	Changes  []Change
	Quotas   []QuotaRow
	Problems []frame.Problem
	Figures  Figures                      // in the period that the frame is of
	Periods  map[calendar.Period]*Figures // of the kinds of period that are settled
	Rows     Rows
	Member   *ledger.Member // as it was last on the roster in the period that the frame is of; nil: it was not
	Others   []Reported     // where several periods are reported: in the second of them, and so on
}

// Reported is what a unit has in a period that is reported.
type Reported struct {
	Figures Figures
	Member  *ledger.Member
}

// Settle is step 2, for a block of units: quotas, rules of quotas and periods, caps, at the end of each period. It reads
// the frame and the block alone.
func Settle(ctx context.Context, f *frame.Frame, block []UnitChanges) ([]Settled, error) {
	e := NewRunner(f)
	out := make([]Settled, 0, len(block))
	for i := range block {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out = append(out, e.SettleUnit(&block[i]))
		if e.Failed != nil {
			return nil, e.Failed
		}
	}
	return out, nil
}

// SettleUnit is step 2 for one unit.
func (e *Runner) SettleUnit(u *UnitChanges) Settled {
	s := e.newSettlement()
	s.Out = Settled{Unit: u.Unit, Changes: u.Changes, Rows: Rows{}, Periods: s.FiguresByPeriod}
	for i := range u.Changes {
		s.addToPeriods(&u.Changes[i])
	}
	for _, sp := range e.Frame.Spans {
		s.Period(sp)
	}
	slices.SortStableFunc(s.Out.Changes, CompareChanges)
	s.report(func(start, end time.Time) *Figures {
		fresh := NewFigures(e.Frame)
		return &fresh
	})
	return s.Out
}

// SettleSums is step 2 for a unit of which only sums are known: over gives those between two instants. What it gives has no
// changes.
func (e *Runner) SettleSums(unit string, figuresOf func(start, end time.Time) *Figures) Settled {
	s := e.newSettlement()
	s.Out = Settled{Unit: unit, Rows: Rows{}, Periods: s.FiguresByPeriod}
	for _, sp := range e.Frame.Spans {
		s.FiguresByPeriod[sp.Period] = figuresOf(sp.Start, sp.End)
	}
	for _, sp := range e.Frame.Spans {
		s.Period(sp)
	}
	s.report(figuresOf)
	s.Out.Changes = nil
	return s.Out
}

// SettlePeriod is step 2 at the end of one period of a unit, by its sums in it; unsummed says that no expression looks at sums.
// What it gives are the changes, quotas and problems of that end.
func (e *Runner) SettlePeriod(unit string, sp frame.Span, figures *Figures, unsummed bool) Settled {
	s := e.newSettlement()
	s.FiguresByPeriod[sp.Period], s.Unsummed = figures, unsummed
	s.Out = Settled{Unit: unit}
	s.Period(sp)
	return s.Out
}
