package scoring

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gongguo/gongguo/scoring/scheme"
)

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
	notes    []any    // those of the changes
	day      string
	cause    int32
}

// Unscored is an entry dated in the period that was refused.
type Unscored struct {
	Position         int32
	Entry, Code, Why string
	Rule             string // the rule that refused it; empty: the entry as a whole
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

func (p *Posting) addNote(n any) {
	if n != nil {
		p.notes = append(p.notes, n)
	}
}

// postings are those of all units in the period that is shown, in order. It requires that every change is there by itself.
func (of *scored) postings() []Posting {
	f, size := of.frame, len(of.ranked.Changes)
	for i := range of.settled {
		for k := range of.settled[i].Changes {
			if f.posts(&of.settled[i].Changes[k]) {
				size++
			}
		}
	}
	out := make([]Posting, 0, size)
	for i := range of.settled {
		out = f.postings(out, of.settled[i].Changes)
	}
	return f.sortPostings(f.postings(out, of.ranked.Changes))
}

// reports are all that was refused and reported, in any period. Where a way left it out, the cases that had something to tell are
// scored once more for it.
func (of *scored) reports(ctx context.Context) (refusals []Refusal, problems []Problem, err error) {
	f, credited := of.frame, of.credited
	if of.deferred != nil {
		if credited, err = f.creditAll(ctx, of.deferred.notable(), func(int) {}); err != nil {
			return nil, nil, err
		}
	}
	problems, refusals = append(f.attrProblems(), f.problems...), append(f.lost(func(int32) bool { return true }), f.struck()...)
	for i := range of.settled {
		problems = append(problems, of.settled[i].Problems...)
	}
	for i := range credited {
		problems = append(problems, credited[i].Problems...)
		refusals = append(refusals, credited[i].Refusals...)
	}
	return refusals, append(problems, of.ranked.Problems...), nil
}
