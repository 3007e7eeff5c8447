package scoring_test

const media = "attrs: {outlet: {medium: string}}\ntiers: [a, b]\noutlets: [{level: a, medium: tv, names: [A]}, " +
	"{level: a, medium: web, names: [AA]}, {level: b, medium: tv, names: [B]}]\n"

// worthIf is a credit rule on submissions: 10 if a predicate holds, else 1.
func worthIf(condition string) string {
	return "credits: {handed: {clause: '1', each: submit, worth: '" + condition + " ? 10 : 1'}}\n"
}

// predicateRows are rows on predicates of texts, tiers and numbers.
var predicateRows = []classRow{
	{"each tier by the table and by what the adoption says",
		press +
			"credits: {published: {clause: '1', each: adopt, worth: 'tier == \"a\" ? 10 : 3'}, handed: {clause: '2', " +
			"each: submit, worth: 'item.adoptions.exists(x, x.tier in [\"b\"]) ? 100 : 0'}}\n",
		"2020", [][2]string{
			{"at 01-20, A 02-01", "10"},
			{"at 01-20, AA 02-01", "10"},
			{"at 01-20, B 02-01", "103"},
			{"at 01-20, A/b 02-01", "10"},
			{"at 01-20, X/a 02-01", "10"},
			{"at 01-20, X/b 02-01", "103"},
			{"at 01-20, X/c 02-01", "0 no-tier"},
			{"at 01-20, X 02-01", "0 no-tier"},
			{"at 01-20, X 02-01, B 02-02", "103 no-tier"},
		}},
	{"a condition on one adoption among several",
		media + worthIf(`item.adoptions.exists(x, x.tier in ["a"] && x.outlet.medium == "tv")`),
		"2020", [][2]string{
			{"at 01-20, A 02-01", "10"},
			{"at 01-20, AA 02-01", "1"},
			{"at 01-20, B 02-01", "1"},
			{"at 01-20, AA 02-01, B 02-02", "1"},
			{"at 01-20, AA 02-01, A 02-02", "10"},
			{"at 01-20, A 02-01, AA 02-02", "10"},
			{"at 01-20, B 02-01, AA 02-02", "1"},
		}},
	{"a condition on all adoptions",
		media + worthIf(`item.adoptions.all(x, x.outlet.medium == "tv")`),
		"2020", [][2]string{
			{"at 01-20", "10"},
			{"at 01-20, A 02-01, B 02-02", "10"},
			{"at 01-20, A 02-01, AA 02-02", "1"},
			{"at 01-20, AA 02-01, A 02-02", "1"},
		}},
	{"a condition on adoptions and the item",
		media + worthIf(`item.adoptions.exists(x, x.outlet.name == item.topic)`),
		"2020", [][2]string{
			{"topic A 01-20, A 02-01", "10"},
			{"topic B 01-20, A 02-01", "1"},
			{"topic B 01-20, B 02-01", "10"},
			{"topic A 01-20, B 02-01", "1"},
		}},
	{"an endorser of a list",
		"params: {endorsers: [x, y]}\ncredits: {noted: {clause: '1', each: endorse, worth: 'endorse.by in " +
			"params.endorsers ? 5 : 2'}, handed: {clause: '2', each: submit, worth: 'item.endorsements.exists(e, " +
			"e.by in params.endorsers) ? 100 : 0'}}\n",
		"2020", [][2]string{
			{"at 01-20, by x 02-01", "105"},
			{"at 01-20, by y 02-01", "105"},
			{"at 01-20, by v 02-01", "2"},
			{"at 01-20, by v 02-01, by x 02-02", "107"},
			{"at 01-20, by x 02-01, by w 02-02", "107"},
		}},
	{"an endorser of a list that changes",
		"params: {endorsers: {2020-01-01: [x], 2020-02-15: [y]}}\ncredits: {published: {clause: '1', each: adopt, " +
			"worth: 'item.endorsements.exists(e, e.by in params.endorsers) ? 10 : 1'}}\n",
		"2020", [][2]string{
			{"at 01-20, by x 02-01, A 02-02", "10"},
			{"at 01-20, by y 02-01, A 02-02", "1"},
			{"at 01-20, by x 02-01, A 02-16", "1"},
			{"at 01-20, by y 02-01, A 02-16", "10"},
			{"at 02-15, by y 02-16, A 02-17", "10"},
		}},
	{"an endorser who is taken from the list",
		"params: {endorsers: {2020-01-01: [x, y], 2020-02-15: [x]}}\ncredits: {published: {clause: '1', each: adopt, " +
			"worth: 'item.endorsements.exists(e, e.by in params.endorsers) ? 10 : 1'}}\n",
		"2020", [][2]string{
			{"at 01-20, by x 02-01, A 02-16", "10"},
			{"at 01-20, by y 02-01, A 02-16", "1"},
			{"at 01-20, by y 02-01, A 02-02", "10"},
		}},
	{"each tier, where only the ladder asks for the level",
		press + "credits: {published: {clause: '1', each: adopt, worth: 'tier == \"a\" ? 10 : 3'}}\n",
		"2020", [][2]string{
			{"at 01-20, X/a 02-01", "10"},
			{"at 01-20, X/b 02-01", "3"},
			{"at 01-20, X/c 02-01", "0 no-tier"},
			{"at 01-20, B 02-01", "3"},
		}},
	{"several texts of one expression",
		"credits: {handed: {clause: '1', each: submit, worth: 'item.topic == \"x\" ? 1 : item.topic == \"y\" ? 10 " +
			": 100'}}\n",
		"2020", [][2]string{
			{"topic x 01-20", "1"},
			{"topic y 01-20", "10"},
			{"topic v 01-20", "100"},
			{"topic w 01-20", "100"},
		}},
	{"the list of one adoption's item and the adoption",
		media +
			"credits: {published: {clause: '1', each: adopt, worth: 'item.adoptions.exists(x, x.outlet.medium == " +
			"outlet.medium && x.tier != tier) ? 10 : 1'}}\n",
		"2020", [][2]string{
			{"at 01-20, A 02-01, B 02-02", "20"},
			{"at 01-20, AA 02-01, B 02-02", "2"},
			{"at 01-20, A 02-01, AA 02-02", "2"},
		}},
	{"a number at a figure that changes",
		"attrs: {submit: {words: number}}\nparams: {least: {2020-01-01: 100, 2020-02-15: 200}}\n" +
			"credits: {handed: {clause: '1', each: submit, worth: 'item.words >= params.least ? 10 : 1'}, " +
			"published: {clause: '2', each: adopt, worth: 'item.words >= params.least ? 1000 : 100'}}\n",
		"2020", [][2]string{
			{"words 50 01-20, A 02-01", "101"},
			{"words 150 01-20, A 02-01", "1010"},
			{"words 150 01-20, A 03-01", "110"},
			{"words 250 01-20, A 03-01", "1010"},
			{"words 150 02-20, A 03-01", "101"},
			{"words 250 02-20, A 03-01", "1010"},
			{"words 150 02-20, A 02-01", "1001"},
		}},
	{"a text of the item and of the unit",
		worthIf(`item.topic == unit.category`),
		"2020", [][2]string{
			{"topic a 01-20", "10"},
			{"topic b 01-20", "1"},
			{"on b 01-01, topic a 01-20", "1"},
			{"on b 01-01, topic b 01-20", "10"},
		}},
	{"a condition on adoptions and a definition",
		media + "define: {wanted: item.topic}\n" + worthIf(`item.adoptions.exists(x, x.outlet.name == wanted)`),
		"2020", [][2]string{
			{"topic A 01-20, A 02-01", "10"},
			{"topic B 01-20, A 02-01", "1"},
			{"topic B 01-20, B 02-01", "10"},
			{"topic A 01-20, B 02-01", "1"},
		}},
	{"a number of the item and a text of the unit",
		"attrs: {submit: {words: number}}\n" + worthIf(`item.words > unit.category.size()`),
		"2020", [][2]string{
			{"words 2 01-20", "10"},
			{"words 1 01-20", "1"},
			{"on bbb 01-01, words 2 01-20", "1"},
			{"on bbb 01-01, words 5 01-20", "10"},
		}},
}
