package scoring_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestRowsAgainstReference holds the engine to the reference on small ledgers for sentences of the ledger format that
// are easily missed; each has a scheme of a few lines, so that it can be read by itself.
func TestRowsAgainstReference(t *testing.T) {
	t.Parallel()
	const unit = `
{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}
{"id":"v","kind":"enroll","at":"2020-01-01","unit":"v","name":"v","category":"c"}`
	for _, row := range []struct {
		name, scheme, period, ledger string
		want                         []string // rows that must be there
	}{
		{
			name: "adoptions from before the submission count in the order of their own time",
			scheme: "credits: {a: {each: adopt, worth: 'adopt.outlet.name == \"x\" ? 20 : 5'}}\n" +
				"collapses: {once: {of: a}}",
			ledger: `
{"id":"b","kind":"adopt","at":"2020-02-03","item":"i","outlet":"y"}
{"id":"a","kind":"adopt","at":"2020-02-01","item":"i","outlet":"x"}
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}`,
			want: []string{`postings {"at":"2020-02-05","unit":"u","item":"i","account":"p","rule":"a","clause":"",` +
				`"amount":"20","entries":["a"]}`},
		},
		{
			name: "an answer handed in before the commission was dated fulfills it",
			scheme: "deductions: {late: {each: commission, per: month, when: '!commission.answers.exists(s, " +
				"s.at <= commission.due)', worth: -10}}",
			ledger: `
{"id":"c","kind":"commission","at":"2020-03-05","commission":"k","unit":"u","due":"2020-03-20"}
{"id":"s","kind":"submit","at":"2020-02-18","item":"i","unit":"u","genre":"g","commission":"k"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"0"}`},
		},
		{
			name:   "a rule settled at the end of a period is in force or not at that end",
			scheme: "deductions: {late: {each: commission, per: month, from: 2020-02-15, worth: -10}}",
			ledger: `
{"id":"c","kind":"commission","at":"2020-02-05","commission":"k","unit":"u","due":"2020-02-20"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"-10"}`},
		},
		{
			name: "a number of incidents sees the incident, and no item of another entry",
			scheme: "numbers: {n: {each: incident, when: 'incident.type == \"t\" && !default(item.genre == \"g\", " +
				"false)', by: incident.unit}}\ndeductions: {a: {each: incident, worth: '0 - n.nth'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"x","kind":"incident","at":"2020-02-05","unit":"u","type":"t","item":"i"}
{"id":"y","kind":"incident","at":"2020-02-06","unit":"u","type":"t"}
{"id":"z","kind":"incident","at":"2020-02-07","unit":"u","type":"t"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"-3"}`},
		},
		{
			name: "a number of adoptions sees adoption and outlet",
			scheme: "numbers: {n: {each: adopt, when: 'outlet.name == \"x\"', by: adopt.placement}}\n" +
				"credits: {a: {each: adopt, worth: n.nth}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"x","kind":"adopt","at":"2020-02-05","item":"i","outlet":"x"}
{"id":"y","kind":"adopt","at":"2020-02-06","item":"i","outlet":"y"}
{"id":"z","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"3"}`},
		},
		{
			name:   "a grant by a rule that is no longer in force is taken by none",
			scheme: "credits: {g: {each: grant, until: 2020-01-31, worth: grant.amount}}",
			ledger: `
{"id":"g","kind":"grant","at":"2020-02-05","unit":"u","account":"p","amount":"5","reason":"r","rule":"g"}`,
			want: []string{`unscored {"entry":"g","code":"no-rule","why":"rule \"g\" is not in force at 2020-02-05"}`},
		},
		{
			name: "what a collapse goes by is asked anew after each entry",
			scheme: "credits: {a: {each: adopt, worth: 'outlet.name == \"x\" ? 1 : 2'}}\ncollapses: {once: {of: a, " +
				"order: 'item.endorsements.exists(e, e.by == outlet.name) ? 1 : 0'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"x","kind":"adopt","at":"2020-02-06","item":"i","outlet":"x"}
{"id":"y","kind":"adopt","at":"2020-02-07","item":"i","outlet":"y"}
{"id":"e","kind":"endorse","at":"2020-02-08","item":"i","by":"y"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"2"}`},
		},
		{
			name: "who receives the rest is asked anew after each entry",
			scheme: "credits: {a: {each: submit, worth: 1, to: item.shares, rest: 'size(item.endorsements) > 0 ? " +
				"\"v\" : \"u\"'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g","shares":{"u":"1","v":"2"}}
{"id":"e","kind":"endorse","at":"2020-02-08","item":"i","by":"y"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"0.33"}`},
		},
		{
			name: "what a bonus requires is asked anew after each entry",
			scheme: "credits: {a: {each: submit, worth: 1}}\nbonuses: {b: {of: a, require: {'size(item.endorsements) " +
				"> 0': not endorsed}, times: 2}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"e","kind":"endorse","at":"2020-02-08","item":"i","by":"y"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"2"}`},
		},
		{
			name: "a quota measured by a rule of the same period sees what that rule gave",
			scheme: "bonuses: {base: {per: month, worth: 4}}\nquotas: {q: {per: month, sum: base, required: 5}}\n" +
				"deductions: {short: {of: q, worth: 0 - quota.missing}}",
			period: "2020-02", ledger: ``,
			want: []string{`quotas {"unit":"u","quota":"q","period":"2020-02","done":"4","required":"5",` +
				`"missing":"1","extra":"0"}`,
				`totals {"unit":"u","category":"c","account":"p","amount":"3"}`},
		},
		{
			name: "the worth for a receiver is rounded once, whoever else receives of the item",
			scheme: "credits: {a: {each: submit, worth: 0.003, to: 'item.unit'}, b: {each: submit, worth: 0.003, " +
				"to: 'equal([item.unit])'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"0.01"}`},
		},
		{
			name:   "a tally has a row for whoever was on the roster in the period",
			scheme: "quotas: {q: {per: month, count: 'true'}}",
			period: "2020-02", ledger: `
{"id":"w","kind":"withdraw","at":"2020-02-10","unit":"u"}`,
			want: []string{`quotas {"unit":"u","quota":"q","period":"2020-02","done":"0"}`},
		},
		{
			name:   "a floor holds for a unit that has left, whether it had any points or not",
			scheme: "credits: {a: {each: submit, worth: 1}}\ncaps: {least: {per: month, of: a, at_least: 3}}",
			period: "2020-02", ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"v","genre":"g"}
{"id":"w","kind":"withdraw","at":"2020-02-10","unit":"u"}
{"id":"x","kind":"withdraw","at":"2020-02-10","unit":"v"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"3"}`,
				`totals {"unit":"v","category":"c","account":"p","amount":"3"}`},
		},
		{
			name: "a cap names the same evidence whatever period is reported",
			scheme: "quotas: {q: {per: month, count: 'true', required: 1}}\n" +
				"bonuses: {b: {of: q, worth: quota.extra}}\ncaps: {most: {per: year, of: b, at_most: 1}}",
			period: "2020-12", ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"s2","kind":"submit","at":"2020-02-05","item":"i2","unit":"u","genre":"g"}
{"id":"s3","kind":"submit","at":"2020-02-05","item":"i3","unit":"u","genre":"g"}`,
			want: []string{`postings {"at":"2020-12-31","unit":"u","account":"p","rule":"most","clause":"",` +
				`"amount":"-1","entries":["s","s2","s3"]}`},
		},
		{
			name:   "a flaw of the sender is one of the unit as it was when it handed the item in",
			scheme: "attrs: {unit: {n: {type: number}}}\ncredits: {a: {each: adopt, worth: sender.n}}",
			ledger: `
{"id":"u2","kind":"enroll","at":"2020-02-01","unit":"u","name":"u","category":"c","attrs":{"n":"two"}}
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"u3","kind":"enroll","at":"2020-02-06","unit":"u","name":"u","category":"c","attrs":{"n":2}}
{"id":"x","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x"}`,
			want: []string{`problems {"entry":"x","rule":"a","field":"n","code":"type","why":"found \"two\" for n; ` +
				`expected a number"}`},
		},
		{
			name:   "an adoption waits for a submission after the last day, and is not refused",
			scheme: "credits: {a: {each: adopt, worth: 1}}",
			period: "until 2020-02-10", ledger: `
{"id":"x","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x"}
{"id":"s","kind":"submit","at":"2020-02-15","item":"i","unit":"u","genre":"g"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"0"}`},
		},
		{
			name:   "an adoption waits for a submission that is not yet known, and is not refused",
			scheme: "credits: {a: {each: adopt, worth: 1}}",
			period: "known 2020-02-10", ledger: `
{"id":"x","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x"}
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g","recorded":"2020-03-01T00:00:00Z"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"0"}`},
		},
		{
			name: "an item that takes effect later brings what is about it along",
			scheme: "attrs: {submit: {proof_at: optional time}}\ntakes_effect: {submit: 'default(item.proof_at, " +
				"item.at)'}\ncredits: {a: {each: adopt, worth: 5}, b: {each: submit, worth: 1}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g","attrs":{"proof_at":"2020-03-02"}}
{"id":"x","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x"}`,
			want: []string{`postings {"at":"2020-03-02","unit":"u","item":"i","account":"p","rule":"b","clause":"",` +
				`"amount":"1","entries":["s"]}`,
				`postings {"at":"2020-03-02","unit":"u","item":"i","account":"p","rule":"a","clause":"","amount":"5",` +
					`"entries":["x"]}`},
		},
		{
			name: "a proof from before its entry changes nothing",
			scheme: "attrs: {adopt: {proof_at: optional time}}\ntakes_effect: {adopt: 'default(adopt.proof_at, " +
				"adopt.at)'}\ncredits: {a: {each: adopt, worth: 5}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"x","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x","attrs":{"proof_at":"2020-02-06"}}`,
			want: []string{`postings {"at":"2020-02-07","unit":"u","item":"i","account":"p","rule":"a","clause":"",` +
				`"amount":"5","entries":["x"]}`},
		},
		{
			name: "a number counts what is dated at the same instant, whatever was recorded first",
			scheme: "numbers: {n: {each: incident, by: incident.unit}}\ndeductions: {a: {each: incident, " +
				"worth: '-1 * default(n.before[\"v\"], 0)'}}",
			ledger: `
{"id":"x","kind":"incident","at":"2020-02-05","unit":"u","type":"t"}
{"id":"y","kind":"incident","at":"2020-02-05","unit":"v","type":"t"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"-1"}`},
		},
		{
			name: "what one account shares the other need not",
			scheme: "credits: {a: {each: submit, worth: {p: 1, q: 0.05}, to: {q: 'equal([\"u\", \"v\"])'}, " +
				"rest: '\"v\"'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"1"}`,
				`totals {"unit":"u","category":"c","account":"q","amount":"0.03"}`,
				`totals {"unit":"v","category":"c","account":"q","amount":"0.02"}`,
				`totals {"unit":"v","category":"c","account":"p","amount":"0"}`},
		},
		{
			name: "a cap by outlet limits each apart, and posts once",
			scheme: "credits: {a: {each: adopt, worth: 'outlet.name == \"x\" ? 1 : 9'}}\ncaps: {m: {per: month, " +
				"of: a, by: outlet.name, at_least: 3, at_most: 4}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-02-05","item":"i","unit":"u","genre":"g"}
{"id":"x","kind":"adopt","at":"2020-02-07","item":"i","outlet":"x"}
{"id":"y","kind":"adopt","at":"2020-02-08","item":"i","outlet":"y"}`,
			want: []string{`postings {"at":"2020-02-29","unit":"u","account":"p","rule":"m","clause":"",` +
				`"amount":"-3","entries":["x","y"]}`},
		},
		{
			name:   "a surplus is carried over once it is there",
			scheme: "quotas: {q: {per: month, count: 'true', plus: 'default(before.extra[\"q\"], 0)', required: 1}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-01-05","item":"i","unit":"u","genre":"g"}
{"id":"s2","kind":"submit","at":"2020-01-06","item":"j","unit":"u","genre":"g"}`,
			want: []string{`quotas {"unit":"u","quota":"q","period":"2020-02","done":"1","required":"1",` +
				`"missing":"0","extra":"0"}`,
				`quotas {"unit":"u","quota":"q","period":"2020-03","done":"0","required":"1","missing":"1",` +
					`"extra":"0"}`},
		},
		{
			name: "earlier periods are those in which the unit was on the roster",
			scheme: "bonuses: {b: {per: month, worth: 'size(history) + 0.01 * (has(before.index) ? " +
				"before.index : 0)'}}",
			ledger: `
{"id":"w","kind":"withdraw","at":"2020-02-10","unit":"u"}
{"id":"u2","kind":"enroll","at":"2020-05-02","unit":"u","name":"u","category":"c"}`,
			want: []string{`postings {"at":"2020-05-31","unit":"u","account":"p","rule":"b","clause":"",` +
				`"amount":"2.02","entries":[]}`},
		},
		{
			name:   "a week is inside the month in which its Sunday lies",
			scheme: "bonuses: {b: {per: month, worth: '10 * weeks[0].index + size(weeks)'}}",
			period: "2020-03", ledger: ``,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"95"}`},
		},
		{
			name:   "members are those at the end of the period",
			scheme: "bonuses: {b: {per: month, worth: members}}",
			period: "2020-02", ledger: `
{"id":"w","kind":"enroll","at":"2020-01-02","unit":"w","name":"w","category":"c","of":"u"}
{"id":"x","kind":"enroll","at":"2020-01-02","unit":"x","name":"x","category":"c","of":"u"}
{"id":"x2","kind":"withdraw","at":"2020-02-29","unit":"x"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"1"}`},
		},
		{
			name: "what is derived for the last month sees what was settled for the year",
			scheme: "bonuses: {b: {per: year, worth: 7}}\nrankings: {r: {per: [month, year], eligible: 'unit.id == " +
				"\"u\"'}}\nderived: {d: {per: month, account: q, worth: 'ranks[\"r\"] + 10 * total[\"p\"]'}}",
			period: "2020-12", ledger: ``,
			want: []string{`totals {"unit":"u","category":"c","account":"q","amount":"71"}`,
				`totals {"unit":"v","category":"c","account":"q","amount":"70"}`},
		},
		{
			name: "a unit is below whom it belonged to last, and its own group has the best",
			scheme: "credits: {a: {each: submit, worth: 4}}\nderived: {d: {per: year, account: q, " +
				"group: unit.category, worth: 'below[\"p\"] + 0.1 * best[\"p\"] + 0.01 * group_size'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-01-05","item":"i","unit":"v","genre":"g"}
{"id":"v2","kind":"enroll","at":"2020-06-02","unit":"v","name":"v","category":"d","of":"u"}
{"id":"v3","kind":"withdraw","at":"2020-07-02","unit":"v"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"q","amount":"4.01"}`,
				`totals {"unit":"v","category":"d","account":"q","amount":"0.41"}`},
		},
		{
			name:   "where one account has no receiver, the rule gives what it says on the others",
			scheme: "credits: {a: {each: submit, worth: {p: 4, q: 4}, to: {p: item.unit, q: item.shares}}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-01-05","item":"i","unit":"u","genre":"g"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"4"}`, `totals {"unit":"u","category":"c","account":"q","amount":"0"}`},
		},
		{
			name:   "where no account has a receiver, the first says why",
			scheme: "credits: {a: {each: submit, worth: {p: 4, q: 4}, to: {p: item.shares, q: item.with}}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-01-05","item":"i","unit":"u","genre":"g"}`,
			want: []string{`unscored {"entry":"s","code":"refused","why":"a: no one has a share"}`},
		},
		{
			name:   "a grant that names no rule, and one or several rules for its account",
			scheme: "credits: {a: {each: grant, worth: 1}, b: {each: grant, account: q, worth: 2}, c: {each: grant, account: q, worth: 3}}",
			ledger: `
{"id":"g","kind":"grant","at":"2020-01-05","unit":"u","account":"p","amount":"1","reason":"r"}
{"id":"h","kind":"grant","at":"2020-01-05","unit":"u","account":"q","amount":"1","reason":"r"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"1"}`, `totals {"unit":"u","category":"c","account":"q","amount":"0"}`,
				`unscored {"entry":"h","code":"no-rule","why":"the grant names no rule; expected one of [b c]"}`},
		},
		{
			name:   "a bonus may add nothing",
			scheme: "attrs: {submit: {more: number = 0}}\ncredits: {a: {each: submit, worth: 4}}\nbonuses: {b: {of: a, plus: item.more}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-01-05","item":"i","unit":"u","genre":"g"}`,
			want: []string{`totals {"unit":"u","category":"c","account":"p","amount":"4"}`},
		},
		{
			name:   "a week has one week",
			scheme: "quotas: {q: {per: week, each: submit, count: 1, required: period.weeks}}",
			period: "2020-01", ledger: ``,
			want: []string{`quotas {"unit":"u","quota":"q","period":"2020-W02","done":"0","required":"1",` +
				`"missing":"1","extra":"0"}`},
		},
		{
			name: "three thirds are one, and 0.99 was posted",
			scheme: "credits: {a: {each: submit, worth: 1, to: 'equal([\"u\", \"v\", \"w\"])'}}\n" +
				"quotas: {q: {per: year, sum: a, required: 1}}",
			ledger: `
{"id":"w","kind":"enroll","at":"2020-01-01","unit":"w","name":"w","category":"c"}
{"id":"1","kind":"submit","at":"2020-01-05","item":"i","unit":"u","genre":"g"}
{"id":"2","kind":"submit","at":"2020-01-05","item":"j","unit":"u","genre":"g"}
{"id":"3","kind":"submit","at":"2020-01-05","item":"k","unit":"u","genre":"g"}`,
			want: []string{
				`quotas {"unit":"u","quota":"q","period":"2020","done":"1","posted":"1.02","required":"1","missing":"0","extra":"0"}`,
				`quotas {"unit":"v","quota":"q","period":"2020","done":"1","posted":"0.99","required":"1","missing":"0","extra":"0"}`,
				`totals {"unit":"v","category":"c","account":"p","amount":"0.99"}`,
			},
		},
		{
			name: "the size of an honour's group is that of who is ranked",
			scheme: "credits: {a: {each: submit, worth: 1}}\nrankings: {r: {per: year, eligible: 'total[\"p\"] > " +
				"0'}}\nhonours: {h: {of: r, first: '2 - group_size'}}",
			ledger: `
{"id":"s","kind":"submit","at":"2020-01-05","item":"i","unit":"v","genre":"g"}`,
			want: []string{`honours {"ranking":"r","unit":"v","rank":1,"title":"h","provisional":true}`},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "row.yaml",
				[]byte("scheme: row\naccounts: {p: {places: 2}, q: {places: 2}}\n"+row.scheme+"\n"))
			require.NoError(t, err)
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.TrimSpace(unit+row.ledger)), "row.jsonl")
			require.NoError(t, err)
			o := scoring.Options{Periods: worlds.Periods("2020")}
			switch kind, day, _ := strings.Cut(row.period, " "); kind {
			case "until":
				o.Until = worlds.Time(day)
			case "known":
				o.Known = worlds.Time(day)
			case "":
			default:
				o.Periods = worlds.Periods(row.period)
			}
			naive, err := reference.Score(s, l, worlds.Asked(frame.Options(o)))
			require.NoError(t, err)
			for _, want := range row.want {
				require.Contains(t, reference.Rows(string(naive)), want, "the reference")
			}
			sameAsReference(t, s, l, o)
		})
	}
}
