package scoring

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Number is step 0: it counts, from entries alone, what an entry must know of others (the first of a topic, a unit's n-th
// of a month, whether a unit was found out before). It gives one Numbering for each number of the scheme. The order is that
// of `at`, then of recording; entries that are refused are not counted. Problems are of entries whose facts the numbering
// needed and did not find. [NewFrame] runs it.
func (f *Frame) Number(ctx context.Context) ([]Numbering, []Problem, error) {
	e := newEvaluator(f)
	e.numbers = nil
	var problems []Problem
	for i := range f.scheme.Numbers {
		n := &f.scheme.Numbers[i]
		next, some, err := e.number(ctx, n)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, some...)
		e.numbers = append(e.numbers, next)
	}
	return e.numbers, problems, e.failed
}

// number is one number of the scheme. Who takes part, and by what, is found by several goroutines, from what the expressions
// see of entries; those of which an expression could not be worked out are asked again one by one, in order.
func (e *evaluator) number(ctx context.Context, n *scheme.Number) (Numbering, []Problem, error) {
	names := &texts{columns: e.columns, others: map[string]uint32{}}
	var (
		all      *tickets
		problems []Problem
		err      error
	)
	if e.far() || e.tell != nil { // no words for its instants, or each expression is to be told
		all, problems, err = e.takeEach(ctx, n, names, e.ofKind(n.Each))
	} else if all, err = e.take(ctx, e.numbers, n, names); err == nil && len(all.failed) > 0 {
		_, problems, err = e.takeEach(ctx, n, names, all.failed)
	}
	if err != nil {
		return Numbering{}, nil, err
	}
	return e.count(n, all, names), problems, nil
}

// ofKind are the entries of a kind that count.
func (f *Frame) ofKind(k ledger.Kind) []int32 {
	var out []int32
	each := kindNumber(k)
	for pos := range f.counts.Known() {
		if f.kind(int32(pos)) == each {
			out = append(out, int32(pos))
		}
	}
	return out
}

// tickets are the entries that take part in a number, with the numbers of the texts by which each is counted apart and shared.
type tickets struct {
	positions []int32
	texts     []uint32 // of each: those of `by`, then that of `same`
	failed    []int32  // entries of which an expression could not be worked out
}

// takeEach asks entries one by one, in the order of counting.
func (e *evaluator) takeEach(ctx context.Context, n *scheme.Number, names *texts, entries []int32) (*tickets, []Problem, error) {
	t, problems := &tickets{}, []Problem(nil)
	for i, d := range e.inOrder(entries) {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		e.pool.reset()
		texts, ok, problem := e.ticket(n, d.pos)
		if problem != nil {
			problems = append(problems, *problem)
		}
		if ok {
			t.positions = append(t.positions, d.pos)
			for _, text := range texts {
				t.texts = append(t.texts, names.number(text))
			}
		}
	}
	return t, problems, nil
}

// ticket says whether an entry takes part, and by which texts: those of `by`, then that of `same`.
func (e *evaluator) ticket(n *scheme.Number, pos int32) (texts []string, ok bool, problem *Problem) {
	ft, ok := e.bindNumbered(pos)
	if !ok {
		return nil, false, nil
	}
	met, err := e.holds(n.Scope, n.When)
	if err == nil && !met {
		return nil, false, nil
	}
	for _, p := range keysOf(n) {
		var v rule.Value
		if err == nil {
			v, err = e.eval(n.Scope, p)
		}
		texts = append(texts, keyText(v))
	}
	if err != nil {
		p := e.problem(ft, n.Name, err)
		return nil, false, &p
	}
	return texts, true, nil
}

// keysOf are the expressions by which entries are counted apart, and that by which they share a number, if there is one.
func keysOf(n *scheme.Number) []*rule.Program {
	if n.Same == nil {
		return n.By
	}
	return append(slices.Clip(n.By), n.Same)
}

// keyText is a value as a key.
func keyText(v rule.Value) string {
	if text, ok := v.AsString(); ok {
		return text
	}
	return v.String()
}

// bindNumbered sets what the expressions of a number may name for an entry; false: the entry is refused.
func (e *evaluator) bindNumbered(pos int32) (*fact, bool) {
	ft, refusal := e.factAt(pos, 0)
	if refusal != nil {
		return nil, false
	}
	e.dated(ft.at)
	e.slots[scheme.SlotItem], e.slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if item, ok := e.itemOf(&ft.row); ok {
		e.slots[scheme.SlotItem] = e.itemRecord(item, nil)
		if m, on := e.roster.At(item.Text(columns.FieldUnit), e.instantOf(item.Time(columns.FieldAt))); on {
			e.slots[scheme.SlotSender] = e.unitRecord(m)
		}
	}
	if refusal := e.prepare(ft, &Credited{}); refusal != nil {
		return nil, false
	}
	e.bindFact(ft)
	return ft, true
}

// itemOf is the submission that an entry is about; the entry itself if it is one.
func (f *Frame) itemOf(r *columns.Row) (*columns.Row, bool) {
	if r.Kind() == ledger.Submit {
		return r, true
	}
	pos, ok := f.submission(r.Code(columns.FieldItem))
	if !ok {
		return nil, false
	}
	return f.columns.Row(int(pos)), true
}

// datedEntry is an entry in the order of counting.
type datedEntry struct {
	at    int64
	pos   int32
	place int32 // in the list from which it comes
}

// inOrder are entries in the order of counting: that of their time, then of recording.
func (f *Frame) inOrder(positions []int32) []datedEntry {
	order := make([]datedEntry, len(positions))
	for i, pos := range positions {
		order[i] = datedEntry{f.at()[pos], pos, int32(i)}
	}
	compare := func(a, b datedEntry) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.pos, b.pos)) }
	if f.far() {
		compare = func(a, b datedEntry) int {
			return cmp.Or(f.instant(int(a.pos)).Compare(f.instant(int(b.pos))), cmp.Compare(a.pos, b.pos))
		}
	}
	if !slices.IsSortedFunc(order, compare) {
		slices.SortFunc(order, compare)
	}
	return order
}

// count counts the entries that take part.
func (f *Frame) count(n *scheme.Number, t *tickets, names *texts) Numbering {
	type counted struct{ period, n int32 }
	var (
		out    = Numbering{texts: names, nth: make([]int32, f.counts.Known())}
		shared sequence.Table // the texts of those that share a number,
		firsts []int32        // and the number
		counts []counted      // by key, in the period of the latest
		period int32
		end    = int64(0) // of the period in hand
		width  = len(keysOf(n))
	)
	for _, d := range f.inOrder(t.positions) {
		words := t.texts[int(d.place)*width:][:width]
		if n.Same != nil {
			first, fresh := shared.Number(words)
			if !fresh {
				out.nth[d.pos] = firsts[first]
				continue
			}
		}
		if n.Per != 0 && (len(out.periods) == 0 || d.at >= end || f.far()) {
			p := f.scheme.Calendar.Of(n.Per, f.instant(int(d.pos)))
			if last := len(out.periods) - 1; last < 0 || out.periods[last] != p {
				out.periods = append(out.periods, p)
			}
			_, after := f.scheme.Calendar.Bounds(p)
			period, end = int32(len(out.periods)-1), nanoseconds(after)
		}
		key, fresh := out.keys.Number(words[:len(n.By)])
		if fresh {
			counts = append(counts, counted{})
		}
		c := &counts[key]
		if c.period != period {
			*c = counted{period: period}
		}
		c.n++
		out.nth[d.pos] = c.n
		if n.Same != nil {
			firsts = append(firsts, c.n)
		}
		out.counted = append(out.counted, numbered{d.pos, key, period})
	}
	return out
}

// lastInstant is the last instant of a half-open span, as which its end is seen and dated.
func lastInstant(end time.Time) time.Time { return end.Add(-1) }

// periodValue is a period as a record.
func (e *evaluator) periodValue(p calendar.Period, start, end time.Time) rule.Value {
	weeks := 1
	if p.Kind != calendar.Week {
		weeks = len(e.scheme.Calendar.Within(calendar.Week, p))
	}
	return e.scheme.Vocabulary.Period.Value(rule.Row{scheme.PeriodName: rule.String(p.String()), scheme.PeriodKind: rule.String(p.Kind.String()),
		scheme.PeriodYear: rule.Int(int64(p.Year)), scheme.PeriodIndex: rule.Int(int64(p.Index)), scheme.PeriodWeeks: rule.Int(int64(weeks)),
		scheme.PeriodStart: rule.Time(start, true), scheme.PeriodEnd: rule.Time(lastInstant(end), false)})
}
