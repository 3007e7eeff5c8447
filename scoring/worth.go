package scoring

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// split is who receives an amount: one unit, several of which each receives the whole, or several by weights. What does not
// divide goes to units[rest].
type split struct {
	units   []string
	weights []decimal.Decimal // nil: each of the units receives the whole
	rest    int
	off     []string // those of the units that are off the roster and receive nothing of it
}

// nobody says whether all who would receive are off the roster.
func (s *split) nobody() bool { return len(s.off) == len(s.units) }

// equal says whether two splits divide alike. Who is off the roster does not change what the others receive.
func (s *split) equal(o *split) bool {
	return s == o || slices.Equal(s.units, o.units) && s.rest == o.rest && slices.EqualFunc(s.weights, o.weights, decimal.Decimal.Equal)
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
func (e *evaluator) parts(out []part, all []*candidate) []part {
	if len(all) == 0 {
		return out
	}
	for account := range e.scheme.Accounts {
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
func offRoster(all []*candidate, account int) []string {
	var out []string
	for _, c := range all {
		for i, a := range c.credit.Amounts {
			if c.counts && a.Account == account {
				out = append(out, c.to[i].off...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partsFor adds the parts of the candidates that count for an account, as a unit sees them that is off the roster at some.
func (e *evaluator) partsFor(out []part, all []*candidate, account int, unit string) []part {
	chosen := whole(e.chosen(all, account, unit))
	for len(chosen) > 0 { // those with one split are rounded together
		same, others := e.pool.same[:0], chosen[:0]
		to := chosen[0].to
		for _, p := range chosen {
			if p.to.equal(to) {
				same = append(same, p)
			} else {
				others = append(others, p)
			}
		}
		e.pool.same = same
		out = e.shareOut(out, same, account)
		chosen = others
	}
	return out
}

// whole makes of a candidate that several receive whole one for each of them.
func whole(picks []pick) []pick {
	if !slices.ContainsFunc(picks, func(p pick) bool { return p.to.weights == nil && len(p.to.units) > 1 }) {
		return picks
	}
	var out []pick
	for _, p := range picks {
		if p.to.weights != nil {
			out = append(out, p)
			continue
		}
		for i := range p.to.units {
			one := p
			one.to = &split{units: p.to.units[i : i+1]}
			out = append(out, one)
		}
	}
	return out
}

// pick is a candidate that counts, with its amount for the account.
type pick struct {
	c      *candidate
	to     *split
	at     int // its place among the candidates
	amount decimal.Decimal
	lead   bool
}

// chosen are the candidates of an account that count: all of those without a collapse, and the best of each collapse; in
// the order of their rules, then of their entries. For a unit, those do not take part at whose entry it was to receive and
// was off the roster: what it has by others stays. Those that nobody receives take part for no one. They are good until the
// next call.
func (e *evaluator) chosen(all []*candidate, account int, unit string) []pick {
	out, collapsed := e.pool.picks[:0], e.pool.rivals[:0]
	for at, c := range all {
		if !c.counts {
			continue
		}
		for i, a := range c.credit.Amounts {
			to := &c.to[i]
			if a.Account != account || to.nobody() || unit != "" && slices.Contains(to.off, unit) {
				continue
			}
			p := pick{c: c, at: at, to: to, amount: c.amounts[i], lead: true}
			if c.credit.Collapse != nil {
				collapsed = append(collapsed, p)
				continue
			}
			out = append(out, p)
		}
	}
	for _, col := range e.scheme.Collapses {
		if len(collapsed) == 0 {
			break
		}
		picks := e.pool.same[:0]
		for _, p := range collapsed {
			if p.c.credit.Collapse == col {
				picks = append(picks, p)
			}
		}
		e.pool.same = picks
		out = best(out, col, picks)
	}
	if len(out) > 1 {
		slices.SortFunc(out, func(a, b pick) int {
			return cmp.Or(cmp.Compare(a.c.credit.Index, b.c.credit.Index), cmp.Compare(a.at, b.at))
		})
	}
	e.pool.picks, e.pool.rivals = out, collapsed
	return out
}

// best adds the best candidates of a collapse: by its order, else by worth; among equals the earlier entry.
func best(out []pick, col *scheme.Collapse, picks []pick) []pick {
	if len(picks) > 1 {
		slices.SortStableFunc(picks, func(a, b pick) int {
			for i := range min(len(a.c.order), len(b.c.order)) {
				if d := b.c.order[i].Cmp(a.c.order[i]); d != 0 {
					return d
				}
			}
			if len(a.c.order) > 0 {
				return 0
			}
			return b.amount.Cmp(a.amount)
		})
	}
	first := len(out)
	for _, p := range picks {
		if len(col.Per) > 0 && slices.ContainsFunc(out[first:], func(o pick) bool { return o.c.per == p.c.per }) {
			continue
		}
		p.lead = len(out) == first
		if out = append(out, p); len(out)-first == col.Best {
			break
		}
	}
	return out
}

// group numbers what stands in one posting: a collapse, or the rule itself.
func (e *evaluator) group(c *scheme.Credit) int {
	if c.Collapse == nil {
		return c.Index
	}
	return len(e.scheme.Rules) + slices.Index(e.scheme.Collapses, c.Collapse)
}

// shareOut rounds: the running sum over the rules, for each receiver, so that the rounded parts add up to the rounded whole.
// The receiver of the rest gets the rounded whole less what the others got.
func (e *evaluator) shareOut(out []part, picks []pick, account int) []part {
	a := e.scheme.Accounts[account]
	to := picks[0].to
	sum := decimal.Decimal{}
	var room [2][1]decimal.Decimal
	before, now := room[0][:], room[1][:]
	if len(to.units) > 1 {
		before, now = make([]decimal.Decimal, len(to.units)), make([]decimal.Decimal, len(to.units))
	}
	for _, p := range picks {
		sum = plus(sum, p.amount)
		whole := rule.Round(sum, a.Places, a.Rounding)
		left := whole
		for i := range to.units {
			if i != to.rest {
				now[i] = rule.RoundRatio(shareOf(sum, to, i), a.Places, a.Rounding)
				left = left.Sub(now[i])
			}
		}
		now[to.rest] = left
		for i, unit := range to.units {
			out = append(out, part{account: account, unit: unit, group: e.group(p.c.credit), rule: p.c.credit.Rule, label: p.c.label, lead: p.lead,
				amount: minus(now[i], before[i]), evidence: e.evidence(p.c)})
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

// ledgerOfParts is what a case has been worth so far.
type ledgerOfParts struct{ now, next []part }

// begin forgets the worth of the case before.
func (l *ledgerOfParts) begin() { l.now = l.now[:0] }

// become replaces the worth by what the candidates of a case make it now, and adds the changes, dated by the fact that
// caused them.
func (e *evaluator) become(out []Change, all []*candidate, now *fact) []Change {
	l := &e.pool.worth
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
		out = append(out, Change{At: now.from, Position: now.position, Unit: p.unit, Item: now.row.Code(columns.FieldItem), Rule: p.rule, Account: p.account, label: p.label,
			Amount: amount, Entries: e.pool.kept(p.evidence, now.position), group: p.group, lead: lead})
	}
	if e.watch != nil {
		e.watch.credited(e, out[first:], all)
	}
	return out
}
