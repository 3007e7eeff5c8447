package part

import (
	"context"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"github.com/gongguo/gongguo/examples/bench/celrow"
	"github.com/gongguo/gongguo/examples/bench/digest"
)

// celVars are the variables of one adoption.
type celVars struct {
	params, tier, genre, endorsements, medium, placement ref.Val
}

// ResolveName finds a variable.
func (v *celVars) ResolveName(name string) (any, bool) {
	switch name {
	case "params":
		return v.params, true
	case "tier":
		return v.tier, true
	case "item.genre":
		return v.genre, true
	case "item.endorsements":
		return v.endorsements, true
	case "outlet.medium":
		return v.medium, true
	case "adopt.placement":
		return v.placement, true
	}
	return nil, false
}

// Parent is none.
func (v *celVars) Parent() interpreter.Activation { return nil }

// CEL runs the expressions of chifeng-part.yaml with cel-go, an adoption at a time, compiled once, with exact decimals
// and the engine's limit of cost.
func CEL(d *Data) (Run, error) {
	env, err := celrow.Env(map[string]*cel.Type{
		"params": cel.MapType(cel.StringType, cel.DynType), "tier": cel.StringType, "item.genre": cel.StringType,
		"item.endorsements": cel.ListType(cel.MapType(cel.StringType, cel.StringType)), "outlet.medium": cel.StringType,
		"adopt.placement": cel.StringType,
	})
	if err != nil {
		return nil, err
	}
	var programs [4]cel.Program
	for i, text := range []string{
		`params.standard[tier][item.genre]`,
		`item.endorsements.exists(e, e.by in params.endorsers)`,
		`outlet.medium == "newspaper" && adopt.placement in ["headline", "ear"]`,
		`params.doubled`,
	} {
		if programs[i], err = celrow.Compile(env, text); err != nil {
			return nil, err
		}
	}
	worth, endorsed, front, times := programs[0], programs[1], programs[2], programs[3]
	standard := map[string]any{}
	for level, points := range standards {
		standard[level] = map[string]any{"brief": celrow.Number(points["brief"]),
			"research": celrow.Number(points["research"])}
	}
	params := types.DefaultTypeAdapter.NativeToValue(map[string]any{"standard": standard, "endorsers": endorsers,
		"doubled": celrow.Number(2)})
	none := celrow.By(nil)
	return func(ctx context.Context) ([]digest.Line, error) {
		vars := &celVars{params: params}
		return d.total(ctx, func(a *Adoption) (int64, error) {
			o := &d.Outlets[a.Outlet]
			vars.tier, vars.genre = types.String(o.Level), types.String(d.Items[a.Item].Genre)
			vars.medium, vars.placement, vars.endorsements = types.String(o.Medium), types.String(a.Placement), none
			if by := d.ofItem[a.Item]; by != nil {
				vars.endorsements = celrow.By(by)
			}
			n, err := celrow.Hundredths(worth, vars)
			if err != nil {
				return 0, err
			}
			best := n
			for _, bonus := range []cel.Program{endorsed, front} { // the highest of them
				met, err := celrow.Holds(bonus, vars)
				if err != nil {
					return 0, err
				}
				if met {
					by, err := celrow.Hundredths(times, vars)
					if err != nil {
						return 0, err
					}
					best = max(best, n*by/100)
				}
			}
			return best / 100, nil
		})
	}, nil
}
