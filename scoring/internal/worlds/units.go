package worlds

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
)

// units is a scheme whose ledgers have units that merge, divide, are renamed and dissolved: what a unit had in earlier
// periods, owes in a part of one and receives with others, under caps of every kind.
func units() *World {
	return &World{
		Name: "units", Source: unitsScheme, Year: 2026, Seeds: 160, often: []int{10, 40, 40, 66, 85}, belongs: 40,
		succeeds: 7, divides: true,
		Codes:      []string{"struck-out", "off-roster"},
		categories: []string{"office", "office", "bureau"},
		genres:     []string{"news", "news", "photo"},
		outlets:    []string{"甲报", "乙报"},
		levels:     []string{"high", "high", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss"},
		grants:     []string{"prize points 2", "prize points 3.55", "prize fee 1"},
		incidents:  []string{"slip"},
		quotas:     []string{"yearly", "quarterly"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"target=1", "target=2", "target=7", "weight=1", "weight=2"},
		},
		borders: []string{"03-01", "04-01", "07-01", "01-01"},
	}
}

// heirs is the world of another name, whose units merge and are renamed.
func heirs(w *World, seeds int) *World {
	w.Name, w.Seeds, w.succeeds, w.Codes = "heirs of "+w.Name, seeds, 6, nil
	return w
}

// succession has one or two units succeeded by one, or one by two: withdrawn and enrolled at one instant, and recorded
// at one. It leaves out what could not be.
func (g *Generator) succession() {
	at := g.write(g.near())
	var of []string
	for _, i := range g.Perm(len(g.units)) {
		if len(of) < 1+g.IntN(2) && g.canEnd(g.units[i], at) {
			of = append(of, g.units[i])
		}
	}
	if len(of) == 0 || len(g.units)-len(g.ended) <= len(of) {
		return
	}
	heirs := []string{g.heir(of)}
	one := decimal.New(1, 0)
	parts := [][]ledger.Share{nil, nil}
	if g.w.divides && len(of) == 1 && g.Chance(50) {
		if other := g.heir(append(of, heirs...)); other != heirs[0] {
			heirs = append(heirs, other)
		}
	}
	for _, u := range of {
		part := one
		if len(heirs) > 1 {
			part = decimalOf(Pick(g, []string{"0.5", "0.6", "0.25", "0.333333"}))
			parts[1] = append(parts[1], ledger.Share{Unit: u, Share: one.Sub(part)})
		}
		parts[0] = append(parts[0], ledger.Share{Unit: u, Share: part})
	}
	recorded, err := ledger.ParseTime(g.now.Format(time.RFC3339))
	if err != nil {
		panic(err)
	}
	record := func(e ledger.Entry) {
		g.add(e)
		g.entries[len(g.entries)-1].Recorded = recorded
	}
	for _, u := range of {
		record(ledger.Entry{Kind: ledger.Withdraw, At: at, Unit: u})
		g.ended = append(g.ended, u)
	}
	for i, u := range heirs {
		if !slices.Contains(g.units, u) {
			g.units = append(g.units, u)
		}
		record(ledger.Entry{Kind: ledger.Enroll, At: at, Unit: u, Name: "heir " + u, Category: Pick(g, g.w.categories),
			Of: g.superior(), Attrs: g.attrs(ledger.Enroll), Succeeds: parts[i]})
	}
}

// heir is a unit that may succeed to others: a new one, or one that is there.
func (g *Generator) heir(of []string) string {
	if g.Chance(40) {
		if u := Pick(g, g.units); !slices.Contains(g.ended, u) && !slices.Contains(of, u) {
			return u
		}
	}
	n := len(g.units) + 1
	for slices.Contains(append(slices.Clone(g.units), of...), fmt.Sprintf("u%d", n)) {
		n++
	}
	return fmt.Sprintf("u%d", n)
}

// canEnd says whether a unit may be succeeded at a time: it was enrolled before, and not since.
func (g *Generator) canEnd(unit string, at ledger.Time) bool {
	if slices.Contains(g.ended, unit) {
		return false
	}
	before := false
	for _, e := range g.entries {
		if e.Kind == ledger.Enroll && e.Unit == unit {
			if !e.At.EndInstant(g.zone).Before(at.Instant(g.zone)) {
				return false
			}
			before = true
		}
	}
	return before
}

// mayVoid says whether the roster can be without an entry. A succession is struck out where the successor, which then
// is perhaps no unit any more, has none itself.
func (g *Generator) mayVoid(e ledger.Entry) bool {
	switch e.Kind {
	case ledger.Withdraw:
		return false
	case ledger.Enroll:
		whole := len(e.Succeeds) > 0 && e.Succeeds[0].Share.Equal(decimal.New(1, 0))
		if !whole || slices.Contains(g.ended, e.Unit) {
			return false
		}
		g.ended = append(g.ended, e.Unit)
	}
	return true
}

const unitsScheme = `scheme: units
title: units that merge, divide, are renamed and dissolved
calendar: {timezone: Asia/Shanghai}
accounts:
  points: {places: 1}
  fee: {places: 0}
  rate: {places: 1}
  so-far: {places: 1}
  led: {places: 2}
  laid: {places: 0}
  per-item: {places: 1}
attrs:
  unit: {target: number = 2, weight: {type: number}}
tiers: [high, low]
credits:
  sent: {clause: '1', each: submit, worth: 0.35, to: 'equal([item.unit] + item.with)'}
  adopted: {clause: '2', each: adopt, worth: {points: 'tier == "high" ? 3.3 : 1.1', fee: 1}}
  front: {clause: '3', each: adopt, when: 'adopt.placement == "front"', worth: 0.7, to: '[item.unit] + item.with'}
  above: {clause: '4', each: adopt, account: led, when: 'unit.of != ""', worth: 0.25, to: unit.of}
  prize: {clause: '5', each: grant, worth: {points: grant.amount, fee: 1}, to: grant.unit}
  asked: {clause: '6', each: commission, when: 'commission.answers.exists(s, s.at <= commission.due)', worth: 0.5}
bonuses:
  praised: {clause: '7', of: adopted, when: size(item.endorsements) > 0, plus: 0.15}
  done: {clause: '8', of: [yearly, quarterly], when: quota.missing == 0, worth: 1 + 0.1 * quota.extra}
  steady: {clause: '9', per: quarter, when: 'months.count(m, m.missing["monthly"] == 0) >= 2', worth: 'div(0.5 * size(history) + members, 3, 2)'}
collapses:
  once: {clause: '10', of: adopted}
quotas:
  monthly: {per: month, count: 'item.genre != "photo"', plus: '0.5 * default(before.extra["monthly"], 0)', required: unit.target}
  quarterly: {per: quarter, each: adopt, count: 'adopt.placement == "front" ? 2 : 1', required: 'default(assigned, unit.target)', partial: whole}
  halves: {per: half, sum: [sent, most], required: 2.25, partial: share}
  yearly: {per: year, count: true, required: 'default(assigned, 3 * unit.target)', partial: share}
  pieces: {per: month, each: adopt, count: true}
  kept: {per: month, each: commission, at: due, count: 'commission.answers.size() > 0', required: 1, partial: none}
deductions:
  short: {clause: '11', of: [monthly, yearly, halves], worth: '-0.35 * quota.missing'}
  slip: {clause: '12', each: incident, worth: -0.55}
  late: {clause: '13', each: commission, per: month, when: '!commission.answers.exists(s, s.at <= commission.due)', worth: -0.3}
  again: {clause: '14', per: month, when: 'has(before) && before.total["points"] < 0 && default(before.grade["level"], "") == "low"', worth: -0.2}
caps:
  outlet: {clause: '15', per: month, of: [adopted, front], by: outlet.name, at_most: 4}
  most: {clause: '16', per: month, of: [sent, adopted], at_most: 4.5, at_least: 0.2, after: outlet}
  year: {clause: '17', per: year, of: [sent, adopted, front, slip], at_most: 9, at_least: '0 - unit.target'}
  all: {clause: '18', per: year, at_least: -3}
derived:
  rate: {clause: '19', kind: figure, account: rate, per: [month, quarter, year], when: 'count["pieces"] > 0', worth: 'div(100 * sum["adopted"], count["pieces"], 1)'}
  so-far: {clause: '20', kind: figure, account: so-far, per: month, worth: 'total["points"] + default(before.total["so-far"], 0)'}
  under: {clause: '21', account: led, per: month, when: 'below["points"] > 0', worth: 'below["points"] * 0.1 + 0.01 * members'}
  laid: {clause: '21.1', account: laid, per: quarter, when: 'total["points"] != 0', worth: '10 * total["points"]', over: [sent, front, slip]}
  laid-whole: {clause: '21.2', account: laid, per: year, pool: '100 + group_size', worth: 'max(0, total["points"])', over: [front, slip]}
  per-item: {clause: '21.3', kind: figure, account: per-item, per: [month, year], worth: 'total["points"]', over: sent}
grades:
  level: {clause: '22', account: points, per: [month, year], bands: {high: 5, middle: 1}, otherwise: low}
results:
  fallen: {clause: '23', per: [month, quarter, year], when: 'has(before) && default(before.grade["level"], "") == "high" && total["points"] < 1 || months.count(m, m.grade["level"] == "low") > 2'}
rankings:
  board: {per: [month, quarter, year], group: unit.category, order: ['standing.done["monthly"]', '-size(history)']}
  leads: {per: year, account: led, eligible: 'under.size() > 0 || members > 0'}
honours:
  first: {of: board, first: 2, eligible: 'standing.missing["monthly"] < 4'}
`
