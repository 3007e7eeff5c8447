package ledger

import (
	"context"
	"encoding/binary"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// staging is a run of entries that was read without knowing what comes before. Its texts and numbers stand
// there one after the other, each as often as it occurs; the builder of the whole, which knows them, gives
// them their codes many at a time. It is used again for another run.
type staging struct {
	rows  []stagedRow
	cells []uint32 // of each row: its fields, in the order of shapes: places in the lists below, counted from 1

	texts   []string
	numbers []decimal.Decimal
	digits  []byte // the canonical texts of the numbers
	ends    []int32
	times   []Time
	lists   []uint32 // of each list: how many numbers follow, and what stands in the dictionary of lists

	hashes, numberHashes   []uint32
	textCodes, numberCodes []uint32 // the codes of the texts and of the numbers in the whole

	touched byte // so that a look at a text is for something
}

// stagedRow is one entry.
type stagedRow struct {
	kind     uint8 // Kind.code
	has      store.FieldSet
	cell     uint32 // its first cell
	line     int32
	from, to int32 // where its text stands in the chunk
}

// The fields by what their cells hold.
var (
	textFields   = shaped(store.ShapeText) &^ store.SetOf(store.FieldKind)
	timeFields   = shaped(store.ShapeTime)
	numberFields = shaped(store.ShapeNumber)
	flagFields   = shaped(store.ShapeFlag)
	listFields   = shaped(store.ShapeList) | shaped(store.ShapeShares) | shaped(store.ShapeAttrs) |
		shaped(store.ShapeWholes)
)

func shaped(s store.Shape) (set store.FieldSet) {
	for f := range store.NumFields {
		if f.Shape() == s {
			set |= 1 << f
		}
	}
	return set
}

// begin makes p empty.
func (p *staging) begin() {
	p.rows, p.cells = p.rows[:0], p.cells[:0]
	p.texts, p.times, p.lists = p.texts[:0], p.times[:0], p.lists[:0]
	p.numbers, p.digits, p.ends = p.numbers[:0], p.digits[:0], p.ends[:0]
}

// maxPlain bounds the texts of an entry that is surely no longer than maxEntry: a byte takes six in canonical
// bytes at most, and all else takes less than what is left.
const maxPlain = maxEntry/8 - 1024

// add adds an entry; false if something is wrong with it, or may be. Named are the fields that were written,
// where some may be empty.
func (p *staging) add(e *Entry, named store.FieldSet, row stagedRow) bool {
	row.kind, row.has, row.cell = e.Kind.code(), e.has(), uint32(len(p.cells))
	of := spec(row.kind)
	if row.kind == 0 || (named|row.has)&^of.allowed != 0 || of.required&^row.has != 0 ||
		e.Recorded.IsDate() || e.Period != "" && !periodInBounds(e.Period) ||
		e.Proof != "" && !isProof(e.Proof) || e.Kind == Opening && wrongInOpening(e) != noOpeningFault ||
		owesNegative(e) {
		return false
	}
	size := 0
	for set := row.has & textFields; set != 0; set &= set - 1 {
		text := *e.text(set.First())
		size += len(text)
		p.cells = append(p.cells, p.text(text))
	}
	for set := row.has & timeFields; set != 0; set &= set - 1 {
		p.times = append(p.times, *e.time(set.First()))
		p.cells = append(p.cells, uint32(len(p.times)))
	}
	for set := row.has & numberFields; set != 0; set &= set - 1 {
		place, ok := p.number(e.number(set.First()).Decimal)
		if !ok {
			return false
		}
		p.cells = append(p.cells, place)
	}
	more, ok := p.addLists(e, row.has)
	if !ok {
		return false
	}
	size += more
	p.rows = append(p.rows, row)
	return size <= maxPlain
}

// text adds a text and returns its place.
func (p *staging) text(s string) uint32 {
	p.texts = append(p.texts, s)
	return uint32(len(p.texts))
}

// number adds a number and returns its place; false if it is out of bounds.
func (p *staging) number(d decimal.Decimal) (place uint32, ok bool) {
	d, fault := normalise(d)
	if fault != noFault {
		return 0, false
	}
	p.numbers = append(p.numbers, d)
	p.digits = appendNormal(p.digits, d)
	p.ends = append(p.ends, int32(len(p.digits)))
	return uint32(len(p.numbers)), true
}

// complete makes ready what the builder of the whole needs; false if a text is no UTF-8. Valid says that all
// are known to be.
func (p *staging) complete(valid bool) bool {
	// What a program made may stand anywhere. Where one text is looked at after the other only to look, at both
	// ends, the machine does many at once.
	seen := byte(0)
	for _, s := range p.texts {
		if s != "" {
			seen += s[0] + s[len(s)-1]
		}
	}
	p.touched = seen
	p.hashes, p.numberHashes = p.hashes[:0], p.numberHashes[:0]
	for _, s := range p.texts {
		if !valid && !validText(s) {
			return false
		}
		p.hashes = append(p.hashes, store.HashOf(s))
	}
	for i := range p.ends {
		p.numberHashes = append(p.numberHashes, store.HashOfBytes(p.digitsOf(i)))
	}
	return true
}

// digitsOf is the canonical text of a number.
func (p *staging) digitsOf(i int) []byte {
	if i == 0 {
		return p.digits[:p.ends[0]]
	}
	return p.digits[p.ends[i-1]:p.ends[i]]
}

// translate gives what a run holds its codes in the whole.
func (l *Ledger) translate(p *staging) {
	t := l.store
	p.textCodes = t.Texts.InternAll(p.texts, p.hashes, p.textCodes[:0])
	p.numberCodes = p.numberCodes[:0]
	for i, hash := range p.numberHashes {
		code := store.InternHashed(&t.Numbers.Texts, p.digitsOf(i), hash)
		p.numberCodes = append(p.numberCodes, t.Numbers.Add(code, p.numbers[i]))
	}
}

// translateList gives a list its code in the whole.
func (l *Ledger) translateList(p *staging, f store.Field, place uint32) uint32 {
	t := l.store
	list := p.lists[place:][:p.lists[place-1]]
	buf := t.Buf[:0]
	for i, n := range list {
		switch {
		case f == store.FieldWith, f != store.FieldAttrs && i%2 == 0, f == store.FieldAttrs && i%3 == 0:
			n = p.textCodes[n-1]
		case f != store.FieldAttrs: // shares
			n = p.numberCodes[n-1]
		case i%3 == 1: // the kind of a value
		case ValueKind(list[i-1]) == TextKind:
			if n > 0 {
				n = p.textCodes[n-1]
			}
		case ValueKind(list[i-1]) == NumberKind:
			n = p.numberCodes[n-1]
		}
		buf = binary.LittleEndian.AppendUint32(buf, n)
	}
	t.Buf = buf
	return t.Lists.InternBytes(buf)
}

// newStagingBuilder returns the builder of a reader of chunks of a file.
func newStagingBuilder(ctx context.Context, file string) *builder {
	b := newBuilder(ctx)
	b.file, b.staging = file, new(staging)
	return b
}

// stage adds the draft to the entries of a chunk, which stands there from one byte to another; false if
// something is wrong with it, or may be.
func (b *builder) stage(line, from, to int) bool {
	d := &b.draft
	return !d.truncated && len(d.errors) == 0 && d.more == 0 &&
		b.staging.add(&d.Entry, d.named, stagedRow{line: int32(line), from: int32(from), to: int32(to)})
}
