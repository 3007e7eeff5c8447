package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// manners are ways to load a file: workers and the size of a part.
var manners = [][2]int{{0, 1 << 18}, {1, 300}, {2, 1}, {2, 97}, {2, 4000}, {7, 513}, {7, 1 << 16}}

// randomLines are a ledger as JSON Lines, with something broken in some of them.
func randomLines(t testing.TB, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	wrong := int(seed%4) * 6
	entries := made.Entries(t, seed, 150, wrong)
	if wrong == 0 {
		l, err := ledger.Of(t.Context(), entries...)
		if err == nil && seed%8 == 0 { // without anything out of the ordinary too
			entries = entries[:0]
			for _, e := range must(l.View(t.Context(), ledger.ViewOptions{})).Entries() {
				entries = append(entries, e)
			}
		}
	}
	var lines []string
	for _, e := range entries {
		line := string(e.Canonical())
		if r.IntN(20) == 0 {
			line = " " + strings.Replace(line, `,"`, ` ,	"`, 1) + "\r"
		}
		if r.IntN(30) == 0 {
			lines = append(lines, "")
		}
		if r.IntN(1000) < wrong {
			switch r.IntN(6) {
			case 0:
				line = line[:r.IntN(len(line))]
			case 1:
				line = strings.Replace(line, `"unit"`, `"unti"`, 1)
			case 2:
				line = strings.Replace(line, "2020", "2020\xff", 1)
			case 3:
				line = strings.Replace(line, `"kind":"`, `"kind":"x`, 1)
			case 4:
				line += line
			case 5:
				line = strings.Replace(line, `"at":"2020`, `"at":"220`, 1)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// However a file is cut and by how many it is read, the ledger is the same, and so is what is said of a
// broken one.
func TestLoadJSONLInParts(t *testing.T) {
	t.Parallel()
	taken, refused := 0, 0
	for seed := range uint64(60) {
		lines := randomLines(t, seed)
		want, wantErr := ledger.ReadJSONLByLines(lines, "l")
		if wantErr == nil {
			taken++
		} else {
			refused++
		}
		text := strings.Join(lines, "\n")
		if seed%2 == 0 {
			text += "\n"
		}
		for _, m := range manners {
			got, err := ledger.ReadJSONLIn(t.Context(), strings.NewReader(text), "l", m[0], m[1])
			sameLedgers(t, want, wantErr, got, err)
		}
		got, err := ledger.ReadJSONLIn(t.Context(), iotest.HalfReader(strings.NewReader("\uFEFF"+text)), "l", 2, 200)
		sameLedgers(t, want, wantErr, got, err)
		got, err = ledger.ReadJSONLIn(t.Context(), iotest.DataErrReader(iotest.OneByteReader(strings.NewReader(text))),
			"l", 2, 500)
		sameLedgers(t, want, wantErr, got, err)
	}
	assert.Greater(t, taken, 10)
	assert.Greater(t, refused, 10)
}

// breakTable breaks a table at some place.
func breakTable(r *rand.Rand, text string) string {
	for range 1 + r.IntN(3) {
		at := r.IntN(len(text))
		switch r.IntN(12) {
		case 8, 9, 10, 11:
			text = text[:at] + strings.Replace(text[at:], "unit-3", "unit-33", 1)
		case 0:
			text = text[:at] + `"` + text[at:]
		case 1:
			text = text[:at] + ",\n" + text[at:]
		case 2:
			text = text[:at] + "\xff" + text[at:]
		case 3:
			text = text[:at] + "\r" + text[at:]
		case 4:
			text = text[:at] + "\r\n" + text[at:]
		case 5:
			text = text[:at] + "\n\n" + text[at:]
		case 6:
			text = text[:at] + `,"a""b",` + text[at:]
		case 7:
			text = text[:at] + text[min(at+5, len(text)):] + " "
		}
	}
	return text
}

func TestLoadCSVInParts(t *testing.T) {
	t.Parallel()
	taken, refused := 0, 0
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 2))
		l, err := ledger.Of(t.Context(), made.Entries(t, seed, 100, 0)...)
		if err != nil {
			continue
		}
		var table bytes.Buffer
		require.NoError(t, ledger.WriteCSV(t.Context(), &table, l))
		text := table.String()
		switch seed % 4 {
		case 1:
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case 2, 3:
			text = breakTable(r, text)
		}
		want, wantErr := ledger.ReadCSVByRows(strings.NewReader(text), "l")
		if wantErr == nil {
			taken++
		} else {
			refused++
		}
		for _, m := range manners {
			got, err := ledger.ReadCSVIn(t.Context(), strings.NewReader(text), "l", m[0], m[1])
			sameLedgers(t, want, wantErr, got, err)
		}
		got, err := ledger.ReadCSVIn(t.Context(),
			iotest.DataErrReader(iotest.OneByteReader(strings.NewReader("\uFEFF"+text))), "l", 2, 500)
		sameLedgers(t, want, wantErr, got, err)
	}
	assert.Greater(t, taken, 20)
	assert.Greater(t, refused, 10)
}

// The bound of a line holds wherever the line is cut, and what follows a line that is too long is read.
func TestLoadLongLines(t *testing.T) {
	t.Parallel()
	const most = 1 << 20
	line := func(id string, length int) string {
		start := fmt.Sprintf(`{"id":"%s","kind":"withdraw","at":"2020-01-02","unit":"linxi"`, id)
		return start + strings.Repeat(" ", length-len(start)-1) + "}"
	}
	for _, m := range [][2]int{{0, 1 << 18}, {2, 100}, {2, 1 << 22}} {
		for _, end := range []string{"\n", ""} {
			good := enrollLinxi + line("a", most) + "\n" + line("b", 100) + end
			l, err := ledger.ReadJSONLIn(t.Context(), strings.NewReader(good), "l", m[0], m[1])
			require.NoError(t, err)
			assert.Equal(t, 3, l.Len())
			_, err = ledger.ReadJSONLIn(t.Context(),
				strings.NewReader(enrollLinxi+line("a", most+1)+"\n"+line("b", 3*most)+"\n"+line("u1", 100)+"\n"+
					line("c", most+2)+end), "l", m[0], m[1])
			assertErrors(t, []string{
				"l:2: found a line of more than 1048576 bytes, expected a shorter one",
				"l:3: found a line of more than 1048576 bytes, expected a shorter one",
				`l:4:7: entry "u1": id: found "u1" a second time, differing in kind, expected an id of its own, ` +
					`or the content of line 1`,
				"l:5: found a line of more than 1048576 bytes, expected a shorter one",
			}, err)
		}
	}
}

// An error of the reader names the line that it came in.
func TestLoadFailingReader(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	rows := []struct{ name, text, want string }{
		{"at once", "", "l:1: the disk is gone"},
		{"after lines", goodLines, "l:3: the disk is gone"},
		{"in a line", goodLines + "{", "l:3: the disk is gone"},
		{"in a long line", goodLines + strings.Repeat(" ", 3<<20), "l:3: the disk is gone"},
		{"after a long line", goodLines + strings.Repeat(" ", 3<<20) + "\n\n", "l:5: the disk is gone"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			for _, m := range manners {
				readers := map[string]func() error{
					"apart": func() error {
						_, err := ledger.ReadJSONLIn(t.Context(), &breaking{strings.NewReader(row.text), broken, false},
							"l", m[0], m[1])
						return err
					},
					"with the last bytes": func() error {
						_, err := ledger.ReadJSONLIn(t.Context(), &breaking{strings.NewReader(row.text), broken, true},
							"l", m[0], m[1])
						return err
					},
				}
				for name, read := range readers {
					err := read()
					require.ErrorIs(t, err, broken, name)
					assert.EqualError(t, err, row.want, name)
				}
			}
		})
	}
	for _, m := range manners {
		_, err := ledger.ReadCSVIn(t.Context(), &breaking{strings.NewReader(goodRows), broken, true}, "l", m[0], m[1])
		require.ErrorIs(t, err, broken)
		assert.EqualError(t, err, "l: the disk is gone")
	}
}

// breaking gives a text, then an error: together with the last bytes, or after them.
type breaking struct {
	r    *strings.Reader
	err  error
	with bool
}

func (b *breaking) Read(p []byte) (int, error) {
	n, _ := b.r.Read(p)
	if b.r.Len() == 0 && (b.with || n == 0) {
		return n, b.err
	}
	return n, nil
}

// A table is not cut within a cell.
func TestLastRecordEnd(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, whole, rest string }{
		{"nothing", "", ""},
		{"no line end", "", "a,b"},
		{"a line", "a,b\n", ""},
		{"half a line", "a,b\n", "c"},
		{"a line end in a cell", "a\n", "b,\"c\nd"},
		{"several", "a\n", "b,\"c\nd\n\ne"},
		{"a cell that ended", "a\nb,\"c\nd\"\n", "e"},
		{"doubled marks", "a\n\"b\"\"\n\"\n", "\"c\"\"\n"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, len(row.whole), ledger.LastRecordEnd(row.whole+row.rest))
		})
	}
}
