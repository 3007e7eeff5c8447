package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// outcomeSlots are what a period comes to for a unit, when all else of it is done: its grades, then its results.
var outcomeSlots = []Slot{SlotGrade, SlotResult}

// outcomesEarly reports what asks for an outcome of the very period in which it is made; false: nothing does.
func (b *builder) outcomesEarly() bool {
	known := len(b.Errors())
	check := func(key *document.Node, name string, of Programs, later ...Slot) {
		for _, p := range of {
			for _, r := range p.Reads() {
				what, _ := figureRead(r)
				if isStanding(r) && slices.ContainsFunc(later, func(s Slot) bool { return what == slotNames[s] }) {
					b.Report(key, reason.New("scheme.outcome-of-own-period",
						"{name:q} asks for the {outcome} of the period, which is made when all else of the period is; "+
							"expected one of an earlier period, as before.{outcome}[…]", name, what))
					return
				}
			}
		}
	}
	for _, s := range b.s.Settles {
		check(b.keys[s.Name], s.Name, s.Programs(), outcomeSlots...)
	}
	for _, d := range b.s.Derived {
		check(b.keys[d.Name], d.Name, d.Programs(), outcomeSlots...)
	}
	for _, r := range b.s.Rankings {
		check(b.keyIn("rankings", r.Name), r.Name, r.Programs(), outcomeSlots...)
	}
	for _, g := range b.s.Grades {
		check(b.keyIn("grades", g.Name), g.Name, g.Programs(), outcomeSlots...)
	}
	for _, r := range b.s.Results {
		check(b.keyIn("results", r.Name), r.Name, r.Programs(), SlotResult)
	}
	return len(b.Errors()) > known
}

// readsOutcomes says whether an expression reads what an earlier period, or one inside, came to.
func readsOutcomes(p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return outcomeRead(r) != nil })
}

// outcomeRead is the part of a read, from there on, that asks for a grade or a result of an earlier period or of one
// inside; nil: there is none.
func outcomeRead(r rule.Read) []rule.Step {
	if !slices.Contains(rowNames, r.Path[0].Name) {
		return nil
	}
	i := slices.IndexFunc(r.Path, func(step rule.Step) bool {
		return step.Kind == rule.StepField &&
			slices.ContainsFunc(outcomeSlots, func(s Slot) bool { return step.Name == slotNames[s] })
	})
	if i < 0 {
		return nil
	}
	return r.Path[i:]
}

// rowNames are the variables that hold rows.
var rowNames = []string{"history", "before", "days", "weeks", "months", "quarters", "halves", "years"}

// outcomesSeen finds grades and results that are made early, since what is settled, or made early, at the end of a
// longer period reads those of the periods inside. False: there are no more than were known.
func (b *builder) outcomesSeen() (found bool) {
	for i := range b.s.RankSteps {
		step := b.s.RankSteps[i]
		if step.Grade == nil && step.Result == nil || step.Early {
			continue
		}
		var all []*rule.Program
		longer := func(per []calendar.Kind) bool {
			return len(per) > 0 && len(step.per()) > 0 && slices.Max(per) > slices.Min(step.per())
		}
		for _, q := range b.s.Quotas {
			if longer([]calendar.Kind{q.Per}) {
				all = append(all, q.Programs().But(RoleCount)...)
			}
		}
		for _, s := range b.s.Settles {
			if !s.Late && longer([]calendar.Kind{s.Per}) {
				all = append(all, s.Programs().But(RoleBy)...)
			}
		}
		for _, other := range b.s.RankSteps {
			if other.Early && longer(other.per()) {
				all = append(all, other.Programs().But()...)
			}
		}
		if slices.ContainsFunc(all, step.outcomeReadBy) {
			b.s.RankSteps[i].Early, found = true, true
		}
	}
	return found
}

// outcomeReadBy says whether an expression reads the grade or the result of an earlier period, or of one inside.
func (s RankStep) outcomeReadBy(p *rule.Program) bool {
	what := slotNames[SlotGrade]
	if s.Result != nil {
		what = slotNames[SlotResult]
	}
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		of := outcomeRead(r)
		return of != nil && of[0].Name == what &&
			(len(of) == 1 || of[1].Kind != rule.StepKey || of[1].Name == s.name())
	})
}
