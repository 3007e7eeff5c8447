package steps

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// split is the receivers of an amount: one unit, several of which each receives the whole, or several by weights.
// Units[rest] receives the remainder of the rounding. Units are sorted, and so are those of them in Off.
type split struct {
	Units   []string
	weights []decimal.Decimal // nil: each receiver receives the whole
	total   decimal.Decimal   // of the weights
	rest    int
	Off     []string // receivers off the roster, which receive nothing
}

// weigh sets the weights.
func (s *split) weigh(weights []decimal.Decimal) {
	s.weights, s.total = weights, decimal.Decimal{}
	for _, w := range weights {
		s.total = s.total.Add(w)
	}
}

// place is the place of a receiver among the units.
func (s *split) place(unit string) int {
	i, _ := slices.BinarySearch(s.Units, unit)
	return i
}

// Nobody says whether no receiver is named, or all are off the roster.
func (s *split) Nobody() bool { return len(s.Off) == len(s.Units) }

// Receives says whether a unit is a receiver on the roster.
func (s *split) Receives(unit string) bool {
	_, named := slices.BinarySearch(s.Units, unit)
	_, off := slices.BinarySearch(s.Off, unit)
	return named && !off
}

// equal says whether two splits divide an amount alike. Off has no effect on the others.
func (s *split) equal(o *split) bool {
	return s == o || slices.Equal(s.Units, o.Units) && s.rest == o.rest &&
		slices.EqualFunc(s.weights, o.weights, decimal.Decimal.Equal)
}

// Share is the share of a unit as a fraction, as 3/5; empty: the unit receives the whole.
func (s split) Share(unit string) string {
	if len(s.weights) == 0 {
		return ""
	}
	return fmt.Sprintf("%s/%s", s.weights[s.place(unit)], s.total)
}

// shareOf is the exact share of a sum. It need not be a finite decimal.
func shareOf(sum decimal.Decimal, to *split, i int) *big.Rat {
	r := new(big.Rat).Mul(sum.Rat(), to.weights[i].Rat())
	return r.Quo(r, to.total.Rat())
}

// beyond is what an exact share has beyond an amount; nil: nothing.
func beyond(share *big.Rat, amount decimal.Decimal) *big.Rat {
	if share.Sub(share, amount.Rat()).Sign() == 0 {
		return nil
	}
	return share
}

// addRat is a + b, where nil is 0.
func addRat(a, b *big.Rat) *big.Rat {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	if sum := new(big.Rat).Add(a, b); sum.Sign() != 0 {
		return sum
	}
	return nil
}

// negRat is −a, where nil is 0.
func negRat(a *big.Rat) *big.Rat {
	if a == nil {
		return nil
	}
	return new(big.Rat).Neg(a)
}

// perReceiver makes a pick of which several receive the whole one pick for each of them.
func perReceiver(picks []Pick) []Pick {
	if !slices.ContainsFunc(picks, func(p Pick) bool { return p.To.weights == nil && len(p.To.Units) > 1 }) {
		return picks
	}
	var out []Pick
	for _, p := range picks {
		if p.To.weights != nil {
			out = append(out, p)
			continue
		}
		for i := range p.To.Units {
			one := p
			one.To = &split{Units: p.To.Units[i : i+1]}
			out = append(out, one)
		}
	}
	return out
}
