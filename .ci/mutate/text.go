package main

import (
	"cmp"
	"go/token"
	"slices"
)

// text is a file into which calls are written around what stands there.
type text struct {
	fset   *token.FileSet
	source []byte
	edits  []edit
}

// edit writes at an offset, in the place of a few bytes.
type edit struct {
	at, place, length int
	by                string
}

func (t *text) offset(p token.Pos) int { return t.fset.Position(p).Offset }

// before writes in front of a node. Nodes come from the outside in, so that at one place the later stands inside.
func (t *text) before(p token.Pos, by string) { t.replace(p, 0, by) }

// after writes behind a node: at one place the later stands inside, and all stand before what begins there.
func (t *text) after(p token.Pos, by string) {
	t.edits = append(t.edits, edit{at: t.offset(p), place: -len(t.edits) - 1, by: by})
}

func (t *text) replace(p token.Pos, length int, by string) {
	t.edits = append(t.edits, edit{at: t.offset(p), place: len(t.edits), length: length, by: by})
}

func (t *text) between(from, to token.Pos) string {
	return string(t.source[t.offset(from):t.offset(to)])
}

// changed is the text with all edits.
func (t *text) changed() []byte {
	slices.SortFunc(t.edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.place, b.place)) })
	var out []byte
	done := 0
	for _, e := range t.edits {
		out = append(out, t.source[done:e.at]...)
		out = append(out, e.by...)
		done = e.at + e.length
	}
	return append(out, t.source[done:]...)
}
