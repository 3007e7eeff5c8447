package scheme

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Later says on which days a rule is asked of an entry, where it is not asked at the entry itself.
type Later struct {
	First *rule.Program // a time, of the entry alone; nil: when the entry takes effect
	Since bool          // the steps are counted from the first day, which is not one of them
	// asked again so many days or months later, counted from the first day; both 0: once
	Days, Months int
	// on the first or the last day of each period of that kind, in place of being counted; 0: counted
	Per    calendar.Kind
	Last   bool          // on the last day of each, or of each step
	Until  *rule.Program // a time, of the entry alone: the last day on which it is asked; nil: there is none
	Always bool          // it gives each time that it is met; else it is asked until it is met
}

// Again says whether it is asked more than once.
func (l *Later) Again() bool { return l.Days+l.Months > 0 }

// Programs yields what says when the rule is asked, RoleAsked.
func (l *Later) Programs() Programs {
	return func(y func(Role, *rule.Program) bool) {
		if l != nil {
			yield(y).some(RoleAsked, l.First, l.Until)
		}
	}
}

var (
	daysOfPeriod = []string{"first", "last"}
	gifts        = []string{"once", "always"}
)

// later compiles `asked`; nil where a rule has none, and after an error.
func (b *builder) later(name string, spec ruleSpec, s *Scope) *Later {
	in := spec.Asked
	if !in.given() {
		return nil
	}
	if spec.Per.Node != nil {
		b.Report(in.node, reason.New("scheme.asked-with-per",
			"rule {rule:q} has `asked` and `per`; expected one of the two: a day that follows from the entry, or "+
				"the end of a period", name))
	}
	if in.Since.Given() {
		if in.First.Given() {
			b.Report(in.First.Node, reason.New("scheme.asked-since",
				"rule {rule:q} has `first` and `since`; expected one of the two: the first day on which it is "+
					"asked, or the day from which the steps are counted", name))
		}
		in.First = in.Since
	}
	l := &Later{Since: in.Since.Given(), First: b.ofEntryAlone(b.compile(s, in.First, rule.TimeType())),
		Until: b.ofEntryAlone(b.compile(s, in.Until, rule.TimeType()))}
	if w := in.Every.Word; w.Node != nil {
		b.every(l, in)
	} else {
		for _, one := range []struct {
			key string
			at  *document.Node
		}{{"since", in.Since.Node}, {"day", in.Day.Node}, {"until", in.Until.Node}, {"gives", in.Gives.Node}} {
			if one.at != nil {
				b.Report(one.at, reason.New("scheme.asked-once",
					"`{key}` of `asked` is about being asked again; expected `every` beside it", one.key))
			}
		}
		if !in.First.Given() {
			b.Report(in.node, reason.New("scheme.asked-when",
				"`asked` says neither `first` nor `every`; expected the day on which rule {rule:q} is asked, or "+
					"how often", name))
		}
	}
	if w := in.Gives; w.Node != nil {
		if l.Always = w.Value == gifts[1]; !slices.Contains(gifts, w.Value) {
			b.Unknown(w.Node, nounGift, w.Value, gifts)
		}
	}
	return l
}

// steps are the steps of the calendar by their words: how many days or months each is.
var steps = map[string]Later{"day": {Days: 1}, "week": {Days: 7}, "month": {Months: 1}, "quarter": {Months: 3},
	"half": {Months: 6}, "year": {Months: 12}}

// stepNames are the steps, the shortest first.
var stepNames = []string{"day", "week", "month", "quarter", "half", "year"}

// mostSteps is how many steps may be one.
const mostSteps = 1000

// every reads how much later a rule is asked again.
func (b *builder) every(l *Later, in askedSpec) {
	w := in.Every.Word
	number, word, several := strings.Cut(w.Value, " ")
	n := 1
	if several {
		var err error
		if n, err = strconv.Atoi(number); err != nil || n < 1 || n > mostSteps {
			n = 0
		}
		word = strings.TrimSuffix(strings.TrimSpace(word), "s")
		if word == "halve" {
			word = "half"
		}
	} else {
		word = w.Value
	}
	step, known := steps[word]
	if !known || n == 0 {
		b.Report(w.Node, reason.New("scheme.every",
			"found every {found:q}; expected one of {steps}, or 1 to {most} of them, as `30 days`", w.Value,
			stepNames, mostSteps))
		return
	}
	l.Days, l.Months = n*step.Days, n*step.Months
	if in.Day.Node == nil {
		return
	}
	if !slices.Contains(daysOfPeriod, in.Day.Value) {
		b.Unknown(in.Day.Node, nounDayOfPeriod, in.Day.Value, daysOfPeriod)
		return
	}
	if l.Last = in.Day.Value == daysOfPeriod[1]; l.Since {
		if !l.Last {
			b.Report(in.Day.Node, reason.New("scheme.day-since",
				"found `day: {day}` beside `since`; expected `last`, the last day of each step, or none, the day "+
					"after it", in.Day.Value))
		}
		return
	}
	kind, err := calendar.ParseKind(word)
	if err != nil || several || kind == calendar.Day {
		b.Report(in.Day.Node, reason.New("scheme.day-of-period",
			"found `day: {day}` with `every: {every}`; expected a period of the calendar, one of {periods}",
			in.Day.Value, w.Value, stepNames[1:]))
		return
	}
	l.Per = kind
}

// ofEntryAlone refuses what says when a rule is asked and hangs on more than the entry: a balance, or what happens to
// the item later.
func (b *builder) ofEntryAlone(p *rule.Program) *rule.Program {
	if p != nil && evolves(p) {
		at := p.Source().Position(0)
		b.Add(b.File().ErrorAt(at.Line, at.Column, reason.New("scheme.asked-evolves",
			"the day on which a rule is asked follows from the entry alone; found a look at what happens to the "+
				"item later")))
	}
	return b.beforeAll(p)
}
