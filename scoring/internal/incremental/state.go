package incremental

import (
	"context"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// state is what an engine keeps of steps 1 and 2. None is ever changed: another one is made of it, which shares what stays.
type state struct {
	Settler  *bulk.Settler // the frame and the sums
	Locator  *locator      // of the frame at the beginning
	Classes  []class
	Traces   *traces
	classed  []uint32   // by place of the cases at the beginning: the class
	apart    []int32    // places of the cases that are scored by themselves, in order
	departed []departed // those at the beginning that were in a class until something was appended
	settled  bulk.SettledUnits
	ranked   previousRanking
	Runners  *runnerPool
}

// class is a class with what was needed for the case that stood for it, and where each case stands, by goroutine; see
// crediting.place.
type class struct {
	bulk.Class
	ran    requirement
	places [][]int32
}

// frame is what was scored.
func (k *state) frame() *frame.Frame { return k.Settler.Prepared.Frame }

// departed is a case that left its class: where it stood, as crediting.place says.
type departed struct {
	class  uint32
	places []int32
}

// materialise scores by sums, and keeps what an engine needs. Requires that the ground is open.
func materialise(ctx context.Context, g *bulk.Prepared) (*state, error) {
	p := g.Signatures()
	of, err := g.Run(ctx, p, newClassRecorder)
	if err != nil {
		return nil, err
	}
	k := &state{Settler: of.Settler, settled: of.Settled, Locator: &locator{f: g.Frame, profiling: p}, classed: make([]uint32, len(g.Frame.Listed().All)), Traces: newTraces(g.Frame.Scheme), Runners: &runnerPool{}}
	k.joinClasses(of.Workers.All)
	return k, nil
}

// joinClasses takes over the classes that all goroutines found, and where their cases stand.
func (k *state) joinClasses(all []*bulk.Creditor) {
	shared := all[0].Shared.Classes
	numbers := make([]uint32, len(shared)) // of classes among those that are kept, where those of one goroutine stand together
	for _, w := range all {
		first := len(k.Classes)
		recorded := w.Record.Recorder.(*classRecorder)
		for i, n := range w.Record.Made {
			numbers[n] = uint32(len(k.Classes))
			k.Classes = append(k.Classes, class{Class: *shared[n], ran: recorded.runs[i]})
		}
		k.Traces.add(k, k.Classes[first:], recorded.trail.texts)
	}
	for _, w := range all {
		for n, standing := range w.Record.Placements {
			c := &k.Classes[numbers[w.Numbers[n]]]
			c.places = append(c.places, standing)
		}
		for _, c := range w.Record.Classed {
			if k.classed[c.Place] = c.Class; c.Class != bulk.NoClass {
				k.classed[c.Place] = numbers[c.Class]
			} else {
				k.apart = append(k.apart, c.Place)
			}
		}
	}
	slices.Sort(k.apart)
}

// telling are the cases in which something is refused or reported, and those that are scored by themselves.
func (k *state) telling() []frame.Case {
	var out []frame.Case
	for place, n := range k.classed {
		if n == bulk.NoClass || !k.Classes[n].Notable {
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

// locator tells where cases of a frame stand, for all engines that were made of it.
type locator struct {
	f         *frame.Frame
	profiling *signature.Signatures
	mu        sync.Mutex
	w         *bulk.Creditor

	once    sync.Once
	outside []int32
	whose   map[uint32][]int32 // of those, by the code of the unit that they name, or that of their item
	cases   [][]int32          // by unit: the places of the cases that are its own
}

// look finds the entries that are in no case, and whose the cases are, when that is first asked for.
func (d *locator) look() {
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
func (d *locator) inNoCase(unit string) []int32 {
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
func (d *locator) casesOf(unit int32) []int32 {
	d.look()
	return d.cases[unit]
}

// of is where a case stands in its class.
func (d *locator) of(place int32) []int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.w == nil {
		d.w = bulk.NewCreditor(d.profiling, steps.NewRunner(d.f))
	}
	d.w.Classifier.BuildKey(&d.f.Listed().All[place])
	return d.w.AppendPlacement(nil, place)
}

// runnerPool are those that none works with, with what they remember, for engines of schemes that differ in figures alone.
type runnerPool struct {
	mu   sync.Mutex
	free []*steps.Runner
}

// Take gives a runner for a frame, which differs from the frames of the others in figures and in what was appended alone.
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

// sharedSums is a table of sums that shares with another one the units that are not changed.
type sharedSums struct {
	*sums.Sums
	before *sums.Sums
	own    map[int32]bool
}

func share(s *sums.Sums) *sharedSums {
	copied := *s
	copied.Units = slices.Clone(s.Units)
	return &sharedSums{&copied, s, map[int32]bool{}}
}

// take makes the sums of a unit its own, before they are changed.
func (s *sharedSums) take(unit int32) {
	if !s.own[unit] {
		s.own[unit] = true
		u := &s.Units[unit]
		u.Rows, u.Values = slices.Clone(u.Rows), slices.Clone(u.Values)
	}
}

// move adds to the sums of a unit.
func (s *sharedSums) move(m delta) {
	s.take(m.unit)
	s.Add(m.unit, m.cell, m.slot, m.whole)
}

// predicateReads says whether a cut reads one of the parameters, so that under other values entries may have other profiles.
func predicateReads(p *signature.Signatures, params []scheme.Param) bool {
	for _, cuts := range p.ReadSet.Predicates {
		for _, c := range cuts {
			if frame.AnyReadsParam([]*rule.Program{c.Program}, params) || c.ReadsTier && frame.AnyReadsParam(p.Frame.Scheme.TierScope.Programs, params) {
				return true
			}
		}
	}
	return false
}
