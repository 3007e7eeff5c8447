package scoring_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ending is a context that ends when it is looked at for the n-th time: when it is asked for its error, or by a
// context that is made of it for when it is done.
type ending struct {
	context.Context
	at, looks atomic.Int64
	done      chan struct{}

	mu     sync.Mutex
	ended  bool
	afters []func()
}

func endsAt(ctx context.Context, n int) *ending {
	c := &ending{Context: ctx, done: make(chan struct{})}
	c.at.Store(int64(n))
	return c
}

// look says whether the context has ended.
func (c *ending) look() bool {
	n := c.looks.Add(1)
	if n == c.at.Load() {
		c.mu.Lock()
		c.ended = true
		afters := c.afters
		c.mu.Unlock()
		close(c.done)
		for _, f := range afters {
			f()
		}
	}
	return n >= c.at.Load()
}

func (c *ending) Err() error {
	if c.look() {
		return context.Canceled
	}
	return nil
}

func (c *ending) Done() <-chan struct{} {
	c.look()
	return c.done
}

// AfterFunc is by which a context that is made of this one hears of its end, without a goroutine.
func (c *ending) AfterFunc(f func()) (stop func() bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		go f()
	} else {
		c.afters = append(c.afters, f)
	}
	return func() bool { return false }
}

// asked is something that takes a context, as text; it is made anew for each time that it is asked.
type asked struct {
	name string
	make func(t *testing.T) func(context.Context) (string, error)
}

// askedOf are all that take a context, of a scheme, other figures of it, and a ledger that is made anew.
func askedOf(s *scheme.Scheme, v scheme.Variant, fresh func(t *testing.T) *ledger.Ledger, o scoring.Options) []asked {
	bookText := func(t *testing.T, b *scoring.Scorebook, err error) (string, error) {
		if err != nil {
			assert.Nil(t, b, "nothing beside an error")
			return "", err
		}
		text, err := b.JSON(t.Context())
		require.NoError(t, err, "a score that is there says all")
		return string(text), nil
	}
	engineText := func(t *testing.T, e *scoring.Engine, err error) (string, error) {
		if err != nil {
			assert.Nil(t, e, "nothing beside an error")
			return "", err
		}
		return bookText(t, e.Book(), nil)
	}
	explanationText := func(t *testing.T, x *scoring.Explanation, err error) (string, error) {
		if err != nil {
			assert.Nil(t, x, "nothing beside an error")
			return "", err
		}
		return fmt.Sprint(explained(x)), nil
	}
	book := func(t *testing.T) *scoring.Scorebook {
		b, err := scoring.Score(t.Context(), s, fresh(t), o)
		require.NoError(t, err)
		return b
	}
	engine := func(t *testing.T, l *ledger.Ledger) *scoring.Engine {
		e, err := scoring.NewEngine(t.Context(), s, l, o)
		require.NoError(t, err)
		return e
	}
	query := func(l *ledger.Ledger) scoring.Query { return scoring.Query{Entry: l.Entry(l.Len() - 1).ID} }
	return []asked{
		{"Score", func(t *testing.T) func(context.Context) (string, error) {
			l := fresh(t)
			return func(ctx context.Context) (string, error) {
				b, err := scoring.Score(ctx, s, l, o)
				return bookText(t, b, err)
			}
		}},
		{"NewEngine", func(t *testing.T) func(context.Context) (string, error) {
			l := fresh(t)
			return func(ctx context.Context) (string, error) {
				e, err := scoring.NewEngine(ctx, s, l, o)
				return engineText(t, e, err)
			}
		}},
		{"Engine.With", func(t *testing.T) func(context.Context) (string, error) {
			e := engine(t, fresh(t))
			return func(ctx context.Context) (string, error) {
				other, err := e.With(ctx, v)
				return engineText(t, other, err)
			}
		}},
		{"Engine.Append", func(t *testing.T) func(context.Context) (string, error) {
			l := fresh(t)
			var all []ledger.Entry
			for _, entry := range l.All() {
				all = append(all, entry)
			}
			e, at := start(t, s, all, len(all)-5, o)
			return func(ctx context.Context) (string, error) {
				other, err := e.Append(ctx, all[at:]...)
				return engineText(t, other, err)
			}
		}},
		{"Explain", func(t *testing.T) func(context.Context) (string, error) {
			l := fresh(t)
			return func(ctx context.Context) (string, error) {
				x, err := scoring.Explain(ctx, s, l, o, query(l))
				return explanationText(t, x, err)
			}
		}},
		{"Engine.Explain", func(t *testing.T) func(context.Context) (string, error) {
			l := fresh(t)
			e, q := engine(t, l), query(l)
			if totals := e.Book().Totals(); len(totals) > 0 {
				q = scoring.Query{Unit: totals[0].Unit}
			}
			return func(ctx context.Context) (string, error) {
				x, err := e.Explain(ctx, q)
				return explanationText(t, x, err)
			}
		}},
		{"Scorebook.Quotas", rowsOf(book, (*scoring.Scorebook).Quotas)},
		{"Scorebook.Unscored", rowsOf(book, (*scoring.Scorebook).Unscored)},
		{"Scorebook.Problems", rowsOf(book, (*scoring.Scorebook).Problems)},
		{"Scorebook.Postings", rowsOf(book, (*scoring.Scorebook).Postings)},
		{"Scorebook.Openings", rowsOf(book, func(b *scoring.Scorebook, ctx context.Context) ([]ledger.Entry, error) {
			return b.Openings(ctx, nil)
		})},
		{"Scorebook.JSON", func(t *testing.T) func(context.Context) (string, error) {
			b := book(t)
			return func(ctx context.Context) (string, error) {
				text, err := b.JSON(ctx)
				assert.False(t, err != nil && text != nil, "nothing beside an error")
				return string(text), err
			}
		}},
		{"Scorebook.Result", func(t *testing.T) func(context.Context) (string, error) {
			b := book(t)
			return func(ctx context.Context) (string, error) {
				r, err := b.Result(ctx)
				if err != nil {
					assert.Nil(t, r, "nothing beside an error")
					return "", err
				}
				return onLines(t, r), nil
			}
		}},
	}
}

// rowsOf asks a scorebook for rows.
func rowsOf[Row any](
	book func(*testing.T) *scoring.Scorebook, rows func(*scoring.Scorebook, context.Context) ([]Row, error),
) func(*testing.T) func(context.Context) (string, error) {
	return func(t *testing.T) func(context.Context) (string, error) {
		b := book(t)
		return func(ctx context.Context) (string, error) {
			list, err := rows(b, ctx)
			assert.False(t, err != nil && list != nil, "nothing beside an error")
			return fmt.Sprintf("%+v", list), err
		}
	}
}

// heard asks once under each of many contexts that end: the answer is the context's error, or the one without an
// end; and who asks once more after an error then gets that.
func (a asked) heard(t *testing.T) {
	began := time.Now()
	want, err := a.make(t)(t.Context())
	took := time.Since(began)
	require.NoError(t, err)
	try := func(what string, ctx context.Context, ended func() bool) {
		ask := a.make(t)
		got, err := ask(ctx)
		if err == nil {
			require.True(t, want == got, "%s: a success that is not whole", what)
			return
		}
		require.True(t, ended(), "%s: %v", what, err)
		require.ErrorIs(t, err, ctx.Err(), what)
		got, err = ask(t.Context())
		require.NoError(t, err, "%s: once more", what)
		require.True(t, want == got, "%s: once more, and not the same", what)
	}
	looks, parts := []int{1, 2, 3, 4, 5, 10, 100, 1000}, 4
	if !worlds.Thorough() {
		looks, parts = []int{1, 2, 3, 4, 10, 100}, 2
	}
	for _, n := range looks {
		ctx := endsAt(t.Context(), n)
		try(fmt.Sprint("look ", n), ctx, func() bool { return ctx.looks.Load() >= int64(n) })
	}
	for part := range parts {
		ctx, cancel := context.WithTimeout(t.Context(), took*time.Duration(part)/time.Duration(parts))
		try(fmt.Sprintf("%d of %d parts", part, parts), ctx, func() bool { return ctx.Err() != nil })
		cancel()
	}
	_, err = a.make(t)(endsAt(t.Context(), 1))
	require.ErrorIs(t, err, context.Canceled, "a context that has ended already")
}

// TestContextsAreHeard: whatever takes a context ends with it, says so, and never gives a part for the whole.
func TestContextsAreHeard(t *testing.T) {
	t.Parallel()
	type source func(t *testing.T) *ledger.Ledger
	heard := func(name string, s *scheme.Scheme, o scoring.Options, v scheme.Variant, fresh source) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, a := range askedOf(s, v, fresh, o) {
				t.Run(a.name, a.heard)
			}
		})
	}
	for _, w := range worlds.All() {
		few := []string{"sink", "chifeng-2020", "heirs of waiting"}
		if !worlds.Thorough() && !slices.Contains(few, w.Name) {
			continue
		}
		g := worlds.New(w, 3)
		g.Ledger(t)
		s, o := schemeOf(t, g, scoring.Options(g.Options()))
		heard(w.Name, s, o, otherFigure(t, w, s), func(t *testing.T) *ledger.Ledger {
			return worlds.New(w, 3).Ledger(t)
		})
	}
	for _, name := range []string{"chifeng-2020", "xihu-2021"} {
		if !worlds.Thorough() && name != "chifeng-2020" {
			continue
		}
		s, l, o := worlds.Year(t, name, 1, sample.Options{Entries: 1500, Units: 30})
		var entries []ledger.Entry
		for _, e := range l.All() {
			entries = append(entries, e)
		}
		other := otherFigure(t, worlds.Of(name), s)
		heard("a year of "+name, s, scoring.Options(o), other, func(t *testing.T) *ledger.Ledger {
			fresh, err := ledger.Of(t.Context(), entries...)
			require.NoError(t, err)
			return fresh
		})
	}
}

// otherFigure sets the first figure of a scheme that can be set.
func otherFigure(t *testing.T, w *worlds.World, s *scheme.Scheme) scheme.Variant {
	t.Helper()
	for _, path := range w.Figures(t) {
		v := scheme.Variant{Params: []scheme.Param{{Path: path, Value: "3"}}}
		if _, err := s.With(t.Context(), v); err == nil {
			return v
		}
	}
	return scheme.Variant{}
}

// TestRunTestsHearsItsContext: so do the tests of a scheme, where one does not come out.
func TestRunTestsHearsItsContext(t *testing.T) {
	t.Parallel()
	failing := strings.Replace(deductionsScheme, "fee: 16.67", "fee: 16.68", 1)
	for name, source := range map[string]string{"deductions": deductionsScheme, "one fails": failing} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "worked.yaml", []byte(source))
			require.NoError(t, err)
			asked{make: func(*testing.T) func(context.Context) (string, error) {
				return func(ctx context.Context) (string, error) {
					failures, err := scoring.RunTests(ctx, s)
					assert.False(t, err != nil && failures != nil, "nothing beside an error")
					return fmt.Sprint(failures), err
				}
			}}.heard(t)
		})
	}
}
