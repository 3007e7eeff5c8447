package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/gongguo/gongguo/ledger/spelling"
)

// How the program ends.
const (
	exitGood     = 0
	exitInput    = 1 // the input is wrong
	exitUsage    = 2 // the command is wrong
	exitProblems = 3 // it scored, and rules missed facts
)

// usageError is a command that cannot be understood; it names the command for its help, or none.
type usageError struct {
	command string
	message string
}

func (e *usageError) Error() string { return e.message }

// errProblems ends a run that scored with problems; they are in its output.
var errProblems = errors.New("scored, with problems")

// errFailed ends a run whose errors are printed already.
var errFailed = errors.New("failed")

// session is one run of the program.
type session struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
}

// command is a word after gongguo.
type command struct {
	name    string
	summary string
	run     func(s *session, args []string) error
	flags   func() *flag.FlagSet // for help and for the nearest name of a wrong flag
	help    string               // usage, what it does, an example
}

// run is the program: it returns how it ends. All input beside files comes from stdin, all output goes to stdout and
// stderr.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := bufio.NewWriterSize(stdout, 1<<16)
	stderr = plainWriter{stderr}
	s := &session{ctx: ctx, stdin: stdin, stdout: out, stderr: stderr}
	err := s.dispatch(args)
	if flushed := out.Flush(); err == nil || errors.Is(err, errProblems) {
		if flushed != nil {
			err = flushed
		}
	}
	var usage *usageError
	switch {
	case err == nil:
		return exitGood
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.Is(err, errFailed):
		return exitInput
	case errors.As(err, &usage):
		hint := "gongguo help"
		if usage.command != "" {
			hint += " " + usage.command
		}
		fmt.Fprintf(stderr, "gongguo: %s\nSee: %s\n", usage.message, hint)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "gongguo: interrupted")
		return exitInput
	}
	fmt.Fprintln(stderr, err)
	return exitInput
}

func (s *session) dispatch(args []string) error {
	if len(args) == 0 {
		return help(s, nil)
	}
	name := strings.TrimLeft(args[0], "-")
	switch {
	case args[0] == "-h" || name == "help":
		return help(s, args[1:])
	case name == "version":
		return version(s, args[1:])
	}
	c, err := find(args[0])
	if err != nil {
		return err
	}
	for _, a := range args[1:] {
		if a == "--" {
			break
		}
		if a == "-h" || a == "-help" || a == "--help" {
			return help(s, args[:1])
		}
	}
	return c.run(s, args[1:])
}

// find is the command of that name; the error names the nearest.
func find(name string) (*command, error) {
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return &c, nil
		}
		names = append(names, c.name)
	}
	if near, ok := spelling.Nearest(name, names); ok {
		return nil, &usageError{message: fmt.Sprintf("unknown command %q; did you mean %q?", name, near)}
	}
	return nil, &usageError{message: fmt.Sprintf("unknown command %q; there are %s", name, strings.Join(names, ", "))}
}

func commands() []command {
	return []command{
		scoreCommand(), compareCommand(), explainCommand(), checkCommand(), testCommand(), convertCommand(),
		sampleCommand(), schemesCommand(),
		{name: "version", summary: "print the versions of the engine and of its time zone data", run: version,
			help: "Usage: gongguo version\n"},
		{name: "help", summary: "print this, or the help of a command", run: help,
			help: "Usage: gongguo help [COMMAND]\n"},
	}
}
