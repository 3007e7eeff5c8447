package ledger

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// byteOrderMark may stand at the beginning of a file.
const byteOrderMark = "\uFEFF"

// ReadJSONL reads a ledger from JSON Lines: one JSON object a line, in the order of recording. The name
// stands in errors for the file. It reads chunk by chunk, on as many processors as there are, and keeps
// nothing of the text.
//
// Reading is strict: names of fields must be right to the letter case and stand once, numbers are kept
// exact, the text must be UTF-8; only a byte order mark at the start, blank lines and Windows line ends are
// passed over. A line has at most 1 MiB. All errors are reported at once, as [*Errors]; an error of the
// reader itself is returned wrapped. A file that begins as no JSON Lines do, or a line that is not UTF-8, is one error
// that says what it is. A context that ends stops the reading within a tenth of a second, unless the
// reader blocks; its error is returned. In all these cases nothing is taken.
func ReadJSONL(ctx context.Context, r io.Reader, name string) (*Ledger, error) {
	return readParts(ctx, defaultLoading(), Part{Name: name, Form: JSONL, Reader: r})
}

// readJSONL takes the entries of the part that is read now. The error is that of the reader or the context.
func (b *builder) readJSONL(r io.Reader, m loading) error {
	ctx, j := b.ctx, jsonReader{builder: b}
	defer func() { b.partial = b.partial || j.unreadable }()
	if err := ctx.Err(); err != nil {
		return err
	}
	peeked := bufio.NewReaderSize(r, sniffed)
	start, err := peeked.Peek(sniffed)
	if what := foreignLines(start); !what.IsZero() {
		j.refused(what)
		j.unreadable = true
		return nil
	}
	if r = peeked; err != nil && err != io.EOF {
		r = io.MultiReader(bytes.NewReader(bytes.Clone(start)), failing{err})
	}
	in := splitter{ctx: ctx, r: r, size: m.size, most: maxEntry + 1, skip: true, end: lastLineEnd}
	load := loader{
		builder: j.builder, loading: m, split: in.next,
		reader: func() chunkReader { return &jsonReader{builder: newStagingBuilder(ctx, j.file), valid: true} },
		one:    func(p *chunk, row *stagedRow) { j.read(string(p.text[row.from:row.to]), int(row.line), nil) },
	}
	pace := pace{ctx: ctx}
	for p := range load.chunks() {
		if p.irregular {
			j.lines(p, func(text string, _, line int, err error) bool {
				j.read(text, line, err)
				return !j.unreadable && pace.err() == nil
			})
		}
		if j.unreadable {
			return ctx.Err()
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if in.err != io.EOF {
		return unread(fmt.Sprintf("%s:%d", j.file, in.line+bytes.Count(in.rest, []byte("\n"))), in.err)
	}
	return nil
}

// lastLineEnd returns how much of a text is whole lines.
func lastLineEnd(text []byte) int { return bytes.LastIndexByte(text, '\n') + 1 }

var errLongLine = errors.New("line too long")

// lines gives the lines of a chunk without their ends, each with its place in the chunk and its number, until
// read returns false.
func (j *jsonReader) lines(p *chunk, read func(text string, from, line int, err error) bool) {
	if p.tooLong {
		read("", 0, p.line, errLongLine)
		return
	}
	all := string(p.text)
	for from, line := 0, p.line; from < len(all); line++ {
		end, after := len(all), len(all)
		if i := strings.IndexByte(all[from:], '\n'); i >= 0 {
			end, after = from+i, from+i+1
		}
		var err error
		text := all[from:end]
		if after-from > maxEntry+1 {
			text, err = "", errLongLine
		} else if line == 1 && strings.HasPrefix(text, byteOrderMark) {
			from += len(byteOrderMark)
			text = all[from:end]
		}
		if !read(text, from, line, err) {
			return
		}
		from = after
	}
}

// parse reads a chunk without the rest of the file. The builder of j is a staging one.
func (j *jsonReader) parse(p *chunk) (regular bool) {
	if p.tooLong || !utf8.Valid(p.text) {
		return false
	}
	j.staging.begin()
	regular = true
	pace := pace{ctx: j.ctx}
	j.lines(p, func(text string, from, line int, err error) bool {
		if err == nil && j.fill(text, line, nil) {
			regular = j.stage(line, from, from+len(text))
		} else if err != nil {
			regular = false
		}
		regular = regular && pace.err() == nil
		return regular
	})
	return regular && j.staging.complete(true)
}

// WriteJSONL writes a ledger, which must not be nil, as JSON Lines, each line the canonical bytes of its entry. Reading
// it again gives a ledger with equal entries and the same digest. Where the context ends its error is returned, and a
// part of the lines may be written.
func WriteJSONL(ctx context.Context, w io.Writer, l *Ledger) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	pace := pace{ctx: ctx}
	for i := range l.store.Length {
		if err := pace.err(); err != nil {
			return err
		}
		e := l.entry(i)
		line = append(e.appendCanonical(line[:0]), '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return ctx.Err()
}

func (j *jsonReader) entries() *staging { return j.staging }

// jsonReader turns lines into drafts.
type jsonReader struct {
	*builder
	scan  scanner
	last  store.Field                  // that was read
	next  [store.NumFields]store.Field // the one that followed it, the last time
	valid bool                         // what is read is known to be UTF-8

	unreadable bool // no more can be read, which is reported
}

// read takes one line.
func (j *jsonReader) read(text string, line int, err error) {
	if j.fill(text, line, err) {
		j.take(&j.draft)
	}
}

// fill reads a line into the draft; false if there is no entry in it.
func (j *jsonReader) fill(text string, line int, err error) bool {
	d := &j.draft
	d.reset(line, 0, text)
	if err != nil {
		j.fail(d, 0, "", tooLong(reason.New("ledger.found.long-line", "a line of more than {most} bytes", maxEntry),
			reason.New("ledger.expected.shorter", "a shorter one")))
		j.report(d)
		return false
	}
	if !j.valid && !utf8.ValidString(text) {
		j.misencoded(text)
		return false
	}
	j.open(text)
	s := &j.scan
	if s.pos == len(s.text) {
		j.report(d)
		return false
	}
	j.object()
	return true
}

// open begins to scan the text of the draft, of which it reports what is not UTF-8.
func (j *jsonReader) open(text string) {
	d := &j.draft
	if !j.valid && !utf8.ValidString(text) {
		at := 0
		for {
			r, size := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		j.fail(d, d.column(at), "", notUTF8(
			reason.New("ledger.found.byte", "the byte {byte}", fmt.Sprintf("0x%02x", text[at])), utf8Text()))
		d.text = strings.ToValidUTF8(text, "\uFFFD")
	}
	j.scan.reset(d.text)
	j.last = store.FieldAttrs
	j.scan.space()
}

// object reads an entry, and nothing behind it, into the draft.
func (j *jsonReader) object() {
	s, d := &j.scan, &j.draft
	if s.pos < len(s.text) && s.peek() != '{' {
		if what, ok := s.skip(0); ok {
			s.fail(len(d.text)-len(strings.TrimLeft(d.text, " \t\r\n")), what.reason(),
				reason.New("ledger.expected.object-a-line", "one JSON object a line"))
		}
	} else if s.object(j.member) {
		s.end()
	}
	j.broken()
}

// broken reports where the text is no JSON.
func (j *jsonReader) broken() {
	if s, d := &j.scan, &j.draft; s.failed {
		d.truncated = true
		j.fail(d, d.column(s.failure), "", reason.New("ledger.syntax", "found {found}, expected {expected}", s.found,
			s.expected))
	}
}
