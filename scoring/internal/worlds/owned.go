package worlds

import "github.com/gongguo/gongguo/ledger"

// owned is a scheme with periods of units' own: from a day that a unit has at an enrolment, or not, from the first
// enrolment, and from each that comes after a time off the roster; of a year, five months and one, beside periods of
// the calendar, in quotas of every kind, rules, caps, a balance, derived figures and sums, grades, results and rows.
func owned() *World {
	return &World{
		Name: "owned", Source: ownedScheme, Year: 2028, Seeds: 60, often: []int{10, 40, 64, 72, 78, 84, 84, 85, 88},
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-period", "refused", "problem absent"},
		categories: []string{"driver", "driver", "office"},
		genres:     []string{"news", "study"},
		outlets:    []string{"甲报", "乙报", "某某网"},
		levels:     []string{"", "high", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss"},
		grants:     []string{"prize points 0.5", "prize points 7", "prize points -2", "prize points 3"},
		incidents:  []string{"slip", "slip", "test"},
		quotas:     []string{"yearly", "yearly", "permits"},
		topics:     []string{"t1"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"licensed_at=2027-02-28", "licensed_at=2028-02-29", "licensed_at=2026-07-31T15:00:00+08:00",
				"licensed_at=soon", "owes=1", "owes=2"},
			ledger.Incident: {"weight=1", "weight=3", "weight=6"},
		},
		Readings: []string{"restarting", "derived"},
		ownCaps:  true,
		borders:  []string{"02-28", "02-29", "07-31"},
		spans: []string{"2028", "2027-02-28/2028-02-27", "2028-02-28/2029-02-27", "2028-02-29/2029-02-27",
			"2027-07-31/2028-07-30", "2028-07-31/2029-07-30", "2028-02-28", "2028-03-01/2028-03-31"},
	}
}

const ownedScheme = `scheme: owned
title: periods of units' own
calendar:
  timezone: Asia/Shanghai
  own: {licence: {months: 12, from: unit.licensed_at}, service: {months: 5}, permit: {months: 1, from: unit.licensed_at}}
accounts:
  points: {places: 1}
  penalty: {places: 0}
  figure: {places: 2}
  kept: {places: 1, kind: balance}
attrs:
  unit: {licensed_at: optional time, owes: number = 1}
  incident: {weight: number = 2}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报]}
  - {level: low, names: [乙报]}
params:
  standard: {high: 5.25, low: 2.05}
balances:
  so_far: {account: penalty, of: slip, per: licence}
credits:
  adopted: {clause: '1', each: adopt, worth: 'params.standard[tier]', to: '[item.unit] + item.with'}
  prize: {clause: '2', each: grant, worth: grant.amount}
  slip: {clause: '3', each: incident, account: penalty, require: {'incident.type == "slip" || default(so_far, 0) > 4': nothing to clear}, worth: 'incident.type == "slip" ? min(incident.weight, 12 - default(so_far, 0)) : -so_far'}
quotas:
  yearly: {per: licence, count: 'true', partial: share, required: 'default(assigned, 2) + unit.owes'}
  permits: {per: permit, sum: [adopted, day], required: 'default(assigned, 3)'}
  served: {per: service, each: adopt, partial: whole, required: 2, plus: 'default(before.extra["served"], 0)', count: 'true'}
  daily: {per: day, each: adopt, count: 'true'}
  asked: {per: licence, each: commission, at: due, count: commission.answers.size() > 0}
deductions:
  short: {clause: '4', of: [yearly, served], worth: -0.5 * quota.missing}
  unmet: {clause: '5', of: permits, account: kept, worth: -0.1 * quota.missing}
  late: {clause: '6', each: commission, per: service, when: commission.answers.size() == 0, worth: -0.7}
  again: {clause: '7', per: licence, when: 'default(before.total["points"], 0) > 5 && history.size() > 0', worth: '-0.3 * period.index'}
bonuses:
  busy: {clause: '8', per: service, worth: '0.1 * days.count(d, d.count["daily"] > 0) + 0.01 * period.weeks', account: kept}
  month: {clause: '9', per: month, when: 'total["kept"] > 0', worth: 'total["points"] * 0.1'}
caps:
  day: {clause: '10', per: day, of: [adopted, prize], at_most: 6}
  most: {clause: '11', per: licence, of: [adopted, prize, short], at_most: 15, at_least: -3}
rankings:
  all: {per: [month, year]}
grades:
  level: {per: licence, account: penalty, bands: {barred: 5, warned: 2}, otherwise: free}
  yearly: {per: year, bands: {high: 10}, otherwise: low}
results:
  barred: {per: licence, when: 'grade["level"] == "barred" || standing.missing["yearly"] > 2'}
  settled: {per: [service, year], when: 'total["points"] > 4 && period.kind != "service" || total["kept"] > 0.5'}
readings:
  days:
    original: {taken: true}
    restarting: {patch: {calendar: {own: {licence: {restarts: true}, service: {restarts: true, months: 7}}}}}
  more:
    none: {taken: true}
    derived:
      patch:
        derived:
          rate: {kind: figure, clause: '12', account: figure, per: [licence, permit, month], worth: 'div(total["points"], 3, 2) + default(before.total["figure"], 0)'}
          given: {clause: '13', account: penalty, per: service, when: 'default(before.result["settled"], false)', worth: 'total["points"]', over: adopted}
`
