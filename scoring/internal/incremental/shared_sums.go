package incremental

import (
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
)

// sharedSums are sums that share the units which did not change with other sums.
type sharedSums struct {
	*sums.Sums
	before *sums.Sums
	copied map[int32]bool
}

func share(s *sums.Sums) *sharedSums {
	copied := *s
	copied.Units = slices.Clone(s.Units)
	return &sharedSums{&copied, s, map[int32]bool{}}
}

// copyUnit copies the sums of a unit, before they change.
func (s *sharedSums) copyUnit(unit int32) {
	if !s.copied[unit] {
		s.copied[unit] = true
		u := &s.Units[unit]
		u.Rows, u.Values = slices.Clone(u.Rows), slices.Clone(u.Values)
	}
}

// addDelta adds a change.
func (s *sharedSums) addDelta(d delta) {
	s.copyUnit(d.unit)
	s.Add(d.unit, d.bucket, d.slot, d.whole)
}
