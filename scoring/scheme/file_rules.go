package scheme

import "github.com/gongguo/gongguo/rule/document"

// ruleSpec is a line of the sections credits, bonuses and deductions.
//
// What a rule is follows from what it refers to. Rules in credits give what their worth says; those in bonuses may only
// add and those in deductions only take: a worth of the wrong sign is a problem that names the rule.
//
// A receiver who is off the roster at the entry's at receives nothing of it: its part lapses, with what would be left
// over if that were its own, and is reported (off-roster). The others receive what they would have received with it
// there. What it has of the item by other entries stays: in a collapse the entry takes part for the others and not for
// it. An amount that nobody receives takes part for no one.
//
// A grant is scored by the rule that it names, and only to that rule's account. One that names no rule belongs to the
// only rule with `each: grant` that is in force at its at and gives to its account first, whatever that rule then says
// of it; where there are several, or none, it is refused. What a condition, worth or receiver reads of item.adoptions,
// endorsements, grants and incidents is asked anew after each entry about the item.
//
// A bonus on rules has times or plus, stands in the scope of their entries, and is posted under the rule that it is of:
// it has no account, receiver or worth of its own, and sum and caps name that rule. With highest, the best of the
// bonuses counts; with sum, what each adds is added; with product, factors multiply and amounts are added after.
//
// A deduction on rules (half price for a repost, two points off what is late) has times or plus too. It takes of what
// the bonuses have made, however these combine: all deductions that hold apply, factors first, then amounts, for each
// account of the rule. Together they take the entry to 0 at most, and of 0 or less nothing; what is to go below zero is
// a deduction with each. It is of rules that give, not of one in deductions.
//
// A rule of quotas is settled for each of them at the end of its period; a rule per a period for each unit that is on
// the roster then. Rules of a period run in the order of what they refer to (sum, total, a cap's of), else in that of
// the file: bonuses, deductions, caps. Rules that refer to one another in a circle, or to themselves, are refused;
// total of a rule's own account is what the others gave.
//
// A rule of quotas or per a period that asks for standing, above or under, or that goes to members, is late: it is made
// with the derived amounts, when all units are settled in the period. Rankings, honours, longer and later periods see
// it, and of the same period only what is late or derived itself.
type ruleSpec struct {
	document.Where
	// clause of the regulation, for explanations; a posting of a rule without clause names none
	Clause string `yaml:"clause"`
	// title in explanations
	Title string `yaml:"title"`
	// account; the first one if left out
	Account document.Word `yaml:"account"`
	// a kind of entry: the rule scores each of them
	Each document.Word `yaml:"each" enum:"submit,adopt,endorse,commission,grant,incident"`
	// bonuses and deductions: rules for entries (on their standard), or quotas
	Of document.Words `yaml:"of"`
	// a period: the rule is settled at its end. With `each: commission`, at the end of the period in which due lies;
	// left out, a rule on a commission is asked at due, and anew after each later answer
	Per document.Word `yaml:"per" enum:"day,week,month,quarter,half,year,*"`
	// with each: on which day the rule is asked of an entry, at its last instant, instead of at the entry; a time that
	// follows from the entry alone, or a mapping of a queue, in which it is asked again
	Asked askedSpec `yaml:"asked"`
	// first day on which the rule is in force, 2006-01-02; by the entry's at, the day of asked, or the period's last
	// instant
	From document.Word `yaml:"from"`
	// last day on which the rule is in force, 2006-01-02
	Until document.Word `yaml:"until"`
	// condition; where it is false the rule says nothing
	When document.Expr `yaml:"when"`
	// conditions with their reasons, `{condition: reason}`: where one is false the entry is refused by that rule, with
	// the reason
	Require requireSpec `yaml:"require"`
	// amount, or amounts by account; every rule but those on rules has it
	Worth worthSpec `yaml:"worth"`
	// of rules: factor on the standard; at least 1 for a bonus, 0 to 1 for a deduction
	Times document.Expr `yaml:"times"`
	// of rules: amount on top of the standard, in the place of times; 0 or less for a deduction
	Plus document.Expr `yaml:"plus"`
	// how several bonuses on the standard of a rule with each combine; added_first: (standard + additions) × factors;
	// highest if left out
	Bonuses document.Word `yaml:"bonuses" enum:"highest,sum,product,added_first"`
	// with each: who receives: a unit, a list of units (`[item.unit] + item.with`), of which each receives the whole,
	// once however often it is named, or a map of shares (`split(units, [3, 2])`, `equal(units)`, `item.shares`); the
	// entry's unit if left out (the item's, for an adoption or endorsement). Or that by account:
	// `{points: item.unit, fee: equal(item.with)}`; an account that is not named goes to the entry's unit. An account
	// in which nobody is named receives nothing, and the others stand; nobody in any is a refusal. Of quotas, or per a
	// period: `members`, each unit that belongs to the settled one; that one if left out
	To worthSpec `yaml:"to"`
	// with each: who receives what is left over when the parts of the others are rounded as the account says, with a
	// share or without one; the first by name if left out. For 尾数归第一作者 let the account round `down`
	Rest document.Expr `yaml:"rest"`
}

// collapseSpec is a line of the section collapses.
//
// Without a collapse they add up.
//
// per and order may name worth, the whole worth of the candidate, besides the scope of the entry. Without order what a
// receiver would receive comes first, the highest of it.
type collapseSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in explanations
	Title string `yaml:"title"`
	// rules for entries that collapse together, in each account and for each receiver by itself; a rule is in one
	// collapse at most
	Of document.Words `yaml:"of,required"`
	// how many count, or `all`; 1 if left out
	Best document.Word `yaml:"best"`
	// at most one for each value, of which the best are taken: `{per: tier, best: 2}` is the best two tiers, each once,
	// `{per: tier, best: all}` every tier once, `{per: tier}` alone the best tier
	Per document.Expr `yaml:"per"`
	// what comes first, highest first, in turn; what the receiver would receive if left out. Among equals the earlier
	// entry
	Order document.Exprs `yaml:"order"`
}

// quotaSpec is a line of the section quotas.
//
// One of count and sum says what is done.
//
// A unit owes what it was on the roster for during the whole of the period, unless partial says otherwise. Missing is
// max(0, required − done), extra max(0, done − required). A figure that reads assigned takes the ledger's assign
// entries: default(assigned, 0).
type quotaSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in tables
	Title string `yaml:"title"`
	// the kind of entry that counts; submit if left out
	Each document.Word `yaml:"each" enum:"submit,adopt,endorse,commission,grant,incident"`
	// the period in which it is owed
	Per document.Word `yaml:"per,required" enum:"day,week,month,quarter,half,year,*"`
	// first day, 2006-01-02
	From document.Word `yaml:"from"`
	// last day, 2006-01-02
	Until document.Word `yaml:"until"`
	// whom it concerns
	When document.Expr `yaml:"when"`
	// what an entry counts: a condition or a number. It counts for the unit of the entry, in the period in which the
	// entry takes effect. What it reads of the item later (item.adoptions …), or of a commission's answers, is asked
	// anew after each of those entries, and the difference counts in the period of that one, unless `at` says otherwise
	Count document.Expr `yaml:"count"`
	// submit, of submissions: what one counts is dated by itself, whatever is asked anew later: an adoption counts in
	// the period in which the item was handed in. due, with `each: commission`: a commission counts once, at the end of
	// the period in which it is due, as things are then, for a unit that is on the roster then. Left out: a submission
	// counts by what happens to it, a commission from when it was asked for
	At document.Word `yaml:"at" enum:"submit,due"`
	// measured by the amounts of these rules in the period, over all accounts, instead of a count; shares are added up
	// exactly, and a cap among the rules counts what it took
	Sum document.Words `yaml:"sum"`
	// what is added to what was counted: `default(before.extra["monthly"], 0)` carries a surplus over
	Plus document.Expr `yaml:"plus"`
	// the figure owed; left out: a tally, which nobody misses
	Required document.Expr `yaml:"required"`
	// what a unit owes that was on the roster for a part of the period only: `none`, `whole`, or `share`, the figure in
	// proportion of the days, rounded to a whole number, in points as the account is; none if left out
	Partial document.Word `yaml:"partial" enum:"none,whole,share"`
}

// capSpec is a line of the section caps.
//
// A cap posts, at the end of the period, the difference under its own name.
type capSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in explanations
	Title string `yaml:"title"`
	// the account that is limited; the first one if left out
	Account document.Word `yaml:"account"`
	// the rules that are limited together; left out: all that the account has by then. A cap among them stands for the
	// rules that it limits, and comes before
	Of document.Words `yaml:"of"`
	// the caps on the same rules that come before, where it does not follow from what they limit
	After document.Words `yaml:"after"`
	// the period that is limited
	Per document.Word `yaml:"per,required" enum:"day,week,month,quarter,half,year,*"`
	// first day, 2006-01-02
	From document.Word `yaml:"from"`
	// last day, 2006-01-02
	Until document.Word `yaml:"until"`
	// condition; `{at_most: 0, when: …}` sets to zero
	When document.Expr `yaml:"when"`
	// upper limit of the sum; at_most, at_least, or both
	AtMost document.Expr `yaml:"at_most"`
	// lower limit of the sum
	AtLeast document.Expr `yaml:"at_least"`
	// limited apart for each value, a text, that an entry of the rules in of gives, as outlet.name
	By document.Expr `yaml:"by"`
}
