package scoring

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Numbering is what a number of the scheme counted.
type Numbering struct {
	nth     map[int32]int // of each numbered entry, by its position
	counted []numbered    // in the order of counting
}

// numbered is an entry that was counted.
type numbered struct {
	at          time.Time
	key, period string // by what it is numbered apart
	label       string // the same as `before` names it
}

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
		next := Numbering{nth: map[int32]int{}}
		type dated struct {
			nanoseconds int64
			at          time.Time
			pos         int32
		}
		var order []dated
		each := kindNumber(n.Each)
		for pos := range f.kinds {
			if f.counted(pos, each) {
				order = append(order, dated{f.at()[pos], f.instant(pos), int32(pos)})
			}
		}
		slices.SortFunc(order, func(a, b dated) int {
			return cmp.Or(cmp.Compare(a.nanoseconds, b.nanoseconds), a.at.Compare(b.at), cmp.Compare(a.pos, b.pos))
		})
		counts := map[numbered]int{}
		firsts := map[string]int{} // the numbers of those that others may share
		for i, d := range order {
			if i%1024 == 0 && ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			e.pool.reset()
			key, same, ok, problem := e.numberKey(n, d.pos, d.at)
			if problem != nil {
				problems = append(problems, *problem)
			}
			if first := firsts[same]; ok && first > 0 {
				next.nth[d.pos] = first
			} else if ok {
				counts[key]++
				next.nth[d.pos] = counts[key]
				if n.Same != nil {
					firsts[same] = counts[key]
				}
				key.at = d.at
				next.counted = append(next.counted, key)
			}
		}
		e.numbers = append(e.numbers, next)
	}
	return e.numbers, problems, e.failed
}

// numberKey says whether an entry is numbered, with which others, and with which of them it has one number.
func (e *evaluator) numberKey(n *scheme.Number, pos int32, at time.Time) (key numbered, same string, ok bool, problem *Problem) {
	en := e.ledger.Entry(int(pos))
	ft, refusal := e.newFact(pos, en)
	if refusal != nil {
		return numbered{}, "", false, nil
	}
	e.dated(at)
	e.slots[scheme.SlotItem], e.slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if item, ok := e.itemOf(&en); ok {
		e.slots[scheme.SlotItem] = e.itemRecord(&item, nil)
		if m, on := e.roster.At(item.Unit, item.At.Instant(e.loc())); on {
			e.slots[scheme.SlotSender] = e.unitRecord(m)
		}
	}
	if refusal := e.prepare(ft, &Credited{}); refusal != nil {
		return numbered{}, "", false, nil
	}
	e.bindFact(ft)
	fail := func(err error) (numbered, string, bool, *Problem) {
		p := e.problem(ft, n.Name, err)
		return numbered{}, "", false, &p
	}
	met, err := e.holds(n.Scope, n.When)
	if err != nil {
		return fail(err)
	}
	if !met {
		return numbered{}, "", false, nil
	}
	for k, by := range n.By {
		v, err := e.eval(n.Scope, by)
		if err != nil {
			return fail(err)
		}
		text := keyText(v)
		if k > 0 {
			key.label += " "
		}
		key.label += text
		key.key += strconv.Quote(text)
	}
	if n.Per != 0 {
		key.period = e.scheme.Calendar.Of(n.Per, at).String()
	}
	if n.Same != nil {
		v, err := e.eval(n.Scope, n.Same)
		if err != nil {
			return fail(err)
		}
		same = key.key + keyText(v)
	}
	return key, same, true, nil
}

// keyText is a value as a key.
func keyText(v rule.Value) string {
	if text, ok := v.AsString(); ok {
		return text
	}
	return v.String()
}

// itemOf is the submission that an entry is about; the entry itself if it is one.
func (f *Frame) itemOf(en *ledger.Entry) (ledger.Entry, bool) {
	if en.Kind == ledger.Submit {
		return *en, true
	}
	code, _ := f.columns.CodeOf(en.Item)
	pos, ok := f.submission(code)
	if !ok {
		return ledger.Entry{}, false
	}
	return f.ledger.Entry(int(pos)), true
}

// numberView is a number as an entry sees it.
type numberView struct {
	e  *evaluator
	i  int
	of int32     // the entry whose place it is
	at time.Time // of the entry that asks
}

func (e *evaluator) numberValue(i int, of int32, at time.Time) rule.Value {
	return e.scheme.Vocabulary.Number.Value(numberView{e, i, of, at})
}

// Field is the value of field i; see rule.Fields.
func (v numberView) Field(i int) (rule.Value, bool) {
	n := &v.e.numbers[v.i]
	if i == scheme.NumberNth {
		return rule.Int(int64(n.nth[v.of])), true
	}
	period := ""
	if per := v.e.scheme.Numbers[v.i].Per; per != 0 {
		period = v.e.scheme.Calendar.Of(per, v.at).String()
	}
	counts := map[string]int64{}
	for _, c := range n.counted {
		if !c.at.After(v.at) && c.period == period {
			counts[c.label]++
		}
	}
	out := make(map[string]rule.Value, len(counts))
	for key, count := range counts {
		out[key] = rule.Int(count)
	}
	return rule.Map(rule.NumberType(), out), true
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
