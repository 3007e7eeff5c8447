package worlds

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// attrs takes some of the attributes that the world lists for a kind.
func (g *Generator) attrs(kind ledger.Kind) ledger.Attrs {
	var out ledger.Attrs
	if g.Chance(12) {
		return nil
	}
	for _, i := range g.Perm(len(g.w.attrs[kind])) {
		name, value, _ := strings.Cut(g.w.attrs[kind][i], "=")
		if _, given := out.Get(name); given || g.Chance(35) {
			continue
		}
		v := ledger.StringValue(value)
		if value == "true" || value == "false" {
			v = ledger.BoolValue(value == "true")
		} else if d, err := decimal.NewFromString(value); err == nil {
			v = ledger.NumberValue(d)
		}
		if text, quoted := strings.CutPrefix(value, "'"); quoted {
			v = ledger.StringValue(text)
		}
		out = append(out, ledger.Attr{Name: name, Value: v})
		slices.SortFunc(out, func(a, b ledger.Attr) int { return strings.Compare(a.Name, b.Name) })
	}
	return out
}

// superior is the unit to which a unit belongs; "" for none.
func (g *Generator) superior() string {
	if g.w.belongs == 0 || !g.Chance(g.w.belongs) {
		return ""
	}
	return g.units[g.IntN(1+g.IntN(len(g.units)))]
}

// proven adds the time at which a proof was handed in.
func (g *Generator) proven(attrs ledger.Attrs) ledger.Attrs {
	if _, given := attrs.Get("proof_at"); given || g.w.late == 0 || !g.Chance(g.w.late) {
		return attrs
	}
	at := g.near().Add(time.Duration(g.Int64N(int64(60 * 24 * time.Hour))))
	if g.Chance(30) {
		at = g.border(at)
	}
	attrs = append(attrs, ledger.Attr{Name: "proof_at", Value: ledger.StringValue(g.write(at).String())})
	slices.SortFunc(attrs, func(a, b ledger.Attr) int { return strings.Compare(a.Name, b.Name) })
	return attrs
}

// period is one in the ledger's two years.
func (g *Generator) period() string {
	year := g.w.Year
	if len(g.w.spans) > 0 && g.Chance(40) {
		return Pick(g, g.w.spans)
	}
	switch g.IntN(8) {
	case 0:
		year--
	case 1:
		year++
	}
	switch g.IntN(8) {
	case 0, 1, 2:
		return fmt.Sprint(year)
	case 3:
		return fmt.Sprintf("%d-H%d", year, 1+g.IntN(2))
	case 4:
		return fmt.Sprintf("%d-Q%d", year, 1+g.IntN(4))
	case 5:
		return fmt.Sprintf("%d-W%02d", year, 1+g.IntN(52))
	}
	return fmt.Sprintf("%d-%02d", year, 1+g.IntN(12))
}

// Options are what such a ledger is scored with.
func (g *Generator) Options() frame.Options {
	o := frame.Options{Params: g.w.Params, Internal: true}
	if g.Chance(90) {
		text := g.period()
		for strings.Contains(text, "/") { // a unit's own is not shown
			text = g.period()
		}
		o.Periods = Periods(text)
	}
	day := func() time.Time {
		return time.Date(g.w.Year, 1, 1, 0, 0, 0, 0, g.zone).AddDate(0, 0, g.IntN(380)-10)
	}
	if g.Chance(30) {
		until := day()
		if g.Chance(50) {
			until = g.border(until).AddDate(0, 0, -1)
		}
		o.Until = Time(until.Format(time.DateOnly))
	}
	if g.Chance(30) {
		o.Known = g.write(day())
	}
	if g.Chance(40) {
		for _, reading := range g.w.Readings {
			if g.Chance(50) && len(o.Readings) == 0 {
				o.Readings = append(o.Readings, reading)
			}
		}
	}
	if g.Chance(25) && !g.w.ownCaps {
		o.Readings = append(o.Readings, OverlappingCaps)
	}
	return o
}
