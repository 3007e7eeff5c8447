package tier_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/tier"
)

// listed is one row of a regulation's outlet lists: names with the same attributes, written
// "name" or "name=alias=alias".
type listed struct {
	attrs map[string]string
	names string
}

func level(level string, more ...string) map[string]string {
	attrs := map[string]string{"level": level}
	for i := 0; i < len(more); i += 2 {
		attrs[more[i]] = more[i+1]
	}
	return attrs
}

// regulations are the outlet lists of the five regulations, whole.
func regulations() map[string][]listed {
	return map[string][]listed{
		"chifeng-2020": {
			{level("national"), "国务院扶贫办门户网站 中国扶贫网内蒙古频道 人民网 新华网 中央广播电视总台"},
			{level("national", "medium", "journal"), "扶贫开发 中国扶贫"},
			{level("national", "medium", "newspaper"), "人民日报 经济日报 农民日报 中国经济时报"},
			{level("region"), "内蒙古扶贫办门户网站 内蒙古新闻网 扶贫情况通报 内蒙古信息 内蒙古广播电视台"},
			{level("region", "medium", "journal"), "内蒙古扶贫"},
			{level("region", "medium", "newspaper"), "内蒙古日报 北方新报"},
			{level("city"), "中国赤峰门户网站 领导参阅 赤峰信息 每日信息 政务信息选编 每日要情 赤峰市广播电视台"},
			{level("city", "medium", "newspaper"), "赤峰日报 红山晚报"},
			{level("portal"), "市扶贫办门户网站"},
		},
		"hongyuan-2018": {
			{level("prefecture"), "阿壩日報=阿坝日报 中國.阿壩州=中国.阿坝州 阿壩州新聞網=阿坝州新闻网 州委信息專報=州委信息专报 阿壩信息=阿坝信息"},
			{level("county"), "中國.紅原=中国.红原 微紅原=微红原"},
		},
		"bazhou-2022": {
			{level("prefecture", "stream", "info"), "巴州乡村振兴简报"},
			{level("region", "stream", "info"), "自治区乡村振兴局信息刊物"},
			{level("national", "stream", "press"), "人民日报 经济日报"},
			{level("region", "stream", "press"), "新疆日报 今日新疆"},
			{level("prefecture", "stream", "press"), "巴音郭楞日报"},
			{level("national", "stream", "web"), "人民网 新华网 学习强国"},
			{level("region", "stream", "web"), "昆仑网 天山网 小疆有话说"},
			{level("prefecture", "stream", "web"), "巴州零距离"},
		},
		"street-2022": {
			{level("national"), "中央电视台 人民日报"},
			{level("province"), "山东电视台 大众日报"},
			{level("briefing"), "宣传信息简报"},
		},
		"xihu-2021": {
			{level("national"), "人民日报 科技日报 人民网 新华网 中国新闻网 今日头条"},
			{level("province"), "新华日报"},
			{level("city"), "常州日报"},
			{level("district"), "武进日报"},
			{level("wechat"), "常州西湖街道"},
			{level("party"), "决策参考 区两办 市两办 省两办"},
			{nil, "学习强国"}, // its level comes with each adoption
		},
	}
}

func entriesOf(rows []listed) []tier.Entry {
	var entries []tier.Entry
	for _, row := range rows {
		for _, line := range strings.Fields(row.names) {
			names := strings.Split(line, "=")
			entries = append(entries, tier.Entry{Name: names[0], Aliases: names[1:], Attrs: row.attrs})
		}
	}
	return entries
}

// between puts a text between all runes of a name, and at both ends.
func between(name, text string) string {
	var b strings.Builder
	b.WriteString(text)
	for _, r := range name {
		b.WriteString(string(r) + text)
	}
	return b.String()
}

// fullWidth writes ASCII in its full-width forms.
func fullWidth(name string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, name)
}

// forms are the ways in which a ledger may write a name.
func forms() map[string]func(name string) string {
	around := func(open, end string) func(string) string {
		return func(name string) string { return open + name + end }
	}
	within := func(text string) func(string) string {
		return func(name string) string { return between(name, text) }
	}
	return map[string]func(string) string{
		"as it is":            around("", ""),
		"《》":                  around("《", "》"),
		"〈〉":                  around("〈", "〉"),
		"《〈〉》":                around("《〈", "〉》"),
		"「」":                  around("「", "」"),
		"『』":                  around("『", "』"),
		"“”":                  around("“", "”"),
		"plain quotes":        around(`"`, `"`),
		"plain single quotes": around("'", "'"),
		"full-width quotes":   around("＂", "＂"),
		"half-width 「」":       around("｢", "｣"),
		"vertical 《》":         around("︽", "︾"),
		"vertical 『』":         around("﹃", "﹄"),
		"quotes inside": func(name string) string {
			r := []rune(name)
			return string(r[:1]) + "“" + string(r[1:]) + "”"
		},
		"one mark missing":     around("《", ""),
		"spaces":               within(" "),
		"ideographic spaces":   within("\u3000"),
		"no-break spaces":      within("\u00a0"),
		"tabs and line breaks": within("\t\r\n"),
		"zero-width spaces":    within("\u200b"),
		"byte order mark":      around("\ufeff", ""),
		"full-width":           fullWidth,
		"full-width in 《》":     func(name string) string { return "《" + fullWidth(name) + "》" },
		"all together":         func(name string) string { return "《" + between(fullWidth(name), "\u3000") + "》 " },
	}
}

// Every name and alias of the five regulations is found in every form, with its own line's attributes.
func TestRegulationsInEveryForm(t *testing.T) {
	t.Parallel()
	counts := map[string]int{"chifeng-2020": 29, "hongyuan-2018": 7, "bazhou-2022": 14, "street-2022": 5,
		"xihu-2021": 15}
	for regulation, rows := range regulations() {
		entries := entriesOf(rows)
		require.Len(t, entries, counts[regulation], regulation)
		table, err := tier.NewTable(entries)
		require.NoError(t, err, regulation)
		for form, write := range forms() {
			t.Run(regulation+" "+form, func(t *testing.T) {
				t.Parallel()
				for _, entry := range entries {
					for _, name := range append([]string{entry.Name}, entry.Aliases...) {
						found, ok := table.Find(write(name))
						require.True(t, ok, "%q, written %q", name, write(name))
						assert.Equal(t, entry.Name, found.Name)
						assert.Equal(t, entry.Attrs, found.Attrs)
					}
				}
			})
		}
	}
}

// One regulation's names are not another's, and a part or a whole of a name is not the name.
func TestRegulationsFindNothingElse(t *testing.T) {
	t.Parallel()
	for regulation, rows := range regulations() {
		entries := entriesOf(rows)
		table, err := tier.NewTable(entries)
		require.NoError(t, err)
		known := map[string]bool{}
		for _, entry := range entries {
			known[entry.Name] = true
			for _, alias := range entry.Aliases {
				known[alias] = true
			}
		}
		for other, others := range regulations() {
			for _, entry := range entriesOf(others) {
				_, ok := table.Find(entry.Name)
				assert.Equal(t, known[entry.Name], ok, "%s of %s in %s", entry.Name, other, regulation)
			}
		}
		for name := range known {
			runes := []rune(name)
			for _, changed := range []string{name + "社", "新" + name, string(runes[1:]), string(runes[:len(runes)-1])} {
				_, ok := table.Find(changed)
				assert.Equal(t, known[changed], ok, "%s in %s", changed, regulation)
			}
		}
	}
}

func TestMiddleDots(t *testing.T) {
	t.Parallel()
	table, err := tier.NewTable(entriesOf(regulations()["hongyuan-2018"]))
	require.NoError(t, err)
	for name, expected := range map[string]bool{
		"中國.紅原":   true,
		"中國．紅原":   true,  // full-width full stop
		"中国．阿坝州":  true,  // in an alias
		"中國﹒紅原":   true,  // small full stop: NFKC
		"中國·紅原":   false, // middle dot
		"中國・紅原":   false, // katakana middle dot
		"中國•紅原":   false, // bullet
		"中國。紅原":   false, // ideographic full stop
		"中國紅原":    false,
		"中國.红原":   false, // half traditional, half simplified: no alias says so
		"紅原.中國":   false,
		"中國. 紅原 ": true,
	} {
		_, ok := table.Find(name)
		assert.Equal(t, expected, ok, name)
	}
}
