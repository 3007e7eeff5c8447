package scoring

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// kept is what an engine keeps of steps 1 and 2. None is ever changed: another one is made of it, which shares what stays.
type kept struct {
	*settler            // the frame and the sums
	first    *describer // of the frame at the beginning
	classes  []keptClass
	trails   *trails
	classed  []uint32   // by place of the cases at the beginning: the class
	apart    []int32    // places of the cases that are scored by themselves, in order
	left     []leftCase // those at the beginning that were in a class until something was appended
	settled  settledUnits
	ranked   rankedBefore
	free     *runners
}

// keptClass is a class with what was needed for the case that stood for it, and where each case stands, by goroutine; see
// crediting.place.
type keptClass struct {
	class
	ran    needed
	places [][]int32
}

// leftCase is a case that left its class: where it stood, as crediting.place says.
type leftCase struct {
	class  uint32
	places []int32
}

// keep scores by sums, and keeps what an engine needs. Requires that the ground is open.
func keep(ctx context.Context, g *ground) (*kept, error) {
	p := g.newProfiling()
	of, err := g.inBulk(ctx, p, newRecording)
	if err != nil {
		return nil, err
	}
	k := &kept{settler: of.settler, settled: of.settled, first: &describer{profiling: p}, classed: make([]uint32, len(g.listed().all)), trails: newTrails(g.scheme), free: &runners{}}
	k.joinClasses(of.crew.all)
	return k, nil
}

// joinClasses takes over the classes that all goroutines found, and where their cases stand.
func (k *kept) joinClasses(all []*crediting) {
	shared := all[0].shared.all
	numbers := make([]uint32, len(shared)) // of classes among those that are kept, where those of one goroutine stand together
	for _, w := range all {
		first := len(k.classes)
		recorded := w.keeps.recorder.(*recording)
		for i, n := range w.keeps.mine {
			numbers[n] = uint32(len(k.classes))
			k.classes = append(k.classes, keptClass{class: *shared[n], ran: recorded.runs[i]})
		}
		k.trails.add(k, k.classes[first:], recorded.trail.texts)
	}
	for _, w := range all {
		for n, standing := range w.keeps.standing {
			c := &k.classes[numbers[w.numbers[n]]]
			c.places = append(c.places, standing)
		}
		for _, c := range w.keeps.classed {
			if k.classed[c.of] = c.class; c.class != noClass {
				k.classed[c.of] = numbers[c.class]
			} else {
				k.apart = append(k.apart, c.of)
			}
		}
	}
	slices.Sort(k.apart)
}

// telling are the cases in which something is refused or reported, and those that are scored by themselves.
func (k *kept) telling() []Case {
	var out []Case
	for place, n := range k.classed {
		if n == noClass || !k.classes[n].tells {
			continue
		}
		if _, alone := slices.BinarySearch(k.apart, int32(place)); !alone {
			out = append(out, k.index.caseAt(int32(place)))
		}
	}
	for _, place := range k.apart {
		out = append(out, k.index.caseAt(place))
	}
	return out
}

// describer tells where cases of a frame stand, for all engines that were made of it.
type describer struct {
	*profiling
	mu sync.Mutex
	w  *crediting

	once    sync.Once
	outside []int32
	whose   map[uint32][]int32 // of those, by the code of the unit that they name, or that of their item
	cases   [][]int32          // by unit: the places of the cases that are its own
}

// look finds the entries that are in no case, and whose the cases are, when that is first asked for.
func (d *describer) look() {
	d.once.Do(func() {
		all, in := d.listed().all, make([]bool, d.ledger.Len())
		sizes := make([]int32, len(d.roster.Units()))
		for i := range all {
			c := &all[i]
			in[c.first] = true
			for _, pos := range c.entries {
				in[pos] = true
			}
			if c.unit >= 0 {
				sizes[c.unit]++
			}
		}
		d.whose = map[uint32][]int32{}
		for pos, is := range in {
			if !is {
				d.outside = append(d.outside, int32(pos))
				unit := d.unitCode(int32(pos))
				d.whose[unit] = append(d.whose[unit], int32(pos))
			}
		}
		d.cases = make([][]int32, len(sizes))
		for unit, size := range sizes {
			d.cases[unit] = make([]int32, 0, size)
		}
		for i := range all {
			if unit := all[i].unit; unit >= 0 {
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
	if unit, ok := d.columns.CodeOf(unit); ok {
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
		d.w = &crediting{classifier: d.newClassifier(newRunner(d.Frame))}
	}
	d.w.describe(&d.listed().all[place])
	return d.w.place(nil, place)
}

// runners are those that none works with, with what they remember, for engines of schemes that differ in figures alone.
type runners struct {
	mu   sync.Mutex
	free []*runner
}

// take gives a runner for a frame, which differs from the frames of the others in figures and in what was appended alone.
func (p *runners) take(f *Frame) *runner {
	p.mu.Lock()
	n := len(p.free)
	if n == 0 {
		p.mu.Unlock()
		return newRunner(f)
	}
	e := p.free[n-1]
	p.free = p.free[:n-1]
	p.mu.Unlock()
	e.moveTo(f, readersOfOther(e.options.Params, f.options.Params))
	return e
}

func (p *runners) giveBack(e *runner) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, e)
}

// sharing is a table of sums that shares with another one the units that are not changed.
type sharing struct {
	*sums
	before *sums
	own    map[int32]bool
}

func (s *sums) shared() *sharing {
	copied := *s
	copied.units = slices.Clone(s.units)
	return &sharing{&copied, s, map[int32]bool{}}
}

// take makes the sums of a unit its own, before they are changed.
func (s *sharing) take(unit int32) {
	if !s.own[unit] {
		s.own[unit] = true
		u := &s.units[unit]
		u.rows, u.values = slices.Clone(u.rows), slices.Clone(u.values)
	}
}

// move adds to the sums of a unit.
func (s *sharing) move(m move) {
	s.take(m.unit)
	s.add(m.unit, m.cell, m.slot, m.whole)
}

// cutBy says whether a cut reads one of the parameters, so that under other values entries may have other profiles.
func (p *profiling) cutBy(params []scheme.Param) bool {
	for _, cuts := range p.cuts {
		for _, c := range cuts {
			if readParam([]*rule.Program{c.program}, params) || c.tiered && readParam(p.scheme.TierScope.Programs, params) {
				return true
			}
		}
	}
	return false
}
