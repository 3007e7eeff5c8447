package document

import (
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Source is the text of an expression together with where it stands: on its own ([Text]) or as a
// scalar of a YAML file ([File.Scalar]). The zero Source is an empty text.
type Source struct{ *source }

type source struct {
	text   string
	file   *File
	places []place // of each rune of text, and one more for its end
}

// place is a line and a column, both from 1.
type place struct{ line, column int32 }

// Text returns an expression that stands on its own: its positions are lines and columns of the text itself.
func Text(text string) Source {
	places := make([]place, 0, len(text)+1)
	at := place{1, 1}
	for _, r := range text {
		places = append(places, at)
		if r == '\n' {
			at = place{at.line + 1, 1}
		} else {
			at.column++
		}
	}
	return Source{&source{text: text, file: &File{Content: []byte(text)}, places: append(places, at)}}
}

// Scalar returns an expression that is written as a scalar of a YAML file: plain, single- or double-quoted,
// a literal | or a folded > block, over one line or several. Line and column are where its node
// starts (from 1, the column in characters, as go.yaml.in/yaml/v3 has them), and value is what YAML made of it.
// If the value cannot be found there, every position is the start of the node.
func (f *File) Scalar(line, column int, value string) Source {
	s := &source{text: value, file: f}
	start := place{int32(line), int32(column)}
	if places := f.alignScalar(start, value); len(places) == utf8.RuneCountInString(value)+1 {
		s.places = places
		return Source{s}
	}
	s.places = []place{start}
	return Source{s}
}

// Text returns the expression.
func (s Source) Text() string {
	if s.source == nil {
		return ""
	}
	return s.text
}

// Position returns the place in the file of the rune of the text with the given offset, counted
// from 0; the offset after the last rune is the end of the expression.
func (s Source) Position(runeOffset int) Position {
	if s.source == nil || len(s.places) == 0 {
		return Position{}
	}
	at := s.places[min(max(runeOffset, 0), len(s.places)-1)]
	p := Position{Line: int(at.line), Column: int(at.column)}
	if s.file != nil {
		p.File = s.file.Name
	}
	return p
}

// File returns the file that the text stands in; of a text that stands on its own, that text.
func (s Source) File() *File {
	if s.source == nil {
		return nil
	}
	return s.file
}

// Part returns the text between two offsets in runes, each rune at its own place. Requires 0 <= start <= end <= the
// length.
func (s Source) Part(start, end int) Source {
	if s.source == nil {
		return s
	}
	part := &source{text: string([]rune(s.text)[start:end]), file: s.file, places: s.places}
	if len(s.places) > end {
		part.places = s.places[start : end+1]
	}
	return Source{part}
}

// ErrorAt returns an error at an offset of the text, in runes.
func (s Source) ErrorAt(runeOffset int, r reason.Reason, nearest string) *Error {
	p := s.Position(runeOffset)
	e := &Error{Position: p, Reason: r, Nearest: nearest}
	if s.source != nil && s.file != nil {
		e.line = s.file.line(p.Line)
	}
	return e
}
