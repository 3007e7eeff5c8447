package gongguo_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var updateExports = flag.Bool("update-exports", false, "write the lists of exported names to testdata/exports")

// exportsPinned are the rooms whose exported names are listed in testdata/exports: a new name there is a decision.
var exportsPinned = []string{"ledger", "ledger/columns", "rule", "rule/document", "tier", "scoring", "scoring/scheme",
	"scoring/review"}

func TestExportedNames(t *testing.T) {
	t.Parallel()
	sources := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, room := range exportsPinned {
		pkg, err := sources.Import(module + room)
		require.NoError(t, err)
		got := strings.Join(exports(pkg), "\n") + "\n"
		golden := filepath.Join("testdata", "exports", strings.ReplaceAll(room, "/", "-")+".txt")
		if *updateExports {
			require.NoError(t, os.MkdirAll(filepath.Dir(golden), 0o755))
			require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			continue
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		was, is := strings.Split(string(want), "\n"), strings.Split(got, "\n")
		assert.Empty(t, without(is, was), "%s exports more: if that is meant, run go test . -update-exports", room)
		assert.Empty(t, without(was, is), "%s exports less: if that is meant, run go test . -update-exports", room)
	}
}

// without are the lines of a list that are not in another.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(line string) bool { return slices.Contains(other, line) })
}

// exports lists the exported names of a package, sorted: constants, variables, functions and types, with the fields and
// methods that a program outside of the package can name.
func exports(pkg *types.Package) (list []string) {
	for _, name := range pkg.Scope().Names() {
		if !ast.IsExported(name) {
			continue
		}
		switch o := pkg.Scope().Lookup(name).(type) {
		case *types.Const:
			list = append(list, "const "+name)
		case *types.Var:
			list = append(list, "var "+name)
		case *types.Func:
			list = append(list, "func "+name)
		case *types.TypeName:
			list = append(list, "type "+name)
			list = append(list, members(name, o.Type())...)
		}
	}
	slices.Sort(list)
	return list
}

// members lists the exported fields and methods of a type.
func members(name string, t types.Type) (list []string) {
	note := func(kind string, o types.Object) {
		if o.Exported() {
			list = append(list, fmt.Sprintf("%s %s.%s", kind, name, o.Name()))
		}
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		for m := range n.Methods() {
			note("method", m)
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			note("field", f)
		}
	case *types.Interface:
		for m := range u.Methods() {
			note("method", m)
		}
	}
	return list
}
