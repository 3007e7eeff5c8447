package ledger

import (
	"context"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Naming says what became of the name of an item or a commission in a view.
type Naming uint8

const (
	// Absent: nothing that is known in the view introduces the name, or what does is dated after until.
	Absent Naming = iota
	// Standing: an entry that counts introduces the name.
	Standing
	// StruckOut: all known entries that introduce the name are struck out.
	StruckOut
)

// String is "absent", "standing" or "struck out".
func (n Naming) String() string { return [...]string{"absent", "standing", "struck out"}[min(n, 2)] }

// MarshalText is String.
func (n Naming) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads what MarshalText gives. The error is a [*reason.Error].
func (n *Naming) UnmarshalText(text []byte) error {
	return unword(n, text, Absent, Standing, StruckOut)
}

// Item returns what became of an item, and the position of its submission: the one that stands, or the last one that
// is struck out. The position of an absent one is 0. The first call for a view goes through all that is known, some
// thirty milliseconds for a million submissions, and keeps what it found. The error is the context's.
func (v *View) Item(ctx context.Context, item string) (position int, n Naming, err error) {
	names, err := v.nameIndex(ctx)
	if err != nil {
		return 0, Absent, err
	}
	position, n = v.lookUp(&names.items, item)
	return position, n, nil
}

// Commission does the same for a commission's id.
func (v *View) Commission(ctx context.Context, id string) (position int, n Naming, err error) {
	names, err := v.nameIndex(ctx)
	if err != nil {
		return 0, Absent, err
	}
	position, n = v.lookUp(&names.commissions, id)
	return position, n, nil
}

// nameIndex is what introduces each item and commission, by code: the position plus one of an entry that stands, its
// negative for one that is struck out.
type nameIndex struct{ items, commissions store.Paged[int32] }

// nameIndex is made when first asked for.
func (v *View) nameIndex(ctx context.Context) (*nameIndex, error) {
	return v.names.get(ctx, nil, func() (*nameIndex, error) {
		l, index, pace := v.ledger, new(nameIndex), pace{ctx: ctx}
		submit, commission := Submit.code(), Commission.code()
		for i := range v.store.Known {
			if err := pace.err(); err != nil {
				return nil, err
			}
			names, f := &index.items, store.FieldItem
			switch l.store.KindOf(i) {
			case submit:
			case commission:
				names, f = &index.commissions, store.FieldCommission
			default:
				continue
			}
			code := l.store.Code(i, f)
			if _, struck := v.StruckBy(i); !struck {
				names.Set(code, int32(i+1))
			} else if names.Get(code) <= 0 {
				names.Set(code, int32(-i-1))
			}
		}
		return index, nil
	})
}

func (v *View) lookUp(names *store.Paged[int32], name string) (int, Naming) {
	switch at := int(names.Get(v.ledger.store.Texts.Code(name))); {
	case at < 0:
		return -at - 1, StruckOut
	case at > 0 && !v.after(at-1):
		return at - 1, Standing
	}
	return 0, Absent
}
