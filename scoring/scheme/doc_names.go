// # Names
//
// What expressions may name, by scope. The fields are those of [Vocabulary], and the attributes that the scheme
// declares.
//
//	params      everywhere
//	unit        the unit whose entry it is (an adoption's or endorsement's: the item's), or that is settled or
//	            ranked: id, name, category, of
//	sender      the unit that handed the item in
//	item        id, unit, genre, title, at, happened*, topic, with, shares, commission*, adoptions, endorsements,
//	            grants, incidents
//	adopt       id, at, outlet, tier, placement
//	outlet      name, level
//	tier        its tier
//	endorse     id, at, by
//	grant       id, at, unit, account, amount, reason
//	incident    id, at, unit, type
//	commission  id, unit, at, due, genre, title, answers (each: id, at, genre, title, happened*)
//	worth       the candidate's worth
//	a number    nth, before (by what it is numbered by)
//	period      name, kind, year, index, weeks, start, end
//	members     how many units on the roster belong to the unit (by enroll's of) at the period's end
//	history     the unit's earlier periods of the same kind, as rows, the latest first; before*: the latest of them
//	weeks       the weeks inside the period, as rows, in order; days, months, quarters, halves and years likewise
//	a row       name, year, index, sum (by rule), total (by account), count, required, missing, extra
//	            (by quota; 0 where not owed), grade (by grade), result (by result)
//	quota       done, required, missing, extra
//	assigned*   the figure that the ledger assigns
//	sum         amounts in the period by rule, all accounts together; total by account; count: done, by quota
//	group       of a ranking or derived amount; group_size: how many units are in it; rank in a ranking
//	best        of a derived amount or an honour: the best total of the group, by account; worst: the worst;
//	            group_total: the sum of them; group_totals: a list of each of them, the highest first
//	below       what the units that belong to the unit have together, by account
//	ranks       the unit's rank in the period by ranking; 0 where it has none
//	grade       the unit's grades in the period, by grade; absent where it has none
//	result      whether a result holds for the unit in the period, by result; absent where it was not asked
//	limit       the amount of the last of the unit's group who has an honour, by honour; absent where there is none
//	(* may be absent)
//
//	each: submit      params, unit, item, sender, numbers
//	each: adopt       these, adopt, outlet, tier
//	each: endorse     params, unit, item, sender, endorse, numbers
//	each: grant       params, unit, item*, sender*, grant, numbers
//	each: incident    params, unit, item*, sender*, incident, numbers
//	each: commission  params, unit, commission, numbers
//	takes_effect, caps: by   as the entry
//	tiers             params, unit, item, sender, adopt, outlet
//	collapses         as the entry, and worth
//	a unit in a period       params, unit, period, members, history, before*, days, weeks, months, quarters, halves,
//	                         years
//	quotas: when, required, plus   these, assigned*
//	of a quota               these but assigned, sum, total, count, quota
//	per a period, caps, rankings, derived: group   these but quota
//	derived: when, worth     these, group, group_size, best, worst, group_total, group_totals, below, ranks
//	grades: when, bands      as rankings; results: when: and grade
//	honours: eligible        as rankings, and group, group_size, best, worst, group_total, group_totals, rank, limit,
//	                         grade, result
//	honours: first           params, period, group, group_size, best, worst, group_total, group_totals
//	accounts: when           params, unit, period, members, count
//
// A row is there for each period in which the unit was on the roster at some time.
//
// rank(tier) is the height of a tier, 1 for the lowest, 0 for none. outletName(text) is what outlet.name would be of an
// outlet written so, to compare with: 《人民日报》, an alias and a name with spaces are one. All other functions and
// operators are those of package rule. What is dated by an entry sees unit, parameters and rules as they are at its at;
// a settlement sees them at the last instant of its period.
//
// # What stays true
//
// A scheme that loads today loads and scores the same under every later version 1. [Scheme.Canonical] and
// [Scheme.Digest] do not change for one.
package scheme
