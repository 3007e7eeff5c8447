package calendar

import (
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Run is one period, or several of one kind that follow each other: 2018-01..2018-02. Of one period First and Last are
// the same; the zero Run is none. It is a name, comparable; the calendar says when it is.
type Run struct{ First, Last Period }

// Single reports whether the run is one period.
func (r Run) Single() bool { return r.First == r.Last }

// String writes the run as a period, or as 2018-01..2018-02.
func (r Run) String() string {
	if r.Single() {
		return r.First.String()
	}
	return r.First.String() + ".." + r.Last.String()
}

// ParseRun reads a run as [Run.String] writes it. The error is a [*reason.Error]: of what is no period, of two kinds,
// or of a last period that is before the first.
func (c *Calendar) ParseRun(text string) (Run, error) {
	from, to, several := strings.Cut(text, "..")
	first, err := c.Parse(from)
	if err != nil || !several {
		return Run{first, first}, err
	}
	last, err := c.Parse(to)
	if err != nil {
		return Run{}, err
	}
	r := Run{first, last}
	if wrong := r.wrong(); !wrong.IsZero() {
		return Run{}, &reason.Error{Reason: wrong}
	}
	return r, nil
}

// wrong is what is wrong with the two ends of a run.
func (r Run) wrong() reason.Reason {
	switch {
	case r.First.Kind != r.Last.Kind:
		return reason.New("calendar.run-kinds",
			"period {run:q}: found a {first} and a {last}, expected two of one kind",
			r.String(), r.First.Kind.word(), r.Last.Kind.word())
	case r.First.Year > r.Last.Year || r.First.Year == r.Last.Year && r.First.Index > r.Last.Index:
		return reason.New("calendar.run-order",
			"period {run:q}: found {last} before {first}, expected the earlier one first",
			r.String(), r.Last.String(), r.First.String())
	}
	return reason.Reason{}
}

// Valid reports whether both ends are, of one kind, and in order.
func (r Run) Valid() bool {
	wrong := r.wrong()
	return r.First.Valid() && r.Last.Valid() && wrong.IsZero()
}

// ParseRun reads a run as [Run.String] writes it, as [Calendar.ParseRun] does.
func ParseRun(text string) (Run, error) { return new(Calendar).ParseRun(text) }
