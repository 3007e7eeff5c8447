package ledger

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
)

// checkDays reports the entries from a position on that count and are dated on a day that the zone never had.
func (v *View) checkDays(ctx context.Context, from int) error {
	if len(v.lacking) == 0 {
		return nil
	}
	errs, pace := collector{limit: maxErrors}, pace{ctx: ctx}
	for i := from; i < v.store.Known; i++ {
		if err := pace.err(); err != nil {
			return err
		}
		if !v.Counts(i) {
			continue
		}
		for set := timeFields; set != 0; set &= set - 1 {
			t := v.ledger.store.Time(i, set.First())
			if day, ok := t.Day(); ok && slices.Contains(v.lacking, day) {
				e := v.ledger.entry(i)
				errs.add(&Error{Number: i + 1, Entry: e.ID, Field: set.First().String(),
					Reason: reason.New("ledger.no-such-day", "found {found}, expected {expected}", quote(day.String()),
						reason.New("ledger.expected.day-of-zone", "a day that {zone} had",
							v.store.Zone.Location().String()))})
			}
		}
	}
	return errs.err()
}
