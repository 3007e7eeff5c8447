package tier

import (
	"maps"
	"slices"
	"strconv"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// Entry is one line of an outlet table: an outlet that a regulation or its user lists.
type Entry struct {
	Name    string            `json:"name"`              // as it is to be shown
	Aliases []string          `json:"aliases,omitempty"` // other names of the same outlet, such as 阿坝日报 for 阿壩日報
	Attrs   map[string]string `json:"attrs,omitempty"`   // level, medium, stream …; may be nil
}

// Table is a list of outlets to look names up in. NewTable makes it; the zero Table lists none.
type Table struct {
	entries []Entry
	lines   map[string]int // by normalised name: index into entries
	written []string       // every name and alias as written, in the order of the lines
	forms   []string       // the same, normalised
}

// NewTable makes a table of outlets; it keeps copies. The error is an [Errors] with everything
// that is wrong: a name or alias of which [Normalise] leaves nothing, and a name or alias that
// another line has already, with other attributes or with the same. An alias that comes to the
// same as another name of its own line is no error.
func NewTable(entries []Entry) (*Table, error) {
	t := &Table{lines: make(map[string]int, len(entries))}
	alias := map[string]int{} // by normalised name: which alias of its line it is
	var errs Errors
	for i, entry := range entries {
		entry.Aliases, entry.Attrs = slices.Clone(entry.Aliases), maps.Clone(entry.Attrs)
		t.entries = append(t.entries, entry)
		for j, name := range slices.Concat([]string{entry.Name}, entry.Aliases) {
			j-- // −1 is the name
			form := Normalise(name)
			if form == "" {
				errs = append(errs, &Error{i, j, -1, reason.New("tier.unnamed-outlet",
					"{place}: found {name:q}, expected the name of an outlet", place(i, j), name)})
				continue
			}
			first, listed := t.lines[form]
			if !listed {
				t.lines[form], alias[form] = i, j
				t.written, t.forms = append(t.written, name), append(t.forms, form)
				continue
			}
			if first != i {
				errs = append(errs, &Error{i, j, first, reason.New("tier.outlet-twice",
					"{place}: {name:q} is listed already as {first}{difference}, expected it once",
					place(i, j), name, place(first, alias[form]), difference(t.entries[first].Attrs, entry.Attrs))})
			}
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return t, nil
}

// difference says how the attributes of two lines differ, the earlier line's first.
func difference(before, now map[string]string) reason.Reason {
	names := slices.Sorted(maps.Keys(before))
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var parts []reason.Reason
	for _, name := range names {
		a, inBefore := before[name]
		b, inNow := now[name]
		if a == b && inBefore == inNow {
			continue
		}
		parts = append(parts, reason.New("tier.difference", "{attribute} {there} there, {here} here", name,
			shown(a, inBefore), shown(b, inNow)))
	}
	if len(parts) == 0 {
		return reason.New("tier.same-attributes", " with the same attributes")
	}
	return reason.New("tier.other-attributes", " with other attributes ({differences})", parts)
}

// shown writes the value of an attribute.
func shown(value string, there bool) any {
	if !there {
		return reason.New("tier.absent", "absent")
	}
	return strconv.Quote(value)
}

// Entries returns the lines, in their order; they are the caller's.
func (t *Table) Entries() []Entry {
	out := make([]Entry, len(t.entries))
	for i, e := range t.entries {
		out[i] = Entry{Name: e.Name, Aliases: slices.Clone(e.Aliases), Attrs: maps.Clone(e.Attrs)}
	}
	return out
}

// Find returns the line that lists an outlet, by its name or an alias in any form that
// [Normalise] makes the same, and false where no line does. The line's aliases and attributes
// are the table's own and must not be changed.
func (t *Table) Find(outlet string) (Entry, bool) {
	line, ok := t.lines[Normalise(outlet)]
	if !ok {
		return Entry{}, false
	}
	return t.entries[line], true
}

// Nearest returns the listed name or alias, as the table writes it, that is nearest to the name
// of an outlet that is not listed, for a message to end in "did you mean". It returns false where
// none is near (see [spelling.Nearest]).
func (t *Table) Nearest(outlet string) (string, bool) {
	form, ok := spelling.Nearest(Normalise(outlet), t.forms)
	if !ok {
		return "", false
	}
	return t.written[slices.Index(t.forms, form)], true
}
