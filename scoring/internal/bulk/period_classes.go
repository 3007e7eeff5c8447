package bulk

import (
	"sync"

	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// PeriodClasses is the dictionary of the classes of periods of all goroutines, and a pool of their settlers.
type PeriodClasses struct {
	mu          sync.Mutex
	free        []*PeriodSettler
	FirstNumber int32 // the number of the first class
	keys        sequence.Table
	classes     []*PeriodClass // by number of the key
}

// find is the class of a key; nil: there is none yet.
func (c *PeriodClasses) find(key []uint32) *PeriodClass {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n, ok := c.keys.Find(key); ok {
		return c.classes[n]
	}
	return nil
}

// add adds a class, or returns the one of the same key that another goroutine has added.
func (c *PeriodClasses) add(key []uint32, class *PeriodClass) *PeriodClass {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, isNew := c.keys.Number(key)
	if isNew {
		class.Number = c.FirstNumber + int32(n)
		c.classes = append(c.classes, class)
	}
	return c.classes[n]
}

// Next is empty, and numbers its classes after these.
func (c *PeriodClasses) Next() *PeriodClasses {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &PeriodClasses{FirstNumber: c.FirstNumber + int32(len(c.classes))}
}

// TakeSettler takes a settler for one goroutine out of the pool.
func (s *Settler) TakeSettler() *PeriodSettler {
	s.Classes.mu.Lock()
	var w *PeriodSettler
	if n := len(s.Classes.free); n > 0 {
		w, s.Classes.free = s.Classes.free[n-1], s.Classes.free[:n-1]
	}
	s.Classes.mu.Unlock()
	if w == nil {
		w = &PeriodSettler{
			sums:     make([]int64, (s.Layout.NumBuckets+1)*len(s.Layout.RowSlots)),
			reported: make([]int64, s.Layout.NumSlots),
			Runner:   steps.NewRunner(s.frame()),
		}
	}
	if w.Settler = s; w.Runner.Frame != s.frame() {
		w.Runner.MoveTo(s.frame(), frame.ReadsChanged(w.Runner.Frame.Options.Params, s.frame().Options.Params))
	}
	return w
}

// ReturnSettler returns a settler to the pool.
func (s *Settler) ReturnSettler(w *PeriodSettler) {
	w.Settler = nil // it holds all sums
	s.Classes.mu.Lock()
	s.Classes.free = append(s.Classes.free, w)
	s.Classes.mu.Unlock()
}
