package scheme_test

import "strings"

// brokenRanks is what a test expects of ranks, where several rankings rank one account.
func brokenRanks() []breaking {
	ranked := func(rankings, ranks, period string) string {
		return strings.NewReplacer("  yearly: {per: year}\n", rankings, "{totals: {a: {points: 20}}}", "{ranks: {a: {"+ranks+"}}}",
			"period: '2020'", "period: "+period).Replace(small)
	}
	const two = "  yearly: {per: year}\n  again: {per: [month, year], account: points}\n"
	return []breaking{
		{name: "rank by an account of two rankings", whole: ranked(two, "points: 1", "'2020'"),
			want: []said{{48, "points", "found account \"points\", which yearly, again rank by the year; " +
				"expected the ranking's name"}}},
		{name: "rank by a ranking of another period", whole: ranked(two, "yearly: 1", "2020-07"),
			want: []said{{48, "yearly", "ranking \"yearly\" ranks no month; expected [year]"}}},
		{name: "rank by a misspelt ranking", whole: ranked(two, "yaerly: 1", "'2020'"),
			want: []said{{48, "yaerly", "unknown account or ranking \"yaerly\"; did you mean \"yearly\"?"}}},
		{name: "rank by a name of an account and of a ranking of another",
			whole: ranked("  yearly: {per: year}\n  points: {per: year, account: fee}\n", "points: 1", "'2020'"),
			want: []said{{48, "points", "found \"points\", which is an account, ranked by yearly, and a ranking of " +
				"another account; expected the name of one of them alone"}}},
		{name: "order that is neither a number nor a text",
			whole: ranked("  yearly: {per: year, order: [unit.id == \"a\"]}\n", "points: 1", "'2020'"),
			want:  []said{{33, "==", "found a bool; expected a number or a string"}}},
		{name: "tie at the last place that is neither", old: "first: 3}", new: "first: 3, tied: non}",
			want: []said{{35, "non", "unknown way with ties at the last place \"non\"; did you mean \"none\"?"}}},
		{name: "tie at the last place where ranks are counted",
			whole: strings.NewReplacer("yearly: {per: year}", "yearly: {per: year, ties: dense}", "first: 3}",
				"first: 3, tied: none, order: ['total[\"fee\"]']}").Replace(small),
			want: []said{{35, "'total", "honour \"best\" is of ranking \"yearly\" with `ties: dense`, in which no tie goes " +
				"beyond `first`; expected a ranking with `ties: competition`, or neither `tied` nor `order`"}}},
		{name: "limit of the honour itself", old: "first: 3}", new: "first: 3, eligible: 'limit[\"best\"] > 1'}",
			want: []said{{35, "best: {of", "honours ask for one another's limits in a circle: \"best\" to \"best\"; " +
				"expected each to ask for those made before it"}}},
		{name: "limits in a circle", old: "  best: {of: yearly, first: 3}",
			new: "  best: {of: yearly, first: 3}\n  first: {of: yearly, first: 1, order: ['limit[\"last\"]']}\n" +
				"  last: {of: yearly, first: 1, eligible: 'default(limit[\"first\"], 0) > 1'}",
			want: []said{{36, "first: {of", "honours ask for one another's limits in a circle: \"first\" to \"last\" to \"first\"; " +
				"expected each to ask for those made before it"}}},
		{name: "limit that is not made", whole: strings.NewReplacer("yearly: {per: year}", "yearly: {per: [month, year]}",
			"first: 3}", "first: 3, per: month}\n  last: {of: yearly, per: year, first: 1, eligible: 'limit[\"best\"] > 1'}").
			Replace(small),
			want: []said{{36, "last: {of", "honour \"last\" is made by [year], and asks for the limit of \"best\", which is " +
				"made by [month]; expected one that is made in the period"}}},
		{name: "limit of no honour", old: "first: 3}", new: "first: 3, eligible: 'limit[\"bets\"] > 1'}",
			want: []said{{35, "\"bets\"", "found the key \"bets\" of limit; expected a declared one; did you mean \"best\"?"}}},
		{name: "account that asks for its own total", old: "{title: 得分}",
			new: "{title: 得分, when: 'total[\"fee\"] > 0'}",
			want: []said{{4, "total", "\"total\" has no meaning here; expected one of params, unit, period, members, " +
				"count"}}},
		{name: "laid over what is no rule of entries", old: "rankings:\n", new: "derived:\n" +
			"  laid: {account: grade, per: year, worth: 1, over: [adoptd, short, weekly, endorsed, paid, adopted]}\nrankings:\n",
			want: []said{
				{33, "adoptd", "unknown rule \"adoptd\"; did you mean \"adopted\"?"},
				{33, "short", "\"laid\" is laid `over` \"short\", which gives nothing for single entries; expected credits or " +
					"deductions of entries, without `per`, and not of commissions"},
				{33, "weekly", "unknown rule \"weekly\", for that is a quota; expected one of adopted, paid, endorsed, short, limit, laid"},
				{33, "endorsed", "\"laid\" is laid `over` \"endorsed\", which gives nothing for single entries; expected credits or " +
					"deductions of entries, without `per`, and not of commissions"},
				{33, "adopted]", "\"laid\" is laid `over` \"adopted\", which gives to another account as well, or than the rules " +
					"before it; expected rules that give to one account, the same one"}}},
		{name: "laid over commissions", old: "collapses:\n", new: "  asked: {each: commission, worth: 1}\nderived:\n" +
			"  laid: {account: grade, per: year, worth: 1, over: asked}\ncollapses:\n",
			want: []said{{25, "asked", "\"laid\" is laid `over` \"asked\", which gives nothing for single entries; expected " +
				"credits or deductions of entries, without `per`, and not of commissions"}}},
		{name: "rest of no pool", old: "rankings:\n", new: "derived:\n" +
			"  laid: {account: grade, per: year, worth: 1, rest: '\"a\"'}\nrankings:\n",
			want: []said{{33, "'\"a", "\"laid\" has a `rest` of no `pool`; expected both, or neither"}}},
		{name: "pool that asks of a unit", old: "rankings:\n", new: "derived:\n" +
			"  laid: {account: grade, per: year, worth: 1, pool: 'total[\"fee\"]'}\nrankings:\n",
			want: []said{{33, "total", "\"total\" has no meaning here; expected one of params, period, group, group_size, best, " +
				"worst, group_total, group_totals"}}},
		{name: "helpers alone", old: "{points: {title: 得分}, grade: {}, fee: {title: 稿酬, unit: 元}}",
			new:  "{points: {helper: true}, grade: {helper: true}, fee: {helper: true}}",
			want: []said{{4, "points", "all accounts are helpers, which nobody is shown; expected one that is none"}}},
	}
}
