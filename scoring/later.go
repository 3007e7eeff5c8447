package scoring

import (
	"slices"
	"sort"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
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

// later is the index of a frame to which entries were appended: how cases and items differ by them from those of the frame as
// it was made.
type later struct {
	base   index
	others patches[Case]  // by place
	items  patches[int32] // by code: the place of the case plus one
	length int            // how many cases there are

	commissions patches[int32] // by code: the position, if it is not refused
	askings     patches[int32] // by code: the place of the case
}

func (x *later) cases() []Case {
	all := make([]Case, x.length)
	copy(all, x.base.cases())
	for _, p := range x.others {
		all[p.at] = p.value
	}
	return all
}

func (x *later) size() int { return x.length }

func (x *later) caseAt(place int32) Case {
	if c, ok := x.others.get(uint32(place)); ok {
		return c
	}
	return x.base.caseAt(place)
}

func (x *later) item(item uint32) (int32, bool) {
	if place, ok := x.base.item(item); ok {
		return place, true
	}
	of, ok := x.items.get(item)
	return of - 1, ok
}

func (x *later) submission(item uint32) (int32, bool) {
	if pos, ok := x.base.submission(item); ok {
		return pos, true
	}
	of, ok := x.items.get(item)
	if !ok {
		return 0, false
	}
	return x.caseAt(of - 1).first, true
}

func (x *later) asking(commission uint32) (int32, bool) {
	if place, ok := x.base.asking(commission); ok {
		return place, true
	}
	return x.askings.get(commission)
}

func (x *later) commission(commission uint32) (int32, bool) {
	if _, known := x.base.asking(commission); known {
		return x.base.commission(commission)
	}
	return x.commissions.get(commission)
}

// maxLater bounds how much is added to a frame before it is made anew.
const maxLater = 4096

// touched is a case that an appended entry came to: as it was, unless it is new, and as it is.
type touched struct {
	place    int32
	old, now *Case
}

// extending puts appended entries into their cases.
type extending struct {
	*Frame
	later   *later
	touched []touched
}

// extended is the frame of a ledger to which entries were appended, and the cases that they came to; false if the frame must
// be made anew, since they reach further: voids, changes of the roster and of tasks, another period shown, numbers.
func (f *Frame) extended(l *ledger.Ledger) (*Frame, []touched, bool) {
	var more later
	if was, ok := f.index.(*later); ok {
		more = *was
	} else {
		more = later{base: f.index, length: f.index.size()}
	}
	if len(f.scheme.Numbers) > 0 || len(more.others)+len(more.items)+l.Len()-f.ledger.Len() > maxLater {
		return nil, nil, false
	}
	view, ok := f.view.Continued(l)
	if !ok {
		return nil, nil, false
	}
	g := *f
	g.ledger, g.columns, g.view = l, l.Columns(), view
	g.problems, g.refused = slices.Clip(g.problems), slices.Clip(g.refused)
	g.index = &more
	x := &extending{Frame: &g, later: &more}
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
	if c.Code(pos, ledger.FieldAttrs) > 0 {
		en := x.ledger.Entry(pos)
		x.problems = append(x.problems, newEvaluator(x.Frame).flaws(int32(pos), &en)...)
	}
	switch kind {
	case ledger.Submit:
		item, commission := c.Code(pos, ledger.FieldItem), c.Code(pos, ledger.FieldCommission)
		if !x.unheardOf(kind, ledger.FieldItem, item) {
			return false
		}
		x.later.items = x.later.items.with(item, x.open(itemCase, pos)+1)
		if commission == 0 {
			return true
		}
		asked, ok := x.index.asking(commission)
		if ok {
			x.join(asked, pos)
		}
		return ok
	case ledger.Commission:
		id := c.Code(pos, ledger.FieldCommission)
		if !x.unheardOf(kind, ledger.FieldCommission, id) {
			return false
		}
		if x.onRoster(c.Text(c.Code(pos, ledger.FieldUnit)), c.Time(pos, ledger.FieldAt)) {
			x.later.commissions = x.later.commissions.with(id, int32(pos))
		}
		x.later.askings = x.later.askings.with(id, x.open(commissionCase, pos))
	default:
		item := c.Code(pos, ledger.FieldItem)
		if item == 0 {
			x.open(looseCase, pos)
			return true
		}
		of, ok := x.index.item(item)
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
func (x *extending) unheardOf(kind ledger.Kind, field ledger.Field, code uint32) bool {
	if x.options.Until != "" {
		return false
	}
	named := x.arranged.Commissioned()
	if field == ledger.FieldItem {
		n, ok := x.arranged.Number(code)
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
	place := int32(x.later.length)
	x.later.length++
	x.put(place, nil, x.newCase(kind, int32(pos)))
	return place
}

func (x *extending) join(place int32, pos int) {
	old := x.index.caseAt(place)
	now := old
	now.entries = append(slices.Clip(old.entries), int32(pos))
	x.put(place, &old, now)
}

// put sets a case, and notes that it was touched.
func (x *extending) put(place int32, old *Case, now Case) {
	x.later.others = x.later.others.with(uint32(place), now)
	if i := slices.IndexFunc(x.touched, func(t touched) bool { return t.place == place }); i >= 0 {
		x.touched[i].now = &now
	} else {
		x.touched = append(x.touched, touched{place, old, &now})
	}
}
