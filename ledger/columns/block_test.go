package columns_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// samePart asks that the parts of a ledger give what its columns give.
func samePart(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	c, z := columns.Of(l), columns.ZoneOf(must(l.View(t.Context(), ledger.ViewOptions{})))
	next := 0
	for n := range c.Blocks() {
		p := c.Block(n)
		require.Equal(t, next, p.First())
		next += p.Len()
		kinds, codes, instants := make([]uint8, p.Len()), make([]uint32, p.Len()), make([]int64, p.Len())
		p.Kinds(kinds)
		for i, kind := range kinds {
			require.Equal(t, c.KindCode(p.First()+i), kind)
		}
		for f := range fieldValues {
			if f == columns.FieldID || f == columns.FieldKind {
				continue
			}
			p.Codes(f, codes)
			for i, code := range codes {
				require.Equal(t, c.Code(p.First()+i, f), code, "%v of entry %d", f, p.First()+i)
			}
		}
		for f := range fieldTimes {
			p.Codes(f, codes)
			p.Nanoseconds(f, z, instants)
			for i, code := range codes {
				seconds, nano, ok := c.Seconds(p.First()+i, f, z)
				require.Equal(t, ok, code == 1)
				if ok {
					require.Equal(t, columns.Nanoseconds(seconds, nano), instants[i], "%v of entry %d", f, p.First()+i)
				} else {
					require.Zero(t, instants[i])
				}
			}
		}
	}
	assert.Equal(t, l.Len(), next)
}

func TestParts(t *testing.T) {
	t.Parallel()
	for name, l := range columnLedgers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			samePart(t, l)
		})
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(repeating+
		`{"id":"t1","kind":"withdraw","at":"1900-01-01T00:00:00Z","unit":"zhang"}`+"\n"+
		`{"id":"t2","kind":"withdraw","at":"2099-12-31T23:59:59.123456789Z","unit":"zhang"}`+"\n"+
		`{"id":"t3","kind":"withdraw","at":"2020-03-02T09:00:00.5+08:00","recorded":"2020-03-05T00:00:00Z",`+
		`"unit":"zhang"}`), "repeating")
	require.NoError(t, err)
	samePart(t, l)
	instants := make([]int64, l.Len())
	columns.Of(l).Block(0).Nanoseconds(columns.FieldAt, columns.ZoneOf(must(l.View(t.Context(), ledger.ViewOptions{}))),
		instants)
	assert.Equal(t, []int64{-2208988800_000_000_000, 4102444799_123_456_789, 1583110800_500_000_000}, instants[l.Len()-3:])
}

func TestPartsOfAPackedLedger(t *testing.T) {
	t.Parallel()
	l, err := ledger.Of(t.Context(), made.Entries(t, 7, 3*columns.BlockLength+100, 0)...)
	require.NoError(t, err)
	require.Equal(t, 4, columns.Of(l).Blocks())
	samePart(t, l)
}
