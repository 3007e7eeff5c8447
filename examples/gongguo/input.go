package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// loadScheme reads an embedded scheme by its name, or a file: what ends in .yaml or .yml or has a slash is one.
func loadScheme(ctx context.Context, name string) (*scheme.Scheme, error) {
	if !isFile(name, ".yaml", ".yml") {
		if slices.Contains(schemes.Names(), name) {
			return schemes.Load(ctx, name)
		}
		if _, err := os.Stat(name); err != nil {
			_, err := schemes.Source(name)
			return nil, fmt.Errorf("%w (a scheme in a file ends in .yaml)", err)
		}
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return scheme.Load(ctx, name, content)
}

func isFile(name string, extensions ...string) bool {
	return strings.ContainsAny(name, `/\`) || slices.Contains(extensions, strings.ToLower(filepath.Ext(name)))
}

// input is what a run scores.
type input struct {
	scheme *scheme.Scheme
	ledger *ledger.Ledger
	made   bool // the ledger is a sample
}

// load reads scheme and ledger and reports what is wrong with either. Without a ledger it takes the sample of the
// scheme.
func (s *session) load(f *scoringFlags) (*input, error) {
	name := f.scheme
	if name == "" {
		name = sample.Scheme
	}
	in := &input{made: f.ledger == ""}
	var schemeErr, ledgerErr error
	in.scheme, schemeErr = loadScheme(s.ctx, name)
	if in.made {
		if schemeErr == nil {
			in.ledger, ledgerErr = sampleLedger(s.ctx, in.scheme.Name)
		}
	} else {
		in.ledger, ledgerErr = s.readLedger(f.ledger)
	}
	var missing error
	if schemeErr == nil {
		missing = missingParams(s.ctx, in.scheme, f)
	}
	if err := errors.Join(schemeErr, ledgerErr, missing); err != nil {
		return nil, err
	}
	if in.ledger.Len() == 0 {
		return nil, fmt.Errorf("%s: the ledger has no entries", f.ledger)
	}
	return in, nil
}

// missingParams says how to give what the scheme requires. Other things wrong with the options are left to the engine.
func missingParams(ctx context.Context, s *scheme.Scheme, f *scoringFlags) error {
	varied, err := s.With(ctx, scheme.Variant{Params: f.params, Readings: f.readings})
	if err != nil || len(varied.Missing()) == 0 {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "scheme %s does not say everything: its text leaves figures open, which you must give:", s.Name)
	for _, path := range varied.Missing() {
		fmt.Fprintf(&b, "\n  --%sparam %s=…", f.prefix, path)
	}
	return errors.New(b.String())
}

func sampleLedger(ctx context.Context, name string) (*ledger.Ledger, error) {
	switch {
	case name == sample.Scheme:
		return sample.Ledger(ctx)
	case !slices.Contains(sample.Names(), name):
		return nil, fmt.Errorf("there is no made-up ledger for scheme %s; give one with --ledger", name)
	}
	entries, err := sample.Entries(name, sample.Seed, sample.Options{})
	if err != nil {
		return nil, err
	}
	return ledger.New(ctx, func(yield func(ledger.Entry, error) bool) {
		entries(func(e ledger.Entry) bool { return yield(e, nil) })
	})
}

// form is how a ledger is written.
type form string

const (
	jsonLines form = "jsonl"
	csvTable  form = "csv"
)

// readLedger reads a file, or - for standard input. The form is told from the file's name, else from the first bytes.
func (s *session) readLedger(path string) (*ledger.Ledger, error) {
	l, _, err := s.readLedgerForm(path)
	return l, err
}

func (s *session) readLedgerForm(path string) (*ledger.Ledger, form, error) {
	in, err := s.open(path)
	if err != nil {
		return nil, "", err
	}
	defer in.close()
	return in.ledger()
}

// source is a file, or standard input, that is read once.
type source struct {
	*bufio.Reader
	ctx        context.Context
	path, name string // as given, and as errors call it
	close      func() error
}

// open opens a file, or - for standard input.
func (s *session) open(path string) (*source, error) {
	in := &source{ctx: s.ctx, path: path, name: path, close: func() error { return nil }}
	var r io.Reader = s.stdin
	if path == "-" {
		in.name = "standard input"
	} else {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		r, in.close = file, file.Close
	}
	in.Reader = bufio.NewReaderSize(&cancellable{s.ctx, r}, 1<<16)
	return in, nil
}

// ledger reads a ledger in the form that the name or the beginning tells.
func (in *source) ledger() (*ledger.Ledger, form, error) {
	form := formOf(in.path, in.Reader)
	read := ledger.ReadJSONL
	if form == csvTable {
		read = ledger.ReadCSV
	}
	l, err := read(in.ctx, in, in.name)
	if in.ctx.Err() != nil {
		err = in.ctx.Err()
	}
	return l, form, err
}

// formOf tells the form of a ledger: by name, else an object at the beginning means JSON Lines.
func formOf(path string, r *bufio.Reader) form {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return csvTable
	case ".jsonl", ".ndjson", ".json":
		return jsonLines
	}
	start, _ := r.Peek(1 << 12) // what is wrong with the reader is found when it is read
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
	if len(start) == 0 || start[0] == '{' {
		return jsonLines
	}
	return csvTable
}

// cancellable is a reader that stops when the run is interrupted.
type cancellable struct {
	ctx context.Context
	io.Reader
}

// Read reads on unless the run is interrupted.
func (c *cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}
