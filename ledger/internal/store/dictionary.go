package store

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// chunkTexts is how many texts stand in one string.
const chunkTexts = 1024

// Dictionary interns texts: it keeps each once and numbers them in the order in which they first come. Code 0
// is "".
//
// The texts stand one after the other in long strings, of which those that come out are parts; what stands
// in them never changes or moves. A fork shares all full chunks and the index
// with it, and has a second index for what is new.
type Dictionary struct {
	full    []chunk
	tail    *strings.Builder // of the texts that are not in full
	ends    Column           // of them
	Count   uint32
	packed  *packedIndex // of those that were there when it was finished; nil until then
	growing index        // of the others
	touched byte         // so that a look at what is kept is for something
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
	if d.packed != nil {
		if code := findPacked(d.packed, d, s, hash); code > 0 {
			return code
		}
	}
	return find(&d.growing, d, s, hash)
}

// Intern returns the code of s, a new one if s is new.
func (d *Dictionary) Intern(s string) uint32 {
	if s == "" {
		return 0
	}
	return InternHashed(d, s, HashOf(s))
}

// InternBytes returns the code of a text that stands in bytes, a new one if it is new.
func (d *Dictionary) InternBytes(b []byte) uint32 {
	if len(b) == 0 {
		return 0
	}
	return InternHashed(d, b, HashOfBytes(b))
}

// InternHashed returns the code of a text that is not empty and has that hash, a new one if it is new.
func InternHashed[T string | []byte](d *Dictionary, s T, hash uint32) uint32 {
	if code := lookUp(d, s, hash); code > 0 {
		return code
	}
	code := d.add(string(s))
	d.growing.add(code, hash)
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

// batchSize is how many texts are looked up at the same time.
const batchSize = 64

// InternAll appends the codes of texts that are not empty and have these hashes, as Intern gives them one after
// the other. Most of the time that a text takes is spent waiting for memory: for its slot in the index, for
// where the text stands that is found there, and for that text. Each is asked for many texts before the
// next, and the machine waits once for all; the more so the less is done between. A text whose search ends at
// a free slot is new, and goes there. What is left is looked up as any other text: it shares its hash
// with another, came a moment ago, or may stand in the old index.
func (d *Dictionary) InternAll(texts []string, hashes []uint32, codes []uint32) []uint32 {
	for from := 0; from < len(texts); from += batchSize {
		to := min(from+batchSize, len(texts))
		codes = d.internBatch(texts[from:to], hashes[from:to], codes)
	}
	return codes
}

func (d *Dictionary) internBatch(texts []string, hashes []uint32, codes []uint32) []uint32 {
	var (
		places, likely [batchSize]uint32
		found          [batchSize]uint8 // those that may be there
		there          [batchSize]string
	)
	d.growing.reserve(len(texts))
	d.growing.probe(hashes, &places, &likely)
	n := 0
	for i := range texts {
		found[n%batchSize] = uint8(i)
		n += int(min(likely[i%batchSize], 1))
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
	d.touched = seen
	for k, i := range found[:n] {
		if there[k] != texts[i] {
			likely[i] = 0
		}
	}
	for i, code := range likely[:len(texts)] {
		switch {
		case code > 0:
		case d.packed == nil && d.growing.slots[places[i]] == 0:
			code = d.add(texts[i])
			d.growing.fill(places[i], code, hashes[i])
		default:
			code = InternHashed(d, texts[i], hashes[i])
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

// fork returns a dictionary that has all of d and takes more, while d stays as it is.
func (d *Dictionary) fork() Dictionary {
	c := *d
	c.full = slices.Clip(d.full)
	c.ends.data = slices.Clip(d.ends.data)
	c.tail = new(strings.Builder)
	c.tail.WriteString(d.tail.String())
	c.growing.slots = slices.Clone(d.growing.slots)
	return c
}

// finish makes the index small, where that is worth going through all texts: it is done for few additions
// once in a while.
func (d *Dictionary) finish() {
	if d.growing.used < 1024 && d.packed != nil || d.growing.used < int(d.Count)/64 {
		return
	}
	if d.packed != nil {
		d.growing = index{slots: make([]uint64, d.Count*2)}
		for code := uint32(1); code < d.Count; code++ {
			d.growing.add(code, HashOf(d.Text(code)))
		}
	}
	d.packed, d.growing = d.growing.packed(d.Count), index{}
}

// Numbers is a dictionary of decimals: their codes are those of their canonical texts.
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

func (n *Numbers) fork() Numbers {
	return Numbers{Texts: n.Texts.fork(), Values: slices.Clip(n.Values)}
}
