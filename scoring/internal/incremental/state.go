package incremental

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// state is the materialised state of steps 1 and 2. It is immutable: another state is made of it, and shares what is
// the same.
type state struct {
	Settler  *bulk.Settler
	Locator  *locator // of the frame that was made from the beginning
	Classes  []class
	Traces   *traces
	classOf  []uint32   // by place in that frame
	alone    []int32    // places of the cases that are scored alone, ascending
	departed []departed // cases of that frame that were in a class until an entry came to them
	settled  bulk.SettledUnits
	ranked   previousRanking
	Runners  *runnerPool
}

// class is a class of cases with what its run required, and the placements of its cases by goroutine.
type class struct {
	bulk.Class
	required requirement
	places   [][]int32
}

// frame is what the state is of.
func (k *state) frame() *frame.Frame { return k.Settler.Prepared.Frame }

// departed is a case that left its class, with its placement in it.
type departed struct {
	class     uint32
	placement []int32
}

// materialise scores by the bulk way, and keeps its state. It requires [bulk.Prepared.CanSum].
func materialise(ctx context.Context, g *bulk.Prepared) (*state, error) {
	p := g.Signatures()
	of, err := g.Run(ctx, p, newClassRecorder)
	if err != nil {
		return nil, err
	}
	k := &state{
		Settler: of.Settler, settled: of.Settled,
		Locator: &locator{f: g.Frame, signatures: p}, classOf: make([]uint32, len(g.Frame.AllCases().Cases)),
		Traces: newTraces(g.Frame.Scheme), Runners: &runnerPool{},
	}
	k.joinClasses(of.Workers.All)
	return k, nil
}

// joinClasses takes over the classes and placements that the goroutines recorded.
func (k *state) joinClasses(all []*bulk.Creditor) {
	shared := all[0].Shared.Classes
	numbers := make([]uint32, len(shared)) // by number in the shared table: the number in the state
	for _, w := range all {
		first := len(k.Classes)
		recorded := w.Record.Recorder.(*classRecorder)
		for i, n := range w.Record.Made {
			numbers[n] = uint32(len(k.Classes))
			k.Classes = append(k.Classes, class{Class: *shared[n], required: recorded.requirements[i]})
		}
		k.Traces.add(k, k.Classes[first:], recorded.trace.codes)
	}
	for _, w := range all {
		for n, standing := range w.Record.Placements {
			c := &k.Classes[numbers[w.Numbers[n]]]
			c.places = append(c.places, standing)
		}
		for _, c := range w.Record.Classed {
			if k.classOf[c.Place] = c.Class; c.Class != bulk.NoClass {
				k.classOf[c.Place] = numbers[c.Class]
			} else {
				k.alone = append(k.alone, c.Place)
			}
		}
	}
	slices.Sort(k.alone)
}

// notable are the cases with a refusal or a problem, and those that are scored alone.
func (k *state) notable() []frame.Case {
	var out []frame.Case
	for place, n := range k.classOf {
		if n == bulk.NoClass || !k.Classes[n].Notable {
			continue
		}
		if _, found := slices.BinarySearch(k.alone, int32(place)); !found {
			out = append(out, k.frame().Index.CaseAt(int32(place)))
		}
	}
	for _, place := range k.alone {
		out = append(out, k.frame().Index.CaseAt(place))
	}
	return out
}
