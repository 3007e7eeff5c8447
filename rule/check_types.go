package rule

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

var quoted = regexp.MustCompile(`'([^']*)'`)

// typeError puts an error of the checker into plain words.
func (c *checking) typeError(issue *common.Error) {
	e, known := c.exprs[issue.ExprID]
	if !known || c.reported[issue.ExprID] {
		if !known {
			c.fail(c.lexed.offsetOf(issue.Location), "", reason.New("rule.types",
				"{detail}", c.plainTypes(issue.Message)))
		}
		return
	}
	var names []string
	for _, m := range quoted.FindAllStringSubmatch(issue.Message, -1) {
		names = append(names, m[1])
	}
	switch {
	case strings.HasPrefix(issue.Message, "undeclared reference"):
		if e.Kind() == ast.CallKind {
			c.unknownFunction(e)
		} else {
			c.unknownName(e, names[0])
		}
	case strings.HasPrefix(issue.Message, "found no matching overload"):
		if !slices.ContainsFunc(e.AsCall().Args(), func(arg ast.Expr) bool { return c.reported[arg.ID()] }) {
			c.noForm(e)
		}
	case strings.HasPrefix(issue.Message, "undefined field"):
		c.unknownField(e, names[0])
	case strings.HasPrefix(issue.Message, "type ") && strings.Contains(issue.Message, "field selection"):
		c.noFields(e)
	case strings.HasPrefix(issue.Message, "expression of type"):
		c.fail(c.offset(e), "", reason.New("rule.no-list",
			"found a {found} being gone over, expected a list", c.typeName(e)))
	case strings.HasPrefix(issue.Message, "expected type") && len(names) == 2:
		c.mismatch(e, c.plainTypes(names[0]), c.plainTypes(names[1]))
	default:
		c.fail(c.offset(e), "", reason.New("rule.types", "{detail}", c.plainTypes(issue.Message)))
	}
}

// mismatch reports a part that is not of the type that its place wants.
func (c *checking) mismatch(e ast.Expr, want, found string) {
	c.fail(c.offset(e), "", reason.New("rule.another-type", "found a {found}, expected a {want}", found, want))
}

var typeWords = regexp.MustCompile(`\bint\b|@[A-Za-z_0-9']+|map\(string, `)

// plainTypes puts the checker's names of types into ours.
func (c *checking) plainTypes(message string) string {
	return typeWords.ReplaceAllStringFunc(message, func(word string) string {
		switch word {
		case "int":
			return "number"
		case "map(string, ":
			return "map("
		}
		if rec, ok := c.env.records.records[word]; ok {
			return rec.Name
		}
		return strings.TrimPrefix(word, "@")
	})
}

func (c *checking) typeName(e ast.Expr) string {
	return c.env.records.typeName(c.tree.GetType(e.ID()))
}

// nearest returns ", did you mean …" and the name meant; "": none is near.
func nearest(name string, candidates []string) (hint reason.Reason, near string) {
	if near, ok := spelling.Nearest(name, candidates); ok {
		return reason.New("rule.nearest", ", did you mean {name:q}", near), near
	}
	return reason.Reason{}, ""
}

// mostNames is how many names a hint lists.
const mostNames = 24

// theNames are all names that there are, where they are few.
func theNames(names []string) reason.Reason {
	switch {
	case len(names) == 0:
		return reason.New("rule.no-names", ", and there is none")
	case len(names) > mostNames:
		return reason.Reason{}
	}
	return reason.New("rule.names", ": {names}", names)
}

// nearestOrAll is the nearest name, or all that there are.
func nearestOrAll(name string, candidates []string) (hint reason.Reason, near string) {
	if hint, near = nearest(name, candidates); near == "" {
		hint = theNames(candidates)
	}
	return hint, near
}

// noFields reports a field of something that has none.
func (c *checking) noFields(e ast.Expr) {
	field, typ := e.AsSelect().FieldName(), c.typeName(e.AsSelect().Operand())
	if c.isMethod(field) {
		c.fail(c.offset(e), "", reason.New("rule.method-as-field",
			"found .{field} of a {type}, expected .{field}()", field, typ))
		return
	}
	c.fail(c.offset(e), "", reason.New("rule.no-fields",
		"found .{field} of a {type}, expected a record or a map before the point", field, typ))
}

func (c *checking) unknownName(e ast.Expr, name string) {
	name = strings.TrimPrefix(name, ".")
	candidates := append(slices.Clone(c.inside[e.ID()]), c.variableNames()...)
	hint, near := nearest(name, candidates)
	isFunction := c.lang.byName[name] != nil || slices.Contains(c.env.names, name) && macroForms[name] == ""
	if near == "" && isFunction {
		c.fail(c.offset(e), "", reason.New("rule.function-as-name",
			"found the name {name:q}, which is a function, expected {name}(…)", name))
		return
	}
	if instead, ok := c.lang.refused[name]; ok && near == "" {
		c.fail(c.offset(e), "", reason.New("rule.refused-name",
			"found {name}, which the language has not: {instead}", name, instead))
		return
	}
	if near == "" {
		if hint, near = c.fieldOf(name); near == "" {
			hint = theNames(candidates)
		}
	}
	c.fail(c.offset(e), near, reason.New("rule.undeclared-name",
		"found the name {name:q}, expected a declared one{hint}", name, hint))
}

// fieldOf is the field of that name of the first variable that has one, a single value before a list or a map.
func (c *checking) fieldOf(name string) (hint reason.Reason, near string) {
	for _, v := range c.env.vars {
		rec, ok := v.Type.Record()
		if !ok {
			continue
		}
		i := rec.Index(name)
		if i < 0 {
			continue
		}
		if kind := rec.Fields[i].Type.kind; near == "" || kind != kindList && kind != kindMap {
			near = v.Name + "." + name
			hint = reason.New("rule.nearest", ", did you mean {name:q}", near)
			if kind != kindList && kind != kindMap {
				break
			}
		}
	}
	return hint, near
}

func (c *checking) variableNames() []string {
	names := make([]string, len(c.env.vars))
	for i, v := range c.env.vars {
		names[i] = v.Name
	}
	return names
}

func (c *checking) unknownField(e ast.Expr, field string) {
	typ := c.env.records.typeOf(c.tree.GetType(e.AsSelect().Operand().ID()))
	fields, what := timeFields, any(reason.New("rule.a-time", "a time"))
	if rec, ok := typ.Record(); ok {
		fields, what = fieldNames(rec), rec.Name
	}
	hint, near := nearestOrAll(field, fields)
	c.fail(c.offset(e), near, reason.New("rule.undeclared-field",
		"found the field {field:q} of {of}, expected a declared one{hint}", field, what, hint))
}

func (c *checking) unknownFunction(e ast.Expr) {
	name := e.AsCall().FunctionName()
	if form, ok := macroForms[name]; ok {
		c.fail(c.offset(e), "", reason.New("rule.macro-arguments",
			"found {function}() with other arguments, expected {form}", name, form))
		return
	}
	if slices.Contains(c.variableNames(), name) {
		c.fail(c.offset(e), "", reason.New("rule.value-as-function",
			"found {function}(), which is a value, expected {function}", name))
		return
	}
	hint, near := nearest(name, c.env.names)
	c.fail(c.offset(e), near, reason.New("rule.undeclared-function",
		"found the function {function}(), expected a declared one{hint}", name, hint))
}

// symbols are how operators are written.
var symbols = map[string]string{
	"_+_": "+", "_-_": "-", "_*_": "*", "_%_": "%", "-_": "-", "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=",
	"_>_": ">", "_>=_": ">=", "@in": "in", "!_": "!",
}

// noForm reports a function or operator whose arguments fit none of its forms.
func (c *checking) noForm(e ast.Expr) {
	call := e.AsCall()
	name := call.FunctionName()
	var found []string
	if call.IsMemberFunction() {
		found = append(found, c.typeName(call.Target()))
	}
	for _, arg := range call.Args() {
		found = append(found, c.typeName(arg))
	}
	switch symbol, ok := symbols[name]; {
	case ok && len(found) == 2:
		c.fail(c.offset(e), "", reason.New("rule.operands",
			"{left} {operator} {right} does not fit: {want}", found[0], symbol, found[1], c.fitting(name, found[0])))
	case ok:
		c.fail(c.offset(e), "", reason.New("rule.operand",
			"{operator}{found} does not fit: {want}", symbol, found[0], c.fitting(name, found[0])))
	case name == "default":
		c.fail(c.offset(e), "", reason.New("rule.default-types",
			"found default({found}), expected default(x, fallback) with two values of one type", found))
	case name == operators.Conditional && found[0] != "bool":
		c.fail(c.offset(call.Args()[0]), "", reason.New("rule.condition-no-bool",
			"found a {found} before \"?\", expected a bool: condition ? a : b", found[0]))
	case name == operators.Conditional:
		c.fail(c.offset(e), "", reason.New("rule.branches",
			"found {yes} and {no} on the two sides of \":\", expected one type", found[1], found[2]))
	case name == operators.Index && c.env.records.typeOf(c.tree.GetType(call.Args()[0].ID())).kind == kindRecord:
		c.fail(c.offset(e), "", reason.New("rule.record-index",
			"found {record}[…], expected {record}.field: a record is read by the names of its fields", found[0]))
	case name == operators.Index:
		c.fail(c.offset(e), "", reason.New("rule.index-types",
			"{of}[{index}] does not fit: expected list[number] or map[string]", found[0], found[1]))
	case call.IsMemberFunction() && !c.isMethod(name):
		c.fail(c.offset(e), "", reason.New("rule.no-method",
			"found x.{function}(), expected {forms}", name, alternatives(c.forms(name))))
	default:
		c.fail(c.offset(e), "", reason.New("rule.arguments",
			"found {function}({found}), expected {forms}", name, found, alternatives(c.forms(name))))
	}
}

// alternatives are ways to write something, or types, of which one is wanted.
func alternatives(all []string) reason.Reason {
	out := reason.New("rule.alternative", "{one}", all[0])
	for _, one := range all[1:] {
		out = reason.New("rule.alternatives", "{some} or {one}", out, one)
	}
	return out
}

// isMethod reports whether a function can be called as x.f().
func (c *checking) isMethod(name string) bool {
	return slices.ContainsFunc(c.lang.byName[name], func(b *builtin) bool { return b.method })
}

// forms lists how a function can be called.
func (c *checking) forms(name string) []string {
	var forms []string
	for _, b := range c.lang.byName[name] {
		if args := b.args(); len(args) > 3 && args[0] == args[3] {
			continue // min and max of many
		}
		forms = append(forms, name+"("+strings.Join(b.args(), ", ")+")")
	}
	var own []string
	for id, f := range c.env.funcs {
		if f.Name == name {
			args := make([]string, len(f.Args))
			for i, arg := range f.Args {
				args[i] = arg.String()
			}
			own = append(own, id+"|"+name+"("+strings.Join(args, ", ")+")")
		}
	}
	slices.Sort(own)
	for _, form := range own {
		_, form, _ = strings.Cut(form, "|")
		forms = append(forms, form)
	}
	return forms
}

// fitting says what an operator takes, if it can after the left operand that was found.
func (c *checking) fitting(name, left string) reason.Reason {
	switch name {
	case "_==_", "_!=_":
		return reason.New("rule.want-one-type", "expected two values of one type")
	case "@in":
		return reason.New("rule.want-element", "expected an element in a list of its type, or a string in a map")
	case "!_":
		return reason.New("rule.want-bool", "expected a bool")
	}
	var pairs, matching []string
	for _, b := range c.lang.byName[name] {
		pair := strings.ReplaceAll(strings.Join(b.args(), " "+symbols[name]+" "), "(T)", "")
		pairs = append(pairs, pair)
		if first, _, _ := strings.Cut(left, "("); strings.HasPrefix(pair, first+" ") {
			matching = append(matching, pair)
		}
	}
	if len(matching) > 0 {
		pairs = matching
	}
	return reason.New("rule.want-operands", "expected {forms}", pairs)
}
