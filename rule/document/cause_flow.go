package document

import (
	"regexp"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// bracket is a { or [ that is open.
type bracket struct {
	line, col int
	sign      rune
}

func (b bracket) closing() rune {
	if b.sign == '{' {
		return '}'
	}
	return ']'
}

// Where a reader is within brackets.
const (
	atKey   = iota // a key, or an element of a list, may begin
	atValue        // a value may begin
	behind         // a key or value is over
)

// flow reads from an opening bracket to behind its closing one.
func (s *spotter) flow(indent int) {
	var open []bracket
	state := atKey
	var line, start int // of the latest key or value
	for s.found == nil {
		if s.ended() {
			if s.nextLine(); s.line >= len(s.lines) || s.outside(indent) {
				s.unclosed(open)
			}
			continue
		}
		switch c := s.at(s.col); {
		case (c == '{' || c == '[') && state != behind:
			open = append(open, bracket{s.line, s.col, c})
			line, start, state = s.line, s.col, atKey
			s.col++
		case c == '}' || c == ']':
			if c != open[len(open)-1].closing() {
				s.mismatch(open, c)
				return
			}
			s.col++
			if open = open[:len(open)-1]; len(open) == 0 {
				return
			}
			state = behind
		case c == ',':
			s.col++
			state = atKey
		case c == ':' && state == behind:
			s.col++
			state = atValue
		case state == behind:
			s.goesOn(line, start)
		case c == '\'' || c == '"':
			line, start, state = s.line, s.col, behind
			s.quoted()
		default:
			line, start = s.line, s.col
			s.plainInFlow(state, open[len(open)-1].sign)
			state = behind
		}
	}
}

// outside says whether a line is no part of brackets that were opened before it: it stands as a key, no deeper than
// theirs.
func (s *spotter) outside(indent int) bool {
	s.skipSpaces()
	if s.col > indent {
		return false
	}
	for i := s.col; i < len(s.text()); i++ {
		if s.colon(i) {
			return true
		}
		if strings.ContainsRune(`{}[],'" `, s.at(i)) {
			return s.at(s.col) == '-'
		}
	}
	return false
}

// unclosed reports the innermost bracket that is open.
func (s *spotter) unclosed(open []bracket) {
	b := open[len(open)-1]
	s.report(b.line, b.col, reason.New("document.unclosed",
		"found {sign} without a closing {closing}", string(b.sign), string(b.closing())))
}

// mismatch reports a bracket that closes another kind than is open.
func (s *spotter) mismatch(open []bracket, c rune) {
	for _, b := range open {
		if b.closing() == c { // it closes one further out
			s.unclosed(open)
			return
		}
	}
	s.report(s.line, s.col, foundClosing(c))
}

// plainInFlow reads a key or value without quotes within brackets.
func (s *spotter) plainInFlow(state int, in rune) {
	start := s.col
	s.beginning(start)
	for ; s.col < len(s.text()); s.col++ {
		switch c := s.at(s.col); {
		case c == ',' || c == '}' || c == ']' || c == '#' && s.col > start && s.at(s.col-1) == ' ':
			if i, wrong := misspelt(s.text()[start:s.col]); i >= 0 && state == atKey && in == '{' {
				s.report(s.line, start+i, wrong)
			}
			return
		case c == '{' || c == '[':
			if i, wrong := misspelt(s.text()[start : s.col+1]); i >= 0 && state == atKey {
				s.report(s.line, start+i, wrong)
				return
			}
			s.plainWrong(start)
			return
		case s.colon(s.col) && state == atKey:
			if i, wrong := misspelt(s.text()[start:s.col]); i >= 0 {
				s.report(s.line, start+i, wrong)
			}
			return
		case s.colon(s.col):
			s.plainWrong(start)
			return
		}
	}
}

// quoted reads a text in quotes to behind its end. One that ends on a later line has perhaps lost its own end.
func (s *spotter) quoted() {
	quote, line, start := s.at(s.col), s.line, s.col
	for s.col++; s.line < len(s.lines); s.nextLine() {
		for ; s.col < len(s.text()); s.col++ {
			switch c := s.at(s.col); {
			case c == '\\' && quote == '"':
				s.col++
			case c == quote && quote == '\'' && s.at(s.col+1) == quote:
				s.col++
			case c == quote:
				s.col++
				if next := s.at(s.col); s.line > line && next != 0 && !strings.ContainsRune(",}]: ", next) {
					s.openQuote(line, start)
				}
				return
			}
		}
	}
	s.openQuote(line, start)
}

func (s *spotter) openQuote(line, col int) {
	s.report(line, col, reason.New("document.open-quote",
		"found a quote without its end; expected another {quote} behind the text", string(s.lines[line][col])))
}

// nextKey is what a text in quotes holds that has lost its end: the key behind it.
var nextKey = regexp.MustCompile(`, *[a-z_]+: `)

// goesOn reports a value that is over, and behind which something stands.
func (s *spotter) goesOn(line, start int) {
	switch c := s.lines[line][start]; {
	case c != '\'' && c != '"':
		s.report(line, start, wantQuotes())
	case s.line > line || nextKey.MatchString(string(s.text()[start:s.col])):
		s.openQuote(line, start)
	default:
		s.report(line, start, wantWhole())
	}
}
