package signature

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// stepReads splits what step 1 reads into reads and predicates. A predicate takes the place of what it reads in a row
// signature: a time or a number differs for nearly each entry, and a condition on a text has few answers.
func stepReads(s *scheme.Scheme) (*Reads, map[ledger.Kind][]predicate) {
	r, all := NewReads(s.Vocabulary), map[ledger.Kind][]predicate{}
	dated, tiered := s.Params.States() > 1, tierOfOutlet(s)
	known, guards := map[predicateKey][]int{}, guardsByProgram(s)
	for _, scope := range s.Scopes {
		kind := ledger.Kind(strings.TrimSuffix(scope.Name, " with worth"))
		if kind == "tier" {
			kind = ledger.Adopt
		}
		if !steps.OfEntries(scope) {
			continue
		}
		fits := func(all []rule.Read, of rule.Read) bool { return r.isPredicate(all, of, dated, tiered) }
		if kind == ledger.Commission && dated {
			// evaluated twice: at its own time and at its settlement
			fits = func([]rule.Read, rule.Read) bool { return false }
		}
		for _, p := range scope.Programs {
			left, parts := p.Predicates(r.domainOf, fits)
			for _, read := range left {
				r.addRead(read)
			}
			for _, part := range parts {
				c, of := predicate{scope: scope, Program: part}, kind
				if list, ok := part.ElementList(); ok {
					c.element, of = true, r.elementKind(list)
				} else if onlyItem(part) && (!dated || !readsParams(part.Reads())) {
					of = ledger.Submit // the answer is the same for every entry about the item
				}
				for _, read := range part.Reads() {
					record, field, typ := r.Target(read)
					c.ReadsTier = c.ReadsTier || record == s.Vocabulary.Adopt && field == scheme.AdoptTier
					c.perEntry = c.perEntry || typ.Equal(rule.TimeType()) ||
						!c.element && of != ledger.Submit && read.Path[0].Name == "item"
				}
				if !c.element { // of an element, entries ask that the guards are not about
					c.asked = readableFor(of, c.perEntry, guards[p])
				}
				key := predicateKey{of, part.Reads()[0].String(), part.Reads()[0].Position.String()}
				at := slices.IndexFunc(known[key], func(i int) bool { return all[of][i].Program.Same(part) })
				if at >= 0 {
					other := &all[of][known[key][at]]
					other.asked = frame.EitherGuard(other.asked, c.asked)
					continue
				}
				known[key] = append(known[key], len(all[of]))
				all[of] = append(all[of], c)
			}
		}
	}
	return r, all
}

// predicateKey is what predicates of one place of one source have in common: the kind of entry, and where they read
// what first.
type predicateKey struct {
	kind        ledger.Kind
	read, place string
}

// guardsByProgram are the guards of the expressions of rules, bonuses and quotas: those of the condition before them.
func guardsByProgram(s *scheme.Scheme) map[*rule.Program][]frame.Guard {
	out := map[*rule.Program][]frame.Guard{}
	add := func(guards []frame.Guard, programs ...*rule.Program) {
		for _, p := range programs {
			if others, asked := out[p]; asked {
				out[p] = frame.EitherGuard(others, guards)
			} else {
				out[p] = guards
			}
		}
	}
	bonuses := map[*scheme.Bonus]bool{}
	for _, c := range s.Credits {
		add(frame.GuardsOf(c.Scope, c.When), c.Programs().But()...)
		for _, b := range c.Bonuses {
			if !bonuses[b] {
				bonuses[b] = true
				add(frame.GuardsOf(b.Scope, b.When), b.Programs().But()...)
			}
		}
	}
	for _, q := range s.Quotas {
		add(frame.GuardsOf(q.Scope, q.Count), q.Count)
	}
	return out
}

// readableFor are those guards that can be read when a predicate is evaluated for an entry of a kind: texts of the
// entry; of its item, if that is the entry, or is read for each entry.
func readableFor(kind ledger.Kind, perEntry bool, all []frame.Guard) []frame.Guard {
	slots := map[ledger.Kind][]scheme.Slot{
		ledger.Submit: {scheme.SlotItem}, ledger.Adopt: {scheme.SlotAdopt, scheme.SlotOutlet},
		ledger.Endorse: {scheme.SlotEndorse}, ledger.Grant: {scheme.SlotGrant},
		ledger.Incident: {scheme.SlotIncident}, ledger.Commission: {scheme.SlotCommission},
	}[kind]
	if perEntry {
		slots = append(slots, scheme.SlotItem)
	}
	return slices.DeleteFunc(slices.Clone(all), func(g frame.Guard) bool {
		return !slices.Contains(slots, g.Slot) || g.Slot == scheme.SlotAdopt && g.Fields[0] == scheme.AdoptTier
	})
}

// tierOfOutlet says whether the tier of an adoption depends on its outlet and on parameters alone.
func tierOfOutlet(s *scheme.Scheme) bool {
	return s.Ladder != nil && !slices.ContainsFunc(s.TierScope.Programs, func(p *rule.Program) bool {
		return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
			return r.Path[0].Name != "outlet" && r.Path[0].Name != "params"
		})
	})
}

func readsParams(all []rule.Read) bool {
	return slices.ContainsFunc(all, func(r rule.Read) bool { return r.Path[0].Name == "params" })
}

// elementKind is the kind of the entries in a list of an item; empty: it is no such list.
func (r *Reads) elementKind(list rule.Read) ledger.Kind {
	if record, field, _ := r.Target(list); record == r.Vocabulary.Item {
		switch field {
		case scheme.ItemAdoptions:
			return ledger.Adopt
		case scheme.ItemEndorsements:
			return ledger.Endorse
		case scheme.ItemGrants:
			return ledger.Grant
		case scheme.ItemIncidents:
			return ledger.Incident
		}
	}
	return ""
}

// isPredicate says whether a condition can be evaluated for one entry: it reads nothing but the entry, its submission
// and parameters, dated parameters only where it is certain when it is evaluated. A condition on an element of a list
// reads of that list.
func (r *Reads) isPredicate(all []rule.Read, of rule.Read, dated, tiered bool) bool {
	element, params, item, other, wideDomain := len(of.Path) > 0, readsParams(all), false, false, false
	if element && (r.elementKind(of) == "" || dated && params) {
		return false
	}
	for _, read := range all {
		name := read.Path[0].Name
		if name == "params" {
			continue
		}
		record, field, typ := r.Target(read)
		if record == nil || name == "unit" || name == "sender" || r.Inner(record, field) != nil {
			return false
		}
		if record == r.Vocabulary.Adopt && field == scheme.AdoptTier && !(element && tiered) {
			return false
		}
		item, other = item || name == "item", other || name != "item"
		wideDomain = wideDomain || typ.Equal(rule.TimeType()) || typ.Equal(rule.NumberType())
	}
	// only a wide domain is worth an evaluation for each entry
	return element || wideDomain || !(item && (other || dated && params))
}

// domainOf ranks a read by how much wider its domain is than the answers of a condition on it; 0: a condition on it is
// no predicate. It is 1 for an instant, 2 for a number, and from 3 on for a text, by its record.
func (r *Reads) domainOf(read rule.Read) int {
	record, _, typ := r.Target(read)
	switch {
	case !read.Exact || record == nil || record == r.Vocabulary.Unit:
		return 0
	case slices.ContainsFunc(read.Path, func(s rule.Step) bool { return s.Kind == rule.StepElement }):
		return 3
	case typ.Equal(rule.TimeType()):
		return 1
	case typ.Equal(rule.NumberType()):
		return 2
	case !typ.Equal(rule.StringType()):
		return 0
	case record == r.Vocabulary.Item:
		return 4
	}
	return 5
}
