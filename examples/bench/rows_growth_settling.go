package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// settlingGrowth is something that grows in what is numbered, settled and ranked.
type settlingGrowth struct {
	name, what string
	rules      func(n int) string // of the scheme
	entries    func(n int) []string
	sizes      [3]int
	of         string // what there are so many of
}

// settlingGrowths are ledgers and schemes made up so that one thing grows and the rest stays.
func settlingGrowths() []settlingGrowth {
	const monthly = "quotas: {q: {per: month, count: true, required: 1}}\n"
	const weekly = "quotas: {q: {per: week, count: true, required: 2}}\n"
	always := func(rules string) func(int) string { return func(int) string { return rules } }
	return []settlingGrowth{
		{"numbered", "incidents of one unit, each worth what was numbered before it", always(
			"numbers: {nth: {each: incident, by: incident.type}}\n" +
				"credits: {a: {each: incident, worth: 'nth.before[\"late\"]'}}\n"),
			incidentsOfOneUnit, [3]int{1000, 10_000, 100_000}, "entries"},
		{"members", "members of one office, where each unit owes as much as it has members", always(
			"quotas: {q: {per: month, count: true, required: members}}\n" +
				"deductions: {s: {of: q, worth: -quota.missing}}\n"),
			office, [3]int{100, 1000, 10_000}, "units"},
		{"standings", "members of one office, where each pays for what the office missed", always(
			monthly + "deductions: {s: {of: q, when: 'unit.of != \"\" && above.missing[\"q\"] > 0', worth: -1}}\n" +
				"rankings: {r: {per: [month, year], account: p, group: unit.of}}\n"),
			office, [3]int{100, 1000, 10_000}, "units"},
		{"periods", "weeks before the end of 2020, each of which reads the first of all before it", always(
			weekly + "deductions: {s: {of: q, when: 'history.size() > 0', worth: '-history[0].missing[\"q\"]'}}\n"),
			weeks, [3]int{60, 600, 6000}, "weeks"},
		{"derived", "lines of amounts that are derived each month", func(n int) string {
			var lines strings.Builder
			for i := range n {
				fmt.Fprintf(&lines, "  d%d: {per: month, account: r, worth: 'div(total[\"p\"], 2, 2)'}\n", i)
			}
			return monthly + "derived:\n" + lines.String()
		}, func(int) []string { return office(8) }, [3]int{10, 100, 1000}, "lines"},
	}
}

func enrolled(unit, at, of string) string {
	return fmt.Sprintf(
		`{"id":"e-%[1]s","kind":"enroll","at":"%[2]s","unit":"%[1]s","name":"%[1]s","category":"c"%[3]s}`, unit, at, of)
}

func incidentsOfOneUnit(n int) []string {
	out := []string{enrolled("u", "2020-01-01", "")}
	for i := range n {
		at := time.Date(2020, 1, 2, 0, 0, 4*i, 0, time.UTC).Format(time.RFC3339)
		out = append(out, fmt.Sprintf(`{"id":"i%d","kind":"incident","at":"%s","unit":"u","type":"late"}`, i, at))
	}
	return out
}

// office is a unit with n members, each of which hands something in.
func office(n int) []string {
	out := []string{enrolled("o", "2020-01-01", "")}
	for i := range n {
		unit := fmt.Sprintf("u%d", i)
		out = append(out, enrolled(unit, "2020-01-01", `,"of":"o"`), fmt.Sprintf(
			`{"id":"s%[1]d","kind":"submit","at":"2020-02-02","unit":"%[2]s","item":"s%[1]d","genre":"g"}`, i, unit))
	}
	return out
}

// weeks are n weeks before the end of 2020, in which a unit hands in next to nothing.
func weeks(n int) []string {
	from := time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -7*n).Format("2006-01-02")
	return []string{enrolled("u", from, ""),
		`{"id":"s","kind":"submit","at":"2020-02-02","unit":"u","item":"s","genre":"g"}`}
}

// growthSettling is how time and memory go with the number of units, periods and lines.
func growthSettling(b *bench) ([]row, error) {
	var out []row
	for _, g := range settlingGrowths() {
		times := row{name: "growth/" + g.name, unit: "µs each",
			what: "time of one of so many " + g.of + ", to all postings: " + g.what}
		memory := row{name: "growth/" + g.name + "-memory", unit: "kB each",
			what: "what is allocated for one of so many " + g.of + ", likewise"}
		if !b.wants(times.name, memory.name) {
			continue
		}
		for _, n := range g.sizes {
			s, l, err := g.at(b.ctx, n)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", g.name, err)
			}
			name := fmt.Sprintf("%d %s", n, g.of)
			times.contenders = append(times.contenders,
				contender{name: name, value: func(ctx context.Context) (float64, error) {
					start := time.Now()
					err := postings(ctx, s, l)
					return float64(time.Since(start).Nanoseconds()) / 1e3 / float64(n), err
				}})
			memory.contenders = append(memory.contenders,
				contender{name: name, value: func(ctx context.Context) (float64, error) {
					before := allocated()
					err := postings(ctx, s, l)
					return float64(allocated()-before) / 1e3 / float64(n), err
				}})
		}
		names := times.contenders
		times.bar = &bar{of: names[2].name, against: names[1].name, atMost: 1.5}
		memory.bar = &bar{of: names[2].name, against: names[1].name, atMost: 1.5}
		out = append(out, times, memory)
	}
	return out, nil
}

// at is the scheme and the ledger of a size.
func (g *settlingGrowth) at(ctx context.Context, n int) (*scheme.Scheme, *ledger.Ledger, error) {
	s, err := scheme.Load(ctx, g.name+".yaml",
		[]byte("scheme: s\naccounts: {p: {places: 2}, r: {places: 2}}\n"+g.rules(n)))
	if err != nil {
		return nil, nil, err
	}
	l, err := ledger.ReadJSONL(ctx, strings.NewReader(strings.Join(g.entries(n), "\n")), g.name+".jsonl")
	return s, l, err
}

// postings scores a year, and writes all postings.
func postings(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger) error {
	book, err := scoring.Score(ctx, s, l, scoring.Options{Periods: []calendar.Period{year2020}})
	if err == nil {
		_, err = book.Postings(ctx)
	}
	return err
}

// allocated is how many bytes have been allocated so far.
func allocated() uint64 {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.TotalAlloc
}
