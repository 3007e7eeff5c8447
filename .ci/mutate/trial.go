package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
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

// try runs units on a mutant until one notices it, those that were not run before. The second result says which.
func (t *trial) try(m *mutant, limit time.Duration) (string, string) {
	all := t.order(*m)
	for i, u := range all {
		if m.worked > limit {
			return unfinished, fmt.Sprintf("%d of %d", i, len(all))
		}
		if m.passed[u] {
			continue
		}
		seconds := 3*int(u.took.Seconds()) + 5
		_, took, err := u.run(time.Duration(10*seconds)*time.Second, fmt.Sprintf("MUTANT=%d", m.id),
			fmt.Sprintf("MUTANT_SECONDS=%d", seconds))
		m.worked += took
		t.learn(*m, u, err)
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			return outOfTime, u.name
		case err != nil:
			return noticed, u.name
		}
		m.passed[u] = true
	}
	if len(all) == 0 {
		return notReached, ""
	}
	return survived, fmt.Sprintf("%d", len(all))
}
