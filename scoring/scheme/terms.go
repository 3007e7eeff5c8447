package scheme

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// eachKinds are the kinds of entry that rules score, count and number.
var eachKinds = []string{"submit", "adopt", "endorse", "commission", "grant", "incident"}

// each is the kind of entry that a word names; empty for none, and after an error.
func (b *builder) each(w document.Word) ledger.Kind {
	if w.Node == nil {
		return ""
	}
	if !slices.Contains(eachKinds, w.Value) {
		b.Unknown(w.Node, nounEntryKind, w.Value, eachKinds)
		return ""
	}
	return ledger.Kind(w.Value)
}

// per is the kind of period that a word names; 0 for none, and after an error.
func (b *builder) per(w document.Word) calendar.Kind {
	if w.Node == nil {
		return 0
	}
	k := b.s.Calendar.Kind(w.Value)
	if k == 0 {
		b.Unknown(w.Node, nounPeriod, w.Value, b.s.Calendar.Words())
	}
	return k
}

// span reads the days between which a rule is in force, both included.
func (b *builder) span(from, until document.Word) (start, end time.Time) {
	zone := b.s.Calendar.Location()
	if from.Node != nil {
		if first, ok := b.date(from.Node); ok {
			start = first.Start(zone)
		}
	}
	if until.Node != nil {
		if last, ok := b.date(until.Node); ok {
			end = (last + 1).Start(zone)
		}
	}
	if !start.IsZero() && !end.IsZero() && !start.Before(end) {
		b.Report(until.Node, reason.New("scheme.span",
			"found {until} before {from}; expected the last day after the first", until.Value, from.Value))
	}
	return start, end
}

// account is the index of an account; the first one where none is named, and after an error.
func (b *builder) account(w document.Word) int {
	if w.Node == nil {
		return 0
	}
	names := b.s.accountNames()
	if i := slices.Index(names, w.Value); i >= 0 {
		return i
	}
	b.unknown(w.Node, nounAccount, w.Value, names)
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
