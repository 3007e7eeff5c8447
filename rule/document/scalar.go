package document

import (
	"strconv"
	"unicode/utf8"
)

// aligner walks over the file beside the decoded value of a scalar, and notes where each rune of
// the value was written. The value guides it, so it need not know where the scalar ends.
type aligner struct {
	text   []byte
	at     int
	place  place
	places []place
}

// alignScalar returns the place of each rune of value and of its end, or nil where it is not there.
func (f *File) alignScalar(start place, value string) []place {
	if f == nil {
		return nil
	}
	at := f.offset(int(start.line), int(start.column))
	if at < 0 {
		return nil
	}
	a := &aligner{text: f.Content, at: at, place: start, places: make([]place, 0, len(value)+1)}
	a.skipProperties()
	ok := false
	switch a.peek() {
	case '\'':
		a.next()
		ok = a.singleQuoted(value)
	case '"':
		a.next()
		ok = a.doubleQuoted(value)
	case '|', '>':
		ok = a.block(value)
	default:
		ok = a.plain(value)
	}
	if !ok {
		return nil
	}
	return append(a.places, a.place)
}

// peek returns the rune at hand, '\n' for any end of line, and -1 at the end of the file.
func (a *aligner) peek() rune {
	if a.at >= len(a.text) {
		return -1
	}
	if lineEnd(a.text[a.at:]) > 0 {
		return '\n'
	}
	r, _ := utf8.DecodeRune(a.text[a.at:])
	return r
}

// next goes over the rune at hand.
func (a *aligner) next() {
	if a.at >= len(a.text) {
		return
	}
	if size := lineEnd(a.text[a.at:]); size > 0 {
		a.at += size
		a.place = place{a.place.line + 1, 1}
		return
	}
	_, size := utf8.DecodeRune(a.text[a.at:])
	a.at += size
	a.place.column++
}

// mark notes that the next rune of the value was written here.
func (a *aligner) mark() { a.places = append(a.places, a.place) }

func (a *aligner) skipBlanks() {
	for r := a.peek(); r == ' ' || r == '\t'; r = a.peek() {
		a.next()
	}
}

// skipProperties goes over a tag and an anchor, in either order.
func (a *aligner) skipProperties() {
	for r := a.peek(); r == '!' || r == '&'; r = a.peek() {
		for r := a.peek(); r != ' ' && r != '\t' && r != '\n' && r != -1; r = a.peek() {
			a.next()
		}
		for r := a.peek(); r == ' ' || r == '\t' || r == '\n'; r = a.peek() {
			a.next()
		}
	}
}

// endOfLine reports whether only blanks are left on the line.
func (a *aligner) endOfLine() bool {
	b := *a
	b.skipBlanks()
	r := b.peek()
	return r == '\n' || r == -1
}

// fold aligns a run of line ends in a plain or quoted scalar with what they became: one line end is a
// space, and n+1 of them are n line ends. rest is the value from there; it returns how many runes were taken.
func (a *aligner) fold(rest string) (int, bool) {
	var starts []place
	for a.endOfLine() && a.peek() != -1 {
		a.skipBlanks()
		if a.peek() == -1 {
			return 0, false
		}
		starts = append(starts, a.place)
		a.next()
	}
	a.skipBlanks()
	if len(starts) == 1 {
		if rest == "" || rest[0] != ' ' {
			return 0, false
		}
		a.places = append(a.places, starts[0])
		return 1, true
	}
	n := len(starts) - 1
	for i := range n {
		if i >= len(rest) || rest[i] != '\n' {
			return 0, false
		}
		a.places = append(a.places, starts[i+1])
	}
	return n, n > 0
}

// plain aligns a scalar without quotes.
func (a *aligner) plain(value string) bool { return a.unescaped(value, noRune) }

// singleQuoted aligns a scalar in single quotes; of two in it the second is escaped by the first.
func (a *aligner) singleQuoted(value string) bool { return a.unescaped(value, '\'') }

// noRune is no character of a text.
const noRune = -1

// unescaped aligns characters that stand for themselves, but for one that is written twice.
func (a *aligner) unescaped(value string, twice rune) bool {
	for i := 0; i < len(value); {
		if a.endOfLine() {
			n, ok := a.fold(value[i:])
			if !ok {
				return false
			}
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(value[i:])
		if a.peek() != r {
			return false
		}
		a.mark()
		a.next()
		if r == twice {
			if a.peek() != r {
				return false
			}
			a.next()
		}
		i += size
	}
	return true
}

// doubleQuoted aligns what stands between " and ", with its escapes.
func (a *aligner) doubleQuoted(value string) bool {
	for i := 0; i < len(value); {
		if a.endOfLine() {
			n, ok := a.fold(value[i:])
			if !ok {
				return false
			}
			i += n
			continue
		}
		here := a.place
		r := a.peek()
		a.next()
		if r == '\\' {
			if a.peek() == '\n' { // an escaped line end is nothing, and so are blank lines and blanks after it
				n, ok := a.escapedFold(value[i:])
				if !ok {
					return false
				}
				i += n
				continue
			}
			var ok bool
			if r, ok = a.escape(); !ok {
				return false
			}
		}
		want, size := utf8.DecodeRuneInString(value[i:])
		if r != want {
			return false
		}
		a.places = append(a.places, here)
		i += size
	}
	return true
}

// escapedFold goes over an escaped line end; blank lines after it are line ends of the value.
func (a *aligner) escapedFold(rest string) (int, bool) {
	a.next()
	n := 0
	for a.endOfLine() && a.peek() != -1 {
		a.skipBlanks()
		if n >= len(rest) || rest[n] != '\n' || a.peek() == -1 {
			return 0, false
		}
		a.mark()
		a.next()
		n++
	}
	a.skipBlanks()
	return n, true
}

// escape reads an escape after its backslash.
func (a *aligner) escape() (rune, bool) {
	c := a.peek()
	a.next()
	digits := 0
	switch c {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case '0':
		return 0, true
	case 'a':
		return '\a', true
	case 'b':
		return '\b', true
	case 't', '\t':
		return '\t', true
	case 'n':
		return '\n', true
	case 'v':
		return '\v', true
	case 'f':
		return '\f', true
	case 'r':
		return '\r', true
	case 'e':
		return 0x1b, true
	case 'N':
		return 0x85, true
	case '_':
		return 0xa0, true
	case 'L':
		return 0x2028, true
	case 'P':
		return 0x2029, true
	case ' ', '"', '/', '\\', '\'':
		return c, true
	default:
		return 0, false
	}
	if a.at+digits > len(a.text) {
		return 0, false
	}
	code, err := strconv.ParseUint(string(a.text[a.at:a.at+digits]), 16, 32)
	for range digits {
		a.next()
	}
	return rune(code), err == nil
}
