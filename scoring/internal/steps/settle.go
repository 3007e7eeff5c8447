package steps

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// UnitChanges are the changes of one unit, in any order: what step 2 works on.
type UnitChanges struct {
	Unit    string
	Changes []Change
}

// Settled is what step 2 gives for a unit: its changes with those of the settlements, its quotas and its sums in the period
// that is shown.
type Settled struct {
	Unit     string
	Changes  []Change
	Quotas   []QuotaRow
	Problems []frame.Problem
	Figures  Figures                      // in the period that the frame is of
	Periods  map[calendar.Period]*Figures // of the kinds of period that are settled
	Rows     Rows
	Member   *ledger.Member // as it was last on the roster in the period that the frame is of; nil: it was not
	Others   []Reported     // where several periods are reported: in the second of them, and so on
}

// Reported is what a unit has in a period that is reported.
type Reported struct {
	Figures Figures
	Member  *ledger.Member
}

// QuotaRow is what a unit owed and did in a period. Required, Missing and Extra are zero in a tally, which requires nothing.
type QuotaRow struct {
	Unit                           string
	Quota                          *scheme.Quota
	Period                         calendar.Period
	Done, Required, Missing, Extra decimal.Decimal
}

// Settle is step 2, for a block of units: quotas, rules of quotas and periods, caps, at the end of each period. It reads
// the frame and the block alone.
func Settle(ctx context.Context, f *frame.Frame, block []UnitChanges) ([]Settled, error) {
	e := NewRunner(f)
	out := make([]Settled, 0, len(block))
	for i := range block {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out = append(out, e.SettleUnit(&block[i]))
		if e.Failed != nil {
			return nil, e.Failed
		}
	}
	return out, nil
}

// Settlement is the work on one unit.
type Settlement struct {
	e          *Runner
	Out        Settled
	Figures    map[calendar.Period]*Figures
	now        frame.Span
	member     ledger.Member
	row        *Figures
	quota      *QuotaRow    // that the rule is on; nil: on the period
	Quotas     []QuotaState // by quota
	owedSoFar  []owedRow    // where rows are kept
	throughout bool         // the unit is on the roster during the whole of the period
	Unsummed   bool         // no expression looks at sums
}

// SettleUnit is step 2 for one unit.
func (e *Runner) SettleUnit(u *UnitChanges) Settled {
	s := Settlement{e: e, Figures: map[calendar.Period]*Figures{}, Quotas: make([]QuotaState, len(e.Frame.Scheme.Quotas))}
	s.Out = Settled{Unit: u.Unit, Changes: u.Changes, Rows: Rows{}, Periods: s.Figures}
	for i := range u.Changes {
		s.enter(&u.Changes[i])
	}
	for _, sp := range e.Frame.Spans {
		s.Period(sp)
	}
	slices.SortStableFunc(s.Out.Changes, CompareChanges)
	s.finish(func(start, end time.Time) *Figures {
		fresh := NewFigures(e.Frame)
		return &fresh
	})
	return s.Out
}

// SettleSums is step 2 for a unit of which only sums are known: over gives those between two instants. What it gives has no
// changes.
func (e *Runner) SettleSums(unit string, over func(start, end time.Time) *Figures) Settled {
	s := Settlement{e: e, Figures: map[calendar.Period]*Figures{}, Quotas: make([]QuotaState, len(e.Frame.Scheme.Quotas))}
	s.Out = Settled{Unit: unit, Rows: Rows{}, Periods: s.Figures}
	for _, sp := range e.Frame.Spans {
		s.Figures[sp.Period] = over(sp.Start, sp.End)
	}
	for _, sp := range e.Frame.Spans {
		s.Period(sp)
	}
	s.finish(over)
	s.Out.Changes = nil
	return s.Out
}

// SettlePeriod is step 2 at the end of one period of a unit, by its sums in it; unsummed says that no expression looks at sums.
// What it gives are the changes, quotas and problems of that end.
func (e *Runner) SettlePeriod(unit string, sp frame.Span, in *Figures, unsummed bool) Settled {
	s := Settlement{e: e, Quotas: make([]QuotaState, len(e.Frame.Scheme.Quotas)), Unsummed: unsummed, Figures: map[calendar.Period]*Figures{sp.Period: in}}
	s.Out = Settled{Unit: unit}
	s.Period(sp)
	return s.Out
}

// finish adds up what the unit has in each reported period: what is there already, and the changes.
func (s *Settlement) finish(there func(start, end time.Time) *Figures) {
	for n, sp := range s.e.Frame.Reported {
		in := Reported{Figures: *there(sp.Start, sp.End)}
		for i := range s.Out.Changes {
			if c := &s.Out.Changes[i]; !c.At.Before(sp.Start) && c.At.Before(sp.End) {
				in.Figures.add(c)
			}
		}
		if m, listed := s.e.Frame.Roster.Last(s.Out.Unit, sp.Start, sp.End); listed {
			in.Member = &m
		}
		if n == 0 {
			s.Out.Figures, s.Out.Member = in.Figures, in.Member
		} else {
			s.Out.Others = append(s.Out.Others, in)
		}
	}
}

// CompareChanges orders the changes of a unit: by time, cause, account, group, item, rule and label.
func CompareChanges(a, b Change) int {
	index := func(c *Change) int {
		if c.Rule == nil {
			return -1
		}
		return c.Rule.Index
	}
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Account, b.Account), cmp.Compare(a.Group, b.Group),
		cmp.Compare(a.Item, b.Item), cmp.Compare(index(&a), index(&b)), cmp.Compare(a.label, b.label), cmp.Compare(a.cause, b.cause))
}

// enter adds a change to the sums of the periods in which it is dated.
func (s *Settlement) enter(c *Change) {
	for _, kind := range s.e.Frame.Scheme.Kinds {
		p := s.e.Frame.Scheme.Calendar.Of(kind, c.At)
		g := s.Figures[p]
		if g == nil {
			fresh := NewFigures(s.e.Frame)
			g = &fresh
			s.Figures[p] = g
		}
		g.add(c)
	}
}

// Period settles one period.
func (s *Settlement) Period(sp frame.Span) {
	s.now, s.row = sp, s.Figures[sp.Period]
	last := frame.LastInstant(sp.End)
	member, present := s.e.Frame.Roster.At(s.Out.Unit, last)
	if !present {
		var ok bool
		if member, ok = s.e.Frame.Roster.Last(s.Out.Unit, sp.Start, sp.End); !ok {
			return
		}
	}
	if s.row == nil {
		fresh := NewFigures(s.e.Frame)
		s.row = &fresh
		s.Figures[sp.Period] = s.row
	}
	s.member = member
	s.e.SetTime(last)
	s.e.Slots[scheme.SlotUnit], s.e.Slots[scheme.SlotPeriod] = s.e.UnitRecord(member), sp.Value
	s.throughout = s.e.Frame.Roster.Throughout(s.Out.Unit, sp.Start, sp.End)
	clear(s.Quotas)
	s.e.bindRows(s.Out.Rows, sp, func(r row) *Figures { return r.figures })
	s.e.bindMembers(s.Out.Unit, last)
	for _, r := range s.e.Frame.Scheme.Settles {
		if r.Per != sp.Period.Kind || !r.InForce(last) {
			continue
		}
		s.quota = nil
		switch {
		case r.Cap != nil:
			s.cap(r)
		case r.Quota != nil:
			if q := s.owed(r.Quota); q != nil {
				s.quota = q
				s.e.Slots[scheme.SlotQuota] = s.e.Frame.Scheme.Vocabulary.Quota.Value(rule.Row{rule.Number(q.Done), rule.Number(q.Required), rule.Number(q.Missing), rule.Number(q.Extra)})
				s.rule(r)
			}
		case present:
			s.rule(r)
		}
	}
	for _, q := range s.e.Frame.Scheme.Quotas {
		if q.Per == sp.Period.Kind {
			s.owed(q)
		}
	}
	if s.e.Frame.Scheme.ReadsRows {
		s.keep(sp)
	}
}

// keep puts the period among the rows that later and longer ones may look at.
func (s *Settlement) keep(sp frame.Span) {
	for _, q := range s.Quotas {
		if q.row != nil {
			s.owedSoFar = append(s.owedSoFar, owedRow{sp.End, q.row})
		}
	}
	kept := row{span: sp, figures: s.row}
	for _, o := range s.owedSoFar {
		if o.end.After(sp.Start) && !o.end.After(sp.End) && o.row.Period.Kind <= sp.Period.Kind {
			kept.quotas = append(kept.quotas, o.row)
		}
	}
	s.Out.Rows[sp.Period.Kind] = append(s.Out.Rows[sp.Period.Kind], kept)
}

// owedRow is what was owed in a period that ended then.
type owedRow struct {
	end time.Time
	row *QuotaRow
}

// owed works out what the unit owed and did, once a period; a quota is owed by who was on the roster during the whole of
// it. A quota that is measured by rules is asked for after those rules: see the order of Scheme.Settles.
func (s *Settlement) owed(q *scheme.Quota) *QuotaRow {
	if known := s.Quotas[q.Index]; known.asked {
		return known.row
	}
	row, err := s.quotaRow(q)
	if err != nil {
		s.problem(q.Name, err)
	}
	s.Quotas[q.Index] = QuotaState{true, row}
	if row != nil && s.shown() {
		s.Out.Quotas = append(s.Out.Quotas, *row)
	}
	return row
}

// QuotaState is what is known of a quota in the period that is being settled.
type QuotaState struct {
	asked bool
	row   *QuotaRow // nil: it is not this unit's
}

// shown says whether the period that is being settled ends in the one that is shown.
func (s *Settlement) shown() bool { return s.e.Frame.Reports(s.now) }

func (s *Settlement) quotaRow(q *scheme.Quota) (*QuotaRow, error) {
	last := frame.LastInstant(s.now.End)
	inForce := (q.From.IsZero() || !last.Before(q.From)) && (q.Until.IsZero() || last.Before(q.Until))
	if !inForce || q.Required != nil && !s.throughout {
		return nil, nil
	}
	if concerns, err := s.concerns(q); err != nil || !concerns {
		return nil, err
	}
	row := &QuotaRow{Unit: s.Out.Unit, Quota: q, Period: s.now.Period, Done: doneIn(s.e.Frame, q, s.row)}
	if q.Plus != nil {
		v, err := s.e.Eval(q.RequiredScope, q.Plus)
		if err != nil {
			return nil, err
		}
		plus, _ := v.AsNumber()
		row.Done = row.Done.Add(plus)
	}
	if q.Required == nil {
		return row, nil
	}
	required, err := s.required(q)
	if err != nil {
		return nil, err
	}
	row.Required = required
	row.Missing = decimal.Max(decimal.Decimal{}, required.Sub(row.Done))
	row.Extra = decimal.Max(decimal.Decimal{}, row.Done.Sub(required))
	return row, nil
}

// concerns says whether a quota is this unit's.
func (s *Settlement) concerns(q *scheme.Quota) (bool, error) {
	s.e.Slots[scheme.SlotAssigned] = rule.Value{}
	if a, ok := s.e.Frame.Assigned[frame.AssignKey{Unit: s.Out.Unit, Quota: q.Name, Period: s.now.Period.String()}]; ok {
		s.e.Slots[scheme.SlotAssigned] = rule.Number(a)
	}
	return s.e.Holds(q.RequiredScope, q.When)
}

func (s *Settlement) required(q *scheme.Quota) (decimal.Decimal, error) {
	v, err := s.e.Eval(q.RequiredScope, q.Required)
	n, _ := v.AsNumber()
	return n, err
}

// rule runs one rule of a quota or of the period.
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
			s.add(frame.Problem{Position: -1, Unit: s.Out.Unit, Rule: r.Name, Field: "worth", Code: "sign", Reason: signReason(r.Rule, n)})
			continue
		}
		s.post(r, a.Account, n, s.evidence(func(c *Change) bool { return r.Quota != nil && s.measures(r.Quota, c) }))
	}
}

// measures says whether a change is part of what a quota counts.
func (s *Settlement) measures(q *scheme.Quota, c *Change) bool {
	return c.Quota == q || c.Rule != nil && slices.Contains(q.Sum, c.Rule)
}

// evidence is the entries behind the changes of the period that a rule looked at.
func (s *Settlement) evidence(of func(*Change) bool) func() []int32 {
	return func() []int32 {
		var out []int32
		for i := range s.Out.Changes {
			if c := &s.Out.Changes[i]; !c.At.Before(s.now.Start) && c.At.Before(s.now.End) && of(c) {
				out = append(out, c.Entries...)
			}
		}
		return frame.SortedUnique(out)
	}
}

// post rounds a settled amount once and dates it at the last day of the period.
func (s *Settlement) post(r *scheme.Settle, account int, amount decimal.Decimal, evidence func() []int32) {
	a := s.e.Frame.Scheme.Accounts[account]
	if amount = rule.Round(amount, a.Places, a.Rounding); amount.IsZero() {
		return
	}
	c := Change{At: frame.LastInstant(s.now.End), Position: NoEntry, Unit: s.Out.Unit, Rule: r.Rule, Account: account, Amount: amount, Group: r.Index, lead: true}
	if s.e.recounts || s.shown() {
		c.Entries = evidence()
	}
	if s.e.observer != nil {
		s.e.observer.Settled(&c, s.quota)
	}
	s.Out.Changes = append(s.Out.Changes, c)
	s.enter(&c)
}

// begin gives the expressions of a rule the period's sums so far.
func (s *Settlement) begin() {
	if !s.Unsummed {
		s.e.bindFigures(s.row)
	}
	if s.e.observer != nil {
		s.e.observer.Begin()
	}
}

func (s *Settlement) problem(ruleName string, err error) {
	p := frame.Problem{Position: -1, Unit: s.Out.Unit, Rule: ruleName}
	s.e.Describe(&p, err, &frame.Fact{Member: &s.member})
	p.Unit = s.Out.Unit
	s.add(p)
}

func (s *Settlement) add(p frame.Problem) {
	p.At = frame.LastInstant(s.now.End)
	p.Position = -1
	s.Out.Problems = append(s.Out.Problems, p)
}
