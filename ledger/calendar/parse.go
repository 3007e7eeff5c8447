package calendar

import (
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// Parse reads a period as [Period.String] writes it: 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31, and a
// cycle as 2021-2023, but no unit's own period. Nothing else is accepted: no spaces, no small letters, no missing
// zeros. The error is a
// [*reason.Error] that names what was found and what was expected.
func (c *Calendar) Parse(text string) (Period, error) {
	if p, own := ownNamed(text); own {
		return Period{}, &reason.Error{Reason: reason.New("calendar.own-period",
			"period {text:q}: it is a unit's own, expected a period of the calendar, as {year}, in which it ends", text,
			c.yearOf(ownEnd(p)))}
	}
	if len(text) < 4 || !digits(text[:4]) || len(text) > 4 && text[4] != '-' {
		return Period{}, malformed(text)
	}
	year := number(text[:4])
	if year < firstYear || year > lastYear {
		return Period{}, &reason.Error{
			Reason: reason.New("calendar.no-such-year",
				"period {text:q}: found year {year}, expected {first} to {last}",
				text, text[:4], firstYear, lastYear)}
	}
	if len(text) == 4 {
		return c.there(text, Period{Kind: Year, Year: year})
	}
	if len(text) == len("2021-2023") && digits(text[5:]) {
		p, err := c.cycleNamed(text, year, number(text[5:]))
		if err != nil {
			return Period{}, err
		}
		return c.there(text, p)
	}
	if len(text) == len(time.DateOnly) {
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return c.there(text, Period{Kind: Day, Year: year, Index: day.YearDay()})
		}
		return Period{}, malformed(text)
	}
	kind, index := Month, text[5:]
	if index != "" {
		switch index[0] {
		case 'W':
			kind, index = Week, index[1:]
		case 'Q':
			kind, index = Quarter, index[1:]
		case 'H':
			kind, index = Half, index[1:]
		}
	}
	width := 1
	if kind <= Month {
		width = 2
	}
	if len(index) != width || !digits(index) {
		return Period{}, malformed(text)
	}
	p := Period{Kind: kind, Year: year, Index: number(index)}
	if !p.Valid() {
		first, last := p, p
		first.Index, last.Index = 1, kind.count(year)
		return Period{}, noSuch(text, kind, first, last)
	}
	return c.there(text, p)
}

// cycleNamed returns the cycle from one year to another, whatever ends are moved.
func (c *Calendar) cycleNamed(text string, from, to int) (Period, error) {
	p := Period{Kind: Cycle(to - from + 1), Year: from}
	if !p.Valid() {
		return Period{}, &reason.Error{Reason: reason.New("calendar.no-such-cycle",
			"period {text:q}: found {years} years, expected a cycle of 2 to {most}", text, to-from+1, MostYears)}
	}
	if !c.knows(p.Kind) {
		return Period{}, &reason.Error{Reason: reason.New("calendar.no-cycle",
			"period {text:q}: the calendar has no cycle of {years} years", text, to-from+1)}
	}
	if first, ok := c.firstOf(p.Kind, from); ok && first != from {
		return Period{}, &reason.Error{Reason: reason.New("calendar.another-cycle",
			"period {text:q}: there is no such {cycle}, expected {there} or another of them", text, c.Word(p.Kind),
			Period{Kind: p.Kind, Year: first}.String())}
	}
	return p, nil
}

// there returns a period if the calendar has it.
func (c *Calendar) there(text string, p Period) (Period, error) {
	switch {
	case c.has(p):
		return p, nil
	case p.Kind == Day:
		return Period{}, &reason.Error{Reason: reason.New("calendar.lacking-day",
			"period {text:q}: the clock of {zone} left that day out, expected another", text, c.location.String())}
	}
	return Period{}, c.notThere(text, p)
}

// noSuch is the error for a period that its year does not have.
func noSuch(text string, kind Kind, first, last Period) error {
	return &reason.Error{Reason: reason.New("calendar.no-such-period",
		"period {text:q}: there is no such {kind}, expected {first} to {last}",
		text, kind.word(), first.String(), last.String())}
}

// malformed is the error for a text that is no name of a period, with the right writing of it
// where a small slip hides it.
func malformed(text string) error {
	meant, _ := slip(text)
	return &reason.Error{Reason: reason.New("calendar.no-period",
		"period: found {text:q}, expected 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31{near}",
		text, spelling.Hint(",", meant))}
}

// slip puts right small letters, spaces around, a missing zero or hyphen.
func slip(text string) (string, bool) {
	if len(text) > 32 {
		return "", false
	}
	text = strings.ToUpper(strings.TrimSpace(text))
	if len(text) < 5 || !digits(text[:4]) {
		return "", false
	}
	rest := strings.TrimLeft(text[4:], "-/. ")
	letter := strings.TrimRight(rest, "0123456789")
	index := rest[len(letter):]
	kind, known := map[string]Kind{"": Month, "M": Month, "W": Week, "Q": Quarter, "H": Half}[letter]
	if !known || index == "" || len(index) > 2 {
		return "", false
	}
	p := Period{Kind: kind, Year: number(text[:4]), Index: number(index)}
	if !p.Valid() {
		return "", false
	}
	return p.String(), true
}

// digits reports whether every byte of text is an ASCII digit.
func digits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// number reads a few ASCII digits; it requires digits(text).
func number(text string) int {
	n := 0
	for i := range len(text) {
		n = 10*n + int(text[i]-'0')
	}
	return n
}
