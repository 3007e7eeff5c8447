package audit

import (
	"strings"
	"unicode"

	"github.com/gongguo/gongguo/tier"
)

// TitleForm is the form in which titles are compared: their letters, marks and digits, by NFKC and small.
func TitleForm(title string) string {
	out := make([]byte, 0, len(title))
	for _, r := range title {
		switch {
		case '\u4e00' <= r && r <= '\u9fff', 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			out = append(out, string(r)...)
		case 'A' <= r && r <= 'Z':
			out = append(out, byte(r)+'a'-'A')
		case r < unicode.MaxASCII, r == '，', r == '。', r == '、', r == '《', r == '》', r == '“', r == '”':
		default:
			return foldTitle(title)
		}
	}
	return string(out)
}

// foldTitle is the form of any title.
func foldTitle(title string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) {
			return -1
		}
		return r
	}, tier.Normalise(title))
}
