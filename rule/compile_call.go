package rule

import (
	"regexp"
	"regexp/syntax"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/gongguo/gongguo/ledger/reason"
)

// call makes the node of a function or an operator.
func (c *compiler) call(e ast.Expr) (node, free) {
	call := e.AsCall()
	exprs := call.Args()
	if call.IsMemberFunction() {
		exprs = append([]ast.Expr{call.Target()}, exprs...)
	}
	args := make([]node, len(exprs))
	f := free{slot: closed}
	for i, expr := range exprs {
		var needs free
		args[i], needs = c.build(expr)
		f = f.and(needs)
	}
	a := c.at(e)
	switch call.FunctionName() {
	case operators.LogicalAnd, operators.LogicalOr:
		return &logicNode{terms: args, decide: call.FunctionName() == operators.LogicalOr, at: a}, f
	case operators.LogicalNot:
		return &notNode{args[0], a}, f
	case operators.Conditional:
		return &condNode{args[0], args[1], args[2], a}, f
	case operators.Index:
		typ := c.typeOf(exprs[0])
		if typ.kind == kindMap {
			return &entryNode{args[0], args[1], *typ.elem, a}, f
		}
		return &elementNode{args[0], args[1], *typ.elem, a}, f
	case "default":
		return &defaultNode{args[0], args[1], a}, f
	case "@has":
		if variable, ok := args[0].(*varNode); ok {
			return &hasNode{variable: variable, at: a}, f
		}
		return c.fail(e, reason.New("rule.has-of-something",
			"found has() of something else, expected a field or a variable"))
	}
	overloads := c.tree.GetOverloadIDs(e.ID())
	if len(overloads) != 1 {
		return c.fail(e, reason.New("rule.untyped-call",
			"found a call whose types cannot be told: it has an empty list or map"))
	}
	if own, ok := c.env.funcs[overloads[0]]; ok {
		if own.Define != nil {
			return c.apply(a, own, args, f)
		}
		f.outside = true
		return &callNode{args: args, call: own.function(), settings: c.env.settings, at: a, result: own.Result}, f
	}
	lang, _ := theLanguage()
	if lang.forms[overloads[0]] == nil {
		return c.fail(e, reason.New("rule.function-without-meaning",
			"found a function without a meaning: {function}", overloads[0]))
	}
	return c.builtin(e, lang.forms[overloads[0]], args, f)
}

// builtin makes the node of a function of the language.
func (c *compiler) builtin(e ast.Expr, b *builtin, args []node, f free) (node, free) {
	a := c.at(e)
	if b.binary != nil {
		ordering := b.compares() && c.typeOf(e.AsCall().Args()[0]).kind == kindTime
		return &binaryNode{args[0], args[1], b.binary, a, ordering, b.subtracts(), b.result() == "bool",
			relations[b.form]}, f
	}
	n := &callNode{args: args, call: b.call, settings: c.env.settings, at: a, result: c.typeOf(e), looks: b.looks(),
		shifts: b.shifts()}
	switch b.name() {
	case "matches":
		return c.matcher(e, n, f)
	case "clock":
		n.absent = c.absent(a, c.clockPath(e))
	case "size":
		n.length = b.args()[0] != "string"
	case "slice", "reverse":
		n.keeps = true
	}
	return n, f
}

// clockPath returns how clock(x) is written.
func (c *compiler) clockPath(e ast.Expr) string {
	switch e.Kind() {
	case ast.SelectKind:
		return "clock(" + c.path(e.AsSelect().Operand()) + ")"
	case ast.CallKind:
		if call := e.AsCall(); call.IsMemberFunction() {
			return "clock(" + c.path(call.Target()) + ")"
		} else if len(call.Args()) == 1 {
			return "clock(" + c.path(call.Args()[0]) + ")"
		}
	}
	return "clock(…)"
}

// matcher compiles the pattern of matches(), which must be known when the file is loaded.
func (c *compiler) matcher(e ast.Expr, n *callNode, f free) (node, free) {
	pattern := e.AsCall().Args()[len(e.AsCall().Args())-1]
	constant, ok := n.args[1].(*constNode)
	if !ok {
		return c.fail(pattern, reason.New("rule.pattern-worked-out",
			"found a pattern that is worked out, expected a text: s.matches(\"…\")"))
	}
	text := constant.value.s
	if limit := c.env.settings.limits.Pattern; len(text) > limit {
		return c.fail(pattern, reason.New("rule.pattern-too-long",
			"found a pattern of {size} bytes, expected at most {most}", len(text), limit))
	}
	steps, err := instructions(text)
	if err != nil {
		return c.fail(pattern, reason.New("rule.pattern-unreadable",
			"found a pattern that cannot be read: {detail}", err.Error()))
	}
	if steps > mostInstructions {
		return c.fail(pattern, reason.New("rule.pattern-too-large",
			"found a pattern of {size} steps, its repetitions written out; expected at most {most}",
			steps, mostInstructions))
	}
	compiled, err := regexp.Compile(text)
	if err != nil {
		return c.fail(pattern, reason.New("rule.pattern-unreadable",
			"found a pattern that cannot be read: {detail}", err.Error()))
	}
	n.call = func(r *run, n *callNode, a []Value) (Value, error) {
		if err := r.charge((len(a[0].s)+1)*steps/stepsOfCost, &n.at); err != nil {
			return Value{}, err
		}
		return Bool(compiled.MatchString(a[0].s)), nil
	}
	return n, f
}

// mostInstructions bounds a regular expression, whose repetitions are written out: a{1000} is a thousand.
const mostInstructions = 10_000

// instructions is how many steps a regular expression has: each is taken at most once at a byte of the text.
func instructions(pattern string) (int, error) {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return 0, err
	}
	compiled, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return 0, err
	}
	return len(compiled.Inst), nil
}

// function makes a call of a function of the caller.
func (f *Func) function() function {
	return func(r *run, n *callNode, args []Value) (Value, error) {
		if err := r.chargeArguments(args, &n.at); err != nil {
			return Value{}, err
		}
		v, err := f.Call(append([]Value(nil), args...))
		if err != nil {
			return Value{}, err
		}
		if !v.fits(f.Result) {
			return Value{}, f.wrongResult(v)
		}
		return v, nil
	}
}

func (f *Func) wrongResult(v Value) sentence {
	return func() reason.Reason {
		return reason.New("rule.wrong-result", "the result of {function}() {wrong}", f.Name, checked(v, f.Result))
	}
}
