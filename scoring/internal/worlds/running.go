package worlds

import "github.com/gongguo/gongguo/ledger"

// running is a scheme in which entries see what others before them gave: cover for what is spent, floors and ceilings
// at each step, limits a unit, a day, a month and over all units, in credits of every kind, conditions, bonuses,
// collapses, receivers, caps and quotas; by receivers and by what entries say, of commissions when they are due, of
// what takes effect late, with shares and several accounts.
func running() *World {
	return &World{
		Name: "running", Source: runningScheme, Year: 2027, Seeds: 60,
		often: []int{10, 40, 64, 72, 72, 72, 78}, belongs: 40, late: 30,
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "problem absent",
			"problem sign"},
		categories: []string{"office", "person", "person"},
		genres:     []string{"news", "study"},
		outlets:    []string{"甲报", "乙报", "乙报", "某某网"},
		levels:     []string{"", "high", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss", "clerk"},
		grants: []string{"prize points 2.25", "prize points 4", "prize points 0.35", "spend points -3",
			"spend points -6.5", "spend points -1", "spend points 1", "- money 4", "- points 1"},
		incidents: []string{"slip", "fall"},
		quotas:    []string{"monthly"},
		topics:    []string{"t1", "t2"},
		attrs: map[ledger.Kind][]string{
			ledger.Submit:   {"words=10", "words=200", "words=300"},
			ledger.Incident: {"weight=1", "weight=2.5", "weight=2.5", "at_fault=u1"},
			ledger.Adopt:    {"proof_at=2027-05-01", "proof_at=2027-05-01"},
		},
		Readings: []string{"together"},
		borders:  []string{"03-01", "05-01", "07-01"},
	}
}

const runningScheme = `scheme: running
title: what entries see of what those before them gave
calendar: {timezone: Asia/Shanghai, closes: {2027-04: 2027-05-03}}
accounts:
  points: {places: 1, rounding: half_even}
  money: {places: 0, rounding: down, kind: balance}
attrs:
  submit: {words: {type: number, must: value > 0}}
  adopt: {proof_at: optional time}
  grant: {proof_at: optional time}
  incident: {weight: {type: number}, at_fault: optional string}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报]}
  - {level: low, names: [乙报]}
params:
  standard: {2027-01-01: {high: 5.15, low: 2.05}, 2027-06-01: {high: 4, low: 2.25}}
takes_effect:
  adopt: default(adopt.proof_at, adopt.at)
  grant: default(grant.proof_at, grant.at)
define:
  authors: '[item.unit] + item.with'
  covered: 'held + grant.amount >= 0'
numbers:
  slips: {each: incident, by: incident.unit, per: quarter}
  sent: {each: submit, by: [item.unit, item.topic], per: month}
balances:
  held: {clause: '1', title: held}
  spent: {account: points, of: [spend, slip], per: month}
  paid: {account: money, of: [adopted, noted, prize-money], by: '"all"', per: month}
  by_outlet: {of: [adopted, fresh], by: [outlet.name, item.genre]}
  today: {of: [handed-in, adopted], by: [item.unit, sent.nth > 1], per: day}
  faults: {of: [slip, fall], by: 'incident.type == "slip" ? unit.id : incident.at_fault', per: quarter}
  owed: {of: [asked, prize], by: unit.category}
credits:
  adopted: {clause: '2', each: adopt, when: by_outlet < 20, worth: {points: 'params.standard[tier]', money: 'min(4, 12 - paid)'}, bonuses: sum, to: {points: 'equal(authors)', money: item.shares}, rest: item.unit}
  fresh: {clause: '3', each: adopt, when: 'tier == "high"', worth: 'item.endorsements.size() > 1 ? 4.5 : today > 4 ? 0.5 : 3', to: authors}
  noted: {clause: '4', each: endorse, account: money, require: {paid < 10: enough is paid}, worth: 'endorse.by == "boss" ? 3 : 1.5'}
  handed-in: {clause: '5', each: submit, worth: 'max(0, min(item.words > 100 ? 2.15 : 1, 3 - today)) + (item.adoptions.size() > 0 ? 0.25 : 0)'}
  prize: {clause: '6', each: grant, require: {held < 25: enough is held}, worth: 'grant.amount + (owed < 0 ? 0.15 : 0)'}
  prize-money: {clause: '7', each: grant, account: money, worth: 'min(grant.amount, 15 - paid)'}
  asked: {clause: '8', each: commission, when: 'commission.answers.exists(s, s.at <= commission.due)', worth: 'held > 5 ? 1.05 : 2'}
deductions:
  spend: {clause: '9', each: grant, require: {covered: not enough is held, spent + grant.amount >= -8: enough is spent}, worth: grant.amount}
  slip: {clause: '10', each: incident, when: 'incident.type == "slip"', worth: 'max(-2.5 * incident.weight, min(0, -held)) - 0.1 * default(slips.earlier[incident.unit], 0)'}
  fall: {clause: '11', each: incident, when: 'incident.type == "fall" && faults > -6', worth: '-1.5 - (faults < -3 ? 1 : 0)', to: 'held > 3 ? [unit.id] : [unit.of]'}
  unasked: {clause: '12', each: commission, per: month, when: 'commission.answers.size() == 0', worth: 'max(-1, min(0, -held))'}
  missed: {clause: '13', each: commission, when: 'commission.answers.size() == 0 && owed >= 0', worth: -1.25}
  less: {clause: '14', of: adopted, when: by_outlet > 8, times: 0.5}
  short: {clause: '15', of: monthly, worth: -0.5 * quota.missing}
  drained: {clause: '15.1', per: month, account: money, when: 'total["money"] > 4', worth: -2}
  poor: {clause: '15.2', per: quarter, worth: '-0.1 * default(before.total["money"], 0) - 0.01 * sum(months.map(m, m.total["money"]))'}
bonuses:
  first: {clause: '16', of: adopted, when: by_outlet == 0, plus: 1}
  noticed: {clause: '17', of: adopted, when: 'item.endorsements.exists(e, e.by == "boss")', times: 2}
collapses:
  once: {of: [adopted, fresh], order: ['held > 10 ? rank(tier) : worth']}
quotas:
  monthly: {per: month, count: 'held >= 0', required: 1}
  quick: {per: month, each: incident, count: 'faults < 0 ? 2 : 1'}
  rich: {per: month, each: commission, count: 'held > 6'}
caps:
  most: {clause: '18', per: month, of: [adopted, handed-in], at_most: 9, by: 'item.unit + (held > 8 ? "+" : "")'}
  floor: {clause: '19', per: quarter, at_least: -3}
rankings:
  year: {per: [month, year], group: unit.category}
  purse: {per: [week, quarter], account: money}
readings:
  whose:
    own: {taken: true}
    together: {patch: {balances: {held: {by: '""'}, paid: {by: null}, by_outlet: {per: month}}}}
`
