package worlds

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Blocks deals things out into blocks at random, in a random order.
func Blocks[T any](g *Generator, all []T) [][]T {
	out := make([][]T, g.IntN(len(all)+2)+1)
	for _, i := range g.Perm(len(all)) {
		b := g.IntN(len(out))
		out[b] = append(out[b], all[i])
	}
	return out
}

// Reordered is a random order of the entries in which those keep theirs that the order of recording decides between: of
// one instant, that of the submission where an entry about the item is dated before it, and all that voids and second
// submissions concern.
func (g *Generator) Reordered(entries []ledger.Entry, s *scheme.Scheme) []ledger.Entry {
	loc := s.Calendar.Location()
	submitted, referred, handedIn := map[string]int{}, map[string]bool{}, map[string]time.Time{}
	for _, e := range entries {
		if e.Kind == ledger.Submit || e.Kind == ledger.Commission {
			submitted[string(e.Kind)+e.Item+e.Commission]++
		}
		if e.Kind == ledger.Submit {
			submitted[e.Item]++
			handedIn[e.Item] = e.At.Instant(loc)
		}
		referred[e.Ref] = true
	}
	tied := func(e ledger.Entry) bool {
		return e.Kind == ledger.Void || referred[e.ID] || e.Kind == ledger.Submit && submitted[e.Item] > 1 ||
			e.Kind == ledger.Commission && submitted["commission"+e.Commission] > 1
	}
	// Where entries see what those before them gave, or what they give stands, so does the order in which commissions
	// fall due, and in which proofs come.
	later := func(e ledger.Entry) time.Time {
		if proof, late := e.Attrs.Get("proof_at"); late {
			text, _ := proof.Text()
			at, _ := ledger.ParseTime(text)
			return at.Instant(loc)
		}
		return e.Due.EndInstant(loc)
	}
	waits := func(a, b ledger.Entry) bool {
		return (len(s.Balances) > 0 || s.AsksLater) && !later(a).IsZero() && later(a).Equal(later(b))
	}
	from := func(e ledger.Entry) time.Time {
		if at := e.At.Instant(loc); !at.Before(handedIn[e.Item]) {
			return at
		}
		return handedIn[e.Item]
	}
	before := func(a, b ledger.Entry) bool { return from(a).Equal(from(b)) || tied(a) && tied(b) || waits(a, b) }
	var out []ledger.Entry
	for left := slices.Clone(entries); len(left) > 0; {
		i := g.IntN(len(left))
		if !slices.ContainsFunc(left[:i], func(e ledger.Entry) bool { return before(e, left[i]) }) {
			out = append(out, left[i])
			left = slices.Delete(left, i, i+1)
		}
	}
	return out
}

// Crowd puts the random ledgers of several seeds into one, each with units, items and commissions of its own, so that
// many cases are alike.
func (w *World) Crowd(t testing.TB, first uint64, seeds int) *ledger.Ledger {
	t.Helper()
	var all []ledger.Entry
	for i := range seeds {
		seed := first + uint64(i)
		own := func(name *string) {
			if *name != "" {
				*name = fmt.Sprintf("%d.%s", seed, *name)
			}
		}
		for _, e := range New(w, seed).Ledger(t).All() {
			for _, name := range []*string{&e.ID, &e.Unit, &e.Of, &e.Item, &e.Commission, &e.Ref} {
				own(name)
			}
			for k := range e.With {
				own(&e.With[k])
			}
			for k := range e.Shares {
				own(&e.Shares[k].Unit)
			}
			for k := range e.Succeeds {
				own(&e.Succeeds[k].Unit)
			}
			e.Recorded = ledger.Time{}
			all = append(all, e)
		}
	}
	l, err := ledger.Of(t.Context(), all...)
	require.NoError(t, err)
	return l
}
