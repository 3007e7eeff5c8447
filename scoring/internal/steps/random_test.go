package steps_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// score is the score as JSON through the face, by whichever way that takes.
func score(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o frame.Options) string {
	t.Helper()
	b, err := scoring.Score(t.Context(), s, l, scoring.Options(o))
	require.NoError(t, err)
	out, err := b.JSON(t.Context())
	require.NoError(t, err)
	return string(out)
}

// TestPlainAgainstReference is the proof of the plain way: it gives what the reference gives, to the byte.
func TestPlainAgainstReference(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(30) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), g.Options()
				s, o := g.Scheme(t, o)
				f, err := steps.OpenPlain(s, l, o)
				require.NoError(t, err)
				of, err := steps.Plain(t.Context(), f)
				require.NoError(t, err)
				want, err := reference.Score(s, l, worlds.Asked(o))
				require.NoError(t, err)
				if got := worlds.Book(t, of); got != string(want) {
					t.Fatalf("seed %d: − reference, + plain\n%s", seed, reference.Difference(string(want), got))
				}
			}
		})
	}
}

// TestSplits asks that any split of the cases and of the units into blocks, in any order, gives the same bytes.
func TestSplits(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(40) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := g.Scheme(t, g.Options())
				f, err := steps.OpenPlain(s, l, o)
				require.NoError(t, err)
				cases := f.Cases()
				var credited []steps.Credited
				for _, block := range worlds.Blocks(g, cases) {
					c, err := steps.Credit(ctx, f, block)
					require.NoError(t, err)
					credited = append(credited, c)
				}
				g.Shuffle(len(credited), func(i, j int) { credited[i], credited[j] = credited[j], credited[i] })
				var settled []steps.Settled
				settle, units := steps.Settle, worlds.Blocks(g, steps.ByUnit(f, credited...))
				if f.Together() { // units see one another: they are settled together, in any order
					settle, units = steps.SettleAll, [][]steps.UnitChanges{slices.Concat(units...)}
				}
				for _, block := range units {
					s, err := settle(ctx, f, block)
					require.NoError(t, err)
					settled = append(settled, s...)
				}
				g.Shuffle(len(settled), func(i, j int) { settled[i], settled[j] = settled[j], settled[i] })
				ranked, err := steps.Rank(t.Context(), f, settled)
				require.NoError(t, err)
				got := worlds.Book(t, &steps.Scored{Frame: f, Credited: credited, Settled: settled, Ranked: ranked})
				if want := score(t, s, l, o); got != want {
					t.Fatalf("seed %d: − in one go, + in blocks\n%s", seed, reference.Difference(want, got))
				}
			}
		})
	}
}

// TestCancelEndsTheFrame asks that nothing of a ledger is looked through after the cancellation.
func TestCancelEndsTheFrame(t *testing.T) {
	t.Parallel()
	g := worlds.New(worlds.Of("chifeng-2020"), 1)
	l := g.Ledger(t)
	s, o := g.Scheme(t, g.Options())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := steps.Open(ctx, s, l, o, nil)
	assert.ErrorIs(t, err, context.Canceled)
}
