package steps

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// caseWorth is the worth of the current case as parts.
type caseWorth struct{ current, next []part }

// begin begins a case, which is worth nothing.
func (w *caseWorth) begin() { w.current = w.current[:0] }

// revalue makes the parts of a case anew, and adds the differences as changes of the entry that caused them.
func (e *Runner) revalue(out []Change, all []*Candidate, cause *frame.Fact) []Change {
	w := &e.Pool.worth
	old, next := w.current, e.parts(w.next[:0], all)
	w.current, w.next = next, old
	first := len(out)
	for i, j := 0, 0; i < len(old) || j < len(next); {
		d := 0
		switch {
		case i == len(old):
			d = 1
		case j == len(next):
			d = -1
		default:
			d = old[i].compareKey(&next[j])
		}
		var p *part
		var amount decimal.Decimal
		var beyond *big.Rat
		lead := false
		switch {
		case d < 0:
			p = &old[i]
			amount, beyond = p.amount.Neg(), negRat(p.beyond)
			i++
		case d > 0:
			p = &next[j]
			amount, beyond, lead = p.amount, p.beyond, p.lead
			j++
		default:
			p = &next[j]
			if !p.amount.Equal(old[i].amount) {
				amount, lead = minus(p.amount, old[i].amount), p.lead
			}
			beyond = addRat(p.beyond, negRat(old[i].beyond))
			i++
			j++
		}
		if amount.IsZero() && beyond == nil {
			continue
		}
		lead = lead && !amount.IsZero()
		out = append(out, Change{At: cause.From, Position: cause.Position, Unit: p.unit,
			Item: cause.Row.Code(columns.FieldItem), Rule: p.rule, Account: p.account, capKey: p.capKey,
			Amount: amount, beyond: beyond, Entries: e.Pool.copyEvidence(p.evidence, cause.Position), Group: p.group,
			lead: lead})
	}
	if e.observer != nil {
		e.observer.Credited(e, out[first:], all)
	}
	return out
}
