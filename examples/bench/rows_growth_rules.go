package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// entriesOfLine is how many entries there are for each rule or quota.
const entriesOfLine = 10

// growthOfRules is how time and memory an entry go with the number of rules and of quotas, each of one genre, where the
// ledger has as many genres.
func growthOfRules(b *bench) ([]row, error) {
	of := []struct{ name, section, line string }{
		{"rules", "credits", `{each: submit, when: 'item.genre == "g%d"', worth: 2}`},
		{"quotas", "quotas", `{per: month, count: 'item.genre == "g%d"', required: 1}`},
	}
	var out []row
	for _, o := range of {
		times := row{name: "growth/" + o.name, procs: 1, unit: "ns an entry",
			what: fmt.Sprintf("time an entry to the whole score as JSON, of %s of one genre each, with as many genres "+
				"and %d entries of each; one core", o.name, entriesOfLine)}
		sizes := row{name: "growth/" + o.name + "-memory", procs: 1, unit: "bytes an entry", single: true,
			what: "what the same allocates"}
		if !b.wants(times.name, sizes.name) {
			continue
		}
		for _, n := range []int{8, 80, 800} {
			s, l, err := ofGenres(b.ctx, o.section, o.line, n)
			if err != nil {
				return nil, err
			}
			name := fmt.Sprintf("%d %s", n, o.name)
			times.contenders = append(times.contenders, contender{name: name,
				value: func(ctx context.Context) (float64, error) {
					start := time.Now()
					err := wholeScore(ctx, s, l)
					return float64(time.Since(start).Nanoseconds()) / float64(l.Len()), err
				}})
			sizes.contenders = append(sizes.contenders, contender{name: name,
				value: func(ctx context.Context) (float64, error) {
					before := allocated()
					err := wholeScore(ctx, s, l)
					return float64(allocated()-before) / float64(l.Len()), err
				}})
		}
		most := &bar{of: "800 " + o.name, against: "80 " + o.name, atMost: 1.5}
		times.bar, sizes.bar = most, most
		out = append(out, times, sizes)
	}
	return out, nil
}

// wholeScore makes a score and writes it.
func wholeScore(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger) error {
	book, err := scoring.Score(ctx, s, l, scoring.Options{Periods: []calendar.Period{year2020}})
	if err != nil {
		return err
	}
	_, err = book.JSON(ctx)
	return err
}

// ofGenres makes a scheme of n lines of one genre each, and a ledger of one unit with entries of as many genres.
func ofGenres(ctx context.Context, section, line string, n int) (*scheme.Scheme, *ledger.Ledger, error) {
	var text, entries strings.Builder
	fmt.Fprintf(&text, "scheme: genres\naccounts: {points: {}}\n%s:\n", section)
	for k := range n {
		fmt.Fprintf(&text, "  l%d: "+line+"\n", k, k)
	}
	entries.WriteString(`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n")
	for k := range entriesOfLine * n {
		fmt.Fprintf(&entries,
			`{"id":"e%d","kind":"submit","at":"2020-%02d-02","item":"i%d","unit":"u","genre":"g%d"}`+"\n",
			k, 1+k/n, k, k%n)
	}
	s, err := scheme.Load(ctx, "genres.yaml", []byte(text.String()))
	if err != nil {
		return nil, nil, err
	}
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(entries.String()), "genres.jsonl")
	return s, l, err
}
