package steps

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// named are values by name, as expressions read them. A value is worked out when it is read.
type named struct {
	names *frame.Names
	at    func(place int) (value rule.Value, ok bool) // false: there is none
}

// numbersBy is a map of amounts by name.
func numbersBy(names *frame.Names, at func(place int) (decimal.Decimal, bool)) rule.Value {
	return valuesBy(rule.NumberType(), names, func(place int) (rule.Value, bool) {
		amount, ok := at(place)
		return rule.Number(amount), ok
	})
}

// valuesBy is a map of values of a type by name.
func valuesBy(of rule.Type, names *frame.Names, at func(place int) (rule.Value, bool)) rule.Value {
	return rule.MapOf(of, named{names, at})
}

// Entry implements [rule.Entries].
func (n named) Entry(name string) (rule.Value, bool) {
	place, ok := n.names.Place(name)
	if !ok {
		return rule.Value{}, false
	}
	return n.at(place)
}

// Keys implements [rule.Entries].
func (n named) Keys() []string {
	return slices.DeleteFunc(slices.Clone(n.names.List), func(name string) bool {
		place, _ := n.names.Place(name)
		_, ok := n.at(place)
		return !ok
	})
}
