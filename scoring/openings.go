package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
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

// unnamed is the note on openings that name no rule, in an account of which a cap of a longer period limits some rules:
// it sees nothing of them.
func (b *Scorebook) unnamed() []reason.Reason {
	f := b.scored.Frame
	if f.Openings == nil {
		return nil
	}
	for _, s := range f.Scheme.Settles {
		if s.Cap == nil || len(s.Cap.Of) == 0 {
			continue
		}
		n, first := 0, (*frame.Opening)(nil)
		for _, o := range f.Openings.All {
			if o.Rule == f.Scheme.Opening && o.Account == s.Cap.Account && o.Period.Kind < s.Per &&
				f.ReportsIn(f.Reported[0], o.Period.Kind, frame.LastInstant(o.End)) && !namesOneOf(f, o, s.Cap.Of) {
				if n++; first == nil {
					first = o
				}
			}
		}
		if n > 0 {
			return []reason.Reason{reason.New("note.unnamed",
				"openings that name no rule, so that cap {cap} (per {per}) sees nothing of them: {number} ({entry})",
				s.Name, f.Scheme.Calendar.Word(s.Per), n, f.ID(first.Position))}
		}
	}
	return nil
}

// notHandedOver is the note on entries before the scheme, where no opening says what the scheme before gave.
func (b *Scorebook) notHandedOver() []reason.Reason { return notHandedOver(b.scored.Frame) }

// NotHandedOver is what a scheme that succeeds another says of a ledger with entries before it and without an opening,
// without a score; zero: nothing. S and l must not be nil. Required parameters need no value. The error is an
// [*OptionsError], or the context's.
func NotHandedOver(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (reason.Reason, error) {
	f, err := surveyed(ctx, s, l, o)
	if f == nil || err != nil {
		return reason.Reason{}, err
	}
	if found := notHandedOver(f); len(found) > 0 {
		return found[0], nil
	}
	return reason.Reason{}, nil
}

func notHandedOver(f *frame.Frame) []reason.Reason {
	if f.Scheme.Succeeds == nil || f.Openings != nil {
		return nil
	}
	before := f.Before()
	if len(before) == 0 {
		return nil
	}
	return []reason.Reason{reason.New("note.handover",
		"entries before {from}, of scheme {scheme}, and no opening that says what it gave: {number} ({entry})",
		civil.Of(f.Scheme.Succeeds.From.In(f.Loc())).String(), f.Scheme.Succeeds.Scheme, len(before),
		f.ID(before[0]))}
}

// namesOneOf says whether another opening of the same unit, account and period names one of some rules.
func namesOneOf(f *frame.Frame, o *frame.Opening, of []*scheme.Rule) bool {
	return slices.ContainsFunc(f.Openings.Of(o.Unit), func(other *frame.Opening) bool {
		return other.Account == o.Account && other.Period == o.Period && slices.Contains(of, other.Rule)
	})
}
