package scheme

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// defines compiles into a scope the defines that name only what the scope has, in the order of their references.
func (b *builder) defines(s *Scope) {
	inScope := map[string]bool{}
	for _, v := range s.vars {
		inScope[v.Name] = true
	}
	waiting := slices.Clone(b.defined)
	for progress := true; progress; {
		progress = false
		var ready []string
		for i := 0; i < len(waiting); i++ {
			d := waiting[i]
			if slices.ContainsFunc(d.names, func(n string) bool { return b.failed[n] }) {
				b.failed[d.ref()], b.defineUsed[d.name], progress = true, true, true
				waiting = slices.Delete(waiting, i, i+1)
				i--
				continue
			}
			params, ok := b.paramsOf(d, s.env)
			if !ok || slices.ContainsFunc(d.names, func(n string) bool { return b.global[n] && !inScope[n] }) {
				continue
			}
			waiting = slices.Delete(waiting, i, i+1)
			i--
			progress = true
			before := len(b.Errors())
			p := b.compileFunc(s.env, params, d.expr)
			switch {
			case p == nil:
			case len(params) == 0:
				s.vars, s.Slots = append(s.vars, rule.Var{Name: d.name, Type: p.Type(), Define: p}), append(s.Slots, -1)
			default:
				s.funcs = append(s.funcs, functionOf(d.name, params, p))
			}
			if p != nil {
				ready = append(ready, d.ref())
			}
			b.sayOnce(b.Errors()[before:])
			b.defineUsed[d.name] = true
		}
		if len(ready) == 0 {
			continue
		}
		for _, ref := range ready {
			inScope[ref] = true
		}
		if s.env = b.newEnv(s.Name, s.vars, s.funcs...); s.env == nil {
			return
		}
	}
}

// functionOf is a define with arguments as a function.
func functionOf(name string, params []rule.Var, p *rule.Program) rule.Func {
	f := rule.Func{Name: name, Result: p.Type(), Define: p}
	for _, param := range params {
		f.Args = append(f.Args, param.Type)
	}
	return f
}

// undeclared are the errors of names in defines, by their place: each scope that compiles a define has one.
type undeclared map[document.Position]document.Errors

// sayOnce makes what the scopes of a define say of one undeclared name the same: with the name that was perhaps meant,
// if one of them knows it, and without those that each has.
func (b *builder) sayOnce(errs document.Errors) {
	for _, err := range errs {
		if err.Reason.Code != "rule.undeclared-name" {
			continue
		}
		all := append(b.undeclared[err.Position], err)
		b.undeclared[err.Position] = all
		if err.Nearest == "" {
			name, _ := err.Reason.Arg("name").(string)
			err.Reason = reason.New("scheme.undeclared-name", "found the name {name:q}; expected a declared one", name)
		}
		best := all[0]
		if best.Nearest == "" {
			best = err
		}
		for _, same := range all {
			same.Reason, same.Nearest = best.Reason, best.Nearest
		}
	}
}

// define is a named expression and the names in it but for its arguments, see [refsIn].
type define struct {
	name  string
	args  []argument
	key   *document.Node
	expr  document.Expr
	names []string
}

var (
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`)
	nameIn = regexp.MustCompile(`(\.\s*)?[A-Za-z_][A-Za-z0-9_]*(\s*\()?`)
)

// refsIn lists the names that stand on their own in an expression; text in quotes and names after a dot are none. That
// of a function, which is called, has a pair of parentheses: it is another name than that of a value.
func refsIn(text string) []string {
	var out []string
	for _, m := range nameIn.FindAllString(quoted.ReplaceAllString(text, `""`), -1) {
		name, isCall := strings.CutSuffix(m, "(")
		switch {
		case m[0] == '.':
		case isCall:
			out = append(out, called(strings.TrimSpace(name)))
		default:
			out = append(out, m)
		}
	}
	return out
}

// defineCircle reports defines that name one another in a circle, or themselves.
func (b *builder) defineCircle() {
	index := map[string]int{}
	for i, d := range b.defined {
		index[d.ref()] = i
	}
	const reading, read = 1, 2
	state := make([]int, len(b.defined))
	var path []int
	var follow func(i int)
	follow = func(i int) {
		state[i] = reading
		path = append(path, i)
		for _, name := range b.defined[i].names {
			j, ok := index[name]
			switch {
			case !ok || state[j] == read:
			case state[j] == reading:
				b.circleOf(path[slices.Index(path, j):])
			default:
				follow(j)
			}
		}
		path = path[:len(path)-1]
		state[i] = read
	}
	for i := range b.defined {
		if state[i] == 0 {
			follow(i)
		}
	}
}

// circleOf reports the defines of a circle, at the first of them in the file.
func (b *builder) circleOf(circle []int) {
	first := slices.Min(circle)
	at := slices.Index(circle, first)
	var names []string
	for i := range len(circle) + 1 {
		names = append(names, b.defined[circle[(at+i)%len(circle)]].name)
	}
	b.Report(b.defined[first].key, reason.New("scheme.define-circle",
		"defines name one another in a circle: {circle}; expected each to name what stands without it", chainOf(names)))
}

// strandedDefines checks the defines that no rule's scope took, in any scope that could take them; it reports those
// that name things that are never there together.
func (b *builder) strandedDefines() {
	names := slices.Sorted(maps.Keys(scopeSlots))
	for _, kind := range eachKinds {
		names = append(names, withWorth(kind))
	}
	for _, d := range b.defined {
		for _, name := range names {
			if b.defineUsed[d.name] {
				break
			}
			b.scope(name)
		}
		if !b.defineUsed[d.name] {
			b.Report(d.expr.Node, reason.New("scheme.stranded-define",
				"no rule can name all that define {define:q} names; the reference says where each name may stand",
				d.name))
		}
	}
}

// unusedDefines reports defines that nothing names, readings included: a rule that was meant to name one does not.
func (src *source) unusedDefines(d *document.Decoder) {
	defines := src.published.Child("define")
	if defines == nil {
		return
	}
	named := map[string]bool{}
	var walk func(n *document.Node, own string, keys bool)
	walk = func(n *document.Node, own string, keys bool) {
		if d.Ended() != nil {
			return
		}
		if n.Kind == document.Scalar {
			for _, name := range refsIn(n.Value) {
				named[name] = named[name] || name != own
			}
		}
		for i, c := range n.Content {
			switch {
			case n.Kind != document.Mapping:
				walk(c, own, false)
			case i%2 == 0 && keys: // conditions of `require`
				walk(c, own, false)
			case i%2 == 1 && !slices.Contains([]string{"title", "clause", "account"}, n.Content[i-1].Value):
				walk(c, own, n.Content[i-1].Value == "require")
			}
		}
	}
	for i := 0; i+1 < len(src.published.Content) && d.Ended() == nil; i += 2 {
		if value := src.published.Content[i+1]; value != defines && src.published.Content[i].Value != "tests" {
			walk(value, "", false)
		}
	}
	for i := 0; i+1 < len(defines.Content); i += 2 {
		walk(defines.Content[i+1], refOf(defines.Content[i]), false)
	}
	for i := 0; i+1 < len(defines.Content); i += 2 {
		if key := defines.Content[i]; !named[refOf(key)] {
			d.Report(key, reason.New("scheme.unused-define",
				"define {define:q} is named by nothing; expected a rule or another define that names it", key.Value))
		}
	}
}

// refOf is how the define of a key stands among the names of an expression.
func refOf(key *document.Node) string {
	name, args, _ := defineHead(key.Value)
	return define{name: name, args: args}.ref()
}
