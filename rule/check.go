package rule

import (
	"slices"
	"strings"

	"cel.dev/cel-go/checker"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// checking is the check of one expression: what the language refuses, then the types, then what types cannot say.
type checking struct {
	env      *Env
	lang     *language
	lexed    *lexed
	tree     *ast.AST
	errors   document.Errors
	reported map[int64]bool     // nodes that have had their error
	exprs    map[int64]ast.Expr // by id, of the tree as parsed
	scope    []string           // the names of the comprehensions around
	inside   map[int64][]string // the names of the comprehensions around a name
}

// check returns the tree with its types, or everything that is wrong.
func (e *Env) check(src document.Source) (*ast.AST, *lexed, document.Errors) {
	lang, err := theLanguage()
	if err != nil {
		return nil, nil, document.Errors{src.ErrorAt(0, foreignReason(err), "")}
	}
	tree, l, errs := e.parse(src)
	if tree == nil {
		return nil, l, errs
	}
	c := &checking{env: e, lang: lang, lexed: l, tree: tree, errors: errs, reported: map[int64]bool{},
		exprs: map[int64]ast.Expr{}, inside: map[int64][]string{}}
	for _, p := range e.params {
		c.scope = append(c.scope, p.Name)
	}
	c.before(tree.Expr())
	if n, most := len(c.exprs), e.settings.limits.Nodes; n > most {
		return nil, l, document.Errors{src.ErrorAt(0, reason.New("rule.too-many-parts",
			"found an expression of {parts} parts, expected at most {most}: give parts names of their own",
			n, most), "")}
	}
	checked, issues := checker.Check(tree, common.NewTextSource(string(l.runes)), e.checker)
	c.tree = checked
	for _, issue := range issues.GetErrors() {
		c.typeError(issue)
	}
	if len(c.errors) == 0 {
		c.after(checked.Expr())
	}
	return checked, l, c.errors
}

func (c *checking) fail(offset int, nearest string, r reason.Reason) {
	c.errors = append(c.errors, c.lexed.src.ErrorAt(offset, r, nearest))
}

// offsetOf returns where a node is pointed at: the name of a field or function, an operator, a literal.
func offsetOf(l *lexed, tree *ast.AST, e ast.Expr) int {
	span, ok := tree.SourceInfo().GetOffsetRange(e.ID())
	if !ok {
		return 0
	}
	start := int(span.Start)
	i := l.at(start)
	switch l.wordAt(i) {
	case ".":
		if e.Kind() == ast.SelectKind {
			return l.tokens[min(i+1, len(l.tokens)-1)].start
		}
	case "(":
		if e.Kind() == ast.SelectKind {
			return l.tokens[l.closing(i)-1].start // has(x.field)
		}
		if i > 0 && l.tokens[i-1].kind == tokenName {
			return l.tokens[i-1].start
		}
	}
	return start
}

func (c *checking) offset(e ast.Expr) int { return offsetOf(c.lexed, c.tree, e) }

// before walks over the tree as parsed and reports what the language refuses whatever its types are.
func (c *checking) before(e ast.Expr) {
	c.exprs[e.ID()] = e
	switch e.Kind() {
	case ast.IdentKind:
		c.inside[e.ID()] = slices.Clone(c.scope)
	case ast.LiteralKind:
		switch e.AsLiteral().Type() {
		case types.NullType:
			c.refuse(e, refusedNull)
		case types.BytesType:
			c.refuse(e, refusedBytes("b"))
		}
	case ast.SelectKind:
		c.before(e.AsSelect().Operand())
	case ast.CallKind:
		c.beforeCall(e)
	case ast.ListKind:
		for _, item := range e.AsList().Elements() {
			c.before(item)
		}
	case ast.MapKind:
		for _, entry := range e.AsMap().Entries() {
			c.before(entry.AsMapEntry().Key())
			c.before(entry.AsMapEntry().Value())
		}
	case ast.StructKind:
		c.refuse(e, refusedMessage)
		for _, field := range e.AsStruct().Fields() {
			c.before(field.AsStructField().Value())
		}
	case ast.ComprehensionKind:
		fold := e.AsComprehension()
		c.before(fold.IterRange())
		c.before(fold.AccuInit())
		depth := len(c.scope)
		c.scope = append(c.scope, names(fold)...)
		for _, part := range []ast.Expr{fold.LoopCondition(), fold.LoopStep(), fold.Result()} {
			c.before(part)
		}
		c.scope = c.scope[:depth]
	}
}

// names are those that a macro gives.
func names(fold ast.ComprehensionExpr) []string {
	return slices.DeleteFunc([]string{fold.IterVar(), fold.AccuVar()}, func(name string) bool { return name[0] == '@' })
}

func (c *checking) refuse(e ast.Expr, r reason.Reason) {
	c.reported[e.ID()] = true
	c.fail(c.offset(e), "", r)
}

func (c *checking) beforeCall(e ast.Expr) {
	call := e.AsCall()
	name := call.FunctionName()
	if name == operators.Divide {
		c.refuse(e, refusedDivision)
	}
	prefix, isName := "", false
	if call.IsMemberFunction() {
		prefix, isName = qualified(call.Target())
	}
	full := prefix + "." + name
	if instead, ok := c.lang.refused[full]; ok && isName && !c.declares(prefix) {
		c.refuse(e, refusedFunction(full, instead))
		markAll(c.reported, e) // cel.bind and its like declare names of their own
	} else if instead, ok := c.lang.refused[name]; ok && !slices.Contains(c.env.names, name) {
		c.refuse(e, refusedFunction(name, instead))
		if call.IsMemberFunction() && len(call.Args()) > 1 {
			markAll(c.reported, e) // so do macros
		}
	}
	if call.IsMemberFunction() {
		c.before(call.Target())
	}
	for _, arg := range call.Args() {
		c.before(arg)
	}
}

func refusedFunction(name string, instead reason.Reason) reason.Reason {
	return reason.New("rule.refused-function",
		"found {function}(), which the language has not: {instead}", name, instead)
}

// declares reports whether a name, or its first part, is a variable.
func (c *checking) declares(name string) bool {
	first, _, _ := strings.Cut(name, ".")
	_, ok := c.env.index[first]
	return ok || slices.Contains(c.scope, first)
}

// qualified returns a.b of the tree of a.b.
func qualified(e ast.Expr) (string, bool) {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent(), true
	case ast.SelectKind:
		if prefix, ok := qualified(e.AsSelect().Operand()); ok && !e.AsSelect().IsTestOnly() {
			return prefix + "." + e.AsSelect().FieldName(), true
		}
	}
	return "", false
}

func markAll(marked map[int64]bool, e ast.Expr) {
	ast.PreOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) { marked[e.ID()] = true }))
}
