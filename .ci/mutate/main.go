// Program mutate breaks the rooms of package scoring one small change at a time, and lists the changes that no test
// notices.
//
//	go run ./.ci/mutate -j 2                         # all mutants of all rooms
//	go run ./.ci/mutate -n 50 -seed 1                # fifty of them, at random
//	go run ./.ci/mutate -file steps/credit.go        # all mutants of a file
//	go run ./.ci/mutate -file steps/,bulk/           # of two rooms, one after the other
//	go run ./.ci/mutate -file bulk/ -list            # what would be tried
//
// All mutants are compiled at once into changed copies of the files, which are laid over the checkout; the checkout
// stays as it is. A variable of the environment switches one of them on: see package mutant. Each test is run without a
// mutant first, to learn which mutants it reaches and how long the processor works on it. A mutant is then tried on the
// tests that reach it, one by one, until one fails. A mutant that runs out of time is noticed. Those that survive for a
// while are switched on several at once.
//
// What Go requires to be constant cannot be switched and is not tried: constant declarations, lengths of arrays, keys
// of lists, and literals inside of constants without a type. Elements of arrays are not dropped, nor is a case that
// falls through. The last lines say how many mutants those are.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// rooms are what is changed, and packages those whose tests tell about it.
var (
	rooms    = []string{"frame", "steps", "bulk", "incremental", "provenance"}
	packages = []string{"scoring/internal/frame", "scoring/internal/steps", "scoring/internal/bulk",
		"scoring/internal/incremental", "scoring",
		"examples/schemes", "examples/gongguo"}
)

// began is when the budget began.
var began = time.Now()

func main() {
	file := flag.String("file", "", "only files whose path has this in it, as steps/credit.go; or several, with commas")
	n := flag.Int("n", 0, "how many mutants are tried; 0: all")
	seed := flag.Uint64("seed", 1, "which ones")
	processes := flag.Int("j", 1, "how many are tried at once")
	limit := flag.Duration("timeout", 20*time.Second, "how long the processor works on a mutant that no test notices")
	budget := flag.Duration("budget", 0, "when no further mutant is begun; 0: never")
	list := flag.Bool("list", false, "list the mutants and try none")
	flag.Parse()
	dir, err := os.MkdirTemp("", "mutate")
	if err == nil {
		err = run(dir, strings.Split(*file, ","), *n, *seed, *processes, *limit, *budget, *list)
		os.RemoveAll(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, files []string, n int, seed uint64, processes int, limit, budget time.Duration, list bool) error {
	w, err := newWeaver(dir)
	if err != nil {
		return err
	}
	for _, room := range rooms {
		if err := w.weave("scoring/internal/"+room, files); err != nil {
			return err
		}
	}
	t := &trial{limit: limit, tried: map[string]map[*unit]*tally{}}
	if !list {
		if t.units, err = w.units(processes); err != nil {
			return err
		}
		fmt.Printf("%d tests and parts of tests after %v\n", len(t.units), time.Since(began).Round(time.Second))
	}
	r := rand.New(rand.NewPCG(seed, 0))
	var all []mutant
	for _, file := range files {
		var of []mutant
		for _, m := range w.found {
			if strings.Contains(m.file, file) {
				of = append(of, m)
			}
		}
		r.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		if n > 0 {
			of = of[:min(n, len(of))]
		}
		all = append(all, of...)
	}
	if list {
		show(all)
	} else {
		t.all(all, processes, budget)
	}
	fmt.Printf("%5d cannot be switched\n%v\n", w.skipped, time.Since(began).Round(time.Second))
	return nil
}

func show(all []mutant) {
	slices.SortFunc(all, func(a, b mutant) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.id, b.id))
	})
	for _, m := range all {
		fmt.Println(m)
	}
}

// group is how many mutants are tried at once that survived a while.
const group = 12

// all tries mutants, and lists those that survive. Those that survive a fifth of the time have the rest of it when all
// had that much, in groups.
func (t *trial) all(all []mutant, processes int, budget time.Duration) {
	counts, survivors := map[string]int{}, []mutant{}
	var lock sync.Mutex
	var left []*mutant
	said := 0
	say := func(m *mutant, outcome, by string) {
		lock.Lock()
		defer lock.Unlock()
		said++
		fmt.Printf("%d/%d %s: %s: %s (%.2fs)\n", said, len(all), m, outcome, by, m.worked.Seconds())
		if outcome == unfinished && m.worked < t.limit {
			left = append(left, m)
			return
		}
		counts[outcome]++
		if outcome != noticed && outcome != outOfTime {
			m.what = outcome + ": " + m.what
			survivors = append(survivors, *m)
		}
	}
	late := func() bool { return budget > 0 && time.Since(began) > budget }
	each(all, processes, func(_ int, m mutant) {
		if !late() {
			outcome, by := t.try(&m, t.limit/5)
			say(&m, outcome, by)
		}
	})
	rest := left
	left, said = nil, len(all)-len(rest)
	each(slices.Collect(slices.Chunk(rest, group)), processes, func(_ int, some []*mutant) {
		if !late() {
			t.together(some, t.limit, say)
		}
	})
	fmt.Println()
	show(survivors)
	fmt.Println()
	for _, outcome := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf("%5d %s\n", counts[outcome], outcome)
	}
}
