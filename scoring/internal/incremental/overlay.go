package incremental

import (
	"slices"
	"sort"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// overrides are the places at which a list differs from the one that it was made of, in order. None is ever changed, so that
// lists which were made from one another share what they have in common.
type overrides[T any] []override[T]

type override[T any] struct {
	at    uint32
	value T
}

func (p overrides[T]) find(at uint32) (int, bool) {
	i := sort.Search(len(p), func(i int) bool { return p[i].at >= at })
	return i, i < len(p) && p[i].at == at
}

func (p overrides[T]) get(at uint32) (value T, ok bool) {
	if i, ok := p.find(at); ok {
		return p[i].value, true
	}
	return value, false
}

// with returns the patches with one more, or another value for one.
func (p overrides[T]) with(at uint32, value T) overrides[T] {
	i, found := p.find(at)
	out := make(overrides[T], 0, len(p)+1)
	out = append(append(out, p[:i]...), override[T]{at, value})
	if found {
		i++
	}
	return append(out, p[i:]...)
}

// overlay is the index of a frame to which entries were appended: how cases and items differ by them from those of the frame as
// it was made.
type overlay struct {
	base   frame.Index
	others overrides[frame.Case] // by place
	items  overrides[int32]      // by code: the place of the case plus one
	length int                   // how many cases there are

	commissions overrides[int32] // by code: the position, if it is not refused
	askings     overrides[int32] // by code: the place of the case
}

func (x *overlay) Cases() []frame.Case {
	all := make([]frame.Case, x.length)
	copy(all, x.base.Cases())
	for _, p := range x.others {
		all[p.at] = p.value
	}
	return all
}

func (x *overlay) Size() int { return x.length }

func (x *overlay) CaseAt(place int32) frame.Case {
	if c, ok := x.others.get(uint32(place)); ok {
		return c
	}
	return x.base.CaseAt(place)
}

func (x *overlay) Item(item uint32) (int32, bool) {
	if place, ok := x.base.Item(item); ok {
		return place, true
	}
	of, ok := x.items.get(item)
	return of - 1, ok
}

func (x *overlay) Submission(item uint32) (int32, bool) {
	if pos, ok := x.base.Submission(item); ok {
		return pos, true
	}
	of, ok := x.items.get(item)
	if !ok {
		return 0, false
	}
	return x.CaseAt(of - 1).First, true
}

func (x *overlay) CommissionCase(commission uint32) (int32, bool) {
	if place, ok := x.base.CommissionCase(commission); ok {
		return place, true
	}
	return x.askings.get(commission)
}

func (x *overlay) Commission(commission uint32) (int32, bool) {
	if _, known := x.base.CommissionCase(commission); known {
		return x.base.Commission(commission)
	}
	return x.commissions.get(commission)
}

// maxLater bounds how much is added to a frame before it is made anew.
const maxLater = 4096

// touched is a case that an appended entry came to: as it was, unless it is new, and as it is.
type touched struct {
	place    int32
	old, now *frame.Case
}

// appending puts appended entries into their cases.
type appending struct {
	f       *frame.Frame
	later   *overlay
	touched []touched
}

// appendTo is the frame of a ledger to which entries were appended, and the cases that they came to; false if the frame must
// be made anew, since they reach further: voids, changes of the roster and of tasks, another period shown, numbers.
func appendTo(f *frame.Frame, l *ledger.Ledger) (*frame.Frame, []touched, bool) {
	var more overlay
	if was, ok := f.Index.(*overlay); ok {
		more = *was
	} else {
		more = overlay{base: f.Index, length: f.Index.Size()}
	}
	if len(f.Scheme.Numbers) > 0 || len(more.others)+len(more.items)+l.Len()-f.Ledger.Len() > maxLater {
		return nil, nil, false
	}
	view, ok := f.View.Continued(l)
	if !ok {
		return nil, nil, false
	}
	g := *f
	g.Ledger, g.Columns, g.View = l, columns.Of(l), view
	g.Problems, g.Refused = slices.Clip(g.Problems), slices.Clip(g.Refused)
	g.Index = &more
	x := &appending{f: &g, later: &more}
	for pos := f.View.Known(); pos < l.Len(); pos++ {
		if !x.add(pos) {
			return nil, nil, false
		}
	}
	return &g, x.touched, true
}

// add brings in one entry.
func (x *appending) add(pos int) bool {
	c := x.f.Columns
	at := x.f.Instant(pos)
	if frame.IsFar(frame.Nanoseconds(at)) || !reportedStays(x.f, pos) {
		return false
	}
	kind := c.Kind(pos)
	if kind == ledger.Enroll || kind == ledger.Withdraw || kind == ledger.Assign {
		return false
	}
	if !x.f.View.Counts(pos) {
		return true
	}
	if c.Code(pos, columns.FieldAttrs) > 0 {
		en := x.f.Ledger.Entry(pos)
		x.f.Problems = append(x.f.Problems, frame.NewEvaluator(x.f).Flaws(int32(pos), &en)...)
	}
	switch kind {
	case ledger.Submit:
		item, commission := c.Code(pos, columns.FieldItem), c.Code(pos, columns.FieldCommission)
		if !x.unheardOf(kind, columns.FieldItem, item) {
			return false
		}
		x.later.items = x.later.items.with(item, x.open(frame.ItemCase, pos)+1)
		if commission == 0 {
			return true
		}
		asked, ok := x.f.Index.CommissionCase(commission)
		if ok {
			x.join(asked, pos)
		}
		return ok
	case ledger.Commission:
		id := c.Code(pos, columns.FieldCommission)
		if !x.unheardOf(kind, columns.FieldCommission, id) {
			return false
		}
		if x.f.OnRoster(c.Text(c.Code(pos, columns.FieldUnit)), c.Time(pos, columns.FieldAt)) {
			x.later.commissions = x.later.commissions.with(id, int32(pos))
		}
		x.later.askings = x.later.askings.with(id, x.open(frame.CommissionCase, pos))
	default:
		item := c.Code(pos, columns.FieldItem)
		if item == 0 {
			x.open(frame.LooseCase, pos)
			return true
		}
		of, ok := x.f.Index.Item(item)
		if ok {
			x.join(of, pos)
		}
		return ok
	}
	return true
}

// reportedStays says whether the period that is shown is the same with an entry: without one that is named, it is the year of
// the latest.
func reportedStays(f *frame.Frame, pos int) bool {
	return f.Options.Period != (calendar.Period{}) || !f.View.Counts(pos) || f.Scheme.Calendar.Of(calendar.Year, f.Instant(pos)) == f.Period || f.Latest && f.Instant(pos).Before(f.Start)
}

// unheardOf says whether nothing can have referred to an item or commission before it is introduced: a ledger has no name
// that nothing introduces, so that only one that was struck out, or lies after until, can have been referred to.
func (x *appending) unheardOf(kind ledger.Kind, field columns.Field, code uint32) bool {
	if !x.f.Options.Until.IsZero() {
		return false
	}
	named := x.f.Arranged.WithCommission()
	if field == columns.FieldItem {
		n, ok := x.f.Arranged.ItemOf(code)
		if !ok {
			return true
		}
		named = x.f.Arranged.Item(n)
	}
	return !slices.ContainsFunc(named, func(pos int32) bool {
		_, struck := x.f.View.StruckBy(int(pos))
		return struck && x.f.Columns.Kind(int(pos)) == kind && x.f.Code(pos, field) == code
	})
}

func (x *appending) open(kind frame.CaseKind, pos int) int32 {
	place := int32(x.later.length)
	x.later.length++
	x.put(place, nil, x.f.NewCase(kind, int32(pos)))
	return place
}

func (x *appending) join(place int32, pos int) {
	old := x.f.Index.CaseAt(place)
	now := old
	now.Entries = append(slices.Clip(old.Entries), int32(pos))
	x.put(place, &old, now)
}

// put sets a case, and notes that it was touched.
func (x *appending) put(place int32, old *frame.Case, now frame.Case) {
	x.later.others = x.later.others.with(uint32(place), now)
	if i := slices.IndexFunc(x.touched, func(t touched) bool { return t.place == place }); i >= 0 {
		x.touched[i].now = &now
	} else {
		x.touched = append(x.touched, touched{place, old, &now})
	}
}
