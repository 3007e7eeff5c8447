package scoring

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// looker puts entries into words, for one goroutine; see glance.
type looker struct {
	*Frame
	e      *evaluator
	starts []int64                       // of the states of the parameters but the first
	attrs  [columns.NumKinds]attrNumbers // by kind
	values attrValues
}

// attrValues numbers the values of declared attributes; 0 is none.
type attrValues struct {
	all    []rule.Value
	number map[string]uint32
	key    []byte
}

// attrNumbers are the declared attributes of entries of a kind, as numbers of values.
type attrNumbers struct {
	declared []scheme.Attr
	names    []uint32              // their codes
	known    map[givenValue]uint32 // the number of what is given
	none     []uint32              // and of what is not
	places   []uint32              // by the code of the attributes that are given: where theirs begin, plus one
	all      []uint32
}

// givenValue is the value that an entry gives to a declared attribute.
type givenValue struct {
	attr  int
	value columns.AttrCode
}

func newLooker(e *evaluator) *looker {
	l := &looker{Frame: e.Frame, e: e, values: attrValues{all: make([]rule.Value, 1), number: map[string]uint32{}}}
	for _, t := range e.scheme.Params.Starts() {
		l.starts = append(l.starts, nanoseconds(t))
	}
	for i, kind := range ledger.Kinds() {
		a := &l.attrs[i]
		a.declared, a.known = e.scheme.Attrs[string(kind)], map[givenValue]uint32{}
		for i := range a.declared {
			attr := &a.declared[i]
			code, _ := l.columns.CodeOf(attr.Name)
			v, _ := e.attribute(attr, ledger.Value{}, false)
			a.names, a.none = append(a.names, code), append(a.none, l.values.numberOf(v))
		}
	}
	return l
}

// attrsOf are the numbers of the declared attributes of an entry.
func (l *looker) attrsOf(pos int32) []uint32 {
	a, code := &l.attrs[l.columns.KindCode(int(pos))], l.columns.Code(int(pos), columns.FieldAttrs)
	for int(code) >= len(a.places) {
		a.places = append(a.places, make([]uint32, max(64, len(a.places), int(code)+1-len(a.places)))...)
	}
	if a.places[code] == 0 {
		a.places[code] = uint32(len(a.all) + 1)
		a.all = append(a.all, a.none...)
		l.given(a, code, a.all[len(a.all)-len(a.none):])
	}
	start := a.places[code] - 1
	return a.all[start : int(start)+len(a.declared)]
}

// given sets the numbers of the declared attributes that are given.
func (l *looker) given(a *attrNumbers, code uint32, numbers []uint32) {
	if code == 0 {
		return
	}
	for name, value := range l.columns.Attrs(code) {
		i := slices.Index(a.names, name)
		if i < 0 {
			continue
		}
		n, ok := a.known[givenValue{i, value}]
		if !ok {
			v, _ := l.e.attribute(&a.declared[i], l.columns.AttrValue(value), true)
			n = l.values.numberOf(v)
			a.known[givenValue{i, value}] = n
		}
		numbers[i] = n
	}
}

func (v *attrValues) numberOf(value rule.Value) uint32 {
	if value.IsNone() {
		return 0
	}
	v.key, _ = value.AppendKey(v.key[:0])
	n, ok := v.number[string(v.key)]
	if !ok {
		n = uint32(len(v.all))
		v.all = append(v.all, value)
		v.number[string(v.key)] = n
	}
	return n
}

// firstOf is the submission that an entry is about, itself if it is one; −1 if there is none.
func (l *looker) firstOf(pos int32, kind uint8) int32 {
	if kind == l.submit {
		return pos
	}
	if first, ok := l.submission(l.columns.Code(int(pos), columns.FieldItem)); ok {
		return first
	}
	return -1
}

// words adds what a glance sees of an entry. It requires that the glance is not blind and no instant far; the unit is that of
// the entry, −1 if it has none.
func (l *looker) words(w []uint32, g *glance, pos, first, unit int32) []uint32 {
	if g.about {
		w = append(w, bit(first >= 0))
	}
	for _, field := range g.own {
		w = append(w, l.columns.Code(int(pos), field))
	}
	if first >= 0 {
		for _, field := range g.item {
			w = append(w, l.columns.Code(int(first), field))
		}
		if len(g.itemAttrs) > 0 {
			w = pickWords(w, l.attrsOf(first), g.itemAttrs)
		}
	}
	if len(g.ownAttrs) > 0 {
		w = pickWords(w, l.attrsOf(pos), g.ownAttrs)
	}
	if g.unit {
		w = append(w, l.stateWord(unit, l.nanosecondsAt(pos)))
	}
	if g.sender && first >= 0 {
		w = append(w, l.stateWord(l.unitOf(first), l.nanosecondsAt(first)))
	}
	if g.params {
		w = append(w, epochOf(l.starts, l.nanosecondsAt(pos)))
	}
	for _, n := range g.numbers {
		w = append(w, uint32(l.e.numbers[n].nth[l.placeOf(n, pos, first)]))
	}
	for i := range g.times {
		w = l.timeWords(w, &g.times[i], pos, first)
	}
	return w
}

func pickWords(w, from []uint32, places []int) []uint32 {
	for _, i := range places {
		w = append(w, from[i])
	}
	return w
}

// placeOf is the entry whose place in a number of step 0 an entry has: that of the submission where submissions are numbered.
func (f *Frame) placeOf(n int, pos, first int32) int32 {
	if first >= 0 && f.scheme.Numbers[n].Each == ledger.Submit {
		return first
	}
	return pos
}

// stateWord is how a unit stands on the roster at an instant; 0: it is off.
func (f *Frame) stateWord(unit int32, at int64) uint32 {
	if unit < 0 {
		return 0
	}
	return uint32(f.units.At(unit, at) + 1)
}

// moment is a time of an entry: seconds and nanoseconds of its instant.
type moment struct {
	seconds int64
	nano    uint32
	there   bool
}

func (l *looker) momentOf(t timeOf, pos, first int32) (m moment) {
	if t.item {
		pos = first
	}
	switch {
	case pos < 0:
	case t.field == columns.FieldAttrs:
		value, _, there := l.values.all[l.attrsOf(pos)[t.attr]].AsTime()
		m = moment{value.Unix(), uint32(value.Nanosecond()), there}
	case t.field == columns.FieldAt:
		at := time.Unix(0, l.nanosecondsAt(pos))
		m = moment{at.Unix(), uint32(at.Nanosecond()), true}
	case t.field == columns.FieldDue:
		m.seconds, m.nano, m.there = l.columns.EndSeconds(int(pos), t.field, columns.ZoneOf(l.view))
	default:
		m.seconds, m.nano, m.there = l.columns.Seconds(int(pos), t.field, columns.ZoneOf(l.view))
	}
	return m
}

// isThere says whether an entry has a time.
func (l *looker) isThere(t timeOf, pos, first int32) bool {
	if t.item {
		pos = first
	}
	switch {
	case pos < 0:
		return false
	case t.field == columns.FieldAttrs:
		return l.attrsOf(pos)[t.attr] > 0
	}
	return l.columns.Code(int(pos), t.field) > 0
}

// isDate says whether a time that is there was written as a date.
func (l *looker) isDate(t timeOf, pos, first int32) bool {
	if t.item {
		pos = first
	}
	switch t.field {
	case columns.FieldAttrs:
		_, date, _ := l.values.all[l.attrsOf(pos)[t.attr]].AsTime()
		return date
	case columns.FieldDue: // the last instant that it covers
		return false
	}
	return l.columns.Time(int(pos), t.field).IsDate()
}

// timeWords adds what is seen of a time: whether it is there, its day, its clock, how far it is from others.
func (l *looker) timeWords(w []uint32, g *timeGlance, pos, first int32) []uint32 {
	if there := l.isThere(g.timeOf, pos, first); !there || !g.day && !g.clock && len(g.from) == 0 {
		return append(w, bit(there))
	}
	m := l.momentOf(g.timeOf, pos, first)
	w = append(w, 1)
	if g.day || g.clock {
		local := instantOf(m.seconds, m.nano).In(l.loc())
		if g.day {
			year, month, day := local.Date()
			w = append(w, uint32(year)<<9|uint32(month)<<5|uint32(day))
		}
		if g.clock {
			hour, minute, second := local.Clock()
			w = append(w, uint32(hour*3600+minute*60+second), m.nano, bit(l.isDate(g.timeOf, pos, first)))
		}
	}
	for _, other := range g.from {
		o := l.momentOf(other, pos, first)
		if w = append(w, bit(o.there)); o.there {
			seconds := m.seconds - o.seconds
			w = append(w, uint32(seconds), uint32(seconds>>32), m.nano-o.nano)
		}
	}
	return w
}
