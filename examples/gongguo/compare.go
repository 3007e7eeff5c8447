package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/scoring/scheme"
)

const compareHelp = `Usage: gongguo compare [FLAGS] --with-… [--changed]

Scores twice and says who wins and who loses: by another regulation, another figure in it,
another reading of it, or by what was known at another time. The flags of score say the first
side. The flags that begin with --with- say how the other differs; what they do not say is as
on the first. A unit is compared within the group of the other side, and so is its rank.

It ends with 3 if rules missed facts on either side.

Example:
  gongguo compare --with-param each_missing=0 --changed
  gongguo compare --ledger 2020.jsonl --with-scheme draft.yaml --format csv
  gongguo compare --ledger 2020.jsonl --known 2020-06-30 --with-known 2020-12-31
`

// compareFlags say what is scored on each side. What other says are only those that were given.
type compareFlags struct {
	first, other scoringFlags
	changed      bool
}

func newCompareFlags() (*flag.FlagSet, *compareFlags) {
	fs, f := newFlags("compare"), &compareFlags{}
	f.first.add(fs, compareFormats)
	fs.StringVar(&f.other.scheme, "with-scheme", "", "`NAME|FILE`: the scheme of the other side")
	fs.Var((*pathsFlag)(&f.other.ledgers), "with-ledger",
		"`FILE|FOLDER|-`: the ledger of the other side; several are one, in that order")
	fs.StringVar(&f.other.until, "with-until", "", "`D`: --until of the other side; \"\" for none")
	fs.StringVar(&f.other.known, "with-known", "", "`T`: --known of the other side; \"\" for all")
	fs.Var((*paramsFlag)(&f.other.params), "with-param", "`K=V`: sets a parameter on the other side; repeatable")
	fs.Var((*namesFlag)(&f.other.readings), "with-reading",
		"`NAME`: takes another reading on the other side; repeatable")
	fs.BoolVar(&f.changed, "changed", false, "prints only the units of which something changed")
	return fs, f
}

func compareCommand() command {
	return command{name: "compare", summary: "score twice: who wins, who loses", help: compareHelp, run: compare,
		flags: func() *flag.FlagSet { fs, _ := newCompareFlags(); return fs }}
}

func compare(s *session, args []string) error {
	fs, f := newCompareFlags()
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	if err := only(fs, rest); err != nil {
		return err
	}
	if err := checkFormat(fs, f.first.format, compareFormats); err != nil {
		return err
	}
	given := map[string]bool{}
	fs.Visit(func(one *flag.Flag) {
		if name, ok := strings.CutPrefix(one.Name, "with-"); ok {
			given[name] = true
		}
	})
	switch {
	case len(given) == 0:
		return &usageError{"compare", "nothing to compare with; expected at least one flag that begins with --with-"}
	case slices.Contains(f.first.ledgers, "-") && slices.Contains(f.other.ledgers, "-"):
		return &usageError{"compare", "found both ledgers on standard input; expected one of them in a file"}
	}
	c, err := s.compared(f, given)
	if err != nil {
		return err
	}
	if err := c.print(s.stdout, f.first.format); err != nil {
		return err
	}
	if f.first.machine() {
		s.note(firstSide+": ", c.first)
		s.note(otherSide+": ", c.other)
	}
	if len(c.first.problems)+len(c.other.problems) > 0 {
		return errProblems
	}
	return nil
}

// compared scores both sides.
func (s *session) compared(f *compareFlags, given map[string]bool) (*comparison, error) {
	in, err := s.load(&f.first)
	if err != nil {
		return nil, err
	}
	c := &comparison{from: in.from, with: in.from, onlyChanged: f.changed}
	if c.first, err = s.score(in, &f.first); err != nil {
		return nil, err
	}
	other := f.first
	other.period = c.first.Shown().String()
	if given["scheme"] {
		other.scheme = f.other.scheme
	}
	if given["until"] {
		other.until = f.other.until
	}
	if given["known"] {
		other.known = f.other.known
	}
	other.params = mergedParams(f.first.params, f.other.params)
	other.readings = nil // those of the scheme that the other side turns out to have
	other.prefix = "with-"
	var with *input
	if given["ledger"] {
		other.ledgers, other.sample = f.other.ledgers, false
		if with, err = s.load(&other); err == nil {
			c.with = with.from
		}
	}
	fail := func(err error) error {
		return fmt.Errorf("the other side, which is as the first but for what --with- flags say:\n%w", err)
	}
	if with == nil && err == nil {
		with = &input{ledger: in.ledger, scheme: in.scheme, from: in.from}
		if given["scheme"] {
			with.scheme, err = loadScheme(s.ctx, other.scheme)
		}
	}
	if err != nil {
		return nil, fail(err)
	}
	other.readings = mergedReadings(with.scheme, f.first.readings, f.other.readings)
	if err := missingParams(s.ctx, with.scheme, &other); err != nil {
		return nil, fail(err)
	}
	if c.other, err = s.score(with, &other); err != nil {
		return nil, fail(err)
	}
	c.rows = comparedRows(c.first, c.other)
	return c, nil
}

// mergedParams are those of the first side but for those that are set anew.
func mergedParams(first, anew []scheme.Param) []scheme.Param {
	remaining := slices.DeleteFunc(slices.Clone(first), func(p scheme.Param) bool {
		return slices.ContainsFunc(anew, func(q scheme.Param) bool { return q.Path == p.Path })
	})
	return append(remaining, anew...)
}

// mergedReadings are those of the first side but for those whose question is answered anew.
func mergedReadings(s *scheme.Scheme, first, anew []string) []string {
	question := func(name string) string {
		i := slices.IndexFunc(s.Readings, func(r scheme.Reading) bool { return r.Name == name })
		if i < 0 {
			return "reading " + name
		}
		return s.Readings[i].Question
	}
	remaining := slices.DeleteFunc(slices.Clone(first), func(name string) bool {
		return slices.ContainsFunc(anew, func(other string) bool { return question(other) == question(name) })
	})
	return append(remaining, anew...)
}

func (c *comparison) print(w io.Writer, format string) error {
	switch format {
	case "json":
		out := json.NewEncoder(plainWriter{w})
		out.SetEscapeHTML(false)
		out.SetIndent("", " ")
		return out.Encode(c.json())
	case "csv":
		return c.csv(w)
	case "markdown":
		c.document().markdown(w)
	default:
		c.document().text(w)
	}
	return nil
}
