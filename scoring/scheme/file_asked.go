package scheme

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// askedSpec is a time, or a queue.
type askedSpec struct {
	askedLong
	node *document.Node // of either; nil: neither is given
}

// askedLong is the long form of `asked`; the short one is its `first` alone.
//
// A queue ends when the rule is met (its conditions hold, and it could be worked out), on the first of its days by
// which the unit was off the roster since the entry took effect, and after until, its own or that of the rule. Days
// before that on which the entry takes effect, and days that the zone never had, are passed over.
type askedLong struct {
	document.Where
	// a time: the first day on which the rule is asked; left out: the day on which the entry takes effect. It follows
	// from the entry alone, and names no balance, and nothing that happens to the item later
	First document.Expr `yaml:"first"`
	// a time, of the entry alone, in place of first: the steps of every are counted from that day, which is not one of
	// them, and have no drift: what began on 29 February is a year old on 28 February, and four on 29 February
	Since document.Expr `yaml:"since"`
	// how much later it is asked again, until it is met: day, week, month, quarter, half or year, or several of them,
	// as `30 days`; left out: it is asked once
	Every everySpec `yaml:"every"`
	// first or last: on that day of each period of the calendar, beginning with the one in which first lies; beside
	// since, last: on the last day of each step, that before the anniversary; left out: counted from first or since, a
	// month after 31 January being 28 February and two 31 March
	Day document.Word `yaml:"day" enum:"first,last"`
	// a time, of the entry alone: the last day on which it is asked
	Until document.Expr `yaml:"until"`
	// once, and no more when it is met; or always, each time that it is met; once if left out
	Gives document.Word `yaml:"gives" enum:"once,always"`
}

// everySpec is a step of the calendar: `month`, `30 days`.
type everySpec struct{ document.Word }

func (a *askedSpec) Decode(d *document.Decoder, n *document.Node) {
	a.node = n
	if n.Kind == document.Mapping {
		d.Decode(n, &a.askedLong)
		return
	}
	if d.Scalar(n, reason.New("scheme.want-asked",
		"a time, as `incident.at + days(60)`, or a mapping of first, every, until …")) {
		a.First = document.Expr{Node: n}
	}
}

func (a askedSpec) given() bool { return a.node != nil }
