package scoring_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const flawedScheme = `scheme: s
accounts: {p: {places: 0}}
attrs:
  unit: {size: optional number}
  submit: {genre: {type: string, one_of: [brief]}, n: optional number}
  endorse: {by: {type: string, one_of: [县委]}}
  grant: {reason: {type: string, one_of: [好]}}
credits: {sent: {each: submit, worth: 1}}
`

// said are problems in a line each.
func said(t *testing.T, b *scoring.Scorebook) (out []string) {
	t.Helper()
	problems, err := b.Problems(t.Context())
	require.NoError(t, err)
	for _, p := range problems {
		out = append(out, p.Entry+" "+p.Rule+" "+p.Field+" "+p.Code)
	}
	return out
}

// TestEngineAppendsFlaws: what is appended with a word or a value that the scheme does not allow is a problem, as it is
// in a score from the beginning, whether a rule reads it or not.
func TestEngineAppendsFlaws(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(flawedScheme))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`+"\n"+
			`{"id":"s","kind":"submit","at":"2020-01-02","item":"i","unit":"u","genre":"brief"}`+"\n"), "l")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	assert.Empty(t, said(t, e.Book()))
	at := worlds.Time("2020-01-03")
	next, err := e.Append(t.Context(),
		ledger.Entry{ID: "a", Kind: ledger.Submit, At: at, Item: "j", Unit: "u", Genre: "long"},
		ledger.Entry{ID: "b", Kind: ledger.Submit, At: at, Item: "k", Unit: "u", Genre: "brief",
			Attrs: ledger.Attrs{{Name: "n", Value: ledger.StringValue("x")}}},
		ledger.Entry{ID: "c", Kind: ledger.Endorse, At: at, Item: "i", By: "县府"},
		ledger.Entry{ID: "d", Kind: ledger.Endorse, At: at, Item: "i", By: "县委"})
	require.NoError(t, err)
	assert.Equal(t, []string{"a attrs genre out-of-bounds", "b attrs n type", "c attrs by out-of-bounds"},
		said(t, next.Book()))
	sameAsScore(t, s, next)
}

// TestEngineAppendsAnswers: of several commissions an appended answer comes to the one that it names.
func TestEngineAppendsAnswers(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {p: {places: 0}}
credits: {asked: {each: commission, when: commission.answers.size() > 0, worth: 'number(commission.title)'}}
`))
	require.NoError(t, err)
	lines := `{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n"
	for n := range 4 {
		lines += fmt.Sprintf(`{"id":"c%d","kind":"commission","at":"2020-01-02","commission":"c%[1]d","unit":"u",`+
			`"due":"2020-01-09","title":"1%[1]d"}`+"\n", n)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(lines), "l")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	for n, want := range map[string]string{"c0": "10", "c1": "11", "c2": "12", "c3": "13"} {
		next, err := e.Append(t.Context(), ledger.Entry{ID: "s", Kind: ledger.Submit, At: worlds.Time("2020-01-03"),
			Item: "i", Unit: "u", Genre: "g", Commission: n})
		require.NoError(t, err)
		assert.Equal(t, want, next.Book().Totals()[0].Amount.String(), n)
	}
}

// TestFlawsOfLongLedgers: the words and values that a scheme does not allow are found anywhere in a ledger.
func TestFlawsOfLongLedgers(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(flawedScheme))
	require.NoError(t, err)
	var b strings.Builder
	b.WriteString(`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n")
	var want []string
	for n := range 10_000 {
		genre, attrs := "brief", ""
		switch n % 2500 {
		case 2000:
			genre, want = "long", append(want, fmt.Sprintf("s%d attrs genre out-of-bounds", n))
		case 2400:
			attrs, want = `,"attrs":{"n":"x"}`, append(want, fmt.Sprintf("s%d attrs n type", n))
		case 2450: // struck out
			genre, attrs = "long", `,"attrs":{"n":"y"}`
		}
		fmt.Fprintf(&b, `{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u","genre":"%s"%s}`+"\n",
			n, genre, attrs)
	}
	for n := 2450; n < 10_000; n += 2500 {
		fmt.Fprintf(&b, `{"id":"v%d","kind":"void","at":"2020-01-03","ref":"s%[1]d","reason":"r"}`+"\n", n)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "l")
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	assert.Equal(t, want, said(t, book))
}

// TestEverythingThatIsWrongWithOptions: each parameter that does not fit is named by itself.
func TestEverythingThatIsWrongWithOptions(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(flawedScheme+"params: {a: 1, b: {required: number}}\n"))
	require.NoError(t, err)
	l, err := ledger.Of(t.Context())
	require.NoError(t, err)
	for _, row := range []struct {
		params []scheme.Param
		want   []string
	}{
		{nil, []string{"scheme s needs a value for: b"}},
		{[]scheme.Param{{Path: "a", Value: "x"}, {Path: "b", Value: "2"}},
			[]string{`scheme s: parameter "a": found "x"`}},
		{[]scheme.Param{{Path: "a", Value: "x"}, {Path: "b", Value: "y"}},
			[]string{`scheme s: parameter "a": found "x"`,
				`scheme s: parameter "b": found "y"`}},
	} {
		_, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2020"), Params: row.params})
		var wrong *scoring.OptionsError
		require.ErrorAs(t, err, &wrong)
		var all []string
		for _, one := range wrong.Wrong {
			text, _, _ := strings.Cut(one.String(), ";")
			all = append(all, text)
		}
		assert.Equal(t, row.want, all)
	}
}

// TestNoEntryCounts: of a ledger with one entry its year is shown, and where that is struck out, the first that there is.
func TestNoEntryCounts(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(flawedScheme))
	require.NoError(t, err)
	for lines, year := range map[string]int{
		`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`: 2020,
		`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n" +
			`{"id":"v","kind":"void","at":"2020-01-02","ref":"e","reason":"r"}`: civil.FirstYear,
	} {
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(lines), "l")
		require.NoError(t, err)
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
		require.NoError(t, err)
		assert.Equal(t, []calendar.Period{{Kind: calendar.Year, Year: year}}, book.Periods())
		assert.Len(t, book.Totals(), min(1, year-civil.FirstYear))
	}
}

// TestOwnPeriodsOfSeveralPeriods: a unit without the day of its own periods is a problem of each period that is shown in
// which it is on the roster.
func TestOwnPeriodsOfSeveralPeriods(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {p: {places: 0}}
calendar: {own: {permit: {months: 12, from: unit.since}}}
attrs: {unit: {since: optional time}}
quotas: {q: {per: permit, count: 'true'}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e","kind":"enroll","at":"2020-02-01","unit":"u","name":"u","category":"c"}`+"\n"), "l")
	require.NoError(t, err)
	o := scoring.Options{Periods: []calendar.Period{{Kind: calendar.Month, Year: 2020, Index: 1},
		{Kind: calendar.Month, Year: 2020, Index: 2}, {Kind: calendar.Month, Year: 2020, Index: 3}}}
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	for n, want := range []int{0, 1, 1} {
		in, err := book.In(t.Context(), o.Periods[n])
		require.NoError(t, err)
		problems, err := in.Problems(t.Context())
		require.NoError(t, err)
		assert.Len(t, problems, want, "%d", n)
	}
}

// TestEngineForgetsWhoAsked: that the context of one continuation ends changes none that comes after. An item with so
// many adoptions is scored by itself, and of the others no two are alike.
func TestEngineForgetsWhoAsked(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 0}}\nparams: {price: 1}\n"+
		"credits: {used: {each: adopt, worth: params.price * item.adoptions.size()},\n"+
		"  sent: {each: submit, worth: params.price * number(item.genre)}}\n"))
	require.NoError(t, err)
	const adoptions, items = 40, 300
	lines := []string{`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`,
		`{"id":"s","kind":"submit","at":"2020-01-02","item":"i","unit":"u","genre":"0"}`}
	for n := range items {
		lines = append(lines, fmt.Sprintf(
			`{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u","genre":"%[1]d"}`, n))
	}
	for n := range adoptions {
		lines = append(lines, fmt.Sprintf(`{"id":"a%d","kind":"adopt","at":"2020-01-03","item":"i","outlet":"o"}`, n))
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l")
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	for price := range 6 {
		ctx, cancel := context.WithCancel(t.Context())
		next, err := e.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: "price", Value: strconv.Itoa(price)}}})
		cancel()
		require.NoError(t, err)
		assert.Equal(t, strconv.Itoa(price*(adoptions*adoptions+items*(items-1)/2)),
			next.Book().Totals()[0].Amount.String())
	}
}

// TestManyKindsOfItems: where no two items are alike, each gives what it gives by itself.
func TestManyKindsOfItems(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 0}}\n"+
		"credits: {sent: {each: submit, worth: 'number(item.genre)'}}\n"))
	require.NoError(t, err)
	const items = 5000
	var b strings.Builder
	b.WriteString(`{"id":"e","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n")
	for n := range items {
		fmt.Fprintf(&b, `{"id":"s%d","kind":"submit","at":"2020-01-02","item":"i%[1]d","unit":"u","genre":"%[1]d"}`+"\n", n)
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "l")
	require.NoError(t, err)
	for _, workers := range []int{1, 4} {
		book, err := scoring.Score(t.Context(), s, l, scoring.Options{Workers: workers})
		require.NoError(t, err)
		assert.Equal(t, strconv.Itoa(items*(items-1)/2), book.Totals()[0].Amount.String())
	}
}
