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
	if !found {
		why = e.whyNoTier(r.Text(columns.FieldOutlet), r.Text(columns.FieldLevel))
		e.noTierReasons[key] = why
	}
	return why
}

// whyNoTier makes the reason of an adoption without a tier.
func (e *Runner) whyNoTier(outlet, level string) reason.Reason {
	if _, listed := e.Frame.Scheme.Outlets.Find(outlet); listed {
		return reason.New("no-tier.listed", "outlet {outlet} is listed, and this adoption matches no tier", outlet)
	}
	if level != "" {
		return reason.New("no-tier.level",
			"outlet {outlet} matches no tier: no list names it and no tier takes level {level:q}{near}",
			outlet, level, frame.Nearest(level, e.Frame.Scheme.Ladder.Names()))
	}
	if near, ok := e.Frame.Scheme.Outlets.Nearest(outlet); ok {
		return reason.New("no-tier.near",
			"outlet {outlet} matches no tier: no list names it and it has no level; did you mean {near}?", outlet, near)
	}
	return reason.New("no-tier.unknown", "outlet {outlet} matches no tier: no list names it and it has no level",
		outlet)
}
