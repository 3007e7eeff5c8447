package worlds

import "github.com/gongguo/gongguo/ledger"

// staff is a scheme in which those above and under a unit count: losses go to members, derived amounts and honours ask
// for standings, and caps and quotas see what is made of all units.
func staff() *World {
	return &World{
		Name: "staff", Source: staffScheme, Year: 2026, Seeds: 90, often: []int{10, 10, 40, 85}, belongs: 75,
		Codes:      []string{"struck-out", "off-roster", "no-period", "not-assigned", "problem absent", "problem sign"},
		categories: []string{"office", "office", "person", "person"},
		genres:     []string{"news", "news", "photo"},
		outlets:    []string{"甲报", "乙报"},
		levels:     []string{"", "high"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss"},
		grants:     []string{"prize points 2", "prize points 3.5", "- points 1"},
		incidents:  []string{"slip"},
		quotas:     []string{"monthly", "yearly"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"target=1", "target=0", "target=2", "weight=1", "weight=2", "weight=-1"},
		},
		Readings: []string{"unseen", "early"},
		borders:  []string{"03-01", "04-01", "07-01", "01-01"},
	}
}

const staffScheme = `scheme: staff
title: those above and under a unit
calendar: {timezone: Asia/Shanghai}
accounts:
  points: {places: 1}
  lead: {places: 2}
  place: {places: 0}
  gap: {places: 0}
attrs:
  unit: {target: number = 1, weight: {type: number}}
define:
  quota_short: 'standing.missing["monthly"] > 0'
  short_above: 'has(above) && above.missing["monthly"] > 0'
credits:
  sent: {clause: '1', each: submit, worth: 1.2, to: '[item.unit] + item.with'}
  adopted: {clause: '2', each: adopt, worth: 'adopt.placement == "front" ? 2.5 : 0.7'}
  prize: {clause: '3', each: grant, worth: grant.amount}
bonuses:
  led-on: {clause: '4', of: monthly, when: quota.missing == 0 && members > 0, worth: {points: 0.25 * quota.done, lead: 0.5}, to: members}
  helped: {clause: '5', per: month, when: 'under.exists(u, u.extra["monthly"] > 0)', worth: '0.5 * under.filter(u, u.extra["monthly"] > 0).size() + 0.1 * sum(under.map(u, u.sum["sent"]))'}
  raised: {clause: '5.1', per: half, account: lead, worth: 'under.size() + members * 0.1 + max(under.map(u, u.unit.weight) + [0])'}
quotas:
  weekly: {per: week, when: 'unit.category == "office"', count: true, required: 1}
  monthly: {per: month, count: 'item.genre != "photo"', plus: '0.5 * default(before.extra["monthly"], 0)', required: 'default(assigned, unit.target)'}
  pieces: {per: month, each: adopt, count: 'adopt.placement == "front" ? 2 : 1'}
  earned: {per: quarter, sum: [sent, office-short, places-of-month, helped], required: 2}
  yearly: {per: year, count: true, plus: 'default(before.total["place"], 0) + size(months.filter(m, m.total["place"] > 1))', required: 5}
deductions:
  office-short: {clause: '6', of: monthly, worth: -0.4 * quota.missing, to: members}
  head: {clause: '7', per: quarter, when: short_above, worth: '-0.3 * above.missing["monthly"] - 0.1 * above.count["pieces"]'}
  weeks: {clause: '8', of: [monthly, earned], account: lead, when: 'standing.missing["weekly"] > 1 && standing.total["points"] < 5', require: {unit.weight > 0: weighed}, worth: '-0.2 * standing.missing["weekly"] - 0.05 * quota.missing'}
  both: {clause: '9', per: month, when: 'short_above && quota_short || has(above) && above.total["points"] > total["points"] + 2', worth: {points: 'min(total["points"] * -0.1, 0.5)', lead: -0.1}}
  placed: {clause: '10', per: quarter, when: 'total["place"] > 4', worth: -0.75}
  carried: {clause: '11', per: month, worth: 'default(before.total["place"], 0) * -0.1 - default(before.sum["office-short"], 0) * -0.1'}
  counted: {clause: '12', per: year, when: 'count["earned"] > 3', worth: -1}
caps:
  floor: {clause: '13', per: month, at_least: 0}
  some: {clause: '14', per: quarter, of: [office-short, helped, adopted], at_most: 4, at_least: -0.5}
  places: {clause: '15', per: quarter, account: place, of: places-of-month, at_most: 6}
  year: {clause: '16', per: year, at_most: 20, at_least: 0}
derived:
  places-of-month: {clause: '17', account: place, per: month, when: 'ranks["board"] > 0 && ranks["board"] <= 3', worth: '4 - ranks["board"]'}
  led: {clause: '18', account: lead, per: month, group: 'has(above) ? above.unit.id : ""', when: 'under.size() > 0 && group_size > 0', worth: 'sum(under.map(u, u.done["monthly"])) + 0.01 * below["points"] - 0.02 * standing.required["monthly"]'}
  gap: {clause: '19', kind: figure, account: gap, per: [month, quarter, year], when: has(above), worth: 'above.total["points"] - standing.total["points"] + 0.1 * default(before.total["gap"], 0)'}
  final: {clause: '20', account: lead, per: year, worth: '0.1 * total["points"] + standing.extra["yearly"] - 0.1 * above.missing["earned"]'}
rankings:
  board: {per: [month, quarter, year], account: points, group: 'has(above) && above.unit.category == "office" ? "in" : "out"', order: ['standing.extra["monthly"]'], eligible: 'under.all(u, u.missing["monthly"] < 3)'}
  leads: {per: [month, year], account: lead, ties: dense}
  gaps: {per: month, account: gap, order: ['-members']}
honours:
  heads: {of: board, first: 2, fill: true, eligible: '!short_above'}
  leaders: {of: leads, first: 1, eligible: 'under.exists(u, u.count["pieces"] > 0) || standing.done["monthly"] > 1'}
readings:
  sight:
    seen: {taken: true}
    unseen: {patch: {caps: {year: {of: adopted}, some: {of: adopted}, places: {account: points, of: [sent, adopted]}, floor: {of: sent}}, quotas: {earned: {sum: [sent, adopted]}, yearly: {plus: null}}, deductions: {carried: null, placed: null}}}
    early: {patch: {caps: {year: {of: [sent, office-short, led-on]}}}}
`
