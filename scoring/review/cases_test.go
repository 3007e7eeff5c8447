package review_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/review"
)

// row is a change of base, and what is found then; nothing where kind is empty.
type row struct {
	name, old, new string
	also           []string // further changes, old and new in turn
	kind           review.Kind
	at             string // what stands at the place that is pointed at
	says           string // the message
	shows          string // of the witness, where it is worth saying
	lines          int    // of the witness; 0: not said
	cells          []string
}

func (r row) content(t testing.TB) string {
	t.Helper()
	require.Contains(t, base, r.old)
	content := strings.Replace(base, r.old, r.new, 1)
	for i := 0; i+1 < len(r.also); i += 2 {
		require.Contains(t, content, r.also[i])
		content = strings.Replace(content, r.also[i], r.also[i+1], 1)
	}
	return content
}

const (
	credits    = "credits:\n"
	bonuses    = "bonuses:\n"
	quotas     = "quotas:\n"
	deductions = "deductions:\n"
	tiers      = "tiers: [national, city]\n"
	adopted    = "  adopted: {clause: 四2, each: adopt, worth: 'params.standard[tier][item.genre]'}\n"
)

func rows() []row {
	return []row{
		{name: "nothing", old: "scheme: base", new: "scheme: other"},

		// Each world is tried as if it were alone: of all together, only the first would take what all share.
		{name: "no figure behind what a balance of all units leaves", old: deductions,
			new: "balances: {given: {of: first, account: fee, by: '\"\"'}}\n" + deductions,
			also: []string{"bonuses:\n", "  first: {clause: 五, account: fee, each: adopt, require: {'given + 1 <= 1': 已满}, " +
				"worth: 'params.first[tier]'}\nbonuses:\n", "  doubled: 2\n", "  doubled: 2\n  first: {national: 1}\n"},
			kind: review.Unpriced, at: "[tier]",
			says: `credit "first" has no figure for tier "city": found no key "city" in the map`},
		{name: "no figure behind the first of all units", old: quotas,
			new: "numbers: {nth: {each: adopt, by: '\"\"'}}\n" + quotas,
			also: []string{"bonuses:\n", "  first: {clause: 五, account: fee, each: adopt, when: nth.nth == 1, " +
				"worth: 'params.first[tier]'}\nbonuses:\n", "  doubled: 2\n", "  doubled: 2\n  first: {national: 1}\n"},
			kind: review.Unpriced, at: "[tier]",
			says: `credit "first" has no figure for tier "city": found no key "city" in the map`},
		{name: "no figure behind a rank", old: quotas,
			new: "rankings: {yearly: {per: year}}\n" +
				"derived: {place: {clause: 五, account: fee, per: year, when: 'ranks[\"yearly\"] == 1', " +
				"worth: 'params.first[unit.category]'}}\n" + quotas,
			also: []string{"  doubled: 2\n", "  doubled: 2\n  first: {town: 1}\n"},
			kind: review.Unpriced, at: "[unit.category]",
			says: `derived amount "place" has no figure for unit.category "county": found no key "county" in the map`},

		{name: "unread figure", old: "  doubled: 2\n", new: "  doubled: 2\n  tripled: 3\n", kind: review.Unread,
			at:   "tripled:",
			says: "parameter tripled is read by no expression: changing it changes no score", lines: 3},
		{name: "figure for a tier that there is not", old: "city: {brief: 5, research: 10}}",
			new: "city: {brief: 5, research: 10}, county: {brief: 1, research: 2}}", kind: review.Unread, at: "county:",
			says: "parameter standard.county is read by no expression: changing it changes no score"},
		{name: "unread list", old: "  doubled: 2\n", new: "  doubled: 2\n  leaders: [县委]\n", kind: review.Unread,
			at:   "leaders:",
			says: "parameter leaders is read by no expression: changing it changes no score"},
		{name: "unread figure beside one that is read", old: "times: params.doubled", new: "times: params.more.two",
			also: []string{"  doubled: 2\n", "  doubled: 2\n  more: {two: 2}\n"}, kind: review.Unread, at: "doubled:",
			says: "parameter doubled is read by no expression: changing it changes no score"},
		{name: "unread part of a record", old: "  doubled: 2\n", new: "  doubled: {endorsed: 2, headline: 3}\n",
			also: []string{"params.doubled", "params.doubled.endorsed"}, kind: review.Unread, at: "headline:"},
		{name: "read by a reading only", old: quotas,
			new: "readings: {twice: {once: {taken: true}, thrice: {patch: {bonuses: {endorsed: {times: " +
				"params.tripled}}}}}}\nquotas:\n", also: []string{"  doubled: 2\n", "  doubled: 2\n  tripled: 3\n"}},
		{name: "read through a define", old: "params:\n", new: "define: {low: params.tripled}\nparams:\n  tripled: 3\n",
			also: []string{"times: params.doubled", "times: 'item.late ? low : params.doubled'"}},

		{name: "a text that is never handed in and one of each other", old: deductions,
			new: deductions +
				"  late: {clause: 五, each: submit, when: 'item.report == \"summary\" && item.report == " +
				"\"experience\"', worth: -1}\n",
			kind: review.Never, at: "item.report ==",
			says:  "deduction \"late\" can never fire: no entry meets all of its conditions",
			shows: `all conditions are met but item.report == "experience"`, lines: 2},
		{name: "credit between two numbers without one between", old: credits,
			new: credits +
				"  long: {each: submit, account: fee, when: 'item.words > 100 && item.words < 100', worth: 1}\n",
			kind: review.Never, at: "item.words >",
			says: "credit \"long\" can never fire: no entry meets all of its conditions"},
		{name: "credit between two numbers", old: credits,
			new: credits +
				"  long: {each: submit, account: fee, when: 'item.words > 100 && item.words < 101', worth: 1}\n"},
		{name: "credit at one number", old: credits,
			new: credits +
				"  long: {each: submit, account: fee, when: 'item.words >= 100 && item.words <= 100', worth: 1}\n"},
		{name: "condition of a medium that only unlisted outlets can have", old: bonuses,
			new: bonuses + "  web: {of: adopted, when: 'outlet.medium == \"web\"', plus: 1}\n"},
		{name: "medium of an outlet of another level", old: bonuses,
			new:  bonuses + "  web: {of: adopted, when: 'outlet.name == \"人民日报\" && tier == \"city\"', plus: 1}\n",
			kind: review.Never, at: "outlet.name"},
		{name: "requirement that contradicts the condition", old: credits,
			new: credits +
				"  note: {each: endorse, when: 'endorse.by == \"市委\"', require: {'endorse.by != \"市委\"': 不得}, " +
				"worth: 1}\n", kind: review.Never, at: "endorse.by =="},
		{name: "bonus on a credit that never fires", old: credits,
			new:  credits + "  note: {each: endorse, when: false, worth: 1}\n",
			also: []string{bonuses, bonuses + "  more: {of: note, when: 'endorse.by == \"市委\"', plus: 1}\n"},
			kind: review.Never, at: "false,"},
		{name: "bonus that is never there when its credit is", old: credits,
			new:  credits + "  note: {each: endorse, account: fee, when: 'endorse.by == \"市长\"', worth: 1}\n",
			also: []string{bonuses, bonuses + "  more: {of: note, when: 'endorse.by == \"市委\"', plus: 1}\n"},
			kind: review.Never, at: "endorse.by =="},
		{name: "constant condition", old: credits, new: credits + "  note: {each: endorse, when: false, worth: 1}\n",
			kind: review.Never, at: "false,"},
		{name: "quota that concerns nobody", old: "unit.category == \"county\"'",
			new: "unit.category == \"county\" && unit.lead && !unit.lead'", kind: review.Never, at: "unit.category",
			says: "quota \"weekly\" can never concern anyone: no unit meets all of its conditions"},
		{name: "quota that counts nothing", old: "count: '!item.late'", new: "count: 'item.late && !item.late'",
			kind: review.Never, at: "item.late &&",
			says: "quota \"weekly\" can never count anything: no entry meets all of its conditions"},
		{name: "rule of a quota for whom it does not concern", old: "worth: -1 * quota.missing",
			new: "when: 'unit.category == \"town\"', worth: -1 * quota.missing", kind: review.Never,
			at: "unit.category", says: "deduction \"shortfall\" can never fire: no unit meets all of its conditions",
			lines: 1},
		{name: "rule of a quota for some whom it concerns", old: "worth: -1 * quota.missing",
			new: "when: unit.lead, worth: -1 * quota.missing"},
		{name: "rule of two quotas, for one of them", old: deductions,
			new:  "  other: {per: year, when: 'unit.category == \"town\"', count: true, required: 1, partial: none}\ndeductions:\n",
			also: []string{"of: weekly, worth", "of: [weekly, other], when: 'unit.category == \"town\"', worth"}},
		{name: "rule of a quota that is owed by an unknown figure", old: "required: 1",
			new: "required: 'default(assigned, 0)'",
			also: []string{"worth: -1 * quota.missing",
				"when: 'unit.category == \"town\"', worth: -1 * quota.missing"}},
		{name: "rule of a year for nobody", old: deductions,
			new: deductions + "  none: {per: year, when: unit.lead && !unit.lead, worth: -1}\n", kind: review.Never,
			at: "unit.lead"},
		{name: "ranking of nobody", old: deductions,
			new: "rankings: {yearly: {per: year, eligible: 'unit.category == \"a\" && unit.category == \"b\"'}}\n" +
				"deductions:\n", kind: review.Never, at: "unit.category",
			says: "ranking \"yearly\" can never rank anyone: no unit meets all of its conditions"},
		{name: "calculated: not said", old: credits,
			new: credits +
				"  long: {each: submit, account: fee, when: 'item.words * 2 > 100 && item.words * 2 < 100', " +
				"worth: 1}\n"},
		{name: "contradiction beside what is calculated", old: credits,
			new: credits +
				"  long: {each: submit, account: fee, when: 'item.words * 2 > 100 && item.late && !item.late', " +
				"worth: 1}\n", kind: review.Never, at: "item.words *"},
		{name: "two facts compared: not said", old: credits,
			new: credits +
				"  same: {each: submit, account: fee, when: 'item.report == unit.category && unit.category == \"x\" " +
				"&& item.report == \"y\"', worth: 1}\n"},
		{name: "two endorsements of one item", old: credits,
			new: credits +
				"  both: {each: adopt, account: fee, when: 'item.endorsements.exists(e, e.by == \"市委\") && " +
				"item.endorsements.exists(e, e.by == \"市政府\")', worth: 1}\n"},
		{name: "all endorsements and one", old: credits, new: credits +
			"  both: {each: adopt, account: fee, when: 'item.endorsements.all(e, e.by == \"市委\") && " +
			"item.endorsements.exists(e, e.by == \"市政府\")', worth: 1}\n", kind: review.Never,
			at: "item.endorsements.all"},
		{name: "commission answered late", old: deductions,
			new: deductions +
				"  late: {each: commission, per: month, when: '!commission.answers.exists(s, s.at <= commission.due) " +
				"&& commission.answers.size() > 0', worth: -1}\n"},
		{name: "rule of a time that is over", old: credits,
			new: credits + "  old: {each: submit, account: fee, until: 2010-12-31, when: item.late, worth: 1}\n"},
		{name: "dated figure that a rule never sees", old: "  doubled: 2\n",
			new: "  doubled: 2\n  least: {2000-01-01: 5, 2021-01-01: 0}\n", kind: review.Unread, at: "least:"},
		{name: "condition that holds under the earlier figure only", old: "  doubled: 2\n",
			new: "  doubled: 2\n  reports: {2000-01-01: [a], 2021-01-01: [b]}\n",
			also: []string{credits, credits +
				"  old: {each: submit, account: fee, when: 'item.report in params.reports && item.report == \"a\"', " +
				"worth: 1}\n"}},
		{name: "condition that holds under no figure", old: "  doubled: 2\n",
			new: "  doubled: 2\n  reports: {2000-01-01: [a], 2021-01-01: [b]}\n",
			also: []string{credits, credits +
				"  old: {each: submit, account: fee, when: 'item.report in params.reports && item.report == \"c\"', " +
				"worth: 1}\n"}, kind: review.Never, at: "item.report in"},
		{name: "condition that hangs on a figure which is not given", old: "  doubled: 2\n",
			new: "  doubled: 2\n  least: {required: number}\n",
			also: []string{credits, credits +
				"  long: {each: submit, account: fee, when: item.words < params.least && item.words > 100, " +
				"worth: 1}\n"}},

		{name: "tier below one that takes all", old: tiers,
			new:  "tiers: {national: {when: 'outlet.level in [\"national\", \"city\"]'}, city: {}}\n",
			kind: review.Shadowed, at: "city: {}",
			says: "tier \"city\" is never reached: every adoption that meets its condition is taken by a tier above " +
				"it (national)", shows: "the adoption meets the condition of tier city, and is of tier national",
			lines: 3},
		{name: "tier below one that takes all but one medium", old: tiers,
			new: "tiers: {national: {when: 'outlet.level in [\"national\", \"city\"] && outlet.medium != " +
				"\"radio\"'}, city: {}}\n"},
		{name: "tier below two that take all of it", old: tiers,
			new: "tiers: {national: {when: 'outlet.medium != \"radio\"'}, radio: {when: 'outlet.medium == " +
				"\"radio\"'}, city: {}}\n",
			also: []string{"standard: {", "standard: {radio: {brief: 1, research: 1}, "}, kind: review.Shadowed,
			at: "city: {}"},
		{name: "tier by its genre", old: tiers,
			new: "tiers: {national: {when: 'item.genre in [\"brief\", \"research\"]'}, city: {when: 'outlet.level == " +
				"\"city\" && item.genre == \"brief\"'}}\n", kind: review.Shadowed, at: "city: {"},

		{name: "genre without a price in one tier", old: "city: {brief: 5, research: 10}", new: "city: {brief: 5}",
			kind: review.Unpriced, at: "[item.genre]",
			says: "credit \"adopted\" has no figure for tier \"city\", item.genre \"research\": found no key " +
				"\"research\" in the map", lines: 3},
		{name: "tier without prices",
			old: "standard: {national: {brief: 20, research: 40}, city: {brief: 5, research: 10}}",
			new: "standard: {national: {brief: 20, research: 40}}", kind: review.Unpriced, at: "[tier]",
			says: "credit \"adopted\" has no figure for tier \"city\": found no key \"city\" in the map"},
		{name: "price that the condition asks for", old: "adopt, worth: 'params.standard[tier][item.genre]'}\n",
			new: "adopt, when: 'tier == \"national\" || item.genre != \"research\"', worth: " +
				"'params.standard[tier][item.genre]'}\n"},
		{name: "genre that only another rule knows", old: credits,
			new:  credits + "  note: {each: submit, account: fee, when: 'item.genre == \"notice\"', worth: 1}\n",
			kind: review.Unpriced, at: "[item.genre]",
			says: "credit \"adopted\" has no figure in 2 cases, first for tier \"national\", item.genre \"notice\": " +
				"found no key \"notice\" in the map",
			cells: []string{`no figure for tier "national", item.genre "notice": found no key "notice" in the map`,
				`no figure for tier "city", item.genre "notice": found no key "notice" in the map`}},
		{name: "price since the first of two dates", old: "city: {brief: 5, research: 10}",
			new: "city: {2000-01-01: {brief: 5, research: 10}, 2022-06-01: {brief: 6, research: 12}}"},
		{name: "price since its only date", old: "city: {brief: 5, research: 10}",
			new: "city: {2022-06-01: {brief: 6, research: 12}}", kind: review.Unpriced, at: "[tier]",
			says: "credit \"adopted\" has no figure for tier \"city\": found no key \"city\" in the map"},
		{name: "price since a later date than another's",
			old:  "national: {brief: 20, research: 40}, city: {brief: 5, research: 10}",
			new:  "national: {2000-01-01: {brief: 20, research: 40}}, city: {2022-06-01: {brief: 6, research: 12}}",
			kind: review.Unpriced, at: "[tier]",
			says: "credit \"adopted\" has no figure for tier \"city\": found no key \"city\" in the map"},
		{name: "figure of a quota", old: "'unit.category == \"county\"', count: '!item.late', required: 1",
			new: "'unit.category in [\"county\", \"town\"]', count: '!item.late', required: " +
				"'params.owed[unit.category]'",
			also: []string{"  doubled: 2\n", "  doubled: 2\n  owed: {county: 2}\n"}, kind: review.Unpriced,
			at:    "[unit.category]",
			says:  "quota \"weekly\" has no figure for unit.category \"town\": found no key \"town\" in the map",
			lines: 1},
		{name: "figure of a quota for all whom it concerns",
			old: "'unit.category == \"county\"', count: '!item.late', required: 1",
			new: "'unit.category in [\"county\", \"town\"]', count: '!item.late', required: " +
				"'params.owed[unit.category]'",
			also: []string{"  doubled: 2\n", "  doubled: 2\n  owed: {county: 2, town: 1}\n"}},

		{name: "deduction without its minus", old: "worth: -1 * quota.missing", new: "worth: 1 * quota.missing",
			kind: review.Sign, at: "1 * quota",
			says: "deduction \"shortfall\" has the wrong sign: found 1; " +
				"expected a negative amount, for a deduction may only take", lines: 1},
		{name: "deduction for an entry without its minus", old: deductions,
			new: deductions + "  late: {each: incident, worth: 3}\n", kind: review.Sign, at: "3}",
			says: "deduction \"late\" has the wrong sign: found 3; " +
				"expected a negative amount, for a deduction may only take", lines: 2},
		{name: "factor of a deduction above 1", old: deductions,
			new: deductions + "  late: {of: adopted, when: item.late, times: params.doubled}\n", kind: review.Sign,
			at: "params.doubled}",
			says: "deduction \"late\" has the wrong sign: found 2; " +
				"expected a factor from 0 to 1, for a deduction may only take", lines: 3},
		{name: "factor of a bonus below 1", old: "  doubled: 2\n", new: "  doubled: 0.5\n", kind: review.Sign,
			at: "params.doubled}",
			says: "bonus \"endorsed\" has the wrong sign: found 0.5; " +
				"expected a factor of 1 or more, for a bonus may only add", lines: 4},
		{name: "addition of a bonus that takes", old: "times: params.doubled", new: "plus: -1 * params.doubled",
			kind: review.Sign, at: "-1 * params",
			says: "bonus \"endorsed\" has the wrong sign: found -2; " +
				"expected a positive amount, for a bonus may only add", lines: 4},
		{name: "deduction of either sign", old: deductions,
			new: deductions + "  late: {each: incident, worth: 'incident.type == \"late\" ? 3 : -3'}\n"},
		{name: "deduction by a figure which is not given", old: "worth: -1 * quota.missing",
			new:  "worth: params.each * quota.missing",
			also: []string{"  doubled: 2\n", "  doubled: 2\n  each: {required: number}\n"}},
		{name: "deduction from two rules, above 1 in both", old: credits,
			new:  credits + "  noted: {each: adopt, account: fee, worth: 1}\n",
			also: []string{deductions, deductions + "  late: {of: [adopted, noted], times: params.doubled}\n"},
			kind: review.Sign, at: "params.doubled}",
			says: "deduction \"late\" has the wrong sign: found 2; " +
				"expected a factor from 0 to 1, for a deduction may only take"},
		{name: "factor that changes nothing", old: "  doubled: 2\n", new: "  doubled: 1\n"},

		{name: "two credits", old: credits,
			new:  credits + "  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n",
			kind: review.Twice, at: "adopted:",
			says: "credits \"paper\" and \"adopted\" both pay one entry in account \"points\"; " +
				"name both in a collapse (best: 1 pays the higher, best: all both), or put one of them under " +
				"bonuses, which add",
			shows: "two postings to points from one entry, by paper and by adopted", lines: 3},
		{name: "two credits in a collapse", old: credits,
			new: "collapses: {once: {of: [paper, adopted]}}\n" + credits +
				"  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{name: "two credits that add by a collapse", old: credits,
			new: "collapses: {both: {of: [paper, adopted], best: all}}\n" + credits +
				"  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{name: "two credits of two accounts", old: credits,
			new: credits + "  paper: {each: adopt, account: fee, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{name: "two credits of two kinds", old: credits, new: credits + "  handed: {each: submit, worth: 1}\n"},
		{name: "two credits for unlike adoptions", old: adopted,
			new: "  adopted: {each: adopt, when: 'outlet.medium != \"newspaper\"', worth: " +
				"'params.standard[tier][item.genre]'}\n" +
				"  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{name: "an addition", old: bonuses,
			new: bonuses + "  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{name: "a deduction", old: deductions,
			new: deductions + "  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: -1}\n"},
		{name: "two credits under one cap", old: credits,
			new: "caps: {most: {per: year, of: [paper, adopted], at_most: 100}}\n" + credits +
				"  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 1}\n"},
		{name: "two credits of which one pays nothing", old: credits,
			new: credits + "  paper: {each: adopt, when: 'outlet.medium == \"newspaper\"', worth: 0}\n"},
		{name: "two credits to two units", old: adopted,
			new: adopted + "  author: {each: adopt, worth: 1, when: 'item.with.size() > 0', to: 'item.with[0]'}\n"},

		{name: "caps by weeks and by months", old: deductions, new: "caps:\n" +
			"  month: {per: month, of: adopted, at_most: 99}\n  week: {per: week, of: adopted, at_most: 50}\n" + deductions,
			kind: review.Straddle, at: "month:",
			says: "caps \"month\" (per month) and \"week\" (per week) limit the same rules, and a week may lie in two such " +
				"periods: what it takes belongs to the one in which it ends; is that what the regulation says?", lines: 3},
		{name: "caps by weeks and by months on other rules", old: deductions, new: "caps:\n" +
			"  month: {per: month, of: adopted, at_most: 99}\n  week: {per: week, of: shortfall, at_least: -5}\n" + deductions},
		{name: "caps by months and by years", old: deductions, new: "caps:\n" +
			"  month: {per: month, of: adopted, at_most: 99}\n  year: {per: year, of: adopted, at_most: 500}\n" + deductions},

		{name: "a quota of a year that does not say what is owed in part", old: quotas, new: quotas +
			"  yearly: {per: year, count: true, required: 4}\n", kind: review.Partial, at: "yearly:",
			says: "quota \"yearly\" (per year) does not say what a unit owes that was on the roster for a part of the year " +
				"only, and so it owes nothing; is that what the regulation says? Write `partial: none`, `whole` or `share`",
			lines: 1},
		{name: "quotas of a quarter that say it, or owe nothing, and one of a month", old: quotas, new: quotas +
			"  some: {per: quarter, count: true, required: 4, partial: none}\n" +
			"  tally: {per: quarter, count: true}\n  monthly: {per: month, count: true, required: 1}\n"},

		{name: "a queue of which nothing can change", old: deductions, new: deductions +
			"  waits: {each: adopt, asked: {every: month}, when: 'adopt.placement == \"front\"', worth: -1}\n",
			kind: review.Again, at: "every:",
			says: "rule \"waits\" is asked again until it is met, and nothing that its conditions read is another on another " +
				"day, so that it is met on the first day or never; write `gives: always` where it is to give each time, " +
				"or leave out `every`", lines: 3},
		{name: "queues that wait for something, or give each time", old: deductions, new: deductions +
			"  waits: {each: adopt, asked: {every: month}, when: 'item.endorsements.size() > 0', worth: -1}\n" +
			"  stays: {each: adopt, asked: {every: month}, when: 'unit.name == \"甲\"', worth: -1}\n" +
			"  gives: {each: adopt, asked: {every: month, gives: always}, worth: -1}\n" +
			"  once: {each: adopt, asked: 'adopt.at + days(5)', worth: -1}\n"},

		{name: "clauses, all cited", old: "scheme: base\n", new: "scheme: base\nclauses: [四2, 四3, 四4, 三1]\n"},
		{name: "a clause that no line cites", old: "scheme: base\n",
			new: "scheme: base\nclauses: {四2: 采用, 四3: 批示, 四4: 少报, 三1: 任务, 五1: 通报}\n", kind: review.Uncited, at: "五1",
			says: "clause 五1 (通报) is cited by no line: no posting, quota or rank can come from it", lines: 3},
		{name: "a clause that a reading cites", old: "scheme: base\n",
			new: "scheme: base\nclauses: [四2, 四3, 四4, 三1, 四5]\n" +
				"readings: {more: {no: {taken: true}, yes: {patch: {bonuses: {late: {clause: 四5, each: submit, when: " +
				"item.late, worth: 1}}}}}}\n"},
	}
}
