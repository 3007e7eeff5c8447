package scoring_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const tiesScheme = `
scheme: ties
accounts: {points: {places: 0}, read: {places: 0}}
attrs: {unit: {barred: bool = false}}
credits:
  given: {each: grant, worth: grant.amount}
derived:
  read: {account: read, per: year, worth: 'ranks["board"] * 10'}
rankings:
  board: {per: year, ties: competition}
honours:
  two: {of: board, first: 2}
  three: {of: board, first: 3}
  plain: {of: board, first: 2, eligible: '!unit.barred'}
  filled: {of: board, first: 2, eligible: '!unit.barred', fill: true}
  seen: {of: board, first: 9, eligible: 'rank == 2'}
`

// tiesRow is units a, b, c … with their amounts, from the highest. One that is barred has a ! behind its amount. What
// is expected is by hand.
type tiesRow struct {
	name, amounts, ties string
	ranks               []int
	two, three          string // the units that are honoured
	plain, filled, seen string
}

// TestTies is each way to rank a tie, and who is honoured then.
func TestTies(t *testing.T) {
	t.Parallel()
	for _, row := range []tiesRow{
		{"no tie", "9 8 7 6",
			"competition", []int{1, 2, 3, 4}, "ab", "abc", "ab", "ab", "b"},
		{"no tie", "9 8 7 6",
			"dense", []int{1, 2, 3, 4}, "ab", "abc", "ab", "ab", "b"},
		{"no tie", "9 8 7 6",
			"ordinal", []int{1, 2, 3, 4}, "ab", "abc", "ab", "ab", "b"},
		{"at first place", "9 9 8 7",
			"competition", []int{1, 1, 3, 4}, "ab", "abc", "ab", "ab", ""},
		{"at first place", "9 9 8 7",
			"dense", []int{1, 1, 2, 3}, "abc", "abcd", "abc", "abc", "c"},
		{"at first place", "9 9 8 7",
			"ordinal", []int{1, 2, 3, 4}, "ab", "abc", "ab", "ab", "b"},
		{"in the middle, at the last place of two", "9 8 8 7",
			"competition", []int{1, 2, 2, 4}, "abc", "abc", "abc", "abc", "bc"},
		{"in the middle, at the last place of two", "9 8 8 7",
			"dense", []int{1, 2, 2, 3}, "abc", "abcd", "abc", "abc", "bc"},
		{"in the middle, at the last place of two", "9 8 8 7",
			"ordinal", []int{1, 2, 3, 4}, "ab", "abc", "ab", "ab", "b"},
		{"at the last place of three", "9 8 7 7 6",
			"competition", []int{1, 2, 3, 3, 5}, "ab", "abcd", "ab", "ab", "b"},
		{"at the last place of three", "9 8 7 7 6",
			"dense", []int{1, 2, 3, 3, 4}, "ab", "abcd", "ab", "ab", "b"},
		{"at the last place of three", "9 8 7 7 6",
			"ordinal", []int{1, 2, 3, 4, 5}, "ab", "abc", "ab", "ab", "b"},
		{"all equal", "5 5 5 5",
			"competition", []int{1, 1, 1, 1}, "abcd", "abcd", "abcd", "abcd", ""},
		{"all equal", "5 5 5 5",
			"dense", []int{1, 1, 1, 1}, "abcd", "abcd", "abcd", "abcd", ""},
		{"all equal", "5 5 5 5",
			"ordinal", []int{1, 2, 3, 4}, "ab", "abc", "ab", "ab", "b"},
		{"two ties", "9 9 8 8 7",
			"competition", []int{1, 1, 3, 3, 5}, "ab", "abcd", "ab", "ab", ""},
		{"two ties", "9 9 8 8 7",
			"dense", []int{1, 1, 2, 2, 3}, "abcd", "abcde", "abcd", "abcd", "cd"},
		{"two ties", "9 9 8 8 7",
			"ordinal", []int{1, 2, 3, 4, 5}, "ab", "abc", "ab", "ab", "b"},
		{"one of the first is barred", "9! 9 8 7",
			"competition", []int{1, 1, 3, 4}, "ab", "abc", "b", "bc", ""},
		{"one of the first is barred", "9! 9 8 7",
			"dense", []int{1, 1, 2, 3}, "abc", "abcd", "bc", "bc", "c"},
		{"one of the first is barred", "9! 9 8 7",
			"ordinal", []int{1, 2, 3, 4}, "ab", "abc", "b", "bc", "b"},
		{"the first two are barred", "9! 9! 8 8 7 6",
			"competition", []int{1, 1, 3, 3, 5, 6}, "ab", "abcd", "", "cd", ""},
		{"the first two are barred", "9! 9! 8 8 7 6",
			"dense", []int{1, 1, 2, 2, 3, 4}, "abcd", "abcde", "cd", "cde", "cd"},
		{"the first two are barred", "9! 9! 8 8 7 6",
			"ordinal", []int{1, 2, 3, 4, 5, 6}, "ab", "abc", "", "cd", "b"},
		{"one in the middle is barred", "9 8! 8 7 6",
			"competition", []int{1, 2, 2, 4, 5}, "abc", "abc", "ac", "ac", "bc"},
		{"one in the middle is barred", "9 8! 8 7 6",
			"dense", []int{1, 2, 2, 3, 4}, "abc", "abcd", "ac", "ac", "bc"},
		{"one in the middle is barred", "9 8! 8 7 6",
			"ordinal", []int{1, 2, 3, 4, 5}, "ab", "abc", "a", "ac", "b"},
		{"one behind another of its tie is barred", "9 9! 8 7 6",
			"competition", []int{1, 1, 3, 4, 5}, "ab", "abc", "a", "ac", ""},
		{"one behind another of its tie is barred", "9 9! 8 7 6",
			"dense", []int{1, 1, 2, 3, 4}, "abc", "abcd", "ac", "ac", "c"},
		{"one behind another of its tie is barred", "9 9! 8 7 6",
			"ordinal", []int{1, 2, 3, 4, 5}, "ab", "abc", "a", "ac", "b"},
		{"a tie of which one is left fills the last place", "9! 8 7! 7 7 6",
			"competition", []int{1, 2, 3, 3, 3, 6}, "ab", "abcde", "b", "bde", "b"},
		{"a tie of which one is left fills the last place", "9! 8 7! 7 7 6",
			"dense", []int{1, 2, 3, 3, 3, 4}, "ab", "abcde", "b", "bde", "b"},
		{"a tie of which one is left fills the last place", "9! 8 7! 7 7 6",
			"ordinal", []int{1, 2, 3, 4, 5, 6}, "ab", "abc", "b", "bd", "b"},
	} {
		t.Run(row.name+"/"+row.ties, func(t *testing.T) {
			t.Parallel()
			row.check(t, ", ties: "+row.ties)
			if row.ties == "competition" {
				row.check(t, "")
			}
		})
	}
}

// check scores the row's ledger by a scheme with a key of its ranking, or without, and holds the reference to the same.
func (row tiesRow) check(t *testing.T, ties string) {
	t.Helper()
	source := strings.Replace(tiesScheme, ", ties: competition", ties, 1)
	s, err := scheme.Load(t.Context(), "ties.yaml", []byte(source))
	require.NoError(t, err)
	l, o := row.ledger(t), scoring.Options{}
	sameAsReference(t, s, l, o)
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	ranks, read := make([]int, len(row.ranks)), make([]int, len(row.ranks))
	for _, total := range book.Totals() {
		n := letterOf(total.Unit)[0] - 'a'
		switch total.Account {
		case "points":
			ranks[n] = total.Rank
		case "read":
			read[n] = int(total.Amount.IntPart()) / 10
		}
	}
	assert.Equal(t, row.ranks, ranks)
	assert.Equal(t, row.ranks, read, "as derived amounts read them")
	honours := map[string]string{}
	for _, h := range book.Honours() {
		honours[h.Honour] += letterOf(h.Unit)
		assert.Equal(t, row.ranks[letterOf(h.Unit)[0]-'a'], h.Rank)
	}
	want := map[string]string{"two": row.two, "three": row.three, "plain": row.plain, "filled": row.filled,
		"seen": row.seen}
	for name, units := range want {
		got := strings.Split(honours[name], "")
		slices.Sort(got) // as JSON the units of a rank are in the order of their ids
		assert.Equal(t, units, strings.Join(got, ""), name)
	}
}

// unitOf is the id of a unit. The order of ids is not that of the letters.
func unitOf(letter string) string { return string('z' - (letter[0] - 'a')) }

// letterOf is the letter of a unit.
func letterOf(unit string) string { return string('a' + ('z' - unit[0])) }

// ledger enrolls the units in the order of their letters, and records it the other way round.
func (row tiesRow) ledger(t *testing.T) *ledger.Ledger {
	t.Helper()
	var lines []string
	for i, amount := range slices.Backward(strings.Fields(row.amounts)) {
		unit := unitOf(string(rune('a' + i)))
		amount, barred := strings.CutSuffix(amount, "!")
		lines = append(lines,
			fmt.Sprintf(`{"id":"u%d","kind":"enroll","at":"2020-01-%02d","unit":%q,"name":%q,"category":"c",`+
				`"attrs":{"barred":%t}}`, i, i+1, unit, unit, barred),
			fmt.Sprintf(`{"id":"g%d","kind":"grant","at":"2020-03-01","unit":%q,"account":"points","amount":%q,"rule":"given","reason":"r"}`, i, unit, amount))
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
	require.NoError(t, err)
	return l
}

// TestEngineFollowsTies asks that an engine ranks a tie that an appended entry makes, and ranks anew by a reading that
// ranks ties otherwise.
func TestEngineFollowsTies(t *testing.T) {
	t.Parallel()
	const source = `
scheme: ties
accounts: {points: {places: 0}}
params: {times: 1}
credits: {given: {each: grant, worth: grant.amount * params.times}}
rankings: {board: {per: year, ties: ordinal}}
honours: {two: {of: board, first: 2}}
readings:
  ties:
    ordinal: {taken: true}
    dense: {patch: {rankings: {board: {ties: dense}}}}
    competition: {patch: {rankings: {board: {ties: null}}}}
`
	s, err := scheme.Load(t.Context(), "ties.yaml", []byte(source))
	require.NoError(t, err)
	e, err := scoring.NewEngine(t.Context(), s, tiesRow{amounts: "9 3 8 7"}.ledger(t), scoring.Options{})
	require.NoError(t, err)
	assert.Equal(t, "a1 c2 d3 b4; a c", standing(e))
	e, err = e.Append(t.Context(), ledger.Entry{
		ID: "more", Kind: ledger.Grant, At: worlds.Time("2020-04-01"), Unit: unitOf("b"), Account: "points",
		Amount: decimal.NewNullDecimal(decimal.NewFromInt(5)), Rule: "given", Reason: "r",
	})
	require.NoError(t, err)
	assert.Equal(t, "a1 b2 c3 d4; a b", standing(e))
	figure := scheme.Param{Path: "times", Value: "0"}
	for _, row := range []struct{ reading, want, none string }{
		{"ordinal", "a1 b2 c3 d4; a b", "a1 b2 c3 d4; a b"},
		{"dense", "a1 b2 c2 d3; a b c", "a1 b1 c1 d1; a b c d"},
		{"competition", "a1 b2 c2 d4; a b c", "a1 b1 c1 d1; a b c d"},
	} {
		other, err := e.With(t.Context(), scheme.Variant{Readings: []string{row.reading}})
		require.NoError(t, err)
		assert.Equal(t, row.want, standing(other), row.reading)
		other, err = other.With(t.Context(), scheme.Variant{Readings: []string{row.reading},
			Params: []scheme.Param{figure}})
		require.NoError(t, err)
		assert.Equal(t, row.none, standing(other), "%s, all equal", row.reading)
	}
}

// standing is the units with their ranks in the order of these, then of the letters, and who is honoured.
func standing(e *scoring.Engine) string {
	var ranks, honoured []string
	for _, total := range e.Book().Totals() {
		ranks = append(ranks, letterOf(total.Unit)+strconv.Itoa(total.Rank))
	}
	for _, h := range e.Book().Honours() {
		honoured = append(honoured, letterOf(h.Unit))
	}
	slices.SortFunc(ranks, func(x, y string) int { return cmp.Or(cmp.Compare(x[1:], y[1:]), cmp.Compare(x, y)) })
	slices.Sort(honoured)
	return strings.Join(ranks, " ") + "; " + strings.Join(honoured, " ")
}
