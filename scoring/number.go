package scoring

import (
	"cmp"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Number is step 0: it counts, from entries alone, what an entry must know of others (the first of a topic, a unit's n-th
// of a month). It gives, for each number of the scheme, the nth of each numbered entry by its position. The order is that of
// `at`, then of recording; entries that are off the roster are not counted. Problems are of entries whose facts the
// numbering needed and did not find. [NewFrame] runs it.
func (f *Frame) Number() ([]map[int32]int, []Problem, error) {
	e := newEvaluator(f)
	numbers := make([]map[int32]int, len(f.scheme.Numbers))
	var problems []Problem
	for i := range f.scheme.Numbers {
		n := &f.scheme.Numbers[i]
		numbers[i] = map[int32]int{}
		type dated struct {
			at  time.Time
			pos int32
		}
		var order []dated
		for pos, en := range f.view.Entries() {
			if en.Kind == n.Each {
				order = append(order, dated{en.At.Instant(f.loc()), int32(pos)})
			}
		}
		slices.SortFunc(order, func(a, b dated) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.pos, b.pos)) })
		counts := map[string]int{}
		for _, d := range order {
			key, ok, problem := e.numberKey(n, d.pos, d.at)
			if problem != nil {
				problems = append(problems, *problem)
			}
			if ok {
				counts[key]++
				numbers[i][d.pos] = counts[key]
			}
		}
	}
	return numbers, problems, e.failed
}

// numberKey says whether an entry is numbered, and with which others.
func (e *evaluator) numberKey(n *scheme.Number, pos int32, at time.Time) (string, bool, *Problem) {
	en := e.ledger.Entry(int(pos))
	ft, refusal := e.newFact(pos, en)
	if refusal != nil {
		return "", false, nil
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
		return "", false, nil
	}
	e.bindFact(ft)
	fail := func(err error) (string, bool, *Problem) {
		p := e.problem(ft, n.Name, err)
		return "", false, &p
	}
	met, err := e.holds(n.Scope, n.When)
	if err != nil {
		return fail(err)
	}
	if !met {
		return "", false, nil
	}
	var key []byte
	for _, by := range n.By {
		v, err := e.eval(n.Scope, by)
		if err != nil {
			return fail(err)
		}
		key = append(append(key, v.String()...), 0)
	}
	if n.Per != 0 {
		key = append(key, e.scheme.Calendar.Of(n.Per, at).String()...)
	}
	return string(key), true, nil
}

// itemOf is the submission that an entry is about; the entry itself if it is one.
func (f *Frame) itemOf(en *ledger.Entry) (ledger.Entry, bool) {
	if en.Kind == ledger.Submit {
		return *en, true
	}
	pos, ok := f.submissions[en.Item]
	if !ok || en.Item == "" {
		return ledger.Entry{}, false
	}
	return f.ledger.Entry(int(pos)), true
}

// numberValue is the number of an entry as a record; 0 where it has none.
func (e *evaluator) numberValue(i int, pos int32) rule.Value {
	return e.scheme.Vocabulary.Number.Value(rule.Row{rule.Int(int64(e.numbers[i][pos]))})
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
