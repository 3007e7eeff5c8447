package review

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
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

// question is what worlds are made for: the facts that expressions read. Open says that not everything that could
// matter can be tried of some of them.
type question struct {
	facts []fact
	open  bool
}

// entryOption is a way in which something about one entry can be.
type entryOption struct {
	foreign bool
	weight  int
	set     func(*ledger.Entry)
}

// question makes the facts of what is read of an entry of a kind ("" for a unit that is settled).
func (v *vocabulary) question(kind ledger.Kind, r *reads) *question {
	q := &question{open: r.open}
	v.entryFacts(q, "unit", r.unit, wanted{}, func(set func(*ledger.Entry)) func(*sheet) {
		return func(s *sheet) { set(&s.unit) }
	})
	if r.hasItem(kind) {
		v.itemFacts(q, kind, r)
	}
	for _, list := range lists() {
		if w := r.lists[list]; w != nil {
			v.listFact(q, list, *w, r.outlet, r.rounds[list])
		}
	}
	if kind != "" && kind != ledger.Submit {
		v.entryFacts(q, string(kind), r.main, r.outlet, func(set func(*ledger.Entry)) func(*sheet) {
			return func(s *sheet) { set(&s.main) }
		})
	}
	return q
}

// itemFacts adds the facts of the item.
func (v *vocabulary) itemFacts(q *question, kind ledger.Kind, r *reads) {
	there := fact{name: "item", options: []option{{set: func(s *sheet) { s.hasItem = true }}}}
	if kind == ledger.Grant || kind == ledger.Incident {
		there.options = append(there.options, option{set: func(*sheet) {}})
	}
	q.facts = append(q.facts, there)
	v.entryFacts(q, "item", r.item, wanted{}, func(set func(*ledger.Entry)) func(*sheet) {
		return func(s *sheet) { set(&s.item) }
	})
	no := option{set: func(*sheet) {}}
	if r.commissioned {
		q.facts = append(q.facts, fact{"item.commission", []option{no,
			{weight: 1, set: func(s *sheet) { s.asked = inTime }},
			{weight: 1, set: func(s *sheet) { s.asked = late }}}})
	}
	if r.happened {
		q.facts = append(q.facts, fact{"item.happened", []option{no,
			{weight: 1, set: func(s *sheet) { s.item.Happened = day(s.day) }}}})
	}
	if r.with {
		q.facts = append(q.facts, fact{"item.with", []option{no, {weight: 1, set: func(s *sheet) { s.with = true }}}})
	}
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
	q.open = q.open || open
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
func (v *vocabulary) factsOf(owner string, of, outlet wanted) (all []entryFact, open bool) {
	start := v.plain(owner)
	all = append(all, entryFact{owner, []entryOption{{set: func(e *ledger.Entry) { *e = start }}}})
	for _, name := range of.names {
		switch name {
		case owner + ".at", owner + ".id", owner + ".unit", owner + ".of", owner + ".due", owner + ".account":
			open = true
			continue
		}
		values, whole := v.values(name, of.asked[name])
		open = open || !whole
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
		all, open = append(all, f), open || incomplete
	}
	return all, open
}

// listFact adds what happened to the item before, or the answers to a commission: nothing, one entry of each sort, and
// two where several rounds look at them.
func (v *vocabulary) listFact(q *question, list string, of, outlet wanted, rounds int) {
	owner := audit.ElementOf(list)
	facts, open := v.factsOf(owner, of, outlet)
	sorts, some := sortsOf(facts)
	q.open = q.open || open || some || rounds > 2
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
	q.open = q.open || rounds > 1 && len(sorts) > mostPaired
	q.facts = append(q.facts, f)
}

// sortsOf are the sorts of entries that facts tell apart; some says that there are more.
func sortsOf(facts []entryFact) (sorts []entryOption, some bool) {
	sorts = []entryOption{{set: func(*ledger.Entry) {}}}
	for _, f := range facts {
		var next []entryOption
		for _, s := range sorts {
			for _, o := range f.options {
				if len(next) == mostSorts {
					some = true
					break
				}
				next = append(next, entryOption{s.foreign || o.foreign, s.weight + o.weight, func(e *ledger.Entry) {
					s.set(e)
					o.set(e)
				}})
			}
		}
		sorts = next
	}
	return sorts, some
}

// What is tried of a list.
const (
	mostSorts  = 64
	mostPaired = 12
)
