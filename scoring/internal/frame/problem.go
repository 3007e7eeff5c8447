package frame

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
)

// Problem is a fact that a rule needed and that was absent or out of its declared bounds, or an expression that went
// over a limit.
type Problem struct {
	Position int32  // of the entry; −1: of a unit
	Unit     string // if it is of a unit
	Rule     string
	Field    string
	Code     string // absent, out-of-bounds, type, value, sign, limit
	Reason   reason.Reason
	Lasting  Lasting
}

// CodeLimit is the code of a problem with an expression that went over a limit.
const CodeLimit = "limit"

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

// Problem is an error of an expression on an entry as a problem of a rule and a field. It is of the entry that lacks
// the fact: of the submission or of an endorsement, say, where a rule on an adoption reads those.
func (e *Evaluator) Problem(f *Fact, ruleName string, err error) Problem {
	p := Problem{Position: f.Position, Rule: ruleName, Lasting: Lasting{Since: f.At}}
	e.Describe(&p, err, f.Member)
	return p
}

// Describe sets the field, the code and the reason of a problem: a fact that is absent, of another type or out of
// bounds, a value for which the regulation has no figure, or an expression that went over a limit; and the entry that
// lacks the fact, or the unit that is asked.
func (e *Evaluator) Describe(p *Problem, err error, asked *ledger.Member) {
	if limit := (*rule.LimitError)(nil); errors.As(err, &limit) {
		p.Code, p.Reason = CodeLimit, limit.Reason
		return
	}
	var absent *rule.AbsentError
	if !errors.As(err, &absent) {
		p.Code = "value"
		if failed := (*rule.EvalError)(nil); errors.As(err, &failed) { // else nobody sees it
			p.Reason = failed.Reason()
		}
		return
	}
	p.Field, p.Code, p.Reason = fieldOf(absent), "absent", reason.New("fact.absent", "{path} is absent", absent.Path)
	if lack, ok := e.lacking(p, absent.Path); ok {
		p.Position, p.Unit, p.Field, p.Code, p.Reason = lack.Position, lack.Unit, lack.Field, lack.Code, lack.Reason
		return
	}
	owner := e.ownerOf(absent.Record)
	if owner.kind == "" {
		return
	}
	if flaw := e.flawOf(owner.kind, p.Field, owner.given, owner.text); flaw != nil {
		p.Code, p.Reason = flaw.code, flaw.reason
	}
	switch {
	case owner.member == nil:
		p.Position = owner.position
	case asked != nil && strings.HasPrefix(absent.Path, "unit."):
		p.Unit = asked.Unit
	}
}

// owner is what a record is of: an entry, or a unit.
type owner struct {
	kind     string // of its attributes; "": no record of a ledger
	position int32  // of the entry
	member   *ledger.Member
	given    ledger.Attrs
	text     string // that one_of may bound
}

// ownerOf is what a record is of.
func (e *Evaluator) ownerOf(record rule.Fields) owner {
	switch v := record.(type) {
	case *unitView:
		return owner{kind: "unit", member: v.member, given: v.member.Attrs, text: v.member.Category}
	case *outletView:
		return owner{kind: "outlet", position: int32(v.row.Position()), given: v.row.Attrs(),
			text: v.row.Text(columns.FieldLevel)}
	case *FactView:
		return ownerOfRow(&v.F.Row)
	case *ItemView:
		return ownerOfRow(v.Row)
	case *CommissionView:
		return ownerOfRow(v.Row)
	case AnswerView:
		return ownerOfRow(v.Row)
	}
	return owner{}
}

func ownerOfRow(r *columns.Row) owner {
	out := owner{kind: string(r.Kind()), position: int32(r.Position()), given: r.Attrs()}
	if column, ok := boundedColumn(r.Kind()); ok {
		out.text = r.Text(column)
	}
	return out
}

// fieldOf is the field that a record lacks, or the whole path of what is absent otherwise.
func fieldOf(absent *rule.AbsentError) string {
	if absent.Record == nil {
		return absent.Path
	}
	return absent.Path[strings.LastIndexByte(absent.Path, '.')+1:]
}
