package scoring

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Total is what a unit has of an account in the period that is reported. As JSON it has no name, and an absent amount
// is null.
type Total struct {
	Unit, Name, Category string
	Account              string
	Amount               decimal.Decimal
	Absent               bool   // there is no amount: an account of figures, of which the unit has none in the period
	Rank                 int    // by the account's first ranking of that kind of period; 0: not ranked
	Group                string // of that ranking
	// where several rankings rank the account in that kind of period: those that rank the unit, by name; else nil
	Ranks map[string]Rank
	// the names of the bands by grade, of those that the unit has by the account in that kind of period; nil: none
	Grades map[string]string
}

// Rank is the rank of a unit in its group by one ranking.
type Rank struct {
	Rank  int    `json:"rank"`
	Group string `json:"group"`
}

// QuotaRow is what a unit owed and did in a period. Required, Missing and Extra are zero in a tally, which requires
// nothing. Posted is there where shares count exactly and what was posted adds up to another figure: 1 done, 0.99
// posted.
type QuotaRow struct {
	Unit, Quota                    string
	Period                         calendar.Period
	Tally                          bool
	Done, Required, Missing, Extra decimal.Decimal
	Posted                         decimal.NullDecimal
}

// Posting is a change of an amount, dated, with its clause and its evidence. As JSON it has its day, and neither cause
// nor title.
type Posting struct {
	At                  time.Time
	Cause               string // the entry that caused it; empty: the end of a period
	Unit, Item, Account string
	Rule, Clause, Title string
	Amount              decimal.Decimal
	Entries             []string // the evidence: ids, in the order of recording
	Carried             *Carried // it is of a closed period, and posted on the first open day; nil: it is not
	// the period of which it was published before the ledger began; zero: the ledger itself has what it rests on
	Opening calendar.Period
}

// Honour is a unit that is praised for its rank.
type Honour struct {
	Honour, Ranking, Clause, Title string // as JSON the ranking and the title
	Unit                           string
	Rank                           int
	Provisional                    bool // the period is not over, see [Scorebook.Provisional]
}

// RuleSum is what a rule gave a unit in an account over the period, or took from it.
type RuleSum struct {
	Unit, Rule, Account string
	Amount              decimal.Decimal
}

// Unscored is an entry that was refused in the period, and still was at its end. As JSON it has no rule.
type Unscored struct {
	Entry  string
	Rule   string // that refused it; empty: the entry as a whole
	Code   string // no-tier, struck-out, off-roster, absent, out-of-bounds, refused, no-rule, …
	Reason reason.Reason
}

// Problem is a fact that a rule needed and did not find, or that breaks a declared bound. As JSON it has no time.
type Problem struct {
	Entry, Unit string // whose it is: an entry's, a unit's, or both
	Rule, Field string
	Code        string // absent, out-of-bounds, type, value, sign, limit
	Reason      reason.Reason
	At          time.Time // since when: when the entry counts after which it was so, or the end of the period
}

// facing gives rows of the inner rooms in the types of this one.
type facing struct {
	f    *frame.Frame
	hide *frame.Restricted // nil: all is shown
}

func (x facing) account(n int) string { return x.f.Scheme.Accounts[n].Name }

func (x facing) total(t *steps.Total) Total {
	out := Total{t.Unit, t.Name, t.Category, x.account(t.Account), t.Amount, t.Absent, t.Rank, t.Group, nil, nil}
	if t.Absent {
		out.Amount = decimal.Decimal{}
	}
	if len(t.Ranks) > 0 {
		out.Ranks = make(map[string]Rank, len(t.Ranks))
	}
	for _, r := range t.Ranks {
		out.Ranks[r.Ranking.Name] = Rank{r.Rank, r.Group}
	}
	if len(t.Grades) > 0 {
		out.Grades = make(map[string]string, len(t.Grades))
	}
	for _, g := range t.Grades {
		out.Grades[g.Grade.Name] = g.Band
	}
	return out
}

func (x facing) quota(q *steps.QuotaRow) QuotaRow {
	return QuotaRow{q.Unit, q.Quota.Name, ownOf(q.Period), q.Quota.Required == nil, q.Done, q.Required, q.Missing,
		q.Extra, q.Posted}
}

func (x facing) posting(p *steps.Posting) Posting {
	out := Posting{At: p.At, Unit: p.Unit, Item: p.Item, Account: x.account(p.Account), Rule: p.Rule.Name,
		Clause: p.Rule.Clause, Title: p.Rule.Title, Amount: p.Amount, Entries: p.Entries}
	if p.Position != steps.NoEntry {
		out.Cause = x.f.ID(p.Position)
	}
	if c := p.Carried; c != nil {
		out.Carried = &Carried{Close: x.f.ID(c.By), Period: c.Period, Late: c.Late, Was: c.Was, Now: c.Now}
		out.Title = out.Carried.title(out.Title)
	}
	if o := p.Opening; o != nil {
		out.Opening = o.Period
		if p.Rule != x.f.Scheme.Opening && p.Rule != x.f.Scheme.OpeningFigure {
			out.Title += "（" + x.f.Scheme.Opening.Title + "）"
		}
	}
	return out
}

func (x facing) honour(h *steps.Honour) Honour {
	return Honour{h.Honour.Name, h.Honour.Ranking.Name, h.Honour.Clause, h.Honour.Title, h.Unit, h.Rank, false}
}

func (x facing) ruleSum(r *steps.RuleSum) RuleSum {
	return RuleSum{r.Unit, r.Rule.Name, x.account(r.Account), r.Amount}
}

func (x facing) unscored(u *steps.Unscored) Unscored {
	return Unscored{u.Entry, u.Rule, u.Code, x.reason(u.Reason, x.hide.Reached(u.Position) || x.hide.WorkedOut(u.Rule))}
}

func (x facing) problem(p *frame.Problem) Problem {
	reached := p.Position >= 0 && x.hide.Reached(p.Position) || x.hide.WorkedOut(p.Rule)
	out := Problem{Unit: p.Unit, Rule: p.Rule, Field: x.hide.Text(p.Field), Code: p.Code,
		Reason: x.reason(p.Reason, reached), At: p.Lasting.Since}
	if p.Position >= 0 {
		out.Entry = x.f.ID(p.Position)
	}
	if reached && !x.hide.Declared(p.Field) {
		out.Field = ledger.Internal
	}
	return out
}

// reason is a reason as it may be shown; reached: it is about something restricted.
func (x facing) reason(why reason.Reason, reached bool) reason.Reason {
	if reached {
		return x.hide.Hidden(why)
	}
	return x.hide.Reason(why)
}

// values are what was read as it may be shown.
func (x facing) values(all []provenance.Value) []Value {
	var out []Value
	for _, v := range all {
		out = append(out, Value{x.hide.Text(v.Path), x.hide.Text(v.Value)})
	}
	return out
}

// each gives every row by a function.
func each[A, B any](rows []A, as func(*A) B) []B {
	out := make([]B, len(rows))
	for i := range rows {
		out[i] = as(&rows[i])
	}
	return out
}
