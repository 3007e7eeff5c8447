package byhand

import (
	"time"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// span is a period that is settled within the one shown, [start, end).
type span struct {
	kind       calendar.Kind
	start, end int64
}

// periods are the weeks, quarters, half-years and years that end within the period shown.
type periods struct {
	start, end int64 // of the period shown
	year       bool  // it is a year, which is ranked
	spans      []span
	first      int64     // the start of the earliest span; the first day of slots
	slots      [][4]int8 // by day: its span of each kind, −1: none
	calendar   *calendar.Calendar
}

var settledKinds = [4]calendar.Kind{calendar.Week, calendar.Quarter, calendar.Half, calendar.Year}

const day = int64(24 * time.Hour)

func newPeriods(shown string) (*periods, error) {
	cal, err := calendar.New(calendar.Config{Closes: 25}) // 四(三)5
	if err != nil {
		return nil, err
	}
	p, err := cal.Parse(shown)
	if err != nil {
		return nil, err
	}
	start, end := cal.Bounds(p)
	out := &periods{start: start.UnixNano(), end: end.UnixNano(), year: p.Kind == calendar.Year,
		first: start.UnixNano(), calendar: cal}
	for _, kind := range settledKinds {
		for p := cal.Of(kind, start); ; p = cal.Next(p) {
			from, to := cal.Bounds(p)
			if to.After(end) {
				break
			}
			out.spans = append(out.spans, span{kind, from.UnixNano(), to.UnixNano()})
			out.first = min(out.first, from.UnixNano())
		}
	}
	out.slots = make([][4]int8, (out.end-out.first)/day)
	for d := range out.slots {
		for k, kind := range settledKinds {
			out.slots[d][k] = -1
			for i, s := range out.spans {
				if at := out.first + int64(d)*day; s.kind == kind && s.start <= at && at < s.end {
					out.slots[d][k] = int8(i)
				}
			}
		}
	}
	return out, nil
}

// monthEnd is the end of the month in which a time lies.
func (p *periods) monthEnd(at int64) int64 {
	_, end := p.calendar.Bounds(p.calendar.Of(calendar.Month, time.Unix(0, at)))
	return end.UnixNano()
}
