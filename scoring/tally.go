package scoring

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// tally is what one entry counts for one quota.
type tally struct {
	quota   *scheme.Quota
	fact    *fact
	amount  decimal.Decimal
	problem *Problem
	values  []rule.Observed // what its expression read; for an explanation
}

func (e *evaluator) newTallies(all []*tally, f *fact) []*tally {
	if f.mute {
		return all
	}
	for _, q := range e.scheme.Quotas {
		if q.Count == nil || q.AtDue || q.Each != f.row.Kind() {
			continue
		}
		if (q.From.IsZero() || !f.at.Before(q.From)) && (q.Until.IsZero() || f.at.Before(q.Until)) {
			next := e.pool.tallies.next()
			*next = tally{quota: q, fact: f}
			all = append(all, next)
		}
	}
	return all
}

// recount evaluates a tally anew and adds the change, dated by the fact that caused it.
func (e *evaluator) recount(out []Change, t *tally, now *fact) []Change {
	e.about(t.fact)
	t.problem = nil
	if e.watch != nil {
		e.watch.begin()
		defer func() { t.values = e.watch.take() }()
	}
	next := decimal.Decimal{}
	v, err := e.eval(t.quota.Scope, t.quota.Count)
	if err != nil {
		p := e.problem(t.fact, t.quota.Name, err)
		t.problem = &p
	} else if met, ok := v.AsBool(); ok {
		if met {
			next = e.one
		}
	} else {
		next, _ = v.AsNumber()
	}
	if next.Equal(t.amount) {
		return out
	}
	diff := minus(next, t.amount)
	t.amount = next
	return append(out, Change{At: now.from, Position: now.position, Unit: t.fact.member.Unit, Item: t.fact.row.Code(columns.FieldItem), Quota: t.quota, Amount: diff,
		Entries: e.pool.kept([]int32{t.fact.position}, now.position)})
}
