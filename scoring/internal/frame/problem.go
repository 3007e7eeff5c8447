package frame

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
	f.Refused = append(f.Refused, Refusal{Position: pos, Code: code, Why: why})
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

// CompareProblems orders problems by place, rule, field, code and reason.
func CompareProblems(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Why, b.Why))
}

// SortedUnique sorts positions in place, and returns each once.
func SortedUnique(ps []int32) []int32 {
	slices.Sort(ps)
	return slices.Compact(ps)
}

// Problem turns an error of an expression into a problem that names entry, rule and field.
func (e *Evaluator) Problem(f *Fact, ruleName string, err error) Problem {
	p := Problem{Position: f.Position, Rule: ruleName, At: f.At}
	e.Describe(&p, err, f)
	return p
}

// Describe says what an expression did not find: a fact that is absent, given in another type or out of bounds, or a
// value for which the regulation has no figure.
func (e *Evaluator) Describe(p *Problem, err error, f *Fact) {
	var absent *rule.AbsentError
	if !errors.As(err, &absent) {
		var failed *rule.EvalError
		p.Code, p.Why = "value", err.Error()
		if errors.As(err, &failed) {
			p.Why = failed.Reason.String()
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
	if kind == "unit" && f.Member != nil && owner == "unit" {
		p.Unit = f.Member.Unit
	}
}

// ownerOf is the kind and the attributes of what a path begins with.
func (e *Evaluator) ownerOf(owner string, f *Fact) (string, ledger.Attrs) {
	switch owner {
	case "unit":
		if f.Member == nil {
			return "unit", nil
		}
		return "unit", f.Member.Attrs
	case "sender":
		if item, ok := e.Frame.ItemOf(&f.Row); ok {
			m, _ := e.Frame.Roster.At(item.Text(columns.FieldUnit), e.InstantOf(item.Time(columns.FieldAt)))
			return "unit", m.Attrs
		}
		return "unit", nil
	case "item":
		if item, ok := e.Frame.ItemOf(&f.Row); ok {
			return string(ledger.Submit), item.Attrs()
		}
		return string(ledger.Submit), nil
	case "outlet":
		return "outlet", f.Row.Attrs()
	}
	return string(f.Row.Kind()), f.Row.Attrs()
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

// AttrsRule stands for the rule in the problem of an attribute that no rule stumbled over: a rule may ask whether it is there.
const AttrsRule = "attrs"

// Flaws are the attributes of an entry that are given and cannot be used.
func (e *Evaluator) Flaws(pos int32, en *ledger.Entry) []Problem {
	if len(en.Attrs) == 0 || en.Kind == ledger.Enroll {
		return nil
	}
	var out []Problem
	for i := range e.Frame.Scheme.Attrs[string(en.Kind)] {
		a := &e.Frame.Scheme.Attrs[string(en.Kind)][i]
		given, ok := en.Attrs.Get(a.Name)
		if _, flaw := e.Attribute(a, given, ok); flaw != nil {
			out = append(out, Problem{Position: pos, Rule: AttrsRule, Field: a.Name, Code: flaw.code, Why: flaw.why, At: en.At.Instant(e.Frame.Loc())})
		}
	}
	return out
}

// AttrProblems are the problems of the attributes of all entries that count, in the order of recording. What entries of a kind
// give to attributes together is looked at once.
func (f *Frame) AttrProblems() []Problem {
	type given struct {
		kind  uint8
		attrs uint32
	}
	check, flawed := NewEvaluator(f), map[given]bool{}
	var out []Problem
	for n := range f.Columns.Blocks() {
		var attrs [columns.BlockLength]uint32
		part := f.Columns.Block(n)
		part.Codes(columns.FieldAttrs, attrs[:])
		for pos := part.First(); pos < min(part.First()+part.Len(), f.Counts.Known()); pos++ {
			code, kind := attrs[pos-part.First()], f.Kind(int32(pos))
			if code == 0 || kind == columns.NotSelected || len(check.declared[kind]) == 0 {
				continue
			}
			is, known := flawed[given{kind, code}]
			if known && !is {
				continue
			}
			en := f.Ledger.Entry(pos)
			some := check.Flaws(int32(pos), &en)
			flawed[given{kind, code}] = len(some) > 0
			out = append(out, some...)
		}
	}
	return out
}
