package scoring

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
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
	Problems []Problem
	figures  figures                      // in the period that is shown
	periods  map[calendar.Period]*figures // of the kinds of period that are settled
	rows     rows
	member   *ledger.Member // as it was last on the roster in the period shown; nil: it was not
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
func (f *Frame) Settle(ctx context.Context, block []UnitChanges) ([]Settled, error) {
	e := newRunner(f)
	out := make([]Settled, 0, len(block))
	for i := range block {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out = append(out, e.settleUnit(&block[i]))
		if e.failed != nil {
			return nil, e.failed
		}
	}
	return out, nil
}

// settlement is the work on one unit.
type settlement struct {
	*runner
	out        Settled
	figures    map[calendar.Period]*figures
	now        span
	member     ledger.Member
	row        *figures
	quota      *QuotaRow    // that the rule is on; nil: on the period
	quotas     []quotaState // by quota
	owedSoFar  []owedRow    // where rows are kept
	throughout bool         // the unit is on the roster during the whole of the period
	unsummed   bool         // no expression looks at sums
}

func (e *runner) settleUnit(u *UnitChanges) Settled {
	s := settlement{runner: e, figures: map[calendar.Period]*figures{}, quotas: make([]quotaState, len(e.scheme.Quotas))}
	s.out = Settled{Unit: u.Unit, Changes: u.Changes, rows: rows{}, periods: s.figures}
	for i := range u.Changes {
		s.enter(&u.Changes[i])
	}
	for _, sp := range e.spans {
		s.period(sp)
	}
	slices.SortStableFunc(s.out.Changes, compareChanges)
	s.out.figures = e.newFigures()
	s.finish()
	return s.out
}

// finish adds up the changes in the period that is shown.
func (s *settlement) finish() {
	for i := range s.out.Changes {
		if c := &s.out.Changes[i]; !c.At.Before(s.start) && c.At.Before(s.end) {
			s.out.figures.add(c)
		}
	}
	if m, listed := s.roster.Last(s.out.Unit, s.start, s.end); listed {
		s.out.member = &m
	}
}

func compareChanges(a, b Change) int {
	index := func(c *Change) int {
		if c.Rule == nil {
			return -1
		}
		return c.Rule.Index
	}
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Account, b.Account), cmp.Compare(a.group, b.group),
		cmp.Compare(a.Item, b.Item), cmp.Compare(index(&a), index(&b)), cmp.Compare(a.label, b.label), cmp.Compare(a.cause, b.cause))
}

// enter adds a change to the sums of the periods in which it is dated.
func (s *settlement) enter(c *Change) {
	for _, kind := range s.scheme.Kinds {
		p := s.scheme.Calendar.Of(kind, c.At)
		g := s.figures[p]
		if g == nil {
			fresh := s.newFigures()
			g = &fresh
			s.figures[p] = g
		}
		g.add(c)
	}
}

// period settles one period.
func (s *settlement) period(sp span) {
	s.now, s.row = sp, s.figures[sp.period]
	last := lastInstant(sp.end)
	member, present := s.roster.At(s.out.Unit, last)
	if !present {
		var ok bool
		if member, ok = s.roster.Last(s.out.Unit, sp.start, sp.end); !ok {
			return
		}
	}
	if s.row == nil {
		fresh := s.newFigures()
		s.row = &fresh
		s.figures[sp.period] = s.row
	}
	s.member = member
	s.dated(last)
	s.slots[scheme.SlotUnit], s.slots[scheme.SlotPeriod] = s.unitRecord(member), sp.value
	s.throughout = s.roster.Throughout(s.out.Unit, sp.start, sp.end)
	clear(s.quotas)
	s.bindRows(s.out.rows, sp, func(r row) *figures { return r.figures })
	s.bindMembers(s.out.Unit, last)
	for _, r := range s.scheme.Settles {
		if r.Per != sp.period.Kind || !r.InForce(last) {
			continue
		}
		s.quota = nil
		switch {
		case r.Cap != nil:
			s.cap(r)
		case r.Quota != nil:
			if q := s.owed(r.Quota); q != nil {
				s.quota = q
				s.slots[scheme.SlotQuota] = s.scheme.Vocabulary.Quota.Value(rule.Row{rule.Number(q.Done), rule.Number(q.Required), rule.Number(q.Missing), rule.Number(q.Extra)})
				s.rule(r)
			}
		case present:
			s.rule(r)
		}
	}
	for _, q := range s.scheme.Quotas {
		if q.Per == sp.period.Kind {
			s.owed(q)
		}
	}
	if s.scheme.ReadsRows {
		s.keep(sp)
	}
}

// keep puts the period among the rows that later and longer ones may look at.
func (s *settlement) keep(sp span) {
	for _, q := range s.quotas {
		if q.row != nil {
			s.owedSoFar = append(s.owedSoFar, owedRow{sp.end, q.row})
		}
	}
	kept := row{span: sp, figures: s.row}
	for _, o := range s.owedSoFar {
		if o.end.After(sp.start) && !o.end.After(sp.end) && o.row.Period.Kind <= sp.period.Kind {
			kept.quotas = append(kept.quotas, o.row)
		}
	}
	s.out.rows[sp.period.Kind] = append(s.out.rows[sp.period.Kind], kept)
}

// owedRow is what was owed in a period that ended then.
type owedRow struct {
	end time.Time
	row *QuotaRow
}

// owed works out what the unit owed and did, once a period; a quota is owed by who was on the roster during the whole of
// it. A quota that is measured by rules is asked for after those rules: see the order of Scheme.Settles.
func (s *settlement) owed(q *scheme.Quota) *QuotaRow {
	if known := s.quotas[q.Index]; known.asked {
		return known.row
	}
	row, err := s.quotaRow(q)
	if err != nil {
		s.problem(q.Name, err)
	}
	s.quotas[q.Index] = quotaState{true, row}
	if row != nil && s.shown() {
		s.out.Quotas = append(s.out.Quotas, *row)
	}
	return row
}

// quotaState is what is known of a quota in the period that is being settled.
type quotaState struct {
	asked bool
	row   *QuotaRow // nil: it is not this unit's
}

// shown says whether the period that is being settled ends in the one that is shown.
func (s *settlement) shown() bool { return s.shows(s.now) }

func (s *settlement) quotaRow(q *scheme.Quota) (*QuotaRow, error) {
	last := lastInstant(s.now.end)
	inForce := (q.From.IsZero() || !last.Before(q.From)) && (q.Until.IsZero() || last.Before(q.Until))
	if !inForce || q.Required != nil && !s.throughout {
		return nil, nil
	}
	if concerns, err := s.concerns(q); err != nil || !concerns {
		return nil, err
	}
	row := &QuotaRow{Unit: s.out.Unit, Quota: q, Period: s.now.period, Done: s.doneIn(q, s.row)}
	if q.Plus != nil {
		v, err := s.eval(q.RequiredScope, q.Plus)
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
func (s *settlement) concerns(q *scheme.Quota) (bool, error) {
	s.slots[scheme.SlotAssigned] = rule.Value{}
	if a, ok := s.assigned[assignKey{s.out.Unit, q.Name, s.now.period.String()}]; ok {
		s.slots[scheme.SlotAssigned] = rule.Number(a)
	}
	return s.holds(q.RequiredScope, q.When)
}

func (s *settlement) required(q *scheme.Quota) (decimal.Decimal, error) {
	v, err := s.eval(q.RequiredScope, q.Required)
	n, _ := v.AsNumber()
	return n, err
}

// rule runs one rule of a quota or of the period.
func (s *settlement) rule(r *scheme.Settle) {
	s.begin()
	met, err := s.holds(r.Scope, r.When)
	for _, q := range r.Require {
		if err == nil && met {
			met, err = s.holds(r.Scope, q.Cond)
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
		v, err := s.eval(r.Scope, a.Worth)
		if err != nil {
			s.problem(r.Name, err)
			continue
		}
		n, _ := v.AsNumber()
		if wrongSign(r.Rule, n) {
			s.add(Problem{Position: -1, Unit: s.out.Unit, Rule: r.Name, Field: "worth", Code: "sign", Why: signWhy(r.Rule, n)})
			continue
		}
		s.post(r, a.Account, n, s.evidence(func(c *Change) bool { return r.Quota != nil && s.measures(r.Quota, c) }))
	}
}

// measures says whether a change is part of what a quota counts.
func (s *settlement) measures(q *scheme.Quota, c *Change) bool {
	return c.Quota == q || c.Rule != nil && slices.Contains(q.Sum, c.Rule)
}

// evidence is the entries behind the changes of the period that a rule looked at.
func (s *settlement) evidence(of func(*Change) bool) func() []int32 {
	return func() []int32 {
		var out []int32
		for i := range s.out.Changes {
			if c := &s.out.Changes[i]; !c.At.Before(s.now.start) && c.At.Before(s.now.end) && of(c) {
				out = append(out, c.Entries...)
			}
		}
		return sortedUnique(out)
	}
}

// post rounds a settled amount once and dates it at the last day of the period.
func (s *settlement) post(r *scheme.Settle, account int, amount decimal.Decimal, evidence func() []int32) {
	a := s.scheme.Accounts[account]
	if amount = rule.Round(amount, a.Places, a.Rounding); amount.IsZero() {
		return
	}
	c := Change{At: lastInstant(s.now.end), Position: settled, Unit: s.out.Unit, Rule: r.Rule, Account: account, Amount: amount, group: r.Index, lead: true}
	if s.recounts || s.shown() {
		c.Entries = evidence()
	}
	if s.watch != nil {
		s.watch.settled(&c, s.quota)
	}
	s.out.Changes = append(s.out.Changes, c)
	s.enter(&c)
}

// begin gives the expressions of a rule the period's sums so far.
func (s *settlement) begin() {
	if !s.unsummed {
		s.bindFigures(s.row)
	}
	if s.watch != nil {
		s.watch.begin()
	}
}

func (s *settlement) problem(ruleName string, err error) {
	p := Problem{Position: -1, Unit: s.out.Unit, Rule: ruleName}
	s.describe(&p, err, &fact{member: &s.member})
	p.Unit = s.out.Unit
	s.add(p)
}

func (s *settlement) add(p Problem) {
	p.At = lastInstant(s.now.end)
	p.Position = -1
	s.out.Problems = append(s.out.Problems, p)
}
