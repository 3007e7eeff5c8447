package worlds

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// many is a scheme of many rules of which each is about few entries: of one genre, one tier, one kind of incident. What
// they ask for first may be absent, is one of several texts, stands in a definition, or comes after something else.
func many() *World {
	return &World{
		Name: "many", Source: manyScheme(), Year: 2021, Seeds: 130, often: []int{10, 40, 60, 64, 72, 78},
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "absent", "type",
			"problem absent", "problem type"},
		categories: []string{"x", "y"},
		genres:     []string{"g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "other"},
		asks:       []string{"", "g0", "g1", "g2", "g3", "g4"},
		outlets:    []string{"甲报", "甲报", "乙报", "丙网", "丁刊", "某某网"},
		levels:     []string{"", "", "t0", "t1", "t2", "t3"},
		placements: []string{"", "p0", "p1", "p2", "p3", "p4"},
		endorsers:  []string{"b0", "b1", "b2", "b3", "b4"},
		grants: []string{"grant0 points 1", "grant1 points 2", "grant2 fee 3", "grant3 fee 4", "- points 1", "- fee 2",
			"grant9 fee 1", "grant4 points 2"},
		reasons:   []string{"r0", "r1"},
		incidents: []string{"i0", "i1", "i2", "i3", "i4", "other"},
		quotas:    []string{"q0", "q1", "q2"},
		topics:    []string{"t0", "t1", "t2"},
		attrs: map[ledger.Kind][]string{
			ledger.Submit: {"kind=k0", "kind=k1", "kind=k2", "kind=k3", "kind=k4", "kind=7", "words=50", "words=150",
				"words=350", "words=true"},
			ledger.Adopt:    {"medium=m0", "medium=m1", "paid=2.5"},
			ledger.Incident: {"times=1", "times=2"},
		},
		borders: []string{"02-01", "07-01"},
	}
}

// manyScheme writes the scheme: some lines by themselves, and the others by number.
func manyScheme() string {
	var b strings.Builder
	b.WriteString(`scheme: many
title: many rules of few entries each
accounts: {points: {places: 2}, fee: {places: 1}}
attrs:
  submit: {kind: optional string, words: number = 100}
  adopt: {medium: string = "m0", paid: number = 1}
  incident: {times: number = 1}
tiers: [t0, t1, t2, t3]
outlets:
  - {level: t0, names: [甲报]}
  - {level: t1, names: [乙报]}
  - {level: t2, names: [丙网]}
  - {level: t3, names: [丁刊]}
params:
  each: {2021-01-01: 1.25, 2021-06-01: 2}
define:
  g1: item.genre == "g1"
  printed: adopt.medium == "m1" && item.words > 100
credits:
  any: {each: submit, when: item.words > 300, worth: 0.5}
  defined: {each: submit, when: 'g1 && item.words < 300', worth: 'g1 ? params.each : 1'}
  two: {each: submit, when: 'item.genre in ["g2", "g3"]', worth: 0.75}
  either: {each: submit, when: 'item.genre == "g4" || item.genre == "g5" && item.kind == "k1"', worth: 0.35}
  printed: {each: adopt, when: 'printed && tier != "t3"', worth: 1.5}
  late: {each: adopt, when: 'adopt.at - item.at > days(20) && adopt.placement == "p1"', worth: -0.25}
  failing: {each: submit, when: 'item.kind == "k0" && item.genre == "g0"', worth: 2}
  found: {each: incident, when: 'default(item.genre == "g0", false)', account: fee, worth: -1}
`)
	for n := range 8 {
		fmt.Fprintf(&b, "  genre%d: {each: submit, when: 'item.genre == \"g%d\" && item.words > %d', "+
			"worth: item.words * 0.01}\n", n, n, 40*n)
		fmt.Fprintf(&b, "  of-genre%d: {each: adopt, when: 'item.genre == \"g%d\"', "+
			"require: {'adopt.paid > %d': paid}, worth: adopt.paid}\n", n, n, n%3)
	}
	for n := range 5 {
		for _, line := range []string{
			`  kind%[1]d: {each: submit, from: 2021-02-01, when: 'item.topic == "t1" && item.kind == "k%[1]d"',
    worth: {points: 1, fee: 2}}`,
			`  tier%[1]d: {each: adopt, until: 2021-10-01, when: 'item.adoptions.size() < 4 && tier == "t%[2]d"',
    worth: params.each, bonuses: sum}`,
			`  placed%[1]d: {each: adopt, when: 'adopt.placement == "p%[1]d"',
    worth: 'size(item.endorsements) > 0 ? 2 : 1'}`,
			`  among%[1]d: {each: adopt, when: 'adopt.placement == "p%[1]d" && item.adoptions.exists(a, a.paid > 2)',
    account: fee, worth: 1}`,
			`  by%[1]d: {each: endorse, when: '"b%[1]d" == endorse.by', worth: 'item.kind == "k1" ? 2 : 1'}`,
			`  incident%[1]d: {each: incident, account: fee, when: 'incident.type == "i%[1]d"',
    worth: -incident.times}`,
			`  grant%[1]d: {each: grant, account: %[3]s, until: 2021-0%[4]d-01, when: 'grant.reason == "r0"',
    worth: grant.amount}`,
			`  asked%[1]d: {each: commission, worth: 1,
    when: 'commission.genre == "g%[1]d" && commission.answers.exists(a, a.at <= commission.due)'}`,
			`  closed%[1]d: {each: commission, per: month, when: 'commission.genre == "g%[1]d"', account: fee,
    worth: 0.5}`,
		} {
			fmt.Fprintf(&b, line+"\n", n, n%4, []string{"points", "fee"}[n/2%2], 5+n)
		}
	}
	b.WriteString("bonuses:\n")
	for n := range 5 {
		fmt.Fprintf(&b, "  praised%d: {of: [tier0, tier1], when: 'item.genre == \"g%d\"', plus: 0.%d}\n", n, n, n)
	}
	b.WriteString("quotas:\n  all: {per: month, count: true}\n")
	for n := range 6 {
		for _, line := range []string{
			`  q%[1]d: {per: month, count: 'item.genre == "g%[1]d"', required: 1}`,
			`  n%[1]d: {per: quarter, count: 'item.genre == "g%[1]d" ? item.words * 0.01 : 0', required: 2}`,
			`  a%[1]d: {per: month, each: adopt, count: 'adopt.placement in ["p%[1]d", "p0"] && item.genre != "g1"'}`,
			`  c%[1]d: {per: month, each: commission, count: 'commission.genre == "g%[1]d"'}`,
			`  d%[1]d: {per: quarter, each: commission, at: due, count: 'commission.genre == "g%[1]d"', required: 1}`,
			`  s%[1]d: {per: year, sum: [genre%[1]d, of-genre%[1]d], required: 3}`,
		} {
			fmt.Fprintf(&b, line+"\n", n)
		}
	}
	b.WriteString("deductions:\n  short: {of: [q0, q1, q2, q3, n0, n1, d0, s0, s1], worth: -0.25 * quota.missing}\n")
	for n := range 6 {
		fmt.Fprintf(&b, "  few%d: {of: q%d, when: 'count[\"q%d\"] < count[\"all\"]', "+
			"worth: '-0.05 - 0.01 * sum[\"genre%d\"]'}\n", n, n, n, n)
	}
	b.WriteString("caps:\n")
	for n := range 3 {
		fmt.Fprintf(&b, "  cap%d: {per: quarter, of: [genre%d, of-genre%d], at_most: 'total[\"fee\"] < 0 ? 1 : 2'}\n",
			n, n, n)
	}
	b.WriteString("rankings:\n  year: {per: [month, year], group: unit.category}\n")
	return b.String()
}
