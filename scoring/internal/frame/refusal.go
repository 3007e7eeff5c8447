package frame

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// allStruckOut says whether every known submission of an item is struck out.
func (f *Frame) allStruckOut(item uint32) bool {
	n, _ := f.ItemIndex.ItemOf(item)
	found := false
	for _, pos := range f.ItemIndex.Item(n) {
		if int(pos) < f.Selection.Known() && f.Columns.Kind(int(pos)) == ledger.Submit {
			if _, struck := f.View.StruckBy(int(pos)); !struck {
				return false
			}
			found = true
		}
	}
	return found
}

// Unplaced are the refusals of the entries that no step reads: they are about an item whose submission is struck out,
// or they are tasks that the scheme does not have.
func (f *Frame) Unplaced(include func(pos int32) bool) []Refusal {
	var out []Refusal
	for _, r := range f.Refused {
		if include(r.Position) {
			out = append(out, r)
		}
	}
	for _, pos := range f.Selection.Orphans() {
		if !include(pos) {
			continue
		}
		if item := f.Code(pos, columns.FieldItem); f.allStruckOut(item) {
			why := reason.New("struck-out.submission", "the submission of item {item} is struck out",
				f.Columns.Text(item))
			out = append(out, Refusal{Position: pos, Code: "struck-out", Reason: why})
		}
	}
	return out
}

// StruckOut are the refusals of the entries that are struck out.
func (f *Frame) StruckOut() []Refusal {
	var out []Refusal
	by := f.StruckOutBy()
	for _, s := range f.View.Struck() {
		if f.Foreign(int32(s.Position)) {
			continue
		}
		out = append(out, Refusal{Position: int32(s.Position), Code: "struck-out", Reason: by(s.By)})
	}
	return out
}

// Refusal is an entry that scores nothing, and why. One rule may refuse it, or the whole score.
type Refusal struct {
	Position int32
	Rule     *scheme.Rule // nil: the entry as a whole
	Code     string       // no-tier, struck-out, off-roster, absent, out-of-bounds, refused, no-rule, …
	Reason   reason.Reason
	Lasting  Lasting
}

func (f *Frame) refuse(pos int32, code string, why reason.Reason) {
	f.Refused = append(f.Refused, Refusal{Position: pos, Code: code, Reason: why})
}

// StruckOutBy gives, by the position of a void, why an entry that it names does not count. Why a restricted void
// strikes out is not shown.
func (f *Frame) StruckOutBy() func(void int) reason.Reason {
	restricted := func(int) bool { return false }
	if f.Hides() {
		restricted = f.Ledger.Restricted()
	}
	return func(void int) reason.Reason {
		by := f.Ledger.Entry(void)
		why := by.Reason
		if restricted(void) {
			why = ledger.Internal
		}
		return reason.New("struck-out.entry", "struck out by {void}: {why}", by.ID, why)
	}
}

// OffRoster is why an entry of a unit that is off the roster does not count.
func OffRoster(unit string, at ledger.Time) reason.Reason {
	return reason.New("off-roster.unit", "unit {unit} is off the roster at {at}", unit, at.String())
}
