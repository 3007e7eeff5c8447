package scoring

import (
	"slices"
	"sort"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
)

// patches are the places at which a list differs from the one that it was made of, in order. None is ever changed, so that
// lists which were made from one another share what they have in common.
type patches[T any] []patch[T]

type patch[T any] struct {
	at    uint32
	value T
}

func (p patches[T]) find(at uint32) (int, bool) {
	i := sort.Search(len(p), func(i int) bool { return p[i].at >= at })
	return i, i < len(p) && p[i].at == at
}

func (p patches[T]) get(at uint32) (value T, ok bool) {
	if i, ok := p.find(at); ok {
		return p[i].value, true
	}
	return value, false
}

// with returns the patches with one more, or another value for one.
func (p patches[T]) with(at uint32, value T) patches[T] {
	i, found := p.find(at)
	out := make(patches[T], 0, len(p)+1)
	out = append(append(out, p[:i]...), patch[T]{at, value})
	if found {
		i++
	}
	return append(out, p[i:]...)
}

// later is what was appended to a ledger since the frame was made: how cases and items differ by it.
type later struct {
	cases patches[Case]  // by place
	items patches[int32] // by code: the place of the case plus one
	size  int            // how many cases there are

	commissions patches[int32] // by code: the position, if it is not refused
	askings     patches[int32] // by code: the place of the case
}

// maxLater bounds how much is added to a frame before it is made anew.
const maxLater = 4096

// touched is a case that an appended entry came to: as it was, unless it is new, and as it is.
type touched struct {
	place    int32
	old, now *Case
}

// caseAt is the case at a place among all.
func (f *Frame) caseAt(place int32) Case {
	if c, ok := f.later.cases.get(uint32(place)); ok {
		return c
	}
	return f.listed().all[place]
}

// extending puts appended entries into their cases.
type extending struct {
	*Frame
	touched []touched
}

// extended is the frame of a ledger to which entries were appended, and the cases that they came to; false if the frame must
// be made anew, since they reach further: voids, changes of the roster and of tasks, another period shown, numbers.
func (f *Frame) extended(l *ledger.Ledger) (*Frame, []touched, bool) {
	if len(f.scheme.Numbers) > 0 || len(f.later.cases)+len(f.later.items)+l.Len()-f.ledger.Len() > maxLater {
		return nil, nil, false
	}
	view, ok := f.view.Continued(l)
	if !ok {
		return nil, nil, false
	}
	g := *f
	g.ledger, g.columns, g.view = l, columns.Of(l), view
	g.problems, g.refused = slices.Clip(g.problems), slices.Clip(g.refused)
	if g.later.size == 0 {
		g.later.size = len(g.listed().all)
	}
	x := &extending{Frame: &g}
	for pos := f.view.Known(); pos < l.Len(); pos++ {
		if !x.add(pos) {
			return nil, nil, false
		}
	}
	return &g, x.touched, true
}

// add brings in one entry.
func (x *extending) add(pos int) bool {
	c := x.columns
	at := x.instant(pos)
	if isFar(nanoseconds(at)) || !x.shownStays(pos) {
		return false
	}
	kind := c.Kind(pos)
	if kind == ledger.Enroll || kind == ledger.Withdraw || kind == ledger.Assign {
		return false
	}
	if !x.view.Counts(pos) {
		return true
	}
	if c.Code(pos, columns.FieldAttrs) > 0 {
		en := x.ledger.Entry(pos)
		x.problems = append(x.problems, newEvaluator(x.Frame).flaws(int32(pos), &en)...)
	}
	switch kind {
	case ledger.Submit:
		item, commission := c.Code(pos, columns.FieldItem), c.Code(pos, columns.FieldCommission)
		if !x.unheardOf(kind, columns.FieldItem, item) {
			return false
		}
		x.later.items = x.later.items.with(item, x.open(itemCase, pos)+1)
		if commission == 0 {
			return true
		}
		asked, ok := x.asking(commission)
		if ok {
			x.join(asked, pos)
		}
		return ok
	case ledger.Commission:
		id := c.Code(pos, columns.FieldCommission)
		if !x.unheardOf(kind, columns.FieldCommission, id) {
			return false
		}
		if x.onRoster(c.Text(c.Code(pos, columns.FieldUnit)), c.Time(pos, columns.FieldAt)) {
			x.later.commissions = x.later.commissions.with(id, int32(pos))
		}
		x.later.askings = x.later.askings.with(id, x.open(commissionCase, pos))
	default:
		item := c.Code(pos, columns.FieldItem)
		if item == 0 {
			x.open(looseCase, pos)
			return true
		}
		of, ok := x.item(item)
		if ok {
			x.join(of, pos)
		}
		return ok
	}
	return true
}

// shownStays says whether the period that is shown is the same with an entry: without one that is named, it is the year of
// the latest.
func (f *Frame) shownStays(pos int) bool {
	return f.options.Period != "" || !f.view.Counts(pos) || f.scheme.Calendar.Of(calendar.Year, f.instant(pos)) == f.period || f.latest && f.instant(pos).Before(f.start)
}

// unheardOf says whether nothing can have referred to an item or commission before it is introduced: a ledger has no name
// that nothing introduces, so that only one that was struck out, or lies after until, can have been referred to.
func (x *extending) unheardOf(kind ledger.Kind, field columns.Field, code uint32) bool {
	if x.options.Until != "" {
		return false
	}
	named := x.arranged.WithCommission()
	if field == columns.FieldItem {
		n, ok := x.arranged.ItemOf(code)
		if !ok {
			return true
		}
		named = x.arranged.Item(n)
	}
	return !slices.ContainsFunc(named, func(pos int32) bool {
		_, struck := x.view.StruckBy(int(pos))
		return struck && x.columns.Kind(int(pos)) == kind && x.code(pos, field) == code
	})
}

func (x *extending) open(kind caseKind, pos int) int32 {
	place := int32(x.later.size)
	x.later.size++
	x.put(place, nil, x.newCase(kind, int32(pos)))
	return place
}

func (x *extending) join(place int32, pos int) {
	old := x.caseAt(place)
	now := old
	now.entries = append(slices.Clip(old.entries), int32(pos))
	x.put(place, &old, now)
}

// put sets a case, and notes that it was touched.
func (x *extending) put(place int32, old *Case, now Case) {
	x.later.cases = x.later.cases.with(uint32(place), now)
	if i := slices.IndexFunc(x.touched, func(t touched) bool { return t.place == place }); i >= 0 {
		x.touched[i].now = &now
	} else {
		x.touched = append(x.touched, touched{place, old, &now})
	}
}
