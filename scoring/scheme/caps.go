package scheme

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// capsNamed gives caps that name others in `of` the rules that those limit.
func (b *builder) capsNamed(lines document.Table[capSpec]) {
	caps := map[*Rule]*Settle{}
	for _, s := range b.s.Settles {
		if s.Cap != nil {
			caps[s.Rule] = s
		}
	}
	seen := map[*Rule]bool{}
	var visit func(s *Settle)
	visit = func(s *Settle) {
		if seen[s.Rule] { // a circle is reported with the order
			return
		}
		seen[s.Rule] = true
		line := lines[slices.IndexFunc(lines, func(l document.Named[capSpec]) bool { return l.Name == s.Name })]
		for _, w := range slices.Concat(line.Spec.Of, line.Spec.After) {
			other := caps[b.rules[w.Value]]
			if other == nil {
				continue
			}
			visit(other)
			if other.Per > s.Per {
				b.Report(w.Node, reason.New("scheme.cap-of-longer",
					"cap {cap:q} is per {per}, cap {other:q} per {longer}; expected shorter periods to come first",
					s.Name, s.Per, other.Name, other.Per))
			}
			if !slices.ContainsFunc(line.Spec.Of, func(of document.Word) bool { return of.Node == w.Node }) {
				continue
			}
			if len(other.Cap.Of) == 0 {
				b.Report(w.Node, reason.New("scheme.cap-of-all",
					"cap {other:q} limits all of its account; leave `of` out to limit what it left", other.Name))
			}
			for _, r := range other.Cap.Of {
				if !slices.Contains(s.Cap.Of, r) {
					s.Cap.Of = append(s.Cap.Of, r)
				}
			}
		}
	}
	for _, s := range b.s.Settles {
		if s.Cap != nil {
			visit(s)
		}
	}
}

// overlaps says whether two caps limit some of the same: an account, and a rule.
func (c *Cap) overlaps(o *Cap) bool {
	return c.Account == o.Account && (len(c.Of) == 0 || len(o.Of) == 0 ||
		slices.ContainsFunc(c.Of, func(r *Rule) bool { return slices.Contains(o.Of, r) }))
}

// Inside says whether each group that the cap limits lies inside one group of the other.
func (c *Cap) Inside(o *Cap) bool {
	if c.Account != o.Account || len(o.By) > 0 && c.by != o.by {
		return false
	}
	return len(o.Of) == 0 || len(c.Of) > 0 &&
		!slices.ContainsFunc(c.Of, func(r *Rule) bool { return !slices.Contains(o.Of, r) })
}

// limits orders caps on the same groups: the ceiling, then both limits, then the floor.
func (c *Cap) limits() int {
	switch {
	case c.AtLeast == nil:
		return 0
	case c.AtMost != nil:
		return 1
	}
	return 2
}

// compareCaps says which of two caps of one kind of period comes first: the one that the file says, or else the one
// whose groups lie inside those of the other, or else, on the same groups, the one of the lower limits. 0: nothing says
// it.
func compareCaps(a, b *Settle) int {
	switch {
	case slices.Contains(b.Cap.after, a.Rule):
		return -1
	case slices.Contains(a.Cap.after, b.Rule):
		return 1
	case !a.Cap.overlaps(b.Cap):
		return 0
	}
	switch in, out := a.Cap.Inside(b.Cap), b.Cap.Inside(a.Cap); {
	case in && out:
		if d := cmp.Compare(a.Cap.limits(), b.Cap.limits()); d != 0 || a.Cap.limits() == 1 {
			return d
		}
		return cmp.Compare(a.Name, b.Name)
	case in:
		return -1
	case out:
		return 1
	}
	return 0
}

// capsApart reports two caps of one kind of period of which nothing says which comes first. Reaches says whether one
// settle rule waits for another.
func (b *builder) capsApart(reaches func(i, j int) bool) {
	for i, r := range b.s.Settles {
		for j, other := range b.s.Settles[:i] {
			if b.ended() {
				return
			}
			if r.Cap == nil || other.Cap == nil || r.Per != other.Per || !r.Cap.overlaps(other.Cap) ||
				compareCaps(r, other) != 0 || !r.meets(other.Rule) || reaches(i, j) || reaches(j, i) {
				continue
			}
			if r.Cap.Inside(other.Cap) && other.Cap.Inside(r.Cap) {
				b.Report(b.keys[r.Name], reason.New("scheme.caps-of-the-same",
					"caps {cap:q} and {other:q} limit the same, each above and below, and nothing says which comes "+
						"first; expected `after: {other}` in {cap:q}, or `after: {cap}` in {other:q}, or one cap",
					r.Name, other.Name))
				continue
			}
			b.Report(b.keys[r.Name], reason.New("scheme.caps-overlap",
				"caps {cap:q} and {other:q} limit some of the same, and neither limits all that the other limits; "+
					"expected `after: {other}` in {cap:q}, or `after: {cap}` in {other:q}",
				r.Name, other.Name))
		}
	}
}

// meets says whether there is a day on which both rules are in force.
func (r *Rule) meets(o *Rule) bool {
	return (r.Until.IsZero() || r.Until.After(o.From)) && (o.Until.IsZero() || o.Until.After(r.From))
}

// capsBefore tells each cap which come before it on some of what it limits, and how it limits: by sums, or entry by
// entry.
func (b *builder) capsBefore() {
	for i, s := range b.s.Settles {
		if s.Cap == nil {
			continue
		}
		if b.ended() {
			return
		}
		for j, other := range b.s.Settles {
			if other.Cap != nil && (other.Per < s.Per || other.Per == s.Per && j < i) && s.Cap.overlaps(other.Cap) {
				s.Cap.Before = append(s.Cap.Before, other)
			}
		}
		slices.SortStableFunc(s.Cap.Before, func(a, b *Settle) int { return cmp.Compare(a.Per, b.Per) })
	}
	var byEntry func(c *Cap)
	byEntry = func(c *Cap) {
		if !c.ByEntry {
			c.ByEntry = true
			for _, before := range c.Before {
				byEntry(before.Cap)
			}
		}
	}
	for _, s := range b.s.Settles {
		// a cap of weeks may cut in a longer period what it limits of the one before
		if s.Cap != nil && (len(s.Cap.By) > 0 || slices.ContainsFunc(s.Cap.Before, func(o *Settle) bool {
			return !o.Cap.Inside(s.Cap) || o.Per == calendar.Week && s.Per != calendar.Week
		})) {
			byEntry(s.Cap)
		}
	}
	for _, s := range b.s.Settles {
		if s.Cap == nil || s.Cap.ByEntry {
			continue
		}
		if s.Cap.Sums = slices.Clone(s.Cap.Of); len(s.Cap.Of) == 0 {
			s.Cap.Sums = slices.DeleteFunc(slices.Clone(b.s.Rules), func(r *Rule) bool { return r.Section == "caps" })
		}
		for _, before := range s.Cap.Before {
			s.Cap.Sums = append(s.Cap.Sums, before.Rule)
		}
	}
}
