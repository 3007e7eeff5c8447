package columns

import (
	"context"
	"math"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Selection is what counts of an arrangement in a view: which entries, and what is left of which item. It is immutable and safe
// for concurrent use.
type Selection struct {
	arrangement *Arrangement
	known       int
	bounded     bool
	until       store.Instant
	out         []uint64 // by position, a bit: the entry does not count
	items       []ItemState
	handedIn    int
	homeless    []int32
	loose       []int32
	commissions []Commissioned
	numbers     map[uint32]int // of the commissions, by code
}

// Commissioned is a commission that counts, with what was handed in for it.
type Commissioned struct {
	Position, Place int32   // of the commission, in the ledger and in the arrangement
	Code, Unit      uint32  // of the commission, and of the unit that is asked
	Answers         []int32 // the positions of the submissions for it that count, in the order of recording; not to be changed
}

// ItemState says what counts of the entries that name an item. Of an item that was handed in again, the submissions before
// were struck out: a ledger has no two of one item that stand.
type ItemState uint8

const (
	NotHandedIn ItemState = iota // no submission counts
	Whole                        // all of them: a submission, and what was recorded of the item after it
	Partial                      // a submission, which need not come first, and maybe others
)

// Uncounted stands for the kind of an entry that does not count: it is struck out, not in view, or a void.
const Uncounted = uint8(NumKinds)

// Select returns what counts in a view of the ledger of the arrangement. The arrangement keeps the selection that was asked for
// last, about one byte an entry; one of all that is recorded takes time in proportion to what voids strike out. The error is
// the context's.
func (a *Arrangement) Select(ctx context.Context, v *ledger.View) (*Selection, error) {
	w := store.Open(v.Store())
	a.selected.Lock()
	defer a.selected.Unlock()
	if s := a.selected.last; s != nil && s.known == w.Known && s.bounded == w.Bounded && s.until == w.Until {
		return s, nil
	}
	s := &Selection{arrangement: a, known: w.Known, bounded: w.Bounded, until: w.Until, out: make([]uint64, (len(a.order)+63)/64)}
	if err := s.leaveOut(ctx, w); err != nil {
		return nil, err
	}
	if err := s.lookAt(ctx, w); err != nil {
		return nil, err
	}
	s.lookAtOthers()
	a.selected.last = s
	return s, nil
}

// Known is the number of entries that are known in the view: the first so many of the ledger.
func (s *Selection) Known() int { return s.known }

// Kind is the place of the kind of an entry in [ledger.Kinds], counted from 0; [Uncounted] if it does not count, or is not known.
func (s *Selection) Kind(position int) uint8 {
	if s.out[position/64]>>(position%64)&1 > 0 {
		return Uncounted
	}
	return s.arrangement.columns.store.KindOf(position) - 1
}

// Item says what counts of item n. It requires 0 ≤ n < Items.
func (s *Selection) Item(n int) ItemState { return s.items[n] }

// HandedIn is the number of items of which a submission counts.
func (s *Selection) HandedIn() int { return s.handedIn }

// Homeless are the positions of the entries that count and name an item of which no submission does, in the order of recording;
// they are not to be changed.
func (s *Selection) Homeless() []int32 { return s.homeless }

// Loose are the positions of the entries that count and stand for themselves, in the order of recording: they are about no item
// that was handed in, no commission and no roster. Adoptions and endorsements are never among them, which wait for their item. They
// are not to be changed.
func (s *Selection) Loose() []int32 { return s.loose }

// Commissions are the commissions that count, in the order of recording; they are not to be changed.
func (s *Selection) Commissions() []Commissioned { return s.commissions }

// Commission is the place among Commissions of the one of that code; false if none counts.
func (s *Selection) Commission(code uint32) (n int, ok bool) {
	n, ok = s.numbers[code]
	return n, ok
}

func (s *Selection) leave(position int) { s.out[position/64] |= 1 << (position % 64) }

// leaveOut finds the entries that do not count.
func (s *Selection) leaveOut(ctx context.Context, v *store.View) error {
	c := s.arrangement.columns
	for _, struck := range v.Struck {
		s.leave(struck.Position)
	}
	for _, void := range v.Voids {
		s.leave(void.By)
	}
	for i := s.known; i < c.store.Length; i++ {
		s.leave(i)
	}
	if !s.bounded {
		return nil
	}
	until := Nanoseconds(s.until.Seconds, s.until.Nano)
	for n := 0; n < c.Parts() && c.Part(n).First() < s.known; n++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var at [PartLength]int64
		part := c.Part(n)
		part.Nanoseconds(FieldAt, (*Zone)(v.Zone), at[:])
		for i := range min(part.Len(), s.known-part.First()) {
			far := at[i] == until && (until == math.MinInt64 || until == math.MaxInt64)
			if at[i] > until || far && v.After(c.store, part.First()+i) {
				s.leave(part.First() + i)
			}
		}
	}
	return nil
}

// lookAt finds what counts of the items.
func (s *Selection) lookAt(ctx context.Context, v *store.View) error {
	a := s.arrangement
	all := !s.bounded && s.known == a.columns.Len()
	cutInto := make([]bool, a.Items())
	for _, struck := range v.Struck {
		if n, ok := a.Number(a.columns.store.Code(struck.Position, store.FieldItem)); ok {
			cutInto[n] = true
		}
	}
	s.items = make([]ItemState, a.Items())
	for n := range s.items {
		if n%checked == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if s.items[n] = Whole; !all || cutInto[n] || !a.regular[n] {
			s.items[n] = s.stateOf(n)
		}
		if s.items[n] != NotHandedIn {
			s.handedIn++
		}
	}
	slices.Sort(s.homeless)
	return nil
}

// stateOf is what counts of an item of which not all need count. The entries of one that was not handed in are homeless.
func (s *Selection) stateOf(n int) ItemState {
	submit, of := kindNumber(ledger.Submit)-1, s.arrangement.Item(n)
	handedIn, counted := false, 0
	for _, pos := range of {
		if kind := s.Kind(int(pos)); kind != Uncounted {
			handedIn, counted = handedIn || kind == submit, counted+1
		}
	}
	switch {
	case handedIn && counted == len(of) && s.arrangement.regular[n]:
		return Whole
	case handedIn:
		return Partial
	case counted > 0:
		for _, pos := range of {
			if s.Kind(int(pos)) != Uncounted {
				s.homeless = append(s.homeless, pos)
			}
		}
	}
	return NotHandedIn
}

// lookAtOthers finds what counts of the entries that are of no item that was handed in, and what was handed in for commissions.
func (s *Selection) lookAtOthers() {
	a := s.arrangement
	enroll, withdraw, commission := kindNumber(ledger.Enroll)-1, kindNumber(ledger.Withdraw)-1, kindNumber(ledger.Commission)-1
	adopt, endorse := kindNumber(ledger.Adopt)-1, kindNumber(ledger.Endorse)-1
	for _, pos := range s.homeless {
		if kind := s.Kind(int(pos)); kind != adopt && kind != endorse {
			s.loose = append(s.loose, pos)
		}
	}
	s.numbers = map[uint32]int{}
	for i, pos := range a.Others() {
		switch s.Kind(int(pos)) {
		case Uncounted, enroll, withdraw:
		case commission:
			code := a.columns.store.Code(int(pos), store.FieldCommission)
			s.numbers[code] = len(s.commissions)
			s.commissions = append(s.commissions, Commissioned{Position: pos, Place: a.starts[a.Items()] + int32(i), Code: code, Unit: a.columns.store.Code(int(pos), store.FieldUnit)})
		default:
			s.loose = append(s.loose, pos)
		}
	}
	slices.Sort(s.loose)
	for _, pos := range a.commissioned {
		if kind := s.Kind(int(pos)); kind == Uncounted || kind == commission {
			continue
		}
		if n, ok := s.numbers[a.columns.store.Code(int(pos), store.FieldCommission)]; ok {
			s.commissions[n].Answers = append(s.commissions[n].Answers, pos)
		}
	}
}
