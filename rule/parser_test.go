package rule

import (
	"testing"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/debug"
	"cel.dev/cel-go/parser"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestParsersAgree holds the parser that we use to cel-go's older one, made by ANTLR: they take and refuse the same
// expressions and build the same trees.
func TestParsersAgree(t *testing.T) {
	t.Parallel()
	options := []parser.Option{parser.Macros(macros()...), parser.EnableVariadicOperatorASTs(true),
		parser.EnableIdentEscapeSyntax(true)}
	older, err := parser.NewParser(options...)
	require.NoError(t, err)
	ours, err := parser.NewParser(append(options, parser.EnablePrattParser(true))...)
	require.NoError(t, err)
	accepted := 0
	for _, expr := range append(seeds(), memoExpressions...) {
		l := lex(document.Text(expr))
		if l.broken {
			continue // never reaches a parser
		}
		source := common.NewTextSource(string(l.runes))
		want, wrong := older.Parse(source)
		got, found := ours.Parse(source)
		if !assert.Equal(t, len(wrong.GetErrors()) > 0, len(found.GetErrors()) > 0, "%s: found %v, expected %v", expr,
			found.GetErrors(), wrong.GetErrors()) || len(wrong.GetErrors()) > 0 {
			continue
		}
		accepted++
		assert.Equal(t, debug.ToDebugString(want.Expr()), debug.ToDebugString(got.Expr()), expr)
	}
	assert.Greater(t, accepted, 100)
}
