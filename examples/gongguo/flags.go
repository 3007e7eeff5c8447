package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// newFlags is an empty set for a command, which prints nothing itself.
func newFlags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// parse reads flags, wherever they stand among the other arguments, and returns those; after -- all are others.
func parse(fs *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := fs.Parse(args); err != nil {
			return nil, &usageError{fs.Name(), flagMessage(fs, err)}
		}
		left := fs.Args()
		if len(left) == 0 {
			return rest, nil
		}
		if used := len(args) - len(left); used > 0 && args[used-1] == "--" {
			return append(rest, left...), nil
		}
		rest = append(rest, left[0])
		args = left[1:]
	}
}

// flagMessage is the flag package's error, with the nearest flag where there is no such one.
func flagMessage(fs *flag.FlagSet, err error) string {
	text := err.Error()
	name, unknown := strings.CutPrefix(text, "flag provided but not defined: -")
	if !unknown {
		return strings.NewReplacer("for flag -", "for flag --", "argument: -", "argument: --").Replace(text)
	}
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near, ok := spelling.Nearest(name, names); ok {
		return fmt.Sprintf("unknown flag --%s; did you mean --%s?", name, near)
	}
	return fmt.Sprintf("unknown flag --%s; %s has --%s", name, fs.Name(), strings.Join(names, ", --"))
}

// only refuses arguments that a command does not take.
func only(fs *flag.FlagSet, rest []string) error {
	if len(rest) > 0 {
		return &usageError{fs.Name(), fmt.Sprintf("found argument %q; %s takes flags only", rest[0], fs.Name())}
	}
	return nil
}

// scoringFlags say what is scored; score and explain share them.
type scoringFlags struct {
	command      string
	scheme       string
	ledgers      []string
	sample       bool
	period       string
	until, known string
	params       []scheme.Param
	readings     []string
	format       string
	unmet        bool // of score, likewise
	suspects     bool
	account, as  string // of score, likewise
	takes        string // likewise
	internal     bool   // what restricted entries hold is shown
	prefix       string // of the flags that set parameters: with- on the other side of a comparison
}

func (f *scoringFlags) add(fs *flag.FlagSet, formats string) {
	fs.StringVar(&f.scheme, "scheme", "",
		"`NAME|FILE`: an embedded scheme (see gongguo schemes) or a YAML file (default chifeng-2020)")
	f.command = fs.Name()
	fs.Var((*pathsFlag)(&f.ledgers), "ledger", "`FILE|FOLDER|-`: a ledger, .jsonl or .csv, a folder of such files, or "+
		"- for standard input; several are one, in that order (default: a made-up year for the scheme)")
	fs.BoolVar(&f.sample, "sample", false, "a made-up year for the scheme; csv and json want it said")
	fs.StringVar(&f.period, "period", "",
		"`P`: what is shown: 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07, or a run of "+
			"them, 2020-01..2020-02 (default: the year of the last entry)")
	fs.StringVar(&f.until, "until", "",
		"`D`: a day; later entries are left out, periods that end later are not settled")
	fs.StringVar(&f.known, "known", "", "`T`: a day or time; only what was recorded by then counts")
	fs.Var((*paramsFlag)(&f.params), "param", "`K=V`: sets a parameter of the scheme, as fee.county=20; repeatable")
	fs.Var((*namesFlag)(&f.readings), "reading", "`NAME`: takes another reading of the regulation; repeatable")
	fs.BoolVar(&f.internal, "internal", false, internalFlag)
	fs.StringVar(&f.format, "format", strings.Split(formats, "|")[0], "`"+formats+"`")
}

// internalFlag is what --internal does.
const internalFlag = "shows the titles, outlets and endorsers of restricted entries (内部), which are 〔内部〕 else"

// checkFormat refuses a format that is not one of formats, which are parted by "|".
func checkFormat(fs *flag.FlagSet, format, formats string) error {
	all := strings.Split(formats, "|")
	for _, f := range all {
		if f == format {
			return nil
		}
	}
	text := fmt.Sprintf("found format %q; expected one of %s", format, strings.Join(all, ", "))
	if near, ok := spelling.Nearest(format, all); ok {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return &usageError{fs.Name(), text}
}

type paramsFlag []scheme.Param

// String is for the flag package.
func (p *paramsFlag) String() string { return "" }

// Set adds a parameter written as path=value.
func (p *paramsFlag) Set(text string) error {
	path, value, ok := strings.Cut(text, "=")
	if !ok || path == "" {
		return errors.New("expected name=value, as fee.county=20")
	}
	*p = append(*p, scheme.Param{Path: path, Value: value})
	return nil
}

type pathsFlag []string

// String is for the flag package.
func (p *pathsFlag) String() string { return "" }

// Set adds a path.
func (p *pathsFlag) Set(text string) error {
	if text == "" {
		return errors.New("expected a file")
	}
	*p = append(*p, text)
	return nil
}

type namesFlag []string

// String is for the flag package.
func (n *namesFlag) String() string { return "" }

// Set adds a name, or several with commas between.
func (n *namesFlag) Set(text string) error {
	for _, name := range strings.Split(text, ",") {
		if name = strings.TrimSpace(name); name == "" {
			return errors.New("expected the name of a reading")
		}
		*n = append(*n, name)
	}
	return nil
}
