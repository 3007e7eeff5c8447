package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/audit"
)

// wanted are the facts read of one kind of thing, in the order of reading, and which of them are asked for with has().
type wanted struct {
	names []string
	asked map[string]bool
}

func (w *wanted) add(name string, asked bool) {
	if w.asked == nil {
		w.asked = map[string]bool{}
	}
	was, there := w.asked[name]
	if w.asked[name] = was || asked; !there {
		w.names = append(w.names, name)
	}
}

// key tells apart what is wanted.
func (w *wanted) key(b *strings.Builder) {
	for _, name := range w.names {
		fmt.Fprintf(b, " %q", name)
		if w.asked[name] {
			b.WriteByte('?')
		}
	}
	b.WriteByte('\n')
}

// reads is what programs read, in the order of reading. Open says that not everything that could matter can be tried
// of some of it.
type reads struct {
	unit, item, main, outlet            wanted
	lists                               map[string]*wanted
	rounds                              map[string]int // of lists: how often they are gone over
	commissioned, happened, with, loose bool           // of the item
	adoptions, ofUnit, ofSender, open   bool
}

// lists are the lists that worlds put something into, in the order of their facts.
func lists() []string { return []string{"adoptions", "endorsements", "grants", "incidents", "answers"} }

// readsOf is what programs read about an entry of a kind ("" for a unit that is settled).
func (v *vocabulary) readsOf(kind ledger.Kind, programs, ladder []*rule.Program) *reads {
	r := &reads{lists: map[string]*wanted{}, rounds: map[string]int{}}
	for _, p := range programs {
		r.adoptions = r.adoptions || slices.ContainsFunc(v.usesOf(p), func(u rule.Use) bool {
			return len(u.Path) > 1 && u.Path[0].Name == "item" && u.Path[1].Name == "adoptions"
		})
	}
	if r.adoptions || kind == ledger.Adopt {
		programs = slices.Concat(programs, ladder)
	}
	for _, p := range programs {
		for _, u := range v.usesOf(p) {
			if u.Path[0].Name != "params" {
				r.open = r.open || u.Free || v.guesses(u)
				r.ofSender = r.ofSender || u.Path[0].Name == "sender"
				r.ofUnit = r.ofUnit || u.Path[0].Name == "unit"
				r.add(kind, u)
			}
		}
	}
	if r.ofSender && (len(r.unit.names) > 0 && r.ofUnit || kind == ledger.Grant || kind == ledger.Incident) {
		r.open = true
	}
	return r
}

// add adds one use.
func (r *reads) add(kind ledger.Kind, u rule.Use) {
	root, name := u.Path[0].Name, audit.FactOf(u.Path)
	owner, _, _ := strings.Cut(name, ".")
	switch {
	case root == "item" && len(u.Path) == 1:
		r.loose = true
	case root == "item" && audit.Listed(u.Path[1].Name) != "":
		list := u.Path[1].Name
		w := r.list(list, u)
		if owner == "outlet" || name == "tier" {
			r.outlet.add(name, u.Asked)
		} else if len(u.Path) > 3 {
			w.add(name, u.Asked)
		} else if u.Rounds == 0 && !u.Free {
			r.open = true
		}
	case root == "commission" && len(u.Path) > 1 && u.Path[1].Name == "answers":
		if w := r.list("answers", u); len(u.Path) > 3 {
			w.add(name, u.Asked)
		}
	case owner == "commission" && root == "item":
		r.commissioned, r.open = true, r.open || len(u.Path) > 2
	case name == "item.commission":
		r.commissioned = true
	case name == "item.happened":
		r.happened = true
	case name == "item.with" || name == "item.shares":
		r.with, r.open = true, true
	case owner == "unit":
		r.unit.add(name, u.Asked)
	case owner == "item":
		r.item.add(name, u.Asked)
	case owner == "outlet" || name == "tier":
		r.outlet.add(name, u.Asked)
	case owner == string(kind) && kind != "":
		r.main.add(name, u.Asked)
	default:
		r.open = true
	}
}

// list is what is wanted of the elements of a list.
func (r *reads) list(name string, u rule.Use) *wanted {
	if r.lists[name] == nil {
		r.lists[name] = &wanted{}
	}
	r.rounds[name] += u.Rounds
	return r.lists[name]
}

// hasItem says whether a world about an entry of a kind has an item.
func (r *reads) hasItem(kind ledger.Kind) bool {
	has := kind == ledger.Submit || kind == ledger.Adopt || kind == ledger.Endorse || r.ofSender || r.loose ||
		len(r.item.names) > 0 || r.commissioned || r.happened || r.with
	for list := range r.lists {
		has = has || list != "answers"
	}
	return has
}

// key tells apart what is read: of two reads with one key about one kind of entry the same worlds are made.
func (r *reads) key() string {
	var b strings.Builder
	for _, w := range []*wanted{&r.unit, &r.item, &r.main, &r.outlet} {
		w.key(&b)
	}
	for _, list := range lists() {
		if w := r.lists[list]; w != nil {
			fmt.Fprintf(&b, "%s %d", list, r.rounds[list])
			w.key(&b)
		}
	}
	fmt.Fprint(&b, r.commissioned, r.happened, r.with, r.loose, r.ofSender, r.open, r.adoptions)
	return b.String()
}

// guesses says whether a use compares with a parameter that the regulation leaves open.
func (v *vocabulary) guesses(u rule.Use) bool {
	return slices.ContainsFunc(u.Figures, func(f rule.Read) bool {
		return len(f.Path) > 1 && v.guessed[f.Path[1].Name]
	})
}
