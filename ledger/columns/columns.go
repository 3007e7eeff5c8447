package columns

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Columns is a ledger by its fields: what an entry holds of a field is a number, its code, and equal values
// have equal codes. Work on many entries can so be done on numbers, and each different value be looked at
// once. Columns are small, immutable and safe for concurrent use.
//
// All texts of a ledger share one numbering: the unit of a submission, a member of a list of co-submitters
// and a ref compare as they are. Numbers share another one, and each field of lists (with, shares, attrs)
// has its own. Codes belong to one ledger; an appended one keeps those of the ledger that it continues.
type Columns struct{ store *store.Store }

// Of is a ledger by its fields.
func Of(l *ledger.Ledger) Columns { return Columns{store.Open(l.Store())} }

// Len is the number of entries.
func (c Columns) Len() int { return c.store.Length }

// Kind is the kind of the entry at a position. It requires 0 ≤ i < Len, as do all methods with a position.
func (c Columns) Kind(i int) ledger.Kind { return kindsByCode[c.KindCode(i)] }

// KindCode is the place of the kind in [ledger.Kinds], counted from 0: less than [NumKinds].
func (c Columns) KindCode(i int) uint8 { return c.store.KindOf(i) - 1 }

// Code is what the entry at a position holds of a field, as a number: 0 if it has no such field, and the
// same for two entries only if they hold equal values of it, lists as a whole. It is that of [Columns.Text]
// for a text. Times have no codes: of them it says only whether they are there, 1 or 0; see
// [Columns.Seconds].
func (c Columns) Code(i int, f Field) uint32 {
	code := c.store.Code(i, store.Field(f))
	if store.Field(f).Shape() == store.ShapeTime {
		return min(code, 1)
	}
	return code
}

// Text is the text of a code of a field of text, "" for 0. It requires code < Codes.
func (c Columns) Text(code uint32) string { return c.store.Texts.Text(code) }

// Uses says whether some entry has a field.
func (c Columns) Uses(f Field) bool { return c.store.Used().Has(store.Field(f)) }

// CodeOf is the code of a text; false if no entry holds it.
func (c Columns) CodeOf(text string) (code uint32, ok bool) {
	code = c.store.Texts.Code(text)
	return code, code > 0
}

// Codes is the number of codes of texts, which are all below it: the length of an array by code.
func (c Columns) Codes() int { return int(c.store.Texts.Count) }

// Time is a time of the entry at a position as it was written, the zero Time if it has none. It requires a
// field of a time: at, recorded, happened, due.
func (c Columns) Time(i int, f Field) ledger.Time {
	return ledger.Time(c.store.Time(i, store.Field(f)))
}

// Seconds is the instant of a time of the entry at a position, as [ledger.Time.Instant] gives it in the zone:
// seconds since 1970-01-01T00:00:00Z and nanoseconds from there; false if the entry has no such time. It
// requires a field of a time.
func (c Columns) Seconds(i int, f Field, z *Zone) (seconds int64, nano uint32, ok bool) {
	return c.store.Seconds(i, store.Field(f), (*store.Zone)(z))
}

// EndSeconds is the last instant that a time of the entry covers, as [ledger.Time.EndInstant] gives it.
func (c Columns) EndSeconds(i int, f Field, z *Zone) (seconds int64, nano uint32, ok bool) {
	return (*store.Zone)(z).EndSeconds(c.store.Time(i, store.Field(f)))
}

// With are the codes of the units or persons in the list of co-submitters of the entry at a position, as
// written; none if it has no list.
func (c Columns) With(i int) []uint32 {
	list := c.store.List(c.store.Code(i, store.FieldWith))
	if list == "" {
		return nil
	}
	with := make([]uint32, list.Len())
	for n := range with {
		with[n] = list.At(n)
	}
	return with
}
