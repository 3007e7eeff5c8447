package steps

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// cap posts the difference between the sums of a group of rules and their limits. A cap with a key limits the sum
// of each key by itself.
func (s *Settlement) cap(r *scheme.Settle) {
	within := func(c *Change) bool {
		return c.Rule != nil && c.Account == r.Cap.Account && (len(r.Cap.Of) == 0 || slices.Contains(r.Cap.Of, c.Rule))
	}
	given := s.limited(r, within)
	s.begin()
	if met, err := s.e.Holds(r.Scope, r.When); err != nil {
		s.problem(r.Name, err)
		return
	} else if !met {
		return
	}
	most, hasMost := s.limit(r, r.Cap.AtMost)
	least, hasLeast := s.limit(r, r.Cap.AtLeast)
	diff := decimal.Decimal{}
	for _, sum := range given {
		capped := sum
		if hasMost && capped.GreaterThan(most) {
			capped = most
		}
		if hasLeast && capped.LessThan(least) {
			capped = least
		}
		diff = diff.Add(capped).Sub(sum)
		if s.e.observer != nil {
			s.e.observer.Limited(rule.Number(sum))
		}
	}
	s.post(r, r.Cap.Account, diff, s.evidence(within))
}

// limited are the sums that a cap limits: one, or one for each key.
func (s *Settlement) limited(r *scheme.Settle, within func(*Change) bool) []decimal.Decimal {
	switch {
	case len(r.Cap.Of) == 0:
		return []decimal.Decimal{s.figures.Totals[r.Cap.Account].value()}
	case len(r.Cap.By) == 0:
		sum := decimal.Decimal{}
		for _, summand := range r.Cap.Of {
			sum = sum.Add(s.figures.Rules[summand.Index*len(s.e.Frame.Scheme.Accounts)+r.Cap.Account].value())
		}
		return []decimal.Decimal{sum}
	}
	var values []string
	var sums []decimal.Decimal
	for i := range s.Out.Changes {
		c := &s.Out.Changes[i]
		if c.At.Before(s.now.Start) || !c.At.Before(s.now.End) || !within(c) {
			continue
		}
		value := capKeyOf(c.capKey, r.Name)
		at := slices.Index(values, value)
		if at < 0 {
			at = len(values)
			values, sums = append(values, value), append(sums, decimal.Decimal{})
		}
		sums[at] = sums[at].Add(c.Amount)
	}
	return sums
}

// limit is the value of a limit; false: there is none, or its expression failed.
func (s *Settlement) limit(r *scheme.Settle, p *rule.Program) (decimal.Decimal, bool) {
	if p == nil {
		return decimal.Decimal{}, false
	}
	v, err := s.e.Eval(r.Scope, p)
	if err != nil {
		s.problem(r.Name, err)
		return decimal.Decimal{}, false
	}
	n, _ := v.AsNumber()
	return n, true
}

// setCapKey sets the keys of a candidate in the caps with a key. It returns false if an expression failed.
func (e *Runner) setCapKey(c *Candidate) bool {
	c.capKey = ""
	for _, s := range e.Frame.Scheme.Settles {
		if s.Cap == nil || s.Cap.By[c.Credit.Each] == nil || !slices.Contains(s.Cap.Of, c.Credit.Rule) {
			continue
		}
		v, err := e.Eval(c.Credit.Scope, s.Cap.By[c.Credit.Each])
		if err != nil {
			e.refuse(c, s.Rule, err)
			return false
		}
		text, _ := v.AsString()
		c.capKey += strconv.Quote(s.Name) + strconv.Quote(text)
	}
	return true
}

// capKeyOf is the key in one cap, of the keys in all.
func capKeyOf(label, capName string) string {
	for rest := label; rest != ""; {
		name, _ := strconv.QuotedPrefix(rest)
		value, _ := strconv.QuotedPrefix(rest[len(name):])
		if name == strconv.Quote(capName) {
			return value
		}
		rest = rest[len(name)+len(value):]
	}
	return ""
}
