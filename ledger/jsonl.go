package ledger

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// byteOrderMark may stand at the beginning of a file.
const byteOrderMark = "\uFEFF"

// ReadJSONL reads a ledger from JSON Lines: one JSON object a line, in the order of recording. The name
// stands in errors for the file. It reads line by line and keeps nothing of the text.
//
// Reading is strict: names of fields must be right to the letter case and stand once, numbers are kept
// exact, the text must be UTF-8; only a byte order mark at the start, blank lines and Windows line ends are
// passed over. A line has at most 1 MiB. All errors are reported at once, as [*Errors]; an error of the
// reader itself is returned wrapped. In both cases nothing is taken.
func ReadJSONL(r io.Reader, name string) (*Ledger, error) {
	b := newBuilder(orUnnamed(name))
	in := lineReader{r: bufio.NewReaderSize(r, 1<<16)}
	j := jsonReader{builder: b}
	for {
		text, err := in.next()
		if err == io.EOF {
			return b.finish()
		}
		if err != nil && !errors.Is(err, errLongLine) {
			return nil, fmt.Errorf("%s:%d: %w", b.file, in.line, err)
		}
		if in.line == 1 {
			text = bytes.TrimPrefix(text, []byte(byteOrderMark))
		}
		j.read(text, in.line, err)
	}
}

// WriteJSONL writes a ledger as JSON Lines, each line the canonical bytes of its entry. Reading it again
// gives a ledger with equal entries and the same digest.
func WriteJSONL(w io.Writer, l *Ledger) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for i := range l.length {
		e := l.entry(i)
		line = append(e.appendCanonical(line[:0]), '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

func orUnnamed(name string) string {
	if name == "" {
		return "ledger"
	}
	return name
}

// lineReader gives the lines of a file without their ends. A line that is too long is passed over.
type lineReader struct {
	r    *bufio.Reader
	line int // the number of the last line given, from 1
	buf  []byte
}

var errLongLine = errors.New("line too long")

func (l *lineReader) next() ([]byte, error) {
	l.line++
	part, err := l.r.ReadSlice('\n')
	if err == nil {
		return part[:len(part)-1], nil
	}
	l.buf = append(l.buf[:0], part...)
	long := false
	for err == bufio.ErrBufferFull {
		part, err = l.r.ReadSlice('\n')
		if long = long || len(l.buf)+len(part) > maxEntry+1; !long {
			l.buf = append(l.buf, part...)
		}
	}
	switch {
	case err != nil && err != io.EOF:
		return nil, err
	case long:
		return nil, errLongLine
	case err == io.EOF && len(l.buf) == 0:
		return nil, io.EOF
	}
	return bytes.TrimSuffix(l.buf, []byte("\n")), nil
}

// jsonReader turns lines into drafts.
type jsonReader struct {
	*builder
	scan scanner
}

// read takes one line.
func (j *jsonReader) read(text []byte, line int, err error) {
	d := &j.draft
	d.reset(line, 0, text)
	if err != nil {
		j.fail(d, 0, "", fmt.Sprintf("a line of more than %d bytes", maxEntry), "a shorter one", "")
		j.report(d)
		return
	}
	if !utf8.Valid(text) {
		at := 0
		for {
			r, size := utf8.DecodeRune(text[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		j.fail(d, d.column(at), "", fmt.Sprintf("the byte 0x%02x", text[at]), "UTF-8", "")
		d.text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	s := &j.scan
	s.reset(d.text)
	s.space()
	if s.pos == len(s.text) {
		j.report(d)
		return
	}
	if s.peek() != '{' {
		if what, ok := s.skip(0); ok {
			s.fail(len(d.text)-len(bytes.TrimLeft(d.text, " \t\r")), what, "one JSON object a line")
		}
	} else if s.object(j.member) {
		s.end()
	}
	if s.failed {
		d.garbled = true
		j.fail(d, d.column(s.failure), "", s.found, s.expected, "")
	}
	j.take(d)
}
