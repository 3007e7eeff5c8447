package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

const checkHelp = `Usage: gongguo check FILE…

Checks schemes (.yaml, or the name of an embedded one) and ledgers (.jsonl, .csv), and prints
everything that is wrong with each. A scheme is checked under each of its readings too.

Example:
  gongguo check my-scheme.yaml 2020.jsonl
`

func checkCommand() command {
	return command{name: "check", summary: "print everything that is wrong with a scheme or a ledger", help: checkHelp, run: check,
		flags: func() *flag.FlagSet { return newFlags("check") }}
}

func check(s *session, args []string) error {
	fs := newFlags("check")
	files, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return &usageError{"check", "nothing to check; expected files"}
	}
	failed := false
	for _, name := range files {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		good, err := s.checkOne(name)
		if err != nil {
			failed = true
			fmt.Fprintln(s.stderr, err)
			continue
		}
		fmt.Fprintln(s.stdout, good)
	}
	if failed {
		return errFailed
	}
	return nil
}

// checkOne says in a line what a good file holds; the error is everything that is wrong with it.
func (s *session) checkOne(name string) (string, error) {
	kind, err := kindOf(name)
	switch {
	case err != nil:
		return "", err
	case kind == "scheme":
		sch, err := loadScheme(name)
		if err == nil {
			err = sch.CheckReadings()
		}
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s: good: scheme %s, %s, %s, %s, %s, %s", name, sch.Name, counted(len(sch.Rules), "rule", "rules"), counted(len(sch.Quotas), "quota", "quotas"),
			counted(len(sch.Readings), "reading", "readings"), counted(len(sch.Tests), "test", "tests"), shortDigest(sch.Digest())), nil
	}
	l, err := s.readLedger(name)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s: good: ledger of %s about %s and %s, %s", name, counted(l.Len(), "entry", "entries"), counted(distinct(l, ledger.Enroll), "unit", "units"),
		counted(distinct(l, ledger.Submit), "item", "items"), shortDigest(l.Digest())), nil
}

// distinct counts the units that are enrolled, or the items that are handed in.
func distinct(l *ledger.Ledger, kind ledger.Kind) int {
	seen := map[string]bool{}
	for _, e := range l.All() {
		if e.Kind == kind {
			if kind == ledger.Enroll {
				seen[e.Unit] = true
			} else {
				seen[e.Item] = true
			}
		}
	}
	return len(seen)
}

// kindOf tells whether a file is a scheme or a ledger: by its name, else by how it begins.
func kindOf(name string) (string, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml":
		return "scheme", nil
	case ".jsonl", ".ndjson", ".json", ".csv":
		return "ledger", nil
	}
	if name == "-" {
		return "ledger", nil
	}
	file, err := os.Open(name)
	if err != nil {
		if !isFile(name) {
			return "scheme", nil // an embedded one, or an error that names the nearest
		}
		return "", err
	}
	defer file.Close()
	start := make([]byte, 4096)
	n, _ := file.Read(start)
	start = bytes.TrimPrefix(start[:n], []byte("\ufeff"))
	for line := range bytes.Lines(start) {
		if bytes.HasPrefix(line, []byte("scheme:")) {
			return "scheme", nil
		}
	}
	return "ledger", nil
}
