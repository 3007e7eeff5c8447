package scoring

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// way is a quicker way to the same score. The plain one, case by case and unit by unit, is always there.
type way interface {
	// begin readies the way for a frame, while the frame is made: it may use the scheme, and the arrangement of the ledger.
	// Nil: the way can do nothing for it.
	begin(ctx context.Context, f *Frame) (run, error)
}

// run is a way at work on one frame. Each method says by a nil result that the plain steps have to do it.
type run interface {
	// tickets finds the entries that take part in a number of the scheme.
	tickets(ctx context.Context, numbers []Numbering, n *scheme.Number, names *texts) (*tickets, error)
	// score runs the steps.
	score(ctx context.Context) (*scored, error)
	// keep runs the steps, and keeps what it takes to score again.
	keep(ctx context.Context) (*scored, error)
}

// scored is what the steps give for a frame.
type scored struct {
	frame    *Frame
	credited []Credited // nil where deferred is there
	settled  []Settled
	ranked   Ranked
	deferred deferred // what a way left out until somebody asks; nil: nothing
	keeper   keeper   // nil: nothing is kept
}

// deferred is what a way has left out until somebody asks. Where it is, settled units have no changes.
type deferred interface {
	notable() []Case    // the cases in which something is refused or reported, maybe with others
	quotas() []QuotaRow // those of all units in the periods that end in the one shown, in any order
}

// keeper keeps what it takes to score again after a change, and to explain. A nil score says that the change reaches too far.
type keeper interface {
	with(ctx context.Context, s *scheme.Scheme, o Options) (*scored, error) // the scheme differs in figures alone, as the options set them
	appended(ctx context.Context, l *ledger.Ledger) (*scored, error)        // the ledger has more entries
	casesOf(unit int32) ([]int32, error)                                    // places of the cases that have an entry of a unit or give it something
	outside(unit string) []int32                                            // positions of the entries in no case, maybe with others: those of a unit; empty: of all
	credit(places []int32) (Credited, error)                                // step 1 on some cases
	settle(of *UnitChanges) (Settled, error)                                // step 2 on a unit
}

// openFrame makes a frame, and readies the first way that can do something for it; the run is nil where none can.
func openFrame(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, ways []way) (*Frame, run, error) {
	var with run
	f, err := newFrame(ctx, s, l, o, func(ctx context.Context, f *Frame) (err error) {
		for _, w := range ways {
			if with, err = w.begin(ctx, f); with != nil || err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	f.numbers, f.problems, err = number(ctx, f, with)
	return f, with, err
}

// NewFrame prepares a scoring: it applies the options to the scheme, takes the view of the ledger, and numbers. The error
// is an *OptionsError with everything that is wrong with the options.
func NewFrame(s *scheme.Scheme, l *ledger.Ledger, o Options) (*Frame, error) {
	f, _, err := openFrame(context.Background(), s, l, o, nil)
	return f, err
}
