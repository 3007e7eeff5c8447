package steps

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Way is a faster way to the score of the plain steps.
type Way interface {
	// Begin begins the way while the frame is made: it may use the scheme and the item index of the ledger. Nil: the
	// way does not take the frame.
	Begin(ctx context.Context, f *frame.Frame) (Run, error)
}

// Run is a way on one frame. A method that returns nil leaves its work to the plain steps.
type Run interface {
	// Keys finds the keys of the entries that take part in a number of the scheme.
	Keys(ctx context.Context, numbers []frame.Numbering, n *scheme.Number, names *frame.Texts) (*Keyed, error)
	// Score runs the steps.
	Score(ctx context.Context) (*Scored, error)
	// Keep runs the steps, and returns a score with a keeper.
	Keep(ctx context.Context) (*Scored, error)
}

// Scored is the result of the steps on a frame.
type Scored struct {
	Frame    *frame.Frame
	Credited []Credited // nil where Deferred is set
	Settled  []Settled
	Ranked   Ranked
	Deferred deferred // what a way left out; nil: nothing
	Keeper   keeper   // nil: the score has no materialised state
	closed   *closer  // nil: nothing is carried
}

// deferred is what a way left out. Settled units have no changes where it is set.
type deferred interface {
	Notable() []frame.Case // the cases with a refusal or a problem, maybe with others
	Quotas() []QuotaRow    // of all units, in the periods that end in a reported one, in any order
	// Meet is which entries of all cases are met, as [Runner.Meet] says of each; nil: it is left to the plain steps.
	Meet(ctx context.Context) ([]*Meetings, error)
}

// keeper is the materialised state of a score: it scores again after a change, and explains. A nil score: the
// change is outside of its reach.
type keeper interface {
	// With scores under the figures of the options, in which alone the scheme differs.
	With(ctx context.Context, s *scheme.Scheme, o frame.Options) (*Scored, error)
	// Appended scores with a ledger that has more entries.
	Appended(ctx context.Context, l *ledger.Ledger) (*Scored, error)
	// CasesOf are the places of the cases that have an entry of a unit, or of which it receives something.
	CasesOf(ctx context.Context, unit int32) ([]int32, error)
	// Outside are the positions of the entries of a unit in no case, maybe with others; empty: of all units.
	Outside(unit string) []int32
	// Credit is step 1 for the cases at some places.
	Credit(ctx context.Context, places []int32) (Credited, error)
	// Settle is step 2 for a unit.
	Settle(ctx context.Context, unit *UnitChanges) (Settled, error)
}

// Open makes a frame, and begins the first way that takes it; the run is nil if none does. The error is a
// [*frame.OptionsError], or the context's.
func Open(
	ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o frame.Options, ways []Way,
) (*frame.Frame, Run, error) {
	var run Run
	f, err := frame.New(ctx, s, l, o, func(ctx context.Context, f *frame.Frame) (err error) {
		if f.PlainOnly() {
			return nil
		}
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
	return f, run, before(ctx, f, run)
}

// before is what entries know of others before they are scored: numbers and balances.
func before(ctx context.Context, f *frame.Frame, run Run) error {
	numbers, problems, err := numberAll(ctx, f, run)
	if f.Numbers, f.Problems = numbers, append(f.Problems, problems...); err != nil {
		return err
	}
	problems, err = balanceAll(ctx, f)
	f.Problems = append(f.Problems, problems...)
	return err
}

// OpenPlain makes a frame with its numbers, without a way. The error is that of [Open].
func OpenPlain(s *scheme.Scheme, l *ledger.Ledger, o frame.Options) (*frame.Frame, error) {
	f, _, err := Open(context.Background(), s, l, o, nil)
	return f, err
}
