package ledger

import (
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// owesNegative says whether less than nothing is owed by an entry.
func owesNegative(e *Entry) bool { return e.Required.Valid && e.Required.Decimal.Sign() < 0 }

// checkSense reports what an entry can never mean, whatever the scheme: a figure below 0 that is owed.
func (b *builder) checkSense(d *draft) {
	if !d.bad.Has(store.FieldRequired) && owesNegative(&d.Entry) {
		b.failField(d, store.FieldRequired, reason.New("ledger.negative", "found {found}, expected {expected}",
			quote(d.Required.Decimal.String()), reason.New("ledger.expected.owed", "0 or more")))
	}
}
