package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// machine names what the rows ran on.
func (b *bench) machine() string {
	gogc := os.Getenv("GOGC")
	if gogc == "" {
		gogc = "100"
	}
	return fmt.Sprintf("%s, %d cores, %s/%s, %s, GOGC=%s", cpu(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH,
		runtime.Version(), gogc)
}

func cpu() string {
	text, _ := os.ReadFile("/proc/cpuinfo") // where there is none, the name is not known
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, " \t:\n")
		}
	}
	return "a processor of unknown name"
}

func only(rows string) string {
	if rows == "" {
		return ""
	}
	return fmt.Sprintf(", rows that match `%s` only", rows)
}

// versions names those of the contenders that are built in.
func versions() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var out []string
	for _, d := range info.Deps {
		switch d.Path {
		case "cel.dev/cel-go", "github.com/expr-lang/expr", "github.com/hyperjumptech/grule-rule-engine",
			"github.com/open-policy-agent/opa", "modernc.org/sqlite", "github.com/duckdb/duckdb-go/v2":
			out = append(out, fmt.Sprintf("`%s` %s", d.Path, d.Version))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " Contenders: " + strings.Join(out, ", ") + "."
}

// digits writes a figure with three digits, or all of those before the point.
func digits(v float64) string {
	switch {
	case v >= 99.95:
		return fmt.Sprintf("%.0f", v)
	case v >= 9.995:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// shown writes a figure in its unit; without one it is a time in nanoseconds.
func shown(v float64, unit string) string {
	switch {
	case unit != "":
		return digits(v) + " " + unit
	case v >= 1e9:
		return digits(v/1e9) + " s"
	case v >= 1e6:
		return digits(v/1e6) + " ms"
	case v >= 1e3:
		return digits(v/1e3) + " µs"
	}
	return digits(v) + " ns"
}

// judged says what a row's bar is and whether it is reached.
func (r *result) judged() string {
	x := r.bar
	if x == nil {
		return ""
	}
	figures := map[string]float64{}
	for _, f := range r.figures {
		figures[f.name] = f.median
	}
	got, unit := figures[x.of], r.unit
	text := func(v float64) string { return shown(v, unit) }
	if x.against != "" {
		got /= figures[x.against]
		text = func(v float64) string { return digits(v) + " ×" }
	}
	word, reached := "at most", got <= x.atMost
	aim := x.atMost
	if x.atLeast > 0 {
		word, reached, aim = "at least", got >= x.atLeast, x.atLeast
	}
	kind := "bar"
	if x.against == "" && unit == "" {
		kind = "aim"
	}
	said := "not reached"
	if reached {
		said = "reached"
	}
	if x.against == "" {
		return fmt.Sprintf("%s %s %s: %s", kind, word, text(aim), said)
	}
	return fmt.Sprintf("%s ÷ %s = %s; %s %s %s: **%s**", x.of, x.against, text(got), kind, word, text(aim), said)
}

const head = `# Benchmarks

What the engine takes, beside other ways to do the same work. One command makes this page:

` + "```sh\ncd examples/bench && CGO_ENABLED=1 go run -tags duckdb . -large -out ../../BENCHMARKS.md\n```" + `

**How.** The rows of a table below are runs of one process on one machine. The contenders of a row run in turn, round by round, after one round that
is not counted; before each run the garbage of the others is collected. A figure is the median of the rounds, five times as many of them where one takes
less than a second; the least and the greatest stand behind it.
Ledgers are those of ` + "`examples/sample`" + ` (a million entries and a thousand units where nothing else is said, seed 1). Every contender's totals and ranks are hashed, and one that comes to others than the first ends the run without
a table. What stands in memory before the clock starts: "from columns" the ledger in the engine's own form, and in the program's own; "from entries" a slice of structs.

**What a bar is.** Where a row says *bar*, the ratio of two medians of that row, or a size, is what the engine has to reach; a ratio of one run holds on another machine
too. Where it says *aim*, it is a time on a machine of this kind: a figure to steer by. Nothing of this is asserted in a test.

`

// document is the page.
func document(machine string, s settings, rows []result) string {
	var out strings.Builder
	out.WriteString(head)
	fmt.Fprintf(&out, "**Where.** %s. %d rounds.%s\n\n", machine, s.rounds, versions())
	if s.entries != million || s.units != 1000 || s.rounds < 5 || s.rows.String() != "" {
		fmt.Fprintf(&out,
			"**Not the whole of it.** Ledgers of about %d entries and %d units, %d rounds%s: the bars are of a "+
				"million entries, a thousand units, five rounds and all rows.\n\n",
			s.entries, s.units, s.rounds, only(s.rows.String()))
	}
	out.WriteString("| row | who | median | least – greatest | an entry | bar |\n" +
		"| --- | --- | ---: | ---: | ---: | --- |\n")
	var missed []string
	for i := range rows {
		r := &rows[i]
		if r.skipped != "" {
			fmt.Fprintf(&out, "| %s | | | | | left out: %s |\n", r.name, r.skipped)
			continue
		}
		said := r.judged()
		if strings.Contains(said, "not reached") {
			missed = append(missed, "`"+r.name+"`")
		}
		for j, f := range r.figures {
			name, bar := "", ""
			if j == 0 {
				name, bar = "`"+r.name+"`", said
			}
			each := ""
			if f.entries > 0 && r.unit == "" {
				each = shown(f.median/float64(f.entries), "")
			}
			fmt.Fprintf(&out, "| %s | %s | %s | %s – %s | %s | %s |\n", name, f.name+f.said, shown(f.median, r.unit),
				shown(f.min, r.unit), shown(f.max, r.unit), each, bar)
		}
	}
	if len(missed) > 0 {
		fmt.Fprintf(&out, "\n**Not reached:** %s.\n", strings.Join(missed, ", "))
	}
	out.WriteString("\n## The rows\n\n")
	for _, r := range rows {
		if r.what == "" {
			continue
		}
		fmt.Fprintf(&out, "- `%s`", r.name)
		if r.entries > 0 {
			fmt.Fprintf(&out, ", %d entries", r.entries)
		}
		fmt.Fprintf(&out, ": %s.\n", r.what)
	}
	return out.String()
}
