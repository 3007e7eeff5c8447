package worlds

import "github.com/gongguo/gongguo/ledger"

// joint is a scheme of what several rules have in common for an entry: collapses of rules with different receivers,
// accounts in which nobody receives anything, grants without a rule, counts dated by the submission, periods that close
// otherwise, grades. It derives no amounts.
func joint() *World {
	return &World{
		Name: "joint", Source: jointScheme, Year: 2025, Seeds: 130, often: []int{10, 40, 40, 60, 72}, belongs: 70,
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "wrong-account"},
		categories: []string{"office", "person", "person"},
		genres:     []string{"news", "news", "study", "photo"},
		outlets:    []string{"甲报", "甲报", "乙报", "丙网", "某某网"},
		levels:     []string{"", "high", "low", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss", "clerk"},
		grants: []string{"prize points 0.5", "prize points 2", "reward fee 3", "award fee 5", "- points 1", "- fee 2",
			"- fee 2", "- people 1", "prise points 1"},
		incidents: []string{"slip"},
		quotas:    []string{"monthly"},
		topics:    []string{"t1"},
		attrs: map[ledger.Kind][]string{
			ledger.Submit: {"editor=u1", "editor=u2", "editor=u3", "editor=u9"},
		},
		borders: []string{"03-01", "07-01"},
	}
}

const jointScheme = `scheme: joint
title: what rules have in common for an entry
calendar: {timezone: Asia/Shanghai, closes: {2025-Q1: 2025-04-09, 2025-02: 2025-03-05, 2025-06: 2025-06-20, 2025-W20: 2025-05-21, 2025: 2025-12-20}}
accounts:
  points: {places: 1}
  people: {places: 2, rounding: down}
  fee: {places: 0}
attrs:
  submit: {editor: string = ""}
tiers: [high, low]
outlets:
  - {level: high, names: [甲报, 乙报]}
  - {level: low, names: [丙网]}
params:
  standard: {high: 5.25, low: 2.05}
  edges: {2025-01-01: {top: 3}, 2025-06-01: {top: 2.35}}
define:
  authors: '[item.unit] + item.with'
credits:
  own: {clause: '1', each: adopt, worth: {points: 'params.standard[tier]', people: 'rank(tier) * 1.5'}, to: {points: item.unit, people: item.shares}, rest: item.unit}
  home: {clause: '2', each: adopt, when: 'unit.of != ""', worth: {points: '2 * rank(tier)', people: 0.335}, to: {points: unit.of, people: item.with}}
  edited: {clause: '3', each: adopt, when: 'item.editor != ""', worth: {points: 2.25, people: 'tier == "high" ? 1 : 0.5'}, to: {points: item.editor, people: 'equal(authors)'}}
  noted: {clause: '4', each: endorse, account: people, worth: 0.75, to: authors}
  shared: {clause: '5', each: submit, when: 'item.genre == "study"', worth: {people: 1.005, fee: 7}, to: {people: item.with, fee: item.shares}}
  printed: {clause: '6', each: adopt, when: 'item.genre == "news"', account: fee, worth: '10 * rank(tier)', to: 'split(authors.filter(a, a != item.editor), [3, 2, 1, 1, 1, 1, 1, 1, 1])'}
  prize: {clause: '7', each: grant, worth: grant.amount}
  reward: {clause: '8', each: grant, account: fee, until: 2025-06-30, worth: grant.amount}
  award: {clause: '8.1', each: grant, from: 2025-04-01, require: {grant.amount < 5: less than five}, worth: {fee: 2 * grant.amount, points: 0.5}}
collapses:
  once: {of: [own, home, edited]}
  noted: {of: [noted, shared], best: 2}
  printed: {of: printed, per: adopt.placement, order: [rank(tier)]}
quotas:
  monthly: {per: month, count: true, required: 1}
  taken: {per: month, at: submit, count: item.adoptions.size() > 0, required: 1.5}
  praised: {per: week, at: submit, count: 'size(item.endorsements) * 0.5'}
deductions:
  short: {clause: '9', of: [monthly, taken], worth: -0.5 * quota.missing}
  dull: {clause: '10', per: quarter, when: '4 * count["praised"] < count["monthly"]', worth: '-0.1 * (count["monthly"] - count["taken"])'}
rankings:
  year: {per: [month, year], account: people}
honours:
  first: {of: year, first: 2, tied: none}
  some: {of: year, first: 'group_size * 0.4', order: ['total["points"]', unit.category], tied: none, eligible: 'unit.category != "office"'}
  filled: {of: year, first: 2, fill: true, order: ['count["monthly"]'], eligible: 'unit.category != "office"'}
  best: {of: year, first: 2, eligible: 'grade["level"] in ["top", "good"] && default(grade["level"], "") != grade["points"] && !result["little"]'}
results:
  little: {clause: '12', title: little, per: [month, year], when: 'total["people"] < 1 && default(grade["points"], "") != "high"'}
  much: {clause: '13', per: [month, quarter], until: 2025-10-31, when: 'count["monthly"] > 1'}
grades:
  level: {clause: '11', account: people, per: [month, quarter, year], when: 'unit.category != "office" || count["monthly"] > 1', bands: {top: params.edges.top, good: 1.05}, otherwise: low}
  points: {account: points, per: [month, year], until: 2025-10-31, bands: {high: 'unit.category == "office" ? 6 : 4.1', some: 2.05, none: 0}}
`
