package schemes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
)

// mod sets further fields of an entry.
type mod func(*ledger.Entry)

func made(kind ledger.Kind, at string, e ledger.Entry, mods []mod) ledger.Entry {
	e.Kind, e.At = kind, moment(at)
	for _, m := range mods {
		m(&e)
	}
	return e
}

func enroll(at, unit, category string, mods ...mod) ledger.Entry {
	return made(ledger.Enroll, at, ledger.Entry{Unit: unit, Name: unit, Category: category}, mods)
}

func withdraw(at, unit string) ledger.Entry {
	return made(ledger.Withdraw, at, ledger.Entry{Unit: unit}, nil)
}

func submit(at, item, unit, genre string, mods ...mod) ledger.Entry {
	return made(ledger.Submit, at, ledger.Entry{Item: item, Unit: unit, Genre: genre}, mods)
}

func adopt(at, item, outlet string, mods ...mod) ledger.Entry {
	return made(ledger.Adopt, at, ledger.Entry{Item: item, Outlet: outlet}, mods)
}

func endorse(at, item, by string, mods ...mod) ledger.Entry {
	return made(ledger.Endorse, at, ledger.Entry{Item: item, By: by}, mods)
}

func commission(at, name, unit, due string, mods ...mod) ledger.Entry {
	return made(ledger.Commission, at, ledger.Entry{Commission: name, Unit: unit, Due: moment(due)}, mods)
}

func assign(at, unit, quota, period string, required int64) ledger.Entry {
	n := decimal.NullDecimal{Decimal: decimal.NewFromInt(required), Valid: true}
	return made(ledger.Assign, at, ledger.Entry{Unit: unit, Quota: quota, Period: period, Required: n}, nil)
}

func grant(at, unit, account, amount, rule string, mods ...mod) ledger.Entry {
	n := decimal.NullDecimal{Decimal: decimal.RequireFromString(amount), Valid: true}
	return made(ledger.Grant, at, ledger.Entry{Unit: unit, Account: account, Amount: n, Rule: rule, Reason: "研究决定"},
		mods)
}

func incident(at, unit, what string, mods ...mod) ledger.Entry {
	return made(ledger.Incident, at, ledger.Entry{Unit: unit, Type: what}, mods)
}

func void(at, ref string, mods ...mod) ledger.Entry {
	return made(ledger.Void, at, ledger.Entry{Ref: ref, Reason: "误录"}, mods)
}

func id(s string) mod        { return func(e *ledger.Entry) { e.ID = s } }
func recorded(s string) mod  { return func(e *ledger.Entry) { e.Recorded = moment(s) } }
func placement(s string) mod { return func(e *ledger.Entry) { e.Placement = s } }
func level(s string) mod     { return func(e *ledger.Entry) { e.Level = s } }
func happened(s string) mod  { return func(e *ledger.Entry) { e.Happened = moment(s) } }
func answers(s string) mod   { return func(e *ledger.Entry) { e.Commission = s } }
func topic(s string) mod     { return func(e *ledger.Entry) { e.Topic = s } }
func about(item string) mod  { return func(e *ledger.Entry) { e.Item = item } }

// attr sets an attribute: a string, a bool or an int.
func attr(name string, value any) mod {
	return func(e *ledger.Entry) {
		a := ledger.Attr{Name: name}
		switch v := value.(type) {
		case string:
			a.Value = ledger.StringValue(v)
		case bool:
			a.Value = ledger.BoolValue(v)
		case int:
			a.Value = ledger.NumberValue(decimal.NewFromInt(int64(v)))
		default:
			a.Value = ledger.NumberValue(decimal.RequireFromString(fmt.Sprint(v)))
		}
		e.Attrs = append(e.Attrs, a)
		slices.SortFunc(e.Attrs, func(x, y ledger.Attr) int { return strings.Compare(x.Name, y.Name) })
	}
}

// optional sets an attribute unless the value is "absent".
func optional(name string, value any) mod {
	if value == "absent" {
		return func(*ledger.Entry) {}
	}
	return attr(name, value)
}

// moment reads a time as a ledger writes it; "" is none. Times without a zone are of Shanghai.
func moment(s string) ledger.Time {
	if s == "" {
		return ledger.Time{}
	}
	if len(s) == len("2006-01-02T15:04:05") {
		s += "+08:00"
	}
	at, err := ledger.ParseTime(s)
	if err != nil {
		panic(err)
	}
	return at
}

// inUTC is a time of Shanghai written in UTC: the same instant, often another day.
func inUTC(s string) string {
	at, err := time.ParseInLocation("2006-01-02T15:04:05", s, time.FixedZone("", 8*60*60))
	if err != nil {
		panic(err)
	}
	return at.UTC().Format(time.RFC3339)
}

// day is the n-th day after a date, as a date.
func day(from string, n int) string {
	at, err := time.Parse(time.DateOnly, from)
	if err != nil {
		panic(err)
	}
	return at.AddDate(0, 0, n).Format(time.DateOnly)
}
