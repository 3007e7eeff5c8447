package ledger

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// maxRecord bounds a row of a CSV file, whose columns are those of all its entries.
const maxRecord = 16 << 20

// ReadCSV reads a ledger from a CSV file (RFC 4180, commas, UTF-8, a byte order mark is passed over): one
// wide table with a header, a row for each entry in the order of recording. The name stands in errors for
// the file.
//
// The columns are fields of entries, in any order; id, kind and at must be there. An attribute x has the
// column attrs.x if it is a string, attrs.x:bool or attrs.x:number if not; attrs.x:string is attrs.x, and
// needed only for a name with a colon in it. The cells of with and shares hold JSON, as in JSON Lines. An
// empty cell is an absent field, a row of empty cells is no entry.
//
// A cell of text, or of the header, that begins with a quotation mark (after the quoting of CSV) is a JSON string:
// so "" is an attribute that is there and empty, and texts that begin with a quotation mark or hold a carriage
// return, which CSV does not keep, come through.
//
// Everything else is as in [ReadJSONL]; errors name the line and the column by its field. A file that is not UTF-8,
// that parts its columns by another mark, or is no text, is one error that says what to do.
func ReadCSV(ctx context.Context, r io.Reader, name string) (*Ledger, error) {
	return readParts(ctx, defaultLoading(), Part{Name: name, Form: CSV, Reader: r})
}

// readCSV takes the entries of the part that is read now. The error is that of the reader or the context.
func (b *builder) readCSV(r io.Reader, m loading) error {
	c := csvReader{builder: b}
	defer func() { b.partial = b.partial || c.unreadable }()
	if err := b.ctx.Err(); err != nil {
		return err
	}
	start := make([]byte, sniffed)
	n, err := io.ReadFull(r, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return unread(c.file, err)
	}
	start = start[:n]
	if what := foreignTable(start); !what.IsZero() {
		c.refused(what)
		c.unreadable = true
		return nil
	}
	return c.load(io.MultiReader(bytes.NewReader(bytes.TrimPrefix(start, []byte(byteOrderMark))), r), m)
}

// rest reads a table, or what is left of it, row by row. So many lines come before it.
func (c *csvReader) rest(r io.Reader, before int) error {
	in := &boundedReader{ctx: c.ctx, r: r}
	table := csv.NewReader(in)
	table.FieldsPerRecord = -1
	table.ReuseRecord = true
	for {
		in.bound = table.InputOffset() + maxRecord
		cells, err := table.Read()
		if err == io.EOF {
			break
		}
		var wrong *csv.ParseError
		switch {
		case err != nil && c.ctx.Err() != nil:
			return c.ctx.Err()
		case errors.As(err, &wrong):
			c.misquoted(wrong, before)
			if c.columns == nil {
				return nil // no header, so no more can be said
			}
			continue
		case errors.Is(err, errLongRecord):
			c.draft.reset(0, 0, "")
			c.fail(&c.draft, 0, "",
				tooLong(reason.New("ledger.found.long-row", "a row of more than {most} bytes", maxRecord),
					reason.New("ledger.expected.shorter-row", "a shorter one, or a quotation mark that ends a cell")))
			c.report(&c.draft)
			return nil
		case err != nil:
			return unread(c.file, err)
		}
		line, _ := table.FieldPos(0)
		line += before
		if c.columns == nil {
			c.header(cells, line)
		} else {
			c.row(cells, line)
		}
		if c.unreadable {
			return nil
		}
	}
	if c.columns == nil {
		c.draft.reset(1, 0, "")
		c.fail(&c.draft, 0, "", reason.New("ledger.csv.empty", "found {found}, expected {expected}",
			reason.New("ledger.found.empty-file", "an empty file"),
			reason.New("ledger.expected.header", "a header with at least id, kind and at")))
		c.report(&c.draft)
	}
	return c.ctx.Err()
}

// boundedReader refuses to give more than a row may have, and anything when the context has ended.
type boundedReader struct {
	ctx   context.Context
	r     io.Reader
	given int64
	bound int64
}

var errLongRecord = errors.New("row too long")

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.given >= b.bound+1<<12 { // what the CSV reader has read ahead
		return 0, errLongRecord
	}
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	b.given += int64(n)
	return n, err
}

// csvReader turns rows into drafts.
type csvReader struct {
	*builder
	columns    []csvColumn
	scan       scanner
	dateHint   bool     // it has been said how a spreadsheet keeps dates
	unreadable bool     // no more can be read, which is reported
	headed     int      // bytes of the header
	valid      bool     // what is read is known to be UTF-8
	cells      []string // scratch
}

// misquoted reports a row whose quotation marks are wrong.
func (c *csvReader) misquoted(wrong *csv.ParseError, before int) {
	d := &c.draft
	d.reset(wrong.StartLine+before, 0, "")
	found := reason.New("ledger.found.open-cell", "a cell in quotation marks that does not end with one")
	expected := reason.New("ledger.expected.closed-cell", "quotation marks within it doubled, and one at its end")
	if wrong.Err == csv.ErrBareQuote {
		found = reason.New("ledger.found.mark-in-cell", "a quotation mark within a cell")
		expected = reason.New("ledger.expected.marked-cell", "the cell in quotation marks, and those within it doubled")
	}
	c.fail(d, 0, "", reason.New("ledger.csv.quotation-marks", "found {found}, expected {expected}", found, expected))
	c.report(d)
}

// row takes one row.
func (c *csvReader) row(cells []string, line int) {
	if c.fill(cells, line) {
		c.take(&c.draft)
	}
}

// fill reads a row into the draft; false if there is no entry in it.
func (c *csvReader) fill(cells []string, line int) bool {
	if !containsText(cells) {
		return false
	}
	d := &c.draft
	d.reset(line, 0, "")
	d.written = c.headed
	d.truncated = len(cells) != len(c.columns)
	if d.truncated {
		c.fail(d, 0, "", reason.New("ledger.csv.cells", "found {found}, expected {expected}",
			reason.New("ledger.found.cells", "{number} cells", len(cells)),
			reason.New("ledger.expected.cells", "{number}, as in the header", len(c.columns))))
	}
	for i, cell := range cells[:min(len(cells), len(c.columns))] {
		if cell == "" || c.columns[i].ignored {
			continue
		}
		d.written += len(cell)
		if !c.valid && !utf8.ValidString(cell) {
			c.misencoded(line, c.columns[i].name, cell)
			return false
		}
		if !d.truncated {
			c.cell(d, &c.columns[i], cell)
		} else if c.columns[i].field == store.FieldID {
			d.named |= 1 << store.FieldID
			d.ID = cell
		}
	}
	return true
}

func containsText(cells []string) bool {
	for _, cell := range cells {
		if cell != "" {
			return true
		}
	}
	return false
}
