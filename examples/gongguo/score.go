package main

import (
	"cmp"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/internal/plain"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const (
	compareFormats = "table|json|csv|markdown"
	scoreFormats   = compareFormats + "|grants|openings"
)

const scoreHelp = `Usage: gongguo score [FLAGS]

Scores a ledger by a scheme and prints the totals, ranked as the regulation says, with the
quotas, the honours, and what was refused and why. Without flags it scores a made-up year.

  --format table     for reading (the default)
  --format markdown  the same as Markdown tables
  --format csv       the totals, one row for each unit and account
  --format json      everything: totals, quotas, postings with clause and evidence
  --format grants    the totals of --account as entries (JSON Lines) for the ledger of another
                     scheme, dated the last day of the period, to its account --as
  --format openings  all that the scheme gave and counted as entries (JSON Lines) for the scheme
                     that succeeds it, which --for names; of all years, unless --period says which

It ends with 3 if rules missed facts; the rest is scored and the missing facts are printed. It
lists the words of the ledger that no expression of the scheme knows, and ends with 3 too if one
is near a word that the scheme knows, or if the scheme does not allow it. It counts the entries
that are not refused and that no rule's condition met; --unmet lists them, with the reasons. It
counts the titles of which several submissions may be one and the same: two of one unit, or of
two units within seven days; --suspects lists them.

Example:
  gongguo score --scheme chifeng-2020 --ledger 2020.jsonl --period 2020-Q1
  gongguo score --ledger 2020.jsonl --format grants --account points --as info > info.jsonl
  gongguo score --scheme old.yaml --ledger l.jsonl --until 2022-12-31 --format openings --for new.yaml
  gongguo score --reading double-sum --param standard.city.brief=6
`

func scoreFlags() (*flag.FlagSet, *scoringFlags) {
	fs, f := newFlags("score"), &scoringFlags{}
	f.add(fs, scoreFormats)
	fs.BoolVar(&f.unmet, "unmet", false, "lists the entries that no rule met, each with the reasons")
	fs.StringVar(&f.account, "account", "", "`NAME`: with --format grants: of which account (default: the first)")
	fs.StringVar(&f.as, "as", "",
		"`NAME`: with --format grants: the account of the other scheme (default: that of --account)")
	fs.StringVar(&f.takes, "for", "",
		"`NAME|FILE`: with --format openings: the scheme that takes them, whose names they keep to")
	fs.BoolVar(&f.suspects, "suspects", false, "lists the submissions that may be one and the same (疑似重复)")
	return fs, f
}

func scoreCommand() command {
	return command{name: "score", summary: "score a ledger: ranked totals, quotas, what was refused", help: scoreHelp,
		run:   score,
		flags: func() *flag.FlagSet { fs, _ := scoreFlags(); return fs }}
}

func score(s *session, args []string) error {
	fs, f := scoreFlags()
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	if err := only(fs, rest); err != nil {
		return err
	}
	if err := checkFormat(fs, f.format, scoreFormats); err != nil {
		return err
	}
	if f.format != "grants" && f.account+f.as != "" {
		return &usageError{"score", "found --account or --as; expected them with --format grants only"}
	}
	if f.format != "openings" && f.takes != "" {
		return &usageError{"score", "found --for; expected it with --format openings only"}
	}
	in, err := s.load(f)
	if err != nil {
		return err
	}
	book, err := s.score(in, f)
	if err == nil && f.format == "openings" && f.period == "" && book.Years() != book.Shown() {
		f.period = book.Years().String()
		book, err = s.score(in, f)
	}
	if err != nil {
		return err
	}
	if book.strangers, err = book.Strangers(s.ctx); err != nil {
		return err
	}
	if f.unmet {
		if book.unmet, err = book.Unmet(s.ctx); err != nil {
			return err
		}
		book.unmet = append([]scoring.Idle{}, book.unmet...)
	}
	if f.suspects {
		if book.suspects, err = book.Suspects(s.ctx); err != nil {
			return err
		}
		book.suspects = append([]scoring.Suspect{}, book.suspects...)
	}
	switch f.format {
	case "json":
		out, err := s.json(book)
		if err != nil {
			return err
		}
		if _, err := (plainWriter{s.stdout}).Write(out); err != nil {
			return err
		}
	case "grants":
		if err := s.writeGrants(book, f); err != nil {
			return err
		}
		s.note("", book)
		noteWords(s.stderr, book)
	case "openings":
		if err := s.writeOpenings(book, f); err != nil {
			return err
		}
		s.note("", book)
		noteWords(s.stderr, book)
	case "csv":
		if err := writeTotals(s.stdout, book); err != nil {
			return err
		}
		s.note("", book)
		noteWords(s.stderr, book)
	case "markdown":
		report(book, in.from).markdown(s.stdout)
	default:
		report(book, in.from).text(s.stdout)
	}
	if len(book.problems) > 0 || book.hasSlips() {
		return errProblems
	}
	return nil
}

// writeGrants writes the totals of an account as grants.
func (s *session) writeGrants(b *book, f *scoringFlags) error {
	account := cmp.Or(f.account, b.Scheme.Accounts[0].Name)
	grants, err := b.Grants(account, f.as)
	if err != nil {
		return err
	}
	return s.writeEntries(grants)
}

// writeOpenings writes what the scheme gave as openings.
func (s *session) writeOpenings(b *book, f *scoringFlags) error {
	var to *scheme.Scheme
	if f.takes != "" {
		var err error
		if to, err = loadScheme(s.ctx, f.takes); err != nil {
			return err
		}
	}
	openings, err := b.Openings(s.ctx, to)
	if err != nil {
		return err
	}
	return s.writeEntries(openings)
}

// writeEntries writes entries as JSON Lines.
func (s *session) writeEntries(entries []ledger.Entry) error {
	for _, e := range entries {
		line, err := e.MarshalJSON()
		if err != nil {
			return err
		}
		if _, err := s.stdout.Write(append(unseen(line), '\n')); err != nil {
			return err
		}
	}
	return nil
}

// unseen writes the characters of a JSON text that are not seen but do something as JSON can: as \u and four digits.
func unseen(line []byte) (out []byte) {
	for _, r := range string(line) {
		if plain.Steers(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// inSheet makes the texts of a row harmless in a spreadsheet, but for the cells that are amounts. A spreadsheet works
// out a text that begins as a formula does, so that gets an apostrophe in front, with which spreadsheets mark a text.
func inSheet(row []string, amounts ...int) {
	for i, cell := range row {
		cell = printable(cell)
		if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) && !slices.Contains(amounts, i) {
			cell = "'" + cell
		}
		row[i] = cell
	}
}

// writeTotals writes the totals as CSV, under the names of the JSON, each row with the period and the name of the unit.
// Where several rankings rank an account, each has columns of its own behind; then each grade has one, and what is
// carried from closed periods, where the scheme carries.
func writeTotals(w io.Writer, book *book) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180
	head := []string{"period", "unit", "name", "category", "account", "amount", "rank", "group"}
	var several []string // rankings of accounts that have more than one
	for i, a := range book.Scheme.Accounts {
		if a.Helper {
			continue
		}
		if of := book.Scheme.RankingsOf(i, book.Period.Kind); len(of) > 1 {
			for _, r := range of {
				several = append(several, r.Name)
				head = append(head, "rank."+r.Name, "group."+r.Name)
			}
		}
	}
	var grades []string
	for _, a := range book.Scheme.Accounts {
		if a.Helper {
			continue
		}
		for _, g := range book.gradesOf(a.Name) {
			grades = append(grades, g.Name)
			head = append(head, "grade."+g.Name)
		}
	}
	carried := len(head)
	if book.Scheme.Carries {
		head = append(head, "carried")
	}
	rows := [][]string{head}
	for _, t := range book.Totals() {
		amount := t.Amount.String()
		if t.Absent {
			amount = ""
		}
		row := []string{book.Shown().String(), t.Unit, t.Name, t.Category, t.Account, amount}
		ranks := []scoring.Rank{{Rank: t.Rank, Group: t.Group}}
		for _, name := range several {
			ranks = append(ranks, t.Ranks[name])
		}
		for _, r := range ranks {
			rank := ""
			if r.Rank > 0 {
				rank = strconv.Itoa(r.Rank)
			}
			row = append(row, rank, r.Group)
		}
		for _, name := range grades {
			row = append(row, t.Grades[name])
		}
		if book.Scheme.Carries {
			row = append(row, book.carriedTo(t.Unit, t.Account))
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		inSheet(row, 5, carried)
	}
	return out.WriteAll(rows)
}
