package store

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// chunkTexts is how many texts stand in one string.
const chunkTexts = 1024

// Dictionary numbers texts in the order in which they first come, so that each is kept once and a column
// holds its code. Code 0 is "".
//
// The texts stand one after the other in long strings, of which those that come out are parts; what stands
// in them never changes or moves. A dictionary that continues another shares all full chunks and the index
// with it, and has a second index for what is new.
type Dictionary struct {
	full  []chunk
	tail  *strings.Builder // of the texts that are not in full
	ends  Column           // of them
	Count uint32
	old   *packedIndex // of those that were there when it was finished; nil until then
	new   index        // of the others
	seen  byte         // so that a look at what is kept is for something
}

// chunk is chunkTexts texts.
type chunk struct {
	text string
	ends Column // where each text ends
}

func newDictionary() Dictionary {
	d := Dictionary{tail: new(strings.Builder), ends: Column{width: 4}, Count: 1}
	d.ends.append(0)
	return d
}

// Text returns the text of a code.
func (d *Dictionary) Text(code uint32) string {
	if n := int(code / chunkTexts); n < len(d.full) {
		c := &d.full[n]
		return within(c.text, &c.ends, int(code%chunkTexts))
	}
	return within(d.tail.String(), &d.ends, int(code)-len(d.full)*chunkTexts)
}

func within(text string, ends *Column, i int) string {
	from, to := ends.step(i)
	return text[from:to]
}

// Code returns the code of a text, 0 if it has none.
func (d *Dictionary) Code(s string) uint32 {
	if s == "" {
		return 0
	}
	return lookUp(d, s, HashOf(s))
}

func lookUp[T string | []byte](d *Dictionary, s T, hash uint32) uint32 {
	if d.old != nil {
		if code := findPacked(d.old, d, s, hash); code > 0 {
			return code
		}
	}
	return find(&d.new, d, s, hash)
}

// Symbol returns the code of s, a new one if s is new.
func (d *Dictionary) Symbol(s string) uint32 {
	if s == "" {
		return 0
	}
	return SymbolHashed(d, s, HashOf(s))
}

// SymbolOf does the same for bytes.
func (d *Dictionary) SymbolOf(b []byte) uint32 {
	if len(b) == 0 {
		return 0
	}
	return SymbolHashed(d, b, HashOfBytes(b))
}

// SymbolHashed does the same for a text that is not empty and has that hash.
func SymbolHashed[T string | []byte](d *Dictionary, s T, hash uint32) uint32 {
	if code := lookUp(d, s, hash); code > 0 {
		return code
	}
	code := d.add(string(s))
	d.new.add(code, hash)
	return code
}

// add puts in a text that is new, except into the index.
func (d *Dictionary) add(s string) (code uint32) {
	if d.Count%chunkTexts == 0 {
		d.seal()
	}
	d.tail.WriteString(s)
	d.ends.append(uint64(d.tail.Len()))
	d.Count++
	return d.Count - 1
}

// together is how many texts are looked up at the same time.
const together = 64

// Symbols appends the codes of texts that are not empty and have these hashes, as Symbol gives them one after
// the other. Most of the time that a text takes is spent waiting for memory: for its slot in the index, for
// where the text stands that is found there, and for that text. Each is asked for many texts before the
// next, and the machine waits once for all; the more so the less is done between. A text whose search ends at
// a free slot is new, and goes there. What is left is looked up as any other text: it shares its hash
// with another, came a moment ago, or may stand in the old index.
func (d *Dictionary) Symbols(texts []string, hashes []uint32, codes []uint32) []uint32 {
	for from := 0; from < len(texts); from += together {
		to := min(from+together, len(texts))
		codes = d.symbolsTogether(texts[from:to], hashes[from:to], codes)
	}
	return codes
}

func (d *Dictionary) symbolsTogether(texts []string, hashes []uint32, codes []uint32) []uint32 {
	var (
		places, likely [together]uint32
		found          [together]uint8 // those that may be there
		there          [together]string
	)
	d.new.reserve(len(texts))
	d.new.places(hashes, &places, &likely)
	n := 0
	for i := range texts {
		found[n%together] = uint8(i)
		n += int(min(likely[i%together], 1))
	}
	seen := byte(0) // of what is only looked at so that it is near
	for _, i := range found[:n] {
		code := likely[i]
		if n := int(code / chunkTexts); n < len(d.full) {
			ends := &d.full[n].ends
			seen += ends.data[int(code%chunkTexts)*int(ends.width)]
		}
	}
	for k, i := range found[:n] {
		there[k] = d.Text(likely[i])
	}
	for _, s := range there[:n] {
		seen += s[0] + s[len(s)-1]
	}
	d.seen = seen
	for k, i := range found[:n] {
		if there[k] != texts[i] {
			likely[i] = 0
		}
	}
	for i, code := range likely[:len(texts)] {
		switch {
		case code > 0:
		case d.old == nil && d.new.slots[places[i]] == 0:
			code = d.add(texts[i])
			d.new.fill(places[i], code, hashes[i])
		default:
			code = SymbolHashed(d, texts[i], hashes[i])
		}
		codes = append(codes, code)
	}
	return codes
}

// seal makes a chunk of the tail, which is full. Most chunks are about as long as the one before, for which
// the tail has room; where it has too much, its text moves.
func (d *Dictionary) seal() {
	text := d.tail.String()
	if d.tail.Cap()-len(text) > len(text)/8 {
		text = strings.Clone(text)
	}
	p := d.ends.packing()
	d.full = append(d.full, chunk{text, d.ends.packed(p, make([]byte, 0, p.size))})
	d.tail, d.ends = new(strings.Builder), Column{width: 4, data: make([]byte, 0, 4*chunkTexts)}
	d.tail.Grow(len(text) + len(text)/32)
}

// continued returns a dictionary that has all of d and takes more, while d stays as it is.
func (d *Dictionary) continued() Dictionary {
	c := *d
	c.full = slices.Clip(d.full)
	c.ends.data = slices.Clip(d.ends.data)
	c.tail = new(strings.Builder)
	c.tail.WriteString(d.tail.String())
	c.new.slots = slices.Clone(d.new.slots)
	return c
}

// finish makes the index small, where that is worth going through all texts: it is done for few additions
// once in a while.
func (d *Dictionary) finish() {
	if d.new.used < 1024 && d.old != nil || d.new.used < int(d.Count)/64 {
		return
	}
	if d.old != nil {
		d.new = index{slots: make([]uint64, d.Count*2)}
		for code := uint32(1); code < d.Count; code++ {
			d.new.add(code, HashOf(d.Text(code)))
		}
	}
	d.old, d.new = d.new.packed(d.Count), index{}
}

// Numbers does the same for decimals: their codes are those of their canonical texts.
type Numbers struct {
	Texts  Dictionary
	Values []decimal.Decimal
	Buf    []byte
}

func newNumbers() Numbers { return Numbers{Texts: newDictionary(), Values: make([]decimal.Decimal, 1)} }

// Add keeps the value of a code.
func (n *Numbers) Add(code uint32, d decimal.Decimal) uint32 {
	if int(code) == len(n.Values) {
		n.Values = append(n.Values, d)
	}
	return code
}

func (n *Numbers) continued() Numbers {
	return Numbers{Texts: n.Texts.continued(), Values: slices.Clip(n.Values)}
}
