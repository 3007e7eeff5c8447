package byhand

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/examples/sample"
	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

// row is a total as the cases give it.
type row struct {
	Unit, Category, Account, Amount, Group string
	Rank                                   int
}

func rows(t *testing.T, entries []ledger.Entry, period string) []row {
	c, err := Encode(entries)
	require.NoError(t, err)
	totals, err := c.Score(period)
	require.NoError(t, err)
	var out []row
	for _, x := range totals {
		out = append(out, row{x.Unit, x.Category, "points", decimal.New(x.Points, -2).String(), x.Group, x.Rank})
	}
	return out
}

func entriesOf(l *ledger.Ledger) []ledger.Entry {
	var out []ledger.Entry
	for _, e := range l.All() {
		out = append(out, e)
	}
	return out
}

// TestCases holds the program to the cases that were worked out by hand for the scheme.
func TestCases(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("../../schemes/testdata/cases/chifeng-2020/*.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			l, err := ledger.ReadJSONL(t.Context(), bytes.NewReader(text), path)
			require.NoError(t, err)
			text, err = os.ReadFile(strings.TrimSuffix(path, ".jsonl") + ".expected.json")
			require.NoError(t, err)
			var want struct {
				Period string
				Totals []row
			}
			require.NoError(t, json.Unmarshal(text, &want))
			assert.Equal(t, want.Totals, rows(t, entriesOf(l), want.Period))
		})
	}
}

// TestAgreesWithTheEngine compares every row of the totals, for ledgers of many seeds and sizes and each kind of
// period.
func TestAgreesWithTheEngine(t *testing.T) {
	t.Parallel()
	s, err := schemes.Load(t.Context(), "chifeng-2020")
	require.NoError(t, err)
	for seed := range uint64(6) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			o := sample.Options{}
			if seed > 2 {
				o = sample.Options{Units: 10 * int(seed), Entries: 700 * int(seed)}
			}
			seq, err := sample.Entries("chifeng-2020", seed, o)
			require.NoError(t, err)
			entries := disturbed(slices.Collect(seq), seed)
			l, err := ledger.Of(t.Context(), entries...)
			require.NoError(t, err)
			for _, period := range []string{"2020", "2020-H1", "2020-Q3", "2020-07", "2020-W26", "2021"} {
				shown, err := calendar.ParsePeriod(period)
				require.NoError(t, err)
				book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: []calendar.Period{shown}})
				require.NoError(t, err)
				var want []row
				for _, x := range book.Totals() {
					want = append(want, row{x.Unit, x.Category, "points", x.Amount.String(), x.Group, x.Rank})
				}
				got := rows(t, entries, period)
				require.Equal(t, want, got, period)
			}
		})
	}
}

// disturbed adds what a sample has little of: units that go and come back, change their category, voids of voids,
// adoptions dated before the submission and recorded before it, grants before the press has the item, to other units,
// before the year.
func disturbed(entries []ledger.Entry, seed uint64) []ledger.Entry {
	random := seed*2 + 1
	below := func(n int) int {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		return int(random % uint64(n))
	}
	at := func() ledger.Time {
		t, _ := ledger.ParseTime(fmt.Sprintf("20%02d-%02d-%02d", 19+below(2)*(1+below(4)/3), 1+below(12), 1+below(28)))
		return t
	}
	var units, items, ids []string
	for _, e := range entries {
		if e.Kind != ledger.Void {
			ids = append(ids, e.ID)
		}
		switch e.Kind {
		case ledger.Enroll:
			units = append(units, e.Unit)
		case ledger.Submit:
			items = append(items, e.Item)
		}
	}
	pick := func(from []string) string { return from[below(len(from))] }
	outlets := []string{"人民日报", "《内蒙古扶贫》", "扶贫开发", "赤峰日报", "市扶贫办门户网站", "北方新报", "无名报"}
	var early, more []ledger.Entry
	for i := range 120 {
		e := ledger.Entry{ID: fmt.Sprintf("more%d", i), At: at()}
		switch below(9) {
		case 0:
			e.Kind, e.Unit = ledger.Withdraw, pick(units)
		case 1, 2:
			e.Kind, e.Unit, e.Name, e.Category = ledger.Enroll, pick(units), "改名",
				[]string{"county", "department", "section", "other"}[below(4)]
			e.Attrs = ledger.Attrs{{Name: "task_group", Value: ledger.BoolValue(below(2) == 0)}}
		case 3:
			e.Kind, e.Ref, e.Reason = ledger.Void, pick(ids), "登记有误"
		case 4:
			e.Kind, e.Item, e.Outlet, e.Placement = ledger.Adopt, pick(items), pick(outlets),
				[]string{"", "ear", "headline"}[below(3)]
			early = append(early, e)
			continue
		case 5:
			e.Kind, e.Item, e.Outlet, e.Placement = ledger.Adopt, pick(items), pick(outlets),
				[]string{"", "ear", "headline"}[below(3)]
		case 6:
			e.Kind, e.Item, e.By = ledger.Endorse, pick(items), "市委"
		case 7:
			e.Kind, e.Unit, e.Item, e.Account, e.Rule = ledger.Grant, pick(units), pick(items), "points", "great-value"
			e.Amount, e.Reason = decimal.NewNullDecimal(decimal.New(int64(below(3000)), -2)), "研究决定"
		case 8:
			e.Kind, e.Ref, e.Reason = ledger.Void, ids[len(ids)-1-below(50)], "登记有误"
		}
		more = append(more, e)
	}
	return undone(slices.Concat(early, entries, more), below)
}

// undone voids some of the voids, but none that made room for a second submission.
func undone(entries []ledger.Entry, below func(int) int) []ledger.Entry {
	out := slices.Clone(entries)
	for _, e := range entries {
		if again := strings.HasPrefix(e.ID, "v-") && strings.HasPrefix(e.Ref, "s-"); e.Kind == ledger.Void && !again &&
			below(3) == 0 {
			out = append(out, ledger.Entry{ID: "undo-" + e.ID, Kind: ledger.Void, At: e.At, Ref: e.ID,
				Reason: "核对无误，恢复"})
		}
	}
	return out
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	at, err := ledger.ParseTime("2020-03-02")
	require.NoError(t, err)
	for _, x := range []struct {
		name, want string
		entry      ledger.Entry
	}{
		{"a finer grant", "entry 1 (e): a grant of 0.005; expected hundredths of a point",
			ledger.Entry{ID: "e", Kind: ledger.Grant, At: at, Item: "i", Account: "points", Rule: "great-value",
				Amount: decimal.NewNullDecimal(decimal.New(5, -3))}},
		{"late is a word", "entry 1 (e): attrs.late is no bool",
			ledger.Entry{ID: "e", Kind: ledger.Submit, At: at, Item: "i", Unit: "u",
				Attrs: ledger.Attrs{{Name: "late", Value: ledger.StringValue("yes")}}}},
		{"a void of nothing", "entry 1 (e): no entry f before it",
			ledger.Entry{ID: "e", Kind: ledger.Void, At: at, Ref: "f"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			_, err := Encode([]ledger.Entry{x.entry})
			require.EqualError(t, err, x.want)
		})
	}
	c, err := Encode(nil)
	require.NoError(t, err)
	_, err = c.Score("2020-13")
	require.ErrorContains(t, err, "2020-13")
}

// BenchmarkScore scores a million entries from columns.
func BenchmarkScore(b *testing.B) {
	c := million(b)
	for b.Loop() {
		_, err := c.Score("2020")
		require.NoError(b, err)
	}
}

// BenchmarkEncode makes columns of a million entries.
func BenchmarkEncode(b *testing.B) {
	entries := millionEntries(b)
	for b.Loop() {
		_, err := Encode(entries)
		require.NoError(b, err)
	}
}

func million(b *testing.B) *Columns {
	c, err := Encode(millionEntries(b))
	require.NoError(b, err)
	return c
}

func millionEntries(b *testing.B) []ledger.Entry {
	seq, err := sample.Entries("chifeng-2020", 1, sample.Options{Entries: 1_000_000, Units: 1000})
	require.NoError(b, err)
	return slices.Collect(seq)
}

func sampled(t testing.TB, seed uint64) []ledger.Entry {
	seq, err := sample.Entries("chifeng-2020", seed, sample.Options{})
	require.NoError(t, err)
	return slices.Collect(seq)
}
