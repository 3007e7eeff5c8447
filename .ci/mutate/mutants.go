package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"time"
)

// mutant is one change of a file.
type mutant struct {
	id   int // from 1
	file string
	line int
	what string
	old  string

	passed map[*unit]bool
	worked time.Duration // by the processor, on its tests
}

// String is where the change is, and what was there.
func (m mutant) String() string {
	old := strings.Join(strings.Fields(m.old), " ")
	if r := []rune(old); len(r) > 60 {
		old = string(r[:60]) + "…"
	}
	return fmt.Sprintf("%s:%d: %s: %s", m.file, m.line, m.what, old)
}

// visitor finds the changes of a file, and writes the calls into its copy that switch them.
type visitor struct {
	*weaver
	*text
	info   *types.Info
	file   string
	frozen map[ast.Node]bool // where Go requires constants
	fixed  bool              // inside of such a node
}

// add is a new mutant of what stands between two positions; it is 0 where the mutant cannot be switched.
func (v *visitor) add(from, to token.Pos, what string) int {
	if v.fixed {
		v.skipped++
		return 0
	}
	id := len(v.found) + 1
	line := v.fset.Position(from).Line
	v.found = append(v.found, mutant{id: id, file: v.file, line: line, what: what, old: v.between(from, to),
		passed: map[*unit]bool{}})
	return id
}

// wrap is add, with text around what stands there; before has a %d for the mutant.
func (v *visitor) wrap(from, to token.Pos, what, before, after string) {
	if id := v.add(from, to, what); id > 0 {
		v.before(from, fmt.Sprintf(before, id))
		v.after(to, after)
	}
}

func (v *visitor) visit(n ast.Node) bool {
	if v.frozen[n] && !v.fixed {
		v.fixed = true
		ast.Inspect(n, v.visit)
		v.fixed = false
		return false
	}
	switch n := n.(type) {
	case *ast.GenDecl:
		for _, s := range n.Specs {
			v.frozen[s] = n.Tok == token.CONST
		}
		return n.Tok == token.VAR || n.Tok == token.CONST
	case *ast.ArrayType:
		v.frozen[n.Len] = n.Len != nil
	case *ast.FuncDecl:
		v.end(n.Type, n.Body)
	case *ast.FuncLit:
		v.end(n.Type, n.Body)
	case *ast.BinaryExpr:
		v.binary(n)
	case *ast.IfStmt:
		if b, ok := n.Cond.(*ast.BinaryExpr); !ok || b.Op != token.EQL && b.Op != token.NEQ { // these are negated anyway
			v.wrap(n.Cond.Pos(), n.Cond.End(), "condition is negated", "mutant.On(%d) != (", ")")
		}
	case *ast.BasicLit:
		if i, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT {
			v.number(n, i)
		}
	case *ast.Ident:
		if c := v.info.Uses[n]; c != nil && c.Parent() == types.Universe && (n.Name == "true" || n.Name == "false") {
			v.wrap(n.Pos(), n.End(), "the other truth", "(mutant.On(%d) != ", ")")
		}
	case *ast.BranchStmt:
		if n.Label == nil && n.Tok == token.CONTINUE {
			v.wrap(n.Pos(), n.End(), "continue becomes break", "if mutant.On(%d) { break }; ", "")
		}
	case *ast.BlockStmt:
		v.statements(n.List)
	case *ast.CommClause:
		v.statements(n.Body)
	case *ast.CaseClause:
		if last := len(n.Body) - 1; last > 0 || last == 0 && !droppable(n.Body[0]) {
			if b, ok := n.Body[last].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
				v.skipped++
			} else {
				v.wrap(n.Body[0].Pos(), n.Body[last].End(), "case is empty", "if !mutant.On(%d) { ", " }")
			}
		}
		v.statements(n.Body)
	case *ast.CompositeLit:
		v.literal(n)
	case *ast.CallExpr:
		switch name := v.between(n.Fun.Pos(), n.Fun.End()); {
		case n.Ellipsis != 0 || len(n.Args) < 2:
		case name == "append":
			v.drop(n.Args[1:], n.Pos(), n.End(), fmt.Sprintf("mutant.Last(%%d, %d, ", len(n.Args)-1), ")")
		case name == "cmp.Or" || name == "slices.Concat":
			v.drop(n.Args, n.Args[0].Pos(), n.Args[len(n.Args)-1].End(), "mutant.List(%d, ", ")...")
		}
	}
	return true
}

func (v *visitor) number(n *ast.BasicLit, i int) {
	name, ok := v.name(v.info.TypeOf(n))
	if !ok {
		v.skipped++
		return
	}
	what := fmt.Sprintf("%d becomes %d", i, i+1)
	v.wrap(n.Pos(), n.End(), what, "mutant.Pick["+name+"](%d, ", fmt.Sprintf(", %d)", i+1))
}

// end gives a function an end that it cannot run past, whatever a mutant drops.
func (v *visitor) end(t *ast.FuncType, body *ast.BlockStmt) {
	if t.Results != nil && body != nil {
		v.after(body.Rbrace, `; panic("end of a function")`)
	}
}

func (v *visitor) statements(list []ast.Stmt) {
	for _, s := range list {
		if droppable(s) {
			v.wrap(s.Pos(), s.End(), "statement is dropped", "if !mutant.On(%d) { ", " }")
		}
	}
}

func droppable(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt, *ast.IncDecStmt:
		return true
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE
	}
	return false
}

// operators are what stands in the place of an operator, and the function that is either.
var operators = map[token.Token]struct {
	by   token.Token
	call string
}{
	token.LSS: {token.LEQ, "Less"}, token.LEQ: {token.LSS, "AtMost"},
	token.GTR: {token.GEQ, "More"}, token.GEQ: {token.GTR, "AtLeast"},
	token.EQL: {token.NEQ, ""}, token.NEQ: {token.EQL, ""},
	token.LAND: {token.LOR, "And"}, token.LOR: {token.LAND, "Or"},
	token.ADD: {token.SUB, "Add"}, token.SUB: {token.ADD, "Sub"},
	token.MUL: {token.ADD, "Mul"}, token.QUO: {token.MUL, "Quo"},
}

func (v *visitor) binary(n *ast.BinaryExpr) {
	o, ok := operators[n.Op]
	t := v.info.Types[n]
	if b, basic := t.Type.Underlying().(*types.Basic); !ok || basic && b.Info()&types.IsString != 0 {
		return // no minus for texts
	}
	what := fmt.Sprintf("%s becomes %s", n.Op, o.by)
	kind := ""
	if t.Value != nil {
		name, named := "", v.info.TypeOf(n.X) == t.Type && v.info.TypeOf(n.Y) == t.Type
		if named {
			name, named = v.name(t.Type)
		}
		if !named {
			v.skipped++
			return
		}
		kind = "[" + name + "]"
	}
	if o.call == "" {
		v.wrap(n.Pos(), n.End(), what, "(mutant.On(%d) != (", "))")
		return
	}
	id := v.add(n.Pos(), n.End(), what)
	if id == 0 {
		return
	}
	v.before(n.Pos(), fmt.Sprintf("mutant.%s%s(%d, ", o.call, kind, id))
	v.replace(n.OpPos, len(n.Op.String()), ",")
	if n.Op == token.LAND || n.Op == token.LOR {
		v.before(n.Y.Pos(), "func() bool { return ")
		v.after(n.End(), " })")
	} else {
		v.after(n.End(), ")")
	}
}

// literal drops the elements of a list, and keeps the keys of a list constant.
func (v *visitor) literal(n *ast.CompositeLit) {
	t := v.info.TypeOf(n)
	_, mapped := t.Underlying().(*types.Map)
	keyed := false
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			v.frozen[kv.Key], keyed = !mapped, true
		}
	}
	if _, list := n.Type.(*ast.ArrayType); !list || len(n.Elts) < 2 {
		return
	}
	if _, slice := t.Underlying().(*types.Slice); !slice || keyed {
		v.skipped += len(n.Elts)
		return
	}
	v.drop(n.Elts, n.Pos(), n.End(), fmt.Sprintf("mutant.Last(%%d, %d, ", len(n.Elts)), ")")
}

// drop drops each element of a list, with text around what stands between two positions; before has a %d for the first
// mutant.
func (v *visitor) drop(list []ast.Expr, from, to token.Pos, before, after string) {
	first := len(v.found) + 1
	for _, e := range list {
		v.add(e.Pos(), e.End(), "element is dropped")
	}
	if !v.fixed {
		v.before(from, fmt.Sprintf(before, first))
		v.after(to, after)
	}
}

// name is how a file calls a type; it is false for one without a name, or one of constants alone.
func (v *visitor) name(t types.Type) (string, bool) {
	if b, ok := t.(*types.Basic); v.fixed || ok && b.Info()&types.IsUntyped != 0 {
		return "", false
	}
	return types.TypeString(t, func(p *types.Package) string {
		if p == v.pkg {
			return ""
		}
		if !slices.Contains(v.imports, p) {
			v.imports = append(v.imports, p)
		}
		return "mutant_" + p.Name()
	}), true
}
