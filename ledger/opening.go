package ledger

import (
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// openingFault is what is wrong with the fields of an opening together.
type openingFault uint8

const (
	noOpeningFault  openingFault = iota
	openingOfNone                // neither an account nor a quota
	openingOfBoth                // both
	openingRule                  // a rule beside a quota
	openingItem                  // an item beside a quota
	openingRequired              // a figure that was owed beside an account
)

// wrongInOpening is what is wrong with the fields of an opening together: it is of an account, maybe of a rule and an
// item, or of a quota, maybe with what was owed.
func wrongInOpening(e *Entry) openingFault {
	switch {
	case e.Account == "" && e.Quota == "":
		return openingOfNone
	case e.Account != "" && e.Quota != "":
		return openingOfBoth
	case e.Quota != "" && e.Rule != "":
		return openingRule
	case e.Quota != "" && e.Item != "":
		return openingItem
	case e.Account != "" && e.Required.Valid:
		return openingRequired
	}
	return noOpeningFault
}

// checkOpening reports fields of an opening that do not go together.
func (b *builder) checkOpening(d *draft) {
	if d.Kind != Opening || d.bad.Has(store.FieldAccount) || d.bad.Has(store.FieldQuota) {
		return
	}
	fail := func(f store.Field, found, expected reason.Reason) {
		b.failField(d, f, reason.New("ledger.opening", "found {found}, expected {expected}", found, expected))
	}
	quota := reason.New("ledger.found.beside", "it beside {field}", quote("quota"))
	switch wrongInOpening(&d.Entry) {
	case openingOfNone:
		b.fail(d, 0, store.FieldAccount.String(), missing(reason.New("ledger.expected.opening",
			"an account, or a quota, of which the opening says what it came to")))
	case openingOfBoth:
		fail(store.FieldAccount, quota, reason.New("ledger.expected.opening-one",
			"an account or a quota, each in an entry of its own"))
	case openingRule:
		fail(store.FieldRule, quota,
			reason.New("ledger.expected.opening-account", "it only in an opening of an account"))
	case openingItem:
		fail(store.FieldItem, quota,
			reason.New("ledger.expected.opening-account", "it only in an opening of an account"))
	case openingRequired:
		fail(store.FieldRequired, reason.New("ledger.found.beside", "it beside {field}", quote("account")),
			reason.New("ledger.expected.opening-quota", "it only in an opening of a quota"))
	}
}
