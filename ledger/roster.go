package ledger

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Member is a unit or person as it is on the roster (名册).
type Member struct {
	Unit     string `json:"unit"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Of       string `json:"of,omitempty"` // the unit that it belongs to; "" if it names none
	Attrs    Attrs  `json:"attrs,omitempty"`
	Entry    int    `json:"entry"` // position of the enroll that says so
}

// Roster is who is a unit from when to when, and as what. It is immutable and safe for concurrent use.
type Roster struct {
	numbers map[string]int32 // by id of a unit: its place among
	sorted  []string         // the units by id
	places  []int32          // of them, in the order of first enrolment
	codes   []uint32         // of them
	first   time.Time
	store   *store.Roster[Member]

	successions []Succession
}

// rosterState is what holds for a unit from an instant on, up to its next state.
type rosterState struct {
	from   time.Time
	on     bool
	member Member // zero if it is off
}

// cachedRoster is the roster of a whole ledger in a location.
type cachedRoster struct {
	roster *Roster
	in     *time.Location
}

// Roster returns the roster that the enrolls and withdraws of the view make. They take effect in the order
// of their time; of those of one instant, a date being the first instant of its day, the last recorded holds. So a unit
// that is withdrawn and enrolled at one instant was never off, and one that is enrolled again only changes.
// The ledger keeps the one that all its entries make, some hundred bytes an enroll. The error is the context's, or an
// [*Errors] with the successions that cannot be: see [Roster.Successions].
func (v *View) Roster(ctx context.Context) (*Roster, error) {
	if v.store.Known < v.ledger.store.Length || v.store.Bounded {
		return v.makeRoster(ctx)
	}
	loc := v.store.Zone.Location()
	kept, err := v.ledger.rosters.get(ctx, func(k cachedRoster) bool { return k.in == loc },
		func() (cachedRoster, error) {
			r, err := v.makeRoster(ctx)
			return cachedRoster{r, loc}, err
		})
	return kept.roster, err
}

func (v *View) makeRoster(ctx context.Context) (*Roster, error) {
	l, pace := v.ledger, pace{ctx: ctx}
	enroll, withdraw := Enroll.code(), Withdraw.code()
	r := &Roster{numbers: map[string]int32{}}
	units, enrolled := map[string][]rosterState{}, map[string]enrolment{} // the first of each
	for i := range l.store.OfKinds(v.store.Known, enroll, withdraw) {
		if err := pace.err(); err != nil {
			return nil, err
		}
		if !v.Counts(i) {
			continue
		}
		kind := l.store.KindOf(i)
		e := l.entry(i)
		s := rosterState{from: e.At.Instant(v.store.Zone.Location()), on: kind == enroll}
		if s.on {
			if len(enrolled) == 0 || s.from.Before(r.first) {
				r.first = s.from
			}
			s.member = Member{Unit: e.Unit, Name: e.Name, Category: e.Category, Of: e.Of, Attrs: e.Attrs, Entry: i}
			if first, ok := enrolled[e.Unit]; !ok || s.from.Before(first.from) {
				enrolled[e.Unit] = enrolment{s.from, i}
			}
			for _, p := range e.Succeeds {
				r.successions = append(r.successions, Succession{e.Unit, p.Unit, p.Share, s.from, i})
			}
		}
		units[e.Unit] = append(units[e.Unit], s)
	}
	r.sorted = slices.AppendSeq(make([]string, 0, len(enrolled)), maps.Keys(enrolled))
	if err := sortFunc(ctx, r.sorted, strings.Compare); err != nil {
		return nil, err
	}
	states, members := 0, 0
	first := make([]enrolment, len(r.sorted))
	for n, unit := range r.sorted {
		if err := pace.err(); err != nil {
			return nil, err
		}
		r.numbers[unit], r.codes = int32(n), append(r.codes, l.store.Texts.Code(unit))
		first[n] = enrolled[unit]
		units[unit] = inOrder(units[unit])
		for _, s := range units[unit] {
			states++
			if s.on {
				members++
			}
		}
	}
	var err error
	if r.places, err = placesOf(ctx, first); err != nil {
		return nil, err
	}
	if err := r.take(ctx, units, states, members); err != nil {
		return nil, err
	}
	if err := r.checkSuccessions(ctx, l); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r, nil
}

// enrolment is when a unit was enrolled, and the position of the entry.
type enrolment struct {
	from  time.Time
	entry int
}

// placesOf are the places of units in the order of their first enrolments.
func placesOf(ctx context.Context, first []enrolment) ([]int32, error) {
	order := make([]int32, len(first))
	for n := range first {
		order[n] = int32(n)
	}
	err := sortFunc(ctx, order, func(a, b int32) int {
		return cmp.Or(first[a].from.Compare(first[b].from), cmp.Compare(first[a].entry, first[b].entry))
	})
	places := make([]int32, len(first))
	for place, n := range order {
		places[n] = int32(place)
	}
	return places, err
}

// take puts the states of the units, of which there are so many, into the table.
func (r *Roster) take(ctx context.Context, units map[string][]rosterState, states, members int) error {
	pace := pace{ctx: ctx}
	t := store.NewRoster[Member](r.codes, states)
	room := make([]Member, members)
	for _, unit := range r.sorted {
		if err := pace.err(); err != nil {
			return err
		}
		t.AddUnit()
		for _, s := range units[unit] {
			member := (*Member)(nil)
			if s.on {
				room[0] = s.member
				member, room = &room[0], room[1:]
			}
			t.AddState(nanosecondsOf(s.from), member)
		}
	}
	r.store = t
	return nil
}

// nanosecondsOf is an instant as nanoseconds has it.
func nanosecondsOf(t time.Time) int64 { return store.Nanoseconds(t.Unix(), uint32(t.Nanosecond())) }

// inOrder sorts states by time and keeps the last of each instant.
func inOrder(states []rosterState) []rosterState {
	slices.SortStableFunc(states, func(a, b rosterState) int { return a.from.Compare(b.from) })
	last := states[:0]
	for i, s := range states {
		if i+1 == len(states) || !states[i+1].from.Equal(s.from) {
			last = append(last, s)
		}
	}
	return slices.Clip(last)
}

// Units lists every unit that is ever enrolled in the view, sorted by id. The list is not to be changed.
func (r *Roster) Units() []string { return r.sorted }

// Enrolled gives each of Units, in their order, its place in the order of first enrolment, from 0: by the instant from
// which it holds, those of one instant in the order of recording. The list is not to be changed.
func (r *Roster) Enrolled() []int32 { return r.places }

// First is when a unit was enrolled first; false: none ever was.
func (r *Roster) First() (at time.Time, ok bool) { return r.first, len(r.sorted) > 0 }

// Store is the roster by numbers, sealed: for package columns alone.
func (r *Roster) Store() store.Sealed[store.Roster[Member]] { return store.Seal(r.store) }

// At returns a unit as it is at t; false if it is off the roster then.
func (r *Roster) At(unit string, t time.Time) (Member, bool) {
	n, ok := r.numbers[unit]
	if !ok {
		return Member{}, false
	}
	return r.member(n, r.store.NextState(n, nanosecondsOf(t))-1)
}

// member is what a unit is in a state; false if it is off in it, or the state is another unit's.
func (r *Roster) member(unit, state int32) (Member, bool) {
	first, _ := r.store.StatesOf(unit)
	if state < first {
		return Member{}, false
	}
	if m := r.store.States()[state].Member; m != nil {
		return *m, true
	}
	return Member{}, false
}

// Throughout reports whether a unit is on the roster during the whole of [start, end). It requires start
// before end.
func (r *Roster) Throughout(unit string, start, end time.Time) bool {
	n, ok := r.numbers[unit]
	if !ok {
		return false
	}
	s := r.store.NextState(n, nanosecondsOf(start))
	if _, on := r.member(n, s-1); !on {
		return false
	}
	for _, last := r.store.StatesOf(n); s < last && r.store.States()[s].From < nanosecondsOf(end); s++ {
		if r.store.States()[s].Member == nil {
			return false
		}
	}
	return true
}

// Last returns a unit as it was last within [start, end); false if it was never on the roster there. It
// requires start before end.
func (r *Roster) Last(unit string, start, end time.Time) (Member, bool) {
	n, ok := r.numbers[unit]
	if !ok {
		return Member{}, false
	}
	first, _ := r.store.StatesOf(n)
	for s := r.store.NextState(n, nanosecondsOf(end)-1) - 1; s >= first; s-- {
		if m, on := r.member(n, s); on {
			return m, true
		}
		if r.store.States()[s].From <= nanosecondsOf(start) {
			break // off from the start on
		}
	}
	return Member{}, false
}
