package scoring

import (
	"errors"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// onlyItem says whether a cut reads nothing but a submission and parameters.
func onlyItem(p *rule.Program) bool {
	return !slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return r.Path[0].Name != "item" && r.Path[0].Name != "params" })
}

// cut is a condition that is asked of an entry once, whatever it is part of.
type cut struct {
	scope   *scheme.Scope
	program *rule.Program
	timed   bool // it asks of times, or of another entry: it is asked of each entry, others of each list of attributes
	element bool // it is asked of an entry as an element of a list of its item's
	tiered  bool // it asks for the tier of an adoption
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

// timedCuts counts the cuts that are asked of each entry of a kind.
func (p *profiling) timedCuts(kind uint8) int {
	n := 0
	for _, c := range p.cuts[kind] {
		n += int(bit(c.timed))
	}
	return n
}

// What a cut gives.
const (
	cutFalse uint32 = iota
	cutTrue
	cutAbsent
	cutWrong
	cutOpen // it depends on an exact time
)

// asking are the cuts as one goroutine asks them: once for entries of which they see the same.
type asking struct {
	looker *looker
	cuts   [columns.NumKinds][]askedCut
	item   lateItem
	words  []uint32
	// of the entry that is bound:
	pos   int32
	bound bool
	entry rule.Value // as an element of a list of its item's
}

// askedCut is what a cut gave so far.
type askedCut struct {
	cut
	glance  *glance
	known   sequence.Table // by what it sees of an entry but for exact times
	answers []uint32       // by the number of these words
}

func (p *profiling) newAsking(e *evaluator) *asking {
	a := &asking{looker: newLooker(e)}
	for kind, cuts := range p.cuts {
		for _, c := range cuts {
			asked := askedCut{cut: c, glance: &glance{blind: true}}
			if !c.element {
				asked.glance = p.glanceOf(ledger.Kinds()[kind], c.program)
			}
			a.cuts[kind] = append(a.cuts[kind], asked)
		}
	}
	return a
}

// ask adds what cuts give for an entry: those that are asked of each entry, or the others; false: one passed a limit.
func (p *profiler) ask(w []uint32, pos int32, kind uint8, timed bool) (answers []uint32, ok bool) {
	if p.asking == nil {
		p.asking = p.newAsking(p.e)
	}
	a := p.asking
	a.bound = false
	first := int32(-2) // not looked for yet
	for i := range a.cuts[kind] {
		c := &a.cuts[kind][i]
		if c.timed != timed {
			continue
		}
		if first == -2 {
			first = a.looker.firstOf(pos, kind)
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
func (p *profiler) answer(c *askedCut, pos, first int32, kind uint8) (answer uint32, ok bool) {
	if c.glance.blind {
		return p.eval(c, pos, first, kind, false)
	}
	a := p.asking
	a.words = a.looker.words(a.words[:0], c.glance, pos, first, columns.NoState)
	n, known := c.known.Find(a.words)
	if known {
		answer = c.answers[n]
	} else {
		if answer, ok = p.eval(c, pos, first, kind, len(c.glance.whole) > 0); !ok {
			return 0, false
		}
		if c.known.Len() < memoSize {
			c.known.Number(a.words)
			c.answers = append(c.answers, answer)
		}
	}
	if answer == cutOpen {
		return p.eval(c, pos, first, kind, false)
	}
	return answer, true
}

// eval evaluates a cut. Without exact times it is open unless it comes out whatever these are.
func (p *profiler) eval(c *askedCut, pos, first int32, kind uint8, timeless bool) (answer uint32, ok bool) {
	p.bind(pos, first, kind)
	p.asking.item.hides = nil
	if timeless {
		p.asking.item.hides = c.glance.whole
	}
	p.e.scope = c.scope
	var (
		v   rule.Value
		err error
	)
	if c.element {
		v, err = c.program.EvalElement(p.e, p.asking.entry)
	} else {
		v, err = c.program.Eval(p.e)
	}
	met, _ := v.AsBool()
	var limit *rule.LimitError
	switch {
	case errors.As(err, &limit):
		return 0, false
	case err == nil:
		return bit(met), true
	case timeless: // a term that is absent can still be decided by one that was not seen
		return cutOpen, true
	case rule.IsAbsent(err):
		return cutAbsent, true
	}
	return cutWrong, true
}

// bind sets what cuts may name for an entry, once.
func (p *profiler) bind(pos, first int32, kind uint8) {
	a, e, v := p.asking, p.e, p.scheme.Vocabulary
	if a.bound && a.pos == pos {
		return
	}
	a.bound, a.pos = true, pos
	e.dated(time.Unix(0, p.nanosecondsAt(pos)))
	e.slots[scheme.SlotItem] = rule.Value{}
	if first >= 0 {
		a.item = lateItem{looker: a.looker, pos: first}
		e.slots[scheme.SlotItem] = v.Item.Value(&a.item)
	}
	if first == pos {
		return
	}
	ft := &fact{position: pos}
	p.columns.Read(int(pos), &ft.row)
	switch ft.row.Kind() {
	case ledger.Adopt:
		ft.outlet, a.entry = e.outletRecord(&ft.row), e.record(ft)
		e.slots[scheme.SlotAdopt], e.slots[scheme.SlotOutlet] = a.entry, ft.outlet
		if p.tiered { // where it has none, it is refused, and in no list
			e.scope = e.scheme.TierScope
			ft.tier, _, _ = e.scheme.Ladder.Of(e)
		}
	case ledger.Endorse:
		a.entry = e.record(ft)
		e.slots[scheme.SlotEndorse] = a.entry
	case ledger.Grant:
		a.entry = e.record(ft)
		e.slots[scheme.SlotGrant] = a.entry
	case ledger.Incident:
		a.entry = e.record(ft)
		e.slots[scheme.SlotIncident] = a.entry
	case ledger.Commission:
		e.slots[scheme.SlotCommission] = e.commissionRecord(&ft.row, nil)
	}
}

// lateItem is an item by itself, whose entry is made only if something else is asked than its times, texts and attributes.
type lateItem struct {
	looker *looker
	pos    int32
	hides  []timeOf // of these it tells only whether they are there
	view   *itemView
}

// hidden stands for a time that is there and not told: it is no time, so that whoever reads it fails.
var hidden = rule.Bool(true)

// Field is the value of field i; see rule.Fields.
func (v *lateItem) Field(i int) (rule.Value, bool) {
	l, none := v.looker, rule.Value{}
	text := func(f columns.Field) (rule.Value, bool) {
		return rule.String(l.columns.Text(l.columns.Code(int(v.pos), f))), true
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
		case slices.Contains(v.hides, timeOf{true, columns.FieldAttrs, attr}):
			return hidden, true
		default:
			return value, true
		}
	}
	if v.view == nil {
		v.view = &itemView{e: l.e, row: l.columns.Row(int(v.pos))}
	}
	return v.view.Field(i)
}

func (v *lateItem) time(f columns.Field) (rule.Value, bool) {
	l := v.looker
	if slices.Contains(v.hides, timeOf{true, f, 0}) && l.columns.Code(int(v.pos), f) > 0 {
		return hidden, true
	}
	return l.e.optionalTime(l.columns.Time(int(v.pos), f))
}
