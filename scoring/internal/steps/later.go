package steps

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// candidates are those of a case, in the order of its entries, then of rules, and the asks of rules that are asked on
// later days.
type candidates struct {
	all  []*Candidate
	asks []*ask // likewise
}

// ask is a rule that is asked of an entry on later days.
type ask struct {
	*Candidate             // of the next day
	entry      *frame.Fact // as it takes effect
	place      int         // of the entry in its case
	days       frame.Days
	on         time.Time // since the entry takes effect its unit was on the roster up to then
	about      bool      // the condition of the rule holds at the entry itself, or cannot be asked there
}

// addAsk adds a rule that is asked of an entry on later days. On which days cannot be said of an entry that lacks a
// fact: a problem, if the rule is about it.
func (e *Runner) addAsk(in *candidates, c *scheme.Credit, f *frame.Fact, place int) {
	e.Bind(f)
	if index := e.asked.later[c]; index.Selects() && !e.Thorough() {
		if e.Pool.askedLater = index.Append(e.Pool.askedLater[:0], e.Evaluator); len(e.Pool.askedLater) == 0 {
			return
		}
	}
	a := &ask{Candidate: e.newCandidate(c, f), entry: f, place: place, on: f.From}
	a.Later = true
	in.all = append(in.all, a.Candidate)
	if e.observer != nil {
		e.observer.Begin()
		defer e.observer.Candidate(a.Candidate)
	}
	met, err := e.Holds(c.Scope, c.When)
	a.about = err != nil || met
	a.Unmet = !a.about
	first, until := f.From, time.Time{}
	if c.Later.First != nil {
		first, err = e.evalTime(c.Scope, c.Later.First)
	} else {
		err = nil
	}
	if err == nil && c.Later.Until != nil {
		until, err = e.evalTime(c.Scope, c.Later.Until)
	}
	if err == nil {
		a.days = e.Frame.DaysFrom(c.Later, f.From, first, until)
		in.asks = append(in.asks, a)
	} else if a.about {
		before := a.flaws
		e.fail(a.Candidate, c.Rule, err)
		a.flaws.renew(&before, f)
	}
}

func (e *Runner) evalTime(s *scheme.Scope, p *rule.Program) (time.Time, error) {
	v, err := e.Eval(s, p)
	t, _, _ := v.AsTime()
	return t, err
}

// next is the ask that comes first, of one day that of the earlier entry, then of the earlier rule; nil: there is none
// that is asked in the score.
func (in *candidates) next(f *frame.Frame) (first *ask, day civil.Day) {
	for _, a := range in.asks {
		if d, some := a.days.Next(); some && (first == nil || d < day) {
			first, day = a, d
		}
	}
	if first == nil || !f.AsksOn(day) {
		return nil, 0
	}
	return first, day
}

// leaveOpen notes which candidates are still to be asked, of a rule that is about the entry, and when.
func (in *candidates) leaveOpen() {
	for _, a := range in.asks {
		a.Next, a.Open = a.days.Next()
		a.Open = a.Open && a.about
	}
}

// askBefore asks what is asked on days that are over before an instant, of the entries so far; a zero instant is none.
func (e *Runner) askBefore(in *candidates, t time.Time, out *Credited) {
	for n := 0; !e.ended(n); n++ {
		a, day := in.next(e.Frame)
		if a == nil || !t.IsZero() && !e.Frame.LastOf(day).Before(t) {
			return
		}
		e.ask(in, a, out)
	}
}

// askAnswersBefore is the same of a commission with its answers by then.
func (e *Runner) askAnswersBefore(h *askedInHand, t time.Time, out *Credited) {
	for n := 0; !e.ended(n); n++ {
		a, day := h.next(e.Frame)
		if a == nil || !t.IsZero() && !e.Frame.LastOf(day).Before(t) {
			return
		}
		e.askOfAnswers(h, a, out)
	}
}

// askOfAnswers asks a rule of a commission on the next of its days, with the answers by then.
func (e *Runner) askOfAnswers(h *askedInHand, a *ask, out *Credited) {
	day, _ := a.days.Next()
	known := 0
	for known < len(h.answers) && !h.answers[known].From.After(e.Frame.LastOf(day)) {
		known++
	}
	h.list = e.answered(h.commission, h.list, h.answers[:known])
	e.InEffect = nil // of an item of the strand
	first := len(out.Changes)
	e.ask(&h.candidates, a, out)
	markSettled(out.Changes[first:], 0, h.commission, h.answers[:known])
}

// ask asks a rule of an entry on the next of its days, at its last instant. It is met if it counts then: what it gives
// stands.
func (e *Runner) ask(in *candidates, a *ask, out *Credited) {
	day, _ := a.days.Next()
	a.days.Pass()
	last := e.Frame.LastOf(day)
	if !a.Credit.InForce(last) {
		if !a.Credit.Until.IsZero() && !last.Before(a.Credit.Until) {
			a.days.End()
		}
		return
	}
	if e.observer == nil && (e.strand != nil || len(e.Frame.Scheme.Balances) == 0) { // once a score
		bonuses := 0
		for _, c := range in.all {
			bonuses += len(c.Credit.Bonuses)
		}
		e.Frame.Work.Ask(a.Credit, len(in.all), bonuses)
	}
	if a.Counts { // of the day before
		a.Candidate = e.newCandidate(a.Credit, a.entry)
		a.Later = true
		in.insert(a)
	}
	f := e.factOn(a, last, day)
	if at, off := e.offAt(a, f); off {
		e.leave(a, f, at)
		return
	}
	a.Fact, a.seen = f, int32(len(e.InEffect))
	if e.strand != nil {
		e.strand.seeLater(e, a)
	}
	e.pass(in.all, f)
	e.evaluate(a.Candidate, f)
	if !a.Counts {
		return
	}
	if !a.Credit.Later.Always {
		a.days.End()
	}
	first := len(out.Changes)
	out.Changes = e.revalue(out.Changes, in.all, f)
	markSettled(out.Changes[first:], 0, a.entry, nil)
}

// insert adds the candidate of an ask behind that of the day before.
func (in *candidates) insert(a *ask) {
	at := len(in.all)
	for i, c := range in.all {
		if c.Later && c.Credit == a.Credit && c.Fact.Position == a.entry.Position {
			at = i + 1
		}
	}
	in.all = slices.Insert(in.all, at, a.Candidate)
}

// factOn is the entry of an ask as it is at the last instant of a day: nobody's, where its unit is off the roster.
func (e *Runner) factOn(a *ask, last time.Time, day civil.Day) *frame.Fact {
	f := *a.entry
	f.At, f.Order, f.From = last, last, last
	f.Asked = &frame.Asking{Position: f.Position, Credit: int32(a.Credit.Index), Day: day}
	if f.Member = e.Frame.MemberAt(e.unitAsked(a), last); f.Member != nil {
		f.UnitRecord = e.UnitOf(&f)
	}
	return &f
}

// unitAsked is the unit of the entry of an ask, as the entry names it.
func (e *Runner) unitAsked(a *ask) uint32 {
	if a.entry.Unit == 0 {
		return e.Frame.UnitCode(a.entry.Position)
	}
	return a.entry.Unit
}

// offAt says since when the unit of an ask is off the roster on a day. Who waits in a queue loses the place by leaving,
// whether or not it is back by then.
func (e *Runner) offAt(a *ask, f *frame.Fact) (at time.Time, off bool) {
	if !a.Credit.Later.Again() {
		return f.At, f.Member == nil
	}
	at, off = e.Frame.FirstOff(e.unitAsked(a), a.on, f.At)
	a.on = f.At
	return at, off
}

// leave ends an ask of which the unit is off the roster, or was at an instant, and reports it if the rule is about the
// entry.
func (e *Runner) leave(a *ask, f *frame.Fact, off time.Time) {
	a.days.End()
	before := a.flaws
	a.flaws.refusals, a.flaws.problems = nil, nil
	a.Unmet = !a.about
	if a.about {
		at, _ := ledger.ParseTime(civil.Of(off.In(e.Frame.Loc())).String())
		unit := e.Frame.Columns.Text(e.Frame.UnitCode(f.Position))
		a.refuse(a.Credit.Rule, "off-roster", frame.OffRoster(unit, at))
	}
	a.flaws.renew(&before, f)
}
