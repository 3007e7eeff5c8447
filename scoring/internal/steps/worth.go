package steps

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// worth is the worth of a case as parts, with their evidence.
type worth struct {
	parts    []part
	evidence []evidence
	inEffect []*frame.Fact // when it was made
}

// evidence is what a part rests on: an entry, and the entries of some kinds in effect. Next is the place of more of it;
// 0: there is none.
type evidence struct {
	entry *frame.Fact
	kinds kindSet
	first int32 // of the entries in effect, so many alone, when a rule was asked on a later day; 0: all
	next  int32

	openings []int32 // that say what was paid before
}

// add adds evidence, and returns its place.
func (w *worth) add(x evidence) int32 {
	if len(w.evidence) == 0 {
		w.evidence = append(w.evidence, evidence{}) // place 0
	}
	w.evidence = append(w.evidence, x)
	return int32(len(w.evidence) - 1)
}

// positions adds the positions of the entries on which a part rests.
func (w *worth) positions(out []int32, p *part) []int32 {
	kinds := kindSet(0)
	for at := p.first; at != 0; at = w.evidence[at].next {
		x := &w.evidence[at]
		out = append(out, x.openings...)
		if out = append(out, x.entry.Position); x.first == 0 {
			kinds |= x.kinds
			continue
		}
		for _, f := range w.inEffect[:x.first] {
			if x.kinds.has(f.Kind) {
				out = append(out, f.Position)
			}
		}
	}
	if kinds != 0 {
		for _, f := range w.inEffect {
			if kinds.has(f.Kind) {
				out = append(out, f.Position)
			}
		}
	}
	return out
}

// caseWorth is the worth of the current case, and the one that is made.
type caseWorth struct{ current, next worth }

// begin begins a case, which is worth nothing.
func (w *caseWorth) begin() { w.current.parts = w.current.parts[:0] }

// revalue makes the parts of a case anew, and adds the differences as changes of the entry that caused them.
func (e *Runner) revalue(out []Change, all []*Candidate, cause *frame.Fact) []Change {
	w := &e.Pool.worth
	e.paid = e.paidCaseOf(all, cause)
	e.parts(all)
	e.remember(all)
	w.current, w.next = w.next, w.current
	old, next := w.next.parts, w.current.parts
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
		of := &w.current
		var amount decimal.Decimal
		var beyond *big.Rat
		lead := false
		switch {
		case d < 0:
			p, of = &old[i], &w.next
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
		e.Pool.positions = frame.SortedUnique(of.positions(e.Pool.positions[:0], p))
		out = append(out, Change{At: cause.From, Position: cause.Position, Unit: p.unit,
			Item: cause.Row.Code(columns.FieldItem), Rule: p.rule, Account: p.account, capKey: p.capKey,
			Amount: amount, beyond: beyond, Entries: e.Pool.copyEvidence(e.Pool.positions, cause.Position),
			Group: p.group, lead: lead})
	}
	if e.observer != nil {
		e.observer.Credited(e, out[first:], all)
	}
	return out
}
