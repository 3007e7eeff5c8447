package celrow

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"github.com/shopspring/decimal"
)

// CostLimit is what an expression may cost, as in the engine.
const CostLimit = 1_000_000

// Env makes an environment whose variables have these types; a name with a dot is a variable of that name, which is
// found at once.
func Env(variables map[string]*cel.Type) (*cel.Env, error) {
	options := []cel.EnvOption{cel.Types(decimalType)}
	for name, t := range variables {
		options = append(options, cel.Variable(name, t))
	}
	return cel.NewEnv(options...)
}

// Compile checks and plans an expression once: constants folded, the cost tracked and limited.
func Compile(env *cel.Env, text string) (cel.Program, error) {
	tree, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, fmt.Errorf("%s: %w", text, issues.Err())
	}
	return env.Program(tree, cel.EvalOptions(cel.OptOptimize), cel.CostLimit(CostLimit))
}

// Number is a number as expressions have it.
func Number(n int64) ref.Val { return Decimal{decimal.NewFromInt(n)} }

// By is a list of endorsements as expressions have it.
func By(names []string) ref.Val {
	list := make([]map[string]string, len(names))
	for i, name := range names {
		list[i] = map[string]string{"by": name}
	}
	return types.DefaultTypeAdapter.NativeToValue(list)
}

// Hundredths runs an expression that gives a number, as hundredths.
func Hundredths(p cel.Program, vars any) (int64, error) {
	v, _, err := p.Eval(vars)
	if err != nil {
		return 0, err
	}
	d, ok := of(v)
	if !ok {
		return 0, fmt.Errorf("found %v, expected a number", v)
	}
	return d.Shift(2).IntPart(), nil
}

// Holds runs an expression that says yes or no.
func Holds(p cel.Program, vars any) (bool, error) {
	v, _, err := p.Eval(vars)
	if err != nil {
		return false, err
	}
	b, ok := v.(types.Bool)
	if !ok {
		return false, fmt.Errorf("found %v, expected a bool", v)
	}
	return bool(b), nil
}
