package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Options say what is scored. The zero value scores all that the ledger holds and reports the year of its latest
// entry; of a ledger without entries a period must be named. With several periods, as a month and the year to date,
// or all twelve months, the ledger is credited and settled once.
//
// A run of periods, as January and February together, has the sums of what is dated in it. It has no ranks and no
// figures of its own, and of periods longer than its own only those that lie whole in it are counted: see [NoteRun].
type Options struct {
	Periods  []calendar.Period     // that are reported, see [Scorebook.In]; none: the year of the latest entry
	Through  calendar.Period       // with one period: what is reported is the run from that one to this; zero: that one
	Until    ledger.Time           // a day: entries and ends of periods after it are left out; zero: none is
	Known    ledger.Time           // a time or a day: only what was recorded by then counts; zero: all
	Params   []scheme.Param        // parameters set from outside
	Readings []string              // readings taken instead of the scheme's own
	Workers  int                   // goroutines; 0: one a core. No effect on the result
	Progress func(done, total int) // called from time to time with the number of cases credited; nil: not
	// Internal shows what restricted entries (内部) hold. Without it their titles, outlets and endorsers, and all that
	// was worked out from them, are 〔内部〕 in everything that a score gives. No effect on the points.
	Internal bool
}

// owned are the options as a score keeps them, whatever the caller writes into his.
func (o Options) owned() frame.Options {
	o.Periods, o.Params, o.Readings = slices.Clone(o.Periods), slices.Clone(o.Params), slices.Clone(o.Readings)
	return frame.Options(o)
}

// ParseOptions reads a period or a run, a day and a time as they are written (2020-Q3, 2018-01..2018-02, 2020-06-30,
// 2020-07-15T12:00:00+08:00); empty: not set. The error is an *OptionsError with everything that cannot be read.
func ParseOptions(period, until, known string) (Options, error) {
	o, err := frame.ParseOptions(period, until, known)
	return Options(o), faced(err)
}

// OptionsError is everything that is wrong with the options: an unknown period, day, parameter or reading, or a
// required parameter without a value.
type OptionsError struct{ Wrong []reason.Reason }

// Error is one line for each.
func (e *OptionsError) Error() string { return (&frame.OptionsError{Wrong: e.Wrong}).Error() }

// OverworkError says that a call asks for more work than its bound, and has no result. Either it settles more than
// 500,000 lines and 500 for each entry, a line for each unit, period, and quota or rule on a period. Or what its
// evaluations are charged together, of those that are charged more than 1,000, is more than 100,000,000 and 50,000 for
// each entry; the error then stands at the expression that is charged most. Or rules are asked on later days more than
// 1,000,000 times and 500 for each entry, where what many candidates and bonuses are worth anew counts for more; the
// error then stands at the rule that is asked most.
type OverworkError struct{ At *document.Error }

// Error is the place and the reason in English.
func (e *OverworkError) Error() string { return e.At.Error() }

// Query selects a unit, an item or an entry; one of them.
type Query struct{ Unit, Item, Entry string }

// QueryError is a query that does not name one thing of the ledger.
type QueryError struct {
	Query   Query
	Unknown string // unit, item or entry: not in the ledger; empty: the query names none, or several
	Reason  reason.Reason
}

// Error is the reason in English.
func (e *QueryError) Error() string { return e.Reason.String() }

// faced is an error of an inner room as a type of this one.
func faced(err error) error {
	switch err := err.(type) {
	case *frame.OptionsError:
		return &OptionsError{Wrong: err.Wrong}
	case *frame.OverworkError:
		at := &document.Error{Reason: err.Reason}
		if err.Dearest != nil {
			at = err.Dearest.Source().ErrorAt(0, err.Reason, "")
		}
		return &OverworkError{At: at}
	case *provenance.QueryError:
		return &QueryError{Query: Query(err.Query), Unknown: err.Unknown, Reason: err.Reason}
	}
	return err
}
