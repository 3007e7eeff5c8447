// Package spelling finds the right name that a wrong one was probably meant to be,
// so that an error can end in "did you mean …".
//
//	if _, known := fields[name]; !known {
//		if nearest, ok := spelling.Nearest(name, names); ok {
//			return fmt.Errorf("unknown field %q%v", name, spelling.Hint(";", nearest))
//		}
//		return fmt.Errorf("unknown field %q", name)
//	}
//
// [Nearest] finds the name and [Hint] asks for it. Nearest is pure: the same name and the same
// candidates in the same order give the same answer. A caller who holds the names in a map sorts them first.
package spelling

import "unicode"

// longest is the number of runes beyond which a name is compared with nothing: it bounds
// the work that a hostile input can ask for, and no name of ours comes near it.
const longest = 128

// Nearest returns the candidate that is fewest edits away from name, as the candidate is
// written, and false where none is near enough to be worth suggesting.
//
// An edit is a rune put in, left out or exchanged, or two neighbours swapped. Letter case,
// underscores and hyphens do not count: monthlyQuota, monthly-quota and Monthly_Quota are
// the same to it. Near enough is one edit for each three runes of the longer of the two, so
// names of one or two runes must be the same. Of equally near candidates the first wins.
// An empty name is near to nothing, and so is one of more than 128 runes.
func Nearest(name string, candidates []string) (string, bool) {
	wanted := fold(name)
	if len(wanted) == 0 || len(wanted) > longest {
		return "", false
	}
	best, found, at := 0, false, 0
	var rows matrix
	for i, candidate := range candidates {
		if len(candidate) > 4*longest {
			continue
		}
		folded := fold(candidate)
		if len(folded) == 0 || len(folded) > longest {
			continue
		}
		limit := max(len(wanted), len(folded)) / 3
		if found {
			limit = min(limit, best-1)
		}
		if d, ok := rows.distance(wanted, folded, limit); ok {
			best, found, at = d, true, i
			if best == 0 {
				break
			}
		}
	}
	if !found {
		return "", false
	}
	return candidates[at], true
}

// fold takes away what does not count: case, underscores and hyphens.
func fold(name string) []rune {
	if len(name) > 4*longest {
		return make([]rune, longest+1)
	}
	folded := make([]rune, 0, len(name))
	for _, r := range name {
		if r != '_' && r != '-' {
			folded = append(folded, unicode.ToLower(r))
		}
	}
	return folded
}

// matrix keeps the three rows of the edit distance table that are needed at a time.
type matrix struct{ before, last, now []int }

// distance counts the edits between a and b, and gives up (false) beyond limit.
func (m *matrix) distance(a, b []rune, limit int) (int, bool) {
	if limit < 0 || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return 0, false
	}
	if cap(m.now) < len(b)+1 {
		m.before, m.last, m.now = make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	}
	before, last, now := m.before[:len(b)+1], m.last[:len(b)+1], m.now[:len(b)+1]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := now[0]
		for j := 1; j <= len(b); j++ {
			exchange := last[j-1]
			if a[i-1] != b[j-1] {
				exchange++
			}
			d := min(exchange, last[j]+1, now[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least > limit {
			return 0, false // rows only grow, a swap over two of them included
		}
		before, last, now = last, now, before
	}
	d := last[len(b)]
	return d, d <= limit
}
