package rule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// usesEnv has a few facts, a list of records and parameters that do not change.
func usesEnv(t *testing.T) *Env {
	t.Helper()
	endorse := &Record{Name: "endorsement", Fields: []Field{{Name: "by", Type: StringType()}}}
	item := &Record{Name: "item",
		Fields: []Field{{Name: "genre", Type: StringType()}, {Name: "words", Type: NumberType()},
			{Name: "late", Type: BoolType()},
			{Name: "happened", Type: TimeType(), Optional: true},
			{Name: "endorsements", Type: ListType(endorse.Type())}}}
	params := &Record{Name: "params",
		Fields: []Field{{Name: "least", Type: NumberType()}, {Name: "by", Type: ListType(StringType())},
			{Name: "standard", Type: MapType(MapType(NumberType()))}}}
	inner, err := NewEnv(Config{
		Vars: []Var{{Name: "params", Type: params.Type(), Const: true}, {Name: "item", Type: item.Type()},
			{Name: "tier", Type: StringType()}}})
	require.NoError(t, err)
	good, err := inner.Compile(document.Text(`!item.late && item.genre == "brief"`))
	require.NoError(t, err)
	least, err := inner.Compile(document.Text(`params.least`))
	require.NoError(t, err)
	env, err := NewEnv(Config{
		Vars: []Var{{Name: "params", Type: params.Type(), Const: true}, {Name: "item", Type: item.Type()},
			{Name: "tier", Type: StringType()},
			{Name: "good", Type: BoolType(), Define: good}, {Name: "least", Type: NumberType(), Define: least}}})
	require.NoError(t, err)
	return env
}

func TestUses(t *testing.T) {
	t.Parallel()
	env := usesEnv(t)
	for _, row := range []struct{ name, text, want string }{
		{"equal", `item.genre == "a"`, `item.genre "a"`},
		{"in a list", `item.genre in ["a", "b"]`, `item.genre "a" "b"`},
		{"the other way about", `100 <= item.words`, `item.words 100`},
		{"a bool", `item.late`, `item.late`},
		{"a bool that is compared", `item.late == true`, `item.late true`},
		{"two facts", `item.genre == tier`, `item.genre free; tier free`},
		{"a calculation", `item.words * 2 > 100`, `item.words free`},
		{"with a calculation", `item.words > params.least * 2`, `item.words free; params.least free`},
		{"a figure", `item.words > params.least`, `item.words figure params.least; params.least`},
		{"a figure by another name", `item.words > least`, `item.words figure params.least; params.least`},
		{"a list of figures", `item.genre in params.by`, `item.genre figure params.by; params.by`},
		{"a key", `params.standard[tier][item.genre] > 3`,
			`tier figure params.standard; params.standard by tier; params.standard[*] by item.genre; ` +
				`params.standard[*][*]; item.genre figure params.standard[*]`},
		{"a key that is worked out", `params.standard[tier + "x"].brief > 3`,
			`tier free; params.standard loose; params.standard[*].brief`},
		{"a list that is made", `item.genre in [tier, "b"]`, `item.genre free; tier free`},
		{"a chosen one", `(item.late ? item.genre : tier) == "a"`, `item.late; item.genre "a"; tier "a"`},
		{"a function", `item.genre.startsWith("a")`, `item.genre free`},
		{"whether it is there", `has(item.happened)`, `item.happened asked`},
		{"every element", `item.endorsements.exists(e, e.by == "a") && item.endorsements.all(e, e.by in params.by)`,
			`item.endorsements rounds 2; item.endorsements[].by "a" figure params.by; params.by`},
		{"how many elements", `item.endorsements.size() > 1`, `item.endorsements free`},
		{"how many of them", `item.endorsements.count(e, e.by == "a") > 1`,
			`item.endorsements free rounds 1; item.endorsements[].by "a"`},
		{"exactly one", `item.endorsements.exists_one(e, e.by == "a")`,
			`item.endorsements free rounds 1; item.endorsements[].by "a"`},
		{"the first", `item.endorsements[0].by == "a"`, `item.endorsements free; item.endorsements[].by "a"`},
		{"a define", `good || tier == "x"`, `item.late; item.genre "brief"; tier "x"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p, err := env.Compile(document.Text(row.text))
			require.NoError(t, err)
			want := map[string]bool{}
			for _, part := range strings.Split(row.want, "; ") {
				want[part] = true
			}
			got := map[string]bool{}
			for _, u := range p.Uses() {
				text := u.String()
				for _, v := range u.Against {
					text += " " + v.String()
				}
				for _, f := range u.Figures {
					text += " figure " + f.String()
				}
				for _, k := range u.Keys {
					text += " by " + k.String()
				}
				if u.Loose {
					text += " loose"
				}
				if u.Free {
					text += " free"
				}
				if u.Asked {
					text += " asked"
				}
				if u.Rounds > 0 {
					text += fmt.Sprint(" rounds ", u.Rounds)
				}
				got[text] = true
			}
			assert.Equal(t, want, got)
		})
	}
}

func TestTerms(t *testing.T) {
	t.Parallel()
	env := usesEnv(t)
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"one", `item.late`, []string{`item.late`}},
		{"an or", `item.late || item.words > 1`, []string{`item.late || item.words > 1`}},
		{"three", `item.late && item.words > 1 && tier == "a && b"`,
			[]string{`item.late`, `item.words > 1`, `tier == "a && b"`}},
		{"brackets", `(item.late && (item.words > 1 && tier == "a"))`,
			[]string{`item.late`, `item.words > 1`, `tier == "a"`}},
		{"an or within", `item.late && (item.words > 1 || tier == "a" && item.late)`,
			[]string{`item.late`, `(item.words > 1 || tier == "a" && item.late)`}},
		{"a define", `good && tier == "a"`, []string{`!item.late`, `item.genre == "brief"`, `tier == "a"`}},
		{"a define alone", `good`, []string{`!item.late`, `item.genre == "brief"`}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p, err := env.Compile(document.Text(row.text), BoolType())
			require.NoError(t, err)
			var got []string
			for _, term := range p.Terms() {
				got = append(got, term.Source().Text())
			}
			assert.Equal(t, row.want, got)
			assertTermsAgree(t, env, p)
		})
	}
}

// assertTermsAgree holds a program to its terms for all values that its own text tells apart.
func assertTermsAgree(t *testing.T, env *Env, p *Program) {
	t.Helper()
	item := env.vars[1].Type.rec
	for _, genre := range []string{"brief", "other"} {
		for _, words := range []int64{0, 5} {
			for _, late := range []bool{false, true} {
				for _, tier := range []string{"a", "a && b"} {
					row := Row{Value{}, item.Value(
						Row{String(genre), Int(words), Bool(late), Value{}, List(StringType(), nil)}), String(tier)}
					want, err := p.Eval(row)
					require.NoError(t, err)
					all := true
					for _, term := range p.Terms() {
						v, err := term.Eval(row)
						require.NoError(t, err)
						met, _ := v.AsBool()
						all = all && met
					}
					met, _ := want.AsBool()
					assert.Equal(t, met, all, p.Source().Text())
				}
			}
		}
	}
}
