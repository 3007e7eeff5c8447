package rule

import (
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/parser"
)

// macros are CEL's own, each with an accumulator that says which it is (see foldNames), and ours. Their
// shapes are those of CEL, for the checker; the evaluator takes the parts out again.
func macros() []parser.Macro {
	return []parser.Macro{
		parser.NewGlobalMacro(operators.Has, 1, expandHas),
		parser.NewReceiverMacro("all", 2, expandTest("@all", operators.LogicalAnd)),
		parser.NewReceiverMacro("exists", 2, expandTest("@exists", operators.LogicalOr)),
		parser.NewReceiverMacro("exists_one", 2, expandCount("@exists_one")),
		parser.NewReceiverMacro("count", 2, expandCount("@count")),
		parser.NewReceiverMacro("filter", 2, expandFilter("@filter")),
		parser.NewReceiverMacro("take_while", 2, expandFilter("@take_while")),
		parser.NewReceiverMacro("map", 2, expandMap),
		parser.NewReceiverMacro("map", 3, expandMap),
		parser.NewReceiverMacro("sum", 2, expandSum),
		parser.NewReceiverMacro("fold", 4, expandFold),
		parser.NewGlobalMacro("bind", 3, expandBind),
	}
}

// What the macros say to [lexed.syntaxError], which puts it into words. The macro stands behind the second.
const (
	wrongHas   = "@has"
	wrongName  = "@name "
	wrongNames = "@names"
)

// macroForms say how each macro is written, for messages.
var macroForms = map[string]string{
	"has":        "has(x.field)",
	"all":        "list.all(name, condition)",
	"exists":     "list.exists(name, condition)",
	"exists_one": "list.exists_one(name, condition)",
	"count":      "list.count(name, condition)",
	"filter":     "list.filter(name, condition)",
	"take_while": "list.take_while(name, condition)",
	"map":        "list.map(name, value)",
	"sum":        "list.sum(name, value)",
	"fold":       "list.fold(name, so_far, start, next)",
	"bind":       "bind(name, value, expression)",
}

func expandHas(eh parser.ExprHelper, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	switch arg := args[0]; arg.Kind() {
	case ast.SelectKind:
		if s := arg.AsSelect(); !s.IsTestOnly() {
			return eh.NewPresenceTest(s.Operand(), s.FieldName()), nil
		}
	case ast.IdentKind:
		return eh.NewCall("@has", arg), nil
	}
	return nil, eh.NewError(args[0].ID(), wrongHas)
}

// macroVariable takes the name that a macro gives to the elements.
func macroVariable(eh parser.ExprHelper, macro string, arg ast.Expr) (string, *common.Error) {
	if arg.Kind() != ast.IdentKind || !isIdentifier(arg.AsIdent()) {
		return "", eh.NewError(arg.ID(), wrongName+macro[1:])
	}
	return arg.AsIdent(), nil
}

func expandTest(accu, operator string) parser.MacroExpander {
	return func(eh parser.ExprHelper, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
		v, err := macroVariable(eh, accu, args[0])
		if err != nil {
			return nil, err
		}
		return eh.NewComprehension(target, v, accu, eh.NewLiteral(types.True), eh.NewLiteral(types.True),
			eh.NewCall(operator, eh.NewIdent(accu), args[1]), eh.NewIdent(accu)), nil
	}
}

func expandCount(accu string) parser.MacroExpander {
	return func(eh parser.ExprHelper, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
		v, err := macroVariable(eh, accu, args[0])
		if err != nil {
			return nil, err
		}
		one := eh.NewCall(operators.Add, eh.NewIdent(accu), eh.NewLiteral(types.Int(1)))
		result := eh.NewIdent(accu)
		if accu == "@exists_one" {
			result = eh.NewCall(operators.Equals, result, eh.NewLiteral(types.Int(1)))
		}
		return eh.NewComprehension(target, v, accu, eh.NewLiteral(types.Int(0)), eh.NewLiteral(types.True),
			eh.NewCall(operators.Conditional, args[1], one, eh.NewIdent(accu)), result), nil
	}
}

func expandFilter(accu string) parser.MacroExpander {
	return func(eh parser.ExprHelper, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
		return expandList(eh, accu, target, args[0], args[1], args[0])
	}
}

func expandMap(eh parser.ExprHelper, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	if len(args) == 3 {
		return expandList(eh, "@map", target, args[0], args[1], args[2])
	}
	return expandList(eh, "@map", target, args[0], nil, args[1])
}

func expandList(eh parser.ExprHelper, accu string, target, name, condition, value ast.Expr) (ast.Expr, *common.Error) {
	v, err := macroVariable(eh, accu, name)
	if err != nil {
		return nil, err
	}
	step := eh.NewCall(operators.Add, eh.NewIdent(accu), eh.NewList(value))
	if condition != nil {
		step = eh.NewCall(operators.Conditional, condition, step, eh.NewIdent(accu))
	}
	return eh.NewComprehension(target, v, accu, eh.NewList(), eh.NewLiteral(types.True), step, eh.NewIdent(accu)), nil
}

// expandSum makes sum(list.map(name, value)), of which the checker and the evaluator know all; its own accumulator lets
// it go over a map.
func expandSum(eh parser.ExprHelper, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	values, err := expandList(eh, "@sum", target, args[0], nil, args[1])
	if err != nil {
		return nil, err
	}
	return eh.NewCall("sum", values), nil
}

// expandFold makes a comprehension whose accumulator has a name that is written, which no other has.
func expandFold(eh parser.ExprHelper, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	v, err := macroVariable(eh, "@fold", args[0])
	if err != nil {
		return nil, err
	}
	soFar, err := macroVariable(eh, "@fold", args[1])
	if err != nil {
		return nil, err
	}
	if v == soFar {
		return nil, eh.NewError(args[1].ID(), wrongNames)
	}
	return eh.NewComprehension(target, v, soFar, args[2], eh.NewLiteral(types.True), args[3], eh.NewIdent(soFar)), nil
}

// bound is the name of the elements, of which there are none, in the comprehension of bind().
const bound = "@bind"

// expandBind makes what cel.bind makes: a comprehension over nothing, whose accumulator has the name and the value.
func expandBind(eh parser.ExprHelper, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	v, err := macroVariable(eh, bound, args[0])
	if err != nil {
		return nil, err
	}
	return eh.NewComprehension(eh.NewList(), bound, v, args[1], eh.NewLiteral(types.False), eh.NewIdent(v),
		args[2]), nil
}
