package frame

import (
	"context"
	"slices"
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
	known map[needed]bool
	most  int // of lines to settle, beyond which nothing more is looked for
	found []Span
	open  []Span // found, and what they read is still to be found
}

// needed is a period that is settled, of the calendar or of a unit's own.
type needed struct {
	unit   string
	period calendar.Period
}

// Look is what the end of a period of one kind reads of other periods.
type Look struct {
	Settled bool // what was settled within it
	Before  bool // the period of its kind before it
	History bool // all of them
}

// Looks is what settling and ranking read of other periods.
type Looks struct {
	Of    map[calendar.Kind]*Look // by kind of period
	Ranks bool                    // whoever is ranked, honoured, graded or derived for reads settled periods
}

// of is what the end of a period of a kind reads.
func (l *Looks) of(kind calendar.Kind) *Look {
	if l.Of[kind] == nil {
		l.Of[kind] = &Look{}
	}
	return l.Of[kind]
}

// At is what the end of a period of a kind reads.
func (l *Looks) At(kind calendar.Kind) Look {
	if look := l.Of[kind]; look != nil {
		return *look
	}
	return Look{}
}

// neededSpans lists those periods, in any order and without their value.
func (f *Frame) neededSpans(ctx context.Context, first time.Time) []Span {
	n := &needs{f: f, first: first, known: map[needed]bool{},
		most: mostSettled + mostSettledOfEntry*f.Ledger.Len()}
	for _, reported := range f.Reported {
		n.endingIn(reported)
		// balances are of all that was settled before, and so are the parts that successors have of it
		if f.Scheme.SettlesBalances || f.Lineage.Divides() {
			n.endingIn(Span{Start: first, End: reported.End})
		}
		n.before(reported)
	}
	for _, closed := range f.Extra {
		n.endingIn(closed)
	}
	for len(n.open) > 0 && (len(n.open)%64 != 0 || ctx.Err() == nil) {
		sp := n.open[len(n.open)-1]
		n.open = n.open[:len(n.open)-1]
		look := f.Looks.At(sp.Period.Kind)
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
	if look := n.f.Looks.At(sp.Period.Kind); !look.Before && !look.History {
		return
	}
	if sp.Unit != "" {
		if before, ok := n.f.ownBefore(sp); ok {
			n.add(before)
		}
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
		if kind.IsOwn() {
			n.ownEndingIn(kind, in)
			continue
		}
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

// ownEndingIn adds the own periods of a kind that end in another one: of all units, or of the one whose own that is.
func (n *needs) ownEndingIn(kind calendar.Kind, in Span) {
	units := n.f.Roster.Units()
	if in.Unit != "" {
		units = []string{in.Unit}
	}
	for _, unit := range units {
		sp, ok := n.f.SpanAt(kind, unit, LastInstant(in.End))
		for ok && sp.End.After(in.Start) && sp.End.After(n.first) && len(n.known) <= n.most {
			if !sp.End.After(in.End) {
				n.add(sp)
			}
			sp, ok = n.f.ownBefore(sp)
		}
	}
}

// add adds a period that ends after the first enrolment, and not after the horizon.
func (n *needs) add(sp Span) {
	key := needed{sp.Unit, sp.Period}
	if n.known[key] || len(n.known) > n.most || !sp.End.After(n.first) || sp.End.After(n.f.horizon) {
		return
	}
	n.known[key] = true
	n.found, n.open = append(n.found, sp), append(n.open, sp)
}

// looksOf is what the rules of a scheme read at the end of a period.
func looksOf(s *scheme.Scheme) Looks {
	looks := Looks{Of: map[calendar.Kind]*Look{}, Ranks: len(s.Derived) > 0}
	for _, q := range s.Quotas {
		looks.add(q.Per, q.Programs().But(scheme.RoleCount))
		look := looks.of(q.Per)
		look.Settled = look.Settled || len(q.Sum) > 0
	}
	for _, x := range s.Settles {
		looks.add(x.Per, x.Programs().But(scheme.RoleBy))
		look := looks.of(x.Per)
		look.Settled = look.Settled || x.Cap != nil
	}
	rank := func(pers []calendar.Kind, programs []*rule.Program) {
		for _, kind := range pers {
			looks.Ranks = looks.add(kind, programs) || looks.Ranks
		}
	}
	for _, d := range s.Derived {
		rank(d.Per, d.Programs().But())
		for _, kind := range d.Per {
			looks.of(kind).Settled = true // it is made of totals and ranks
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
			looks.Ranks = looks.Ranks || kind.IsOwn() // of its figures
			looks.of(kind).Settled = true             // it is of the final total
		}
	}
	for _, r := range s.Results {
		rank(r.Per, r.Programs().But())
		looks.Ranks = looks.Ranks || slices.ContainsFunc(r.Per, calendar.Kind.IsOwn)
	}
	return looks
}

// add adds what expressions read at the end of a period of a kind, and says whether they read rows.
func (l *Looks) add(kind calendar.Kind, programs []*rule.Program) (rows bool) {
	look := l.of(kind)
	for _, p := range programs {
		for _, read := range p.Reads() {
			switch read.Path[0].Name {
			case "before":
				look.Before, rows = true, true
			case "history":
				look.History, rows = true, true
			case "days", "weeks", "months", "quarters", "halves", "years":
				look.Settled, rows = true, true
			case "sum", "total", "count", "standing", "above", "under", "best", "worst", "group_total", "group_totals":
				look.Settled = true
			}
		}
	}
	return rows
}
