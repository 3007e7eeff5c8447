// Package plain makes texts of the input harmless where people read them: on a terminal, in a page, in an error.
package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Steers says whether a character is not seen but does something: a control character, a mark that turns the direction
// of writing (Unicode TR 36, bidirectional formatting), or one that parts lines.
func Steers(r rune) bool {
	switch {
	case unicode.IsControl(r), r == 0x061C, r == 0x200E, r == 0x200F, 0x2028 <= r && r <= 0x202E,
		0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}

// Text is a text with such characters written as escapes of JSON, \u202e, but for line feeds and tabs.
func Text(s string) string {
	if strings.IndexFunc(s, escaped) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if escaped(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func escaped(r rune) bool { return r != '\n' && r != '\t' && Steers(r) }

// Line is a text with a space in place of such characters, line feeds and tabs too.
func Line(s string) string {
	return strings.Map(func(r rune) rune {
		if Steers(r) {
			return ' '
		}
		return r
	}, s)
}
