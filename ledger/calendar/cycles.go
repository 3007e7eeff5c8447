package calendar

import (
	"slices"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// CycleOf is a cycle of several years that a regulation counts by, as terms of three years of which one is 2021 to
// 2023. Its years are those of the calendar, with their closing day and first month.
type CycleOf struct {
	Name  string // the word for it, as term
	Years int    // 2 to 50; of each number there is one
	From  int    // the first year of one of them
}

// cycle is a cycle of a calendar.
type cycle struct {
	kind Kind
	from int
}

// setCycles reads the cycles into the calendar, and returns what is wrong with them.
func (c *Calendar) setCycles(all []CycleOf) (errs []error) {
	report := func(part string, index int, what reason.Reason) {
		errs = append(errs, &Error{Field: "Cycles", Index: index, Part: part, Reason: what})
	}
	for i, of := range all {
		kind := Cycle(of.Years)
		before := slices.IndexFunc(c.cycles, func(o cycle) bool { return o.kind == kind })
		switch {
		case kind == 0:
			report("Years", i, reason.New("calendar.cycle-years", "found {years} years, expected 2 to {most}", of.Years,
				MostYears))
			continue
		case before >= 0:
			report("Years", i, reason.New("calendar.cycle-twice",
				"found a second cycle of {years} years, expected one of each length", of.Years))
		case of.From < civil.FirstYear || of.From > civil.LastYear:
			report("From", i, reason.New("calendar.cycle-from", "found year {year}, expected {first} to {last}",
				of.From, civil.FirstYear, civil.LastYear))
		case slices.ContainsFunc(Kinds(), func(k Kind) bool { return k.String() == of.Name }):
			report("Name", i, reason.New("calendar.cycle-name",
				"found {name:q}, which is another kind of period, expected a name of its own", of.Name))
		}
		c.cycles = append(c.cycles, cycle{kind, of.From})
		c.words = append(c.words, word{of.Name, kind})
	}
	return errs
}

// word is the name that a regulation gives to a kind.
type word struct {
	name string
	kind Kind
}

// Word returns the word of the calendar for a kind: the name of a cycle, else [Kind.String].
func (c *Calendar) Word(k Kind) string {
	for _, w := range c.words {
		if w.kind == k {
			return w.name
		}
	}
	return k.String()
}

// Words returns the words for the kinds that the calendar has: those of [Kinds], then the names of its cycles.
func (c *Calendar) Words() []string {
	out := kindNames()
	for _, w := range c.words {
		out = append(out, w.name)
	}
	return out
}

// Kind returns the kind of a word of [Calendar.Words]; the zero Kind for another one.
func (c *Calendar) Kind(name string) Kind {
	for _, w := range c.words {
		if w.name == name {
			return w.kind
		}
	}
	if i := slices.Index(kindNames(), name); i >= 0 {
		return Kinds()[i]
	}
	return 0
}

// firstOf returns the first year of the cycle in which a year lies; ok: the calendar has the cycle.
func (c *Calendar) firstOf(kind Kind, year int) (first int, ok bool) {
	for _, of := range c.cycles {
		if of.kind == kind {
			return of.from + floor(year-of.from, kind.Years())*kind.Years(), true
		}
	}
	return 0, false
}
