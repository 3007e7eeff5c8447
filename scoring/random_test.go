package scoring_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/reference"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// score is the score as JSON, by the engine.
func score(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) string {
	t.Helper()
	b, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	out, err := b.JSON(t.Context())
	require.NoError(t, err)
	return string(out)
}

// schemeOf is the scheme of a generator's world, and the options to score it with.
func schemeOf(t *testing.T, g *worlds.Generator, o scoring.Options) (*scheme.Scheme, scoring.Options) {
	t.Helper()
	s, rest := g.Scheme(t, frame.Options(o))
	return s, scoring.Options(rest)
}

func lines(l *ledger.Ledger) string {
	var b bytes.Buffer
	if err := ledger.WriteJSONL(context.Background(), &b, l); err != nil {
		return err.Error()
	}
	return b.String()
}

// sameAsReference compares engine and reference to the byte.
func sameAsReference(t *testing.T, s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) bool {
	t.Helper()
	want, err := reference.Score(s, l, worlds.Asked(frame.Options(o)))
	require.NoError(t, err)
	return same(t, string(want), score(t, s, l, o), l, o, "− reference, + engine")
}

// same compares two scores to the byte, and shows the first rows that differ. The ledger is kept where the test is run
// with -artifacts.
func same(t *testing.T, want, got string, l *ledger.Ledger, o scoring.Options, what string) bool {
	t.Helper()
	if got == want {
		return true
	}
	t.Errorf("%s, options %+v\n%s", what, o, reference.Difference(want, got))
	assert.NoError(t, os.WriteFile(filepath.Join(t.ArtifactDir(), "ledger.jsonl"), []byte(lines(l)), 0o644))
	return false
}

// TestReferenceOnWorkedCases holds the reference to the cases inside the schemes, so that both sides are tried on
// ledgers that somebody thought about.
func TestReferenceOnWorkedCases(t *testing.T) {
	t.Parallel()
	for _, name := range schemes.Names() {
		s, err := schemes.Load(t.Context(), name)
		require.NoError(t, err)
		for _, c := range s.Tests {
			t.Run(name+"/"+c.Name, func(t *testing.T) {
				t.Parallel()
				sameAsReference(t, s, c.Ledger, scoring.Options{Periods: worlds.Periods(c.Period),
					Until: worlds.Time(c.Until), Known: worlds.Time(c.Known), Params: c.Params, Readings: c.Readings})
			})
		}
	}
}

// TestRandomAgainstReference is the proof of the engine: it gives what the reference gives, to the byte.
func TestRandomAgainstReference(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(w.Seeds) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				if !sameAsReference(t, s, l, o) {
					t.Fatalf("seed %d of %s", seed, w.Name)
				}
			}
		})
	}
}

// TestRandomReachesEverything guards the generator: a comparison of empty scores would prove nothing.
func TestRandomReachesEverything(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			rules, codes, ties, bands := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
			for seed := range worlds.Seeds(w.Seeds) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				s, o := schemeOf(t, g, o)
				var got reference.Scorebook
				require.NoError(t, json.Unmarshal([]byte(score(t, s, l, o)), &got))
				for _, p := range got.Postings {
					rules[p.Rule]++
				}
				for _, u := range got.Unscored {
					codes[u.Code]++
				}
				for _, r := range got.Results {
					bands[r.Result]++
				}
				for _, row := range got.Totals {
					for grade, band := range row.Grades {
						bands[grade+" "+band]++
					}
				}
				for _, p := range got.Problems {
					codes["problem "+p.Code]++
				}
				if len(o.Readings) == 0 {
					countTies(s, got.Totals, ties)
				}
			}
			if !worlds.Whole() || strings.HasPrefix(w.Name, "heirs of ") { // the world that they are of reaches it
				return
			}
			s, _ := schemeOf(t, worlds.New(w, 0),
				scoring.Options{Params: w.Params, Readings: w.Readings[:min(1, len(w.Readings))]})
			for _, r := range s.Rules {
				bonus := slices.ContainsFunc(s.Credits, func(c *scheme.Credit) bool {
					return slices.ContainsFunc(c.Bonuses, func(b *scheme.Bonus) bool { return b.Rule == r })
				})
				if !bonus {
					assert.Positive(t, rules[r.Name], "no posting of rule %s in the random ledgers", r.Name)
				}
			}
			for _, r := range s.Rankings {
				assert.Positive(t, ties[r.Name], "no tie in ranking %s in the random ledgers", r.Name)
			}
			for _, g := range s.Grades {
				for _, name := range g.Names() {
					assert.Positive(t, bands[g.Name+" "+name], "no %s %s in the random ledgers: %v", g.Name, name, bands)
				}
			}
			for _, r := range s.Results {
				assert.Positive(t, bands[r.Name], "no result %s in the random ledgers", r.Name)
			}
			for _, code := range w.Codes {
				assert.Positive(t, codes[code], "no %s in the random ledgers: %v", code, codes)
			}
		})
	}
}

// countTies counts, by ranking, the units that share a rank with one of their group, or, where no two share one, that
// have its amount.
func countTies(s *scheme.Scheme, rows []reference.Total, ties map[string]int) {
	for _, r := range s.Rankings {
		seen := map[string]bool{}
		for _, row := range rows {
			rank := row.Ranks[r.Name]
			if row.Ranks == nil && row.Rank != nil {
				rank = reference.Rank{Rank: *row.Rank, Group: row.Group}
			}
			if row.Account != s.Accounts[r.Account].Name || rank.Rank == 0 {
				continue
			}
			key := fmt.Sprint(rank)
			if r.Ties == "ordinal" {
				key = *row.Amount + " " + rank.Group
			}
			if seen[key] {
				ties[r.Name]++
			}
			seen[key] = true
		}
	}
}

// TestWorkers asks that the number of goroutines does not change a byte.
func TestWorkers(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(20) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := schemeOf(t, g, scoring.Options(g.Options()))
				o.Workers = 1
				want := score(t, s, l, o)
				for _, o.Workers = range []int{2, 7} {
					require.True(t, same(t, want, score(t, s, l, o), l, o, "− one worker, + more"), "seed %d", seed)
				}
			}
		})
	}
}

// TestOrderOfRecording asks that entries may be recorded in any order, as long as those of one instant keep theirs,
// and what a void concerns keeps its own. Rows are compared without their order, which is partly that of recording.
func TestOrderOfRecording(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.All() {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(30) {
				g := worlds.New(w, seed)
				l, o := g.Ledger(t), scoring.Options(g.Options())
				o.Known = ledger.Time{}
				s, o := schemeOf(t, g, o)
				var entries []ledger.Entry
				for _, e := range l.All() {
					e.Recorded, _ = ledger.ParseTime("2030-01-01T00:00:00Z")
					entries = append(entries, e)
				}
				want := sortedRows(t, score(t, s, l, o))
				for range 3 {
					other, err := ledger.Of(t.Context(), g.Reordered(entries, s)...)
					require.NoError(t, err)
					got := sortedRows(t, score(t, s, other, o))
					require.True(t, same(t, want, got, other, o, "− as recorded, + reordered"), "seed %d", seed)
				}
			}
		})
	}
}

// sortedRows is a score without the ledger's digest and without the order of rows that are not ranked.
func sortedRows(t *testing.T, text string) string {
	var out reference.Scorebook
	require.NoError(t, json.Unmarshal([]byte(text), &out))
	out.LedgerDigest = ""
	for i := range out.Postings {
		slices.Sort(out.Postings[i].Entries)
	}
	slices.SortFunc(out.Postings, func(a, b reference.Posting) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	slices.SortFunc(out.Unscored, func(a, b reference.Refusal) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	slices.SortFunc(out.Problems, func(a, b reference.Problem) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	sorted, err := out.JSON()
	require.NoError(t, err)
	return string(sorted)
}

// TestPeriodsAddUp asks that the months make up the quarters and the quarters the year, row by row, where they begin and
// end together, that the postings of a unit make up its total, and that a week is settled in one month only.
func TestPeriodsAddUp(t *testing.T) {
	t.Parallel()
	for _, w := range worlds.Some(0) {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range worlds.Seeds(8) {
				g := worlds.New(w, seed)
				l := g.Ledger(t)
				s, o := schemeOf(t, g, scoring.Options(g.Options()))
				o.Known, o.Until = ledger.Time{}, ledger.Time{}
				show := func(period string) reference.Scorebook {
					o.Periods = worlds.Periods(period)
					var out reference.Scorebook
					require.NoError(t, json.Unmarshal([]byte(score(t, s, l, o)), &out))
					totalsAreSums(t, s, out)
					return withoutFigures(s, out)
				}
				addUp := func(whole calendar.Period, inside calendar.Kind, book reference.Scorebook,
					parts []reference.Scorebook) {
					all := s.Calendar.Within(inside, whole)
					start, end := s.Calendar.Bounds(whole)
					first, _ := s.Calendar.Bounds(all[0])
					_, last := s.Calendar.Bounds(all[len(all)-1])
					if first.Equal(start) && last.Equal(end) && !w.Succeeds() { // then each period is of other units
						partsAddUp(t, book, parts, s.AsksLater)
					}
				}
				for _, year := range []int{w.Year, w.Year + 1} {
					whole := calendar.Period{Kind: calendar.Year, Year: year}
					var halves []reference.Scorebook
					for _, half := range s.Calendar.Within(calendar.Half, whole) {
						var quarters []reference.Scorebook
						for _, quarter := range s.Calendar.Within(calendar.Quarter, half) {
							var months []reference.Scorebook
							for _, m := range s.Calendar.Within(calendar.Month, quarter) {
								months = append(months, show(m.String()))
							}
							quarters = append(quarters, show(quarter.String()))
							addUp(quarter, calendar.Month, quarters[len(quarters)-1], months)
						}
						halves = append(halves, show(half.String()))
						addUp(half, calendar.Quarter, halves[len(halves)-1], quarters)
					}
					addUp(whole, calendar.Half, show(whole.String()), halves)
					if t.Failed() {
						t.Fatalf("seed %d of %s, %d", seed, w.Name, year)
					}
				}
			}
		})
	}
}

// totalsAreSums asks that a total is the sum of the postings of its unit and account, where that is no balance.
func totalsAreSums(t *testing.T, of *scheme.Scheme, s reference.Scorebook) {
	t.Helper()
	balance := map[string]bool{}
	for _, a := range of.Accounts {
		balance[a.Name] = a.Balance
	}
	for _, row := range s.Totals {
		if row.Amount == nil || balance[row.Account] {
			continue
		}
		sum := decimal.Decimal{}
		for _, p := range s.Postings {
			if p.Unit == row.Unit && p.Account == row.Account {
				sum = sum.Add(decimal.RequireFromString(p.Amount))
			}
		}
		assert.Equal(t, sum.String(), *row.Amount, "%s %s %s", s.Period, row.Unit, row.Account)
	}
}

// withoutFigures is a score without the accounts of figures, which belong to one period each, those that not everybody
// has, which each period asks for itself, and balances, of which a period has what was before it, too.
func withoutFigures(s *scheme.Scheme, of reference.Scorebook) reference.Scorebook {
	figure := map[string]bool{}
	for _, a := range s.Accounts {
		figure[a.Name] = a.Figure || a.Balance || a.When != nil
	}
	of.Totals = slices.DeleteFunc(of.Totals, func(row reference.Total) bool { return figure[row.Account] })
	of.Postings = slices.DeleteFunc(of.Postings, func(row reference.Posting) bool { return figure[row.Account] })
	return of
}

// partsAddUp asks that the rows of the parts, one part after the other, are those of the whole.
func partsAddUp(t *testing.T, whole reference.Scorebook, parts []reference.Scorebook, ends bool) {
	t.Helper()
	var postings []reference.Posting
	var quotas []reference.Quota
	var unscored []reference.Refusal
	totals, listed := map[string]decimal.Decimal{}, map[string]int{}
	for _, p := range parts {
		postings, quotas, unscored = append(postings, p.Postings...), append(quotas, p.Quotas...),
			append(unscored, p.Unscored...)
		for _, row := range p.Totals {
			key := row.Unit + " " + row.Account
			totals[key], listed[key] = totals[key].Add(decimal.RequireFromString(*row.Amount)), listed[key]+1
		}
	}
	assert.Empty(t, onlyInOne(whole.Postings, postings), "postings of %s", whole.Period)
	assert.Empty(t, onlyInOne(whole.Quotas, quotas), "quotas of %s", whole.Period)
	// What a queue refused in a part may have ended by the end of the whole.
	unscored = slices.DeleteFunc(unscored, func(u reference.Refusal) bool {
		return ends && !slices.Contains(whole.Unscored, u)
	})
	assert.Empty(t, onlyInOne(whole.Unscored, unscored), "unscored of %s", whole.Period)
	for _, row := range whole.Totals {
		// A unit has no row in a part in which it was off the roster all the time. A posting can lie there all the
		// same: of an adoption while it was on, of an item that was handed in while it was off.
		if key := row.Unit + " " + row.Account; listed[key] == len(parts) {
			assert.Equal(t, *row.Amount, totals[key].String(), "%s %s", whole.Period, key)
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
