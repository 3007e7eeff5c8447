package scoring

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ran notes which expressions run for a case, by their number, and what they see. It is for one goroutine.
type ran struct {
	e      *evaluator
	number map[*rule.Program]int
	now    []uint64 // a bit for each; nil: nobody asks
	size   int
	trail  *trail
}

// newRan notes what an evaluator runs, in texts of those numbers; if it compares, only whether the path is another run's.
func newRan(e *evaluator, texts map[string]uint32, compares bool) *ran {
	r := &ran{e: e, number: map[*rule.Program]int{}, trail: newTrail(e.scheme, texts, compares)}
	for i, p := range programsOf(e.scheme) {
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

// run is what step 1 needed for a case: its expressions, as a set, and its trail; none where that is lost.
type run struct {
	programs []uint64
	steps    []step
}

// begin begins with a case; see trail.begin.
func (r *ran) begin(order []int32, along []step) {
	r.now, r.e.inEffect = make([]uint64, r.size), nil
	r.trail.begin(order, along)
}

func (r *ran) wantsReads() bool { return false }

func (r *ran) evaluated(_ *evaluator, p *rule.Program, _ rule.Value, _ error, _ []rule.Observed) {
	r.note(p)
}

func (r *ran) note(p *rule.Program) {
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
func (r *ran) end() run {
	out := run{programs: r.now}
	if !r.trail.compares && !r.trail.lost {
		out.steps = slices.Clone(r.trail.steps)
	}
	r.now = nil
	return out
}

// recording keeps what was needed for each of the cases that stand for classes, for one goroutine.
type recording struct {
	*ran
	runs []run // in the order of their classes
}

func newRecording(e *runner) recorder {
	r := &recording{ran: newRan(e.evaluator, map[string]uint32{}, false)}
	e.observer = r
	return r
}

func (r *recording) start(order []int32) { r.begin(order, nil) }

func (r *recording) finish() { r.runs = append(r.runs, r.end()) }

// anyOf says whether two sets have an expression in common.
func anyOf(a, b []uint64) bool {
	for i := range a {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

// readersOf are the expressions that may read one of the parameters; a path stands for all below it. The bit after the last
// is of expressions that are not known, which may read anything.
func readersOf(s *scheme.Scheme, params []scheme.Param) []uint64 {
	all := programsOf(s)
	out := make([]uint64, len(all)/64+1)
	out[len(all)/64] |= 1 << (len(all) % 64)
	for i, p := range all {
		if readParam([]*rule.Program{p}, params) {
			out[i/64] |= 1 << (i % 64)
		}
	}
	return out
}

// readsParam says whether what is read may be one of the parameters, or hold it, or be in it. What is read by a computed
// key may be any.
func readsParam(r rule.Read, params []scheme.Param) bool {
	if r.Path[0].Name != "params" {
		return false
	}
	var names []string
	for _, step := range r.Path[1:] {
		if step.Kind != rule.StepField && step.Kind != rule.StepKey {
			break
		}
		names = append(names, step.Name)
	}
	read := strings.Join(names, ".") + "."
	return slices.ContainsFunc(params, func(p scheme.Param) bool {
		return len(names) == 0 || strings.HasPrefix(p.Path+".", read) || strings.HasPrefix(read, p.Path+".")
	})
}

// readParam says whether one of the expressions, of which some may be nil, may read one of the parameters.
func readParam(programs []*rule.Program, params []scheme.Param) bool {
	return slices.ContainsFunc(programs, func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return readsParam(r, params) })
	})
}

// creditPrograms are the expressions of step 1.
func creditPrograms(s *scheme.Scheme) []*rule.Program {
	var some []*rule.Program
	for _, scope := range s.Scopes {
		if ofEntries(scope) {
			some = append(some, scope.Programs...)
		}
	}
	return some
}

// settlePrograms are the expressions of step 2; some may be nil.
func settlePrograms(s *scheme.Scheme) []*rule.Program {
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

// numberPrograms are the expressions of step 0; some may be nil.
func numberPrograms(s *scheme.Scheme) []*rule.Program {
	var some []*rule.Program
	for _, n := range s.Numbers {
		some = append(append(some, n.By...), n.When, n.Same)
	}
	return some
}

// rankPrograms are the expressions of step 3; some may be nil.
func rankPrograms(s *scheme.Scheme) []*rule.Program {
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
