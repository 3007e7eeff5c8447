package ledger_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// endsAt is a context that ends at its n-th Err.
type endsAt struct {
	context.Context
	n, calls atomic.Int64
}

func (c *endsAt) Err() error {
	if c.calls.Add(1) >= c.n.Load() {
		return context.Canceled
	}
	return nil
}

// enoughEntries are more than a few strides, with voids, and all names in order.
func enoughEntries(t *testing.T) []ledger.Entry {
	day := on(t, "2020-03-02")
	var entries []ledger.Entry
	for i := range 1500 {
		unit := fmt.Sprint("u", i)
		entries = append(entries,
			ledger.Entry{ID: "e" + unit, Kind: ledger.Enroll, At: day, Unit: unit, Name: unit, Category: "county",
				Attrs: ledger.Attrs{{Name: "words", Value: ledger.BoolValue(true)}}},
			ledger.Entry{ID: fmt.Sprint("s", i), Kind: ledger.Submit, At: day, Item: fmt.Sprint("i", i), Unit: unit,
				Genre: "brief", With: []string{"u0"}})
		if i%3 == 0 {
			entries = append(entries,
				ledger.Entry{ID: fmt.Sprint("v", i), Kind: ledger.Void, At: day, Ref: fmt.Sprint("s", i), Reason: "误"})
		}
	}
	return entries
}

// TestEndsOfContexts ends the context at each of its first looks, and at later ones: there is the context's error and
// no result, or all of the result.
func TestEndsOfContexts(t *testing.T) {
	t.Parallel()
	entries := enoughEntries(t)
	whole := must(ledger.Of(t.Context(), entries...))
	var jsonl, csv bytes.Buffer
	require.NoError(t, ledger.WriteJSONL(t.Context(), &jsonl, whole))
	require.NoError(t, ledger.WriteCSV(t.Context(), &csv, whole))
	wrong := jsonl.String() + `{"id":"x","kind":"withdraw","at":"2020-01-01","unit":"uu1499"}` + "\n"
	late := jsonl.String()[strings.Index(jsonl.String(), "\n")+1:] +
		jsonl.String()[:strings.Index(jsonl.String(), "\n")+1]
	fresh := func() *ledger.Ledger { return must(ledger.Of(context.Background(), entries...)) }
	read := func(l *ledger.Ledger, err error) (any, error) {
		if err != nil {
			return l, err
		}
		return must(l.Digest(context.Background())), nil
	}
	is := func(of any, err error) (any, error) { return of, err }
	view := func(ctx context.Context, o ledger.ViewOptions) (any, error) {
		v, err := fresh().View(ctx, o)
		if err != nil {
			return v, err
		}
		return fmt.Sprint(v.Known(), v.Struck()), nil
	}
	for _, call := range []struct {
		name string
		do   func(ctx context.Context) (any, error)
	}{
		{"ReadJSONL", func(ctx context.Context) (any, error) {
			return read(ledger.ReadJSONL(ctx, bytes.NewReader(jsonl.Bytes()), "l.jsonl"))
		}},
		{"ReadJSONL, small chunks", func(ctx context.Context) (any, error) {
			return read(ledger.ReadJSONLIn(ctx, bytes.NewReader(jsonl.Bytes()), "l.jsonl", 3, 2000))
		}},
		{"ReadJSONL, no workers", func(ctx context.Context) (any, error) {
			return read(ledger.ReadJSONLIn(ctx, bytes.NewReader(jsonl.Bytes()), "l.jsonl", 0, 2000))
		}},
		{"ReadJSONL, a name that comes late", func(ctx context.Context) (any, error) {
			return read(ledger.ReadJSONL(ctx, strings.NewReader(late), "l.jsonl"))
		}},
		{"ReadJSONL, wrong", func(ctx context.Context) (any, error) {
			return read(ledger.ReadJSONL(ctx, strings.NewReader(wrong), "l.jsonl"))
		}},
		{"ReadCSV", func(ctx context.Context) (any, error) {
			return read(ledger.ReadCSV(ctx, bytes.NewReader(csv.Bytes()), "l.csv"))
		}},
		{"ReadCSV, small chunks", func(ctx context.Context) (any, error) {
			return read(ledger.ReadCSVIn(ctx, bytes.NewReader(csv.Bytes()), "l.csv", 3, 2000))
		}},
		{"ReadCSV, row by row", func(ctx context.Context) (any, error) {
			return read(ledger.ReadCSV(ctx, strings.NewReader(csv.String()+"x\"\n"), "l.csv"))
		}},
		{"ReadCSV, another file", func(ctx context.Context) (any, error) {
			return read(ledger.ReadCSV(ctx, bytes.NewReader(jsonl.Bytes()), "l.csv"))
		}},
		{"New", func(ctx context.Context) (any, error) { return read(ledger.New(ctx, reusing(entries))) }},
		{"Of", func(ctx context.Context) (any, error) { return read(ledger.Of(ctx, entries...)) }},
		{"Append", func(ctx context.Context) (any, error) {
			return read(must(ledger.Of(context.Background(), entries[:2000]...)).Append(ctx, entries[2000:]...))
		}},
		{"WriteJSONL", func(ctx context.Context) (any, error) {
			var b bytes.Buffer
			err := ledger.WriteJSONL(ctx, &b, whole)
			return b.String(), err
		}},
		{"WriteCSV", func(ctx context.Context) (any, error) {
			var b bytes.Buffer
			err := ledger.WriteCSV(ctx, &b, whole)
			return b.String(), err
		}},
		{"View", func(ctx context.Context) (any, error) { return view(ctx, ledger.ViewOptions{}) }},
		{"View of what was known", func(ctx context.Context) (any, error) {
			return view(ctx, ledger.ViewOptions{Known: on(t, "2020-03-02"), Until: on(t, "2020-03-02")})
		}},
		{"Roster", func(ctx context.Context) (any, error) {
			r, err := must(fresh().View(context.Background(), ledger.ViewOptions{})).Roster(ctx)
			if err != nil {
				return r, err
			}
			return strings.Join(r.Units(), " "), nil
		}},
		{"Item", func(ctx context.Context) (any, error) {
			position, n, err := must(fresh().View(context.Background(), ledger.ViewOptions{})).Item(ctx, "i7")
			if err != nil {
				return nil, err
			}
			return fmt.Sprint(position, n), nil
		}},
		{"Commission", func(ctx context.Context) (any, error) {
			_, n, err := must(fresh().View(context.Background(), ledger.ViewOptions{})).Commission(ctx, "i7")
			if err != nil {
				return nil, err
			}
			return n.String(), nil
		}},
		{"Root", func(ctx context.Context) (any, error) { return is(fresh().Root(ctx)) }},
		{"Digest", func(ctx context.Context) (any, error) { return is(fresh().Digest(ctx)) }},
		{"RootAt", func(ctx context.Context) (any, error) { return is(whole.RootAt(ctx, 3000)) }},
	} {
		t.Run(call.name, func(t *testing.T) {
			t.Parallel()
			want, wantErr := call.do(t.Context())
			ends, last := 0, 0
			for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 10, 20, 50, 100, 200, 1000, 1 << 40} {
				ctx := &endsAt{Context: context.Background()}
				ctx.n.Store(int64(n))
				got, err := call.do(ctx)
				if last = n; errors.Is(err, context.Canceled) {
					ends++
					if text, written := got.(string); !written || !strings.HasPrefix(call.name, "Write") {
						assert.Empty(t, got, "%d", n)
					} else {
						assert.True(t, strings.HasPrefix(want.(string), text), "%d", n)
					}
					continue
				}
				assert.Equal(t, want, got, "%d", n)
				if wantErr == nil {
					require.NoError(t, err, "%d", n)
				} else {
					require.EqualError(t, err, wantErr.Error(), "%d", n)
				}
				assert.NotEqual(t, 1, n, "a context that has ended is heard")
			}
			assert.Equal(t, 1<<40, last)
			assert.NotZero(t, ends)
		})
	}
}

// TestAContextThatEndsKeepsNothing asks the same ledger again, after the first has given up.
func TestAContextThatEndsKeepsNothing(t *testing.T) {
	t.Parallel()
	entries := enoughEntries(t)
	l, again := must(ledger.Of(t.Context(), entries...)), must(ledger.Of(t.Context(), entries...))
	for n := range int64(6) {
		ctx := &endsAt{Context: context.Background()}
		ctx.n.Store(n)
		_, err := l.Digest(ctx)
		require.ErrorIs(t, err, context.Canceled)
	}
	assert.Equal(t, must(again.Digest(t.Context())), must(l.Digest(t.Context())))
	v := must(l.View(t.Context(), ledger.ViewOptions{}))
	for n := range int64(4) {
		ctx := &endsAt{Context: context.Background()}
		ctx.n.Store(n)
		_, err := v.Roster(ctx)
		require.ErrorIs(t, err, context.Canceled)
		_, err = l.Append(ctx, ledger.Entry{ID: "w", Kind: ledger.Withdraw, At: entries[0].At, Unit: "u1"})
		require.ErrorIs(t, err, context.Canceled)
	}
	assert.Len(t, must(v.Roster(t.Context())).Units(), 1500)
	longer, err := l.Append(t.Context(), ledger.Entry{ID: "w", Kind: ledger.Withdraw, At: entries[0].At, Unit: "u1"})
	require.NoError(t, err)
	assert.Equal(t, l.Len()+1, longer.Len())
}
