package worlds

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Succeeding are worlds of which much was given before, item by item, by another scheme or by nobody knows which. They
// are not among [All], as those of [Opened] are not.
func Succeeding() []*World {
	closed := ofItems(succeeding(Closed(), "2024-04-01"), 60)
	closed.closes = 8
	return []*World{ofItems(units(), 50), ofItems(sink(), 40), ofItems(parted(), 20), ofItems(stock(), 40),
		ofItems(succeeding(units(), "2026-04-01"), 60), ofItems(succeeding(sink(), "2023-03-21"), 60),
		ofItems(succeeding(running(), "2027-04-01"), 15), ofItems(succeeding(stock(), "2026-03-01"), 30),
		ofItems(succeeding(staff(), "2026-05-01"), 20), ofItems(succeeding(waiting(), "2028-04-01"), 15),
		ofItems(succeeding(owned(), "2028-03-01"), 20), closed}
}

// succeeding is a world whose scheme takes the place of another.
func succeeding(w *World, from string) *World {
	w.Name = "succeeding " + w.Name
	first, rest, _ := strings.Cut(w.Source, "\n")
	w.Source = fmt.Sprintf("%s\nsucceeds: {scheme: before, from: %s}\n%s", first, from, rest)
	return w
}

// ofItems is a world with openings, many of items.
func ofItems(w *World, seeds int) *World {
	w = opened(w, seeds)
	w.Name, w.ofItems, w.Codes = "items in "+w.Name, 70, []string{"no-rule", "opened"}
	return w
}

// openItem says of an item, mostly of one that was handed in, what was given of it, mostly by a rule that gives to the
// account, to the unit that handed it in.
func (g *Generator) openItem(e *ledger.Entry) {
	e.Item = g.item()
	for _, submit := range g.entries {
		if submit.Kind == ledger.Submit && submit.Item == e.Item {
			e.Unit = submit.Unit
			if len(submit.With) > 0 && g.Chance(40) {
				e.Unit = Pick(g, submit.With)
			}
		}
	}
	if e.Unit == "" {
		e.Unit = Pick(g, g.units)
	}
	var rules []*scheme.Credit
	for _, c := range g.published.Credits {
		if c.Collapse != nil && c.Each != ledger.Commission {
			rules = append(rules, c, c)
		}
		rules = append(rules, c)
	}
	if g.Chance(90) {
		c := Pick(g, rules)
		e.Rule, e.Account = c.Name, g.published.Accounts[Pick(g, c.Amounts).Account].Name
	}
	e.Amount = decimal.NewNullDecimal(decimal.New(int64(g.IntN(80)-10), -1))
}
