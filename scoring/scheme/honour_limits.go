package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// limitsAsked finds for whose limits the honours ask. One of an honour that is made in none of the periods, or in a
// circle, is an error.
func (b *builder) limitsAsked() {
	for _, h := range b.s.Honours {
		for _, key := range limitsRead(h) {
			for _, of := range b.s.Honours {
				if key != "" && key != of.Name || key == "" && of == h {
					continue
				}
				made := slices.ContainsFunc(h.Per, func(k calendar.Kind) bool { return slices.Contains(of.Per, k) })
				if made && !slices.Contains(h.After, of) {
					h.After = append(h.After, of)
				} else if !made && key != "" {
					b.Report(b.keyIn("honours", h.Name), reason.New("scheme.limit-not-made",
						"honour {honour:q} is made by {periods}, and asks for the limit of {of:q}, which is made by "+
							"{made}; expected one that is made in the period", h.Name, h.Per, of.Name, of.Per))
				}
			}
		}
	}
	b.s.HonourSteps = b.honoursInOrder()
}

// limitsRead are the honours for whose limits an honour asks; empty: it is worked out which.
func limitsRead(h *Honour) []string {
	var out []string
	for _, p := range h.Programs() {
		for _, read := range p.Reads() {
			if name, key := figureRead(read); name == slotNames[SlotLimit] && read.Path[0].Name == name {
				out = append(out, key)
			}
		}
	}
	return out
}

// honoursInOrder are the honours, each after those for whose limits it asks; a circle is an error.
func (b *builder) honoursInOrder() []*Honour {
	var out []*Honour
	for waiting := slices.Clone(b.s.Honours); len(waiting) > 0; {
		next := slices.IndexFunc(waiting, func(h *Honour) bool {
			return !slices.ContainsFunc(h.After, func(of *Honour) bool { return slices.Contains(waiting, of) })
		})
		if next >= 0 {
			out = append(out, waiting[next])
			waiting = slices.Delete(waiting, next, next+1)
			continue
		}
		at := waiting[0]
		var path []*Honour
		for !slices.Contains(path, at) {
			path = append(path, at)
			at = at.After[slices.IndexFunc(at.After, func(of *Honour) bool { return slices.Contains(waiting, of) })]
		}
		var names []string
		for _, h := range append(path[slices.Index(path, at):], at) {
			names = append(names, h.Name)
		}
		b.Report(b.keyIn("honours", at.Name), reason.New("scheme.limit-circle",
			"honours ask for one another's limits in a circle: {circle}; expected each to ask for those made before it",
			chainOf(names)))
		return nil
	}
	return out
}
