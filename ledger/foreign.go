package ledger

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
)

// saveAsUTF8 says what to do with a table that a spreadsheet wrote in another way.
func saveAsUTF8() reason.Reason {
	return reason.New("ledger.save-as-utf8", `save the table as "CSV UTF-8 (comma delimited)"`)
}

// savedAsUTF8 is what a text in another encoding should be.
func savedAsUTF8() reason.Reason {
	return reason.New("ledger.expected.saved-as-utf8", "UTF-8: {save}", saveAsUTF8())
}

// sniffed is how much of a file is looked at before it is read.
const sniffed = 1 << 12

// packed are the beginnings of workbooks and other packed files.
func packed() []string { return []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "\x1f\x8b"} }

// inUTF16 reports whether a file is in UTF-16, by its beginning.
func inUTF16(start []byte) bool {
	return bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) || halfZeros(start)
}

// isPacked reports whether a file is a workbook or another packed one, by its beginning.
func isPacked(start []byte) bool {
	return slices.ContainsFunc(packed(), func(mark string) bool { return bytes.HasPrefix(start, []byte(mark)) })
}

// isScheme reports whether a text begins as a scheme does.
func isScheme(start []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(start, []byte(byteOrderMark))) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && string(line) != "---" {
			return bytes.HasPrefix(line, []byte("scheme:"))
		}
	}
	return false
}

// firstLine is the first line of a file, and whether its lines end with a carriage return alone.
func firstLine(start []byte) (line string, returns bool) {
	text := strings.TrimLeft(strings.TrimPrefix(string(start), byteOrderMark), " \t\r\n")
	end := strings.IndexAny(text, "\r\n")
	if end < 0 {
		return text, false
	}
	return text[:end], !strings.Contains(text, "\n") && strings.TrimRight(text[end:], "\r") != ""
}

// foreignTable says what a file is that is no CSV with commas in UTF-8, by its beginning; nothing where nothing speaks
// against it.
func foreignTable(start []byte) reason.Reason {
	line, returns := firstLine(start)
	switch {
	case isPacked(start):
		return otherFile(foundPacked(),
			reason.New("ledger.expected.opened", "CSV: open it and {save}", saveAsUTF8()))
	case inUTF16(start):
		return otherFile(reason.New("ledger.found.utf16", "text in UTF-16"), savedAsUTF8())
	case isScheme(start):
		return otherFile(foundScheme(), reason.New("ledger.expected.csv", "CSV"))
	case strings.HasPrefix(line, "{"):
		return otherFile(reason.New("ledger.found.json", "JSON"),
			reason.New("ledger.expected.csv-name", "CSV; a ledger in JSON Lines has a name that ends in .jsonl"))
	case fieldsIn(line, ",") > 1 && returns:
		return otherFile(foundReturns(), reason.New("ledger.expected.saved-lines", "line feeds: {save}", saveAsUTF8()))
	case fieldsIn(line, ",") > 1:
		return reason.Reason{}
	}
	if mark := mark(line); mark != "" {
		return otherFile(reason.New("ledger.found.parted-by", "columns parted by {marks}", marks(mark)),
			reason.New("ledger.expected.commas", "commas: {save}", saveAsUTF8()))
	}
	if strings.Contains(line, "\x00") {
		return otherFile(foundNoText(), reason.New("ledger.expected.csv", "CSV"))
	}
	return reason.Reason{}
}

// foreignLines says what a file is that is no JSON Lines, by its beginning; nothing where nothing speaks against it.
func foreignLines(start []byte) reason.Reason {
	line, returns := firstLine(start)
	line = strings.TrimRight(line, " \t")
	lines := reason.New("ledger.expected.lines", "JSON Lines")
	objects := reason.New("ledger.expected.object-a-line", "one JSON object a line")
	switch {
	case isPacked(start):
		return otherFile(foundPacked(), lines)
	case inUTF16(start):
		return otherFile(reason.New("ledger.found.utf16", "text in UTF-16"), fileSavedAsUTF8())
	case strings.HasPrefix(line, "{") && returns:
		return otherFile(foundReturns(), reason.New("ledger.expected.line-feeds", "line feeds"))
	case line == "{":
		return otherFile(reason.New("ledger.found.object-of-lines", "an object over several lines"), objects)
	case strings.HasPrefix(line, "[") && !strings.HasSuffix(line, "]"):
		return otherFile(reason.New("ledger.found.list-of-lines", "a list over several lines"), objects)
	case strings.HasPrefix(line, "{"), strings.HasPrefix(line, "["):
		return reason.Reason{}
	case isScheme(start):
		return otherFile(foundScheme(), lines)
	case fieldsIn(line, ",") > 1, mark(line) != "":
		return otherFile(reason.New("ledger.found.table", "a table"), reason.New("ledger.expected.lines-name",
			"JSON Lines; a ledger in CSV has a name that ends in .csv"))
	case strings.Contains(line, "\x00"):
		return otherFile(foundNoText(), lines)
	}
	return reason.Reason{}
}

func foundPacked() reason.Reason {
	return reason.New("ledger.found.workbook", "a workbook of a spreadsheet, or another packed file")
}

func foundScheme() reason.Reason {
	return reason.New("ledger.found.scheme", "a scheme, where a ledger belongs")
}

func foundReturns() reason.Reason {
	return reason.New("ledger.found.returns", "lines that end with a carriage return alone")
}

func foundNoText() reason.Reason { return reason.New("ledger.found.no-text", "a file that is no text") }

// fileSavedAsUTF8 is what JSON Lines in another encoding should be.
func fileSavedAsUTF8() reason.Reason {
	return reason.New("ledger.expected.file-saved-as-utf8", "UTF-8: save the file as UTF-8")
}

// mark is what parts the columns of a header in place of commas; empty: nothing does.
func mark(header string) string {
	for _, mark := range []string{";", "\t", "，", "；", "|"} {
		if fieldsIn(header, mark) > 1 {
			return mark
		}
	}
	return ""
}

// otherFile is the matter with a file that is none of ours.
func otherFile(found, expected reason.Reason) reason.Reason {
	return reason.New("ledger.csv.other-file", "found {found}, expected {expected}", found, expected)
}

// marks is what a mark that parts columns is called.
func marks(mark string) reason.Reason {
	switch mark {
	case ";":
		return reason.New("ledger.mark.semicolons", "semicolons")
	case "\t":
		return reason.New("ledger.mark.tabs", "tabs")
	case "，":
		return reason.New("ledger.mark.wide-commas", "full-width commas")
	case "；":
		return reason.New("ledger.mark.wide-semicolons", "full-width semicolons")
	}
	return reason.New("ledger.mark.bars", "bars")
}

// halfZeros reports whether a text begins as Latin letters do in UTF-16: each second byte is zero.
func halfZeros(start []byte) bool {
	if len(start) < 8 {
		return false
	}
	for i := 0; i < 8; i += 2 {
		if (start[i] == 0) == (start[i+1] == 0) || (start[i] == 0) != (start[0] == 0) {
			return false
		}
	}
	return true
}

// fieldsIn counts the names of fields in a header whose columns are parted by a mark.
func fieldsIn(line, mark string) int {
	n := 0
	for _, name := range strings.Split(line, mark) {
		if _, ok := fieldsByName[strings.ToLower(strings.Trim(name, "\" \r"))]; ok {
			n++
		}
	}
	return n
}

// likeGBK reports whether the bytes beyond ASCII stand in pairs as in GBK, the Chinese encoding of older programs.
func likeGBK(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < 0x80 {
			continue
		}
		if text[i] == 0x80 || text[i] == 0xff || i+1 == len(text) || text[i+1] < 0x40 || text[i+1] == 0x7f ||
			text[i+1] == 0xff {
			return false
		}
		i++
	}
	return true
}

// misencoded is the matter with a text that is not UTF-8, where what follows cannot be read either.
func misencoded(text string, expected reason.Reason) reason.Reason {
	found := reason.New("ledger.found.not-utf8", "{text}, which is not UTF-8", quote(text))
	if likeGBK(text) {
		found = reason.New("ledger.found.like-gbk", "{text}, which looks like GBK", quote(text))
	}
	return notUTF8(found, reason.New("ledger.expected.and-unread", "{expected} (what follows was not read)", expected))
}

// misencoded reports, once, a cell that is not UTF-8, and ends the reading.
func (c *csvReader) misencoded(line int, field, text string) {
	d := &c.draft
	d.reset(line, 0, "")
	c.fail(d, 0, field, misencoded(text, savedAsUTF8()))
	c.report(d)
	c.unreadable = true
}

// misencoded reports, once, that the text of the draft is not UTF-8, and ends the reading.
func (j *jsonReader) misencoded(text string) {
	at := 0
	for {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	found, _, _ := strings.Cut(text[at:], `"`) // no character of GBK has a byte that is a quotation mark
	j.fail(&j.draft, j.draft.column(at), "", misencoded(found, fileSavedAsUTF8()))
	j.report(&j.draft)
	j.unreadable = true
}

// refused reports that the file as a whole is none of ours.
func (b *builder) refused(what reason.Reason) {
	b.draft.reset(0, 0, "")
	b.fail(&b.draft, 0, "", what)
	b.report(&b.draft)
}
