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

// Scorebook is a score: what each unit has in the period shown and why. Rows are in the total orders of the ledger format;
// JSON gives it as that format says.
type Scorebook struct {
	Scheme  *scheme.Scheme // as varied
	Ledger  *ledger.Ledger
	Options frame.Options
	Period  calendar.Period
	Totals  []steps.Total
	Honours []steps.Honour

	of       *steps.Scored
	full     *steps.Scored // with every change by itself
	filling  sync.Once
	telling  sync.Once
	unscored []steps.Unscored
	problems []frame.Problem
}

// bookOf puts together what the steps gave; the order and the split of the blocks do not matter.
func bookOf(of *steps.Scored) *Scorebook {
	f := of.Frame
	b := &Scorebook{Scheme: f.Scheme, Ledger: f.Ledger, Options: f.Options, Period: f.Period, Totals: of.Ranked.Totals, Honours: of.Ranked.Honours, of: of}
	slices.SortFunc(b.Honours, func(x, y steps.Honour) int {
		return cmp.Or(cmp.Compare(x.Honour.Name, y.Honour.Name), cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.Unit, y.Unit))
	})
	return b
}

// Quotas are what the units owed and did in the periods that end in the one shown, by quota in the order of the file, period
// and unit. They are put together when asked for.
func (b *Scorebook) Quotas() []steps.QuotaRow { return b.of.Quotas() }

// Unscored are the entries dated in the period that were refused, as a whole or by a rule, in the order of recording, each
// with the reason. They are put together when asked for.
func (b *Scorebook) Unscored() []steps.Unscored {
	b.tell()
	return b.unscored
}

// Problems are what rules needed of entries and units and did not find, or not as it must be, in the period, each with its
// place. They are put together when asked for.
func (b *Scorebook) Problems() []frame.Problem {
	b.tell()
	return b.problems
}

// tell gathers what was refused and reported.
func (b *Scorebook) tell() {
	b.telling.Do(func() {
		refusals, problems, _ := b.of.Reports(context.Background())
		b.problems = steps.ReportedProblems(b.of.Frame, problems)
		b.unscored = steps.ReportedRefusals(b.of.Frame, refusals)
	})
}

// Postings are the changes dated in the period, by date, recording position (settlements last), unit, account, item and
// rule. They are made when asked for. Where the score was made of sums, the steps run once more for them, with every change by
// itself; they read the same as before, so that what did not fail then does not fail now.
func (b *Scorebook) Postings() []steps.Posting {
	b.filling.Do(func() {
		if b.full = b.of; b.of.Deferred != nil {
			_, settled, _ := steps.CreditAndSettle(context.Background(), b.of.Frame, func(int) {})
			b.full = &steps.Scored{Frame: b.of.Frame, Settled: settled, Ranked: b.of.Ranked}
		}
	})
	return b.full.Postings()
}

// RuleSums are the sums of the period by unit, rule and account, but for zeros; a unit's total is their sum. Where one event is
// posted under the rule that wins (see [Posting]), each rule has here what its own changes are. They need no postings.
func (b *Scorebook) RuleSums() []steps.RuleSum { return b.of.RuleSums() }
