package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// unit is what is run at once: a test, or one of the parts of a slow test.
type unit struct {
	pkg, bin string
	seeds    []string // the flag for more random ledgers, where the package has it
	name     string
	took     time.Duration
	reached  map[int]bool
}

// slow is a test whose parts are run one by one, unless each does again most of what the whole does.
const slow = time.Second

func (u unit) pattern() string {
	var each []string
	for part := range strings.SplitSeq(u.name, "/") {
		each = append(each, "^"+regexp.QuoteMeta(part)+"$")
	}
	return strings.Join(each, "/")
}

// run runs a unit under variables of the environment, in the directory of its package as go test does. It returns what
// was written, and how long the processor worked.
func (u unit) run(limit time.Duration, env ...string) (string, time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	c := exec.CommandContext(ctx, u.bin, append([]string{"-test.run", u.pattern(), "-test.v", "-test.short",
		"-test.failfast"}, u.seeds...)...)
	c.Dir, c.WaitDelay = u.pkg, time.Second
	c.Env = append(append(os.Environ(), "GOGC=400"), env...)
	out, err := c.CombinedOutput()
	if c.ProcessState == nil {
		return "", 0, err
	}
	if c.ProcessState.ExitCode() < 0 { // killed
		err = context.DeadlineExceeded
	}
	return string(out), c.ProcessState.UserTime() + c.ProcessState.SystemTime(), err
}

// units are the tests of all packages and the parts of slow ones, those that reach a mutant.
func (w *weaver) units(processes int) ([]*unit, error) {
	var whole, all []*unit
	for _, pkg := range packages {
		bin, err := w.build(pkg)
		if err != nil {
			return nil, err
		}
		seeds := []string{"-seeds", "10"}
		if exec.Command(bin, append(seeds, "-test.list", "^$")...).Run() != nil {
			seeds = nil
		}
		c := exec.Command(bin, "-test.list", ".")
		c.Dir = pkg
		out, err := c.Output()
		if err != nil {
			return nil, err
		}
		for name := range strings.FieldsSeq(string(out)) {
			if !strings.HasPrefix(name, "Benchmark") {
				whole = append(whole, &unit{pkg: pkg, bin: bin, seeds: seeds, name: name})
			}
		}
	}
	var lock sync.Mutex
	each(whole, processes, func(_ int, u *unit) {
		parts := u.record(w.dir)
		lock.Lock()
		defer lock.Unlock()
		all = append(all, parts...)
	})
	return all, nil
}

// record runs a unit without a mutant and keeps which ones it reaches; it returns the unit or its parts. A unit that
// fails among the changed copies is left out.
func (u *unit) record(dir string) []*unit {
	path := filepath.Join(dir, strings.ReplaceAll(u.pkg+"_"+u.name, "/", "_"))
	out, took, err := u.run(time.Hour, "MUTANT_REACHED="+path)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s %s fails without a mutant and is left out: %v\n%s\n", u.pkg, u.name, err, out)
		return nil
	}
	reached, err := os.ReadFile(path)
	if err != nil {
		return nil // none
	}
	u.took, u.reached = took, map[int]bool{}
	for id := range strings.FieldsSeq(string(reached)) {
		var i int
		if _, err := fmt.Sscan(id, &i); err != nil {
			return nil
		}
		u.reached[i] = true
	}
	var parts []*unit
	for line := range strings.Lines(out) {
		name, run := strings.CutPrefix(strings.TrimSpace(line), "=== RUN   "+u.name+"/")
		if run && u.took > slow && !strings.Contains(u.name, "/") {
			first, _, _ := strings.Cut(name, "/")
			part := &unit{pkg: u.pkg, bin: u.bin, seeds: u.seeds, name: u.name + "/" + first}
			if !slices.ContainsFunc(parts, func(p *unit) bool { return p.name == part.name }) {
				parts = append(parts, part)
			}
		}
	}
	if len(parts) < 2 {
		return []*unit{u}
	}
	var all []*unit
	sum := time.Duration(0)
	for _, p := range parts {
		all = append(all, p.record(dir)...)
		if sum += p.took; sum > 2*u.took {
			return []*unit{u}
		}
	}
	return all
}

// each runs a function on all of a list, several at once.
func each[T any](list []T, processes int, do func(int, T)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range processes {
		wait.Go(func() {
			for i := range next {
				do(i, list[i])
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	wait.Wait()
}
