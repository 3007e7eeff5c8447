package review

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// What a review tries at most. A scheme of a province needs a tenth of it.
const (
	mostWorlds = 3000      // combinations of what one line reads
	mostValues = 300_000   // values of the facts of all questions
	mostReads  = 500_000   // of expressions, as often as they are looked at
	mostSteps  = 2_500_000 // worlds, each as often as there are rules and facts; of entries, and of units again
	mostLooks  = 50_000    // figures that are not there
	blockSteps = 500_000   // what is scored at once
	ownSteps   = 32        // of a world without rules and facts
)

// Untried is what a review did not try in full, and so never says to be impossible: at the place of its line, or of the
// first of them, with what to do.
type Untried struct {
	*document.Error
	Found   int // so much there was to try; 0: it was not for that
	Allowed int // so much of it was tried
}

// plan makes the worlds of the groups, within a budget: sets are shared by the groups that ask the same, and where the
// worlds of all are too many, small sets are tried whole and large ones in equal parts.
func (r *reviewer) plan(groups []*group, rules int) []*world {
	var sets []*set
	seen := map[*set]bool{}
	for _, g := range groups {
		if g.set == nil {
			continue
		}
		if !seen[g.set] {
			seen[g.set] = true
			sets = append(sets, g.set)
		}
		if g.at != nil && len(g.terms) > 0 {
			g.set.asks[g.at] = append(g.set.asks[g.at], g)
		}
	}
	r.share(sets, rules)
	var all []*world
	for _, s := range sets {
		s.spread()
		all = append(all, s.worlds...)
	}
	return all
}

// share divides the budget among sets.
func (r *reviewer) share(sets []*set, rules int) {
	bySize := slices.Clone(sets)
	steps := func(s *set) int { return ownSteps + len(s.facts) + rules }
	slices.SortStableFunc(bySize, func(a, b *set) int { return cmp.Compare(a.size*steps(a), b.size*steps(b)) })
	left := mostSteps
	for i, s := range bySize {
		r.needed += s.size * steps(s)
		if part := left / (len(bySize) - i) / steps(s); s.size > part {
			s.size, s.cut = part, true
		}
		left -= s.size * steps(s)
	}
}

// blocks are worlds in parts that are scored at once.
func blocks(all []*world, rules int) [][]*world {
	var out [][]*world
	from, steps := 0, 0
	for i, w := range all {
		if steps += ownSteps + len(w.set.facts) + rules; steps > blockSteps {
			out = append(out, all[from:i])
			from, steps = i, 0
		}
	}
	return append(out, all[from:])
}

// asked is how many expressions an entry may meet.
func asked(s *scheme.Scheme) int {
	return len(s.Rules) + len(s.Quotas) + len(s.Numbers) + len(s.TierPrograms().But())
}

// settled is what is asked of a unit in a year and two months, and of what it handed in.
func settled(s *scheme.Scheme) int {
	spans := map[calendar.Kind]int{calendar.Day: 430, calendar.Week: 60, calendar.Month: 14, calendar.Quarter: 5,
		calendar.Half: 3, calendar.Year: 2}
	n := asked(s)
	for _, q := range s.Quotas {
		n += spans[q.Per]
	}
	for _, one := range s.Settles {
		n += spans[one.Per]
	}
	for _, one := range s.Derived {
		for _, per := range one.Per {
			n += spans[per]
		}
	}
	for _, one := range s.Rankings {
		for _, per := range one.Per {
			n += spans[per]
		}
	}
	return n
}

// noteUntried says what is not tried in full, and what to do: once for the lines that ask the same, once for all that
// are cut for the sake of the whole.
func (r *reviewer) noteUntried(groups []*group) {
	bySet := map[*set][]*group{}
	var sets []*set
	var never, cut []*group
	for _, g := range groups {
		switch {
		case g.left || g.set != nil && g.set.cut:
			cut = append(cut, g)
		case g.set == nil:
			never = append(never, g)
		case g.set.truncated:
			if bySet[g.set] == nil {
				sets = append(sets, g.set)
			}
			bySet[g.set] = append(bySet[g.set], g)
		}
	}
	for _, s := range sets {
		all := bySet[s]
		r.untried(all[0], reason.New("review.some-tried",
			"{lines}: {tried} of {found} combinations of what is read there were tried; nothing is said of the "+
				"others, so add a worked case under tests, which is tried too, or let a line read fewer facts",
			named(all), s.size, s.found), s.found, s.size)
	}
	if len(never) > 0 {
		r.untried(never[0], reason.New("review.no-day-tried",
			"{lines}: not tried, for no day was found on which it is in force; see its from and until",
			named(never)), 0, 0)
	}
	if len(cut) > 0 {
		r.untried(cut[0], reason.New("review.cut",
			"{lines}: tried in part, for the whole scheme has {found} steps to try, expected at most {allowed}; add "+
				"worked cases under tests, which are tried too, or check a part of the lines by itself",
			named(cut), r.needed, mostSteps), r.needed, mostSteps)
	}
}

func (r *reviewer) untried(first *group, why reason.Reason, found, allowed int) {
	r.report.Truncated = append(r.report.Truncated,
		Untried{Error: r.published.ErrorAt(first.path, why), Found: found, Allowed: allowed})
}

// mostNamed is how many lines one sentence names.
const mostNamed = 12

// named names the lines of groups, each once.
func named(groups []*group) reason.Reason {
	var names []string
	seen := map[string]bool{}
	for _, g := range groups {
		if name := g.what.String(); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return listed(names)
}

// listed names some things, and says how many more there are.
func listed(names []string) reason.Reason {
	if more := len(names) - mostNamed; more > 1 {
		return reason.New("review.listed", "{names} and {more} more", names[:mostNamed], more)
	}
	return reason.New("review.all-listed", "{names}", names)
}
