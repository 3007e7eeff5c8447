package ledger

import (
	"bytes"
	"strings"

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

// foreign says what a file is that is no CSV with commas in UTF-8, by its beginning; nothing where nothing speaks
// against it.
func foreign(start []byte) reason.Reason {
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return otherFile(reason.New("ledger.found.workbook", "a workbook of a spreadsheet, or another packed file"),
			reason.New("ledger.expected.opened", "CSV: open it and {save}", saveAsUTF8()))
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")), halfZeros(start):
		return otherFile(reason.New("ledger.found.utf16", "text in UTF-16"), savedAsUTF8())
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(start), byteOrderMark), "\n")
	if strings.HasPrefix(strings.TrimSpace(line), "{") {
		return otherFile(reason.New("ledger.found.json", "JSON"),
			reason.New("ledger.expected.csv-name", "CSV; a ledger in JSON Lines has a name that ends in .jsonl"))
	}
	if fieldsIn(line, ",") > 1 {
		return reason.Reason{}
	}
	for _, mark := range []string{";", "\t", "，", "；", "|"} {
		if fieldsIn(line, mark) > 1 {
			return otherFile(reason.New("ledger.found.parted-by", "columns parted by {marks}", marks(mark)),
				reason.New("ledger.expected.commas", "commas: {save}", saveAsUTF8()))
		}
	}
	if strings.Contains(line, "\x00") {
		return otherFile(reason.New("ledger.found.no-text", "a file that is no text"),
			reason.New("ledger.expected.csv", "CSV"))
	}
	return reason.Reason{}
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

// misencoded reports, once, a text that is not UTF-8. What follows cannot be read either, so it ends the reading.
func (c *csvReader) misencoded(line int, field, text string) {
	d := &c.draft
	d.reset(line, 0, "")
	found := reason.New("ledger.found.not-utf8", "{text}, which is not UTF-8", quote(text))
	if likeGBK(text) {
		found = reason.New("ledger.found.like-gbk", "{text}, which looks like GBK", quote(text))
	}
	c.fail(d, 0, field, notUTF8(found,
		reason.New("ledger.expected.and-unread", "{expected} (what follows was not read)", savedAsUTF8())))
	c.report(d)
	c.unreadable = true
}

// refused reports that the file as a whole is none of ours.
func (c *csvReader) refused(what reason.Reason) {
	c.draft.reset(0, 0, "")
	c.fail(&c.draft, 0, "", what)
	c.report(&c.draft)
	c.unreadable = true
}
