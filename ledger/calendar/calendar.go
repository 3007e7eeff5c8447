package calendar

import (
	"errors"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Config is what a regulation says of its time. The zero Config is calendar months in
// Asia/Shanghai with the year from January and no holidays but Saturdays and Sundays.
type Config struct {
	// Zone is a name of the IANA time zone database; "" is Asia/Shanghai.
	Zone string
	// Closes is the last day of a month, 1 to 28; 0 means calendar months.
	Closes int
	// FirstMonth is the month that a year starts with, 1 to 12; 0 means 1.
	FirstMonth int
	// Holidays are dates, 2006-01-02, that are no working days whatever the weekday.
	Holidays []string
	// Workdays are dates, 2006-01-02, that are working days whatever the weekday (调休).
	Workdays []string
	// Ends are the periods that do not end where the others of their kind do, in any order.
	Ends []End
	// Cycles are the cycles of several years.
	Cycles []CycleOf
	// Own are the kinds of period that each unit has from a day of its own.
	Own []OwnOf
}

// Error is one thing that is wrong with a [Config]. New joins all of them, in the order of
// Config's fields.
type Error struct {
	Field  string        `json:"field"`          // of Config: Zone, Closes, FirstMonth, Holidays … Own
	Index  int           `json:"index"`          // the place in a list, from 0; else −1
	Part   string        `json:"part,omitempty"` // of Ends, Cycles or Own: Period, Day, Name, Years, From or Months
	Reason reason.Reason `json:"reason"`         // what was found and what was expected
}

// Error returns the place and the reason.
func (e *Error) Error() string { return e.Sentence().String() }

// Sentence is all that Error says, the place too.
func (e *Error) Sentence() reason.Reason {
	if e.Index < 0 {
		return reason.New("calendar.at-field", "calendar {field}: {what}", e.Field, e.Reason)
	}
	if e.Part != "" {
		return reason.New("calendar.at-part", "calendar {field}[{index}].{part}: {what}", e.Field, e.Index, e.Part,
			e.Reason)
	}
	return reason.New("calendar.at-date", "calendar {field}[{index}]: {what}", e.Field, e.Index, e.Reason)
}

// Calendar is the time of one regulation. New makes it; it is immutable and safe for concurrent
// use.
type Calendar struct {
	location *time.Location
	closes   int
	first    int // 1 to 12
	// From the instant settled on, in Unix seconds, the zone keeps offset seconds east of UTC
	// for good; endless daylight saving leaves settled at the end of time.
	settled int64
	offset  int64

	holidays []civil.Day // sorted; those from Monday to Friday, with the days that the zone never had
	workdays []civil.Day // sorted; those on Saturday and Sunday
	moved    moved
	cycles   []cycle
	words    []word // the names of kinds, in the order of the configuration
}

// New makes a calendar. The error joins an [*Error] for each thing that is wrong: an unknown zone
// (with the nearest name), a closing day or first month out of range, a bad date, a date twice in
// one list or in both.
func New(config Config) (*Calendar, error) {
	var errs []error
	report := func(field string, index int, what reason.Reason) {
		errs = append(errs, &Error{Field: field, Index: index, Reason: what})
	}
	zone := config.Zone
	if zone == "" {
		zone = defaultZone
	}
	location, err := loadZone(zone)
	var wrong *reason.Error
	if errors.As(err, &wrong) {
		report("Zone", -1, wrong.Reason)
	}
	if config.Closes < 0 || config.Closes > 28 {
		report("Closes", -1, reason.New("calendar.closing-day",
			"found {day}, expected a day of the month from 1 to 28, or 0 for calendar months", config.Closes))
	}
	if config.FirstMonth < 0 || config.FirstMonth > 12 {
		report("FirstMonth", -1, reason.New("calendar.first-month",
			"found {month}, expected a month from 1 to 12, or 0 for January", config.FirstMonth))
	}
	c := &Calendar{location: location, closes: config.Closes, first: max(1, config.FirstMonth)}
	errs = append(errs, c.setCycles(config.Cycles)...)
	errs = append(errs, c.setOwn(config.Own)...)
	sound := len(errs) == 0
	holidays, workdays := dates(config, location, report)
	if sound && len(config.Ends) > 0 {
		errs = append(errs, c.end(config.Ends)...)
	}
	isWeekend := func(d civil.Day) bool { return d.Weekday() >= 5 }
	isWeekday := func(d civil.Day) bool { return d.Weekday() < 5 }
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	holidays = append(holidays, civil.Lacking(location)...)
	slices.Sort(holidays)
	c.holidays, c.workdays = slices.DeleteFunc(holidays, isWeekend), slices.DeleteFunc(workdays, isWeekday)
	c.settle()
	return c, nil
}

// dates reads the two lists, sorted. The location is nil where there is none of that name.
func dates(
	config Config, location *time.Location, report func(field string, index int, what reason.Reason),
) (holidays, workdays []civil.Day) {
	type place struct {
		field string
		index int
	}
	places := map[civil.Day]place{} // only looked up, never ranged over
	read := func(field string, list []string) []civil.Day {
		var days []civil.Day
		for i, text := range list {
			date, err := time.Parse(time.DateOnly, text)
			if err != nil {
				report(field, i, noDate(text))
				continue
			}
			d := civil.At(date.Unix())
			if !d.InBounds() {
				report(field, i, outOfBounds(text))
				continue
			}
			if location != nil && !d.IsIn(location) {
				report(field, i, notInZone(text, location))
				continue
			}
			if before, twice := places[d]; twice {
				report(field, i, reason.New("calendar.date-twice",
					"{date} is already in {field}[{index}], expected it once", text, before.field, before.index))
				continue
			}
			places[d] = place{field, i}
			days = append(days, d)
		}
		slices.Sort(days)
		return days
	}
	return read("Holidays", config.Holidays), read("Workdays", config.Workdays)
}

// settle finds the instant after which the zone no longer changes. No zone file names a change
// beyond 2100, so what changes after 2500 changes for ever.
func (c *Calendar) settle() {
	late := time.Date(2500, 1, 1, 0, 0, 0, 0, time.UTC).In(c.location)
	start, end := late.ZoneBounds()
	c.settled = int64(^uint64(0) >> 1)
	if !end.IsZero() {
		return
	}
	_, offset := late.Zone()
	c.offset, c.settled = int64(offset), -c.settled
	if !start.IsZero() {
		c.settled = start.Unix()
	}
}

// Location returns the calendar's zone, from the embedded zone data.
func (c *Calendar) Location() *time.Location { return c.location }
