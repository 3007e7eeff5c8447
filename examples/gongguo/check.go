package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const checkHelp = `Usage: gongguo check FILE…
       gongguo check --ledger FILE|FOLDER… [FILE…]
       gongguo check --proof DIR FILE…
       gongguo check --digest sha256:… FILE
       gongguo check --appended-to OLDFILE FILE

Checks schemes (.yaml, or the name of an embedded one) and ledgers (.jsonl, .csv), and prints
everything that is wrong with each, or what it holds and its digest. A scheme is checked under
each of its readings too. FILE may be - for standard input. Each FILE is checked by itself; those
of --ledger, which may refer to one another, are one ledger.

A good scheme is also reviewed. A finding is something that its author perhaps did not mean: a
parameter that nothing reads, a rule that can never fire, a tier whose outlets the tiers above it
take, an entry without a figure, two credits that pay one entry in one account, a bonus that
takes or a deduction that gives, a clause of the list that no line cites. Each comes with a
witness, a small ledger to put into a file and look at with score or explain. A finding is no
error: the scheme can be scored. With --strict the program exits with 1 where there is one.

Of a ledger beside a scheme it lists the words that no expression of the scheme knows (a genre, a
category, an attribute), with how many entries have them and the word that was perhaps meant.
With --strict the program exits with 1 where one is near a word of the scheme, or not allowed.
It lists submissions that may be one and the same (疑似重复): two of one unit with one title, or
of two units within seven days.

With --proof DIR it looks for the file of each entry's proof, a scan, in that folder, and compares
its SHA-256. It names those that are missing or altered, and exits with 1 where there is one.

Two ledgers with one digest hold the same entries in the same order, whatever form they are in.

Example:
  gongguo check my-scheme.yaml 2020.jsonl
  gongguo check --strict my-scheme.yaml
  gongguo check --proof scans 2020.jsonl
  gongguo check --appended-to 2020-march.jsonl 2020.csv
`

type checkOptions struct {
	digest, appendedTo string
	ledgers            []string
	proof              string
	strict, internal   bool
}

func checkFlags() (*flag.FlagSet, *checkOptions) {
	fs, o := newFlags("check"), &checkOptions{}
	fs.StringVar(&o.digest, "digest", "",
		"`DIGEST`: sha256: and 64 hexadecimal digits, or the first 12 or more of them; FILE must have it")
	fs.Var((*pathsFlag)(&o.ledgers), "ledger",
		"`FILE|FOLDER|-`: a ledger; several are checked as one, in that order")
	fs.StringVar(&o.appendedTo, "appended-to", "",
		"`OLDFILE`: a ledger; FILE must be that ledger, with later entries or without")
	fs.StringVar(&o.proof, "proof", "",
		"`DIR`: a folder in which the files of all proofs must lie, unaltered; says which are missing or altered")
	fs.BoolVar(&o.internal, "internal", false, internalFlag)
	fs.BoolVar(&o.strict, "strict", false,
		"exit with 1 where a scheme has findings, or a ledger has words that are probably wrong")
	return fs, o
}

func checkCommand() command {
	return command{name: "check", summary: "print everything that is wrong with a scheme or a ledger", help: checkHelp,
		run:   check,
		flags: func() *flag.FlagSet { fs, _ := checkFlags(); return fs }}
}

var digestShape = regexp.MustCompile(`^sha256:[0-9a-f]{12,64}$`)

func check(s *session, args []string) error {
	fs, o := checkFlags()
	files, err := parse(fs, args)
	if err != nil {
		return err
	}
	one := len(files) // what is checked besides the ledgers that are one
	if len(o.ledgers) > 0 {
		files = append(files, "")
	}
	special := o.digest != "" || o.appendedTo != ""
	o.digest = strings.ToLower(o.digest)
	switch {
	case len(files) == 0:
		return &usageError{"check", "nothing to check; expected files"}
	case special && len(files) != 1:
		return &usageError{"check",
			fmt.Sprintf("found %d files; expected one with --digest or --appended-to", len(files))}
	case o.digest != "" && !digestShape.MatchString(o.digest):
		return &usageError{"check",
			fmt.Sprintf("found digest %q; expected sha256: and 64 hexadecimal digits, or the first 12 or more of them",
				o.digest)}
	case o.appendedTo == "-" && (files[0] == "-" || slices.Contains(o.ledgers, "-")):
		return &usageError{"check", "found both ledgers on standard input; expected one of them in a file"}
	}
	failed := false
	all, errs := make([]*checked, len(files)), make([]error, len(files))
	for i, name := range files {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if i == one {
			all[i], errs[i] = s.checkLedgers(o.ledgers)
		} else {
			all[i], errs[i] = s.checkOne(name)
		}
	}
	for i, found := range all {
		err := errs[i]
		if err == nil {
			err = s.compareWords(found, all, scoring.Options{Internal: o.internal})
		}
		if err == nil && o.proof != "" {
			err = s.checkProofs(found, o)
		}
		if err == nil && o.digest != "" {
			err = found.hasDigest(o.digest)
		}
		if err == nil && o.appendedTo != "" {
			err = s.checkAppended(found, o.appendedTo)
		}
		if err != nil {
			failed = true
			fmt.Fprintln(s.stderr, err)
			continue
		}
		fmt.Fprintf(plainWriter{s.stdout}, "%s: good: %s\n  digest %s\n%s", found.name, found.text, found.digest,
			found.verdict)
		failed = failed || o.strict && found.findings > 0
	}
	if failed {
		return errFailed
	}
	return nil
}

// checked is what a good file holds.
type checked struct {
	name, text, digest string
	verdict            string         // lines that say what it was compared with
	ledger             *ledger.Ledger // nil for a scheme
	scheme             *scheme.Scheme // nil for a ledger
	findings           int            // of a scheme; of a ledger, the words that are probably wrong
}

// checkOne reads a file; the error is everything that is wrong with it.
func (s *session) checkOne(path string) (*checked, error) {
	if path != "-" && !isFile(path, ".yaml", ".yml") && slices.Contains(schemes.Names(), path) {
		return s.checkScheme(path, func() (*scheme.Scheme, error) { return schemes.Load(s.ctx, path) })
	}
	in, err := s.open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) && filepath.Ext(path) == "" && !isFile(path) {
			_, unknown := schemes.Source(path)
			return nil, fmt.Errorf("there is no file %s, and %w", path, unknown)
		}
		return nil, err
	}
	defer in.close()
	kind, err := in.kind()
	switch {
	case err != nil:
		return nil, err
	case kind == "scheme":
		return s.checkScheme(in.name, func() (*scheme.Scheme, error) {
			content, err := io.ReadAll(in)
			if err != nil {
				return nil, err
			}
			return scheme.Load(s.ctx, in.name, content)
		})
	}
	l, err := in.ledger()
	if err != nil {
		return nil, err
	}
	return s.checkedLedger(in.name, l)
}

// checkLedgers reads several files as one ledger.
func (s *session) checkLedgers(paths []string) (*checked, error) {
	l, from, err := s.readLedgers(paths)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, file := range from.files {
		names = append(names, nameOf(file))
	}
	found, err := s.checkedLedger(strings.Join(names, ", "), l)
	if err == nil {
		for _, line := range from.warnings() {
			found.verdict += "  " + line + "\n"
		}
	}
	return found, err
}

// checkedLedger says what a good ledger holds.
func (s *session) checkedLedger(name string, l *ledger.Ledger) (*checked, error) {
	ledgerDigest, err := l.Digest(s.ctx)
	if err != nil {
		return nil, err
	}
	return &checked{name: name, ledger: l, digest: ledgerDigest,
			text: fmt.Sprintf("ledger of %s about %s and %s", counted(l.Len(), "entry", "entries"),
				counted(distinct(l, ledger.Enroll), "unit", "units"),
				counted(distinct(l, ledger.Submit), "item", "items"))},
		nil
}

func (s *session) checkScheme(name string, load func() (*scheme.Scheme, error)) (*checked, error) {
	sch, err := load()
	if err == nil {
		err = sch.CheckReadings(s.ctx)
	}
	if err != nil {
		return nil, err
	}
	verdict, findings, err := s.reviewed(sch)
	if err != nil {
		return nil, err
	}
	return &checked{name: name, scheme: sch, digest: sch.Digest(), verdict: verdict, findings: findings,
		text: fmt.Sprintf("scheme %s, %s, %s, %s, %s", sch.Name, counted(len(sch.Rules), "rule", "rules"),
			counted(len(sch.Quotas), "quota", "quotas"), counted(len(sch.Readings), "reading", "readings"),
			counted(len(sch.Tests), "test", "tests"))}, nil
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
