package rule

import "slices"

// TimeUse is what a program sees of a time that it reads, beside whether it is there: whatever the values, it gives the
// same for two times that agree in it.
type TimeUse struct {
	Read
	Day   bool   // the day on which it falls, in the zone of the [Calendar]
	Clock bool   // the time of day there, and whether it is a date, which has none
	From  []Read // how far it is from these other times
	Whole bool   // more than that: all of it, and none of the others is set
}

// Times returns what the program sees of each time that it reads, in the order of first places.
func (p *Program) Times() []TimeUse {
	var all []TimeUse
	for _, root := range p.reads.roots {
		root.times(&all)
	}
	slices.SortStableFunc(all, func(a, b TimeUse) int { return a.Position.Compare(b.Position) })
	return all
}

func (n *readNode) times(all *[]TimeUse) {
	if n.typ.kind == kindTime {
		u := TimeUse{Read: n.read(), Whole: n.look&lookWhole > 0}
		if !u.Whole {
			u.Day, u.Clock = n.look&lookDay > 0, n.look&lookClock > 0
			for _, other := range n.from {
				u.From = append(u.From, other.read())
			}
		}
		*all = append(*all, u)
	}
	for _, part := range slices.Concat(n.fields.list, n.keys.list, []*readNode{n.elements, n.values}) {
		if part != nil {
			part.times(all)
		}
	}
}

// look is what is seen of a time.
type look uint8

const (
	lookDay look = 1 << iota
	lookClock
	lookWhole
)

// looks is what a function of the language sees of its arguments, times.
func (b *builtin) looks() look {
	switch b.form {
	case "date(time) time", "year(time) number", "half(time) number", "quarter(time) number", "month(time) number",
		"day(time) number", "weekday(time) number", "isWorkday(time) bool",
		"days(time, time) number", "months(time, time) number", "years(time, time) number":
		return lookDay
	case "clock(time) duration":
		return lookClock
	}
	return lookWhole
}

// shifts reports whether a function gives a time whose day depends on no more than the day of its first argument.
func (b *builtin) shifts() bool {
	return b.name() == "workdays" || b.name() == "addMonths" || b.name() == "addYears"
}

// subtracts reports whether an operator sees of two times how far they are from each other, and nothing else.
func (b *builtin) subtracts() bool { return b.form == "_-_(time, time) duration" }

// seen marks what a value comes from as read, and notes what is seen of a time.
func (s shape) seen(l look) {
	for _, p := range s.places {
		p.whole, p.exact = true, true
		p.look |= l
	}
	for _, p := range s.days {
		if l == lookDay {
			p.look |= lookDay
		} else {
			p.look |= lookWhole
		}
	}
	if s.items != nil {
		s.items.seen(l)
	}
}

// apart notes that of the times at two places no more is seen than how far they are from each other.
func (s shape) apart(other shape) {
	for _, p := range s.places {
		for _, o := range other.places {
			if o.figure() {
				p.look |= lookWhole
			} else if !slices.Contains(p.from, o) {
				p.from = append(p.from, o)
			}
		}
		if len(other.places) == 0 {
			p.look |= lookWhole
		}
	}
}

// shifted is the shape of what a function that shifts gives for a value of this one.
func (s shape) shifted() shape {
	for _, p := range s.places {
		p.whole, p.exact = true, true
	}
	return shape{days: slices.Concat(s.places, s.days)}
}
