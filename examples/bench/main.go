// Bench measures the engine side by side with other ways to do the same work, and writes one table.
//
//	go run . -out ../../BENCHMARKS.md
//
// runs every row; -rows takes those whose name matches, -large adds ten million entries, -entries changes the million,
// and -tags duckdb (with cgo) adds DuckDB. A row runs its contenders in turn, round by round, and compares the totals
// that they come to: one that comes to others ends the run. See measure.go for how a row is measured, rows_*.go for the
// rows, engine.go for the one place that calls the engine, byhand for the regulation as a Go program, part for the
// contenders.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// million is how many entries the bars are about.
const million = 1_000_000

// settings are the flags.
type settings struct {
	out     string
	rows    *regexp.Regexp
	entries int
	units   int
	slow    int // entries for contenders that are slow
	rounds  int
	sweep   int // values of a parameter
	large   bool
}

func run(ctx context.Context, args []string) error {
	var s settings
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.StringVar(&s.out, "out", "", "write the table to this `file`; empty: to standard output")
	rows := fs.String("rows", "", "only the rows whose name matches this `pattern`")
	fs.IntVar(&s.entries, "entries", million, "how many entries a ledger has, about")
	fs.IntVar(&s.units, "units", 1000, "how many units a ledger has")
	fs.IntVar(&s.slow, "slow", 20_000, "how many entries a ledger of slow contenders has, about")
	fs.IntVar(&s.rounds, "rounds", 5, "how often each contender runs")
	fs.IntVar(&s.sweep, "sweep", 1000, "how many values of a parameter are tried")
	fs.BoolVar(&s.large, "large", false, "grow to ten million entries too; needs about 8 GB")
	if err := fs.Parse(args); err != nil {
		return err
	}
	var err error
	if s.rows, err = regexp.Compile(*rows); err != nil {
		return err
	}
	b := &bench{settings: s, ctx: ctx, ledgers: map[world]*made{}, log: os.Stderr}
	var done []result
	for _, group := range groups() {
		more, err := b.run(group)
		if err != nil {
			return err
		}
		done = append(done, more...)
	}
	text := document(b.machine(), s, done)
	if s.out == "" {
		_, err = os.Stdout.WriteString(text)
		return err
	}
	return os.WriteFile(s.out, []byte(text), 0o644)
}
