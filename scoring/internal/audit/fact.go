package audit

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// FactOf names the fact that a path leads to, whichever way it goes: item.adoptions[].outlet.level is outlet.level.
func FactOf(path []rule.Step) string {
	owner, rest := path[0].Name, path[1:]
	if owner == "sender" {
		owner = "unit"
	}
	for i := 0; i < len(rest); i++ {
		switch step := rest[i]; {
		case owner == "item" && Listed(step.Name) != "", owner == "commission" && step.Name == "answers":
			owner, rest = ElementOf(step.Name), rest[i+1:]
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

// Listed is the kind of the entries that a list of an item holds; empty: it is no such list.
func Listed(list string) ledger.Kind {
	switch list {
	case "adoptions":
		return ledger.Adopt
	case "endorsements":
		return ledger.Endorse
	case "grants":
		return ledger.Grant
	case "incidents":
		return ledger.Incident
	}
	return ""
}

// ElementOf is what expressions call an element of a list.
func ElementOf(list string) string {
	if kind := Listed(list); kind != "" {
		return string(kind)
	}
	return "item" // answers of a commission
}

// OwnerOf is what expressions call what a kind of attributes belongs to.
func OwnerOf(kind string) string {
	if kind == string(ledger.Submit) {
		return "item"
	}
	return kind
}

// KindOf is the kind of the attributes of an owner, as expressions call it.
func KindOf(owner string) string {
	if owner == "item" {
		return string(ledger.Submit)
	}
	return owner
}

// Figures are the values at a place of the parameters, in all their states, as a comparison tells them apart: the
// elements of a list, the keys of a mapping.
func Figures(params *scheme.Params, r rule.Read) []rule.Value {
	var out []rule.Value
	for _, at := range append(params.Starts(), time.Time{}) {
		_, value := params.At(at)
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
		i := rec.Index(step.Name)
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
