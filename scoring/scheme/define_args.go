package scheme

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// argument is one of a define: `a` is a number, `a string` a text, `a adoption` a record.
type argument struct {
	name string
	typ  string // as it is written; "": a number
}

// mostArguments bounds the arguments of a define.
const mostArguments = 10

var defineKey = regexp.MustCompile(`^\s*([^\s()]*)\s*(?:\((.*)\))?\s*$`)

// defineHead reads the key of a define: a name, or a name with arguments in parentheses.
func defineHead(key string) (name string, args []argument, ok bool) {
	m := defineKey.FindStringSubmatch(key)
	if m == nil {
		return key, nil, false
	}
	if !strings.Contains(key, "(") {
		return m[1], nil, true
	}
	for _, one := range strings.Split(m[2], ",") {
		words := strings.Fields(one)
		if len(words) == 0 {
			return m[1], nil, false
		}
		args = append(args, argument{words[0], strings.Join(words[1:], "")})
	}
	return m[1], args, true
}

// newDefine reads a define, and takes its name and those of its arguments.
func (b *builder) newDefine(key *document.Node, expr document.Expr) define {
	name, args, ok := defineHead(key.Value)
	d := define{name: name, args: args, key: key, expr: expr}
	for _, n := range refsIn(expr.Node.Value) {
		if !slices.ContainsFunc(args, func(a argument) bool { return a.name == n }) {
			d.names = append(d.names, n)
		}
	}
	switch {
	case !ok:
		b.Report(key, reason.New("scheme.define-head",
			"found the define {name:q}; expected a name, or one with arguments: `band(x)`, `'share(part, of)'`, "+
				"`good(a adoption)`", key.Value))
		return d
	case len(args) > mostArguments:
		b.Report(key, reason.New("scheme.too-many-arguments",
			"define {define:q} has {found} arguments; expected at most {most}", name, len(args), mostArguments))
	case len(args) > 0 && b.isFunction(name) && !b.global[name]:
		b.Report(key, reason.New("scheme.define-is-function",
			"define {define:q} has the name of a function of the language; choose another name", name))
	}
	b.expressionName(nounDefine, key, name, d.ref())
	for i, a := range args {
		twice := slices.ContainsFunc(args[:i], func(o argument) bool { return o.name == a.name })
		switch {
		case !isIdentifier(a.name):
			b.Report(key, reason.New("scheme.no-argument",
				"found the argument {argument:q} of define {define:q}; expected letters, digits and _, "+
					"and perhaps a type behind a space", a.name, name))
		case twice:
			b.Report(key, reason.New("scheme.argument-twice",
				"define {define:q} has the argument {argument:q} twice; expected each once", name, a.name))
		}
	}
	return d
}

// isFunction says whether a function or a macro of the language has the name.
func (b *builder) isFunction(name string) bool {
	return slices.Contains(rule.Functions(), name) ||
		slices.ContainsFunc(b.funcs(), func(f rule.Func) bool { return f.Name == name })
}

// called is how a function stands among the names of an expression.
func called(name string) string { return name + "()" }

// ref is how a define stands among the names of an expression.
func (d define) ref() string {
	if len(d.args) > 0 {
		return called(d.name)
	}
	return d.name
}

// argumentNames says which of the arguments of defines hide a name. It is asked when all names are known.
func (b *builder) argumentNames() {
	for _, d := range b.defined {
		for _, a := range d.args {
			if b.global[a.name] {
				b.Report(d.key, reason.New("scheme.name-hides",
					"{what} {name:q} hides a name of the language or of the scheme; choose another name", nounArgument,
					a.name))
			}
		}
	}
}

// argumentTypes reports arguments of a type that there is not. It requires the vocabulary.
func (b *builder) argumentTypes() {
	for _, d := range b.defined {
		for _, a := range d.args {
			if _, ok := b.typeNamed(a.typ); !ok {
				b.Unknown(d.key, nounType, a.typ, append(slices.Clone(valueTypes), b.s.Vocabulary.names()...))
				b.failed[d.ref()], b.defineUsed[d.name] = true, true
			}
		}
	}
}

// valueTypes are the types of values that are no records, by how an argument is declared.
var valueTypes = []string{"number", "string", "bool", "time", "duration", "list(…)", "map(…)"}

// records are those that an argument may be, by their names.
func (v *Vocabulary) records() []*rule.Record {
	return []*rule.Record{v.Item, v.Unit, v.Adopt, v.Outlet, v.Endorse, v.Grant, v.Incident, v.Commission, v.Answer,
		v.Period, v.Quota, v.Row, v.Standing}
}

func (v *Vocabulary) names() []string {
	var names []string
	for _, r := range v.records() {
		names = append(names, r.Name)
	}
	return names
}

// typeNamed is the type that is written so; false: there is none.
func (b *builder) typeNamed(text string) (rule.Type, bool) {
	switch text {
	case "", "number":
		return rule.NumberType(), true
	case "string":
		return rule.StringType(), true
	case "bool":
		return rule.BoolType(), true
	case "time":
		return rule.TimeType(), true
	case "duration":
		return rule.DurationType(), true
	}
	for _, r := range b.s.Vocabulary.records() {
		if r.Name == text {
			return r.Type(), true
		}
	}
	for prefix, of := range map[string]func(rule.Type) rule.Type{"list(": rule.ListType, "map(": rule.MapType} {
		if inner, ok := strings.CutPrefix(text, prefix); ok && strings.HasSuffix(inner, ")") {
			elem, ok := b.typeNamed(strings.TrimSuffix(inner, ")"))
			if inner == ")" || !ok {
				return rule.Type{}, false
			}
			return of(elem), true
		}
	}
	return rule.Type{}, false
}

// params are the arguments of a define; false: the environment has not the records that they are.
func (b *builder) paramsOf(d define, env *rule.Env) ([]rule.Var, bool) {
	params := make([]rule.Var, len(d.args))
	for i, a := range d.args {
		typ, ok := b.typeNamed(a.typ)
		if !ok || !env.Has(typ) {
			return nil, false
		}
		params[i] = rule.Var{Name: a.name, Type: typ}
	}
	return params, true
}

// calledInVain says of a define that is called where it cannot stand why that is so.
func (b *builder) calledInVain(s *Scope, err *document.Error) {
	name, _ := err.Reason.Arg("function").(string)
	i := slices.IndexFunc(b.defined, func(d define) bool { return d.ref() == called(name) })
	if err.Reason.Code != "rule.undeclared-function" || i < 0 {
		return
	}
	known := s.names()
	for _, f := range s.funcs {
		known = append(known, called(f.Name))
	}
	missing := slices.DeleteFunc(slices.Clone(b.defined[i].names), func(name string) bool {
		return !b.global[name] || slices.Contains(known, name)
	})
	for _, a := range b.defined[i].args {
		if typ, _ := b.typeNamed(a.typ); s.env != nil && !s.env.Has(typ) {
			missing = append(missing, a.typ)
		}
	}
	slices.Sort(missing)
	if missing = slices.Compact(missing); len(missing) > 0 {
		err.Nearest, err.Reason = "", reason.New("scheme.define-not-here",
			"define {define:q} has no meaning here, since it needs {missing}", called(name), missing)
	}
}

// cutDefines says of the keys of defines that a comma cut, in { } and without quotes, how they are written.
func (b *builder) cutDefines() {
	defines := b.root.Child("define")
	for i := 0; defines != nil && i+1 < len(defines.Content); i += 2 {
		key, value := defines.Content[i], defines.Content[i+1]
		if !strings.Contains(key.Value, "(") || strings.Contains(key.Value, ")") {
			continue
		}
		for _, err := range b.Errors() {
			if err.Line == value.Line && err.Column == value.Column {
				err.Reason = reason.New("scheme.define-cut",
					"found the define {name:q}; expected a key with a comma in quotes: `'share(part, of)'`", key.Value)
			}
		}
	}
}
