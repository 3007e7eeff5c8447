package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// mutant is one change of a file.
type mutant struct {
	file     string
	source   []byte
	from, to int // what is replaced
	by       string
	line     int
	what     string
	tests    []string
}

func (m mutant) text() []byte { return slices.Concat(m.source[:m.from], []byte(m.by), m.source[m.to:]) }

// String is where the change is, and what was there.
func (m mutant) String() string {
	old := strings.Join(strings.Fields(string(m.source[m.from:m.to])), " ")
	if r := []rune(old); len(r) > 60 {
		old = string(r[:60]) + "…"
	}
	return fmt.Sprintf("%s:%d: %s: %s", m.file, m.line, m.what, old)
}

// mutants are all changes of the files whose path has a text in it.
func mutants(file string) ([]mutant, error) {
	var all []mutant
	for _, room := range rooms {
		paths, err := filepath.Glob("scoring/internal/" + room.name + "/*.go")
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") || !strings.Contains(path, file) {
				continue
			}
			source, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, path, source, 0)
			if err != nil {
				return nil, err
			}
			v := &visitor{fset: fset, of: mutant{file: path, source: source, tests: room.tests}}
			ast.Inspect(f, v.visit)
			all = append(all, v.found...)
		}
	}
	return all, nil
}

// visitor finds the changes of a file.
type visitor struct {
	fset  *token.FileSet
	of    mutant
	found []mutant
}

func (v *visitor) add(from, to token.Pos, by, what string) {
	m := v.of
	m.from, m.to, m.by, m.what = v.fset.Position(from).Offset, v.fset.Position(to).Offset, by, what
	m.line = v.fset.Position(from).Line
	v.found = append(v.found, m)
}

// operators are what stands in the place of an operator.
var operators = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR, token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LAND: token.LOR, token.LOR: token.LAND, token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.ADD, token.QUO: token.MUL,
}

func (v *visitor) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR || n.Tok == token.CONST
	case *ast.BinaryExpr:
		if by, ok := operators[n.Op]; ok {
			old := n.Op.String()
			m := fmt.Sprintf("%s becomes %s", old, by)
			v.add(n.X.Pos(), n.Y.End(), v.between(n.X.Pos(), n.OpPos)+by.String()+v.between(n.OpPos+token.Pos(len(old)), n.Y.End()), m)
		}
	case *ast.IfStmt:
		v.add(n.Cond.Pos(), n.Cond.End(), "!("+v.between(n.Cond.Pos(), n.Cond.End())+")", "condition is negated")
	case *ast.BasicLit:
		if i, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT {
			v.add(n.Pos(), n.End(), strconv.Itoa(i+1), fmt.Sprintf("%d becomes %d", i, i+1))
		}
	case *ast.Ident:
		if n.Name == "true" || n.Name == "false" {
			v.add(n.Pos(), n.End(), strconv.FormatBool(n.Name == "false"), "the other truth")
		}
	case *ast.BranchStmt:
		if n.Label == nil && n.Tok == token.CONTINUE {
			v.add(n.Pos(), n.End(), "break", "continue becomes break")
		}
	case *ast.ExprStmt, *ast.IncDecStmt:
		v.add(n.Pos(), n.End(), "{}", "statement is dropped")
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			v.add(n.Pos(), n.End(), "{}", "statement is dropped")
		}
	case *ast.CaseClause:
		if len(n.Body) > 0 {
			v.add(n.Body[0].Pos(), n.Body[len(n.Body)-1].End(), "", "case is empty")
		}
	case *ast.CompositeLit:
		if _, list := n.Type.(*ast.ArrayType); list {
			v.drop(n.Elts, 0)
		}
	case *ast.CallExpr:
		name := v.between(n.Fun.Pos(), n.Fun.End())
		if name == "append" && n.Ellipsis == 0 {
			v.drop(n.Args, 1)
		} else if name == "cmp.Or" || name == "slices.Concat" {
			v.drop(n.Args, 0)
		}
	}
	return true
}

// drop drops each element of a list that has several, from the first that may go.
func (v *visitor) drop(list []ast.Expr, first int) {
	for i := first; i < len(list) && len(list) > 1; i++ {
		from, to := list[i].Pos(), list[i].End()
		if i+1 < len(list) {
			to = list[i+1].Pos()
		} else {
			from = list[i-1].End()
		}
		v.add(from, to, "", "element is dropped")
	}
}

func (v *visitor) between(from, to token.Pos) string {
	return string(v.of.source[v.fset.Position(from).Offset:v.fset.Position(to).Offset])
}
