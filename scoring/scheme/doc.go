// Package scheme reads a regulation that is written as one YAML file, a scheme, checks all of it, and compiles its
// expressions. Package scoring runs what comes out.
//
//	s, err := scheme.Load("office.yaml", content)
//	if err != nil {
//		return err // everything that is wrong, each with file:line:col, the line and a caret
//	}
//	if missing := s.Missing(); len(missing) > 0 { … }       // parameters that the user must give
//	s, err = s.With(scheme.Variant{Params: []scheme.Param{{Path: "fee.county", Value: "10"}}, Readings: []string{"highest-only"}})
//	book, err := scoring.Score(ctx, s, ledger, scoring.Options{Period: "2020"})
//
// [Load] for a file; [Scheme.With] for the same regulation with other figures or readings; [Scheme.CheckReadings] to
// try every reading; [Scheme.Digest] to say which scheme a score was made with; [JSONSchema] for an editor. A scheme
// author who writes no Go reads reference.md beside this file: it needs nothing of this page. A [Scheme] is immutable and
// safe for many goroutines.
//
// # A whole scheme
//
//	scheme: small
//	accounts: {points: {title: 得分}}
//	tiers: [national, city]                                  # highest first
//	outlets: [{level: national, names: [人民日报]}, {level: city, names: [赤峰日报]}]
//	params: {standard: {national: 20, city: 5}, each_missing: -5}
//	credits: {adopted: {clause: 四2, each: adopt, worth: 'params.standard[tier]'}}
//	collapses: {once: {of: adopted}}                         # an item counts once, at its highest
//	quotas: {weekly: {clause: 三1, per: week, count: true, required: 2}}
//	deductions: {shortfall: {clause: 四4, of: weekly, worth: params.each_missing * quota.missing}}
//	rankings: {yearly: {per: year, group: unit.category}}
//
// # The file
//
// One YAML document, UTF-8, at most 1 MiB, nested at most 40 deep. Not allowed, since a patch of one place would change
// another or a value would not be what it looks like: anchors, aliases, merge keys, tags, keys that come twice. A key
// that is not in this reference is an error, and so is a key without a value: leave it out instead. Where a list of
// names is asked for, one name may stand without brackets; a list is never empty and names nothing twice. A text,
// clause or title is any single value. An expression is any single value too; one that holds a comma, a colon, brackets
// or a leading ! or quote stands in quotes.
//
// Sections are mappings by name, in any order; the order of lines within a section counts where it is said so, and
// breaks ties. What names something in an expression directly (attributes, numbers, defines, parameters) consists of
// Latin letters, digits and _; other names are free (great-value), and are reached as sum["great-value"].
//
// The errors of a file come all at once, in five stages of which each needs the one before: YAML; the shape of the
// file; names, attributes and parameters; rules and expressions; tests.
//
// # scheme, version, title, source
//
//	scheme   the name of the scheme, required
//	version  of this language: 1, or left out
//	title    the title of the regulation
//	source   where it was published
//
// # clauses
//
// The clauses of the regulation: a list of names, or a mapping of each to its title. It may be left out. Where it stands, a
// line that cites a clause that is not in it is an error; package review names those that no line cites. A line that rests on
// several cites them with a pause mark between: 三、五.
//
// # calendar
//
//	timezone      IANA zone; Asia/Shanghai if left out. Zone data is the library's own
//	month_closes  the last day of a month, 1 to 28; left out: calendar months. With 25 March is 26 February to 25 March
//	first_month   the month with which a year begins, 1 to 12; the year is named by that in which it ends
//	holidays      days that are no working days, 2006-01-02
//	workdays      Saturdays and Sundays that are (调休)
//
// Weeks are ISO weeks and belong to the month in which their Sunday lies; see package calendar.
//
// # accounts
//
// What is counted, by name; at least one. The first is the default wherever a rule names none.
//
//	title     in tables; the name if left out
//	unit      of measure, as 元
//	places    decimal places, 0 to 12; 2 if left out
//	rounding  half_up (half away from zero; if left out), half_even, down, up, floor or ceiling
//
// What a case is worth, for an account and a receiver, is rounded once; a settled amount is rounded once; sums never.
//
// # attrs
//
// The facts that this scheme reads, by kind: submit (read as item.x), adopt, endorse, commission, grant, incident,
// unit, and outlet (from the outlet table, else from the adoption). An attribute that is not declared cannot be read.
// Short or long:
//
//	late: bool = false                 # absent: false
//	words: number                      # absent: whoever reads it finds it absent, and a problem is reported
//	publish_at: optional time          # may be absent: has(item.publish_at) asks, default(item.publish_at, t) falls back
//	quota: {type: number, must: value >= 1 && value <= 5, title: 任务}
//	form: {type: string, default: '"text"', one_of: [text, audio, video]}
//
// The keys of the long form:
//
//	type      string, bool, number or time; required
//	default   a constant expression of that type: a text in quotes of its own
//	optional  true or false; not beside default
//	must      a condition on value; a value that breaks it is a problem and counts as absent
//	one_of    the texts that are allowed
//	title     in explanations
//
// A text in quotes that an expression compares with an attribute with one_of, or with a tier, is one of those that it can be;
// so is one in rank("…"). A default keeps to must and one_of; the empty text, "not said", may be a default beside any one_of. An attribute
// cannot have the name of a field that its kind has anyway (see Names).
//
// # outlets
//
// A list of lines; each has names and what these outlets share: level, and the attributes declared under attrs.outlet.
//
//	outlets:
//	  - {level: national, medium: newspaper, names: [人民日报, {经济日报: [经济日报社, 经日]}]}
//
// A name may be a mapping of it to its other forms. Names are compared without 《》, quotes, spaces, full-width forms and
// letter case. No name stands twice. A listed outlet has its listed level, another one the level that the adoption
// says.
//
// # tiers
//
// Highest first: a list of names, each the level of its outlets, or a mapping by name:
//
//	title  in tables
//	when   condition in scope tier; left out: outlet.level == the name
//
// The first tier that holds is an adoption's tier. Without one it scores nothing and is reported (no-tier). A scheme
// without tiers takes every adoption, with an empty tier.
//
// # params
//
// The figures of the regulation: numbers, texts, bools, lists of one type, mappings. A mapping of values of one type is
// looked up with any key, params.standard[tier]; one of unlike values is a record, params.task.weekly. A day is a text:
// date(params.start).
//
//	fee: {2020-01-01: 20, 2021-01-01: 25}   # dated: in force from that day on, in ascending order; absent before the first
//	points: {required: number}              # the user must give it: number, string or bool; nothing is scored without
//
// Numbers are plain decimals with at most 30 digits on either side of the point, and exact. A constant key that no
// parameter has is an error. From outside a parameter is set by its path, points or fee.2020-01-01, with a value of the
// same type.
//
// # define
//
// Named expressions. A define may name what some scope has, and other defines; it can be named in every scope that has
// all of it. It is evaluated where it is read. One that nothing names is an error.
//
// # numbers
//
// What must be known of other entries is counted before anything is scored, in the order of at, then of recording:
//
//	each   kind of entry, required
//	when   which of them
//	by     numbered apart for each value (or several)
//	per    numbered anew in each period
//	same   entries with the same value share the number of the first of them: same: item.id with each: adopt numbers the items
//	       that were adopted, by their first adoption. They share it within one value of by, in whatever period they are, and
//	       count once, with the first
//
// clause and title as in any rule. Every scope of an entry (not tier) has every number: name.nth is that of the entry (of a
// number of submissions: of its item's submission), from 1; 0 where it is not numbered. name.before is a map from the value of by to how many were
// counted up to the entry's time, that time included, in the same period: item.unit in plagiarised.before. A number may name
// those before it, and nothing that happens to an item later (item.adoptions …).
//
// # takes_effect
//
// By kind of entry (submit, adopt, endorse, grant, incident) a time, in the scope of the entry: when it counts, if that is
// later than its at. {adopt: 'default(adopt.proof_at, adopt.at)'} counts an adoption when its proof came.
//
// # credits, bonuses, deductions
//
// What a rule is follows from what it refers to. Rules in credits give what their worth says; those in bonuses may only
// add and those in deductions only take: a worth of the wrong sign is a problem that names the rule.
//
//	clause, title  of the regulation, for explanations. Both may be left out; a posting of a rule without clause names none
//	account        the account; the first if left out
//	each           a kind of entry (submit, adopt, endorse, commission, grant, incident): a rule for entries
//	of             bonuses and deductions: rules for entries (on their standard), or quotas
//	per            a period: settled at its end. With each: commission, at the end of the period in which due lies
//	from, until    first and last day on which the rule is in force; by the entry's at, or the period's last instant
//	when           condition; where it is false the rule says nothing
//	require        {condition: reason}: where one is false the entry is refused by that rule, with the reason
//	worth          a number, or a mapping of accounts to numbers
//
// Rules for entries besides:
//
//	to       who receives: a unit, a list of units ([item.unit] + item.with), of which each receives the whole, once however
//	         often it is named, or a map of shares (split(units, [3, 2]), equal(units), item.shares); the entry's unit
//	         if left out (the item's, for an adoption or endorsement). Or that by account: {points: item.unit, fee: equal(item.with)};
//	         an account that is not named goes to the entry's unit
//	rest     who of them receives what does not divide; the first by name if left out
//	bonuses  how several bonuses on the standard combine: highest (if left out), sum or product
//
// A receiver who is off the roster at the entry's at receives nothing of it: its part lapses, with what would be left over if
// that were its own, and is reported (off-roster). The others receive what they would have received with it there. What it
// has of the item by other entries stays: in a collapse the entry takes part for the others and not for it. An amount that
// nobody receives takes part for no one.
//
// A grant is scored by the rule that it names, and only to that rule's account. What a condition, worth or receiver
// reads of item.adoptions, endorsements, grants and incidents is asked anew after each entry about the item.
//
// A bonus on rules has times (a factor on the standard, at least 1) or plus (an amount), stands in the scope of their
// entries, and is posted under the rule that it is of: it has no account, receiver or worth of its own, and sum and
// caps name that rule. With highest, the best of the bonuses counts; with sum, what each adds is added; with product,
// factors multiply and amounts are added after.
//
// A deduction on rules (half price for a repost, two points off what is late) has times, from 0 to 1, or plus, 0 or less. It
// takes of what the bonuses have made, however these combine: all deductions that hold apply, factors first, then amounts,
// for each account of the rule. Together they take the entry to 0 at most, and of 0 or less nothing; what is to go below zero
// is a deduction with each. It is of rules that give, not of one in deductions.
//
// A rule of quotas is settled for each of them at the end of its period; a rule per a period for each unit that is on
// the roster then. Rules of a period run in the order of what they refer to (sum, total, a cap's of), else in that of
// the file: bonuses, deductions, caps. Rules that refer to one another in a circle, or to themselves, are refused;
// total of a rule's own account is what the others gave.
//
// # collapses
//
// Which of an item's worths count; without a collapse they add up.
//
//	of     rules for entries that collapse together, required; a rule is in one collapse at most
//	best   how many count, or all; 1 if left out
//	per    at most one for each value, of which the best are taken: {per: tier, best: 2} is the best two tiers, each once,
//	       {per: tier, best: all} every tier once, {per: tier} alone the best tier
//	order  what comes first, highest first, in turn; worth if left out. Among equals the earlier entry
//
// per and order may name worth, the worth of the candidate, besides the scope of the entry.
//
// # quotas
//
//	per          week, month, quarter, half or year, required
//	each         the kind of entry that counts; submit if left out
//	count        what an entry counts: a condition, or a number. It counts for the unit of the entry, in the period in which the
//	             entry takes effect. What it reads of the item later (item.adoptions …), or of a commission's answers, is asked
//	             anew after each of those entries, and the difference counts in the period of that one
//	at           due, with each: commission: a commission counts once, at the end of the period in which it is due, as things are
//	             then, for a unit that is on the roster then; left out: from when it was asked for
//	sum          instead of count: the amounts of these rules in the period, over all accounts
//	plus         a number that is added to what was counted: plus: default(before.extra["monthly"], 0) carries a surplus over
//	when         whom it concerns
//	required     the figure owed; left out: a tally, which nobody misses
//	from, until  first and last day
//
// A unit owes what it was on the roster for during the whole of the period. Missing is max(0, required − done), extra
// max(0, done − required). A figure that reads assigned takes the ledger's assign entries: default(assigned, 0).
//
// # caps
//
//	per          the period, required
//	account      the account that is limited; the first if left out
//	of           the rules that are limited together, other caps included; left out: all that the account has by then
//	by           a text, in the scope of the entries that the rules of `of` score: limited apart for each value, as outlet.name
//	at_most      the highest sum; at_least the lowest. One of the two, or both
//	when         condition; {at_most: 0, when: …} sets to zero
//	from, until  first and last day
//
// A cap posts, at the end of the period, the difference under its own name.
package scheme
