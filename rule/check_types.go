package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"github.com/gongguo/gongguo/ledger/spelling"
)

var quoted = regexp.MustCompile(`'([^']*)'`)

// typeError puts an error of the checker into plain words.
func (c *checking) typeError(issue *common.Error) {
	e, known := c.exprs[issue.ExprID]
	if !known || c.told[issue.ExprID] {
		if !known {
			c.fail(c.lexed.offsetOf(issue.Location), "", "%s", c.plainTypes(issue.Message))
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
		if !slices.ContainsFunc(e.AsCall().Args(), func(arg ast.Expr) bool { return c.told[arg.ID()] }) {
			c.noForm(e)
		}
	case strings.HasPrefix(issue.Message, "undefined field"):
		c.unknownField(e, names[0])
	case strings.HasPrefix(issue.Message, "type ") && strings.Contains(issue.Message, "field selection"):
		c.noFields(e)
	case strings.HasPrefix(issue.Message, "expression of type"):
		c.fail(c.offset(e), "", "found a %s being gone over, expected a list", c.shownType(e))
	case strings.HasPrefix(issue.Message, "expected type") && len(names) == 2:
		c.mismatch(e, c.plainTypes(names[0]), c.plainTypes(names[1]))
	default:
		c.fail(c.offset(e), "", "%s", c.plainTypes(issue.Message))
	}
}

// mismatch reports a part that is not of the type that its place wants.
func (c *checking) mismatch(e ast.Expr, want, found string) {
	c.fail(c.offset(e), "", "found a %s, expected a %s", found, want)
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

func (c *checking) shownType(e ast.Expr) string {
	return c.env.records.shown(c.tree.GetType(e.ID()))
}

// nearest returns ", did you mean …" and the name meant.
func nearest(name string, candidates []string) (hint, near string) {
	if near, ok := spelling.Nearest(name, candidates); ok {
		return fmt.Sprintf(", did you mean %q", near), near
	}
	return "", ""
}

// noFields reports a field of something that has none.
func (c *checking) noFields(e ast.Expr) {
	field, typ := e.AsSelect().FieldName(), c.shownType(e.AsSelect().Operand())
	if c.isMethod(field) {
		c.fail(c.offset(e), "", "found .%s of a %s, expected .%s()", field, typ, field)
		return
	}
	c.fail(c.offset(e), "", "found .%s of a %s, expected a record or a map before the point", field, typ)
}

func (c *checking) unknownName(e ast.Expr, name string) {
	name = strings.TrimPrefix(name, ".")
	candidates := append(slices.Clone(c.inside[e.ID()]), c.variableNames()...)
	hint, near := nearest(name, candidates)
	if hint == "" && c.lang.byName[name] != nil {
		c.fail(c.offset(e), "", "found the name %q, which is a function, expected %s(…)", name, name)
		return
	}
	if instead, ok := c.lang.refused[name]; ok && hint == "" {
		c.fail(c.offset(e), "", "found %s, which the language has not: %s", name, instead)
		return
	}
	c.fail(c.offset(e), near, "found the name %q, expected a declared one%s", name, hint)
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
	fields, what := timeFields, "a time"
	if rec, ok := typ.Record(); ok {
		fields, what = fieldNames(rec), rec.Name
	}
	hint, near := nearest(field, fields)
	if hint == "" && len(fields) <= 12 {
		hint = ": " + strings.Join(fields, ", ")
	}
	c.fail(c.offset(e), near, "found the field %q of %s, expected a declared one%s", field, what, hint)
}

func (c *checking) unknownFunction(e ast.Expr) {
	name := e.AsCall().FunctionName()
	if form, ok := macroForms[name]; ok {
		c.fail(c.offset(e), "", "found %s() with other arguments, expected %s", name, form)
		return
	}
	hint, near := nearest(name, c.env.names)
	c.fail(c.offset(e), near, "found the function %s(), expected a declared one%s", name, hint)
}

// symbols are how operators are written.
var symbols = map[string]string{
	"_+_": "+", "_-_": "-", "_*_": "*", "_%_": "%", "-_": "-", "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=",
	"@in": "in", "!_": "!",
}

// noForm reports a function or operator whose arguments fit none of its forms.
func (c *checking) noForm(e ast.Expr) {
	call := e.AsCall()
	name := call.FunctionName()
	var found []string
	if call.IsMemberFunction() {
		found = append(found, c.shownType(call.Target()))
	}
	for _, arg := range call.Args() {
		found = append(found, c.shownType(arg))
	}
	switch symbol, ok := symbols[name]; {
	case ok && len(found) == 2:
		c.fail(c.offset(e), "", "%s %s %s does not fit: %s", found[0], symbol, found[1], c.fitting(name, found[0]))
	case ok:
		c.fail(c.offset(e), "", "%s%s does not fit: %s", symbol, found[0], c.fitting(name, found[0]))
	case name == "default":
		c.fail(c.offset(e), "", "found default(%s), expected default(x, fallback) with two values of one type", strings.Join(found, ", "))
	case name == operators.Conditional && found[0] != "bool":
		c.fail(c.offset(call.Args()[0]), "", "found a %s before \"?\", expected a bool: condition ? a : b", found[0])
	case name == operators.Conditional:
		c.fail(c.offset(e), "", "found %s and %s on the two sides of \":\", expected one type", found[1], found[2])
	case name == operators.Index && c.env.records.typeOf(c.tree.GetType(call.Args()[0].ID())).kind == kindRecord:
		c.fail(c.offset(e), "", "found %s[…], expected %s.field: a record is read by the names of its fields", found[0], found[0])
	case name == operators.Index:
		c.fail(c.offset(e), "", "%s[%s] does not fit: expected list[number] or map[string]", found[0], found[1])
	case call.IsMemberFunction() && !c.isMethod(name):
		c.fail(c.offset(e), "", "found x.%s(), expected %s", name, strings.Join(c.forms(name), " or "))
	default:
		c.fail(c.offset(e), "", "found %s(%s), expected %s", name, strings.Join(found, ", "), strings.Join(c.forms(name), " or "))
	}
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
func (c *checking) fitting(name, left string) string {
	switch name {
	case "_==_", "_!=_":
		return "expected two values of one type"
	case "@in":
		return "expected an element in a list of its type, or a string in a map"
	case "!_":
		return "expected a bool"
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
	return "expected " + strings.Join(pairs, ", ")
}
