package bulk

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Classifier finds the classes of cases, for one goroutine. The keys that it has met form a tree.
type Classifier struct {
	f             *frame.Frame
	signatures    *signature.Signatures
	signer        *signature.Signer
	comparesTimes [3]bool         // by kind of case: expressions compare times
	opaque        bool            // expressions read what no row signature holds
	closings      []calendar.Kind // the kinds of periods at whose end commissions are settled or counted
	asksAtDue     bool            // rules are asked when commissions are due

	keys       sequence.Tree
	classAt    []uint32 // by node: the number of the class of the key that ends there, plus one
	numClasses int
	tried      int
	node       uint32 // where the key of the current case is
	offTree    bool   // the key is not in the tree, and no more are added

	entries []signature.Entry // of the current case in the order of effect
	units   []int32           // their units, each once, that of the case first
	times   []int64
}

// newClassifier returns a classifier for one goroutine, with a runner of its own.
func newClassifier(signatures *signature.Signatures, e *steps.Runner) *Classifier {
	reads := signatures.ReadSet.Reads
	c := &Classifier{
		f: signatures.Frame, signatures: signatures, signer: signatures.NewSigner(e),
		opaque: reads.NumberBefore || reads.WholeRecord,
	}
	for record, uses := range signatures.ReadSet.Reads.Fields {
		for field, u := range uses {
			if u == signature.Partly && record.Fields[field].Type.Equal(rule.TimeType()) {
				kind := frame.ItemCase // a loose entry has one time
				if v := signatures.Frame.Scheme.Vocabulary; record == v.Commission || record == v.Answer {
					kind = frame.CommissionCase
				}
				c.comparesTimes[kind] = true
			}
		}
	}
	addClosing := func(per calendar.Kind) {
		if !slices.Contains(c.closings, per) {
			c.closings = append(c.closings, per)
		}
	}
	for _, credit := range signatures.Frame.Scheme.Credits {
		switch {
		case credit.Each != ledger.Commission:
		case credit.Per != 0:
			addClosing(credit.Per)
		default:
			c.asksAtDue = true
		}
	}
	for _, q := range signatures.Frame.Scheme.Quotas {
		if q.AtDue {
			addClosing(q.Per)
		}
	}
	return c
}

// classify returns the number of the class of a case in this classifier, and whether it is new; false: the case is
// scored alone.
func (c *Classifier) classify(of *frame.Case) (n uint32, isNew, ok bool) {
	if c.opaque || len(of.Entries) >= maxEntries || !c.BuildKey(of) {
		return 0, false, false
	}
	c.tried++
	if n, known := c.find(); known {
		return n, false, true
	}
	if c.offTree || c.full() {
		return 0, false, false
	}
	if missing := int(c.node) + 1 - len(c.classAt); missing > 0 {
		c.classAt = append(c.classAt, make([]uint32, missing)...)
	}
	c.numClasses++
	c.classAt[c.node] = uint32(c.numClasses)
	return uint32(c.numClasses - 1), true, true
}

// find returns the number of the class of the current key; false: it has none in this classifier.
func (c *Classifier) find() (n uint32, ok bool) {
	if c.offTree || int(c.node) >= len(c.classAt) || c.classAt[c.node] == 0 {
		return 0, false
	}
	return c.classAt[c.node] - 1, true
}

// full says that no more classes are made.
func (c *Classifier) full() bool {
	return c.numClasses >= maxClasses || c.tried > minTried && c.numClasses*minPerClass > c.tried
}

// begin begins a key.
func (c *Classifier) begin(kind frame.CaseKind) {
	c.node, c.offTree = sequence.Root, false
	c.append(uint32(kind))
}

// append appends a code to the current key.
func (c *Classifier) append(code uint32) {
	if next, known := c.keys.Find(c.node, code); known {
		c.node = next
		return
	}
	if c.offTree = c.offTree || c.full(); !c.offTree {
		c.node, _ = c.keys.Step(c.node, code)
	}
}

// key is the current key.
func (c *Classifier) key() []uint32 { return c.keys.Path(nil, c.node) }

// order is the positions of the entries of the current case in the order of effect.
func (c *Classifier) order() []int32 {
	out := make([]int32, len(c.entries))
	for i, d := range c.entries {
		out[i] = d.Pos
	}
	return out
}

// BuildKey makes the key of a case; false: an entry has no row signature.
func (c *Classifier) BuildKey(of *frame.Case) bool {
	c.entries, c.units = c.entries[:0], append(c.units[:0], of.Unit)
	c.begin(of.Kind)
	switch of.Kind {
	case frame.ItemCase:
		return c.appendItem(of)
	case frame.CommissionCase:
		return c.appendCommission(of)
	}
	c.addEntry(of.First, c.f.ItemIndex.Place(int(of.First)))
	return c.appendEntry(&c.entries[0], of.Unit) && c.appendTimeOrder(of)
}

// addEntry adds an entry of the case, which takes effect when it was.
func (c *Classifier) addEntry(pos int32, place int) *signature.Entry {
	at, key := c.f.ItemInstants.At(place), c.signatures.Grouping.Key(place)
	if c.signatures.GroupClasses != nil {
		key = uint32(c.signatures.GroupClasses[key])
	}
	c.entries = append(c.entries, signature.Entry{Pos: pos, Group: key, At: at, From: at})
	return &c.entries[len(c.entries)-1]
}

// appendEntry appends the row signature of an entry of a unit.
func (c *Classifier) appendEntry(d *signature.Entry, unit int32) bool {
	s, index := c.signer.Signature(d, unit), 0
	if unit != c.units[0] {
		if index = slices.Index(c.units, unit); index < 0 {
			index = len(c.units)
			c.units = append(c.units, unit)
		}
	}
	c.appendSignature(s, index)
	if c.signatures.ReadSet.NamesReceiver[c.signatures.KindOfGroup[d.Group]] {
		c.append(uint32(unit))
	}
	return s != 0
}

// appendSignature appends a row signature and the place of its unit among the units of the case, of which there are no
// more than entries.
func (c *Classifier) appendSignature(s signature.Signature, index int) {
	c.append(uint32(s)*maxEntries + uint32(index))
}

// appendItem appends an item with its entries.
func (c *Classifier) appendItem(of *frame.Case) bool {
	if !c.addItem(of) {
		slices.SortFunc(c.entries, func(a, b signature.Entry) int {
			return cmp.Or(cmp.Compare(a.From, b.From), frame.CompareFirst(a.Pos == of.First, b.Pos == of.First),
				cmp.Compare(a.At, b.At), cmp.Compare(a.Pos, b.Pos))
		})
	}
	for i := range c.entries {
		d, unit := &c.entries[i], of.Unit
		if d.Pos != of.First && !c.f.AboutItem[c.signatures.KindOfGroup[d.Group]] {
			unit = c.f.NamedUnit(d.Pos)
		}
		if !c.appendEntry(d, unit) {
			return false
		}
	}
	return c.appendTimeOrder(of)
}

// addItem adds the entries of an item, and says whether they take effect in the order of recording.
func (c *Classifier) addItem(of *frame.Case) (inOrder bool) {
	place := int(of.Place)
	previous := *c.addEntry(of.First, placeFrom(c.f, place, of.First))
	submitted := previous.At
	inOrder = true
	for i, pos := range of.Entries {
		place = placeFrom(c.f, place, pos)
		d := c.addEntry(pos, place)
		if c.f.AboutItem[c.signatures.KindOfGroup[d.Group]] {
			d.From = max(d.From, submitted)
		}
		inOrder = inOrder && (d.From > previous.From || d.From == previous.From && (i == 0 || d.At >= previous.At))
		previous = *d
	}
	return inOrder
}

// placeFrom is the place of an entry that stands at a place of the item index or after it.
func placeFrom(f *frame.Frame, place int, pos int32) int {
	for f.ItemIndex.Position(place) != int(pos) {
		place++
	}
	return place
}

// Bounds of classification. A case beyond them is scored alone.
const (
	maxClasses  = 1 << 16
	maxEntries  = 32   // in a case
	minTried    = 4096 // after so many cases
	minPerClass = 2    // no more classes are made unless each has so many cases on average
)
