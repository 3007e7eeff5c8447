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
	figures  figures // in the period that is shown
	member   ledger.Member
	listed   bool // it was on the roster at some time in the period shown
}

// QuotaRow is what a unit owed and did in a period. Required, Missing and Extra are zero in a tally, which requires nothing.
type QuotaRow struct {
	Unit                           string
	Quota                          *scheme.Quota
	Period                         calendar.Period
	Done, Required, Missing, Extra decimal.Decimal
}

// figures are sums over a period.
type figures struct {
	rules  []sum // by rule and account: rule.Index × accounts + account
	totals []sum // by account
	counts []sum // by quota
}

func (f *Frame) newFigures() figures {
	n := len(f.scheme.Accounts)
	all := make([]sum, len(f.scheme.Rules)*n+n+len(f.scheme.Quotas))
	return figures{all[n+len(f.scheme.Quotas):], all[:n], all[n : n+len(f.scheme.Quotas)]}
}

func (g *figures) add(c *Change) {
	if c.Quota != nil {
		g.counts[c.Quota.Index].add(c.Amount)
		return
	}
	n := len(g.totals)
	g.rules[c.Rule.Index*n+c.Account].add(c.Amount)
	g.totals[c.Account].add(c.Amount)
}

// span is a period to be settled.
type span struct {
	period     calendar.Period
	start, end time.Time
	value      rule.Value
}

// makeSpans lists the periods that are settled, in the order of their end, the shorter first: of the kinds that the scheme
// settles, from the first enrolment to the horizon.
func (f *Frame) makeSpans() []span {
	kinds := map[calendar.Kind]bool{}
	for _, q := range f.scheme.Quotas {
		kinds[q.Per] = true
	}
	for _, s := range f.scheme.Settles {
		kinds[s.Per] = true
	}
	first, any := time.Time{}, false
	for _, en := range f.view.Entries() {
		if at := en.At.Instant(f.loc()); en.Kind == ledger.Enroll && (!any || at.Before(first)) {
			first, any = at, true
		}
	}
	if !any {
		return nil
	}
	e := newEvaluator(f)
	var out []span
	for kind := calendar.Week; kind <= calendar.Year; kind++ {
		if !kinds[kind] {
			continue
		}
		for p := f.scheme.Calendar.Of(kind, first); ; p = f.scheme.Calendar.Next(p) {
			start, end := f.scheme.Calendar.Bounds(p)
			if end.After(f.horizon) {
				break
			}
			out = append(out, span{p, start, end, e.periodValue(p, start, end)})
		}
	}
	slices.SortStableFunc(out, func(a, b span) int { return cmp.Or(a.end.Compare(b.end), cmp.Compare(a.period.Kind, b.period.Kind)) })
	return out
}

// Settle is step 2, for a block of units: quotas, rules of quotas and periods, caps, at the end of each period. It reads
// the frame and the block alone.
func (f *Frame) Settle(ctx context.Context, block []UnitChanges) ([]Settled, error) {
	e := newEvaluator(f)
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
	*evaluator
	out        Settled
	kinds      []calendar.Kind
	figures    map[calendar.Period]*figures
	now        span
	member     ledger.Member
	row        *figures
	quota      *QuotaRow    // that the rule is on; nil: on the period
	quotas     []quotaState // by quota
	throughout bool         // the unit is on the roster during the whole of the period
}

func (e *evaluator) settleUnit(u *UnitChanges) Settled {
	s := settlement{evaluator: e, figures: map[calendar.Period]*figures{}, quotas: make([]quotaState, len(e.scheme.Quotas))}
	s.out = Settled{Unit: u.Unit, Changes: u.Changes}
	for _, sp := range e.spans {
		if !slices.Contains(s.kinds, sp.period.Kind) {
			s.kinds = append(s.kinds, sp.period.Kind)
		}
	}
	for i := range u.Changes {
		s.enter(&u.Changes[i])
	}
	for _, sp := range e.spans {
		s.period(sp)
	}
	slices.SortStableFunc(s.out.Changes, compareChanges)
	s.out.figures = e.newFigures()
	for i := range s.out.Changes {
		if c := &s.out.Changes[i]; !c.At.Before(e.start) && c.At.Before(e.end) {
			s.out.figures.add(c)
		}
	}
	s.out.member, s.out.listed = e.roster.Last(u.Unit, e.start, e.end)
	return s.out
}

func compareChanges(a, b Change) int {
	index := func(c *Change) int {
		if c.Rule == nil {
			return -1
		}
		return c.Rule.Index
	}
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Account, b.Account), cmp.Compare(a.group, b.group),
		cmp.Compare(a.Item, b.Item), cmp.Compare(index(&a), index(&b)), cmp.Compare(a.cause, b.cause))
}

// enter adds a change to the sums of the periods in which it is dated.
func (s *settlement) enter(c *Change) {
	for _, kind := range s.kinds {
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
func (s *settlement) shown() bool { return !s.now.end.After(s.end) && s.now.end.After(s.start) }

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

// doneIn is what figures hold of a quota: what was counted, or what its rules gave.
func (f *Frame) doneIn(q *scheme.Quota, g *figures) decimal.Decimal {
	if q.Count != nil {
		return g.counts[q.Index].value()
	}
	done := decimal.Decimal{}
	for _, r := range q.Sum {
		for a := range f.scheme.Accounts {
			done = done.Add(g.rules[r.Index*len(f.scheme.Accounts)+a].value())
		}
	}
	return done
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

// cap takes back what a group of rules gave over its limit, or adds what is missing to its lower limit.
func (s *settlement) cap(r *scheme.Settle) {
	within := func(c *Change) bool {
		return c.Rule != nil && c.Account == r.Cap.Account && (len(r.Cap.Of) == 0 || slices.Contains(r.Cap.Of, c.Rule))
	}
	given := s.row.totals[r.Cap.Account].value()
	if len(r.Cap.Of) > 0 {
		given = decimal.Decimal{}
		for _, of := range r.Cap.Of {
			given = given.Add(s.row.rules[of.Index*len(s.scheme.Accounts)+r.Cap.Account].value())
		}
	}
	s.begin()
	if met, err := s.holds(r.Scope, r.When); err != nil {
		s.problem(r.Name, err)
		return
	} else if !met {
		return
	}
	limit := func(p *rule.Program) (decimal.Decimal, bool) {
		if p == nil {
			return decimal.Decimal{}, false
		}
		v, err := s.eval(r.Scope, p)
		if err != nil {
			s.problem(r.Name, err)
			return decimal.Decimal{}, false
		}
		n, _ := v.AsNumber()
		return n, true
	}
	capped := given
	if most, ok := limit(r.Cap.AtMost); ok && capped.GreaterThan(most) {
		capped = most
	}
	if least, ok := limit(r.Cap.AtLeast); ok && capped.LessThan(least) {
		capped = least
	}
	s.post(r, r.Cap.Account, capped.Sub(given), s.evidence(within))
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
		c.note = s.watch.settled(s.quota)
	}
	s.out.Changes = append(s.out.Changes, c)
	s.enter(&c)
}

// begin gives the expressions of a rule the period's sums so far.
func (s *settlement) begin() {
	s.bindFigures(s.row)
	if s.watch != nil {
		s.watch.begin()
	}
}

func (e *evaluator) bindFigures(g *figures) {
	n := len(e.scheme.Accounts)
	sums, total, count := map[string]rule.Value{}, map[string]rule.Value{}, map[string]rule.Value{}
	for _, r := range e.scheme.Rules {
		all := decimal.Decimal{}
		for a := range n {
			all = all.Add(g.rules[r.Index*n+a].value())
		}
		sums[r.Name] = rule.Number(all)
	}
	for a, account := range e.scheme.Accounts {
		total[account.Name] = rule.Number(g.totals[a].value())
	}
	for _, q := range e.scheme.Quotas {
		count[q.Name] = rule.Number(e.doneIn(q, g))
	}
	e.slots[scheme.SlotSum] = rule.Map(rule.NumberType(), sums)
	e.slots[scheme.SlotTotal] = rule.Map(rule.NumberType(), total)
	e.slots[scheme.SlotCount] = rule.Map(rule.NumberType(), count)
}

func (s *settlement) problem(ruleName string, err error) {
	p := Problem{Position: -1, Unit: s.out.Unit, Rule: ruleName}
	s.describe(&p, err, &fact{member: s.member})
	p.Unit = s.out.Unit
	s.add(p)
}

func (s *settlement) add(p Problem) {
	p.At = lastInstant(s.now.end)
	p.Position = -1
	s.out.Problems = append(s.out.Problems, p)
}

// splitPath parts "unit.monthly_quota" into owner and field.
func splitPath(path string) (owner, field string) {
	for i := range len(path) {
		if path[i] == '.' {
			return path[:i], path[i+1:]
		}
	}
	return "", path
}
