package review

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
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
	Partial  Kind = "partial"  // a long quota that does not say what a unit owes that was there in part
	Again    Kind = "again"    // a queue that is asked again, though nothing that it asks can change
)

// Finding is something in a scheme that its author perhaps did not mean: at its place, with its reason and with a
// witness.
type Finding struct {
	*document.Error
	Kind    Kind
	Cells   []reason.Reason // each case of what is found several times at that place; nil: it is found once
	Witness *ledger.Ledger  // a small ledger that shows it when it is scored
	Shows   reason.Reason   // what is to be seen there
}

// Report is what a review found, in the order of the file.
type Report struct {
	Findings  []Finding `json:"findings"`
	Truncated []Untried `json:"truncated,omitempty"`
}

// Review looks a scheme over before there is a ledger. Requires s not to be nil. The error is the context's, or that a
// required parameter cannot be given a value. It is safe for many goroutines.
func Review(ctx context.Context, s *scheme.Scheme) (*Report, error) {
	given, err := audit.Complete(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &reviewer{published: s, scheme: given, ladder: given.TierPrograms().But(),
		names: map[*rule.Program]reason.Reason{}, signs: map[*rule.Program]*sign{}, fired: map[*rule.Program]bool{},
		byLine: map[string]*subject{}, opens: map[string]bool{}, sets: map[string]*set{}, prices: map[string]*price{}}
	if r.vocabulary, err = newVocabulary(ctx, given, given.Programs().But(), s.Missing()); err != nil {
		return nil, err
	}
	if err := r.groups(ctx); err != nil {
		return nil, err
	}
	entries, units := slices.Concat(r.credits, r.counts, r.tiers, r.pairs), r.settles
	ofEntries, ofUnits := r.plan(entries, asked(given)), r.plan(units, settled(given))
	r.noteUntried(slices.Concat(entries, units))
	ctx = frame.AtEntries(frame.SharingWork(ctx, 0))
	for _, run := range []func(context.Context) error{
		func(ctx context.Context) error { return r.runCredits(ctx, blocks(ofEntries, asked(given))) },
		func(ctx context.Context) error { return r.runSettles(ctx, blocks(ofUnits, settled(given))) },
		r.runTests,
	} {
		if err := run(ctx); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil { // what did not run is not said to be impossible
			at := &document.Error{Reason: document.ReasonOf(err)}
			if over := (*frame.OverworkError)(nil); errors.As(err, &over) && over.Dearest != nil {
				at = over.Dearest.Source().ErrorAt(0, over.Reason, "")
			}
			r.report.Truncated = append(r.report.Truncated, Untried{Error: at})
		}
	}
	for _, find := range []func(context.Context) error{
		r.findUnread, r.findNever, r.findShadowed, r.findUnpriced, r.findTwice, r.findUncited, r.findSign,
		r.findStraddle, r.findPartial, r.findAgain,
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

// reviewer is the work on one scheme.
type reviewer struct {
	*vocabulary
	published *scheme.Scheme // with its required parameters open
	scheme    *scheme.Scheme
	ladder    []*rule.Program
	subjects  []*subject
	byLine    map[string]*subject
	names     map[*rule.Program]reason.Reason // of the lines that expressions stand in
	opens     map[string]bool                 // by what is read: not everything can be tried of it
	sets      map[string]*set                 // by what is read
	values    int                             // of the facts of the sets
	needed    int                             // steps to try everything
	credits   []*group                        // what is run in step 1
	counts    []*group                        // what quotas count
	tiers     []*group
	pairs     []*group
	settles   []*group
	signs     map[*rule.Program]*sign // of the figures of bonuses and deductions
	fired     map[*rule.Program]bool  // what had a value that is not false
	prices    map[string]*price
	looks     int // for figures that are not there
	payments  []payment
	creditOf  map[*scheme.Rule]int
	paying    *world // the plainest that earns something
	report    Report
}

// baseDay is when the worlds are, where the scheme does not say when it is in force: Monday 2 March 2020.
const baseDay = civil.Day(18323)

// baseDayOf is that of a scheme: of one that succeeds another the first Monday, if it begins later.
func baseDayOf(s *scheme.Scheme) civil.Day {
	if s.Succeeds == nil {
		return baseDay
	}
	first := civil.Of(s.Succeeds.From)
	return max(baseDay, first+civil.Day((7-first.Weekday())%7))
}

// days are when a rule can be asked: once in each state of the parameters in which it is in force, the latest first.
func (r *reviewer) days(rules ...*scheme.Rule) []time.Time {
	base := baseDayOf(r.scheme).Start(r.scheme.Calendar.Location())
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
		if inForce && !states[state] && !r.scheme.IsBefore(t) {
			states[state] = true
			out = append(out, t)
		}
	}
	return out
}

// find reports a finding whose witness is a world, with the cells of one that is found several times at its place. The
// error is the context's.
func (r *reviewer) find(ctx context.Context, kind Kind, at *document.Error, s *sheet, shows reason.Reason,
	cells ...reason.Reason) error {
	witness, err := ledger.Of(ctx, s.entries("1")...)
	if err != nil {
		return noLedger(ctx, err)
	}
	r.report.Findings = append(r.report.Findings,
		Finding{Error: at, Kind: kind, Cells: cells, Witness: witness, Shows: shows})
	return nil
}

// noLedger is the error of worlds that are no ledger, or the context's.
func noLedger(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &reason.Error{Reason: reason.New("review.no-ledger", "review: {wrong}", reason.Of(err)), Err: err}
}

// run makes one ledger of some worlds, and a frame over it that tells each world what ran for its unit; nil: there is
// no entry.
func (r *reviewer) run(ctx context.Context, all []*world, also func(frame.Evaluated, *world)) (*frame.Frame, error) {
	last, some := time.Time{}, false
	l, err := ledger.New(ctx, func(yield func(ledger.Entry, error) bool) {
		for i, w := range all {
			s := w.sheet()
			if s.day.After(last) {
				last = s.day
			}
			for _, e := range s.entries(worldName(i)) {
				some = true
				if !yield(e, ctx.Err()) {
					return
				}
			}
		}
	})
	switch {
	case err != nil || ctx.Err() != nil:
		return nil, noLedger(ctx, err)
	case !some:
		return nil, nil
	}
	year := r.scheme.Calendar.Of(calendar.Year, last)
	f, _, err := steps.Open(ctx, r.scheme, l, frame.Options{Periods: []calendar.Period{year}, Workers: 1}, nil)
	if err != nil {
		return nil, err
	}
	return f.Observed(func(ran frame.Evaluated) {
		r.noteFired(ran)
		if w := worldOf(all, ran.Unit); w != nil {
			w.listen(ran.Program, ran.Vars, r.ladder)
			r.noteSign(ran, w)
			also(ran, w)
		}
	}), nil
}

// firstName is what the first world of a ledger is called; witnesses are called 1.
const firstName = 10_000_001

func worldName(i int) string { return strconv.Itoa(firstName + i) }

// worldOf is the world of a unit, or of the item that it hands in; nil: it is the unit of none.
func worldOf(all []*world, name string) *world {
	if name == "" || name[0] != 'u' && name[0] != 'i' {
		return nil
	}
	n, err := strconv.Atoi(name[1:])
	if i := n - firstName; err == nil && i >= 0 && i < len(all) {
		return all[i]
	}
	return nil
}
