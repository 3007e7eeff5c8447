package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// kind tells whether a file is a scheme or a ledger: by its name, else by how it begins. The error is that it is
// neither.
func (in *source) kind() (string, error) {
	start, err := in.Peek(1 << 12)
	if len(start) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("%s: %w", in.name, err)
	}
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	if len(bytes.TrimSpace(start)) == 0 {
		return "", fmt.Errorf("%s: found an empty file; expected %s", in.name, expectedFile)
	}
	for _, magic := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0"} {
		if bytes.HasPrefix(start, []byte(magic)) {
			return "", fmt.Errorf(
				"%s: found a workbook of a spreadsheet, or another packed file; expected %s: "+
					"open it and save the table as \"CSV UTF-8 (comma delimited)\"",
				in.name, expectedFile)
		}
	}
	switch strings.ToLower(filepath.Ext(in.path)) {
	case ".yaml", ".yml":
		return "scheme", nil
	case ".jsonl", ".ndjson", ".json", ".csv":
		return "ledger", nil
	}
	for line := range bytes.Lines(start) {
		if bytes.HasPrefix(line, []byte("scheme:")) {
			return "scheme", nil
		}
	}
	if likeLedger(start) {
		return "ledger", nil
	}
	return "", fmt.Errorf("%s: found neither a scheme nor a ledger; expected %s", in.name, expectedFile)
}

const expectedFile = "a scheme (YAML that begins with scheme:) " +
	"or a ledger (JSON Lines, or CSV with the columns id, kind and at)"

// likeLedger says whether a text begins as JSON Lines or with the header of a table, in whatever encoding and with
// whatever marks between: what is wrong with those the reading says.
func likeLedger(start []byte) bool {
	if bytes.HasPrefix(bytes.TrimSpace(start), []byte("{")) {
		return true
	}
	line, _, _ := bytes.Cut(bytes.ReplaceAll(start, []byte{0}, nil), []byte("\n"))
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} { // of UTF-16
		line = bytes.TrimPrefix(line, []byte(mark))
	}
	known := 0
	for _, mark := range []rune{',', ';', '\t', '，'} {
		r := csv.NewReader(bytes.NewReader(line))
		r.Comma, r.LazyQuotes = mark, true
		names, _ := r.Read()
		for _, name := range names {
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "id", "kind", "at", "unit", "item":
				known++
			}
		}
	}
	return known > 1
}
