package scoring

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger/columns"
)

// Of what is looked at, an entry of an item mostly holds what all of its number hold. Step 1 then reads one entry of the number
// again and again, instead of another one for each class, which would have to be fetched from all over memory.

// standIn is an entry that is read in place of one that holds the same of all that is looked at.
type standIn struct {
	of     int32  // the one in whose place it is read
	by     int    // its own position
	number uint32 // of their combination
	names  uint32 // the code of the unit that the one in whose place it is read names; 0: none
	at     int64  // and when that was
}

// standIn finds those for the item in hand.
func (w *crediting) standIn(of *Case) {
	if of.kind != itemCase || of.unit < 0 || w.ordered[itemCase] || len(w.scheme.Numbers) > 0 {
		return
	}
	for _, d := range w.dated {
		s := standIn{of: d.pos, by: w.combined.Representative(d.number), number: d.number, at: d.at}
		switch kind := w.kindOf[d.number]; {
		case w.hasMore(d.number):
			continue
		case kind == w.submit:
			s.names = columns.TableOf(w.Frame.roster).Codes()[of.unit]
		case !w.about[kind]:
			continue
		}
		w.e.standIns = append(w.e.standIns, s)
	}
}

// read is a fact that holds the entry at a position, whose it is and when it was, and nothing else yet.
func (e *evaluator) read(pos int32) *fact {
	f := e.pool.facts.next()
	f.position = pos
	if i := slices.IndexFunc(e.standIns, func(s standIn) bool { return s.of == pos }); i >= 0 {
		s := &e.standIns[i]
		e.columns.Read(s.by, &f.row)
		f.number, f.names, f.at = s.number+1, s.names, time.Unix(0, s.at).In(e.loc())
		return f
	}
	e.columns.Read(int(pos), &f.row)
	f.number, f.names, f.at = 0, f.row.Code(columns.FieldUnit), e.instantOf(f.row.Time(columns.FieldAt))
	return f
}
