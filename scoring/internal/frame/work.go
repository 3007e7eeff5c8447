package frame

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Work is what the dear evaluations of one call are charged together, for what each did anew. What the others are
// charged is bounded by how many there are. A call that goes over its bound ends with an [*OverworkError]; it never
// changes a figure. It is safe for concurrent use.
type Work struct {
	most    int64
	shared  bool // by several calls that are one to the caller
	done    atomic.Int64
	askable int64        // how often rules may be asked on later days
	asked   atomic.Int64 // how often they were
	each    sync.Map     // what each program was charged, as *atomic.Int64
	asks    sync.Map     // what each credit that is asked was, likewise
}

// What a call may be charged at most, and an evaluation that is not counted. The work of a province takes a hundredth
// of it; a unit takes some 50 ns.
const (
	mostWork        = 100_000_000
	mostWorkOfEntry = 50_000
	notDear         = 1000
)

// NewWork is no work so far, on a number of entries.
func NewWork(entries int) *Work {
	return &Work{most: mostWork + mostWorkOfEntry*int64(entries), askable: mostAsked + mostAskedOfEntry*int64(entries)}
}

// WorkUpTo is no work so far, of at most so much: a bound that a test can reach.
func WorkUpTo(most int64) *Work { return &Work{most: most, askable: most} }

type workKey struct{}

// WithWork is a context whose frames have that work.
func WithWork(ctx context.Context, w *Work) context.Context {
	return context.WithValue(ctx, workKey{}, w)
}

// SharingWork is a context in which all frames that are made share one bound on their work on a number of entries, or
// that which they share already.
func SharingWork(ctx context.Context, entries int) context.Context {
	w := workOf(ctx, entries)
	w.shared = true
	return WithWork(ctx, w)
}

// workOf is the work that the frames of a context share; otherwise it is one of its own.
func workOf(ctx context.Context, entries int) *Work {
	if w, ok := ctx.Value(workKey{}).(*Work); ok {
		return w
	}
	return NewWork(entries)
}

// Renew forgets the work so far, where another call begins that does not share it.
func (w *Work) Renew() {
	if !w.shared {
		w.done.Store(0)
		w.asked.Store(0)
		w.each.Clear()
		w.asks.Clear()
	}
}

// errSpent is the error of an evaluation after the work went over its bound, or the context ended. Nobody sees it,
// since there is no result.
var errSpent = errors.New("the work is over its bound, or nobody waits for it")

// Spent says whether the work went over its bound.
func (w *Work) Spent() bool { return w.done.Load() > w.most || w.asked.Load() > w.askable }

// Ask counts that a rule is asked of an entry on a later day, in a case with so many candidates, which have so many
// bonuses and deductions. Some of them count as one more, since what they are worth together is worked out anew.
func (w *Work) Ask(c *scheme.Credit, candidates, bonuses int) {
	n := 1 + int64(candidates/candidatesAsked) + int64(bonuses/bonusesAsked)
	w.asked.Add(n)
	charge(&w.asks, c, n)
}

// charge adds to what one of several is charged.
func charge(each *sync.Map, key any, n int64) {
	sum, ok := each.Load(key)
	if !ok {
		sum, _ = each.LoadOrStore(key, new(atomic.Int64))
	}
	sum.(*atomic.Int64).Add(n)
}

// How often a score asks rules of entries on later days at most.
const (
	mostAsked        = 1_000_000
	mostAskedOfEntry = 500
	candidatesAsked  = 16
	bonusesAsked     = 64
)

// add counts an evaluation, and says whether it is dear.
func (w *Work) add(p *rule.Program, cost int64) (dear bool) {
	if cost <= notDear {
		return false
	}
	charge(&w.each, p, cost)
	w.done.Add(cost)
	return true
}

// What a score settles at most: lines of the scheme, each in the periods that are settled and for all units. A province
// settles a tenth of it.
const (
	mostSettled        = 500_000
	mostSettledOfEntry = 500
)

// boundSettled is an [*OverworkError] if there is more to settle.
func (f *Frame) boundSettled() error {
	lines := f.Scheme.LinesPer()
	found, most := int64(0), mostSettled+mostSettledOfEntry*int64(f.Ledger.Len())
	for _, sp := range f.Spans {
		found += int64(lines[sp.Period.Kind]) * int64(len(f.Roster.Units()))
	}
	for _, own := range f.ownSpans { // only added up
		for _, sp := range own {
			found += int64(lines[sp.Period.Kind])
		}
	}
	if found <= most {
		return nil
	}
	all := f.AllSpans()
	first, last := all[0].Period, all[len(all)-1].Period
	return &OverworkError{Reason: reason.New("score.settled",
		"from {first} to {last}: found {found} lines to settle, one for each unit, period, and quota or rule on a "+
			"period; expected at most {most} for {entries} entries", first, last, found, most, f.Ledger.Len())}
}

// Err is an [*OverworkError] if the work went over its bound.
func (w *Work) Err() error {
	if !w.Spent() {
		return nil
	}
	if w.asked.Load() > w.askable {
		return &OverworkError{Dearest: dearest(&w.asks, askedAt), Reason: reason.New("score.asked",
			"found rules that are asked of entries on later days more than {most} times, expected at most that: with "+
				"a longer `every`, or an `until`", w.askable)}
	}
	dearest := dearest(&w.each, func(p any) *rule.Program { return p.(*rule.Program) })
	return &OverworkError{Dearest: dearest, Reason: reason.New("score.work",
		"found evaluations that are charged more than {most} together, expected at most that; this expression is "+
			"charged most of it", w.most)}
}

// dearest is the expression that stands for what was charged most, of equal ones the first; nil: nothing was.
func dearest(each *sync.Map, at func(any) *rule.Program) (dearest *rule.Program) {
	most := int64(0)
	each.Range(func(key, sum any) bool {
		if p, n := at(key), sum.(*atomic.Int64).Load(); dearest == nil ||
			cmp.Or(cmp.Compare(n, most), cmp.Compare(placeOf(dearest), placeOf(p))) > 0 {
			dearest, most = p, n
		}
		return true
	})
	return dearest
}

// askedAt is the expression that stands for a credit that is asked: its condition, or the first of its worths.
func askedAt(credit any) *rule.Program {
	c := credit.(*scheme.Credit)
	if c.When != nil {
		return c.When
	}
	for _, p := range c.Programs() {
		return p
	}
	return nil
}

func placeOf(p *rule.Program) string { return p.Source().Position(0).String() }

// OverworkError says that there is more to settle in a call than its bound, or that what its evaluations are charged
// together went over it, at the expression that is charged most. There is no result.
type OverworkError struct {
	Reason  reason.Reason
	Dearest *rule.Program // nil: it is about no expression
}

// Error is the reason in English.
func (e *OverworkError) Error() string { return e.Reason.String() }
