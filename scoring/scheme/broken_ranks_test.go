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
	}
}
