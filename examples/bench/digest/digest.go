// Package digest says whether two ways of scoring came to the same: one hash over every unit's total and rank.
package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring"
)

// Line is what a unit has of an account, and its rank; 0: not ranked.
type Line struct {
	Unit, Account string
	Total         decimal.Decimal
	Rank          int
}

// String is the line as it is hashed; the total has no trailing zeros.
func (l Line) String() string {
	return fmt.Sprintf("%s\t%s\t%s\t%d", l.Unit, l.Account, l.Total, l.Rank)
}

// Of is the SHA-256 of the lines, in the order of their bytes, so that the order in which a contender gives them does
// not matter.
func Of(lines []Line) string {
	text := make([]string, len(lines))
	for i, l := range lines {
		text[i] = l.String()
	}
	slices.Sort(text)
	sum := sha256.Sum256([]byte(strings.Join(text, "\n")))
	return hex.EncodeToString(sum[:])
}

// Book gives the lines of a score.
func Book(b *scoring.Scorebook) []Line {
	totals := b.Totals()
	out := make([]Line, len(totals))
	for i, t := range totals {
		out[i] = Line{t.Unit, t.Account, t.Amount, t.Rank}
	}
	return out
}
