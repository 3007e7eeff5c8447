package rule

import (
	"math/big"

	"github.com/gongguo/gongguo/ledger/reason"
)

func rootCall(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.charge(costOfRoot, &n.at); err != nil {
		return Value{}, err
	}
	places, err := placesOf(a[1].num())
	if err != nil {
		return Value{}, err
	}
	m, err := mode(a, 2)
	if err != nil {
		return Value{}, err
	}
	if a[0].num().sign() < 0 {
		return Value{}, rootOfNegative(a[0].num())
	}
	return asNumber(a[0].num().root(places, m))
}

func rootOfNegative(found num) sentence {
	return func() reason.Reason {
		return reason.New("rule.root-of-negative",
			"found the square root of {found}, expected that of 0 or more", found)
	}
}

// root is the square root of x, rounded once; requires x not to be negative.
func (x num) root(places int32, mode rounding) (num, error) {
	// In steps of 10^-places the root is that of a / b.
	a, b := x.coefficient(), bigPow10[0]
	if by := 2*places - x.scale; by >= 0 {
		a = new(big.Int).Mul(a, bigPow10[by])
	} else {
		b = bigPow10[-by]
	}
	root := new(big.Int).Quo(a, b)
	root.Sqrt(root)
	square := new(big.Int).Mul(root, root)
	if square.Mul(square, b).Cmp(a) == 0 {
		return scaled(root, places)
	}
	// Its half step is compared by squares: a / b with (root + 1/2)².
	half := new(big.Int).Lsh(root, 1)
	half.Add(half, bigPow10[0])
	half.Mul(half, half).Mul(half, b)
	if mode.away(false, root.Bit(0) == 1, new(big.Int).Lsh(a, 2).Cmp(half)) {
		root.Add(root, bigPow10[0])
	}
	return scaled(root, places)
}
