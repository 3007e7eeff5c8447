package scoring

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger/sequence"
)

// settler is step 2 over the sums of all units: each class of periods once where that will do, or unit by unit.
type settler struct {
	*ground
	layout    *layout // in classes, with the slots in rows that step 2 looks at; else with all
	sums      *sums   // of that layout; nil: step 1 has still to run
	inClasses bool
	unsummed  bool // no expression looks at sums
	spans     []spanPlan
	members   []uint32 // by state of the roster: a number of what is read of the unit
	assigned  map[assignKey]uint32
	known     *settlings
}

// settledUnits are units with what the ends of their periods gave.
type settledUnits struct {
	units   []Settled
	classes [][]*settledClass // by unit and period that is settled, where periods are settled in classes; nil: nothing
}

func (s settledUnits) clone() settledUnits {
	return settledUnits{slices.Clone(s.units), slices.Clone(s.classes)}
}

// settlings are the goroutines that settle, while they do not work, and the classes of all of them.
type settlings struct {
	mu     sync.Mutex
	free   []*settling
	before int32 // classes are numbered from here on
	known  sequence.Table
	all    []*settledClass // by number of known
}

// class is the class of those words; nil: nobody has settled it yet.
func (s *settlings) class(words []uint32) *settledClass {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, ok := s.known.Find(words); ok {
		return s.all[n]
	}
	return nil
}

// add takes a class in and numbers it, or returns that which another goroutine has taken in meanwhile.
func (s *settlings) add(words []uint32, c *settledClass) *settledClass {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, fresh := s.known.Number(words)
	if fresh {
		c.number = s.before + int32(n)
		s.all = append(s.all, c)
	}
	return s.all[n]
}

// none is empty, but numbers classes after those that there are.
func (s *settlings) none() *settlings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &settlings{before: s.before + int32(len(s.all))}
}

// apartSettler settles the periods of each unit by themselves.
func (f *ground) apartSettler() *settler {
	return &settler{ground: f, layout: f.newLayout(), known: &settlings{}}
}

// newSettler settles in classes, if the scheme lets it.
func (f *ground) newSettler(epochs []int64) *settler {
	s := f.apartSettler()
	spans, reads := f.settlePlans(s.layout, epochs)
	if reads == nil || reads.anything {
		return s
	}
	s.inClasses, s.spans, s.assigned = true, spans, f.assignedNumbers()
	s.unsummed = !readsFigures(settlePrograms(f.scheme))
	s.look()
	s.members = f.memberNumbers(newEvaluator(f.Frame), reads)
	return s
}

// look finds the slots that step 2 looks at.
func (s *settler) look() {
	var all []int32
	for i := range s.spans {
		p := s.spans[i].plan
		if p.looked != nil {
			continue
		}
		p.looked = make([][]int32, len(p.sums))
		for k, slots := range p.sums {
			for _, slot := range slots {
				place := slices.Index(all, slot)
				if place < 0 {
					place = len(all)
					all = append(all, slot)
				}
				p.looked[k] = append(p.looked[k], int32(place))
			}
		}
	}
	s.layout.looked(all)
}

// take gives what one goroutine works with; it is to be given back.
func (s *settler) take() *settling {
	s.known.mu.Lock()
	var w *settling
	if n := len(s.known.free); n > 0 {
		w, s.known.free = s.known.free[n-1], s.known.free[:n-1]
	}
	s.known.mu.Unlock()
	if w == nil {
		w = &settling{sums: make([]int64, (s.layout.cells+1)*len(s.layout.inRow)), total: make([]int64, s.layout.slots), e: newRunner(s.Frame)}
	}
	if w.of = s; w.e.Frame != s.Frame {
		w.e.moveTo(s.Frame, readersOfOther(w.e.options.Params, s.options.Params))
	}
	return w
}

func (s *settler) giveBack(w *settling) {
	w.of = nil // it may be large, and others have taken its place
	s.known.mu.Lock()
	s.known.free = append(s.known.free, w)
	s.known.mu.Unlock()
}

// all settles all units; false: for one of them classes will not do.
func (s *settler) all(ctx context.Context) (settledUnits, bool, error) {
	if s.inClasses && len(s.sums.spilled) > 0 {
		return settledUnits{}, false, nil
	}
	units := make([]int32, len(s.roster.Units()))
	for i := range units {
		units[i] = int32(i)
	}
	out := settledUnits{units: make([]Settled, len(units))}
	if s.inClasses {
		out.classes = make([][]*settledClass, len(units))
	}
	ok, err := s.some(ctx, units, out)
	return out, ok, err
}

// some settles some units; false: for one of them classes will not do.
func (s *settler) some(ctx context.Context, units []int32, out settledUnits) (bool, error) {
	blocks := slices.Collect(slices.Chunk(units, max(1, len(units)/(16*s.workers())+1)))
	will := make([]bool, len(blocks))
	err := s.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := s.take()
		defer s.giveBack(w)
		for _, unit := range blocks[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if s.inClasses {
				out.units[unit], out.classes[unit] = w.inClasses(unit)
			} else {
				out.units[unit] = w.byItself(unit)
			}
			if w.e.failed != nil {
				return w.e.failed
			}
		}
		will[i] = !s.inClasses || !w.failed
		return nil
	})
	return !slices.Contains(will, false), err
}
