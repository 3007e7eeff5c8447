package steps

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// CreditPrograms are the expressions of step 1.
func CreditPrograms(s *scheme.Scheme) []*rule.Program {
	var some []*rule.Program
	for _, scope := range s.Scopes {
		if OfEntries(scope) {
			some = append(some, scope.Programs...)
		}
	}
	return some
}

// SettlePrograms are the expressions of step 2; some may be nil.
func SettlePrograms(s *scheme.Scheme) []*rule.Program {
	var some []*rule.Program
	for _, q := range s.Quotas {
		some = append(some, q.When, q.Plus, q.Required)
	}
	for _, x := range s.Settles {
		some = append(some, x.When)
		for _, q := range x.Require {
			some = append(some, q.Cond)
		}
		for _, a := range x.Amounts {
			some = append(some, a.Worth, a.To)
		}
		if x.Cap != nil {
			some = append(some, x.Cap.AtMost, x.Cap.AtLeast)
		}
	}
	return some
}

// NumberPrograms are the expressions of step 0; some may be nil.
func NumberPrograms(s *scheme.Scheme) []*rule.Program {
	var some []*rule.Program
	for _, n := range s.Numbers {
		some = append(append(some, n.By...), n.When, n.Same)
	}
	return some
}

// RankPrograms are the expressions of step 3; some may be nil.
func RankPrograms(s *scheme.Scheme) []*rule.Program {
	var some []*rule.Program
	for _, x := range s.Rankings {
		some = append(append(some, x.Eligible, x.Group), x.Order...)
	}
	for _, h := range s.Honours {
		some = append(some, h.First, h.Eligible)
	}
	for _, d := range s.Derived {
		some = append(some, d.Group, d.When, d.Worth)
	}
	return some
}

// OfEntries says whether a scope is one of step 1.
func OfEntries(s *scheme.Scope) bool {
	kind := strings.TrimSuffix(s.Name, " with worth")
	return kind == "tier" || slices.Contains(ledger.Kinds(), ledger.Kind(kind))
}
