package incremental

import (
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// programsOf are the expressions of all scopes, in an order that figures do not change.
func programsOf(s *scheme.Scheme) []*rule.Program {
	var all []*rule.Program
	for _, scope := range s.Scopes {
		all = append(all, scope.Programs...)
	}
	return all
}

// anyOf says whether two sets intersect.
func anyOf(a, b []uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

// ReadersOf is the set of the expressions that may read one of the parameters; a path stands for all below it. It has
// the bit after the last, which stands for unknown expressions, since these may read anything.
func ReadersOf(s *scheme.Scheme, params []scheme.Param) []uint64 {
	all := programsOf(s)
	out := make([]uint64, len(all)/64+1)
	out[len(all)/64] |= 1 << (len(all) % 64)
	for i, p := range all {
		if frame.AnyReadsParam([]*rule.Program{p}, params) {
			out[i/64] |= 1 << (i % 64)
		}
	}
	return out
}
