package ledger

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// partPlaces is how many decimal places the share of a successor may have.
const partPlaces = 6

// maxSuccessions bounds how many successions may follow one upon the other: a unit, its successor, the one of that, and
// so on.
const maxSuccessions = 100

// isPart says whether a share may be that of a successor.
func isPart(share decimal.Decimal) bool {
	return share.Sign() > 0 && !share.GreaterThan(decimal.New(1, 0)) && share.Exponent() >= -partPlaces
}

// wholes are the units of shares, in their order; false where a share is not 1.
func wholes(shares []Share) (units []string, all bool) {
	one := decimal.New(1, 0)
	for _, s := range sortedShares(shares) {
		if !s.Share.Equal(one) {
			return nil, false
		}
		units = append(units, s.Unit)
	}
	return units, true
}

// checkSucceeds reports predecessors that are none by themselves.
func (b *builder) checkSucceeds(d *draft) {
	for _, s := range d.Succeeds {
		switch {
		case d.bad.Has(store.FieldSucceeds):
		case s.Unit == d.Unit:
			b.failField(d, store.FieldSucceeds, reason.New("ledger.succeeds.itself",
				"found {found}, expected {expected}", quote(s.Unit),
				reason.New("ledger.expected.other-unit", "other units than the one that is enrolled")))
		case !isPart(s.Share):
			d.bad |= 1 << store.FieldSucceeds
			b.fail(d, d.value(store.FieldSucceeds), store.FieldSucceeds.String()+"."+s.Unit,
				reason.New("ledger.succeeds.share", "found {found}, expected {expected}", quote(s.Share.String()),
					reason.New("ledger.expected.part",
						"a share of more than 0 and at most 1, of at most {places} decimal places", partPlaces)))
		}
	}
}

// Succession says that a unit takes the place of another from an instant on: the other is off the roster then, and for
// good, and Share of all that it had, 1 being all, is the successor's. So are several of one successor (合并), one
// predecessor with several successors (拆分), and one with one (改名).
type Succession struct {
	Unit  string          `json:"unit"` // the successor
	Of    string          `json:"of"`   // the predecessor
	Share decimal.Decimal `json:"share"`
	At    time.Time       `json:"at"`
	Entry int             `json:"entry"` // position of the enroll that says so
}

// Successions lists the successions of the view by their time, those of one instant by predecessor and successor. All
// successors of a unit succeed at one instant, their shares add up to 1, and no unit comes after itself. The list is
// not to be changed.
func (r *Roster) Successions() []Succession { return r.successions }

// checkSuccessions puts the successions in order, and reports those that cannot be.
func (r *Roster) checkSuccessions(ctx context.Context, l *Ledger) error {
	if len(r.successions) == 0 {
		return nil
	}
	slices.SortStableFunc(r.successions, func(a, b Succession) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Of, b.Of), strings.Compare(a.Unit, b.Unit))
	})
	errs := collector{limit: maxErrors}
	wrong := func(s *Succession, near string, why reason.Reason) {
		errs.add(&Error{Number: s.Entry + 1, Entry: l.store.Text(s.Entry, store.FieldID),
			Field: store.FieldSucceeds.String(), Nearest: near, Reason: why})
	}
	first := map[string]*Succession{}
	for i := range r.successions {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := &r.successions[i]
		if first[s.Of] == nil {
			first[s.Of] = s
		}
		if near, why := r.wrongSuccession(s, first[s.Of]); !why.IsZero() {
			wrong(s, near, why)
		}
	}
	if errs.count == 0 {
		r.checkParts(wrong)
	}
	if errs.count == 0 {
		r.checkCircles(wrong)
	}
	return errs.err()
}

// wrongSuccession is why a unit cannot be succeeded so, beside the first succession to it; zero: it can.
func (r *Roster) wrongSuccession(s, first *Succession) (near string, why reason.Reason) {
	switch on, since := r.onAfter(s.Of, s.At); {
	case !r.hadBy(s.Of, s.At):
		near, _ = spelling.Nearest(s.Of, slices.DeleteFunc(slices.Clone(r.sorted), func(unit string) bool {
			return unit == s.Of || unit == s.Unit
		}))
		return near, reason.New("ledger.succeeds.unknown", "found {found}, expected {expected}{near}",
			reason.New("ledger.found.not-enrolled", "{unit}, which is not enrolled by then", quote(s.Of)),
			reason.New("ledger.expected.predecessor", "a unit that was on the roster before"), hint(near))
	case on:
		return "", reason.New("ledger.succeeds.active", "found {found}, expected {expected}",
			reason.New("ledger.found.still-on", "{unit}, which is on the roster at {at}", quote(s.Of),
				since.Format(time.RFC3339)),
			reason.New("ledger.expected.withdrawn", "a unit that is withdrawn by then, and enrolled no more"))
	case !s.At.Equal(first.At):
		return "", reason.New("ledger.succeeds.again", "found {found}, expected {expected}",
			reason.New("ledger.found.succeeded", "{unit}, to which {other} succeeds at {at}", quote(s.Of),
				quote(first.Unit), first.At.Format(time.RFC3339)),
			reason.New("ledger.expected.one-instant", "one instant for all successors of a unit"))
	}
	return "", reason.Reason{}
}

// checkParts reports a unit whose parts do not add up to 1, at the last of its successors.
func (r *Roster) checkParts(wrong func(*Succession, string, reason.Reason)) {
	sum := decimal.Decimal{}
	for i := range r.successions {
		s := &r.successions[i]
		if sum = sum.Add(s.Share); i+1 < len(r.successions) && r.successions[i+1].Of == s.Of {
			continue
		}
		if !sum.Equal(decimal.New(1, 0)) {
			wrong(s, "", reason.New("ledger.succeeds.sum", "found {found}, expected {expected}",
				reason.New("ledger.found.sum-of-shares", "shares of {unit} that add up to {sum}", quote(s.Of),
					sum.String()), reason.New("ledger.expected.one", "1")))
		}
		sum = decimal.Decimal{}
	}
}

// hadBy says whether a unit was enrolled by an instant.
func (r *Roster) hadBy(unit string, t time.Time) bool {
	n, ok := r.numbers[unit]
	if !ok {
		return false
	}
	first, _ := r.store.StatesOf(n)
	return r.store.NextState(n, nanosecondsOf(t)) > first
}

// onAfter says whether a unit is on the roster at an instant or later, and when first.
func (r *Roster) onAfter(unit string, t time.Time) (on bool, since time.Time) {
	n, ok := r.numbers[unit]
	if !ok {
		return false, time.Time{}
	}
	s := r.store.NextState(n, nanosecondsOf(t))
	if m, on := r.member(n, s-1); on {
		return m.Unit == unit, t
	}
	for _, end := r.store.StatesOf(n); s < end; s++ {
		if st := r.store.States()[s]; st.Member != nil {
			return true, time.Unix(0, st.From).In(t.Location())
		}
	}
	return false, time.Time{}
}

// checkCircles reports a succession that is part of a circle, of units that succeed one another at one instant, or that
// follows upon too many.
func (r *Roster) checkCircles(wrong func(*Succession, string, reason.Reason)) {
	open, left, depth := map[string][]*Succession{}, map[string]int{}, map[string]int{}
	for i := range r.successions {
		s := &r.successions[i]
		open[s.Of] = append(open[s.Of], s)
		left[s.Unit]++ // how many of its predecessors are not taken yet
	}
	var ready []string
	for i := range r.successions {
		if of := r.successions[i].Of; left[of] == 0 {
			left[of] = -1 // taken
			ready = append(ready, of)
		}
	}
	for len(ready) > 0 {
		of := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		for _, s := range open[of] {
			if depth[s.Unit] = max(depth[s.Unit], depth[of]+1); depth[s.Unit] == maxSuccessions+1 {
				wrong(s, "", reason.New("ledger.succeeds.depth", "found {found}, expected {expected}",
					reason.New("ledger.found.succession-depth", "a succession upon {number} others", maxSuccessions),
					atMost(maxSuccessions)))
				return
			}
			if left[s.Unit]--; left[s.Unit] == 0 {
				ready = append(ready, s.Unit)
			}
		}
		delete(open, of)
	}
	for i := range r.successions {
		if s := &r.successions[i]; open[s.Of] != nil {
			wrong(s, "", reason.New("ledger.succeeds.circle", "found {found}, expected {expected}",
				reason.New("ledger.found.circle", "{unit}, which comes after {successor} itself", quote(s.Of),
					quote(s.Unit)),
				reason.New("ledger.expected.no-circle", "successions that lead in no circle")))
			return
		}
	}
}
