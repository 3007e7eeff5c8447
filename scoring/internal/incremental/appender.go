package incremental

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// maxOverlay bounds an overlay. Beyond it, the frame is made again.
const maxOverlay = 4096

// touched is a case that an appended entry came to: as it was, nil if it is new, and as it is.
type touched struct {
	place    int32
	old, now *frame.Case
}

// appender adds appended entries to their cases.
type appender struct {
	f       *frame.Frame
	overlay *overlay
	touched []touched
}

// appendTo is the frame of a ledger with appended entries, and the cases that they came to; false: the entries reach
// further, so that the frame must be made again. Voids do, changes of the roster and of tasks, numbers, and another
// reported period. The error is the context's.
func appendTo(ctx context.Context, f *frame.Frame, l *ledger.Ledger) (*frame.Frame, []touched, bool, error) {
	var next overlay
	if base, ok := f.Index.(*overlay); ok {
		next = *base
	} else {
		next = overlay{base: f.Index, length: f.Index.Size()}
	}
	if len(f.Scheme.Numbers) > 0 || len(next.cases)+len(next.items)+l.Len()-f.Ledger.Len() > maxOverlay {
		return nil, nil, false, nil
	}
	view, ok := f.View.Continued(l)
	if !ok {
		return nil, nil, false, nil
	}
	g := *f
	g.Ledger, g.Columns, g.View = l, columns.Of(l), view
	g.Problems, g.Refused = slices.Clip(g.Problems), slices.Clip(g.Refused)
	g.Index, g.Work = &next, frame.NewWork(l.Len())
	x := &appender{f: &g, overlay: &next}
	for pos := f.View.Known(); pos < l.Len(); pos++ {
		if ctx.Err() != nil {
			return nil, nil, false, ctx.Err()
		}
		if !x.add(pos) {
			return nil, nil, false, nil
		}
	}
	return &g, x.touched, true, nil
}

// add adds one entry.
func (x *appender) add(pos int) bool {
	c := x.f.Columns
	if !samePeriod(x.f, pos) {
		return false
	}
	kind := c.Kind(pos)
	if kind == ledger.Enroll || kind == ledger.Withdraw || kind == ledger.Assign ||
		kind == ledger.Close || kind == ledger.Opening {
		return false
	}
	if !x.f.View.Counts(pos) {
		return true
	}
	if c.Code(pos, columns.FieldAttrs) > 0 || len(x.f.Scheme.Bounds) > 0 {
		x.f.Problems = append(x.f.Problems, frame.NewEvaluator(x.f).EntryFlaws(int32(pos))...)
	}
	switch kind {
	case ledger.Submit:
		item, commission := c.Code(pos, columns.FieldItem), c.Code(pos, columns.FieldCommission)
		if !x.isNew(kind, columns.FieldItem, item) {
			return false
		}
		x.overlay.items = x.overlay.items.with(item, x.open(frame.ItemCase, pos)+1)
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
		if !x.isNew(kind, columns.FieldCommission, id) {
			return false
		}
		if x.f.OnRoster(c.Text(c.Code(pos, columns.FieldUnit)), c.Time(pos, columns.FieldAt)) {
			x.overlay.commissions = x.overlay.commissions.with(id, int32(pos))
		}
		x.overlay.commissionCases = x.overlay.commissionCases.with(id, x.open(frame.CommissionCase, pos))
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

// samePeriod says whether the reported period is the same with an entry. Where no option names it, it is the year of
// the latest entry.
func samePeriod(f *frame.Frame, pos int) bool {
	return len(f.Options.Periods) > 0 || !f.View.Counts(pos) ||
		f.Scheme.Calendar.Of(calendar.Year, f.Instant(pos)) == f.Period ||
		f.HasEntries && f.Instant(pos).Before(f.Start)
}

// isNew says whether no earlier entry refers to an item or commission. Only to one that was struck out, or is after
// until, can an entry have referred, since a ledger refuses a name that nothing introduces.
func (x *appender) isNew(kind ledger.Kind, field columns.Field, code uint32) bool {
	if !x.f.Options.Until.IsZero() {
		return false
	}
	named := x.f.ItemIndex.WithCommission()
	if field == columns.FieldItem {
		n, ok := x.f.ItemIndex.ItemOf(code)
		if !ok {
			return true
		}
		named = x.f.ItemIndex.Item(n)
	}
	return !slices.ContainsFunc(named, func(pos int32) bool {
		_, struck := x.f.View.StruckBy(int(pos))
		return struck && x.f.Columns.Kind(int(pos)) == kind && x.f.Code(pos, field) == code
	})
}

func (x *appender) open(kind frame.CaseKind, pos int) int32 {
	place := int32(x.overlay.length)
	x.overlay.length++
	x.put(place, nil, x.f.NewCase(kind, int32(pos)))
	return place
}

func (x *appender) join(place int32, pos int) {
	old := x.f.Index.CaseAt(place)
	now := old
	now.Entries = append(slices.Clip(old.Entries), int32(pos))
	x.put(place, &old, now)
}

// put sets a case, and adds it to the touched ones.
func (x *appender) put(place int32, old *frame.Case, now frame.Case) {
	x.overlay.cases = x.overlay.cases.with(uint32(place), now)
	if i := slices.IndexFunc(x.touched, func(t touched) bool { return t.place == place }); i >= 0 {
		x.touched[i].now = &now
	} else {
		x.touched = append(x.touched, touched{place, old, &now})
	}
}
