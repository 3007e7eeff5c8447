package columns_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// arrangedLedgers are of one part and of several, and one that was appended to.
func arrangedLedgers(t *testing.T) map[string]*ledger.Ledger {
	all := columnLedgers(t)
	entries := made.Entries(t, 11, 2*columns.BlockLength+300, 0)
	var err error
	all["several parts"], err = ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	first, err := ledger.Of(t.Context(), entries[:columns.BlockLength+50]...)
	if err == nil { // what comes first may refer to what comes later
		arranged(t, first)
		all["appended"], err = first.Append(t.Context(), entries[columns.BlockLength+50:]...)
		require.NoError(t, err)
	}
	return all
}

func arranged(t *testing.T, l *ledger.Ledger) *columns.ItemIndex {
	a, err := columns.Of(l).ItemIndex(t.Context())
	require.NoError(t, err)
	return a
}

func combined(t *testing.T, a *columns.ItemIndex, of [columns.NumKinds][]columns.Field) *columns.Grouping {
	x, err := a.GroupBy(t.Context(), of)
	require.NoError(t, err)
	return x
}

// TestArrangingEndsWithItsContext asks that work which was ended leaves nothing behind.
func TestArrangingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	l, err := ledger.Of(t.Context(), made.Entries(t, 4, 300, 0)...)
	require.NoError(t, err)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = columns.Of(l).ItemIndex(ended)
	require.ErrorIs(t, err, context.Canceled)
	a := arranged(t, l)
	_, err = a.Instants(ended, columns.NewZone(time.UTC))
	require.ErrorIs(t, err, context.Canceled)
	_, err = a.GroupBy(ended, [columns.NumKinds][]columns.Field{})
	require.ErrorIs(t, err, context.Canceled)
	x, err := a.Instants(t.Context(), columns.NewZone(time.UTC))
	require.NoError(t, err)
	assert.NotNil(t, x)
	assert.NotZero(t, combined(t, a, [columns.NumKinds][]columns.Field{}).Len())
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
				if e.Item == "" || e.Kind == ledger.Opening {
					others = append(others, int32(i))
					continue
				}
				items[e.Item] = append(items[e.Item], int32(i))
				if e.Kind == ledger.Submit && units[e.Item] == "" {
					units[e.Item] = e.Unit
				}
			}
			c, a := columns.Of(l), arranged(t, l)
			assert.Same(t, a, arranged(t, l))
			assert.Equal(t, others, slices.Clone(a.WithoutItem()))
			for place := range l.Len() {
				require.Equal(t, place, a.Place(a.Position(place)))
			}
			assert.Equal(t, commissioned, slices.Clone(a.WithCommission()))
			require.Equal(t, len(items), a.Items())
			seen := map[string]bool{}
			for n := range a.Items() {
				of := a.Item(n)
				require.NotEmpty(t, of)
				code := c.Code(int(of[0]), columns.FieldItem)
				item := c.Text(code)
				require.Equal(t, items[item], of)
				require.Equal(t, int(of[0]), a.Position(a.First(n)))
				submissions := slices.DeleteFunc(slices.Clone(of), func(pos int32) bool {
					return c.Kind(int(pos)) != ledger.Submit
				})
				require.Equal(t, slices.Equal(submissions, of[:1]), a.Regular(n))
				require.Equal(t, units[item], c.Text(a.Unit(n)))
				number, ok := a.ItemOf(code)
				require.True(t, ok)
				require.Equal(t, n, number)
				if n > 0 && a.Unit(n) != a.Unit(n-1) {
					require.False(t, seen[c.Text(a.Unit(n))], "items of unit %s do not stand together",
						c.Text(a.Unit(n)))
				}
				seen[c.Text(a.Unit(n))] = true
			}
			if len(others) > 0 {
				_, ok := a.ItemOf(c.Code(int(others[0]), columns.FieldID))
				assert.False(t, ok)
			}
			_, ok := a.ItemOf(1 << 30)
			assert.False(t, ok)
		})
	}
}

// TestCombine holds combinations to a look at each entry: equal numbers for equal values, and for these alone.
func TestCombine(t *testing.T) {
	t.Parallel()
	var none, some, all [columns.NumKinds][]columns.Field
	for i, kind := range ledger.Kinds() {
		for f := range fieldValues {
			if f != columns.FieldKind {
				all[i] = append(all[i], f)
			}
		}
		for f := range fieldTimes {
			all[i] = append(all[i], f)
		}
		if kind == ledger.Submit {
			some[i] = []columns.Field{columns.FieldCommission, columns.FieldGenre, columns.FieldAttrs,
				columns.FieldHappened, columns.FieldGenre}
		}
	}
	present := []columns.Field{columns.FieldID, columns.FieldItem, columns.FieldCommission, columns.FieldRef}
	for f := range fieldTimes {
		present = append(present, f)
	}
	for name, l := range arrangedLedgers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, a := columns.Of(l), arranged(t, l)
			for _, of := range [][columns.NumKinds][]columns.Field{none, some, all} {
				x := combined(t, a, of)
				numbers := map[string]uint32{}
				for i := range l.Len() {
					key := []byte{c.KindCode(i)}
					for _, f := range of[c.KindCode(i)] {
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
						require.Equal(t, i, x.Representative(number))
					}
					require.Equal(t, number, x.Key(a.Place(i)), "entry %d", i)
				}
				assert.Equal(t, len(numbers), x.Len())
			}
			assert.Same(t, combined(t, a, some), combined(t, a, some))
			assert.NotSame(t, combined(t, a, some), combined(t, a, none))
		})
	}
}

// TestCombineKeepsTheLast asks that a ledger which is looked at in many ways does not keep them all.
func TestCombineKeepsTheLast(t *testing.T) {
	t.Parallel()
	l, err := ledger.Of(t.Context(), made.Entries(t, 3, 500, 0)...)
	require.NoError(t, err)
	a := arranged(t, l)
	first := combined(t, a, [columns.NumKinds][]columns.Field{})
	for _, f := range []columns.Field{columns.FieldGenre, columns.FieldUnit, columns.FieldAttrs} {
		combined(t, a, [columns.NumKinds][]columns.Field{2: {f}})
	}
	assert.NotSame(t, first, combined(t, a, [columns.NumKinds][]columns.Field{}))
}

// TestInstants holds the instants to the times of the entries: whole seconds, parts of them, and the first and
// the last that a ledger takes.
func TestInstants(t *testing.T) {
	t.Parallel()
	lists := arrangedLedgers(t)
	for name, times := range map[string][]string{
		"dates":              {"2020-02-29", "2019-12-31", "2020-03-01T10:00:00+08:00"},
		"parts of a second":  {"2020-02-29", "2020-03-01T10:00:00.25+08:00"},
		"as early as can be": {"1900-01-01", "2020-01-01"},
		"as late as can be":  {"2020-01-01", "2099-12-31T23:59:59.999999999-23:59"},
		"none":               {},
	} {
		var all []ledger.Entry
		for i, at := range times {
			all = append(all, ledger.Entry{ID: string(rune('a' + i)), Kind: ledger.Enroll, At: on(t, at), Unit: "u",
				Name: "u", Category: "c"})
		}
		l, err := ledger.Of(t.Context(), all...)
		require.NoError(t, err)
		lists[name] = l
	}
	for name, l := range lists {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, c := arranged(t, l), columns.Of(l)
			for _, zone := range []*columns.Zone{columns.NewZone(time.UTC),
				columns.NewZone(time.FixedZone("", 8*60*60))} {
				x, err := a.Instants(t.Context(), zone)
				require.NoError(t, err)
				again, err := a.Instants(t.Context(), zone)
				require.NoError(t, err)
				assert.Same(t, x, again)
				for i := range l.Len() {
					seconds, nano, _ := c.Seconds(i, columns.FieldAt, zone)
					require.Equal(t, columns.Nanoseconds(seconds, nano), x.At(a.Place(i)), "entry %d", i)
				}
			}
		})
	}
}
