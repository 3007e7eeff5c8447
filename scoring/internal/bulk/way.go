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

// Prepared is a frame that the bulk way has prepared for scoring.
type Prepared struct {
	Frame    *frame.Frame
	readSet  *signature.ReadSet // of step 1
	grouping *columns.Grouping  // by the read set
	Buckets  *sums.Buckets      // nil until CanSum
}

// Way scores by classes of cases and of periods.
type Way struct{}

// Begin implements steps.Way. It does not take a frame in which a unit succeeds another.
func (Way) Begin(ctx context.Context, f *frame.Frame) (steps.Run, error) {
	if f.Lineage != nil {
		return nil, nil
	}
	p := &Prepared{Frame: f, readSet: signature.ReadSetOf(f.Scheme)}
	var err error
	if p.grouping, err = f.ItemIndex.GroupBy(ctx, p.readSet.GroupFields()); err != nil {
		return nil, err
	}
	return p, nil
}

// Signatures gives the entries their row signatures. It requires [Prepared.CanSum].
func (p *Prepared) Signatures() *signature.Signatures {
	return signature.NewSignatures(p.Frame, p.readSet, p.grouping, p.Buckets)
}

// WithFrame is the same for a frame of the same periods and entries.
func (p *Prepared) WithFrame(f *frame.Frame) *Prepared {
	next := *p
	next.Frame = f
	return &next
}

// CanSum says whether changes can be summed, unit by unit: no entry sees what others before it gave, nothing that is
// settled sees what is made of several units, no cap limits entry by entry, no derived amount is laid over items, no
// quota adds up shares, no account is a balance, and no run of periods is reported. It parts time into buckets.
func (p *Prepared) CanSum() bool {
	p.Buckets = sums.BucketsOf(p.Frame)
	s := p.Frame.Scheme
	return len(s.Balances) == 0 && !s.Across && !p.Frame.IsRun() &&
		!slices.ContainsFunc(s.Settles, func(s *scheme.Settle) bool {
			return s.Cap != nil && s.Cap.ByEntry
		}) &&
		!slices.ContainsFunc(s.Accounts, func(a scheme.Account) bool { return a.Balance }) &&
		!slices.ContainsFunc(s.Derived, func(d *scheme.Derived) bool { return len(d.Over) > 0 }) &&
		!slices.ContainsFunc(p.Frame.Scheme.Quotas, func(q *scheme.Quota) bool { return q.SumsShares })
}

// Keys implements steps.Run.
func (p *Prepared) Keys(ctx context.Context, numbers []frame.Numbering, n *scheme.Number,
	names *frame.Texts) (*steps.Keyed, error) {
	return keysOfNumber(ctx, p.Frame, numbers, n, names)
}

// Score implements steps.Run.
func (p *Prepared) Score(ctx context.Context) (*steps.Scored, error) {
	if !p.CanSum() {
		return nil, nil
	}
	result, err := p.Run(ctx, p.Signatures(), nil)
	if err != nil {
		return nil, err
	}
	ranked, err := steps.NewRunner(p.Frame).RankAll(ctx, result.Settled.Units, Orderer{})
	return &steps.Scored{
		Frame: p.Frame, Settled: result.Settled.Units, Ranked: ranked,
		Deferred: &deferred{p, result.Settled.Classes, result.notable},
	}, err
}

// Keep implements steps.Run. Materialised state is left to the incremental way.
func (p *Prepared) Keep(context.Context) (*steps.Scored, error) { return nil, nil }

// deferred is what is made of classes when somebody asks.
type deferred struct {
	*Prepared
	classes [][]*PeriodClass
	notable func() []frame.Case
}

func (d *deferred) Notable() []frame.Case { return d.notable() }

func (d *deferred) Quotas() []steps.QuotaRow { return QuotasOf(d.Frame, d.classes) }

// QuotasOf are the quotas of all units, by the classes of their periods.
func QuotasOf(f *frame.Frame, classes [][]*PeriodClass) []steps.QuotaRow {
	var rows []steps.QuotaRow
	for unit, periods := range classes {
		for k, class := range periods {
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
