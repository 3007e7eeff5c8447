package worlds

import (
	"fmt"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
)

// Closed is a scheme that carries what comes late into the next open period. It is not among [All]: the quick ways
// leave it to the plain steps, and its scores hang on the order of recording.
func Closed() *World {
	return &World{
		Name: "closed", Source: closedScheme, Year: 2024, Seeds: 300, often: []int{10, 40, 40, 64, 72, 95}, closes: 14,
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "not-over", "closed", "absent",
			"problem absent"},
		categories: []string{"x", "x", "y"},
		genres:     []string{"news", "study"},
		asks:       []string{"", "news"},
		outlets:    []string{"甲报", "乙报", "丙网", "某某网"},
		levels:     []string{"", "high", "low", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss"},
		grants:     []string{"prize points 1", "prize points 2.5", "- points 1", "pryze points 1"},
		incidents:  []string{"slip"},
		quotas:     []string{"papers"},
		topics:     []string{"t1"},
		attrs: map[ledger.Kind][]string{
			ledger.Submit: {"words=50", "words=150", "words=350", "words='7"},
		},
		Readings: []string{"restated", "recorded", "restated"},
		borders:  []string{"02-01", "03-01", "04-01", "07-01", "10-01", "12-21"},
	}
}

// ClosedTogether are worlds that carry what comes late where the units are settled together: some succeed others, or
// what is settled, ranked, graded and found asks of several.
func ClosedTogether() []*World {
	divided := heirs(Closed(), 120)
	divided.divides = true
	openings := opened(heirs(Closed(), 30), 30)
	openings.divides = true
	return []*World{divided, closedOffices(), heirs(closedOffices(), 80), opened(closedOffices(), 30), openings}
}

// ClosedOwn are worlds that carry what comes late, and have periods of units' own.
func ClosedOwn() []*World {
	return []*World{closedOwned(), heirs(closedOwned(), 60)}
}

// ClosedStock are worlds that carry what comes late, and have accounts that are balances: of units alone, of units that
// ask of others, and of those where some succeed others, and something was published before the ledger began.
func ClosedStock() []*World {
	divided := heirs(inStock(closedOffices()), 30)
	divided.divides = true
	return []*World{inStock(Closed()), inStock(closedOffices()), divided, opened(inStock(Closed()), 20)}
}

// inStock is a world of closes whose accounts of points and places are balances.
func inStock(w *World) *World {
	w.Name, w.Seeds, w.Codes = w.Name+" in stock", 80, nil
	w.Source = strings.Replace(w.Source, "points: {places: 1}", "points: {places: 1, kind: balance}", 1)
	if w.belongs > 0 {
		w.Source = strings.Replace(w.Source, "place: {places: 0}", "place: {places: 0, kind: balance}", 1)
	}
	return w
}

// closedOwned is a world of units' own periods, many of them short, and of closes.
func closedOwned() *World {
	w := owned()
	w.Name, w.Seeds, w.closes, w.Codes = "closed owned", 100, 14, nil
	w.Source = strings.Replace(w.Source, "\n", "\nafter_close: carry\n", 1)
	return w
}

// closedOffices is a world whose units belong to others, which lose by them, and have a part in what they have.
func closedOffices() *World {
	w := Closed()
	w.Name, w.Seeds, w.belongs, w.Codes = "closed offices", 120, 60, nil
	for _, section := range strings.Split(strings.TrimSpace(officesLines), "\n\n") {
		head, lines, _ := strings.Cut(section, "\n")
		w.Source = strings.Replace(w.Source, "\n"+head+"\n", "\n"+head+"\n"+lines+"\n", 1)
	}
	return w
}

// officesLines are lines of the sections of the scheme, each before the others there.
const officesLines = `
deductions:
  office: {clause: '21', of: papers, when: quota.missing > 0, worth: -0.4, to: members}
  lax: {clause: '22', per: quarter, when: 'has(above) && above.missing["papers"] > 1', worth: 'min(0, above.sum["slip"] - 1)'}

bonuses:
  led: {clause: '23', per: month, when: 'under.exists(u, u.done["papers"] > 0)', worth: 'min(2, 0.25 * sum(under.map(u, u.count["all"])))'}

caps:
  floored: {clause: '24', per: quarter, of: [office], at_least: -0.7}

derived:
  part: {clause: '25', account: place, per: [quarter], worth: 'has(above) ? floor(above.total["points"] * 0.25) : standing.total["people"]'}
  ones: {clause: '26', account: place, per: month, pool: 3, worth: 'default(before.result["weak"], true) ? 1 : 2'}

grades:
  amount: {clause: '27', per: month, account: place, bands: {much: 'count["all"] + 1', some: 0.5}, otherwise: little}

results:
  again: {clause: '28', per: [month, quarter], when: 'default(before.grade["level"], "") == grade["level"] || months.exists(m, m.result["weak"])'}
  upper: {clause: '29', per: month, when: 'has(above) && above.total["points"] > 3 && default(above.grade["level"], "") != "low"'}
`

const closedScheme = `scheme: closed
title: what comes late is carried
after_close: carry
calendar: {closes: {2024-02: 2024-03-04, 2024-08: 2024-09-20, 2024: 2024-12-20}}
accounts:
  points: {places: 1}
  people: {places: 2, rounding: down}
  rate: {places: 1}
  place: {places: 0}
attrs:
  submit: {words: number}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报]}
  - {level: low, names: [乙报], until: 2024-05-31}
  - {level: high, names: [《乙报》], from: 2024-06-01}
  - {level: low, names: [丙网], from: 2024-02-15}
params:
  standard: {2024-01-01: {high: 5.25, low: 2.05}, 2024-06-01: {high: 6, low: 2.05}}
numbers:
  nth: {each: submit, by: item.unit, per: month}
credits:
  own: {clause: '1', title: 采用, each: adopt, worth: {points: 'params.standard[tier]', people: 1}, to: {points: item.unit, people: 'equal([item.unit] + item.with)'}, bonuses: sum}
  long: {clause: '2', each: adopt, when: item.words > 100, worth: '3 * rank(tier)'}
  sent: {clause: '3', each: submit, worth: 'nth.nth <= 2 ? 0.5 : 0.25'}
  prize: {clause: '4', each: grant, worth: 'granted > 2 ? grant.amount * 0.5 : grant.amount'}
  asked: {clause: '5', each: commission, worth: 'commission.answers.exists(a, a.at <= commission.due) ? 1 : -1'}
  called: {clause: '5.1', each: commission, per: month, when: 'commission.genre == "news"', worth: 0.25}
  kept: {clause: '5.2', each: submit, when: item.adoptions.size() > 0, asked: 'item.at + days(20)', worth: '0.5 * item.adoptions.size()'}
  lasts: {clause: '5.3', each: incident, asked: {every: month, day: last}, require: {granted > 0: nothing is granted}, worth: 0.75}
bonuses:
  noted: {clause: '6', of: own, when: size(item.endorsements) > 0, times: 1.5}
  done: {clause: '7', of: weekly, when: quota.missing == 0, worth: 0.25}
balances:
  granted: {clause: '4', of: [prize, slip], per: quarter}
collapses:
  once: {clause: '8', of: [own, long]}
quotas:
  weekly: {per: week, count: true, required: 1}
  papers: {per: month, count: item.words > 100, plus: 'default(before.extra["papers"], 0)', required: 'default(assigned, 1)'}
  earned: {per: quarter, sum: [own, most], required: 4}
  taken: {per: month, at: submit, count: item.adoptions.size() > 0}
  all: {per: month, count: true}
deductions:
  short: {clause: '9', title: 少报, of: [papers, earned], worth: -0.5 * quota.missing}
  slip: {clause: '10', each: incident, worth: -1}
  dull: {clause: '11', per: quarter, when: 'months.count(m, m.missing["papers"] > 0) > 1', worth: -1.5}
caps:
  most: {clause: '12', per: month, of: own, at_most: 7}
  each: {clause: '12.1', per: half, of: sent, by: item.genre, at_most: 1.5}
  floor: {clause: '13', per: month, at_least: -3}
derived:
  rate: {clause: '14', kind: figure, account: rate, per: [month, quarter, year], when: 'count["all"] > 0', worth: 'div(100 * count["taken"], count["all"], 1)'}
  place: {clause: '15', account: place, per: month, worth: 'ranks["monthly"] == 1 ? 3 : (ranks["monthly"] == 2 ? 1 : 0)'}
  so-far: {clause: '16', kind: figure, account: rate, per: half, worth: 'total["points"] + default(before.total["points"], 0) + sum(months.map(m, m.total["points"]))'}
rankings:
  monthly: {clause: '17', per: [month, year]}
  places: {clause: '17', per: [month, quarter, year], account: place, group: unit.category, order: ['count["all"]', 'sum["own"]']}
honours:
  best: {clause: '18', of: monthly, first: 1, eligible: 'total["points"] > 0 && !result["weak"]'}
grades:
  level: {clause: '19', per: [month, quarter, year], bands: {good: 6, fair: 1.05}, otherwise: low}
results:
  weak: {clause: '20', title: weak, per: [month, year], when: 'grade["level"] == "low" && total["points"] < 0'}
readings:
  after-close:
    carried: {taken: true}
    restated: {patch: {after_close: restate}}
  late:
    as-dated: {taken: true}
    recorded: {patch: {takes_effect: {adopt: 'adopt.recorded > adopt.at + days(10) ? adopt.recorded : adopt.at', submit: item.recorded, grant: 'grant.recorded + days(1)'}}}
`

// close closes a period that is mostly over: a month, often the one before, or another period, and sometimes several.
func (g *Generator) close() {
	c, err := calendar.New(calendar.Config{})
	if err != nil {
		panic(err) // the default calendar
	}
	for range 1 + g.IntN(2) {
		at := g.now.Add(-time.Duration(g.Int64N(int64(75 * 24 * time.Hour))))
		kind := Pick(g, []calendar.Kind{calendar.Month, calendar.Month, calendar.Month, calendar.Month, calendar.Week,
			calendar.Quarter, calendar.Half, calendar.Year})
		p := c.Of(kind, at)
		if _, end := c.Bounds(p); end.After(g.now) && g.Chance(85) {
			p = c.Prev(p)
		}
		when := g.write(g.now)
		if g.Chance(15) {
			when = g.write(g.near())
		}
		g.add(ledger.Entry{Kind: ledger.Close, At: when, Period: p.String(), Title: fmt.Sprint("no. ", len(g.entries))})
	}
}
