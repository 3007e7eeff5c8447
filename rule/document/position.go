package document

import (
	"fmt"
	"strings"
)

// Position is a place in a file. Line and Column count from 1, and columns count characters
// (runes), as editors do. A zero Line means that the place is not known.
type Position struct {
	File   string
	Line   int
	Column int
}

// String returns file:line:col, or line:col where the file has no name.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.File == "":
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	if c := strings.Compare(p.File, q.File); c != 0 {
		return c
	}
	if p.Line != q.Line {
		return p.Line - q.Line
	}
	return p.Column - q.Column
}
