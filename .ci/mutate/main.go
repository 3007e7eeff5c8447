// Program mutate breaks the rooms of package scoring one small change at a time, and lists the changes that no test
// notices.
//
//	go run ./.ci/mutate -n 50 -seed 1                # fifty mutants of all rooms, at random
//	go run ./.ci/mutate -file steps/credit.go        # all mutants of a file
//	go run ./.ci/mutate -file bulk/ -list            # what would be tried
//
// A mutant is a file with one change, laid over the checkout, which stays as it is. The tests of its room run first,
// then those of results. A mutant that does not compile is no mutant; one that runs out of time is noticed.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// rooms are the rooms with the packages whose tests tell about them, the quickest first.
var rooms = []struct {
	name  string
	tests []string
}{
	{"frame", []string{"./scoring/internal/steps", "./scoring/internal/bulk", "./scoring/internal/incremental", "./scoring", "./examples/schemes"}},
	{"steps", []string{"./scoring/internal/steps", "./scoring", "./examples/schemes"}},
	{"bulk", []string{"./scoring/internal/bulk", "./scoring/internal/incremental", "./scoring"}},
	{"incremental", []string{"./scoring/internal/incremental", "./scoring"}},
	{"provenance", []string{"./scoring/internal/incremental", "./scoring", "./examples/gongguo"}},
}

func main() {
	file := flag.String("file", "", "only files whose path has this in it, as bulk/ or steps/credit.go")
	n := flag.Int("n", 0, "how many mutants are tried; 0: all")
	seed := flag.Uint64("seed", 1, "which ones")
	limit := flag.Duration("timeout", 3*time.Minute, "how long the tests of a mutant may take")
	budget := flag.Duration("budget", 0, "when no further mutant is begun; 0: never")
	list := flag.Bool("list", false, "list the mutants and try none")
	flag.Parse()
	if err := run(*file, *n, *seed, *limit, *budget, *list); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file string, n int, seed uint64, limit, budget time.Duration, list bool) error {
	began := time.Now()
	all, err := mutants(file)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if n > 0 {
		all = all[:min(n, len(all))]
	}
	if list {
		slices.SortFunc(all, func(a, b mutant) int { return strings.Compare(a.String(), b.String()) })
		for _, m := range all {
			fmt.Println(m)
		}
		return nil
	}
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	counts, survivors := map[string]int{}, []string{}
	for i, m := range all {
		if budget > 0 && time.Since(began) > budget {
			break
		}
		outcome, err := m.try(dir, limit)
		if err != nil {
			return err
		}
		counts[outcome]++
		fmt.Printf("%d/%d %s: %s\n", i+1, len(all), m, outcome)
		if outcome == survived {
			survivors = append(survivors, m.String())
		}
	}
	slices.Sort(survivors)
	fmt.Printf("\n%d noticed, %d out of time, %d do not compile, %d survived\n%s\n",
		counts[noticed], counts[outOfTime], counts[invalid], counts[survived], strings.Join(survivors, "\n"))
	return nil
}

// What can become of a mutant.
const (
	noticed   = "noticed"
	outOfTime = "out of time"
	invalid   = "does not compile"
	survived  = "SURVIVED"
)

// try runs the tests on a mutant.
func (m mutant) try(dir string, limit time.Duration) (string, error) {
	path, err := filepath.Abs(m.file)
	if err != nil {
		return "", err
	}
	changed, overlay := filepath.Join(dir, "mutant.go"), filepath.Join(dir, "overlay.json")
	laid, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		return "", err
	}
	if err := errors.Join(os.WriteFile(changed, m.text(), 0o644), os.WriteFile(overlay, laid, 0o644)); err != nil {
		return "", err
	}
	if err := exec.Command("go", "build", "-overlay", overlay, "./"+filepath.Dir(m.file)).Run(); err != nil {
		return invalid, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	for _, tests := range m.tests {
		c := exec.CommandContext(ctx, "go", "test", "-overlay", overlay, "-vet=off", "-short", "-failfast", "-timeout", limit.String(), tests)
		c.WaitDelay = time.Second
		out, err := c.CombinedOutput()
		switch {
		case ctx.Err() != nil || strings.Contains(string(out), "panic: test timed out"):
			return outOfTime, nil
		case err != nil && strings.Contains(string(out), "[build failed]"):
			return invalid, nil
		case err != nil:
			return noticed, nil
		}
	}
	return survived, nil
}
