package steps

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// kindSet is a set of kinds of entries, by their places in ledger.Kinds.
type kindSet uint16

func (s kindSet) has(kind uint8) bool { return s&(1<<kind) != 0 }

// readSets are the read sets of a credit rule: the kinds of entries about an item that its expressions read, as
// item.endorsements.
type readSets struct {
	credit  *scheme.Credit
	own     kindSet   // of its condition, requirements and amounts
	bonuses []kindSet // of each bonus
	all     kindSet   // of all expressions: an entry of these kinds may change the result

	alike  bool       // see alike
	lately *Candidate // that was evaluated last; nil: none was since the item last changed
	turn   int        // of the runner, when it was evaluated
}

// readSetsOf are the read sets of a credit rule, made once.
func (e *Runner) readSetsOf(c *scheme.Credit) *readSets {
	if s := e.readSets[c.Index]; s != nil && s.credit == c {
		return s
	}
	s := &readSets{credit: c}
	s.own = kindsRead(c.Programs().But(scheme.RoleRest)...)
	s.all = s.own | kindsRead(c.Programs().Of(scheme.RoleRest)...)
	for _, b := range c.Bonuses {
		read := kindsRead(b.Programs().But()...)
		s.bonuses, s.all = append(s.bonuses, read), s.all|read
	}
	if c.Collapse != nil {
		s.all |= kindsRead(c.Collapse.Programs(c.Each).But()...)
	}
	for _, n := range e.asked.keyedCaps[c.Index] {
		s.all |= kindsRead(e.Frame.Scheme.Settles[n].Cap.By[c.Each])
	}
	s.alike = e.alike(c)
	e.readSets[c.Index] = s
	return s
}

// kindsRead are the kinds of entries about the item that expressions read, of which some may be nil. Who takes the item
// as a whole reads all; who asks whether there is one, none.
func kindsRead(programs ...*rule.Program) (kinds kindSet) {
	for _, p := range programs {
		if p == nil {
			continue
		}
		for _, read := range p.Reads() {
			for _, l := range frame.ItemLists() {
				if read.Path[0].Name == "item" &&
					(len(read.Path) == 1 && read.Exact || len(read.Path) > 1 && read.Path[1].Name == l.Field) {
					kinds |= 1 << frame.KindCode(l.Kind)
				}
			}
		}
	}
	return kinds
}

// evidence is the evidence of a candidate: its own entry, and the entries in effect about the item whose kinds the
// rule or one of its applied bonuses reads.
func (e *Runner) evidence(c *Candidate) evidence {
	s := e.readSetsOf(c.Credit)
	kinds := s.own
	for _, b := range c.Bonuses {
		kinds |= s.bonuses[slices.Index(c.Credit.Bonuses, b)]
	}
	return evidence{entry: c.Fact, kinds: kinds, first: c.seen}
}

// quotaReadSet is the read set of the count of a quota, made once.
func (e *Runner) quotaReadSet(q *scheme.Quota) kindSet {
	if !q.Evolves {
		return 0
	}
	kinds, found := e.quotaReadSets[q.Count]
	if !found {
		kinds = kindsRead(q.Count)
		e.quotaReadSets[q.Count] = kinds
	}
	return kinds
}
