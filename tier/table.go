package tier

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// Entry is one line of an outlet table: an outlet that a regulation or its user lists.
type Entry struct {
	Name    string            `json:"name"`              // as it is to be shown
	Aliases []string          `json:"aliases,omitempty"` // other names of the same outlet, such as 阿坝日报 for 阿壩日報
	Attrs   map[string]string `json:"attrs,omitempty"`   // level, medium, stream …; may be nil
	From    time.Time         `json:"from,omitzero"`     // the line is of [From, Until); zero: without a bound
	Until   time.Time         `json:"until,omitzero"`
}

// covers says whether the line is of a time.
func (e *Entry) covers(t time.Time) bool {
	return (e.From.IsZero() || !t.Before(e.From)) && (e.Until.IsZero() || t.Before(e.Until))
}

// overlaps says whether two lines are of some time together.
func (e *Entry) overlaps(other *Entry) bool {
	return (e.Until.IsZero() || other.From.IsZero() || other.From.Before(e.Until)) &&
		(other.Until.IsZero() || e.From.IsZero() || e.From.Before(other.Until))
}

// Table is a list of outlets to look names up in. NewTable makes it; the zero Table lists none.
type Table struct {
	entries []Entry
	lines   map[string][]int // by normalised name: indexes into entries, more than one of dated lines alone
	dated   bool             // some line is not of all time
	written []string         // every name and alias as written, in the order of the lines
	forms   []string         // the same, normalised
}

// NewTable makes a table of outlets; it keeps copies. The error is an [Errors] with everything
// that is wrong: a name or alias of which [Normalise] leaves nothing, and a name or alias that
// another line of some of the same time has already, with other attributes or with the same. An alias that comes to the
// same as another name of its own line is no error.
func NewTable(entries []Entry) (*Table, error) {
	t := &Table{lines: make(map[string][]int, len(entries))}
	alias := map[string]int{} // by normalised name: which alias of its first line it is
	var errs Errors
	for i, entry := range entries {
		entry.Aliases, entry.Attrs = slices.Clone(entry.Aliases), maps.Clone(entry.Attrs)
		t.entries = append(t.entries, entry)
		t.dated = t.dated || !entry.From.IsZero() || !entry.Until.IsZero()
		for j, name := range slices.Concat([]string{entry.Name}, entry.Aliases) {
			j-- // −1 is the name
			form := Normalise(name)
			if form == "" {
				errs = append(errs, &Error{i, j, -1, reason.New("tier.unnamed-outlet",
					"{place}: found {name:q}, expected the name of an outlet", place(i, j), name)})
				continue
			}
			if len(t.lines[form]) == 0 {
				alias[form] = j
				t.written, t.forms = append(t.written, name), append(t.forms, form)
			}
			if slices.Contains(t.lines[form], i) {
				continue
			}
			for _, other := range t.lines[form] {
				if entry.overlaps(&t.entries[other]) {
					errs = append(errs, &Error{i, j, other, t.twice(other, alias[form], i, j, name)})
					break
				}
			}
			t.lines[form] = append(t.lines[form], i)
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return t, nil
}

// twice says that a line has a name that an earlier one of some of the same time has.
func (t *Table) twice(first, firstAlias, i, j int, name string) reason.Reason {
	before, now := &t.entries[first], &t.entries[i]
	if !before.From.IsZero() || !before.Until.IsZero() || !now.From.IsZero() || !now.Until.IsZero() {
		return reason.New("tier.outlet-overlaps",
			"{place}: {name:q} is listed already as {first} for some of its days, "+
				"expected lines whose days do not overlap", place(i, j), name, place(first, -1))
	}
	return reason.New("tier.outlet-twice",
		"{place}: {name:q} is listed already as {first}{difference}, expected it once",
		place(i, j), name, place(first, firstAlias), difference(before.Attrs, now.Attrs))
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
		out[i] = Entry{Name: e.Name, Aliases: slices.Clone(e.Aliases), Attrs: maps.Clone(e.Attrs), From: e.From,
			Until: e.Until}
	}
	return out
}

// Find returns the line that lists an outlet, by its name or an alias in any form that
// [Normalise] makes the same, and false where no line does; of several, each of its own time, the first. The line's
// aliases and attributes are the table's own and must not be changed.
func (t *Table) Find(outlet string) (Entry, bool) {
	lines := t.lines[Normalise(outlet)]
	if len(lines) == 0 {
		return Entry{}, false
	}
	return t.entries[lines[0]], true
}

// FindAt returns the line that lists an outlet at a time, as Find does, and false where no line of that time does.
func (t *Table) FindAt(outlet string, at time.Time) (Entry, bool) {
	for _, line := range t.lines[Normalise(outlet)] {
		if t.entries[line].covers(at) {
			return t.entries[line], true
		}
	}
	return Entry{}, false
}

// Dated says whether some line is not of all time, so that what is listed depends on it.
func (t *Table) Dated() bool { return t.dated }

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
