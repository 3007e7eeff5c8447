package bulk

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// representativeRow replaces an entry of an item by the representative of its group, which is equal in the columns of
// the read set. So step 1 reads one entry a group again and again, instead of entries from all over memory.
type representativeRow struct {
	position int32 // of the entry
	readAt   int   // the position of the representative
	group    uint32
	unit     uint32 // the code of the unit that the entry names; 0: none
	at       int64  // when the entry was
}

// represent finds the representatives of the entries of a case.
func (w *Creditor) represent(of *frame.Case) {
	if of.Kind != frame.ItemCase || of.Unit < 0 || w.Classifier.comparesTimes[frame.ItemCase] ||
		len(w.f.Scheme.Numbers) > 0 {
		return
	}
	for _, d := range w.Classifier.entries {
		s := representativeRow{position: d.Pos, readAt: w.signatures.Grouping.Representative(d.Group), group: d.Group,
			at: d.At}
		switch kind := w.signatures.KindOfGroup[d.Group]; {
		case w.Classifier.signer.PerEntry(d.Group):
			continue
		case kind == w.f.SubmitKind && w.signatures.ReadSet.ReadsSubmission:
			continue
		case kind == w.f.SubmitKind:
			s.unit = columns.TableOf(w.f.Roster).Codes()[of.Unit]
		case !w.f.AboutItem[kind]:
			continue
		}
		w.rows = append(w.rows, s)
	}
}

// representativeRows are those of the current case.
type representativeRows []representativeRow

// Read reads the representative of an entry, see [steps.Source]; false: the entry has none.
func (all *representativeRows) Read(e *steps.Runner, f *frame.Fact) bool {
	i := slices.IndexFunc(*all, func(s representativeRow) bool { return s.position == f.Position })
	if i < 0 {
		return false
	}
	s := &(*all)[i]
	e.Frame.Columns.Read(s.readAt, &f.Row)
	f.Key, f.Unit, f.At = s.group+1, s.unit, time.Unix(0, s.at).In(e.Frame.Loc())
	return true
}
