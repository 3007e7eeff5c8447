package provenance

import (
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Idle is an entry without a point, and the reasons.
type Idle struct {
	Position    int32
	Entry, Kind string
	Reasons     []reason.Reason
}

// add adds a reason that it has not.
func (i *Idle) add(r reason.Reason) {
	if !slices.ContainsFunc(i.Reasons, func(o reason.Reason) bool { return o.String() == r.String() }) {
		i.Reasons = append(i.Reasons, r)
	}
}

// idleEntries are those of some entries, in the order of recording, that the query selects, that are of the
// reported period, and that no posting has as evidence. The entry of a query may be of another period. The error
// is the context's.
func idleEntries(
	ctx context.Context, f *frame.Frame, positions []int32, unscored []steps.Unscored, postings []steps.Posting,
	settled []steps.Settled, r *recorder, q Query,
) ([]Idle, error) {
	posted := map[string]bool{}
	for _, p := range postings {
		for _, id := range p.Entries {
			posted[id] = true
		}
	}
	var out []Idle
	indexOf := map[int32]int{} // by position: the place in out plus one
	selects := selector(f, q)
	for _, pos := range positions {
		if !selects(pos) || posted[f.ID(pos)] ||
			q.Entry == "" && (outside(f, pos) || q.Unit != "" && f.Foreign(pos) ||
				!frame.InCases(f.Columns.Kind(int(pos)))) {
			continue
		}
		out = append(out, Idle{Position: pos, Entry: f.ID(pos), Kind: string(f.Columns.Kind(int(pos)))})
		indexOf[pos] = len(out)
	}
	idleAt := func(pos int32) *Idle {
		if n := indexOf[pos]; n > 0 {
			return &out[n-1]
		}
		return nil
	}
	addReasons(f, unscored, r, idleAt)
	addCovered(f, settled, idleAt)
	for i := range out {
		idle := &out[i]
		why, before := whyNotInView(f, idle.Position), r.isBefore(f, idle.Position)
		if !why.IsZero() {
			idle.Reasons = []reason.Reason{why}
		} else if len(idle.Reasons) == 0 && !before {
			why, err := whyNoRule(ctx, f, idle.Position)
			if err != nil {
				return nil, err
			}
			idle.Reasons = []reason.Reason{why}
		}
		if before {
			idle.Reasons = append(idle.Reasons, reason.New("idle.before",
				"it is dated before {from}, until which scheme {scheme} gave what it is worth",
				civil.Of(f.Scheme.Succeeds.From.In(f.Loc())).String(), f.Scheme.Succeeds.Scheme))
		}
		if outside(f, idle.Position) {
			idle.Reasons = append(idle.Reasons, reason.New("idle.outside", "it is dated {at}, outside of {period}",
				f.Columns.Time(int(idle.Position), columns.FieldAt).String(), f.Name()))
		}
	}
	return out, nil
}

// isBefore says whether an entry is of the time before the scheme, of the one that it succeeds: it is dated then, and
// neither takes effect nor is asked later.
func (r *recorder) isBefore(f *frame.Frame, pos int32) bool {
	return frame.InCases(f.Columns.Kind(int(pos))) && f.Scheme.IsBefore(f.Instant(int(pos))) &&
		!slices.ContainsFunc(r.candidates, func(c *steps.Candidate) bool {
			return c.Fact.Position == pos && (c.Credit.Later != nil || !f.Scheme.IsBefore(c.Fact.From))
		}) &&
		!slices.ContainsFunc(r.tallies, func(t *steps.Tally) bool {
			return t.Fact.Position == pos && !f.Scheme.IsBefore(t.Fact.From)
		})
}

// outside says whether an entry is outside of the reported period.
func outside(f *frame.Frame, pos int32) bool {
	at := f.Instant(int(pos))
	return at.Before(f.Start) || !at.Before(f.End)
}

// addReasons adds to idle entries the reasons of the steps. IdleAt gives the idle entry at a position; nil: it is
// not idle.
func addReasons(f *frame.Frame, unscored []steps.Unscored, r *recorder, idleAt func(pos int32) *Idle) {
	for _, u := range unscored {
		if idle := idleAt(u.Position); idle != nil {
			idle.Reasons = append(idle.Reasons, reason.New("idle.refused", "{code}: {reason}", u.Code, u.Reason))
		}
	}
	for _, c := range r.candidates {
		for _, p := range c.AllProblems() {
			if lacks := idleAt(p.Position); lacks != nil && p.Position != c.Fact.Position && f.ReportsProblem(&p) {
				lacks.add(reason.New("idle.lacks", "rule {rule}: {reason}", p.Rule, p.Reason))
			}
		}
		idle := idleAt(c.Fact.Position)
		switch {
		case idle == nil:
		case c.Open && !c.Counts:
			idle.Reasons = append(idle.Reasons, reason.New("idle.asked-later",
				"rule {rule} is asked of it on {day}, which this score does not reach{values}", c.Credit.Name,
				c.Next.String(), valuesOf(r.values[c])))
		case c.Unmet:
			idle.Reasons = append(idle.Reasons, reason.New("idle.unmet",
				"rule {rule} says nothing: its condition is false{values}", c.Credit.Name, valuesOf(r.values[c])))
		case c.Counts && c.Credit.Later == nil && f.Scheme.IsBefore(c.Fact.From): // what it is worth, nobody asks
		case c.Counts && c.Credit.Collapse != nil:
			idle.Reasons = append(idle.Reasons, reason.New("idle.beaten",
				"rule {rule} makes it worth {worth}, which another entry of the item beats ({by}{clause})",
				c.Credit.Name, c.Amounts[0].String(), c.Credit.Collapse.Name, clauseOf(c.Credit.Collapse.Clause)))
		case c.Counts:
			idle.Reasons = append(idle.Reasons, reason.New("idle.worth",
				"rule {rule} makes it worth {worth}", c.Credit.Name, c.Amounts[0].String()))
		}
	}
	for _, t := range r.tallies {
		addCounts(f, t, r, idleAt)
	}
}

// clauseOf is the clause of a collapse, as a part of a reason; zero: it cites none.
func clauseOf(clause string) reason.Reason {
	if clause == "" {
		return reason.Reason{}
	}
	return reason.New("idle.clause", ", clause {clause}", clause)
}

// addCounts adds what an entry counts for a quota in the reported period: to the entry, and to another one that has the
// date of it. An entry that counts only before or after that period says when. Nothing counts in time of which an
// opening says what was done, or that is before the scheme.
func addCounts(f *frame.Frame, t *steps.Tally, r *recorder, idleAt func(pos int32) *Idle) {
	var days []string
	own, within, published := idleAt(t.Fact.Position), decimal.Decimal{}, false
	for _, c := range r.counts[t] {
		if f.Scheme.IsBefore(c.at) || f.Openings.CoveringQuota(f.Columns.Text(t.Fact.Unit), t.Quota, c.at) != nil {
			published = true
			continue
		}
		if c.at.Before(f.Start) || !c.at.Before(f.End) {
			days = append(days, civil.Of(c.at.In(f.Loc())).String())
			continue
		}
		within = within.Add(c.amount)
		if by := idleAt(c.position); by != nil && c.position != t.Fact.Position {
			by.add(reason.New("idle.counts-another", "by it {entry} counts {count} for quota {quota}",
				f.ID(t.Fact.Position), c.amount.String(), t.Quota.Name))
		}
	}
	switch {
	case own == nil || published && within.IsZero() && len(days) == 0:
	case within.IsZero() && len(days) > 0:
		own.Reasons = append(own.Reasons, reason.New("idle.counts-then",
			"counts for quota {quota} on {days}, not in {period}",
			t.Quota.Name, strings.Join(slices.Compact(days), ", "), f.Name()))
	default:
		own.Reasons = append(own.Reasons, reason.New("idle.counts", "counts {count} for quota {quota}{values}",
			within.String(), t.Quota.Name, valuesOf(r.counted[t])))
	}
}

// valuesOf are values that an expression read, as a part of a reason; zero: none.
func valuesOf(values []rule.Observed) reason.Reason {
	if len(values) == 0 {
		return reason.Reason{}
	}
	all := make([]reason.Reason, len(values))
	for i, v := range values {
		o := valueOf(v)
		all[i] = reason.New("value.read", "{path} = {value}", o.Path, o.Value)
	}
	return reason.New("value.all", "; {values}", all)
}

// whyNotInView is the reason of an entry that the view excludes; zero: it does not.
func whyNotInView(f *frame.Frame, pos int32) reason.Reason {
	if by := f.Bulletin; int(pos) >= f.View.Known() && by != nil {
		return reason.New("idle.closed", "it was recorded after {close}, by which {period} is closed",
			f.ID(by.Position), by.Period.String())
	}
	if int(pos) >= f.View.Known() {
		return reason.New("idle.unknown",
			"it was recorded after {known}, up to which things are known", f.Options.Known.String())
	}
	if by, ok := f.View.StruckBy(int(pos)); ok {
		return f.StruckOutBy()(by)
	}
	if f.Foreign(pos) {
		return reason.New("idle.not-covered", "it is about item {item}, which the scheme does not cover",
			f.Columns.Text(f.Code(pos, columns.FieldItem)))
	}
	if !f.Until.IsZero() && f.Instant(int(pos)).After(f.Until) {
		return reason.New("idle.after-until",
			"it is dated after {until}, up to which entries are taken", f.Options.Until.String())
	}
	return reason.Reason{}
}

// whyNoRule is the reason of an entry that no rule scores. The error is the context's.
func whyNoRule(ctx context.Context, f *frame.Frame, pos int32) (reason.Reason, error) {
	en := f.Ledger.Entry(int(pos))
	switch en.Kind {
	case ledger.Enroll, ledger.Withdraw:
		return reason.New("idle.roster", "it changes the roster and is worth nothing by itself"), nil
	case ledger.Void:
		return reason.New("idle.void", "it strikes out {entry} and is worth nothing by itself", en.Ref), nil
	case ledger.Close:
		return reason.New("idle.close", "it closes {period} and is worth nothing by itself", en.Period), nil
	case ledger.Opening:
		return openingSays(f, pos, &en), nil
	case ledger.Assign:
		return reason.New("idle.assign", "it sets what quota {quota} requires in {period}, to {required}",
			en.Quota, en.Period, en.Required.Decimal.String()), nil
	case ledger.Commission:
		row := f.Columns.Row(int(pos))
		due := f.DueOf(row, f.Instant(int(pos)))
		asks := func(c *scheme.Credit) bool { return c.Each == ledger.Commission }
		switch {
		case !slices.ContainsFunc(f.Scheme.Credits, asks):
		case !f.Until.IsZero() && due.After(f.Until):
			return reason.New("idle.not-due", "it is due {due}, after {until}, up to which entries are taken",
				en.Due.String(), f.Options.Until.String()), nil
		case f.MemberAt(row.Code(columns.FieldUnit), due) == nil:
			return reason.New("idle.left", "unit {unit} is off the roster on {due}, when it is due", en.Unit,
				en.Due.String()), nil
		}
	case ledger.Endorse:
		return reason.New("idle.endorse",
			"no rule scores an endorsement by itself, and no bonus or worth changed by it"), nil
	}
	if en.Item == "" {
		return noRule(&en), nil
	}
	_, naming, err := f.View.Item(ctx, en.Item)
	if err == nil && naming == ledger.Absent {
		return reason.New("idle.not-submitted", "item {item} is not handed in yet", en.Item), nil
	}
	return noRule(&en), err
}

// openingSays is what an opening says that is no posting.
func openingSays(f *frame.Frame, pos int32, en *ledger.Entry) reason.Reason {
	what := en.Account
	if en.Quota != "" {
		what = en.Quota
	}
	if en.Required.Valid {
		return reason.New("idle.opening-required",
			"it says what {of} came to in {period}: {amount} done, {required} required", what, en.Period,
			en.Amount.Decimal.String(), en.Required.Decimal.String())
	}
	return reason.New("idle.opening", "it says what {of} came to in {period}: {amount}",
		reason.New("idle.of", "{of}{item}", what, itemOf(en.Item)), en.Period, en.Amount.Decimal.String())
}

// addCovered adds to idle entries the openings that say what the account or quota came to in their time.
func addCovered(f *frame.Frame, settled []steps.Settled, idleAt func(pos int32) *Idle) {
	for i := range settled {
		for _, c := range settled[i].Covered {
			idle := idleAt(c.CausedBy())
			if idle == nil {
				continue
			}
			o, of := (*frame.Opening)(nil), ""
			if c.Quota != nil {
				o, of = f.Openings.CoveringQuota(c.Unit, c.Quota, c.At), c.Quota.Name
			} else {
				o, of = f.Openings.Covering(c.Unit, c.Account, c.At), f.Scheme.Accounts[c.Account].Name
				if o == nil {
					o = f.Openings.CoveringItem(frame.PaidKey{Unit: c.Unit, Item: c.Item, Account: c.Account,
						Group: c.Group}, c.At)
				}
			}
			if o != nil {
				of := reason.New("idle.of", "{of}{item}", of, itemOf(f.Columns.Text(o.Item)))
				idle.add(reason.New("idle.opened", "{opening} says what {of} of {unit} came to in {period}",
					f.ID(o.Position), of, c.Unit, o.Period.String()))
			}
		}
	}
}

// itemOf is the item of an opening, as a part of a reason; zero: it is of all.
func itemOf(item string) reason.Reason {
	if item == "" {
		return reason.Reason{}
	}
	return reason.New("idle.of-item", " for {item}", item)
}

func noRule(en *ledger.Entry) reason.Reason {
	return reason.New("idle.no-rule", "no rule of the scheme scores it ({kind})", string(en.Kind))
}
