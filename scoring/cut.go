package scoring

import (
	"errors"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
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
}

// cutBy says whether a cut reads one of the parameters, so that under other values entries may have other profiles.
func (p *profiling) cutBy(params []scheme.Param) bool {
	for _, cuts := range p.cuts {
		for _, c := range cuts {
			if readParam([]*rule.Program{c.program}, params) {
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
)

// ask adds what cuts give for an entry: those that are asked of each entry, or the others; false: one passed a limit.
func (p *profiler) ask(w []uint32, pos int32, kind uint8, timed bool) (answers []uint32, ok bool) {
	bound := false
	for _, c := range p.cuts[kind] {
		if c.timed != timed {
			continue
		}
		if !bound {
			p.bind(pos, kind)
			bound = true
		}
		p.e.scope = c.scope
		v, err := c.program.Eval(p.e)
		met, _ := v.AsBool()
		answer := bit(met)
		var limit *rule.LimitError
		switch {
		case errors.As(err, &limit):
			return nil, false // whether that ends the run, the step itself will see
		case rule.IsAbsent(err):
			answer = cutAbsent
		case err != nil:
			answer = cutWrong
		}
		w = append(w, answer)
	}
	return w, true
}

// bind sets what cuts may name for an entry.
func (p *profiler) bind(pos int32, kind uint8) {
	e, v := p.e, p.scheme.Vocabulary
	e.dated(time.Unix(0, p.at[pos]))
	item := pos
	if kind != p.submit {
		var ok bool
		if item, ok = p.submission(p.code(pos, ledger.FieldItem)); !ok {
			item = -1
		}
	}
	e.slots[scheme.SlotItem] = rule.Value{}
	if item >= 0 {
		e.slots[scheme.SlotItem] = v.Item.Value(&lateItem{e: e, pos: item})
	}
	if item == pos {
		return
	}
	en := p.ledger.Entry(int(pos))
	ft := &fact{position: pos, entry: en}
	switch en.Kind {
	case ledger.Adopt:
		ft.outlet = e.outletRecord(&en)
		e.slots[scheme.SlotAdopt], e.slots[scheme.SlotOutlet] = e.record(ft), ft.outlet
	case ledger.Endorse:
		e.slots[scheme.SlotEndorse] = e.record(ft)
	case ledger.Grant:
		e.slots[scheme.SlotGrant] = e.record(ft)
	case ledger.Incident:
		e.slots[scheme.SlotIncident] = e.record(ft)
	case ledger.Commission:
		e.slots[scheme.SlotCommission] = e.commissionRecord(&en, nil)
	}
}

// lateItem is an item by itself, whose entry is made only if something else than its times is asked.
type lateItem struct {
	e    *evaluator
	pos  int32
	view *itemView
	seen []seenField // of the other fields: what they hold
}

type seenField struct {
	value       rule.Value
	there, seen bool
}

// Field is the value of field i; see rule.Fields.
func (v *lateItem) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.ItemAt:
		return v.e.time(v.e.columns.Time(int(v.pos), ledger.FieldAt)), true
	case scheme.ItemHappened:
		return v.e.optionalTime(v.e.columns.Time(int(v.pos), ledger.FieldHappened))
	}
	if v.view == nil {
		en := v.e.ledger.Entry(int(v.pos))
		v.view = &itemView{v.e, &en, nil}
		v.seen = make([]seenField, len(v.e.scheme.Vocabulary.Item.Fields))
	}
	if f := &v.seen[i]; !f.seen { // several cuts ask for the same
		f.value, f.there = v.view.Field(i)
		f.seen = true
	}
	return v.seen[i].value, v.seen[i].there
}
