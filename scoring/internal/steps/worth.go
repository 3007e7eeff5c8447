package steps

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// split is who receives an amount: one unit, several of which each receives the whole, or several by weights. What does not
// divide goes to units[rest].
type split struct {
	Units   []string
	weights []decimal.Decimal // nil: each of the units receives the whole
	rest    int
	Off     []string // those of the units that are off the roster and receive nothing of it
}

// Nobody says whether all who would receive are off the roster.
func (s *split) Nobody() bool { return len(s.Off) == len(s.Units) }

// equal says whether two splits divide alike. Who is off the roster does not change what the others receive.
func (s *split) equal(o *split) bool {
	return s == o || slices.Equal(s.Units, o.Units) && s.rest == o.rest && slices.EqualFunc(s.weights, o.weights, decimal.Decimal.Equal)
}

// part is what a rule's candidates finally count for an account and a receiver, in whole steps of the account's places:
// the parts of an account and a receiver add up to the worth, which is rounded once.
type part struct {
	account  int
	unit     string
	group    int // the collapse, or the rule itself
	rule     *scheme.Rule
	label    string // what caps limit it apart by
	lead     bool
	amount   decimal.Decimal
	evidence []int32
}

func (p *part) key(q *part) int {
	return cmp.Or(cmp.Compare(p.account, q.account), cmp.Compare(p.unit, q.unit), cmp.Compare(p.group, q.group), cmp.Compare(p.rule.Index, q.rule.Index), cmp.Compare(p.label, q.label))
}

// parts works out what a case is worth now: the collapse, the shares, the rounding.
func (e *Runner) parts(out []part, all []*Candidate) []part {
	if len(all) == 0 {
		return out
	}
	for account := range e.Frame.Scheme.Accounts {
		off, first := offRoster(all, account), len(out)
		if out = e.partsFor(out, all, account, ""); len(off) == 0 {
			continue
		}
		out = append(out[:first], slices.DeleteFunc(out[first:], func(p part) bool { return slices.Contains(off, p.unit) })...)
		for _, unit := range off {
			first = len(out)
			out = e.partsFor(out, all, account, unit)
			out = append(out[:first], slices.DeleteFunc(out[first:], func(p part) bool { return p.unit != unit || unit == "" })...)
		}
	}
	if len(out) > 1 {
		slices.SortStableFunc(out, func(a, b part) int { return a.key(&b) })
	}
	return mergeParts(out)
}

// offRoster are the units that receive nothing of some candidate since they are off the roster at its entry.
func offRoster(all []*Candidate, account int) []string {
	var out []string
	for _, c := range all {
		for i, a := range c.Credit.Amounts {
			if c.Counts && a.Account == account {
				out = append(out, c.To[i].Off...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partsFor adds the parts of the candidates that count for an account, as a unit sees them that is off the roster at some.
func (e *Runner) partsFor(out []part, all []*Candidate, account int, unit string) []part {
	chosen := whole(e.Chosen(all, account, unit))
	for len(chosen) > 0 { // those with one split are rounded together
		same, others := e.Pool.same[:0], chosen[:0]
		to := chosen[0].To
		for _, p := range chosen {
			if p.To.equal(to) {
				same = append(same, p)
			} else {
				others = append(others, p)
			}
		}
		e.Pool.same = same
		out = e.shareOut(out, same, account)
		chosen = others
	}
	return out
}

// whole makes of a candidate that several receive whole one for each of them.
func whole(picks []Pick) []Pick {
	if !slices.ContainsFunc(picks, func(p Pick) bool { return p.To.weights == nil && len(p.To.Units) > 1 }) {
		return picks
	}
	var out []Pick
	for _, p := range picks {
		if p.To.weights != nil {
			out = append(out, p)
			continue
		}
		for i := range p.To.Units {
			one := p
			one.To = &split{Units: p.To.Units[i : i+1]}
			out = append(out, one)
		}
	}
	return out
}

// Pick is a candidate that counts, with its amount for the account.
type Pick struct {
	C      *Candidate
	To     *split
	at     int // its place among the candidates
	Amount decimal.Decimal
	lead   bool
}

// Chosen are the candidates of an account that count: all of those without a collapse, and the best of each collapse; in
// the order of their rules, then of their entries. For a unit, those do not take part at whose entry it was to receive and
// was off the roster: what it has by others stays. Those that nobody receives take part for no one. They are good until the
// next call.
func (e *Runner) Chosen(all []*Candidate, account int, unit string) []Pick {
	out, collapsed := e.Pool.picks[:0], e.Pool.rivals[:0]
	for at, c := range all {
		if !c.Counts {
			continue
		}
		for i, a := range c.Credit.Amounts {
			to := &c.To[i]
			if a.Account != account || to.Nobody() || unit != "" && slices.Contains(to.Off, unit) {
				continue
			}
			p := Pick{C: c, at: at, To: to, Amount: c.Amounts[i], lead: true}
			if c.Credit.Collapse != nil {
				collapsed = append(collapsed, p)
				continue
			}
			out = append(out, p)
		}
	}
	for _, col := range e.Frame.Scheme.Collapses {
		if len(collapsed) == 0 {
			break
		}
		picks := e.Pool.same[:0]
		for _, p := range collapsed {
			if p.C.Credit.Collapse == col {
				picks = append(picks, p)
			}
		}
		e.Pool.same = picks
		out = best(out, col, picks)
	}
	if len(out) > 1 {
		slices.SortFunc(out, func(a, b Pick) int {
			return cmp.Or(cmp.Compare(a.C.Credit.Index, b.C.Credit.Index), cmp.Compare(a.at, b.at))
		})
	}
	e.Pool.picks, e.Pool.rivals = out, collapsed
	return out
}

// best adds the best candidates of a collapse: by its order, else by worth; among equals the earlier entry.
func best(out []Pick, col *scheme.Collapse, picks []Pick) []Pick {
	if len(picks) > 1 {
		slices.SortStableFunc(picks, func(a, b Pick) int {
			for i := range min(len(a.C.order), len(b.C.order)) {
				if d := b.C.order[i].Cmp(a.C.order[i]); d != 0 {
					return d
				}
			}
			if len(a.C.order) > 0 {
				return 0
			}
			return b.Amount.Cmp(a.Amount)
		})
	}
	first := len(out)
	for _, p := range picks {
		if len(col.Per) > 0 && slices.ContainsFunc(out[first:], func(o Pick) bool { return o.C.per == p.C.per }) {
			continue
		}
		p.lead = len(out) == first
		if out = append(out, p); len(out)-first == col.Best {
			break
		}
	}
	return out
}

// Group numbers what stands in one posting: a collapse, or the rule itself.
func (e *Runner) Group(c *scheme.Credit) int {
	if c.Collapse == nil {
		return c.Index
	}
	return len(e.Frame.Scheme.Rules) + slices.Index(e.Frame.Scheme.Collapses, c.Collapse)
}

// shareOut rounds: the running sum over the rules, for each receiver, so that the rounded parts add up to the rounded whole.
// The receiver of the rest gets the rounded whole less what the others got.
func (e *Runner) shareOut(out []part, picks []Pick, account int) []part {
	a := e.Frame.Scheme.Accounts[account]
	to := picks[0].To
	sum := decimal.Decimal{}
	var room [2][1]decimal.Decimal
	before, now := room[0][:], room[1][:]
	if len(to.Units) > 1 {
		before, now = make([]decimal.Decimal, len(to.Units)), make([]decimal.Decimal, len(to.Units))
	}
	for _, p := range picks {
		sum = plus(sum, p.Amount)
		whole := rule.Round(sum, a.Places, a.Rounding)
		left := whole
		for i := range to.Units {
			if i != to.rest {
				now[i] = rule.RoundRatio(shareOf(sum, to, i), a.Places, a.Rounding)
				left = left.Sub(now[i])
			}
		}
		now[to.rest] = left
		for i, unit := range to.Units {
			out = append(out, part{account: account, unit: unit, group: e.Group(p.C.Credit), rule: p.C.Credit.Rule, label: p.C.label, lead: p.lead,
				amount: minus(now[i], before[i]), evidence: e.evidence(p.C)})
		}
		before, now = now, before
	}
	return out
}

// plus is a + b, in the digits of decimal.Decimal.Add; nothing is made where one of them is nothing.
func plus(a, b decimal.Decimal) decimal.Decimal {
	switch {
	case b.IsZero() && b.Exponent() >= a.Exponent():
		return a
	case a.IsZero() && a.Exponent() >= b.Exponent():
		return b
	}
	return a.Add(b)
}

// minus is a − b, in the digits of decimal.Decimal.Sub; nothing is made where b is nothing.
func minus(a, b decimal.Decimal) decimal.Decimal {
	if b.IsZero() && b.Exponent() >= a.Exponent() {
		return a
	}
	return a.Sub(b)
}

// shareOf is the exact share of a sum: shares need not be finite decimals.
func shareOf(sum decimal.Decimal, to *split, i int) *big.Rat {
	total := decimal.Decimal{}
	for _, w := range to.weights {
		total = total.Add(w)
	}
	r := new(big.Rat).Mul(sum.Rat(), to.weights[i].Rat())
	return r.Quo(r, total.Rat())
}

// mergeParts adds up parts of one key, in place; sorted by key.
func mergeParts(parts []part) []part {
	out := parts[:0]
	for _, p := range parts {
		if n := len(out); n > 0 && out[n-1].key(&p) == 0 {
			out[n-1].amount = out[n-1].amount.Add(p.amount)
			out[n-1].lead = out[n-1].lead || p.lead
			out[n-1].evidence = append(out[n-1].evidence, p.evidence...)
			continue
		}
		out = append(out, p)
	}
	return out
}

// caseWorth is what a case has been worth so far.
type caseWorth struct{ now, next []part }

// begin forgets the worth of the case before.
func (l *caseWorth) begin() { l.now = l.now[:0] }

// revalue replaces the worth by what the candidates of a case make it now, and adds the changes, dated by the fact that
// caused them.
func (e *Runner) revalue(out []Change, all []*Candidate, now *frame.Fact) []Change {
	l := &e.Pool.worth
	old, next := l.now, e.parts(l.next[:0], all)
	l.now, l.next = next, old
	first := len(out)
	for i, j := 0, 0; i < len(old) || j < len(next); {
		d := 0
		switch {
		case i == len(old):
			d = 1
		case j == len(next):
			d = -1
		default:
			d = old[i].key(&next[j])
		}
		var p *part
		var amount decimal.Decimal
		lead := false
		switch {
		case d < 0:
			p = &old[i]
			amount = p.amount.Neg()
			i++
		case d > 0:
			p = &next[j]
			amount, lead = p.amount, p.lead
			j++
		default:
			p = &next[j]
			if !p.amount.Equal(old[i].amount) {
				amount, lead = minus(p.amount, old[i].amount), p.lead
			}
			i++
			j++
		}
		if amount.IsZero() {
			continue
		}
		out = append(out, Change{At: now.From, Position: now.Position, Unit: p.unit, Item: now.Row.Code(columns.FieldItem), Rule: p.rule, Account: p.account, label: p.label,
			Amount: amount, Entries: e.Pool.keep(p.evidence, now.Position), Group: p.group, lead: lead})
	}
	if e.observer != nil {
		e.observer.Credited(e, out[first:], all)
	}
	return out
}
