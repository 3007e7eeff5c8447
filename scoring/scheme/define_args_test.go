package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

const withArguments = `scheme: s
accounts: {points: {}}
attrs: {submit: {words: number = 1, due: optional time}}
tiers: [high, low]
params: {standard: {high: 5, low: 2}, edges: [60, 80]}
define:
  band(x): 'x >= params.edges[1] ? 2 : x >= params.edges[0] ? 1 : 0'
  'share(part, of)': 'of == 0 ? 0 : div(100 * part, of, 1)'
  late(t time): 'has(item.due) && t > item.due'
  good(a adoption): 'a.tier == "high" && !late(a.at)'
  goods: 'item.adoptions.filter(a, good(a))'
  'most(l list(number), floor)': 'max(l + [floor])'
credits:
  r: {each: submit, when: '!late(item.at)', worth: 'band(share(item.words, 200)) + goods.size() + most([item.words], 2)'}
deductions:
  d: {per: month, worth: '-band(share(1, 2))'}
`

func TestDefinesWithArguments(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(withArguments))
	require.NoError(t, err)
	var reads []string
	for _, r := range s.Credits[0].Amounts[0].Worth.Reads() {
		reads = append(reads, r.String())
	}
	assert.ElementsMatch(t, []string{"params.edges[]", "item.words", "item.adoptions[].tier", "item.adoptions[].at",
		"item.due"}, reads)
}

// TestDefinesInReadings: a reading gives a define with arguments another body, or other arguments.
func TestDefinesInReadings(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(withArguments+`readings:
  bands:
    two: {taken: true}
    one: {patch: {define: {band(x): 'x >= 50 ? 1 : 0', 'share(part, of)': null, 'share(of, part)': '1'}}}
`))
	require.NoError(t, err)
	_, err = s.With(t.Context(), scheme.Variant{Readings: []string{"one"}})
	require.NoError(t, err)
}

func TestBrokenDefinesWithArguments(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, old, new, want string }{
		{"no argument", "band(x):", "band():", `7:3: found the define "band()"; expected a name, or one with arguments: ` +
			"`band(x)`, `'share(part, of)'`, `good(a adoption)`"},
		{"open", "band(x):", "band(x:", `7:3: found the define "band(x"; expected a name`},
		{"argument that is no name", "band(x):", "band(7x):", `7:3: found the argument "7x" of define "band"; ` +
			`expected letters, digits and _, and perhaps a type behind a space`},
		{"argument twice", "share(part, of)", "share(part, part)", `8:3: define "share" has the argument "part" twice`},
		{"argument that hides", "band(x):", "band(item):", `7:3: argument "item" hides a name of the language or of the ` +
			`scheme; choose another name`},
		{"unknown type", "good(a adoption)", "good(a adopton)", `10:3: unknown type "adopton"; did you mean "adoption"?`},
		{"type of a list", "list(number)", "list()", `12:3: unknown type "list()"`},
		{"name of a function", "  band(x):", "  sqrt(x): '1'\n  band(x):",
			`7:3: define "sqrt" has the name of a function of the language; choose another name`},
		{"name of a macro", "  band(x):", "  fold(x): '1'\n  band(x):",
			`7:3: define "fold" has the name of a function of the language`},
		{"name of a house's function", "  band(x):", "  outletName(x): '1'\n  band(x):",
			`7:3: define "outletName" has the name of a function of the language`},
		{"name of a value and a function", "  band(x):", "  rank(x): '1'\n  band(x):", `7:3: define "rank" hides a name`},
		{"name twice", "  band(x):", "  band(y): '1'\n  band(x):", `8:3: define "band" hides a name of the language or of ` +
			`the scheme; choose another name`},
		{"name of a value, too", "  band(x):", "  band: '1'\n  band(x):", `8:3: define "band" hides a name`},
		{"of itself", "'x >= params.edges[1] ?", "'band(x) > 1 ?", `7:3: defines name one another in a circle: "band" to ` +
			`"band"`},
		{"unused", "'most(l list(number), floor)': ", "'none(x)': '1'\n  'most(l list(number), floor)': ",
			`12:3: define "none(x)" is named by nothing; expected a rule or another define that names it`},
		{"undeclared name in it", "a.tier == \"high\"", "b.tier == \"high\"", `10:22: found the name "b"`},
		{"wrong type in it", "a.tier == \"high\"", "a.tier == 1", `10:29: string == number does not fit`},
		{"wrong field of an argument", "a.tier == \"high\"", "a.teir == \"high\"",
			`10:24: found the field "teir" of adoption; expected a declared one; did you mean "tier"?`},
		{"misspelt text", "a.tier == \"high\"", "a.tier == \"hihg\"", `10:32: found "hihg"; expected one of the texts of ` +
			`adoption.tier; did you mean "high"?`},
		{"wrong argument", "band(share(1, 2))", "band(unit.id)", `16:28: found band(string); expected band(number)`},
		{"too few arguments", "share(1, 2)", "share(1)", `16:33: found share(number); expected share(number, number)`},
		{"as a value", "-band(share(1, 2))", "-band", `16:28: found the name "band", which is a function; expected band(…)`},
		{"as a function", "goods.size()", "goods()", `14:84: found goods(), which is a value; expected goods`},
		{"misspelt", "-band(share(1, 2))", "-bnad(1)", `16:28: found the function bnad(); expected a declared one; did you ` +
			`mean "band"?`},
		{"where it cannot stand", "-band(share(1, 2))", "late(period.end) ? -1 : 0",
			`16:27: define "late()" has no meaning here, since it needs item`},
		{"of a record that is not there", "-band(share(1, 2))", "good(period) ? -1 : 0",
			`16:27: define "good()" has no meaning here, since it needs adoption, late()`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, withArguments, row.old)
			_, err := scheme.Load(t.Context(), "s.yaml", []byte(strings.Replace(withArguments, row.old, row.new, 1)))
			require.ErrorContains(t, err, "s.yaml:"+row.want)
			assert.Equal(t, 1, strings.Count(err.Error(), "s.yaml:"), err)
		})
	}
	_, err := scheme.Load(t.Context(), "s.yaml",
		[]byte("scheme: s\naccounts: {points: {}}\ndefine: {share(a, b): 'a * b'}\n"))
	require.ErrorContains(t, err, "s.yaml:3:17: found the define \"share(a\"; expected a key with a comma in quotes: "+
		"`'share(part, of)'`")
	_, err = scheme.Load(t.Context(), "s.yaml", []byte(strings.Replace(strings.Replace(withArguments,
		"'of == 0 ?", "'band(of) == 0 ?", 1), "'x >= params.edges[1] ?", "'share(x, 1) > 1 ?", 1)))
	require.ErrorContains(t, err, `s.yaml:7:3: defines name one another in a circle: "band" to "share" to "band"`)
}
