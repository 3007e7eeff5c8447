package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// module is where the rooms are, and what their changed copies call.
const module = "github.com/gongguo/gongguo/"

// weaver changes the files of the rooms so that each mutant can be switched.
type weaver struct {
	dir     string // of the changed copies
	exports map[string]string
	laid    map[string]string // a file, and its copy
	found   []mutant
	skipped int // mutants that cannot be switched, as those of constants

	pkg     *types.Package
	imports []*types.Package // of a file, for the names of types
}

// newWeaver asks the go command for the types of all packages that the rooms import.
func newWeaver(dir string) (*weaver, error) {
	c := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "./scoring/internal/...")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, err
	}
	w := &weaver{dir: dir, exports: map[string]string{}, laid: map[string]string{}}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		w.exports[path] = file
	}
	return w, nil
}

// weave changes the files of a room whose path has one of some texts in it.
func (w *weaver) weave(room string, parts []string) error {
	paths, err := filepath.Glob(room + "/*.go")
	if err != nil {
		return err
	}
	fset, files, sources := token.NewFileSet(), []*ast.File{}, [][]byte{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, path, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files, sources = append(files, f), append(sources, source)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(w.exports[path])
	})}
	if w.pkg, err = conf.Check(module+room, fset, files, info); err != nil {
		return err
	}
	for i, f := range files {
		path := fset.Position(f.Pos()).Filename
		if !slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(path, part) }) {
			continue
		}
		before := len(w.found)
		w.imports = nil
		v := &visitor{weaver: w, text: &text{fset: fset, source: sources[i]}, info: info, file: path,
			frozen: map[ast.Node]bool{}}
		ast.Inspect(f, v.visit)
		if len(w.found) == before {
			continue
		}
		calls := fmt.Sprintf("; import %q", module+".ci/mutate/mutant")
		for _, p := range w.imports {
			calls += fmt.Sprintf("; import mutant_%s %q", p.Name(), p.Path())
		}
		v.after(f.Name.End(), calls)
		if err := w.lay(path, v.changed()); err != nil {
			return err
		}
	}
	return nil
}

// lay keeps the changed copy of a file.
func (w *weaver) lay(path string, changed []byte) error {
	original, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	w.laid[original] = filepath.Join(w.dir, strings.ReplaceAll(path, "/", "_"))
	return os.WriteFile(w.laid[original], changed, 0o644)
}

// build compiles the tests of a package over the changed copies.
func (w *weaver) build(pkg string) (string, error) {
	overlay, bin := filepath.Join(w.dir, "overlay.json"), filepath.Join(w.dir, strings.ReplaceAll(pkg, "/", "_")+".test")
	laid, err := json.Marshal(map[string]map[string]string{"Replace": w.laid})
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, laid, 0o644); err != nil {
		return "", err
	}
	c := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", bin, "./"+pkg)
	c.Stderr = os.Stderr
	return bin, c.Run()
}
