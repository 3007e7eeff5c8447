package rule

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// File is a file that expressions are written in: its name for messages, and its bytes (UTF-8).
type File struct {
	Name    string
	Content []byte
}

// Position is a place in a file. Line and Column count from 1, and columns count characters
// (runes), as editors do. A zero Line means that the place is not known.
type Position struct {
	File   string
	Line   int
	Column int
}

// String returns file:line:col, or line:col where the file has no name.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.File == "":
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// compare orders positions by file, line and column.
func (p Position) compare(q Position) int {
	if c := strings.Compare(p.File, q.File); c != 0 {
		return c
	}
	if p.Line != q.Line {
		return p.Line - q.Line
	}
	return p.Column - q.Column
}

// Error is one thing wrong at one place of a file or of an expression, found when it is loaded.
type Error struct {
	Position
	// Message says what was found and what was expected, in lower case and without the place.
	Message string
	// Nearest is the declared name that a wrong one is nearest to, or "". Message names it already.
	Nearest string

	line string // the line of the source that the place is on
}

// Error returns "file:line:col: message", then the line of the source, and under it a caret that
// stands under the place, wide characters counted as two columns.
func (e *Error) Error() string {
	head := e.Message
	if at := e.Position.String(); at != "" {
		head = at + ": " + head
	}
	if e.line == "" {
		return head
	}
	line, caret := excerpt(e.line, e.Column)
	return head + "\n    " + line + "\n    " + caret
}

// Errors is a list of errors, all that a load found, sorted by place.
type Errors []*Error

// Error returns every error, one after the other.
func (e Errors) Error() string {
	texts := make([]string, len(e))
	for i, one := range e {
		texts[i] = one.Error()
	}
	return strings.Join(texts, "\n")
}

// Unwrap gives the single errors to errors.Is and errors.As.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}

// Sort puts the errors in the order of their places; those of one place stay as they are.
func (e Errors) Sort() {
	slices.SortStableFunc(e, func(a, b *Error) int { return a.Position.compare(b.Position) })
}

// ErrorAt returns an error at a place of the file. Line and column count from 1, the column in
// characters; a place outside the file gives an error without the line of the source.
func (f *File) ErrorAt(line, column int, format string, args ...any) *Error {
	e := &Error{Position: Position{Line: line, Column: column}, Message: fmt.Sprintf(format, args...)}
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
	if line < 1 || column < 1 {
		return -1
	}
	at := 0
	if bytes.HasPrefix(f.Content, []byte("\uFEFF")) {
		at = len("\uFEFF")
	}
	for ; line > 1; at++ {
		if at >= len(f.Content) {
			return -1
		}
		if size := lineEnd(f.Content[at:]); size > 0 {
			at += size - 1
			line--
		}
	}
	for ; column > 1; column-- {
		if at >= len(f.Content) || lineEnd(f.Content[at:]) > 0 {
			return -1
		}
		_, size := utf8.DecodeRune(f.Content[at:])
		at += size
	}
	return at
}
