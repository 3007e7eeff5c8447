package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/gongguo/gongguo/internal/plain"
)

// document is what a person reads: blocks, printed as plain text or as Markdown.
type document []block

// block is a heading with lines or a table under it.
type block struct {
	level   int // of the heading: 1 the title, 2 a section, 3 a part of it; 0: none
	heading string
	lines   []string
	table   *table
}

// table is a table whose cells are text; the columns of numbers stand right.
type table struct {
	columns []column
	rows    [][]string
}

type column struct {
	head  string
	right bool
}

// columns is how many columns of a terminal a text takes: Chinese characters and full-width forms two, marks that join
// the character before none. What is ambiguous, as “ and ·, is narrow.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// padded fills a text up with spaces to a number of columns.
func padded(text string, to int, right bool) string {
	fill := strings.Repeat(" ", max(0, to-columns(text)))
	if right {
		return fill + text
	}
	return text + fill
}

// truncated shortens a text to a number of columns.
func truncated(text string, most int) string {
	if columns(text) <= most {
		return text
	}
	n := 0
	for i, r := range text {
		if n += columns(string(r)); n > most-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// printable is a text of the input without what would break a line or steer a terminal.
func printable(text string) string { return plain.Line(text) }

// plainWriter writes texts for people without what steers a terminal. A text is written at once.
type plainWriter struct{ w io.Writer }

func (p plainWriter) Write(text []byte) (int, error) {
	if _, err := io.WriteString(p.w, plain.Text(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// text prints for a terminal.
func (d document) text(w io.Writer) {
	for i, b := range d {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if b.level > 0 {
			fmt.Fprintln(w, printable(b.heading))
		}
		for _, line := range b.lines {
			fmt.Fprintln(w, strings.TrimRight(printable(line), " "))
		}
		if b.table != nil {
			b.table.text(w)
		}
	}
}

func (t *table) text(w io.Writer) {
	widths := make([]int, len(t.columns))
	for i := range t.columns {
		t.columns[i].head = printable(t.columns[i].head)
		widths[i] = columns(t.columns[i].head)
		for _, row := range t.rows {
			row[i] = printable(row[i])
			widths[i] = max(widths[i], columns(row[i]))
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, cell := range cells {
			b.WriteString("  ")
			b.WriteString(padded(cell, widths[i], t.columns[i].right))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	heads, rules := make([]string, len(t.columns)), make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i], rules[i] = c.head, strings.Repeat("-", widths[i])
	}
	line(heads)
	line(rules)
	for _, row := range t.rows {
		line(row)
	}
}

// markdown prints Markdown; pipes and line ends inside of cells are escaped.
func (d document) markdown(w io.Writer) {
	for i, b := range d {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if b.level > 0 {
			fmt.Fprintf(w, "%s %s\n\n", strings.Repeat("#", b.level), escaped(b.heading))
		}
		for _, line := range b.lines {
			trimmed := strings.TrimLeft(line, " ")
			fmt.Fprintf(w, "%s- %s\n", line[:len(line)-len(trimmed)], escaped(trimmed))
		}
		if len(b.lines) > 0 && b.table != nil {
			fmt.Fprintln(w)
		}
		if b.table != nil {
			b.table.markdown(w)
		}
	}
}

func (t *table) markdown(w io.Writer) {
	line := func(cells []string) {
		for _, cell := range cells {
			fmt.Fprintf(w, "| %s ", cell)
		}
		fmt.Fprintln(w, "|")
	}
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		cells[i] = escaped(c.head)
	}
	line(cells)
	for i, c := range t.columns {
		cells[i] = "---"
		if c.right {
			cells[i] = "---:"
		}
	}
	line(cells)
	for _, row := range t.rows {
		for i, cell := range row {
			cells[i] = escaped(cell)
		}
		line(cells)
	}
}

// escaped is a text that Markdown takes as it is.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", `\<`, "*", `\*`, "_", `\_`, "`", "\\`", "[",
		`\[`).Replace(printable(text))
}
