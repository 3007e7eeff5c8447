package scoring

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// EngineName names the rules by which this version scores. A result is repeatable under one engine.
const EngineName = "gongguo/1"

// Scorebook is a score: what each unit has in the period that is reported, and why. Rows are in the total orders of the ledger
// format, and made when they are asked for: who asks may keep and change them. It is safe for many goroutines.
type Scorebook struct {
	Scheme  *scheme.Scheme // as varied
	Ledger  *ledger.Ledger
	Options Options
	Period  calendar.Period

	of *steps.Scored

	mu       sync.Mutex
	full     *steps.Scored // with every change by itself; nil: nobody has asked for it
	reported bool          // refusals and problems are there
	refusals []steps.Unscored
	problems []frame.Problem
}

// bookOf puts together what the steps gave; the order and the split of the blocks do not matter.
func bookOf(of *steps.Scored) *Scorebook {
	f := of.Frame
	slices.SortFunc(of.Ranked.Honours, func(x, y steps.Honour) int {
		return cmp.Or(cmp.Compare(x.Honour.Name, y.Honour.Name), cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.Unit, y.Unit))
	})
	return &Scorebook{Scheme: f.Scheme, Ledger: f.Ledger, Options: Options(f.Options), Period: f.Period, of: of}
}

func (b *Scorebook) facing() facing { return facing{b.of.Frame} }

// Totals have a row for every unit on the roster at any time in the period and every account of the scheme, by account, group,
// rank and unit; those without a rank first.
func (b *Scorebook) Totals() []Total { return each(b.of.Ranked.Totals, b.facing().total) }

// Honours are by honour, rank and unit.
func (b *Scorebook) Honours() []Honour { return each(b.of.Ranked.Honours, b.facing().honour) }

// RuleSums are the sums of the period by unit, rule and account, but for zeros; a unit's total is their sum. Where one event is
// posted under the rule that wins (see [Posting]), each rule has here what its own changes are. They need no postings.
func (b *Scorebook) RuleSums() []RuleSum { return each(b.of.RuleSums(), b.facing().ruleSum) }

// Quotas are what the units owed and did in the periods that end in the one that is reported, by quota in the order of the file,
// period and unit. The error is the context's.
func (b *Scorebook) Quotas(ctx context.Context) ([]QuotaRow, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows := each(b.of.Quotas(), b.facing().quota)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return rows, nil
}

// Unscored are the entries dated in the period that were refused, as a whole or by a rule, in the order of recording, each
// with the reason. The error is the context's.
func (b *Scorebook) Unscored(ctx context.Context) ([]Unscored, error) {
	if err := b.report(ctx); err != nil {
		return nil, err
	}
	return each(b.refusals, b.facing().unscored), nil
}

// Problems are what rules needed of entries and units and did not find, or not as it must be, in the period, each with its
// place. The error is the context's.
func (b *Scorebook) Problems(ctx context.Context) ([]Problem, error) {
	if err := b.report(ctx); err != nil {
		return nil, err
	}
	return each(b.problems, b.facing().problem), nil
}

// report gathers what was refused and reported, once.
func (b *Scorebook) report(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := ctx.Err(); err != nil || b.reported {
		return err
	}
	refusals, problems, err := b.of.Reports(ctx)
	if err != nil {
		return err
	}
	b.refusals, b.problems, b.reported = steps.ReportedRefusals(b.of.Frame, refusals), steps.ReportedProblems(b.of.Frame, problems), true
	return nil
}

// Postings are the changes dated in the period, by date, recording position (settlements last), unit, account, item and
// rule. Where the score was made of sums, the steps run once more for them, with every change by itself: of a million entries
// that takes seconds. The error is the context's.
func (b *Scorebook) Postings(ctx context.Context) ([]Posting, error) {
	full, err := b.inFull(ctx)
	if err != nil {
		return nil, err
	}
	rows := each(full.Postings(), b.facing().posting)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return rows, nil
}

// inFull is the score with every change by itself, made once.
func (b *Scorebook) inFull(ctx context.Context) (*steps.Scored, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if b.full != nil {
		return b.full, nil
	}
	if b.of.Deferred == nil {
		b.full = b.of
		return b.full, nil
	}
	_, settled, err := steps.CreditAndSettle(ctx, b.of.Frame, func(int) {})
	if err != nil {
		return nil, err
	}
	b.full = &steps.Scored{Frame: b.of.Frame, Settled: settled, Ranked: b.of.Ranked}
	return b.full, nil
}
