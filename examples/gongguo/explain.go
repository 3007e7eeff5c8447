package main

import (
	"flag"
	"fmt"

	"github.com/gongguo/gongguo/scoring"
)

const explainFormats = "text|json"

const explainHelp = `Usage: gongguo explain --unit U | --item I | --entry E [FLAGS]

Says where the points of a unit, an item or an entry come from: each with its date, rule and
clause, the entries it stands on, the values that the rule read, and what it beat; then the
entries that gave nothing, and why not; of a unit, what counted for its quotas. The other
flags are those of score.

Example:
  gongguo explain --unit linxi --period 2020-Q1
  gongguo explain --unit 林西县扶贫办
  gongguo explain --item linxi-004 --reading double-sum
`

func explainFlags() (*flag.FlagSet, *scoringFlags, *scoring.Query) {
	fs, f, q := newFlags("explain"), &scoringFlags{}, &scoring.Query{}
	fs.StringVar(&q.Unit, "unit", "", "`U`: the id of a unit, or its name where no other has it")
	fs.StringVar(&q.Item, "item", "", "`I`: the name of an item")
	fs.StringVar(&q.Entry, "entry", "", "`E`: the id of an entry")
	f.add(fs, explainFormats)
	return fs, f, q
}

func explainCommand() command {
	return command{name: "explain", summary: "say where the points of a unit, an item or an entry come from",
		help: explainHelp, run: explain,
		flags: func() *flag.FlagSet { fs, _, _ := explainFlags(); return fs }}
}

func explain(s *session, args []string) error {
	fs, f, q := explainFlags()
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	if err := only(fs, rest); err != nil {
		return err
	}
	if err := checkFormat(fs, f.format, explainFormats); err != nil {
		return err
	}
	asked := 0
	for _, name := range []string{q.Unit, q.Item, q.Entry} {
		if name != "" {
			asked++
		}
	}
	if asked != 1 {
		return &usageError{"explain", fmt.Sprintf("found %d of --unit, --item and --entry; expected one", asked)}
	}
	in, err := s.load(f)
	if err != nil {
		return err
	}
	if q.Unit != "" {
		if q.Unit, err = unitOf(in.ledger, q.Unit); err != nil {
			return err
		}
	}
	o, err := f.options()
	if err != nil {
		return err
	}
	x, err := scoring.Explain(s.ctx, in.scheme, in.ledger, o, *q)
	if err != nil {
		return err
	}
	b, err := bookOf(s.ctx, x.Book)
	if err != nil {
		return err
	}
	if f.format == "json" {
		out, err := x.JSON()
		if err != nil {
			return err
		}
		s.note("", b)
		_, err = plainWriter{s.stdout}.Write(out)
		return err
	}
	e := &explanation{Explanation: x, book: b, names: b.everyName(unitNames(b)), titles: itemTitles(b)}
	e.document(in.from).text(s.stdout)
	return nil
}
