package ledger

import (
	"time"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// dueTooEarly says whether an entry is a commission that is due before it is made.
func dueTooEarly(e *Entry) bool { return e.Kind == Commission && e.Due.surelyBefore(e.At) }

// owesNegative says whether less than nothing is owed by an entry.
func owesNegative(e *Entry) bool { return e.Required.Valid && e.Required.Decimal.Sign() < 0 }

// checkSense reports what an entry can never mean, whatever the scheme: a commission that is due before it is made, and
// a figure below 0 that is owed.
func (b *builder) checkSense(d *draft) {
	times := store.SetOf(store.FieldAt, store.FieldDue)
	if d.named&times == times && d.bad&times == 0 && dueTooEarly(&d.Entry) {
		b.failField(d, store.FieldDue, reason.New("ledger.due-before", "found {found}, expected {expected}",
			quote(d.Due.String()), reason.New("ledger.expected.due", "a time no earlier than its at, {at}",
				d.At.String())))
	}
	if !d.bad.Has(store.FieldRequired) && owesNegative(&d.Entry) {
		b.failField(d, store.FieldRequired, reason.New("ledger.negative", "found {found}, expected {expected}",
			quote(d.Required.Decimal.String()), reason.New("ledger.expected.owed", "0 or more")))
	}
}

// The zones that are furthest from UTC: in the one a date begins first, in the other it ends last.
var (
	firstZone = time.FixedZone("", 14*60*60)
	lastZone  = time.FixedZone("", -12*60*60)
)

// surelyBefore says whether t, a date being its whole day, ends before u in every zone of a calendar. Of two dates the
// earlier one does.
func (t Time) surelyBefore(u Time) bool {
	day, isDay := store.Time(t).Day()
	other, areDays := store.Time(u).Day()
	if isDay && areDays {
		return day < other
	}
	return t.EndInstant(lastZone).Before(u.Instant(firstZone))
}
