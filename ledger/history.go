package ledger

import (
	"context"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// history is what entries are checked against that come later: the names so far with what they stand for,
// and what the voids so far leave standing, so that an item has one standing submission at any time, and a
// commission's id one standing commission.
type history struct {
	roles       store.Paged[role]  // by code
	submissions store.Paged[int32] // by code of the item: the position that stands, plus one
	commissions store.Paged[int32] // by code of the commission's id
	strikes     store.Paged[int32] // by position: how many standing voids name it
	targets     store.Paged[int32] // by position of a void: the position that it names, plus one
	depths      store.Paged[int32] // by position of a void: how many voids stand below it, plus one
	recorded    int                // the entry that was recorded last of those that say when: its position plus one
}

// introduce gives the names that an entry introduces their roles. One of no known kind introduces all its names.
func (h *history) introduce(kind uint8, unit, item, commission uint32) {
	known := Kind("")
	if kind > 0 {
		known = kinds[kind-1]
	}
	if known == Enroll || kind == 0 {
		h.addRole(unit, roleUnit)
	}
	if known == Submit || kind == 0 {
		h.addRole(item, roleItem)
	}
	if known == Commission || kind == 0 {
		h.addRole(commission, roleCommission)
	}
}

func (h *history) addRole(name uint32, r role) {
	if had := h.roles.Get(name); name > 0 && had&r == 0 {
		h.roles.Set(name, had|r)
	}
}

// continued returns a copy that may be written to, while h may not any more.
func (h *history) continued() history {
	return history{
		roles: h.roles.Fork(), submissions: h.submissions.Fork(), commissions: h.commissions.Fork(),
		strikes: h.strikes.Fork(), targets: h.targets.Fork(), depths: h.depths.Fork(), recorded: h.recorded,
	}
}

// replayed is the history after all entries of l. The first call goes through them.
func (l *Ledger) replayed(ctx context.Context) (*history, error) {
	return l.history.get(ctx, nil, func() (*history, error) { return l.replay(ctx) })
}

// replay makes the history of a ledger, which was checked.
func (l *Ledger) replay(ctx context.Context) (*history, error) {
	h, pace := new(history), pace{ctx: ctx}
	for i := range l.store.Length {
		if err := pace.err(); err != nil {
			return nil, err
		}
		kind := l.store.KindOf(i)
		switch k := kinds[kind-1]; k {
		case Enroll:
			h.introduce(kind, l.store.Code(i, store.FieldUnit), 0, 0)
		case Submit, Commission:
			names, f := h.standing(k)
			name := l.store.Code(i, f)
			h.introduce(kind, 0, name, name)
			names.Set(name, int32(i+1))
		case Void:
			target := l.store.Position(l.store.Code(i, store.FieldRef))
			h.restore(l.store, h.strike(int32(target), 1))
			h.targets.Set(uint32(i), int32(target+1))
			h.depths.Set(uint32(i), h.depths.Get(uint32(target))+1)
		}
		if l.store.Code(i, store.FieldRecorded) > 0 {
			h.recorded = i + 1
		}
	}
	return h, nil
}
