package part

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

const opaModule = `
package part

endorsed(item) if {
	some by in item.by
	by in data.endorsers
}

doubled(item, _) if endorsed(item)

doubled(_, a) if {
	a.medium == "newspaper"
	a.placement in {"headline", "ear"}
}

times(item, a) := 2 if doubled(item, a)

times(item, a) := 1 if not doubled(item, a)

worth := [highest |
	some item in input.items
	highest := max({0} | {n | some a in item.adoptions; n := data.standard[a.tier][item.genre] * times(item, a)})]
`

// opaBatch is how many items one question of OPA asks about.
const opaBatch = 500

// OPA asks OPA (github.com/open-policy-agent/opa/v1/rego) for the worth of items, some hundred at a time: the question
// prepared, standards and endorsers in its store, the input parsed beforehand, not timed.
func OPA(d *Data) (Run, error) {
	endorserValues := make([]any, len(endorsers))
	for i, by := range endorsers {
		endorserValues[i] = by
	}
	standard := map[string]any{}
	for level, points := range standards {
		standard[level] = map[string]any{"brief": json.Number(strconv.FormatInt(points["brief"], 10)),
			"research": json.Number(strconv.FormatInt(points["research"], 10))}
	}
	store := inmem.NewFromObject(map[string]any{"endorsers": endorserValues, "standard": standard})
	question, err := rego.New(rego.Query("x = data.part.worth"), rego.Module("part.rego", opaModule),
		rego.Store(store)).PrepareForEval(context.Background())
	if err != nil {
		return nil, err
	}
	inputs, err := d.opaInputs()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]digest.Line, error) {
		points := make([]int64, len(d.Units))
		item := 0
		for _, input := range inputs {
			found, err := question.Eval(ctx, rego.EvalParsedInput(input))
			if err != nil {
				return nil, err
			}
			worth, ok := found[0].Bindings["x"].([]any)
			if !ok {
				return nil, fmt.Errorf("found no list of worths")
			}
			for _, w := range worth {
				n, err := w.(json.Number).Int64()
				if err != nil {
					return nil, err
				}
				points[d.Items[item].Unit] += n
				item++
			}
		}
		if item != len(d.Items) {
			return nil, fmt.Errorf("found %d worths of %d items", item, len(d.Items))
		}
		return d.lines(points), nil
	}, nil
}

// opaInputs are the items in batches, with their adoptions and endorsers.
func (d *Data) opaInputs() ([]ast.Value, error) {
	adoptions := make([][]any, len(d.Items))
	for _, a := range d.Adoptions {
		o := d.Outlets[a.Outlet]
		adoptions[a.Item] = append(adoptions[a.Item], map[string]any{"tier": o.Level, "medium": o.Medium,
			"placement": a.Placement})
	}
	var out []ast.Value
	for from := 0; from < len(d.Items); from += opaBatch {
		var items []any
		for n := from; n < min(from+opaBatch, len(d.Items)); n++ {
			by := []any{}
			for _, name := range d.ofItem[n] {
				by = append(by, name)
			}
			list := adoptions[n]
			if list == nil {
				list = []any{}
			}
			items = append(items, map[string]any{"genre": d.Items[n].Genre, "adoptions": list, "by": by})
		}
		v, err := ast.InterfaceToValue(map[string]any{"items": items})
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
