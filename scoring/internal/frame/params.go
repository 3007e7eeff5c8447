package frame

import (
	"slices"
	"strings"
	"time"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// readsParam says whether a read may be of one of the parameters, of what holds it, or of a part of it. A computed key
// may be any.
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
		path := undated(p.Path) + "."
		return len(names) == 0 || strings.HasPrefix(path, read) || strings.HasPrefix(read, path)
	})
}

// undated is the path of a parameter as expressions name it: without the days from which on its figures are in force.
func undated(path string) string {
	steps := slices.DeleteFunc(strings.Split(path, "."), func(step string) bool {
		_, err := time.Parse(time.DateOnly, step)
		return err == nil
	})
	return strings.Join(steps, ".")
}

// AnyReadsParam says whether one of the expressions may read one of the parameters. Some may be nil.
func AnyReadsParam(programs []*rule.Program, params []scheme.Param) bool {
	return slices.ContainsFunc(programs, func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return readsParam(r, params) })
	})
}

// ReadsChanged says of an expression whether it may read a parameter that differs between two lists.
func ReadsChanged(a, b []scheme.Param) func(p *rule.Program) bool {
	changed := ChangedParams(a, b)
	return func(p *rule.Program) bool {
		return len(changed) > 0 && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
			return readsParam(r, changed)
		})
	}
}

// ChangedParams are the parameters that only one of two lists sets, or that both set differently.
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
