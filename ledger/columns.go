package ledger

// Columns is a ledger by its fields: what an entry holds of a field is a number, its code, and equal values
// have equal codes. Work on many entries can so be done on numbers, and each different value be looked at
// once. Columns are small, immutable and safe for concurrent use.
//
// All texts of a ledger share one numbering: the unit of a submission, a member of a list of co-submitters
// and a ref compare as they are. Numbers share another one, and each field of lists (with, shares, attrs)
// has its own. Codes belong to one ledger; an appended one keeps those of the ledger that it continues.
type Columns struct{ ledger *Ledger }

// Columns returns the ledger by its fields.
func (l *Ledger) Columns() Columns { return Columns{l} }

// Len is the number of entries.
func (c Columns) Len() int { return c.ledger.Len() }

// Kind is the kind of the entry at a position. It requires 0 ≤ i < Len, as do all methods with a position.
func (c Columns) Kind(i int) Kind { return kinds[c.KindNumber(i)] }

// KindNumber is the place of the kind in [Kinds], counted from 0: less than [NumKinds].
func (c Columns) KindNumber(i int) uint8 { return c.ledger.kindOf(i) - 1 }

// Code is what the entry at a position holds of a field, as a number: 0 if it has no such field, and the
// same for two entries only if they hold equal values of it, lists as a whole. It is that of [Columns.Text]
// for a text. Times have no codes: of them it says only whether they are there, 1 or 0; see
// [Columns.Seconds].
func (c Columns) Code(i int, f Field) uint32 {
	code := c.ledger.code(i, f)
	if fields[f].shape == shapeTime {
		return min(code, 1)
	}
	return code
}

// Text is the text of a code of a field of text, "" for 0. It requires code < Codes.
func (c Columns) Text(code uint32) string { return c.ledger.words.text(code) }

// CodeOf is the code of a text; false if no entry holds it.
func (c Columns) CodeOf(text string) (code uint32, ok bool) {
	code = c.ledger.words.code(text)
	return code, code > 0
}

// Codes is the number of codes of texts, which are all below it: the length of an array by code.
func (c Columns) Codes() int { return int(c.ledger.words.count) }

// Time is a time of the entry at a position as it was written, the zero Time if it has none. It requires a
// field of a time: at, recorded, happened, due.
func (c Columns) Time(i int, f Field) Time { return c.ledger.time(i, f) }

// Seconds is the instant of a time of the entry at a position, as [Time.Instant] gives it in the zone:
// seconds since 1970-01-01T00:00:00Z and nanoseconds from there; false if the entry has no such time. It
// requires a field of a time.
func (c Columns) Seconds(i int, f Field, z *Zone) (seconds int64, nano uint32, ok bool) {
	k, row := c.ledger.find(i)
	code := k.at(row, f)
	if code == 0 {
		return 0, 0, false
	}
	// The same as z.Seconds of the Time, which is not made: this is called for each entry.
	form, n := &c.ledger.forms.list[code], timeNumber[f]
	clock := int64(k.at(row, slotClock+n)) + earliest
	if form.form == formDate {
		return z.dayStart(clock / secondsADay), 0, true
	}
	if form.digits > 0 {
		nano = uint32(k.at(row, slotNano+n))
	}
	return clock - int64(form.offset)*60, nano, true
}

// EndSeconds is the last instant that a time of the entry covers, as [Time.EndInstant] gives it.
func (c Columns) EndSeconds(i int, f Field, z *Zone) (seconds int64, nano uint32, ok bool) {
	return z.EndSeconds(c.ledger.time(i, f))
}

// With are the codes of the units or persons in the list of co-submitters of the entry at a position, as
// written; none if it has no list.
func (c Columns) With(i int) []uint32 {
	list := codes(c.ledger.lists.text(c.ledger.code(i, FieldWith)))
	if list == "" {
		return nil
	}
	with := make([]uint32, list.len())
	for n := range with {
		with[n] = list.at(n)
	}
	return with
}
