package review

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/audit"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Kind says what a finding is about.
type Kind string

// The kinds of finding.
const (
	Unread   Kind = "unread"   // a parameter that no expression reads
	Never    Kind = "never"    // a rule or quota whose conditions never hold together
	Shadowed Kind = "shadowed" // a tier whose outlets the tiers above it take
	Unpriced Kind = "unpriced" // an entry for which a rule looks up a figure that is not there
	Twice    Kind = "twice"    // two rules that pay one entry in one account
	Uncited  Kind = "uncited"  // a clause that no line cites
	Sign     Kind = "sign"     // a bonus that takes, or a deduction that gives
	Straddle Kind = "straddle" // caps by weeks and by longer periods on the same rules
)

// Finding is something in a scheme that its author perhaps did not mean: at its place, with its reason and with a
// witness.
type Finding struct {
	*document.Error
	Kind    Kind
	Witness *ledger.Ledger // a small ledger that shows it when it is scored
	Shows   reason.Reason  // what is to be seen there
}

// Report is what a review found, in the order of the file.
type Report struct {
	Findings []Finding `json:"findings"`
	// Truncated is what was not tried in all its combinations, and so is never said to be impossible.
	Truncated []reason.Reason `json:"truncated,omitempty"`
}

// Review looks a scheme over before there is a ledger. Requires s not to be nil. The error is the context's, or that a
// required parameter cannot be given a value. It is safe for many goroutines.
func Review(ctx context.Context, s *scheme.Scheme) (*Report, error) {
	given, err := audit.Complete(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &reviewer{published: s, scheme: given, ladder: given.TierPrograms().But(),
		names: map[*rule.Program]reason.Reason{}, signs: map[*rule.Program]*sign{}, fired: map[*rule.Program]bool{}}
	r.vocabulary = newVocabulary(given, given.Programs().But(), s.Missing())
	if err := r.groups(ctx); err != nil {
		return nil, err
	}
	r.noteTruncated()
	for _, run := range []func(context.Context) error{r.runCredits, r.runSettles, r.runTests} {
		if err := run(ctx); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil { // what did not run is not said to be impossible
			r.report.Truncated = append(r.report.Truncated, document.ReasonOf(err))
		}
	}
	for _, find := range []func(context.Context) error{
		r.findUnread, r.findNever, r.findShadowed, r.findUnpriced, r.findTwice, r.findUncited, r.findSign,
		r.findStraddle,
	} {
		if err := cmp.Or(find(ctx), ctx.Err()); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(r.report.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Kind, b.Kind))
	})
	return &r.report, nil
}

// noteTruncated says what was not tried in full because it is too much.
func (r *reviewer) noteTruncated() {
	for _, g := range slices.Concat(r.credits, r.settles) {
		if g.truncated && !slices.ContainsFunc(r.report.Truncated, g.name.Equal) {
			r.report.Truncated = append(r.report.Truncated, g.name)
		}
	}
}

// reviewer is the work on one scheme.
type reviewer struct {
	*vocabulary
	published *scheme.Scheme // with its required parameters open
	scheme    *scheme.Scheme
	ladder    []*rule.Program
	subjects  []*subject
	names     map[*rule.Program]reason.Reason // of the lines that expressions stand in
	tiers     []*group
	credits   []*group // all that is run in step 1
	settles   []*group
	signs     map[*rule.Program]*sign // of the figures of bonuses and deductions
	fired     map[*rule.Program]bool  // what had a value that is not false
	prices    []price
	doubles   []double
	paying    *world // the plainest that earns something
	report    Report
}

// baseDay is when the worlds are, where the scheme does not say when it is in force: Monday 2 March 2020.
const baseDay = civil.Day(18323)

// days are when a rule can be asked: once in each state of the parameters in which it is in force, the latest first.
func (r *reviewer) days(rules ...*scheme.Rule) []time.Time {
	base := baseDay.Start(r.scheme.Calendar.Location())
	starts := r.scheme.Params.Starts()
	tried := append([]time.Time{base}, starts...)
	if len(starts) > 0 {
		tried = append(tried, moved(starts[0], 0, -1))
	}
	for _, one := range rules {
		if !one.From.IsZero() {
			tried = append(tried, one.From)
		}
		if !one.Until.IsZero() {
			tried = append(tried, moved(one.Until, 0, -1))
		}
	}
	slices.SortFunc(tried, func(a, b time.Time) int { return b.Compare(a) })
	var out []time.Time
	states := map[int]bool{}
	for _, t := range tried {
		state, _ := r.scheme.Params.At(t)
		inForce := !slices.ContainsFunc(rules, func(one *scheme.Rule) bool { return !one.InForce(t) })
		if inForce && !states[state] {
			states[state] = true
			out = append(out, t)
		}
	}
	return out
}

// find reports a finding whose witness is a world. The error is the context's.
func (r *reviewer) find(ctx context.Context, kind Kind, at *document.Error, w *world, shows reason.Reason) error {
	witness, err := ledger.Of(ctx, w.sheet.entries("1")...)
	if err != nil {
		return noLedger(ctx, err)
	}
	r.report.Findings = append(r.report.Findings, Finding{Error: at, Kind: kind, Witness: witness, Shows: shows})
	return nil
}

// noLedger is the error of worlds that are no ledger, or the context's.
func noLedger(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &reason.Error{Reason: reason.New("review.no-ledger", "review: {wrong}", reason.Of(err)), Err: err}
}

// run makes one ledger of all worlds, and a frame over it that tells each world what ran for its unit.
func (r *reviewer) run(
	ctx context.Context, groups []*group, prefix string, also func(frame.Evaluated, *world),
) (*frame.Frame, map[string]*world, error) {
	worlds := map[string]*world{}
	last, some := time.Time{}, false
	l, err := ledger.New(ctx, func(yield func(ledger.Entry, error) bool) {
		for g, one := range groups {
			for i, w := range one.worlds {
				n := fmt.Sprintf("%s%d.%d", prefix, g+2, i)
				worlds["u"+n] = w
				if w.sheet.day.After(last) {
					last = w.sheet.day
				}
				for _, e := range w.sheet.entries(n) {
					some = true
					if !yield(e, ctx.Err()) {
						return
					}
				}
			}
		}
	})
	switch {
	case err != nil || ctx.Err() != nil:
		return nil, nil, noLedger(ctx, err)
	case !some:
		return nil, nil, nil
	}
	year := r.scheme.Calendar.Of(yearKind, last)
	f, _, err := steps.Open(ctx, r.scheme, l, frame.Options{Periods: []calendar.Period{year}, Workers: 1}, nil)
	if err != nil {
		return nil, nil, err
	}
	return f.Observed(func(ran frame.Evaluated) {
		r.noteFired(ran)
		if w := worlds[ran.Unit]; w != nil {
			w.listen(ran.Program, ran.Vars, r.ladder)
			r.noteSign(ran, w)
			also(ran, w)
		}
	}), worlds, nil
}
