package scoring

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Years is the run of years from the first enrolment to the year of until, or else of what is shown.
func (b *Scorebook) Years() calendar.Run {
	f, c := b.scored.Frame, b.Scheme.Calendar
	last := c.Of(calendar.Year, frame.LastInstant(f.End))
	if until := b.Options.Until; !until.IsZero() {
		last = c.Of(calendar.Year, until.Instant(f.Loc()))
	}
	run := calendar.Run{First: last, Last: last}
	if first, some := f.Roster.First(); some && c.Of(calendar.Year, first).Year < last.Year {
		run.First = c.Of(calendar.Year, first)
	}
	return run
}

// Openings are what the scheme gave and counted in what is shown, as openings for the ledger of the scheme that
// succeeds it: what was posted by day, unit, account, rule and item; figures by their period, balances as a whole; what
// was done and owed of quotas. Each posting is in one entry. To is the scheme that takes them, whose names they keep
// to; nil: it has the same names. What the ledger has as openings already is not among them. The order is by day, the
// shorter period first, unit, account or quota, rule and item. The error is that of [Score].
func (b *Scorebook) Openings(ctx context.Context, to *scheme.Scheme) ([]ledger.Entry, error) {
	full, err := b.inFull(ctx)
	if err != nil {
		return nil, err
	}
	if to == nil {
		to = b.Scheme
	}
	h := &handover{f: b.scored.Frame, to: to, sums: map[handed]*ledger.Entry{}, rows: map[handed]bool{},
		stocked: map[stock][]steps.Change{}}
	h.quotas(ctx, b.scored.Quotas())
	for i := range full.Settled {
		h.changes(ctx, full.Settled[i].Changes)
	}
	h.changes(ctx, full.Ranked.Changes)
	for _, t := range full.Ranked.Totals {
		if b.Scheme.Accounts[t.Account].Balance && ctx.Err() == nil {
			h.balance(&t)
		}
	}
	h.part(ctx)
	return h.entries(ctx)
}

// handed is what an opening is of.
type handed struct {
	unit, account, rule, item, quota string
	period                           calendar.Period
}

// stock is a balance of a unit.
type stock struct {
	unit    string
	account int
}

// handover makes openings of what a scheme gave.
type handover struct {
	f       *frame.Frame
	to      *scheme.Scheme
	sums    map[handed]*ledger.Entry
	rows    map[handed]bool // of quotas that a row says
	stocked map[stock][]steps.Change
}

// add adds an amount to the opening of what is handed over.
func (h *handover) add(of handed, amount decimal.Decimal) *ledger.Entry {
	e := h.sums[of]
	if e == nil {
		e = &ledger.Entry{Kind: ledger.Opening, Unit: of.unit, Account: of.account, Rule: of.rule, Item: of.item,
			Quota: of.quota, Period: of.period.String()}
		h.sums[of] = e
	}
	e.Amount = decimal.NewNullDecimal(e.Amount.Decimal.Add(amount))
	return e
}

// quotas hands over rows of quotas, until the context ends.
func (h *handover) quotas(ctx context.Context, rows []steps.QuotaRow) {
	for _, row := range rows {
		if ctx.Err() != nil {
			return
		}
		q := quotaNamed(h.to, row.Quota)
		if q == nil || !h.names(row.Period) || !h.takes(row.Unit, row.Period) ||
			h.f.Openings.Row(row.Unit, row.Quota, row.Period) != nil {
			continue
		}
		of := handed{unit: row.Unit, quota: q.Name, period: row.Period}
		e := h.add(of, row.Done)
		if h.rows[of] = true; row.Quota.Required != nil && q.Required != nil {
			e.Required = decimal.NewNullDecimal(row.Required)
		}
	}
}

// changes hands over what was posted and counted, until the context ends.
func (h *handover) changes(ctx context.Context, all []steps.Change) {
	for i := range all {
		c := &all[i]
		switch {
		case ctx.Err() != nil:
			return
		case c.Opening != nil || !h.f.ReportsIn(h.f.Reported[0], c.Per(), c.At):
		case c.Rule == nil:
			h.count(c)
		default:
			h.amount(c)
		}
	}
}

// count hands over a count of a period of which no row says what was done.
func (h *handover) count(c *steps.Change) {
	q := quotaNamed(h.to, c.Quota)
	p, ok := h.f.PeriodAt(c.Quota.Per, c.Unit, c.At)
	if q == nil || q.Count == nil || ok && h.rows[handed{unit: c.Unit, quota: q.Name, period: p}] {
		return
	}
	unit, day := h.whose(c)
	if day.Kind != calendar.Day {
		day = h.lastDay(unit, day)
	}
	start, _ := h.f.Scheme.Calendar.Bounds(day)
	p, ok = h.f.PeriodAt(c.Quota.Per, unit, start)
	if unit != "" && !(ok && h.rows[handed{unit: unit, quota: q.Name, period: p}]) {
		h.add(handed{unit: unit, quota: q.Name, period: day}, c.Amount)
	}
}

// amount hands over a posted amount.
func (h *handover) amount(c *steps.Change) {
	from := &h.f.Scheme.Accounts[c.Account]
	account := accountNamed(h.to, from)
	if account < 0 {
		return
	}
	unit, period := h.whose(c)
	of := handed{unit: unit, account: from.Name, period: period}
	if c.Rule.Figure {
		p, ok := h.f.PeriodAt(c.Per(), c.Unit, c.At)
		if of.unit, of.period = h.there(c, p), p; ok && of.unit != "" && h.names(p) {
			h.add(of, c.Amount)
		}
		return
	}
	takes, ofItems := takesFrom(h.to, c.Rule.Name, account)
	if takes {
		of.rule = c.Rule.Name
	}
	item := h.f.Columns.Text(c.Item)
	if _, handedIn := h.f.Index.Submission(c.Item); handedIn && ofItems && item != "" {
		of.item = item
		day := h.f.Scheme.Calendar.Of(calendar.Day, c.At)
		_, end := h.f.Scheme.Calendar.Bounds(day)
		if h.f.Lineage.Ended(c.First(), end) { // its items are still its own
			of.unit, of.period = c.First(), day
		}
	}
	if from.Balance {
		kept := stock{c.Unit, c.Account}
		h.stocked[kept] = append(h.stocked[kept], *c)
		if of.item == "" {
			return
		}
	}
	if of.unit != "" {
		h.add(of, c.Amount)
	}
}

// whose is the unit of which what was posted is said, and the period: the day, or, of a unit that was not there then,
// the month or the longer period in which it was, at last the last day before; no unit: it was not there by then. What
// a unit had that was succeeded since is said of it.
func (h *handover) whose(c *steps.Change) (string, calendar.Period) {
	day := h.f.Scheme.Calendar.Of(calendar.Day, c.At)
	if unit := h.there(c, day); unit != "" {
		return unit, day
	}
	for _, kind := range []calendar.Kind{calendar.Month, calendar.Quarter, calendar.Half, calendar.Year} {
		p := h.f.Scheme.Calendar.Of(kind, c.At)
		unit := h.there(c, p)
		switch _, end := h.f.Scheme.Calendar.Bounds(p); {
		case unit == "":
		case h.f.HasEnded(end):
			return unit, p
		default:
			return unit, h.lastDay(unit, p)
		}
	}
	first, _ := h.f.Roster.First()
	for at := c.At; at.After(first); at, _ = h.f.Scheme.Calendar.Bounds(day) {
		day = h.f.Scheme.Calendar.Of(calendar.Day, frame.LastInstant(at))
		if unit := h.there(c, day); unit != "" {
			return unit, day
		}
	}
	return "", day
}

// lastDay is the last day of a period on which a unit was there.
func (h *handover) lastDay(unit string, p calendar.Period) calendar.Period {
	start, end := h.f.Scheme.Calendar.Bounds(p)
	day := h.f.Scheme.Calendar.Of(calendar.Day, frame.LastInstant(end))
	for first := end; first.After(start) && !h.takes(unit, day); day = h.f.Scheme.Calendar.Prev(day) {
		first, _ = h.f.Scheme.Calendar.Bounds(day)
	}
	return day
}

// part says by days what is said of a longer period, where something is said of one inside: nothing is said twice of
// one time. It goes on until the context ends.
func (h *handover) part(ctx context.Context) {
	said := map[handed][]calendar.Period{} // of what, but for the period
	for of := range h.sums {
		p := of.period
		of.period = calendar.Period{}
		said[of] = append(said[of], p)
	}
	for _, of := range h.inOrder() {
		if ctx.Err() != nil {
			return
		}
		if of.quota != "" || of.period.Kind == calendar.Day || h.isWhole(of) {
			continue
		}
		same := of
		same.period = calendar.Period{}
		start, end := h.f.Scheme.Calendar.Bounds(of.period)
		if !slices.ContainsFunc(said[same], func(p calendar.Period) bool {
			s, _ := h.f.Scheme.Calendar.Bounds(p)
			return p != of.period && !s.Before(start) && s.Before(end)
		}) {
			continue
		}
		day := of
		day.period = h.lastDay(of.unit, of.period)
		said[same] = slices.DeleteFunc(said[same], func(p calendar.Period) bool { return p == of.period })
		if h.sums[day] == nil {
			said[same] = append(said[same], day.period)
		}
		h.add(day, h.sums[of].Amount.Decimal)
		delete(h.sums, of)
	}
}

// isWhole says whether an opening is of a figure, or of a balance as a whole.
func (h *handover) isWhole(of handed) bool {
	i := slices.IndexFunc(h.f.Scheme.Accounts, func(a scheme.Account) bool { return a.Name == of.account })
	return i >= 0 && (h.f.Scheme.Accounts[i].Figure || h.f.Scheme.Accounts[i].Balance && of.item == "")
}

// there is the unit that had a change first, or the one that has it, if it takes an opening of a period; empty: neither
// does.
func (h *handover) there(c *steps.Change, p calendar.Period) string {
	for _, unit := range []string{c.First(), c.Unit} {
		if h.takes(unit, p) {
			return unit
		}
	}
	return ""
}

// takes says whether a unit takes an opening of a period: it was there, and succeeded nobody within.
func (h *handover) takes(unit string, p calendar.Period) bool {
	start, end := h.f.Scheme.Calendar.Bounds(p)
	_, listed := h.f.LastIn(unit, start, end)
	return listed && h.f.SucceedsWithin(unit, start, end) == nil
}

// balance hands over what a unit had of an account that is a balance, at the end of each day on which that changed.
func (h *handover) balance(t *steps.Total) {
	had := t.Amount
	var days []calendar.Period
	posted := map[calendar.Period]decimal.Decimal{}
	for _, c := range h.stocked[stock{t.Unit, t.Account}] {
		_, day := h.whose(&c)
		if day.Kind != calendar.Day {
			day = h.lastDay(c.Unit, day)
		}
		if _, known := posted[day]; !known {
			days = append(days, day)
		}
		posted[day] = posted[day].Add(c.Amount)
	}
	slices.SortFunc(days, func(a, b calendar.Period) int { return -h.compareEnds(a, b) })
	for _, day := range days {
		h.add(handed{unit: t.Unit, account: h.f.Scheme.Accounts[t.Account].Name, period: day}, had)
		had = had.Sub(posted[day])
	}
}

func (h *handover) compareEnds(a, b calendar.Period) int {
	_, x := h.f.Scheme.Calendar.Bounds(a)
	_, y := h.f.Scheme.Calendar.Bounds(b)
	return x.Compare(y)
}

// inOrder are what is handed over, by day, the shorter period first, unit, account or quota, rule and item.
func (h *handover) inOrder() []handed {
	return slices.SortedFunc(maps.Keys(h.sums), func(a, b handed) int {
		return cmp.Or(h.compareEnds(a.period, b.period), cmp.Compare(a.period.Kind, b.period.Kind),
			cmp.Compare(a.unit, b.unit), cmp.Compare(a.account, b.account), cmp.Compare(a.quota, b.quota),
			cmp.Compare(a.rule, b.rule), cmp.Compare(a.item, b.item))
	})
}

// entries are the openings, in their order, with ids and days. Amounts of 0 say nothing, but of quotas, figures and
// balances. The error is the context's.
func (h *handover) entries(ctx context.Context) ([]ledger.Entry, error) {
	var out []ledger.Entry
	for _, of := range h.inOrder() {
		if ctx.Err() != nil {
			break
		}
		e := *h.sums[of]
		if of.quota == "" && !h.isWhole(of) && e.Amount.Decimal.IsZero() {
			continue
		}
		_, end := h.f.Scheme.Calendar.Bounds(of.period)
		at, err := ledger.ParseTime(civil.Of(frame.LastInstant(end).In(h.f.Loc())).String())
		if err != nil {
			return nil, err
		}
		parts := []string{h.f.Scheme.Name, e.Period, e.Unit}
		if e.Quota != "" {
			parts = append(parts, "quota", e.Quota)
		} else {
			parts = append(parts, e.Account)
		}
		if e.Rule != "" || e.Item != "" {
			parts = append(parts, e.Rule)
		}
		if e.Item != "" {
			parts = append(parts, e.Item)
		}
		e.ID, e.At = strings.Join(parts, "/"), at
		out = append(out, e)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, nil
}
