package scoring

import (
	"fmt"

	"github.com/gongguo/gongguo/ledger"
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
	why := map[int32][]string{}
	for _, u := range unscored {
		why[u.Position] = append(why[u.Position], fmt.Sprintf("%s: %s", u.Code, u.Why))
	}
	for _, c := range w.candidates {
		pos := c.fact.position
		switch {
		case c.silent:
			text := fmt.Sprintf("rule %s says nothing: its condition is false", c.credit.Name)
			for _, v := range c.values {
				o := observed(v)
				text += fmt.Sprintf("; %s = %s", o.Path, o.Value)
			}
			why[pos] = append(why[pos], text)
		case c.counts && c.credit.Collapse != nil:
			why[pos] = append(why[pos], fmt.Sprintf("rule %s makes it worth %s, which another entry of the item beats (%s, clause %s)",
				c.credit.Name, c.amounts[0], c.credit.Collapse.Name, c.credit.Collapse.Clause))
		case c.counts:
			why[pos] = append(why[pos], fmt.Sprintf("rule %s makes it worth %s", c.credit.Name, c.amounts[0]))
		}
	}
	for _, t := range w.tallies {
		text := fmt.Sprintf("counts %s for quota %s", t.amount, t.quota.Name)
		for _, v := range t.values {
			o := observed(v)
			text += fmt.Sprintf("; %s = %s", o.Path, o.Value)
		}
		why[t.fact.position] = append(why[t.fact.position], text)
	}
	var out []Silent
	concerns := f.concerns(q)
	for _, pos := range some {
		if !concerns(pos) {
			continue
		}
		en := f.ledger.Entry(int(pos))
		at := en.At.Instant(f.loc())
		outside := at.Before(f.start) || !at.Before(f.end)
		if spoke[en.ID] || q.Entry == "" && (outside || !scores(en.Kind)) {
			continue
		}
		s := Silent{Position: pos, Entry: en.ID, Kind: string(en.Kind), Why: why[pos]}
		if hidden := f.hidden(pos, &en); hidden != "" {
			s.Why = []string{hidden}
		} else if len(s.Why) == 0 {
			s.Why = []string{f.whyNothing(&en)}
		}
		if outside {
			s.Why = append(s.Why, fmt.Sprintf("it is dated %s, outside of %s", en.At, f.period))
		}
		out = append(out, s)
	}
	return out
}

// scores says whether entries of a kind are in cases: the others change the roster, tasks, or what stands.
func scores(k ledger.Kind) bool {
	return k != ledger.Enroll && k != ledger.Withdraw && k != ledger.Void && k != ledger.Assign
}

// hidden says why an entry is not in view at all; empty: it is, or it is struck out, which is reported as unscored.
func (f *Frame) hidden(pos int32, en *ledger.Entry) string {
	if int(pos) >= f.view.Known() {
		return fmt.Sprintf("it was recorded after %s, up to which things are known", f.options.Known)
	}
	if by, ok := f.view.StruckBy(int(pos)); ok {
		return fmt.Sprintf("struck out by %s: %s", f.ledger.Entry(by).ID, f.ledger.Entry(by).Reason)
	}
	if until, err := ledger.ParseTime(f.options.Until); err == nil && en.At.Instant(f.loc()).After(until.EndInstant(f.loc())) {
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
