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

// keyer finds the keys of the entries that take part in a number of step 0, for one goroutine.
type keyer struct {
	projector *signature.Projector
	number    *scheme.Number
	kind      uint8
	texts     *frame.Texts
	when      *keyProgram // nil: every entry takes part
	keys      []keyProgram
	key       []uint32
	bound     bool // the current entry is bound,
	refused   bool // or refused
}

// keyProgram is a memo of an expression, by its projection. A result is the code of a text, or of the answer of a
// condition.
type keyProgram struct {
	program    *rule.Program        // nil: there is no condition
	field      *signature.TimeField // the expression is this field, whose code is the result
	projection *signature.Projection
	keys       sequence.Table // of the projection
	results    []uint32       // by number of the key
}

const (
	keyFalse uint32 = iota
	keyTrue
	keyFailed = ^uint32(0)
)

func newKeyer(f *frame.Frame, numbers []frame.Numbering, n *scheme.Number, texts *frame.Texts) *keyer {
	e := steps.NewRunner(f)
	e.Numbers = numbers
	out := &keyer{projector: signature.NewProjector(e), number: n, kind: frame.KindCode(n.Each), texts: texts}
	hasTier := n.Each == ledger.Adopt && f.Scheme.Ladder != nil
	if n.When != nil || hasTier {
		out.when = &keyProgram{program: n.When, projection: signature.ProjectionOf(f, n.Each, n.When)}
		signature.ProjectTier(f, out.when.projection, n.Each)
	}
	for _, p := range steps.KeyPrograms(n) {
		out.keys = append(out.keys,
			keyProgram{program: p, field: plainField(f, p), projection: signature.ProjectionOf(f, n.Each, p)})
	}
	return out
}

// plainField is the column that an expression is, of the entry or of its submission; nil: it is none, or the scheme
// allows certain texts only.
func plainField(f *frame.Frame, p *rule.Program) *signature.TimeField {
	read, ok := p.Place()
	if !ok || len(read.Path) != 2 || !p.Type().Equal(rule.StringType()) {
		return nil
	}
	v, record := f.Scheme.Vocabulary, signature.NewReads(f.Scheme.Vocabulary).RecordOf(read.Path[0].Name)
	if !slices.Contains([]*rule.Record{v.Item, v.Adopt, v.Endorse, v.Grant, v.Incident}, record) {
		return nil
	}
	field := record.Index(read.Path[1].Name)
	if record.Fields[field].OneOf != nil {
		return nil
	}
	column, plain, firstAttr := signature.ColumnOf(v, record, field)
	if field >= firstAttr || !plain {
		return nil
	}
	return &signature.TimeField{Item: record == v.Item, Field: column}
}

// keysOfNumber finds the keys of the entries that take part in a number, blocks of the ledger at once.
func keysOfNumber(
	ctx context.Context, f *frame.Frame, numbers []frame.Numbering, n *scheme.Number, texts *frame.Texts,
) (*steps.Keyed, error) {
	parts := make([]steps.Keyed, f.Columns.Blocks())
	keyers := make(chan *keyer, f.Workers())
	for range f.Workers() {
		keyers <- nil
	}
	err := f.InBlocks(ctx, len(parts), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		k := <-keyers
		if k == nil {
			k = newKeyer(f, numbers, n, texts)
		}
		first := i * columns.BlockLength
		for pos := first; pos < min(first+columns.BlockLength, f.Selection.Known()); pos++ {
			if f.Kind(int32(pos)) == k.kind {
				k.add(&parts[i], int32(pos))
			}
		}
		keyers <- k
		return nil
	})
	all := &steps.Keyed{}
	for i := range parts {
		all.Positions = append(all.Positions, parts[i].Positions...)
		all.Codes = append(all.Codes, parts[i].Codes...)
		all.Failed = append(all.Failed, parts[i].Failed...)
	}
	return all, err
}

// add adds an entry, if it takes part.
func (k *keyer) add(out *steps.Keyed, pos int32) {
	first := k.projector.SubmissionOf(pos, k.kind)
	unit := k.projector.Frame.UnitOf(pos)
	if unit < 0 && first >= 0 && k.projector.Frame.Columns.Code(int(pos), columns.FieldUnit) == 0 {
		unit = k.projector.Frame.UnitOf(first)
	}
	if signature.StateCode(k.projector.Frame, unit, k.projector.Frame.Instants()[pos]) == 0 {
		return // off the roster
	}
	k.bound = false
	if k.when != nil {
		switch k.result(k.when, pos, first, unit) {
		case keyFalse:
			return
		case keyFailed:
			out.Failed = append(out.Failed, pos)
			return
		}
	}
	start := len(out.Codes)
	for i := range k.keys {
		text := k.result(&k.keys[i], pos, first, unit)
		if text == keyFailed {
			out.Codes, out.Failed = out.Codes[:start], append(out.Failed, pos)
			return
		}
		out.Codes = append(out.Codes, text)
	}
	out.Positions = append(out.Positions, pos)
}

// result is the result of an expression for an entry.
func (k *keyer) result(program *keyProgram, pos, first, unit int32) uint32 {
	switch {
	case program.field != nil && !program.field.Item:
		return k.projector.Frame.Columns.Code(int(pos), program.field.Field)
	case program.field != nil && first >= 0:
		return k.projector.Frame.Columns.Code(int(first), program.field.Field)
	case program.field != nil:
		return keyFailed
	case program.projection.Opaque || len(program.projection.ExactTimes) > 0:
		return k.eval(program, pos)
	}
	k.key = k.projector.AppendKey(k.key[:0], program.projection, pos, first, unit)
	if n, known := program.keys.Find(k.key); known {
		return program.results[n]
	}
	result := k.eval(program, pos)
	if program.keys.Len() < frame.MemoSize {
		program.keys.Number(k.key)
		program.results = append(program.results, result)
	}
	return result
}

// eval evaluates an expression for an entry.
func (k *keyer) eval(program *keyProgram, pos int32) uint32 {
	if !k.bound {
		k.projector.Runner.Pool.Reset()
		_, ok := k.projector.Runner.BindNumbered(pos)
		k.bound, k.refused = true, !ok
	}
	if program == k.when {
		if k.refused {
			return keyFalse
		}
		met, err := k.projector.Runner.Holds(k.number.Scope, program.program)
		if err != nil {
			return keyFailed
		}
		return signature.Bit(met)
	}
	v, err := k.projector.Runner.Eval(k.number.Scope, program.program)
	if err != nil {
		return keyFailed
	}
	return k.texts.Code(steps.KeyText(v))
}
