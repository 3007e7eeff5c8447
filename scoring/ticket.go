package scoring

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// taker finds which entries take part in a number of step 0, for one goroutine.
type taker struct {
	*looker
	number *scheme.Number
	kind   uint8
	names  *texts
	when   *askedKey // nil: no condition, and none is refused
	keys   []askedKey
	words  []uint32
	bound  bool // the entry in hand, unless
	barred bool // it is refused
}

// askedKey is what an expression gave so far: the number of a text, or for a condition notTaken or taken.
type askedKey struct {
	program *rule.Program // nil: no condition
	field   *timeOf       // it is nothing but this field, whose code is the number
	glance  *glance
	known   sequence.Table // by what it sees of an entry
	gave    []uint32       // by the number of these words
}

const (
	notTaken uint32 = iota
	taken
	notWorkedOut = ^uint32(0)
)

func (f *Frame) newTaker(numbers []Numbering, n *scheme.Number, names *texts) *taker {
	e := newEvaluator(f)
	e.numbers = numbers
	t := &taker{looker: newLooker(e), number: n, kind: kindNumber(n.Each), names: names}
	hasTier := n.Each == ledger.Adopt && f.scheme.Ladder != nil
	if n.When != nil || hasTier {
		t.when = &askedKey{program: n.When, glance: f.glanceOf(n.Each, n.When)}
		f.seeTier(t.when.glance, n.Each)
	}
	for _, p := range keysOf(n) {
		t.keys = append(t.keys, askedKey{program: p, field: f.plainField(p), glance: f.glanceOf(n.Each, p)})
	}
	return t
}

// plainField is the field of text that an expression is, of the entry or of the submission that it is about; nil: it is more.
func (f *Frame) plainField(p *rule.Program) *timeOf {
	read, ok := p.Place()
	if !ok || len(read.Path) != 2 || !p.Type().Equal(rule.StringType()) {
		return nil
	}
	v, record := f.scheme.Vocabulary, newReads(f.scheme.Vocabulary).record(read.Path[0].Name)
	if !slices.Contains([]*rule.Record{v.Item, v.Adopt, v.Endorse, v.Grant, v.Incident}, record) {
		return nil
	}
	field := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == read.Path[1].Name })
	from, plain, own := fieldOf(v, record, field)
	if field >= own || !plain {
		return nil
	}
	return &timeOf{item: record == v.Item, field: from}
}

// take finds the entries that take part in a number, a part of the ledger at a time.
func (f *Frame) take(ctx context.Context, numbers []Numbering, n *scheme.Number, names *texts) (*tickets, error) {
	parts := make([]tickets, f.columns.Blocks())
	takers := make(chan *taker, f.workers())
	for range f.workers() {
		takers <- nil
	}
	err := f.inBlocks(ctx, len(parts), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		t := <-takers
		if t == nil {
			t = f.newTaker(numbers, n, names)
		}
		first := i * columns.BlockLength
		for pos := first; pos < min(first+columns.BlockLength, f.counts.Known()); pos++ {
			if f.kind(int32(pos)) == t.kind {
				t.take(&parts[i], int32(pos))
			}
		}
		takers <- t
		return nil
	})
	all := &tickets{}
	for i := range parts {
		all.positions = append(all.positions, parts[i].positions...)
		all.texts = append(all.texts, parts[i].texts...)
		all.failed = append(all.failed, parts[i].failed...)
	}
	return all, err
}

// take adds an entry, if it takes part.
func (t *taker) take(out *tickets, pos int32) {
	first := t.firstOf(pos, t.kind)
	unit := t.unitOf(pos)
	if unit < 0 && first >= 0 && t.columns.Code(int(pos), columns.FieldUnit) == 0 {
		unit = t.unitOf(first)
	}
	if t.stateWord(unit, t.at()[pos]) == 0 {
		return // off the roster
	}
	t.bound = false
	if t.when != nil {
		switch t.ask(t.when, pos, first, unit) {
		case notTaken:
			return
		case notWorkedOut:
			out.failed = append(out.failed, pos)
			return
		}
	}
	start := len(out.texts)
	for i := range t.keys {
		text := t.ask(&t.keys[i], pos, first, unit)
		if text == notWorkedOut {
			out.texts, out.failed = out.texts[:start], append(out.failed, pos)
			return
		}
		out.texts = append(out.texts, text)
	}
	out.positions = append(out.positions, pos)
}

// ask is what an expression gives for an entry.
func (t *taker) ask(k *askedKey, pos, first, unit int32) uint32 {
	switch {
	case k.field != nil && !k.field.item:
		return t.columns.Code(int(pos), k.field.field)
	case k.field != nil && first >= 0:
		return t.columns.Code(int(first), k.field.field)
	case k.field != nil:
		return notWorkedOut
	case k.glance.blind || len(k.glance.whole) > 0:
		return t.eval(k, pos)
	}
	t.words = t.looker.words(t.words[:0], k.glance, pos, first, unit)
	if n, known := k.known.Find(t.words); known {
		return k.gave[n]
	}
	gave := t.eval(k, pos)
	if k.known.Len() < memoSize {
		k.known.Number(t.words)
		k.gave = append(k.gave, gave)
	}
	return gave
}

// eval evaluates an expression for an entry.
func (t *taker) eval(k *askedKey, pos int32) uint32 {
	if !t.bound {
		t.e.pool.reset()
		_, ok := t.e.bindNumbered(pos)
		t.bound, t.barred = true, !ok
	}
	if k == t.when {
		if t.barred {
			return notTaken
		}
		met, err := t.e.holds(t.number.Scope, k.program)
		if err != nil {
			return notWorkedOut
		}
		return bit(met)
	}
	v, err := t.e.eval(t.number.Scope, k.program)
	if err != nil {
		return notWorkedOut
	}
	return t.names.number(keyText(v))
}
