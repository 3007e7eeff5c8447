package ledger

import (
	"strings"

	"github.com/shopspring/decimal"
)

// dictionary numbers the texts of a ledger, so that each is kept once and a row holds four bytes for it.
// Symbol 0 is "".
type dictionary struct {
	texts   []string
	symbols map[string]uint32
}

func newDictionary() dictionary {
	return dictionary{texts: []string{""}, symbols: map[string]uint32{"": 0}}
}

// symbol returns the number of s, a new one if s is new.
func (d *dictionary) symbol(s string) uint32 {
	if n, ok := d.symbols[s]; ok {
		return n
	}
	return d.add(strings.Clone(s))
}

// symbolOf does the same for bytes.
func (d *dictionary) symbolOf(b []byte) uint32 {
	if n, ok := d.symbols[string(b)]; ok {
		return n
	}
	return d.add(string(b))
}

// intern returns the kept text that equals b.
func (d *dictionary) intern(b []byte) string { return d.texts[d.symbolOf(b)] }

func (d *dictionary) add(s string) uint32 {
	n := uint32(len(d.texts))
	d.texts = append(d.texts, s)
	d.symbols[s] = n
	return n
}

// numbers does the same for decimals.
type numbers struct {
	values  []decimal.Decimal
	symbols map[string]uint32 // by canonical text
	text    []byte
}

func (n *numbers) symbol(d decimal.Decimal) uint32 {
	n.text = appendDecimal(n.text[:0], d)
	if i, ok := n.symbols[string(n.text)]; ok {
		return i
	}
	i := uint32(len(n.values))
	n.values = append(n.values, d)
	n.symbols[string(n.text)] = i
	return i
}
