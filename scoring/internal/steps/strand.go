package steps

import (
	"cmp"
	"container/heap"
	"context"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// strand is the cases that feed or see a balance. They are credited in one go, entry by entry, in the order in which
// entries take effect, and nothing is kept of that but what each entry saw of each balance: with it, step 1 credits
// each case by itself.
type strand struct {
	balances []runningBalance
	keys     map[int32]string // by position: the codes of its keys in the balances, each in four bytes
	problems []frame.Problem
	openings []*frame.Opening // of accounts, in the order of time, that are still to come
}

// noKey is the code of the key of an entry that has none.
const noKey = ^uint32(0)

// balanceAll finds what entries see of the balances of the scheme, and sets it in the frame. It returns a problem for
// each entry of which a key failed.
func balanceAll(ctx context.Context, f *frame.Frame) ([]frame.Problem, error) {
	if len(f.Scheme.Balances) == 0 {
		return nil, nil
	}
	e := NewRunner(f)
	e.Heed(ctx)
	s := &strand{keys: map[int32]string{}}
	for i := range f.Scheme.Balances {
		b := runningBalance{Balance: &f.Scheme.Balances[i], feeds: make([]bool, len(f.Scheme.Rules)),
			codes: map[string]uint32{}, sums: map[uint32]decimal.Decimal{}, lacks: map[int32]bool{}}
		for _, r := range b.Of {
			b.feeds[r.Index] = true
		}
		s.balances = append(s.balances, b)
	}
	if f.Openings != nil {
		s.openings = slices.Clone(f.Openings.All)
		slices.SortStableFunc(s.openings, func(a, b *frame.Opening) int { return a.End.Compare(b.End) })
	}
	e.strand, e.Balances = s, frame.NewBalances(len(s.balances), f.Selection.Known())
	if err := e.runStrand(ctx, strandOf(f)); err != nil {
		return nil, err
	}
	f.Balances = e.Balances
	return s.problems, nil
}

// strandOf are the cases with an entry of a kind that feeds or sees a balance.
func strandOf(f *frame.Frame) []frame.Case {
	var concerned [columns.NumKinds]bool
	for i, kind := range ledger.Kinds() {
		concerned[i] = slices.ContainsFunc(f.Scheme.Balances,
			func(b scheme.Balance) bool { return b.Concerns(kind) })
	}
	var out []frame.Case
	for _, c := range f.Index.Cases() {
		isConcerned := func(pos int32) bool { return concerned[f.Kind(pos)] }
		if isConcerned(c.First) || c.Kind == frame.ItemCase && slices.ContainsFunc(c.Entries, isConcerned) {
			out = append(out, c)
		}
	}
	return out
}

// turn is an entry of a case whose turn it is.
type turn struct {
	at       int64 // when it takes effect; of a commission, when it is due
	pos      int32 // the entry after which it comes among those of one instant, or with
	of       int32 // the case, by place in the strand
	step     int32 // of the case
	due      bool  // a commission falls due: after the entries of that instant
	answered bool  // an entry answers a commission: after what it does itself
}

func compareTurns(a, b turn) int {
	return cmp.Or(cmp.Compare(a.at, b.at), frame.CompareFirst(!a.due, !b.due), cmp.Compare(a.pos, b.pos),
		frame.CompareFirst(!a.answered, !b.answered), cmp.Compare(a.of, b.of), cmp.Compare(a.step, b.step))
}

// openCase is a case of the strand between two of its turns.
type openCase struct {
	pool  pool
	lists frame.MadeLists
	facts inHand
	asked askedInHand
	left  int32 // how many turns it still has
}

// runStrand takes the entries of cases in their order, and what is asked of them later. A case is read twice, so that
// it is held only from its first entry to its last; a commission of which something is asked later is held throughout.
func (e *Runner) runStrand(ctx context.Context, cases []frame.Case) error {
	r := strandRun{Runner: e, cases: cases, counts: make([]int32, len(cases)), open: map[int32]*openCase{}}
	for i := range cases {
		if i%64 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		e.Pool.Reset()
		before := len(r.turns)
		c := e.openCase(&cases[i])
		if c != nil {
			r.turns = c.turns(r.turns, int32(i))
		}
		r.counts[i] = int32(len(r.turns) - before)
		if c != nil && len(c.asked.asks) > 0 {
			e.Pool = pool{}
			c := r.caseAt(int32(i))
			asked := c.asked.commission
			r.askLater(c, c.asked.asks, turn{at: frame.Nanoseconds(asked.From), pos: asked.Position, of: int32(i)})
			c.pool, r.open[int32(i)], e.Pool = e.Pool, c, pool{}
		}
	}
	slices.SortFunc(r.turns, compareTurns)
	for n := 0; len(r.turns)+len(r.later) > 0; n++ {
		if n%64 == 0 && (ctx.Err() != nil || e.Frame.Work.Spent()) {
			return cmp.Or(ctx.Err(), e.Frame.Work.Err())
		}
		r.next()
	}
	return e.Frame.Work.Err()
}

// strandRun is the work on the strand.
type strandRun struct {
	*Runner
	cases  []frame.Case
	counts []int32             // by case: how many turns its entries have
	open   map[int32]*openCase // the cases between two of their turns
	turns  []turn              // that are left
	later  laterTurns
	out    Credited
}

// next takes what comes next: what is asked later comes after all entries of its instant.
func (r *strandRun) next() {
	r.out.Changes = r.out.Changes[:0]
	if len(r.turns) == 0 || len(r.later) > 0 && r.later[0].at < r.turns[0].at {
		t := heap.Pop(&r.later).(laterTurn)
		r.strand.openUntil(t.at, r.Frame)
		c := r.caseAt(t.entry.of)
		r.takeLater(c, t.ask, &r.out)
		if at, more := r.turnOf(t.ask); more {
			c.left++
			heap.Push(&r.later, laterTurn{at, t.entry, t.ask})
		}
		r.leaveCase(c, t.entry.of)
		return
	}
	t := r.turns[0]
	r.turns = r.turns[1:]
	r.strand.openUntil(t.at, r.Frame)
	c := r.caseAt(t.of)
	asks := len(c.facts.asks)
	r.takeTurn(c, int(t.step), &r.out)
	r.askLater(c, c.facts.asks[asks:], t)
	r.leaveCase(c, t.of)
}

// caseAt goes to a case, and opens it if it is not open.
func (r *strandRun) caseAt(place int32) *openCase {
	if c := r.open[place]; c != nil {
		r.Pool = c.pool
		return c
	}
	r.Pool = pool{}
	c := r.openCase(&r.cases[place])
	c.left = r.counts[place]
	return c
}

// leaveCase leaves a case after a turn.
func (r *strandRun) leaveCase(c *openCase, place int32) {
	r.strand.feed(r.out.Changes, r.Frame)
	if c.left--; c.left == 0 {
		delete(r.open, place)
		return
	}
	c.pool, r.open[place] = r.Pool, c
}

// openCase reads a case of the strand; nil: nothing of it takes effect.
func (e *Runner) openCase(c *frame.Case) *openCase {
	var refused Credited
	switch c.Kind {
	case frame.ItemCase:
		if h, ok := e.itemInHand(c, &refused); ok {
			return &openCase{facts: h}
		}
		return nil
	case frame.LooseCase:
		if h, ok := e.looseInHand(c, &refused); ok {
			return &openCase{facts: h}
		}
		return nil
	}
	commission, refusal := e.factAt(c.First, 0)
	if refusal != nil || e.tooLong(c, commission, &refused) {
		return nil
	}
	return &openCase{asked: e.beginAnswers(commission, e.answersTo(c, commission))}
}

// turns adds those of a case.
func (c *openCase) turns(out []turn, place int32) []turn {
	if h := &c.asked; h.commission != nil {
		out = append(out, turn{at: frame.Nanoseconds(h.due.From), pos: h.commission.Position, of: place, due: true})
		if !h.askedAtDue() {
			return out
		}
		for k, f := range h.answers[h.inTime:] {
			out = append(out, turn{at: frame.Nanoseconds(f.From), pos: f.Position, of: place, step: int32(k + 1),
				answered: true})
		}
		return out
	}
	var before turn
	for k, f := range c.facts.facts {
		t := turn{at: frame.Nanoseconds(f.From), pos: f.Position, of: place, step: int32(k)}
		if k > 0 && t.at == before.at { // what waits for the submission comes after it
			t.pos = max(t.pos, before.pos)
		}
		before, out = t, append(out, t)
	}
	return out
}

// takeTurn takes an entry of a case: it sees the balances, and is credited.
func (e *Runner) takeTurn(c *openCase, step int, out *Credited) {
	e.Bound = nil
	if h := &c.asked; h.commission != nil {
		if step == 0 {
			e.Slots[scheme.SlotCommission] = e.CommissionRecord(&h.commission.Row, nil)
			e.strand.see(e, h.commission, h.due.From)
		}
		if h.askedAtDue() {
			e.takeAnswer(h, h.inTime+step, out)
		}
		return
	}
	h := &c.facts
	e.returnTo(c)
	if e.takeFact(h, step); e.evaluateFact(h, step) {
		out.Changes = e.revalue(out.Changes, h.all, h.facts[step])
	}
	c.lists = e.ItemLists
}

// returnTo binds the item of a case as it was after the last of its turns.
func (e *Runner) returnTo(c *openCase) {
	h := &c.facts
	e.Slots[scheme.SlotItem], e.Slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if e.ItemLists = c.lists; h.item != nil {
		e.Slots[scheme.SlotItem] = h.item.Value()
		if !h.submit.StateOnly {
			e.Slots[scheme.SlotSender] = h.submit.UnitRecord
		}
	}
}

// see notes the keys of an entry, and what it sees of each balance when it takes effect.
func (s *strand) see(e *Runner, f *frame.Fact, at time.Time) {
	s.note(e, f, func(b *runningBalance, i int, code uint32) {
		b.turn(at, e.Frame)
		if b.Per.IsOwn() {
			unit := e.ownerOf(f)
			if !b.hasPeriod(e, i, unit, f.Position, at) {
				return
			}
			b.turnOwn(e.Frame, code, unit, at)
		}
		e.Balances.See(i, f.Position, b.sums[code])
	})
}

// note notes the keys of an entry, and tells each balance in which it has one.
func (s *strand) note(e *Runner, f *frame.Fact, tell func(b *runningBalance, i int, code uint32)) {
	var key []byte
	for i := range s.balances {
		b, code := &s.balances[i], noKey
		if !f.StateOnly && b.Concerns(f.Row.Kind()) {
			if text, ok := s.keyOf(e, i, f); ok {
				code = b.code(text)
				tell(b, i, code)
			}
		}
		key = binary.LittleEndian.AppendUint32(key, code)
	}
	s.keys[f.Position] = string(key)
	e.Bound = nil
}

// keyOf is the key of an entry in a balance: the values that it gives, or its unit; false: an expression failed.
func (s *strand) keyOf(e *Runner, n int, f *frame.Fact) (key string, ok bool) {
	b := &s.balances[n]
	if !b.KeptBy() {
		return e.ownerOf(f), true
	}
	var out strings.Builder
	e.Bind(f)
	for _, p := range b.By[f.Row.Kind()] {
		v, err := e.Eval(b.Scope[f.Row.Kind()], p)
		if err != nil {
			e.Balances.Lack(n, e.Problem(f, b.Name, err), f.Position)
			return "", false
		}
		out.WriteString(strconv.Quote(KeyText(v)))
	}
	return out.String(), true
}

// keysOf are the keys of a candidate that counts. Of one that feeds a balance in which its entry has no key, they are a
// problem of that entry.
func (s *strand) keysOf(e *Runner, c *Candidate) string {
	for i := range s.balances {
		b := &s.balances[i]
		if !b.feeds[c.Credit.Index] || b.lacks[c.Fact.Position] || b.Per.IsOwn() { // that is of receivers
			continue
		}
		if lack, ok := e.Balances.Lacks(i, c.Fact.Position); ok {
			lack.Lasting.Since = c.Fact.At // which, on a later day, is that day
			s.problems, b.lacks[c.Fact.Position] = append(s.problems, lack), true
		}
	}
	return s.keys[c.Fact.Position]
}

// feed adds changes to the balances.
func (s *strand) feed(changes []Change, f *frame.Frame) {
	for i := range changes {
		c := &changes[i]
		for n := range s.balances {
			b := &s.balances[n]
			if b.Account != c.Account || !b.feeds[c.Rule.Index] || covers(f, c) {
				continue
			}
			b.turn(c.At, f)
			code := binary.LittleEndian.Uint32([]byte(c.capKey[4*n:]))
			if !b.KeptBy() {
				code = b.code(c.Unit)
				b.turnOwn(f, code, c.Unit, c.At)
			}
			b.sums[code] = plus(b.sums[code], c.Amount) // of an entry without a key, what nobody sees
		}
	}
}
