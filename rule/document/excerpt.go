package document

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/gongguo/gongguo/internal/plain"
)

// The longest line that is shown whole, and how much is kept before the place of a longer one, in columns of a
// terminal.
const (
	lineShown  = 120
	lineBefore = 60
)

// excerpt returns a line fit for showing, with the caret line that goes under it. The caret
// stands under the rune with the given column, counted from 1.
func excerpt(line string, column int) (shown, caret string) {
	runes := []rune(line)
	at := min(max(column-1, 0), len(runes))
	for i, r := range runes {
		if plain.Steers(r) {
			runes[i] = ' '
		}
	}
	from, to := 0, len(runes)
	lead := ""
	if columns(runes) > lineShown {
		from = at
		for before := 0; from > 0 && before+runeColumns(runes[from-1]) <= lineBefore; {
			from--
			before += runeColumns(runes[from])
		}
		if from > 0 {
			lead = "…"
		}
		to = from
		for shownColumns := 0; to < len(runes) && shownColumns+runeColumns(runes[to]) <= lineShown; to++ {
			shownColumns += runeColumns(runes[to])
		}
	}
	tail := ""
	if to < len(runes) {
		tail = "…"
	}
	before := string(runes[from:at])
	shown = lead + string(runes[from:to]) + tail
	return shown, strings.Repeat(" ", columns([]rune(lead+before))) + "^"
}

// columns returns the width of a text on a terminal.
func columns(runes []rune) int {
	n := 0
	for _, r := range runes {
		n += runeColumns(r)
	}
	return n
}

// runeColumns returns how many columns a character takes on a terminal: two for a wide one
// (Chinese), none for a combining mark, else one.
func runeColumns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
