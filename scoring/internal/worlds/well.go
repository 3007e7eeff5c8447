package worlds

import "github.com/gongguo/gongguo/ledger"

// well is a scheme in which units and periods look at one another: units belong to units, an entry sees who was found
// out before, proofs come late, receivers differ by account, periods see earlier ones and those inside, surpluses are
// carried over, caps tell outlets apart, and amounts are derived from ranks and from the best of a group.
func well() *World {
	return &World{
		Name: "well", Source: wellScheme, Year: 2024, Seeds: 70, often: []int{10, 40, 64, 72, 78, 78}, belongs: 60,
		late: 40,
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "absent", "type",
			"problem absent", "problem type", "problem value", "problem sign", "not-assigned"},
		categories: []string{"office", "office", "office", "person", "person"},
		genres:     []string{"news", "news", "study"},
		outlets:    []string{"甲报", "甲报", "乙报", "乙报", "丙网", "某某网", "某某网"},
		levels:     []string{"", "central", "city", "city"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss", "clerk"},
		grants: []string{"prize points 0.5", "prize points 1.255", "prize points 2", "prize points -1",
			"prize money 1", "- points 1", "prise points 1"},
		incidents: []string{"copied", "copied", "false"},
		quotas:    []string{"monthly", "pieces"},
		topics:    []string{"t1", "t2"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll:  {"base=0", "base=1", "base=2", "base='2", "weight=1", "weight=0.5", "weight=2", "weight=3"},
			ledger.Submit:  {"words=50", "words=150", "words=1000", "words=true", "report=true"},
			ledger.Adopt:   {"paid=1", "paid=10.015", "paid=3.335", "paid='2", "slow=true", "proof_at=soon"},
			ledger.Endorse: {"weight=1", "weight=2.5"},
		},
		Readings: []string{"first", "dense", "ordinal", "some-have"},
		borders:  []string{"12-01", "03-01", "06-01", "09-01", "04-01"},
	}
}

const wellScheme = `scheme: well
title: units and periods that look at one another
calendar:
  timezone: Asia/Shanghai
  first_month: 12
  closes: {2024-Q2: 2024-06-10, 2024-03: 2024-04-10, 2024-H1: 2024-05-20, 2024: 2024-11-20, 2023: 2023-12-15}
accounts:
  points: {places: 2}
  money: {places: 2, rounding: half_even}
  final: {places: 3, rounding: down}
  grade: {places: 1}
  so-far: {places: 2}
attrs:
  submit: {words: number = 100, report: bool = false}
  adopt: {paid: {type: number}, slow: bool = false, proof_at: optional time}
  grant: {proof_at: optional time}
  endorse: {weight: number = 1}
  unit: {base: number = 1, weight: {type: number}}
tiers: [central, province, city]
outlets:
  - {level: central, names: [甲报]}
  - {level: province, names: [乙报]}
  - {level: city, names: [丙网]}
params:
  standard: {central: 5.12, province: 3, city: 1.24}
  places: [10, 7.5, 5]
define:
  together: '[item.unit] + item.with + (unit.of == "" ? [unit.id] : [unit.of])'
  everyone: 'size(item.shares) > 0 ? item.shares : equal([item.unit] + item.with.filter(w, w != item.unit))'
  written: item.words >= 100
  placed: 'ranks["board"] > 0 && ranks["board"] <= 3'
  place: 'params.places[ranks["board"] - 1] * unit.weight'
takes_effect:
  adopt: 'adopt.slow ? adopt.proof_at : default(adopt.proof_at, adopt.at)'
  grant: default(grant.proof_at, grant.at)
numbers:
  copied: {each: incident, when: 'incident.type == "copied"', by: incident.unit}
  again: {each: incident, when: copied.nth > 1, by: [incident.unit, 'default(item.genre, "none")'], per: quarter}
  printed: {each: adopt, when: 'tier != "city"', by: outlet.name, per: half}
  items: {each: adopt, when: 'tier != "central"', by: item.unit, same: item.id, per: month}
  topics: {each: endorse, by: [endorse.by, unit.category], same: item.topic}
  sent: {each: submit, by: item.unit, per: month}
  lengths: {each: submit, when: 'item.topic != ""', by: item.words >= 100, per: year}
credits:
  adopted:
    clause: '1'
    each: adopt
    when: '!(item.unit in copied.before)'
    worth: {points: '0.335 * rank(tier) + (printed.nth > 3 ? 0.125 : 0)', money: adopt.paid * 1.005}
    to: {points: 'item.genre == "study" && unit.of != "" ? unit.of : item.unit', money: everyone}
    rest: 'size(item.endorsements) > 0 ? item.unit : "u1"'
  level: {clause: '1.2', each: adopt,
    worth: 'params.standard[tier] + (printed.nth > 1 && printed.before["甲报"] > 2 ? 1 : 0)',
    when: 'adopt.placement == "" || "甲报" in printed.before'}
  quoted: {clause: '2', each: endorse, when: 'endorse.weight > 0', worth: endorse.weight * 1.5 + 0.01 * topics.nth,
    to: together}
  bulletin: {clause: '2.1', each: adopt, when: 'adopt.placement == "front" || size(item.with) > 0',
    worth: {points: '0.125 * rank(tier) + 0.1 * items.nth',
      money: '0.333 + 0.01 * (item.unit in items.before ? items.before[item.unit] : 0)'},
    to: {points: 'together.filter(t, t != "u2")', money: item.with}}
  sent-in: {clause: '3', each: submit,
    worth: '0.25 * sent.before[item.unit] + 0.1 * default(lengths.before["true"], 0)',
    require: {'sent.nth <= 4': four a month}}
  prize: {clause: '4', each: grant, require: {'!(grant.unit in copied.before)': found out before}, worth: grant.amount}
bonuses:
  front: {clause: '5', of: [adopted, level], when: 'adopt.placement == "front"', times: 1.5}
  done: {clause: '6', of: [monthly, pieces], when: quota.missing == 0,
    worth: 'min(1 + 0.5 * quota.extra, 3) + 0.125 * members'}
  rising: {clause: '7', per: quarter, account: money,
    when: 'has(before.name) && count["pieces"] > before.count["pieces"]',
    worth: '2 + 0.5 * size(weeks.filter(w, w.count["weekly"] > 0))'}
  year-end: {clause: '8', per: year, when: 'size(months) > 0',
    worth: 'max(months.map(m, m.total["points"]) + [0]) * 0.1 + 0.01 * size(halves) +
    size(quarters.filter(q, q.extra["pieces"] > 0))'}
collapses:
  levels: {of: level, best: all, per: tier}
  bulletins: {of: bulletin, order: [worth]}
quotas:
  weekly: {per: week, each: submit, count: written}
  monthly: {per: month, when: 'unit.category == "office"', count: written, plus: 'min(default(before.extra["monthly"], 0), 2)', required: members + unit.base}
  pieces: {per: quarter, each: adopt, count: 'tier == "city" ? 0.5 : 1', plus: 'size(history) > 1 ? history[1].missing["pieces"] * -0.5 : 0', required: 'sum(months.map(m, m.required["monthly"])) * 0.25 + 0.5'}
  reprinted: {per: month, at: submit, count: 'max(size(item.adoptions) - 1, 0)', plus: 'default(before.count["reprinted"], 0) * 0.5'}
  earned: {per: half, sum: [adopted, level, quoted], plus: 'default(before.count["earned"], 0) * 0.1'}
deductions:
  slow: {clause: '8.1', of: [adopted, level], when: 'adopt.slow && outlet.level != "central"', times: 0.75}
  long: {clause: '8.2', of: [level, adopted, bulletin], when: 'item.words > 200',
    require: {'size(item.endorsements) == 0 || !item.report': reports are read},
    plus: '-1.125 * size(item.incidents) - 0.35'}
  twice-taken: {clause: '8.3', of: prize, when: grant.amount > 1, times: '2.5 - grant.amount'}
  copy: {clause: '9', each: incident, when: copied.nth > 0,
    worth: '-1 * pow(2, min(copied.before[incident.unit], 5) - 1) - again.nth'}
  short: {clause: '10', of: monthly, worth: -0.5 * quota.missing}
  streak: {clause: '11', per: quarter, when: 'size(months) == 3 && months.all(m, m.missing["monthly"] > 0)',
    worth: -1.5}
  twice: {clause: '12', per: year, account: money,
    worth: '-0.25 * sum(months.map(m, m.missing["monthly"])) - 0.5 * sum(history.map(h, h.missing["monthly"]))'}
caps:
  outlet: {clause: '13', per: quarter, of: [adopted, level], by: outlet.name, at_most: 6.5}
  genre: {clause: '14', per: month, of: [level, adopted, quoted, prize], by: 'default(item.genre, "none")',
    when: 'unit.category == "office"', at_most: '5 + default(before.missing["monthly"], 0)'}
  paid: {clause: '15', per: month, account: money, of: adopted, by: 'tier + adopt.placement', at_most: 8.005}
  nothing: {clause: '16', per: year, of: [sent-in], at_most: 'size(history) > 0 ? 0.5 : 1'}
derived:
  final: {clause: '17', kind: figure, per: [month, quarter, half, year], account: final, group: unit.category, when: 'period.kind == "year" || total["points"] != 0', worth: 'best["points"] > 0 ? div(total["points"] * 100, best["points"], 5) + 0.1 * below["points"] : group_size * -0.5'}
  places: {clause: '18', per: month, account: grade, when: placed, worth: place}
  best-year: {clause: '18.1', per: year, account: grade, when: placed, worth: place}
  above-half: {clause: '18.2', kind: figure, per: [month, year], account: final, when: 'group_size > 1', worth: '2 * total["points"] > best["points"] ? 0.25 : 0'}
  so-far: {clause: '18.3', kind: figure, per: month, account: so-far, when: 'unit.base > 0', worth: 'total["points"] + (period.index == 12 ? 0 : default(before.total["so-far"], 0)) + default(months[0].total["final"], 0) * 0'}
  trimmed: {clause: '18.4', per: year, account: grade, group: unit.category, when: 'group_size > 2', worth: 'bind(l, group_totals["points"], div(sum(l.slice(1, l.size() - 1)), l.size() - 2, 3)) * 0.01 + 0.1 * group_totals["final"].count(x, x > 50)'}
  closing: {clause: '19', per: year, account: grade, from: 2023-06-01, group: 'unit.of == "" ? "top" : "below"', worth: 'div(total["final"], max(members, 1), 4) + below["final"] * 0.01 + (best["final"] == total["final"] ? 1 : 0) + sum(months.filter(m, has(m.total.final)).map(m, m.total["final"])) * 0.001 + default(before.total["final"], 3) + (group == "top" ? 0.5 : 0) - 0.05 * ranks["finals"] + div(group_total["points"], group_size, 4) - 0.1 * worst["money"]'}
rankings:
  board: {per: [month, year], account: points, group: unit.category, order: ['total["money"]'], eligible: unit.base > 0}
  finals: {per: [month, quarter, half, year], account: final, ties: ordinal, group: unit.category, order: ['count["monthly"] + size(history)', 'sum(months.map(m, m.total["points"]))', members], eligible: 'total["points"] > 0 || size(halves) > 0 || count["reprinted"] > 1'}
  grades: {per: [quarter, year], account: grade, ties: dense, group: unit.of, order: ['default(before.total["points"], 0)']}
  together: {per: year, account: grade, ties: ordinal, order: ['unit.of == "" ? unit.category : unit.of', members]}
honours:
  tenth: {of: finals, title: the first third, first: 'round(div(group_size, 3, 6), 0)',
    eligible: 'members == 0 || total["final"] > 50'}
  filled: {of: board, title: filled, first: 'min(2, div(group_size, 2, 0))', fill: true,
    eligible: 'unit.weight > 0.5 && total["money"] > 1'}
  steady: {of: grades, per: year, title: steady, first: 'period.kind == "year" ? 2 : 1',
    eligible: 'quarters.exists(q, q.total["points"] > 0)'}
  over-half: {of: finals, per: year, first: 9, eligible: 'total["points"] > default(group_totals["points"][1], 0) - 1 && group_totals["final"].size() > 1'}
  near-best: {of: board, title: near the best, first: 'group_totals["final"].count(f, f >= default(worst["final"], 0) + 1) + (best["points"] > 3 ? 1 : 0)', eligible: '2 * total["points"] >= best["points"] && group_total["grade"] > -5'}
  passed-on: {of: finals, title: passed on, first: 2, fill: true, eligible: unit.weight < 2}
readings:
  copies:
    all: {taken: true}
    first: {patch: {collapses: {levels: {best: 2}}}}
  ties:
    competition: {taken: true}
    dense: {patch: {rankings: {board: {ties: dense}, finals: {ties: null}}}}
    ordinal: {patch: {rankings: {board: {ties: ordinal}, finals: {ties: dense}}}}
  had:
    all-have: {taken: true}
    some-have: {patch: {accounts: {points: {when: 'count["weekly"] > 1 || unit.weight > 1'}, final: {when: 'unit.category == "office" || members > 0'}, grade: {helper: true, when: 'period.index != 3'}},
      derived: {above-half: {pool: 'period.kind == "year" ? 10 : -1.005 + group_size', group: unit.category, when: group_size > 1, worth: 'total["money"] + (members > 1 ? -1 : 0.125)', rest: 'best["points"] > 3 ? "u1" : "u9"', over: [level, copy]},
        places: {over: [quoted, sent-in, prize, copy]}},
      honours: {tenth: {eligible: 'total["final"] >= default(limit["filled"], 0) - 50'}, filled: {eligible: 'default(limit["steady"], 3) < 8 && unit.weight > 0.5'}}}}
`
