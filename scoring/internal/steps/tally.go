package steps

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Tally is the count of an entry for a quota.
type Tally struct {
	Quota  *scheme.Quota
	Fact   *frame.Fact
	Amount decimal.Decimal
	flaws  flaws
}

// newTallies adds the tallies of an entry: the quotas on its kind that are in force, but for those whose count an index
// finds 0.
func (e *Runner) newTallies(all []*Tally, f *frame.Fact) []*Tally {
	if f.StateOnly {
		return all
	}
	for _, n := range e.linesFor(&e.asked.quotas[f.Row.KindCode()], f) {
		q := e.Frame.Scheme.Quotas[n]
		if (q.From.IsZero() || !f.At.Before(q.From)) && (q.Until.IsZero() || f.At.Before(q.Until)) {
			next := e.Pool.tallies.next()
			*next = Tally{Quota: q, Fact: f}
			all = append(all, next)
		}
	}
	return all
}

// recount evaluates a tally anew, and adds the difference as a change of the entry that caused it, or of the submission
// itself if the quota says so.
func (e *Runner) recount(out []Change, t *Tally, cause *frame.Fact) []Change {
	e.Bind(t.Fact)
	before := t.flaws
	t.flaws.problems = nil
	dated := cause
	if t.Quota.AtSubmit {
		dated = t.Fact
	}
	if e.observer != nil {
		e.observer.Begin()
		defer e.observer.Tallied(t, dated)
	}
	next := decimal.Decimal{}
	v, err := e.Eval(t.Quota.Scope, t.Quota.Count)
	if err != nil {
		t.flaws.problems = []frame.Problem{e.Problem(t.Fact, t.Quota.Name, err)}
	} else if met, ok := v.AsBool(); ok {
		if met {
			next = e.One
		}
	} else {
		next, _ = v.AsNumber()
	}
	t.flaws.renew(&before, cause)
	if next.Equal(t.Amount) {
		return out
	}
	diff := minus(next, t.Amount)
	t.Amount = next
	return append(out, Change{At: dated.From, Position: dated.Position, Unit: e.ownerOf(t.Fact),
		Item: t.Fact.Row.Code(columns.FieldItem), Quota: t.Quota, Amount: diff,
		Entries: e.Pool.copyEvidence([]int32{t.Fact.Position}, cause.Position)})
}
