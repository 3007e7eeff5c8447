package steps

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Posting is an amount of a unit in an account at a date, with its rule and its evidence: the changes of one event
// and group.
type Posting struct {
	At       time.Time
	Position int32 // of the entry that caused it; NoEntry: the end of a period did
	Unit     string
	Item     string
	Account  int
	Rule     *scheme.Rule
	Amount   decimal.Decimal
	Entries  []string       // ids, in recording order
	Notes    []any          // of its changes
	From     []string       // other units that had its changes first
	Carried  *Carried       // nil: it is posted where it is dated
	Opening  *frame.Opening // nil: the ledger itself has it
	day      civil.Day
	cause    int32
}

// Unscored is a refused entry of the period that is reported.
type Unscored struct {
	Position    int32
	Entry, Code string
	Reason      reason.Reason
	Rule        string // that refused it; empty: the whole score did
}

// SortPostings returns postings in the order of [Scored.Postings].
func SortPostings(f *frame.Frame, all []Posting) []Posting {
	accounts := f.Scheme.Accounts
	order := make([]int32, len(all)) // places are sorted, since a posting is large
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		x, y := &all[i], &all[j]
		if d := cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.Position, y.Position)); d != 0 {
			return d
		}
		return cmp.Or(strings.Compare(x.Unit, y.Unit), strings.Compare(accounts[x.Account].Name,
			accounts[y.Account].Name),
			strings.Compare(x.Item, y.Item), strings.Compare(x.Rule.Name, y.Rule.Name),
			cmp.Compare(x.cause, y.cause), cmp.Compare(i, j))
	})
	sorted := make([]Posting, len(all))
	for i, at := range order {
		sorted[i] = all[at]
	}
	return sorted
}

// Postings adds the postings of one unit's changes in the period that is reported. The changes are sorted.
func Postings(f *frame.Frame, out []Posting, changes []Change) []Posting {
	for i := 0; i < len(changes); {
		j := i + 1
		for j < len(changes) && changes[i].Rule != nil && sameEvent(&changes[i], &changes[j]) {
			j++
		}
		event := changes[i:j]
		i = j
		if !isReportedAmount(f, &event[0]) {
			continue
		}
		p := Posting{At: event[0].At.In(f.Loc()), Position: event[0].Position, Unit: event[0].Unit,
			Item: f.Columns.Text(event[0].Item), Account: event[0].Account, Rule: event[0].Rule, cause: event[0].cause,
			Carried: event[0].Carried, Opening: event[0].Opening}
		sum := event[0].Amount
		evidence := slices.Clone(event[0].Entries)
		p.addNote(event[0].Note)
		p.addFrom(&event[0])
		for k := range event[1:] {
			c := &event[k+1]
			sum = sum.Add(c.Amount)
			evidence = append(evidence, c.Entries...)
			p.addNote(c.Note)
			p.addFrom(c)
			if c.lead {
				p.Rule = c.Rule
			}
		}
		if sum.IsZero() && !p.Rule.Figure {
			continue
		}
		p.Amount, p.day = sum, civil.Of(p.At)
		for _, pos := range frame.SortedUnique(evidence) {
			p.Entries = append(p.Entries, f.ID(pos))
		}
		out = append(out, p)
	}
	return out
}

// addFrom adds the unit that had a change first, if that is another.
func (p *Posting) addFrom(c *Change) {
	if first := c.First(); first != p.Unit && !slices.Contains(p.From, first) {
		p.From = append(p.From, first)
	}
}

// isReportedAmount says whether a change is of an amount, in the period that is reported.
func isReportedAmount(f *frame.Frame, c *Change) bool {
	return c.Rule != nil && c.belongsTo(f.Period.Kind) && f.ReportsIn(f.Reported[0], c.per, c.At)
}

// sameEvent says whether two changes are one posting. Differences of what several units had first are several.
func sameEvent(a, b *Change) bool {
	return b.Rule != nil && a.Position != NoEntry && a.At.Equal(b.At) && a.Position == b.Position &&
		a.Account == b.Account && a.Group == b.Group && a.Item == b.Item && a.carriedOf() == b.carriedOf()
}

// ReportedRefusals are the refusals of the period that is reported, in the order of recording, each once.
func ReportedRefusals(f *frame.Frame, all []frame.Refusal) []Unscored {
	all = slices.Clone(all)
	all = slices.DeleteFunc(all, func(r frame.Refusal) bool { return !f.ReportsRefusal(&r) })
	slices.SortStableFunc(all, compareRefusals)
	var out []Unscored
	for i, r := range all {
		if i > 0 && all[i-1].Position == r.Position && all[i-1].Code == r.Code && all[i-1].Reason.Equal(r.Reason) {
			continue
		}
		en := f.Ledger.Entry(int(r.Position))
		u := Unscored{Position: r.Position, Entry: en.ID, Code: r.Code, Reason: r.Reason}
		if r.Rule != nil {
			u.Rule = r.Rule.Name
			u.Reason = reason.New("refused.by-rule", "{rule}: {reason}", r.Rule.Name, r.Reason)
		}
		out = append(out, u)
	}
	return out
}

// ReportedProblems are the problems of the period that is reported, each once. A flaw of an attribute is left out
// if a rule read the attribute.
func ReportedProblems(f *frame.Frame, all []frame.Problem) []frame.Problem {
	all = slices.DeleteFunc(slices.Clone(all), func(p frame.Problem) bool { return !f.ReportsProblem(&p) })
	slices.SortStableFunc(all, frame.CompareProblems)
	type fact struct {
		position int32
		field    string
	}
	readByRule := map[fact]bool{}
	for _, p := range all {
		readByRule[fact{p.Position, p.Field}] = readByRule[fact{p.Position, p.Field}] || p.Rule != frame.AttrsRule
	}
	var out []frame.Problem
	for _, p := range all {
		if p.Rule == frame.AttrsRule && readByRule[fact{p.Position, p.Field}] {
			continue
		}
		if n := len(out); n > 0 && frame.CompareProblems(out[n-1], p) == 0 {
			continue
		}
		out = append(out, p)
	}
	return out
}

func (p *Posting) addNote(n any) {
	if n != nil {
		p.Notes = append(p.Notes, n)
	}
}

// Postings are the postings of all units in the period that is reported, by day, position, unit, account, item and
// rule. It requires that no way left changes out.
func (s *Scored) Postings() []Posting {
	f, size := s.Frame, len(s.Ranked.Changes)
	for i := range s.Settled {
		for k := range s.Settled[i].Changes {
			if isReportedAmount(f, &s.Settled[i].Changes[k]) {
				size++
			}
		}
	}
	out := make([]Posting, 0, size)
	for i := range s.Settled {
		out = Postings(f, out, s.Settled[i].Changes)
	}
	return SortPostings(f, Postings(f, out, s.Ranked.Changes))
}

// Reports are all refusals and problems, of all periods. Where a way left them out, it runs step 1 for the notable
// cases. The error is the context's.
func (s *Scored) Reports(ctx context.Context) (refusals []frame.Refusal, problems []frame.Problem, err error) {
	f, credited := s.Frame, s.Credited
	if s.Deferred != nil {
		if credited, err = CreditAll(ctx, f, s.Deferred.Notable(), func(int) {}); err != nil {
			return nil, nil, err
		}
	}
	problems = append(f.AttrProblems(), f.Problems...)
	refusals = append(f.Unplaced(func(int32) bool { return true }), f.StruckOut()...)
	for i := range s.Settled {
		problems = append(problems, s.Settled[i].Problems...)
	}
	for i := range credited {
		problems = append(problems, credited[i].Problems...)
		refusals = append(refusals, credited[i].Refusals...)
	}
	if s.closed != nil {
		if refusals, problems, err = s.closed.reports(ctx, s, refusals, problems); err != nil {
			return nil, nil, err
		}
	}
	return refusals, append(append(problems, s.Ranked.Problems...), f.Dayless()...), nil
}
