package bulk

import (
	"context"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// NoUnit is the current unit of a settler that has none.
const NoUnit = int32(-1)

// PeriodSettler is step 2 for many units, by one goroutine.
type PeriodSettler struct {
	Runner    *steps.Runner
	Settler   *Settler
	keys      sequence.Table
	classes   []*PeriodClass
	cache     [512]cachedClass
	key       []uint32
	classRoom []*PeriodClass // allocated ahead
	sumRoom   []steps.Sum    // allocated ahead

	Unit int32 // the current unit
	// its sums before each bucket, by bucket and position in a row, with the results of settled periods
	sums      []int64
	reported  []int64 // by slot: its sum over the reported period, with the results of settled periods
	onlyState int32   // its only roster state, see [columns.RosterTable.OnlyState]
	Failed    bool    // a result is no whole number of its smallest step, or too large
}

// settleAlone settles the periods of a unit one by one. Where the context ends, not all.
func (w *PeriodSettler) settleAlone(ctx context.Context, unit int32) steps.Settled {
	w.Runner.Heed(ctx)
	defer w.Runner.Heed(context.Background())
	return w.Runner.SettleSums(w.Runner.Frame.Roster.Units()[unit], func(start, end time.Time) *steps.Figures {
		low, high := w.Settler.Prepared.Buckets.Within(frame.Nanoseconds(start), frame.Nanoseconds(end))
		return w.Settler.Sums.Figures(w.Runner.Frame, unit, low, high)
	})
}

// settleByClass settles the periods of a unit by class, in the order of their end. Where the context ends, not all.
func (w *PeriodSettler) settleByClass(ctx context.Context, unit int32) (steps.Settled, []*PeriodClass) {
	w.Runner.Heed(ctx)
	defer w.Runner.Heed(context.Background())
	f := w.Runner.Frame
	w.Load(unit)
	out, classes := steps.Settled{Unit: f.Roster.Units()[unit]}, w.NewClasses(len(w.Settler.Spans))
	for i := range w.Settler.Spans {
		if ctx.Err() != nil {
			break
		}
		sp := &w.Settler.Spans[i]
		class := w.classOf(sp)
		if class == nil {
			continue
		}
		classes[i] = class
		out.Problems = append(out.Problems, class.Problems...)
		for _, r := range class.Results {
			w.addResult(sp, r)
		}
	}
	out.Figures, out.Member = w.reportedFigures(), w.member(f.Reported[0])
	for _, sp := range f.Reported[1:] {
		low, high := w.Settler.Prepared.Buckets.Within(frame.Nanoseconds(sp.Start), frame.Nanoseconds(sp.End))
		out.Others = append(out.Others, steps.Reported{Figures: *w.figures(low, high), Member: w.member(sp)})
	}
	return out, classes
}

// member is the current unit as it was last on the roster in a period; nil: it was not.
func (w *PeriodSettler) member(sp frame.Span) *ledger.Member {
	f := w.Runner.Frame
	if last := f.Units.Last(w.Unit, frame.Nanoseconds(sp.Start), frame.Nanoseconds(sp.End)); last != columns.NoState {
		return f.Units.States()[last].Member
	}
	return nil
}

// NewClasses returns a list of n classes, none of them set.
func (w *PeriodSettler) NewClasses(n int) []*PeriodClass {
	if len(w.classRoom) < n {
		w.classRoom = make([]*PeriodClass, 64*n)
	}
	out := w.classRoom[:n:n]
	w.classRoom = w.classRoom[n:]
	return out
}

// Load makes a unit the current one.
func (w *PeriodSettler) Load(unit int32) {
	w.Unit = unit
	sums := w.Settler.Sums
	n := len(sums.Layout.RowSlots)
	before := w.sums[:n]
	clear(before)
	for bucket := range int32(sums.Layout.NumBuckets) {
		after := w.sums[int(bucket+1)*n:][:len(before)]
		if row := sums.Row(unit, bucket); row == nil {
			copy(after, before)
		} else {
			for i, sum := range before {
				after[i] = sum + row[i]
			}
		}
		before = after
	}
	low, high := w.sums[int(sums.Layout.Low)*n:], w.sums[int(sums.Layout.High)*n:]
	for i, slot := range sums.Layout.RowSlots {
		w.reported[slot] = high[i] - low[i]
	}
	for i, slot := range sums.Layout.ZoneSlots {
		w.reported[slot] = 0
		if values := sums.Units[unit].Values; values != nil {
			w.reported[slot] = values[len(sums.Layout.ZoneSlots)+i]
		}
	}
	w.onlyState = w.Runner.Frame.Units.OnlyState(unit)
}

// addResult adds a result of the end of a period to the sums.
func (w *PeriodSettler) addResult(sp *SpanPlan, r periodResult) {
	if i := w.Settler.Layout.Position[r.Slot]; i >= 0 {
		n := len(w.Settler.Layout.RowSlots)
		for bucket := int(sp.Bucket) + 1; bucket <= w.Settler.Sums.Layout.NumBuckets; bucket++ {
			w.sums[bucket*n+int(i)] += r.Whole
		}
	}
	if w.Settler.Layout.Reported(sp.Bucket) {
		w.reported[r.Slot] += r.Whole
	}
}

// figures are the sums over the buckets [low, high) of the slots in rows.
func (w *PeriodSettler) figures(low, high int32) *steps.Figures {
	g, n := steps.NewFigures(w.Runner.Evaluator.Frame), len(w.Settler.Layout.RowSlots)
	before, after := w.sums[int(low)*n:], w.sums[int(high)*n:]
	for i, slot := range w.Settler.Layout.RowSlots {
		w.Settler.Sums.Layout.AddFigure(&g, int(slot), after[i]-before[i])
	}
	return &g
}

// reportedFigures are the sums over the reported period.
func (w *PeriodSettler) reportedFigures() steps.Figures {
	size := steps.FiguresSize(w.Runner.Evaluator.Frame)
	if len(w.sumRoom) < size {
		w.sumRoom = make([]steps.Sum, 64*size)
	}
	g := steps.FiguresIn(w.sumRoom[:size:size], len(w.Runner.Frame.Scheme.Accounts), len(w.Runner.Frame.Scheme.Quotas))
	w.sumRoom = w.sumRoom[size:]
	for slot, n := range w.reported {
		w.Settler.Sums.Layout.AddFigure(&g, slot, n)
	}
	return g
}

// Settle runs step 2 for one period of the current unit.
func (w *PeriodSettler) Settle(sp *SpanPlan) *PeriodClass {
	settled := w.Runner.SettlePeriod(w.Runner.Frame.Roster.Units()[w.Unit], sp.span, w.figures(sp.low, sp.high),
		w.Settler.ignoresSums)
	out := &PeriodClass{Number: Singleton, Alone: len(settled.Problems) > 0, quotas: settled.Quotas,
		Problems: settled.Problems}
	for i := range settled.Changes {
		r := periodResult{Slot: w.Settler.Sums.Layout.SlotOf(&settled.Changes[i])}
		var fits bool
		if r.Whole, fits = w.Settler.Sums.Layout.Whole(r.Slot, settled.Changes[i].Amount); !fits {
			w.Failed = true
		}
		out.Results = append(out.Results, r)
	}
	return out
}
