package ledger

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Error is one thing that is wrong with an entry, or with the file that it stands in.
type Error struct {
	File string `json:"file,omitempty"` // as the reader was told; "" for entries that a program made
	Line int    `json:"line,omitempty"` // counts from 1, also in a JSON value; 0: a program made the entry
	// Column counts runes from 1; 0 where it is not known, and in CSV, where it is Field.
	Column int `json:"column,omitempty"`
	Number int `json:"number,omitempty"` // of an entry that a program made, counts from 1; 0 in a file

	Entry string `json:"entry,omitempty"` // id of the entry; "" if it has none
	// Field is the written name of the field, as in "unit" or "attrs.words"; "" if no field is meant.
	Field string `json:"field,omitempty"`

	// Reason says what is the matter. Its argument found is what stands there, expected what should; each is a reason,
	// or a text of the input in quotation marks.
	Reason reason.Reason `json:"reason"`
	// Nearest is the right name that was probably meant; "" if none is near.
	Nearest string `json:"nearest,omitempty"`

	part int // the place of the file among those of the ledger
}

// Error is "file:line:column: entry "id": field: found …, expected …; did you mean "…"?", without what is
// not known.
func (e *Error) Error() string { return e.Sentence().String() }

// Sentence is all that Error says, the place too.
func (e *Error) Sentence() reason.Reason {
	what := e.Reason
	if e.Field != "" {
		what = reason.New("ledger.at.field", "{field}: {what}", printable(e.Field), what)
	}
	switch {
	case e.Number > 0 && e.Entry != "":
		return reason.New("ledger.at.made-entry", "entry {number} {entry}: {what}", e.Number, quote(e.Entry), what)
	case e.Number > 0:
		return reason.New("ledger.at.number", "entry {number}: {what}", e.Number, what)
	case e.Entry != "":
		what = reason.New("ledger.at.entry", "entry {entry}: {what}", quote(e.Entry), what)
	}
	place := e.File
	if e.Line > 0 {
		place += ":" + strconv.Itoa(e.Line)
	}
	if e.Column > 0 {
		place += ":" + strconv.Itoa(e.Column)
	}
	if place == "" {
		return what
	}
	return reason.New("ledger.at.place", "{place}: {what}", strings.TrimPrefix(place, ":"), what)
}

// maxErrors is how many errors are kept in full.
const maxErrors = 1000

// mostAlike is how many errors are kept that say the same, of other places.
const mostAlike = 20

// Errors are all the errors of a file, of several files, or of a sequence of entries. Nothing of it was taken.
type Errors struct {
	// First are the first thousand, in order of place: of those that say the same of other places, the first twenty.
	First []*Error `json:"errors"`
	Count int      `json:"count"` // of all of them
}

// Error is one line for each of First, and a last one with the number of those that are left out.
func (e *Errors) Error() string {
	lines := make([]string, 0, len(e.First)+1)
	for _, one := range e.First {
		lines = append(lines, one.Error())
	}
	if more := e.More(); !more.IsZero() {
		lines = append(lines, more.String())
	}
	return strings.Join(lines, "\n")
}

// More says how many errors are left out; the zero Reason if none is.
func (e *Errors) More() reason.Reason {
	more := e.Count - len(e.First)
	if more <= 0 {
		return reason.Reason{}
	}
	return reason.New("ledger.more-errors", "and {more} more errors, {count} in all", more, e.Count)
}

// Unwrap returns First, for errors.As.
func (e *Errors) Unwrap() []error {
	list := make([]error, len(e.First))
	for i, one := range e.First {
		list[i] = one
	}
	return list
}

// collector gathers errors of two passes, each of which reports in order of place: the reading, and the
// check of references when all names are known. The first thousand of each are enough to have the first
// thousand of both.
type collector struct {
	list  []*Error
	limit int
	count int
	past  int // of count, those of passes before
	alike map[likeness]int
}

// likeness is what errors say alike, wherever they are.
type likeness struct{ field, says string }

// full reports whether another error of this pass would only be counted.
func (c *collector) full() bool {
	return len(c.list) >= c.limit || c.count-c.past >= mostAlike*maxErrors
}

func (c *collector) add(e *Error) {
	if c.count++; c.full() {
		return
	}
	if c.alike == nil {
		c.alike = map[likeness]int{}
	}
	of := likeness{e.Field, e.Reason.String()}
	if c.alike[of]++; c.alike[of] <= mostAlike {
		c.list = append(c.list, e)
	}
}

// nextPass begins a pass.
func (c *collector) nextPass() { c.limit, c.past = len(c.list)+maxErrors, c.count }

// err returns nil, or the errors in order of place.
func (c *collector) err() error {
	if c.count == 0 {
		return nil
	}
	slices.SortStableFunc(c.list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Number, b.Number),
			cmp.Compare(a.Column, b.Column))
	})
	return &Errors{First: slices.Clip(c.list[:min(len(c.list), maxErrors)]), Count: c.count}
}

// quote puts a text of the input into a message: in quotation marks, and cut if it is long.
func quote(s string) string {
	cut := short(s)
	if len(cut) < len(s) && len(cut) > len("…") {
		return strconv.Quote(strings.TrimSuffix(cut, "…")) + "…"
	}
	return strconv.Quote(s)
}

// printable is s itself, or quoted if it holds something that a terminal does not show.
func printable(s string) string {
	for _, r := range s {
		if !strconv.IsPrint(r) {
			return strconv.Quote(s)
		}
	}
	return s
}

// short cuts a text of the input to sixty runes.
func short(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
