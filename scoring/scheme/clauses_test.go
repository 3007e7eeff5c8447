package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// cited cites 一 to 五 by its lines and 六 by a reading.
const cited = `scheme: cited
accounts: {points: {}}
numbers: {nth: {clause: 五, each: submit}}
credits: {handed: {clause: 一, each: submit, worth: nth.nth}}
collapses: {once: {clause: 二, of: handed}}
quotas: {monthly: {clause: 三, per: month, count: true}}
rankings: {yearly: {clause: 四, per: year}}
readings: {more: {no: {taken: true}, yes: {patch: {credits: {late: {clause: 六, each: submit, worth: 1}}}}}}
`

func TestClauses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, clauses string
		uncited       []scheme.Clause
		wrong         string // the error, with its place
	}{
		{name: "none", clauses: ""},
		{name: "a list", clauses: "clauses: [一, 二, 三, 四, 五, 六, 七]", uncited: []scheme.Clause{{Name: "七"}}},
		{name: "with titles", clauses: "clauses: {一: 报送, 二: 取高, 三: 任务, 四: 排名, 五: 序, 六: 其他, 七: 通报, 8: 附则}",
			uncited: []scheme.Clause{{"七", "通报"}, {"8", "附则"}}},
		{name: "cited and not there", clauses: "clauses: [一, 二, 四, 五, 六, 第三条]", wrong: "6:28: unknown clause \"三\""},
		{name: "a comma between two",
			clauses: "clauses: [一, 二, 三, 四, 五, 六]\nhonours: {best: {clause: '四，五', of: yearly, first: 1}}",
			wrong:   "10:26: unknown clause \"四，五\"; expected 、 between two clauses"},
		{name: "twice", clauses: "clauses: [一, 一]", wrong: "9:14: found \"一\" twice in the list"},
		{name: "empty", clauses: "clauses: []",
			wrong: "9:10: found no clause; expected at least one, or the key left out"},
		{name: "a text", clauses: "clauses: 一",
			wrong: "9:10: found \"一\"; expected a list of clauses, or a mapping of each to its title"},
		{name: "a title that is a list", clauses: "clauses: {一: [报送]}",
			wrong: "9:14: found a list; expected the title of the clause"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "cited.yaml", []byte(cited+row.clauses+"\n"))
			if row.wrong != "" {
				var errs document.Errors
				require.ErrorAs(t, err, &errs)
				assert.Contains(t, errs.Error(), "cited.yaml:"+row.wrong)
				return
			}
			require.NoError(t, err)
			require.NoError(t, s.CheckReadings(t.Context()))
			assert.Equal(t, row.uncited, s.Uncited())
		})
	}
}

// TestClausesTogether is a line that cites several clauses.
func TestClausesTogether(t *testing.T) {
	t.Parallel()
	together := strings.Replace(cited, "clause: 三,", "clause: 三、七,", 1)
	s, err := scheme.Load(t.Context(), "cited.yaml", []byte(together+"clauses: [一, 二, 三, 四, 五, 六, 七, 八]\n"))
	require.NoError(t, err)
	require.NoError(t, s.CheckReadings(t.Context()))
	assert.Equal(t, []scheme.Clause{{Name: "八"}}, s.Uncited())
	// a clause that is called so
	s, err = scheme.Load(t.Context(), "cited.yaml", []byte(together+"clauses: [一, 二, 三、七, 三, 四, 五, 六]\n"))
	require.NoError(t, err)
	assert.Equal(t, []scheme.Clause{{Name: "三"}}, s.Uncited())
	_, err = scheme.Load(t.Context(), "cited.yaml", []byte(together+"clauses: [一, 二, 三, 四, 五, 六]\n"))
	require.ErrorContains(t, err, `cited.yaml:6:28: unknown clause "七"; expected one of 一, 二, 三, 四, 五, 六`)
}

// TestClauseNearest names the clause that was perhaps meant, and reports one that only a reading cites where readings
// are checked.
func TestClauseNearest(t *testing.T) {
	t.Parallel()
	content := strings.Replace(cited, "clause: 三,", "clause: 四(三)2,", 1) + "clauses: [一, 二, 四(三)3, 四, 五]\n"
	_, err := scheme.Load(t.Context(), "cited.yaml", []byte(content))
	require.ErrorContains(t, err, `unknown clause "四(三)2"; did you mean "四(三)3"?`)
	s, err := scheme.Load(t.Context(), "cited.yaml", []byte(cited+"clauses: [一, 二, 三, 四, 五]\n"))
	require.NoError(t, err)
	require.ErrorContains(t, s.CheckReadings(t.Context()), `unknown clause "六"`)
}

func TestUnreadParams(t *testing.T) {
	t.Parallel()
	const head = "scheme: s\naccounts: {points: {}}\nattrs: {submit: {late: bool = false}}\ntiers: [national, city]\n"
	for _, row := range []struct {
		name, params, worth string
		want                [][]string
	}{
		{"none", "{a: 1}", "params.a", nil},
		{"one of two", "{a: 1, b: 2}", "params.a", [][]string{{"b"}}},
		{"a whole mapping", "{a: 1, b: {x: 1, y: 2}}", "params.a", [][]string{{"b"}}},
		{"a part of a record", "{a: {x: 1, y: text}}", "params.a.x", [][]string{{"a", "y"}}},
		{"a key by a constant", "{a: {x: 1, y: 2}}", "'params.a[\"x\"]'", [][]string{{"a", "y"}}},
		{"a key that is looked up", "{a: {national: 1, city: 2}}", "'params.a[tier]'", nil},
		{"behind a key that is looked up", "{a: {national: {x: 1, y: 2}, city: {x: 1, y: 2}}}", "'params.a[tier].x'",
			[][]string{{"a", "national", "y"}, {"a", "city", "y"}}},
		{"a mapping as a whole", "{a: {x: 1, y: 2}}", "params.a.size()", nil},
		{"whether a key is there", "{a: {x: 1, y: 2}}", "'tier in params.a ? 1 : 0'", nil},
		{"a key that no tier has", "{a: {national: 1, city: 2, county: 3}}", "'params.a[tier]'",
			[][]string{{"a", "county"}}},
		{"a key that no tier has, with parts", "{a: {national: {x: 1}, county: {x: 3}}}", "'params.a[tier].x'",
			[][]string{{"a", "county"}}},
		{"a key behind the genre that no tier has", "{a: {brief: {national: 1, county: 2}}}",
			"'params.a[item.genre][tier]'", [][]string{{"a", "brief", "county"}}},
		{"a key that no tier has and a genre may", "{a: {national: 1, county: 3}}",
			"'item.late ? params.a[tier] : params.a[item.genre]'", nil},
		{"a key that no tier has and a text makes", "{a: {national: 1, county: 3}}", "'params.a[tier + \"x\"]'", nil},
		{"a key that is chosen", "{a: {national: 1, county: 3}}", "'params.a[item.late ? tier : \"county\"]'", nil},
		{"a key that no tier has, by name", "{a: {national: 1, county: 3}}",
			"'item.late ? params.a[tier] : params.a[\"county\"]'", nil},
		{"a key of the tiers of other adoptions: not seen", "{a: {national: 1, county: 3}}",
			"'sum(item.adoptions.map(x, params.a[x.tier]))'", nil},
		{"a list", "{a: [1, 2], b: [3]}", "sum(params.a)", [][]string{{"b"}}},
		{"dated", "{a: {2020-01-01: 1, 2021-01-01: 2}, b: {2020-01-01: 1}}", "params.a", [][]string{{"b"}}},
		{"required", "{a: {required: number}, b: {required: number}}", "params.a", [][]string{{"b"}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml",
				[]byte(head+"params: "+row.params+"\ncredits: {adopted: {each: adopt, worth: "+row.worth+"}}\n"))
			require.NoError(t, err)
			unread, err := s.UnreadParams(t.Context())
			require.NoError(t, err)
			assert.Equal(t, row.want, unread)
		})
	}
}
