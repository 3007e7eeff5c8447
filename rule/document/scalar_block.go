package document

import (
	"strings"
	"unicode/utf8"
)

// block aligns a literal | or folded > block. The header's indicators need not be understood: how
// far the content is indented follows from the value, and chomping from its end.
func (a *aligner) block(value string) bool {
	for r := a.peek(); r != '\n'; r = a.peek() {
		if r == -1 {
			return strings.Trim(value, "\n") == "" && a.lines(value)
		}
		a.next()
	}
	a.next()
	// Blank lines before the first line of text are line ends of the value.
	text := strings.TrimLeft(value, "\n")
	if text == "" {
		return a.lines(value)
	}
	indent := a.firstIndent() - (len(text) - len(strings.TrimLeft(text, " ")))
	if indent < 0 {
		return false
	}
	a.skipIndent(indent)
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRuneInString(value[i:])
		here := a.peek()
		switch {
		case here == r && r != '\n':
			a.mark()
			a.next()
			i += size
		case here == '\n' || here == -1:
			n, ok := a.blockBreaks(value[i:], indent)
			if !ok {
				return false
			}
			i += n
		default:
			return false
		}
	}
	return true
}

// lines aligns a value of nothing but line ends.
func (a *aligner) lines(value string) bool {
	for range value {
		a.mark()
		a.next()
	}
	return strings.Trim(value, "\n") == ""
}

// firstIndent counts the spaces before the first line that is not blank.
func (a *aligner) firstIndent() int {
	b := *a
	for {
		n := 0
		for b.peek() == ' ' {
			n++
			b.next()
		}
		if b.peek() != '\n' {
			return n
		}
		b.next()
	}
}

func (a *aligner) skipIndent(indent int) {
	for ; indent > 0 && a.peek() == ' '; indent-- {
		a.next()
	}
}

// blockBreaks aligns the line ends at hand with what they became: themselves, or in a folded block
// a space, or one less than they are.
func (a *aligner) blockBreaks(rest string, indent int) (int, bool) {
	var breaks []place
	for a.peek() == '\n' {
		breaks = append(breaks, a.place)
		a.next()
		a.skipIndent(indent)
	}
	if len(breaks) == 1 && rest[0] == ' ' {
		a.places = append(a.places, breaks[0])
		return 1, true
	}
	n := len(rest) - len(strings.TrimLeft(rest, "\n"))
	if n == 0 {
		return 0, false
	}
	for i := range n {
		switch {
		case n < len(breaks) && n < len(rest): // folded: the first line end is not in the value
			a.places = append(a.places, breaks[i+1])
		case i < len(breaks):
			a.places = append(a.places, breaks[i])
		case len(breaks) == 0 || a.peek() == -1: // the file ends without the line end that the value has
			a.places = append(a.places, a.place)
		default:
			return 0, false
		}
	}
	return n, true
}
