package worlds

import "github.com/gongguo/gongguo/ledger"

// spans is a scheme with days and cycles of several years as periods: in quotas, rules, caps that follow one another,
// numbers, balances, rankings, grades and results, and, by a reading, in lists of rows.
func spans() *World {
	return &World{
		Name: "spans", Source: spansScheme, Year: 2026, Seeds: 50, often: []int{10, 40, 40, 64, 72},
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-period"},
		categories: []string{"office", "person"},
		genres:     []string{"news", "news", "study"},
		outlets:    []string{"甲报", "乙报", "某某网"},
		levels:     []string{"", "high", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss"},
		grants:     []string{"prize points 0.5", "prize points 7", "prize points -2", "- points 1"},
		incidents:  []string{"slip"},
		quotas:     []string{"daily", "term", "term"},
		topics:     []string{"t1"},
		attrs:      map[ledger.Kind][]string{ledger.Enroll: {"owes=1", "owes=2"}},
		Readings:   []string{"rows"},
		borders:    []string{"03-01", "07-01"},
		spans: []string{"2025-2026", "2023-2024", "2027-2028", "2024-2026", "2026-03-01", "2026-07-01", "2026-06-30",
			"2026-05-17", "2026"},
	}
}

const spansScheme = `scheme: spans
title: days and cycles of several years
calendar: {timezone: Asia/Shanghai, first_month: 12, month_closes: 20, closes: {2025-2026: 2026-10-09, 2026: 2026-12-01}, cycles: {pair: {years: 2, from: 2025}, term: {years: 3, from: 2030}}}
accounts:
  points: {places: 1}
  fee: {places: 0, when: 'count["sent"] > 0 || period.kind == "day"'}
attrs:
  unit: {owes: number = 1}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报]}
  - {level: low, names: [乙报]}
params:
  standard: {high: 5.25, low: 2.05}
numbers:
  today: {each: adopt, by: item.unit, per: day}
  of_pair: {each: submit, by: item.unit, per: pair}
credits:
  adopted: {clause: '1', each: adopt, worth: {points: 'params.standard[tier]', fee: 'today.nth <= 2 ? 3 : 1'}, to: '[item.unit] + item.with'}
  handed-in: {clause: '2', each: submit, worth: 'of_pair.nth <= 6 ? 0.5 : 1.25'}
  prize: {clause: '3', each: grant, worth: grant.amount}
quotas:
  sent: {per: term, count: 'true'}
  daily: {per: day, each: adopt, count: 'tier == "high" ? 2 : 1', when: 'weekday(period.start) == 3 && unit.category == "person"', required: 'default(assigned, unit.owes)'}
  term: {per: pair, sum: [adopted, day], partial: share, required: 'default(assigned, 30)'}
deductions:
  idle: {clause: '4', of: daily, worth: -0.05 * quota.missing}
  short: {clause: '5', of: term, account: fee, worth: -0.25 * quota.missing}
  slip: {clause: '6', each: incident, account: fee, worth: -1}
  late: {clause: '6.1', each: commission, per: day, when: commission.answers.size() == 0, worth: -0.35}
bonuses:
  busy: {clause: '7', per: day, when: 'count["daily"] > 1', worth: 'total["points"] * 0.1'}
  long: {clause: '8', per: term, account: fee, worth: 'count["sent"] * 2'}
caps:
  day: {clause: '9', per: day, of: [adopted, prize], at_most: 6.5, at_least: -1}
  pair: {clause: '11', per: pair, of: [adopted, prize], at_most: 25}
rankings:
  all: {per: [day, month, pair], order: [unit.category]}
  fees: {per: [term, month, year], account: fee, ties: dense}
honours:
  first: {of: all, per: [day, pair], first: 1}
grades:
  level: {per: [pair, day], bands: {high: 4, some: 1}, otherwise: none}
results:
  many: {per: [term, day], when: 'total["fee"] > 2'}
readings:
  lists:
    none: {taken: true}
    rows:
      patch:
        bonuses:
          steady: {clause: '12', per: month, worth: '0.1 * days.count(d, d.total["points"] > 0) + (has(before) ? 0.01 : 0)'}
          years: {clause: '13', per: pair, account: fee, worth: 'years.size() + years.count(y, y.count["daily"] > 2)'}
        derived:
          best: {clause: '14', per: pair, account: fee, when: 'best["points"] > 0', worth: 'div(3 * total["points"], best["points"], 2) + (default(before.grade["level"], "") == "high" ? 1 : 0)'}
          share: {clause: '15', per: day, account: fee, when: 'weekday(period.end) == 5 && group_total["points"] > 0 && default(history[1].total["points"], 0) >= 0', pool: 10, worth: 'max(0, total["points"])'}
`
