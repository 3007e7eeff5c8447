package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// keyer finds which entries take part in a number of step 0, for one goroutine.
type keyer struct {
	looker *signature.Projector
	number *scheme.Number
	kind   uint8
	names  *frame.Texts
	when   *keyProgram // nil: no condition, and none is refused
	keys   []keyProgram
	words  []uint32
	bound  bool // the entry in hand, unless
	barred bool // it is refused
}

// keyProgram is what an expression gave so far: the number of a text, or for a condition keyFalse or taken.
type keyProgram struct {
	program *rule.Program        // nil: no condition
	field   *signature.TimeField // it is nothing but this field, whose code is the number
	glance  *signature.Projection
	known   sequence.Table // by what it sees of an entry
	gave    []uint32       // by the number of these words
}

const (
	keyFalse uint32 = iota
	keyTrue
	keyFailed = ^uint32(0)
)

func newKeyer(f *frame.Frame, numbers []frame.Numbering, n *scheme.Number, names *frame.Texts) *keyer {
	e := steps.NewRunner(f)
	e.Numbers = numbers
	t := &keyer{looker: signature.NewProjector(e), number: n, kind: frame.KindNumber(n.Each), names: names}
	hasTier := n.Each == ledger.Adopt && f.Scheme.Ladder != nil
	if n.When != nil || hasTier {
		t.when = &keyProgram{program: n.When, glance: signature.ProjectionOf(f, n.Each, n.When)}
		signature.ProjectTier(f, t.when.glance, n.Each)
	}
	for _, p := range steps.KeyPrograms(n) {
		t.keys = append(t.keys, keyProgram{program: p, field: plainField(f, p), glance: signature.ProjectionOf(f, n.Each, p)})
	}
	return t
}

// plainField is the field of text that an expression is, of the entry or of the submission that it is about; nil: it is more.
func plainField(f *frame.Frame, p *rule.Program) *signature.TimeField {
	read, ok := p.Place()
	if !ok || len(read.Path) != 2 || !p.Type().Equal(rule.StringType()) {
		return nil
	}
	v, record := f.Scheme.Vocabulary, signature.NewReads(f.Scheme.Vocabulary).RecordOf(read.Path[0].Name)
	if !slices.Contains([]*rule.Record{v.Item, v.Adopt, v.Endorse, v.Grant, v.Incident}, record) {
		return nil
	}
	field := slices.IndexFunc(record.Fields, func(f rule.Field) bool { return f.Name == read.Path[1].Name })
	from, plain, own := signature.ColumnOf(v, record, field)
	if field >= own || !plain {
		return nil
	}
	return &signature.TimeField{Item: record == v.Item, Field: from}
}

// keysOfNumber finds the entries that take part in a number, a part of the ledger at a time.
func keysOfNumber(ctx context.Context, f *frame.Frame, numbers []frame.Numbering, n *scheme.Number, names *frame.Texts) (*steps.Keyed, error) {
	parts := make([]steps.Keyed, f.Columns.Blocks())
	takers := make(chan *keyer, f.Workers())
	for range f.Workers() {
		takers <- nil
	}
	err := f.InBlocks(ctx, len(parts), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		t := <-takers
		if t == nil {
			t = newKeyer(f, numbers, n, names)
		}
		first := i * columns.BlockLength
		for pos := first; pos < min(first+columns.BlockLength, f.Counts.Known()); pos++ {
			if f.Kind(int32(pos)) == t.kind {
				t.add(&parts[i], int32(pos))
			}
		}
		takers <- t
		return nil
	})
	all := &steps.Keyed{}
	for i := range parts {
		all.Positions = append(all.Positions, parts[i].Positions...)
		all.Texts = append(all.Texts, parts[i].Texts...)
		all.Failed = append(all.Failed, parts[i].Failed...)
	}
	return all, err
}

// add adds an entry, if it takes part.
func (t *keyer) add(out *steps.Keyed, pos int32) {
	first := t.looker.SubmissionOf(pos, t.kind)
	unit := t.looker.Frame.UnitOf(pos)
	if unit < 0 && first >= 0 && t.looker.Frame.Columns.Code(int(pos), columns.FieldUnit) == 0 {
		unit = t.looker.Frame.UnitOf(first)
	}
	if signature.StateCode(t.looker.Frame, unit, t.looker.Frame.Instants()[pos]) == 0 {
		return // off the roster
	}
	t.bound = false
	if t.when != nil {
		switch t.ask(t.when, pos, first, unit) {
		case keyFalse:
			return
		case keyFailed:
			out.Failed = append(out.Failed, pos)
			return
		}
	}
	start := len(out.Texts)
	for i := range t.keys {
		text := t.ask(&t.keys[i], pos, first, unit)
		if text == keyFailed {
			out.Texts, out.Failed = out.Texts[:start], append(out.Failed, pos)
			return
		}
		out.Texts = append(out.Texts, text)
	}
	out.Positions = append(out.Positions, pos)
}

// ask is what an expression gives for an entry.
func (t *keyer) ask(k *keyProgram, pos, first, unit int32) uint32 {
	switch {
	case k.field != nil && !k.field.Item:
		return t.looker.Frame.Columns.Code(int(pos), k.field.Field)
	case k.field != nil && first >= 0:
		return t.looker.Frame.Columns.Code(int(first), k.field.Field)
	case k.field != nil:
		return keyFailed
	case k.glance.Opaque || len(k.glance.ExactTimes) > 0:
		return t.eval(k, pos)
	}
	t.words = t.looker.AppendKey(t.words[:0], k.glance, pos, first, unit)
	if n, known := k.known.Find(t.words); known {
		return k.gave[n]
	}
	gave := t.eval(k, pos)
	if k.known.Len() < frame.MemoSize {
		k.known.Number(t.words)
		k.gave = append(k.gave, gave)
	}
	return gave
}

// eval evaluates an expression for an entry.
func (t *keyer) eval(k *keyProgram, pos int32) uint32 {
	if !t.bound {
		t.looker.Runner.Pool.Reset()
		_, ok := t.looker.Runner.BindNumbered(pos)
		t.bound, t.barred = true, !ok
	}
	if k == t.when {
		if t.barred {
			return keyFalse
		}
		met, err := t.looker.Runner.Holds(t.number.Scope, k.program)
		if err != nil {
			return keyFailed
		}
		return signature.Bit(met)
	}
	v, err := t.looker.Runner.Eval(t.number.Scope, k.program)
	if err != nil {
		return keyFailed
	}
	return t.names.Number(steps.KeyText(v))
}
