package review

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// vocabulary is which values the expressions of a scheme tell apart, by fact: item.genre, unit.category, outlet.level.
type vocabulary struct {
	scheme  *scheme.Scheme
	texts   map[string][]string
	numbers map[string][]decimal.Decimal
	guessed map[string]bool // parameters that had to be given a value for the review
}

func newVocabulary(s *scheme.Scheme, programs []*rule.Program, missing []string) *vocabulary {
	v := &vocabulary{scheme: s, texts: map[string][]string{}, numbers: map[string][]decimal.Decimal{},
		guessed: map[string]bool{}}
	for _, path := range missing {
		name, _, _ := strings.Cut(path, ".")
		v.guessed[name] = true
	}
	for _, p := range programs {
		for _, u := range p.Uses() {
			name := factOf(u.Path)
			values := slices.Clone(u.Against)
			for _, f := range u.Figures {
				values = append(values, v.figures(f)...)
			}
			for _, value := range values {
				v.learn(name, value)
			}
		}
	}
	for kind, attrs := range s.Attrs {
		for _, a := range attrs {
			name := ownerOf[kind] + "." + a.Name
			for _, one := range a.OneOf {
				v.learn(name, rule.String(one))
			}
			if a.Must != nil {
				for _, u := range a.Must.Uses() {
					for _, value := range u.Against {
						v.learn(name, value)
					}
				}
			}
		}
	}
	return v
}

// ownerOf is what expressions call what a kind of attributes belongs to.
var ownerOf = map[string]string{"submit": "item", "adopt": "adopt", "endorse": "endorse", "commission": "commission",
	"grant":    "grant",
	"incident": "incident", "unit": "unit", "outlet": "outlet"}

func (v *vocabulary) learn(name string, value rule.Value) {
	if text, ok := value.AsString(); ok && !slices.Contains(v.texts[name], text) {
		v.texts[name] = append(v.texts[name], text)
	}
	if n, ok := value.AsNumber(); ok && !slices.ContainsFunc(v.numbers[name], n.Equal) {
		v.numbers[name] = append(v.numbers[name], n)
	}
}

// figures are the values at a place of the parameters, in all their states, as a comparison tells them apart.
func (v *vocabulary) figures(r rule.Read) []rule.Value {
	var out []rule.Value
	for _, at := range append(v.scheme.Params.Starts(), time.Time{}) {
		_, value := v.scheme.Params.At(at)
		found := []rule.Value{value}
		for _, step := range r.Path[1:] {
			var next []rule.Value
			for _, one := range found {
				next = append(next, stepInto(one, step)...)
			}
			found = next
		}
		for _, one := range found {
			if items, ok := one.AsList(); ok {
				out = append(out, items...)
			} else if _, ok := one.AsMap(); ok {
				for _, key := range one.Keys() {
					out = append(out, rule.String(key))
				}
			} else {
				out = append(out, one)
			}
		}
	}
	return out
}

// stepInto follows one step of a path; a computed key and an element lead to all of them.
func stepInto(v rule.Value, step rule.Step) []rule.Value {
	if rec, fields, ok := v.AsRecord(); ok {
		i := slices.IndexFunc(rec.Fields, func(f rule.Field) bool { return f.Name == step.Name })
		if i < 0 {
			return nil
		}
		if one, there := fields.Field(i); there {
			return []rule.Value{one}
		}
		return nil
	}
	if items, ok := v.AsList(); ok {
		return items
	}
	entries, _ := v.AsMap()
	var out []rule.Value
	for _, key := range v.Keys() {
		if step.Kind == rule.StepDynamic || step.Name == key {
			out = append(out, entries[key])
		}
	}
	return out
}

// factOf names the fact that a path leads to, whichever way it goes: item.adoptions[].outlet.level is outlet.level.
func factOf(path []rule.Step) string {
	owner, rest := path[0].Name, path[1:]
	if owner == "sender" {
		owner = "unit"
	}
	for i := 0; i < len(rest); i++ {
		switch step := rest[i]; {
		case owner == "item" && listed[step.Name] != "", owner == "commission" && step.Name == "answers":
			owner, rest = elementOf(step.Name), rest[i+1:]
			i = -1
			if len(rest) > 0 && rest[0].Kind == rule.StepElement {
				rest = rest[1:]
			}
		case owner == "item" && step.Name == "commission" && len(rest) > i+1:
			owner, rest = "commission", rest[i+1:]
			i = -1
		case owner == "adopt" && step.Name == "outlet":
			owner, rest = "outlet", rest[i+1:]
			i = -1
		case owner == "adopt" && step.Name == "tier":
			return "tier"
		default:
			return owner + "." + step.Name
		}
	}
	return owner
}

// listed are the lists of an item, and what each of them holds.
var listed = map[string]ledger.Kind{"adoptions": ledger.Adopt, "endorsements": ledger.Endorse, "grants": ledger.Grant,
	"incidents": ledger.Incident}

func elementOf(list string) string {
	if kind := listed[list]; kind != "" {
		return string(kind)
	}
	return "item" // answers of a commission
}
