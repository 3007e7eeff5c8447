package gongguo_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var updateReasons = flag.Bool("update-reasons", false, "write testdata/reasons.txt anew")

// reasonShape is how a code is written: words of a room and of the matter, parted by points and hyphens.
var reasonShape = regexp.MustCompile(`^[a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$`)

// argument is the place of an argument in a sentence; double braces are taken out before.
var argument = regexp.MustCompile(`\{([a-z_]+)(:q)?\}`)

// TestReasons gathers all reasons that the library can give: each code has one sentence, and as many arguments as that
// names. The list is pinned, since catalogues of other languages go by it.
func TestReasons(t *testing.T) {
	t.Parallel()
	files, rooms := sources(t)
	sentences, places := map[string]string{}, map[string]token.Position{}
	for _, room := range rooms {
		for _, f := range room {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !isReasonNew(call.Fun) || len(call.Args) < 2 {
					return true
				}
				at := files.Position(call.Pos())
				code, coded := literalOf(call.Args[0])
				sentence, said := literalOf(call.Args[1])
				if !assert.True(t, coded && said, "%s: code and sentence of a reason are literals", at) {
					return true
				}
				assert.Regexp(t, reasonShape, code, "%s", at)
				if other, twice := sentences[code]; twice {
					assert.Equal(t, other, sentence, "%s and %s: one code says two things", places[code], at)
				}
				sentences[code], places[code] = sentence, at
				if call.Ellipsis == token.NoPos {
					assert.Len(t, call.Args[2:], len(argumentsOf(sentence)), "%s: arguments of %q", at, sentence)
				}
				return true
			})
		}
	}
	var lines []string
	for code, sentence := range sentences {
		lines = append(lines, fmt.Sprintf("%s\t%s\n", code, sentence))
	}
	slices.Sort(lines)
	golden := filepath.Join("testdata", "reasons.txt")
	if *updateReasons {
		require.NoError(t, os.WriteFile(golden, []byte(strings.Join(lines, "")), 0o644))
		return
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	pinned := strings.SplitAfter(string(want), "\n")
	for _, line := range lines {
		assert.True(t, slices.Contains(pinned, line),
			"a new reason: %sgo test . -run TestReasons -update-reasons pins it", line)
	}
	for _, line := range pinned {
		assert.True(t, line == "" || slices.Contains(lines, line), "no longer said: %s", line)
	}
}

// argumentsOf are the names of the arguments of a sentence, each once.
func argumentsOf(sentence string) []string {
	sentence = strings.NewReplacer("{{", "", "}}", "").Replace(sentence)
	var names []string
	for _, found := range argument.FindAllStringSubmatch(sentence, -1) {
		if !slices.Contains(names, found[1]) {
			names = append(names, found[1])
		}
	}
	return names
}

func isReasonNew(fun ast.Expr) bool {
	s, ok := fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != "New" {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "reason"
}

// literalOf is the text of a string literal, or of several that are joined.
func literalOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		x, okX := literalOf(e.X)
		y, okY := literalOf(e.Y)
		return x + y, e.Op == token.ADD && okX && okY
	}
	return "", false
}
