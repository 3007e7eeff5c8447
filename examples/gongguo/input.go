package main

import (
	"context"
	"errors"
	"fmt"
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
	from   origin
}

// load reads scheme and ledger and reports what is wrong with either. Without a ledger it takes the sample of the
// scheme, but not for a format that another program reads, unless the flags ask for it.
func (s *session) load(f *scoringFlags) (*input, error) {
	if err := f.checkLedgers(); err != nil {
		return nil, err
	}
	name := f.scheme
	if name == "" {
		name = sample.Scheme
	}
	in := &input{from: origin{made: len(f.ledgers) == 0, asked: f.sample}}
	var schemeErr, ledgerErr error
	in.scheme, schemeErr = loadScheme(s.ctx, name)
	if in.from.made {
		if schemeErr == nil {
			in.ledger, ledgerErr = sampleLedger(s.ctx, in.scheme.Name)
		}
	} else {
		in.ledger, in.from, ledgerErr = s.readLedgers(f.ledgers)
	}
	var missing error
	if schemeErr == nil {
		missing = missingParams(s.ctx, in.scheme, f)
	}
	if err := errors.Join(schemeErr, ledgerErr, missing); err != nil {
		return nil, err
	}
	if in.ledger.Len() == 0 {
		return nil, fmt.Errorf("%s: the ledger has no entries", strings.Join(f.ledgers, ", "))
	}
	if f.machine() {
		document{{lines: in.from.warnings()}}.text(s.stderr)
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
