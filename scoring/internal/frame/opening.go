package frame

import (
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Opening is what was published of a unit before the ledger began: what an account, or a rule in it, came to in a
// period, or a quota.
type Opening struct {
	Position int32 // of the entry
	Unit     string
	Span     // the period, without its value
	Account  int
	Rule     *scheme.Rule  // that gave it; one of the scheme's own for openings where the entry names none
	Quota    *scheme.Quota // nil: it is of an account
	// of a quota what was done; of an account the amount, rounded: of a balance what it had more than by the opening
	// before
	Amount   decimal.Decimal
	Required decimal.NullDecimal // of a quota
	Item     uint32              // the code of the item of which it is; 0: of all
	Silent   bool                // it posts nothing: it is of an item, in an account that is a balance
	balance  bool
	group    int // of an item: of the rules that gave it, see GroupOf
}

// BelongsTo says whether an opening is part of the sums of a period of a kind in which it is dated: of its own, and of
// longer ones. A balance is had at an instant, whatever the period.
func (o *Opening) BelongsTo(kind calendar.Kind) bool {
	return o.balance || kind == 0 || o.Period.Kind.Inside(kind)
}

// Openings are those of a ledger that count; nil: none does.
type Openings struct {
	All   []*Opening // in the order of recording
	of    map[string]*openingsOf
	paid  map[PaidKey]*Paid
	items map[uint32]bool // those of which some opening says something
}

// openingsOf are the openings of one unit.
type openingsOf struct {
	all      []*Opening               // in the order of recording
	said     map[openedKey][]*Opening // in the order of time, while they are loaded
	accounts map[int][]opened
	quotas   map[*scheme.Quota][]opened
	figures  map[openedPeriod]*Opening
}

// opened is time of which an opening says what it came to, in order, none of it twice.
type opened struct {
	start, end time.Time
	by         *Opening
}

// openedPeriod is a period of which an opening says what a quota or an account of figures came to.
type openedPeriod struct {
	quota   *scheme.Quota
	account int
	period  calendar.Period
}

// openedKey is what no two openings say of the same time.
type openedKey struct {
	quota   *scheme.Quota
	account int
	rule    *scheme.Rule
	item    uint32
}

// Of are the openings of a unit, in the order of recording.
func (o *Openings) Of(unit string) []*Opening {
	if o == nil || o.of[unit] == nil {
		return nil
	}
	return o.of[unit].all
}

// Covering is the opening that says what an account of a unit came to in the time of an instant; nil: none does. Of an
// account of figures it is that of a period.
func (o *Openings) Covering(unit string, account int, at time.Time) *Opening {
	if o == nil || o.of[unit] == nil {
		return nil
	}
	return coveredIn(o.of[unit].accounts[account], at)
}

// CoveringQuota is the opening that says what a quota of a unit came to in the time of an instant; nil: none does.
func (o *Openings) CoveringQuota(unit string, q *scheme.Quota, at time.Time) *Opening {
	if o == nil || o.of[unit] == nil {
		return nil
	}
	return coveredIn(o.of[unit].quotas[q], at)
}

// CoveringFigure is the opening that is the figure of a unit in a period; nil: there is none.
func (o *Openings) CoveringFigure(unit string, account int, p calendar.Period) *Opening {
	if o == nil || o.of[unit] == nil {
		return nil
	}
	return o.of[unit].figures[openedPeriod{nil, account, p}]
}

// Row is the opening that says what a quota of a unit came to in its own period; nil: none does.
func (o *Openings) Row(unit string, q *scheme.Quota, p calendar.Period) *Opening {
	if o == nil || o.of[unit] == nil {
		return nil
	}
	return o.of[unit].figures[openedPeriod{q, 0, p}]
}

func coveredIn(all []opened, at time.Time) *Opening {
	n, found := slices.BinarySearchFunc(all, at, func(o opened, t time.Time) int { return o.start.Compare(t) })
	if !found {
		n--
	}
	if n < 0 || !at.Before(all[n].end) {
		return nil
	}
	return all[n].by
}

// loadOpenings finds the openings that count, and refuses those of which the scheme or the roster knows nothing, or of
// which another one says it already. The error is the context's.
func (f *Frame) loadOpenings(ctx context.Context) error {
	positions, err := f.View.Openings(ctx)
	if err != nil || len(positions) == 0 {
		return err
	}
	all := &Openings{of: map[string]*openingsOf{}, paid: map[PaidKey]*Paid{}, items: map[uint32]bool{}}
	for i, pos := range positions {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		e := f.Ledger.Entry(pos)
		o, refusal := f.openingOf(int32(pos), &e)
		if refusal == nil {
			if refusal, err = f.handedIn(ctx, o); err != nil {
				return err
			}
		}
		if refusal == nil {
			if refusal = all.add(f, o); refusal == nil {
				continue
			}
		}
		refusal.Position = int32(pos)
		f.Refused = append(f.Refused, *refusal)
	}
	if len(all.All) == 0 {
		return nil
	}
	for _, of := range all.of {
		of.finish(f)
	}
	f.finishItems(all)
	f.Openings = all
	return ctx.Err()
}

// openingOf is what an entry says; a refusal: it fits nothing.
func (f *Frame) openingOf(pos int32, e *ledger.Entry) (*Opening, *Refusal) {
	refused := func(code string, why reason.Reason) (*Opening, *Refusal) {
		return nil, &Refusal{Code: code, Reason: why}
	}
	period, err := f.Scheme.Calendar.Parse(e.Period)
	if err != nil {
		return refused("no-period", reason.New("opening.period", "{error}", reason.Of(err)))
	}
	o := &Opening{Position: pos, Unit: e.Unit, Span: f.spanOf(period), Amount: e.Amount.Decimal, Required: e.Required}
	if e.Quota != "" {
		if refusal := f.openQuota(o, e); refusal != nil {
			return nil, refusal
		}
	} else if refusal := f.openAccount(o, e); refusal != nil {
		return nil, refusal
	}
	last := civil.Of(LastInstant(o.End).In(f.Loc()))
	if civil.Of(f.Instant(int(pos)).In(f.Loc())) < last {
		return refused("not-over", reason.New("opening.not-over",
			"{period} ends on {end}; found an opening of it dated {at}", period.String(), last.String(), e.At.String()))
	}
	if _, listed := f.LastIn(o.Unit, o.Start, o.End); !listed && (o.Item == 0 || !f.Lineage.Ended(o.Unit, o.End)) {
		return refused("off-roster", reason.New("opening.off-roster",
			"unit {unit} is on the roster at no time of {period}; enrol it from the day on since when it is there",
			o.Unit, period.String()))
	}
	since, _ := o.covers()
	if s := f.SucceedsWithin(o.Unit, since, o.End); s != nil {
		return refused("succeeded", reason.New("opening.succeeded",
			"{unit} succeeds {of} within the time of {period}, of which the opening says all; "+
				"expected openings of the time before and of the time after", o.Unit, s.Of, period.String()))
	}
	if in, closed := f.ClosedAt(LastInstant(o.End)); closed && f.Closings[in.By].Position < pos {
		return refused("closed", reason.New("opening.closed",
			"{period} is closed by {entry}, which was recorded before", period.String(),
			f.ID(f.Closings[in.By].Position)))
	}
	return o, nil
}

// SucceedsWithin is a succession of a unit within a span of time, after its first instant; nil: there is none.
func (f *Frame) SucceedsWithin(unit string, start, end time.Time) *Succession {
	for _, s := range f.Lineage.Before(end) {
		heir := slices.ContainsFunc(s.Heirs, func(h Heir) bool { return h.Unit == unit })
		if heir && s.At.After(start) {
			return &s
		}
	}
	return nil
}

// covers is the time of which an opening says all: of a balance all up to the end of its period.
func (o *Opening) covers() (start, end time.Time) {
	if o.balance {
		return time.Time{}, o.End
	}
	return o.Start, o.End
}

// add adds an opening; a refusal: another one says it already.
func (all *Openings) add(f *Frame, o *Opening) *Refusal {
	of := all.of[o.Unit]
	if of == nil {
		of = &openingsOf{said: map[openedKey][]*Opening{}, accounts: map[int][]opened{},
			quotas: map[*scheme.Quota][]opened{}, figures: map[openedPeriod]*Opening{}}
	}
	if other := of.say(o); other != nil {
		return &Refusal{Code: "opened", Reason: reason.New("opening.again",
			"{entry} says already what it came to in {period}", f.ID(other.Position), other.Period.String())}
	}
	all.All, of.all, all.of[o.Unit] = append(all.All, o), append(of.all, o), of
	return nil
}

// say adds an opening to what is said; else it is the first recorded of those that say something of the same: of one
// rule in an account, or of a quota, in time that both have; of a balance at one instant, of figures in one period.
func (of *openingsOf) say(o *Opening) *Opening {
	period := openedPeriod{o.Quota, o.Account, o.Period}
	if o.isFigure() {
		if again := of.figures[period]; again != nil {
			return again
		}
		of.figures[period] = o
		return nil
	}
	key, after := openedKey{o.Quota, o.Account, o.Rule, o.Item}, o.Start
	if o.balance {
		after = LastInstant(o.End)
	}
	said := of.said[key]
	first, _ := slices.BinarySearchFunc(said, after, func(x *Opening, t time.Time) int {
		if x.End.After(t) {
			return 1
		}
		return -1
	})
	var again *Opening
	for _, x := range said[first:] {
		if !x.Start.Before(o.End) || o.balance && !x.End.Equal(o.End) {
			break
		}
		if again == nil || x.Position < again.Position {
			again = x
		}
	}
	if again != nil {
		return again
	}
	of.said[key] = slices.Insert(said, first, o)
	if o.Quota != nil && o.Period.Kind == o.Quota.Per {
		of.figures[period] = o
	}
	return nil
}

func (o *Opening) isFigure() bool { return o.Quota == nil && o.Rule.Figure }

// finish makes of what is said the time of which it says all, and of what balances had at the ends of periods what each
// had more than the one before.
func (of *openingsOf) finish(f *Frame) {
	inTime := slices.Clone(of.all)
	slices.SortStableFunc(inTime, func(a, b *Opening) int { return a.Start.Compare(b.Start) })
	for _, o := range inTime {
		switch {
		case o.isFigure() || o.Item != 0:
		case o.Quota == nil:
			of.accounts[o.Account] = open(of.accounts[o.Account], o)
		case o.Quota.Count != nil:
			of.quotas[o.Quota] = open(of.quotas[o.Quota], o)
		}
	}
	slices.SortStableFunc(inTime, func(a, b *Opening) int { return a.End.Compare(b.End) })
	before := make([]decimal.Decimal, len(f.Scheme.Accounts))
	for _, o := range inTime {
		if o.balance {
			had := o.Amount
			o.Amount, before[o.Account] = had.Sub(before[o.Account]), had
		}
	}
	of.said = nil
}

// open adds the time of an opening to some that begins no later. Time in common, of several rules, is of the first.
func open(all []opened, o *Opening) []opened {
	start, end := o.covers()
	if n := len(all); n > 0 && start.Before(all[n-1].end) {
		all[n-1].end = later(all[n-1].end, end)
		return all
	}
	return append(all, opened{start, end, o})
}
