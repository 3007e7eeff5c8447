package scoring

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Refusal is an entry that scores nothing, and why. What is refused by one rule only names it.
type Refusal struct {
	Position int32
	Rule     *scheme.Rule // nil: the entry as a whole
	Code     string       // no-tier, struck-out, off-roster, absent, out-of-bounds, refused, no-rule, …
	Why      string
}

func (f *Frame) refuse(pos int32, code, why string) {
	f.refused = append(f.refused, Refusal{Position: pos, Code: code, Why: why})
}

// Problem is a fact that a rule needed and did not find, or that breaks a declared bound.
type Problem struct {
	Position int32  // of the entry; −1: of a unit
	Unit     string // where it is of a unit
	Rule     string
	Field    string
	Code     string // absent, out-of-bounds, type, value, sign
	Why      string
	At       time.Time // where it is dated: of the entry, or the end of the period
}

func compareProblems(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Why, b.Why))
}

func sortedUnique(ps []int32) []int32 {
	slices.Sort(ps)
	return slices.Compact(ps)
}

// problem turns an error of an expression into a problem that names entry, rule and field.
func (e *evaluator) problem(f *fact, ruleName string, err error) Problem {
	p := Problem{Position: f.position, Rule: ruleName, At: f.at}
	e.describe(&p, err, f)
	return p
}

// describe says what an expression did not find: a fact that is absent, given in another type or out of bounds, or a
// value for which the regulation has no figure.
func (e *evaluator) describe(p *Problem, err error, f *fact) {
	var absent *rule.AbsentError
	if !errors.As(err, &absent) {
		var failed *rule.EvalError
		p.Code, p.Why = "value", err.Error()
		if errors.As(err, &failed) {
			p.Why = failed.Message
		}
		return
	}
	owner, field := splitPath(absent.Path)
	p.Field, p.Code, p.Why = field, "absent", fmt.Sprintf("%s is absent", absent.Path)
	if f == nil {
		return
	}
	kind, given := e.ownerOf(owner, f)
	if flaw := e.flawOf(kind, field, given); flaw != nil {
		p.Code, p.Why = flaw.code, flaw.why
	}
	if kind == "unit" && f.member != nil && owner == "unit" {
		p.Unit = f.member.Unit
	}
}

// ownerOf is the kind and the attributes of what a path begins with.
func (e *evaluator) ownerOf(owner string, f *fact) (string, ledger.Attrs) {
	switch owner {
	case "unit":
		if f.member == nil {
			return "unit", nil
		}
		return "unit", f.member.Attrs
	case "sender":
		if item, ok := e.itemOf(&f.row); ok {
			m, _ := e.roster.At(item.Text(columns.FieldUnit), e.instantOf(item.Time(columns.FieldAt)))
			return "unit", m.Attrs
		}
		return "unit", nil
	case "item":
		if item, ok := e.itemOf(&f.row); ok {
			return string(ledger.Submit), item.Attrs()
		}
		return string(ledger.Submit), nil
	case "outlet":
		return "outlet", f.row.Attrs()
	}
	return string(f.row.Kind()), f.row.Attrs()
}

// splitPath parts "unit.monthly_quota" into owner and field.
func splitPath(path string) (owner, field string) {
	for i := range len(path) {
		if path[i] == '.' {
			return path[:i], path[i+1:]
		}
	}
	return "", path
}

// attrsRule stands for the rule in the problem of an attribute that no rule stumbled over: a rule may ask whether it is there.
const attrsRule = "attrs"

// flaws are the attributes of an entry that are given and cannot be used.
func (e *evaluator) flaws(pos int32, en *ledger.Entry) []Problem {
	if len(en.Attrs) == 0 || en.Kind == ledger.Enroll {
		return nil
	}
	var out []Problem
	for i := range e.scheme.Attrs[string(en.Kind)] {
		a := &e.scheme.Attrs[string(en.Kind)][i]
		given, ok := en.Attrs.Get(a.Name)
		if _, flaw := e.attribute(a, given, ok); flaw != nil {
			out = append(out, Problem{Position: pos, Rule: attrsRule, Field: a.Name, Code: flaw.code, Why: flaw.why, At: en.At.Instant(e.loc())})
		}
	}
	return out
}
