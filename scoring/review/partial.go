package review

import (
	"context"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// findPartial reports the quotas of long periods that do not say what a unit owes that was there for a part of one.
func (r *reviewer) findPartial(ctx context.Context) error {
	for _, q := range r.published.Quotas {
		if q.Required == nil || q.Partial != "" || q.Per < calendar.Quarter {
			continue
		}
		c := r.scheme.Calendar
		at := r.published.ErrorAt([]string{"quotas", q.Name}, reason.New("review.partial",
			"quota {quota:q} (per {per}) does not say what a unit owes that was on the roster for a part of the {per} "+
				"only, and so it owes nothing; is that what the regulation says? Write `partial: none`, `whole` or "+
				"`share`",
			q.Name, c.Word(q.Per)))
		if q.Per.IsOwn() { // its days are the unit's
			r.report.Findings = append(r.report.Findings, Finding{Error: at, Kind: Partial, Shows: reason.New(
				"review.owes-nothing-own", "a unit that is off the roster for a part of its {per} owes nothing of "+
					"quota {quota} in it", c.Word(q.Per), q.Name)})
			continue
		}
		p := c.Of(q.Per, baseDayOf(r.scheme).Start(c.Location()))
		start, _ := c.Bounds(p)
		if err := r.find(ctx, Partial, at, &sheet{day: moved(start, 14, 1), unit: r.plain("unit")}, reason.New(
			"review.owes-nothing", "the unit comes after {period} has begun, and owes nothing of quota {quota} in it",
			p.String(), q.Name)); err != nil {
			return err
		}
	}
	return nil
}
