package review

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// price is a look for a figure that is not there.
type price struct {
	program *rule.Program
	at      document.Position
	wrong   reason.Reason
	values  []string // what was looked up by
	world   *world
}

// double is two rules that paid one entry in one account.
type double struct {
	first, second *scheme.Rule
	account       int
	world         *world
}

// runCredits scores the worlds of step 1, all in one ledger.
func (r *reviewer) runCredits(ctx context.Context) error {
	f, worlds, err := r.run(ctx, r.credits, "", r.notePrice)
	if f == nil || err != nil {
		return err
	}
	out, err := steps.Credit(ctx, f, f.Cases())
	if err != nil {
		return err
	}
	r.notePaid(f, out.Changes, worlds)
	return nil
}

// runSettles scores the worlds of units: quotas, rules of periods, ranks.
func (r *reviewer) runSettles(ctx context.Context) error {
	years := map[int][]*group{} // each by itself, so that no unit is settled for years on end
	for _, g := range r.settles {
		parts := map[int]*group{}
		for _, w := range g.worlds {
			year := w.sheet.day.Year()
			if parts[year] == nil {
				parts[year] = &group{}
				years[year] = append(years[year], parts[year])
			}
			parts[year].worlds = append(parts[year].worlds, w)
		}
	}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		f, _, err := r.run(ctx, years[year], "s", r.notePrice)
		if f == nil || err != nil {
			return err
		}
		if err := runSteps(ctx, f); err != nil {
			return err
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
	settled, err := steps.Settle(ctx, f, steps.ByUnit(f, credited))
	if err != nil {
		return err
	}
	_, err = steps.Rank(f, settled)
	return err
}

// runTests scores the worked cases of the scheme: what fires in one can fire.
func (r *reviewer) runTests(ctx context.Context) error {
	for _, t := range r.scheme.Tests {
		if len(t.Params) > 0 || len(t.Readings) > 0 {
			continue
		}
		o, err := frame.ParseOptions(t.Period, t.Until, t.Known)
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
	return len(starts) > 1 && w.sheet.day.Before(starts[0])
}

// notePrice keeps, of each look for a figure that is not there, the plainest world in which it happens.
func (r *reviewer) notePrice(evaluated frame.Evaluated, w *world) {
	var failed *rule.EvalError
	if w.foreign || evaluated.Err == nil || !errors.As(evaluated.Err, &failed) || !failed.NoKey || r.beforeAll(w) {
		return
	}
	var by []string
	for _, o := range evaluated.Program.Observe(evaluated.Vars) {
		if s, isText := o.Value.AsString(); !o.Absent && isText && !strings.HasPrefix(o.Path, "params.") {
			by = append(by, fmt.Sprintf("%s %q", o.Path, s))
		}
	}
	p := price{evaluated.Program, failed.Position, failed.Reason(), by, w}
	i := slices.IndexFunc(r.prices, func(q price) bool {
		return q.at == p.at && slices.Equal(q.values, p.values) && q.wrong.Equal(p.wrong)
	})
	switch {
	case i < 0:
		r.prices = append(r.prices, p)
	case w.weight < r.prices[i].world.weight:
		r.prices[i] = p
	}
}

// notePaid finds entries that two credits pay, to one receiver in one account.
func (r *reviewer) notePaid(f *frame.Frame, changes []steps.Change, worlds map[string]*world) {
	credits := map[*scheme.Rule]*scheme.Credit{}
	for _, c := range r.scheme.Credits {
		credits[c.Rule] = c
	}
	type payment struct {
		position int32
		unit     string
		account  int
	}
	paid := map[payment][]*scheme.Credit{}
	for _, c := range changes {
		if c.Rule == nil || c.Rule.Section != "credits" || c.Amount.Sign() <= 0 || int(c.Position) >= f.Ledger.Len() {
			continue
		}
		e := f.Ledger.Entry(int(c.Position))
		w := worlds[worldOf(&e)]
		credit := credits[c.Rule]
		if w == nil || credit.Each != e.Kind {
			continue
		}
		if r.paying == nil || w.weight < r.paying.weight {
			r.paying = w
		}
		if slices.ContainsFunc(w.sheet.around, func(o ledger.Entry) bool { return o.Kind == e.Kind }) {
			continue
		}
		key := payment{c.Position, c.Unit, c.Account}
		for _, other := range paid[key] {
			if (other.Collapse == nil || other.Collapse != credit.Collapse) && !r.capped(other.Rule, credit.Rule) {
				r.noteDouble(double{other.Rule, credit.Rule, c.Account, w})
			}
		}
		paid[key] = append(paid[key], credit)
	}
}

// capped says whether a cap limits two rules together: then their author knows that they add up.
func (r *reviewer) capped(a, b *scheme.Rule) bool {
	return slices.ContainsFunc(r.scheme.Settles, func(s *scheme.Settle) bool {
		return s.Cap != nil && slices.Contains(s.Cap.Of, a) && slices.Contains(s.Cap.Of, b)
	})
}

func (r *reviewer) noteDouble(d double) {
	if d.first.Index > d.second.Index {
		d.first, d.second = d.second, d.first
	}
	i := slices.IndexFunc(r.doubles, func(o double) bool {
		return o.first == d.first && o.second == d.second && o.account == d.account
	})
	switch {
	case i < 0:
		r.doubles = append(r.doubles, d)
	case d.world.weight < r.doubles[i].world.weight:
		r.doubles[i] = d
	}
}

// worldOf is the unit of the world that an entry is in.
func worldOf(e *ledger.Entry) string {
	if e.Item != "" {
		return "u" + strings.TrimPrefix(e.Item, "i")
	}
	return e.Unit
}
