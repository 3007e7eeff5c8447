package scheme_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestReference runs the scheme that the pieces of reference.md make together.
func TestReference(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("reference.md")
	require.NoError(t, err)
	var pieces []string
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		pieces = append(pieces, m[1])
	}
	require.Len(t, pieces, 19)
	s, err := scheme.Load(t.Context(), "reference.yaml", []byte(strings.Join(pieces, "")))
	require.NoError(t, err)
	require.NoError(t, s.CheckReadings(t.Context()))
	require.Len(t, s.Tests, 8)
	failures, err := scoring.RunTests(t.Context(), s)
	require.NoError(t, err)
	assert.Empty(t, failures)
}

// TestReferenceExpressions compiles the expressions of the page's table.
func TestReferenceExpressions(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("reference.md")
	require.NoError(t, err)
	_, table, found := strings.Cut(string(page), "| to ask | write |")
	require.True(t, found)
	for _, name := range []string{"div", "min", "max", "abs", "round", "floor", "ceil", "pow", "has", "default", "date",
		"year", "month", "day", "weekday",
		"hours", "days", "minutes", "clock", "workdays", "isWorkday", "equal", "split", "rank", "outletName", "number",
		"string", "sum", "sqrt", "sort", "reverse", "slice", "fold", "bind", "quarter", "half", "addMonths", "addYears",
		"years", "months", "join", "substring", "replace", "trim", "lower", "upper", "chars"} {
		assert.Contains(t, table, name+"(", "the page is longer than this list, or shorter")
	}
	for _, expression := range []string{
		`item.genre in ["brief", "long"]`, `"x" in params.standard`, `unit.category == "county" ? true : false`,
		`div(1, 3, 2) > 0`, `pow(2, 3) == 8`, `abs(-1) + floor(1.5) + ceil(1.5) + round(1.25, 1) + 7 % 4 > 0`,
		`item.adoptions.exists(a, a.tier == "city")`, `item.adoptions.all(a, a.tier == "city")`,
		`item.adoptions.count(a, a.tier == "city") > 0`, `item.adoptions.filter(a, a.tier == "city").size() > 0`,
		`item.adoptions.map(a, a.tier).size() > 0`, `sum([1, 2]) == 3 && min([1, 2]) == 1`, `has(item.happened)`,
		`default(item.words, 0) > 0`, `date(item.at) <= date(2020, 9, 30)`,
		`year(item.at) + month(item.at) + day(item.at) + weekday(item.at) > 0`,
		`item.at - item.happened <= hours(24)`, `days(1) > minutes(5)`, `clock(item.at) < clock("09:15")`,
		`workdays(item.at, 3) > item.at`,
		`isWorkday(item.at)`,
		`item.title.size() > 0 && item.title.contains("x") && item.title.startsWith("x") && item.title.endsWith("x")`,
		`item.title.matches("[0-9]+")`, `item.title.split("、").size() > 1`, `string(5) == "5" && number("5") == 5`,
		`equal([item.unit] + item.with).size() > 0`, `split(item.with, [3, 2]).size() > 0`, `rank(tier) > 0`,
		`outletName(item.source) == "人民日报"`, `sqrt(2, 2) > sqrt(2, 2, "down")`,
		`sum([1, 2, 3, 4].sort().reverse().slice(0, 3)) == 9`, `item.adoptions.sum(a, 1) > 0 && sum(params.standard) > 0`,
		`params.standard.sum(g, params.standard[g] * default({"x": 1}[g], 0)) > 0`,
		`[5].fold(x, left, 12, max(0, min(12, left + x))) == 12`, `bind(x, params.standard[tier], x > 5 ? x : 2 * x) > 0`,
		`quarter(item.at) + half(item.at) > 0 && minutes(hours(1)) + hours(days(1)) + days(hours(1)) > 0`,
		`addMonths(item.at, 1) < addYears(item.at, 1) && years(item.at, item.at) + months(item.at, item.at) == 0`,
		`days(item.at, date(2020, 1, 1)) > 0`, `["a"].join("、") == "a" + "" && "ab".substring(0, 1) == "a"`,
		`"《a".replace("《", "").trim().lower().upper().chars().size() == 1`,
	} {
		content := "scheme: s\naccounts: {points: {}}\nattrs: {submit: {words: number, source: string}}\n" +
			"params: {standard: {x: 1}}\ntiers: [city]\ncredits:\n  r:\n    each: adopt\n    worth: 1\n" +
			"    when: |-\n      " + expression + "\n"
		_, err := scheme.Load(t.Context(), "s.yaml", []byte(content))
		assert.NoError(t, err, expression)
	}
}

// TestReferencePeriods compiles what the page says of earlier periods, of those inside, and of derived amounts.
func TestReferencePeriods(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("reference.md")
	require.NoError(t, err)
	for expression, lines := range map[string]string{
		`before.missing["monthly"] > 0 && quota.missing > 0`: "deductions: {d: {of: monthly, when: 'X', worth: -1}}",
		`months.count(m, m.missing["monthly"] > 0) >= 3`:     "deductions: {d: {per: year, when: 'X', worth: -1}}",
		`2 + members`: "quotas: {monthly: {per: month, count: 1, required: X}}",
		`div(below["points"], max(members, 1), 2)`:     "derived: {d: {account: final, per: year, worth: 'X'}}",
		`under.exists(u, u.missing["monthly"] > 0)`:    "deductions: {d: {per: month, when: 'X', worth: -1}}",
		`!has(above) || above.missing["monthly"] == 0`: "honours: {h: {of: yearly, first: 1, eligible: 'X'}}",
		`ranks["yearly"] == 1 ? 5 : 0`:                 "derived: {d: {account: final, per: year, worth: 'X'}}",
	} {
		require.Contains(t, string(page), expression)
		content := "scheme: s\naccounts: {points: {}, final: {}}\nrankings: {yearly: {per: year}}\n" +
			strings.Replace(lines, "X", expression, 1) + "\n"
		if !strings.HasPrefix(lines, "quotas") {
			content += "quotas: {monthly: {per: month, count: 1, required: 2}}\n"
		}
		_, err := scheme.Load(t.Context(), "s.yaml", []byte(content))
		assert.NoError(t, err, expression)
	}
}

// TestDocScheme loads the scheme of the package comment.
func TestDocScheme(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(doc), "// # A whole scheme\n//\n")
	block, _, found := strings.Cut(rest, "//\n// # The file")
	require.True(t, found)
	content := strings.ReplaceAll(block, "//\t", "")
	s, err := scheme.Load(t.Context(), "doc.yaml", []byte(content))
	require.NoError(t, err)
	assert.Len(t, s.Rules, 2)
}
