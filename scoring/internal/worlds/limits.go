package worlds

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Limit is a scheme of which an expression goes over its limit for some entries or units of the ledger of
// [LimitEntries], while for others that are like them but for the length of a text it does not.
type Limit struct {
	Name, Scheme string
	Who          []string // the entries and units of the problems, in their order; one with two rules twice
	Total        string   // of all units
}

// Limits are the rows. Of what each gives the totals are worked out by hand: u0 and u1 have nine items each, of which
// three have a long title, and each is adopted once, i1 twice.
func Limits() []Limit {
	const credit = "credits: {c: {each: adopt, worth: 1}}\n"
	item, unit := dear("item.title"), dear("unit.name")
	adoptions := []string{"a2", "a5", "a8", "a11", "a14", "a17"}
	submissions := []string{"s2", "s5", "s8", "s11", "s14", "s17"}
	return []Limit{
		{"worth", "credits: {c: {each: adopt, worth: '" + item + " ? 2 : 1'}}", adoptions, "26"},
		{"when", "credits: {c: {each: adopt, when: '" + item + "', worth: 2}}", adoptions, "26"},
		{"require", "credits: {c: {each: adopt, require: {'" + item + "': r}, worth: 2}}", adoptions, "26"},
		{"bonus", credit + "bonuses: {b: {of: c, when: '" + item + "', plus: 1}}", adoptions, "32"},
		{"to", "credits: {c: {each: adopt, worth: 2, to: '" + item + " ? item.unit : \"u2\"'}}", adoptions, "26"},
		{"takes_effect", "takes_effect: {adopt: '" + item + " ? adopt.at : adopt.at + days(1)'}\n" + credit, adoptions,
			"13"},
		{"tiers", "tiers: {city: {when: '" + dear("outlet.name") + "'}}\n" + credit, []string{"x"}, "18"},
		{"covers", "covers: '" + item + "'\n" + credit, submissions, "13"},
		{"numbers", "numbers: {n: {each: adopt, by: '" + item + " ? item.unit : \"\"'}}\n" +
			"credits: {c: {each: adopt, worth: 'default(n.nth, 0) > 0 ? 2 : 1'}}", adoptions, "32"},
		{"define, in two rules", "define: {d: '" + item + "'}\ncredits: {c: {each: adopt, worth: 'd ? 2 : 0'}, " +
			"e: {each: adopt, when: d, worth: 1}}", twice(adoptions), "39"},
		{"a condition on elements", "credits: {c: {each: submit, worth: " +
			"'item.adoptions.all(a, " + dear("a.outlet.name") + ") ? 1 : 0'}}", []string{"s1"}, "17"},
		{"a condition that is not dear, often", "params: {xs: [1" + strings.Repeat(", 1", 1999) + "]}\n" +
			"attrs: {submit: {memo: string}}\n" +
			"credits: {c: {each: submit, worth: 'params.xs.exists(a, item.memo.contains(\"z\")) ? 2 : 1'}}",
			submissions, "12"},
		{"two conditions, each within the limit", "credits: {c: {each: submit, worth: " +
			"'(item.title.matches(\"x{0,130}$\") ? 1 : 2) + (item.title.matches(\"x{0,131}$\") ? 1 : 2)'}}",
			submissions, "24"},
		{"four rules that are dear before they ask for a genre", "credits: {c: {each: submit, when: '" + item +
			" && item.genre == \"g\"', worth: 1}, d: {each: submit, when: '" + item +
			" && item.genre == \"h\"', worth: 1}, e: {each: submit, when: '" + item +
			" && item.genre == \"i\"', worth: 1}, f: {each: submit, when: '" + item +
			" && item.genre == \"j\"', worth: 1}}", twice(twice(submissions)), "12"},
		{"quota counts", "quotas: {q: {per: year, each: adopt, count: '" + item + "', required: 10}}\n" +
			"deductions: {d: {of: q, worth: -quota.missing}}", adoptions, "-27"},
		{"quota requires", "quotas: {q: {per: year, each: adopt, count: 'true', required: '" + unit + " ? 10 : 0'}}\n" +
			"deductions: {d: {of: q, worth: -quota.missing}}", []string{"u3"}, "-11"},
		{"deduction of a period", credit + "deductions: {d: {per: year, worth: '" + unit + " ? -1 : 0'}}",
			[]string{"u3"}, "16"},
		{"cap", credit + "caps: {k: {of: c, per: year, at_most: '" + unit + " ? 5 : 0'}}", []string{"u3"}, "10"},
		{"order of a ranking", credit + "rankings: {r: {per: year, account: p, order: ['" + unit + " ? 1 : 0']}}",
			[]string{"u3"}, "19"},
		{"derived", "accounts: {p: {places: 0}, q: {places: 0}}\n" + credit +
			"derived: {d: {per: year, account: q, worth: '" + unit + " ? 1 : 0'}}", []string{"u3"}, "22"},
		{"must", "attrs: {submit: {note: {type: string, must: '" + dear("value") + "'}}}\n" + credit, []string{"s3"},
			"19"},
	}
}

// dear is a condition that costs some 300 for a short text, and more than an evaluation may cost for the long ones. It
// holds for every text for which it can be asked.
func dear(text string) string { return text + `.matches("x{0,300}$")` }

func twice(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, name, name)
	}
	return out
}

// LimitEntries are the entries of the rows: the title of every third item is long, and its memo half as long; long are
// the name of unit u3, the outlet of one more adoption of i1, and a note on i3.
func LimitEntries(t testing.TB) *ledger.Ledger {
	t.Helper()
	long := strings.Repeat("长y", 10_000)
	var b strings.Builder
	for i, name := range []string{"甲", "乙", "丙", long} {
		fmt.Fprintf(&b, `{"id":"u%d","kind":"enroll","at":"2020-01-01","unit":"u%[1]d","name":%q,"category":"c"}`+"\n",
			i, name)
	}
	for i := range 18 {
		title, memo, note := fmt.Sprintf("第%d期", i), "m", ""
		if i%3 == 2 { // not the first, which stands for others like it
			title, memo = long+title, long[:12_000]
		}
		if i == 3 {
			note = fmt.Sprintf(`,"note":%q`, long)
		}
		fmt.Fprintf(&b, `{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u%d","genre":"g",`+
			`"title":%q,"attrs":{"memo":%q%s}}`+"\n", i, i%2, title, memo, note)
		fmt.Fprintf(&b, `{"id":"a%d","kind":"adopt","at":"2020-01-03","item":"i%[1]d","outlet":"赤峰日报"}`+"\n", i)
	}
	fmt.Fprintf(&b, `{"id":"x","kind":"adopt","at":"2020-01-04","item":"i1","outlet":%q}`+"\n", long)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "l.jsonl")
	require.NoError(t, err)
	return l
}

// Load loads the scheme of a row.
func (l Limit) Load(t testing.TB) *scheme.Scheme {
	t.Helper()
	head := "scheme: s\n"
	if !strings.Contains(l.Scheme, "accounts:") {
		head += "accounts: {p: {places: 0}}\n"
	}
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(head+l.Scheme))
	require.NoError(t, err)
	return s
}
