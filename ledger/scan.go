package ledger

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
)

// maxDepth bounds how deep a value may be nested; the format itself needs two levels.
const maxDepth = 32

// scanner reads JSON strictly from one line, which is valid UTF-8. After the first error its methods
// return false.
type scanner struct {
	text string
	pos  int
	buf  []byte // of the last string that had escapes

	failed   bool
	failure  int // position of the error
	found    any // a reason or a text
	expected reason.Reason
}

func (s *scanner) reset(text string) {
	s.text, s.pos, s.failed = text, 0, false
}

func (s *scanner) fail(pos int, found any, expected reason.Reason) bool {
	if !s.failed {
		s.failed, s.failure, s.found, s.expected = true, pos, found, expected
	}
	return false
}

// failHere reports what stands at the position.
func (s *scanner) failHere(expected reason.Reason) bool {
	if s.pos >= len(s.text) {
		return s.fail(s.pos, reason.New("ledger.found.end", "the end of the text"), expected)
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.pos:])
	return s.fail(s.pos, strconv.QuoteRune(r), expected)
}

func (s *scanner) space() {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return
		}
	}
}

// peek is the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.pos < len(s.text) {
		return s.text[s.pos]
	}
	return 0
}

// take passes over c.
func (s *scanner) take(c byte) bool {
	if s.peek() != c || c == 0 {
		return false
	}
	s.pos++
	return true
}

// end reports whether nothing but space follows.
func (s *scanner) end() bool {
	s.space()
	return s.pos == len(s.text) || s.failHere(reason.New("ledger.expected.nothing-more", "nothing more"))
}

// string reads a string.
func (s *scanner) string() (string, bool) {
	if !s.take('"') {
		return "", s.failHere(reason.New("ledger.expected.quoted-string", "a string in quotation marks"))
	}
	start := s.pos
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case c == '"':
			s.pos++
			return s.text[start : s.pos-1], true
		case c == '\\':
			return s.escaped(start)
		case c < 0x20:
			return "", s.failHere(reason.New("ledger.expected.escaped", "a control character to be escaped"))
		}
		s.pos++
	}
	return "", s.failHere(reason.New("ledger.expected.closing-mark", "a quotation mark that ends the string"))
}

// escaped reads the rest of a string, from its first backslash on.
func (s *scanner) escaped(start int) (string, bool) {
	s.buf = append(s.buf[:0], s.text[start:s.pos]...)
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch {
		case c == '"':
			s.pos++
			return string(s.buf), true
		case c < 0x20:
			return "", s.failHere(reason.New("ledger.expected.escaped", "a control character to be escaped"))
		case c != '\\':
			s.buf = append(s.buf, c)
			s.pos++
			continue
		}
		if !s.escape() {
			return "", false
		}
	}
	return "", s.failHere(reason.New("ledger.expected.closing-mark", "a quotation mark that ends the string"))
}

// escape reads one escape into the buffer.
func (s *scanner) escape() bool {
	const plain, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	start := s.pos
	s.pos++
	c := s.peek()
	for i := range len(plain) {
		if c == plain[i] {
			s.buf = append(s.buf, meant[i])
			s.pos++
			return true
		}
	}
	if c != 'u' {
		return s.fail(start, unknownEscape(), reason.New("ledger.expected.escape",
			`\" \\ \/ \b \f \n \r \t or \u and four hexadecimal digits`))
	}
	r, ok := s.hex()
	if ok && utf16.IsSurrogate(r) {
		half := r
		r = utf8.RuneError
		if s.take('\\') && s.peek() == 'u' {
			var other rune
			if other, ok = s.hex(); ok {
				r = utf16.DecodeRune(half, other)
			}
		}
		if ok && r == utf8.RuneError {
			return s.fail(start, reason.New("ledger.found.half-pair", "half of a surrogate pair"),
				reason.New("ledger.expected.whole-character", "a whole character"))
		}
	}
	if !ok {
		return s.fail(start, unknownEscape(),
			reason.New("ledger.expected.hexadecimal", `\u and four hexadecimal digits`))
	}
	s.buf = utf8.AppendRune(s.buf, r)
	return true
}

// hex reads u and four hexadecimal digits.
func (s *scanner) hex() (r rune, ok bool) {
	s.pos++
	if s.pos+4 > len(s.text) {
		return 0, false
	}
	for _, c := range []byte(s.text[s.pos : s.pos+4]) {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	s.pos += 4
	return r, true
}

// object reads an object, calling member for each name; member reads the value at which the scanner then
// stands.
func (s *scanner) object(member func(name string, at int) bool) bool {
	if !s.take('{') {
		return s.failHere(reason.New("ledger.expected.object", "an object"))
	}
	s.space()
	if s.take('}') {
		return true
	}
	for {
		s.space()
		at := s.pos
		if s.peek() != '"' {
			return s.failHere(reason.New("ledger.expected.quoted-name", "a name in quotation marks"))
		}
		name, ok := s.string()
		if !ok {
			return false
		}
		s.space()
		if !s.take(':') {
			return s.failHere(reason.New("ledger.expected.colon", "a colon"))
		}
		s.space()
		if !member(name, at) {
			return false
		}
		s.space()
		if s.take('}') {
			return true
		}
		if !s.take(',') {
			return s.failHere(reason.New("ledger.expected.comma-or-brace", "a comma or }}"))
		}
	}
}

// list reads a list, calling element at each value.
func (s *scanner) list(element func() bool) bool {
	if !s.take('[') {
		return s.failHere(reason.New("ledger.expected.list", "a list"))
	}
	s.space()
	if s.take(']') {
		return true
	}
	for {
		s.space()
		if !element() {
			return false
		}
		s.space()
		if s.take(']') {
			return true
		}
		if !s.take(',') {
			return s.failHere(reason.New("ledger.expected.comma-or-bracket", "a comma or ]"))
		}
	}
}

// scalar reads a number, true, false or null and returns its text.
func (s *scanner) scalar() (string, bool) {
	start := s.pos
	for s.pos < len(s.text) && isWord(s.text[s.pos]) {
		s.pos++
	}
	word := s.text[start:s.pos]
	switch word {
	case "true", "false", "null":
		return word, true
	case "":
		return "", s.failHere(reason.New("ledger.expected.value", "a value"))
	}
	if _, fault := parseDecimal(word); fault == notNumber {
		return "", s.fail(start, quote(word), reason.New("ledger.expected.value", "a value"))
	}
	return word, true
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.' ||
		c == '_'
}

func unknownEscape() reason.Reason {
	return reason.New("ledger.found.unknown-escape", "an unknown escape")
}

// value is a value that was passed over: its first byte, and its text if it has one.
type value struct {
	first byte
	text  string
}

func (v value) isNull() bool { return v.first == 'n' }

// reason says what the value is.
func (v value) reason() any {
	switch {
	case v.first == '{':
		return reason.New("ledger.found.object", "an object")
	case v.first == '[':
		return reason.New("ledger.found.list", "a list")
	case v.first == '"':
		return reason.New("ledger.found.string", "the string {text}", quote(v.text))
	case v.first == '-' || v.first <= '9':
		return foundNumber(v.text[:min(len(v.text), 60)])
	}
	return v.text // true, false or null
}

// skip reads a value of any type and says what it is.
func (s *scanner) skip(depth int) (what value, ok bool) {
	if depth > maxDepth {
		return what, s.fail(s.pos, reason.New("ledger.found.depth", "a value nested more than {most} deep", maxDepth),
			reason.New("ledger.expected.less", "less"))
	}
	what.first = s.peek()
	switch what.first {
	case '{':
		return what, s.object(func(string, int) bool { _, ok := s.skip(depth + 1); return ok })
	case '[':
		return what, s.list(func() bool { _, ok := s.skip(depth + 1); return ok })
	case '"':
		what.text, ok = s.string()
		return what, ok
	}
	what.text, ok = s.scalar()
	return what, ok
}
