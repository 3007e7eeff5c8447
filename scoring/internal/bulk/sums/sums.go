package sums

import (
	"context"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Sums are exact sums by unit, bucket and slot. A sum is a whole number of the smallest step of its slot as long as
// that provably fits in 64 bits. What does not fit is a decimal. Both give the same digits.
type Sums struct {
	Layout  *Layout
	Units   []UnitSums
	Spilled map[spill]decimal.Decimal
}

// UnitSums are the sums of one unit.
type UnitSums struct {
	Rows   []int32 // by bucket: the offset of its row among the values, plus one; 0: the bucket has no row
	Values []int64 // the zones, then the rows; nil: the unit has no sums yet
}

// spill is the key of a sum that did not fit.
type spill struct{ unit, bucket, slot int32 }

// NewSums are sums of zero for a number of units.
func NewSums(l *Layout, units int) *Sums {
	return &Sums{Layout: l, Units: make([]UnitSums, units), Spilled: map[spill]decimal.Decimal{}}
}

// initialValues bounds the capacity that is allocated for the rows of a unit before they are needed.
const initialValues = 1024

// Allocate returns the sums of a unit, and allocates its zones if it has none.
func (s *Sums) Allocate(unit int32) *UnitSums {
	u := &s.Units[unit]
	if u.Values == nil {
		n := numZones * len(s.Layout.ZoneSlots)
		rows := min(s.Layout.NumBuckets*len(s.Layout.RowSlots), initialValues)
		u.Values, u.Rows = make([]int64, n, n+rows), make([]int32, s.Layout.NumBuckets)
	}
	return u
}

// Row is the row of a unit in a bucket; nil: there is none.
func (s *Sums) Row(unit, bucket int32) []int64 {
	u := &s.Units[unit]
	if u.Values == nil || u.Rows[bucket] == 0 {
		return nil
	}
	return u.Values[u.Rows[bucket]-1:][:len(s.Layout.RowSlots)]
}

// Add adds a whole number of the smallest step of a slot to the sum of a unit in a bucket.
func (s *Sums) Add(unit, bucket, slot int32, whole int64) {
	u := s.Allocate(unit)
	if position := s.Layout.Position[slot]; position < 0 {
		u.Values[s.Layout.ZoneStart(bucket)+int(-1-position)] += whole
	} else {
		row := s.Layout.RowStart(u, bucket) // the values may move
		u.Values[row+int(position)] += whole
	}
}

// AddDecimal adds an amount: as a whole number where it fits, else as a decimal.
func (s *Sums) AddDecimal(unit, bucket, slot int32, d decimal.Decimal) {
	if whole, ok := s.Layout.Whole(slot, d); ok {
		s.Add(unit, bucket, slot, whole)
		return
	}
	at := spill{unit, bucket, slot}
	s.Spilled[at] = s.Spilled[at].Add(d)
}

// Merge adds other sums of the same layout, blocks of units at once.
func (s *Sums) Merge(f *frame.Frame, others []*Sums) {
	size := max(1, len(s.Units)/(4*f.Workers())+1)
	_ = f.InBlocks(context.Background(), (len(s.Units)+size-1)/size, func(_ context.Context, i int) error {
		for unit := i * size; unit < min(len(s.Units), (i+1)*size); unit++ {
			for _, o := range others {
				s.mergeUnit(o, int32(unit))
			}
		}
		return nil
	})
	for _, o := range others {
		for at, d := range o.Spilled {
			s.Spilled[at] = s.Spilled[at].Add(d)
		}
	}
}

func (s *Sums) mergeUnit(o *Sums, unit int32) {
	from := &o.Units[unit]
	if from.Values == nil {
		return
	}
	u := s.Allocate(unit)
	for i, n := range from.Values[:numZones*len(s.Layout.ZoneSlots)] {
		u.Values[i] += n
	}
	for bucket := range int32(s.Layout.NumBuckets) {
		if values := o.Row(unit, bucket); values != nil {
			row := s.Layout.RowStart(u, bucket)
			for i, n := range values {
				u.Values[row+i] += n
			}
		}
	}
}

// Figures are the sums of a unit over the buckets [low, high). It requires that all slots stand in rows.
func (s *Sums) Figures(f *frame.Frame, unit, low, high int32) *steps.Figures {
	g := steps.NewFigures(f)
	for position, slot := range s.Layout.RowSlots {
		n := int64(0)
		for bucket := low; bucket < high; bucket++ {
			if row := s.Row(unit, bucket); row != nil {
				n += row[position]
			}
		}
		s.Layout.AddFigure(&g, int(slot), n)
	}
	for at, d := range s.Spilled {
		if at.unit == unit && low <= at.bucket && at.bucket < high {
			addSum(&g, s.Layout, int(at.slot), steps.Sum{Wide: d})
		}
	}
	return &g
}
