package worlds

import "strings"

// graded is the staff with grades and results: of sums, of derived amounts and of figures; of weeks, months, quarters
// and years; read by quotas, rules, caps, derived amounts and rankings of later and of longer periods, and by honours,
// of the unit, of the one above and of those under it.
func graded() *World {
	w := staff()
	w.Name, w.Seeds = "graded", 70
	source := strings.NewReplacer(strings.Split(gradedInstead, "\n")...).Replace(staffScheme)
	w.Source = strings.Replace(source, "\nrankings:\n", gradedFund, 1) + gradedSections
	return w
}

// gradedInstead is what stands in the staff's scheme, and on the line after it what stands there instead.
const gradedInstead = `scheme: staff
scheme: graded
4 - ranks["board"]'}
4 - ranks["board"]', over: sent}
  points: {places: 1}
  points: {places: 1, when: 'unit.weight < 2 || count["pieces"] > 0'}
m.total["place"] > 1))'
m.total["place"] > 1 || default(m.grade["level"], "") == "a"))'
when: 'total["place"] > 4'
when: 'total["place"] > 4 || months.count(m, default(m.result["twice"], false)) > 1 || months.exists(m, "lead" in m.grade && m.grade["lead"] == "some")'
before.sum["office-short"], 0) * -0.1'
before.sum["office-short"], 0) * -0.1 - (has(before) && default(before.result["low"], false) ? 0.2 : 0) - (default(before.grade["level"], "c") == "d" ? 0.3 : 0)'
at_most: 20, at_least: 0}
at_most: '20 - 5 * size(months.filter(m, default(m.grade.gap, "") == "under"))', at_least: 0}
group: 'has(above) ? above.unit.id : ""',
group: '(has(above) ? above.unit.id : "") + default(before.grade["level"], "c")',
order: ['standing.extra["monthly"]']
order: ['standing.extra["monthly"]', 'default(before.grade["level"], "c")']
worth: '0.1 * total["points"] +
worth: '0.01 * weeks.count(w, w.grade["lead"] == "some") + 0.1 * total["points"] +
eligible: '!short_above'
eligible: '!short_above && grade["level"] != "d" && !result["low"] && (!has(above) || default(above.grade["level"], "") != "d")'
standing.done["monthly"] > 1'}
standing.done["monthly"] > 1 && under.all(u, default(u.grade["lead"], "none") == "none")'}
  heads: {of: board, first: 2, fill: true,
  heads: {of: board, first: 2, order: [unit.weight, 'grade["level"]'], tied: none, fill: true,`

// gradedFund is shared out by the points, and laid over what earned them.
const gradedFund = `
  fund: {clause: '19.5', account: lead, per: month, group: unit.category, pool: '0.7 * group_total["points"] + 1', when: unit.weight > 0, worth: 'max(0, total["points"])', over: [prize, adopted]}
rankings:
`

const gradedSections = `results:
  low: {clause: '22', per: [month, quarter, year], when: 'grade["level"] in ["c", "d"] || total["points"] < -0.5'}
  twice: {clause: '23', per: [month, year], from: 2026-02-01, when: 'default(before.grade["level"], "") == "d" && default(before.result["low"], false)'}
  led: {clause: '24', title: led badly, per: [week, month], until: 2026-11-30, when: 'has(above) && default(above.grade["lead"], "") == "none" && under.all(u, u.unit.weight > 0)'}
params:
  some: {2026-01-01: 0.5, 2026-04-10: 0.45}
grades:
  level: {clause: '21', account: points, per: [month, quarter, year], when: 'unit.target > 0 || size(months) > 0', bands: {a: 'unit.weight * 2', b: 'has(above) ? above.total["points"] : 0.7', c: 0.6}, otherwise: d}
  lead: {account: lead, per: [week, month], bands: {some: params.some, none: -5}}
  gap: {account: gap, per: [month, quarter], from: 2026-02-01, when: 'size(history) > 0', bands: {over: 1, even: 0}, otherwise: under}
`
