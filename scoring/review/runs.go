package review

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// price is a look for a figure that is not there.
type price struct {
	program *rule.Program
	at      document.Position
	wrong   reason.Reason
	values  []string // what was looked up by
	world   *world
	order   int // in which they were seen
}

// runCredits scores the worlds of step 1.
func (r *reviewer) runCredits(ctx context.Context, blocks [][]*world) error {
	if entriesCross(r.scheme) {
		blocks = alone(blocks)
	}
	for _, block := range blocks {
		f, err := r.run(ctx, block, r.notePrice)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		out, err := steps.Credit(ctx, f, f.Cases())
		if err := cmp.Or(err, f.Work.Err()); err != nil {
			return err
		}
		r.notePaid(f, out.Changes, block)
	}
	return nil
}

// runSettles scores the worlds of units: quotas, rules of periods, ranks. Each year is scored by itself, so that no
// unit is settled for years on end.
func (r *reviewer) runSettles(ctx context.Context, blocks [][]*world) error {
	if entriesCross(r.scheme) || unitsCross(r.scheme) {
		blocks = alone(blocks)
	}
	for _, block := range blocks {
		years := map[int][]*world{}
		for _, w := range block {
			year := w.sheet().day.Year()
			years[year] = append(years[year], w)
		}
		for _, year := range slices.Sorted(maps.Keys(years)) {
			f, err := r.run(ctx, years[year], r.notePrice)
			if err != nil {
				return err
			}
			if f == nil {
				continue
			}
			if err := runSteps(ctx, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// runSteps runs all that follows step 0.
func runSteps(ctx context.Context, f *frame.Frame) error {
	credited, err := steps.Credit(ctx, f, f.Cases())
	if err != nil {
		return err
	}
	settled, err := steps.SettleAll(ctx, f, steps.ByUnit(f, credited))
	if err != nil {
		return err
	}
	_, err = steps.Rank(ctx, f, settled)
	return cmp.Or(err, f.Work.Err())
}

// runTests scores the worked cases of the scheme: what fires in one can fire.
func (r *reviewer) runTests(ctx context.Context) error {
	for _, t := range r.scheme.Tests {
		if len(t.Params) > 0 || len(t.Readings) > 0 {
			continue
		}
		o, err := frame.ParseOptions(t.Period, t.Until, t.Known)
		o.Workers = 1 // what is noted is not for several at once
		var f *frame.Frame
		if err == nil {
			f, _, err = steps.Open(ctx, r.scheme, t.Ledger, o, nil)
		}
		if err != nil {
			return &reason.Error{Reason: reason.New("review.test",
				"test {test:q}: {wrong}", t.Name, document.ReasonOf(err))}
		}
		if err := runSteps(ctx, f.Observed(r.noteFired)); err != nil {
			return err
		}
	}
	return nil
}

func (r *reviewer) noteFired(evaluated frame.Evaluated) {
	if s := r.signs[evaluated.Program]; s != nil && evaluated.Err == nil {
		n, _ := evaluated.Value.AsNumber()
		s.right = s.right || !s.wrong(n) && !s.neutral(n)
	}
	if yes, isBool := evaluated.Value.AsBool(); evaluated.Err == nil && (!isBool || yes) {
		r.fired[evaluated.Program] = true
	}
}

// beforeAll says that a world is before the regulation: of several dates of figures, the first is when it begins. A
// single date is no beginning: what was before it is asked for.
func (r *reviewer) beforeAll(w *world) bool {
	starts := r.scheme.Params.Starts()
	return len(starts) > 1 && w.sheet().day.Before(starts[0])
}

// notePrice keeps, of each look for a figure that is not there, the plainest world in which it happens.
func (r *reviewer) notePrice(evaluated frame.Evaluated, w *world) {
	var failed *rule.EvalError
	if w.foreign || evaluated.Err == nil || !errors.As(evaluated.Err, &failed) || !failed.NoKey ||
		r.looks == mostLooks || r.beforeAll(w) {
		return
	}
	r.looks++
	var by []string
	for _, o := range evaluated.Program.Observe(evaluated.Vars) {
		if s, isText := o.Value.AsString(); !o.Absent && isText && !strings.HasPrefix(o.Path, "params.") {
			by = append(by, fmt.Sprintf("%s %q", o.Path, s))
		}
	}
	key := fmt.Sprintf("%v %q %v", failed.Position, by, failed.Reason().Arg("key"))
	was := r.prices[key]
	if was == nil {
		was = &price{order: len(r.prices)}
		r.prices[key] = was
	}
	if was.world == nil || w.weight < was.world.weight {
		*was = price{evaluated.Program, failed.Position, failed.Reason(), by, w, was.order}
	}
}
