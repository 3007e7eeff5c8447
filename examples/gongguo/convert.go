package main

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
)

const formFormats = "jsonl|csv"

const convertHelp = `Usage: gongguo convert [--to jsonl|csv] [--bom] [--internal] FILE
       gongguo convert --to jsonl|csv [--bom] [--internal] FILE|FOLDER…

Writes a ledger in the other form to standard output, or in the form of --to. FILE may be -
for standard input. Several files are one ledger, in that order. Nothing is lost: the ledger has
the same digest in both forms. Excel shows Chinese right only with --bom; keep its date columns
as text, and save as "CSV UTF-8". A ledger with restricted entries (内部) is written only with
--internal, for nothing can be left out of it.

Example:
  gongguo convert 2020.jsonl > 2020.csv
`

func convertFlags() (fs *flag.FlagSet, to *string, mark, internal *bool) {
	fs = newFlags("convert")
	internal = fs.Bool("internal", false, "writes restricted entries (内部) too, which hold what is shown to nobody else")
	mark = fs.Bool("bom", false, "begins CSV with a byte order mark, by which Excel knows UTF-8")
	return fs, fs.String("to", "", "`"+formFormats+"`: the form to write (default: the other one)"), mark, internal
}

func convertCommand() command {
	return command{name: "convert", summary: "turn a ledger from JSON Lines to CSV, or back", help: convertHelp,
		run:   convert,
		flags: func() *flag.FlagSet { fs, _, _, _ := convertFlags(); return fs }}
}

func convert(s *session, args []string) error {
	fs, to, mark, internal := convertFlags()
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	switch {
	case len(rest) == 0:
		return &usageError{"convert", "found no file; expected one, or - for standard input"}
	case len(rest) > 1 && *to == "":
		return &usageError{"convert",
			fmt.Sprintf("found %d files without --to; expected it to say the form of the whole", len(rest))}
	}
	if *to != "" {
		if err := checkFormat(fs, *to, formFormats); err != nil {
			return err
		}
	}
	l, target, err := s.readAnyForm(rest, ledger.Form(*to))
	if err != nil {
		return err
	}
	if restricted := countRestricted(l); restricted > 0 && !*internal {
		return fmt.Errorf("found %s (内部), whose titles, outlets and endorsers would be written; expected --internal",
			counted(restricted, "restricted entry", "restricted entries"))
	}
	if *mark {
		if target != ledger.CSV {
			return &usageError{"convert", "found --bom with JSON Lines; expected it with CSV only"}
		}
		if _, err := io.WriteString(s.stdout, "\ufeff"); err != nil {
			return err
		}
	}
	return s.writeLedger(l, target)
}

func countRestricted(l *ledger.Ledger) (n int) {
	for _, e := range l.All() {
		if e.Restricted {
			n++
		}
	}
	return n
}

// readAnyForm reads what is converted, and gives the form to write: the other one where none is said.
func (s *session) readAnyForm(files []string, to ledger.Form) (*ledger.Ledger, ledger.Form, error) {
	if to != "" {
		l, _, err := s.readLedgers(files)
		return l, to, err
	}
	in, err := s.open(files[0])
	if err != nil {
		return nil, "", err
	}
	defer in.close()
	to = ledger.CSV
	if in.form() == ledger.CSV {
		to = ledger.JSONL
	}
	l, err := in.ledger()
	return l, to, err
}

func (s *session) writeLedger(l *ledger.Ledger, f ledger.Form) error {
	if f == ledger.CSV {
		return ledger.WriteCSV(s.ctx, s.stdout, l)
	}
	return ledger.WriteJSONL(s.ctx, s.stdout, l)
}

const sampleHelp = `Usage: gongguo sample [--scheme NAME] [--seed N] [--units N] [--entries N] [--format jsonl|csv]

Writes a made-up ledger of a year in which every clause of the scheme occurs. The same flags
give the same bytes. It can be made small, or large for measuring.

Example:
  gongguo sample --scheme bazhou-2022 > bazhou.jsonl
  gongguo sample --units 500 --entries 1000000 > large.jsonl
`

type sampleOptions struct {
	scheme, format string
	seed           uint64
	options        sample.Options
}

func sampleFlags() (*flag.FlagSet, *sampleOptions) {
	fs, o := newFlags("sample"), &sampleOptions{}
	fs.StringVar(&o.scheme, "scheme", sample.Scheme, "`NAME`: "+strings.Join(sample.Names(), ", "))
	fs.StringVar(&o.format, "format", "jsonl", "`"+formFormats+"`")
	fs.Uint64Var(&o.seed, "seed", sample.Seed, "`N`: another number, another year")
	fs.IntVar(&o.options.Units, "units", 0, "`N`: how many units (default: those of the office)")
	fs.IntVar(&o.options.Entries, "entries", 0, "`N`: about how many entries (default: as many as a year brings)")
	return fs, o
}

func sampleCommand() command {
	return command{name: "sample", summary: "write a made-up ledger", help: sampleHelp, run: makeSample,
		flags: func() *flag.FlagSet { fs, _ := sampleFlags(); return fs }}
}

func makeSample(s *session, args []string) error {
	fs, o := sampleFlags()
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	if err := only(fs, rest); err != nil {
		return err
	}
	if err := checkFormat(fs, o.format, formFormats); err != nil {
		return err
	}
	if o.options.Units < 0 || o.options.Entries < 0 {
		return &usageError{"sample", "expected --units and --entries above zero"}
	}
	entries, err := sample.Entries(o.scheme, o.seed, o.options)
	if err != nil {
		return err
	}
	if o.format == "csv" {
		l, err := ledger.New(s.ctx, func(yield func(ledger.Entry, error) bool) {
			entries(func(e ledger.Entry) bool { return yield(e, s.ctx.Err()) })
		})
		if err != nil {
			return err
		}
		return s.writeLedger(l, ledger.CSV)
	}
	for e := range entries {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if _, err := s.stdout.Write(append(e.Canonical(), '\n')); err != nil {
			return err
		}
	}
	return nil
}
