package ledger

import (
	"bytes"
	"strings"
)

// saveAsUTF8 says what to do with a table that a spreadsheet wrote in another way.
const saveAsUTF8 = `save the table as "CSV UTF-8 (comma delimited)"`

// sniffed is how much of a file is looked at before it is read.
const sniffed = 1 << 12

// foreign says what a file is that is no CSV with commas in UTF-8, by its beginning; empty where nothing speaks
// against it.
func foreign(start []byte) (found, expected string) {
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return "a workbook of a spreadsheet, or another packed file", "CSV: open it and " + saveAsUTF8
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")), halfZeros(start):
		return "text in UTF-16", "UTF-8: " + saveAsUTF8
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(start), byteOrderMark), "\n")
	if strings.HasPrefix(strings.TrimSpace(line), "{") {
		return "JSON", "CSV; a ledger in JSON Lines has a name that ends in .jsonl"
	}
	if fieldsIn(line, ",") > 1 {
		return "", ""
	}
	for _, by := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"，", "full-width commas"}, {"；", "full-width semicolons"}, {"|", "bars"}} {
		if fieldsIn(line, by.mark) > 1 {
			return "columns parted by " + by.name, "commas: " + saveAsUTF8
		}
	}
	if strings.Contains(line, "\x00") {
		return "a file that is no text", "CSV"
	}
	return "", ""
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
		if text[i] == 0x80 || text[i] == 0xff || i+1 == len(text) || text[i+1] < 0x40 || text[i+1] == 0x7f || text[i+1] == 0xff {
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
	found := quote(text) + ", which is not UTF-8"
	if likeGBK(text) {
		found = quote(text) + ", which looks like GBK"
	}
	c.fail(d, 0, field, found, "UTF-8: "+saveAsUTF8+" (what follows was not read)", "")
	c.report(d)
	c.unreadable = true
}

// refused reports that the file as a whole is none of ours.
func (c *csvReader) refused(found, expected string) {
	c.draft.reset(0, 0, "")
	c.fail(&c.draft, 0, "", found, expected, "")
	c.report(&c.draft)
	c.unreadable = true
}
