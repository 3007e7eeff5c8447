package review

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// sign is what was seen of the figure of a bonus, which may only add, or of a deduction, which may only take.
type sign struct {
	rule  *scheme.Rule
	times bool            // it is a factor
	right bool            // it once did what it may
	world *world          // the plainest in which it did not
	found decimal.Decimal // there
}

// wrong says whether scoring reports the figure instead of posting it.
func (s *sign) wrong(n decimal.Decimal) bool {
	if s.times {
		return n.Sign() < 0 || s.rule.Sign != 0 && n.Cmp(decimal.NewFromInt(1)) == -s.rule.Sign
	}
	return s.rule.Sign != 0 && n.Sign() == -s.rule.Sign
}

// neutral says whether the figure changes nothing.
func (s *sign) neutral(n decimal.Decimal) bool {
	if s.times {
		return n.Equal(decimal.NewFromInt(1))
	}
	return n.IsZero()
}

// noteSign keeps the plainest world in which a figure has the wrong sign.
func (r *reviewer) noteSign(ran frame.Evaluated, w *world) {
	s := r.signs[ran.Program]
	if s == nil || ran.Err != nil || w.foreign {
		return
	}
	if n, _ := ran.Value.AsNumber(); s.wrong(n) && (s.world == nil || w.weight < s.world.weight) {
		s.world, s.found = w, n
	}
}

// isGuess says whether a read is of a parameter that the review itself gave a value.
func (r *reviewer) isGuess(read rule.Read) bool {
	return len(read.Path) > 1 && read.Path[0].Name == "params" && r.guessed[read.Path[1].Name]
}

// findSign reports what has the wrong sign wherever it was tried: where it also has the right one, it depends on the
// ledger.
func (r *reviewer) findSign(ctx context.Context) error {
	done := map[document.Position]bool{} // a figure that stands on several rules is compiled for each
	for p, s := range r.signs {
		if s.right || slices.ContainsFunc(p.Reads(), r.isGuess) {
			done[p.Source().Position(0)] = true
		}
	}
	for _, p := range r.scheme.Programs() {
		s, place := r.signs[p], p.Source().Position(0)
		if s == nil || s.world == nil || done[place] {
			continue
		}
		done[place] = true
		expected := reason.New("review.want-positive", "expected a positive amount, for a bonus may only add")
		switch {
		case s.times && s.rule.Sign > 0:
			expected = reason.New("review.want-factor-above",
				"expected a factor of 1 or more, for a bonus may only add")
		case s.times:
			expected = reason.New("review.want-factor-below",
				"expected a factor from 0 to 1, for a deduction may only take")
		case s.rule.Sign < 0:
			expected = reason.New("review.want-negative", "expected a negative amount, for a deduction may only take")
		}
		at := r.published.ErrorAtPosition(place, reason.New("review.wrong-sign",
			"{what} has the wrong sign: found {found}; {expected}",
			lineOf(s.rule).what, s.found, expected))
		if err := r.find(ctx, Sign, at, s.world.sheet(), reason.New("review.changes-nothing",
			"the figure is reported as a problem and changes nothing")); err != nil {
			return err
		}
	}
	return nil
}
