package columns

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Selection is the entries of an item index that count in a view, as a bitmap, and the state of each item. A
// selected entry is one that counts: known in the view, dated within it, not struck out and no void. It is immutable
// and safe for concurrent use.
type Selection struct {
	index       *ItemIndex
	known       int
	bounded     bool
	until       store.Instant
	excluded    []uint64 // a bitmap by position: the entry does not count
	items       []ItemState
	submitted   int
	orphans     []int32
	standalone  []int32
	commissions []SelectedCommission
	byCode      map[uint32]int // of the commissions, by code
}

// SelectedCommission is a commission that counts, with the submissions for it.
type SelectedCommission struct {
	Position, Place int32   // of the commission, in the ledger and in the item index
	Code, Unit      uint32  // of the commission, and of the unit that is asked
	Answers         []int32 // the positions of its selected submissions, in the order of recording; not to be changed
}

// ItemState says which of the entries that name an item count. At most one submission of an item does: a ledger has
// no two of one item that stand.
type ItemState uint8

const (
	NotSubmitted ItemState = iota // no submission counts
	Whole                         // all of them: a submission, and what was recorded of the item after it
	Partial                       // a submission, which need not come first, and maybe others
)

// NotSelected stands for the kind of an entry that does not count: it is struck out, not in view, or a void.
const NotSelected = uint8(NumKinds)

// Select returns what counts in a view. It requires a view of the ledger of the item index. The index caches the
// last selection, about one byte an entry. That of all that is recorded takes time in proportion to the items and to
// what voids strike out. The error is the context's.
func (a *ItemIndex) Select(ctx context.Context, v *ledger.View) (*Selection, error) {
	w := store.Open(v.Store())
	a.selection.Lock()
	defer a.selection.Unlock()
	if s := a.selection.last; s != nil && s.known == w.Known && s.bounded == w.Bounded && s.until == w.Until {
		return s, nil
	}
	s := &Selection{index: a, known: w.Known, bounded: w.Bounded, until: w.Until,
		excluded: make([]uint64, (len(a.order)+63)/64)}
	if err := s.excludeRows(ctx, w); err != nil {
		return nil, err
	}
	if err := s.selectItems(ctx, w); err != nil {
		return nil, err
	}
	s.selectOthers()
	a.selection.last = s
	return s, nil
}

// WithoutItems is the selection without the entries that name some of the items, as if they were not in the ledger. It
// takes time in proportion to the entries. The error is the context's.
func (s *Selection) WithoutItems(ctx context.Context, leave func(n int) bool) (*Selection, error) {
	out := &Selection{index: s.index, known: s.known, bounded: s.bounded, until: s.until,
		excluded: slices.Clone(s.excluded), items: slices.Clone(s.items), submitted: s.submitted}
	for n := range out.items {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !leave(n) {
			continue
		}
		for _, pos := range s.index.Item(n) {
			out.exclude(int(pos))
		}
		if out.items[n] != NotSubmitted {
			out.items[n], out.submitted = NotSubmitted, out.submitted-1
		}
	}
	for _, pos := range s.index.WithoutItem() { // openings
		if n, ok := s.index.ItemOf(s.index.columns.store.Code(int(pos), store.FieldItem)); ok && leave(n) {
			out.exclude(int(pos))
		}
	}
	for _, pos := range s.orphans {
		if out.Kind(int(pos)) != NotSelected {
			out.orphans = append(out.orphans, pos)
		}
	}
	out.selectOthers()
	return out, nil
}

// Known is the number of entries that are known in the view: the first so many of the ledger.
func (s *Selection) Known() int { return s.known }

// Kind is the place of the kind of an entry in [ledger.Kinds], counted from 0; [NotSelected] if it does not count,
// or is not known.
func (s *Selection) Kind(position int) uint8 {
	if s.excluded[position/64]>>(position%64)&1 > 0 {
		return NotSelected
	}
	return s.index.columns.store.KindOf(position) - 1
}

// Item says what counts of item n. It requires 0 ≤ n < Items.
func (s *Selection) Item(n int) ItemState { return s.items[n] }

// Submitted is the number of items of which a submission counts.
func (s *Selection) Submitted() int { return s.submitted }

// Orphans are the positions of the selected entries whose item has no selected submission, in the order of recording;
// they are not to be changed.
func (s *Selection) Orphans() []int32 { return s.orphans }

// Standalone are the positions of the selected entries that concern no submitted item, no commission and no roster,
// in the order of recording. Adoptions and endorsements, which need their item, are never among them. They are not
// to be changed.
func (s *Selection) Standalone() []int32 { return s.standalone }

// Commissions are the commissions that count, in the order of recording; they are not to be changed.
func (s *Selection) Commissions() []SelectedCommission { return s.commissions }

// Commission is the place among Commissions of the one of that code; false if none counts.
func (s *Selection) Commission(code uint32) (n int, ok bool) {
	n, ok = s.byCode[code]
	return n, ok
}

func (s *Selection) exclude(position int) { s.excluded[position/64] |= 1 << (position % 64) }

// excludeRows sets the bits of the entries that do not count.
func (s *Selection) excludeRows(ctx context.Context, v *store.View) error {
	c := s.index.columns
	for _, struck := range v.Struck {
		s.exclude(struck.Position)
	}
	for _, void := range v.Voids {
		s.exclude(void.By)
	}
	for i := s.known; i < c.store.Length; i++ {
		s.exclude(i)
	}
	if !s.bounded {
		return nil
	}
	until := Nanoseconds(s.until.Seconds, s.until.Nano)
	for n := 0; n < c.Blocks() && c.Block(n).First() < s.known; n++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var at [BlockLength]int64
		block := c.Block(n)
		block.Nanoseconds(FieldAt, (*Zone)(v.Zone), at[:])
		for i := range min(block.Len(), s.known-block.First()) {
			if at[i] > until {
				s.exclude(block.First() + i)
			}
		}
	}
	return nil
}

// selectItems finds the states of the items.
func (s *Selection) selectItems(ctx context.Context, v *store.View) error {
	a := s.index
	all := !s.bounded && s.known == a.columns.Len()
	struckInto := make([]bool, a.Items())
	for _, struck := range v.Struck {
		if n, ok := a.ItemOf(a.columns.store.Code(struck.Position, store.FieldItem)); ok {
			struckInto[n] = true
		}
	}
	s.items = make([]ItemState, a.Items())
	for n := range s.items {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if s.items[n] = Whole; !all || struckInto[n] || !a.regular[n] {
			s.items[n] = s.stateOf(n)
		}
		if s.items[n] != NotSubmitted {
			s.submitted++
		}
	}
	slices.Sort(s.orphans)
	return nil
}

// stateOf is the state of an item of which not all entries need count. The selected ones of an item without a
// submission are orphans.
func (s *Selection) stateOf(n int) ItemState {
	submit, of := kindCode(ledger.Submit)-1, s.index.Item(n)
	submitted, counted := false, 0
	for _, pos := range of {
		if kind := s.Kind(int(pos)); kind != NotSelected {
			submitted, counted = submitted || kind == submit, counted+1
		}
	}
	switch {
	case submitted && counted == len(of) && s.index.regular[n]:
		return Whole
	case submitted:
		return Partial
	case counted > 0:
		for _, pos := range of {
			if s.Kind(int(pos)) != NotSelected {
				s.orphans = append(s.orphans, pos)
			}
		}
	}
	return NotSubmitted
}

// selectOthers finds the standalone entries and the commissions with their submissions.
func (s *Selection) selectOthers() {
	a := s.index
	enroll, withdraw, commission := kindCode(ledger.Enroll)-1, kindCode(ledger.Withdraw)-1,
		kindCode(ledger.Commission)-1
	adopt, endorse := kindCode(ledger.Adopt)-1, kindCode(ledger.Endorse)-1
	for _, pos := range s.orphans {
		if kind := s.Kind(int(pos)); kind != adopt && kind != endorse {
			s.standalone = append(s.standalone, pos)
		}
	}
	s.byCode = map[uint32]int{}
	for i, pos := range a.WithoutItem() {
		switch s.Kind(int(pos)) {
		case NotSelected, enroll, withdraw:
		case commission:
			code := a.columns.store.Code(int(pos), store.FieldCommission)
			s.byCode[code] = len(s.commissions)
			s.commissions = append(s.commissions,
				SelectedCommission{Position: pos, Place: a.starts[a.Items()] + int32(i), Code: code,
					Unit: a.columns.store.Code(int(pos), store.FieldUnit)})
		default:
			s.standalone = append(s.standalone, pos)
		}
	}
	slices.Sort(s.standalone)
	for _, pos := range a.withCommission {
		if kind := s.Kind(int(pos)); kind == NotSelected || kind == commission {
			continue
		}
		if n, ok := s.byCode[a.columns.store.Code(int(pos), store.FieldCommission)]; ok {
			s.commissions[n].Answers = append(s.commissions[n].Answers, pos)
		}
	}
}
