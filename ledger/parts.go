package ledger

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"path"
	"sort"
	"strings"
)

// Form is how a ledger is written.
type Form string

// The forms of a ledger.
const (
	JSONL Form = "jsonl" // JSON Lines, see [ReadJSONL]
	CSV   Form = "csv"   // a table, see [ReadCSV]
)

// FormOf tells the form of a file by its name; where that does not say, by how it begins: an object means JSON Lines.
func FormOf(name string, start []byte) Form {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return CSV
	case ".jsonl", ".ndjson", ".json":
		return JSONL
	}
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte(byteOrderMark)), " \t\r\n")
	if len(start) == 0 || start[0] == '{' {
		return JSONL
	}
	return CSV
}

// Part is a file of a ledger.
type Part struct {
	Name   string // errors call the file so
	Form   Form   // empty: [FormOf] tells it
	Reader io.Reader
}

// Read reads a ledger from several files, as one order of recording: the entries of the first file, then those of the
// next, whatever their forms. Checked is what the whole holds: a void may name an entry of an earlier file, an entry
// what a later file introduces, and an id may come again with the same content. Errors name the file, and, where one
// entry does not go with another, both. All of all files are reported at once, as [*Errors], in the order of the files.
//
// What [ReadJSONL] and [ReadCSV] say holds for each file. The readers are read one after the other.
func Read(ctx context.Context, parts ...Part) (*Ledger, error) {
	return readParts(ctx, defaultLoading(), parts...)
}

func readParts(ctx context.Context, m loading, parts ...Part) (*Ledger, error) {
	b := newBuilder(ctx)
	for _, p := range parts {
		if err := b.readPart(p, m); err != nil {
			return nil, err
		}
	}
	return b.finish()
}

// readPart takes the entries of a file. The error is that of the reader or the context.
func (b *builder) readPart(p Part, m loading) error {
	b.beginPart(p.Name)
	r, form := p.Reader, p.Form
	if form == "" {
		peeked := bufio.NewReaderSize(r, sniffed)
		start, _ := peeked.Peek(sniffed) // what is wrong with the reader is found when it is read
		r, form = peeked, FormOf(p.Name, start)
	}
	if form == CSV {
		return b.readCSV(r, m)
	}
	return b.readJSONL(r, m)
}

// part is a file that was read, or is.
type part struct {
	name string
	row  int // its first
}

// beginPart begins a file.
func (b *builder) beginPart(name string) {
	if name == "" {
		name = "ledger"
	}
	b.file, b.lacking = name, 0
	b.parts = append(b.parts, part{name, b.ledger.store.Length})
}

// part is the file that is read now.
func (b *builder) part() int { return max(len(b.parts)-1, 0) }

// partOf is the file in which a row stands.
func (b *builder) partOf(row int) int {
	return max(sort.Search(len(b.parts), func(i int) bool { return b.parts[i].row > row })-1, 0)
}
