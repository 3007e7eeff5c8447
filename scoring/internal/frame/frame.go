package frame

import (
	"context"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Options say what is scored. The zero value scores all that the ledger holds and shows the year of its latest entry; of a
// ledger without entries a period must be named.
type Options struct {
	Period   calendar.Period       // that is reported; the zero Period: the year of the latest entry
	Until    ledger.Time           // a day: later entries are left out, and periods that end later are not settled; zero: all
	Known    ledger.Time           // a time or a day: only what was recorded by then counts; zero: all
	Params   []scheme.Param        // parameters set from outside
	Readings []string              // readings taken instead of the scheme's own
	Workers  int                   // goroutines; 0: one a core. No effect on the result
	Progress func(done, total int) // called from time to time with the number of cases credited; nil: not
}

// OptionsError is everything that is wrong with the options: a period, a day, a parameter or a reading that is not there, a
// required parameter without a value.
type OptionsError struct{ Wrong []reason.Reason }

// Error is one line for each.
func (e *OptionsError) Error() string {
	lines := make([]string, len(e.Wrong))
	for i, r := range e.Wrong {
		lines[i] = r.String()
	}
	return strings.Join(lines, "\n")
}

// ParseOptions reads a period, a day and a time as they are written; what is empty is not set. The error is an *OptionsError with
// all that cannot be read.
func ParseOptions(period, until, known string) (Options, error) {
	var (
		o     Options
		wrong []reason.Reason
		err   error
	)
	if known != "" {
		if o.Known, err = ledger.ParseTime(known); err != nil {
			wrong = append(wrong, reason.New("options.known", "known: {error}", err.Error()))
		}
	}
	if until != "" {
		if o.Until, err = ledger.ParseTime(until); err != nil {
			wrong = append(wrong, reason.New("options.until", "until: {error}", err.Error()))
		}
	}
	if period != "" {
		if o.Period, err = calendar.ParsePeriod(period); err != nil {
			wrong = append(wrong, reason.New("options.period-text", "period: {error}", err.Error()))
		}
	}
	if len(wrong) > 0 {
		return Options{}, &OptionsError{Wrong: wrong}
	}
	return o, nil
}

// Frame is what the four steps share and only read: the scheme as varied, the view of the ledger, its roster, the period
// that is shown, and the numbers of step 0. New makes it; nothing changes it afterwards, so that it is safe for many goroutines.
type Frame struct {
	Scheme     *scheme.Scheme
	Ledger     *ledger.Ledger
	View       *ledger.View
	Roster     *ledger.Roster
	Options    Options
	Period     calendar.Period
	Start, End time.Time // of the period shown
	horizon    time.Time // periods that end later are not settled
	Until      time.Time // what takes effect later is left out; zero: nothing

	// What is looked up of entries.
	Columns      columns.Columns
	Arranged     *columns.ItemIndex     // of the ledger as it was when the frame was made from the beginning
	Counts       *columns.Selection     // what counts, and the kind of it
	ItemInstants *columns.Instants      // by place of the arrangement
	dates        *dates                 // by position
	AboutItem    [columns.NumKinds]bool // entries of the kind are about an item alone: see AboutItem
	Submit       uint8                  // the kind of submissions
	Units        *columns.RosterTable
	Latest       bool // some entry counts, so that the year of the latest is one

	// The cases. Those of items are where the arrangement has them; the others are made.
	Index    Index
	Rest     []Case // those of loose entries, then those of the commissions of the selection
	refusing []bool // by commission of the selection: it is refused, since the unit was off the roster
	list     *caseList
	Assigned map[AssignKey]decimal.Decimal // task figures

	Numbers  []Numbering // of step 0
	Spans    []Span      // the periods that are settled
	Refused  []Refusal   // but for what voids took away: see Unplaced
	Problems []Problem   // of step 0, and of the entries that were appended
	observer Observer    // see Observed; nil: nobody listens
}

// AssignKey names a task figure that is set from outside the scheme.
type AssignKey struct{ Unit, Quota, Period string }

// New is New; the error may also be the context's. What is done beside may use the arrangement of the ledger.
func New(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, beside func(ctx context.Context, f *Frame) error) (*Frame, error) {
	s, wrong := Apply(s, o)
	f := &Frame{Scheme: s, Ledger: l, Options: o, Period: o.Period}
	v := ledger.ViewOptions{Calendar: s.Calendar, Known: o.Known, Until: o.Until}
	if !o.Until.IsZero() && !o.Until.IsDate() {
		wrong = append(wrong, reason.New("options.until-day", "until: found {found:q}; expected a day, as 2006-01-02", o.Until.String()))
	}
	if o.Period != (calendar.Period{}) && !o.Period.Valid() {
		wrong = append(wrong, reason.New("options.period", "period: found {found}; there is no such {kind}", o.Period.String(), o.Period.Kind.String()))
	}
	if len(wrong) > 0 {
		return nil, &OptionsError{Wrong: wrong}
	}
	f.View = l.View(v)
	f.Roster = f.View.Roster()
	f.Columns = columns.Of(l)
	f.Units = columns.TableOf(f.Roster)
	if err := f.loadColumns(ctx, beside); err != nil {
		return nil, err
	}
	f.Index = frameIndex{f}
	if o.Period == (calendar.Period{}) {
		if l.Len() == 0 {
			return nil, &OptionsError{Wrong: []reason.Reason{reason.New("options.no-period", "the ledger has no entry; expected a period to show, as 2020")}}
		}
		f.Period = f.lastYear()
	}
	f.Start, f.End = s.Calendar.Bounds(f.Period)
	f.horizon = f.End
	if !o.Until.IsZero() {
		if f.Until = o.Until.EndInstant(f.Loc()); !f.Until.Add(1).After(f.horizon) {
			f.horizon = f.Until.Add(1)
		}
	}
	f.group()
	f.Spans = f.makeSpans()
	return f, nil
}

// Apply is the scheme with the parameters and readings of the options, and what is wrong with them.
func Apply(s *scheme.Scheme, o Options) (varied *scheme.Scheme, wrong []reason.Reason) {
	varied, err := s.With(scheme.Variant{Params: o.Params, Readings: o.Readings})
	if err != nil {
		return s, []reason.Reason{reason.New("options.variant", "{error}", err.Error())}
	}
	if missing := varied.Missing(); len(missing) > 0 {
		wrong = append(wrong, reason.New("options.missing", "scheme {scheme} needs a value for: {params}", s.Name, missing))
	}
	return varied, wrong
}

// lastYear is the year of the latest entry.
func (f *Frame) lastYear() calendar.Period {
	last := -1
	all := f.Instants()
	for pos, at := range all {
		if f.Kind(int32(pos)) != columns.NotSelected && (last < 0 || at > all[last] || f.Far() && f.Instant(pos).After(f.Instant(last))) {
			last = pos
		}
	}
	if f.Latest = last >= 0; !f.Latest {
		return f.Scheme.Calendar.Of(calendar.Year, time.Date(1, 1, 1, 0, 0, 0, 0, f.Loc()))
	}
	return f.Scheme.Calendar.Of(calendar.Year, f.Instant(last))
}

// Instant is the instant of the entry at a position.
func (f *Frame) Instant(pos int) time.Time {
	return f.Columns.Time(pos, columns.FieldAt).Instant(f.Loc())
}

// Loc is the location of the calendar of the scheme.
func (f *Frame) Loc() *time.Location { return f.Scheme.Calendar.Location() }

// assign keeps a task figure; one recorded later for the same unit, quota and period replaces it.
func (f *Frame) assign(pos int32, e ledger.Entry) {
	var names []string
	for _, q := range f.Scheme.Quotas {
		if q.Name != e.Quota {
			names = append(names, q.Name)
			continue
		}
		p, err := f.Scheme.Calendar.Parse(e.Period)
		switch {
		case err != nil:
			f.refuse(pos, "no-period", reason.New("assign.period", "{error}", err.Error()))
		case p.Kind != q.Per:
			f.refuse(pos, "no-period", reason.New("assign.kind", "quota {quota} is owed a {kind}; found period {period}", q.Name, q.Per.String(), e.Period))
		case !q.Assigned:
			f.refuse(pos, "not-assigned", reason.New("assign.not-assigned", "the scheme itself says what quota {quota} requires", q.Name))
		case !f.OnRoster(e.Unit, e.At):
			f.refuse(pos, "off-roster", OffRoster(e.Unit, e.At))
		default:
			f.Assigned[AssignKey{e.Unit, e.Quota, p.String()}] = e.Required.Decimal
		}
		return
	}
	f.refuse(pos, "no-quota", reason.New("assign.no-quota", "the scheme has no quota {quota:q}{near}", e.Quota, Nearest(e.Quota, names)))
}

// OffRoster is why an entry of a unit that is off the roster does not count.
func OffRoster(unit string, at ledger.Time) reason.Reason {
	return reason.New("off-roster.unit", "unit {unit} is off the roster at {at}", unit, at.String())
}

// OnRoster says whether a unit is on the roster at a time.
func (f *Frame) OnRoster(unit string, at ledger.Time) bool {
	_, ok := f.Roster.At(unit, at.Instant(f.Loc()))
	return ok
}
