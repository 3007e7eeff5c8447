package rule

import (
	"regexp"
	"strings"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/parser"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// newParser builds cel-go's recursive descent ("Pratt") parser. Its other one, made by ANTLR, takes ten times
// as long, and far longer for its first expression; TestParsersAgree holds the two to each other.
func newParser(l Limits) (*parser.Parser, error) {
	return parser.NewParser(
		parser.EnablePrattParser(true),
		parser.Macros(macros()...),
		parser.MaxRecursionDepth(l.Depth),
		parser.ExpressionSizeCodePointLimit(l.Source),
		parser.MaxExpressionNodeCount(l.Nodes),
		parser.EnableVariadicOperatorASTs(true),
		parser.EnableHiddenAccumulatorName(true),
		parser.EnableIdentEscapeSyntax(true),
	)
}

// parse returns the syntax tree of an expression, or nil and what is wrong with it.
func (e *Env) parse(src document.Source) (*ast.AST, *lexed, document.Errors) {
	if strings.TrimSpace(src.Text()) == "" {
		return nil, nil, document.Errors{src.ErrorAt(0, reason.New("rule.empty-expression",
			"found an empty expression, expected a value"), "")}
	}
	if n := len([]rune(src.Text())); n > e.settings.limits.Source {
		return nil, nil, document.Errors{src.ErrorAt(0, reason.New("rule.too-long",
			"found an expression of {size} characters, expected at most {most}", n, e.settings.limits.Source), "")}
	}
	l := lex(src)
	if l.broken {
		return nil, l, l.errors
	}
	tree, issues := e.parser.Parse(common.NewTextSource(string(l.runes)))
	errs := l.errors
	for i, issue := range issues.GetErrors() {
		if i > 0 && strings.HasSuffix(issue.Message, "unexpected token after expression") {
			continue // what is left over after an error that was told
		}
		errs = append(errs, l.syntaxError(issue))
	}
	if len(issues.GetErrors()) > 0 {
		return nil, l, errs
	}
	return tree, l, errs
}

// offsetOf returns the offset in runes of a place that cel-go names by line and column.
func (l *lexed) offsetOf(location common.Location) int {
	if location == nil || location.Line() < 1 {
		return 0
	}
	offset, line := 0, 1
	for ; line < location.Line() && offset < len(l.runes); offset++ {
		if l.runes[offset] == '\n' {
			line++
		}
	}
	return min(offset+max(location.Column(), 0), len(l.runes))
}

var expecting = regexp.MustCompile(`^mismatched input .* expecting '?(.+?)'?$`)

// syntaxError puts an error of the parser into plain words.
func (l *lexed) syntaxError(issue *common.Error) *document.Error {
	offset := l.offsetOf(issue.Location)
	i := l.at(offset)
	message, found := issue.Message, strings.HasPrefix(issue.Message, "Syntax error: ")
	message = strings.TrimPrefix(message, "Syntax error: ")
	if found {
		if l.wordAt(i-1) == ">" && l.wordAt(i-2) == "<" {
			i-- // the rest of a <>, which has its error
		}
		return l.src.ErrorAt(l.tokens[i].start, l.expected(i, message), "")
	}
	r := reason.Reason{}
	switch {
	case strings.HasPrefix(message, "reserved identifier") && l.wordAt(i) == "if":
		r = reason.New("rule.if", "found \"if\", expected condition ? a : b")
	case strings.HasPrefix(message, "unable to unescape"), message == "invalid unicode code point":
		r = reason.New("rule.bad-escape",
			`found a backslash in the text that escapes nothing known, expected one such as \n, \", \\ or \u4eba`)
	case strings.HasPrefix(message, "reserved identifier"):
		r = reason.New("rule.reserved-word", "found {found}, a reserved word, expected another name", l.tokenName(i))
	case strings.HasPrefix(message, "unsupported syntax '.?'"), strings.HasPrefix(message, "unsupported syntax '[?'"),
		strings.HasPrefix(message, "unsupported syntax '?'"):
		r = reason.New("rule.optional", "found an optional \"?\", expected has(x.f) or default(x.f, fallback)")
	case strings.Contains(message, "recursion limit exceeded"):
		offset = 0
		r = reason.New("rule.too-deep",
			"found an expression nested deeper than {most} levels, expected parts with names of their own",
			lastNumber(message))
	case strings.Contains(message, "expression count exceeds limit"):
		r = reason.New("rule.more-parts",
			"found an expression of more than {most} parts, expected parts with names of their own",
			lastNumber(strings.Split(message, " while")[0]))
	case message == wrongHas:
		r = reason.New("rule.has-of-what",
			"found something else in has(), expected a field or a variable: has(x.field)")
	case message == wrongNames:
		r = reason.New("rule.fold-names", "found one name twice, expected one for the elements and one for what "+
			"was made so far: {form}", macroForms["fold"])
	case strings.HasPrefix(message, wrongName):
		r = reason.New("rule.macro-name",
			"found an expression, expected a name: {form}",
			macroForms[strings.TrimPrefix(message, wrongName)])
	default:
		r = reason.New("rule.syntax", "{detail}", strings.ToLower(message[:1])+message[1:])
	}
	return l.src.ErrorAt(offset, r, "")
}

func lastNumber(message string) string {
	fields := strings.FieldsFunc(message, func(r rune) bool { return r < '0' || r > '9' })
	if len(fields) == 0 {
		return "?"
	}
	return fields[len(fields)-1]
}

// expected says what was found at the token i and what was expected there.
func (l *lexed) expected(i int, message string) reason.Reason {
	found := l.tokenName(i)
	switch {
	case message == "unexpected token after expression":
		return l.afterExpression(i)
	case message == "unexpected token", strings.Contains(message, "expecting expression"):
		switch before := l.wordAt(i - 1); {
		case before == "<" && l.wordAt(i) == ">":
			return instead(quote("<>"), "!=")
		case l.wordAt(i) == "=":
			return reason.New("rule.single-equals",
				"found {found}, expected \"==\", \"<=\" or \">=\" to compare", found)
		}
		return reason.New("rule.want-value", "found {found}, expected a value", found)
	case message == "expected ':' in conditional expression":
		return reason.New("rule.want-otherwise",
			"found {found}, expected \":\" and what holds otherwise: condition ? a : b", found)
	case message == "expected ':' in map entry":
		return reason.New("rule.want-entry", "found {found}, expected \":\" and a value: {{\"key\": value}}", found)
	case message == "expected identifier after '.'":
		return reason.New("rule.want-field", "found {found}, expected the name of a field after \".\"", found)
	case message == "invalid int literal" || message == "invalid double literal":
		return notNumber(found)
	}
	if m := expecting.FindStringSubmatch(message); m != nil {
		return reason.New("rule.want-sign", "found {found}, expected {want}{more}", found, quote(m[1]), l.separator(i))
	}
	if what, ok := strings.CutPrefix(message, "expected "); ok {
		return reason.New("rule.want-sign",
			"found {found}, expected {want}{more}", found, strings.ReplaceAll(what, "'", "\""), l.separator(i))
	}
	return reason.New("rule.unexpected", "found {found}: {detail}", found, message)
}

// separator helps where a bracket was expected to be closed before a value: a comma is missing.
func (l *lexed) separator(i int) reason.Reason {
	if t := l.tokens[min(i, len(l.tokens)-1)]; t.kind == tokenNumber || t.kind == tokenText || t.kind == tokenName {
		return reason.New("rule.or-comma", " or \",\"")
	}
	return reason.Reason{}
}

// afterExpression says what is wrong with a token where only an operator or the end can stand.
func (l *lexed) afterExpression(i int) reason.Reason {
	found := l.tokenName(i)
	better := map[string]string{
		"and": "&&", "AND": "&&", "or": "||", "OR": "||", "is": "==", "equals": "==", "then": "?", "else": ":",
		"mod": "%",
	}
	if l.wordAt(i) == "=" {
		if l.wordAt(i+1) == "!" {
			return instead(quote("=!"), "!=")
		}
		return instead(quote("="), "==")
	}
	if operator, ok := better[l.wordAt(i)]; ok {
		return instead(found, operator)
	}
	if before := l.wordAt(i - 1); before == "not" || before == "NOT" {
		return instead(quote(before), "!")
	}
	return reason.New("rule.want-operator", "found {found}, expected an operator or the end", found)
}
