package frame

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Guarded is a predicate index: a list of things that are asked of entries, such as the rules of a kind, by the texts
// that their conditions ask for, see [rule.Guard]. Those that another text excludes are not looked at.
type Guarded struct {
	always []int32 // asked whatever an entry has, ascending
	places []guardedPlace
}

// guardedPlace is a text of an entry, by which some things are found.
type guardedPlace struct {
	slot   scheme.Slot
	fields []int
	by     map[string][]int32 // ascending
	all    []int32            // ascending
}

// Guard is a guard of a thing, at a place of the evaluator.
type Guard struct {
	Slot   scheme.Slot
	Fields []int
	texts  []string
}

// GuardsOf are the guards of a program of a scope; nil has none.
func GuardsOf(s *scheme.Scope, p *rule.Program) []Guard {
	if p == nil {
		return nil
	}
	var out []Guard
	for _, g := range p.Guards() {
		out = append(out, Guard{s.Slots[g.Variable], g.Fields, g.Texts})
	}
	return out
}

// EitherGuard are the guards of a thing that is asked where one of two others is: those at a place of both, with the
// texts of both.
func EitherGuard(a, b []Guard) []Guard {
	var out []Guard
	for _, g := range a {
		at := slices.IndexFunc(b, func(o Guard) bool { return o.Slot == g.Slot && slices.Equal(o.Fields, g.Fields) })
		if at >= 0 {
			out = append(out, Guard{g.Slot, g.Fields, slices.Concat(g.texts, b[at].texts)})
		}
	}
	return out
}

// NewGuarded indexes things by their guards. A thing with several is found by the one at whose place all things have
// the most different texts. A place is read if so many things are found by it.
func NewGuarded(guards [][]Guard, least int) *Guarded {
	g := &Guarded{}
	var texts []map[string]bool // by place
	for _, of := range guards {
		for _, each := range of {
			at := g.place(each)
			if at == len(texts) {
				texts = append(texts, map[string]bool{})
			}
			for _, text := range each.texts {
				texts[at][text] = true
			}
		}
	}
	found := make([]Guard, len(guards)) // by thing: the guard by which it is found
	sizes := make([]int, len(g.places))
	for i, of := range guards {
		if len(of) > 0 {
			found[i] = slices.MaxFunc(of, func(a, b Guard) int {
				return cmp.Compare(len(texts[g.place(a)]), len(texts[g.place(b)]))
			})
			sizes[g.place(found[i])]++
		}
	}
	for i, of := range guards {
		if len(of) > 0 && sizes[g.place(found[i])] >= least {
			g.places[g.place(found[i])].add(found[i].texts, int32(i))
		} else {
			g.always = append(g.always, int32(i))
		}
	}
	g.places = slices.DeleteFunc(g.places, func(p guardedPlace) bool { return len(p.all) == 0 })
	return g
}

// place is the number of the place of a guard, which is added if it is new.
func (g *Guarded) place(of Guard) int {
	at := slices.IndexFunc(g.places, func(p guardedPlace) bool {
		return p.slot == of.Slot && slices.Equal(p.fields, of.Fields)
	})
	if at < 0 {
		at = len(g.places)
		g.places = append(g.places, guardedPlace{slot: of.Slot, fields: of.Fields, by: map[string][]int32{}})
	}
	return at
}

func (p *guardedPlace) add(texts []string, thing int32) {
	p.all = append(p.all, thing)
	for _, text := range texts {
		if own := p.by[text]; len(own) == 0 || own[len(own)-1] != thing {
			p.by[text] = append(own, thing)
		}
	}
}

// Selects says whether any thing may be left out.
func (g *Guarded) Selects() bool { return len(g.places) > 0 }

// Append appends the things that are to be asked of the entry that is bound, ascending: all but those that a text of
// the entry excludes.
func (g *Guarded) Append(asked []int32, e *Evaluator) []int32 {
	first := len(asked)
	asked = append(asked, g.always...)
	for i := range g.places {
		p := &g.places[i]
		if text, ok := e.text(p.slot, p.fields); ok {
			asked = append(asked, p.by[text]...)
		} else {
			asked = append(asked, p.all...)
		}
	}
	if g.Selects() {
		slices.Sort(asked[first:])
	}
	return asked
}

// text is the text at a place of what is bound; false: none stands there.
func (e *Evaluator) text(slot scheme.Slot, fields []int) (string, bool) {
	v := e.Slots[slot]
	for _, i := range fields {
		_, view, ok := v.AsRecord()
		if !ok {
			return "", false
		}
		if v, ok = view.Field(i); !ok {
			return "", false
		}
	}
	return v.AsString()
}
