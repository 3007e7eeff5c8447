package main

import (
	"context"
	"flag"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

const schemesHelp = `Usage: gongguo schemes [NAME]

Lists the embedded schemes: title, accounts, readings, and the parameters that must be given.
With a name it prints that scheme's YAML, to read or to begin your own with.

Example:
  gongguo schemes chifeng-2020 > my-scheme.yaml
`

func schemesCommand() command {
	return command{name: "schemes", summary: "list the embedded schemes, or print one", help: schemesHelp,
		run:   listSchemes,
		flags: func() *flag.FlagSet { return newFlags("schemes") }}
}

func listSchemes(s *session, args []string) error {
	rest, err := parse(newFlags("schemes"), args)
	switch {
	case err != nil:
		return err
	case len(rest) > 1:
		return &usageError{"schemes", fmt.Sprintf("found %d names; expected one", len(rest))}
	case len(rest) == 1:
		text, err := schemes.Source(strings.TrimSuffix(rest[0], ".yaml"))
		if err != nil {
			return err
		}
		_, err = s.stdout.Write(text)
		return err
	}
	var d document
	for _, name := range schemes.Names() {
		b, err := describeScheme(s.ctx, name)
		if err != nil {
			return err
		}
		d = append(d, b)
	}
	d.text(s.stdout)
	return nil
}

func describeScheme(ctx context.Context, name string) (block, error) {
	s, err := schemes.Load(ctx, name)
	if err != nil {
		return block{}, err
	}
	var accounts []string
	for _, a := range s.Accounts {
		accounts = append(accounts, a.Name+" "+accountTitle(a))
	}
	b := block{level: 1, heading: name + "  " + s.Title, lines: []string{"  accounts: " + strings.Join(accounts, ", ")}}
	for _, r := range s.Readings {
		mark := ""
		if r.Taken {
			mark = " (taken)"
		}
		b.lines = append(b.lines, "  reading:  "+padded(r.Name+mark, 28, false)+"  "+r.Title)
	}
	for _, path := range s.Missing() {
		b.lines = append(b.lines, "  required: --param "+path+"=…")
	}
	return b, nil
}

func version(s *session, args []string) error {
	if len(args) > 0 {
		return &usageError{"version", fmt.Sprintf("found argument %q; expected none", args[0])}
	}
	module := "(unknown)"
	if info, ok := debug.ReadBuildInfo(); ok {
		module = info.Main.Version
	}
	fmt.Fprintf(s.stdout, "gongguo %s, engine %s, time zone data %s\n", module, scoring.EngineName,
		calendar.ZoneVersion())
	return nil
}
