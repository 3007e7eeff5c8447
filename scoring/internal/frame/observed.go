package frame

import (
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Evaluated is an evaluation of an expression.
type Evaluated struct {
	Program *rule.Program
	Unit    string    // of the entry, or that is settled or ranked; empty: none
	Vars    rule.Vars // what it could name; valid until the function returns
	Value   rule.Value
	Err     error // it has no value
}

// Observed is the frame with a function that is called for each evaluation of the steps on it, in order, from several
// goroutines where steps are concurrent. It has no effect on the score.
func (f *Frame) Observed(each func(Evaluated)) *Frame {
	observed := *f
	observed.observer = evaluationListener(each)
	return &observed
}

// evaluationListener is an observer that reports evaluations.
type evaluationListener func(Evaluated)

func (evaluationListener) Traces() bool { return false }

func (l evaluationListener) Evaluated(e *Evaluator, p *rule.Program, v rule.Value, err error, _ []rule.Observed) {
	unit := ""
	if _, fields, ok := e.Slots[scheme.SlotUnit].AsRecord(); ok {
		id, _ := fields.Field(scheme.UnitID)
		unit, _ = id.AsString()
	}
	l(Evaluated{Program: p, Unit: unit, Vars: e, Value: v, Err: err})
}

// Observer observes each evaluation: the value, and, if it traces, what was read.
type Observer interface {
	Traces() bool
	Evaluated(e *Evaluator, p *rule.Program, v rule.Value, err error, read []rule.Observed)
}
