package signature

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Projector puts entries into words, for one goroutine; see glance.
type Projector struct {
	F      *frame.Frame
	E      *steps.Runner
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

// NewProjector returns a projector for one goroutine, which evaluates by a runner of its own.
func NewProjector(e *steps.Runner) *Projector {
	l := &Projector{F: e.Frame, E: e, values: attrValues{all: make([]rule.Value, 1), number: map[string]uint32{}}}
	for _, t := range e.Frame.Scheme.Params.Starts() {
		l.starts = append(l.starts, frame.Nanoseconds(t))
	}
	for i, kind := range ledger.Kinds() {
		a := &l.attrs[i]
		a.declared, a.known = e.Frame.Scheme.Attrs[string(kind)], map[givenValue]uint32{}
		for i := range a.declared {
			attr := &a.declared[i]
			code, _ := l.F.Columns.CodeOf(attr.Name)
			v, _ := e.Attribute(attr, ledger.Value{}, false)
			a.names, a.none = append(a.names, code), append(a.none, l.values.numberOf(v))
		}
	}
	return l
}

// attrsOf are the numbers of the declared attributes of an entry.
func (l *Projector) attrsOf(pos int32) []uint32 {
	a, code := &l.attrs[l.F.Columns.KindCode(int(pos))], l.F.Columns.Code(int(pos), columns.FieldAttrs)
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
func (l *Projector) given(a *attrNumbers, code uint32, numbers []uint32) {
	if code == 0 {
		return
	}
	for name, value := range l.F.Columns.Attrs(code) {
		i := slices.Index(a.names, name)
		if i < 0 {
			continue
		}
		n, ok := a.known[givenValue{i, value}]
		if !ok {
			v, _ := l.E.Attribute(&a.declared[i], l.F.Columns.AttrValue(value), true)
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

// FirstOf is the submission that an entry is about, itself if it is one; −1 if there is none.
func (l *Projector) FirstOf(pos int32, kind uint8) int32 {
	if kind == l.F.Submit {
		return pos
	}
	if first, ok := l.F.Index.Submission(l.F.Columns.Code(int(pos), columns.FieldItem)); ok {
		return first
	}
	return -1
}

// Key adds what a glance sees of an entry. It requires that the glance is not blind and no instant far; the unit is that of
// the entry, −1 if it has none.
func (l *Projector) Key(w []uint32, g *Projection, pos, first, unit int32) []uint32 {
	if g.about {
		w = append(w, Bit(first >= 0))
	}
	for _, field := range g.own {
		w = append(w, l.F.Columns.Code(int(pos), field))
	}
	if first >= 0 {
		for _, field := range g.item {
			w = append(w, l.F.Columns.Code(int(first), field))
		}
		if len(g.itemAttrs) > 0 {
			w = pick(w, l.attrsOf(first), g.itemAttrs)
		}
	}
	if len(g.ownAttrs) > 0 {
		w = pick(w, l.attrsOf(pos), g.ownAttrs)
	}
	if g.unit {
		w = append(w, StateWord(l.F, unit, l.F.NanosecondsAt(pos)))
	}
	if g.sender && first >= 0 {
		w = append(w, StateWord(l.F, l.F.UnitOf(first), l.F.NanosecondsAt(first)))
	}
	if g.params {
		w = append(w, EpochOf(l.starts, l.F.NanosecondsAt(pos)))
	}
	for _, n := range g.numbers {
		w = append(w, uint32(l.E.Numbers[n].Nth[placeOf(l.F, n, pos, first)]))
	}
	for i := range g.times {
		w = l.timeKey(w, &g.times[i], pos, first)
	}
	return w
}

func pick(w, from []uint32, places []int) []uint32 {
	for _, i := range places {
		w = append(w, from[i])
	}
	return w
}

// placeOf is the entry whose place in a number of step 0 an entry has: that of the submission where submissions are numbered.
func placeOf(f *frame.Frame, n int, pos, first int32) int32 {
	if first >= 0 && f.Scheme.Numbers[n].Each == ledger.Submit {
		return first
	}
	return pos
}

// StateWord is how a unit stands on the roster at an instant; 0: it is off.
func StateWord(f *frame.Frame, unit int32, at int64) uint32 {
	if unit < 0 {
		return 0
	}
	return uint32(f.Units.At(unit, at) + 1)
}

// moment is a time of an entry: seconds and nanoseconds of its instant.
type moment struct {
	seconds int64
	nano    uint32
	there   bool
}

func (l *Projector) momentOf(t TimeOf, pos, first int32) (m moment) {
	if t.Item {
		pos = first
	}
	switch {
	case pos < 0:
	case t.Field == columns.FieldAttrs:
		value, _, there := l.values.all[l.attrsOf(pos)[t.attr]].AsTime()
		m = moment{value.Unix(), uint32(value.Nanosecond()), there}
	case t.Field == columns.FieldAt:
		at := time.Unix(0, l.F.NanosecondsAt(pos))
		m = moment{at.Unix(), uint32(at.Nanosecond()), true}
	case t.Field == columns.FieldDue:
		m.seconds, m.nano, m.there = l.F.Columns.EndSeconds(int(pos), t.Field, columns.ZoneOf(l.F.View))
	default:
		m.seconds, m.nano, m.there = l.F.Columns.Seconds(int(pos), t.Field, columns.ZoneOf(l.F.View))
	}
	return m
}

// isThere says whether an entry has a time.
func (l *Projector) isThere(t TimeOf, pos, first int32) bool {
	if t.Item {
		pos = first
	}
	switch {
	case pos < 0:
		return false
	case t.Field == columns.FieldAttrs:
		return l.attrsOf(pos)[t.attr] > 0
	}
	return l.F.Columns.Code(int(pos), t.Field) > 0
}

// isDate says whether a time that is there was written as a date.
func (l *Projector) isDate(t TimeOf, pos, first int32) bool {
	if t.Item {
		pos = first
	}
	switch t.Field {
	case columns.FieldAttrs:
		_, date, _ := l.values.all[l.attrsOf(pos)[t.attr]].AsTime()
		return date
	case columns.FieldDue: // the last instant that it covers
		return false
	}
	return l.F.Columns.Time(int(pos), t.Field).IsDate()
}

// timeKey adds what is seen of a time: whether it is there, its day, its clock, how far it is from others.
func (l *Projector) timeKey(w []uint32, g *timeProjection, pos, first int32) []uint32 {
	if there := l.isThere(g.time, pos, first); !there || !g.day && !g.clock && len(g.from) == 0 {
		return append(w, Bit(there))
	}
	m := l.momentOf(g.time, pos, first)
	w = append(w, 1)
	if g.day || g.clock {
		local := frame.InstantOf(m.seconds, m.nano).In(l.F.Loc())
		if g.day {
			year, month, day := local.Date()
			w = append(w, uint32(year)<<9|uint32(month)<<5|uint32(day))
		}
		if g.clock {
			hour, minute, second := local.Clock()
			w = append(w, uint32(hour*3600+minute*60+second), m.nano, Bit(l.isDate(g.time, pos, first)))
		}
	}
	for _, other := range g.from {
		o := l.momentOf(other, pos, first)
		if w = append(w, Bit(o.there)); o.there {
			seconds := m.seconds - o.seconds
			w = append(w, uint32(seconds), uint32(seconds>>32), m.nano-o.nano)
		}
	}
	return w
}
