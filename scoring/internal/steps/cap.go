package steps

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// cap posts the difference between what a group of rules gives, as the caps before left it, and its limits.
func (s *Settlement) cap(r *scheme.Settle) {
	s.begin()
	if met, err := s.e.Holds(r.Scope, r.When); err != nil {
		s.problem(r.Name, err)
		return
	} else if !met {
		return
	}
	l := limits{most: s.limit(r, r.Cap.AtMost), least: s.limit(r, r.Cap.AtLeast)}
	if r.Cap.ByEntry {
		s.capByEntry(r, l)
		return
	}
	sum := decimal.Decimal{}
	for _, summand := range r.Cap.Sums {
		sum = sum.Add(s.figures.Rules[summand.Index*len(s.e.Frame.Scheme.Accounts)+r.Cap.Account].value())
	}
	if len(r.Cap.Of) == 0 {
		sum = sum.Add(s.figures.opened(s.e.Frame.Scheme, r.Cap.Account))
	}
	left := l.of(sum)
	s.observeLimited("", sum, left)
	s.post(r, r.Cap.Account, left.Sub(sum), func() []int32 { return s.evidenceOf(r.Cap) })
}

// observeLimited tells the observer a sum that a cap limits, by what the cap tells apart, and what it leaves.
func (s *Settlement) observeLimited(key string, sum, left decimal.Decimal) {
	if s.e.observer != nil {
		s.e.observer.Limited(key, rule.Number(sum), rule.Number(left))
	}
}

// limitedBy says whether a cap limits a change: of one of its rules, in its account.
func limitedBy(c *scheme.Cap, change *Change) bool {
	if change.Rule == nil || change.Account != c.Account || change.Rule.Section == "caps" ||
		change.Opening != nil && len(c.By) > 0 { // which is no entry's
		return false
	}
	return len(c.Of) == 0 || slices.Contains(c.Of, change.Rule)
}

// limits are the limits of a cap; nil: there is none.
type limits struct{ most, least *decimal.Decimal }

// of is what the limits leave of a sum.
func (l limits) of(sum decimal.Decimal) decimal.Decimal {
	if l.most != nil {
		sum = decimal.Min(sum, *l.most)
	}
	if l.least != nil {
		sum = decimal.Max(sum, *l.least)
	}
	return sum
}

// limit is the value of a limit, rounded as the account is; nil: there is none, or its expression failed.
func (s *Settlement) limit(r *scheme.Settle, p *rule.Program) *decimal.Decimal {
	if p == nil {
		return nil
	}
	v, err := s.e.Eval(r.Scope, p)
	if err != nil {
		s.problem(r.Name, err)
		return nil
	}
	n, _ := v.AsNumber()
	a := s.e.Frame.Scheme.Accounts[r.Cap.Account]
	n = rule.Round(n, a.Places, a.Rounding)
	return &n
}

// limited is what a cap took of a change, below 0, or added to it.
type limited struct {
	of     portion
	cap    *scheme.Settle
	at     time.Time // the last instant of the period of the cap
	amount decimal.Decimal
}

// portion is what caps take from, or add to: a change, or what a floor holds without any change.
type portion struct {
	change int            // in Settlement.Out.Changes; −1: what a floor holds
	floor  *scheme.Settle // and of which
	key    string         // by what the floor tells apart
	at     time.Time      // the last instant of the period of the floor
}

// capped is a portion as the caps before left it.
type capped struct {
	portion
	at     time.Time
	key    string // in the cap that limits it
	amount decimal.Decimal
}

// capByEntry limits entry by entry: of each group it lets pass the running sum within the limits. Each change keeps
// the difference that it makes.
func (s *Settlement) capByEntry(r *scheme.Settle, l limits) {
	groups := map[string][]capped{}
	if len(r.Cap.By) == 0 {
		groups[""] = nil
	}
	for _, c := range s.toCap(r) {
		groups[c.key] = append(groups[c.key], c)
	}
	last, diff, evidence := frame.LastInstant(s.now.End), decimal.Decimal{}, []int32(nil)
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		sum := decimal.Decimal{}
		passed := l.of(sum)
		if !passed.IsZero() {
			s.limited = append(s.limited, limited{portion{-1, r, key, last}, r, last, passed})
		}
		for _, c := range groups[key] {
			sum = sum.Add(c.amount)
			next := l.of(sum)
			if d := next.Sub(passed).Sub(c.amount); !d.IsZero() {
				s.limited = append(s.limited, limited{c.portion, r, last, d})
			}
			passed = next
		}
		if passed.Equal(sum) {
			continue
		}
		diff = diff.Add(passed).Sub(sum)
		s.observeLimited(s.shownKey(r.Cap, key, groups[key]), sum, passed)
		for _, c := range groups[key] {
			if c.change >= 0 {
				evidence = append(evidence, s.Out.Changes[c.change].Entries...)
			}
		}
	}
	s.post(r, r.Cap.Account, diff, func() []int32 { return frame.SortedUnique(evidence) })
}

// shownKey is what a cap tells a group apart by, as it may be shown: where none of it is a change of the period, of
// which the cap has the entries, nothing says who gave it.
func (s *Settlement) shownKey(c *scheme.Cap, key string, group []capped) string {
	f := s.e.Frame
	if s.e.observer == nil || key == "" || !f.Hides() {
		return key
	}
	for _, p := range c.By {
		if f.WorkedOut(p) {
			return ledger.Internal
		}
	}
	if slices.ContainsFunc(group, func(c capped) bool { return c.change >= 0 }) {
		return key
	}
	return ledger.Internal
}

// toCap are the portions that a cap limits in the period, as the caps before left them, in order.
func (s *Settlement) toCap(r *scheme.Settle) []capped {
	var out []capped
	places := map[portion]int{} // in out, of what is of the period
	for i := range s.changesNow() {
		if c := &s.Out.Changes[i]; limitedBy(r.Cap, c) {
			of := portion{change: i}
			places[of] = len(out)
			out = append(out, capped{of, c.At, capKeyOf(c.capKey, r.Name), c.Amount})
		}
	}
	for _, x := range s.limitedSince(s.now.Start) {
		if !x.at.Before(s.now.End) || !slices.Contains(r.Cap.Before, x.cap) {
			continue
		}
		if at, present := places[x.of]; present {
			out[at].amount = out[at].amount.Add(x.amount)
			continue
		}
		switch {
		case x.of.change >= 0 && limitedBy(r.Cap, &s.Out.Changes[x.of.change]):
			out = append(out, capped{x.of, x.at, capKeyOf(s.Out.Changes[x.of.change].capKey, r.Name), x.amount})
		case x.of.change < 0 && x.of.floor.Cap.Inside(r.Cap):
			if x.at.Equal(x.of.at) {
				places[x.of] = len(out)
			}
			out = append(out, capped{x.of, x.at, keyIn(r.Cap, x.of.key), x.amount})
		}
	}
	slices.SortStableFunc(out, func(a, b capped) int {
		d := cmp.Or(a.at.Compare(b.at), frame.CompareFirst(a.change >= 0, b.change >= 0))
		switch {
		case d != 0:
			return d
		case a.change < 0: // in the order of the caps
			return cmp.Or(cmp.Compare(slices.Index(r.Cap.Before, a.floor), slices.Index(r.Cap.Before, b.floor)),
				a.portion.at.Compare(b.portion.at), cmp.Compare(a.portion.key, b.portion.key))
		}
		return compareInCap(&s.Out.Changes[a.change], &s.Out.Changes[b.change])
	})
	return out
}

// limitedSince is what caps took in periods that end after an instant: periods are settled in the order of their end.
func (s *Settlement) limitedSince(t time.Time) []limited {
	first, _ := slices.BinarySearchFunc(s.limited, t, func(x limited, t time.Time) int { return x.at.Compare(t) })
	return s.limited[first:]
}

// compareInCap orders changes as a cap lets them pass: by time and entry, of one entry what it takes before what it
// gives, and then by rule.
func compareInCap(a, b *Change) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Position, b.Position), cmp.Compare(a.cause, b.cause),
		cmp.Compare(a.Amount.Sign(), b.Amount.Sign()), cmp.Compare(a.Rule.Index, b.Rule.Index),
		cmp.Compare(a.capKey, b.capKey))
}

// keyIn is the key, in a cap, of what another one limits by the same value.
func keyIn(c *scheme.Cap, key string) string {
	if len(c.By) == 0 {
		return ""
	}
	return key
}

// setCapKey sets the keys of a candidate in the caps with a key. It returns false if an expression failed.
func (e *Runner) setCapKey(c *Candidate) bool {
	c.capKey = ""
	for _, n := range e.asked.keyedCaps[c.Credit.Index] {
		s := e.Frame.Scheme.Settles[n]
		v, err := e.Eval(c.Credit.Scope, s.Cap.By[c.Credit.Each])
		if err != nil {
			e.fail(c, s.Rule, err)
			return false
		}
		text, _ := v.AsString()
		c.capKey += strconv.Quote(s.Name) + strconv.Quote(text)
	}
	if e.strand != nil { // which has no caps
		c.capKey = e.strand.keysOf(e, c)
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
