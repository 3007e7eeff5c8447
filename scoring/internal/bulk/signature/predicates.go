package signature

import (
	"errors"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// onlyItem says whether a cut reads nothing but a submission and parameters.
func onlyItem(p *rule.Program) bool {
	return !slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return r.Path[0].Name != "item" && r.Path[0].Name != "params" })
}

// predicate is a condition that is asked of an entry once, whatever it is part of.
type predicate struct {
	scope   *scheme.Scope
	Program *rule.Program
	timed   bool // it asks of times, or of another entry: it is asked of each entry, others of each list of attributes
	element bool // it is asked of an entry as an element of a list of its item's
	Tiered  bool // it asks for the tier of an adoption
}

// timedPredicates counts the cuts that are asked of each entry of a kind.
func (p *Signatures) timedPredicates(kind uint8) int {
	n := 0
	for _, c := range p.ReadSet.Cuts[kind] {
		n += int(Bit(c.timed))
	}
	return n
}

// What a cut gives.
const (
	answerFalse uint32 = iota
	answerTrue
	answerAbsent
	answerFailed
	answerOpen // it depends on an exact time
)

// predicates are the cuts as one goroutine asks them: once for entries of which they see the same.
type predicates struct {
	looker *Projector
	cuts   [columns.NumKinds][]predicateMemo
	item   lazyItem
	words  []uint32
	// of the entry that is bound:
	pos   int32
	bound bool
	entry rule.Value // as an element of a list of its item's
}

// predicateMemo is what a cut gave so far.
type predicateMemo struct {
	cut     predicate
	glance  *Projection
	known   sequence.Table // by what it sees of an entry but for exact times
	answers []uint32       // by the number of these words
}

func (p *Signatures) newPredicates(e *steps.Runner) *predicates {
	a := &predicates{looker: NewProjector(e)}
	for kind, cuts := range p.ReadSet.Cuts {
		for _, c := range cuts {
			asked := predicateMemo{cut: c, glance: &Projection{Opaque: true}}
			if !c.element {
				asked.glance = ProjectionOf(p.F, ledger.Kinds()[kind], c.Program)
			}
			a.cuts[kind] = append(a.cuts[kind], asked)
		}
	}
	return a
}

// ask adds what cuts give for an entry: those that are asked of each entry, or the others; false: one passed a limit.
func (p *Signer) ask(w []uint32, pos int32, kind uint8, timed bool) (answers []uint32, ok bool) {
	if p.predicates == nil {
		p.predicates = p.of.newPredicates(p.e)
	}
	a := p.predicates
	a.bound = false
	first := int32(-2) // not looked for yet
	for i := range a.cuts[kind] {
		c := &a.cuts[kind][i]
		if c.cut.timed != timed {
			continue
		}
		if first == -2 {
			first = a.looker.FirstOf(pos, kind)
		}
		answer, ok := p.answer(c, pos, first, kind)
		if !ok {
			return nil, false // whether that ends the run, the step itself will see
		}
		w = append(w, answer)
	}
	return w, true
}

// answer is what a cut gives for an entry about a submission; false: it passed a limit.
func (p *Signer) answer(c *predicateMemo, pos, first int32, kind uint8) (answer uint32, ok bool) {
	if c.glance.Opaque {
		return p.eval(c, pos, first, kind, false)
	}
	a := p.predicates
	a.words = a.looker.Key(a.words[:0], c.glance, pos, first, columns.NoState)
	n, known := c.known.Find(a.words)
	if known {
		answer = c.answers[n]
	} else {
		if answer, ok = p.eval(c, pos, first, kind, len(c.glance.Whole) > 0); !ok {
			return 0, false
		}
		if c.known.Len() < frame.MemoSize {
			c.known.Number(a.words)
			c.answers = append(c.answers, answer)
		}
	}
	if answer == answerOpen {
		return p.eval(c, pos, first, kind, false)
	}
	return answer, true
}

// eval evaluates a cut. Without exact times it is open unless it comes out whatever these are.
func (p *Signer) eval(c *predicateMemo, pos, first int32, kind uint8, timeless bool) (answer uint32, ok bool) {
	p.bind(pos, first, kind)
	p.predicates.item.hides = nil
	if timeless {
		p.predicates.item.hides = c.glance.Whole
	}
	p.e.Scope = c.cut.scope
	var (
		v   rule.Value
		err error
	)
	if c.cut.element {
		v, err = c.cut.Program.EvalElement(p.e, p.predicates.entry)
	} else {
		v, err = c.cut.Program.Eval(p.e)
	}
	met, _ := v.AsBool()
	var limit *rule.LimitError
	switch {
	case errors.As(err, &limit):
		return 0, false
	case err == nil:
		return Bit(met), true
	case timeless: // a term that is absent can still be decided by one that was not seen
		return answerOpen, true
	case rule.IsAbsent(err):
		return answerAbsent, true
	}
	return answerFailed, true
}

// bind sets what cuts may name for an entry, once.
func (p *Signer) bind(pos, first int32, kind uint8) {
	a, e, v := p.predicates, p.e, p.f.Scheme.Vocabulary
	if a.bound && a.pos == pos {
		return
	}
	a.bound, a.pos = true, pos
	e.SetTime(time.Unix(0, p.f.NanosecondsAt(pos)))
	e.Slots[scheme.SlotItem] = rule.Value{}
	if first >= 0 {
		a.item = lazyItem{looker: a.looker, pos: first}
		e.Slots[scheme.SlotItem] = v.Item.Value(&a.item)
	}
	if first == pos {
		return
	}
	ft := &frame.Fact{Position: pos}
	p.f.Columns.Read(int(pos), &ft.Row)
	switch ft.Row.Kind() {
	case ledger.Adopt:
		ft.Outlet, a.entry = e.OutletRecord(&ft.Row), e.Record(ft)
		e.Slots[scheme.SlotAdopt], e.Slots[scheme.SlotOutlet] = a.entry, ft.Outlet
		if p.of.ReadSet.tiered { // where it has none, it is refused, and in no list
			e.Scope = e.Frame.Scheme.TierScope
			ft.Tier, _, _ = e.Frame.Scheme.Ladder.Of(e)
		}
	case ledger.Endorse:
		a.entry = e.Record(ft)
		e.Slots[scheme.SlotEndorse] = a.entry
	case ledger.Grant:
		a.entry = e.Record(ft)
		e.Slots[scheme.SlotGrant] = a.entry
	case ledger.Incident:
		a.entry = e.Record(ft)
		e.Slots[scheme.SlotIncident] = a.entry
	case ledger.Commission:
		e.Slots[scheme.SlotCommission] = e.CommissionRecord(&ft.Row, nil)
	}
}

// lazyItem is an item by itself, whose entry is made only if something else is asked than its times, texts and attributes.
type lazyItem struct {
	looker *Projector
	pos    int32
	hides  []TimeOf // of these it tells only whether they are there
	view   *frame.ItemView
}

// hidden stands for a time that is there and not told: it is no time, so that whoever reads it fails.
var hidden = rule.Bool(true)

// Field is the value of field i; see rule.Fields.
func (v *lazyItem) Field(i int) (rule.Value, bool) {
	l, none := v.looker, rule.Value{}
	text := func(f columns.Field) (rule.Value, bool) {
		return rule.String(l.F.Columns.Text(l.F.Columns.Code(int(v.pos), f))), true
	}
	switch i {
	case scheme.ItemAt:
		return v.time(columns.FieldAt)
	case scheme.ItemHappened:
		return v.time(columns.FieldHappened)
	case scheme.ItemUnit:
		return text(columns.FieldUnit)
	case scheme.ItemGenre:
		return text(columns.FieldGenre)
	case scheme.ItemTopic:
		return text(columns.FieldTopic)
	}
	if attr := i - scheme.ItemFields; attr >= 0 {
		switch value := l.values.all[l.attrsOf(v.pos)[attr]]; {
		case value.IsNone():
			return none, false
		case slices.Contains(v.hides, TimeOf{true, columns.FieldAttrs, attr}):
			return hidden, true
		default:
			return value, true
		}
	}
	if v.view == nil {
		v.view = &frame.ItemView{E: l.E.Evaluator, Row: l.F.Columns.Row(int(v.pos))}
	}
	return v.view.Field(i)
}

func (v *lazyItem) time(f columns.Field) (rule.Value, bool) {
	l := v.looker
	if slices.Contains(v.hides, TimeOf{true, f, 0}) && l.F.Columns.Code(int(v.pos), f) > 0 {
		return hidden, true
	}
	return l.E.OptionalTime(l.F.Columns.Time(int(v.pos), f))
}
