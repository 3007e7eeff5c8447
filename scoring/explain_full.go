package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// explainInFull scores with every change by itself.
func explainInFull(ctx context.Context, f *Frame, q Query) (of *scored, points []Point, silent []Silent, err error) {
	credited, err := f.creditAll(ctx, f.index.cases(), f.newProgress())
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := f.traceCases(ctx, credited, q)
	if err != nil {
		return nil, nil, nil, err
	}
	byUnit := f.ByUnit(credited...)
	settled, err := f.settleAll(ctx, byUnit)
	if err != nil {
		return nil, nil, nil, err
	}
	if q.Item == "" && q.Entry == "" {
		f.traceUnit(q.Unit, byUnit, settled)
	}
	e := watchedRunner(f, newWatch())
	ranked, err := e.rankAll(settled, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	of = &scored{frame: f, credited: credited, settled: settled, ranked: ranked}
	postings := of.postings()
	all := make([]int32, f.ledger.Len())
	for pos := range all {
		all[pos] = int32(pos)
	}
	refusals, _, err := of.reports(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	return of, f.points(postings, q), f.silent(all, f.unscored(refusals), postings, w, q), nil
}

// traceCases runs step 1 again, watched, on the cases that are asked about, and puts its notes on the changes.
func (f *Frame) traceCases(ctx context.Context, blocks []Credited, q Query) (*watch, error) {
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
	concerns, cases := f.concerns(q), f.index.cases()
	about := func(pos int32) bool { return touched[pos] || concerns(pos) }
	for i := range cases {
		if c := &cases[i]; about(c.first) || slices.ContainsFunc(c.entries, about) {
			places = append(places, int32(i))
		}
	}
	again, w, err := f.watched(ctx, places)
	if err != nil {
		return nil, err
	}
	for _, b := range blocks {
		again.noteOn(b.Changes)
	}
	return w, nil
}

// watched runs step 1 on some cases, watched.
func (f *Frame) watched(ctx context.Context, places []int32) (Credited, *watch, error) {
	blocks := slices.Collect(slices.Chunk(places, len(places)/f.workers()+1))
	parts, watches := make([]Credited, len(blocks)), make([]*watch, len(blocks))
	err := f.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		watches[i] = newWatch()
		e := watchedRunner(f, watches[i])
		for _, place := range blocks[i] {
			of := f.index.caseAt(place)
			if e.credit(&of, &parts[i]); e.failed != nil {
				return e.failed
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	var out Credited
	w := newWatch()
	for i := range parts {
		out.Changes, out.Refusals = append(out.Changes, parts[i].Changes...), append(out.Refusals, parts[i].Refusals...)
		if watches[i] != nil {
			w.join(watches[i])
		}
	}
	return out, w, err
}

// noteOn puts the notes of what was watched on the same changes.
func (w *Credited) noteOn(changes []Change) {
	type event struct{ position, first int32 }
	of := func(c *Change) event { return event{c.Position, c.Entries[0]} }
	last, before := make(map[event]int32, len(w.Changes)), make([]int32, len(w.Changes)) // the place of one of the event, plus one
	for i := range w.Changes {
		at := of(&w.Changes[i])
		before[i], last[at] = last[at], int32(i+1)
	}
	for i := range changes {
		c := &changes[i]
		c.note = nil
		for at := last[of(c)]; at > 0; at = before[at-1] {
			if is := &w.Changes[at-1]; is.key() == c.key() {
				c.note = is.note
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

func (c *Change) key() changeKey {
	return changeKey{c.Position, c.Entries[0], c.Unit, c.Item, c.Account, c.group, c.Rule, c.Quota}
}

// traceUnit settles the unit again, watched.
func (f *Frame) traceUnit(unit string, all []UnitChanges, settled []Settled) {
	e := watchedRunner(f, newWatch())
	i := slices.IndexFunc(all, func(u UnitChanges) bool { return u.Unit == unit })
	settled[i] = e.settleUnit(&all[i])
}
