package ledger

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// draft is an entry on its way into a ledger: what was read of it so far, and where it stood.
type draft struct {
	Entry
	named     store.FieldSet // the fields that were written, well or badly
	bad       store.FieldSet // of them, those already reported
	truncated bool           // it could not be read to its end, so that nothing is said of missing fields

	codes textCodes // of the texts that are named, given by builder.number

	line    int    // in a file
	number  int    // of an entry that a program made
	text    string // the line in a JSON Lines file, else ""
	written int    // bytes that it was written in, with all names; 0 if a program made it
	keys    [store.NumFields]int32
	values  [store.NumFields]int32 // where in text they start

	errors []*Error
	more   int // errors that are only counted
}

// reset makes d an empty draft, keeping its memory.
func (d *draft) reset(line, number int, text string) {
	d.Entry = Entry{With: d.With[:0], Shares: d.Shares[:0], Attrs: d.Attrs[:0]}
	d.codes = textCodes{}
	d.named, d.bad, d.truncated = 0, 0, false
	d.line, d.number, d.text, d.written = line, number, text, len(text)
	d.errors, d.more = d.errors[:0], 0
}

// column counts the runes of the line before a byte of it.
func (d *draft) column(offset int) int {
	if d.text == "" {
		return 0
	}
	return utf8.RuneCountInString(d.text[:offset]) + 1
}

// value is the column of the value of f, 0 if it has none.
func (d *draft) value(f store.Field) int {
	if !d.named.Has(f) {
		return 0
	}
	return d.column(int(d.values[f]))
}

// key is the column of the name of f, 0 if it has none.
func (d *draft) key(f store.Field) int {
	if !d.named.Has(f) {
		return 0
	}
	return d.column(int(d.keys[f]))
}

// fail reports an error of d. Its id is put in when d is complete.
func (b *builder) fail(d *draft, column int, field, found, expected, nearest string) {
	if b.full(d) {
		d.more++
		return
	}
	d.errors = append(d.errors, &Error{
		File: b.file, Line: d.line, Number: d.number, Column: column,
		Field: short(field), Found: found, Expected: expected, Nearest: nearest,
	})
}

// unknownField reports a name that no field has. Where only its letters are of the wrong case, it returns
// the field.
func (b *builder) unknownField(d *draft, column int, name string) (f store.Field, meant bool) {
	if f, ok := fieldsByName[strings.ToLower(name)]; ok {
		b.fail(d, column, name, "a field in other letters", quote(f.String()), "")
		return f, true
	}
	if b.full(d) {
		d.more++
		return 0, false
	}
	nearest, ok := spelling.Nearest(name, spec(d.Kind.code()).allowed.Names())
	if !ok {
		nearest, ok = spelling.Nearest(name, spec(0).allowed.Names())
	}
	if ok {
		d.bad |= 1 << fieldsByName[nearest] // do not report it as missing too
	}
	b.fail(d, column, name, "an unknown field", "a field of the format", nearest)
	return 0, false
}

// failField reports an error in the value of f, and marks it so that no more is said of it.
func (b *builder) failField(d *draft, f store.Field, found, expected string) {
	d.bad |= 1 << f
	b.fail(d, d.value(f), f.String(), found, expected, "")
}

// full reports whether another error of d would only be counted.
func (b *builder) full(d *draft) bool { return len(b.errs.list)+len(d.errors) >= b.errs.limit }

// report hands the errors of d over.
func (b *builder) report(d *draft) {
	for _, e := range d.errors {
		e.Entry = strings.Clone(d.ID) // which may stand in a long text
		b.errs.add(e)
	}
	b.errs.count += d.more
	d.errors, d.more = d.errors[:0], 0
}

// code is that of the text in f, 0 if it has none.
func (d *draft) code(f store.Field) uint32 {
	if !d.named.Has(f) {
		return 0
	}
	return d.codes[f]
}

// setTime reads a time into f.
func setTime[T string | []byte](b *builder, d *draft, f store.Field, s T) {
	t, reason := store.ParseTime(s)
	if f == store.FieldRecorded {
		switch {
		case reason != "":
			b.failField(d, f, quote(string(s)), fmt.Sprintf("a time %s (%s)", instantShape, reason))
			return
		case t.IsDate():
			b.failField(d, f, quote(string(s)), fmt.Sprintf("a time %s, not a date", instantShape))
			return
		}
	}
	if reason != "" {
		b.failField(d, f, quote(string(s)), fmt.Sprintf("a date %s or a time %s (%s)", dateShape, instantShape, reason))
		return
	}
	*d.time(f) = Time(t)
}

// setNumber reads a decimal into f.
func setNumber[T string | []byte](b *builder, d *draft, f store.Field, s T) {
	n, reason := parseDecimal(s)
	if reason != "" {
		b.failField(d, f, quote(string(s)), expectDecimal(reason))
		return
	}
	*d.Entry.number(f) = nullDecimal(n)
}

// expectDecimal says what a decimal must be, for the reason why a text is none.
func expectDecimal(reason string) string {
	switch reason {
	case reasonDigits:
		return "a decimal of at most 30 digits"
	case reasonExponent:
		return "a decimal whose digits stand at most 30 places from the point"
	}
	return "a decimal such as 12.5"
}
