package scoring

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// The codes of notes.
const (
	NoteRun         = "note.run"          // a run of periods is reported, which has no ranks and figures of its own
	NoteProvisional = "note.provisional"  // the period ends after what is known: totals, ranks and honours may change
	NoteSettledLate = "note.settled-late" // periods that end after the last entry are settled as missed
	NoteRefused     = "note.refused"      // entries were refused: Unscored
	NoteProblems    = "note.problems"     // facts are missing, or out of bounds: Problems
	NoteShares      = "note.shares"       // quotas count shares exactly, and what was posted is another sum
	NoteOpenings    = "note.openings"     // entries give something in time of which openings say all
	NoteUnnamed     = "note.unnamed"      // openings name no rule, where caps of longer periods limit rules
	NoteHandover    = "note.handover"     // entries before a scheme that succeeds another, and no opening
	NoteCarried     = "note.carried"      // postings are of closed periods: Posting.Carried
	NoteNotHad      = "note.not-had"      // something was posted in accounts that the unit does not have in the period
	NoteUnmet       = "note.unmet"        // no rule's condition met entries: Unmet
	NoteNotCovered  = "note.not-covered"  // entries are about items that are not the scheme's own
	NoteSuspects    = "note.suspects"     // submissions may be one and the same: Suspects
	NoteStrangers   = "note.strangers"    // no expression of the scheme knows words of the ledger: Strangers
)

// Provisional says whether the reported period ends after what is known: after the day of Options.Until, or, without
// one, after the day of the latest entry that counts. What is settled of periods inside that ended by then is final.
func (b *Scorebook) Provisional() bool { return b.scored.Frame.Provisional(b.asked.lastDay) }

// Notes are what a reader must know before taking the score for final, and what somebody should look at: in the order
// of the codes above, each at most once. An until that covers the period says that nothing is missing; then nothing is
// provisional, and what is missing was missed.
//
// A score that is provisional for want of later entries is scored once more, until the last of them: NoteSettledLate
// names that day, in its argument cut, only if what is earned stays the same. The error is that of [Score].
func (b *Scorebook) Notes(ctx context.Context) ([]reason.Reason, error) {
	out := b.runNote()
	if b.Provisional() {
		ends := civil.Of(b.scored.Frame.End.Add(-1)).String()
		last, ok := b.asked.lastDay()
		if until := b.Options.Until; !until.IsZero() {
			out = append(out, reason.New("note.provisional", "provisional: the period ends {ends}, after {known}", ends,
				reason.New("note.until", "until ({day})", until.String())))
		} else if ok {
			known := reason.New("note.last-entry", "the last entry ({day}); until {ends} says that nothing is missing",
				last.String(), ends)
			if _, err := ledger.ParseTime(ends); err != nil { // no until reaches a day of 2100
				known = reason.New("note.last-of-all", "the last entry ({day})", last.String())
			}
			out = append(out, reason.New("note.provisional", "provisional: the period ends {ends}, after {known}", ends,
				known))
			late, err := b.settledLate(ctx, last)
			if err != nil {
				return nil, err
			}
			out = append(out, late...)
		}
	}
	unscored, err := b.Unscored(ctx)
	if err != nil {
		return nil, err
	}
	if n := len(unscored); n > 0 {
		out = append(out, reason.New("note.refused", "refused: {number} ({codes})", n,
			countOf(unscored, func(u *Unscored) string { return u.Code })))
	}
	problems, err := b.Problems(ctx)
	if err != nil {
		return nil, err
	}
	if n := len(problems); n > 0 {
		out = append(out, reason.New("note.problems",
			"facts that rules needed and did not find, or not within bounds: {number} ({codes})", n,
			countOf(problems, func(p *Problem) string { return p.Code })))
	}
	quotas, err := b.Quotas(ctx)
	if err != nil {
		return nil, err
	}
	rounded := slices.DeleteFunc(quotas, func(q QuotaRow) bool { return !q.Posted.Valid })
	if n := len(rounded); n > 0 {
		q := rounded[0]
		out = append(out, reason.New("note.shares",
			"quotas that count shares exactly, where what was posted, rounded, adds up to another figure: {number} "+
				"({quota} of {unit} in {period}: {done} done, {posted} posted)",
			n, q.Quota, q.Unit, q.Period.String(), q.Done.String(), q.Posted.Decimal.String()))
	}
	out = append(append(append(out, b.covered()...), b.unnamed()...), b.notHandedOver()...)
	carried, err := b.carried(ctx)
	if err != nil {
		return nil, err
	}
	out = append(append(out, carried...), b.notHad()...)
	unmet, err := b.unmet(ctx)
	if err != nil {
		return nil, err
	}
	if n := len(unmet); n > 0 {
		out = append(out, reason.New("note.unmet", "entries that no rule's condition met: {number} ({codes})", n,
			countOf(unmet, func(pos *int32) string { return string(b.scored.Frame.Columns.Kind(int(*pos))) })))
	}
	f := b.scored.Frame
	if n := len(within(f, f.NotCovered())); n > 0 {
		out = append(out, reason.New("note.not-covered",
			"entries of items that the scheme does not cover, left out: {number}", n))
	}
	suspects, err := b.Suspects(ctx)
	if err != nil {
		return nil, err
	}
	if n := len(suspects); n > 0 {
		out = append(out, reason.New("note.suspects", "titles of which several submissions may be one: {number}", n))
	}
	strangers, err := b.Strangers(ctx)
	if err != nil {
		return nil, err
	}
	if n := len(strangers); n > 0 {
		out = append(out, reason.New("note.strangers",
			"words that no expression of the scheme knows: {number} ({codes})", n,
			countOf(strangers, func(s *Stranger) string { return s.Field })))
	}
	return out, nil
}

// carried is the note on what is posted of closed periods.
func (b *Scorebook) carried(ctx context.Context) ([]reason.Reason, error) {
	if len(b.scored.Frame.Closings) == 0 {
		return nil, ctx.Err()
	}
	postings, err := b.Postings(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(postings, func(p Posting) bool { return p.Carried == nil })
	if len(all) == 0 {
		return nil, nil
	}
	return []reason.Reason{reason.New("note.carried",
		"what closed periods have otherwise by now, posted in what is shown: {number} ({codes})", len(all),
		countOf(all, func(p *Posting) string { return p.Carried.shape().As }))}, nil
}

// notHad is the note on what was posted in accounts that a unit does not have in the period.
func (b *Scorebook) notHad() []reason.Reason {
	var first *steps.Total
	n := 0
	for i := range b.scored.Ranked.Totals {
		t := &b.scored.Ranked.Totals[i]
		if t.Absent && !t.Amount.IsZero() {
			if n++; first == nil {
				first = t
			}
		}
	}
	if n == 0 {
		return nil
	}
	return []reason.Reason{reason.New("note.not-had",
		"amounts in accounts that the unit does not have in the period, not shown: {number} "+
			"({amount} {account} of {unit})",
		n, first.Amount.String(), b.Scheme.Accounts[first.Account].Name, first.Unit)}
}

// runNote says that a run of periods is reported, and which kinds of longer period the scheme settles or ranks: of
// those only the whole ones in it count.
func (b *Scorebook) runNote() []reason.Reason {
	run := b.Shown()
	if run.Single() {
		return nil
	}
	uses := slices.Clone(b.Scheme.Kinds)
	for _, r := range b.Scheme.Rankings {
		uses = append(uses, r.Per...)
	}
	slices.Sort(uses)
	var longer []string
	for _, kind := range slices.Compact(uses) {
		if kind > run.First.Kind && !kind.IsOwn() {
			longer = append(longer, b.Scheme.Calendar.Word(kind))
		}
	}
	var inside []reason.Reason
	if len(longer) > 0 {
		inside = []reason.Reason{reason.New("note.longer",
			"; of longer periods ({kinds}) only those inside count", longer)}
	}
	return []reason.Reason{reason.New("note.run",
		"sums of {run}, without ranks, honours and figures of their own{inside}",
		run.String(), inside)}
}

// countOf says how many rows there are of each code, the most frequent first.
func countOf[T any](rows []T, codeOf func(*T) string) []reason.Reason {
	count := map[string]int{}
	var names []string
	for i := range rows {
		code := codeOf(&rows[i])
		if count[code]++; count[code] == 1 {
			names = append(names, code)
		}
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x, y)) })
	var each []reason.Reason
	for _, name := range names {
		each = append(each, reason.New("note.count", "{number} {code}", count[name], name))
	}
	return each
}

// settledLate is the note on periods that end after the last entry's day and in which something was missed or deducted;
// none where there are none.
func (b *Scorebook) settledLate(ctx context.Context, last ledger.Time) ([]reason.Reason, error) {
	f := b.scored.Frame
	after := f.AfterDay(last)
	seen := map[calendar.Period]bool{}
	quotas, err := b.Quotas(ctx)
	if err != nil {
		return nil, err
	}
	for _, q := range quotas {
		if _, end := f.Scheme.Calendar.Bounds(q.Period); !q.Missing.IsZero() && end.After(after) {
			seen[q.Period] = true
		}
	}
	kinds := map[string]calendar.Kind{} // of the rules on a period itself
	for _, s := range f.Scheme.Settles {
		if s.Quota == nil && s.Cap == nil {
			kinds[s.Name] = s.Per
		}
	}
	if len(kinds) > 0 { // most schemes have none, and postings take their time
		postings, err := b.Postings(ctx)
		if err != nil {
			return nil, err
		}
		for _, p := range postings {
			if kind, ok := kinds[p.Rule]; ok && p.Amount.IsNegative() && !p.At.Before(after) {
				seen[f.Scheme.Calendar.Of(kind, p.At)] = true
			}
		}
	}
	cut, lost, err := b.cut(ctx, last)
	if err != nil || len(seen) == 0 && !lost.dues && !lost.periods {
		return nil, err
	}
	periods := kindsOf(f.Scheme.Calendar, seen)
	if lost.dues || len(periods) == 0 {
		periods = append(periods, reason.New("note.dues", "what was due"))
	}
	return []reason.Reason{reason.New("note.settled-late",
		"settled as missed after the last entry ({last}): {periods}{cut}", last.String(), periods, cut)}, nil
}

// kindsOf are periods counted by kind, the longer first.
func kindsOf(c *calendar.Calendar, seen map[calendar.Period]bool) []reason.Reason {
	count := map[calendar.Kind]int{}
	for p := range seen {
		count[p.Kind]++
	}
	var out []reason.Reason
	for _, kind := range slices.Backward(slices.Sorted(maps.Keys(count))) {
		switch n := count[kind]; {
		case n == 1:
			out = append(out, reason.New("note.one-period", "1 {kind}", c.Word(kind)))
		case n > 1 && kind == calendar.Half:
			out = append(out, reason.New("note.halves", "{number} halves", n))
		case n > 1:
			out = append(out, reason.New("note.periods", "{number} {kind}s", n, c.Word(kind)))
		}
	}
	return out
}

// lateness is what was settled late: a period, or the time of a commission.
type lateness struct{ periods, dues bool }

// cut tries what the score is until the day of the last entry. It says that this leaves out what was settled late, if
// nothing else changes, and what was settled late.
func (b *Scorebook) cut(ctx context.Context, last ledger.Time) (cut []reason.Reason, lost lateness, err error) {
	if !last.IsDate() { // it lies after the last day that an until can name
		return nil, lost, nil
	}
	o := Options{Periods: []calendar.Period{b.Shown().First}, Through: b.Shown().Last, Until: last,
		Known: b.Options.Known, Workers: b.Options.Workers}
	other, err := Score(ctx, b.Scheme, b.Ledger, o)
	if err != nil {
		return nil, lost, err
	}
	earned := true
	type key struct{ unit, rule, account string }
	sums := map[key]RuleSum{}
	for _, s := range b.RuleSums() {
		sums[key{s.Unit, s.Rule, s.Account}] = s
	}
	differ := func(rule string) {
		switch {
		case b.settles(rule):
			lost.periods = true
		case b.falls(rule):
			lost.dues = true
		default:
			earned = false
		}
	}
	for _, s := range other.RuleSums() {
		k := key{s.Unit, s.Rule, s.Account}
		if was, ok := sums[k]; !ok || !was.Amount.Equal(s.Amount) {
			differ(s.Rule)
		}
		delete(sums, k)
	}
	for k := range sums {
		differ(k.rule)
	}
	if earned {
		cut = []reason.Reason{reason.New("note.cut", "; until {day} leaves that out, and what is earned stays",
			last.String())}
	}
	return cut, lost, nil
}

// deductions is the section of the rules that take.
const deductions = "deductions"

// settles says whether a deduction of that name is made when a period is over.
func (b *Scorebook) settles(name string) bool {
	return slices.ContainsFunc(b.Scheme.Settles, func(s *scheme.Settle) bool {
		return s.Name == name && s.Section == deductions
	})
}

// falls says whether a deduction of that name is made when a time is over, that of a commission or a later day.
func (b *Scorebook) falls(name string) bool {
	return slices.ContainsFunc(b.Scheme.Credits, func(c *scheme.Credit) bool {
		return c.Name == name && c.Section == deductions && (c.Each == ledger.Commission || c.Later != nil)
	})
}
