package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Ground is a frame with what the bulk way makes of it before it scores.
type Ground struct {
	Frame   *frame.Frame
	ReadSet *signature.ReadSet // what step 1 looks at
	groups  *columns.Grouping  // of what it looks at
	Buckets *sums.Buckets      // made when scoring begins
}

// Way scores classes of cases and of periods once.
type Way struct{}

// Begin implements steps.Way.
func (Way) Begin(ctx context.Context, f *frame.Frame) (steps.Run, error) {
	g := &Ground{Frame: f, ReadSet: signature.ReadSetOf(f.Scheme)}
	var err error
	if g.groups, err = f.Arranged.GroupBy(ctx, g.ReadSet.GroupFields()); err != nil {
		return nil, err
	}
	return g, nil
}

// Signatures finds how the entries of the frame are told apart. It requires that the ground is open.
func (g *Ground) Signatures() *signature.Signatures {
	return signature.NewSignatures(g.Frame, g.ReadSet, g.groups, g.Buckets)
}

// On is the ground of a frame of the same periods and entries.
func (g *Ground) On(f *frame.Frame) *Ground {
	next := *g
	next.Frame = f
	return &next
}

// Open says whether the scheme and the ledger let changes be summed up: no cap asks for what of which they are, and no
// instant is beyond what nanoseconds can hold.
func (g *Ground) Open() bool {
	g.Buckets = sums.BucketsOf(g.Frame)
	return !g.Frame.Far() && !slices.ContainsFunc(g.Buckets.Bounds, frame.IsFar) &&
		!slices.ContainsFunc(g.Frame.Scheme.Settles, func(s *scheme.Settle) bool { return s.Cap != nil && len(s.Cap.By) > 0 })
}

// Keys implements steps.Run.
func (g *Ground) Keys(ctx context.Context, numbers []frame.Numbering, n *scheme.Number, names *frame.Texts) (*steps.Keyed, error) {
	if g.Frame.Far() { // no words for its instants
		return nil, nil
	}
	return keysOfNumber(ctx, g.Frame, numbers, n, names)
}

// Score implements steps.Run.
func (g *Ground) Score(ctx context.Context) (*steps.Scored, error) {
	if !g.Open() {
		return nil, nil
	}
	of, err := g.Run(ctx, g.Signatures(), nil)
	if err != nil {
		return nil, err
	}
	ranked, err := steps.NewRunner(g.Frame).RankAll(of.Settled.Units, Orderer{})
	return &steps.Scored{Frame: g.Frame, Settled: of.Settled.Units, Ranked: ranked, Deferred: &deferred{g.Frame, of.Settled.Classes, of.telling}}, err
}

// Keep keeps nothing: that is for engines.
func (g *Ground) Keep(context.Context) (*steps.Scored, error) { return nil, nil }

// deferred is what is made of classes when somebody asks.
type deferred struct {
	f       *frame.Frame
	classes [][]*PeriodClass
	telling func() []frame.Case
}

func (d *deferred) Notable() []frame.Case { return d.telling() }

func (d *deferred) Quotas() []steps.QuotaRow { return QuotasOf(d.f, d.classes) }

// QuotasOf are the quotas of all units by the classes of their periods.
func QuotasOf(f *frame.Frame, classes [][]*PeriodClass) []steps.QuotaRow {
	var rows []steps.QuotaRow
	for unit, of := range classes {
		for k, class := range of {
			if class == nil {
				continue
			}
			for _, row := range class.quotas {
				row.Unit, row.Period = f.Roster.Units()[unit], f.Spans[k].Period
				rows = append(rows, row)
			}
		}
	}
	return rows
}
