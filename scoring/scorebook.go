package scoring

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// EngineName names the rules by which this version scores. A result is repeatable under one engine.
const EngineName = "gongguo/1"

// Scorebook is a score: what each unit has in the period that is reported, and why; of several reported periods the
// first, see [Scorebook.In]. Rows are in the total orders of the ledger format, and made when they are asked for: who
// asks may keep and change them. It is safe for many goroutines.
type Scorebook struct {
	Scheme  *scheme.Scheme // as varied
	Ledger  *ledger.Ledger
	Options Options
	Period  calendar.Period // none where a run is reported, see [Scorebook.Shown]

	scored *steps.Scored
	asked  *asked
}

// asked is what was made of a score when somebody asked. The books of several reported periods share it.
type asked struct {
	turn     chan struct{}   // has room for the one who makes it
	settled  []steps.Settled // with every change by itself; nil: nobody has asked for it
	reports  bool            // refusals and problems, of all periods, are there
	refusals []frame.Refusal
	problems []frame.Problem // but those of ranks
	met      bool            // unmet entries, of all periods, are there
	unmet    []int32
	lastDay  func() (ledger.Time, bool) // the frame's, once

	restricted func() *frame.Restricted // likewise
}

// begin waits until nobody else makes something. The error is the context's.
func (a *asked) begin(ctx context.Context) error {
	select {
	case a.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		a.end()
		return err
	}
	return nil
}

func (a *asked) end() { <-a.turn }

// bookOf puts together what the steps gave; the order and the split of the blocks do not matter.
func bookOf(scored *steps.Scored) *Scorebook {
	f := scored.Frame
	slices.SortFunc(scored.Ranked.Honours, func(x, y steps.Honour) int {
		return cmp.Or(cmp.Compare(x.Honour.Name, y.Honour.Name), cmp.Compare(x.Rank, y.Rank),
			cmp.Compare(x.Unit, y.Unit))
	})
	return &Scorebook{Scheme: f.Scheme, Ledger: f.Ledger, Options: Options(Options(f.Options).owned()),
		Period: f.Period, scored: scored,
		asked: &asked{turn: make(chan struct{}, 1), lastDay: sync.OnceValues(f.LastDay),
			restricted: sync.OnceValue(f.Restricted)}}
}

// Shown is the period that is reported, or the run of periods.
func (b *Scorebook) Shown() calendar.Run {
	if f := b.scored.Frame; f.IsRun() {
		return f.Run
	}
	return calendar.Run{First: b.Period, Last: b.Period}
}

// Bounds are the first instant of what is reported and the first one after it.
func (b *Scorebook) Bounds() (start, end time.Time) { return b.scored.Frame.Start, b.scored.Frame.End }

// Periods are the reported periods, as the options name them; of a run the first.
func (b *Scorebook) Periods() []calendar.Period {
	if len(b.Options.Periods) == 0 {
		return []calendar.Period{b.Period}
	}
	return slices.Clone(b.Options.Periods)
}

// In is the score of another of the reported periods: what [Score] gives where the options name that one alone. Of the
// steps only the ranks are made anew. The error is an *OptionsError, of a period that the options do not name, one of
// [Score], or the context's.
func (b *Scorebook) In(ctx context.Context, p calendar.Period) (*Scorebook, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	n := slices.IndexFunc(b.scored.Frame.Reported, func(sp frame.Span) bool { return sp.Period == p })
	if n < 0 {
		var names []string
		for _, reported := range b.Periods() {
			names = append(names, reported.String())
		}
		return nil, &OptionsError{Wrong: []reason.Reason{reason.New("options.period-not-reported",
			"period: found {found}; the score reports {periods}", p.String(), names)}}
	}
	if p == b.Period {
		return b, nil
	}
	scored, err := b.scored.In(ctx, n)
	if err != nil {
		return nil, err
	}
	out := bookOf(scored)
	if f := scored.Frame; len(f.Closings) == 0 && f.Lineage == nil && len(b.Scheme.Own) == 0 { // else each has its own
		out.asked = b.asked
	}
	return out, nil
}

func (b *Scorebook) facing() facing { return facing{b.scored.Frame, b.asked.restricted()} }

// Entry is the entry at a position of the ledger as it may be shown: of a restricted one, or one about an item whose
// submission is restricted, [ledger.Entry.Shown], unless the options ask for what is internal. It requires
// 0 ≤ position < Ledger.Len().
func (b *Scorebook) Entry(position int) ledger.Entry {
	e := b.Ledger.Entry(position)
	if b.asked.restricted().Entry(int32(position)) {
		e.Restricted = true
		return e.Shown()
	}
	return e
}

// Totals have a row for every unit on the roster at any time in the period and every account of the scheme that is no
// helper, by account, group, rank and unit; those without a rank first.
func (b *Scorebook) Totals() []Total { return each(b.totalsOf(false), b.facing().total) }

// Helpers are the same of the accounts that are helpers, which only rules read.
func (b *Scorebook) Helpers() []Total { return each(b.totalsOf(true), b.facing().total) }

// totalsOf are the totals of the accounts that are helpers, or of those that are none.
func (b *Scorebook) totalsOf(helpers bool) []steps.Total {
	other := func(t steps.Total) bool { return b.Scheme.Accounts[t.Account].Helper != helpers }
	if all := b.scored.Ranked.Totals; !slices.ContainsFunc(all, other) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(b.scored.Ranked.Totals), other)
}

// Honours are by honour, rank and unit.
func (b *Scorebook) Honours() []Honour {
	out := each(b.scored.Ranked.Honours, b.facing().honour)
	for i := range out {
		out[i].Provisional = b.Provisional()
	}
	return out
}

// Outcomes are the results that hold, by result in the order of the file, unit and, of own
// periods that end in the one that is shown, their end; nil where the scheme has no results.
func (b *Scorebook) Outcomes() []Outcome {
	if len(b.Scheme.Results) == 0 {
		return nil
	}
	var holding []steps.Outcome
	for _, o := range b.scored.Ranked.Outcomes {
		if o.Holds {
			holding = append(holding, o)
		}
	}
	slices.SortFunc(holding, func(x, y steps.Outcome) int {
		return cmp.Or(cmp.Compare(x.Result.Index, y.Result.Index), cmp.Compare(x.Unit, y.Unit),
			cmp.Compare(x.Own.Index, y.Own.Index))
	})
	out := each(holding, b.facing().outcome)
	for i := range out {
		out[i].Provisional = b.Provisional()
	}
	return out
}

// RuleSums are the sums of the period by unit, rule and account, but for zeros; a unit's total is their sum, but for an
// account that is a balance. Where one event is posted under the rule that wins (see [Posting]), each rule has here
// what its own changes are. They need no postings.
func (b *Scorebook) RuleSums() []RuleSum { return each(b.scored.RuleSums(), b.facing().ruleSum) }

// Quotas are what the units owed and did in the periods that end in the one that is reported, by quota in the order of
// the file, period and unit. The error is the context's.
func (b *Scorebook) Quotas(ctx context.Context) ([]QuotaRow, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows := each(b.scored.Quotas(), b.facing().quota)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return rows, nil
}

// Unscored are the entries that were refused in the period, and still were at its end, as a whole or by a rule, in the
// order of recording, each with the reason. The error is the context's.
func (b *Scorebook) Unscored(ctx context.Context) ([]Unscored, error) {
	refusals, _, err := b.reports(ctx)
	if err != nil {
		return nil, err
	}
	return each(steps.ReportedRefusals(b.scored.Frame, refusals), b.facing().unscored), nil
}

// Problems are what rules needed of entries and units and did not find, or not as it must be, in the period, each with
// its place. The error is the context's.
func (b *Scorebook) Problems(ctx context.Context) ([]Problem, error) {
	_, problems, err := b.reports(ctx)
	if err != nil {
		return nil, err
	}
	return each(steps.ReportedProblems(b.scored.Frame, problems), b.facing().problem), nil
}

// reports are what was refused and reported in all periods, gathered once, with what the ranks of this book report.
func (b *Scorebook) reports(ctx context.Context) ([]frame.Refusal, []frame.Problem, error) {
	if err := b.asked.begin(ctx); err != nil {
		return nil, nil, err
	}
	defer b.asked.end()
	b.scored.Frame.Work.Renew()
	if !b.asked.reports {
		unranked := *b.scored
		unranked.Ranked.Problems = nil
		refusals, problems, err := unranked.Reports(ctx)
		if _, err := inTime(b.scored, err); err != nil {
			return nil, nil, err
		}
		b.asked.refusals, b.asked.problems, b.asked.reports = refusals, problems, true
	}
	return b.asked.refusals, slices.Concat(b.asked.problems, b.scored.Ranked.Problems), nil
}

// Postings are the changes dated in the period, by date, recording position (settlements last), unit, account, item and
// rule. Where the score was made of sums, the steps run once more for them, with every change by itself: of a million
// entries that takes seconds. The error is the context's.
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
	if err := b.asked.begin(ctx); err != nil {
		return nil, err
	}
	defer b.asked.end()
	if b.scored.Deferred == nil {
		return b.scored, nil
	}
	if b.asked.settled == nil {
		b.scored.Frame.Work.Renew()
		_, settled, err := steps.CreditAndSettle(ctx, b.scored.Frame, func(int) {})
		if _, err := inTime(b.scored, err); err != nil {
			return nil, err
		}
		b.asked.settled = settled
	}
	return &steps.Scored{Frame: b.scored.Frame, Settled: b.asked.settled, Ranked: b.scored.Ranked}, nil
}
