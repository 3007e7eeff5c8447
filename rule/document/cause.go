package document

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// cause is a likely reason why a file is not YAML from some line on: where to look, and what is wrong there.
type cause struct {
	line, column int
	why          reason.Reason
}

// wantQuotes is what most who write YAML for the first time get wrong.
func wantQuotes() reason.Reason {
	return reason.New("document.want-quotes",
		"an expression, or a text, with [ ] {{ }} , : # or ! in it must stand in quotes")
}

// wantWhole is for an expression such as "a" + b.
func wantWhole() reason.Reason {
	return reason.New("document.want-quotes-around",
		"an expression that begins with a quote must stand in quotes as a whole")
}

// foundQuote is for the quotes of a word processor.
func foundQuote(r rune) reason.Reason {
	return reason.New("document.curly-quote", "found {sign}; quotes are ' or \"", string(r))
}

// foundClosing is for a bracket that closes nothing.
func foundClosing(r rune) reason.Reason {
	return reason.New("document.unopened", "found {sign} without the bracket that it closes", string(r))
}

// isWideSpace says whether a rune is a space that does not indent.
func isWideSpace(r rune) bool { return r == '\t' || r == '\u3000' || r == '\u00a0' }

// indentedWith is for a space that does not indent.
func indentedWith(r rune) reason.Reason {
	space := reason.New("document.no-break-space", "a no-break space (U+00A0)")
	switch r {
	case '\t':
		space = reason.New("document.tab", "a tab")
	case '\u3000':
		space = reason.New("document.wide-space", "a wide space (U+3000)")
	}
	return reason.New("document.indentation", "found {space}; indent with spaces", space)
}

// curly are the quotes of a word processor.
const curly = "“”‘’＂＇"

// spotter walks over the lines in which a file stops being YAML, much as a YAML reader does, and stops at the first
// thing that is likely wrong.
type spotter struct {
	lines     [][]rune
	first     int // number of the first line in the file
	line, col int // the place, from 0
	found     *cause
}

// likely looks for a cause on the lines begins to noticed, which count from 1; nil: none is found.
func likely(lines [][]byte, begins, noticed int) *cause {
	s := spotter{first: begins}
	for _, line := range lines[begins-1 : noticed] {
		text := []rune(strings.TrimRight(string(line), "\r\n"))
		if begins == 1 && len(s.lines) == 0 && len(text) > 0 && text[0] == '\ufeff' {
			text = text[1:]
		}
		s.lines = append(s.lines, text)
	}
	s.indentation()
	for s.found == nil && s.line < len(s.lines) {
		s.blockLine()
	}
	if s.found == nil && begins > 1 { // a text of several lines, of which the first was meant as a key
		before := begins - 2
		for before > 0 && len(bytes.TrimSpace(lines[before])) == 0 {
			before--
		}
		s = spotter{first: before + 1, lines: [][]rune{[]rune(strings.TrimRight(string(lines[before]), "\r\n"))}}
		s.blockLine()
	}
	return s.found
}

// report notes the first cause.
func (s *spotter) report(line, col int, why reason.Reason) {
	if s.found == nil {
		s.found = &cause{s.first + line, col + 1, why}
	}
}

// indentation looks for spaces that do not indent.
func (s *spotter) indentation() {
	for i, text := range s.lines {
		wrong := -1
		for j, r := range text {
			if r != ' ' && !isWideSpace(r) {
				if wrong >= 0 && r != '#' {
					s.report(i, wrong, indentedWith(text[wrong]))
				}
				break
			}
			if r != ' ' && wrong < 0 {
				wrong = j
			}
		}
	}
}

func (s *spotter) text() []rune { return s.lines[s.line] }

// at is the rune at a column of the line, 0 behind its end.
func (s *spotter) at(col int) rune {
	if col < len(s.text()) {
		return s.text()[col]
	}
	return 0
}

func (s *spotter) skipSpaces() {
	for s.at(s.col) == ' ' || s.at(s.col) == '\t' {
		s.col++
	}
}

// ended says whether nothing but a comment follows on the line.
func (s *spotter) ended() bool {
	s.skipSpaces()
	c := s.at(s.col)
	return c == 0 || c == '#' && (s.col == 0 || s.at(s.col-1) == ' ')
}

func (s *spotter) nextLine() { s.line, s.col = s.line+1, 0 }

// colon says whether the rune at a column is a colon that ends a key.
func (s *spotter) colon(col int) bool {
	next := s.at(col + 1)
	return s.at(col) == ':' && (next == 0 || next == ' ' || next == '\t')
}

// blockLine reads a line outside brackets, and with it what its value takes of the next ones.
func (s *spotter) blockLine() {
	s.skipSpaces()
	indent := s.col
	for (s.at(s.col) == '-' || s.at(s.col) == '?') && s.at(s.col+1) == ' ' {
		s.col++
		s.skipSpaces()
	}
	if s.ended() || slices.Equal(s.text(), []rune("---")) {
		s.nextLine()
		return
	}
	if !strings.ContainsRune(`{['"`, s.at(s.col)) && !s.key() {
		s.nextLine()
		return
	}
	s.value(indent)
}

// key reads a plain key and its colon; false: there is none.
func (s *spotter) key() bool {
	start := s.col
	for s.col < len(s.text()) && !s.colon(s.col) && !(s.at(s.col) == '#' && s.at(s.col-1) == ' ') {
		s.col++
	}
	key := s.text()[start:s.col]
	if i, wrong := misspelt(key); i >= 0 {
		s.report(s.line, start+i, wrong)
		return false
	}
	if !s.colon(s.col) {
		return false
	}
	s.col++
	return true
}

var (
	unspaced    = regexp.MustCompile(`^[\pL\d_.-]+:[^\s:/]`)
	blockHeader = regexp.MustCompile(`^[|>][0-9+-]*\s*(#.*)?$`)
)

// misspelt finds what was meant as the end of a key, and is none: its offset, and what is wrong; −1: nothing.
func misspelt(key []rune) (int, reason.Reason) {
	for i, r := range key {
		switch {
		case i == 0 && strings.ContainsRune(curly, r):
			return 0, foundQuote(r)
		case r == ' ':
			return -1, reason.Reason{}
		case i > 0 && r == '：':
			return i, reason.New("document.wide-colon", "found ：, a wide colon; expected : and a space behind the key")
		case i > 0 && r == ':' && unspaced.MatchString(string(key)):
			return i, reason.New("document.colon-without-space",
				"found : without a space; expected a space between it and the value")
		}
	}
	return -1, reason.Reason{}
}

// value reads what follows a key in a block.
func (s *spotter) value(indent int) {
	if s.ended() {
		s.nextLine()
		return
	}
	line, start := s.line, s.col
	switch c := s.at(s.col); {
	case blockHeader.MatchString(string(s.text()[s.col:])):
		s.nextLine()
		for s.line < len(s.lines) && (s.ended() || s.col > indent) {
			s.nextLine()
		}
		return
	case c == '{' || c == '[':
		s.flow(indent)
	case c == '\'' || c == '"':
		s.quoted()
		if s.found == nil && s.line < len(s.lines) && s.colon(s.col) { // a key in quotes
			s.col++
			s.value(indent)
			return
		}
	default:
		s.plainInBlock()
		return
	}
	if s.found != nil || s.line >= len(s.lines) {
		return
	}
	if !s.ended() {
		if end := s.at(s.col); end == '}' || end == ']' {
			s.report(s.line, s.col, foundClosing(end))
		}
		s.goesOn(line, start)
	}
	s.nextLine()
}

// plainInBlock reads a value without quotes outside brackets: the rest of the line.
func (s *spotter) plainInBlock() {
	start := s.col
	s.beginning(start)
	for ; s.col < len(s.text()) && !(s.at(s.col) == '#' && s.at(s.col-1) == ' '); s.col++ {
		if s.colon(s.col) {
			s.plainWrong(start)
			break
		}
	}
	s.nextLine()
}

// beginning reports a value that begins with what no value without quotes begins with.
func (s *spotter) beginning(start int) {
	switch c := s.at(start); {
	case c == '!':
		s.report(s.line, start, wantQuotes())
	case strings.ContainsRune("@%`*&|>", c):
		s.report(s.line, start, reason.New("document.value-begins",
			"a value that begins with {sign} must stand in quotes", string(c)))
	case strings.ContainsRune("｛［", c):
		s.report(s.line, start, reason.New("document.wide-bracket",
			"found {sign}, a wide bracket; expected {plain}", string(c), map[rune]string{'｛': "{", '［': "["}[c]))
	}
}

// plainWrong reports a value that goes on where a value without quotes cannot.
func (s *spotter) plainWrong(start int) {
	text := s.text()[start:s.col]
	if len(text) > 0 && strings.ContainsRune(curly, text[0]) {
		s.report(s.line, start, foundQuote(text[0]))
		return
	}
	for i, r := range text {
		if WideComma(r) && s.at(s.col) == ':' {
			s.report(s.line, start+i, reason.New("document.wide-comma",
				"found {sign} between two values; expected , and a space", string(r)))
			return
		}
	}
	s.report(s.line, start, wantQuotes())
}

// WideComma says whether a rune is what a Chinese keyboard puts between two names.
func WideComma(r rune) bool { return r == '，' || r == '、' || r == '；' }
