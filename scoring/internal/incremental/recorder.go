package incremental

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// recorder notes which expressions run for a case, by their number, and what they see. It is for one goroutine.
type recorder struct {
	e      *frame.Evaluator
	number map[*rule.Program]int
	now    []uint64 // a bit for each; nil: nobody asks
	size   int
	trail  *trace
}

// NewRecorder notes what an evaluator runs, in texts of those numbers; if it compares, only whether the path is another run's.
func NewRecorder(e *frame.Evaluator, texts map[string]uint32, compares bool) *recorder {
	r := &recorder{e: e, number: map[*rule.Program]int{}, trail: newTrace(e.Frame.Scheme, texts, compares)}
	for i, p := range programsOf(e.Frame.Scheme) {
		r.number[p] = i
	}
	r.size = len(r.number)/64 + 1
	return r
}

// programsOf are the expressions of all steps but the first, in an order that a change of a figure does not change.
func programsOf(s *scheme.Scheme) []*rule.Program {
	var all []*rule.Program
	for _, scope := range s.Scopes {
		all = append(all, scope.Programs...)
	}
	return all
}

// requirement is what step 1 needed for a case: its expressions, as a set, and its trail; none where that is lost.
type requirement struct {
	programs []uint64
	steps    []step
}

// begin begins with a case; see trail.begin.
func (r *recorder) begin(order []int32, along []step) {
	r.now, r.e.InEffect = make([]uint64, r.size), nil
	r.trail.begin(order, along)
}

func (r *recorder) Traces() bool { return false }

func (r *recorder) Evaluated(_ *frame.Evaluator, p *rule.Program, _ rule.Value, _ error, _ []rule.Observed) {
	r.note(p)
}

func (r *recorder) note(p *rule.Program) {
	if r.now == nil {
		return
	}
	n, known := r.number[p]
	if !known {
		n = len(r.number)
		r.trail.lost = true
	}
	r.now[n/64] |= 1 << (n % 64)
	r.trail.note(r.e, n, p)
}

// end is what ran since begin.
func (r *recorder) end() requirement {
	out := requirement{programs: r.now}
	if !r.trail.compares && !r.trail.lost {
		out.steps = slices.Clone(r.trail.steps)
	}
	r.now = nil
	return out
}

// classRecorder keeps what was needed for each of the cases that stand for classes, for one goroutine.
type classRecorder struct {
	*recorder
	runs []requirement // in the order of their classes
}

func newClassRecorder(e *steps.Runner) bulk.Recorder {
	r := &classRecorder{recorder: NewRecorder(e.Evaluator, map[string]uint32{}, false)}
	e.Observer = r
	return r
}

func (r *classRecorder) Start(order []int32) { r.begin(order, nil) }

func (r *classRecorder) Finish() { r.runs = append(r.runs, r.end()) }

// anyOf says whether two sets have an expression in common.
func anyOf(a, b []uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

// ReadersOf are the expressions that may read one of the parameters; a path stands for all below it. The bit after the last
// is of expressions that are not known, which may read anything.
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
