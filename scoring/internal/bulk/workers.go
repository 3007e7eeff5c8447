package bulk

import (
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
	f          *frame.Frame
	signatures *signature.Signatures
	All        []*Creditor
	free       chan *Creditor
	shared     *classTable
	sums       *sums.Sums          // of the first goroutine; by group: of all, each with units of its own
	groups     *columns.ItemGroups // nil: items are not added by group
	progress   func(cases int)
}

// creditBulk is step 1 for all cases, by several goroutines. With a recorder, it also records classes and placements.
func (p *Prepared) creditBulk(
	ctx context.Context, signatures *signature.Signatures, layout *sums.Layout, record func(*steps.Runner) Recorder,
) (*workers, error) {
	size := max(1, min(p.Frame.Workers(), (p.Frame.Selection.Submitted()+len(p.Frame.OtherCases))/frame.BlockSize+1))
	out := &workers{
		f: signatures.Frame, signatures: signatures, shared: &classTable{},
		progress: p.Frame.NewProgress(), free: make(chan *Creditor, size),
	}
	if err := signatures.SignPerEntry(ctx); err != nil {
		return nil, err
	}
	for range size {
		w := NewCreditor(signatures, steps.NewRunner(p.Frame))
		w.sums, w.Shared = sums.NewSums(layout, len(p.Frame.Roster.Units())), out.shared
		if out.sums == nil {
			out.sums = w.sums
		}
		w.runner.Evaluation, w.runner.Source = newMemos(p.Frame.Scheme), &w.rows
		if record != nil {
			w.Record = &caseRecord{Recorder: record(w.runner)}
		}
		out.All = append(out.All, w)
		out.free <- w
	}
	if record != nil {
		list := p.Frame.AllCases().Cases
		return out, out.run(ctx, out.caseBlocks(len(list), func(i int) (frame.Case, bool) { return list[i], true }))
	}
	items, err := out.unitBlocks(ctx)
	if err != nil {
		return nil, err
	}
	if items == nil {
		items = out.caseBlocks(p.Frame.ItemIndex.Items(), p.Frame.ItemCase)
	}
	rest := out.caseBlocks(len(p.Frame.OtherCases), func(i int) (frame.Case, bool) {
		return p.Frame.OtherCases[i], true
	})
	return out, out.run(ctx, append(rest, items...))
}

// block is work for one goroutine, which returns the number of its cases.
type block func(ctx context.Context, w *Creditor) (cases int, err error)

// run runs blocks on all goroutines.
func (c *workers) run(ctx context.Context, blocks []block) error {
	return c.f.InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := <-c.free
		w.runner.Heed(ctx)
		defer func() {
			w.runner.Heed(context.Background())
			c.free <- w
		}()
		done, err := blocks[i](ctx, w)
		if err == nil && done > 0 {
			c.progress(done)
		}
		return err
	})
}

// caseBlocks are blocks that credit cases one by one.
func (c *workers) caseBlocks(size int, each func(i int) (frame.Case, bool)) []block {
	var out []block
	length := min(max(size/(8*len(c.All)), frame.BlockSize/16), frame.BlockSize)
	for first := 0; first < size; first += length {
		out = append(out, func(ctx context.Context, w *Creditor) (int, error) {
			return w.creditEach(ctx, first, min(first+length, size), each)
		})
	}
	return out
}

// unitBlocks are blocks that credit the items of units by group; nil: groups do not decide.
func (c *workers) unitBlocks(ctx context.Context) ([]block, error) {
	if !c.All[0].groupsDecide() {
		return nil, nil
	}
	bounds := boundsOfSpans(c.signatures)
	var err error
	same := columns.Equivalence{Basis: c.f.Scheme, Classes: c.groupClasses}
	c.groups, err = c.signatures.Grouping.GroupItems(ctx, c.f.Selection, c.f.ItemInstants, bounds, same)
	if err != nil || c.groups == nil {
		return nil, err
	}
	if c.signatures.GroupClasses = c.groups.Classes(); !groupsFit(c.signatures, c.groups) {
		return nil, nil
	}
	if len(c.All) > 1 {
		c.sums = sums.NewSums(c.sums.Layout, len(c.f.Roster.Units()))
	}
	spans := newSpans(c.signatures, c.groups, bounds)
	for _, w := range c.All {
		w.grouped = w.newGrouped(spans, c.sums)
	}
	out := []block{}
	for units := range partUnits(c.groups.Units(), c.f.ItemIndex.Items()/(32*len(c.All))) {
		out = append(out, func(ctx context.Context, w *Creditor) (int, error) { return w.grouped.addUnits(ctx, units) })
	}
	return out, nil
}

// partUnits parts units into blocks of about so many items, within bounds.
func partUnits(units []columns.UnitGroups, items int) iter.Seq[[]columns.UnitGroups] {
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

// merge is the sums of all goroutines, and their notable cases. It requires at least one goroutine.
func (c *workers) merge() (*sums.Sums, func() []frame.Case) {
	var (
		others  []*sums.Sums
		notable = c.All[0].notable
		groups  = c.All[0].notableGroups
	)
	for i, w := range c.All {
		if w.sums != c.sums {
			others = append(others, w.sums)
		}
		if i > 0 {
			notable, groups = append(notable, w.notable...), append(groups, w.notableGroups...)
		}
	}
	c.sums.Merge(c.f, others)
	f, itemGroups := c.f, c.groups // the closure holds nothing else
	return c.sums, func() []frame.Case {
		all := slices.Clip(notable)
		for _, run := range groups {
			for n := range run.items(itemGroups) {
				one, _ := f.ItemCase(n)
				all = append(all, one)
			}
		}
		return all
	}
}
