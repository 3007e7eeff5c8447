package rule

import (
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// mostArguments bounds min and max of several numbers.
const mostArguments = 8

func numberBuiltins() []builtin {
	all := []builtin{
		{form: "round(number, number) number", call: roundCall},
		{form: "round(number, number, string) number", call: roundCall},
		{form: "floor(number) number", call: wholeCall(floor)},
		{form: "ceil(number) number", call: wholeCall(ceiling)},
		{form: "abs(number) number", call: func(_ *run, _ *callNode, a []Value) (Value, error) {
			return number(a[0].num().abs()), nil
		}},
		{form: "div(number, number, number) number", call: divCall},
		{form: "div(number, number, number, string) number", call: divCall},
		{form: "div(duration, duration, number) number", call: divCall},
		{form: "div(duration, duration, number, string) number", call: divCall},
		{form: "pow(number, number) number", call: powCall},
		{form: "sqrt(number, number) number", call: rootCall},
		{form: "sqrt(number, number, string) number", call: rootCall},
		{form: "sum(list(number)) number", call: sumNumbers},
		{form: "sum(list(duration)) duration", call: sumDurations},
		{form: "sum(map(number)) number", call: ofValues(sumNumbers)},
		{form: "sum(map(duration)) duration", call: ofValues(sumDurations)},
		{form: "number(string) number", call: numberOf},
	}
	for _, typ := range []string{"number", "time", "duration"} {
		for n := 2; n <= mostArguments; n++ {
			args := strings.Repeat(", "+typ, n)[2:]
			all = append(all,
				builtin{form: "min(" + args + ") " + typ, call: leastOf},
				builtin{form: "max(" + args + ") " + typ, call: greatestOf})
		}
		all = append(all,
			builtin{form: "min(list(" + typ + ")) " + typ, call: leastIn},
			builtin{form: "max(list(" + typ + ")) " + typ, call: greatestIn})
	}
	return all
}

// numberOf reads the number that a text holds.
func numberOf(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.chargeReading(len(a[0].s), &n.at); err != nil {
		return Value{}, err
	}
	x, err := parseNum(strings.TrimSpace(a[0].s), true)
	if err == errNotNumber {
		return Value{}, noNumber(a[0].s)
	}
	return asNumber(x, err)
}

func noNumber(text string) sentence {
	return func() reason.Reason {
		return reason.New("rule.text-no-number",
			"found the text {text:q}, expected a number such as 12, -0.5 or 1e3", truncated(text))
	}
}

// mode returns the rounding given as the argument i, half_up where there is none.
func mode(a []Value, i int) (rounding, error) {
	if i >= len(a) {
		return halfUp, nil
	}
	return roundingOf(a[i].s)
}

func wholeCall(m rounding) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		if err := r.chargeWide(a[0], a[0], &n.at); err != nil {
			return Value{}, err
		}
		return asNumber(a[0].num().round(0, m))
	}
}

func roundCall(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.chargeWide(a[0], a[1], &n.at); err != nil {
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
	return asNumber(a[0].num().round(places, m))
}

func divCall(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.charge(costOfWide, &n.at); err != nil {
		return Value{}, err
	}
	places, err := placesOf(a[2].num())
	if err != nil {
		return Value{}, err
	}
	m, err := mode(a, 3)
	if err != nil {
		return Value{}, err
	}
	x, y := a[0].num(), a[1].num()
	if a[0].kind == kindDuration {
		x, y = wholeNum(a[0].n), wholeNum(a[1].n)
	}
	return asNumber(x.div(y, places, m))
}

// powCall is charged for each multiplication, of which 114 go over the digits of any base but 0, 1 and -1.
func powCall(r *run, n *callNode, a []Value) (Value, error) {
	exponent, ok := a[1].num().int64()
	if !ok || exponent < 0 || exponent > 1000 {
		return Value{}, badExponent(a[1].num())
	}
	if err := r.charge(int(min(exponent, 114)), &n.at); err != nil {
		return Value{}, err
	}
	return asNumber(a[0].num().pow(exponent))
}

func badExponent(found num) sentence {
	return func() reason.Reason {
		return reason.New("rule.bad-exponent",
			"found the exponent {found}, expected a whole number from 0 to 1000", found)
	}
}

func sumNumbers(r *run, n *callNode, a []Value) (Value, error) {
	items := a[0].list().items
	if err := r.charge(len(items), &n.at); err != nil {
		return Value{}, err
	}
	total := num{}
	for i, item := range items {
		if !item.fits(NumberType()) {
			return Value{}, wrongElement(i, item, NumberType())
		}
		if err := r.chargeWide(number(total), item, &n.at); err != nil {
			return Value{}, err
		}
		var err error
		if total, err = total.add(item.num()); err != nil {
			return Value{}, err
		}
	}
	return number(total), nil
}

// ofValues calls a function of a list with the values of a map, in the order of its keys.
func ofValues(call function) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		m := a[0].mapping()
		if err := r.chargeMap(len(m.keys), &n.at); err != nil {
			return Value{}, err
		}
		items := make([]Value, len(m.keys))
		for i, key := range m.keys {
			items[i] = m.items[key]
		}
		return call(r, n, []Value{List(m.elem, items)})
	}
}

func sumDurations(r *run, n *callNode, a []Value) (Value, error) {
	items := a[0].list().items
	if err := r.charge(len(items), &n.at); err != nil {
		return Value{}, err
	}
	total := Duration(0)
	for i, item := range items {
		if !item.fits(DurationType()) {
			return Value{}, wrongElement(i, item, DurationType())
		}
		var err error
		if total, err = addDurations(total.n, item.n); err != nil {
			return Value{}, err
		}
	}
	return total, nil
}

func leastOf(_ *run, _ *callNode, a []Value) (Value, error)    { return outermost(a, -1), nil }
func greatestOf(_ *run, _ *callNode, a []Value) (Value, error) { return outermost(a, 1), nil }

func leastIn(r *run, n *callNode, a []Value) (Value, error)    { return outermostIn(r, n, a, -1) }
func greatestIn(r *run, n *callNode, a []Value) (Value, error) { return outermostIn(r, n, a, 1) }

// outermost returns the first of the least (direction -1) or of the greatest (+1) values.
func outermost(values []Value, direction int) Value {
	best := values[0]
	for _, v := range values[1:] {
		if order(v, best) == direction {
			best = v
		}
	}
	return best
}

var errEmpty = said(reason.New("rule.empty-list",
	"the list is empty, expected at least one element: write l.size() == 0 ? … : … around it"))

func outermostIn(r *run, n *callNode, a []Value, direction int) (Value, error) {
	items := a[0].list().items
	if len(items) == 0 {
		return Value{}, errEmpty
	}
	if err := r.charge(len(items), &n.at); err != nil {
		return Value{}, err
	}
	for i, item := range items {
		if !item.fits(n.result) {
			return Value{}, wrongElement(i, item, n.result)
		}
		if err := r.chargeWide(item, items[0], &n.at); err != nil {
			return Value{}, err
		}
	}
	return outermost(items, direction), nil
}
