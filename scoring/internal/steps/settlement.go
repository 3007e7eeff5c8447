package steps

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Settlement is the work of step 2 on one unit.
type Settlement struct {
	e               *Runner
	Out             Settled
	FiguresByPeriod map[calendar.Period]*Figures
	now             frame.Span // the current period
	member          ledger.Member
	figures         *Figures     // of the current period
	quota           *QuotaRow    // of the rule; nil: the rule is on the period
	Quotas          []QuotaState // by quota
	rows            rowValues
	present         bool           // the unit is on the roster at the end of the period
	throughout      bool           // the unit is on the roster throughout the period
	Unsummed        bool           // no expression reads figures
	limited         []limited      // what caps that limit entry by entry took
	credited        int            // how many of the changes are of step 1
	balances        stocks         // of accounts that are balances, by the changes of step 1
	found           changesOf      // of the current period
	made            []Change       // what the rule in hand gives, until all of its amounts are evaluated
	deliver         func(Change)   // takes what a late rule gives; nil: the unit itself does
	asked           func() []int32 // the entries of the quotas that a late rule asks for
}

// newSettlement returns the work on one unit, without figures.
func (e *Runner) newSettlement() Settlement {
	quotas := make([]QuotaState, len(e.Frame.Scheme.Quotas))
	return Settlement{e: e, FiguresByPeriod: map[calendar.Period]*Figures{}, Quotas: quotas}
}

// Period settles one period, but for what is late.
func (s *Settlement) Period(sp frame.Span) {
	if !s.enter(sp) {
		return
	}
	before := s.e.Frame.Scheme.EndsBefore(sp.End)
	for i, r := range s.e.Frame.Scheme.Settles {
		if s.e.ended(i) {
			return
		}
		if !before && r.Per == sp.Period.Kind && !r.Late && r.InForce(frame.LastInstant(sp.End)) {
			s.run(r)
		}
	}
	for _, q := range s.e.Frame.Scheme.Quotas {
		if q.Per == sp.Period.Kind {
			s.quotaRow(q)
		}
	}
	var owed []*QuotaRow
	for _, q := range s.Quotas {
		if q.row != nil {
			owed = append(owed, q.row)
		}
	}
	if f := s.e.Frame; f.Together() && len(f.Closings) > 0 {
		s.Out.owed = append(s.Out.owed, owed...)
	}
	s.over(sp, owed)
}

// over ends a period: what was owed and done in it is kept for who reads it, and the period is a row of later ones.
func (s *Settlement) over(sp frame.Span, owed []*QuotaRow) {
	if s.e.Frame.Scheme.ReadsRows || s.e.Frame.Scheme.Across {
		if s.Out.quotas == nil {
			s.Out.quotas = make(settledQuotas, len(s.Quotas))
		}
		for _, row := range owed {
			s.Out.quotas.add(sp.End, row)
		}
	}
	if s.e.Frame.Scheme.ReadsRows {
		added := &row{span: sp, figures: s.figures}
		s.Out.Rows.put(s.e.Frame, added)
		s.rows.put(s.e.Frame, rowView{frame: s.e.Frame, row: added, quotas: s.Out.quotas})
	}
}

// enter begins a period; false: the unit was never on the roster in it. The unit is bound as it stands at the end, or
// as it last stood in the period.
func (s *Settlement) enter(sp frame.Span) bool {
	s.now, s.figures = sp, s.FiguresByPeriod[sp.Period]
	s.member, s.present = s.e.Frame.Roster.At(s.Out.Unit, frame.LastInstant(sp.End))
	if !s.present {
		var on bool
		if s.member, on = s.e.Frame.LastIn(s.Out.Unit, sp.Start, sp.End); !on {
			return false
		}
	}
	if s.figures == nil {
		fresh := NewFigures(s.e.Frame)
		s.figures = &fresh
		s.FiguresByPeriod[sp.Period] = s.figures
	}
	s.bringForward(sp)
	s.throughout = !s.e.Frame.Scheme.BeginsIn(sp.Start, sp.End) &&
		s.e.Frame.Throughout(s.Out.Unit, s.e.Frame.Presence(sp), sp.End)
	clear(s.Quotas)
	s.bind()
	return true
}

// bind binds the unit and the period, with the periods before and inside.
func (s *Settlement) bind() {
	last := frame.LastInstant(s.now.End)
	s.e.SetTime(last)
	s.e.Slots[scheme.SlotUnit], s.e.Slots[scheme.SlotPeriod] = s.e.UnitRecord(s.member), s.now.Value
	s.e.bindRows(s.Out.Rows, s.rows, s.now)
	s.e.bindMembers(s.Out.Unit, last)
}

// run runs a rule of the current period: a cap, a rule on a quota that the unit has, or one on the period.
func (s *Settlement) run(r *scheme.Settle) {
	defer s.give()
	s.quota = nil
	switch {
	case s.isCovered(r):
	case r.Cap != nil:
		s.cap(r)
	case r.Quota != nil:
		if q := s.rowFor(r); q != nil {
			s.quota = q
			s.e.Slots[scheme.SlotQuota] = s.e.Frame.Scheme.Vocabulary.Quota.Value(rule.Row{
				rule.Number(q.Done), rule.Number(q.Required), rule.Number(q.Missing), rule.Number(q.Extra),
			})
			s.rule(r)
		}
	case s.present:
		s.rule(r)
	}
}

// addToPeriods adds a change to the figures of its periods.
func (s *Settlement) addToPeriods(c *Change) {
	for _, kind := range s.e.Frame.Scheme.Kinds {
		if !c.belongsTo(kind) {
			continue
		}
		p, ok := s.e.Frame.PeriodAt(kind, s.Out.Unit, c.At)
		if !ok {
			continue
		}
		g := s.FiguresByPeriod[p]
		if g == nil {
			fresh := NewFigures(s.e.Frame)
			g = &fresh
			s.FiguresByPeriod[p] = g
		}
		g.add(c)
	}
}

// report sets the figures and the roster state of each reported period: the initial figures, and the changes. It
// requires that the changes are sorted by time.
func (s *Settlement) report(initial func(start, end time.Time) *Figures) {
	for n, sp := range s.e.Frame.Reported {
		in := Reported{Figures: *initial(sp.Start, sp.End)}
		first, _ := slices.BinarySearchFunc(s.Out.Changes, sp.Start,
			func(c Change, t time.Time) int { return c.At.Compare(t) })
		for i := first; i < len(s.Out.Changes) && s.Out.Changes[i].At.Before(sp.End); i++ {
			c := &s.Out.Changes[i]
			if c.belongsTo(sp.Period.Kind) && s.e.Frame.ReportsIn(sp, c.per, c.At) {
				in.Figures.add(c)
			} else {
				in.Figures.addToBalance(s.e.Frame, c)
			}
		}
		for i := range first {
			in.Figures.addToBalance(s.e.Frame, &s.Out.Changes[i])
		}
		if m, listed := s.e.Frame.LastIn(s.Out.Unit, sp.Start, sp.End); listed {
			in.Member = &m
		}
		if n == 0 {
			s.Out.Figures, s.Out.Member = in.Figures, in.Member
		} else {
			s.Out.Others = append(s.Out.Others, in)
		}
	}
}

// release lets go of what no later step reads: the settled periods, and what was settled in those that are not
// reported.
func (s *Settlement) release() {
	if !s.e.Frame.Looks.Ranks {
		s.Out.Periods, s.Out.Rows = nil, nil
	}
	unread := func(c Change) bool { return c.Position == NoEntry && !s.e.Frame.Whole && !s.e.Frame.Shows(c.At) }
	if slices.ContainsFunc(s.Out.Changes, unread) {
		s.Out.Changes = slices.DeleteFunc(slices.Clone(s.Out.Changes), unread)
	}
}

// rule runs a rule on a quota or on the period.
func (s *Settlement) rule(r *scheme.Settle) {
	s.begin()
	met, err := s.e.Holds(r.Scope, r.When)
	for _, q := range r.Require {
		if err == nil && met {
			met, err = s.e.Holds(r.Scope, q.Cond)
		}
	}
	if err != nil {
		s.problem(r.Name, err)
		return
	}
	if !met {
		return
	}
	for _, a := range r.Amounts {
		v, err := s.e.Eval(r.Scope, a.Worth)
		if err != nil {
			s.problem(r.Name, err)
			continue
		}
		n, _ := v.AsNumber()
		if wrongSign(r.Rule, n) {
			s.addProblem(frame.Problem{Position: -1, Unit: s.Out.Unit, Rule: r.Name,
				Field: "worth", Code: "sign", Reason: signReason(r.Rule, n)})
			continue
		}
		evidence := func() []int32 { return s.evidenceFor(r.Quota) }
		if s.asked != nil {
			own := evidence
			evidence = func() []int32 { return frame.SortedUnique(append(own(), s.asked()...)) }
		}
		s.post(r, a.Account, n, evidence)
	}
}

// post rounds an amount, and dates it by the end of the period. An amount of 0 is no change.
func (s *Settlement) post(r *scheme.Settle, account int, amount decimal.Decimal, evidence func() []int32) {
	a := s.e.Frame.Scheme.Accounts[account]
	if amount = rule.Round(amount, a.Places, a.Rounding); amount.IsZero() {
		return
	}
	c := Change{At: frame.LastInstant(s.now.End), Position: NoEntry, Unit: s.Out.Unit, Rule: r.Rule,
		Account: account, Amount: amount, Group: r.Index, lead: true, per: s.now.Period.Kind}
	if s.e.settlesEvidence || s.reported() {
		c.Entries = evidence()
	}
	if s.e.observer != nil {
		s.e.observer.Settled(&c, s.quota)
	}
	s.made = append(s.made, c)
}

// give gives what the rule in hand has made.
func (s *Settlement) give() {
	for _, c := range s.made {
		if s.deliver != nil {
			s.deliver(c)
		} else {
			s.receive(c)
		}
	}
	s.made = s.made[:0]
}

// receive adds a change of the end of a period, of which no opening says all.
func (s *Settlement) receive(c Change) {
	if covers(s.e.Frame, &c) {
		return
	}
	s.Out.Changes = append(s.Out.Changes, c)
	s.addToPeriods(&c)
	if s.Out.first != nil {
		s.Out.first.changes = append(s.Out.first.changes, c)
	}
}

// begin binds the current figures of the period for a rule.
func (s *Settlement) begin() {
	if !s.Unsummed {
		s.e.bindFigures(s.figures)
	}
	if s.e.observer != nil {
		s.e.observer.Begin()
	}
}

// problem adds the error of an expression as a problem of the unit.
func (s *Settlement) problem(ruleName string, err error) {
	p := frame.Problem{Position: -1, Unit: s.Out.Unit, Rule: ruleName}
	s.e.Describe(&p, err, &s.member)
	p.Unit = s.Out.Unit
	s.addProblem(p)
}

func (s *Settlement) addProblem(p frame.Problem) {
	p.Lasting.Since = frame.LastInstant(s.now.End)
	p.Position = -1
	s.Out.Problems = append(s.Out.Problems, p)
}
