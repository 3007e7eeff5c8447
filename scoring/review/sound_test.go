package review_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/review"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// changes of a condition that make another one, which often loads.
var changes = [][2]string{{" == ", " != "}, {" != ", " == "}, {" && ", " || "}, {" || ", " && "}, {" >= ", " < "},
	{" <= ", " > "}, {"!item", "item"}, {"exists(", "all("}, {" in [", " == ["},
	{"when: '", `when: 'item.genre == "research" && `}, {"when: '", `when: 'tier == "city" && `},
	{"when: '", `when: 'unit.category == "county" && `},
	{"when: '", `when: 'item.endorsements.all(e, e.by == "市委") && `}}

var constants = regexp.MustCompile(`"[a-z]+"`)

// TestSure breaks the published schemes at random, and holds every finding to a made-up year of the office: what is
// said never to happen does not happen there, and every witness shows what it is for.
func TestSure(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and of one goroutine")
	}
	t.Parallel()
	found := map[review.Kind]int{}
	for k, name := range []string{"bazhou-2022", "chifeng-2020", "street-2022", "xihu-2021"} {
		entries, err := sample.Entries(name, 7, sample.Options{Entries: 1500})
		require.NoError(t, err)
		l, err := ledger.Of(t.Context(), slices.Collect(entries)...)
		require.NoError(t, err)
		content, err := os.ReadFile(filepath.Join("../../examples/schemes", name+".yaml"))
		require.NoError(t, err)
		text, _, _ := strings.Cut(string(content), "\ntests:")
		for seed := range worlds.Seeds(tries) {
			s := changed(text, rand.New(rand.NewPCG(seed, uint64(k))))
			if s == nil {
				continue
			}
			findings := reviewed(t, s).Findings
			if len(findings) == 0 {
				continue
			}
			evaluated := runsOf(t, s, l)
			for _, f := range findings {
				found[f.Kind]++
				if f.Kind == review.Never || f.Kind == review.Shadowed {
					_, what, _ := strings.Cut(f.Reason.String(), `"`)
					what, _, _ = strings.Cut(what, `"`)
					kind := string(f.Kind)
					if strings.Contains(f.Reason.String(), "can never concern") {
						kind = "concern"
					}
					assert.False(t, evaluated[kind+" "+what], "%s %d: %v", name, seed, f.Error)
				}
				shown(t, s, f)
			}
		}
	}
	t.Log(found)
	if worlds.Whole() {
		assert.Greater(t, found[review.Never], 5)
	}
}

const tries = 10

// changed is a scheme with two or three of its conditions changed; nil where it does not load.
func changed(text string, r *rand.Rand) *scheme.Scheme {
	for range 2 + r.IntN(2) {
		if words := constants.FindAllStringIndex(text, -1); r.IntN(3) == 0 {
			from, to := words[r.IntN(len(words))], words[r.IntN(len(words))]
			text = text[:from[0]] + text[to[0]:to[1]] + text[from[1]:]
			continue
		}
		c := changes[r.IntN(len(changes))]
		if r.IntN(2) == 0 { // one more condition is what most often cannot hold with the others
			c = changes[len(changes)-1-r.IntN(4)]
		}
		parts := strings.Split(text, c[0])
		if len(parts) < 2 {
			continue
		}
		at := 1 + r.IntN(len(parts)-1)
		text = strings.Join(parts[:at], c[0]) + c[1] + strings.Join(parts[at:], c[0])
	}
	s, err := scheme.Load(context.Background(), "changed.yaml", []byte(text))
	if err != nil || s.CheckReadings(context.Background()) != nil {
		return nil
	}
	return s
}

// runsOf is which lines did something in a ledger, and which tiers an adoption reached.
func runsOf(t *testing.T, s *scheme.Scheme, l *ledger.Ledger) map[string]bool {
	t.Helper()
	names := map[*rule.Program]string{}
	add := func(name string, programs ...*rule.Program) {
		for _, p := range programs {
			names[p] = "never " + name
		}
	}
	for _, c := range s.Credits {
		for _, a := range c.Amounts {
			add(c.Name, a.Worth)
		}
		for _, b := range c.Bonuses {
			add(b.Name, b.Times, b.Plus)
		}
	}
	for _, one := range s.Settles {
		for _, a := range one.Amounts {
			add(one.Name, a.Worth)
		}
	}
	for _, q := range s.Quotas {
		add(q.Name, q.Count)
		if q.When != nil {
			names[q.When] = "concern " + q.Name
		}
	}
	for _, one := range s.Ladder.Tiers() {
		names[one.When] = "shadowed " + one.Name
	}
	evaluated := map[string]bool{}
	f, err := steps.OpenPlain(s, l, frame.Options{})
	require.NoError(t, err)
	f = f.Observed(func(r frame.Evaluated) {
		if yes, isBool := r.Value.AsBool(); names[r.Program] != "" && r.Err == nil && (yes || !isBool) {
			evaluated[names[r.Program]] = true
		}
	})
	credited, err := steps.Credit(t.Context(), f, f.Cases())
	require.NoError(t, err)
	settled, err := steps.Settle(t.Context(), f, steps.ByUnit(f, credited))
	require.NoError(t, err)
	_, err = steps.Rank(t.Context(), f, settled)
	require.NoError(t, err)
	return evaluated
}
