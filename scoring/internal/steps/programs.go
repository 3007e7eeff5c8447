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

// SettlePrograms are the expressions of step 2.
func SettlePrograms(s *scheme.Scheme) []*rule.Program {
	var all []*rule.Program
	for _, q := range s.Quotas {
		all = append(all, QuotaPrograms(q)...)
	}
	for _, x := range s.Settles {
		all = append(all, SettleRulePrograms(x)...)
	}
	return all
}

// QuotaPrograms are the expressions of a quota in step 2.
func QuotaPrograms(q *scheme.Quota) []*rule.Program { return q.Programs().But(scheme.RoleCount) }

// SettleRulePrograms are the expressions of a settle rule in step 2.
func SettleRulePrograms(x *scheme.Settle) []*rule.Program { return x.Programs().But(scheme.RoleBy) }

// NumberPrograms are the expressions of step 0.
func NumberPrograms(s *scheme.Scheme) []*rule.Program {
	var all []*rule.Program
	for i := range s.Numbers {
		all = append(all, s.Numbers[i].Programs().But()...)
	}
	return all
}

// RankPrograms are the expressions of step 3.
func RankPrograms(s *scheme.Scheme) []*rule.Program {
	var all []*rule.Program
	for i := range s.Accounts {
		all = append(all, s.Accounts[i].Programs().But()...)
	}
	for _, x := range s.Rankings {
		all = append(all, x.Programs().But()...)
	}
	for _, h := range s.Honours {
		all = append(all, h.Programs().But()...)
	}
	for _, d := range s.Derived {
		all = append(all, d.Programs().But()...)
	}
	for _, g := range s.Grades {
		all = append(all, g.Programs().But()...)
	}
	for _, r := range s.Results {
		all = append(all, r.Programs().But()...)
	}
	return all
}

// OfEntries says whether a scope is one of step 1.
func OfEntries(s *scheme.Scope) bool {
	kind := strings.TrimSuffix(s.Name, " with worth")
	return kind == "tier" || slices.Contains(ledger.Kinds(), ledger.Kind(kind))
}
