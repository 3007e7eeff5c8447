package review

import (
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
)

// sheet is one small world: a unit, mostly an item, what happened to the item before, and the entry that a rule is
// asked about.
type sheet struct {
	day     time.Time
	unit    ledger.Entry
	item    ledger.Entry
	hasItem bool
	with    bool // a second unit hands the item in too
	asked   int  // the item answers a commission: notAsked, inTime or late
	around  []ledger.Entry
	main    ledger.Entry
	answers []answer // of the main entry, a commission
}

const (
	notAsked = iota
	inTime
	late
)

// answer is a submission for a commission.
type answer struct {
	entry ledger.Entry
	late  bool
}

// entries are the lines of the world; n tells it apart from others.
func (s *sheet) entries(n string) []ledger.Entry {
	var out []ledger.Entry
	unit, item, commission := "u"+n, "i"+n, "c"+n
	add := func(e ledger.Entry, at time.Time) {
		e.ID = fmt.Sprintf("e%s.%d", n, len(out)+1)
		if n == "1" {
			e.ID = fmt.Sprintf("e%d", len(out)+1)
		}
		e.At = day(at)
		out = append(out, e)
	}
	enroll := s.unit
	enroll.Kind, enroll.Unit = ledger.Enroll, unit
	if enroll.Name == "" {
		enroll.Name = unit
	}
	since := moved(s.day, -2, 0)
	if s.main.Kind == "" && !s.hasItem {
		since = moved(s.day, -14, 0) // so that it owes the whole of the year
	}
	add(enroll, since)
	if s.with {
		second := enroll
		second.Unit, second.Name = "v"+n, "v"+n
		add(second, moved(s.day, -2, 0))
	}
	if s.hasItem {
		submit := s.item
		submit.Kind, submit.Unit, submit.Item = ledger.Submit, unit, item
		if s.with {
			submit.With = []string{"v" + n}
		}
		if s.asked != notAsked {
			due := moved(s.day, 0, 3)
			if s.asked == late {
				due = moved(s.day, 0, -3)
			}
			add(ledger.Entry{Kind: ledger.Commission, Commission: commission, Unit: unit, Due: day(due)},
				moved(s.day, 0, -7))
			submit.Commission = commission
		}
		add(submit, s.day)
	}
	for _, e := range append(slices.Clone(s.around), s.main) {
		switch e.Kind {
		case "", ledger.Submit:
			continue
		case ledger.Adopt, ledger.Endorse:
			if !s.hasItem {
				continue
			}
			e.Item = item
		case ledger.Grant, ledger.Incident:
			e.Unit = unit
			if s.hasItem {
				e.Item = item
			}
		case ledger.Commission:
			e.Unit, e.Commission, e.Due = unit, commission, day(moved(s.day, 0, 3))
		}
		add(e, s.day)
	}
	for i, a := range s.answers {
		e, at := a.entry, moved(s.day, 0, 1)
		if a.late {
			at = moved(s.day, 0, 5)
		}
		e.Unit, e.Item, e.Commission = unit, fmt.Sprintf("%s.%d", item, i+1), commission
		add(e, at)
	}
	return out
}

// moved is the first instant of a day so many months and days after that of t, in its zone, within the years that a
// ledger may be of.
func moved(t time.Time, months, days int) time.Time {
	year, month, day := civil.Of(t).Date()
	first, last := civil.On(civil.FirstYear, 1, 1), civil.On(civil.LastYear, 12, 31)
	return min(max(civil.On(year, month+time.Month(months), day+days), first), last).Start(t.Location())
}

// day is the date of an instant, as a ledger writes it.
func day(t time.Time) ledger.Time {
	d, err := ledger.ParseTime(civil.Of(t).String())
	if err != nil {
		panic("review: a date that is none: " + err.Error())
	}
	return d
}
