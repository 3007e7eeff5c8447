package ledger_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// arrangedLedgers are of one part and of several, and one that was appended to.
func arrangedLedgers(t *testing.T) map[string]*ledger.Ledger {
	all := columnLedgers(t)
	entries := randomEntries(t, 11, 2*ledger.PartLength+300, 0)
	var err error
	all["several parts"], err = ledger.Of(entries...)
	require.NoError(t, err)
	first, err := ledger.Of(entries[:ledger.PartLength+50]...)
	if err == nil { // what comes first may refer to what comes later
		first.Columns().Arrangement()
		all["appended"], err = first.Append(entries[ledger.PartLength+50:]...)
		require.NoError(t, err)
	}
	return all
}

// TestArrangement holds the arrangement to a look at each entry.
func TestArrangement(t *testing.T) {
	t.Parallel()
	for name, l := range arrangedLedgers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			items, units := map[string][]int32{}, map[string]string{}
			var others, commissioned []int32
			for i, e := range l.All() {
				if e.Commission != "" {
					commissioned = append(commissioned, int32(i))
				}
				if e.Item == "" {
					others = append(others, int32(i))
					continue
				}
				items[e.Item] = append(items[e.Item], int32(i))
				if e.Kind == ledger.Submit && units[e.Item] == "" {
					units[e.Item] = e.Unit
				}
			}
			c := l.Columns()
			a := c.Arrangement()
			assert.Same(t, a, c.Arrangement())
			assert.Equal(t, others, slices.Clone(a.Others()))
			assert.Equal(t, commissioned, slices.Clone(a.Commissioned()))
			require.Equal(t, len(items), a.Items())
			seen := map[string]bool{}
			for n := range a.Items() {
				of := a.Item(n)
				require.NotEmpty(t, of)
				code := c.Code(int(of[0]), ledger.FieldItem)
				item := c.Text(code)
				require.Equal(t, items[item], of)
				require.Equal(t, units[item], c.Text(a.Unit(n)))
				number, ok := a.Number(code)
				require.True(t, ok)
				require.Equal(t, n, number)
				if n > 0 && a.Unit(n) != a.Unit(n-1) {
					require.False(t, seen[c.Text(a.Unit(n))], "items of unit %s do not stand together", c.Text(a.Unit(n)))
				}
				seen[c.Text(a.Unit(n))] = true
			}
			if len(others) > 0 {
				_, ok := a.Number(c.Code(int(others[0]), ledger.FieldID))
				assert.False(t, ok)
			}
			_, ok := a.Number(1 << 30)
			assert.False(t, ok)
		})
	}
}

// TestCombine holds combinations to a look at each entry: equal numbers for equal values, and for these alone.
func TestCombine(t *testing.T) {
	t.Parallel()
	var none, some, all [ledger.NumKinds][]ledger.Field
	for i, kind := range ledger.Kinds() {
		for f := range fieldValues {
			if f != ledger.FieldKind {
				all[i] = append(all[i], f)
			}
		}
		for f := range fieldTimes {
			all[i] = append(all[i], f)
		}
		if kind == ledger.Submit {
			some[i] = []ledger.Field{ledger.FieldCommission, ledger.FieldGenre, ledger.FieldAttrs, ledger.FieldHappened, ledger.FieldGenre}
		}
	}
	present := []ledger.Field{ledger.FieldID, ledger.FieldItem, ledger.FieldCommission, ledger.FieldRef}
	for f := range fieldTimes {
		present = append(present, f)
	}
	for name, l := range arrangedLedgers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := l.Columns()
			for _, of := range [][ledger.NumKinds][]ledger.Field{none, some, all} {
				x := c.Combine(of)
				numbers := map[string]uint32{}
				for i := range l.Len() {
					key := []byte{c.KindNumber(i)}
					for _, f := range of[c.KindNumber(i)] {
						code := c.Code(i, f)
						if slices.Contains(present, f) {
							code = min(code, 1)
						}
						key = append(key, byte(code), byte(code>>8), byte(code>>16), byte(code>>24))
					}
					number, known := numbers[string(key)]
					if !known {
						number = uint32(len(numbers))
						numbers[string(key)] = number
						require.Equal(t, i, x.Example(number))
					}
					require.Equal(t, number, x.Of(i), "entry %d", i)
				}
				assert.Equal(t, len(numbers), x.Len())
			}
			assert.Same(t, c.Combine(some), c.Combine(some))
			assert.NotSame(t, c.Combine(some), c.Combine(none))
		})
	}
}

// TestCombineKeepsTheLast asks that a ledger which is looked at in many ways does not keep them all.
func TestCombineKeepsTheLast(t *testing.T) {
	t.Parallel()
	l, err := ledger.Of(randomEntries(t, 3, 500, 0)...)
	require.NoError(t, err)
	first := l.Columns().Combine([ledger.NumKinds][]ledger.Field{})
	for _, f := range []ledger.Field{ledger.FieldGenre, ledger.FieldUnit, ledger.FieldAttrs} {
		l.Columns().Combine([ledger.NumKinds][]ledger.Field{2: {f}})
	}
	assert.NotSame(t, first, l.Columns().Combine([ledger.NumKinds][]ledger.Field{}))
}
