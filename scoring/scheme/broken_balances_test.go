package scheme_test

import "strings"

// brokenBalances is what is wrong with balances, and where none may be named.
func brokenBalances() []breaking {
	with := func(balance string, replaced ...string) string {
		return strings.NewReplacer(append(replaced, "readings:\n", "balances:\n  held: "+balance+"\nreadings:\n")...).
			Replace(small)
	}
	early := "\"held\" is a balance, which is made of what rules gave before an entry; here nothing has been given yet, " +
		"and what is asked here comes before it"
	return []breaking{
		{name: "balance of an unknown rule", whole: with("{of: adoptd}"),
			want: []said{{37, "adoptd", "unknown rule for entries \"adoptd\"; did you mean \"adopted\"?"}}},
		{name: "balance of what is settled", whole: with("{of: [adopted, short]}"),
			want: []said{{37, "short", "\"short\" is no rule for each entry; expected one, since a balance sees what " +
				"entries give, and nothing that is settled"}}},
		{name: "balance of a cap", whole: with("{of: limit}"),
			want: []said{{37, "limit", "\"limit\" is no rule for each entry; expected one, since a balance sees what " +
				"entries give, and nothing that is settled"}}},
		{name: "balance of a quota", whole: with("{of: weekly}"),
			want: []said{{37, "weekly", "unknown rule for entries \"weekly\", for that is a quota; expected one of " +
				"adopted, paid"}}},
		{name: "balance of a rule that is settled at the end of a period",
			whole: with("{of: paid, account: fee}", "each: adopt, account: fee", "each: commission, per: month, account: fee"),
			want: []said{{37, "paid", "rule \"paid\" is settled at the end of a month; expected a rule without `per`, " +
				"since a balance sees what entries give"}}},
		{name: "balance of a rule that gives to another account", whole: with("{of: [adopted, paid]}"),
			want: []said{{37, "paid", "rule \"paid\" gives nothing to account \"points\", of which balance \"held\" is"}}},
		{name: "balance of an account to which no rule for entries gives", whole: with("{account: grade}"),
			want: []said{{37, "held", "no rule for entries gives to account \"grade\", of which balance \"held\" is"}}},
		{name: "balance of an unknown account", whole: with("{account: fees}"),
			want: []said{{37, "fees", "unknown account \"fees\"; did you mean \"fee\"?"}}},
		{name: "balance by an unknown period", whole: with("{per: days}"),
			want: []said{{37, "days", "unknown period \"days\"; did you mean \"day\"?"}}},
		{name: "balance by what happens later", whole: with("{by: 'item.adoptions.size() > 0'}"),
			want: []said{{37, "item", "a balance is kept by what an entry says itself; found a look at what happens to " +
				"the item later"}}},
		{name: "balance by what an entry that feeds it has not", whole: with("{by: grant.reason}"),
			want: []said{{37, "grant", "\"grant\" has no meaning here; expected one of params, item, unit, sender, adopt, " +
				"outlet, tier, nth, held, good"}}},
		{name: "balance by itself", whole: with("{by: held > 3}"), want: []said{{37, "held >", early}}},
		{name: "balance in a number", whole: with("{}", "by: item.topic", "by: 'held > 3'"),
			want: []said{{17, "held", early}}},
		{name: "balance in what says when an entry counts", whole: with("{}", "credits:\n",
			"takes_effect:\n  adopt: 'held > 3 ? adopt.at : item.at'\ncredits:\n"),
			want: []said{{19, "held >", early}}},
		{name: "balance in a rule of a period", whole: with("{}", "-5 * quota.missing", "'-held'"),
			want: []said{{29, "held", "\"held\" has no meaning here; expected one of params, unit, period, members, " +
				"history, before, days, weeks, months, quarters, halves, years, sum, total, count, quota, standing, above, under"}}},
		{name: "balance in a tier", whole: with("{}", "tiers: [national, city]", "tiers: {national: {when: held > 3}, city: {}}"),
			want: []said{{10, "held", "\"held\" has no meaning here; expected one of params, item, unit, sender, adopt, outlet, good"}}},
		{name: "balance with the name of a number", whole: with("{}\n  nth: {}"),
			want: []said{{38, "nth", "balance \"nth\" hides a name of the language or of the scheme; choose another name"}}},
		{name: "account of an unknown kind", old: "grade: {}", new: "grade: {kind: balanse}",
			want: []said{{4, "balanse", "unknown kind of account \"balanse\"; did you mean \"balance\"?"}}},
		{name: "account of figures by its kind", old: "grade: {}", new: "grade: {kind: figure}",
			want: []said{{4, "figure", "unknown kind of account \"figure\"; expected one of sum, balance"}}},
		{name: "figures that go to a balance", whole: strings.NewReplacer("grade: {}", "grade: {kind: balance}", "rankings:\n",
			"derived:\n  final: {kind: figure, account: grade, per: year, worth: 1}\nrankings:\n").Replace(small),
			want: []said{{33, "grade", "\"final\" gives figures to account \"grade\", which is a balance; expected an " +
				"account of its own, without `kind`"}}},
		{name: "balance with a name that is none", whole: with("{}\n  to-date: {}"),
			want: []said{{38, "to-date", "found balance \"to-date\"; expected letters, digits and _, so that an expression can name it"}}},
	}
}
