package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ground is a frame with what the bulk way makes of it before it scores.
type ground struct {
	*Frame
	traits   *traits             // what step 1 looks at
	combined *ledger.Combination // of what it looks at
	cells    *cells              // made when scoring begins
}

// bulkWay scores classes of cases and of periods once.
type bulkWay struct{}

func (bulkWay) begin(ctx context.Context, f *Frame) (run, error) {
	g := &ground{Frame: f, traits: traitsOf(f.scheme)}
	var err error
	if g.combined, err = f.arranged.Combine(ctx, g.traits.together()); err != nil {
		return nil, err
	}
	return g, nil
}

// on is the ground of a frame of the same periods and entries.
func (g *ground) on(f *Frame) *ground {
	next := *g
	next.Frame = f
	return &next
}

// open says whether the scheme and the ledger let changes be summed up: no cap asks for what of which they are, and no
// instant is beyond what nanoseconds can hold.
func (g *ground) open() bool {
	g.cells = cellsOf(g.Frame)
	return !g.far() && !slices.ContainsFunc(g.cells.bounds, isFar) &&
		!slices.ContainsFunc(g.scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil && len(s.Cap.By) > 0 })
}

func (g *ground) tickets(ctx context.Context, numbers []Numbering, n *scheme.Number, names *texts) (*tickets, error) {
	if g.far() { // no words for its instants
		return nil, nil
	}
	return g.take(ctx, numbers, n, names)
}

func (g *ground) score(ctx context.Context) (*scored, error) {
	if !g.open() {
		return nil, nil
	}
	of, err := g.inBulk(ctx, g.newProfiling(), nil)
	if err != nil {
		return nil, err
	}
	ranked, err := newRunner(g.Frame).rankAll(of.settled.units, bulkOrderer{})
	return &scored{frame: g.Frame, settled: of.settled.units, ranked: ranked, deferred: &bulkDeferred{g.Frame, of.settled.classes, of.telling}}, err
}

// keep keeps nothing: that is for engines.
func (g *ground) keep(context.Context) (*scored, error) { return nil, nil }

// bulkDeferred is what is made of classes when somebody asks.
type bulkDeferred struct {
	*Frame
	classes [][]*settledClass
	telling func() []Case
}

func (d *bulkDeferred) notable() []Case { return d.telling() }

func (d *bulkDeferred) quotas() []QuotaRow { return quotasOf(d.Frame, d.classes) }

// quotasOf are the quotas of all units by the classes of their periods.
func quotasOf(f *Frame, classes [][]*settledClass) []QuotaRow {
	var rows []QuotaRow
	for unit, of := range classes {
		for k, class := range of {
			if class == nil {
				continue
			}
			for _, row := range class.quotas {
				row.Unit, row.Period = f.roster.Units()[unit], f.spans[k].period
				rows = append(rows, row)
			}
		}
	}
	return rows
}
