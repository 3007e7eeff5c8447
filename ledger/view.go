package ledger

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// ViewOptions say which part of a ledger counts.
type ViewOptions struct {
	// Calendar gives the zone in which a date is a day; nil is the calendar of calendar.Config{}.
	Calendar *calendar.Calendar
	// Known takes the entries recorded by then (a date: by the end of that day); zero takes all.
	Known Time
	// Until leaves out entries dated after it (a date: after the end of that day); zero leaves out none.
	Until Time
}

// View is what counts of a ledger: what was known at a time, without what voids struck out, up to a day. It
// is immutable and safe for concurrent use.
type View struct {
	ledger  *Ledger
	zone    *Zone
	known   int  // the first so many entries
	all     bool // whatever is recorded is known
	bounded bool
	until   instant  // if bounded
	struck  []Struck // in recording order

	nameOnce    sync.Once
	items       paged[int32] // by code of an item: see naming
	commissions paged[int32]
}

// View returns what counts, in three steps. First, only what was recorded by o.Known is there. Then, going
// back from the last recorded, each void that stands strikes out the entry that it names, whatever its own
// time, as if that had never been there; so a void can be voided. At last, what is dated after o.Until is
// left out, but the voids have done their work.
//
// An entry without a time of recording became known at its own time, or at that of the latest entry before
// it if that is later, but never after the next entry that gives a time of recording.
func (l *Ledger) View(o ViewOptions) *View {
	if o.Calendar == nil {
		var err error
		if o.Calendar, err = calendar.New(calendar.Config{}); err != nil {
			panic("ledger: the default calendar: " + err.Error())
		}
	}
	v := &View{ledger: l, zone: NewZone(o.Calendar.Location()), known: l.Len(), all: o.Known.IsZero()}
	if !o.Known.IsZero() {
		v.known = l.knownBy(v.zone.end(o.Known), v.zone)
	}
	if v.bounded = !o.Until.IsZero(); v.bounded {
		v.until = v.zone.end(o.Until)
	}
	v.struck = l.struckBy(v.known)
	return v
}

// Continued returns the same view of a ledger to which entries were appended, in time in proportion to these; false if it
// must be made anew with [Ledger.View]: one of them is a void, or the view is of what was known at a time. It requires that
// longer was made by [Ledger.Append] from the ledger of v, at once or one after the other.
func (v *View) Continued(longer *Ledger) (*View, bool) {
	if !v.all {
		return nil, false
	}
	for i := v.known; i < longer.length; i++ {
		if longer.kindOf(i) == Void.number() {
			return nil, false
		}
	}
	return &View{ledger: longer, zone: v.zone, known: longer.length, all: true, bounded: v.bounded, until: v.until, struck: v.struck}, true
}

// knownBy counts the entries recorded by t. They are the first so many, since the time of recording never
// goes back.
func (l *Ledger) knownBy(t instant, zone *Zone) int {
	known := 0
	for i := range l.length {
		// The time of recording of an entry that gives none is its own time, raised to the latest before
		// it, lowered to the next given one. The latest before it is by t, or this line is not reached.
		if given := l.time(i, FieldRecorded); !given.IsZero() {
			if zone.start(given).after(t) {
				return known
			}
			known = i + 1 // and with it all before it
		} else if known == i && !zone.start(l.time(i, FieldAt)).after(t) {
			known = i + 1
		}
	}
	return known
}

// strike applies the voids, the last one first: each strikes out what it names, unless it is struck out itself.
func (l *Ledger) strike(known int) (struck []Struck) {
	voids := l.voids()
	gone := make(map[int]bool, len(voids))
	for n := len(voids) - 1; n >= 0; n-- {
		if v := voids[n]; v.By < known && !gone[v.By] && !gone[v.Position] {
			gone[v.Position] = true
			struck = append(struck, v)
		}
	}
	slices.SortFunc(struck, func(a, b Struck) int { return cmp.Compare(a.Position, b.Position) })
	return struck
}

// struckBy is what is struck out when so many entries are known.
func (l *Ledger) struckBy(known int) []Struck {
	if known < l.length {
		return l.strike(known)
	}
	l.voided.allOnce.Do(func() { l.voided.struck = l.strike(known) })
	return l.voided.struck
}

// voidIndex is what voids do to a ledger, found when first asked for.
type voidIndex struct {
	once    sync.Once
	all     []Struck // the voids in the order of recording, each with what it names
	allOnce sync.Once
	struck  []Struck // what they strike out where all is known
}

func (l *Ledger) voids() []Struck {
	l.voided.once.Do(func() {
		void := Void.number()
		for i := range l.ofKinds(l.length, void, void) {
			l.voided.all = append(l.voided.all, Struck{Position: l.position(l.code(i, FieldRef)), By: i})
		}
	})
	return l.voided.all
}

// Known is the number of entries that are known in the view: the first so many of the ledger. Its
// [Ledger.RootAt] is the root of what the view was made from.
func (v *View) Known() int { return v.known }

// Zone is the zone in which a date is a day in the view, that of its calendar.
func (v *View) Zone() *Zone { return v.zone }

// Entries iterates over the entries that count, with their positions, in recording order: the known ones
// that are not struck out and not after until. Voids are left out.
func (v *View) Entries() iter.Seq2[int, Entry] {
	return func(yield func(int, Entry) bool) {
		for i := range v.known {
			if v.Counts(i) && !yield(i, v.ledger.entry(i)) {
				return
			}
		}
	}
}

// Counts reports whether the entry at a position is one of [View.Entries]. It requires 0 ≤ i < Known.
func (v *View) Counts(i int) bool {
	return v.ledger.kindOf(i) != Void.number() && !v.isStruck(i) && !v.after(i)
}

// after reports whether the entry at a position is dated after until.
func (v *View) after(i int) bool {
	if !v.bounded {
		return false
	}
	seconds, nano, _ := v.ledger.Columns().Seconds(i, FieldAt, v.zone)
	return instant{seconds, nano}.after(v.until)
}

// Struck is an entry that a void struck out.
type Struck struct {
	Position int // of the entry
	By       int // position of the void; of several that stand, the last recorded
}

// Struck lists the known entries up to until that are struck out, in recording order. Voids are left out,
// struck out or not; see [View.StruckBy].
func (v *View) Struck() []Struck {
	var list []Struck
	for _, s := range v.struck {
		if v.ledger.kindOf(s.Position) != Void.number() && !v.after(s.Position) {
			list = append(list, s)
		}
	}
	return list
}

// StruckBy returns the position of the void that strikes out the entry at a position, a void too; false if
// it stands or is not known. It requires 0 ≤ position < Len.
func (v *View) StruckBy(position int) (void int, ok bool) {
	n, ok := slices.BinarySearchFunc(v.struck, position, func(s Struck, position int) int { return cmp.Compare(s.Position, position) })
	if !ok {
		return 0, false
	}
	return v.struck[n].By, true
}

func (v *View) isStruck(position int) bool {
	_, ok := v.StruckBy(position)
	return ok
}
