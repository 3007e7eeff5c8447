package scoring

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// EngineName names the rules by which this version scores. A result is repeatable under one engine.
const EngineName = "gongguo/1"

// Scorebook is a score: what each unit has in the period shown and why. Rows are in the total orders of the ledger format;
// JSON gives it as that format says.
type Scorebook struct {
	Scheme  *scheme.Scheme // as varied
	Ledger  *ledger.Ledger
	Options Options
	Period  calendar.Period
	Totals  []Total
	Honours []Honour

	*scored
	full     []Settled
	filling  sync.Once
	telling  sync.Once
	unscored []Unscored
	problems []Problem
}

// Posting is a change of an amount, dated, with its clause and its evidence.
type Posting struct {
	At       time.Time
	Position int32 // of the entry that caused it; the largest int32 for a settlement
	Unit     string
	Item     string
	Account  int
	Rule     *scheme.Rule
	Amount   string
	Entries  []string // ids, in recording order
	notes    []*note  // for an explanation
	day      string
	cause    int32
}

// Unscored is an entry dated in the period that was refused.
type Unscored struct {
	Position         int32
	Entry, Code, Why string
	Rule             string // the rule that refused it; empty: the entry as a whole
}

// bookOf puts together what the steps gave; the order and the split of the blocks do not matter.
func bookOf(of *scored) *Scorebook {
	f := of.frame
	b := &Scorebook{Scheme: f.scheme, Ledger: f.ledger, Options: f.options, Period: f.period, Totals: of.ranked.Totals, Honours: of.ranked.Honours, scored: of}
	slices.SortFunc(b.Honours, func(x, y Honour) int {
		return cmp.Or(cmp.Compare(x.Honour.Name, y.Honour.Name), cmp.Compare(x.Rank, y.Rank), cmp.Compare(x.Unit, y.Unit))
	})
	return b
}

// Quotas are what the units owed and did in the periods that end in the one shown, by quota in the order of the file, period
// and unit. They are put together when asked for.
func (b *Scorebook) Quotas() []QuotaRow {
	type named struct {
		QuotaRow
		period string
	}
	var rows []named
	for i := range b.settled {
		for _, row := range b.settled[i].Quotas {
			rows = append(rows, named{row, row.Period.String()})
		}
	}
	if b.deferred != nil {
		names := map[calendar.Period]string{}
		for _, row := range b.deferred.quotas() {
			if names[row.Period] == "" {
				names[row.Period] = row.Period.String()
			}
			rows = append(rows, named{row, names[row.Period]})
		}
	}
	slices.SortStableFunc(rows, func(x, y named) int {
		return cmp.Or(cmp.Compare(x.Quota.Index, y.Quota.Index), cmp.Compare(x.period, y.period), cmp.Compare(x.Unit, y.Unit))
	})
	out := make([]QuotaRow, len(rows))
	for i := range rows {
		out[i] = rows[i].QuotaRow
	}
	return out
}

// Unscored are the entries dated in the period that were refused, as a whole or by a rule, in the order of recording, each
// with the reason. They are put together when asked for.
func (b *Scorebook) Unscored() []Unscored {
	b.tell()
	return b.unscored
}

// Problems are what rules needed of entries and units and did not find, or not as it must be, in the period, each with its
// place. They are put together when asked for.
func (b *Scorebook) Problems() []Problem {
	b.tell()
	return b.problems
}

// tell gathers what was refused and reported. Where the score was made of sums, the cases that had something to tell are
// scored once more for it.
func (b *Scorebook) tell() {
	b.telling.Do(func() {
		f, credited := b.frame, b.credited
		if b.deferred != nil {
			credited, _ = f.creditAll(context.Background(), b.deferred.notable(), func(int) {})
		}
		problems, refusals := append(f.attrProblems(), f.problems...), append(f.lost(func(int32) bool { return true }), f.struck()...)
		for i := range b.settled {
			problems = append(problems, b.settled[i].Problems...)
		}
		for i := range credited {
			problems = append(problems, credited[i].Problems...)
			refusals = append(refusals, credited[i].Refusals...)
		}
		b.problems = f.shownProblems(append(problems, b.ranked.Problems...))
		b.unscored = f.unscored(refusals)
	})
}

// inFull are the settled units with their changes. Where the score was made of sums, the steps run once more, with every
// change by itself; they read the same as before, so that what did not fail then does not fail now.
func (b *Scorebook) inFull() []Settled {
	b.filling.Do(func() {
		if b.full = b.settled; b.deferred != nil {
			_, b.full, _ = b.frame.inFull(context.Background(), func(int) {})
		}
	})
	return b.full
}

// Postings are the changes dated in the period, by date, recording position (settlements last), unit, account, item and
// rule. They are made when asked for.
func (b *Scorebook) Postings() []Posting {
	settled := b.inFull()
	size := len(b.ranked.Changes)
	for i := range settled {
		for k := range settled[i].Changes {
			if b.frame.posts(&settled[i].Changes[k]) {
				size++
			}
		}
	}
	out := make([]Posting, 0, size)
	for _, s := range settled {
		out = b.frame.postings(out, s.Changes)
	}
	out = b.frame.postings(out, b.ranked.Changes)
	return b.frame.sortPostings(out)
}

// RuleSum is what a rule gave a unit in an account over the period, or took from it.
type RuleSum struct {
	Unit    string
	Rule    *scheme.Rule
	Account int
	Amount  decimal.Decimal
}

// RuleSums are the sums of the period by unit, rule and account, but for zeros; a unit's total is their sum. Where one event is
// posted under the rule that wins (see [Posting]), each rule has here what its own changes are. They need no postings.
func (b *Scorebook) RuleSums() []RuleSum {
	var out []RuleSum
	accounts := len(b.Scheme.Accounts)
	for i := range b.settled {
		for slot := range b.settled[i].figures.rules {
			if n := b.settled[i].figures.rules[slot].value(); !n.IsZero() {
				out = append(out, RuleSum{b.settled[i].Unit, b.Scheme.Rules[slot/accounts], slot % accounts, n})
			}
		}
	}
	for _, c := range b.ranked.Changes {
		if !c.At.Before(b.frame.start) && c.At.Before(b.frame.end) && !c.Amount.IsZero() {
			out = append(out, RuleSum{c.Unit, c.Rule, c.Account, c.Amount})
		}
	}
	return out
}

func (f *Frame) sortPostings(all []Posting) []Posting {
	accounts := f.scheme.Accounts
	order := make([]int32, len(all)) // postings are long: what is sorted is their places
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		x, y := &all[i], &all[j]
		if d := cmp.Or(strings.Compare(x.day, y.day), cmp.Compare(x.Position, y.Position)); d != 0 {
			return d
		}
		return cmp.Or(strings.Compare(x.Unit, y.Unit), strings.Compare(accounts[x.Account].Name, accounts[y.Account].Name),
			strings.Compare(x.Item, y.Item), strings.Compare(x.Rule.Name, y.Rule.Name), cmp.Compare(x.cause, y.cause), cmp.Compare(i, j))
	})
	sorted := make([]Posting, len(all))
	for i, at := range order {
		sorted[i] = all[at]
	}
	return sorted
}

// postings adds the postings of one unit's changes that are dated in the period: changes of one event and group are one.
func (f *Frame) postings(out []Posting, changes []Change) []Posting {
	for i := 0; i < len(changes); {
		j := i + 1
		for j < len(changes) && changes[i].Rule != nil && sameEvent(&changes[i], &changes[j]) {
			j++
		}
		event := changes[i:j]
		i = j
		if !f.posts(&event[0]) {
			continue
		}
		p := Posting{At: event[0].At.In(f.loc()), Position: event[0].Position, Unit: event[0].Unit, Item: f.columns.Text(event[0].Item), Account: event[0].Account, Rule: event[0].Rule, cause: event[0].cause}
		sum := event[0].Amount
		evidence := slices.Clone(event[0].Entries)
		p.addNote(event[0].note)
		for k := range event[1:] {
			c := &event[k+1]
			sum = sum.Add(c.Amount)
			evidence = append(evidence, c.Entries...)
			p.addNote(c.note)
			if c.lead {
				p.Rule = c.Rule
			}
		}
		if sum.IsZero() {
			continue
		}
		p.Amount, p.day = sum.String(), p.At.Format(time.DateOnly)
		for _, pos := range sortedUnique(evidence) {
			p.Entries = append(p.Entries, f.id(pos))
		}
		out = append(out, p)
	}
	return out
}

// posts says whether a change is of an amount, and dated in the period shown.
func (f *Frame) posts(c *Change) bool {
	return c.Rule != nil && !c.At.Before(f.start) && c.At.Before(f.end)
}

func sameEvent(a, b *Change) bool {
	return b.Rule != nil && a.Position != settled && a.At.Equal(b.At) && a.Position == b.Position && a.Account == b.Account && a.group == b.group && a.Item == b.Item
}

func (f *Frame) unscored(all []Refusal) []Unscored {
	slices.SortStableFunc(all, func(a, b Refusal) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Why, b.Why))
	})
	var out []Unscored
	for i, r := range all {
		if i > 0 && all[i-1].Position == r.Position && all[i-1].Code == r.Code && all[i-1].Why == r.Why {
			continue
		}
		en := f.ledger.Entry(int(r.Position))
		if at := en.At.Instant(f.loc()); at.Before(f.start) || !at.Before(f.end) {
			continue
		}
		u := Unscored{Position: r.Position, Entry: en.ID, Code: r.Code, Why: r.Why}
		if r.Rule != nil {
			u.Rule = r.Rule.Name
			u.Why = fmt.Sprintf("%s: %s", r.Rule.Name, r.Why)
		}
		out = append(out, u)
	}
	return out
}

func (f *Frame) shownProblems(all []Problem) []Problem {
	slices.SortStableFunc(all, compareProblems)
	type fact struct {
		position int32
		field    string
	}
	told := map[fact]bool{} // by a rule that read it
	for _, p := range all {
		told[fact{p.Position, p.Field}] = told[fact{p.Position, p.Field}] || p.Rule != attrsRule
	}
	var out []Problem
	for _, p := range all {
		if p.Rule == attrsRule && told[fact{p.Position, p.Field}] {
			continue
		}
		if p.At.Before(f.start) || !p.At.Before(f.end) {
			continue
		}
		if n := len(out); n > 0 && compareProblems(out[n-1], p) == 0 {
			continue
		}
		out = append(out, p)
	}
	return out
}
