package ledger

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// load reads a table in chunks. What comes after the first row that is not plain is read row by row: the
// meaning of a quotation mark that is wrong reaches to where only reading in order tells.
func (c *csvReader) load(r io.Reader, m loading) error {
	in := splitter{ctx: c.ctx, r: r, size: m.size, most: maxRecord, end: lastRecordEnd}
	l := loader{
		builder: c.builder, loading: m, split: in.next,
		reader: func() chunkReader {
			of := &csvReader{builder: newStagingBuilder(c.ctx, c.file), columns: c.columns}
			of.lacking, of.headed = c.lacking, c.headed
			return of
		},
		one: func(p *chunk, row *stagedRow) {
			rows := plainRows{text: string(p.text[row.from:row.to])}
			cells, _, _ := rows.next()
			c.row(cells, int(row.line))
		},
	}
	// The header comes first: it tells the others how to read.
	var first chunk
	for c.columns == nil && in.next(&first) {
		rows := plainRows{text: string(first.text), line: first.line}
		cells, line, plain := rows.next()
		if !plain {
			return c.rest(io.MultiReader(bytes.NewReader(first.text), in.unread()), first.line-1)
		}
		if cells == nil {
			continue
		}
		c.header(cells, line)
		if c.unreadable {
			return nil
		}
		in.giveBack(first.text[rows.pos:], rows.line)
	}
	if c.columns != nil {
		for p := range l.chunks() {
			if !p.irregular {
				continue
			}
			readers := []io.Reader{bytes.NewReader(p.text)}
			for _, later := range l.pool.waiting {
				readers = append(readers, bytes.NewReader(later.job.text))
			}
			return c.rest(io.MultiReader(append(readers, in.unread())...), p.line-1)
		}
	}
	return c.rest(in.unread(), in.line-1)
}

// parse reads a chunk without the rest of the file. The builder of c is a staging one.
func (c *csvReader) parse(p *chunk) (regular bool) {
	c.staging.begin()
	rows := plainRows{text: string(p.text), line: p.line, cells: c.cells}
	if c.valid = utf8.ValidString(rows.text); !c.valid {
		return false
	}
	for pace := (pace{ctx: c.ctx}); ; {
		if pace.err() != nil {
			return false
		}
		from := rows.pos
		cells, line, plain := rows.next()
		if !plain {
			return false
		}
		if cells == nil {
			c.cells = rows.cells
			return c.staging.complete(true)
		}
		if c.fill(cells, line) && !c.stage(line, from, rows.pos) {
			return false
		}
	}
}

func (c *csvReader) entries() *staging { return c.staging }

// lastRecordEnd returns how much of a text is whole rows, if their quotation marks are right.
func lastRecordEnd(text []byte) int {
	quotes := bytes.Count(text, []byte(`"`))
	for {
		end := bytes.LastIndexByte(text, '\n') + 1
		quotes -= bytes.Count(text[end:], []byte(`"`))
		if end == 0 || quotes%2 == 0 {
			return end
		}
		text = text[:end-1]
	}
}

// plainRows reads the rows of a table in which all quotation marks and line ends are plain. It gives what
// encoding/csv gives, or says that something is not plain.
type plainRows struct {
	text  string
	pos   int
	line  int // at which pos stands
	cells []string
}

// next gives the cells of a row, which hold until the next call, and the line in which it begins; no cells
// at the end of the text.
func (r *plainRows) next() (cells []string, line int, plain bool) {
	for r.lineEnd() {
	}
	if r.pos == len(r.text) {
		return nil, r.line, true
	}
	r.cells, line = r.cells[:0], r.line
	for {
		cell, ok := r.cell()
		if !ok {
			return nil, line, false
		}
		r.cells = append(r.cells, cell)
		if r.pos < len(r.text) && r.text[r.pos] == ',' {
			r.pos++
			continue
		}
		return r.cells, line, r.pos == len(r.text) || r.lineEnd()
	}
}

// lineEnd passes over a line end.
func (r *plainRows) lineEnd() bool {
	switch {
	case strings.HasPrefix(r.text[r.pos:], "\n"):
		r.pos++
	case strings.HasPrefix(r.text[r.pos:], "\r\n"):
		r.pos += 2
	default:
		return false
	}
	r.line++
	return true
}

func (r *plainRows) cell() (cell string, ok bool) {
	start := r.pos
	if start < len(r.text) && r.text[start] == '"' {
		return r.quoted()
	}
	for ; r.pos < len(r.text); r.pos++ {
		switch r.text[r.pos] {
		case ',', '\n':
			return r.text[start:r.pos], true
		case '"':
			return "", false
		case '\r':
			return r.text[start:r.pos], strings.HasPrefix(r.text[r.pos:], "\r\n")
		}
	}
	return r.text[start:], true
}

func (r *plainRows) quoted() (cell string, ok bool) {
	start := r.pos + 1
	doubled := false
	for r.pos = start; ; r.pos += 2 {
		end := strings.IndexByte(r.text[r.pos:], '"')
		if end < 0 {
			return "", false
		}
		r.pos += end
		if !strings.HasPrefix(r.text[r.pos:], `""`) {
			break
		}
		doubled = true
	}
	cell = r.text[start:r.pos]
	r.pos++
	r.line += strings.Count(cell, "\n")
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return cell, !strings.Contains(cell, "\r")
}
