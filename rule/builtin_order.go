package rule

import (
	"math/bits"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
)

// orderBuiltins put the elements of a list in an order, or take some of them.
func orderBuiltins() []builtin {
	all := []builtin{
		{form: "reverse(list(T)) list(T)", method: true, call: reverseCall},
		{form: "slice(list(T), number) list(T)", method: true, call: sliceCall},
		{form: "slice(list(T), number, number) list(T)", method: true, call: sliceCall},
	}
	for _, typ := range []string{"number", "string", "time", "duration"} {
		all = append(all, builtin{form: "sort(list(" + typ + ")) list(" + typ + ")", method: true, call: sortCall})
	}
	return all
}

// sortCall puts the least first; equals stay as they are. It is charged for each element as often as a list twice as
// long has one comparison more.
func sortCall(r *run, n *callNode, a []Value) (Value, error) {
	items := a[0].list().items
	rounds := bits.Len(uint(len(items)))
	if err := r.charge(len(items)*(1+rounds), &n.at); err != nil {
		return Value{}, err
	}
	for i, item := range items {
		if !item.fits(*n.result.elem) {
			return Value{}, wrongElement(i, item, *n.result.elem)
		}
		cost := len(item.s) / bytesOfCost
		if item.ref != nil && item.kind == kindNumber {
			cost = costOfWide
		}
		if err := r.charge(cost*rounds, &n.at); err != nil {
			return Value{}, err
		}
	}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, order)
	return r.list(*n.result.elem, sorted, &n.at)
}

func reverseCall(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.charge(len(a[0].list().items), &n.at); err != nil {
		return Value{}, err
	}
	items := slices.Clone(a[0].list().items)
	slices.Reverse(items)
	return r.list(*n.result.elem, items, &n.at)
}

// sliceCall takes the elements from one place up to another, which is left out. Beyond the end there are none.
func sliceCall(r *run, n *callNode, a []Value) (Value, error) {
	items := a[0].list().items
	from, ok := a[1].num().int64()
	to, ok2 := int64(len(items)), true
	if len(a) == 3 {
		to, ok2 = a[2].num().int64()
	}
	if !ok || !ok2 || from < 0 || to < 0 || len(a) == 3 && to < from {
		return Value{}, badSlice(a[1].num(), wholeOr(a, 2, to))
	}
	to = min(to, int64(len(items)))
	from = min(from, to)
	if err := r.charge(int(to-from), &n.at); err != nil {
		return Value{}, err
	}
	return r.list(*n.result.elem, slices.Clone(items[from:to]), &n.at)
}

func badSlice(from, to num) sentence {
	return func() reason.Reason {
		return reason.New("rule.bad-slice",
			"found a part from {from} to {to}, expected whole numbers from 0 on, in order", from, to)
	}
}
