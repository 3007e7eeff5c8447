package main

import (
	"fmt"

	"github.com/gongguo/gongguo/scoring"
)

// suspectBlocks are the submissions that may be one and the same: listed if somebody asked, else counted.
func suspectBlocks(b *book) document {
	if b.suspects == nil {
		return noted(b, scoring.NoteSuspects, "; --suspects lists them")
	}
	return document{{level: 2, heading: "Suspects (疑似重复): " + counted(len(b.suspects), "title", "titles"),
		lines: suspectLines(b.suspects, unitNames(b))}}
}

// suspectLines are suspects with their submissions. Names are of units.
func suspectLines(suspects []scoring.Suspect, names map[string]string) []string {
	var out []string
	for i := range suspects {
		out = append(out, "  "+asWritten(suspects[i].Reason().String())+":")
		for _, one := range suspects[i].Submissions {
			out = append(out,
				fmt.Sprintf("    %s %s: item %s, %s", one.Entry, one.At, one.Item, named(names, one.Unit)))
		}
	}
	return out
}
