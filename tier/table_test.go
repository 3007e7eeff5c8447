package tier_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/tier"
)

func TestTableErrors(t *testing.T) {
	t.Parallel()
	national, region := map[string]string{"level": "national"},
		map[string]string{"level": "region", "medium": "newspaper"}
	for name, row := range map[string]struct {
		entries  []tier.Entry
		messages []string
		first    tier.Error // its places
	}{
		"an empty name": {
			[]tier.Entry{{Name: "", Attrs: national}},
			[]string{`outlets[0]: found "", expected the name of an outlet`},
			tier.Error{Index: 0, Alias: -1, Other: -1},
		},
		"nothing but marks": {
			[]tier.Entry{{Name: "人民日报"}, {Name: "《 》"}},
			[]string{`outlets[1]: found "《 》", expected the name of an outlet`},
			tier.Error{Index: 1, Alias: -1, Other: -1},
		},
		"an empty alias": {
			[]tier.Entry{{Name: "人民日报", Aliases: []string{"党报", " "}}},
			[]string{`outlets[0] alias 1: found " ", expected the name of an outlet`},
			tier.Error{Index: 0, Alias: 1, Other: -1},
		},
		"twice with other attributes": {
			[]tier.Entry{{Name: "人民日报", Attrs: national}, {Name: "新华网"}, {Name: "《人民日报》", Attrs: region}},
			[]string{`outlets[2]: "《人民日报》" is listed already as outlets[0] with other attributes (level "national" ` +
				`there, "region" here; medium absent there, "newspaper" here), expected it once`},
			tier.Error{Index: 2, Alias: -1, Other: 0},
		},
		"twice with the same": {
			[]tier.Entry{{Name: "人民日报", Attrs: national}, {Name: "人民日报", Attrs: national}},
			[]string{`outlets[1]: "人民日报" is listed already as outlets[0] with the same attributes, expected it once`},
			tier.Error{Index: 1, Alias: -1, Other: 0},
		},
		"twice with none": {
			[]tier.Entry{{Name: "人民日报"}, {Name: "人民 日报", Attrs: map[string]string{}}},
			[]string{`outlets[1]: "人民 日报" is listed already as outlets[0] with the same attributes, expected it once`},
			tier.Error{Index: 1, Alias: -1, Other: 0},
		},
		"an attribute that is empty is not absent": {
			[]tier.Entry{{Name: "学习强国", Attrs: map[string]string{"level": ""}}, {Name: "学习强国"}},
			[]string{`outlets[1]: "学习强国" is listed already as outlets[0] with other attributes (level "" there, ` +
				`absent here), expected it once`},
			tier.Error{Index: 1, Alias: -1, Other: 0},
		},
		"an alias that is another's name": {
			[]tier.Entry{{Name: "阿坝日报", Attrs: region}, {Name: "阿壩日報", Aliases: []string{"阿坝日报"}, Attrs: region}},
			[]string{`outlets[1] alias 0: "阿坝日报" is listed already as outlets[0] with the same attributes, ` +
				`expected it once`},
			tier.Error{Index: 1, Alias: 0, Other: 0},
		},
		"a name that is another's alias": {
			[]tier.Entry{{Name: "阿壩日報", Aliases: []string{"阿日", "阿坝日报"}}, {Name: "阿坝日报"}},
			[]string{`outlets[1]: "阿坝日报" is listed already as outlets[0] alias 1 with the same attributes, ` +
				`expected it once`},
			tier.Error{Index: 1, Alias: -1, Other: 0},
		},
		"all at once": {
			[]tier.Entry{{Name: "人民日报"}, {Name: "“”", Aliases: []string{"人民日报"}}, {Name: "人民日报"}},
			[]string{
				`outlets[1]: found "“”", expected the name of an outlet`,
				`outlets[1] alias 0: "人民日报" is listed already as outlets[0] with the same attributes, expected it once`,
				`outlets[2]: "人民日报" is listed already as outlets[0] with the same attributes, expected it once`,
			},
			tier.Error{Index: 1, Alias: -1, Other: -1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := tier.NewTable(row.entries)
			require.EqualError(t, err, strings.Join(row.messages, "\n"))
			assert.Nil(t, table)
			var all tier.Errors
			require.ErrorAs(t, err, &all)
			require.Len(t, all, len(row.messages))
			var first *tier.Error
			require.True(t, errors.As(err, &first))
			first.Reason = reason.Reason{}
			assert.Equal(t, row.first, *first)
		})
	}
}

func TestTableKeepsCopies(t *testing.T) {
	t.Parallel()
	attrs, aliases := map[string]string{"level": "national"}, []string{"党报"}
	table, err := tier.NewTable([]tier.Entry{{Name: "人民日报", Aliases: aliases, Attrs: attrs}})
	require.NoError(t, err)
	attrs["level"], aliases[0] = "city", "晚报"
	found, ok := table.Find("党报")
	require.True(t, ok)
	assert.Equal(t, tier.Entry{Name: "人民日报", Aliases: []string{"党报"}, Attrs: map[string]string{"level": "national"}},
		found)
}

func TestTableOwnNameAgain(t *testing.T) {
	t.Parallel()
	table, err := tier.NewTable([]tier.Entry{{Name: "人民日报", Aliases: []string{"《人民日报》", "人民日报"}}})
	require.NoError(t, err)
	_, ok := table.Find("人民日报")
	assert.True(t, ok)
}

func TestTableNearest(t *testing.T) {
	t.Parallel()
	table, err := tier.NewTable([]tier.Entry{
		{Name: "《内蒙古日报》"}, {Name: "人民网"}, {Name: "阿壩州新聞網", Aliases: []string{"阿坝州新闻网"}}, {Name: "CCTV-13"},
		{Name: "赤峰日报"}, {Name: "赤峰晚报"},
	})
	require.NoError(t, err)
	for outlet, nearest := range map[string]string{
		"内蒙日报":    "《内蒙古日报》", // as the table writes it
		"“内蒙古曰报”": "《内蒙古日报》",
		"人民網":     "人民网",
		"阿坝洲新闻网":  "阿坝州新闻网", // the alias
		"ＣＣＴＶ 12": "CCTV-13",
		"赤峰早报":    "赤峰日报", // the first of two
		"四川日報":    "",
		"":        "",
		"《》":      "",
	} {
		found, ok := table.Nearest(outlet)
		assert.Equal(t, nearest, found, outlet)
		assert.Equal(t, nearest != "", ok, outlet)
	}
}

func TestZeroTable(t *testing.T) {
	t.Parallel()
	var zero tier.Table
	_, ok := zero.Find("人民日报")
	assert.False(t, ok)
	_, ok = zero.Nearest("人民日报")
	assert.False(t, ok)
	empty, err := tier.NewTable(nil)
	require.NoError(t, err)
	_, ok = empty.Find("")
	assert.False(t, ok)
}

func BenchmarkFind(b *testing.B) {
	table, err := tier.NewTable(entriesOf(regulations()["chifeng-2020"]))
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		table.Find("内蒙古日报")
	}
}
