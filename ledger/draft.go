package ledger

import (
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
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
	d.Entry = Entry{With: d.With[:0], Shares: d.Shares[:0], Attrs: d.Attrs[:0], Succeeds: d.Succeeds[:0]}
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
func (b *builder) fail(d *draft, column int, field string, what reason.Reason) {
	b.failNear(d, column, field, "", what)
}

// failNear is fail where a right name was probably meant.
func (b *builder) failNear(d *draft, column int, field, nearest string, what reason.Reason) {
	if b.full(d) {
		d.more++
		return
	}
	d.errors = append(d.errors, &Error{
		File: b.file, part: b.part(), Line: d.line, Number: d.number, Column: column,
		Field: short(field), Reason: what, Nearest: nearest,
	})
}

// unknownField reports a name that no field has; own says what is expected where none is near. Where only its letters
// are of the wrong case, it returns the field.
func (b *builder) unknownField(d *draft, column int, name string,
	own func() reason.Reason) (f store.Field, meant bool) {
	if f, ok := fieldsByName[strings.ToLower(name)]; ok {
		b.fail(d, column, name, reason.New("ledger.other-letters", "found {found}, expected {expected}",
			reason.New("ledger.found.other-letters", "a field in other letters"), quote(f.String())))
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
	expected := reason.New("ledger.expected.field", "a field of the format")
	if ok {
		d.bad |= 1 << fieldsByName[nearest] // do not report it as missing too
	} else if own != nil {
		expected = own()
	}
	b.failNear(d, column, name, nearest, reason.New("ledger.unknown-field", "found {found}, expected {expected}{near}",
		reason.New("ledger.found.unknown-field", "an unknown field"), expected, hint(nearest)))
	return 0, false
}

// failField reports an error in the value of f, and marks it so that no more is said of it.
func (b *builder) failField(d *draft, f store.Field, what reason.Reason) {
	d.bad |= 1 << f
	b.fail(d, d.value(f), f.String(), what)
}

// full reports whether another error of d would only be counted.
func (b *builder) full(d *draft) bool {
	return b.errs.full() || len(b.errs.list)+len(d.errors) >= b.errs.limit
}

// hide leaves out of an error about a restricted entry what was found, where that may be what is not shown.
func (e *Error) hide() {
	for _, f := range []store.Field{store.FieldTitle, store.FieldOutlet, store.FieldBy, store.FieldProof} {
		if e.Field == f.String() || e.Field == "" {
			expected := e.Reason.Arg("expected")
			if expected == nil {
				expected = reason.New("ledger.expected.other", "something else")
			}
			e.Nearest = ""
			e.Reason = reason.New("ledger.restricted", "found {found}, expected {expected}", Internal, expected)
			return
		}
	}
}

// report hands the errors of d over.
func (b *builder) report(d *draft) {
	restricted := d.Restricted || strings.Contains(d.text, `"restricted"`) // be it that it could not be read
	for _, e := range d.errors {
		if restricted {
			e.hide()
		}
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
	t, why := store.ParseTime(s)
	switch recorded := f == store.FieldRecorded; {
	case why == nil && !(recorded && t.IsDate()):
		*d.time(f) = Time(t)
	case why == nil:
		b.failField(d, f, wrongTime(string(s), expectedNoDate()))
	case recorded:
		b.failField(d, f, wrongTime(string(s), expectedInstant(*why)))
	default:
		b.failField(d, f, wrongTime(string(s), expectedTime(*why)))
	}
}

// setNumber reads a decimal into f.
func setNumber[T string | []byte](b *builder, d *draft, f store.Field, s T) {
	n, fault := parseDecimal(s)
	if fault != noFault {
		b.failField(d, f, wrongNumber(quote(string(s)), fault))
		return
	}
	*d.Entry.number(f) = nullDecimal(n)
}
