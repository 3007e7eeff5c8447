package rule

import (
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// tokenKind tells the few kinds of tokens apart that we need to know.
type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenName
	tokenNumber
	tokenText
	tokenSign
)

// token is a piece of an expression, its offsets counted in runes.
type token struct {
	kind       tokenKind
	start, end int
}

// lexed is an expression cut into tokens. cel-go has a lexer of its own, but one that makes floats
// of numbers: ours takes the numbers out first, exactly, and leaves a 1 of the same length in their place.
type lexed struct {
	src     document.Source
	runes   []rune
	tokens  []token     // without white space and comments, and with an end
	byStart map[int]int // index of the token that starts at an offset
	numbers map[int]num // by offset
	errors  document.Errors
	broken  bool // something that the parser would report again
}

// wideSigns are signs that a Chinese input method writes for the ones that CEL has.
var wideSigns = map[rune]rune{
	'，': ',', '（': '(', '）': ')', '：': ':', '？': '?', '！': '!', '．': '.', '＋': '+', '－': '-', '×': '*', '＊': '*',
	'／': '/', '％': '%', '＜': '<', '＞': '>', '＝': '=', '［': '[', '］': ']', '【': '[', '】': ']', '｛': '{', '｝': '}',
	'\u3000': ' ', '\u00a0': ' ',
}

func lex(src document.Source) *lexed {
	l := &lexed{src: src, runes: []rune(src.Text()), byStart: map[int]int{}, numbers: map[int]num{}}
	for i := 0; i < len(l.runes); {
		i = l.token(i)
	}
	l.add(tokenEnd, len(l.runes), len(l.runes))
	return l
}

func (l *lexed) add(kind tokenKind, start, end int) int {
	l.byStart[start] = len(l.tokens)
	l.tokens = append(l.tokens, token{kind, start, end})
	return end
}

func (l *lexed) fail(at int, r reason.Reason) {
	l.errors = append(l.errors, l.src.ErrorAt(at, r, ""))
}

func (l *lexed) rune(i int) rune {
	if i < len(l.runes) {
		return l.runes[i]
	}
	return 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool { return r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// token takes the token, white space or comment at i and returns what is after it.
func (l *lexed) token(i int) int {
	r := l.runes[i]
	switch {
	case strings.ContainsRune(" \t\r\n\f", r):
		return i + 1
	case r == '/' && l.rune(i+1) == '/':
		for i < len(l.runes) && l.runes[i] != '\n' {
			i++
		}
		return i
	case isDigit(r), r == '.' && isDigit(l.rune(i+1)):
		return l.number(i)
	case r == '\'' || r == '"':
		return l.text(i, i, false)
	case isLetter(r):
		return l.word(i)
	case r == '`':
		return l.quotedName(i)
	case strings.ContainsRune(".,!?()[]{}<>:%+-*/=&|", r):
		return l.sign(i)
	}
	if plain, ok := wideSigns[r]; ok {
		if plain != ' ' {
			l.fail(i, reason.New("rule.wide-sign",
				"found {sign:q}, a wide sign, expected {plain:q}", string(r), string(plain)))
		}
		l.runes[i] = plain
		return i
	}
	return l.strange(i)
}

// strange reports a character that has no place in an expression outside a text.
func (l *lexed) strange(i int) int {
	end := i + 1
	for end < len(l.runes) && l.runes[end] > 0x7f && wideSigns[l.runes[end]] == 0 {
		end++
	}
	found := string(l.runes[i:end])
	switch {
	case strings.ContainsAny(found, "“”‘’「」"):
		l.fail(i, reason.New("rule.curly-quotes",
			"found {found:q}, expected a text in plain quotes: \"…\" or '…'", found))
	case l.runes[i] > 0x7f:
		l.fail(i, reason.New("rule.outside-text",
			"found {found:q} outside a text, expected a name in Latin letters, or the text in quotes", found))
	default:
		l.fail(i, reason.New("rule.no-meaning", "found {found:q}, which has no meaning here", found))
	}
	l.broken = true
	for j := i; j < end; j++ {
		l.runes[j] = ' '
	}
	return end
}

// sign takes an operator or a bracket.
func (l *lexed) sign(i int) int {
	two := string(l.runes[i:min(i+2, len(l.runes))])
	switch two {
	case "==", "!=", "<=", ">=", "&&", "||":
		return l.add(tokenSign, i, i+2)
	}
	switch l.runes[i] {
	case '&', '|':
		single := string(l.runes[i])
		l.fail(i, instead(quote(single), single+single))
		l.broken = true
		l.runes[i] = ' '
		return i + 1
	}
	return l.add(tokenSign, i, i+1)
}

// word takes a name, or a text with a prefix such as r'…'.
func (l *lexed) word(start int) int {
	i := start
	for i < len(l.runes) && (isLetter(l.runes[i]) || isDigit(l.runes[i])) {
		i++
	}
	if r := l.rune(i); r == '\'' || r == '"' {
		prefix := strings.ToLower(string(l.runes[start:i]))
		switch prefix {
		case "r":
			return l.text(start, i, true)
		case "b", "rb", "br":
			l.fail(start, refusedBytes(string(l.runes[start:i])))
			l.broken = true
			return l.text(start, i, prefix != "b")
		}
	}
	return l.add(tokenName, start, i)
}

// text takes a text whose quotes start at i, and which starts, with its prefix, at start.
func (l *lexed) text(start, i int, raw bool) int {
	quote := l.runes[i]
	triple := l.rune(i+1) == quote && l.rune(i+2) == quote
	if i++; triple {
		i += 2
	}
	for ; i < len(l.runes); i++ {
		switch r := l.runes[i]; {
		case r == '\\' && !raw:
			i++
		case r == '\n' && !triple, r == '\r' && !triple:
			l.unterminated(start, quote)
			return l.add(tokenText, start, i)
		case r == quote && !triple:
			return l.add(tokenText, start, i+1)
		case r == quote && l.rune(i+1) == quote && l.rune(i+2) == quote:
			return l.add(tokenText, start, i+3)
		}
	}
	l.unterminated(start, quote)
	return l.add(tokenText, start, len(l.runes))
}

func (l *lexed) unterminated(start int, quote rune) {
	l.fail(start, reason.New("rule.open-text",
		"found a text without an end, expected a closing {quote}", string(quote)))
	l.broken = true
}

// quotedName takes a name in backticks.
func (l *lexed) quotedName(start int) int {
	for i := start + 1; i < len(l.runes) && l.runes[i] != '\n'; i++ {
		if l.runes[i] == '`' {
			return l.add(tokenName, start, i+1)
		}
	}
	l.fail(start, reason.New("rule.open-name", "found a name without an end, expected a closing `"))
	l.broken = true
	return l.add(tokenName, start, len(l.runes))
}

// number takes a number, and puts a 1 and spaces in its place.
func (l *lexed) number(start int) int {
	i := start
	digits := func() {
		for isDigit(l.rune(i)) {
			i++
		}
	}
	hex := l.runes[i] == '0' && (l.rune(i+1) == 'x' || l.rune(i+1) == 'X')
	if hex {
		for i += 2; isDigit(l.rune(i)) || isLetter(l.rune(i)); i++ {
		}
	} else {
		digits()
		if l.rune(i) == '.' && isDigit(l.rune(i+1)) {
			i++
			digits()
		}
		if r := l.rune(i); r == 'e' || r == 'E' {
			if i++; l.rune(i) == '+' || l.rune(i) == '-' {
				i++
			}
			digits()
		}
	}
	text := string(l.runes[start:i])
	value, err := parseNum(text, false)
	unsigned := l.rune(i) == 'u' || l.rune(i) == 'U'
	switch {
	case hex:
		l.fail(start, reason.New("rule.hexadecimal", "found {found}, expected a decimal number", text))
	case unsigned && !isLetter(l.rune(i+1)) && !isDigit(l.rune(i+1)):
		i++
		l.fail(start, reason.New("rule.unsigned",
			"found {number}u, expected {number}: there is one kind of numbers, exact decimals", text))
	case err == errDigits:
		l.fail(start, reason.New("rule.number-too-long",
			"found a number of too many digits, expected at most {most}, all told and on either side of the point",
			maxDigits))
	case err != nil:
		l.fail(start, notNumber(text))
	}
	l.numbers[start] = value
	l.runes[start] = '1'
	for j := start + 1; j < i; j++ {
		l.runes[j] = ' '
	}
	return l.add(tokenNumber, start, i)
}

// at returns the index of the first token that starts at or after an offset.
func (l *lexed) at(offset int) int {
	if i, ok := l.byStart[offset]; ok {
		return i
	}
	for i, t := range l.tokens {
		if t.start >= offset {
			return i
		}
	}
	return len(l.tokens) - 1
}

// tokenName returns how messages call the token with an index: "&&" or the end. The text is the one
// that was written, not the one with the numbers taken out.
func (l *lexed) tokenName(i int) reason.Reason {
	t := l.tokens[min(max(i, 0), len(l.tokens)-1)]
	if t.kind == tokenEnd {
		return reason.New("rule.the-end", "the end")
	}
	written := []rune(l.src.Text())[t.start:t.end]
	if len(written) > 40 {
		return quote(string(written[:40]) + "…")
	}
	return quote(string(written))
}

// quote is a part of an expression, as written.
func quote(written string) reason.Reason { return reason.New("rule.written", "{written:q}", written) }

// instead says what to write instead of what was found.
func instead(found reason.Reason, better string) reason.Reason {
	return reason.New("rule.write-instead", "found {found}, expected {better:q}", found, better)
}

// notNumber says that what was found is no number: a text, or a reason for a token.
func notNumber(found any) reason.Reason {
	return reason.New("rule.not-a-number", "found {found}, expected a number such as 12, -0.5 or 1e3", found)
}

// wordAt returns the text of a token, "" outside.
func (l *lexed) wordAt(i int) string {
	if i < 0 || i >= len(l.tokens) {
		return ""
	}
	return string(l.runes[l.tokens[i].start:l.tokens[i].end])
}

// closing returns the index of the token that closes the bracket at the index i, or of the end.
func (l *lexed) closing(i int) int {
	depth := 0
	for ; i < len(l.tokens)-1; i++ {
		if l.tokens[i].kind != tokenSign {
			continue
		}
		switch l.wordAt(i) {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}
