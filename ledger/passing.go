package ledger

import "encoding/binary"

// passing is the entries of a part of a file, read without knowing what comes before: texts, numbers, lists
// and forms of time have codes of their own. It serves the builder of the whole, which gives them its own
// codes, and is used again for another part.
type passing struct {
	rows  []passingRow
	cells []uint32 // of each row: the codes of its fields, in the order of shapes; for a time, its place in times
	times []Time

	words, numbers, lists []uint32 // the codes in the whole, by the code in the part; 0: not known yet
}

// passingRow is one entry.
type passingRow struct {
	kind     uint8 // Kind.number
	has      fieldSet
	cell     uint32 // its first cell
	line     int32
	from, to int32 // where its text stands in the part
}

// The fields by what their cells hold.
var (
	textFields   = shaped(shapeText) &^ setOf(FieldKind)
	timeFields   = shaped(shapeTime)
	numberFields = shaped(shapeNumber)
	listFields   = shaped(shapeList) | shaped(shapeShares) | shaped(shapeAttrs)
)

func shaped(s shape) (set fieldSet) {
	for f := range numFields {
		if fields[f].shape == s {
			set |= 1 << f
		}
	}
	return set
}

// newPassing returns the builder for parts of a file.
func newPassing(file string) *builder {
	b := newBuilder(file)
	b.passing = new(passing)
	b.begin()
	return b
}

// begin makes a passing builder empty.
func (b *builder) begin() {
	t := &b.ledger.table
	for _, d := range []*dictionary{&t.words, &t.lists, &t.numbers.texts} {
		d.empty()
	}
	t.numbers.values = t.numbers.values[:1]
	b.passing.rows, b.passing.cells, b.passing.times = b.passing.rows[:0], b.passing.cells[:0], b.passing.times[:0]
}

// pass adds the draft to a passing builder; false if something is wrong with it, or out of the ordinary.
func (b *builder) pass(line, from, to int) bool {
	d, t, p := &b.draft, &b.ledger.table, b.passing
	kind := d.Kind.number()
	if kind == 0 || d.garbled {
		return false
	}
	b.checkAlone(d)
	b.checkPeriod(d)
	if len(d.errors) > 0 || d.more > 0 {
		return false
	}
	has := d.present(d.named) &^ (1 << FieldKind)
	p.rows = append(p.rows, passingRow{kind, has, uint32(len(p.cells)), int32(line), int32(from), int32(to)})
	for set := has & textFields; set != 0; set &= set - 1 {
		p.cells = append(p.cells, d.symbols[set.first()])
	}
	for set := has & timeFields; set != 0; set &= set - 1 {
		p.cells = append(p.cells, uint32(len(p.times)))
		p.times = append(p.times, *d.time(set.first()))
	}
	for set := has & (numberFields | listFields); set != 0; set &= set - 1 {
		p.cells = append(p.cells, t.encode(&d.Entry, set.first()))
	}
	return true
}

// translate gives what a part holds its codes in the whole.
func (t *table) translate(part *table, p *passing) {
	p.words = append(p.words[:0], 0)
	for i, hash := range part.words.hashes {
		if i%touched == 0 {
			t.words.new.touch(&t.words, part.words.hashes[i:min(i+touched, len(part.words.hashes))])
		}
		p.words = append(p.words, symbolHashed(&t.words, part.words.text(uint32(i+1)), hash))
	}
	p.numbers = append(p.numbers[:0], 0)
	for i, hash := range part.numbers.texts.hashes {
		code := symbolHashed(&t.numbers.texts, part.numbers.texts.text(uint32(i+1)), hash)
		p.numbers = append(p.numbers, t.numbers.add(code, part.numbers.values[i+1]))
	}
	p.lists = append(p.lists[:0], 0)
}

// translateList gives a list its code in the whole.
func (t *table) translateList(part *table, p *passing, f Field, code uint32) uint32 {
	for uint32(len(p.lists)) < part.lists.count {
		p.lists = append(p.lists, 0)
	}
	if p.lists[code] > 0 {
		return p.lists[code]
	}
	list := codes(part.lists.text(code))
	buf := t.buf[:0]
	for i := range list.len() {
		n := list.at(i)
		switch {
		case f == FieldWith, f == FieldShares && i%2 == 0, f == FieldAttrs && i%3 == 0:
			n = p.words[n]
		case f == FieldShares:
			n = p.numbers[n]
		case i%3 == 1: // the kind of a value
		case ValueKind(list.at(i-1)) == TextKind:
			n = p.words[n]
		case ValueKind(list.at(i-1)) == NumberKind:
			n = p.numbers[n]
		}
		buf = binary.LittleEndian.AppendUint32(buf, n)
	}
	t.buf = buf
	p.lists[code] = t.lists.symbolOf(buf)
	return p.lists[code]
}
