package frame

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
)

// Balances are what entries see of the balances of the scheme, by place there.
type Balances []SeenBalance

// SeenBalance is what entries see of one balance.
type SeenBalance struct {
	places []int32           // by position: the place in values plus one; 0: the entry sees none
	values []rule.Value      // in the order in which they were seen
	lacks  map[int32]Problem // by position: why the entry sees none, under the name of the balance
	later  map[Asking]rule.Value
}

// NewBalances are so many balances of which no entry sees anything yet.
func NewBalances(balances, positions int) Balances {
	out := make(Balances, balances)
	for i := range out {
		out[i] = SeenBalance{places: make([]int32, positions), lacks: map[int32]Problem{},
			later: map[Asking]rule.Value{}}
	}
	return out
}

// See says what the entry at a position sees of a balance.
func (b Balances) See(balance int, pos int32, amount decimal.Decimal) {
	seen := &b[balance]
	seen.values = append(seen.values, rule.Number(amount))
	seen.places[pos] = int32(len(seen.values))
}

// SeeLater says what a rule that is asked of an entry on a later day sees of a balance.
func (b Balances) SeeLater(balance int, a Asking, amount decimal.Decimal) {
	b[balance].later[a] = rule.Number(amount)
}

// Lack says why the entry at a position sees nothing of a balance.
func (b Balances) Lack(balance int, p Problem, pos int32) { b[balance].lacks[pos] = p }

// Lacks says why the entry at a position sees nothing of a balance; false: it sees something.
func (b Balances) Lacks(balance int, pos int32) (Problem, bool) {
	p, ok := b[balance].lacks[pos]
	return p, ok
}

// lacking is what the entry of a problem lacks to see a balance, of the name that is absent; false: none.
func (e *Evaluator) lacking(p *Problem, name string) (Problem, bool) {
	for i := range e.Balances {
		if e.Frame.Scheme.Balances[i].Name == name {
			return e.Balances.Lacks(i, p.Position)
		}
	}
	return Problem{}, false
}

// at is what an entry sees, or a rule that is asked of it later; none: nothing.
func (s *SeenBalance) at(f *Fact) rule.Value {
	pos := f.Position
	if f.Asked != nil {
		return s.later[*f.Asked]
	}
	if s.places[pos] == 0 {
		return rule.Value{}
	}
	return s.values[s.places[pos]-1]
}
