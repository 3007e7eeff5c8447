package frame

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// readsParam says whether what is read may be one of the parameters, or hold it, or be in it. What is read by a computed
// key may be any.
func readsParam(r rule.Read, params []scheme.Param) bool {
	if r.Path[0].Name != "params" {
		return false
	}
	var names []string
	for _, step := range r.Path[1:] {
		if step.Kind != rule.StepField && step.Kind != rule.StepKey {
			break
		}
		names = append(names, step.Name)
	}
	read := strings.Join(names, ".") + "."
	return slices.ContainsFunc(params, func(p scheme.Param) bool {
		return len(names) == 0 || strings.HasPrefix(p.Path+".", read) || strings.HasPrefix(read, p.Path+".")
	})
}

// ReadParam says whether one of the expressions, of which some may be nil, may read one of the parameters.
func ReadParam(programs []*rule.Program, params []scheme.Param) bool {
	return slices.ContainsFunc(programs, func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return readsParam(r, params) })
	})
}

// ReadersOfOther says which expressions read a parameter that only one of two lists sets, or that they set differently.
func ReadersOfOther(a, b []scheme.Param) func(p *rule.Program) bool {
	changed := OtherParams(a, b)
	return func(p *rule.Program) bool {
		return len(changed) > 0 && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return readsParam(r, changed) })
	}
}

// OtherParams are the parameters that only one of two lists sets, or that they set differently.
func OtherParams(a, b []scheme.Param) []scheme.Param {
	var out []scheme.Param
	for _, p := range a {
		if !slices.Contains(b, p) {
			out = append(out, p)
		}
	}
	for _, p := range b {
		if !slices.Contains(a, p) {
			out = append(out, p)
		}
	}
	return out
}
