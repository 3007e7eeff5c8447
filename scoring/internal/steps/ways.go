package steps

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Way is a quicker way to the same score. The plain one, case by case and unit by unit, is always there.
type Way interface {
	// Begin readies the way for a frame, while the frame is made: it may use the scheme, and the arrangement of the ledger.
	// Nil: the way can do nothing for it.
	Begin(ctx context.Context, f *frame.Frame) (Run, error)
}

// Run is a way at work on one frame. Each method says by a nil result that the plain steps have to do it.
type Run interface {
	// Keys finds the entries that take part in a number of the scheme.
	Keys(ctx context.Context, numbers []frame.Numbering, n *scheme.Number, names *frame.Texts) (*Keyed, error)
	// Score runs the steps.
	Score(ctx context.Context) (*Scored, error)
	// Keep runs the steps, and keeps what it takes to score again.
	Keep(ctx context.Context) (*Scored, error)
}

// Scored is what the steps give for a frame.
type Scored struct {
	Frame    *frame.Frame
	Credited []Credited // nil where deferred is there
	Settled  []Settled
	Ranked   Ranked
	Deferred deferred // what a way left out until somebody asks; nil: nothing
	Keeper   keeper   // nil: nothing is kept
}

// deferred is what a way has left out until somebody asks. Where it is, settled units have no changes.
type deferred interface {
	Notable() []frame.Case // the cases in which something is refused or reported, maybe with others
	Quotas() []QuotaRow    // those of all units in the periods that end in a reported one, in any order
}

// keeper keeps what it takes to score again after a change, and to explain. A nil score says that the change reaches too far.
type keeper interface {
	With(ctx context.Context, s *scheme.Scheme, o frame.Options) (*Scored, error) // the scheme differs in figures alone, as the options set them
	Appended(ctx context.Context, l *ledger.Ledger) (*Scored, error)              // the ledger has more entries
	CasesOf(unit int32) ([]int32, error)                                          // places of the cases that have an entry of a unit or give it something
	Outside(unit string) []int32                                                  // positions of the entries in no case, maybe with others: those of a unit; empty: of all
	Credit(places []int32) (Credited, error)                                      // step 1 on some cases
	Settle(of *UnitChanges) (Settled, error)                                      // step 2 on a unit
}

// Open makes a frame, and readies the first way that can do something for it; the run is nil where none can.
func Open(
	ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o frame.Options, ways []Way,
) (*frame.Frame, Run, error) {
	var run Run
	f, err := frame.New(ctx, s, l, o, func(ctx context.Context, f *frame.Frame) (err error) {
		for _, w := range ways {
			if run, err = w.Begin(ctx, f); run != nil || err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	f.Numbers, f.Problems, err = numberAll(ctx, f, run)
	return f, run, err
}

// OpenPlain prepares a scoring: it applies the options to the scheme, takes the view of the ledger, and numbers. The error
// is an *OptionsError with everything that is wrong with the options.
func OpenPlain(s *scheme.Scheme, l *ledger.Ledger, o frame.Options) (*frame.Frame, error) {
	f, _, err := Open(context.Background(), s, l, o, nil)
	return f, err
}
