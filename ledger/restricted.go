package ledger

import "github.com/gongguo/gongguo/ledger/internal/store"

// Internal stands in place of what of a restricted entry is not shown.
const Internal = "〔内部〕"

// Shown is what of the entry may be shown to anybody. An entry that is not restricted is shown whole. Of a restricted
// one id, kind, times, unit, item and commission are, what it strikes out, what it does to the roster and to tasks, and
// account and amount; title, outlet, endorser and reason are [Internal], and all else is absent.
func (e Entry) Shown() Entry {
	if !e.Restricted {
		return e
	}
	hidden := func(text string) string {
		if text == "" {
			return ""
		}
		return Internal
	}
	return Entry{ID: e.ID, Kind: e.Kind, At: e.At, Recorded: e.Recorded, Unit: e.Unit, Name: e.Name,
		Category: e.Category, Of: e.Of, Item: e.Item, Commission: e.Commission, Due: e.Due, Quota: e.Quota,
		Period: e.Period, Required: e.Required, Account: e.Account, Amount: e.Amount, Ref: e.Ref, Restricted: true,
		Title: hidden(e.Title), Outlet: hidden(e.Outlet), By: hidden(e.By), Reason: hidden(e.Reason)}
}

// Restricted says of the entry at a position whether it is restricted: itself, or by a submission of its item, whether
// that counts or not. The function is safe for concurrent use.
func (l *Ledger) Restricted() func(position int) bool {
	t := l.store
	if !t.Used().Has(store.FieldRestricted) {
		return func(int) bool { return false }
	}
	items := map[uint32]bool{}
	for i := range t.Length {
		if t.Code(i, store.FieldRestricted) > 0 && t.KindOf(i) == Submit.code() {
			items[t.Code(i, store.FieldItem)] = true
		}
	}
	return func(i int) bool { return t.Code(i, store.FieldRestricted) > 0 || items[t.Code(i, store.FieldItem)] }
}

// Shown is what of the entry at a position may be shown to anybody, as [Entry.Shown] says. Restricted is that of the
// ledger.
func (l *Ledger) Shown(position int, restricted func(position int) bool) Entry {
	e := l.Entry(position)
	e.Restricted = restricted(position)
	return e.Shown()
}
