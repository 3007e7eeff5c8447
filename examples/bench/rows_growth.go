package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// needed is the memory in kB that ten million entries need by today's engine.
const needed = 8 << 20

// growth is how time and memory an entry go with the number of entries.
func growth(b *bench) ([]row, error) {
	if !b.wants("growth/memory", "growth/time") {
		return nil, nil
	}
	s, err := schemes.Load(b.ctx, "chifeng-2020")
	if err != nil {
		return nil, err
	}
	sizes, left := []int{b.entries / 10, b.entries, 10 * b.entries}, ""
	switch free := available(); {
	case !b.large:
		left = "; ten times that only with -large"
	case free < needed:
		left = fmt.Sprintf("; ten times that left out: %d MB of memory are free, %d are needed", free>>10, needed>>10)
	}
	if left != "" {
		sizes = sizes[:2]
	}
	name := func(n int) string { return fmt.Sprintf("%d entries", n) }
	last := name(sizes[len(sizes)-1])
	times := row{name: "growth/time", what: "time an entry to ranked totals, from columns, of chifeng-2020; all cores" +
		left, unit: "ns an entry"}
	sizesRow := row{name: "growth/memory",
		what: "what a ledger keeps an entry, ids and titles included, what a score keeps with it too " +
			"(see `whole/first`), hashes of the tree not: the heap after a score and a collection, less that without " +
			"the ledger, GOGC as above" + left,
		unit: "bytes an entry", single: true, bar: &bar{of: name(sizes[0]), atMost: 120}} // the smallest needs the most
	if len(sizes) == 3 {
		times.bar = &bar{of: last, against: name(sizes[1]), atMost: 1.5}
	}
	kept := map[int]*grown{}
	get := func(n int) (*grown, error) {
		var err error
		if kept[n] == nil {
			kept[n], err = b.grow(s, n)
		}
		return kept[n], err
	}
	for _, n := range sizes {
		sizesRow.contenders = append(sizesRow.contenders,
			contender{name: name(n), value: func(context.Context) (float64, error) {
				g, err := get(n)
				if err != nil {
					return 0, err
				}
				return g.bytes, nil
			}})
		times.contenders = append(times.contenders,
			contender{name: name(n), value: func(ctx context.Context) (float64, error) {
				g, err := get(n)
				if err != nil {
					return 0, err
				}
				start := time.Now()
				_, err = scoring.Score(ctx, s, g.ledger, scoring.Options{Periods: []calendar.Period{year2020}})
				return float64(time.Since(start).Nanoseconds()) / float64(g.ledger.Len()), err
			}})
	}
	return []row{sizesRow, times}, nil
}

// year2020 is the year of chifeng-2020.
var year2020 = calendar.Period{Kind: calendar.Year, Year: 2020}

// grown is a ledger of some size, and the bytes that it keeps an entry.
type grown struct {
	ledger *ledger.Ledger
	bytes  float64
}

// grow makes a ledger of about n entries out of a stream, and scores it once.
func (b *bench) grow(s *scheme.Scheme, n int) (*grown, error) {
	seq, err := sample.Entries("chifeng-2020", seed, sample.Options{Entries: n, Units: b.units})
	if err != nil {
		return nil, err
	}
	before := heap()
	l, err := ledger.New(b.ctx, func(yield func(ledger.Entry, error) bool) {
		for e := range seq {
			if !yield(e, nil) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if _, err := scoring.Score(b.ctx, s, l, scoring.Options{Periods: []calendar.Period{year2020}}); err != nil {
		return nil, err
	}
	return &grown{l, float64(heap()-before) / float64(l.Len())}, nil
}

// heap is what the collector leaves.
func heap() int64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}

// available is the free memory of the machine in kB; where that is not known, none.
func available() int {
	text, _ := os.ReadFile("/proc/meminfo") // elsewhere than on Linux there is none
	for line := range strings.Lines(string(text)) {
		var n int
		if _, err := fmt.Sscanf(line, "MemAvailable: %d kB", &n); err == nil {
			return n
		}
	}
	return 0
}
