package bulk

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// workers are the goroutines of step 1.
type workers struct {
	f         *frame.Frame
	profiling *signature.Signatures
	All       []*Creditor
	free      chan *Creditor
	shared    *classes
	sums      *sums.Sums          // those of the first one; with a tally, of all, each of which has units of its own
	tally     *columns.ItemGroups // nil: nothing is added by it
	progress  func(cases int)
}

// creditBulk is step 1 for all cases, as sums of a layout, by several goroutines. If record is there, it also keeps
// where the cases stand, and records how those went that stand for their classes.
func (f *Ground) creditBulk(ctx context.Context, p *signature.Signatures, l *sums.Layout, record func(*steps.Runner) Recorder) (*workers, error) {
	size := max(1, min(f.Frame.Workers(), (f.Frame.Counts.Submitted()+len(f.Frame.Rest))/frame.BlockSize+1))
	c := &workers{f: p.Frame, profiling: p, shared: &classes{}, progress: f.Frame.NewProgress(), free: make(chan *Creditor, size)}
	if err := p.SignPerEntry(ctx); err != nil {
		return nil, err
	}
	for range size {
		w := NewCreditor(p, steps.NewRunner(f.Frame))
		w.sums, w.Shared = sums.NewSums(l, len(f.Frame.Roster.Units())), c.shared
		if c.sums == nil {
			c.sums = w.sums
		}
		w.e.Evaluation, w.e.Source = newMemos(f.Frame.Scheme), &w.representatives
		if record != nil {
			w.Record = &placement{Recorder: record(w.e)}
		}
		c.All = append(c.All, w)
		c.free <- w
	}
	if record != nil {
		list := f.Frame.Listed().All
		return c, c.run(ctx, c.ofCases(len(list), func(i int) (frame.Case, bool) { return list[i], true }))
	}
	together, err := c.ofUnits(ctx)
	if err != nil {
		return nil, err
	}
	if together == nil {
		together = c.ofCases(f.Frame.Arranged.Items(), f.Frame.ItemCase)
	}
	return c, c.run(ctx, append(c.ofCases(len(f.Frame.Rest), func(i int) (frame.Case, bool) { return f.Frame.Rest[i], true }), together...))
}

// block is work for one of them, which says how many cases it was.
type block func(ctx context.Context, w *Creditor) (cases int, err error)

// run lets all of them work.
func (c *workers) run(ctx context.Context, blocks []block) error {
	return c.f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := <-c.free
		defer func() { c.free <- w }()
		done, err := blocks[i](ctx, w)
		if err = cmp.Or(err, w.e.Failed); err == nil && done > 0 {
			c.progress(done)
		}
		return err
	})
}

// ofCases adds what cases give, one by one.
func (c *workers) ofCases(size int, each func(i int) (frame.Case, bool)) []block {
	var out []block
	length := min(max(size/(8*len(c.All)), frame.BlockSize/16), frame.BlockSize)
	for first := 0; first < size; first += length {
		out = append(out, func(ctx context.Context, w *Creditor) (int, error) {
			return w.creditEach(ctx, first, min(first+length, size), each)
		})
	}
	return out
}

// ofUnits adds what items give by the ledger's tally. Nil: that does not tell.
func (c *workers) ofUnits(ctx context.Context) ([]block, error) {
	if !c.All[0].groupsDecide() {
		return nil, nil
	}
	bounds := boundsOfSpans(c.profiling)
	var err error
	if c.tally, err = c.profiling.Grouping.GroupItems(ctx, c.f.Counts, c.f.ItemInstants, bounds, columns.Equivalence{Basis: c.f.Scheme, Classes: c.alike}); err != nil || c.tally == nil {
		return nil, err
	}
	if c.profiling.GroupClasses = c.tally.Classes(); !groupsFit(c.profiling, c.tally) {
		return nil, nil
	}
	if len(c.All) > 1 {
		c.sums = sums.NewSums(c.sums.Layout, len(c.f.Roster.Units()))
	}
	spans := newSpans(c.profiling, c.tally, bounds)
	for _, w := range c.All {
		w.grouped = w.newGrouped(spans, c.sums)
	}
	out := []block{}
	for units := range unitBlocks(c.tally.Units(), c.f.Arranged.Items()/(32*len(c.All))) {
		out = append(out, func(ctx context.Context, w *Creditor) (int, error) { return w.grouped.addUnits(ctx, units) })
	}
	return out, nil
}

// maxCompared is up to how many numbers are compared with each other.
const maxCompared = 1 << 12

// alike says by number which of those stands for it of whose entries expressions see the same, of one unit at one time. Nil: each
// stands for itself.
func (c *workers) alike(ctx context.Context) ([]uint16, error) {
	size := c.profiling.Grouping.Len()
	if size > maxCompared || c.f.Scheme.Params.States() > 1 {
		return nil, nil // what conditions answer may depend on when an entry was
	}
	const length = 16
	seen := make([]string, size)
	var blocks []block
	for first := 0; first < size; first += length {
		blocks = append(blocks, func(_ context.Context, w *Creditor) (int, error) {
			for n := first; n < min(first+length, size); n++ {
				seen[n] = w.Classifier.signer.RecordKeyOf(uint32(n))
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
	items = min(max(items, frame.BlockSize/16), 2*frame.BlockSize)
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
func (c *workers) summedUp() (*sums.Sums, func() []frame.Case) {
	var (
		others  []*sums.Sums
		telling = c.All[0].notable
		told    = c.All[0].notableRuns
	)
	for i, w := range c.All {
		if w.sums != c.sums {
			others = append(others, w.sums)
		}
		if i > 0 {
			telling, told = append(telling, w.notable...), append(told, w.notableRuns...)
		}
	}
	c.sums.Merge(c.f, others)
	f, tally := c.f, c.tally // the rest is not kept
	return c.sums, func() []frame.Case {
		all := slices.Clip(telling)
		for _, run := range told {
			for n := range run.items(tally) {
				of, _ := f.ItemCase(n)
				all = append(all, of)
			}
		}
		return all
	}
}
