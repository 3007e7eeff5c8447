package frame

import (
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Evaluated is an expression that a step ran: what it gave, and for whom.
type Evaluated struct {
	Program *rule.Program
	Unit    string    // the unit whose entry it is, or that is settled or ranked; empty: none
	Vars    rule.Vars // what it could name; good until the listener returns
	Value   rule.Value
	Err     error // why it has no value
}

// Observed is the frame with a listener: the steps that are run on it tell each expression that they run, in the order of
// running. Steps that run at the same time tell at the same time. What is scored is the same with a listener and without.
func (f *Frame) Observed(listen func(Evaluated)) *Frame {
	told := *f
	told.observer = listener(listen)
	return &told
}

// listener is an observer of evaluations.
type listener func(Evaluated)

func (listener) Traces() bool { return false }

func (tell listener) Evaluated(e *Evaluator, p *rule.Program, v rule.Value, err error, _ []rule.Observed) {
	unit := ""
	if _, fields, ok := e.Slots[scheme.SlotUnit].AsRecord(); ok {
		id, _ := fields.Field(scheme.UnitID)
		unit, _ = id.AsString()
	}
	tell(Evaluated{Program: p, Unit: unit, Vars: e, Value: v, Err: err})
}
