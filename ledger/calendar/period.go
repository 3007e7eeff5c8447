package calendar

import (
	"fmt"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
)

// The years of periods: those in which a day of a ledger may lie, in any zone and by any closing day.
const (
	firstYear = civil.FirstYear - 1
	lastYear  = civil.LastYear + 1
)

// Period is one day, week, month, quarter, half-year, year or cycle of years. It is a name, comparable and usable
// as a map key; the calendar says when it is. The zero Period is none.
type Period struct {
	Kind Kind
	// Year is 1899 to 2100: the year of a day, the ISO year of a week, the year in a month's own name, else the year
	// in which the year of the calendar ends. That of a cycle is the first one. Of a unit's own period it is the first
	// day, and Index the last, as numbers: 20210305.
	Year int
	// Index counts from 1: day 1–366, week 1–53, month 1–12, quarter 1–4, half 1–2. A year and a cycle have 0.
	Index int
}

// String writes the period as 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31, a cycle as 2021-2023, a unit's
// own period as 2021-03-05/2022-03-04. What [Period.Valid]
// refuses is written in the same way where it has a kind, for an error message; the zero Period
// is "none".
func (p Period) String() string {
	switch p.Kind {
	case Day:
		return civil.On(p.Year, 1, p.Index).String()
	case Week:
		return fmt.Sprintf("%04d-W%02d", p.Year, p.Index)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Index)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Index)
	case Half:
		return fmt.Sprintf("%04d-H%d", p.Year, p.Index)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	}
	if p.Kind.IsOwn() {
		return p.ownText()
	}
	if years := p.Kind.Years(); years > 1 {
		return fmt.Sprintf("%04d-%04d", p.Year, p.Year+years-1)
	}
	return "none"
}

// MarshalText is String, and nothing for the zero Period. The error is a [*reason.Error] for a period that there is
// not.
func (p Period) MarshalText() ([]byte, error) {
	if p == (Period{}) {
		return []byte{}, nil
	}
	if !p.Valid() {
		return nil, &reason.Error{Reason: reason.New("calendar.not-written",
			"found kind {kind}, year {year} and index {index}, expected a period that there is", p.Kind.String(),
			p.Year, p.Index)}
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads what MarshalText gives, with the error of [ParsePeriod].
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	read, err := ParsePeriod(string(text))
	if err == nil {
		*p = read
	}
	return err
}

// Valid reports whether there is such a period: 2020-W53 there is, 2021-W53 there is not.
func (p Period) Valid() bool {
	if !p.Kind.known() {
		return false
	}
	if p.Kind.IsOwn() {
		_, _, ok := p.ownDays()
		return ok
	}
	if years := p.Kind.Years(); years > 0 { // a cycle of which a year is one of these
		return p.Year+years > firstYear && p.Year <= lastYear && p.Index == 0
	}
	if p.Year < firstYear || p.Year > lastYear {
		return false
	}
	return p.Index >= 1 && p.Index <= p.Kind.count(p.Year)
}

// orNone returns p, or the zero Period where p runs out of the years from firstYear to lastYear.
func (p Period) orNone() Period {
	if !p.Valid() {
		return Period{}
	}
	return p
}

// count is the number of periods of a kind in a year; a year counts as one.
func (k Kind) count(year int) int {
	switch k {
	case Day:
		return civil.On(year, 12, 31).UTC().YearDay()
	case Week:
		_, weeks := civil.On(year, 12, 28).UTC().ISOWeek() // 28 December is always in the last week
		return weeks
	case Month:
		return 12
	case Quarter:
		return 4
	case Half:
		return 2
	}
	return 1
}

// months is the number of months in a period of a kind; it requires a kind longer than a week.
func (k Kind) months() int { return int(k / step) }
