package rule

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"cel.dev/cel-go/checker"
	"cel.dev/cel-go/common/containers"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/parser"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Env is what expressions are compiled in: the variables, functions and records they can name.
// It does not change and is safe for concurrent use.
type Env struct {
	vars     []Var
	index    map[string]int // of a variable, by name
	funcs    map[string]*Func
	names    []string // of the functions and macros that can be called, for the nearest
	records  *provider
	checker  *checker.Env
	parser   *parser.Parser
	settings *settings
	budget   *Budget // nil: none
	defines  map[int]*defineNode
	applies  map[*Program][]int // of the programs that are functions: see applyNode
	params   []Var              // of a function whose program is compiled
}

// language is the part of an environment that all have: the functions of the language.
type language struct {
	checker *checker.Env
	forms   map[string]*builtin   // by the checker's id of an overload
	byName  map[string][]*builtin // by name
	names   []string              // that can be called
	refused map[string]reason.Reason
}

// theLanguage is built at its first use and never changes.
var theLanguage = sync.OnceValues(newLanguage)

func newLanguage() (*language, error) {
	l := &language{forms: map[string]*builtin{}, byName: map[string][]*builtin{}, refused: map[string]reason.Reason{}}
	all := builtins()
	var order []string
	for i := range all {
		b := &all[i]
		if l.byName[b.name()] == nil {
			order = append(order, b.name())
		}
		l.byName[b.name()] = append(l.byName[b.name()], b)
	}
	env, err := checker.NewEnv(containers.DefaultContainer, newProvider())
	if err != nil {
		return nil, err
	}
	l.checker = env
	for _, name := range order {
		if isIdentifier(name) {
			l.names = append(l.names, name)
		}
		var options []decls.FunctionOpt
		for _, b := range l.byName[name] {
			options = append(options, l.declare(b)...)
		}
		function, err := decls.NewFunction(name, options...)
		if err != nil {
			return nil, err
		}
		if err := env.AddFunctions(function); err != nil {
			return nil, err
		}
	}
	for name := range macroForms {
		l.names = append(l.names, name)
	}
	slices.Sort(l.names)
	l.names = slices.Compact(l.names) // sum is both a function and a macro
	for _, f := range refused() {
		l.refused[f.name] = f.instead
	}
	return l, nil
}

// declare gives the checker the one or two ways to call a builtin.
func (l *language) declare(b *builtin) []decls.FunctionOpt {
	var args []*types.Type
	for _, arg := range b.args() {
		args = append(args, formType(arg))
	}
	result := formType(b.result())
	l.forms[b.form] = b
	options := []decls.FunctionOpt{decls.Overload(b.form, args, result)}
	if b.method {
		l.forms["."+b.form] = b
		options = append(options, decls.MemberOverload("."+b.form, args, result))
	}
	return options
}

// NewEnv returns an environment, or everything that is wrong with its declarations, joined.
func NewEnv(c Config) (*Env, error) {
	l, err := theLanguage()
	if err != nil {
		return nil, err
	}
	e := &Env{
		vars: slices.Clone(c.Vars), index: map[string]int{}, funcs: map[string]*Func{},
		names: slices.Clone(l.names), records: newProvider(), defines: map[int]*defineNode{},
		applies:  map[*Program][]int{},
		settings: &settings{limits: c.Limits.withDefaults(), calendar: c.Calendar, zone: time.UTC}, budget: c.Budget,
	}
	e.settings.folding = e.settings.limits.ofConstants()
	if c.Calendar != nil {
		if zone := c.Calendar.Location(); zone != nil {
			e.settings.zone = zone
		}
	}
	if err := e.validate(c, l); err != nil {
		return nil, err
	}
	if e.parser, err = newParser(e.settings.limits); err != nil {
		return nil, err
	}
	if e.checker, err = checker.NewEnv(containers.DefaultContainer, e.records,
		checker.ValidatedDeclarations(l.checker)); err != nil {
		return nil, err
	}
	for _, v := range e.vars {
		if err := e.checker.AddIdents(decls.NewVariable(v.Name, e.records.cel(v.Type))); err != nil {
			return nil, err
		}
	}
	return e, e.addFuncs(c.Funcs)
}

// addFuncs declares the caller's functions.
func (e *Env) addFuncs(funcs []Func) error {
	options := map[string][]decls.FunctionOpt{}
	var order []string
	for i := range funcs {
		f := &funcs[i]
		id := fmt.Sprintf("%s#%d", f.Name, i)
		e.funcs[id] = &Func{Name: f.Name, Args: slices.Clone(f.Args), Result: f.Result, OneOf: slices.Clone(f.OneOf),
			Call: f.Call, Define: f.Define, Doc: f.Doc}
		args := make([]*types.Type, len(f.Args))
		for j, arg := range f.Args {
			args[j] = e.records.cel(arg)
		}
		if options[f.Name] == nil {
			order = append(order, f.Name)
			e.names = append(e.names, f.Name)
		}
		options[f.Name] = append(options[f.Name], decls.Overload(id, args, e.records.cel(f.Result)))
	}
	for _, name := range order {
		function, err := decls.NewFunction(name, options[name]...)
		if err != nil {
			return said(reason.New("rule.forms-alike",
				"function {function}: two forms fit the same arguments: {detail}", name, err.Error()))
		}
		if err := e.checker.AddFunctions(function); err != nil {
			return said(reason.New("rule.function-refused", "function {function}: {detail}", name, err.Error()))
		}
	}
	return nil
}

// validate checks the declarations.
func (e *Env) validate(c Config, l *language) error {
	var problems []error
	problem := func(r reason.Reason) { problems = append(problems, said(r)) }
	seen := map[*Record]bool{}
	var checkType func(what reason.Reason, t Type)
	checkType = func(what reason.Reason, t Type) {
		if wrong := t.valid(); !wrong.IsZero() {
			problem(reason.New("rule.no-type-of", "{what}: found {wrong}, expected a type", what, wrong))
			return
		}
		for t.elem != nil {
			t = *t.elem
		}
		if t.rec == nil || seen[t.rec] {
			return
		}
		seen[t.rec] = true
		names := map[string]bool{}
		for _, f := range t.rec.Fields {
			what := reason.New("rule.field-of-record", "record {record}, field {field}", t.rec.Name, f.Name)
			if !isIdentifier(f.Name) {
				problem(reason.New("rule.bad-field",
					"record {record}: found the field {field:q}, expected an identifier", t.rec.Name, f.Name))
			}
			if names[f.Name] {
				problem(reason.New("rule.declared-twice", "{what}: found it twice, expected it once", what))
			}
			names[f.Name] = true
			if f.Keys != nil && f.Type.kind != kindMap {
				problem(reason.New("rule.keys-of-no-map", "{what}: found keys, expected them on a map only", what))
			}
			checkType(what, f.Type)
		}
	}
	for i, v := range c.Vars {
		what := reason.New("rule.variable", "variable {name}", v.Name)
		if !isIdentifier(v.Name) {
			problem(reason.New("rule.bad-variable",
				"variable {index}: found the name {name:q}, expected an identifier", i, v.Name))
		}
		if _, twice := e.index[v.Name]; twice {
			problem(reason.New("rule.declared-twice", "{what}: found it twice, expected it once", what))
		}
		e.index[v.Name] = i
		checkType(what, v.Type)
		if v.Keys != nil && v.Type.kind != kindMap {
			problem(reason.New("rule.keys-of-no-map", "{what}: found keys, expected them on a map only", what))
		}
		if v.OneOf != nil && !v.Type.holdsTexts() {
			problem(reason.New("rule.texts-of-no-string",
				"{what}: found the texts that it can be, expected them on a string or a map of strings only", what))
		}
	}
	for i, v := range c.Vars {
		if v.Define != nil {
			if err := e.define(i, v); err != nil {
				problems = append(problems, err)
			}
		}
	}
	for i, f := range c.Funcs {
		switch {
		case !isIdentifier(f.Name):
			problem(reason.New("rule.bad-function",
				"function {index}: found the name {name:q}, expected an identifier", i, f.Name))
		case l.byName[f.Name] != nil || macroForms[f.Name] != "":
			problem(reason.New("rule.taken-function",
				"function {function}: found a function of the language, expected another name", f.Name))
		case f.Define != nil:
			if err := e.function(f); err != nil {
				problems = append(problems, err)
			}
		case f.Call == nil:
			problem(reason.New("rule.no-call", "function {function}: found no Call", f.Name))
		}
		for j, arg := range f.Args {
			checkType(reason.New("rule.argument", "function {function}, argument {index}", f.Name, j), arg)
		}
		checkType(reason.New("rule.result", "function {function}, result", f.Name), f.Result)
	}
	return errors.Join(problems...)
}

// define checks that the program behind a variable can run with this environment's variables.
func (e *Env) define(i int, v Var) error {
	p := v.Define
	if !p.typ.Equal(v.Type) {
		return said(reason.New("rule.definition-type",
			"variable {name}: found a definition of type {found}, expected {want}", v.Name, p.typ, v.Type))
	}
	if len(p.env.params) > 0 {
		return said(reason.New("rule.definition-of-function",
			"variable {name}: found the program of a function, expected one without parameters", v.Name))
	}
	remap, err := e.remap(reason.New("rule.variable", "variable {name}", v.Name), p, i)
	e.defines[i] = &defineNode{program: p, remap: remap}
	return err
}

// function checks that the program behind a function can run with this environment's variables.
func (e *Env) function(f Func) error {
	what := reason.New("rule.function", "function {function}", f.Name)
	params := make([]Type, len(f.Define.env.params))
	for i, p := range f.Define.env.params {
		params[i] = p.Type
	}
	if !slices.EqualFunc(f.Args, params, Type.Equal) || !f.Define.typ.Equal(f.Result) {
		return said(reason.New("rule.function-type",
			"{what}: found a program of {params} that gives a {result}, expected one of {want} that gives a {type}",
			what, params, f.Define.typ, f.Args, f.Result))
	}
	remap, err := e.remap(what, f.Define, -1)
	e.applies[f.Define] = remap
	return err
}

// remap is where the variables that a program of another environment reads are in this one; nil: at the same places.
// self is the variable behind which the program stands.
func (e *Env) remap(what reason.Reason, p *Program, self int) ([]int, error) {
	remap, same := make([]int, len(p.env.vars)), true
	for j := range remap {
		remap[j] = -1
	}
	for _, j := range p.uses {
		theirs := p.env.vars[j]
		k, ok := e.index[theirs.Name]
		switch {
		case !ok:
			return nil, said(reason.New("rule.definition-reads-nothing",
				"{what}: its definition reads {other}, which is not declared here", what, theirs.Name))
		case k == self:
			return nil, said(reason.New("rule.definition-of-itself",
				"{what}: its definition reads the variable itself", what))
		case !e.vars[k].Type.Equal(theirs.Type):
			return nil, said(reason.New("rule.definition-reads-type",
				"{what}: its definition reads {other} as {found}, declared here as {declared}",
				what, theirs.Name, theirs.Type, e.vars[k].Type))
		case e.vars[k].Define != nil:
			return nil, said(reason.New("rule.definition-reads-plain",
				"{what}: its definition reads {other} as a plain variable, which is a definition here",
				what, theirs.Name))
		}
		remap[j], same = k, same && k == j
	}
	if same {
		remap = nil
	}
	return remap, nil
}
