package scoring

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
)

// Silent is an entry that gave nothing, and why not.
type Silent struct {
	Position    int32
	Entry, Kind string
	Why         []string
}

// silent lists, of some entries in recording order, those of the answer that are dated in the period and in no posting of it,
// each with the reasons.
func (f *Frame) silent(some []int32, unscored []Unscored, postings []Posting, w *watch, q Query) []Silent {
	spoke := map[string]bool{}
	for _, p := range postings {
		for _, id := range p.Entries {
			spoke[id] = true
		}
	}
	var out []Silent
	place := map[int32]int{} // in out, plus one, by position
	concerns := f.concerns(q)
	for _, pos := range some {
		if !concerns(pos) || spoke[f.id(pos)] || q.Entry == "" && (f.outside(pos) || !scores(f.columns.Kind(int(pos)))) {
			continue
		}
		out = append(out, Silent{Position: pos, Entry: f.id(pos), Kind: string(f.columns.Kind(int(pos)))})
		place[pos] = len(out)
	}
	f.reasons(unscored, w, func(pos int32) *Silent {
		if n := place[pos]; n > 0 {
			return &out[n-1]
		}
		return nil
	})
	for i := range out {
		s := &out[i]
		if hidden := f.hidden(s.Position); hidden != "" {
			s.Why = []string{hidden}
		} else if len(s.Why) == 0 {
			en := f.ledger.Entry(int(s.Position))
			s.Why = []string{f.whyNothing(&en)}
		}
		if f.outside(s.Position) {
			s.Why = append(s.Why, fmt.Sprintf("it is dated %s, outside of %s", f.columns.Time(int(s.Position), columns.FieldAt), f.period))
		}
	}
	return out
}

// outside says whether an entry is dated outside of the period shown.
func (f *Frame) outside(pos int32) bool {
	at := f.instant(int(pos))
	return at.Before(f.start) || !at.Before(f.end)
}

// id is the id of the entry at a position.
func (f *Frame) id(pos int32) string { return f.columns.Text(f.code(pos, columns.FieldID)) }

// reasons adds to silent entries what the steps have to say of them; at gives the one at a position, nil if it is not silent.
func (f *Frame) reasons(unscored []Unscored, w *watch, at func(pos int32) *Silent) {
	for _, u := range unscored {
		if s := at(u.Position); s != nil {
			s.Why = append(s.Why, fmt.Sprintf("%s: %s", u.Code, u.Why))
		}
	}
	for _, c := range w.candidates {
		s := at(c.fact.position)
		switch {
		case s == nil:
		case c.silent:
			s.Why = append(s.Why, readOf("rule "+c.credit.Name+" says nothing: its condition is false", c.values))
		case c.counts && c.credit.Collapse != nil:
			s.Why = append(s.Why, fmt.Sprintf("rule %s makes it worth %s, which another entry of the item beats (%s, clause %s)",
				c.credit.Name, c.amounts[0], c.credit.Collapse.Name, c.credit.Collapse.Clause))
		case c.counts:
			s.Why = append(s.Why, fmt.Sprintf("rule %s makes it worth %s", c.credit.Name, c.amounts[0]))
		}
	}
	for _, t := range w.tallies {
		if s := at(t.fact.position); s != nil {
			s.Why = append(s.Why, readOf("counts "+t.amount.String()+" for quota "+t.quota.Name, t.values))
		}
	}
}

// readOf adds to a text what an expression read.
func readOf(text string, values []rule.Observed) string {
	var b strings.Builder
	b.WriteString(text)
	for _, v := range values {
		o := observed(v)
		for _, part := range [...]string{"; ", o.Path, " = ", o.Value} {
			b.WriteString(part)
		}
	}
	return b.String()
}

// scores says whether entries of a kind are in cases: the others change the roster, tasks, or what stands.
func scores(k ledger.Kind) bool {
	return k != ledger.Enroll && k != ledger.Withdraw && k != ledger.Void && k != ledger.Assign
}

// hidden says why an entry is not in view at all; empty: it is, or it is struck out, which is reported as unscored.
func (f *Frame) hidden(pos int32) string {
	if int(pos) >= f.view.Known() {
		return fmt.Sprintf("it was recorded after %s, up to which things are known", f.options.Known)
	}
	if by, ok := f.view.StruckBy(int(pos)); ok {
		return fmt.Sprintf("struck out by %s: %s", f.ledger.Entry(by).ID, f.ledger.Entry(by).Reason)
	}
	if !f.until.IsZero() && f.instant(int(pos)).After(f.until) {
		return fmt.Sprintf("it is dated after %s, up to which entries are taken", f.options.Until)
	}
	return ""
}

// whyNothing is the reason where no rule had anything to say.
func (f *Frame) whyNothing(en *ledger.Entry) string {
	switch en.Kind {
	case ledger.Enroll, ledger.Withdraw:
		return "it changes the roster and is worth nothing by itself"
	case ledger.Void:
		return fmt.Sprintf("it strikes out %s and is worth nothing by itself", en.Ref)
	case ledger.Assign:
		return fmt.Sprintf("it sets what quota %s requires in %s, to %s", en.Quota, en.Period, en.Required.Decimal)
	case ledger.Endorse:
		return "no rule scores an endorsement by itself, and no bonus or worth changed by it"
	}
	if _, naming := f.view.Item(en.Item); en.Item != "" && naming == ledger.Absent {
		return fmt.Sprintf("item %s is not handed in yet", en.Item)
	}
	return fmt.Sprintf("no rule of the scheme scores it (%s)", en.Kind)
}
