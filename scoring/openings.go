package scoring

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
)

// covered is the note on entries that give or count something in time of which an opening says all, so that it is not
// posted.
func (b *Scorebook) covered() []reason.Reason {
	f := b.scored.Frame
	var entries []int32
	for i := range b.scored.Settled {
		for _, c := range b.scored.Settled[i].Covered {
			if f.ReportsIn(f.Reported[0], 0, c.At) && len(c.Entries) > 0 {
				entries = append(entries, c.CausedBy())
			}
		}
	}
	if len(entries) == 0 {
		return nil
	}
	slices.Sort(entries)
	entries = slices.Compact(entries)
	return []reason.Reason{reason.New("note.openings",
		"entries in time of which an opening says what it came to, so that nothing of them is posted there: {number} "+
			"({entry})", len(entries), f.ID(entries[0]))}
}
