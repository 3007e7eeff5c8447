package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// OwnPeriod is a kind of period that each unit has from a day of its own.
type OwnPeriod struct {
	Name     string
	Kind     calendar.Kind
	Scope    *Scope
	Restarts bool // later enrolments begin the periods anew
	// the day, a time, asked of the unit as it stands at an enrolment; nil: that of the enrolment
	From *rule.Program
}

// Programs yields the day from which the periods are counted.
func (o *OwnPeriod) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) { yield(y).some(RoleFrom, o.From) }
}

// OwnOf is a kind of units' own periods; nil: the kind is another.
func (s *Scheme) OwnOf(kind calendar.Kind) *OwnPeriod {
	for _, o := range s.Own {
		if o.Kind == kind {
			return o
		}
	}
	return nil
}

// ownDays compiles from which day units have periods of their own.
func (b *builder) ownDays(lines document.Table[ownSpec]) {
	for _, line := range lines {
		o := &OwnPeriod{Name: line.Name, Kind: b.s.Calendar.Kind(line.Name), Scope: b.scope("own"),
			Restarts: line.Spec.Restarts}
		o.From = b.compile(o.Scope, line.Spec.From, rule.TimeType())
		b.s.Own = append(b.s.Own, o)
	}
}

// ofGroup are the variables of a derived amount that hang on other units.
var ofGroup = slices.Concat(groupSlots, belowSlots)

// ownApart reports what cannot be asked of periods of which each unit has its own: to compare units, and to look at
// others.
func (b *builder) ownApart(in *file) {
	if len(b.s.Own) == 0 {
		return
	}
	for i, r := range b.s.Rankings {
		if at := b.ownAmong(r.Per); at != "" {
			b.Report(in.Rankings[i].Key, reason.New("scheme.own-ranked",
				"ranking {ranking:q} ranks by the {period}, of which each unit has its own days; expected a period of "+
					"the calendar, and for the {period} a grade or a result", r.Name, at))
		}
	}
	for i := range b.s.Numbers {
		if n := &b.s.Numbers[i]; n.Per.IsOwn() {
			b.Report(in.Numbers[i].Key, reason.New("scheme.own-numbered",
				"number {number:q} begins anew each {period}, of which each unit has its own days; expected a period "+
					"of the calendar, or a balance or a quota by the {period}", n.Name, b.s.Calendar.Word(n.Per)))
		}
	}
	for i := range b.s.Balances {
		if n := &b.s.Balances[i]; n.Per.IsOwn() && n.KeptBy() {
			b.Report(in.Balances[i].Key, reason.New("scheme.own-balance-by",
				"balance {balance:q} begins anew each {period}, of which each unit has its own days, and is kept `by` "+
					"something else; expected no `by`", n.Name, b.s.Calendar.Word(n.Per)))
		}
	}
	b.ownAlone()
	b.ownCaps()
}

// ownAmong is the word for the first kind of own period among some; empty: there is none.
func (b *builder) ownAmong(kinds []calendar.Kind) string {
	if i := slices.IndexFunc(kinds, calendar.Kind.IsOwn); i >= 0 {
		return b.s.Calendar.Word(kinds[i])
	}
	return ""
}

// ownAlone reports lines by own periods that look at other units.
func (b *builder) ownAlone() {
	check := func(key *document.Node, name string, per []calendar.Kind, of Programs, slots ...Slot) {
		period := b.ownAmong(per)
		if period == "" {
			return
		}
		for _, p := range of {
			for _, r := range p.Reads() {
				if slices.ContainsFunc(slots, func(s Slot) bool { return r.Path[0].Name == slotNames[s] }) {
					b.Report(key, reason.New("scheme.own-of-others",
						"{name:q} is by the {period}, of which each unit has its own days, and asks for "+
							"{what:q}, which is of other units in the same period; expected a period of the calendar",
						name, period, r.Path[0].Name))
					return
				}
			}
		}
	}
	others := []Slot{SlotAbove, SlotUnder}
	for _, s := range b.s.Settles {
		check(b.keys[s.Name], s.Name, []calendar.Kind{s.Per}, s.Programs(), standingSlots...)
		if s.ToMembers && s.Per.IsOwn() {
			b.Report(b.keys[s.Name], reason.New("scheme.own-to-members",
				"{name:q} is by the {period}, of which each unit has its own days, and gives to members; expected a "+
					"period of the calendar", s.Name, b.s.Calendar.Word(s.Per)))
		}
	}
	for _, d := range b.s.Derived {
		check(b.keys[d.Name], d.Name, d.Per, d.Programs(), slices.Concat(ofGroup, standingSlots)...)
		if period := b.ownAmong(d.Per); period != "" && (d.Group != nil || d.Pool != nil) {
			b.Report(b.keys[d.Name], reason.New("scheme.own-grouped",
				"{name:q} is derived by the {period}, of which each unit has its own days, among a group; expected no "+
					"`group` and no `pool`, or a period of the calendar", d.Name, period))
		}
	}
	for _, g := range b.s.Grades {
		check(b.keyIn("grades", g.Name), g.Name, g.Per, g.Programs(), others...)
	}
	for _, r := range b.s.Results {
		check(b.keyIn("results", r.Name), r.Name, r.Per, r.Programs(), others...)
	}
}

// ownCaps reports two caps on some of the same, of which one is by own periods and the other by periods that are not
// inside of them.
func (b *builder) ownCaps() {
	for i, s := range b.s.Settles {
		for _, o := range b.s.Settles[:i] {
			if s.Cap == nil || o.Cap == nil || !s.Per.IsOwn() && !o.Per.IsOwn() || s.Per.Inside(o.Per) ||
				o.Per.Inside(s.Per) || !s.Cap.overlaps(o.Cap) {
				continue
			}
			b.Report(b.keys[s.Name], reason.New("scheme.own-caps",
				"caps {cap:q} (per {per}) and {other:q} (per {others}) limit some of the same, and neither period "+
					"lies in the other; expected one kind of period, or days", s.Name, b.s.Calendar.Word(s.Per), o.Name,
				b.s.Calendar.Word(o.Per)))
		}
	}
}

// Uses says whether something is settled, or begins anew, by a kind of period.
func (s *Scheme) Uses(kind calendar.Kind) bool {
	return slices.Contains(s.Kinds, kind) ||
		slices.ContainsFunc(s.Balances, func(n Balance) bool { return n.Per == kind }) ||
		slices.ContainsFunc(s.Credits, func(c *Credit) bool { return c.Per == kind })
}
