package scoring

import (
	"math"
	"sort"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// unitTable numbers the units of the roster in the order of their ids, and answers by these numbers, and by instants as
// nanoseconds, what the roster answers.
type unitTable struct {
	ids    []string
	number places  // by the code of a text: the number of the unit of that id
	first  []int32 // by number: its first state; states of one unit stand together, in the order of time
	states []unitState
}

// unitState is what holds for a unit from an instant on.
type unitState struct {
	from   int64
	on     bool
	member *ledger.Member
}

// noState stands for a unit that is off the roster.
const noState = int32(-1)

func newUnitTable(r *ledger.Roster) *unitTable {
	ids := r.Units()
	t := &unitTable{ids: ids, first: make([]int32, 0, len(ids)+1), states: make([]unitState, 0, len(ids))}
	for i, code := range r.Codes() {
		t.number.set(code, int32(i+1))
		t.first = append(t.first, int32(len(t.states)))
		states := r.States(ids[i])
		for k := range states {
			s := &states[k]
			t.states = append(t.states, unitState{nanoseconds(s.From), s.On, &s.Member})
		}
	}
	t.first = append(t.first, int32(len(t.states)))
	return t
}

// memberNumbers gives each state of the roster a number of what is read of the unit in it. Of states that the ledger holds the
// same of in the fields that are read, one is looked at.
func (f *Frame) memberNumbers(e *evaluator, r *reads) []uint32 {
	var (
		uses    = r.fields[f.scheme.Vocabulary.Unit]
		fields  = r.unitFields()
		written sequence.Table // what is held
		numbers = map[string]uint32{}
		found   []uint32 // by number of what is held
		out     = make([]uint32, len(f.units.states))
		words   []uint32
		key     []byte
	)
	for i, s := range f.units.states {
		if !s.on {
			continue
		}
		words = f.written(words[:0], s.member, fields)
		n, fresh := written.Number(words)
		if fresh {
			key = key[:0]
			_, unit, _ := e.unitRecord(*s.member).AsRecord()
			for field, u := range uses {
				if u != unread {
					v, _ := unit.Field(field)
					key, _ = v.AppendKey(key)
				}
			}
			if numbers[string(key)] == 0 {
				numbers[string(key)] = uint32(len(numbers) + 1)
			}
			found = append(found, numbers[string(key)])
		}
		out[i] = found[n]
	}
	return out
}

// written adds what the enroll that a member is by holds of some fields.
func (f *Frame) written(words []uint32, m *ledger.Member, fields []ledger.Field) []uint32 {
	for _, field := range fields {
		words = append(words, f.columns.Code(m.Entry, field))
	}
	return words
}

// unitFields are the fields of enrolls that what is read of units is made of, each once.
func (r *reads) unitFields() []ledger.Field {
	own := [scheme.UnitFields]ledger.Field{scheme.UnitID: ledger.FieldUnit, scheme.UnitName: ledger.FieldName, scheme.UnitCategory: ledger.FieldCategory, scheme.UnitOf: ledger.FieldOf}
	var out []ledger.Field
	for field, u := range r.fields[r.vocabulary.Unit] {
		switch {
		case u == unread:
		case field < scheme.UnitFields:
			out = append(out, own[field])
		default:
			out = addOnce(out, ledger.FieldAttrs)
		}
	}
	return out
}

// of is the number of the unit with that code; false if no such unit is ever enrolled.
func (t *unitTable) of(code uint32) (int32, bool) {
	return t.number.get(code)
}

// at is the state of a unit at an instant, noState if it is off.
func (t *unitTable) at(unit int32, at int64) int32 {
	s := t.until(unit, at) - 1
	if s < t.first[unit] || !t.states[s].on {
		return noState
	}
	return s
}

// until is the first state of the unit, or the end of its states, that begins after an instant.
func (t *unitTable) until(unit int32, at int64) int32 {
	low, high := t.first[unit], t.first[unit+1]
	if high-low == 1 { // as most
		if t.states[low].from <= at {
			return high
		}
		return low
	}
	return low + int32(sort.Search(int(high-low), func(i int) bool { return t.states[low+int32(i)].from > at }))
}

// last is the state that a unit had last within [start, end), noState if it was never on the roster there.
func (t *unitTable) last(unit int32, start, end int64) int32 {
	for s := t.until(unit, end-1) - 1; s >= t.first[unit]; s-- {
		if t.states[s].on {
			return s
		}
		if t.states[s].from <= start {
			break
		}
	}
	return noState
}

// throughout reports whether a unit is on the roster during the whole of [start, end).
func (t *unitTable) throughout(unit int32, start, end int64) bool {
	if t.at(unit, start) == noState {
		return false
	}
	for s := t.until(unit, start); s < t.first[unit+1] && t.states[s].from < end; s++ {
		if !t.states[s].on {
			return false
		}
	}
	return true
}

// memberAt is a unit, by the code of its id, as it is at an instant; nil: it is off the roster.
func (f *Frame) memberAt(unit uint32, at time.Time) *ledger.Member {
	when := nanoseconds(at)
	if isFar(when) {
		if m, on := f.roster.At(f.columns.Text(unit), at); on {
			return &m
		}
		return nil
	}
	n, ok := f.units.of(unit)
	if !ok {
		return nil
	}
	state := f.units.at(n, when)
	if state == noState {
		return nil
	}
	return f.units.states[state].member
}

// nanoseconds is an instant as ledger.Nanoseconds gives it.
func nanoseconds(t time.Time) int64 { return ledger.Nanoseconds(t.Unix(), uint32(t.Nanosecond())) }

// isFar reports whether nanoseconds could not hold an instant.
func isFar(at int64) bool { return at == math.MinInt64 || at == math.MaxInt64 }

// places holds, for the code of a text, a place in a list plus one; in pages, of which only those are there that hold some.
type places [][]int32

const placesPage = 512

// get is the place for a code; false if there is none.
func (p places) get(code uint32) (int32, bool) {
	if page := int(code / placesPage); page < len(p) && p[page] != nil {
		place := p[page][code%placesPage]
		return place - 1, place > 0
	}
	return -1, false
}

// set sets the place plus one for a code.
func (p *places) set(code uint32, place int32) {
	page := int(code / placesPage)
	if missing := page + 1 - len(*p); missing > 0 {
		*p = append(*p, make(places, missing)...)
	}
	if (*p)[page] == nil {
		(*p)[page] = make([]int32, placesPage)
	}
	(*p)[page][code%placesPage] = place
}
