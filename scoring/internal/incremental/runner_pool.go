package incremental

import (
	"sync"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// runnerPool is a pool of runners with their memos, for states of schemes that differ in figures alone.
type runnerPool struct {
	mu   sync.Mutex
	free []*steps.Runner
}

// Take takes a runner for a frame, which may differ from those of other calls in figures and in appended entries
// alone.
func (p *runnerPool) Take(f *frame.Frame) *steps.Runner {
	p.mu.Lock()
	n := len(p.free)
	if n == 0 {
		p.mu.Unlock()
		return steps.NewRunner(f)
	}
	e := p.free[n-1]
	p.free = p.free[:n-1]
	p.mu.Unlock()
	e.MoveTo(f, frame.ReadsChanged(e.Frame.Options.Params, f.Options.Params))
	return e
}

func (p *runnerPool) GiveBack(e *steps.Runner) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, e)
}
