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

const convertHelp = `Usage: gongguo convert [--to jsonl|csv] [--bom] FILE

Writes a ledger in the other form to standard output, or in the form of --to. FILE may be -
for standard input. Nothing is lost: the ledger has the same digest in both forms. Excel shows
Chinese right only with --bom; keep its date columns as text, and save as "CSV UTF-8".

Example:
  gongguo convert 2020.jsonl > 2020.csv
`

func convertFlags() (fs *flag.FlagSet, to *string, mark *bool) {
	fs = newFlags("convert")
	mark = fs.Bool("bom", false, "begins CSV with a byte order mark, by which Excel knows UTF-8")
	return fs, fs.String("to", "", "`"+formFormats+"`: the form to write (default: the other one)"), mark
}

func convertCommand() command {
	return command{name: "convert", summary: "turn a ledger from JSON Lines to CSV, or back", help: convertHelp,
		run:   convert,
		flags: func() *flag.FlagSet { fs, _, _ := convertFlags(); return fs }}
}

func convert(s *session, args []string) error {
	fs, to, mark := convertFlags()
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return &usageError{"convert", fmt.Sprintf("found %d files; expected one, or - for standard input", len(rest))}
	}
	if *to != "" {
		if err := checkFormat(fs, *to, formFormats); err != nil {
			return err
		}
	}
	l, from, err := s.readLedgerForm(rest[0])
	if err != nil {
		return err
	}
	target := form(*to)
	if target == "" {
		target = csvTable
		if from == csvTable {
			target = jsonLines
		}
	}
	if *mark {
		if target != csvTable {
			return &usageError{"convert", "found --bom with JSON Lines; expected it with CSV only"}
		}
		if _, err := io.WriteString(s.stdout, "\ufeff"); err != nil {
			return err
		}
	}
	return s.writeLedger(l, target)
}

func (s *session) writeLedger(l *ledger.Ledger, f form) error {
	if f == csvTable {
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
		return s.writeLedger(l, csvTable)
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
