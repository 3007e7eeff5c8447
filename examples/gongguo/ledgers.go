package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// origin is where a ledger comes from.
type origin struct {
	made, asked bool     // it is a sample; somebody asked for it
	files       []string // in the order of recording
	ignored     []string // what else was found in folders, by folder
}

// lines say what was scored: how many entries, of which files, or that they are made up.
func (o origin) lines(l *ledger.Ledger) []string {
	n := counted(l.Len(), "entry", "entries")
	switch {
	case o.made && o.asked:
		return []string{"ledger: a made-up sample of " + n}
	case o.made:
		return []string{loud + "no ledger was given: this is a made-up sample of " + n +
			"; give your own with --ledger"}
	}
	return append([]string{"ledger: " + o.text(l)}, o.warnings()...)
}

// shownFiles is how many files of a ledger are named.
const shownFiles = 4

// text says in short what was scored.
func (o origin) text(l *ledger.Ledger) string {
	n := counted(l.Len(), "entry", "entries")
	var names []string
	for _, file := range o.files {
		names = append(names, filepath.Base(file))
	}
	switch {
	case o.made:
		return "a made-up sample of " + n
	case len(names) < 2:
		return n
	case len(names) <= shownFiles:
		return n + " in " + strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s in %d files, %s to %s", n, len(names), names[0], names[len(names)-1])
}

// warnings say what stands beside the ledgers of a folder and was not read.
func (o origin) warnings() []string {
	var out []string
	for _, line := range o.ignored {
		out = append(out, loud+line)
	}
	return out
}

// machine says whether another program reads what is printed.
func (f *scoringFlags) machine() bool {
	return slices.Contains([]string{"csv", "json", "grants", "openings"}, f.format)
}

// checkLedgers refuses flags that do not say one ledger.
func (f *scoringFlags) checkLedgers() error {
	stdin := 0
	for _, path := range f.ledgers {
		if path == "-" {
			stdin++
		}
	}
	switch {
	case f.sample && len(f.ledgers) > 0:
		return &usageError{f.command, "found --sample beside --ledger; expected one of them"}
	case len(f.ledgers) == 0 && !f.sample && f.machine():
		return &usageError{f.command, "no ledger is given; expected --ledger, or --sample for a made-up year"}
	case stdin > 1:
		return &usageError{f.command, "found standard input twice; expected it once"}
	}
	return nil
}

// ledgerEndings are the names of ledgers in a folder.
var ledgerEndings = []string{".jsonl", ".ndjson", ".json", ".csv"}

// ledgerFiles are the files that are meant: of a folder those that are ledgers, by name. Hidden ones are passed over.
func ledgerFiles(paths []string) (o origin, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if path == "-" || err != nil || !info.IsDir() {
			o.files = append(o.files, path) // what is wrong with it is found when it is opened
			continue
		}
		inside, err := os.ReadDir(path) // sorted by name
		if err != nil {
			return o, err
		}
		found, others := len(o.files), []string(nil)
		for _, one := range inside {
			switch name := one.Name(); {
			case strings.HasPrefix(name, "."):
			case !one.IsDir() && slices.Contains(ledgerEndings, strings.ToLower(filepath.Ext(name))):
				o.files = append(o.files, filepath.Join(path, name))
			default:
				others = append(others, name)
			}
		}
		if len(o.files) == found {
			return o, fmt.Errorf("%s: found a folder without a ledger; expected files %s", path, endings())
		}
		if len(others) > 0 {
			o.ignored = append(o.ignored,
				fmt.Sprintf("%s: not read: %s; expected %s", path, strings.Join(others, ", "), endings()))
		}
	}
	return o, nil
}

func endings() string {
	last := len(ledgerEndings) - 1
	return strings.Join(ledgerEndings[:last], ", ") + " or " + ledgerEndings[last]
}

// readLedgers reads files, folders, and - for standard input, as one ledger. The form of each is told from its name,
// else from its first bytes.
func (s *session) readLedgers(paths []string) (*ledger.Ledger, origin, error) {
	from, err := ledgerFiles(paths)
	if err != nil {
		return nil, from, err
	}
	parts := make([]ledger.Part, len(from.files))
	for i, path := range from.files {
		in := &lazySource{session: s, path: path}
		defer in.close()
		parts[i] = ledger.Part{Name: nameOf(path), Reader: in}
	}
	l, err := ledger.Read(s.ctx, parts...)
	var wrong *ledger.Errors
	if err != nil && s.ctx.Err() != nil && !errors.As(err, &wrong) {
		err = s.ctx.Err()
	}
	return l, from, err
}

// nameOf is how errors call a file.
func nameOf(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}

// lazySource is a file that is opened when it is read, and closed at its end, so that a folder of many is read.
type lazySource struct {
	*session
	path string
	in   *source
	err  error
}

// Read reads on.
func (l *lazySource) Read(p []byte) (int, error) {
	if l.in == nil && l.err == nil {
		l.in, l.err = l.open(l.path)
	}
	if l.err != nil {
		return 0, l.err
	}
	n, err := l.in.Read(p)
	if l.err = err; err != nil {
		l.close()
	}
	return n, err
}

func (l *lazySource) close() {
	if l.in != nil {
		l.in.close()
		l.in = nil
	}
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
	in := &source{ctx: s.ctx, path: path, name: nameOf(path), close: func() error { return nil }}
	r := s.stdin
	if path != "-" {
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
func (in *source) ledger() (*ledger.Ledger, error) {
	l, err := ledger.Read(in.ctx, ledger.Part{Name: in.name, Form: in.form(), Reader: in})
	if in.ctx.Err() != nil {
		err = in.ctx.Err()
	}
	return l, err
}

// form is the form that the name or the beginning tells.
func (in *source) form() ledger.Form {
	start, _ := in.Peek(1 << 12) // what is wrong with the reader is found when it is read
	return ledger.FormOf(in.path, start)
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
