package frame

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
)

// Problem is a fact that a rule needed and that was absent or out of its declared bounds.
type Problem struct {
	Position int32  // of the entry; −1: of a unit
	Unit     string // if it is of a unit
	Rule     string
	Field    string
	Code     string // absent, out-of-bounds, type, value, sign
	Reason   reason.Reason
	At       time.Time // of the entry, or the end of the period
}

// CompareProblems orders problems by place, rule, field, code and reason.
func CompareProblems(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Unit, b.Unit),
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Reason.String(), b.Reason.String()))
}

// SortedUnique sorts positions in place, and returns each once.
func SortedUnique(ps []int32) []int32 {
	slices.Sort(ps)
	return slices.Compact(ps)
}

// Problem is an error of an expression as a problem of an entry, a rule and a field.
func (e *Evaluator) Problem(f *Fact, ruleName string, err error) Problem {
	p := Problem{Position: f.Position, Rule: ruleName, At: f.At}
	e.Describe(&p, err, f)
	return p
}

// Describe sets the field, the code and the reason of a problem: a fact that is absent, of another type or out of
// bounds, or a value for which the regulation has no figure.
func (e *Evaluator) Describe(p *Problem, err error, f *Fact) {
	var absent *rule.AbsentError
	if !errors.As(err, &absent) {
		p.Code = "value"
		if failed := (*rule.EvalError)(nil); errors.As(err, &failed) {
			p.Reason = failed.Reason
		} else {
			p.Reason = reason.New("fact.value", "{message}", err.Error())
		}
		return
	}
	owner, field := splitPath(absent.Path)
	p.Field, p.Code, p.Reason = field, "absent", reason.New("fact.absent", "{path} is absent", absent.Path)
	if f == nil {
		return
	}
	kind, given, text := e.ownerOf(owner, f)
	if flaw := e.flawOf(kind, field, given, text); flaw != nil {
		p.Code, p.Reason = flaw.code, flaw.reason
	}
	if kind == "unit" && f.Member != nil && owner == "unit" {
		p.Unit = f.Member.Unit
	}
}

// ownerOf is the kind and the attributes of the record that a path begins with, and its text that one_of may bound.
func (e *Evaluator) ownerOf(owner string, f *Fact) (kind string, given ledger.Attrs, text string) {
	switch owner {
	case "unit":
		if f.Member == nil {
			return "unit", nil, ""
		}
		return "unit", f.Member.Attrs, f.Member.Category
	case "sender":
		if item, ok := e.Frame.ItemOf(&f.Row); ok {
			m, _ := e.Frame.Roster.At(item.Text(columns.FieldUnit), e.InstantOf(item.Time(columns.FieldAt)))
			return "unit", m.Attrs, m.Category
		}
		return "unit", nil, ""
	case "item":
		if item, ok := e.Frame.ItemOf(&f.Row); ok {
			return string(ledger.Submit), item.Attrs(), item.Text(columns.FieldGenre)
		}
		return string(ledger.Submit), nil, ""
	case "outlet":
		return "outlet", f.Row.Attrs(), f.Row.Text(columns.FieldLevel)
	}
	if column, ok := boundedColumn(f.Row.Kind()); ok {
		text = f.Row.Text(column)
	}
	return string(f.Row.Kind()), f.Row.Attrs(), text
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
