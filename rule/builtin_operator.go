package rule

import (
	"math"
	"strings"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// operatorBuiltins are the operators that work on values. The others (&&, ||, !, ?:, []) are
// nodes of their own, and only their types are given here.
func operatorBuiltins() []builtin {
	all := []builtin{
		{form: "_+_(number, number) number", binary: arithmetic(num.add)},
		{form: "_+_(string, string) string", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return r.text(x.s+y.s, a)
		}},
		{form: "_+_(list(T), list(T)) list(T)", binary: concatenate},
		{form: "_+_(time, duration) time", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return r.later(x, y.n, a)
		}},
		{form: "_+_(duration, time) time", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return r.later(y, x.n, a)
		}},
		{form: "_+_(duration, duration) duration", binary: func(_ *run, _ *at, x, y Value) (Value, error) {
			return addDurations(x.n, y.n)
		}},
		{form: "_-_(number, number) number", binary: arithmetic(num.sub)},
		{form: "_-_(time, time) duration", binary: func(_ *run, _ *at, x, y Value) (Value, error) {
			return between(x, y)
		}},
		{form: "_-_(time, duration) time", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return r.later(x, -y.n, a)
		}},
		{form: "_-_(duration, duration) duration", binary: func(_ *run, _ *at, x, y Value) (Value, error) {
			return subDurations(x.n, y.n)
		}},
		{form: "_*_(number, number) number", binary: arithmetic(num.mul)},
		{form: "_*_(duration, number) duration", binary: func(_ *run, _ *at, x, y Value) (Value, error) {
			return nanoseconds(y.num(), x.n)
		}},
		{form: "_*_(number, duration) duration", binary: func(_ *run, _ *at, x, y Value) (Value, error) {
			return nanoseconds(x.num(), y.n)
		}},
		{form: "_%_(number, number) number", binary: arithmetic(num.rem)},
		{form: "-_(number) number", call: func(_ *run, _ *callNode, a []Value) (Value, error) {
			return number(a[0].num().neg()), nil
		}},
		{form: "-_(duration) duration", call: func(_ *run, _ *callNode, a []Value) (Value, error) {
			return subDurations(0, a[0].n)
		}},
		{form: "_==_(T, T) bool", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return sameValue(r, a, x, y, true)
		}},
		{form: "_!=_(T, T) bool", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return sameValue(r, a, x, y, false)
		}},
		{form: "@in(T, list(T)) bool", binary: isElement},
		{form: "@in(string, map(T)) bool", binary: func(r *run, a *at, x, y Value) (Value, error) {
			return Bool(y.hasKey(x.s)), r.chargeText(len(x.s), a)
		}},
		{form: "_[_](list(T), number) T"}, {form: "_[_](map(T), string) T"},
		{form: "_?_:_(bool, T, T) T"}, {form: "_&&_(bool, bool) bool"}, {form: "_||_(bool, bool) bool"},
		{form: "!_(bool) bool"}, {form: "default(T, T) T"}, {form: "@has(T) bool"},
	}
	return append(all, comparisons()...)
}

// comparisons are < <= > >= for the four types that have an order.
func comparisons() []builtin {
	var all []builtin
	for _, op := range []struct {
		name  string
		holds func(c int) bool
	}{
		{"_<_", func(c int) bool { return c < 0 }}, {"_<=_", func(c int) bool { return c <= 0 }},
		{"_>_", func(c int) bool { return c > 0 }}, {"_>=_", func(c int) bool { return c >= 0 }},
	} {
		for _, typ := range []string{"number", "string", "time", "duration"} {
			all = append(all, builtin{form: op.name + "(" + typ + ", " + typ + ") bool",
				binary: func(r *run, a *at, x, y Value) (Value, error) {
					return Bool(op.holds(order(x, y))), r.chargeOrder(x, y, a)
				}})
		}
	}
	return all
}

// arithmetic is an operator on two numbers.
func arithmetic(op func(x, y num) (num, error)) func(r *run, a *at, x, y Value) (Value, error) {
	return func(r *run, a *at, x, y Value) (Value, error) {
		if err := r.chargeWide(x, y, a); err != nil {
			return Value{}, err
		}
		return asNumber(op(x.num(), y.num()))
	}
}

func asNumber(x num, err error) (Value, error) {
	if err != nil {
		return Value{}, err
	}
	return number(x), nil
}

// order compares two values of one type that has an order. Times compare by their instants, and a date
// stands for its first one.
func order(x, y Value) int {
	switch x.kind {
	case kindNumber:
		return x.num().cmp(y.num())
	case kindString:
		return strings.Compare(x.s, y.s)
	}
	switch {
	case x.n < y.n || x.n == y.n && x.exp < y.exp:
		return -1
	case x.n > y.n || x.exp > y.exp:
		return 1
	}
	return 0
}

// sameValue is == (want) and != (not want). Unlike Value.Equal it does not tell a date from its first instant,
// so that it agrees with <= and >=.
func sameValue(r *run, a *at, x, y Value, want bool) (Value, error) {
	same, err := r.same(a, x, y)
	return Bool(same == want), err
}

func (r *run) same(a *at, x, y Value) (bool, error) {
	switch x.kind {
	case kindString:
		return x.s == y.s, r.chargeOrder(x, y, a)
	case kindBool:
		return x.flag == y.flag, nil
	case kindList:
		l, m := x.list().items, y.list().items
		if len(l) != len(m) {
			return false, nil
		}
		if err := r.charge(len(l), a); err != nil {
			return false, err
		}
		for i := range l {
			if same, err := r.same(a, l[i], m[i]); !same || err != nil {
				return false, err
			}
		}
		return true, nil
	case kindMap:
		l, m := x.mapping(), y.mapping()
		if len(l.keys) != len(m.keys) {
			return false, nil
		}
		if err := r.charge(len(l.keys), a); err != nil {
			return false, err
		}
		for _, key := range l.keys {
			other, ok := m.items[key]
			if !ok {
				return false, nil
			}
			if same, err := r.same(a, l.items[key], other); !same || err != nil {
				return false, err
			}
		}
		return true, nil
	}
	if x.kind != y.kind {
		return false, nil
	}
	return order(x, y) == 0, r.chargeOrder(x, y, a)
}

// isElement is x in list.
func isElement(r *run, a *at, x, y Value) (Value, error) {
	for _, item := range y.list().items {
		if err := r.charge(1, a); err != nil {
			return Value{}, err
		}
		if same, err := r.same(a, x, item); same || err != nil {
			return Bool(same), err
		}
	}
	return Bool(false), nil
}

// concatenate is list + list.
func concatenate(r *run, a *at, x, y Value) (Value, error) {
	l, m := x.list(), y.list()
	n := len(l.items) + len(m.items)
	if err := r.charge(n, a); err != nil {
		return Value{}, err
	}
	if err := r.checkList(n, a); err != nil {
		return Value{}, err
	}
	elem := l.elem
	if elem.IsZero() {
		elem = m.elem
	}
	return List(elem, append(append(make([]Value, 0, n), l.items...), m.items...)), nil
}

var (
	errTime     = said(reason.New("rule.time-out-of-range", "the time is outside the years 1 to 9999"))
	errFraction = said(reason.New("rule.duration-fraction", "the duration is not a whole number of nanoseconds"))
	errDuration = said(reason.New("rule.duration-too-long", "the duration is longer than 292 years"))
)

// timeValue makes a time, if its year has four digits in its zone.
func timeValue(t time.Time, date bool) (Value, error) {
	if year := t.Year(); year < 1 || year > 9999 {
		return Value{}, errTime
	}
	return Time(t, date), nil
}

// later is a time and a duration.
func (r *run) later(t Value, d int64, a *at) (Value, error) {
	if err := r.chargeDay(a); err != nil {
		return Value{}, err
	}
	return t.plus(d, r.zone)
}

// plus adds a duration to a time. A date with whole days added is the date so many days later,
// whatever the clocks of the zone did between; with anything else added it is its first instant.
func (v Value) plus(d int64, zone *time.Location) (Value, error) {
	const day = int64(24 * time.Hour)
	if d == math.MinInt64 {
		return Value{}, errDuration
	}
	t := time.Unix(v.n, int64(v.exp)).In(zone)
	if v.flag && d%day == 0 {
		return firstOf(civil.Of(t)+civil.Day(d/day), zone)
	}
	return timeValue(t.Add(time.Duration(d)), false)
}

func between(x, y Value) (Value, error) {
	seconds := x.n - y.n
	const most = math.MaxInt64/int64(time.Second) - 1
	if seconds > most || seconds < -most {
		return Value{}, errDuration
	}
	return Duration(time.Duration(seconds*int64(time.Second) + int64(x.exp) - int64(y.exp))), nil
}

func addDurations(x, y int64) (Value, error) {
	sum := x + y
	if (sum > x) != (y > 0) {
		return Value{}, errDuration
	}
	return Duration(time.Duration(sum)), nil
}

func subDurations(x, y int64) (Value, error) {
	difference := x - y
	if (difference < x) != (y > 0) {
		return Value{}, errDuration
	}
	return Duration(time.Duration(difference)), nil
}

// nanoseconds returns x units of so many nanoseconds each.
func nanoseconds(x num, unit int64) (Value, error) {
	product, err := x.mul(wholeNum(unit))
	if err != nil {
		return Value{}, errDuration
	}
	if product.scale != 0 {
		return Value{}, errFraction
	}
	n, ok := product.int64()
	if !ok || n == math.MinInt64 {
		return Value{}, errDuration
	}
	return Duration(time.Duration(n)), nil
}
