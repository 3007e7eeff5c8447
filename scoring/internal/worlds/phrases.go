package worlds

import "github.com/gongguo/gongguo/ledger"

// phrases is a scheme of what expressions can say: whole months and years between times, names for values, sums that
// are cut off at each step, the best few of a list, roots, and what goes over the keys of a mapping. Nothing in it is
// derived.
func phrases() *World {
	return &World{
		Name: "phrases", Source: phrasesScheme, Year: 2024, Seeds: 100, often: []int{10, 40, 64, 64, 72},
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-rule", "problem absent"},
		categories: []string{"office", "person"},
		genres:     []string{"news", "study", "photo", "other"},
		outlets:    []string{"甲报", "乙报", "丙网"},
		levels:     []string{"", "high", "low"},
		endorsers:  []string{"boss", "clerk"},
		grants: []string{"prize points 2", "prize points -1.5", "prize points 0.25", "- points 1",
			"prise points 1"},
		incidents: []string{"slip"},
		quotas:    []string{"monthly"},
		topics:    []string{"t1"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"joined=2020-02-29", "joined=2023-01-31", "joined=2024-03-31", "joined=2022-12-31",
				"base=1", "base=2", "base=0.25"},
			ledger.Submit: {"words=2", "words=4", "words=9", "words=100", "noted=2024-02-29", "noted=2024-01-31",
				"noted=2023-12-31", "noted=2024-05-31T10:30:00+08:00"},
			ledger.Endorse: {"weight=1", "weight=2.25", "weight=3", "weight=4"},
		},
		Readings: []string{"plain"},
		borders:  []string{"01-31", "02-29", "03-31", "07-01"},
	}
}

const phrasesScheme = `scheme: phrases
title: what expressions can say
calendar: {timezone: Asia/Shanghai}
accounts:
  points: {places: 2}
  fee: {places: 1}
attrs:
  submit: {words: number = 9, noted: optional time}
  endorse: {weight: number = 1}
  unit: {joined: optional time, base: number = 1}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报]}
  - {level: low, names: [乙报]}
params:
  standard: {high: 5, low: 2}
  weights: {news: 1, study: 2.5, photo: 0.5}
  edges: [1.5, 3]
  day: 2024-05-31
define:
  served: 'months(unit.joined, item.at)'
  edge(x): 'x >= params.edges[1] ? 2 : x >= params.edges[0] ? 1 : 0'
  'share(part, of)': 'of == 0 ? 0 : div(part, of, 3)'
  soon(a adoption): 'a.tier == "high" && days(item.at, a.at) <= 40'
  'heavy(e endorsement, least)': 'e.weight > least && edge(e.weight) < 2'
  early(t time): 'days(t, date(params.day)) > 0'
  'long(n, least)': 'n > least && n < params.edges[1] * 30'
  missed(l list(row)): 'l.count(m, m.missing["monthly"] > 0)'
  'known(g string)': 'g in params.weights && params.weights[g] > 0.75'
  soons: 'item.adoptions.count(a, soon(a))'
  first_quoted: 'item.endorsements.map(e, e.at).sort().slice(0, 1)'
numbers:
  sent: {each: submit, by: 'string(quarter(item.at)) + item.genre', per: half}
credits:
  words: {clause: '1', each: submit, worth: 'bind(n, min(item.words, 81), sqrt(n, 2) + 0.1 * quarter(item.at) + half(item.at) + 0.01 * sent.nth)'}
  served: {clause: '2', each: submit, when: served >= 12, worth: 'years(unit.joined, item.at) + 0.01 * served'}
  in-time: {clause: '3', each: submit, when: has(item.noted), worth: 'item.at <= addMonths(item.noted, 1) ? 1 : item.at < addYears(item.noted, 1) ? 0.5 + 0.001 * days(item.noted, item.at) : 0.001 * hours(item.at - item.noted)'}
  adopted: {clause: '4', each: adopt, worth: {points: 'bind(s, params.standard[tier], item.adoptions.size() > 2 ? s + 1 : s)', fee: 'sum(item.adoptions.map(a, rank(a.tier)).sort().reverse().slice(0, 2))'}}
  weighed: {clause: '5', each: adopt, when: 'params.weights.exists(g, g == item.genre)', worth: 'params.weights.sum(g, g == item.genre ? params.weights[g] : 0.01) + 0.001 * sum(params.weights)'}
  quoted: {clause: '6', each: endorse, worth: 'item.endorsements.fold(e, left, 3, max(0, min(4, left + e.weight - 1.5)))'}
  soon: {clause: '7', each: endorse, account: fee, worth: 'item.endorsements.sum(e, e.weight) + 0.1 * first_quoted.sum(t, max(0, 30 - days(item.at, t)))'}
  later: {clause: '7.1', each: adopt, when: 'item.adoptions.slice(1).exists(a, months(item.at, a.at) >= 1)', worth: 0.3}
  firm: {clause: '7.2', each: adopt, when: 'known(item.genre)', worth: '0.1 * soons + 0.2 * edge(item.adoptions.size()) + share(item.words, 100)'}
  bound: {clause: '7.6', each: adopt, when: 'bind(d, days(item.at, adopt.at), d > 3 && d < 50) && item.endorsements.all(e, bind(w, e.weight, w != 2.25 || e.by == "boss"))', worth: 'bind(w, item.words, bind(v, w * 2, v > 10 && w < 99 ? 0.4 : 0.6))'}
  early: {clause: '7.4', each: submit, when: 'early(item.at) && long(item.words, 3)', worth: 0.35}
  heavies: {clause: '7.5', each: adopt, when: 'item.endorsements.exists(e, long(e.weight, 1.5) && e.by == "boss" || early(e.at))', worth: 0.45}
  heavy: {clause: '7.3', each: endorse, when: 'item.endorsements.exists(e, heavy(e, 2)) || heavy(endorse, 1.5)', worth: '0.15 * edge(endorse.weight)'}
  prize: {clause: '8', each: grant, worth: 'bind(a, grant.amount, default(bind(g, item.genre, g == "news" ? a * 2 : a), a))'}
bonuses:
  old: {clause: '9', of: words, when: 'bind(j, unit.joined, default(years(j, item.at), 0) >= 1 && j.month < 3)', times: 1.5}
  first-half: {clause: '10', of: adopted, when: 'adopt.at.half == 1 && item.at.quarter == adopt.at.quarter', plus: 0.5}
collapses:
  best: {of: adopted, best: 2, order: ['bind(w, worth, w * w)', 'quarter(adopt.at)']}
quotas:
  monthly: {per: month, count: 'bind(w, item.words, w > 4 ? 1 : 0.5)', required: 'ceil(sqrt(unit.base, 1))'}
  fast: {per: quarter, each: adopt, count: 'days(item.at, adopt.at) <= 20 ? 1 : 0', required: 0.5}
deductions:
  short: {clause: '11', of: [monthly, fast], worth: 'bind(m, quota.missing, -0.5 * m)'}
  streak: {clause: '12', per: year, worth: '-0.1 * months.fold(m, r, [0, 0], bind(n, m.missing["monthly"] > 0 ? r[0] + 1 : 0, [n, max(n, r[1])]))[1]'}
  tally: {clause: '13', per: quarter, when: 'count.all(q, count[q] < 6)', worth: '-0.01 * sum(count) - 0.02 * count.sum(q, count[q] * 2)'}
  worst: {clause: '14', per: half, worth: '-0.01 * missed(months) - 0.02 * missed(history) * edge(members) + 0.1 * sum(months.map(m, min(0, m.total["points"])).sort().slice(0, 2))'}
caps:
  most: {clause: '15', per: month, of: [words, quoted], at_most: 'bind(b, unit.base, 20 * b + sqrt(b, 3) + edge(b))'}
rankings:
  yearly: {per: [month, year], group: unit.category, order: ['sum(months.map(m, m.count["monthly"]).sort().reverse().slice(0, 3))', 'default(years(unit.joined, period.end), -1)']}
honours:
  above: {of: yearly, first: 20, eligible: 'bind(l, group_totals["points"], total["points"] * l.size() > sum(l) && group_totals["fee"].exists(f, f > 0))'}
  best: {of: yearly, first: 2, eligible: 'edge(sum(count)) > 0'}
  upper: {of: yearly, first: 'group_totals["points"].count(p, p * group_size >= group_total["points"])', eligible: 'total["points"] > worst["points"] && default(best["fee"], 1) > 0 || group_size == 1', order: ['total["fee"] - div(group_total["fee"], group_size, 1)'], tied: none}
readings:
  roots:
    rounded: {taken: true}
    plain: {patch: {credits: {quoted: {worth: '0.5 * item.endorsements.fold(e, n, 0, n + 1)'}, words: {worth: 'sqrt(item.words, 0, "down")'}}}}
`
