package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Settler is step 2 over the sums of all units, by class or period by period.
type Settler struct {
	Prepared    *Prepared
	Layout      *sums.Layout // by class, the slots that step 2 reads stand in rows; else all do
	Sums        *sums.Sums   // nil: step 1 has still to run
	InClasses   bool
	ignoresSums bool // no expression reads sums
	Spans       []SpanPlan
	members     []uint32 // by roster state, see [signature.MemberCodes]
	assigned    map[frame.AssignKey]uint32
	Classes     *PeriodClasses
}

// frame is what is settled.
func (s *Settler) frame() *frame.Frame { return s.Prepared.Frame }

// SettledUnits are settled units, with the classes of their periods.
type SettledUnits struct {
	Units   []steps.Settled
	Classes [][]*PeriodClass // by unit and period, where periods are settled by class; nil: off the roster
}

// Clone is a copy that shares the rows.
func (s SettledUnits) Clone() SettledUnits {
	return SettledUnits{slices.Clone(s.Units), slices.Clone(s.Classes)}
}

// settlerByUnit settles each period of each unit alone.
func (p *Prepared) settlerByUnit() *Settler {
	return &Settler{Prepared: p, Layout: sums.NewLayout(p.Frame, p.Buckets), Classes: &PeriodClasses{}}
}

// newSettler settles by class, if the scheme lets it.
func (p *Prepared) newSettler(epochs []int64) *Settler {
	s := p.settlerByUnit()
	spans, reads := p.settlePlans(s.Layout, epochs)
	if reads == nil || reads.WholeRecord {
		return s
	}
	s.InClasses, s.Spans, s.assigned = true, spans, assignedCodes(p.Frame)
	s.ignoresSums = !steps.ReadsFigures(steps.SettlePrograms(p.Frame.Scheme))
	s.setRows()
	s.members = signature.MemberCodes(p.Frame, frame.NewEvaluator(p.Frame), reads)
	return s
}

// setRows puts the slots that step 2 reads into rows; where several periods are reported, all.
func (s *Settler) setRows() {
	var all []int32
	places := make([]int32, s.Layout.NumSlots) // in all, plus one
	for i := range s.Spans {
		p := s.Spans[i].plan
		if p.positions != nil {
			continue
		}
		p.positions = make([][]int32, len(p.slots))
		for k, slots := range p.slots {
			for _, slot := range slots {
				if places[slot] == 0 {
					all = append(all, slot)
					places[slot] = int32(len(all))
				}
				p.positions[k] = append(p.positions[k], places[slot]-1)
			}
		}
	}
	if len(s.frame().Reported) > 1 { // three zones are those of one reported period
		for slot := range int32(s.Layout.NumSlots) {
			if places[slot] == 0 {
				all = append(all, slot)
			}
		}
	}
	s.Layout.SetRows(all)
}

// SettleAll settles all units; false: one of them cannot be settled by class.
func (s *Settler) SettleAll(ctx context.Context) (SettledUnits, bool, error) {
	if s.InClasses && len(s.Sums.Spilled) > 0 {
		return SettledUnits{}, false, nil
	}
	units := make([]int32, len(s.frame().Roster.Units()))
	for i := range units {
		units[i] = int32(i)
	}
	out := SettledUnits{Units: make([]steps.Settled, len(units))}
	if s.InClasses {
		out.Classes = make([][]*PeriodClass, len(units))
	}
	ok, err := s.SettleSome(ctx, units, out)
	return out, ok, err
}

// SettleSome settles some units; false: one of them cannot be settled by class.
func (s *Settler) SettleSome(ctx context.Context, units []int32, out SettledUnits) (bool, error) {
	blocks := slices.Collect(slices.Chunk(units, max(1, len(units)/(16*s.frame().Workers())+1)))
	fits := make([]bool, len(blocks))
	err := s.frame().InBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		w := s.TakeSettler()
		defer s.ReturnSettler(w)
		for _, unit := range blocks[i] {
			if s.InClasses {
				out.Units[unit], out.Classes[unit] = w.settleByClass(ctx, unit)
			} else {
				out.Units[unit] = w.settleAlone(ctx, unit)
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		fits[i] = !s.InClasses || !w.Failed
		return nil
	})
	return !slices.Contains(fits, false), err
}
