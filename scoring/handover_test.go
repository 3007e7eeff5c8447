package scoring_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestHandover: what a scheme gave, read as openings by one that succeeds it, comes to what it came to, in each period
// before.
func TestHandover(t *testing.T) {
	t.Parallel()
	for name, seeds := range map[string]int{"sink": 10, "staff": 10, "stock": 10, "running": 10, "joint": 10, "units": 60,
		"waiting": 10, "owned": 6} {
		w := worlds.Of(name)
		t.Run(name, func(t *testing.T) {
			n := 0
			for seed := range worlds.Seeds(seeds) {
				n += handedOver(t, w, seed)
			}
			if worlds.Whole() {
				assert.Positive(t, n)
			}
		})
	}
}

// handedOver hands over the first months of a random ledger, and counts the totals that are compared.
func handedOver(t *testing.T, w *worlds.World, seed uint64) int {
	t.Helper()
	g := worlds.New(w, seed)
	l := g.Ledger(t)
	for _, e := range l.All() {
		if len(e.Succeeds) > 0 && !e.At.IsDate() { // what is posted on that day before, nobody can say
			return 0
		}
	}
	old, err := scheme.Load(t.Context(), "old.yaml", []byte(w.Source))
	require.NoError(t, err)
	c := old.Calendar
	month := calendar.Period{Kind: calendar.Month, Year: w.Year, Index: 8}
	from, _ := c.Bounds(month)
	first, rest, _ := strings.Cut(w.Source, "\n")
	next, err := scheme.Load(t.Context(), "next.yaml", []byte(first+"-next\nsucceeds: {scheme: "+w.Name+", from: "+
		from.Format("2006-01-02")+"}\n"+rest))
	require.NoError(t, err)
	until := worlds.Time(from.AddDate(0, 0, -1).Format("2006-01-02"))
	book, err := scoring.Score(t.Context(), old, l, scoring.Options{Until: until})
	require.NoError(t, err)
	years := book.Years()
	book, err = scoring.Score(t.Context(), old, l, scoring.Options{Until: until,
		Periods: []calendar.Period{years.First}, Through: years.Last})
	require.NoError(t, err)
	openings, err := book.Openings(t.Context(), next)
	require.NoError(t, err)
	both, err := l.Append(t.Context(), openings...)
	require.NoError(t, err)
	book, err = scoring.Score(t.Context(), next, both, scoring.Options{Periods: []calendar.Period{years.First},
		Through: years.Last})
	require.NoError(t, err)
	unscored, err := book.Unscored(t.Context())
	require.NoError(t, err)
	for _, u := range unscored {
		if strings.HasPrefix(u.Entry, old.Name+"/") { // of a unit that succeeds another in the middle of a day
			require.True(t, w.Succeeds(), "%s seed %d: %s: %s", w.Name, seed, u.Entry, u.Reason)
			return 0
		}
	}
	n := sameTotals(t, w, seed, old, next, l, both, years, until)
	for p := c.Of(calendar.Month, from.AddDate(-1, 0, 0)); ; p = c.Next(p) {
		_, end := c.Bounds(p)
		if end.After(from) {
			return n
		}
		n += sameTotals(t, w, seed, old, next, l, both, calendar.Run{First: p, Last: p}, until)
	}
}

// sameTotals compares the totals of a period, or a run, by the scheme before and by the one that succeeds it: in a month
// those of units that never left, since what is dated after that is said of a longer period.
func sameTotals(t *testing.T, w *worlds.World, seed uint64, old, next *scheme.Scheme, l, both *ledger.Ledger,
	p calendar.Run, until ledger.Time) int {
	t.Helper()
	left := map[string]bool{}
	for _, e := range l.All() {
		left[e.Unit] = left[e.Unit] || e.Kind == ledger.Withdraw && p.First.Kind == calendar.Month
	}
	totals := func(s *scheme.Scheme, l *ledger.Ledger, o scoring.Options) (out []string) {
		o.Periods, o.Through = []calendar.Period{p.First}, p.Last
		book, err := scoring.Score(t.Context(), s, l, o)
		require.NoError(t, err)
		for _, row := range book.Totals() {
			account := s.Accounts[slices.IndexFunc(s.Accounts, func(a scheme.Account) bool { return a.Name == row.Account })]
			if left[row.Unit] || account.Figure && w.Succeeds() { // one who succeeds within a period has none of it
				continue
			}
			amount := row.Amount.String()
			if row.Absent {
				amount = "none"
			}
			out = append(out, row.Unit+" "+row.Account+" "+amount)
		}
		quotas, err := book.Quotas(t.Context())
		require.NoError(t, err)
		for _, q := range quotas { // own periods are said by days, and units that were succeeded have no rows left
			if q.Period.Kind.IsOwn() || w.Succeeds() || left[q.Unit] {
				continue
			}
			out = append(out, q.Unit+" "+q.Quota+" "+q.Period.String()+" "+q.Done.String()+" of "+q.Required.String())
		}
		slices.Sort(out)
		return out
	}
	want := totals(old, l, scoring.Options{Until: until})
	got := totals(next, both, scoring.Options{Until: until})
	require.Empty(t, slices.DeleteFunc(slices.Clone(want), func(x string) bool { return slices.Contains(got, x) }),
		"%s seed %d, %s", w.Name, seed, p)
	require.Len(t, got, len(want), "%s seed %d, %s", w.Name, seed, p)
	return len(want)
}

// TestOpeningsHearTheirContext: all that is gone through after the score asks the context – 12 rows of a quota, 30 that
// were posted, and twice the 42 openings that come of them – and none of them is given once it has ended.
func TestOpeningsHearTheirContext(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {}}
credits: {given: {each: grant, worth: grant.amount}}
quotas: {monthly: {per: month, count: 'true', required: 1}}
`))
	require.NoError(t, err)
	text := `{"id":"e","kind":"enroll","at":"2020-01-01","unit":"a","name":"A","category":"x"}` + "\n"
	for day := range 30 {
		text += fmt.Sprintf(`{"id":"g%[1]d","kind":"grant","at":"2020-06-%02[1]d","unit":"a","account":"points",`+
			`"amount":"1","reason":"r"}`+"\n", day+1)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text), "l.jsonl")
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Until: worlds.Time("2020-12-31")})
	require.NoError(t, err)
	openings, err := book.Openings(t.Context(), nil) // all that is made once is made
	require.NoError(t, err)
	require.Len(t, openings, 42)
	ctx := endsAt(t.Context(), 1_000_000)
	_, err = book.Openings(ctx, nil)
	require.NoError(t, err)
	looks := ctx.looks.Load()
	require.GreaterOrEqual(t, looks, int64(12+30+2*42))
	for n := range looks {
		openings, err := book.Openings(endsAt(t.Context(), int(n+1)), nil)
		require.ErrorIs(t, err, context.Canceled, "look %d", n+1)
		require.Nil(t, openings)
	}
}
