package gongguo_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/gongguo/gongguo/"

// floors says, for each room of the library, which others it may import: each floor only those below it.
var floors = map[string][]string{
	"internal/civil":        {},
	"internal/plain":        {},
	"ledger/reason":         {},
	"ledger/spelling":       {},
	"ledger/calendar":       {"ledger/spelling"},
	"ledger/sequence":       {},
	"ledger/internal/store": {},
	"ledger":                {"ledger/internal/store", "ledger/calendar", "ledger/spelling"},
	"ledger/columns":        {"ledger", "ledger/internal/store", "ledger/sequence"},
	"rule/document":         {"ledger/spelling"},
	"rule":                  {"rule/document", "ledger/spelling"},
	"tier":                  {"rule", "ledger/spelling"},
	"scoring/scheme":        {"tier", "rule", "rule/document", "ledger", "ledger/calendar", "ledger/spelling"},

	"scoring/internal/frame": {"scoring/scheme", "tier", "rule", "ledger", "ledger/columns", "ledger/calendar",
		"ledger/sequence", "ledger/spelling"},
	"scoring/internal/steps": {"scoring/internal/frame", "scoring/scheme", "rule", "ledger", "ledger/columns",
		"ledger/calendar", "ledger/sequence"},
	"scoring/internal/provenance": {"scoring/internal/steps", "scoring/internal/frame", "scoring/scheme", "rule",
		"ledger", "ledger/columns", "ledger/spelling"},
	"scoring/internal/bulk/sums": {"scoring/internal/steps", "scoring/internal/frame", "scoring/scheme", "rule"},
	"scoring/internal/bulk/signature": {"scoring/internal/bulk/sums", "scoring/internal/steps",
		"scoring/internal/frame", "scoring/scheme", "rule", "ledger", "ledger/columns", "ledger/sequence"},
	"scoring/internal/bulk": {"scoring/internal/bulk/signature", "scoring/internal/bulk/sums",
		"scoring/internal/steps", "scoring/internal/frame", "scoring/scheme", "rule", "ledger", "ledger/columns",
		"ledger/calendar", "ledger/sequence"},
	"scoring/internal/incremental": {"scoring/internal/bulk", "scoring/internal/bulk/signature",
		"scoring/internal/bulk/sums", "scoring/internal/steps", "scoring/internal/frame", "scoring/scheme", "rule",
		"ledger", "ledger/columns", "ledger/calendar", "ledger/sequence"},

	"scoring/internal/audit": {"scoring/internal/frame", "scoring/scheme", "tier", "rule", "ledger", "ledger/columns",
		"ledger/spelling"},

	"ledger/internal/made": {"ledger"},

	"scoring/internal/reference": {"scoring/scheme", "tier", "rule", "ledger", "ledger/calendar", "ledger/spelling"},
	"scoring/internal/worlds": {"scoring/internal/reference", "scoring/internal/provenance", "scoring/internal/steps",
		"scoring/internal/frame",
		"scoring/scheme", "ledger", "ledger/calendar", "examples/sample", "examples/schemes"},

	"scoring/review": {"scoring/internal/audit", "scoring/internal/steps", "scoring/internal/frame", "scoring/scheme",
		"rule", "rule/document",
		"ledger", "ledger/calendar"},
	"scoring": {"scoring/internal/incremental", "scoring/internal/bulk", "scoring/internal/provenance",
		"scoring/internal/audit", "scoring/internal/steps", "scoring/internal/frame",
		"scoring/scheme", "rule", "rule/document", "ledger", "ledger/calendar"},
}

// ground is what every room may import: how reasons are said, what is harmless to print, and which day it is.
var ground = []string{"ledger/reason", "internal/plain", "internal/civil"}

// testRooms are imported by tests alone, and by one another.
var testRooms = []string{"ledger/internal/made", "scoring/internal/reference", "scoring/internal/worlds"}

// libraries says who may import what is not ours and not the standard library's.
var libraries = map[string][]string{
	"cel.dev/cel-go":     {"rule"},
	"go.yaml.in/yaml/v3": {"rule/document", "scoring/internal/worlds"},
	"golang.org/x/mod":   {"ledger"},
	"golang.org/x/text":  {"rule/document", "tier", "ledger", "scoring/scheme", "scoring/internal/reference"},
	"github.com/shopspring/decimal": {"rule", "ledger", "ledger/internal/store", "ledger/columns",
		"scoring/internal/frame", "scoring/internal/steps", "scoring/internal/bulk", "scoring/internal/bulk/sums",
		"scoring/internal/provenance", "scoring", "scoring/scheme", "scoring/review",
		"scoring/internal/reference", "scoring/internal/worlds", "ledger/internal/made"},
	"github.com/stretchr/testify": {"scoring/internal/worlds", "ledger/internal/made"},
}

// forbidden is what would let the host into a score, and what to use instead.
var forbidden = map[string]string{
	"math/rand":         "nothing: a score has no chance in it",
	"math/rand/v2":      "nothing: a score has no chance in it",
	"crypto/rand":       "nothing: a score has no chance in it",
	"os":                "an io.Reader or io.Writer of the caller",
	"time.Now":          "a time of the ledger",
	"time.Since":        "a time of the ledger",
	"time.LoadLocation": "calendar.Calendar.Location",
	"time.Local":        "calendar.Calendar.Location",
}

// sources parses the files of the library that are not tests, by room.
func sources(t *testing.T) (*token.FileSet, map[string][]*ast.File) {
	files, rooms := token.NewFileSet(), map[string][]*ast.File{}
	for _, top := range []string{"internal", "ledger", "rule", "tier", "scoring"} {
		require.NoError(t, filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(files, path, nil, parser.ParseComments)
			room := filepath.ToSlash(filepath.Dir(path))
			rooms[room] = append(rooms[room], f)
			return err
		}))
	}
	require.NotEmpty(t, rooms)
	return files, rooms
}

func TestEachFloorImportsOnlyFloorsBelow(t *testing.T) {
	t.Parallel()
	_, rooms := sources(t)
	for room, files := range rooms {
		allowed, known := floors[room]
		require.True(t, known, "%s: a new room; say in floors what it may import", room)
		for _, f := range files {
			for _, i := range f.Imports {
				path := strings.Trim(i.Path.Value, `"`)
				if inner, ours := strings.CutPrefix(path, module); ours {
					if slices.Contains(ground, inner) {
						continue
					}
					require.Contains(t, allowed, inner, "%s imports %s", room, inner)
					if slices.Contains(testRooms, inner) {
						require.Contains(t, testRooms, room, "%s imports %s, which is for tests", room, inner)
					}
					continue
				}
				if host, _, _ := strings.Cut(path, "/"); strings.Contains(host, ".") {
					library := func(name string) bool { return path == name || strings.HasPrefix(path, name+"/") }
					var users []string
					for name, rooms := range libraries {
						if library(name) {
							users = rooms
						}
					}
					require.Contains(t, users, room, "%s imports %s", room, path)
				}
			}
		}
	}
}

// TestTheStoreStaysInTheLedger also looks at tests and at what stands above the library, and holds the two public rooms
// of the ledger to their order.
func TestTheStoreStaysInTheLedger(t *testing.T) {
	t.Parallel()
	inside := 0
	require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		require.NoError(t, err)
		room := filepath.ToSlash(filepath.Dir(path))
		for _, i := range f.Imports {
			switch strings.Trim(i.Path.Value, `"`) {
			case module + "ledger/internal/store":
				inside++
				require.True(t, strings.HasPrefix(room+"/", "ledger/"), "%s imports the store of the ledger", path)
			case module + "ledger/columns":
				require.False(t, room == "ledger" && !strings.HasSuffix(path, "_test.go"),
					"%s imports what stands on the ledger", path)
			}
		}
		return nil
	}))
	require.NotZero(t, inside)
}

func TestNothingOfTheHostReachesAScore(t *testing.T) {
	t.Parallel()
	fset, rooms := sources(t)
	for room, files := range rooms {
		if room == "scoring/internal/worlds" || room == "ledger/internal/made" { // they are random, by a seed
			continue
		}
		for _, f := range files {
			for _, i := range f.Imports {
				instead, bad := forbidden[strings.Trim(i.Path.Value, `"`)]
				require.False(t, bad, "%s imports %s; use %s", fset.Position(i.Pos()), i.Path.Value, instead)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok {
						instead, bad := forbidden[x.Name+"."+s.Sel.Name]
						require.False(t, bad, "%s: %s.%s; use %s", fset.Position(n.Pos()), x.Name, s.Sel.Name, instead)
					}
				}
				return true
			})
		}
	}
}

// TestWhatIsExportedIsDescribed also refuses init functions and exported variables, which any program could change.
func TestWhatIsExportedIsDescribed(t *testing.T) {
	t.Parallel()
	fset, rooms := sources(t)
	var bare []string
	note := func(n ast.Node, format string, args ...any) {
		bare = append(bare, fmt.Sprintf("%s: ", fset.Position(n.Pos()))+fmt.Sprintf(format, args...))
	}
	for room, files := range rooms {
		if !slices.ContainsFunc(files, func(f *ast.File) bool { return f.Doc != nil }) {
			note(files[0], "package %s has no comment", room)
		}
		for _, f := range files {
			for _, d := range f.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Name.Name == "init" && d.Recv == nil {
						note(d, "func init")
					}
					if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
						note(d, "%s has no comment", d.Name.Name)
					}
				case *ast.GenDecl:
					describeSpecs(d, note)
				}
			}
		}
	}
	slices.Sort(bare)
	require.Empty(t, bare, strings.Join(bare, "\n"))
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if index, ok := typ.(*ast.IndexExpr); ok {
		typ = index.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

func describeSpecs(d *ast.GenDecl, note func(ast.Node, string, ...any)) {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
				note(s, "%s has no comment", s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				switch {
				case !name.IsExported():
				case d.Tok == token.VAR:
					note(s, "%s is an exported variable", name.Name)
				case d.Doc == nil && s.Doc == nil && s.Comment == nil:
					note(s, "%s has no comment", name.Name)
				}
			}
		}
	}
}

// TestLinesAreNarrow leaves out what is bytes of its own: texts over several lines, and what an example prints. A row of
// a test's table may be wider.
func TestLinesAreNarrow(t *testing.T) {
	t.Parallel()
	const narrow, wide, tab = 120, 160, 4
	require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, content, parser.ParseComments)
		require.NoError(t, err)
		free := map[int]bool{}
		leave := func(from, to token.Pos) {
			for line := fset.Position(from).Line; line <= fset.Position(to).Line; line++ {
				free[line] = true
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && strings.Contains(text.Value, "\n") {
				leave(text.Pos(), text.End())
			}
			return true
		})
		for _, c := range f.Comments {
			if strings.HasPrefix(c.Text(), "Output:") || strings.HasPrefix(c.Text(), "Unordered output:") {
				leave(c.Pos(), c.End())
			}
		}
		for i, line := range strings.Split(string(content), "\n") {
			width := narrow
			if strings.HasSuffix(path, "_test.go") {
				width = wide
			}
			columns := utf8.RuneCountInString(line) + (tab-1)*strings.Count(line, "\t")
			assert.True(t, columns <= width || free[i+1], "%s:%d: %d columns", path, i+1, columns)
		}
		return nil
	}))
}
