package reference

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// most is how many rows a difference shows.
const most = 8

// Difference lists the first rows that only one of two scores has; − is of the wanted one.
func Difference(want, got string) string {
	a, b := Rows(want), Rows(got)
	var out []string
	for _, row := range a {
		if !slices.Contains(b, row) {
			out = append(out, "− "+row)
		}
	}
	gone := len(out)
	for _, row := range b {
		if !slices.Contains(a, row) {
			out = append(out, "+ "+row)
		}
	}
	if len(out) == 0 {
		if slices.Equal(a, b) {
			a, b = strings.Split(want, "\n"), strings.Split(got, "\n")
		}
		return FirstDifference(a, b)
	}
	if len(out) > most { // of both kinds, where there are both
		fewer := slices.Concat(out[:gone][:min(gone, max(most/2, most-len(out)+gone))], out[gone:])
		out = append(fewer[:most], fmt.Sprintf("… and %d rows more", len(out)-most))
	}
	return strings.Join(out, "\n")
}

// FirstDifference shows the first line in which two lists differ; "": they are the same.
func FirstDifference(want, got []string) string {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got):
			return fmt.Sprintf("line %d of %d is missing\n− %s", i+1, len(want), want[i])
		case i >= len(want):
			return fmt.Sprintf("line %d of %d is too many\n+ %s", i+1, len(got), got[i])
		case want[i] != got[i]:
			return fmt.Sprintf("line %d differs\n− %s\n+ %s", i+1, want[i], got[i])
		}
	}
	return ""
}

// Rows is a score with each row on a line, by section; a text that is no score is one row.
func Rows(text string) []string {
	var sections map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &sections); err != nil {
		return []string{text}
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		var list []json.RawMessage
		if json.Unmarshal(sections[name], &list) != nil {
			list = []json.RawMessage{sections[name]}
		}
		for _, row := range list {
			var b bytes.Buffer
			if err := json.Compact(&b, row); err != nil { // it was read before
				panic(err)
			}
			out = append(out, name+" "+b.String())
		}
	}
	return out
}
