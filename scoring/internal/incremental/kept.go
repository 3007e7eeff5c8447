package incremental

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// kept is what an engine keeps of steps 1 and 2. None is ever changed: another one is made of it, which shares what stays.
type kept struct {
	Settler *bulk.Settler // the frame and the sums
	First   *describer    // of the frame at the beginning
	Classes []keptClass
	Trails  *trails
	classed []uint32   // by place of the cases at the beginning: the class
	apart   []int32    // places of the cases that are scored by themselves, in order
	left    []leftCase // those at the beginning that were in a class until something was appended
	settled bulk.SettledUnits
	ranked  rankedBefore
	Free    *runners
}

// keptClass is a class with what was needed for the case that stood for it, and where each case stands, by goroutine; see
// crediting.place.
type keptClass struct {
	bulk.Class
	ran    needed
	places [][]int32
}

// frame is what was scored.
func (k *kept) frame() *frame.Frame { return k.Settler.Ground.Frame }

// leftCase is a case that left its class: where it stood, as crediting.place says.
type leftCase struct {
	class  uint32
	places []int32
}

// keep scores by sums, and keeps what an engine needs. Requires that the ground is open.
func keep(ctx context.Context, g *bulk.Ground) (*kept, error) {
	p := g.NewProfiling()
	of, err := g.InBulk(ctx, p, newRecording)
	if err != nil {
		return nil, err
	}
	k := &kept{Settler: of.Settler, settled: of.Settled, First: &describer{f: g.Frame, profiling: p}, classed: make([]uint32, len(g.Frame.Listed().All)), Trails: newTrails(g.Frame.Scheme), Free: &runners{}}
	k.joinClasses(of.Crew.All)
	return k, nil
}

// joinClasses takes over the classes that all goroutines found, and where their cases stand.
func (k *kept) joinClasses(all []*bulk.Crediting) {
	shared := all[0].Shared.All
	numbers := make([]uint32, len(shared)) // of classes among those that are kept, where those of one goroutine stand together
	for _, w := range all {
		first := len(k.Classes)
		recorded := w.Keeps.Recorder.(*recording)
		for i, n := range w.Keeps.Mine {
			numbers[n] = uint32(len(k.Classes))
			k.Classes = append(k.Classes, keptClass{Class: *shared[n], ran: recorded.runs[i]})
		}
		k.Trails.add(k, k.Classes[first:], recorded.trail.texts)
	}
	for _, w := range all {
		for n, standing := range w.Keeps.Standing {
			c := &k.Classes[numbers[w.Numbers[n]]]
			c.places = append(c.places, standing)
		}
		for _, c := range w.Keeps.Classed {
			if k.classed[c.Of] = c.Class; c.Class != bulk.NoClass {
				k.classed[c.Of] = numbers[c.Class]
			} else {
				k.apart = append(k.apart, c.Of)
			}
		}
	}
	slices.Sort(k.apart)
}

// telling are the cases in which something is refused or reported, and those that are scored by themselves.
func (k *kept) telling() []frame.Case {
	var out []frame.Case
	for place, n := range k.classed {
		if n == bulk.NoClass || !k.Classes[n].Tells {
			continue
		}
		if _, alone := slices.BinarySearch(k.apart, int32(place)); !alone {
			out = append(out, k.frame().Index.CaseAt(int32(place)))
		}
	}
	for _, place := range k.apart {
		out = append(out, k.frame().Index.CaseAt(place))
	}
	return out
}

// describer tells where cases of a frame stand, for all engines that were made of it.
type describer struct {
	f         *frame.Frame
	profiling *bulk.Profiling
	mu        sync.Mutex
	w         *bulk.Crediting

	once    sync.Once
	outside []int32
	whose   map[uint32][]int32 // of those, by the code of the unit that they name, or that of their item
	cases   [][]int32          // by unit: the places of the cases that are its own
}

// look finds the entries that are in no case, and whose the cases are, when that is first asked for.
func (d *describer) look() {
	d.once.Do(func() {
		all, in := d.f.Listed().All, make([]bool, d.f.Ledger.Len())
		sizes := make([]int32, len(d.f.Roster.Units()))
		for i := range all {
			c := &all[i]
			in[c.First] = true
			for _, pos := range c.Entries {
				in[pos] = true
			}
			if c.Unit >= 0 {
				sizes[c.Unit]++
			}
		}
		d.whose = map[uint32][]int32{}
		for pos, is := range in {
			if !is {
				d.outside = append(d.outside, int32(pos))
				unit := d.f.UnitCode(int32(pos))
				d.whose[unit] = append(d.whose[unit], int32(pos))
			}
		}
		d.cases = make([][]int32, len(sizes))
		for unit, size := range sizes {
			d.cases[unit] = make([]int32, 0, size)
		}
		for i := range all {
			if unit := all[i].Unit; unit >= 0 {
				d.cases[unit] = append(d.cases[unit], int32(i))
			}
		}
	})
}

// inNoCase are the positions of the entries that are in no case, those of a unit or, if it is empty, all.
func (d *describer) inNoCase(unit string) []int32 {
	d.look()
	if unit == "" {
		return d.outside
	}
	if unit, ok := d.f.Columns.CodeOf(unit); ok {
		return d.whose[unit]
	}
	return nil
}

// casesOf are the places of the cases at the beginning that are a unit's own, in order.
func (d *describer) casesOf(unit int32) []int32 {
	d.look()
	return d.cases[unit]
}

// of is where a case stands in its class.
func (d *describer) of(place int32) []int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.w == nil {
		d.w = bulk.NewCrediting(d.profiling, steps.NewRunner(d.f))
	}
	d.w.Classifier.Describe(&d.f.Listed().All[place])
	return d.w.Place(nil, place)
}

// runners are those that none works with, with what they remember, for engines of schemes that differ in figures alone.
type runners struct {
	mu   sync.Mutex
	free []*steps.Runner
}

// Take gives a runner for a frame, which differs from the frames of the others in figures and in what was appended alone.
func (p *runners) Take(f *frame.Frame) *steps.Runner {
	p.mu.Lock()
	n := len(p.free)
	if n == 0 {
		p.mu.Unlock()
		return steps.NewRunner(f)
	}
	e := p.free[n-1]
	p.free = p.free[:n-1]
	p.mu.Unlock()
	e.MoveTo(f, frame.ReadersOfOther(e.Frame.Options.Params, f.Options.Params))
	return e
}

func (p *runners) GiveBack(e *steps.Runner) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, e)
}

// sharing is a table of sums that shares with another one the units that are not changed.
type sharing struct {
	*bulk.Sums
	before *bulk.Sums
	own    map[int32]bool
}

func shared(s *bulk.Sums) *sharing {
	copied := *s
	copied.Units = slices.Clone(s.Units)
	return &sharing{&copied, s, map[int32]bool{}}
}

// take makes the sums of a unit its own, before they are changed.
func (s *sharing) take(unit int32) {
	if !s.own[unit] {
		s.own[unit] = true
		u := &s.Units[unit]
		u.Rows, u.Values = slices.Clone(u.Rows), slices.Clone(u.Values)
	}
}

// move adds to the sums of a unit.
func (s *sharing) move(m move) {
	s.take(m.unit)
	s.Add(m.unit, m.cell, m.slot, m.whole)
}

// cutBy says whether a cut reads one of the parameters, so that under other values entries may have other profiles.
func cutBy(p *bulk.Profiling, params []scheme.Param) bool {
	for _, cuts := range p.Traits.Cuts {
		for _, c := range cuts {
			if frame.ReadParam([]*rule.Program{c.Program}, params) || c.Tiered && frame.ReadParam(p.Ground.Frame.Scheme.TierScope.Programs, params) {
				return true
			}
		}
	}
	return false
}
