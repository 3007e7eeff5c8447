package incremental

import "github.com/gongguo/gongguo/scoring/internal/frame"

// overlay is the index of a frame with appended entries: the cases and items that differ from those of the base, or
// are new.
type overlay struct {
	base   frame.Index
	cases  overrides[frame.Case] // by place
	items  overrides[int32]      // by code: the place of the case plus one
	length int                   // the number of cases

	commissions     overrides[int32] // by code: the position, if it is not refused
	commissionCases overrides[int32] // by code: the place of the case
}

func (x *overlay) Cases() []frame.Case {
	all := make([]frame.Case, x.length)
	copy(all, x.base.Cases())
	for _, p := range x.cases {
		all[p.at] = p.value
	}
	return all
}

func (x *overlay) Size() int { return x.length }

func (x *overlay) CaseAt(place int32) frame.Case {
	if c, ok := x.cases.get(uint32(place)); ok {
		return c
	}
	return x.base.CaseAt(place)
}

func (x *overlay) Item(item uint32) (int32, bool) {
	if place, ok := x.base.Item(item); ok {
		return place, true
	}
	n, ok := x.items.get(item)
	return n - 1, ok
}

func (x *overlay) Submission(item uint32) (int32, bool) {
	if pos, ok := x.base.Submission(item); ok {
		return pos, true
	}
	place, ok := x.items.get(item)
	if !ok {
		return 0, false
	}
	return x.CaseAt(place - 1).First, true
}

func (x *overlay) CommissionCase(commission uint32) (int32, bool) {
	if place, ok := x.base.CommissionCase(commission); ok {
		return place, true
	}
	return x.commissionCases.get(commission)
}

func (x *overlay) Commission(commission uint32) (int32, bool) {
	if _, known := x.base.CommissionCase(commission); known {
		return x.base.Commission(commission)
	}
	return x.commissions.get(commission)
}
