package rule

import (
	"slices"
	"strings"
	"sync"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/gongguo/gongguo/ledger/reason"
)

// after walks over the tree with its types and reports what types cannot say.
func (c *checking) after(e ast.Expr) {
	c.afterType(e)
	switch e.Kind() {
	case ast.SelectKind:
		s := e.AsSelect()
		if typ := c.env.records.typeOf(c.tree.GetType(s.Operand().ID())); s.IsTestOnly() && typ.kind == kindTime {
			c.fail(c.offset(e), "", reason.New("rule.has-of-time",
				"found has() of a part of a time, expected a field of a record"))
		}
		c.knownKey(e, s.Operand(), s.FieldName())
		c.after(s.Operand())
	case ast.CallKind:
		c.afterCall(e)
	case ast.ListKind:
		for _, item := range e.AsList().Elements() {
			c.after(item)
		}
	case ast.MapKind:
		for _, entry := range e.AsMap().Entries() {
			c.after(entry.AsMapEntry().Key())
			c.after(entry.AsMapEntry().Value())
		}
	case ast.ComprehensionKind:
		c.afterMacro(e)
	}
}

func (c *checking) afterMacro(e ast.Expr) {
	fold := e.AsComprehension()
	kind, parts := foldOf(fold.AccuVar()), []ast.Expr{fold.LoopStep()}
	switch {
	case fold.IterVar() == bound:
		c.after(fold.AccuInit())
		parts = []ast.Expr{fold.Result()}
	case c.tree.GetType(fold.IterRange().ID()).Kind() == types.MapKind && kind.ordered():
		c.fail(c.offset(e), "", refusedMapRange)
		fallthrough
	default:
		c.after(fold.IterRange())
		if kind == foldFold {
			c.after(fold.AccuInit())
		}
	}
	depth := len(c.scope)
	c.scope = append(c.scope, names(fold)...)
	for _, part := range parts {
		c.after(part)
	}
	c.scope = c.scope[:depth]
}

// afterType reports lists and maps of several types, keys that are no strings, and types that cannot be told.
func (c *checking) afterType(e ast.Expr) {
	typ := c.tree.GetType(e.ID())
	switch {
	case e.Kind() == ast.ListKind && typ.Parameters()[0].Kind() == types.DynKind && e.AsList().Size() > 0:
		c.mixed(e, e.AsList().Elements(), reason.New("rule.in-list", "a list of"))
	case e.Kind() == ast.MapKind && e.AsMap().Size() > 0:
		var keys, values []ast.Expr
		for _, entry := range e.AsMap().Entries() {
			keys, values = append(keys, entry.AsMapEntry().Key()), append(values, entry.AsMapEntry().Value())
		}
		for _, key := range keys {
			if c.tree.GetType(key.ID()).Kind() != types.StringKind {
				c.fail(c.offset(key), "", reason.New("rule.key-no-string",
					"found a {found} as the key of a map, expected a string", c.typeName(key)))
			}
		}
		if typ.Parameters()[1].Kind() == types.DynKind {
			c.mixed(e, values, reason.New("rule.in-map", "a map of"))
		}
	case typ.Kind() == types.DynKind || typ.Kind() == types.TypeParamKind:
		c.fail(c.offset(e), "", reason.New("rule.untyped-type",
			"found a value whose type cannot be told: it comes from an empty list or map"))
	case typ.Kind() == types.MapKind && typ.Parameters()[0].Kind() != types.StringKind && e.Kind() != ast.MapKind &&
		typ.Parameters()[0].Kind() != types.DynKind:
		c.fail(c.offset(e), "", reason.New("rule.keys-no-strings", "found a map with keys that are no strings"))
	}
}

// mixed reports elements of different types.
func (c *checking) mixed(e ast.Expr, items []ast.Expr, what reason.Reason) {
	first := c.typeName(items[0])
	for _, item := range items[1:] {
		if found := c.typeName(item); found != first {
			c.fail(c.offset(item), "", reason.New("rule.mixed-types",
				"found {what} {first} and {found}, expected one type", what, first, found))
			return
		}
	}
	c.fail(c.offset(e), "", reason.New("rule.untyped-types", "found {what} values whose type cannot be told", what))
}

func (c *checking) afterCall(e ast.Expr) {
	call := e.AsCall()
	args := call.Args()
	switch call.FunctionName() {
	case operators.Equals, operators.NotEquals, operators.In:
		for _, arg := range args {
			typ := c.env.records.typeOf(c.tree.GetType(arg.ID()))
			for typ.elem != nil {
				typ = *typ.elem
			}
			if typ.kind == kindRecord {
				c.fail(c.offset(e), "", reason.New("rule.record-compared",
					"found {record} being compared, expected a field of it: records cannot be compared", typ))
				break
			}
		}
		c.knownTexts(call.FunctionName(), args)
	case operators.Index:
		if key, ok := constantText(args[1]); ok {
			c.knownKey(e, args[0], key)
		}
	case "@has":
		c.hasVariable(e, args[0])
	case "workdays", "isWorkday":
		if c.env.settings.calendar == nil {
			c.fail(c.offset(e), "", reason.New("rule.needs-calendar",
				"found {function}(), which needs a calendar of working days, and there is none", call.FunctionName()))
		}
	}
	for _, f := range c.env.funcs {
		if f.Name == call.FunctionName() && f.OneOf != nil && len(args) > 0 && !call.IsMemberFunction() {
			c.knownText(args[0], f.OneOf, f.Name+"()")
			break
		}
	}
	if call.IsMemberFunction() {
		c.after(call.Target())
	}
	for _, arg := range args {
		c.after(arg)
	}
}

func (c *checking) hasVariable(e, arg ast.Expr) {
	name := strings.TrimPrefix(arg.AsIdent(), ".")
	i, ok := c.env.index[name]
	switch {
	case slices.Contains(c.scope, name):
		c.fail(c.offset(arg), "", reason.New("rule.has-of-element",
			"found has({name}) of a name that the expression gives, "+
				"expected a field of it, or a variable: has({name}.field)", name))
	case ok && c.env.vars[i].Define != nil:
		c.fail(c.offset(arg), "", reason.New("rule.has-of-definition",
			"found has({name}) of a definition, expected a field or a variable", name))
	}
}

// constantText returns the value of a text literal.
func constantText(e ast.Expr) (string, bool) {
	if e.Kind() != ast.LiteralKind {
		return "", false
	}
	s, ok := e.AsLiteral().(types.String)
	return string(s), ok
}

// knownKey reports a constant key that a map with known keys, a variable or a field, has not.
func (c *checking) knownKey(e, operand ast.Expr, key string) {
	keys, what := c.keysOf(operand)
	if keys == nil || slices.Contains(keys, key) {
		return
	}
	hint, near := nearestOrAll(key, keys)
	offset := c.offset(e)
	if e.Kind() == ast.CallKind {
		offset = c.offset(e.AsCall().Args()[1])
	}
	c.fail(offset, near, reason.New("rule.undeclared-key",
		"found the key {key:q} of {map}, expected a declared one{hint}", key, what, hint))
}

// keysOf are the keys that a map is known to have, and how it is called; nil: not known.
func (c *checking) keysOf(e ast.Expr) ([]string, string) {
	v, f, what := c.declared(e)
	switch {
	case v != nil:
		return v.Keys, what
	case f != nil:
		return f.Keys, what
	}
	return nil, ""
}

// declared is the variable or the field that an expression names, and how it is called; neither: it is something else.
func (c *checking) declared(e ast.Expr) (*Var, *Field, string) {
	switch e.Kind() {
	case ast.IdentKind:
		if i, ok := c.env.index[strings.TrimPrefix(e.AsIdent(), ".")]; ok && !slices.Contains(c.scope, e.AsIdent()) {
			return &c.env.vars[i], nil, c.env.vars[i].Name
		}
	case ast.SelectKind:
		rec, ok := c.env.records.typeOf(c.tree.GetType(e.AsSelect().Operand().ID())).Record()
		if !ok || e.AsSelect().IsTestOnly() {
			return nil, nil, ""
		}
		if i := rec.Index(e.AsSelect().FieldName()); i >= 0 {
			return nil, &rec.Fields[i], rec.Name + "." + rec.Fields[i].Name
		}
	}
	return nil, nil, ""
}

// knownTexts reports constants that a variable or field is compared with and cannot be.
func (c *checking) knownTexts(operator string, args []ast.Expr) {
	for i, arg := range args {
		texts, what := c.textsOf(arg)
		if texts == nil || operator == operators.In && i > 0 {
			continue
		}
		other := args[1-i]
		if operator != operators.In {
			c.knownText(other, texts, what)
		} else if other.Kind() == ast.ListKind {
			for _, item := range other.AsList().Elements() {
				c.knownText(item, texts, what)
			}
		}
	}
}

// textsOf are the texts that a variable, a field or an entry of a map can be, and how it is called; nil: not known. One
// that default() stands for may be the fallback too.
func (c *checking) textsOf(e ast.Expr) ([]string, string) {
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == "default" && len(e.AsCall().Args()) == 2 {
		texts, what := c.textsOf(e.AsCall().Args()[0])
		fallback, constant := constantText(e.AsCall().Args()[1])
		if texts == nil || !constant {
			return nil, ""
		}
		return append(slices.Clone(texts), fallback), what
	}
	v, f, what := c.declared(c.mapOf(e))
	switch {
	case v != nil:
		return v.OneOf, what
	case f != nil:
		return f.OneOf, what
	}
	return nil, ""
}

// mapOf is the map of which an expression is an entry, m["key"] or m.key, or else the expression itself.
func (c *checking) mapOf(e ast.Expr) ast.Expr {
	switch {
	case e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Index:
		return e.AsCall().Args()[0]
	case e.Kind() == ast.SelectKind && !e.AsSelect().IsTestOnly():
		if of := c.env.records.typeOf(c.tree.GetType(e.AsSelect().Operand().ID())); of.kind == kindMap {
			return e.AsSelect().Operand()
		}
	}
	return e
}

func (c *checking) knownText(e ast.Expr, texts []string, what string) {
	text, ok := constantText(e)
	if !ok || text == "" || slices.Contains(texts, text) {
		return
	}
	hint, near := nearest(text, texts)
	if near == "" && len(texts) <= 12 {
		hint = theNames(texts)
	}
	c.fail(c.offset(e), near, reason.New("rule.undeclared-text",
		"found {text:q}, expected one of the texts of {of}{hint}", text, what, hint))
}

// noSuchKey says that a map has not a key, and which one is nearest.
func noSuchKey(key string, keys []string) sentence {
	return func() reason.Reason {
		return reason.New("rule.no-key", "found no key {key:q} in the map{hint}", key,
			&nearestKey{key: key, keys: keys})
	}
}

// nearestKey is the hint at a key of a map. It is looked for once, and when somebody reads the sentence.
type nearestKey struct {
	key  string
	keys []string
	once sync.Once
	hint reason.Reason
}

// Reason is the hint; the zero Reason: no key is near.
func (n *nearestKey) Reason() reason.Reason {
	n.once.Do(func() { n.hint, _ = nearest(n.key, n.keys) })
	return n.hint
}
