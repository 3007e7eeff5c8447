package rule

import (
	"math"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// Compile checks an expression and makes a program of it. The error is of type Errors and holds everything
// that is wrong. want lists the types of result that are accepted; none means any.
func (e *Env) Compile(src document.Source, want ...Type) (*Program, error) {
	if over := e.budget.takeSource(src.Text()); !over.IsZero() {
		return nil, document.Errors{src.ErrorAt(0, over, "")}
	}
	tree, l, errs := e.check(src)
	if len(errs) > 0 {
		return nil, sorted(errs)
	}
	c := &compiler{env: e, tree: tree, lexed: l, src: src, size: ast.NodeCount(tree)}
	for _, p := range e.params {
		c.scope = append(c.scope, scoped{p.Name, p.Name, p.Type})
	}
	typ := e.records.typeOf(tree.GetType(tree.Expr().ID()))
	if fitted, ok := fit(typ, want); ok {
		typ = fitted
	} else {
		return nil, document.Errors{src.ErrorAt(offsetOf(l, tree, tree.Expr()), wrongType(typ, want), "")}
	}
	root, _ := c.build(tree.Expr())
	if most := e.settings.limits.Nodes; c.size > most && len(c.errors) == 0 {
		c.fail(tree.Expr(), reason.New("rule.too-many-parts-called",
			"found an expression of {parts} parts with those of the functions that it calls, expected at most {most}",
			c.size, most))
	}
	if over := e.budget.takeConstants(c.cost); !over.IsZero() && len(c.errors) == 0 {
		c.fail(tree.Expr(), over)
	}
	if len(c.errors) > 0 {
		return nil, sorted(c.errors)
	}
	p := &Program{src: src, env: e, settings: e.settings, root: root, typ: typ, uses: c.uses, size: c.size}
	p.analyze()
	return p, nil
}

// sorted returns the errors by place, the first of each place.
func sorted(e document.Errors) document.Errors {
	e.Sort()
	return slices.CompactFunc(e, func(a, b *document.Error) bool { return a.Position == b.Position })
}

// fit returns the type of the result; a list or map that is known to be empty takes the type that is wanted.
func fit(typ Type, want []Type) (Type, bool) {
	if len(want) == 0 {
		return typ, typ.valid().IsZero()
	}
	for _, w := range want {
		if typ.Equal(w) {
			return w, true
		}
	}
	for _, w := range want {
		if fits(typ, w) {
			return w, true
		}
	}
	return Type{}, false
}

func fits(typ, want Type) bool {
	if typ.IsZero() {
		return true
	}
	if typ.kind != want.kind || typ.rec != want.rec {
		return false
	}
	return typ.elem == nil || fits(*typ.elem, *want.elem)
}

func wrongType(typ Type, want []Type) reason.Reason {
	if len(want) == 0 {
		return reason.New("rule.empty-untyped", "found an empty {kind}, whose type cannot be told", typ.kindName())
	}
	wanted := reason.New("rule.a", "a {one}", want[0])
	for _, w := range want[1:] {
		wanted = reason.New("rule.or-a", "{some} or a {one}", wanted, w)
	}
	found := reason.New("rule.a", "a {one}", typ)
	if typ.elem != nil && typ.elem.IsZero() {
		found = reason.New("rule.an-empty", "an empty {kind}", typ.kindName())
	}
	return reason.New("rule.wrong-type", "found {found}, expected {want}", found, wanted)
}

// compiler makes nodes of a checked tree.
type compiler struct {
	env    *Env
	tree   *ast.AST
	lexed  *lexed
	src    document.Source
	scope  []scoped
	uses   []int // indexes of the variables that it reads, its definitions included
	size   int   // in parts, with those of the functions that it calls
	cost   int64 // of the constant parts so far: they have one limit together
	errors document.Errors
}

// scoped is a variable of a comprehension: its name, its type, and how what it goes over is written.
type scoped struct {
	name, path string
	typ        Type
}

// free says what a part needs from outside: nothing is a constant.
type free struct {
	outside bool // variables, or functions of the caller
	reads   bool // variables
	slot    int  // the outermost comprehension variable, or closed
}

const closed = math.MaxInt

func (f free) and(g free) free {
	return free{f.outside || g.outside, f.reads || g.reads, min(f.slot, g.slot)}
}

func (c *compiler) at(e ast.Expr) at { return at{c.src, offsetOf(c.lexed, c.tree, e)} }

func (c *compiler) typeOf(e ast.Expr) Type { return c.env.records.typeOf(c.tree.GetType(e.ID())) }

func (c *compiler) fail(e ast.Expr, r reason.Reason) (node, free) {
	c.errors = append(c.errors, c.src.ErrorAt(offsetOf(c.lexed, c.tree, e), r, ""))
	return &constNode{}, free{slot: closed, outside: true}
}

// build makes the node of an expression.
func (c *compiler) build(e ast.Expr) (node, free) {
	n, f := c.part(e)
	if _, constant := n.(*constNode); constant || f.outside || f.slot != closed || len(c.errors) > 0 {
		return n, f
	}
	r := newRun(Row(nil), c.env.settings)
	r.cost, r.limits = c.cost, &c.env.settings.folding
	v, err := n.eval(r)
	c.cost = r.cost
	r.free()
	if err != nil {
		return c.foldFailed(e, err)
	}
	return &constNode{v}, f
}

// foldFailed reports a constant part that cannot be worked out.
func (c *compiler) foldFailed(e ast.Expr, err error) (node, free) {
	switch err := err.(type) {
	case *EvalError:
		found := c.src.File().ErrorAt(err.Position.Line, err.Position.Column, err.Reason())
		found.Position = err.Position
		c.errors = append(c.errors, found)
		return &constNode{}, free{outside: true, slot: closed}
	case *LimitError:
		if err.Limit == limitCost.String() {
			return c.fail(e, reason.New("rule.constants-cost",
				"found constant parts that cost {found} or more to work out, expected at most {most}",
				err.Found, err.Bound))
		}
		return c.fail(e, err.Reason)
	case *AbsentError:
		return c.fail(e, reason.New("rule.absent-clock",
			"{path} is absent: the time of day of a date is not known", err.Path))
	}
	return c.fail(e, foreignReason(err))
}

func (c *compiler) part(e ast.Expr) (node, free) {
	switch e.Kind() {
	case ast.LiteralKind:
		return c.literal(e)
	case ast.IdentKind:
		return c.name(e)
	case ast.SelectKind:
		return c.selection(e)
	case ast.CallKind:
		return c.call(e)
	case ast.ListKind:
		return c.list(e)
	case ast.MapKind:
		return c.mapping(e)
	case ast.ComprehensionKind:
		return c.fold(e)
	}
	return c.fail(e, reason.New("rule.strange-part", "found something that the language has not"))
}

func (c *compiler) literal(e ast.Expr) (node, free) {
	constant := free{slot: closed}
	switch v := e.AsLiteral().(type) {
	case types.Bool:
		return &constNode{Bool(bool(v))}, constant
	case types.String:
		return &constNode{String(string(v))}, constant
	case types.Int:
		return c.number(e, int64(v))
	}
	return c.fail(e, reason.New("rule.strange-literal", "found a literal that the language has not"))
}

// number finds the number that the lexer took out. The parser folds a minus into the literal after it.
func (c *compiler) number(e ast.Expr, value int64) (node, free) {
	span, _ := c.tree.SourceInfo().GetOffsetRange(e.ID())
	i := c.lexed.at(int(span.Start))
	negative := c.lexed.wordAt(i) == "-"
	if negative {
		i++
	}
	x, written := c.lexed.numbers[c.lexed.tokens[min(i, len(c.lexed.tokens)-1)].start]
	if !written || negative != (value < 0) {
		return c.fail(e, reason.New("rule.unreadable-number", "found a number that cannot be read"))
	}
	if negative {
		x = x.neg()
	}
	return &constNode{number(x)}, free{slot: closed}
}

func (c *compiler) name(e ast.Expr) (node, free) {
	name := e.AsIdent()
	global := strings.TrimPrefix(name, ".")
	if global == name {
		for slot := len(c.scope) - 1; slot >= 0; slot-- {
			if c.scope[slot].name == name {
				return &localNode{slot: slot, typ: c.scope[slot].typ}, free{slot: slot}
			}
		}
	}
	i := c.env.index[global]
	outside := free{outside: true, reads: true, slot: closed}
	if define, ok := c.env.defines[i]; ok {
		for _, j := range define.program.uses {
			if define.remap != nil {
				j = define.remap[j]
			}
			c.use(j)
		}
		return define, outside
	}
	c.use(i)
	a := c.at(e)
	return &varNode{index: i, typ: c.env.vars[i].Type, name: global, absent: c.absent(a, global), at: a}, outside
}

func (c *compiler) use(i int) {
	if !slices.Contains(c.uses, i) {
		c.uses = append(c.uses, i)
	}
}

func (c *compiler) absent(a at, path string) *AbsentError {
	return &AbsentError{Path: path, Reason: reason.New("rule.absent", "{path} is absent", path), Position: a.position()}
}

func (c *compiler) selection(e ast.Expr) (node, free) {
	s := e.AsSelect()
	operand, f := c.build(s.Operand())
	typ := c.typeOf(s.Operand())
	a := c.at(e)
	switch typ.kind {
	case kindMap:
		if s.IsTestOnly() {
			return &hasNode{operand: operand, key: s.FieldName(), at: a}, f
		}
		return &entryNode{mapping: operand, key: &constNode{String(s.FieldName())}, typ: *typ.elem, at: a}, f
	case kindTime:
		return c.builtin(e, c.timePart(s.FieldName()), []node{operand}, f)
	case kindRecord:
		i := typ.rec.Index(s.FieldName())
		if s.IsTestOnly() {
			return &hasNode{operand: operand, index: i, at: a}, f
		}
		return &fieldNode{operand: operand, rec: typ.rec, index: i, absent: c.absent(a, c.path(e)), at: a}, f
	}
	return c.fail(e, reason.New("rule.field-of", "found a field of a {type}", typ))
}

// timePart finds the function behind t.year.
func (c *compiler) timePart(name string) *builtin {
	lang, _ := theLanguage()
	for _, b := range lang.byName[name] {
		if args := b.args(); len(args) == 1 && args[0] == "time" {
			return b
		}
	}
	return nil
}

// path returns how what an expression reads is written, for an AbsentError.
func (c *compiler) path(e ast.Expr) string {
	switch e.Kind() {
	case ast.IdentKind:
		for slot := len(c.scope) - 1; slot >= 0; slot-- {
			if c.scope[slot].name == e.AsIdent() {
				return c.scope[slot].path
			}
		}
		return strings.TrimPrefix(e.AsIdent(), ".")
	case ast.SelectKind:
		return c.path(e.AsSelect().Operand()) + "." + e.AsSelect().FieldName()
	case ast.CallKind:
		if args := e.AsCall().Args(); e.AsCall().FunctionName() == operators.Index {
			if key, ok := constantText(args[1]); ok {
				return entryPath(c.path(args[0]), key)
			}
			return c.path(args[0]) + "[…]"
		}
		return strings.Trim(e.AsCall().FunctionName(), "_@") + "(…)"
	case ast.ComprehensionKind:
		switch fold := e.AsComprehension(); {
		case fold.IterVar() == bound:
			return "bind(…)"
		case foldOf(fold.AccuVar()) == foldFold:
			return "fold(…)"
		default:
			return c.path(fold.IterRange())
		}
	}
	return "…"
}

func (c *compiler) list(e ast.Expr) (node, free) {
	f := free{slot: closed}
	n := &listNode{elem: *c.typeOf(e).elem, at: c.at(e)}
	for _, item := range e.AsList().Elements() {
		part, needs := c.build(item)
		n.items, f = append(n.items, part), f.and(needs)
	}
	return n, f
}

func (c *compiler) mapping(e ast.Expr) (node, free) {
	f := free{slot: closed}
	n := &mapNode{elem: *c.typeOf(e).elem, at: c.at(e)}
	seen := map[string]bool{}
	for _, item := range e.AsMap().Entries() {
		entry := item.AsMapEntry()
		key, needsKey := c.build(entry.Key())
		value, needs := c.build(entry.Value())
		if k, ok := key.(*constNode); ok {
			if seen[k.value.s] {
				c.fail(entry.Key(), reason.New("rule.key-written-twice",
					"found the key {key:q} twice, expected it once", k.value.s))
			}
			seen[k.value.s] = true
		}
		n.keys, n.values, f = append(n.keys, key), append(n.values, value), f.and(needsKey).and(needs)
	}
	return n, f
}
