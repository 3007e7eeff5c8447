package frame

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// CoversRule is the rule of a problem with what the scheme asks of an item before any rule does.
const CoversRule = "covers"

// cover leaves the items out of the selection that are not the scheme's own, and those of which that cannot be asked,
// which are refused. The error is the context's.
func (f *Frame) cover(ctx context.Context) error {
	if f.Scheme.Covers == nil {
		return nil
	}
	f.foreign = make([]bool, f.ItemIndex.Items())
	size := (len(f.foreign) + BlockSize - 1) / BlockSize
	refusals, problems := make([][]Refusal, size), make([][]Problem, size)
	err := f.InBlocks(ctx, size, func(ctx context.Context, i int) error {
		e := NewEvaluator(f)
		for n := i * BlockSize; n < min((i+1)*BlockSize, len(f.foreign)); n++ {
			if n%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			pos, counts := f.decides(n)
			if pos < 0 {
				continue
			}
			fact := &Fact{Position: pos}
			f.Columns.Read(int(pos), &fact.Row)
			fact.At = e.InstantOf(fact.Row.Time(columns.FieldAt))
			e.SetTime(fact.At)
			e.Slots[scheme.SlotItem] = e.ItemRecord(&fact.Row, nil)
			covered, err := e.Holds(f.Scheme.Covers.Scope, f.Scheme.Covers.Cond)
			if f.foreign[n] = !covered; err == nil {
				continue
			}
			if f.foreign[n] = counts; counts {
				p := e.Problem(fact, CoversRule, err)
				problems[i] = append(problems[i], p)
				refusals[i] = append(refusals[i], Refusal{Position: pos, Code: p.Code, Reason: p.Reason})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range size {
		f.Refused, f.Problems = append(f.Refused, refusals[i]...), append(f.Problems, problems[i]...)
	}
	f.unparted = f.Selection
	f.Selection, err = f.Selection.WithoutItems(ctx, func(n int) bool { return f.foreign[n] })
	return err
}

// decides is the submission by which item n is the scheme's own or not, and whether it counts: the one that does, else
// the last that is known; −1: none is.
func (f *Frame) decides(n int) (pos int32, counts bool) {
	pos = -1
	for _, one := range f.ItemIndex.Item(n) {
		if int(one) >= f.Selection.Known() || f.Columns.Kind(int(one)) != ledger.Submit {
			continue
		}
		if pos = one; f.Kind(one) != columns.NotSelected {
			return one, true
		}
	}
	return pos, false
}

// Foreign says whether an entry names an item that is not the scheme's own.
func (f *Frame) Foreign(pos int32) bool {
	if f.foreign == nil {
		return false
	}
	n, ok := f.ItemIndex.ItemOf(f.Code(pos, columns.FieldItem))
	return ok && f.foreign[n]
}

// NotCovered are the positions of the entries that would count if their items were the scheme's own, in the order of
// recording. Those of items that were refused are not among them.
func (f *Frame) NotCovered() []int32 {
	var out []int32
	if f.foreign == nil {
		return nil
	}
	refused := map[int]bool{}
	for _, r := range f.Refused {
		if n, ok := f.ItemIndex.ItemOf(f.Code(r.Position, columns.FieldItem)); ok && f.foreign[n] {
			refused[n] = true
		}
	}
	for pos := range f.Selection.Known() {
		if f.unparted.Kind(pos) == columns.NotSelected || !f.Foreign(int32(pos)) {
			continue
		}
		if n, _ := f.ItemIndex.ItemOf(f.Code(int32(pos), columns.FieldItem)); !refused[n] {
			out = append(out, int32(pos))
		}
	}
	return out
}
