package ledger

import (
	"context"
	"io"
)

// ReadJSONLIn and ReadCSVIn read with so many workers, in parts of about so many bytes.
func ReadJSONLIn(ctx context.Context, r io.Reader, name string, workers, size int) (*Ledger, error) {
	return readParts(ctx, loading{workers: workers, size: size}, Part{Name: name, Form: JSONL, Reader: r})
}

func ReadCSVIn(ctx context.Context, r io.Reader, name string, workers, size int) (*Ledger, error) {
	return readParts(ctx, loading{workers: workers, size: size}, Part{Name: name, Form: CSV, Reader: r})
}

// ReadCSVByRows reads a table row by row with encoding/csv.
func ReadCSVByRows(r io.Reader, name string) (*Ledger, error) {
	c := csvReader{builder: newBuilder(context.Background())}
	c.beginPart(name)
	if err := c.rest(r, 0); err != nil {
		return nil, err
	}
	c.partial = c.unreadable
	return c.finish()
}

// ReadJSONLByLines reads line by line.
func ReadJSONLByLines(lines []string, name string) (*Ledger, error) {
	j := jsonReader{builder: newBuilder(context.Background())}
	j.beginPart(name)
	for i, line := range lines {
		if j.read(line, i+1, nil); j.unreadable {
			break
		}
	}
	j.partial = j.unreadable
	return j.finish()
}

// LastRecordEnd returns how much of a table is whole rows.
func LastRecordEnd(text string) int { return lastRecordEnd([]byte(text)) }

// NewOneByOne makes a ledger without batches.
func NewOneByOne(entries []Entry) (*Ledger, error) {
	b := newBuilder(context.Background())
	for i := range entries {
		b.ordinal++
		b.addEntry(&entries[i])
	}
	return b.finish()
}

// ValidText reports whether a text is UTF-8.
func ValidText(s string) bool { return validText(s) }
