package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Error is one thing that is wrong with an entry, or with the file that it stands in.
type Error struct {
	File   string // as the reader was told; "" for entries that a program made
	Line   int    // counts from 1; 0 for entries that a program made
	Column int    // counts runes from 1; 0 where it is not known, and in CSV, where Field is the column's name
	Number int    // of an entry that a program made, counts from 1; 0 in a file

	Entry    string // id of the entry; "" if it has none
	Field    string // written name of the field, as in "unit" or "attrs.words"; "" if no field is meant
	Found    string // what stands there
	Expected string // what should
	Nearest  string // the right name that was probably meant; "" if none is near
}

// Error is "file:line:column: entry "id": field: found …, expected …; did you mean "…"?", without what is
// not known.
func (e *Error) Error() string {
	var b strings.Builder
	switch {
	case e.Number > 0 && e.Entry != "":
		fmt.Fprintf(&b, "entry %d %s: ", e.Number, quote(e.Entry))
	case e.Number > 0:
		fmt.Fprintf(&b, "entry %d: ", e.Number)
	default:
		b.WriteString(e.File)
		if e.Line > 0 {
			fmt.Fprintf(&b, ":%d", e.Line)
		}
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
		b.WriteString(": ")
		if e.Entry != "" {
			fmt.Fprintf(&b, "entry %s: ", quote(e.Entry))
		}
	}
	if e.Field != "" {
		fmt.Fprintf(&b, "%s: ", printable(e.Field))
	}
	fmt.Fprintf(&b, "found %s, expected %s", e.Found, e.Expected)
	if e.Nearest != "" {
		fmt.Fprintf(&b, "; did you mean %s?", quote(e.Nearest))
	}
	return b.String()
}

// maxErrors is how many errors are kept in full.
const maxErrors = 1000

// Errors are all the errors of a file, or of a sequence of entries. Nothing of it was taken.
type Errors struct {
	First []*Error // the first thousand, in order of place
	Count int      // of all of them
}

// Error is one line for each of First, and a last one with the number of those that are left out.
func (e *Errors) Error() string {
	lines := make([]string, 0, len(e.First)+1)
	for _, one := range e.First {
		lines = append(lines, one.Error())
	}
	if more := e.Count - len(e.First); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more errors, %d in all", more, e.Count))
	}
	return strings.Join(lines, "\n")
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
}

// full reports whether another error of this pass would only be counted.
func (c *collector) full() bool { return len(c.list) >= c.limit }

func (c *collector) add(e *Error) {
	c.count++
	if !c.full() {
		c.list = append(c.list, e)
	}
}

// nextPass begins a pass.
func (c *collector) nextPass() { c.limit = len(c.list) + maxErrors }

// err returns nil, or the errors in order of place.
func (c *collector) err() error {
	if c.count == 0 {
		return nil
	}
	slices.SortStableFunc(c.list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Column, b.Column))
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
