package rule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

func TestGuards(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`item.genre == "brief"`:                                   `item.0: [brief]`,
		`"brief" == item.genre`:                                   `item.0: [brief]`,
		`item.genre in ["brief", "essay"]`:                        `item.0: [brief essay]`,
		`item.reply.genre == "brief"`:                             `item.7.0: [brief]`,
		`tier == "city"`:                                          `tier: [city]`,
		`item.late && item.words > 3 && item.genre == "brief"`:    `item.0: [brief]`,
		`item.genre == "brief" && tier == "city"`:                 `item.0: [brief], tier: [city]`,
		`item.genre == "brief" || item.genre == "essay"`:          `item.0: [brief essay]`,
		`item.genre == "brief" && item.late || item.genre == "x"`: `item.0: [brief x]`,
		`(item.late || tier == "x") && item.genre == "brief"`:     `item.0: [brief]`,
		`isBrief && item.words > 3`:                               `item.0: [brief]`,
		`item.genre == "brief" ? 2 : 0`:                           `item.0: [brief]`,
		`default(item.reply.genre == "brief", false)`:             `item.7.0: [brief]`,

		`item.genre != "brief"`:                                        ``,
		`!(item.genre == "brief")`:                                     ``,
		`item.genre == "brief" || item.late`:                           ``,
		`item.genre == "brief" || tier == "city"`:                      ``,
		`item.genre == tier`:                                           ``,
		`item.genre == params.genre`:                                   ``,
		`params.genre == "brief"`:                                      ``,
		`item.genre == "brief" ? 2 : 1`:                                ``,
		`default(item.genre == "brief", true)`:                         ``,
		`default(item.genre, "brief") == "brief"`:                      ``,
		`item.adoptions.exists(a, a.tier == "city")`:                   ``,
		`"brief" in item.authors`:                                      ``,
		`item.words == 3`:                                              ``,
		`item.genre.size() > 3 && item.genre == "brief"`:               ``,
		`item.adoptions.exists(a, a.fee > 1) && item.genre == "x"`:     ``,
		`item.genre == "brief" && item.adoptions.exists(a, a.fee > 1)`: `item.0: [brief]`,

		`item.genre == tier && item.genre == "brief"`:                     ``, // they may be long
		`"x" in item.authors && item.genre == "brief"`:                    ``,
		`item.genre in ["x"` + strings.Repeat(`, "y"`, mostOfGuard) + `]`: ``,
		`item.genre == "` + strings.Repeat("x", bytesOfCost*mostOfGuard/2) + `"`: `item.0: [` +
			strings.Repeat("x", bytesOfCost*mostOfGuard/2) + `]`,
		`item.genre == "brief" && item.genre == tier || item.genre == "x"`: `item.0: [brief x]`,
	} {
		p := guardProgram(t, source)
		got := ""
		for i, g := range p.Guards() {
			if i > 0 {
				got += ", "
			}
			got += p.env.vars[g.Variable].Name
			for _, f := range g.Fields {
				got += fmt.Sprint(".", f)
			}
			got += fmt.Sprint(": ", g.Texts)
		}
		assert.Equal(t, want, got, source)
	}
}

// guardProgram compiles an expression over an item, a tier, parameters and a definition.
func guardProgram(t *testing.T, source string) *Program {
	t.Helper()
	params := &Record{Name: "params", Fields: []Field{{Name: "genre", Type: StringType()}}}
	vars := []Var{{Name: "params", Type: params.Type(), Const: true}, {Name: "item", Type: itemRecord.Type()},
		{Name: "tier", Type: StringType()}}
	inner, err := NewEnv(Config{Vars: vars[1:]})
	require.NoError(t, err)
	brief, err := inner.Compile(document.Text(`item.genre == "brief"`))
	require.NoError(t, err)
	env, err := NewEnv(Config{Vars: append(vars, Var{Name: "isBrief", Type: BoolType(), Define: brief})})
	require.NoError(t, err)
	p, err := env.Compile(document.Text(source))
	require.NoError(t, err, source)
	return p
}
