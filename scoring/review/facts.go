package review

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/audit"
)

// fact is one thing that worlds differ in: the ways in which it can be, the plainest first.
type fact struct {
	name    string
	options []option
}

type option struct {
	foreign bool // it says something that no expression knows
	weight  int  // how much there is to write
	set     func(*sheet)
}

// question is what a group of worlds is made for: the facts that its expressions read. Open names the reads of which
// not everything that could matter can be tried.
type question struct {
	facts []fact
	open  []string
}

// entryOption is a way in which something about one entry can be.
type entryOption struct {
	foreign bool
	weight  int
	set     func(*ledger.Entry)
}

// wanted are the facts read of one kind of thing, in the order of reading, and which of them are asked for with has().
type wanted struct {
	names []string
	asked map[string]bool
}

func (w *wanted) add(name string, asked bool) {
	if !slices.Contains(w.names, name) {
		w.names = append(w.names, name)
	}
	if asked {
		if w.asked == nil {
			w.asked = map[string]bool{}
		}
		w.asked[name] = true
	}
}

// asking makes the question of some programs about an entry of a kind ("" for a unit that is settled).
func (v *vocabulary) asking(kind ledger.Kind, programs []*rule.Program, ladder []*rule.Program) *question {
	q := &question{}
	var unit, item, main, outlet wanted
	lists := map[string]*wanted{}
	rounds := map[string]int{}
	commissioned, happened, with, sender, loose := false, false, false, false, false
	looksAtAdoptions := kind == ledger.Adopt
	var uses []rule.Use
	for _, p := range programs {
		for _, u := range p.Uses() {
			uses = append(uses, u)
			looksAtAdoptions = looksAtAdoptions || strings.HasPrefix(u.String(), "item.adoptions")
		}
	}
	if looksAtAdoptions {
		for _, p := range ladder {
			uses = append(uses, p.Uses()...)
		}
	}
	element := func(list string) *wanted {
		if lists[list] == nil {
			lists[list] = &wanted{}
		}
		return lists[list]
	}
	for _, u := range uses {
		root := u.Path[0].Name
		if root == "params" {
			continue
		}
		name := audit.FactOf(u.Path)
		owner, field, _ := strings.Cut(name, ".")
		if u.Free || v.guesses(u) {
			q.open = append(q.open, u.String())
		}
		sender = sender || root == "sender"
		switch {
		case root == "item" && len(u.Path) == 1:
			loose = true
		case root == "item" && audit.Listed(u.Path[1].Name) != "":
			list := u.Path[1].Name
			rounds[list] += u.Rounds
			w := element(list)
			if owner == "outlet" || name == "tier" {
				outlet.add(name, u.Asked)
			} else if len(u.Path) > 3 {
				w.add(name, u.Asked)
			} else if u.Rounds == 0 && !u.Free {
				q.open = append(q.open, u.String())
			}
		case root == "commission" && len(u.Path) > 1 && u.Path[1].Name == "answers":
			rounds["answers"] += u.Rounds
			w := element("answers")
			if len(u.Path) > 3 {
				w.add(name, u.Asked)
			}
		case owner == "commission" && root == "item":
			commissioned = true
			if len(u.Path) > 2 {
				q.open = append(q.open, u.String())
			}
		case name == "item.commission":
			commissioned = true
		case name == "item.happened":
			happened = true
		case name == "item.with" || name == "item.shares":
			with = true
			q.open = append(q.open, u.String())
		case owner == "unit":
			unit.add(name, u.Asked)
		case owner == "item":
			item.add(name, u.Asked)
		case owner == "outlet" || name == "tier":
			outlet.add(name, u.Asked)
		case owner == string(kind) && kind != "":
			main.add(name, u.Asked)
		case root == "period" || field == "":
			q.open = append(q.open, u.String())
		default:
			q.open = append(q.open, u.String())
		}
	}
	if sender && (len(unit.names) > 0 &&
		slices.ContainsFunc(uses, func(u rule.Use) bool { return u.Path[0].Name == "unit" }) || kind == ledger.Grant ||
		kind == ledger.Incident) {
		q.open = append(q.open, "sender")
	}
	hasItem := kind == ledger.Submit || kind == ledger.Adopt || kind == ledger.Endorse || sender || loose ||
		len(item.names) > 0 || commissioned || happened || with
	for list := range lists {
		hasItem = hasItem || list != "answers"
	}
	v.entryFacts(q, "unit", unit, wanted{}, func(set func(*ledger.Entry)) func(*sheet) {
		return func(s *sheet) { set(&s.unit) }
	})
	if hasItem {
		one := option{set: func(s *sheet) { s.hasItem = true }}
		there := fact{name: "item", options: []option{one}}
		if kind == ledger.Grant || kind == ledger.Incident {
			there.options = append(there.options, option{set: func(*sheet) {}})
		}
		q.facts = append(q.facts, there)
		v.entryFacts(q, "item", item, wanted{}, func(set func(*ledger.Entry)) func(*sheet) {
			return func(s *sheet) { set(&s.item) }
		})
	}
	if commissioned {
		q.facts = append(q.facts,
			fact{"item.commission", []option{{set: func(*sheet) {}},
				{weight: 1, set: func(s *sheet) { s.asked = inTime }}, {weight: 1, set: func(s *sheet) {
					s.asked = late
				}}}})
	}
	if happened {
		q.facts = append(q.facts,
			fact{"item.happened", []option{{set: func(*sheet) {}}, {weight: 1, set: func(s *sheet) {
				s.item.Happened = day(s.day)
			}}}})
	}
	if with {
		q.facts = append(q.facts, fact{"item.with", []option{{set: func(*sheet) {}}, {weight: 1, set: func(s *sheet) {
			s.with = true
		}}}})
	}
	for _, list := range []string{"adoptions", "endorsements", "grants", "incidents", "answers"} {
		if w := lists[list]; w != nil {
			v.listFact(q, list, *w, outlet, rounds[list])
		}
	}
	if kind != "" && kind != ledger.Submit {
		v.entryFacts(q, string(kind), main, outlet, func(set func(*ledger.Entry)) func(*sheet) {
			return func(s *sheet) { set(&s.main) }
		})
	}
	return q
}

// guesses says whether a use compares with a parameter that the regulation leaves open.
func (v *vocabulary) guesses(u rule.Use) bool {
	return slices.ContainsFunc(u.Figures, func(f rule.Read) bool {
		return len(f.Path) > 1 && v.guessed[f.Path[1].Name]
	})
}

// plain is an entry of a kind with what it must have.
func (v *vocabulary) plain(owner string) ledger.Entry {
	e := ledger.Entry{Kind: ledger.Kind(owner)}
	switch owner {
	case "unit":
		e.Kind, e.Category = ledger.Enroll, sample["unit.category"]
	case "item":
		e.Kind, e.Genre = ledger.Submit, sample["item.genre"]
	case "endorse":
		e.By = sample["endorse.by"]
	case "incident":
		e.Type = sample["incident.type"]
	case "grant":
		e.Account, e.Reason = v.scheme.Accounts[0].Name, "grant"
		e.Amount.Valid = true
	}
	if owner == "unit" || owner == "item" || owner == "endorse" || owner == "incident" || owner == "grant" {
		for _, name := range []string{"unit.category", "item.genre", "endorse.by", "incident.type"} {
			if strings.HasPrefix(name, owner+".") && len(v.texts[name]) > 0 {
				write(&e, name, text(v.texts[name][0]), false)
			}
		}
	}
	for _, a := range v.scheme.Attrs[audit.KindOf(owner)] { // what has no default must be said
		if a.Default.IsNone() && !a.Optional {
			all, _ := v.values(owner+"."+a.Name, false)
			write(&e, owner+"."+a.Name, all[0], true)
		}
	}
	return e
}

// entryFacts adds the facts of one entry.
func (v *vocabulary) entryFacts(q *question, owner string, of, outlet wanted,
	on func(func(*ledger.Entry)) func(*sheet)) {
	facts, open := v.factsOf(owner, of, outlet)
	q.open = append(q.open, open...)
	for _, f := range facts {
		next := fact{name: f.name}
		for _, o := range f.options {
			next.options = append(next.options, option{o.foreign, o.weight, on(o.set)})
		}
		q.facts = append(q.facts, next)
	}
}

type entryFact struct {
	name    string
	options []entryOption
}

// factsOf are the facts of one entry. The first makes the entry itself.
func (v *vocabulary) factsOf(owner string, of, outlet wanted) (all []entryFact, open []string) {
	start := v.plain(owner)
	all = append(all, entryFact{owner, []entryOption{{set: func(e *ledger.Entry) { *e = start }}}})
	for _, name := range of.names {
		switch name {
		case owner + ".at", owner + ".id", owner + ".unit", owner + ".of", owner + ".due", owner + ".account":
			open = append(open, name)
			continue
		}
		values, whole := v.values(name, of.asked[name])
		if !whole {
			open = append(open, name)
		}
		isAttr := v.attrOf(name) != nil
		f := entryFact{name: name}
		for i, one := range values {
			f.options = append(f.options, entryOption{one.foreign, min(i, 1), func(e *ledger.Entry) {
				if isAttr {
					e.Attrs = slices.DeleteFunc(slices.Clone(e.Attrs), func(a ledger.Attr) bool {
						return "."+a.Name == name[strings.IndexByte(name, '.'):]
					})
				}
				write(e, name, one, isAttr)
			}})
		}
		all = append(all, f)
	}
	if owner == string(ledger.Adopt) {
		f, incomplete := v.outletFact(outlet)
		all, open = append(all, f), append(open, incomplete...)
	}
	return all, open
}

// listFact adds what happened to the item before, or the answers to a commission: nothing, one entry of each sort, and
// two where several rounds look at them.
func (v *vocabulary) listFact(q *question, list string, of, outlet wanted, rounds int) {
	owner := audit.ElementOf(list)
	facts, open := v.factsOf(owner, of, outlet)
	q.open = append(q.open, open...)
	if rounds > 2 {
		q.open = append(q.open, list)
	}
	sorts := []entryOption{{set: func(*ledger.Entry) {}}}
	for _, f := range facts {
		var next []entryOption
		for _, s := range sorts {
			for _, o := range f.options {
				next = append(next, entryOption{s.foreign || o.foreign, s.weight + o.weight, func(e *ledger.Entry) {
					s.set(e)
					o.set(e)
				}})
			}
		}
		if sorts = next; len(sorts) > mostSorts {
			sorts = sorts[:mostSorts]
			q.open = append(q.open, list+" (too many sorts of entries)")
		}
	}
	add := func(s *sheet, o entryOption, isLate bool) {
		var e ledger.Entry
		o.set(&e)
		if list == "answers" {
			s.answers = append(s.answers, answer{e, isLate})
		} else {
			s.around = append(slices.Clone(s.around), e)
		}
	}
	f := fact{name: list, options: []option{{set: func(*sheet) {}}}}
	for i, o := range sorts {
		f.options = append(f.options, option{o.foreign, o.weight + 1, func(s *sheet) { add(s, o, false) }})
		if list == "answers" {
			f.options = append(f.options, option{o.foreign, o.weight + 1, func(s *sheet) { add(s, o, true) }})
		}
		for _, other := range sorts[:i] {
			if rounds > 1 && len(sorts) <= mostPaired {
				f.options = append(f.options,
					option{o.foreign || other.foreign, o.weight + other.weight + 2, func(s *sheet) {
						add(s, other, false)
						add(s, o, false)
					}})
			}
		}
	}
	if rounds > 1 && len(sorts) > mostPaired {
		q.open = append(q.open, list+" (too many pairs of entries)")
	}
	q.facts = append(q.facts, f)
}

// What is tried of a list.
const (
	mostSorts  = 64
	mostPaired = 12
)
