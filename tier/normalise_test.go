package tier_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/tier"
)

func TestNormalise(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ written, form string }{
		"nothing to do":                      {"人民日报", "人民日报"},
		"empty":                              {"", ""},
		"nothing left":                       {"《 “” 》", ""},
		"title marks":                        {"《人民日报》", "人民日报"},
		"small title marks":                  {"〈人民日报〉", "人民日报"},
		"corner quotes with spaces":          {"「阿 壩 日 報」", "阿壩日報"},
		"quotes inside":                      {"区“两办”", "区两办"},
		"plain quotes inside":                {`区"两办"`, "区两办"},
		"single curly quotes stay":           {"区‘两办’", "区‘两办’"},
		"round brackets become half-width":   {"人民日报（海外版）", "人民日报(海外版)"},
		"square brackets stay":               {"【快讯】", "【快讯】"},
		"dashes and hyphens stay":            {"中新网－内蒙古—要闻", "中新网-内蒙古—要闻"},
		"full-width letters and digits":      {"ＣＣＴＶ－１３", "cctv-13"},
		"letter case":                        {"CCTV新闻", "cctv新闻"},
		"letters with accents":               {"Ürümqi Daily", "ürümqidaily"},
		"an accent on its own":               {"U\u0308ru\u0308mqi", "ürümqi"},
		"an accent behind a space":           {"u\u200b\u0308", "ü"},
		"a space of two parts":               {"a\u00a8b", "ä\u0062"},
		"ideographic space":                  {"人民　日报", "人民日报"},
		"line breaks":                        {"人民\r\n日报\t", "人民日报"},
		"zero-width and direction marks":     {"\ufeff人\u200b民\u200c日\u200d报\u200e\u200f\u2060", "人民日报"},
		"full stop":                          {"中國．阿壩州", "中國.阿壩州"},
		"middle dot":                         {"中國·阿壩州", "中國·阿壩州"},
		"half-width middle dot":              {"中國･阿壩州", "中國・阿壩州"},
		"traditional stays":                  {"阿壩日報", "阿壩日報"},
		"radicals that a PDF gives":          {"⼈民⽇报", "人民日报"},
		"a compatibility ideograph":          {"\uf9d1安", "六安"},
		"circled digits":                     {"每日要情①", "每日要情1"},
		"ideographs beyond the common plane": {"𠮷野家", "𠮷野家"},
		"invalid UTF-8":                      {"人\xff民", "人\ufffd民"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, row.form, tier.Normalise(row.written))
		})
	}
}

// Every single character, with and without a letter and an accent beside it.
func TestNormaliseEveryCharacter(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		name := string(r)
		form := tier.Normalise(name)
		if again := tier.Normalise(form); again != form {
			require.Equal(t, form, again, "%U", r)
		}
		if strings.ContainsAny(form, "《》〈〉「」『』“”\"' \u3000\u200b\ufeff") {
			require.Failf(t, "left", "%U: %q", r, form)
		}
		if unicode.Is(unicode.Han, r) && r >= 0x4e00 && r <= 0x9fff && form != name {
			require.Equal(t, name, form, "%U", r)
		}
		if r < 0x10000 {
			if form := tier.Normalise("e" + name + "\u0301I"); form != tier.Normalise(form) {
				require.Equal(t, form, tier.Normalise(form), "%U", r)
			}
		}
	}
}

func FuzzNormalise(f *testing.F) {
	for _, name := range []string{
		"", "人民日报", "《人民日报》", "「阿 壩 日 報」", "区“两办”", "中國．紅原", "ＣＣＴＶ－１３", "\ufeff\u200b", "u\u200b\u0308", "\u00a8", "İ",
		"ſt", "ﷺ", "\xff\xfe", "가", "ﾊﾟ", "⼈", "Å", "ẛ̣", "ǅ", strings.Repeat("\u0301", 40),
	} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		form := tier.Normalise(name)
		require.Equal(t, form, tier.Normalise(form))
		require.True(t, utf8.ValidString(form))
		require.Equal(t, form, tier.Normalise("《"+name+"》"))
		require.Equal(t, form, tier.Normalise(" “"+name+"”\u3000"))
		require.False(t, strings.ContainsAny(form, "《》〈〉「」『』“”\"' \u3000\u200b\ufeff"))
	})
}

func BenchmarkNormalise(b *testing.B) {
	for name, written := range map[string]string{"plain": "内蒙古日报", "marks": "《内蒙古日报》"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tier.Normalise(written)
			}
		})
	}
}
