package worlds

import "github.com/gongguo/gongguo/ledger"

// waiting is a scheme whose rules are asked of entries on later days: once, each month until they are met, each time;
// of entries of every kind, in bonuses, collapses, caps, quotas and receivers. No balance sees what they give.
func waiting() *World {
	return &World{
		Name: "waiting", Source: waitingScheme, Year: 2028, Seeds: 90,
		often: []int{10, 40, 64, 72, 72, 78, 88}, belongs: 30, late: 30, returns: 70,
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "problem absent"},
		categories: []string{"office", "person", "person"},
		genres:     []string{"news", "study"},
		outlets:    []string{"甲报", "乙报", "乙报", "某某网"},
		levels:     []string{"", "high", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss", "clerk"},
		grants: []string{"prize points 2.25", "prize points 4", "paid money 3", "- money 4", "- points 1",
			"late points 2", "late points 1"},
		incidents: []string{"slip", "slip", "fall", "paid"},
		quotas:    []string{"monthly"},
		topics:    []string{"t1"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll:   {"since=2028-01-15", "since=2027-02-28", "since=2028-08-31"},
			ledger.Submit:   {"words=10", "words=200", "words=300"},
			ledger.Incident: {"weight=1", "weight=2.5", "ticket=a", "ticket=b", "ends=2028-05-31", "ends=2028-02-29"},
			ledger.Adopt:    {"proof_at=2028-05-01", "proof_at=2028-07-01"},
			ledger.Grant:    {"ends=2028-06-30", "ends=2028-04-30T12:00:00+08:00"},
		},
		Readings: []string{"seldom", "each-time"},
		borders:  []string{"03-01", "05-04", "07-01"},
	}
}

const waitingScheme = `scheme: waiting
title: rules that are asked on later days
calendar: {timezone: Asia/Shanghai, closes: {2028-04: 2028-05-03}}
accounts:
  points: {places: 1, rounding: half_even}
  money: {places: 0, rounding: down, kind: balance}
attrs:
  submit: {words: {type: number, must: value > 0}}
  adopt: {proof_at: optional time}
  grant: {ends: optional time}
  incident: {weight: {type: number}, ticket: optional string, ends: optional time}
  unit: {since: optional time}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报]}
  - {level: low, names: [乙报]}
params:
  standard: {2028-01-01: {high: 5.15, low: 2.05}, 2028-06-01: {high: 4, low: 2.25}}
takes_effect:
  adopt: default(adopt.proof_at, adopt.at)
define:
  authors: '[item.unit] + item.with'
numbers:
  slips: {each: incident, when: 'incident.type == "slip"', by: incident.unit}
  paid: {each: incident, when: 'incident.type == "paid"', by: 'default(incident.ticket, "")', per: year}
credits:
  kept: {clause: '1', each: adopt, when: 'tier == "low"', asked: 'adopt.at + days(20)', worth: {points: 'params.standard[tier] + item.adoptions.size()', money: item.endorsements.size()}, to: {points: 'equal(authors)', money: authors}, rest: item.unit}
  top: {clause: '2', each: adopt, worth: {points: 'params.standard[tier] - 1', money: 1}, bonuses: sum}
  noted: {clause: '3', each: endorse, asked: {first: 'addMonths(endorse.at, 1)', every: month, until: 'addMonths(endorse.at, 4)', gives: always}, when: 'endorse.by == "boss" || item.adoptions.size() > 1', worth: '0.5 + 0.25 * item.incidents.size()'}
  read: {clause: '4', each: submit, asked: {every: month, day: last}, when: item.words > 10, require: {item.adoptions.size() > 0: nobody adopted it, unit.category == "person": not a person}, worth: '1 + 0.25 * item.adoptions.size()', bonuses: product}
  prize: {clause: '5', each: grant, asked: 'default(grant.ends, grant.at + days(30))', require: {'!has(item) || item.endorsements.size() == 0': endorsed}, worth: 'unit.category == "office" ? grant.amount : 2 * grant.amount'}
  late: {clause: '5.1', each: grant, from: 2028-03-15, until: 2028-08-31, asked: {first: grant.ends, every: 2 weeks, gives: always}, when: grant.amount > 1, worth: 0.75}
  paid-out: {clause: '6', each: grant, account: money, worth: grant.amount}
  asked: {clause: '7', each: commission, asked: {first: 'commission.due + days(5)', every: 10 days, until: 'commission.due + days(40)'}, require: {commission.answers.size() > 0: not answered}, worth: 'commission.answers.exists(s, s.at <= commission.due) ? 2 : 0.5'}
  answered: {clause: '8', each: commission, when: commission.answers.size() > 0, worth: 1}
  early: {clause: '9', each: commission, asked: 'commission.at + days(3)', when: commission.answers.size() > 0, worth: 1.5}
  clean: {clause: '10', each: incident, when: 'incident.type == "slip" && slips.before[incident.unit] == slips.nth', asked: 'addMonths(incident.at, 2)', worth: 3}
deductions:
  slip: {clause: '11', each: incident, when: 'incident.type == "slip"', worth: -incident.weight}
  overdue: {clause: '12', each: incident, when: 'incident.type == "slip" && !(incident.ticket in paid.before)', asked: 'has(incident.ends) ? incident.ends : incident.at + days(60)', worth: '-1 - 0.1 * default(paid.earlier["a"], 0)'}
  fall: {clause: '13', each: incident, when: 'incident.type == "fall"', asked: {since: unit.since, every: quarter, gives: always}, until: 2028-09-30, worth: '-0.5 * default(slips.before[incident.unit], 0) - default(slips.earlier[incident.unit], 0) - 0.1 * slips.nth', to: 'unit.category == "office" ? [unit.id] : [unit.of]'}
  half: {clause: '14', of: [kept, top], when: item.incidents.size() > 0, times: 0.5}
  short: {clause: '15', of: monthly, worth: -0.5 * quota.missing}
  drained: {clause: '16', per: month, account: money, when: 'total["money"] > 4', worth: -2}
bonuses:
  noticed: {clause: '17', of: [kept, top], when: 'item.endorsements.exists(e, e.by == "boss")', plus: 1}
  long: {clause: '18', of: read, when: item.words > 200, times: 'unit.category == "office" ? 0.5 : 2'}
collapses:
  once: {of: [kept, top]}
  each: {of: [asked, answered, early], best: 2}
quotas:
  monthly: {per: month, sum: [kept, read, most], required: 2}
caps:
  most: {clause: '19', per: month, of: [kept, read, noted], at_most: 4, by: item.unit + unit.category}
  floor: {clause: '20', per: quarter, at_least: -3}
derived:
  part: {clause: '21', account: money, per: quarter, pool: 10, worth: 'max(0, total["points"])'}
rankings:
  year: {per: [month, year], group: unit.category}
  purse: {per: [week, quarter], account: money}
readings:
  how-often:
    often: {taken: true}
    seldom: {patch: {credits: {read: {asked: {every: quarter, day: first}}, noted: {asked: {gives: once, first: null, since: endorse.at, day: last, every: 45 days, until: null}}}}}
  what-stays:
    once: {taken: true}
    each-time: {patch: {credits: {read: {asked: {gives: always, since: item.at}}, asked: {asked: {gives: always}}}, collapses: {once: {best: 2, order: [worth]}}}}
`

// queueing is a scheme whose balances rules see on later days, and are fed then: of one day in the order of entries, of
// commissions before and after they are due, in queues for what all units share.
func queueing() *World {
	return &World{
		Name: "queueing", Source: queueingScheme, Year: 2028, Seeds: 50,
		often: []int{10, 64, 72, 72, 78, 78, 78, 40, 88}, belongs: 20, late: 20, returns: 70,
		Codes:      []string{"off-roster", "refused", "problem absent"},
		categories: []string{"office", "person"},
		genres:     []string{"news"},
		outlets:    []string{"甲报"},
		levels:     []string{""},
		placements: []string{"", "front"},
		endorsers:  []string{"boss"},
		grants:     []string{"give points 2.25", "give points 4", "give points 1", "- points 3"},
		incidents:  []string{"want", "want", "hold", "lapse"},
		quotas:     []string{"money"},
		attrs: map[ledger.Kind][]string{
			ledger.Incident: {"price=1", "price=2.5", "price=4", "shop=s1"},
			ledger.Adopt:    {"proof_at=2028-05-01"},
		},
		Readings: []string{"together"},
		borders:  []string{"03-01", "05-01", "07-01"},
	}
}

const queueingScheme = `scheme: queueing
title: balances that rules see on later days
calendar: {timezone: Asia/Shanghai, month_closes: 25}
accounts:
  points: {places: 1}
  money: {places: 0, kind: balance}
attrs:
  adopt: {proof_at: optional time}
  incident: {price: number = 2, shop: optional string}
takes_effect:
  adopt: default(adopt.proof_at, adopt.at)
balances:
  held: {clause: '1', title: held}
  out: {of: [wanted, bought], by: '""', per: month}
  spent: {of: wanted, by: 'incident.shop', per: quarter}
  paid: {account: money, of: [paid, answered], per: day}
  seen: {of: [given, early], by: unit.category}
credits:
  given: {clause: '2', each: grant, worth: grant.amount}
  paid: {clause: '3', each: adopt, account: money, asked: {every: 30 days, until: 'adopt.at + days(100)'}, require: {paid < 2: enough is paid, held >= 1: too little is held}, worth: 'held > 4 ? 2 : 1', to: '[item.unit] + item.with'}
  front: {clause: '4', each: adopt, account: money, when: 'adopt.placement == "front"', worth: 'paid > 0 ? 2 : 3'}
  held-back: {clause: '5', each: incident, when: 'incident.type == "hold"', asked: 'incident.at + days(45)', worth: 'max(0, incident.price - 0.1 * held) + (seen > 4 ? 0.3 : 0)'}
  answered: {clause: '6', each: commission, account: money, worth: 'held > 2 ? 1 : 2'}
  early: {clause: '7', each: commission, asked: 'commission.at + days(4)', worth: 'held > 1 ? 0.5 : 1.5'}
  after: {clause: '8', each: commission, asked: {first: 'commission.due + days(1)', every: week, until: 'commission.due + days(20)', gives: always}, when: commission.answers.size() > 0 && held < 6, worth: 0.4}
deductions:
  wanted: {clause: '9', each: incident, when: 'incident.type == "want"', asked: {every: month, day: first}, require: {held >= incident.price: too little is held, out - incident.price >= -5: all is given out}, worth: 'default(spent, 0) < -3 ? -incident.price - 0.5 : -incident.price'}
  bought: {clause: '10', each: incident, when: 'incident.type == "want" && incident.price < 2', require: {held >= 1: too little is held}, worth: -1}
  lapsed: {clause: '11', each: incident, when: 'incident.type == "lapse"', asked: {first: 'incident.at + days(20)', every: quarter, gives: always}, worth: 'max(-incident.price, min(0, -held))'}
bonuses:
  more: {clause: '12', of: [held-back], when: held < 1, plus: 1}
collapses:
  once: {of: [paid, front]}
quotas:
  money: {per: month, sum: [paid, front], required: 2}
caps:
  most: {clause: '13', per: month, of: [held-back, after], at_most: 4, by: 'held > 3 ? "much" : "little"'}
rankings:
  year: {per: [month, year]}
readings:
  whose:
    own: {taken: true}
    together: {patch: {balances: {held: {by: '""'}, out: {by: null}, paid: {per: month}}}}
`
