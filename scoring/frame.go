package scoring

import (
	"context"
	"fmt"
	"strings"
	"time"

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
// that is shown, and the numbers of step 0. NewFrame makes it; nothing changes it afterwards, so that it is safe for many goroutines.
type Frame struct {
	scheme     *scheme.Scheme
	ledger     *ledger.Ledger
	view       *ledger.View
	roster     *ledger.Roster
	options    Options
	period     calendar.Period
	start, end time.Time // of the period shown
	horizon    time.Time // periods that end later are not settled
	until      time.Time // what takes effect later is left out; zero: nothing
	columns    columns.Columns
	arranged   *columns.ItemIndex // of the ledger as it was at first: see later
	entryColumns
	grouped
	units    *columns.RosterTable
	traits   *traits           // what step 1 looks at
	combined *columns.Grouping // of what it looks at, and of the attributes
	numbers  []Numbering       // of step 0
	spans    []span            // the periods that are settled
	cells    *cells
	refused  []Refusal // but for what voids took away: see lost
	later    later     // what was appended since; the zero value: nothing
	latest   bool      // some entry counts, so that the year of the latest is one
	problems []Problem // of the entries as they are, and of step 0
	tell     func(Ran) // see Told; nil: nobody listens
}

type assignKey struct{ unit, quota, period string }

// NewFrame prepares a scoring: it applies the options to the scheme, takes the view of the ledger, and numbers. The error
// is an *OptionsError with everything that is wrong with the options.
func NewFrame(s *scheme.Scheme, l *ledger.Ledger, o Options) (*Frame, error) {
	return newFrame(context.Background(), s, l, o)
}

// newFrame is NewFrame; the error may also be the context's.
func newFrame(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*Frame, error) {
	s, wrong := under(s, o)
	var err error
	f := &Frame{scheme: s, ledger: l, options: o}
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
		if f.period, err = s.Calendar.Parse(o.Period); err != nil {
			wrong = append(wrong, fmt.Sprintf("period: %v", err))
		}
	}
	if len(wrong) > 0 {
		return nil, &OptionsError{Wrong: wrong}
	}
	f.view = l.View(v)
	f.roster = f.view.Roster()
	f.columns = columns.Of(l)
	f.units = columns.TableOf(f.roster)
	f.traits = traitsOf(s)
	if err := f.loadColumns(ctx); err != nil {
		return nil, err
	}
	if o.Period == "" {
		if l.Len() == 0 {
			return nil, &OptionsError{Wrong: []string{"the ledger has no entry; expected a period to show, as 2020"}}
		}
		f.period = f.lastYear()
	}
	f.start, f.end = s.Calendar.Bounds(f.period)
	f.horizon = f.end
	if o.Until != "" {
		if f.until = v.Until.EndInstant(loc); !f.until.Add(1).After(f.horizon) {
			f.horizon = f.until.Add(1)
		}
	}
	f.group()
	f.spans = f.makeSpans()
	f.cells = f.cellsOf()
	var problems []Problem
	f.numbers, problems, err = f.Number(ctx)
	f.problems = append(f.flawsOfAttrs(f.flawedNumbers()), problems...)
	return f, err
}

// under is the scheme with the parameters and readings of the options, and what is wrong with them.
func under(s *scheme.Scheme, o Options) (varied *scheme.Scheme, wrong []string) {
	varied, err := s.With(scheme.Variant{Params: o.Params, Readings: o.Readings})
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
	all := f.at()
	for pos, at := range all {
		if f.kind(int32(pos)) != columns.NotSelected && (last < 0 || at > all[last] || f.far() && f.instant(pos).After(f.instant(last))) {
			last = pos
		}
	}
	if f.latest = last >= 0; !f.latest {
		return f.scheme.Calendar.Of(calendar.Year, time.Date(1, 1, 1, 0, 0, 0, 0, f.loc()))
	}
	return f.scheme.Calendar.Of(calendar.Year, f.instant(last))
}

// instant is the instant of the entry at a position.
func (f *Frame) instant(pos int) time.Time {
	return f.columns.Time(pos, columns.FieldAt).Instant(f.loc())
}

func (f *Frame) loc() *time.Location { return f.scheme.Calendar.Location() }

// assign keeps a task figure; one recorded later for the same unit, quota and period replaces it.
func (f *Frame) assign(pos int32, e ledger.Entry) {
	var names []string
	for _, q := range f.scheme.Quotas {
		if q.Name != e.Quota {
			names = append(names, q.Name)
			continue
		}
		p, err := f.scheme.Calendar.Parse(e.Period)
		switch {
		case err != nil:
			f.refuse(pos, "no-period", err.Error())
		case p.Kind != q.Per:
			f.refuse(pos, "no-period", fmt.Sprintf("quota %s is owed a %s; found period %s", q.Name, q.Per, e.Period))
		case !q.Assigned:
			f.refuse(pos, "not-assigned", fmt.Sprintf("the scheme itself says what quota %s requires", q.Name))
		case !f.onRoster(e.Unit, e.At):
			f.refuse(pos, "off-roster", fmt.Sprintf("unit %s is off the roster at %s", e.Unit, e.At))
		default:
			f.assigned[assignKey{e.Unit, e.Quota, p.String()}] = e.Required.Decimal
		}
		return
	}
	f.refuse(pos, "no-quota", fmt.Sprintf("the scheme has no quota %q%s", e.Quota, nearest(e.Quota, names)))
}

func (f *Frame) onRoster(unit string, at ledger.Time) bool {
	_, ok := f.roster.At(unit, at.Instant(f.loc()))
	return ok
}
