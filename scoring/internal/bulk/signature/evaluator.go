package signature

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// evaluator answers predicates, for one goroutine: once for entries whose projections have one key.
type evaluator struct {
	projector *Projector
	memos     [columns.NumKinds][]predicateMemo
	item      lazyItem
	key       []uint32
	asked     []int32    // predicates of the current entry
	pos       int32      // of the entry that is bound
	bound     bool       // an entry is bound
	element   rule.Value // the bound entry as an element of a list of its item
}

// predicateMemo is the answers of a predicate.
type predicateMemo struct {
	predicate  predicate
	projection *Projection
	keys       sequence.Table // of the projection, which leaves out exact times
	answers    []uint32       // by number of the key
}

func (s *Signatures) newEvaluator(e *steps.Runner) *evaluator {
	a := &evaluator{projector: NewProjector(e)}
	for kind, all := range s.ReadSet.Predicates {
		for _, each := range all {
			memo := predicateMemo{predicate: each, projection: &Projection{Opaque: true}}
			if !each.element {
				memo.projection = ProjectionOf(s.Frame, ledger.Kinds()[kind], each.Program)
			}
			a.memos[kind] = append(a.memos[kind], memo)
		}
	}
	return a
}

// appendAnswers appends the answers for an entry of the predicates that are per entry, or of the others, each with its
// predicate, but for those that are false or not asked; false: one is dear.
func (s *Signer) appendAnswers(key []uint32, pos int32, kind uint8, perEntry bool) (answers []uint32, ok bool) {
	of := &s.signatures.ReadSet.indexes[kind][Bit(perEntry)]
	if len(of.of) == 0 {
		return key, true
	}
	if s.evaluator == nil {
		s.evaluator = s.signatures.newEvaluator(s.runner)
	}
	a := s.evaluator
	a.bound = false
	first := a.projector.SubmissionOf(pos, kind)
	if of.index.Selects() {
		s.bind(pos, first, kind)
	}
	a.asked = of.index.Append(a.asked[:0], s.runner.Evaluator)
	for _, n := range a.asked {
		i := of.of[n]
		answer, ok := s.answer(&a.memos[kind][i], pos, first, kind)
		if !ok {
			return key, false
		}
		if answer != answerFalse {
			key = append(key, uint32(i)*numAnswers+answer)
		}
	}
	return key, true
}

// answer is the answer of a predicate for an entry about a submission; false: it is dear.
func (s *Signer) answer(memo *predicateMemo, pos, first int32, kind uint8) (answer uint32, ok bool) {
	if memo.projection.Opaque {
		answer = s.eval(memo, pos, first, kind, false)
		return answer, answer != answerDear
	}
	a := s.evaluator
	a.key = a.projector.AppendKey(a.key[:0], memo.projection, pos, first, columns.NoState)
	i, met := memo.keys.Find(a.key)
	if met {
		answer = memo.answers[i]
	} else {
		answer = s.eval(memo, pos, first, kind, len(memo.projection.ExactTimes) > 0)
		if memo.keys.Len() < frame.MemoSize {
			memo.keys.Number(a.key)
			memo.answers = append(memo.answers, answer)
		}
	}
	if answer == answerOpen {
		answer = s.eval(memo, pos, first, kind, false)
	}
	return answer, answer != answerDear
}

// eval evaluates a predicate. A timeless evaluation hides exact times; its answer is answerOpen where it depends on
// them.
func (s *Signer) eval(memo *predicateMemo, pos, first int32, kind uint8, timeless bool) uint32 {
	s.bind(pos, first, kind)
	s.evaluator.item.hidden = nil
	if timeless {
		s.evaluator.item.hidden = memo.projection.ExactTimes
	}
	s.runner.Scope = memo.predicate.scope
	var (
		v    rule.Value
		cost rule.Cost
		err  error
	)
	if memo.predicate.element {
		v, cost, err = memo.predicate.Program.EvalElement(s.runner, s.evaluator.element)
	} else {
		v, cost, err = memo.predicate.Program.EvalCharged(s.runner)
	}
	met, _ := v.AsBool()
	switch {
	case cost.Alone > MostOfPredicate:
		return answerDear
	case err == nil:
		return Bit(met)
	case timeless: // an absent term decides nothing if a hidden one might
		return answerOpen
	case rule.IsAbsent(err):
		return answerAbsent
	}
	return answerFailed
}

// bind sets what predicates may name for an entry, once.
func (s *Signer) bind(pos, first int32, kind uint8) {
	a, e, v := s.evaluator, s.runner, s.f.Scheme.Vocabulary
	if a.bound && a.pos == pos {
		return
	}
	a.bound, a.pos = true, pos
	e.SetTime(time.Unix(0, s.f.NanosecondsAt(pos)))
	e.Slots[scheme.SlotItem] = rule.Value{}
	if first >= 0 {
		a.item = lazyItem{projector: a.projector, pos: first}
		e.Slots[scheme.SlotItem] = v.Item.Value(&a.item)
	}
	if first == pos {
		return
	}
	ft := &frame.Fact{Position: pos}
	s.f.Columns.Read(int(pos), &ft.Row)
	switch ft.Row.Kind() {
	case ledger.Adopt:
		ft.Outlet, a.element = e.OutletRecord(&ft.Row), e.Record(ft)
		e.Slots[scheme.SlotAdopt], e.Slots[scheme.SlotOutlet] = a.element, ft.Outlet
		if s.signatures.ReadSet.readsTier { // an adoption without a tier is refused, and in no list
			e.Scope = e.Frame.Scheme.TierScope
			ft.Tier, _, _ = e.Frame.Scheme.Ladder.Of(e)
		}
	case ledger.Endorse:
		a.element = e.Record(ft)
		e.Slots[scheme.SlotEndorse] = a.element
	case ledger.Grant:
		a.element = e.Record(ft)
		e.Slots[scheme.SlotGrant] = a.element
	case ledger.Incident:
		a.element = e.Record(ft)
		e.Slots[scheme.SlotIncident] = a.element
	case ledger.Commission:
		e.Slots[scheme.SlotCommission] = e.CommissionRecord(&ft.Row, nil)
	}
}
