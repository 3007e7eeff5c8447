package document

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger/reason"
)

// encoded says whether the file is UTF-8, and reports it where it is not.
func (d *Decoder) encoded() bool {
	content := d.file.Content
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) ||
		bytes.IndexByte(content, 0) >= 0 && bytes.IndexByte(content, 0) < 2 {
		// a line of it would not show
		d.Add(&Error{Position: Position{File: d.file.Name, Line: 1, Column: 1},
			Reason: reason.New("document.utf-16", "the file is not UTF-8; it looks like UTF-16: save it as UTF-8")})
		return false
	}
	if utf8.Valid(content) {
		return true
	}
	at, line := 0, 1
	for start := 0; at < len(content); {
		r, size := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && size == 1 {
			column := utf8.RuneCount(content[start:at]) + 1
			d.Add(d.file.ErrorAt(line, column, reason.New("document.not-utf-8",
				"the file is not UTF-8; if it is GBK (ANSI), save it as UTF-8")))
			break
		}
		if at += size; r == '\n' {
			line, start = line+1, at
		}
	}
	return false
}

// syntax turns an error of the YAML library into one of ours. The library names a line at most, and often the wrong
// one; the place to look at is behind the last line up to which the file reads well.
func (d *Decoder) syntax(f Format, err error) {
	if d.Ended() != nil {
		return
	}
	if errors.Is(err, io.EOF) {
		d.Add(d.file.ErrorAt(1, 1, reason.New("document.empty-file",
			"found an empty file; expected {want}", begins(f))))
		return
	}
	lines := bytes.SplitAfter(d.file.Content, []byte("\n"))
	fails := func(n int) error {
		dec := yaml.NewDecoder(d.reader(bytes.Join(lines[:n], nil)))
		var err error
		for err == nil {
			var doc yaml.Node
			err = dec.Decode(&doc)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	low, noticed := 0, len(lines) // the first line with which the library says what it says of the whole
	for low+1 < noticed && d.Ended() == nil {
		if mid := (low + noticed) / 2; sameError(fails(mid), err) {
			noticed = mid
		} else {
			low = mid
		}
	}
	begins := noticed
	for n := noticed - 1; n >= max(0, noticed-maxBack) && d.Ended() == nil; n-- {
		if fails(n) == nil {
			begins = n + 1
			break
		}
	}
	if d.Ended() != nil {
		return
	}
	if c := likely(lines, begins, noticed); c != nil {
		d.Add(d.file.ErrorAt(c.line, c.column, notYAML(c.why)))
		return
	}
	line := string(lines[begins-1])
	column := len(line) - len(strings.TrimLeft(line, " ")) + 1
	said := notYAML(reason.New("document.yaml", "{detail}", words(err)))
	if begins < noticed {
		said = reason.New("document.not-yaml-from-here",
			"not YAML from here on, as is seen on line {line}: {detail}", noticed, words(err))
	}
	d.Add(d.file.ErrorAt(begins, column, said))
}

// notYAML says that the file is not YAML, and why.
func notYAML(why reason.Reason) reason.Reason {
	return reason.New("document.not-yaml", "not YAML: {why}", why)
}

// maxBack is how many lines before the one where an error is noticed are tried.
const maxBack = 100

// words are what the library says, without its line.
func words(err error) string {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if _, text, ok := strings.Cut(rest, ": "); ok {
			return text
		}
	}
	return msg
}

func sameError(a, b error) bool { return a != nil && b != nil && a.Error() == b.Error() }
