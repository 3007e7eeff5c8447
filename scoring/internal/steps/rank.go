package steps

import (
	"cmp"
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Ranked is what step 3 gives: the rows of the reported period, ranked within their groups, and who is honoured.
type Ranked struct {
	Totals   []Total
	Honours  []Honour
	Changes  []Change // what was derived, of all periods
	Problems []frame.Problem
	Entered  [][]Contender // of the reported period, by ranking, in order
	Graded   []Graded      // in the reported period, by grade and unit
	Outcomes []Outcome     // in the reported period, by result and unit
}

// standing is a unit while it is ranked: its settled figures and what is derived of them.
type standing struct {
	settled    *Settled
	settlement *Settlement                  // while all units are settled together; nil: the unit is settled
	number     int                          // among the units, in the order of their ids
	enrolled   int32                        // its place in the order of first enrolment
	periods    map[calendar.Period]*Figures // where they differ from the settled ones
	Reported   *Figures
	changes    []Change
	rows       rowValues // with what is derived; nil: not made yet
}

// rowValues are the settled periods of the unit, as it stands in them.
func (s *standing) rowValues(f *frame.Frame) rowValues {
	if s.settlement != nil {
		return s.settlement.rows
	}
	if s.rows == nil && f.Scheme.ReadsRows {
		s.rows = make(rowValues, len(f.Scheme.Kinds))
		for _, rows := range s.settled.Rows {
			for _, r := range rows {
				s.rows.put(f, rowView{frame: f, row: r, quotas: s.settled.quotas, of: s})
			}
		}
	}
	return s.rows
}

func (s *standing) in(f *frame.Frame, p calendar.Period) *Figures {
	if g := s.periods[p]; g != nil {
		return g
	}
	if g := s.settled.Periods[p]; g != nil {
		return g
	}
	fresh := NewFigures(f)
	return &fresh
}

// add posts a derived change and brings it into the sums of the periods in which it is dated; a figure into those of
// its own period alone.
func (s *standing) add(f *frame.Frame, c Change) {
	if covers(f, &c) {
		return
	}
	if s.settlement != nil {
		s.settlement.receive(c)
		return
	}
	s.changes = append(s.changes, c)
	for _, kind := range f.Scheme.Kinds {
		if !c.belongsTo(kind) {
			continue
		}
		p, ok := f.PeriodAt(kind, c.Unit, c.At)
		if !ok {
			continue
		}
		if s.periods[p] == nil {
			own := s.in(f, p).clone()
			if s.periods == nil {
				own := s.Reported.clone()
				s.periods, s.Reported = map[calendar.Period]*Figures{}, &own
			}
			s.periods[p] = &own
		}
		s.periods[p].add(&c)
	}
	if isReportedAmount(f, &c) {
		s.Reported.add(&c)
	}
}

// Contender is a unit in a ranking, or among whom an amount is derived.
type Contender struct {
	Unit    *standing
	Number  int // of the unit
	Member  *ledger.Member
	Figures *Figures
	Group   string
	Amount  Sum
	Keys    []Key // what decides between equals
	rank    int
	Row     *Total // in the reported period: its row but for its ranks, which engines share
}

// Ranking is the work of step 3.
type Ranking struct {
	e         *Runner
	Units     []standing
	figures   bool // expressions look at sums
	Steady    bool // they read nothing that entries change: who enters which group depends on the roster alone
	out       Ranked
	now       frame.Span
	phase     phase
	made      made             // what is made of the units
	posted    *postedAnew      // where that is what is posted; nil: it is not
	hierarchy *hierarchy       // of the current period; nil: not made yet
	outcomes  outcomes         // of the current period, as far as they are made
	lacking   lackingBy        // in the current period
	limits    honourLimits     // of honours of the reported period, as far as they are made
	ranks     []map[string]int // in the period in hand, by unit and ranking; where amounts are derived
	orderer   Orderer          // nil: each unit is asked
}

// phase is what is made of all units in a period.
type phase int

const (
	early    phase = iota + 1 // what longer periods that end with this one see when they are settled
	rest                      // the rest, when all periods that end with it are settled
	reported                  // only ranks and honours, of the reported period, by the reported figures of the units
)

// makes says whether a late rule or a derived amount is made in the phase.
func (ph phase) makes(step scheme.RankStep) bool {
	return ph != reported && step.Early == (ph == early)
}

// Orderer orders the units of a ranking in its own way; false: they are to be asked one by one. Ranking n is that of
// the scheme; reported says that it is of the reported period. The order is that of [CompareContenders], enrolment
// included: an ordinal ranking shows it. Ranks and honours are given by step 3.
type Orderer interface {
	Order(r *Ranking, n int, reported bool) ([]Contender, bool)
}

// Rank is step 3: at the end of each period it derives amounts from what all units of a group have, and it orders the
// units of the reported period. It reads the frame and the settled units alone; their order does not matter.
func Rank(ctx context.Context, f *frame.Frame, units []Settled) (Ranked, error) {
	return NewRunner(f).RankAll(ctx, units, nil)
}

// RankAll is step 3 for all units, by an orderer, if there is one. The error is the context's.
func (e *Runner) RankAll(ctx context.Context, units []Settled, with Orderer) (Ranked, error) {
	e.Heed(ctx)
	defer e.Heed(context.Background())
	f := e.Frame
	r := e.newRanking(len(units), func(i int) standing {
		return standing{settled: &units[i], Reported: &units[i].Figures}
	})
	r.orderer = with
	for _, sp := range f.AllSpans() {
		if !f.Together() && derives(f.Scheme, sp.Period.Kind) {
			r.period(sp, rest)
		}
	}
	shown := frame.Span{Period: f.Period, Start: f.Start, End: f.End}
	shown.Value = r.e.PeriodValue(f.Period, f.Start, f.End)
	for _, sp := range f.AllSpans() {
		if sp.Unit == "" || !f.ReportsFirst(sp) || !comesTo(f.Scheme, sp.Period.Kind) {
			continue
		}
		if _, closed := f.ClosedBy(sp.Start, sp.End); closed {
			r.ownAsPublished(sp)
		} else {
			r.period(sp, reported)
		}
	}
	r.out.Entered = r.period(shown, reported)
	r.totals()
	for i := range r.Units {
		r.out.Changes = append(r.out.Changes, r.Units[i].changes...)
	}
	return r.out, ctx.Err()
}

// newRanking is the work of step 3 on so many units.
func (e *Runner) newRanking(units int, unit func(i int) standing) *Ranking {
	r, f := &Ranking{e: e, Units: make([]standing, units)}, e.Frame
	all, enrolled := f.Roster.Units(), f.Roster.Enrolled()
	inOrder := units == len(all)
	for i := range units {
		r.Units[i] = unit(i)
		inOrder = inOrder && r.Units[i].settled.Unit == all[i]
	}
	if !inOrder {
		slices.SortFunc(r.Units, func(a, b standing) int { return cmp.Compare(a.settled.Unit, b.settled.Unit) })
	}
	for i, n := 0, 0; i < len(r.Units); i++ {
		for all[n] != r.Units[i].settled.Unit {
			n++
		}
		r.Units[i].number, r.Units[i].enrolled = i, enrolled[n]
	}
	r.figures = ReadsFigures(RankPrograms(f.Scheme))
	r.Steady = !r.figures && !f.Scheme.ReadsRows
	return r
}

// ReadsFigures says whether one of the expressions, of which some may be nil, looks at sums.
func ReadsFigures(programs []*rule.Program) bool {
	return slices.ContainsFunc(programs, func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
			return slices.Contains([]string{"sum", "total", "count"}, read.Path[0].Name)
		})
	})
}

// Frame is what the ranking reads.
func (r *Ranking) Frame() *frame.Frame { return r.e.Frame }

// Observed says whether somebody hears of the expressions, so that each unit is to be asked.
func (r *Ranking) Observed() bool { return r.e.Observer != nil }

// period runs the rankings, the derived amounts and what is late of one period, each after what it refers to, and gives
// who entered each ranking. Of the reported period it only ranks, and honours: what is derived at its end has been.
func (r *Ranking) period(sp frame.Span, ph phase) [][]Contender {
	r.now, r.phase, r.hierarchy, r.lacking = sp, ph, nil, nil
	if r.e.Frame.Scheme.EndsBefore(sp.End) {
		return make([][]Contender, len(r.e.Frame.Scheme.Rankings))
	}
	if r.ranks = nil; sp.Unit == "" {
		r.ranks = make([]map[string]int, len(r.Units))
	}
	r.outcomes = r.outcomesNow()
	r.e.SetTime(frame.LastInstant(sp.End))
	r.e.Slots[scheme.SlotPeriod] = sp.Value
	if r.ofReported() {
		r.askWhoAtOnce()
	}
	stand := r.publishedOutcomes()
	out := make([][]Contender, len(r.e.Frame.Scheme.Rankings))
	for _, step := range r.e.Frame.Scheme.RankSteps {
		switch {
		case r.e.Ended():
			return out // whoever asked asks the context, too
		case r.made == lateAlone && step.Settle == nil || stand && (step.Grade != nil || step.Result != nil):
		case step.Settle != nil && ph.makes(step) && step.Settle.Per == sp.Period.Kind &&
			step.Settle.InForce(frame.LastInstant(sp.End)):
			if r.posted != nil {
				r.lateAgain(step.Settle)
			} else {
				r.late(step.Settle)
			}
		case step.Ranking != nil && slices.Contains(step.Ranking.Per, sp.Period.Kind) &&
			(ph == reported || (ph == rest || step.Early) && derives(r.e.Frame.Scheme, sp.Period.Kind)):
			n := slices.Index(r.e.Frame.Scheme.Rankings, step.Ranking)
			all := r.rank(step.Ranking, n, ph == reported)
			out[n] = all
			if len(r.e.Frame.Scheme.Derived) == 0 {
				continue
			}
			for _, c := range all {
				if r.ranks[c.Number] == nil {
					r.ranks[c.Number] = map[string]int{}
				}
				r.ranks[c.Number][step.Ranking.Name] = c.rank
			}
		case step.Derived != nil && ph.makes(step) && slices.Contains(step.Derived.Per, sp.Period.Kind) &&
			step.Derived.InForce(frame.LastInstant(sp.End)) && !r.e.Frame.Published(step.Derived.Figure, sp):
			r.derive(step.Derived)
		case step.Grade != nil && slices.Contains(step.Grade.Per, sp.Period.Kind) && r.comes(step) &&
			step.Grade.InForce(frame.LastInstant(sp.End)):
			r.grade(step.Grade)
		case step.Result != nil && slices.Contains(step.Result.Per, sp.Period.Kind) && r.comes(step) &&
			step.Result.InForce(frame.LastInstant(sp.End)):
			r.result(step.Result)
		}
	}
	if r.ofReported() {
		r.honours(out)
	}
	return out
}

// ownAsPublished takes over what a unit's own period came to as it was published.
func (r *Ranking) ownAsPublished(sp frame.Span) {
	of := r.Units[r.numberOf(sp.Unit)].settled.own
	if of == nil {
		return
	}
	for _, g := range of.graded {
		if g.Own == sp.Period {
			r.out.Graded = append(r.out.Graded, g)
		}
	}
	for _, x := range of.found {
		if x.Own == sp.Period {
			r.out.Outcomes = append(r.out.Outcomes, x)
		}
	}
}

// comes says whether a grade or a result is made in the phase: in that which is reported; where somebody reads one,
// when all is settled, and before longer periods are if they see it.
func (r *Ranking) comes(step scheme.RankStep) bool {
	return r.phase == reported || r.e.Frame.Scheme.ReadsOutcomes && (r.phase == rest || step.Early)
}

// ofReported says whether the current period is the reported one, and not a unit's own that ends in it.
func (r *Ranking) ofReported() bool { return r.phase == reported && r.now.Unit == "" }

// comesTo says whether there is a grade or a result of a kind of period.
func comesTo(s *scheme.Scheme, kind calendar.Kind) bool {
	return len(s.ResultsOf(kind)) > 0 ||
		slices.ContainsFunc(s.Grades, func(g *scheme.Grade) bool { return slices.Contains(g.Per, kind) })
}

// Field lists the units that were on the roster at some time in the period, with their figures in it.
func (r *Ranking) Field(reported bool) []Contender {
	if r.now.Unit != "" {
		if c, on := r.Contender(r.numberOf(r.now.Unit), false); on {
			return []Contender{c}
		}
		return nil
	}
	out := make([]Contender, 0, len(r.Units))
	for i := range r.Units {
		if c, on := r.Contender(i, reported); on {
			out = append(out, c)
		}
	}
	return out
}

// numberOf is the number of a unit.
func (r *Ranking) numberOf(unit string) int {
	n, _ := slices.BinarySearchFunc(r.Units, unit, func(u standing, id string) int {
		return cmp.Compare(u.settled.Unit, id)
	})
	return n
}

// Contender is a unit of that number; false if it was never on the roster in the period.
func (r *Ranking) Contender(number int, reported bool) (Contender, bool) {
	u := &r.Units[number]
	c := Contender{Unit: u, Number: number, Member: u.settled.Member, Figures: u.Reported, Group: "all"}
	if reported {
		return c, u.settled.Member != nil
	}
	member, on := r.e.Frame.LastIn(u.settled.Unit, r.now.Start, r.now.End)
	if on {
		c.Member, c.Figures = &member, u.in(r.e.Frame, r.now.Period)
	}
	return c, on
}

// bind sets what the expressions of a ranking or a derived amount may name of a unit.
func (r *Ranking) bind(c *Contender) {
	r.e.Slots[scheme.SlotUnit] = r.e.UnitRecord(*c.Member)
	if r.figures || r.e.Observer != nil {
		r.e.bindFigures(c.Figures)
	}
	r.e.bindRows(c.Unit.settled.Rows, c.Unit.rowValues(r.e.Frame), r.now)
	r.e.bindMembers(c.Unit.settled.Unit, frame.LastInstant(r.now.End))
	r.bindStandings(c.Number)
	r.bindOutcome(c.Number)
}

func (r *Ranking) problem(name string, c *Contender, err error) {
	p := frame.Problem{Position: -1, Unit: c.Unit.settled.Unit, Rule: name,
		Lasting: frame.Lasting{Since: frame.LastInstant(r.now.End)}}
	r.e.Describe(&p, err, c.Member)
	p.Unit = c.Unit.settled.Unit
	r.out.Problems = append(r.out.Problems, p)
}
