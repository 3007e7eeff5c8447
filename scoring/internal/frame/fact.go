package frame

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Fact is an entry as expressions read it. An attribute of another type or out of bounds is absent from its record;
// see [Evaluator.Flaws].
type Fact struct {
	Position   int32
	Kind       uint8 // its place in ledger.Kinds
	Row        columns.Row
	Unit       uint32         // the code of the unit that it names; 0: none
	Key        uint32         // the key of its group plus one, where that decides all that is read; 0: it does not
	At         time.Time      // its own
	Order      time.Time      // its own, or the later time at which it takes effect
	From       time.Time      // when it takes effect: not before the submission
	Member     *ledger.Member // its unit as it stood then; nil: off the roster
	UnitRecord rule.Value     // of member
	StateOnly  bool           // it is read as state only: it earns and counts nothing
	Asked      *Asking        // it is as it is when a rule is asked of it later; nil: as it is when it takes effect
	Tier       string
	Outlet     rule.Value
	Record     rule.Value // none of a submission
	entryView  FactView   // behind Record
	OutletView outletView // behind Outlet
	unit       unitView   // behind UnitRecord
}

// BindEntry binds an entry, but for its item.
func (e *Evaluator) BindEntry(f *Fact) {
	e.Slots[scheme.SlotUnit] = f.UnitRecord
	switch f.Row.Kind() {
	case ledger.Adopt:
		e.Slots[scheme.SlotAdopt], e.Slots[scheme.SlotOutlet] = f.Record, f.Outlet
		e.Slots[scheme.SlotTier] = rule.String(f.Tier)
	case ledger.Endorse:
		e.Slots[scheme.SlotEndorse] = f.Record
	case ledger.Grant:
		e.Slots[scheme.SlotGrant] = f.Record
	case ledger.Incident:
		e.Slots[scheme.SlotIncident] = f.Record
	}
	for i := range e.Frame.Scheme.Numbers {
		pos := f.Position
		if n := &e.Frame.Scheme.Numbers[i]; n.Each == ledger.Submit && f.Row.Kind() != ledger.Submit {
			if first, ok := e.Frame.Index.Submission(f.Row.Code(columns.FieldItem)); ok {
				pos = first
			}
		}
		if i < len(e.Numbers) {
			e.Slots[scheme.FirstNumber+scheme.Slot(i)] = e.numberValue(i, pos, f)
		}
	}
	for i := range e.Balances {
		e.Slots[e.Frame.Scheme.BalanceSlot(i)] = e.Balances[i].at(f)
	}
}

// CompareFirst orders what is first before what is not.
func CompareFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Late says whether an entry takes effect after Until.
func (f *Frame) Late(fact *Fact) bool { return !f.Until.IsZero() && fact.From.After(f.Until) }
