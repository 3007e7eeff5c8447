package ledger

import (
	"cmp"
	"context"
	"iter"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// ViewOptions say which part of a ledger counts.
type ViewOptions struct {
	// Calendar gives the zone in which a date is a day; nil is the calendar of calendar.Config{}.
	Calendar *calendar.Calendar
	// Known takes the entries recorded by then (a date: by the end of that day); zero takes all.
	Known Time
	// First takes that many entries, the first that were recorded; zero takes all. A ledger up to a close is one.
	First int
	// Until leaves out entries dated after it (a date: after the end of that day); zero leaves out none.
	Until Time
}

// View is what counts of a ledger: what was known at a time, without what voids struck out, up to a day. It
// is immutable and safe for concurrent use.
type View struct {
	ledger *Ledger
	store  store.View

	lacking []civil.Day // the days that the zone never had

	names memo[*nameIndex]
}

// View returns what counts, in three steps. First, only what was recorded by o.Known is there. Then, going
// back from the last recorded, each void that stands strikes out the entry that it names, whatever its own
// time, as if that had never been there; so a void can be voided. At last, what is dated after o.Until is
// left out, but the voids have done their work.
//
// An entry without a time of recording became known at its own time, or at that of the latest entry before
// it if that is later, but never after the next entry that gives a time of recording. The error is the context's,
// or an [*Errors] with the entries that count and are dated on a day that the calendar's zone never had.
func (l *Ledger) View(ctx context.Context, o ViewOptions) (*View, error) {
	if o.Calendar == nil {
		var err error
		if o.Calendar, err = calendar.New(calendar.Config{}); err != nil {
			panic("ledger: the default calendar: " + err.Error())
		}
	}
	v := &View{ledger: l, lacking: civil.Lacking(o.Calendar.Location()),
		store: store.View{Zone: store.NewZone(o.Calendar.Location()), Known: l.Len(), All: o.Known.IsZero()}}
	s := &v.store
	if !o.Known.IsZero() {
		var err error
		if s.Known, err = l.knownBy(ctx, s.Zone.End(store.Time(o.Known)), s.Zone); err != nil {
			return nil, err
		}
	}
	if o.First > 0 && o.First < s.Known {
		s.Known, s.All = o.First, false
	}
	if s.Bounded = !o.Until.IsZero(); s.Bounded {
		s.Until = s.Zone.End(store.Time(o.Until))
	}
	var err error
	if s.Voids, err = l.voids(ctx); err != nil {
		return nil, err
	}
	if s.Struck, err = l.struckBy(ctx, s.Known); err != nil {
		return nil, err
	}
	if err := v.checkDays(ctx, 0); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return v, nil
}

// Continued returns the same view of a ledger to which entries were appended, in time in proportion to these; false
// if it must be made anew with [Ledger.View]: one of them is a void or has no place in it, or the view is of what was
// known at a time. It
// requires that longer was made by [Ledger.Append] from the ledger of v, at once or one after the other.
func (v *View) Continued(longer *Ledger) (*View, bool) {
	if !v.store.All {
		return nil, false
	}
	for i := v.store.Known; i < longer.store.Length; i++ {
		if longer.store.KindOf(i) == Void.code() {
			return nil, false
		}
	}
	view := &View{ledger: longer, store: v.store, lacking: v.lacking}
	view.store.Known = longer.store.Length
	return view, view.checkDays(context.Background(), v.store.Known) == nil
}

// knownBy counts the entries recorded by t. They are the first so many, since the time of recording never
// goes back.
func (l *Ledger) knownBy(ctx context.Context, t store.Instant, z *store.Zone) (int, error) {
	known, pace := 0, pace{ctx: ctx}
	for i := range l.store.Length {
		if err := pace.err(); err != nil {
			return 0, err
		}
		// The time of recording of an entry that gives none is its own time, raised to the latest before
		// it, lowered to the next given one. The latest before it is by t, or this line is not reached.
		if given := l.store.Time(i, store.FieldRecorded); !given.IsZero() {
			if z.Start(given).After(t) {
				return known, nil
			}
			known = i + 1 // and with it all before it
		} else if known == i && !z.Start(l.store.Time(i, store.FieldAt)).After(t) {
			known = i + 1
		}
	}
	return known, nil
}

// strike applies the voids, the last one first: each strikes out what it names, unless it is struck out itself.
func (l *Ledger) strike(ctx context.Context, known int) (out []store.Struck, err error) {
	voids, err := l.voids(ctx)
	if err != nil {
		return nil, err
	}
	gone, pace := make(map[int]bool, len(voids)), pace{ctx: ctx}
	for n := len(voids) - 1; n >= 0; n-- {
		if err := pace.err(); err != nil {
			return nil, err
		}
		if v := voids[n]; v.By < known && !gone[v.By] && !gone[v.Position] {
			gone[v.Position] = true
			out = append(out, v)
		}
	}
	return out, sortFunc(ctx, out, func(a, b store.Struck) int { return cmp.Compare(a.Position, b.Position) })
}

// struckBy is what is struck out when so many entries are known.
func (l *Ledger) struckBy(ctx context.Context, known int) ([]store.Struck, error) {
	if known < l.store.Length {
		return l.strike(ctx, known)
	}
	return l.voided.struck.get(ctx, nil, func() ([]store.Struck, error) { return l.strike(ctx, known) })
}

// voidIndex is what voids do to a ledger, found when first asked for.
type voidIndex struct {
	all    memo[[]store.Struck] // the voids in the order of recording, each with what it names
	struck memo[[]store.Struck] // what they strike out where all is known
}

func (l *Ledger) voids(ctx context.Context) ([]store.Struck, error) {
	return l.voided.all.get(ctx, nil, func() (all []store.Struck, err error) {
		void, pace := Void.code(), pace{ctx: ctx}
		for i := range l.store.OfKinds(l.store.Length, void, void) {
			if err := pace.err(); err != nil {
				return nil, err
			}
			all = append(all, store.Struck{Position: l.store.Position(l.store.Code(i, store.FieldRef)), By: i})
		}
		return all, nil
	})
}

// Known is the number of entries that are known in the view: the first so many of the ledger. Its
// [Ledger.RootAt] is the root of what the view was made from.
func (v *View) Known() int { return v.store.Known }

// Store is what counts as integers, sealed: for package columns alone.
func (v *View) Store() store.Sealed[store.View] { return store.Seal(&v.store) }

// Entries iterates over the entries that count, with their positions, in recording order: the known ones
// that are not struck out and not after until. Voids are left out.
func (v *View) Entries() iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		for i := range v.store.Known {
			if v.Counts(i) && !yield(i, v.ledger.entry(i)) {
				return
			}
		}
	}
}

// Counts reports whether the entry at a position is one of [View.Entries]. It requires 0 ≤ i < Known.
func (v *View) Counts(i int) bool {
	return v.ledger.store.KindOf(i) != Void.code() && !v.isStruck(i) && !v.after(i)
}

// after reports whether the entry at a position is dated after until.
func (v *View) after(i int) bool { return v.store.After(v.ledger.store, i) }

// Struck is an entry that a void struck out.
type Struck struct {
	Position int `json:"position"` // of the entry
	By       int `json:"by"`       // position of the void; of several that stand, the last recorded
}

// Struck lists the known entries up to until that are struck out, in recording order. Voids are left out,
// struck out or not; see [View.StruckBy].
func (v *View) Struck() []Struck {
	var list []Struck
	for _, s := range v.store.Struck {
		if v.ledger.store.KindOf(s.Position) != Void.code() && !v.after(s.Position) {
			list = append(list, Struck{Position: s.Position, By: s.By})
		}
	}
	return list
}

// StruckBy returns the position of the void that strikes out the entry at a position, a void too; false if
// it stands or is not known. It requires 0 ≤ position < Len.
func (v *View) StruckBy(position int) (void int, ok bool) {
	return v.store.StruckBy(position)
}

func (v *View) isStruck(position int) bool {
	_, ok := v.StruckBy(position)
	return ok
}
