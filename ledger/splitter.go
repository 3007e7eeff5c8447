package ledger

import (
	"bytes"
	"context"
	"io"
)

// chunk is a range of a file that ends where an entry ends.
type chunk struct {
	text    []byte
	line    int  // of the file, at which it begins
	tooLong bool // it was one line that is too long, and has no text

	reader    chunkReader
	irregular bool // it is to be read in the order of the file, with all that came before
}

// splitter splits a file into chunks.
type splitter struct {
	ctx  context.Context
	r    io.Reader
	size int                   // of a chunk, about
	most int                   // bytes that an entry may take
	skip bool                  // pass over a longer one, which is a line
	end  func(text []byte) int // how much of a text is whole entries
	rest []byte                // what was read and is in no chunk yet
	line int                   // at which rest begins, from 1
	idle int                   // times that the reader gave nothing
	err  error                 // io.EOF when all was read
}

// next cuts a chunk, into p. It returns false at the end of the file, at an error of the reader, which is then
// in err, and at an entry that is too long and not to be passed over. What is not in a chunk is then in rest.
func (c *splitter) next(p *chunk) bool {
	c.line = max(c.line, 1)
	text := append(p.text[:0], c.rest...)
	*p = chunk{text: text, line: c.line, reader: p.reader}
	cut := 0
	for goal := c.size; ; goal = 2*len(text) + 1 {
		for c.err == nil && len(text) < goal {
			text = c.read(text, goal)
		}
		if cut = c.end(text); cut > 0 || c.err != nil || len(text) > c.most {
			break
		}
	}
	switch {
	case c.err == io.EOF:
		cut = len(text)
	case c.err != nil:
		c.rest = append(c.rest[:0], text...)
		return false
	case cut == 0 && c.skip:
		return c.passOver(p, text)
	case cut == 0:
		c.rest = append(c.rest[:0], text...)
		return false
	}
	c.rest = append(c.rest[:0], text[cut:]...)
	p.text = text[:cut:cut]
	c.line += bytes.Count(p.text, []byte("\n"))
	return cut > 0
}

func (c *splitter) read(text []byte, goal int) []byte {
	if cap(text) < goal {
		text = append(make([]byte, 0, goal), text...)
	}
	if c.err = c.ctx.Err(); c.err != nil {
		return text
	}
	n, err := c.r.Read(text[len(text):goal])
	c.err = err
	if c.idle++; n > 0 {
		c.idle = 0
	} else if err == nil && c.idle > 100 {
		c.err = io.ErrNoProgress
	}
	return text[:len(text)+n]
}

// passOver passes over a line of which so much was read and that is too long.
func (c *splitter) passOver(p *chunk, text []byte) bool {
	c.rest = c.rest[:0]
	for c.err == nil {
		text = c.read(text[:0], c.most)
		if i := bytes.IndexByte(text, '\n'); i >= 0 {
			c.rest = append(c.rest, text[i+1:]...)
			break
		}
	}
	if len(c.rest) == 0 && c.err != nil && c.err != io.EOF && !bytes.HasSuffix(text, []byte("\n")) {
		return false
	}
	p.text, p.tooLong = text[:0], true
	c.line++
	return true
}

// unread is what is in no chunk yet, up to an error of the reader.
func (c *splitter) unread() io.Reader {
	if c.err != nil {
		return io.MultiReader(bytes.NewReader(c.rest), failing{c.err})
	}
	return io.MultiReader(bytes.NewReader(c.rest), c.r)
}

// giveBack puts back the end of the chunk that was cut last, which begins at a line.
func (c *splitter) giveBack(text []byte, line int) {
	c.rest = append(bytes.Clone(text), c.rest...)
	c.line = line
}

// failing is a reader that gives an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
