package rule

import "github.com/gongguo/gongguo/ledger/reason"

func listBuiltins() []builtin {
	return []builtin{
		{form: "size(list(T)) number", method: true, call: sizeOf},
		{form: "size(map(T)) number", method: true, call: sizeOf},
		{form: "split(list(string), list(number)) map(number)", call: shares},
		{form: "equal(list(string)) map(number)", call: shares},
	}
}

func sizeOf(_ *run, _ *callNode, a []Value) (Value, error) {
	if a[0].kind == kindMap {
		return Int(int64(len(a[0].mapping().items))), nil
	}
	return Int(int64(len(a[0].list().items))), nil
}

// shares gives each name its share: the one at its place in the second list, or 1 each. Shares left over belong to
// nobody.
func shares(r *run, n *callNode, a []Value) (Value, error) {
	names := a[0].list().items
	if err := r.charge(len(names), &n.at); err != nil {
		return Value{}, err
	}
	if err := r.chargeMap(len(names), &n.at); err != nil {
		return Value{}, err
	}
	if len(a) == 2 && len(a[1].list().items) < len(names) {
		return Value{}, tooFewShares(len(a[1].list().items), len(names))
	}
	result := make(map[string]Value, len(names))
	for i, name := range names {
		if !name.fits(StringType()) {
			return Value{}, wrongElement(i, name, StringType())
		}
		if err := r.chargeText(len(name.s), &n.at); err != nil {
			return Value{}, err
		}
		if _, twice := result[name.s]; twice {
			return Value{}, shareTwice(name.s)
		}
		share := Int(1)
		if len(a) == 2 {
			share = a[1].list().items[i]
			if !share.fits(NumberType()) {
				return Value{}, wrongElement(i, share, NumberType())
			}
		}
		result[name.s] = share
	}
	return Map(NumberType(), result), nil
}

func tooFewShares(shares, names int) sentence {
	return func() reason.Reason {
		return reason.New("rule.too-few-shares",
			"found {shares} shares for {names} names, expected a share for each", shares, names)
	}
}

func shareTwice(name string) sentence {
	return func() reason.Reason {
		return reason.New("rule.share-twice",
			"found the name {name:q} twice, expected each once", truncated(name))
	}
}
