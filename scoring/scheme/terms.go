package scheme

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
)

// eachKinds are the kinds of entry that rules score, count and number.
var eachKinds = []string{"submit", "adopt", "endorse", "commission", "grant", "incident"}

// each is the kind of entry that a word names; empty for none, and after an error.
func (b *builder) each(w word) ledger.Kind {
	if w.node == nil {
		return ""
	}
	if !slices.Contains(eachKinds, w.value) {
		b.unknown(w.node, "kind of entry", w.value, eachKinds)
		return ""
	}
	return ledger.Kind(w.value)
}

var periodKinds = []string{"week", "month", "quarter", "half", "year"}

// per is the kind of period that a word names; 0 for none, and after an error.
func (b *builder) per(w word) calendar.Kind {
	if w.node == nil {
		return 0
	}
	k, err := calendar.ParseKind(w.value)
	if err != nil {
		b.unknown(w.node, "period", w.value, periodKinds)
	}
	return k
}

// span reads the days between which a rule is in force, both included.
func (b *builder) span(from, until word) (start, end time.Time) {
	if from.node != nil {
		start, _ = b.date(from.node)
	}
	if until.node != nil {
		if last, ok := b.date(until.node); ok {
			end = last.AddDate(0, 0, 1)
		}
	}
	if !start.IsZero() && !end.IsZero() && !start.Before(end) {
		b.errorf(until.node, "found %s before %s; expected the last day after the first", until.value, from.value)
	}
	return start, end
}

// account is the index of an account; the first one where none is named, and after an error.
func (b *builder) account(w word) int {
	if w.node == nil {
		return 0
	}
	names := b.s.accountNames()
	if i := slices.Index(names, w.value); i >= 0 {
		return i
	}
	b.unknown(w.node, "account", w.value, names)
	return 0
}

// accountNames lists the accounts in the order of the file.
func (s *Scheme) accountNames() []string {
	names := make([]string, len(s.Accounts))
	for i, a := range s.Accounts {
		names[i] = a.Name
	}
	return names
}
