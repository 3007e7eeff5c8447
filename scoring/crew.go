package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// crew are the goroutines of step 1.
type crew struct {
	*profiling
	all      []*crediting
	free     chan *crediting
	shared   *classes
	sums     *sums         // those of the first one; in runs, of all, each of which has units of its own
	tally    *ledger.Tally // nil: nothing is added by it
	progress func(cases int)
}

// creditBulk is step 1 for all cases, as sums of a layout, by several goroutines. If it is to keep where the cases stand, it also
// notes the class of each.
func (f *Frame) creditBulk(ctx context.Context, p *profiling, l *layout, keeps bool) (*crew, error) {
	size := max(1, min(f.workers(), (f.counts.HandedIn()+len(f.rest))/blockSize+1))
	c := &crew{profiling: p, shared: &classes{}, progress: f.newProgress(), free: make(chan *crediting, size)}
	if err := p.profileMore(ctx); err != nil {
		return nil, err
	}
	for range size {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), sums: newSums(l, len(f.units.ids)), shared: c.shared}
		if c.sums == nil {
			c.sums = w.sums
		}
		if keeps {
			w.keeps, w.e.ran = &whereabouts{}, newRan(w.e, map[string]uint32{}, false)
		}
		c.all = append(c.all, w)
		c.free <- w
	}
	if keeps {
		list := f.listed().all
		return c, c.cases(ctx, len(list), func(i int) (Case, bool) { return list[i], true })
	}
	items, err := c.runs(ctx)
	if err != nil {
		return nil, err
	}
	return c, c.cases(ctx, len(items)+len(f.rest), func(i int) (Case, bool) {
		if i < len(items) {
			return f.itemCase(int(items[i]))
		}
		return f.rest[i-len(items)], true
	})
}

// one lets one of them work.
func (c *crew) one(work func(w *crediting) error) error {
	w := <-c.free
	defer func() { c.free <- w }()
	if err := work(w); err != nil {
		return err
	}
	return w.e.failed
}

// runs adds what the items of the ledger's tally give, and returns those that are left.
func (c *crew) runs(ctx context.Context) ([]int32, error) {
	bounds := c.boundsOfSpans()
	if c.all[0].patternsTell() {
		var err error
		if c.standsFor, err = c.alike(ctx); err != nil {
			return nil, err
		}
		if c.tally, err = c.combined.Tally(ctx, c.counts, c.when, bounds, c.standsFor); err != nil {
			return nil, err
		}
	}
	if c.tally == nil || !c.fits(c.tally) {
		every := make([]int32, 0, c.arranged.Items())
		for n := range c.arranged.Items() {
			every = append(every, int32(n))
		}
		return every, nil
	}
	spans := c.newSpans(c.tally, bounds)
	for _, w := range c.all {
		w.quick = w.newPatterned(spans, c.sums)
	}
	blocks := unitBlocks(c.tally.Units(), c.arranged.Items()/(8*len(c.all)))
	left := make([][]int32, len(blocks))
	err := c.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		return c.one(func(w *crediting) error {
			var later []unitRuns
			before := w.quick.added
			for k := range blocks[i] {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				left[i], later = w.quick.add(&blocks[i][k], left[i], later)
			}
			for k := range later {
				left[i] = w.quick.addLater(&later[k], left[i])
			}
			w.tried += w.quick.added - before
			c.progress(w.quick.added - before)
			return nil
		})
	})
	return slices.Concat(append(left, c.tally.Others())...), err
}

// maxCompared is up to how many numbers are compared with each other.
const maxCompared = 1 << 12

// alike says by number which of those stands for it of whose entries expressions see the same, of one unit at one time. Nil: each
// stands for itself.
func (c *crew) alike(ctx context.Context) ([]uint16, error) {
	size := c.combined.Len()
	if size > maxCompared || c.scheme.Params.States() > 1 {
		return nil, nil // what conditions answer may depend on when an entry was
	}
	const block = 16
	seen := make([]string, size)
	err := c.inBlocks(ctx, (size+block-1)/block, func(_ context.Context, i int) error {
		return c.one(func(w *crediting) error {
			for n := i * block; n < min((i+1)*block, size); n++ {
				seen[n] = w.seenOf(uint32(n))
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	out, known := make([]uint16, size), map[string]uint16{}
	for n, what := range seen {
		first, is := known[what]
		if !is || what == "" {
			first, known[what] = uint16(n), uint16(n)
		}
		out[n] = first
	}
	return out, nil
}

// unitBlocks parts units into blocks of about so many items, but not of very few or many.
func unitBlocks(units []ledger.UnitTally, items int) [][]ledger.UnitTally {
	items = min(max(items, blockSize/16), 2*blockSize)
	var out [][]ledger.UnitTally
	first := 0
	for i := range units {
		if i+1 == len(units) || units[i].End-units[first].First >= items {
			out = append(out, units[first:i+1])
			first = i + 1
		}
	}
	return out
}

// cases adds what cases give, one by one.
func (c *crew) cases(ctx context.Context, size int, each func(i int) (Case, bool)) error {
	block := min(max(size/(8*len(c.all)), 64), blockSize)
	return c.inBlocks(ctx, (size+block-1)/block, func(ctx context.Context, i int) error {
		return c.one(func(w *crediting) error {
			done := 0
			for k := i * block; k < min((i+1)*block, size); k++ {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if of, ok := each(k); ok {
					done++
					w.credit(&of, int32(k), false)
				}
				if w.e.failed != nil {
					return w.e.failed
				}
			}
			for _, k := range w.waiting {
				of, _ := each(int(k))
				w.credit(&of, k, true)
			}
			w.waiting = w.waiting[:0]
			c.progress(done)
			return nil
		})
	})
}

// summedUp is what all goroutines gave. There is one at least.
func (c *crew) summedUp() *summed {
	var (
		others  []*sums
		telling = c.all[0].telling
		told    = c.all[0].told
	)
	for _, w := range c.all[1:] {
		others, telling, told = append(others, w.sums), append(telling, w.telling...), append(told, w.told...)
	}
	c.sums.merge(c.Frame, others)
	f, tally := c.Frame, c.tally // the rest is not kept
	return &summed{c.sums, func() []Case {
		all := slices.Clip(telling)
		for _, run := range told {
			for n := range run.items(tally) {
				of, _ := f.itemCase(n)
				all = append(all, of)
			}
		}
		return all
	}}
}
