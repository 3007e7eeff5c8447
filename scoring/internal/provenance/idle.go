package provenance

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Idle is an entry that gave nothing, and why not.
type Idle struct {
	Position    int32
	Entry, Kind string
	Why         []string
}

// idleEntries lists, of some entries in recording order, those of the answer that are dated in the period and in no posting of it,
// each with the reasons.
func idleEntries(f *frame.Frame, some []int32, unscored []steps.Unscored, postings []steps.Posting, w *trace, q Query) []Idle {
	spoke := map[string]bool{}
	for _, p := range postings {
		for _, id := range p.Entries {
			spoke[id] = true
		}
	}
	var out []Idle
	place := map[int32]int{} // in out, plus one, by position
	concerns := concerns(f, q)
	for _, pos := range some {
		if !concerns(pos) || spoke[f.ID(pos)] || q.Entry == "" && (outside(f, pos) || !frame.InCases(f.Columns.Kind(int(pos)))) {
			continue
		}
		out = append(out, Idle{Position: pos, Entry: f.ID(pos), Kind: string(f.Columns.Kind(int(pos)))})
		place[pos] = len(out)
	}
	reasons(f, unscored, w, func(pos int32) *Idle {
		if n := place[pos]; n > 0 {
			return &out[n-1]
		}
		return nil
	})
	for i := range out {
		s := &out[i]
		if hidden := hidden(f, s.Position); hidden != "" {
			s.Why = []string{hidden}
		} else if len(s.Why) == 0 {
			en := f.Ledger.Entry(int(s.Position))
			s.Why = []string{whyNothing(f, &en)}
		}
		if outside(f, s.Position) {
			s.Why = append(s.Why, fmt.Sprintf("it is dated %s, outside of %s", f.Columns.Time(int(s.Position), columns.FieldAt), f.Period))
		}
	}
	return out
}

// outside says whether an entry is dated outside of the period shown.
func outside(f *frame.Frame, pos int32) bool {
	at := f.Instant(int(pos))
	return at.Before(f.Start) || !at.Before(f.End)
}

// reasons adds to silent entries what the steps have to say of them; at gives the one at a position, nil if it is not silent.
func reasons(f *frame.Frame, unscored []steps.Unscored, w *trace, at func(pos int32) *Idle) {
	for _, u := range unscored {
		if s := at(u.Position); s != nil {
			s.Why = append(s.Why, fmt.Sprintf("%s: %s", u.Code, u.Why))
		}
	}
	for _, c := range w.candidates {
		s := at(c.Fact.Position)
		switch {
		case s == nil:
		case c.Unmet:
			s.Why = append(s.Why, readOf("rule "+c.Credit.Name+" says nothing: its condition is false", w.values[c]))
		case c.Counts && c.Credit.Collapse != nil:
			s.Why = append(s.Why, fmt.Sprintf("rule %s makes it worth %s, which another entry of the item beats (%s, clause %s)",
				c.Credit.Name, c.Amounts[0], c.Credit.Collapse.Name, c.Credit.Collapse.Clause))
		case c.Counts:
			s.Why = append(s.Why, fmt.Sprintf("rule %s makes it worth %s", c.Credit.Name, c.Amounts[0]))
		}
	}
	for _, t := range w.tallies {
		if s := at(t.Fact.Position); s != nil {
			s.Why = append(s.Why, readOf("counts "+t.Amount.String()+" for quota "+t.Quota.Name, w.counted[t]))
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

// hidden says why an entry is not in view at all; empty: it is, or it is struck out, which is reported as unscored.
func hidden(f *frame.Frame, pos int32) string {
	if int(pos) >= f.View.Known() {
		return fmt.Sprintf("it was recorded after %s, up to which things are known", f.Options.Known)
	}
	if by, ok := f.View.StruckBy(int(pos)); ok {
		return fmt.Sprintf("struck out by %s: %s", f.Ledger.Entry(by).ID, f.Ledger.Entry(by).Reason)
	}
	if !f.Until.IsZero() && f.Instant(int(pos)).After(f.Until) {
		return fmt.Sprintf("it is dated after %s, up to which entries are taken", f.Options.Until)
	}
	return ""
}

// whyNothing is the reason where no rule had anything to say.
func whyNothing(f *frame.Frame, en *ledger.Entry) string {
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
	if _, naming := f.View.Item(en.Item); en.Item != "" && naming == ledger.Absent {
		return fmt.Sprintf("item %s is not handed in yet", en.Item)
	}
	return fmt.Sprintf("no rule of the scheme scores it (%s)", en.Kind)
}
