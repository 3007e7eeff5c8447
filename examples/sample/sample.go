// Package sample makes ledgers that look real, for each of the schemes in examples/schemes: a year of an office with
// its units, what they handed in, who published it, and everything that goes wrong in a year – late and missing papers,
// outlets that no list names, entries struck out and made again, units that come, go and change their name. Every
// clause of the scheme occurs.
//
//	err := sample.Write(os.Stdout, "chifeng-2020", 1, sample.Options{})
//
// [Write] gives JSON Lines and holds little of the ledger at a time, so that it can make one of any size;
// [Entries] gives the entries themselves; [Ledger] is the year of chifeng-2020 that is embedded here.
//
// The same name, seed and options give the same bytes, on every machine and with every version of Go: the random
// numbers are the package's own. The names of places and newspapers are real, what they are said to have done is not.
package sample

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// Options say how large a ledger is. The zero value is a year of the office as it is.
type Options struct {
	Units   int // how many units; 0: those that the office has. More than that get made-up names
	Entries int // about how many entries; 0: as many as a year of that many units brings
}

// office is what the sample of a scheme is made from.
type office struct {
	scheme     string
	start, end time.Time // the year, half-open
	units      func() []*unit
	more       func(i int) *unit                         // made-up units beyond those
	weekly     bool                                      // the year is planned by weeks; else by months
	open       func(w *world)                            // what happens once, on days of its own
	plan       func(w *world, u *unit, from, to instant) // what a unit does in a week or month
	desk       func(w *world, from, to instant)          // what the office itself does: commissions, incidents, grants
}

type instant = time.Time

func offices() []office {
	return []office{bazhou(), chifeng(), hongyuan(), street(), xihu()}
}

// Names lists the schemes of which there is a sample.
func Names() []string {
	var out []string
	for _, o := range offices() {
		out = append(out, o.scheme)
	}
	return out
}

// Entries iterates over the ledger of a scheme, in the order of recording. The error names the nearest scheme that
// there is.
func Entries(scheme string, seed uint64, o Options) (iter.Seq[ledger.Entry], error) {
	for _, of := range offices() {
		if of.scheme == scheme {
			return of.entries(seed, o), nil
		}
	}
	if near, ok := spelling.Nearest(scheme, Names()); ok {
		return nil, fmt.Errorf("no sample of scheme %q; did you mean %q?", scheme, near)
	}
	return nil, fmt.Errorf("no sample of scheme %q; there are %s", scheme, strings.Join(Names(), ", "))
}

// Write writes the ledger of a scheme as JSON Lines.
func Write(w io.Writer, scheme string, seed uint64, o Options) error {
	entries, err := Entries(scheme, seed, o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	for e := range entries {
		if _, err := out.Write(append(e.Canonical(), '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (of office) entries(seed uint64, o Options) iter.Seq[ledger.Entry] {
	return func(yield func(ledger.Entry) bool) {
		scale := 1000
		if o.Entries > 0 {
			natural := 0
			of.run(seed, o.Units, scale, func(ledger.Entry) bool { natural++; return true })
			scale = max(1, o.Entries*1000/natural)
		}
		of.run(seed, o.Units, scale, yield)
	}
}

// run lives through the year, step by step.
func (of office) run(seed uint64, units, scale int, yield func(ledger.Entry) bool) {
	w := newWorld(seed, of, scale, yield)
	w.units = of.units()
	if units > 0 {
		w.units = w.units[:min(units, len(w.units))]
		for i := len(w.units); i < units; i++ {
			w.units = append(w.units, of.more(i))
		}
	}
	for _, u := range w.units {
		u.diligence = 820 + w.below(180)
		u.luck = 600 + w.below(800)
		w.enrol(u)
	}
	of.open(w)
	for from := of.start; from.Before(of.end); {
		to := of.next(from)
		for _, u := range w.units {
			if u.active(from, to) {
				of.plan(w, u, from, to)
			}
		}
		of.desk(w, from, to)
		if !w.flush(to) {
			return
		}
		from = to
	}
	w.flush(of.end.AddDate(1, 0, 0))
}

// next is the end of the week or month that from lies in.
func (of office) next(from time.Time) time.Time {
	to := time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, from.Location())
	if of.weekly {
		to = from.AddDate(0, 0, 1)
		for to.Weekday() != time.Monday {
			to = to.AddDate(0, 0, 1)
		}
	}
	if to.After(of.end) {
		return of.end
	}
	return to
}
