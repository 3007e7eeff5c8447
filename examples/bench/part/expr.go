package part

import (
	"context"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// exprEnv is what the expression of Expr sees; a struct is what its documents advise.
type exprEnv struct {
	Standard     map[string]map[string]int64 `expr:"standard"`
	Endorsers    []string                    `expr:"endorsers"`
	Tier         string                      `expr:"tier"`
	Genre        string                      `expr:"genre"`
	Medium       string                      `expr:"medium"`
	Placement    string                      `expr:"placement"`
	Endorsements []string                    `expr:"endorsements"`
}

const exprRule = `standard[tier][genre] * (any(endorsements, # in endorsers) || medium == "newspaper" && ` +
	`placement in ["headline", "ear"] ? 2 : 1)`

// Expr runs the rule with expr (github.com/expr-lang/expr), compiled once, on one reused machine.
func Expr(d *Data) (Run, error) {
	program, err := expr.Compile(exprRule, expr.Env(exprEnv{}), expr.AsInt64())
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]digest.Line, error) {
		env, machine := &exprEnv{Standard: standards, Endorsers: endorsers}, vm.VM{}
		return d.total(ctx, func(a *Adoption) (int64, error) {
			o := &d.Outlets[a.Outlet]
			env.Tier, env.Genre, env.Medium, env.Placement, env.Endorsements = o.Level, d.Items[a.Item].Genre, o.Medium,
				a.Placement, d.ofItem[a.Item]
			out, err := machine.Run(program, env)
			if err != nil {
				return 0, err
			}
			return out.(int64), nil
		})
	}, nil
}
