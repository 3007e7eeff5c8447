package incremental

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// recorder records which expressions step 1 runs for a case, and their trace, for one goroutine.
type recorder struct {
	e        *frame.Evaluator
	numbers  map[*rule.Program]int
	programs []uint64 // the set of those that ran; nil: no run is recorded
	numWords int
	trace    *trace
}

// NewRecorder records the runs of an evaluator, with a dictionary of keys. If it compares, it records only whether the
// path is that of another run.
func NewRecorder(e *frame.Evaluator, codes map[string]uint32, compare bool) *recorder {
	r := &recorder{e: e, numbers: map[*rule.Program]int{}, trace: newTrace(e.Frame.Scheme, codes, compare)}
	for i, p := range programsOf(e.Frame.Scheme) {
		r.numbers[p] = i
	}
	r.numWords = len(r.numbers)/64 + 1
	return r
}

// requirement is the set of expressions that step 1 ran for a case, and their trace; nil steps: the trace is opaque.
type requirement struct {
	programs []uint64
	steps    []step
}

// begin begins a run, see [trace.begin].
func (r *recorder) begin(order []int32, other []step) {
	r.programs, r.e.InEffect = make([]uint64, r.numWords), nil
	r.trace.begin(order, other)
}

func (r *recorder) Traces() bool { return false }

func (r *recorder) Evaluated(_ *frame.Evaluator, p *rule.Program, _ rule.Value, _ error, _ []rule.Observed) {
	r.note(p)
}

func (r *recorder) note(p *rule.Program) {
	if r.programs == nil {
		return
	}
	n, known := r.numbers[p]
	if !known {
		n = len(r.numbers)
		r.trace.opaque = true
	}
	r.programs[n/64] |= 1 << (n % 64)
	r.trace.note(r.e, n, p)
}

// end ends the run.
func (r *recorder) end() requirement {
	out := requirement{programs: r.programs}
	if !r.trace.compares && !r.trace.opaque {
		out.steps = slices.Clone(r.trace.steps)
	}
	r.programs = nil
	return out
}

// classRecorder records the runs that make classes, for one goroutine.
type classRecorder struct {
	*recorder
	requirements []requirement // in the order in which the classes were made
}

func newClassRecorder(e *steps.Runner) bulk.Recorder {
	r := &classRecorder{recorder: NewRecorder(e.Evaluator, map[string]uint32{}, false)}
	e.Observer = r
	return r
}

func (r *classRecorder) Start(order []int32) { r.begin(order, nil) }

func (r *classRecorder) Finish() { r.requirements = append(r.requirements, r.end()) }
