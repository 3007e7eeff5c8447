package sample_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func made(t *testing.T, name string, seed uint64, o sample.Options) []byte {
	var b bytes.Buffer
	require.NoError(t, sample.Write(&b, name, seed, o))
	return b.Bytes()
}

func read(t *testing.T, text []byte) *ledger.Ledger {
	l, err := ledger.ReadJSONL(t.Context(), bytes.NewReader(text), "sample.jsonl")
	require.NoError(t, err)
	return l
}

// open gives hongyuan-2018 what its text leaves open.
func open(t *testing.T, name string) (*scheme.Scheme, scoring.Options) {
	s, err := schemes.Load(t.Context(), name)
	require.NoError(t, err)
	o := scoring.Options{Periods: periodsOf(name[len(name)-4:])}
	for _, path := range s.Missing() {
		o.Params = append(o.Params, scheme.Param{Path: path, Value: "10"})
	}
	return s, o
}

func TestTheEmbeddedLedgerIsWhatTheGeneratorWrites(t *testing.T) {
	t.Parallel()
	text, err := sample.JSONL()
	require.NoError(t, err)
	require.True(t, bytes.Equal(text, made(t, sample.Scheme, sample.Seed, sample.Options{})),
		"write it anew: go run ./examples/gongguo sample | gzip -9n > examples/sample/chifeng-2020.jsonl.gz")
	l, err := sample.Ledger(t.Context())
	require.NoError(t, err)
	assert.Equal(t, must(read(t, text).Digest(t.Context())), must(l.Digest(t.Context())))
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	for _, name := range sample.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := made(t, name, 7, sample.Options{Entries: 800})
			assert.True(t, bytes.Equal(first, made(t, name, 7, sample.Options{Entries: 800})))
			assert.False(t, bytes.Equal(first, made(t, name, 8, sample.Options{Entries: 800})))
		})
	}
}

func TestAsLargeAsAsked(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name            string
		scheme          string
		options         sample.Options
		units           int
		least, mostSize int
	}{
		{"a year", "chifeng-2020", sample.Options{}, 42, 3000, 5000},
		{"few units", "chifeng-2020", sample.Options{Units: 5}, 5, 300, 1200},
		{"one unit", "street-2022", sample.Options{Units: 1}, 1, 50, 500},
		{"more units than the office has", "chifeng-2020", sample.Options{Units: 90}, 90, 8000, 16000},
		{"many entries", "chifeng-2020", sample.Options{Entries: 20000}, 42, 19000, 21000},
		{"both", "xihu-2021", sample.Options{Units: 60, Entries: 9000}, 60, 8000, 10000},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l := read(t, made(t, row.scheme, 3, row.options))
			units := map[string]bool{}
			for _, e := range l.All() {
				if e.Kind == ledger.Enroll {
					units[e.Unit] = true
				}
			}
			assert.Len(t, units, row.units)
			assert.GreaterOrEqual(t, l.Len(), row.least)
			assert.LessOrEqual(t, l.Len(), row.mostSize)
		})
	}
}

// TestEveryClauseOccurs scores each sample: every rule posts, every bonus is applied, every quota is missed once and
// met once, every tier and every way of being refused is there, under several seeds.
func TestEveryClauseOccurs(t *testing.T) {
	t.Parallel()
	refusals := map[string][]string{
		"chifeng-2020": {"no-quota", "no-rule", "no-tier", "not-assigned",
			"off-roster", "refused great-value", "struck-out"},
		"hongyuan-2018": {"no-tier", "struck-out"},
		"bazhou-2022":   {"no-rule", "no-tier", "off-roster", "struck-out"},
		"street-2022":   {"no-tier", "off-roster", "off-roster adopted", "struck-out"},
		"xihu-2021":     {"no-tier", "not-assigned", "off-roster", "refused fee-wechat", "refused honour-unit", "refused media", "wrong-account media"},
	}
	for _, name := range sample.Names() {
		for _, seed := range []uint64{sample.Seed, 2} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s, o := open(t, name)
				l := read(t, made(t, name, seed, sample.Options{}))
				book, err := scoring.Score(t.Context(), s, l, o)
				require.NoError(t, err)
				if name != "hongyuan-2018" {
					assert.Empty(t, must(book.Problems(t.Context())))
				} else {
					assert.Len(t, must(book.Problems(t.Context())), 2, "two units have no good task figure")
				}
				posted := map[string]bool{}
				for _, p := range must(book.Postings(t.Context())) {
					posted[p.Rule] = true
				}
				for unit := range bonusUnits(s, l) {
					x, err := scoring.Explain(t.Context(), s, l, o, scoring.Query{Unit: unit})
					require.NoError(t, err)
					for _, p := range x.Points {
						for _, source := range p.Sources {
							posted[source.Rule] = true // a great-value grant may come with the adoption
							for _, b := range source.Bonuses {
								posted[b.Rule] = true
							}
						}
					}
				}
				for _, r := range s.Rules {
					assert.True(t, posted[r.Name], "rule %s posts nothing", r.Name)
				}
				met, missed := map[string]bool{}, map[string]bool{}
				for _, q := range must(book.Quotas(t.Context())) {
					if !q.Tally && !q.Required.IsZero() {
						met[q.Quota] = met[q.Quota] || q.Missing.IsZero()
						missed[q.Quota] = missed[q.Quota] || !q.Missing.IsZero()
					}
				}
				for quota := range met {
					assert.True(t, met[quota], "nobody meets %s", quota)
				}
				assert.NotEmpty(t, missed)
				codes := map[string]bool{}
				for _, u := range must(book.Unscored(t.Context())) {
					codes[strings.TrimSpace(u.Code+" "+u.Rule)] = true
				}
				for _, code := range refusals[name] {
					assert.True(t, codes[code], "nothing is refused as %s", code)
				}
				for _, tier := range s.Ladder.Names() {
					assert.True(t, levels(s, l)[tier], "nothing is published at %s", tier)
				}
			})
		}
	}
}

// bonusUnits is the unit whose items show each bonus, the first; none where a scheme has no bonus on a credit.
func bonusUnits(s *scheme.Scheme, l *ledger.Ledger) map[string]bool {
	out := map[string]bool{}
	if !slices.ContainsFunc(s.Credits, func(c *scheme.Credit) bool { return len(c.Bonuses) > 0 }) {
		return out
	}
	for _, e := range l.All() {
		if e.Kind == ledger.Enroll && len(out) < 1 {
			out[e.Unit] = true
		}
	}
	return out
}

// levels are the levels of the outlets that published something.
func levels(s *scheme.Scheme, l *ledger.Ledger) map[string]bool {
	out := map[string]bool{}
	for _, e := range l.All() {
		if e.Kind != ledger.Adopt {
			continue
		}
		out[e.Level] = true
		if listed, ok := s.Outlets.Find(e.Outlet); ok {
			out[listed.Attrs["level"]] = true
		}
	}
	return out
}

func TestAYearOfChifengLooksReal(t *testing.T) {
	t.Parallel()
	l, err := sample.Ledger(t.Context())
	require.NoError(t, err)
	s, o := open(t, sample.Scheme)
	kinds, papers, titles := map[ledger.Kind]int{}, map[string]int{}, map[string]bool{}
	late, commissionsAnswered := 0, 0
	for _, e := range l.All() {
		kinds[e.Kind]++
		if e.Kind == ledger.Submit {
			papers[e.Unit]++
			titles[e.Title] = true
			if e.Commission != "" {
				commissionsAnswered++
			}
		}
		if !e.Recorded.IsZero() {
			late++
		}
	}
	for _, kind := range []ledger.Kind{ledger.Enroll, ledger.Withdraw, ledger.Submit, ledger.Adopt, ledger.Endorse,
		ledger.Commission, ledger.Assign, ledger.Grant, ledger.Void} {
		assert.NotZero(t, kinds[kind], kind)
	}
	assert.Greater(t, late, 20, "entries recorded later than they happened")
	assert.Less(t, commissionsAnswered, kinds[ledger.Commission])
	assert.Greater(t, len(titles), 1000, "titles repeat too much")
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	for _, row := range book.Totals() {
		assert.True(t, row.Amount.Abs().LessThan(decimal.NewFromInt(400)), "%s has %s", row.Name, row.Amount)
		if row.Category == "county" {
			assert.GreaterOrEqual(t, papers[row.Unit], 80, row.Name)
			assert.LessOrEqual(t, papers[row.Unit], 130, row.Name)
		}
	}
}

func TestVerySmall(t *testing.T) {
	t.Parallel()
	for _, name := range sample.Names() {
		for units := 1; units <= 3; units++ {
			assert.NotZero(t, read(t, made(t, name, 5, sample.Options{Units: units, Entries: 1})).Len(), "%s, %d units",
				name, units)
		}
	}
}

func TestUnknownScheme(t *testing.T) {
	t.Parallel()
	_, err := sample.Entries("chifeng-2021", 1, sample.Options{})
	assert.EqualError(t, err, `no sample of scheme "chifeng-2021"; did you mean "chifeng-2020"?`)
	_, err = sample.Entries("beijing", 1, sample.Options{})
	assert.EqualError(t, err,
		`no sample of scheme "beijing"; there are bazhou-2022, chifeng-2020, hongyuan-2018, street-2022, xihu-2021`)
}

func TestAReaderMayStopEarly(t *testing.T) {
	t.Parallel()
	entries, err := sample.Entries("street-2022", 1, sample.Options{})
	require.NoError(t, err)
	n := 0
	for range entries {
		if n++; n == 100 {
			break
		}
	}
	assert.Equal(t, 100, n)
}
