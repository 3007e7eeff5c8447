package frame

import (
	"context"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Options say what is scored. The zero value scores all that the ledger holds and reports the year of its latest
// entry; of a ledger without entries a period must be named.
type Options struct {
	Periods  []calendar.Period     // that are reported, see [Frame.In]; none: the year of the latest entry
	Through  calendar.Period       // with one period: what is reported is the run from that one to this; zero: that one
	Until    ledger.Time           // a day: entries and ends of periods after it are left out; zero: none is
	Known    ledger.Time           // a time or a day: only what was recorded by then counts; zero: all
	Params   []scheme.Param        // parameters set from outside
	Readings []string              // readings taken instead of the scheme's own
	Workers  int                   // goroutines; 0: one a core. No effect on the result
	Progress func(done, total int) // called from time to time with the number of cases credited; nil: not
	Internal bool                  // titles, outlets and endorsers of restricted entries are shown
}

// OptionsError is everything that is wrong with the options: an unknown period, day, parameter or reading, or a
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

// Apply is the scheme with the parameters and readings of the options, and everything that is wrong with them. The
// error is the context's.
func Apply(ctx context.Context, s *scheme.Scheme, o Options) (varied *scheme.Scheme, wrong []reason.Reason, err error) {
	varied, misfit := s.With(ctx, scheme.Variant{Params: o.Params, Readings: o.Readings})
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if misfit != nil {
		all := []error{misfit}
		if joined, ok := misfit.(interface{ Unwrap() []error }); ok {
			all = joined.Unwrap()
		}
		for _, one := range all {
			wrong = append(wrong, reason.New("options.variant", "{error}", reason.Of(one)))
		}
		return s, wrong, nil
	}
	if missing := varied.Missing(); len(missing) > 0 {
		wrong = append(wrong, reason.New("options.missing", "scheme {scheme} needs a value for: {params}",
			s.Name, missing))
	}
	return varied, wrong, nil
}

// wrongDays are the days of the options that the zone of the calendar never had.
func wrongDays(zone *time.Location, o Options) []reason.Reason {
	var wrong []reason.Reason
	for _, t := range []struct {
		name string
		ledger.Time
	}{{"until", o.Until}, {"known", o.Known}} {
		if t.EndInstant(zone).Before(t.Instant(zone)) {
			wrong = append(wrong, reason.New("options.no-such-day",
				"{name}: found {found}; expected a day that {zone} had", t.name, t.String(), zone.String()))
		}
	}
	return wrong
}

// ParseOptions reads a period, a day and a time as they are written; empty: not set. The error is an *OptionsError
// with everything that cannot be read.
func ParseOptions(period, until, known string) (Options, error) {
	var (
		o     Options
		wrong []reason.Reason
		err   error
	)
	if known != "" {
		if o.Known, err = ledger.ParseTime(known); err != nil {
			wrong = append(wrong, reason.New("options.known", "known: {error}", reason.Of(err)))
		}
	}
	if until != "" {
		if o.Until, err = ledger.ParseTime(until); err != nil {
			wrong = append(wrong, reason.New("options.until", "until: {error}", reason.Of(err)))
		}
	}
	if period != "" {
		run, err := calendar.ParseRun(period)
		if err != nil {
			wrong = append(wrong, reason.New("options.period-text", "{error}", reason.Of(err)))
		}
		if o.Periods = []calendar.Period{run.First}; !run.Single() {
			o.Through = run.Last
		}
	}
	if len(wrong) > 0 {
		return Options{}, &OptionsError{Wrong: wrong}
	}
	return o, nil
}
