package bulk

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Of what is looked at, an entry of an item mostly holds what all of its number hold. Step 1 then reads one entry of the number
// again and again, instead of another one for each class, which would have to be fetched from all over memory.

// representative is an entry that is read in place of one that holds the same of all that is looked at.
type representative struct {
	of     int32  // the one in whose place it is read
	by     int    // its own position
	number uint32 // of their combination
	names  uint32 // the code of the unit that the one in whose place it is read names; 0: none
	at     int64  // and when that was
}

// represent finds those for the item in hand.
func (w *Creditor) represent(of *frame.Case) {
	if of.Kind != frame.ItemCase || of.Unit < 0 || w.Classifier.ordered[frame.ItemCase] || len(w.f.Scheme.Numbers) > 0 {
		return
	}
	for _, d := range w.Classifier.dated {
		s := representative{of: d.Pos, by: w.p.Grouping.Representative(d.Group), number: d.Group, at: d.At}
		switch kind := w.p.KindOfGroup[d.Group]; {
		case w.Classifier.signer.PerEntry(d.Group):
			continue
		case kind == w.f.Submit:
			s.names = columns.TableOf(w.f.Roster).Codes()[of.Unit]
		case !w.f.AboutItem[kind]:
			continue
		}
		w.representatives = append(w.representatives, s)
	}
}

// representatives are those for the item in hand.
type representatives []representative

// Read reads the entry that stands in for that of a fact; false: none does.
func (all *representatives) Read(e *steps.Runner, f *frame.Fact) bool {
	i := slices.IndexFunc(*all, func(s representative) bool { return s.of == f.Position })
	if i < 0 {
		return false
	}
	s := &(*all)[i]
	e.Frame.Columns.Read(s.by, &f.Row)
	f.Key, f.Unit, f.At = s.number+1, s.names, time.Unix(0, s.at).In(e.Frame.Loc())
	return true
}
