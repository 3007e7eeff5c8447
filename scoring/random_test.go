package scoring_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// seeds is how many random ledgers each scheme is tried on.
func seeds(t *testing.T, n int) uint64 {
	if testing.Short() {
		return uint64(max(1, n/10))
	}
	return uint64(n)
}

// variants holds what was compiled: it takes longer than scoring a small ledger.
var variants sync.Map

// load gives a world's scheme and the options to score it with: whole, so that scoring takes the readings and parameters
// out of them, or, most of the time, with the readings and parameters applied already.
func load(t *testing.T, g *generator, o scoring.Options) (*scheme.Scheme, scoring.Options) {
	t.Helper()
	name, content := g.w.scheme, []byte(g.w.source)
	published, ok := variants.Load(name)
	if !ok {
		var err error
		if g.w.source == "" {
			content, err = schemes.Source(name)
			require.NoError(t, err)
		}
		s, err := scheme.Load(t.Context(), name+".yaml", content)
		require.NoError(t, err)
		published, _ = variants.LoadOrStore(name, s)
	}
	if g.chance(15) {
		return published.(*scheme.Scheme), o
	}
	key := fmt.Sprint(name, o.Readings)
	varied, ok := variants.Load(key)
	if !ok {
		s, err := published.(*scheme.Scheme).With(t.Context(), scheme.Variant{Params: o.Params, Readings: o.Readings})
		require.NoError(t, err)
		varied, _ = variants.LoadOrStore(key, s)
	}
	o.Params, o.Readings = nil, nil
	return varied.(*scheme.Scheme), o
}

// score is the score as JSON, by the engine.
func score(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) string {
	t.Helper()
	b, err := scoring.Score(context.Background(), s, l, o)
	require.NoError(t, err)
	out, err := b.JSON()
	require.NoError(t, err)
	return string(out)
}

func lines(l *ledger.Ledger) string {
	var b bytes.Buffer
	if err := ledger.WriteJSONL(&b, l); err != nil {
		return err.Error()
	}
	return b.String()
}

// sameAsReference compares engine and reference to the byte.
func sameAsReference(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) bool {
	t.Helper()
	want, err := scoreByReference(s, l, o)
	require.NoError(t, err)
	got := score(t, s, l, o)
	if got == string(want) {
		return true
	}
	t.Errorf("engine and reference differ, options %+v\n%s\nledger:\n%s", o, difference(t, string(want), got), lines(l))
	return false
}

// difference lists the rows that only one of two scores has; − is the reference's.
func difference(t *testing.T, want, got string) string {
	a, b := rows(t, want), rows(t, got)
	var out []string
	for _, row := range a {
		if !slices.Contains(b, row) {
			out = append(out, "− "+row)
		}
	}
	for _, row := range b {
		if !slices.Contains(a, row) {
			out = append(out, "+ "+row)
		}
	}
	if len(out) == 0 {
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				return fmt.Sprintf("the order of rows differs, first at\n− %s\n+ %s", a[i], b[i])
			}
		}
	}
	return strings.Join(out, "\n")
}

// rows is a score with each row on a line.
func rows(t *testing.T, text string) []string {
	var sections map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(text), &sections))
	var out []string
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		var list []json.RawMessage
		if json.Unmarshal(sections[name], &list) != nil {
			list = []json.RawMessage{sections[name]}
		}
		for _, row := range list {
			var b bytes.Buffer
			require.NoError(t, json.Compact(&b, row))
			out = append(out, name+" "+b.String())
		}
	}
	return out
}

// TestReferenceOnWorkedCases holds the reference to the cases inside the schemes, so that both sides are tried on ledgers
// that somebody thought about.
func TestReferenceOnWorkedCases(t *testing.T) {
	t.Parallel()
	for _, name := range schemes.Names() {
		s, err := schemes.Load(t.Context(), name)
		require.NoError(t, err)
		for _, c := range s.Tests {
			t.Run(name+"/"+c.Name, func(t *testing.T) {
				t.Parallel()
				sameAsReference(t, s, c.Ledger, scoring.Options{Period: c.Period, Until: c.Until, Known: c.Known, Params: c.Params, Readings: c.Readings})
			})
		}
	}
}

// TestRandomAgainstReference is the proof of the engine: it gives what the reference gives, to the byte.
func TestRandomAgainstReference(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			for seed := range seeds(t, w.seeds) {
				g := newGenerator(w, seed)
				l, o := g.ledger(t), g.options()
				s, o := load(t, g, o)
				if !sameAsReference(t, s, l, o) {
					t.Fatalf("seed %d of %s", seed, w.scheme)
				}
			}
		})
	}
}

// TestRandomReachesEverything guards the generator: a comparison of empty scores would prove nothing.
func TestRandomReachesEverything(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			rules, codes := map[string]int{}, map[string]int{}
			for seed := range seeds(t, w.seeds) {
				g := newGenerator(w, seed)
				l, o := g.ledger(t), g.options()
				s, o := load(t, g, o)
				var got scoreJSON
				require.NoError(t, json.Unmarshal([]byte(score(t, s, l, o)), &got))
				for _, p := range got.Postings {
					rules[p.Rule]++
				}
				for _, u := range got.Unscored {
					codes[u.Code]++
				}
				for _, p := range got.Problems {
					codes["problem "+p.Code]++
				}
			}
			if testing.Short() {
				return
			}
			s, _ := load(t, newGenerator(w, 0), scoring.Options{Params: w.params, Readings: w.readings[:min(1, len(w.readings))]})
			for _, r := range s.Rules {
				bonus := slices.ContainsFunc(s.Credits, func(c *scheme.Credit) bool {
					return slices.ContainsFunc(c.Bonuses, func(b *scheme.Bonus) bool { return b.Rule == r })
				})
				if !bonus {
					assert.Positive(t, rules[r.Name], "no posting of rule %s in the random ledgers", r.Name)
				}
			}
			for _, code := range w.codes {
				assert.Positive(t, codes[code], "no %s in the random ledgers: %v", code, codes)
			}
		})
	}
}

// TestWorkers asks that the number of goroutines does not change a byte.
func TestWorkers(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			for seed := range seeds(t, 20) {
				g := newGenerator(w, seed)
				l := g.ledger(t)
				s, o := load(t, g, g.options())
				o.Workers = 1
				want := score(t, s, l, o)
				for _, o.Workers = range []int{2, 7} {
					require.Equal(t, want, score(t, s, l, o), "seed %d, %d workers", seed, o.Workers)
				}
			}
		})
	}
}

// TestSplits asks that any split of the cases and of the units into blocks, in any order, gives the same bytes.
func TestSplits(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			for seed := range seeds(t, 40) {
				g := newGenerator(w, seed)
				l := g.ledger(t)
				s, o := load(t, g, g.options())
				f, err := steps.OpenPlain(s, l, o)
				require.NoError(t, err)
				cases := f.Cases()
				var credited []steps.Credited
				for _, block := range blocks(g, cases) {
					c, err := steps.Credit(ctx, f, block)
					require.NoError(t, err)
					credited = append(credited, c)
				}
				g.Shuffle(len(credited), func(i, j int) { credited[i], credited[j] = credited[j], credited[i] })
				var settled []steps.Settled
				for _, block := range blocks(g, steps.ByUnit(f, credited...)) {
					s, err := steps.Settle(ctx, f, block)
					require.NoError(t, err)
					settled = append(settled, s...)
				}
				g.Shuffle(len(settled), func(i, j int) { settled[i], settled[j] = settled[j], settled[i] })
				ranked, err := steps.Rank(f, settled)
				require.NoError(t, err)
				got, err := scoring.Book(f, credited, settled, ranked).JSON()
				require.NoError(t, err)
				if want := score(t, s, l, o); string(got) != want {
					t.Fatalf("seed %d: − in one go, + in blocks\n%s\n%s", seed, difference(t, want, string(got)), lines(l))
				}
			}
		})
	}
}

// blocks deals things out into blocks at random, in a random order.
func blocks[T any](g *generator, all []T) [][]T {
	out := make([][]T, g.IntN(len(all)+2)+1)
	for _, i := range g.Perm(len(all)) {
		b := g.IntN(len(out))
		out[b] = append(out[b], all[i])
	}
	return out
}

// TestOrderOfRecording asks that entries may be recorded in any order, as long as those of one instant keep theirs, and
// what a void concerns keeps its own. Rows are compared without their order, which is partly that of recording.
func TestOrderOfRecording(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			for seed := range seeds(t, 30) {
				g := newGenerator(w, seed)
				l, o := g.ledger(t), g.options()
				o.Known = ""
				s, o := load(t, g, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					e.Recorded, _ = ledger.ParseTime("2030-01-01T00:00:00Z")
					entries = append(entries, e)
				}
				want := sortedRows(t, score(t, s, l, o))
				for range 3 {
					other, err := ledger.Of(reordered(g, entries, s)...)
					require.NoError(t, err)
					require.Equal(t, want, sortedRows(t, score(t, s, other, o)), "seed %d\n%s", seed, lines(other))
				}
			}
		})
	}
}

// sortedRows is a score without the ledger's digest and without the order of rows that are not ranked.
func sortedRows(t *testing.T, text string) scoreJSON {
	var out scoreJSON
	require.NoError(t, json.Unmarshal([]byte(text), &out))
	out.LedgerDigest = ""
	for i := range out.Postings {
		slices.Sort(out.Postings[i].Entries)
	}
	slices.SortFunc(out.Postings, func(a, b postingJSON) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	slices.SortFunc(out.Unscored, func(a, b refusalJSON) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	slices.SortFunc(out.Problems, func(a, b problemJSON) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return out
}

// reordered is a random order of the entries in which those keep theirs that the order of recording decides between: of
// one instant, and all that voids and second submissions concern.
func reordered(g *generator, entries []ledger.Entry, s *scheme.Scheme) []ledger.Entry {
	loc := s.Calendar.Location()
	submitted, referred := map[string]int{}, map[string]bool{}
	for _, e := range entries {
		if e.Kind == ledger.Submit || e.Kind == ledger.Commission {
			submitted[string(e.Kind)+e.Item+e.Commission]++
		}
		if e.Kind == ledger.Submit {
			submitted[e.Item]++
		}
		referred[e.Ref] = true
	}
	tied := func(e ledger.Entry) bool {
		return e.Kind == ledger.Void || referred[e.ID] || e.Kind == ledger.Submit && submitted[e.Item] > 1 || e.Kind == ledger.Commission && submitted["commission"+e.Commission] > 1
	}
	before := func(a, b ledger.Entry) bool {
		return a.At.Instant(loc).Equal(b.At.Instant(loc)) || tied(a) && tied(b)
	}
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

// TestPeriodsAddUp asks that the months make up the quarters and the quarters the year, row by row, that the postings of a
// unit make up its total, and that a week is settled in one month only.
func TestPeriodsAddUp(t *testing.T) {
	t.Parallel()
	for _, w := range worlds() {
		t.Run(w.scheme, func(t *testing.T) {
			t.Parallel()
			for seed := range seeds(t, 8) {
				g := newGenerator(w, seed)
				l := g.ledger(t)
				s, o := load(t, g, g.options())
				o.Known, o.Until = "", ""
				show := func(period string) scoreJSON {
					o.Period = period
					var out scoreJSON
					require.NoError(t, json.Unmarshal([]byte(score(t, s, l, o)), &out))
					totalsAreSums(t, out)
					return out
				}
				for _, year := range []int{w.year, w.year + 1} {
					whole := calendar.Period{Kind: calendar.Year, Year: year}
					var halves []scoreJSON
					for _, half := range s.Calendar.Within(calendar.Half, whole) {
						var quarters []scoreJSON
						for _, quarter := range s.Calendar.Within(calendar.Quarter, half) {
							var months []scoreJSON
							for _, m := range s.Calendar.Within(calendar.Month, quarter) {
								months = append(months, show(m.String()))
							}
							quarters = append(quarters, show(quarter.String()))
							partsAddUp(t, quarters[len(quarters)-1], months)
						}
						halves = append(halves, show(half.String()))
						partsAddUp(t, halves[len(halves)-1], quarters)
					}
					partsAddUp(t, show(whole.String()), halves)
					if t.Failed() {
						t.Fatalf("seed %d of %s, %d\n%s", seed, w.scheme, year, lines(l))
					}
				}
			}
		})
	}
}

// totalsAreSums asks that a total is the sum of the postings of its unit and account.
func totalsAreSums(t *testing.T, s scoreJSON) {
	t.Helper()
	for _, row := range s.Totals {
		sum := number{}
		for _, p := range s.Postings {
			if p.Unit == row.Unit && p.Account == row.Account {
				sum = sum.Add(decimalOf(p.Amount))
			}
		}
		assert.Equal(t, sum.String(), row.Amount, "%s %s %s", s.Period, row.Unit, row.Account)
	}
}

// partsAddUp asks that the rows of the parts, one part after the other, are those of the whole.
func partsAddUp(t *testing.T, whole scoreJSON, parts []scoreJSON) {
	t.Helper()
	var postings []postingJSON
	var quotas []quotaJSON
	var unscored []refusalJSON
	totals, listed := map[string]number{}, map[string]int{}
	for _, p := range parts {
		postings, quotas, unscored = append(postings, p.Postings...), append(quotas, p.Quotas...), append(unscored, p.Unscored...)
		for _, row := range p.Totals {
			key := row.Unit + " " + row.Account
			totals[key], listed[key] = totals[key].Add(decimalOf(row.Amount)), listed[key]+1
		}
	}
	assert.Empty(t, onlyInOne(whole.Postings, postings), "postings of %s", whole.Period)
	assert.Empty(t, onlyInOne(whole.Quotas, quotas), "quotas of %s", whole.Period)
	assert.Empty(t, onlyInOne(whole.Unscored, unscored), "unscored of %s", whole.Period)
	for _, row := range whole.Totals {
		// A unit has no row in a part in which it was off the roster all the time. A posting can lie there all the same:
		// of an adoption while it was on, of an item that was handed in while it was off.
		if key := row.Unit + " " + row.Account; listed[key] == len(parts) {
			assert.Equal(t, row.Amount, totals[key].String(), "%s %s", whole.Period, key)
		}
	}
}

// onlyInOne lists the rows that the whole has and its parts have not, or the parts and not the whole.
func onlyInOne[T any](whole, parts []T) []string {
	left := map[string]int{}
	for _, row := range whole {
		left[fmt.Sprintf("%+v", row)]++
	}
	for _, row := range parts {
		left[fmt.Sprintf("%+v", row)]--
	}
	maps.DeleteFunc(left, func(_ string, n int) bool { return n == 0 })
	return slices.Sorted(maps.Keys(left))
}
