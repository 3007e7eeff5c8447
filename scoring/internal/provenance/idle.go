package provenance

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Idle is an entry that gave nothing, and why not.
type Idle struct {
	Position    int32
	Entry, Kind string
	Reasons     []reason.Reason
}

// idleEntries lists, of some entries in recording order, those of the answer that are dated in the period and in no posting of it,
// each with the reasons. The error is the context's.
func idleEntries(ctx context.Context, f *frame.Frame, some []int32, unscored []steps.Unscored,
	postings []steps.Posting, w *trace, q Query) ([]Idle, error) {
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
		if hidden := hidden(f, s.Position); !hidden.IsZero() {
			s.Reasons = []reason.Reason{hidden}
		} else if len(s.Reasons) == 0 {
			en := f.Ledger.Entry(int(s.Position))
			why, err := whyNothing(ctx, f, &en)
			if err != nil {
				return nil, err
			}
			s.Reasons = []reason.Reason{why}
		}
		if outside(f, s.Position) {
			s.Reasons = append(s.Reasons, reason.New("idle.outside", "it is dated {at}, outside of {period}", f.Columns.Time(int(s.Position), columns.FieldAt).String(), f.Period.String()))
		}
	}
	return out, nil
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
			s.Reasons = append(s.Reasons, reason.New("idle.refused", "{code}: {reason}", u.Code, u.Reason))
		}
	}
	for _, c := range w.candidates {
		s := at(c.Fact.Position)
		switch {
		case s == nil:
		case c.Unmet:
			s.Reasons = append(s.Reasons, reason.New("idle.unmet", "rule {rule} says nothing: its condition is false{values}", c.Credit.Name, valuesOf(w.values[c])))
		case c.Counts && c.Credit.Collapse != nil:
			s.Reasons = append(s.Reasons, reason.New("idle.beaten", "rule {rule} makes it worth {worth}, which another entry of the item beats ({by}, clause {clause})",
				c.Credit.Name, c.Amounts[0].String(), c.Credit.Collapse.Name, c.Credit.Collapse.Clause))
		case c.Counts:
			s.Reasons = append(s.Reasons, reason.New("idle.worth", "rule {rule} makes it worth {worth}", c.Credit.Name, c.Amounts[0].String()))
		}
	}
	for _, t := range w.tallies {
		if s := at(t.Fact.Position); s != nil {
			s.Reasons = append(s.Reasons, reason.New("idle.counts", "counts {count} for quota {quota}{values}", t.Amount.String(), t.Quota.Name, valuesOf(w.counted[t])))
		}
	}
}

// valuesOf are what an expression read, each behind a semicolon; the zero reason: nothing.
func valuesOf(values []rule.Observed) reason.Reason {
	if len(values) == 0 {
		return reason.Reason{}
	}
	all := make([]reason.Reason, len(values))
	for i, v := range values {
		o := observed(v)
		all[i] = reason.New("value.read", "{path} = {value}", o.Path, o.Value)
	}
	return reason.New("value.all", "; {values}", all)
}

// hidden says why an entry is not in view at all; empty: it is, or it is struck out, which is reported as unscored.
func hidden(f *frame.Frame, pos int32) reason.Reason {
	if int(pos) >= f.View.Known() {
		return reason.New("idle.unknown", "it was recorded after {known}, up to which things are known", f.Options.Known.String())
	}
	if by, ok := f.View.StruckBy(int(pos)); ok {
		return frame.StruckOutBy(f.Ledger.Entry(by).ID, f.Ledger.Entry(by).Reason)
	}
	if !f.Until.IsZero() && f.Instant(int(pos)).After(f.Until) {
		return reason.New("idle.after-until", "it is dated after {until}, up to which entries are taken", f.Options.Until.String())
	}
	return reason.Reason{}
}

// whyNothing is the reason where no rule had anything to say. The error is the context's.
func whyNothing(ctx context.Context, f *frame.Frame, en *ledger.Entry) (reason.Reason, error) {
	switch en.Kind {
	case ledger.Enroll, ledger.Withdraw:
		return reason.New("idle.roster", "it changes the roster and is worth nothing by itself"), nil
	case ledger.Void:
		return reason.New("idle.void", "it strikes out {entry} and is worth nothing by itself", en.Ref), nil
	case ledger.Assign:
		return reason.New("idle.assign", "it sets what quota {quota} requires in {period}, to {required}", en.Quota,
			en.Period, en.Required.Decimal.String()), nil
	case ledger.Endorse:
		return reason.New("idle.endorse",
			"no rule scores an endorsement by itself, and no bonus or worth changed by it"), nil
	}
	if en.Item == "" {
		return noRule(en), nil
	}
	_, naming, err := f.View.Item(ctx, en.Item)
	if err == nil && naming == ledger.Absent {
		return reason.New("idle.not-submitted", "item {item} is not handed in yet", en.Item), nil
	}
	return noRule(en), err
}

func noRule(en *ledger.Entry) reason.Reason {
	return reason.New("idle.no-rule", "no rule of the scheme scores it ({kind})", string(en.Kind))
}
