package provenance

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FromScratch scores a frame by the plain steps, and explains the score.
func FromScratch(ctx context.Context, f *frame.Frame, q Query) (scored *steps.Scored, a Answer, err error) {
	var r *recorder // of the frame that is shown, which comes first
	settle := func(ctx context.Context, f *frame.Frame) ([]steps.Credited, []steps.Settled, error) {
		credited, settled, recorded, err := observedSettling(ctx, f, q)
		if r == nil {
			r = recorded
		}
		return credited, settled, err
	}
	rank := func(ctx context.Context, f *frame.Frame, units []steps.Settled) (steps.Ranked, error) {
		return steps.ObservedRunner(f, newRecorder()).RankAll(ctx, units, nil)
	}
	if len(f.Closings) > 0 {
		scored, err = steps.InClosed(ctx, f, steps.Stages{Settle: settle, Rank: rank,
			Runner: func(f *frame.Frame) *steps.Runner { return steps.ObservedRunner(f, newRecorder()) }})
	} else {
		scored = &steps.Scored{Frame: f}
		if scored.Credited, scored.Settled, err = settle(ctx, f); err == nil {
			scored.Ranked, err = rank(ctx, f, scored.Settled)
		}
	}
	if err != nil {
		return nil, a, err
	}
	f = scored.Frame
	ranked, postings := scored.Ranked, scored.Postings()
	all := make([]int32, f.Ledger.Len())
	for pos := range all {
		all[pos] = int32(pos)
	}
	refusals, _, err := scored.Reports(ctx)
	if err != nil {
		return nil, a, err
	}
	a.Points, a.Grades, a.Results = points(f, postings, q), grades(ranked.Graded, q), results(ranked.Outcomes, q)
	a.Idle, err = idleEntries(ctx, f, all, steps.ReportedRefusals(f, refusals), postings,
		scored.Settled, r, q)
	return scored, a, err
}

// observedSettling runs steps 1 and 2, observed where the query asks.
func observedSettling(ctx context.Context, f *frame.Frame, q Query) (
	credited []steps.Credited, settled []steps.Settled, r *recorder, err error,
) {
	if credited, err = steps.CreditAll(ctx, f, f.Index.Cases(), f.NewProgress()); err != nil {
		return nil, nil, nil, err
	}
	if r, err = observeCases(ctx, f, credited, q); err != nil {
		return nil, nil, nil, err
	}
	settled, err = steps.ObservedSettleAll(ctx, f, steps.ByUnit(f, credited...), newRecorder(), q.Unit)
	return credited, settled, r, err
}

// observeCases runs step 1 once more, observed, on the cases of the query, and adds the notes to the changes.
func observeCases(ctx context.Context, f *frame.Frame, blocks []steps.Credited, q Query) (*recorder, error) {
	inEvidence := map[int32]bool{}
	units := q.units(f)
	for _, b := range blocks {
		for i := range b.Changes {
			if c := &b.Changes[i]; slices.Contains(units, c.Unit) {
				for _, pos := range c.Entries {
					inEvidence[pos] = true
				}
			}
		}
	}
	var places []int32
	selects, cases := selector(f, q), f.Index.Cases()
	selectsAny := func(pos int32) bool { return inEvidence[pos] || selects(pos) }
	for i := range cases {
		if c := &cases[i]; selectsAny(c.First) || slices.ContainsFunc(c.Entries, selectsAny) {
			places = append(places, int32(i))
		}
	}
	observed, r, err := creditObserved(ctx, f, places)
	if err != nil {
		return nil, err
	}
	for _, b := range blocks {
		addNotes(&observed, b.Changes)
	}
	return r, nil
}

// creditObserved runs step 1, observed, on the cases at some places.
func creditObserved(ctx context.Context, f *frame.Frame, places []int32) (steps.Credited, *recorder, error) {
	blocks := slices.Collect(slices.Chunk(places, len(places)/f.Workers()+1))
	parts, recorders := make([]steps.Credited, len(blocks)), make([]*recorder, len(blocks))
	err := f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		recorders[i] = newRecorder()
		e := steps.ObservedRunner(f, recorders[i])
		e.Heed(ctx)
		for _, place := range blocks[i] {
			c := f.Index.CaseAt(place)
			e.Credit(&c, &parts[i])
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	var out steps.Credited
	r := newRecorder()
	for i := range parts {
		out.Changes, out.Refusals = append(out.Changes, parts[i].Changes...), append(out.Refusals, parts[i].Refusals...)
		if recorders[i] != nil {
			r.merge(recorders[i])
		}
	}
	return out, r, err
}

// addNotes adds the notes of observed changes to the same changes of another run.
func addNotes(observed *steps.Credited, changes []steps.Change) {
	type event struct{ position, first int32 }
	eventOf := func(c *steps.Change) event { return event{c.Position, c.Entries[0]} }
	// The last change of an event, and the previous one of the same event, as places plus one.
	last, previous := make(map[event]int32, len(observed.Changes)), make([]int32, len(observed.Changes))
	for i := range observed.Changes {
		n := eventOf(&observed.Changes[i])
		previous[i], last[n] = last[n], int32(i+1)
	}
	for i := range changes {
		c := &changes[i]
		c.Note = nil
		for n := last[eventOf(c)]; n > 0; n = previous[n-1] {
			if other := &observed.Changes[n-1]; keyOf(other) == keyOf(c) {
				c.Note = other.Note
				break
			}
		}
	}
}

// changeKey identifies a change of step 1.
type changeKey struct {
	position, first int32
	at              int64 // of what no entry caused, of which there may be several
	cause           int32
	unit            string
	item            uint32
	account, group  int
	rule            *scheme.Rule
	quota           *scheme.Quota
}

func keyOf(c *steps.Change) changeKey {
	key := changeKey{c.Position, c.Entries[0], 0, c.Cause(), c.Unit, c.Item, c.Account, c.Group, c.Rule, c.Quota}
	if c.Position == steps.NoEntry {
		key.at = frame.Nanoseconds(c.At)
	}
	return key
}
