package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger/calendar"
)

func TestSettleOrder(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, rules, want string }{
		{"the file's order where nothing refers",
			"deductions: {c: {per: year, worth: 0}, a: {per: year, worth: 0}, b: {per: year, worth: 0}}",
			"c a b"},
		{"bonuses before deductions before caps", "caps: {z: {per: year, at_most: 1}}\n" +
			"deductions: {y: {per: year, worth: 0}}\nbonuses: {x: {per: year, worth: 0}}", "x y z"},
		{"after what it reads",
			`deductions: {a: {per: year, worth: 'min(0, sum["b"])'}, b: {per: year, worth: 0}}`,
			"b a"},
		{"a chain",
			`deductions: {a: {per: year, worth: 'sum["b"]'}, b: {per: year, worth: 'sum["c"]'}, c: {per: year, ` +
				`worth: 0}}`,
			"c b a"},
		{"after what a condition reads",
			`deductions: {a: {per: year, when: 'sum["b"] < 0', worth: 0}, b: {per: year, worth: 0}}`,
			"b a"},
		{"after what a requirement reads",
			`deductions: {a: {per: year, require: {'sum["b"] < 0': x}, worth: 0}, b: {per: year, worth: 0}}`,
			"b a"},
		{"after a key that is worked out",
			`deductions: {a: {per: year, worth: 'sum[unit.id]'}, b: {per: year, worth: 0}}`,
			"b a"},
		{"after all of the account",
			`deductions: {a: {per: year, worth: '-total["points"]'}, b: {per: year, worth: 0}, c: {per: year, ` +
				`account: fee, worth: 0}}`,
			"b a c"},
		{"a cap after what it limits", "caps: {z: {per: year, of: [x, w], at_most: 1}, w: {per: year, of: x, " +
			"at_least: 0}}\nbonuses: {x: {per: year, worth: 1}}", "x w z"},
		{"a cap of a part before one of the whole", "caps: {z: {per: year, at_most: 9}, y: {per: year, of: [w, x], " +
			"at_most: 5}, a: {per: year, of: x, at_least: -3}}\nbonuses: {x: {per: year, worth: 1}, w: {per: year, worth: 1}}",
			"x w a y z"},
		{"a ceiling before both limits before a floor", "caps: {a: {per: year, at_least: 0}, b: {per: year, at_least: 0, " +
			"at_most: 9}, d: {per: year, at_most: 8}, c: {per: year, at_most: 7}}", "c d b a"},
		{"a cap after the one that it names, against the groups", "caps: {z: {per: year, at_most: 9}, " +
			"y: {per: year, of: x, at_most: 5, after: z}}\nbonuses: {x: {per: year, worth: 1}}", "x z y"},
		{"limits by one value inside one limit", "caps: {z: {per: year, of: g, at_most: 9}, " +
			"y: {per: year, of: g, by: grant.reason, at_most: 5}}\ncredits: {g: {each: grant, worth: 1}}", "y z"},
		{"a rule after the count of a quota that another measures", "quotas: {q: {per: year, sum: b, required: 1}}\n" +
			"bonuses: {a: {per: year, worth: 'count[\"q\"]'}, b: {per: year, worth: 1}}", "b a"},
		{"a rule after the cap that it reads",
			`caps: {z: {per: year, of: x, at_most: 1}}` +
				"\nbonuses: {a: {per: year, worth: '-sum[\"z\"]'}, x: {per: year, worth: 1}}", "x z a"},
		{"a quota measured by a rule", "quotas: {q: {per: year, sum: b, required: 1}}\n" +
			"bonuses: {a: {of: q, worth: quota.extra}, b: {per: year, worth: 1}}", "b a"},
		{"periods of another kind do not bind",
			`deductions: {a: {per: year, worth: 'sum["b"]'}, b: {per: month, worth: 'sum["a"]'}}`,
			"a b"},
		{"one rule of two quotas", "quotas: {q: {per: year, count: 1, required: 1}, r: {per: month, count: 1, " +
			"required: 1}}\ndeductions: {a: {of: [q, r], worth: -quota.missing}}", "a a"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, "scheme: s\naccounts: {points: {}, fee: {}}\n"+row.rules+"\n")
			var got []string
			for _, r := range s.Settles {
				got = append(got, r.Name)
			}
			assert.Equal(t, row.want, strings.Join(got, " "))
		})
	}
}

func TestRankOrder(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, rules, want string }{
		{"nothing",
			"rankings: {}",
			""},
		{"rankings before derived amounts where nothing refers",
			"derived: {d: {account: a, per: year, worth: 1}}\nrankings: {k: {per: year, account: b}}",
			"k d"},
		{"the file's order where nothing refers",
			"derived: {e: {account: a, per: year, worth: 1}, d: {account: b, per: year, worth: 1}}",
			"e d"},
		{"a ranking after what makes its account",
			"derived: {d: {account: b, per: year, worth: 1}}\nrankings: {k: {per: year, account: b}}",
			"d k"},
		{"a ranking after what decides between its equals",
			`derived: {d: {account: b, per: year, worth: 1}}` + "\nrankings: {k: {per: year, order: 'total[\"b\"]'}}",
			"d k"},
		{"a ranking after what its group reads",
			`derived: {d: {account: b, per: year, worth: 1}}` +
				"\nrankings: {k: {per: year, group: 'sum[\"d\"] > 0 ? \"x\" : \"y\"'}}", "d k"},
		{"a ranking after what makes one eligible",
			`derived: {d: {account: b, per: year, worth: 1}}` +
				"\nrankings: {k: {per: year, eligible: 'total[\"b\"] > 0'}}", "d k"},
		{"after the ranks that it reads",
			`derived: {d: {account: b, per: year, worth: 'ranks["k"]'}}` + "\nrankings: {k: {per: year}}",
			"k d"},
		{"between two rankings", `derived: {d: {account: b, per: year, worth: 'ranks["k"]'}}` +
			"\nrankings: {l: {per: year, account: b}, k: {per: year}}", "k d l"},
		{"after the best that it reads",
			`derived: {d: {account: b, per: year, worth: 'best["c"]'}, e: {account: c, per: year, worth: 1}}`,
			"e d"},
		{"after what is below",
			`derived: {d: {account: b, per: year, worth: 'below["c"]'}, e: {account: c, per: year, worth: 1}}`,
			"e d"},
		{"after the sum that it reads",
			`derived: {d: {account: b, per: year, when: 'sum["e"] > 0', worth: 1}, e: {account: c, per: year, ` +
				`worth: 1}}`,
			"e d"},
		{"after the total of its group",
			`derived: {d: {account: b, per: year, group: 'total["c"] > 0 ? "x" : "y"', worth: 1}, e: {account: c, ` +
				`per: year, worth: 1}}`,
			"e d"},
		{"a chain",
			`derived: {d: {account: a, per: year, worth: 'sum["e"]'}, e: {account: b, per: year, worth: 'sum["f"]'}, ` +
				`f: {account: c, per: year, worth: 1}}`,
			"f e d"},
		{"other accounts do not bind",
			`derived: {d: {account: b, per: year, worth: 'best["a"] + total["a"]'}, e: {account: c, per: year, ` +
				`worth: 1}}`,
			"d e"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, "scheme: s\naccounts: {a: {}, b: {}, c: {}}\n"+row.rules+"\n")
			var got []string
			for _, step := range s.RankSteps {
				assert.NotEqual(t, step.Ranking == nil, step.Derived == nil)
				if step.Ranking != nil {
					got = append(got, step.Ranking.Name)
				} else {
					got = append(got, step.Derived.Name)
				}
			}
			assert.Equal(t, row.want, strings.Join(got, " "))
		})
	}
}

// TestReads says which kinds of period are settled, and what the engine must keep for expressions.
func TestReads(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, rules, kinds string
		rows, members      bool
	}{
		{name: "nothing", rules: "credits: {r: {each: submit, worth: 1}}"},
		{name: "a quota", rules: "quotas: {q: {per: week, count: 1}}", kinds: "week"},
		{name: "a rule of a period", rules: "deductions: {r: {per: half, worth: 0}}", kinds: "half"},
		{name: "a cap", rules: "caps: {r: {per: quarter, at_most: 0}}", kinds: "quarter"},
		{name: "a derived amount of two", rules: "derived: {r: {kind: figure, account: points, per: [year, month], worth: 0}}",
			kinds: "month year"},
		{name: "a ranking settles nothing", rules: "rankings: {r: {per: month}}"},
		{name: "the shorter first", rules: "quotas: {q: {per: year, count: 1}, r: {per: week, count: 1}}",
			kinds: "week year"},
		{name: "history", rules: "quotas: {q: {per: month, count: 1, required: history.size()}}", kinds: "month",
			rows: true},
		{name: "before",
			rules: "quotas: {q: {per: month, count: 1, plus: 'default(before.extra[\"q\"], 0)', required: 1}}",
			kinds: "month", rows: true},
		{name: "the weeks inside", rules: "deductions: {r: {per: year, worth: -weeks.size()}}", kinds: "week year",
			rows: true},
		{name: "the months inside, for a ranking", rules: "rankings: {r: {per: year, order: months.size()}}",
			kinds: "month", rows: true},
		{name: "the quarters inside, for a cap", rules: "caps: {r: {per: year, at_most: quarters.size()}}",
			kinds: "quarter year", rows: true},
		{name: "the halves inside, by a define",
			rules: "define: {d: halves.size()}\ndeductions: {r: {per: year, worth: -d}}", kinds: "half year",
			rows: true},
		{name: "members of a quota", rules: "quotas: {q: {per: month, count: 1, required: members}}", kinds: "month",
			members: true},
		{name: "members of an honour",
			rules: "rankings: {k: {per: year}}\nhonours: {h: {of: k, first: 1, eligible: members > 0}}", members: true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, "scheme: s\naccounts: {points: {}}\n"+row.rules+"\n")
			var kinds []string
			for _, k := range s.Kinds {
				kinds = append(kinds, calendar.Kind.String(k))
			}
			assert.Equal(t, row.kinds, strings.Join(kinds, " "), "kinds of period")
			assert.Equal(t, row.rows, s.ReadsRows, "reads rows")
			assert.Equal(t, row.members, s.ReadsMembers, "reads members")
		})
	}
}
