package review

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// alone are blocks of one world each, for a scheme in which a world in one ledger with others would see them.
func alone(blocks [][]*world) (out [][]*world) {
	for w := range slices.Values(slices.Concat(blocks...)) {
		out = append(out, []*world{w})
	}
	return out
}

// entriesCross says whether an entry may see entries of other units: by a number, or a balance, that is not kept for
// each unit or item apart.
func entriesCross(s *scheme.Scheme) bool {
	for _, n := range s.Numbers {
		if !slices.ContainsFunc(n.By, ofOne) {
			return true
		}
	}
	for i := range s.Balances {
		for _, by := range s.Balances[i].By {
			if !slices.ContainsFunc(by, ofOne) {
				return true
			}
		}
	}
	return false
}

// ofOne says whether a key is another one for each unit or item.
func ofOne(by *rule.Program) bool {
	place, is := by.Place()
	if !is || len(place.Path) != 2 {
		return false
	}
	of, name := place.Path[0].Name, place.Path[1].Name
	return name == "unit" || name == "id" && slices.Contains([]string{"item", "unit", "sender", "commission"}, of)
}

// unitsCross says whether a unit may see what others of its group have: their figures, its rank among them, their part
// of a pool; or is honoured, for which it is asked only if its rank is high enough.
func unitsCross(s *scheme.Scheme) bool {
	if len(s.Honours) > 0 || slices.ContainsFunc(s.Derived, func(d *scheme.Derived) bool { return d.Pool != nil }) {
		return true
	}
	ofOthers := []string{"best", "worst", "group_total", "group_totals", "group_size", "ranks", "rank", "limit"}
	return slices.ContainsFunc(s.Programs().But(), func(p *rule.Program) bool {
		return slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
			return slices.Contains(ofOthers, read.Path[0].Name)
		})
	})
}
