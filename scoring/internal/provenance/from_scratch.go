package provenance

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FromScratch scores with every change by itself.
func FromScratch(ctx context.Context, f *frame.Frame, q Query) (of *steps.Scored, p []Point, s []Idle, err error) {
	credited, err := steps.CreditAll(ctx, f, f.Index.Cases(), f.NewProgress())
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := traceCases(ctx, f, credited, q)
	if err != nil {
		return nil, nil, nil, err
	}
	byUnit := steps.ByUnit(f, credited...)
	settled, err := steps.SettleAll(ctx, f, byUnit)
	if err != nil {
		return nil, nil, nil, err
	}
	if q.Item == "" && q.Entry == "" {
		traceUnit(f, q.Unit, byUnit, settled)
	}
	e := steps.WatchedRunner(f, newTrace())
	ranked, err := e.RankAll(settled, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	of = &steps.Scored{Frame: f, Credited: credited, Settled: settled, Ranked: ranked}
	postings := of.Postings()
	all := make([]int32, f.Ledger.Len())
	for pos := range all {
		all[pos] = int32(pos)
	}
	refusals, _, err := of.Reports(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	idle, err := idleEntries(ctx, f, all, steps.ReportedRefusals(f, refusals), postings, w, q)
	return of, points(f, postings, q), idle, err
}

// traceCases runs step 1 again, watched, on the cases that are asked about, and puts its notes on the changes.
func traceCases(ctx context.Context, f *frame.Frame, blocks []steps.Credited, q Query) (*trace, error) {
	touched := map[int32]bool{}
	for _, b := range blocks {
		for _, c := range b.Changes {
			if q.Unit != "" && c.Unit == q.Unit {
				for _, pos := range c.Entries {
					touched[pos] = true
				}
			}
		}
	}
	var places []int32
	concerns, cases := concerns(f, q), f.Index.Cases()
	about := func(pos int32) bool { return touched[pos] || concerns(pos) }
	for i := range cases {
		if c := &cases[i]; about(c.First) || slices.ContainsFunc(c.Entries, about) {
			places = append(places, int32(i))
		}
	}
	again, w, err := traceAll(ctx, f, places)
	if err != nil {
		return nil, err
	}
	for _, b := range blocks {
		noteOn(&again, b.Changes)
	}
	return w, nil
}

// traceAll runs step 1 on some cases, watched.
func traceAll(ctx context.Context, f *frame.Frame, places []int32) (steps.Credited, *trace, error) {
	blocks := slices.Collect(slices.Chunk(places, len(places)/f.Workers()+1))
	parts, watches := make([]steps.Credited, len(blocks)), make([]*trace, len(blocks))
	err := f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		watches[i] = newTrace()
		e := steps.WatchedRunner(f, watches[i])
		for _, place := range blocks[i] {
			of := f.Index.CaseAt(place)
			if e.Credit(&of, &parts[i]); e.Failed != nil {
				return e.Failed
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	var out steps.Credited
	w := newTrace()
	for i := range parts {
		out.Changes, out.Refusals = append(out.Changes, parts[i].Changes...), append(out.Refusals, parts[i].Refusals...)
		if watches[i] != nil {
			w.join(watches[i])
		}
	}
	return out, w, err
}

// noteOn puts the notes of what was watched on the same changes.
func noteOn(w *steps.Credited, changes []steps.Change) {
	type event struct{ position, first int32 }
	of := func(c *steps.Change) event { return event{c.Position, c.Entries[0]} }
	last, before := make(map[event]int32, len(w.Changes)), make([]int32, len(w.Changes)) // the place of one of the event, plus one
	for i := range w.Changes {
		at := of(&w.Changes[i])
		before[i], last[at] = last[at], int32(i+1)
	}
	for i := range changes {
		c := &changes[i]
		c.Note = nil
		for at := last[of(c)]; at > 0; at = before[at-1] {
			if is := &w.Changes[at-1]; key(is) == key(c) {
				c.Note = is.Note
				break
			}
		}
	}
}

// changeKey tells the changes of step 1 apart.
type changeKey struct {
	position, first int32
	unit            string
	item            uint32
	account, group  int
	rule            *scheme.Rule
	quota           *scheme.Quota
}

func key(c *steps.Change) changeKey {
	return changeKey{c.Position, c.Entries[0], c.Unit, c.Item, c.Account, c.Group, c.Rule, c.Quota}
}

// traceUnit settles the unit again, watched.
func traceUnit(f *frame.Frame, unit string, all []steps.UnitChanges, settled []steps.Settled) {
	e := steps.WatchedRunner(f, newTrace())
	i := slices.IndexFunc(all, func(u steps.UnitChanges) bool { return u.Unit == unit })
	settled[i] = e.SettleUnit(&all[i])
}
