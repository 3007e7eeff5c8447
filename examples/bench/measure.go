package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// row is one thing to do, and who does it.
type row struct {
	name       string
	what       string // a sentence
	entries    int    // in the ledger; 0: none of it matters
	procs      int    // GOMAXPROCS; 0: all cores
	single     bool   // once, without a warm-up, since it takes long
	contenders []contender
	bar        *bar
	unit       string // of figures that are no time of this process
	skipped    string // why the row is not there
}

// contender does the work of a row.
type contender struct {
	name  string
	procs int // other than the row's; 0: the row's
	// work is measured. It gives the lines to compare; making them is not measured. A nil function: nothing to compare.
	work func(context.Context) (func() []digest.Line, error)
	// value gives a figure instead of the time that work takes, where that is no time of this process.
	value func(context.Context) (float64, error)
	// said adds to the name, after the runs, what they did otherwise than the row says; nil: nothing.
	said func() string
}

// bar is what is aimed at.
type bar struct {
	of, against string  // contenders: the first's median over the second's; against empty: the first's alone
	atMost      float64 // of the ratio, or nanoseconds or the unit
	atLeast     float64
}

// result is a row as measured.
type result struct {
	row
	figures []figure // by contender
}

// figure is what a contender took.
type figure struct {
	name             string
	median, min, max float64 // nanoseconds, or the bar's unit
	entries          int
	said             string
}

// errTotals says that two contenders do not come to the same.
var errTotals = errors.New("the totals differ")

// bench is a run of rows.
type bench struct {
	settings
	ctx     context.Context
	ledgers map[world]*made
	log     io.Writer
	after   []func() error // the end of a group: what it has put on the disk
}

// group makes rows that share their ledgers, which are let go after it.
type group func(*bench) ([]row, error)

// groups are all there are, in the order of the table.
func groups() []group {
	return []group{whole, others, values, rowByRow, parts, slowParts, changes, files, growth, growthSettling,
		growthOfRules, start}
}

func (b *bench) run(g group) (out []result, err error) {
	defer func() {
		clear(b.ledgers)
		for _, f := range b.after {
			err = errors.Join(err, f())
		}
		b.after = nil
	}()
	rows, err := g(b)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if !b.wants(r.name) {
			continue
		}
		res, err := b.measure(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
		out = append(out, res)
	}
	return out, nil
}

// wants says whether any of these rows is asked for; a group that is not makes no ledgers.
func (b *bench) wants(rows ...string) bool { return slices.ContainsFunc(rows, b.rows.MatchString) }

// A row of which a round takes less than this is measured more often, since what the machine does besides counts for
// more in it.
const (
	brief     = time.Second
	moreOften = 5
)

// measure runs the contenders in turn, after a warm-up of each in which their totals are compared; the figures are of
// the rounds after it.
func (b *bench) measure(r row) (result, error) {
	out := result{row: r}
	if r.skipped != "" {
		fmt.Fprintf(b.log, "%s: left out: %s\n", r.name, r.skipped)
		return out, nil
	}
	rounds, from := b.rounds, -1
	if r.single {
		rounds, from = 1, 0
	}
	values := make([][]float64, len(r.contenders))
	want, by := "", ""
	began := time.Now()
	for round := from; round < rounds; round++ {
		if round == 0 && !r.single && time.Since(began) < brief {
			rounds *= moreOften
		}
		for i, c := range r.contenders {
			if err := b.ctx.Err(); err != nil {
				return out, err
			}
			took, lines, err := b.once(r, c)
			if err != nil {
				return out, fmt.Errorf("%s: %w", c.name, err)
			}
			if lines != nil {
				got := digest.Of(lines())
				if want == "" {
					want, by = got, c.name
				}
				if got != want {
					return out, fmt.Errorf("%w: %s comes to %s, %s to %s", errTotals, by, want, c.name, got)
				}
			}
			if round >= 0 {
				values[i] = append(values[i], took)
			}
		}
	}
	for i, c := range r.contenders {
		v := slices.Sorted(slices.Values(values[i]))
		f := figure{name: c.name, median: v[len(v)/2], min: v[0], max: v[len(v)-1], entries: r.entries}
		if c.said != nil {
			f.said = c.said()
		}
		out.figures = append(out.figures, f)
		fmt.Fprintf(b.log, "%-22s %-40s %s\n", r.name, c.name, shown(f.median, r.unit))
	}
	return out, nil
}

func (b *bench) once(r row, c contender) (took float64, lines func() []digest.Line, err error) {
	procs := r.procs
	if c.procs > 0 {
		procs = c.procs
	}
	if procs > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	}
	runtime.GC()
	if c.value != nil {
		took, err = c.value(b.ctx)
		return took, nil, err
	}
	start := time.Now()
	lines, err = c.work(b.ctx)
	return float64(time.Since(start).Nanoseconds()), lines, err
}
