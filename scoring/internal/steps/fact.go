package steps

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// factAt reads and begins the entry at a position. A refusal excludes the entry from the score.
func (e *Runner) factAt(pos int32, unit uint32) (*frame.Fact, *frame.Refusal) {
	f := e.read(pos)
	return f, e.begin(f, unit)
}

// begin begins an entry that has been read: its unit, and the record of the unit. Unit is the code of the unit of
// an entry that names none; 0: that of its submission.
func (e *Runner) begin(f *frame.Fact, unit uint32) *frame.Refusal {
	e.Bound = nil
	f.Kind, f.Order, f.From = f.Row.KindCode(), f.At, f.At
	f.StateOnly, f.Tier = false, ""
	f.UnitRecord, f.Outlet, f.Record = rule.Value{}, rule.Value{}, rule.Value{}
	if f.Unit != 0 {
		unit = f.Unit
	} else if unit == 0 {
		unit = e.Frame.UnitCode(f.Position)
	}
	if f.Member = e.Frame.MemberAt(unit, f.At); f.Member == nil {
		return &frame.Refusal{Position: f.Position, Code: "off-roster",
			Reason: frame.OffRoster(e.Frame.Columns.Text(unit), f.Row.Time(columns.FieldAt))}
	}
	f.UnitRecord = e.UnitOf(f)
	return nil
}

// ownerOf is the unit by which the case of an entry knows what it gives: that which the entry names, or its submission,
// also where another one stands for it by then.
func (e *Runner) ownerOf(f *frame.Fact) string {
	if e.Frame.Lineage == nil {
		return f.Member.Unit
	}
	return e.Frame.Columns.Text(e.Frame.UnitCode(f.Position))
}

// effect sets the time at which an entry takes effect, if the scheme has an expression for it. It is not before the
// entry.
func (e *Runner) effect(f *frame.Fact, out *Credited) *frame.Refusal {
	effect, ok := e.Frame.Scheme.TakesEffect[f.Row.Kind()]
	if !ok || f.StateOnly {
		return nil
	}
	e.Bind(f)
	v, err := e.Eval(effect.Scope, effect.At)
	if err != nil {
		p := e.Problem(f, "takes_effect", err)
		out.Problems = append(out.Problems, p)
		return &frame.Refusal{Position: f.Position, Code: p.Code, Reason: p.Reason}
	}
	if t, _, _ := v.AsTime(); t.After(f.Order) {
		f.Order, f.From = t.In(e.Frame.Loc()), t.In(e.Frame.Loc())
	}
	return nil
}

// prepare sets the record of an entry, and the outlet and tier of an adoption. An adoption without a tier is
// refused.
func (e *Runner) prepare(f *frame.Fact, out *Credited) *frame.Refusal {
	f.Record = e.Record(f)
	if f.Row.Kind() != ledger.Adopt {
		return nil
	}
	f.OutletView = e.OutletOf(&f.Row)
	f.Outlet = e.Frame.Scheme.Vocabulary.Outlet.Value(&f.OutletView)
	if e.Frame.Scheme.Ladder == nil {
		return nil
	}
	e.Bind(f)
	name, ok, err := e.Frame.Scheme.Ladder.OfFunc(func(p *rule.Program) (rule.Value, error) {
		return e.Eval(e.Frame.Scheme.TierScope, p)
	})
	switch {
	case err != nil:
		p := e.Problem(f, "tiers", err)
		out.Problems = append(out.Problems, p)
		return &frame.Refusal{Position: f.Position, Code: p.Code, Reason: p.Reason}
	case !ok:
		return &frame.Refusal{Position: f.Position, Code: "no-tier", Reason: e.noTier(&f.Row)}
	}
	f.Tier = name
	e.Bound = nil
	return nil
}
