package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// named are amounts by name, as expressions read them. An amount is worked out when it is read.
type named struct {
	names *frame.Names
	at    func(place int) (amount decimal.Decimal, ok bool) // false: there is none
}

// numbersBy is a map of amounts by name.
func numbersBy(names *frame.Names, at func(place int) (decimal.Decimal, bool)) rule.Value {
	return rule.MapOf(rule.NumberType(), named{names, at})
}

// Entry implements [rule.Entries].
func (n named) Entry(name string) (rule.Value, bool) {
	place, ok := n.names.Place(name)
	if !ok {
		return rule.Value{}, false
	}
	amount, ok := n.at(place)
	return rule.Number(amount), ok
}

// Keys implements [rule.Entries].
func (n named) Keys() []string {
	return slices.DeleteFunc(slices.Clone(n.names.List), func(name string) bool {
		place, _ := n.names.Place(name)
		_, ok := n.at(place)
		return !ok
	})
}
