package incremental_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// changesRow is a score, and what is made of it one after the other. A step is entries that are appended at once, or a
// figure as in "price=2". What the units u1 and u2 have after each is worked out by hand; "!" before it says that the
// score is then made from the beginning.
//
// Entries, of 2020 and of unit u1: submit ITEM, adopt ITEM, grant AMOUNT, submit2 ITEM of unit u2; a word more is the
// attribute words of a submission.
type changesRow struct {
	name, scheme, entries string
	steps                 [][2]string
}

var changesRows = []changesRow{
	{"two entries come to one case at once",
		"credits: {used: {each: adopt, worth: 5}}\n",
		"submit a",
		[][2]string{{"adopt a, adopt a", "10 0"}, {"submit b, adopt b, adopt b", "20 0"}}},
	{"more of several cases, and then another figure",
		"params: {price: 5}\ncredits: {used: {each: adopt, worth: params.price}}\n",
		"submit c, submit a, submit2 b, adopt a",
		[][2]string{{"adopt b", "5 5"}, {"adopt a, adopt c", "15 5"}, {"price=7", "21 7"}, {"adopt b", "21 14"}}},
	{"what is appended is too large for a summand",
		"credits: {given: {each: grant, worth: grant.amount}}\n",
		"grant 1",
		[][2]string{{"grant 2", "3 0"}, {"grant 3000000000", "!3000000003 0"}, {"grant 1", "!3000000004 0"}}},
	{"under another figure it is too large for a summand",
		"params: {price: 1}\ncredits: {used: {each: submit, worth: params.price}}\n",
		"submit a, submit2 b",
		[][2]string{{"price=3", "3 3"}, {"price=3000000000", "!3000000000 3000000000"}, {"price=2", "!2 2"}}},
	{"under another figure a case that is scored alone is too large for a summand",
		"params: {price: 1}\ncredits: {used: {each: adopt, worth: params.price}}\n",
		"submit a, submit2 b",
		[][2]string{{"adopt a", "1 0"}, {"price=3000000000", "!3000000000 0"}}},
	{"a ceiling reads what a figure changes",
		"params: {price: 5}\ncredits: {used: {each: submit, worth: params.price}}\n" +
			"caps: {most: {of: used, per: year, at_most: 12}}\n",
		"submit a, submit b, submit2 c",
		[][2]string{{"price=7", "12 7"}, {"price=6", "12 6"}, {"submit2 d", "12 12"}, {"price=20", "12 12"},
			{"price=2", "4 4"}}},
	{"another unit receives",
		"params: {price: 5}\ncredits: {used: {each: submit, worth: params.price, to: '\"u2\"'}}\n",
		"submit a, submit b, submit2 c",
		[][2]string{{"price=7", "0 21"}, {"submit d", "0 28"}, {"price=1", "0 4"}}},
	{"the end of a year reads what the end of a month gives",
		"params: {each: 5}\ncredits: {used: {each: submit, worth: 1}}\n" +
			"bonuses: {monthly: {per: month, account: points, worth: 'sum.used > 0 ? params.each : 0'},\n" +
			"  yearly: {per: year, account: points, worth: 'sum.monthly >= 10 ? 100 : 0'}}\n",
		"submit a, submit2 b",
		[][2]string{{"each=6", "7 7"}, {"each=10", "111 111"}, {"each=9", "10 10"}, {"each=11", "112 112"}}},
	{"a floor of the year reads what the ends of months take",
		"params: {price: 5}\nquotas: {q: {per: month, count: 'true', required: 1}}\n" +
			"deductions: {short: {of: q, worth: -params.price * quota.missing}}\n" +
			"caps: {floor: {per: year, of: short, at_least: -20}}\n",
		"submit a",
		[][2]string{{"price=1", "-11 -12"}, {"price=2", "-20 -20"}, {"submit2 b", "-20 -20"}, {"price=1", "-11 -11"}}},
	{"the end of a year reads nothing but what the ends of months give",
		"params: {each: 8}\ncredits: {used: {each: submit, worth: 1}}\n" +
			"bonuses: {monthly: {per: month, worth: params.each},\n" +
			"  yearly: {per: year, worth: 'sum.monthly >= 100 ? 1000 : 0'}}\n",
		"submit a",
		[][2]string{{"each=9", "1109 1108"}, {"each=8", "97 96"}, {"submit2 b", "97 97"}, {"each=10", "1121 1121"}}},
	{"under another figure the end of a year gives what is too large for a summand",
		"params: {price: 5}\nbonuses: {prize: {per: year, worth: params.price}}\n",
		"submit a",
		[][2]string{{"price=7", "7 7"}, {"price=3000000000000000000001", "!3000000000000000000001 3000000000000000000001"},
			{"price=2", "2 2"}}},
	{"a condition that is dear and never met",
		"define: {l: '[1, 2, 3, 4, 5, 6, 7, 8]'}\ncredits: {used: {each: submit, " +
			"when: 'l.exists(x, l.exists(y, l.exists(z, item.id == string(x + y + z))))', worth: 1}}\n",
		"submit a, submit2 b",
		[][2]string{{"submit c", "0 0"}, {"submit2 d", "0 0"}}},
	{"what is appended about an item that was appended",
		"credits: {used: {each: adopt, when: item.words > 3, worth: 5}}\n",
		"submit a",
		[][2]string{{"submit2 b, submit c 5, submit2 d 4", "0 0"}, {"adopt b", "0 0"}, {"adopt c, adopt d", "5 5"}}},
	{"a figure that a condition on an attribute reads",
		"params: {least: 3}\ncredits: {used: {each: submit, when: 'item.words >= params.least', worth: 1}}\n",
		"submit a 5, submit b 4, submit c 3, submit2 d 2",
		[][2]string{{"least=5", "!1 0"}, {"least=2", "!3 1"}}},
	{"another way of as many steps",
		"params: {least: 5}\ncredits: {used: {each: submit, worth: 1}}\n" +
			"bonuses: {some: {of: used, when: params.least > 4, plus: 'item.words > 0 ? 10 : 20'},\n" +
			"  others: {of: used, when: params.least < 4, plus: 'item.words > 3 ? 100 : 1'}}\n",
		"submit a 5, submit2 b 2",
		[][2]string{{"least=3", "101 2"}, {"least=4", "1 1"}, {"least=6", "11 11"}}},
	{"a figure that a ranking alone reads",
		"params: {least: 1}\ncredits: {used: {each: submit, worth: 1}}\n" +
			"rankings: {board: {per: year, eligible: 'sum.used >= params.least'}}\n",
		"submit a, submit b, submit2 c",
		[][2]string{{"least=2", "2 1"}, {"submit2 d", "2 2"}, {"least=3", "2 2"}, {"submit2 e", "2 3"}}},
	{"an attribute that cannot be used",
		"credits: {used: {each: submit, worth: 1}}\n",
		"submit a 5",
		[][2]string{{`submit b "many"`, "2 0"}, {`submit2 c "-"`, "2 1"}}},
	{"the only derived amount goes by the ranks",
		"accounts: {points: {places: 0}, more: {places: 0}}\n" +
			"credits: {used: {each: submit, worth: 1, account: points}}\n" +
			"derived: {more: {account: more, per: year, worth: '10 * ranks[\"board\"]'}}\n" +
			"rankings: {board: {per: year, account: points}}\n",
		"submit a, submit b, submit2 c",
		[][2]string{{"submit2 d", "2 2"}, {"submit2 e", "2 3"}}},
}

// TestChanges asks that each step gives what is worked out by hand, what the plain way gives from the beginning, and an
// explanation of both units that is that of all changes by themselves.
func TestChanges(t *testing.T) {
	t.Parallel()
	for _, row := range changesRows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			accounts := "accounts: {points: {places: 0}}\n"
			if strings.HasPrefix(row.scheme, "accounts") {
				accounts = ""
			}
			s, err := scheme.Load(t.Context(), "s.yaml",
				[]byte("scheme: s\nattrs: {submit: {words: number = 0}}\n"+accounts+row.scheme))
			require.NoError(t, err)
			var lines []string
			l := changesLedger(t, &lines, "enroll u1, enroll u2, "+row.entries)
			e := begin(t, s, l, frame.Options{Periods: worlds.Periods("2020")})
			require.NotNil(t, e.keeper())
			for _, step := range row.steps {
				var next engine
				var continues bool
				if path, value, ok := strings.Cut(step[0], "="); ok {
					next, continues, err = e.with(t, scheme.Param{Path: path, Value: value})
				} else {
					more := changesLedger(t, &lines, step[0])
					next, continues, err = e.append(t, entriesOf(more)[e.of.Frame.Ledger.Len():]...)
				}
				require.NoError(t, err)
				want, anew := strings.CutPrefix(step[1], "!")
				got := amounts(next)
				assert.Equal(t, want, got[0]+" "+got[1], step[0])
				assert.Equal(t, !anew, continues, "%s is scored in part", step[0])
				next.asPlain(t)
				next.explainsAsPlain(t)
				e.asPlain(t) // it stays as it was
				e = next
			}
		})
	}
}

// changesLedger is the ledger of the lines so far with more entries.
func changesLedger(t *testing.T, lines *[]string, entries string) *ledger.Ledger {
	t.Helper()
	for _, entry := range strings.Split(entries, ", ") {
		words := append(strings.Fields(entry), "")
		kind, rest := words[0], ""
		switch kind {
		case "enroll":
			rest = fmt.Sprintf(`"at":"2020-01-01","unit":%q,"name":%[1]q,"category":"c"`, words[1])
		case "submit", "submit2":
			attrs := fmt.Sprintf(`,"attrs":{"words":%s}`, words[2])
			if words[2] == "" {
				attrs = ""
			}
			unit := map[string]string{"submit": "u1", "submit2": "u2"}[kind]
			kind = "submit"
			rest = fmt.Sprintf(`"at":"2020-02-01","unit":%q,"item":%q,"genre":"g"%s`, unit, words[1], attrs)
		case "adopt":
			rest = fmt.Sprintf(`"at":"2020-02-02","item":%q,"outlet":"o"`, words[1])
		case "grant":
			rest = fmt.Sprintf(`"at":"2020-02-02","unit":"u1","account":"points","rule":"given","reason":"r",`+
				`"amount":%q`, words[1])
		}
		*lines = append(*lines, fmt.Sprintf(`{"id":"e%d","kind":%q,%s}`, len(*lines), kind, rest))
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(*lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	return l
}

// explainsAsPlain asks that what the keeper says of both units is what all changes by themselves say.
func (e engine) explainsAsPlain(t *testing.T) {
	t.Helper()
	if e.of.Keeper == nil {
		return
	}
	f, err := steps.OpenPlain(e.scheme, e.of.Frame.Ledger, e.of.Frame.Options)
	require.NoError(t, err)
	for _, unit := range []string{"u1", "u2"} {
		q := provenance.Query{Unit: unit}
		answer, err := provenance.FromKeeper(t.Context(), e.of, q)
		require.NoError(t, err)
		_, want, err := provenance.FromScratch(t.Context(), f, q)
		require.NoError(t, err)
		assert.Empty(t, reference.FirstDifference(worlds.Explained(want), worlds.Explained(answer)), "of %s", unit)
	}
}
