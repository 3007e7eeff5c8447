package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// What can become of a mutant.
const (
	noticed    = "noticed"
	outOfTime  = "out of time"
	survived   = "SURVIVED"
	notReached = "SURVIVED, no test reaches it"
	unfinished = "SURVIVED what was run before the time was up"
)

// trial tries mutants, and learns which units notice those of a file.
type trial struct {
	units []*unit
	limit time.Duration

	lock  sync.Mutex
	tried map[string]map[*unit]*tally // by file; "" is all files
}

type tally struct{ runs, kills float64 }

// order are the units that reach a mutant: first those that take the least time for each mutant they notice.
func (t *trial) order(m mutant) []*unit {
	t.lock.Lock()
	defer t.lock.Unlock()
	cost := map[*unit]float64{}
	var all []*unit
	for _, u := range t.units {
		if u.reached[m.id] {
			whole, here := t.tally("", u), t.tally(m.file, u)
			likely := (here.kills + 3*(whole.kills+1)/(whole.runs+2)) / (here.runs + 3)
			cost[u] = (u.took.Seconds() + 0.01) / likely
			all = append(all, u)
		}
	}
	slices.SortFunc(all, func(a, b *unit) int { return cmp.Compare(cost[a], cost[b]) })
	return all
}

func (t *trial) tally(file string, u *unit) *tally {
	if t.tried[file] == nil {
		t.tried[file] = map[*unit]*tally{}
	}
	if t.tried[file][u] == nil {
		t.tried[file][u] = &tally{}
	}
	return t.tried[file][u]
}

func (t *trial) learn(m mutant, u *unit, err error) {
	t.lock.Lock()
	defer t.lock.Unlock()
	for _, file := range []string{"", m.file} {
		a := t.tally(file, u)
		a.runs++
		if err != nil {
			a.kills++
		}
	}
}

// try runs units on a mutant until one notices it. The second result says which.
func (t *trial) try(m *mutant, limit time.Duration) (string, string) {
	all := t.order(*m)
	for i, u := range all {
		if m.worked > limit {
			return unfinished, fmt.Sprintf("%d of %d", i, len(all))
		}
		if outcome := t.run(u, m); outcome != survived {
			return outcome, u.name
		}
	}
	if len(all) == 0 {
		return notReached, ""
	}
	return survived, fmt.Sprintf("%d", len(all))
}

// together tries mutants that survived a while, all at once: a unit that passes with all of them would pass with each.
// If it does not, it is run on each half. Of each mutant is said what became of it.
func (t *trial) together(all []*mutant, limit time.Duration, say func(m *mutant, outcome, by string)) {
	left := slices.Clone(all)
	for _, u := range t.eager() {
		of := slices.DeleteFunc(slices.Clone(left), func(m *mutant) bool { return m.passed[u] || !u.reached[m.id] })
		t.halve(u, of, func(m *mutant, outcome string) {
			left = slices.DeleteFunc(left, func(other *mutant) bool { return other == m })
			say(m, outcome, u.name)
		})
		left = slices.DeleteFunc(left, func(m *mutant) bool {
			if m.worked > limit {
				say(m, unfinished, u.name)
			}
			return m.worked > limit
		})
	}
	for _, m := range left {
		say(m, survived, "")
	}
}

// halve runs a unit on mutants, and tells those that it notices.
func (t *trial) halve(u *unit, of []*mutant, tell func(m *mutant, outcome string)) {
	if len(of) == 0 {
		return
	}
	outcome := t.run(u, of...)
	switch {
	case outcome == survived:
	case len(of) == 1:
		tell(of[0], outcome)
	default:
		t.halve(u, of[:len(of)/2], tell)
		t.halve(u, of[len(of)/2:], tell)
	}
}

// run runs a unit with mutants on, those that it has not passed with.
func (t *trial) run(u *unit, all ...*mutant) string {
	var ids []string
	for _, m := range all {
		if !m.passed[u] {
			ids = append(ids, strconv.Itoa(m.id))
		}
	}
	if len(ids) == 0 {
		return survived
	}
	seconds := 3*int(u.took.Seconds()) + 5
	_, took, err := u.run(time.Duration(10*seconds)*time.Second, "MUTANT="+strings.Join(ids, ","),
		fmt.Sprintf("MUTANT_SECONDS=%d", seconds))
	for _, m := range all {
		m.worked += took / time.Duration(len(all))
		if len(all) == 1 {
			t.learn(*m, u, err)
		}
		if err == nil {
			m.passed[u] = true
		}
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return outOfTime
	case err != nil:
		return noticed
	}
	return survived
}

// eager are all units: first those that take the least time for each mutant they notice.
func (t *trial) eager() []*unit {
	t.lock.Lock()
	defer t.lock.Unlock()
	return slices.SortedFunc(slices.Values(t.units), func(a, b *unit) int {
		return cmp.Compare(t.cost(a), t.cost(b))
	})
}

// cost is how long a unit takes for each mutant that it notices.
func (t *trial) cost(u *unit) float64 {
	whole := t.tally("", u)
	return (u.took.Seconds() + 0.01) * (whole.runs + 2) / (whole.kills + 1)
}
