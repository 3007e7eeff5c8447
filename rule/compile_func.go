package rule

import (
	"slices"

	"cel.dev/cel-go/checker"
	"cel.dev/cel-go/common/containers"
	"cel.dev/cel-go/common/decls"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// CompileFunc is [Env.Compile] for the program of a function, see [Func.Define]: its expression may also name the
// parameters, by their Name and Type. Requires types that the environment has, see [Env.Has].
func (e *Env) CompileFunc(params []Var, src document.Source, want ...Type) (*Program, error) {
	if len(params) == 0 {
		return e.Compile(src, want...)
	}
	inner := *e
	inner.params = params
	var err error
	if inner.checker, err = checker.NewEnv(containers.DefaultContainer, e.records,
		checker.ValidatedDeclarations(e.checker)); err != nil {
		return nil, document.Errors{src.ErrorAt(0, foreignReason(err), "")}
	}
	for _, p := range params {
		if !isIdentifier(p.Name) || !e.Has(p.Type) {
			return nil, document.Errors{src.ErrorAt(0, reason.New("rule.bad-parameter",
				"found the parameter {name:q} of type {type}, expected an identifier, and a type that is declared",
				p.Name, p.Type), "")}
		}
		if err := inner.checker.AddIdents(decls.NewVariable(p.Name, e.records.cel(p.Type))); err != nil {
			return nil, document.Errors{src.ErrorAt(0, foreignReason(err), "")}
		}
	}
	return inner.Compile(src, want...)
}

// Functions lists the names of the functions and macros of the language, which no Func can have, sorted.
func Functions() []string {
	lang, err := theLanguage()
	if err != nil {
		return nil
	}
	return slices.Clone(lang.names)
}

// Has reports whether the environment has a type: each but a record that none of its declarations leads to.
func (e *Env) Has(t Type) bool {
	if wrong := t.valid(); !wrong.IsZero() {
		return false
	}
	for t.elem != nil {
		t = *t.elem
	}
	return t.rec == nil || e.records.names[t.rec] != ""
}

// apply makes the node of a call of a function that is a program.
func (c *compiler) apply(a at, own *Func, args []node, f free) (node, free) {
	p, remap := own.Define, c.env.applies[own.Define]
	for _, j := range p.uses {
		if remap != nil {
			j = remap[j]
		}
		c.use(j)
	}
	c.size += p.size
	f.outside, f.reads = true, f.reads || len(p.uses) > 0
	return &applyNode{program: p, remap: remap, args: args, at: a}, f
}
