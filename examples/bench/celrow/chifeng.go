package celrow

import (
	"fmt"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"github.com/gongguo/gongguo/examples/bench/byhand"
)

// Chifeng decides by the expressions of chifeng-2020, as its scheme has them with its definitions written out, run by
// cel-go.
type Chifeng struct {
	vars vars

	weekly, summary, experience                cel.Program // of a submission
	adopted, endorsed, frontPage, doubled      cel.Program // of an adoption
	inPress, missed, eachCommission, shortfall cel.Program
	concerns, required                         [4]cel.Program // by quota
}

// vars are the variables of all expressions; what one does not read keeps what it was.
type vars struct {
	params, none                                               ref.Val
	late, report                                               ref.Val
	tier, genre, endorsements, medium, placement               ref.Val
	adoptions, answers, due, category, taskGroup, quotaMissing ref.Val
}

// ResolveName finds a variable.
func (v *vars) ResolveName(name string) (any, bool) {
	var out ref.Val
	switch name {
	case "params":
		out = v.params
	case "item.late":
		out = v.late
	case "item.report":
		out = v.report
	case "tier":
		out = v.tier
	case "item.genre":
		out = v.genre
	case "item.endorsements":
		out = v.endorsements
	case "outlet.medium":
		out = v.medium
	case "adopt.placement":
		out = v.placement
	case "item.adoptions":
		out = v.adoptions
	case "commission.answers":
		out = v.answers
	case "commission.due":
		out = v.due
	case "unit.category":
		out = v.category
	case "unit.task_group":
		out = v.taskGroup
	case "quota.missing":
		out = v.quotaMissing
	}
	return out, out != nil
}

// Parent is none.
func (v *vars) Parent() interpreter.Activation { return nil }

const (
	owing = `unit.category in params.tasks && (unit.category != "department" || unit.task_group)`
	task  = `params.tasks[unit.category]`
)

// NewChifeng compiles the expressions.
func NewChifeng() (*Chifeng, error) {
	text := cel.StringType
	env, err := Env(map[string]*cel.Type{
		"params": cel.MapType(text, cel.DynType), "tier": text, "item.genre": text, "item.late": cel.BoolType,
		"item.report": text, "item.endorsements": cel.ListType(cel.MapType(text, text)), "outlet.medium": text,
		"adopt.placement": text, "item.adoptions": cel.ListType(cel.MapType(text, cel.DynType)),
		"commission.answers": cel.ListType(cel.MapType(text, cel.DynType)), "commission.due": cel.TimestampType,
		"unit.category": text, "unit.task_group": cel.BoolType, "quota.missing": cel.DynType,
	})
	if err != nil {
		return nil, err
	}
	c := &Chifeng{vars: vars{params: params(), none: By(nil)}}
	for _, x := range []struct {
		to   *cel.Program
		text string
	}{
		{&c.weekly, `!item.late`},
		{&c.summary, `!item.late && item.report == "summary"`},
		{&c.experience, `!item.late && item.report == "experience"`},
		{&c.adopted, `params.standard[tier][item.genre]`},
		{&c.endorsed, `item.endorsements.exists(e, e.by in params.endorsers)`},
		{&c.frontPage, `outlet.medium == "newspaper" && adopt.placement in ["headline", "ear"]`},
		{&c.doubled, `params.doubled`},
		{&c.inPress,
			`item.genre == "research" && item.adoptions.exists(a, a.tier in ["national", "region"] && ` +
				`a.medium in ["newspaper", "journal"])`},
		{&c.missed, `!commission.answers.exists(s, s.at <= commission.due && !s.off_brief)`},
		{&c.eachCommission, `params.each_commission`},
		{&c.shortfall, `params.each_missing * quota.missing`},
		{&c.concerns[0], owing},
		{&c.concerns[1], owing},
		{&c.concerns[2], owing + ` && ` + task + `.half > 0`},
		{&c.concerns[3], owing + ` && ` + task + `.year > 0`},
		{&c.required[0], task + `.weekly`},
		{&c.required[1], task + `.summary`},
		{&c.required[2], task + `.half`},
		{&c.required[3], task + `.year`},
	} {
		if *x.to, err = Compile(env, x.text); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// params are those of the scheme.
func params() ref.Val {
	type numbers map[string]int64
	number := func(of numbers) map[string]any {
		out := map[string]any{}
		for name, n := range of {
			out[name] = Number(n)
		}
		return out
	}
	return types.DefaultTypeAdapter.NativeToValue(map[string]any{
		"standard": map[string]any{
			"national": number(numbers{"brief": 20, "research": 40}),
			"region":   number(numbers{"brief": 10, "research": 20}),
			"city":     number(numbers{"brief": 5, "research": 10}),
			"portal":   number(numbers{"brief": 2, "research": 2}),
		},
		"endorsers": []string{"市委", "市政府", "自治区扶贫办", "自治区党委", "自治区政府", "国务院扶贫办"},
		"doubled":   Number(2), "each_missing": Number(-5), "each_commission": Number(-10),
		"tasks": map[string]any{
			"county":     number(numbers{"weekly": 2, "summary": 2, "half": 1, "year": 0}),
			"department": number(numbers{"weekly": 1, "summary": 2, "half": 1, "year": 0}),
			"section":    number(numbers{"weekly": 1, "summary": 1, "half": 0, "year": 1}),
		},
	})
}

// Counts is the count of the four quotas.
func (c *Chifeng) Counts(s byhand.Submission) (out [4]bool, err error) {
	c.vars.late, c.vars.report = types.Bool(s.Late), types.String(s.Report)
	for i, p := range [4]cel.Program{c.weekly, c.summary, c.experience, c.experience} {
		if out[i], err = Holds(p, &c.vars); err != nil {
			return out, err
		}
	}
	return out, nil
}

// Worth is the credit adopted with the highest of its bonuses.
func (c *Chifeng) Worth(a *byhand.Adoption) (int64, error) {
	v := &c.vars
	v.tier, v.genre, v.medium, v.placement, v.endorsements = types.String(a.Tier), types.String(a.Genre),
		types.String(a.Medium), types.String(a.Placement), v.none
	if a.Endorsers != nil {
		v.endorsements = By(a.Endorsers)
	}
	n, err := Hundredths(c.adopted, v)
	if err != nil {
		return 0, fmt.Errorf("adopted: %w", err)
	}
	best := n
	for _, bonus := range [2]cel.Program{c.endorsed, c.frontPage} {
		met, err := Holds(bonus, v)
		if err != nil {
			return 0, err
		}
		if met {
			times, err := Hundredths(c.doubled, v)
			if err != nil {
				return 0, err
			}
			best = max(best, n*times/100)
		}
	}
	return best, nil
}

// InPress is what great-value requires.
func (c *Chifeng) InPress(genre string, adoptions []byhand.Adoption) (bool, error) {
	list := make([]map[string]string, len(adoptions))
	for i, a := range adoptions {
		list[i] = map[string]string{"tier": a.Tier, "medium": a.Medium}
	}
	c.vars.genre, c.vars.adoptions = types.String(genre), types.DefaultTypeAdapter.NativeToValue(list)
	return Holds(c.inPress, &c.vars)
}

// Missed is the deduction commission.
func (c *Chifeng) Missed(due int64, answers []byhand.Answer) (int64, error) {
	list := make([]map[string]any, len(answers))
	for i, a := range answers {
		list[i] = map[string]any{"at": time.Unix(0, a.At).UTC(), "off_brief": a.OffBrief}
	}
	c.vars.answers, c.vars.due = types.DefaultTypeAdapter.NativeToValue(list),
		types.Timestamp{Time: time.Unix(0, due).UTC()}
	missed, err := Holds(c.missed, &c.vars)
	if err != nil || !missed {
		return 0, err
	}
	return Hundredths(c.eachCommission, &c.vars)
}

// Short is the deduction shortfall.
func (c *Chifeng) Short(unit byhand.Unit, quota int, done int32) (int64, error) {
	c.vars.category, c.vars.taskGroup = types.String(unit.Category), types.Bool(unit.TaskGroup)
	if owes, err := Holds(c.concerns[quota], &c.vars); err != nil || !owes {
		return 0, err
	}
	required, err := Hundredths(c.required[quota], &c.vars)
	if err != nil {
		return 0, err
	}
	missing := required/100 - int64(done)
	if missing <= 0 {
		return 0, nil
	}
	c.vars.quotaMissing = Number(missing)
	return Hundredths(c.shortfall, &c.vars)
}
