package scheme

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// comments is what the source says of the types of a file, in paragraphs: of types by their names, of fields by type
// and field.
type comments struct {
	t    *testing.T
	said map[string][]string
}

// readComments reads the comments of the package's own source.
func readComments(t *testing.T) *comments {
	t.Helper()
	c := &comments{t: t, said: map[string][]string{}}
	sources, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		for _, d := range f.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, spec := range decl.Specs {
				c.note(decl, spec.(*ast.TypeSpec))
			}
		}
	}
	return c
}

func (c *comments) note(decl *ast.GenDecl, spec *ast.TypeSpec) {
	c.said[spec.Name.Name] = paragraphs(decl.Doc)
	body, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range body.Fields.List {
		for _, name := range f.Names {
			c.said[spec.Name.Name+"."+name.Name] = paragraphs(f.Doc)
		}
	}
}

// paragraphs cuts a comment at its blank lines; text is joined to one line, what is indented stays as it is.
func paragraphs(doc *ast.CommentGroup) []string {
	if doc == nil {
		return nil
	}
	var out []string
	for _, p := range regexp.MustCompile(`\n\s*\n`).Split(strings.TrimSpace(doc.Text()), -1) {
		if !indented(p) {
			p = strings.Join(strings.Fields(p), " ")
		}
		out = append(out, p)
	}
	return out
}

func indented(paragraph string) bool { return strings.HasPrefix(paragraph, "\t") }

// field is the description of a key; every key has one.
func (c *comments) field(t reflect.Type, f reflect.StructField) string {
	c.t.Helper()
	said := c.said[t.Name()+"."+f.Name]
	require.NotEmpty(c.t, said, "%s.%s has no comment", t.Name(), f.Name)
	return said[0]
}
