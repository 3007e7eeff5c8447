package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const (
	press     = "tiers: [a, b]\noutlets: [{level: a, names: [A, AA]}, {level: b, names: [B]}]\n"
	published = "credits: {published: {clause: '1', each: adopt, worth: 5}}\n"
	twice     = "params: {price: {2020-01-01: 1, 2020-02-15: 10}}\n"
)

// classRow is items, each of its own unit, with the total of the unit and the codes of its refusals. Each item is in
// the ledger three times, so that the results of its class are used again.
//
// Entries: on C D, off D (the roster; on a 01-01 by default), at D (submission), topic T D and words N D (submission
// with a topic, with a number), also D (submission of another item), theirs D (of this one, by unit z), by X D
// (endorsement), give N D (grant), other N D (grant to z), hit D and wrong D (incident), void N D (of the Nth entry),
// else an adoption: outlet, maybe with a level, and day.
type classRow struct {
	name, scheme, period string
	items                [][2]string
}

// classRows are rows on times and units of entries.
var classRows = []classRow{
	{"the unit is off at a later entry",
		published,
		"2020", [][2]string{
			{"at 01-20, A 03-01", "5"},
			{"on a 01-01, off 02-15, at 01-20, A 02-01", "5"},
			{"on a 01-01, off 02-15, at 01-20, A 03-01", "0 off-roster"},
			{"on a 01-01, off 02-15, on a 03-15, at 01-20, A 03-01", "0 off-roster"},
			{"on a 01-01, off 02-15, on a 03-15, at 01-20, A 03-20", "5"},
			{"on a 01-01, off 02-15, on a 03-15, at 03-16, A 03-20", "5"},
			{"on a 01-01, off 02-15, at 03-16, A 03-20", "0 off-roster off-roster"},
		}},
	{"the unit comes after an entry",
		"credits: {handed: {clause: '1', each: submit, worth: 1}, published: {clause: '2', each: adopt, worth: 5}}\n",
		"2020", [][2]string{
			{"at 02-01, A 03-01", "6"},
			{"on a 02-15, at 02-20, A 03-01", "6"},
			{"on a 02-15, at 02-01, A 03-01", "5 off-roster"},
			{"on a 02-15, at 02-01, A 02-10", "0 off-roster off-roster"},
			{"on a 02-15, at 02-16, A 02-01", "1 off-roster"},
		}},
	{"the category is another at a later entry",
		"credits: {published: {clause: '1', each: adopt, worth: 'unit.category == \"a\" ? 1 : 10'}, " +
			"handed: {clause: '2', each: submit, worth: 'unit.category == \"a\" ? 100 : 1000'}}\n",
		"2020", [][2]string{
			{"at 01-20, A 03-01", "101"},
			{"on b 01-01, at 01-20, A 03-01", "1010"},
			{"on a 01-01, on b 02-15, at 01-20, A 02-01", "101"},
			{"on a 01-01, on b 02-15, at 01-20, A 03-01", "110"},
			{"on a 01-01, on b 02-15, at 02-20, A 03-01", "1010"},
			{"on b 01-01, on a 02-15, at 01-20, A 03-01", "1001"},
			{"on a 01-01, on a 02-15, at 01-20, A 03-01", "101"},
		}},
	{"a figure changes",
		twice +
			"credits: {published: {clause: '1', each: adopt, worth: params.price}, handed: {clause: '2', " +
			"each: submit, worth: 100 * params.price}}\n",
		"2020", [][2]string{
			{"at 01-20, A 02-01", "101"},
			{"at 01-20, A 03-01", "110"},
			{"at 02-20, A 03-01", "1010"},
			{"at 02-14, A 02-15", "110"},
			{"at 02-20, A 02-01", "1001"},
		}},
	{"a rule begins and ends",
		"credits: {published: {clause: '1', each: adopt, from: 2020-02-15, until: 2020-02-20, worth: 5}}\n",
		"2020", [][2]string{
			{"at 01-20, A 02-14", "0"},
			{"at 01-20, A 02-15", "5"},
			{"at 01-20, A 02-20", "5"},
			{"at 01-20, A 02-21", "0"},
			{"at 02-16, A 02-18", "5"},
		}},
	{"an adoption dated before its submission",
		published,
		"2020-02", [][2]string{
			{"at 02-20, A 02-01", "5"},
			{"at 03-05, A 02-01", "0"},
			{"at 02-01, A 02-20", "5"},
			{"at 02-01, A 03-05", "0"},
			{"at 02-20, A 01-05", "5"},
			{"at 02-20, A 02-20", "5"},
		}},
	{"an adoption before its submission, under another figure",
		twice + "credits: {published: {clause: '1', each: adopt, worth: params.price}}\n",
		"2020-02", [][2]string{
			{"at 02-20, A 02-01", "1"},
			{"at 02-20, A 02-16", "10"},
			{"at 02-01, A 02-20", "10"},
			{"at 03-20, A 02-01", "0"},
		}},
	{"which adoption was first",
		press + worthIf(`item.adoptions.size() > 0 && item.adoptions[0].tier == "a"`),
		"2020", [][2]string{
			{"at 01-20, A 02-01, B 02-02", "10"},
			{"at 01-20, B 02-01, A 02-02", "1"},
			{"at 01-20, A 02-02, B 02-01", "1"},
			{"at 01-20, B 02-02, A 02-01", "10"},
			{"at 01-20, A 02-01, B 02-01", "10"},
			{"at 01-20, B 02-01, A 02-01", "1"},
		}},
	{"the difference is dated by the later adoption",
		press +
			"credits: {published: {clause: '1', each: adopt, worth: 'tier == \"a\" ? 10 : 3'}}\n" +
			"collapses: {once: {of: published}}\n",
		"2020-02", [][2]string{
			{"at 01-20, A 01-31, B 02-01", "0"},
			{"at 01-20, B 01-31, A 02-01", "7"},
			{"at 01-20, A 02-01, B 01-31", "7"},
			{"at 01-20, B 02-01, A 01-31", "0"},
			{"at 01-20, B 02-01, A 02-01", "10"},
			{"at 01-20, B 02-01, A 03-01", "3"},
			{"at 02-10, B 01-01, A 01-02", "10"},
			{"at 02-10, A 01-01, B 03-02", "10"},
		}},
	{"the difference, where an adoption was recorded late",
		press +
			"credits: {published: {clause: '1', each: adopt, worth: 'tier == \"a\" ? 10 : 3'}}\n" +
			"collapses: {once: {of: published}}\n",
		"2020-02", [][2]string{
			{"at 01-20, A 02-01, B 01-31", "7"},
			{"at 01-20, A 01-31, B 02-01", "0"},
			{"at 01-20, B 02-01, A 01-31", "0"},
			{"at 01-20, B 01-31, A 02-01", "7"},
			{"at 01-20, B 02-01, A 02-01", "10"},
			{"at 02-10, A 01-02, B 01-01", "10"},
			{"at 02-10, B 01-01, A 01-02", "10"},
		}},
	{"the order of adoptions before their submission",
		press + worthIf(`item.adoptions.size() > 0 && item.adoptions[0].tier == "a"`),
		"2020", [][2]string{
			{"at 02-20, B 02-02, A 02-01", "10"},
			{"at 02-20, B 02-01, A 02-02", "1"},
			{"at 02-20, A 02-02, B 02-01", "1"},
			{"at 02-20, A 02-01, B 02-02", "10"},
			{"at 02-20, A 02-20, B 02-01", "1"},
			{"at 02-20, B 02-20, A 02-01", "10"},
		}},
	{"a grant before the submission",
		"credits: {given: {clause: '1', each: grant, worth: grant.amount}, handed: {clause: '2', each: submit, " +
			"worth: '100 * (item.grants.size() + 1)'}}\n",
		"2020-02", [][2]string{
			{"at 02-20, give 5 01-31", "200"},
			{"at 02-20, give 5 02-20", "205"},
			{"at 02-20, A 02-21, give 5 02-10", "205"},
			{"at 01-20, give 5 02-10, A 02-21", "105"},
			{"at 02-20, give 5 02-10", "205"},
		}},
	{"an entry is struck out",
		published,
		"2020", [][2]string{
			{"at 01-20, A 02-01, A 02-02", "10"},
			{"at 01-20, A 02-01, A 02-02, void 3 03-01", "5 struck-out"},
			{"at 01-20, A 02-01, A 02-02, void 2 03-01", "5 struck-out"},
			{"at 01-20, A 02-01, A 02-02, void 3 03-01, void 4 03-02", "10"},
			{"at 01-20, A 02-01, A 02-02, void 1 03-01", "0 struck-out struck-out struck-out"},
		}},
	{"handed in again",
		published,
		"2020", [][2]string{
			{"at 01-20, void 1 02-10, at 02-11, A 02-12", "5 struck-out"},
			{"at 01-20, void 1 02-10, theirs 02-11, A 02-12", "0 struck-out"},
			{"at 01-20, A 02-01, void 1 02-10, at 02-11, A 02-12", "10 struck-out"},
			{"at 01-20, A 02-01, void 1 02-10, theirs 02-11, A 02-12", "0 struck-out"},
			{"theirs 01-20, void 1 02-10, at 02-11, A 02-12", "5 struck-out"},
		}},
	{"a grant for another unit",
		"credits: {given: {clause: '1', each: grant, worth: grant.amount}, handed: {clause: '2', each: submit, " +
			"worth: 100 * item.grants.size()}}\n",
		"2020", [][2]string{
			{"at 01-20", "0"},
			{"at 01-20, give 5 02-01", "105"},
			{"at 01-20, give 7 02-01", "107"},
			{"at 01-20, other 5 02-01", "100"},
			{"at 01-20, give 5 02-01, other 5 02-01", "205"},
			{"on a 01-01, off 02-15, at 01-20, other 5 03-01", "100"},
		}},
	{"an incident of the item",
		"credits: {handed: {clause: '1', each: submit, worth: 'item.incidents.exists(x, x.type == \"late\") ? 1 " +
			": 10'}}\n",
		"2020", [][2]string{
			{"at 01-20", "10"},
			{"at 01-20, hit 02-01", "1"},
			{"at 01-20, wrong 02-01", "10"},
		}},
	{"several items of a unit, in and out of the period",
		"credits: {handed: {clause: '1', each: submit, worth: 5}}\n",
		"2020-02", [][2]string{
			{"at 01-20, also 02-01, also 02-29", "10"},
			{"at 02-20, also 03-01", "5"},
			{"at 01-20, also 03-01", "0"},
		}},
	{"the place in a count of submissions, at an adoption",
		"numbers: {n: {each: submit}}\ncredits: {published: {clause: '1', each: adopt, worth: 'n.nth > 3 ? 1 : 10'}}\n",
		"2020", [][2]string{
			{"at 01-10, A 02-01", "10"},
			{"at 01-20, A 02-01", "1"},
		}},
	{"no tiers",
		"credits: {published: {clause: '1', each: adopt, worth: 'adopt.tier == \"\" ? 10 : 1'}}\n",
		"2020", [][2]string{
			{"at 01-20, A 02-01", "10"},
			{"at 01-20, A 02-01, B 02-02", "20"},
		}},
	{"the tier goes by the unit",
		"tiers: {a: {when: 'unit.category == \"a\"'}, b: {when: 'true'}}\nparams: {price: {a: 10, b: 1}}\n" +
			"credits: {published: {clause: '1', each: adopt, worth: 'params.price[tier]'}}\n",
		"2020", [][2]string{
			{"at 01-20, A 02-01", "10"},
			{"on b 01-01, at 01-20, A 02-01", "1"},
		}},
	{"many entries",
		published,
		"2020", [][2]string{
			{"at 01-20, A 02-01", "5"},
			{"at 01-20" + strings.Repeat(", A 02-01", 30), "150"},
			{"at 01-20" + strings.Repeat(", A 02-01", 31), "155"},
			{"at 01-20" + strings.Repeat(", A 02-01", 32), "160"},
			{"at 01-20" + strings.Repeat(", A 02-01", 40), "200"},
		}},
}

// TestClasses: items that differ in one thing alone, which the rule reads, are in different classes.
func TestClasses(t *testing.T) {
	t.Parallel()
	for _, row := range slices.Concat(classRows, predicateRows) {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {points: {}}\n"+row.scheme))
			require.NoError(t, err)
			lines := []string{`{"id":"z","kind":"enroll","at":"2020-01-01","unit":"z","name":"z","category":"z"}`}
			want := map[string]string{}
			for n, set := range []string{"i", "j", "k"} {
				for k := range row.items {
					if n == 2 {
						k = len(row.items) - 1 - k // the other way round, too
					}
					id := fmt.Sprintf("%s%02d", set, k)
					lines = append(lines, itemEntries(id, row.items[k][0])...)
					want[id+": "+row.items[k][0]] = row.items[k][1]
				}
			}
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
			require.NoError(t, err)
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods(row.period),
				Workers: 1})
			require.NoError(t, err)
			byUnit := map[string]string{}
			for _, total := range book.Totals() {
				byUnit[total.Unit] = total.Amount.String()
			}
			engine, err := scoring.NewEngine(t.Context(), s, l, book.Options)
			require.NoError(t, err)
			assert.Equal(t, book.Totals(), engine.Book().Totals())
			full, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2020"), Workers: 1})
			require.NoError(t, err)
			for _, u := range must(full.Unscored(t.Context())) {
				id, _, _ := strings.Cut(u.Entry, ".")
				byUnit[id] += " " + u.Code
			}
			got := map[string]string{}
			for line := range want {
				id, _, _ := strings.Cut(line, ":")
				got[line] = byUnit[id]
			}
			assert.Equal(t, want, got)
		})
	}
}

// itemEntries writes the entries of an item and of its unit, both of that name.
func itemEntries(id, entries string) (lines []string) {
	numbered := 0
	add := func(day, rest string, of ...any) {
		lines = append(lines, fmt.Sprintf(`{"id":"%s.%d","at":"2020-%s",%s}`, id, len(lines), day,
			fmt.Sprintf(rest, of...)))
	}
	if !strings.HasPrefix(entries, "on ") {
		entries = "on a 01-01, " + entries
	}
	for _, e := range strings.Split(entries, ", ") {
		words := strings.Fields(e)
		day, what := words[len(words)-1], words[1]
		if words[0] != "on" && words[0] != "off" {
			numbered++
		}
		switch words[0] {
		case "on":
			add(day, `"kind":"enroll","unit":%q,"name":%q,"category":%q`, id, id, what)
		case "off":
			add(day, `"kind":"withdraw","unit":%q`, id)
		case "at":
			add(day, `"kind":"submit","item":%q,"unit":%q,"genre":"g"`, id, id)
		case "theirs":
			add(day, `"kind":"submit","item":%q,"unit":"z","genre":"g"`, id)
		case "words":
			add(day, `"kind":"submit","item":%q,"unit":%q,"genre":"g","attrs":{"words":%s}`, id, id, what)
		case "also":
			item := fmt.Sprint(id, "-", len(lines))
			add(day, `"kind":"submit","item":%q,"unit":%q,"genre":"g"`, item, id)
		case "topic":
			add(day, `"kind":"submit","item":%q,"unit":%q,"genre":"g","topic":%q`, id, id, what)
		case "by":
			add(day, `"kind":"endorse","item":%q,"by":%q`, id, what)
		case "give", "other":
			unit := map[string]string{"give": id, "other": "z"}[words[0]]
			add(day, `"kind":"grant","item":%q,"unit":%q,"account":"points","amount":%q,"reason":"r","rule":"given"`,
				id, unit, what)
		case "hit", "wrong":
			add(day, `"kind":"incident","item":%q,"unit":%q,"type":%q`, id, id,
				map[string]string{"hit": "late", "wrong": "wrong"}[words[0]])
		case "void":
			var n int
			fmt.Sscan(what, &n)
			add(day, `"kind":"void","ref":"%s.%d","reason":"r"`, id, len(lines)-numbered+n)
		default:
			outlet, level, said := strings.Cut(words[0], "/")
			if said {
				level = fmt.Sprintf(`,"level":%q`, level)
			}
			add(day, `"kind":"adopt","item":%q,"outlet":%q%s`, id, outlet, level)
		}
	}
	return lines
}
