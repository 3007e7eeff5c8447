package frame

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Options say what is scored. The zero value scores all that the ledger holds and shows the year of its latest entry; of a
// ledger without entries a period must be named.
type Options struct {
	Period   string                // what is shown: 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07
	Until    string                // 2006-01-02: entries after that day are left out, and periods that end later are not settled
	Known    string                // a time or date: only what was recorded by then
	Params   []scheme.Param        // parameters set from outside
	Readings []string              // readings taken instead of the scheme's own
	Workers  int                   // goroutines; 0: one a core. No effect on the result
	Progress func(done, total int) // called from time to time with the number of cases credited; nil: not
}

// OptionsError is everything that is wrong with the options: a period, a day, a parameter or a reading that is not there, a
// required parameter without a value.
type OptionsError struct{ Wrong []string }

// Error is one line for each.
func (e *OptionsError) Error() string { return strings.Join(e.Wrong, "\n") }

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
	s, wrong := Apply(ctx, s, o)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var err error
	f := &Frame{Scheme: s, Ledger: l, Options: o}
	loc := s.Calendar.Location()
	v := ledger.ViewOptions{Calendar: s.Calendar}
	if o.Known != "" {
		if v.Known, err = ledger.ParseTime(o.Known); err != nil {
			wrong = append(wrong, fmt.Sprintf("known: %v", err))
		}
	}
	if o.Until != "" {
		v.Until, err = ledger.ParseTime(o.Until)
		switch {
		case err != nil:
			wrong = append(wrong, fmt.Sprintf("until: %v", err))
		case !v.Until.IsDate():
			wrong = append(wrong, fmt.Sprintf("until: found %q; expected a day, as 2006-01-02", o.Until))
		}
	}
	if o.Period != "" {
		if f.Period, err = s.Calendar.Parse(o.Period); err != nil {
			wrong = append(wrong, fmt.Sprintf("period: %v", err))
		}
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
	if o.Period == "" {
		if l.Len() == 0 {
			return nil, &OptionsError{Wrong: []string{"the ledger has no entry; expected a period to show, as 2020"}}
		}
		f.Period = f.lastYear()
	}
	f.Start, f.End = s.Calendar.Bounds(f.Period)
	f.horizon = f.End
	if o.Until != "" {
		if f.Until = v.Until.EndInstant(loc); !f.Until.Add(1).After(f.horizon) {
			f.horizon = f.Until.Add(1)
		}
	}
	f.group()
	f.Spans = f.makeSpans()
	return f, nil
}

// Apply is the scheme with the parameters and readings of the options, and what is wrong with them.
func Apply(ctx context.Context, s *scheme.Scheme, o Options) (varied *scheme.Scheme, wrong []string) {
	varied, err := s.With(ctx, scheme.Variant{Params: o.Params, Readings: o.Readings})
	if err != nil {
		return s, []string{err.Error()}
	}
	if missing := varied.Missing(); len(missing) > 0 {
		wrong = append(wrong, fmt.Sprintf("scheme %s needs a value for: %s", s.Name, strings.Join(missing, ", ")))
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
			f.refuse(pos, "no-period", err.Error())
		case p.Kind != q.Per:
			f.refuse(pos, "no-period", fmt.Sprintf("quota %s is owed a %s; found period %s", q.Name, q.Per, e.Period))
		case !q.Assigned:
			f.refuse(pos, "not-assigned", fmt.Sprintf("the scheme itself says what quota %s requires", q.Name))
		case !f.OnRoster(e.Unit, e.At):
			f.refuse(pos, "off-roster", fmt.Sprintf("unit %s is off the roster at %s", e.Unit, e.At))
		default:
			f.Assigned[AssignKey{e.Unit, e.Quota, p.String()}] = e.Required.Decimal
		}
		return
	}
	f.refuse(pos, "no-quota", fmt.Sprintf("the scheme has no quota %q%s", e.Quota, Nearest(e.Quota, names)))
}

// OnRoster says whether a unit is on the roster at a time.
func (f *Frame) OnRoster(unit string, at ledger.Time) bool {
	_, ok := f.Roster.At(unit, at.Instant(f.Loc()))
	return ok
}
