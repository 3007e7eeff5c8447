package scoring

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
)

// crew are the goroutines of step 1.
type crew struct {
	*profiling
	all      []*crediting
	free     chan *crediting
	shared   *classes
	sums     *sums               // those of the first one; with a tally, of all, each of which has units of its own
	tally    *columns.ItemGroups // nil: nothing is added by it
	progress func(cases int)
}

// creditBulk is step 1 for all cases, as sums of a layout, by several goroutines. If it is to keep where the cases stand, it also
// notes the class of each.
func (f *Frame) creditBulk(ctx context.Context, p *profiling, l *layout, keeps bool) (*crew, error) {
	size := max(1, min(f.workers(), (f.counts.Submitted()+len(f.rest))/blockSize+1))
	c := &crew{profiling: p, shared: &classes{}, progress: f.newProgress(), free: make(chan *crediting, size)}
	if err := p.profileMore(ctx); err != nil {
		return nil, err
	}
	for range size {
		w := &crediting{classifier: p.newClassifier(newEvaluator(f)), sums: newSums(l, len(f.roster.Units())), shared: c.shared}
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
		return c, c.run(ctx, c.ofCases(len(list), func(i int) (Case, bool) { return list[i], true }))
	}
	together, err := c.ofUnits(ctx)
	if err != nil {
		return nil, err
	}
	if together == nil {
		together = c.ofCases(f.arranged.Items(), f.itemCase)
	}
	return c, c.run(ctx, append(c.ofCases(len(f.rest), func(i int) (Case, bool) { return f.rest[i], true }), together...))
}

// block is work for one of them, which says how many cases it was.
type block func(ctx context.Context, w *crediting) (cases int, err error)

// run lets all of them work.
func (c *crew) run(ctx context.Context, blocks []block) error {
	return c.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := <-c.free
		defer func() { c.free <- w }()
		done, err := blocks[i](ctx, w)
		if err = cmp.Or(err, w.e.failed); err == nil && done > 0 {
			c.progress(done)
		}
		return err
	})
}

// ofCases adds what cases give, one by one.
func (c *crew) ofCases(size int, each func(i int) (Case, bool)) []block {
	var out []block
	length := min(max(size/(8*len(c.all)), blockSize/16), blockSize)
	for first := 0; first < size; first += length {
		out = append(out, func(ctx context.Context, w *crediting) (int, error) {
			return w.creditEach(ctx, first, min(first+length, size), each)
		})
	}
	return out
}

// ofUnits adds what items give by the ledger's tally. Nil: that does not tell.
func (c *crew) ofUnits(ctx context.Context) ([]block, error) {
	if !c.all[0].patternsTell() {
		return nil, nil
	}
	bounds := c.boundsOfSpans()
	var err error
	if c.tally, err = c.combined.GroupItems(ctx, c.counts, c.when, bounds, columns.Equivalence{Basis: c.scheme, Classes: c.alike}); err != nil || c.tally == nil {
		return nil, err
	}
	if c.standsFor = c.tally.Classes(); !c.fits(c.tally) {
		return nil, nil
	}
	if len(c.all) > 1 {
		c.sums = newSums(c.sums.layout, len(c.roster.Units()))
	}
	spans := c.newSpans(c.tally, bounds)
	for _, w := range c.all {
		w.quick = w.newPatterned(spans, c.sums)
	}
	out := []block{}
	for units := range unitBlocks(c.tally.Units(), c.arranged.Items()/(32*len(c.all))) {
		out = append(out, func(ctx context.Context, w *crediting) (int, error) { return w.quick.addUnits(ctx, units) })
	}
	return out, nil
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
	const length = 16
	seen := make([]string, size)
	var blocks []block
	for first := 0; first < size; first += length {
		blocks = append(blocks, func(_ context.Context, w *crediting) (int, error) {
			for n := first; n < min(first+length, size); n++ {
				seen[n] = w.seenOf(uint32(n))
			}
			return 0, nil
		})
	}
	if err := c.run(ctx, blocks); err != nil {
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
func unitBlocks(units []columns.UnitGroups, items int) iter.Seq[[]columns.UnitGroups] {
	items = min(max(items, blockSize/16), 2*blockSize)
	return func(yield func([]columns.UnitGroups) bool) {
		first := 0
		for i := range units {
			if i+1 < len(units) && units[i].End-units[first].First < items {
				continue
			}
			if !yield(units[first : i+1]) {
				return
			}
			first = i + 1
		}
	}
}

// summedUp is what all goroutines gave. There is one at least.
func (c *crew) summedUp() *summed {
	var (
		others  []*sums
		telling = c.all[0].telling
		told    = c.all[0].told
	)
	for i, w := range c.all {
		if w.sums != c.sums {
			others = append(others, w.sums)
		}
		if i > 0 {
			telling, told = append(telling, w.telling...), append(told, w.told...)
		}
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
