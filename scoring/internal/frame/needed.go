package frame

import (
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// needs are the periods that must be settled so that the reported ones come out right: those that end in them, and
// what these read. A ledger of decades is settled back to its first day only where each period reads the one before.
type needs struct {
	f     *Frame
	first time.Time // of the roster
	known map[calendar.Period]bool
	found []Span
	open  []Span // found, and what they read is still to be found
}

// Look is what the end of a period of one kind reads of other periods.
type Look struct {
	Settled bool // what was settled within it
	Before  bool // the period of its kind before it
	History bool // all of them
}

// Looks is what settling and ranking read of other periods.
type Looks struct {
	Of    [calendar.Year + 1]Look // by kind of period
	Ranks bool                    // whoever is ranked, honoured, graded or derived for reads settled periods
}

// neededSpans lists those periods, in any order and without their value.
func (f *Frame) neededSpans(first time.Time) []Span {
	n := &needs{f: f, first: first, known: map[calendar.Period]bool{}}
	for _, reported := range f.Reported {
		n.endingIn(reported)
		if f.Scheme.SettlesBalances { // which are of all that was settled before
			n.endingIn(Span{Start: first, End: reported.End})
		}
		n.before(reported)
	}
	for _, closed := range f.Extra {
		n.endingIn(closed)
	}
	for len(n.open) > 0 {
		sp := n.open[len(n.open)-1]
		n.open = n.open[:len(n.open)-1]
		look := f.Looks.Of[sp.Period.Kind]
		if look.Settled || look.Before || look.History { // a period that is read has its sums
			n.endingIn(sp)
		}
		n.before(sp)
	}
	return n.found
}

// before adds the latest period before another one that is over, if the other one reads it.
func (n *needs) before(sp Span) {
	if sp.Period.Kind == 0 { // a run
		return
	}
	if look := n.f.Looks.Of[sp.Period.Kind]; !look.Before && !look.History {
		return
	}
	for before := sp; before.End.After(n.first); {
		before.Period = n.f.Scheme.Calendar.Prev(before.Period)
		if before.Start, before.End = n.f.Scheme.Calendar.Bounds(before.Period); !before.End.After(n.f.horizon) {
			n.add(before)
			return
		}
	}
}

// endingIn adds the periods that end in another one.
func (n *needs) endingIn(in Span) {
	c := n.f.Scheme.Calendar
	for _, kind := range n.f.Scheme.Kinds {
		for p := c.Of(kind, LastInstant(in.End)); ; p = c.Prev(p) {
			sp := Span{Period: p}
			if sp.Start, sp.End = c.Bounds(p); !sp.End.After(in.Start) || !sp.End.After(n.first) {
				break
			}
			if !sp.End.After(in.End) {
				n.add(sp)
			}
		}
	}
}

// add adds a period that ends after the first enrolment, and not after the horizon.
func (n *needs) add(sp Span) {
	if n.known[sp.Period] || !sp.End.After(n.first) || sp.End.After(n.f.horizon) {
		return
	}
	n.known[sp.Period] = true
	n.found, n.open = append(n.found, sp), append(n.open, sp)
}

// looksOf is what the rules of a scheme read at the end of a period.
func looksOf(s *scheme.Scheme) Looks {
	looks := Looks{Ranks: len(s.Derived) > 0}
	for _, q := range s.Quotas {
		looks.add(q.Per, q.Programs().But(scheme.RoleCount))
		looks.Of[q.Per].Settled = looks.Of[q.Per].Settled || len(q.Sum) > 0
	}
	for _, x := range s.Settles {
		looks.add(x.Per, x.Programs().But(scheme.RoleBy))
		looks.Of[x.Per].Settled = looks.Of[x.Per].Settled || x.Cap != nil
	}
	rank := func(pers []calendar.Kind, programs []*rule.Program) {
		for _, kind := range pers {
			looks.Ranks = looks.add(kind, programs) || looks.Ranks
		}
	}
	for _, d := range s.Derived {
		rank(d.Per, d.Programs().But())
		for _, kind := range d.Per {
			looks.Of[kind].Settled = true // it is made of totals and ranks
		}
	}
	for _, r := range s.Rankings {
		rank(r.Per, r.Programs().But())
	}
	for _, h := range s.Honours {
		rank(h.Per, h.Programs().But())
	}
	for _, g := range s.Grades {
		rank(g.Per, g.Programs().But())
		for _, kind := range g.Per {
			looks.Of[kind].Settled = true // it is of the final total
		}
	}
	for _, r := range s.Results {
		rank(r.Per, r.Programs().But())
	}
	return looks
}

// add adds what expressions read at the end of a period of a kind, and says whether they read rows.
func (l *Looks) add(kind calendar.Kind, programs []*rule.Program) (rows bool) {
	look := &l.Of[kind]
	for _, p := range programs {
		for _, read := range p.Reads() {
			switch read.Path[0].Name {
			case "before":
				look.Before, rows = true, true
			case "history":
				look.History, rows = true, true
			case "weeks", "months", "quarters", "halves":
				look.Settled, rows = true, true
			case "sum", "total", "count", "standing", "above", "under", "group_totals":
				look.Settled = true
			}
		}
	}
	return rows
}
