package rule

import "math/bits"

// What an evaluation is charged is pinned: it depends on the expression and its values alone, never on a memo, and a
// change of it could end evaluations that ended well before. Each node is charged one; what looks at more is charged
// for what it looks at, before it looks.
const (
	bytesOfCost   = 16 // of a text that is walked, compared, copied or printed, for one
	costOfWide    = 4  // arithmetic beyond 64 bits, and every division
	costOfReading = 4  // a number or a time is read of a text or printed
	costOfRoot    = 16 // a square root
	costOfDay     = 3  // the day of a time in its zone, or the first instant of a day
	costOfMap     = 8  // a map is made, whatever it holds
	stepsOfCost   = 16 // of a regular expression, for one: an instruction at a byte
)

// Cost is what an evaluation is charged, see [Limits]: as if it were run alone, and of that what it did anew, since
// macros over a [Growing] list go on where they ended. What is remembered costs what its evaluation did.
type Cost struct{ Alone, Anew int64 }

// charge counts n units of cost.
func (r *run) charge(n int, a *at) error {
	if r.cost += int64(n); r.cost > r.limits.Cost {
		return a.overCost(r.cost, r.limits.Cost)
	}
	return nil
}

// chargeText counts the cost of going over a text of n bytes.
func (r *run) chargeText(n int, a *at) error {
	if n < bytesOfCost {
		return nil
	}
	return r.charge(n/bytesOfCost, a)
}

// chargeReading counts the cost of reading or printing a number or a time as a text of n bytes.
func (r *run) chargeReading(n int, a *at) error { return r.charge(costOfReading+n/bytesOfCost, a) }

// chargeWide counts the cost of arithmetic on two numbers: nothing where both have 64 bits.
func (r *run) chargeWide(x, y Value, a *at) error {
	if x.ref == nil && y.ref == nil {
		return nil
	}
	return r.charge(costOfWide, a)
}

// chargeOrder counts the cost of comparing two values that have an order, or of which one is equal to the other.
func (r *run) chargeOrder(x, y Value, a *at) error {
	switch x.kind {
	case kindString:
		return r.chargeText(min(len(x.s), len(y.s)), a)
	case kindNumber:
		return r.chargeWide(x, y, a)
	}
	return nil
}

// chargeArguments counts the cost of a function of the caller, which is taken to go over all of its arguments.
func (r *run) chargeArguments(args []Value, a *at) error {
	n := costOfReading
	for _, v := range args {
		switch v.kind {
		case kindString:
			n += len(v.s) * costOfReading / bytesOfCost
		case kindList:
			n += len(v.list().items)
		case kindMap:
			n += len(v.mapping().items)
		}
	}
	return r.charge(n, a)
}

// chargeMap counts the cost of making a map of n entries, whose keys are sorted.
func (r *run) chargeMap(n int, a *at) error { return r.charge(costOfMap+n*bits.Len(uint(n)), a) }

// chargeDay counts the cost of finding the day of a time, or the first instant of a day.
func (r *run) chargeDay(a *at) error { return r.charge(costOfDay, a) }
