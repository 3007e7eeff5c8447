package worlds

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
)

// Opened are worlds of which much was published before: amounts of accounts and rules, figures, balances, and what was
// done and owed of quotas, beside entries of the same time. They are not among [All]: what counts hangs on the order of
// recording, and parts of a period do not add up to it.
func Opened() []*World {
	closed := opened(Closed(), 60)
	closed.closes = 8
	return []*World{opened(units(), 80), opened(sink(), 50), opened(running(), 20), opened(stock(), 40),
		opened(staff(), 80), closed}
}

// opened is a world with openings.
func opened(w *World, seeds int) *World {
	w.Name, w.Seeds, w.opens = "openings of "+w.Name, seeds, 16
	w.Codes = []string{"no-account", "no-quota", "no-rule", "no-period", "not-over", "off-roster", "opened"}
	return w
}

// open says of a unit, or of several, what an account or a quota came to in a period, mostly in one that is over.
func (g *Generator) open() {
	c, err := calendar.New(calendar.Config{})
	if err != nil {
		panic(err) // the default calendar
	}
	s := g.published
	e := ledger.Entry{Kind: ledger.Opening, Amount: decimal.NewNullDecimal(decimal.New(int64(g.IntN(200)-60), -1))}
	kind := Pick(g, []calendar.Kind{calendar.Month, calendar.Month, calendar.Month, calendar.Week, calendar.Quarter,
		calendar.Half, calendar.Year})
	if g.Chance(50) {
		q := Pick(g, s.Quotas)
		e.Quota = q.Name
		switch n := g.IntN(10); {
		case n < 4 || n < 9 && q.Count == nil:
			kind = q.Per
		case n < 9:
			kind = Pick(g, []calendar.Kind{calendar.Week, min(calendar.Month, q.Per), min(calendar.Quarter, q.Per)})
		}
		e.Amount.Decimal = e.Amount.Decimal.Abs()
		if owed := kind == q.Per && q.Required != nil; g.Chance(5) || owed && g.Chance(60) {
			e.Required = decimal.NewNullDecimal(decimal.New(int64(g.IntN(80)), -1))
		}
	} else if e.Account = Pick(g, s.Accounts).Name; g.w.ofItems > 0 && g.Chance(g.w.ofItems) {
		g.openItem(&e)
	} else {
		if g.Chance(30) {
			e.Rule = Pick(g, s.Rules).Name
		}
	}
	if kind.IsOwn() {
		kind = calendar.Day
	}
	p := c.Of(kind, g.near())
	for range 1 + g.IntN(3) {
		if _, end := c.Bounds(p); end.After(g.now) {
			p = c.Prev(p)
		}
	}
	e.Period, e.At = p.String(), g.write(g.now)
	switch g.IntN(25) {
	case 0:
		e.Account = e.Account + "x"
		if e.Quota != "" {
			e.Account, e.Quota = "", e.Quota+"x"
		}
	case 1:
		e.Period = Pick(g, []string{"2023-W53", "2022-W53", "1950-01"})
	case 2, 3:
		e.At = g.write(g.near())
	}
	if e.Item != "" && g.Chance(70) {
		g.add(e)
		return
	}
	for range 1 + g.IntN(3) {
		e.Unit = Pick(g, g.units)
		g.add(e)
	}
}
