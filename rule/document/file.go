package document

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
)

// File is a file as it was read: its name for messages, and its bytes (UTF-8), which are not to change.
type File struct {
	Name    string
	Content []byte

	once  sync.Once
	lines []int // the offsets at which the lines start
}

// starts are the offsets at which the lines start, found once.
func (f *File) starts() []int {
	f.once.Do(func() {
		at := 0
		if bytes.HasPrefix(f.Content, []byte("\uFEFF")) {
			at = len("\uFEFF")
		}
		f.lines = append(f.lines, at)
		for at < len(f.Content) {
			size := lineEnd(f.Content[at:])
			if at += max(size, 1); size > 0 {
				f.lines = append(f.lines, at)
			}
		}
	})
	return f.lines
}

// ErrorAt returns an error at a place of the file. Line and column count from 1, the column in
// characters; a place outside the file gives an error without the line of the source.
func (f *File) ErrorAt(line, column int, r reason.Reason) *Error {
	e := &Error{Position: Position{Line: line, Column: column}, Reason: r}
	if f != nil {
		e.File = f.Name
		e.line = f.line(line)
	}
	return e
}

// line returns the text of a line, counted from 1, without its end; "" outside the file.
func (f *File) line(n int) string {
	start := f.offset(n, 1)
	if start < 0 {
		return ""
	}
	end := start
	for end < len(f.Content) && lineEnd(f.Content[end:]) == 0 {
		end++
	}
	return strings.ToValidUTF8(string(f.Content[start:end]), "\uFFFD")
}

// lineEnd returns the length of the line end at the start of text, or 0. As in YAML, more than \n ends a line.
func lineEnd(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	switch text[0] {
	case '\n':
		return 1
	case '\r':
		if len(text) > 1 && text[1] == '\n' {
			return 2
		}
		return 1
	case 0xC2, 0xE2:
		for _, end := range []string{"\u0085", "\u2028", "\u2029"} {
			if bytes.HasPrefix(text, []byte(end)) {
				return len(end)
			}
		}
	}
	return 0
}

// offset returns the byte offset of a line and column, both from 1, or -1 outside the file.
func (f *File) offset(line, column int) int {
	if line < 1 || column < 1 || line > len(f.starts()) {
		return -1
	}
	at := f.starts()[line-1]
	for ; column > 1; column-- {
		if at >= len(f.Content) || lineEnd(f.Content[at:]) > 0 {
			return -1
		}
		_, size := utf8.DecodeRune(f.Content[at:])
		at += size
	}
	return at
}
