package steps

import (
	"cmp"
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// numberAll is step 0: it numbers entries by what they share with others (the first of a topic, the n-th of a unit in
// a month), by the run of a way, or entry by entry where that is nil. It returns one numbering for each number of the
// scheme, and a problem for each entry of which an expression failed. Entries are counted by time, then in the order
// of recording; refused ones are not.
func numberAll(ctx context.Context, f *frame.Frame, run Run) ([]frame.Numbering, []frame.Problem, error) {
	e := NewRunner(f)
	e.Numbers = nil
	var problems []frame.Problem
	for i := range f.Scheme.Numbers {
		n := &f.Scheme.Numbers[i]
		next, more, err := e.numbering(ctx, n, run)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, more...)
		e.Numbers = append(e.Numbers, next)
	}
	return e.Numbers, problems, nil
}

// numbering is the numbering of a number of the scheme. Entries of which a way failed to evaluate an expression are
// evaluated again, for their problems.
func (e *Runner) numbering(ctx context.Context, n *scheme.Number, run Run) (frame.Numbering, []frame.Problem, error) {
	texts := &frame.Texts{Columns: e.Frame.Columns, Others: map[string]uint32{}}
	var (
		keyed    *Keyed
		problems []frame.Problem
		err      error
	)
	if run != nil && e.Observer == nil {
		keyed, err = run.Keys(ctx, e.Numbers, n, texts)
	}
	if keyed == nil && err == nil {
		keyed, problems, err = e.keyEach(ctx, n, texts, entriesOfKind(e.Evaluator.Frame, n.Each))
	} else if err == nil && len(keyed.Failed) > 0 {
		_, problems, err = e.keyEach(ctx, n, texts, keyed.Failed)
	}
	if err != nil {
		return frame.Numbering{}, nil, err
	}
	return count(e.Evaluator.Frame, n, keyed, texts), problems, nil
}

// entriesOfKind are the entries of a kind that count.
func entriesOfKind(f *frame.Frame, k ledger.Kind) []int32 {
	var out []int32
	kind := frame.KindCode(k)
	for pos := range f.Selection.Known() {
		if f.Kind(int32(pos)) == kind {
			out = append(out, int32(pos))
		}
	}
	return out
}

// Keyed are the entries that take part in a number, with their keys.
type Keyed struct {
	Positions []int32
	Codes     []uint32 // the keys of all, as dictionary codes: those of `by`, then that of `same`
	Failed    []int32  // entries of which an expression failed
}

// keyEach finds the keys of entries one by one, in the order of counting.
func (e *Runner) keyEach(
	ctx context.Context, n *scheme.Number, dictionary *frame.Texts, entries []int32,
) (*Keyed, []frame.Problem, error) {
	keyed, problems := &Keyed{}, []frame.Problem(nil)
	for i, d := range byTime(e.Evaluator.Frame, entries) {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		e.Pool.Reset()
		key, ok, problem := e.keyOf(n, d.pos)
		if problem != nil {
			problems = append(problems, *problem)
		}
		if ok {
			keyed.Positions = append(keyed.Positions, d.pos)
			for _, text := range key {
				keyed.Codes = append(keyed.Codes, dictionary.Code(text))
			}
		}
	}
	return keyed, problems, nil
}

// keyOf is the key of an entry as texts: those of `by`, then that of `same`; false: the entry takes no part.
func (e *Runner) keyOf(n *scheme.Number, pos int32) (key []string, ok bool, problem *frame.Problem) {
	fact, ok := e.BindNumbered(pos)
	if !ok {
		return nil, false, nil
	}
	met, err := e.Holds(n.Scope, n.When)
	if err == nil && !met {
		return nil, false, nil
	}
	for _, p := range KeyPrograms(n) {
		var v rule.Value
		if err == nil {
			v, err = e.Eval(n.Scope, p)
		}
		key = append(key, KeyText(v))
	}
	if err != nil {
		p := e.Problem(fact, n.Name, err)
		return nil, false, &p
	}
	return key, true, nil
}

// KeyText is a value as a text of a key.
func KeyText(v rule.Value) string {
	if text, ok := v.AsString(); ok {
		return text
	}
	return v.String()
}

// BindNumbered binds an entry for the expressions of a number; false: the entry is refused.
func (e *Runner) BindNumbered(pos int32) (*frame.Fact, bool) {
	fact, refusal := e.factAt(pos, 0)
	if refusal != nil {
		return nil, false
	}
	e.SetTime(fact.At)
	e.Slots[scheme.SlotItem], e.Slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if item, ok := e.Frame.ItemOf(&fact.Row); ok {
		e.Slots[scheme.SlotItem] = e.ItemRecord(item, nil)
		if m, on := e.Frame.UnitAt(item.Text(columns.FieldUnit), e.InstantOf(item.Time(columns.FieldAt))); on {
			e.Slots[scheme.SlotSender] = e.UnitRecord(m)
		}
	}
	if refusal := e.prepare(fact, &Credited{}); refusal != nil {
		return nil, false
	}
	if fact.Row.Kind() == ledger.Commission {
		e.Slots[scheme.SlotCommission] = e.CommissionRecord(&fact.Row, nil)
	}
	e.BindEntry(fact)
	return fact, true
}

// datedEntry is an entry with its instant.
type datedEntry struct {
	at    int64
	pos   int32
	index int32 // in the list that is sorted
}

// byTime sorts entries by time, then in the order of recording.
func byTime(f *frame.Frame, positions []int32) []datedEntry {
	order := make([]datedEntry, len(positions))
	for i, pos := range positions {
		order[i] = datedEntry{f.Instants()[pos], pos, int32(i)}
	}
	compare := func(a, b datedEntry) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.pos, b.pos)) }
	if !slices.IsSortedFunc(order, compare) {
		slices.SortFunc(order, compare)
	}
	return order
}

// count numbers the entries by their keys.
func count(f *frame.Frame, n *scheme.Number, keyed *Keyed, texts *frame.Texts) frame.Numbering {
	type counted struct{ period, n int32 }
	var (
		out        = frame.NewNumbering(texts, f.Selection.Known())
		sharedKeys sequence.Table // whole keys, whose entries share a number
		sharedNth  []int32        // the number, by shared key
		counts     []counted      // by key, in the period of its latest entry
		period     int32
		end        = int64(0) // of the current period
		width      = len(KeyPrograms(n))
	)
	for _, d := range byTime(f, keyed.Positions) {
		codes := keyed.Codes[int(d.index)*width:][:width]
		if n.Same != nil {
			index, isNew := sharedKeys.Number(codes)
			if !isNew {
				out.Nth[d.pos] = sharedNth[index]
				continue
			}
		}
		if n.Per != 0 && (len(out.Periods) == 0 || d.at >= end) {
			p := f.Scheme.Calendar.Of(n.Per, f.Instant(int(d.pos)))
			if last := len(out.Periods) - 1; last < 0 || out.Periods[last] != p {
				out.Periods = append(out.Periods, p)
			}
			_, after := f.Scheme.Calendar.Bounds(p)
			period, end = int32(len(out.Periods)-1), frame.Nanoseconds(after)
		}
		key, isNew := out.Keys.Number(codes[:len(n.By)])
		if isNew {
			counts = append(counts, counted{})
		}
		c := &counts[key]
		if c.period != period {
			*c = counted{period: period}
		}
		c.n++
		out.Nth[d.pos] = c.n
		if n.Same != nil {
			sharedNth = append(sharedNth, c.n)
		}
		out.Counted = append(out.Counted, frame.Numbered{Pos: d.pos, Key: key, Period: period})
	}
	return out
}

// KeyPrograms are the expressions of the key: those of `by`, then that of `same`, if there is one.
func KeyPrograms(n *scheme.Number) []*rule.Program {
	return n.Programs().Of(scheme.RoleBy, scheme.RoleSame)
}
