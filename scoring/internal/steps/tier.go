package steps

import (
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// noTier is the reason of an adoption without a tier, made once for each outlet and level.
func (e *Runner) noTier(r *columns.Row) reason.Reason {
	key := [2]uint32{r.Code(columns.FieldOutlet), r.Code(columns.FieldLevel)}
	why, found := e.noTierReasons[key]
	if !found || e.Frame.Scheme.Outlets.Dated() {
		why = e.whyNoTier(r)
		e.noTierReasons[key] = why
	}
	return why
}

// whyNoTier makes the reason of an adoption without a tier.
func (e *Runner) whyNoTier(r *columns.Row) reason.Reason {
	outlet, level := r.Text(columns.FieldOutlet), r.Text(columns.FieldLevel)
	at := e.InstantOf(r.Time(columns.FieldAt))
	if _, listed := e.Frame.Scheme.Outlets.FindAt(outlet, at); listed {
		return reason.New("no-tier.listed", "outlet {outlet} is listed, and this adoption matches no tier", outlet)
	}
	if level != "" {
		return reason.New("no-tier.level",
			"outlet {outlet} matches no tier: no list names it and no tier takes level {level:q}{near}",
			outlet, level, frame.Nearest(level, e.Frame.Scheme.Ladder.Names()))
	}
	if _, other := e.Frame.Scheme.Outlets.Find(outlet); other {
		return reason.New("no-tier.other-days",
			"outlet {outlet} matches no tier: it is listed for other days than {at} and has no level", outlet,
			r.Time(columns.FieldAt).String())
	}
	if near, ok := e.Frame.Scheme.Outlets.Nearest(outlet); ok {
		return reason.New("no-tier.near",
			"outlet {outlet} matches no tier: no list names it and it has no level; did you mean {near}?", outlet, near)
	}
	return reason.New("no-tier.unknown", "outlet {outlet} matches no tier: no list names it and it has no level",
		outlet)
}
