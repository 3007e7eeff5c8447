package frame

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ReadsParam says whether what is read may be one of the parameters, or hold it, or be in it. What is read by a computed
// key may be any.
func ReadsParam(r rule.Read, params []scheme.Param) bool {
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

// AnyReadsParam says whether one of the expressions, of which some may be nil, may read one of the parameters.
func AnyReadsParam(programs []*rule.Program, params []scheme.Param) bool {
	return slices.ContainsFunc(programs, func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return ReadsParam(r, params) })
	})
}

// ReadsChanged says which expressions read a parameter that only one of two lists sets, or that they set differently.
func ReadsChanged(a, b []scheme.Param) func(p *rule.Program) bool {
	changed := ChangedParams(a, b)
	return func(p *rule.Program) bool {
		return len(changed) > 0 && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return ReadsParam(r, changed) })
	}
}

// ChangedParams are the parameters that only one of two lists sets, or that they set differently.
func ChangedParams(a, b []scheme.Param) []scheme.Param {
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
