package bulk

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Settler is step 2 over the sums of all units: each class of periods once where that will do, or unit by unit.
type Settler struct {
	Ground    *Ground
	Layout    *sums.Layout // in classes, with the slots in rows that step 2 looks at; else with all
	Sums      *sums.Sums   // of that layout; nil: step 1 has still to run
	InClasses bool
	unsummed  bool // no expression looks at sums
	Spans     []SpanPlan
	members   []uint32 // by state of the roster: a number of what is read of the unit
	assigned  map[frame.AssignKey]uint32
	Known     *PeriodClasses
}

// frame is what the settler reads.
func (s *Settler) frame() *frame.Frame { return s.Ground.Frame }

// SettledUnits are units with what the ends of their periods gave.
type SettledUnits struct {
	Units   []steps.Settled
	Classes [][]*PeriodClass // by unit and period that is settled, where periods are settled in classes; nil: nothing
}

// Clone is a copy; the rows themselves are shared.
func (s SettledUnits) Clone() SettledUnits {
	return SettledUnits{slices.Clone(s.Units), slices.Clone(s.Classes)}
}

// PeriodClasses are the goroutines that settle, while they do not work, and the classes of all of them.
type PeriodClasses struct {
	mu     sync.Mutex
	free   []*PeriodSettler
	Before int32 // classes are numbered from here on
	known  sequence.Table
	all    []*PeriodClass // by number of known
}

// class is the class of those words; nil: nobody has settled it yet.
func (s *PeriodClasses) class(words []uint32) *PeriodClass {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, ok := s.known.Find(words); ok {
		return s.all[n]
	}
	return nil
}

// add takes a class in and numbers it, or returns that which another goroutine has taken in meanwhile.
func (s *PeriodClasses) add(words []uint32, c *PeriodClass) *PeriodClass {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, fresh := s.known.Number(words)
	if fresh {
		c.Number = s.Before + int32(n)
		s.all = append(s.all, c)
	}
	return s.all[n]
}

// None is empty, but numbers classes after those that there are.
func (s *PeriodClasses) None() *PeriodClasses {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &PeriodClasses{Before: s.Before + int32(len(s.all))}
}

// apartSettler settles the periods of each unit by themselves.
func (f *Ground) apartSettler() *Settler {
	return &Settler{Ground: f, Layout: sums.NewLayout(f.Frame, f.Buckets), Known: &PeriodClasses{}}
}

// newSettler settles in classes, if the scheme lets it.
func (f *Ground) newSettler(epochs []int64) *Settler {
	s := f.apartSettler()
	spans, reads := f.settlePlans(s.Layout, epochs)
	if reads == nil || reads.WholeRecord {
		return s
	}
	s.InClasses, s.Spans, s.assigned = true, spans, assignedNumbers(f.Frame)
	s.unsummed = !steps.ReadsFigures(steps.SettlePrograms(f.Frame.Scheme))
	s.findSlots()
	s.members = signature.MemberCodes(f.Frame, frame.NewEvaluator(f.Frame), reads)
	return s
}

// findSlots finds the slots that step 2 looks at.
func (s *Settler) findSlots() {
	var all []int32
	for i := range s.Spans {
		p := s.Spans[i].plan
		if p.places != nil {
			continue
		}
		p.places = make([][]int32, len(p.sums))
		for k, slots := range p.sums {
			for _, slot := range slots {
				place := slices.Index(all, slot)
				if place < 0 {
					place = len(all)
					all = append(all, slot)
				}
				p.places[k] = append(p.places[k], int32(place))
			}
		}
	}
	s.Layout.SetRows(all)
}

// Take gives what one goroutine works with; it is to be given back.
func (s *Settler) Take() *PeriodSettler {
	s.Known.mu.Lock()
	var w *PeriodSettler
	if n := len(s.Known.free); n > 0 {
		w, s.Known.free = s.Known.free[n-1], s.Known.free[:n-1]
	}
	s.Known.mu.Unlock()
	if w == nil {
		w = &PeriodSettler{sums: make([]int64, (s.Layout.NumBuckets+1)*len(s.Layout.RowSlots)), total: make([]int64, s.Layout.NumSlots), E: steps.NewRunner(s.frame())}
	}
	if w.Of = s; w.E.Frame != s.frame() {
		w.E.MoveTo(s.frame(), frame.ReadsChanged(w.E.Frame.Options.Params, s.frame().Options.Params))
	}
	return w
}

// GiveBack returns what one goroutine worked with.
func (s *Settler) GiveBack(w *PeriodSettler) {
	w.Of = nil // it may be large, and others have taken its place
	s.Known.mu.Lock()
	s.Known.free = append(s.Known.free, w)
	s.Known.mu.Unlock()
}

// All settles all units; false: for one of them classes will not do.
func (s *Settler) All(ctx context.Context) (SettledUnits, bool, error) {
	if s.InClasses && len(s.Sums.Spilled) > 0 {
		return SettledUnits{}, false, nil
	}
	units := make([]int32, len(s.frame().Roster.Units()))
	for i := range units {
		units[i] = int32(i)
	}
	out := SettledUnits{Units: make([]steps.Settled, len(units))}
	if s.InClasses {
		out.Classes = make([][]*PeriodClass, len(units))
	}
	ok, err := s.Some(ctx, units, out)
	return out, ok, err
}

// Some settles some units; false: for one of them classes will not do.
func (s *Settler) Some(ctx context.Context, units []int32, out SettledUnits) (bool, error) {
	blocks := slices.Collect(slices.Chunk(units, max(1, len(units)/(16*s.frame().Workers())+1)))
	will := make([]bool, len(blocks))
	err := s.frame().InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := s.Take()
		defer s.GiveBack(w)
		for _, unit := range blocks[i] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if s.InClasses {
				out.Units[unit], out.Classes[unit] = w.inClasses(unit)
			} else {
				out.Units[unit] = w.byItself(unit)
			}
			if w.E.Failed != nil {
				return w.E.Failed
			}
		}
		will[i] = !s.InClasses || !w.Failed
		return nil
	})
	return !slices.Contains(will, false), err
}
