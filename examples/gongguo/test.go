package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const testHelp = `Usage: gongguo test [SCHEME…]

Runs the worked cases inside schemes, embedded ones by name or files; without a name, those
of every embedded scheme.

Example:
  gongguo test chifeng-2020 my-scheme.yaml
`

func testCommand() command {
	return command{name: "test", summary: "run the worked cases inside a scheme", help: testHelp, run: test,
		flags: func() *flag.FlagSet { return newFlags("test") }}
}

func test(s *session, args []string) error {
	fs := newFlags("test")
	names, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		names = schemes.Names()
	}
	failed := false
	for _, name := range names {
		passed, err := s.testOne(name)
		if err != nil {
			if s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			failed = true
			fmt.Fprintln(s.stderr, err)
			fmt.Fprintf(plainWriter{s.stdout}, "FAIL  %s%s\n", name, passed)
			continue
		}
		fmt.Fprintf(plainWriter{s.stdout}, "ok    %s: %s\n", name, passed)
	}
	if failed {
		return errFailed
	}
	return nil
}

// testOne runs the tests of a scheme and counts them; the error is every figure that did not come out.
func (s *session) testOne(name string) (string, error) {
	sch, err := loadScheme(s.ctx, name)
	if err != nil {
		return "", err
	}
	failures, err := scoring.RunTests(s.ctx, sch)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	var errs []error
	failed := map[string]bool{}
	for _, f := range failures {
		errs = append(errs, errors.New(f.String()))
		failed[f.Test] = true
	}
	if len(sch.Tests) == 0 {
		return "no tests inside", nil
	}
	if len(failed) > 0 {
		return fmt.Sprintf(": %d of %s failed, %s", len(failed), counted(len(sch.Tests), "test", "tests"),
			counted(len(failures), "figure is not as expected", "figures are not as expected")), errors.Join(errs...)
	}
	return counted(len(sch.Tests), "test", "tests") + untested(sch), nil
}

// untested says which readings no test of a scheme takes.
func untested(s *scheme.Scheme) string {
	var names []string
	for _, r := range s.Readings {
		if !r.Taken && !slices.ContainsFunc(s.Tests, func(t scheme.Test) bool {
			return slices.Contains(t.Readings, r.Name)
		}) {
			names = append(names, r.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "; no test takes reading " + strings.Join(names, ", ")
}
