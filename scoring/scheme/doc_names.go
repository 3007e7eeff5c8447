// # derived
//
// Amounts that are made of what all units of a group have, when all else of a period is settled: a final score of 100 for
// the best, an average over those below, points for a rank.
//
//	account        which receives it, required
//	per            the kinds of period at whose end it is made, required
//	group          among whom the best is, a text; left out: one group, "all"
//	when           who receives it
//	worth          the amount, required
//	clause, title, from, until  as in any rule
//
//	final: {account: final, per: year, group: unit.category, when: 'best["points"] > 0', worth: 'div(100 * total["points"], best["points"], 2)'}
//
// It is made for every unit that was on the roster at some time of the period, is dated its last day, and is a posting of
// the rule of that name. Rankings and derived amounts run in the order of what they refer to: a ranking of an account comes
// after what makes it, a derived amount after the ranks, bests, totals and sums that it reads; a circle is an error. What is
// settled and what caps limit comes before, and may not refer to what is derived.
//
// # rankings, honours
//
//	per       the kinds of period that are ranked, required. An account has one ranking for each kind of period
//	account   what is ranked; the first if left out
//	group     who is ranked together: a text; left out: one group, "all"
//	order     what decides between equals, highest first, in turn; what remains equal shares a rank
//	eligible  who is ranked
//
// An honour has of (a ranking, required), per (the kinds of period; all of the ranking if left out), first (how many of
// a group, required; a tie at the last place honours all of it), eligible, and fill. Who is not eligible keeps the place that
// the ranking gives, and nobody has the honour of it; with fill: true the places are counted among the eligible alone, so
// that it goes to the next of them, ties as before. The rank that is shown stays that of the ranking.
//
// # readings
//
// Where a sentence can be understood in two ways: a question with readings, of which one is taken. The others are merge
// patches (RFC 7396: mappings merge key by key, null takes away, all else replaces) on the scheme.
//
//	doubling:
//	  once: {taken: true, title: 两项加倍仍为2倍}
//	  sum: {title: 相加为3倍, patch: {credits: {adopted: {bonuses: sum}}}}
//
// A question with one reading only notes how the text is understood. A reading's name is its own in the whole file; a
// patch changes neither scheme, version, readings nor tests. Two readings of one question at once are an error, and so are
// a patch that adds a line whose name is one slip away from that of another, and one that takes away what is not there.
//
// # tests
//
// A list of worked cases:
//
//	name      required, its own
//	ledger    entries in the fields of the ledger format, in the order of recording, required. One without an id is e1, e2 … by its place
//	period    what is shown, as 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07, required
//	until     last day that is taken; known: what was recorded by then
//	params    by path, fee.county: 10, or as nested mappings
//	readings  readings taken instead
//	expect    required, and something must be expected:
//	          totals {unit: {account: amount}}, ranks {unit: {account: rank}}, done and missing {unit: {quota: figure}}, summed over the
//	          period: what is not named is not tested. honours {honour: [units]}, unscored {entry: code}, problems {unit or entry:
//	          code}: all that there are must be named, once one is; [] says that there is none, honours {best: []} that
//	          nobody has that one. Done and missing of what a unit of the period did not owe are 0
//
// # Names
//
// What expressions may name, by scope. The fields are those of [Vocabulary], and the attributes that the scheme
// declares.
//
//	params      everywhere
//	unit        the unit whose entry it is (an adoption's or endorsement's: the item's), or that is settled or ranked: id, name, category, of
//	sender      the unit that handed the item in
//	item        id, unit, genre, title, at, happened*, topic, with, shares, commission*, adoptions, endorsements, grants, incidents
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
//	weeks       the weeks inside the period, as rows, in order; months, quarters and halves likewise
//	a row       name, year, index, sum (by rule), total (by account), count, required, missing, extra (by quota; 0 where not owed)
//	quota       done, required, missing, extra
//	assigned*   the figure that the ledger assigns
//	sum         amounts in the period by rule, all accounts together; total by account; count: done, by quota
//	group       of a ranking or derived amount; group_size: how many units are in it; rank in a ranking
//	best        of derived: the best total of the group, by account; worst: the worst; group_total: the sum of them
//	below       what the units that belong to the unit have together, by account
//	ranks       the unit's rank in the period by ranking; 0 where it has none
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
//	a unit in a period       params, unit, period, members, history, before*, weeks, months, quarters, halves
//	quotas: when, required, plus   these, assigned*
//	of a quota               these but assigned, sum, total, count, quota
//	per a period, caps, rankings, derived: group   these but quota
//	derived: when, worth     these, group, group_size, best, worst, group_total, below, ranks
//	honours: eligible        as rankings, and group, rank; first: params, group, group_size, period
//
// A row is there for each period in which the unit was on the roster at some time.
//
// rank(tier) is the height of a tier, 1 for the lowest, 0 for none. outletName(text) is what outlet.name would be of an outlet
// written so, to compare with: 《人民日报》, an alias and a name with spaces are one. All other functions and operators are those of
// package rule. What is dated by an entry sees unit, parameters and rules as they are at its at; a settlement sees them
// at the last instant of its period.
//
// # What stays true
//
// A scheme that loads today loads and scores the same under every later version 1. [Scheme.Canonical] and
// [Scheme.Digest] do not change for one.
package scheme
