package rule

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// benchExpressions are of the kinds that schemes have.
var benchExpressions = []struct{ name, expr string }{
	{"comparison", `item.words >= 500 && item.words <= 800`},
	{"parameter", `params.standard[tier]`},
	{"arithmetic", `tier == "city" ? x * 2 + 0.5 : 7.5`},
	{"rounding", `round(x * 1.15, 2)`},
	{"adoptions",
		`item.genre == "research" && item.adoptions.exists(a, a.tier in ["national", "region"] && a.outlet.medium in ` +
			`["newspaper", "journal"])`},
	{"sum", `sum(item.adoptions.filter(a, has(a.fee)).map(a, a.fee))`},
	{"time", `clock(item.at) < clock("09:15") && !item.late`},
}

func BenchmarkEval(b *testing.B) {
	env, vars := kitEnv(b), Vars(kitVars())
	for _, row := range benchExpressions {
		b.Run(row.name, func(b *testing.B) {
			p := compile(b, env, row.expr)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Eval(vars); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMemoHit(b *testing.B) {
	env, vars := kitEnv(b), Vars(kitVars())
	for _, row := range benchExpressions {
		b.Run(row.name, func(b *testing.B) {
			memo := NewMemo(compile(b, env, row.expr), 10)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := memo.Eval(vars); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCompile compiles 60 expressions in a new environment, as the load of a scheme does.
func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		env := kitEnv(b)
		for i := range 60 {
			_, err := env.Compile(document.Text(benchExpressions[i%len(benchExpressions)].expr))
			require.NoError(b, err)
		}
	}
}

// BenchmarkLanguage builds what is built once a process.
func BenchmarkLanguage(b *testing.B) {
	for b.Loop() {
		if _, err := newLanguage(); err != nil {
			b.Fatal(err)
		}
	}
}
