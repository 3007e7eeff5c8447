package tier

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normalise returns the form in which outlet names are compared. Two names are the same outlet's
// if their forms are equal. It takes off, wherever in the name they stand (区“两办” is 区两办):
//
//   - the title marks and quotes 《》 〈〉 「」 『』 “” and the plain " and ', in their vertical,
//     half-width and full-width forms too;
//   - spaces of every kind, the ideographic one, tabs and line breaks included;
//   - what cannot be seen: zero-width spaces and joiners, direction marks, the byte order mark
//     (U+200B–U+200F, U+2060, U+FEFF).
//
// Full-width forms become half-width ones by Unicode's NFKC (Ａ is A, ． is .), which also makes
// one of other ways to encode the same character, such as radicals that a PDF gives for
// ideographs (⼈ is 人) and circled digits (① is 1). Letters become small.
//
// It makes nothing else the same. Simplified and traditional names, and abbreviations, are the
// same outlet only where a table gives both. The middle dot is no full stop: 中國.紅原 is
// 中國．紅原, but not 中國·紅原, and · is not ・. The single quotes ‘’, brackets, hyphens and
// dashes are part of a name. What is not valid UTF-8 becomes U+FFFD.
//
// Normalise is idempotent. The form is for comparing, not for showing.
func Normalise(name string) string {
	if isPlain(name) {
		return name
	}
	// Taking a character off can bring a letter and an accent together, and a form that NFKC
	// gives can hold a space: go on until nothing changes.
	for {
		next := strings.Map(reduce, norm.NFKC.String(name))
		if next == name {
			return name
		}
		name = next
	}
}

// reduce takes off a character (−1) or makes a letter small; it requires the form NFKC.
func reduce(r rune) rune {
	switch r {
	case '《', '》', '〈', '〉', '「', '」', '『', '』', '“', '”', '"', '\'',
		'\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return -1
	}
	if unicode.IsSpace(r) {
		return -1
	}
	return unicode.ToLower(r)
}

// isPlain reports whether a name is its own form for certain: nothing but common ideographs,
// small Latin letters, digits and full stops, as most names are.
func isPlain(name string) bool {
	for _, r := range name {
		switch {
		case '一' <= r && r <= '\u9fff', 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '.':
		default:
			return false
		}
	}
	return true
}
