package ledger_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// The three files of testdata/all-kinds were written by hand, each for itself, and the digest was computed
// over the canonical one by another program.
const allKindsDigest = "sha256:6ec5a91175092de83be5344933813439b10e5f2b6cb6738ea89963029bc50bc5"

func TestAllKinds(t *testing.T) {
	t.Parallel()
	file := func(name string) []byte {
		text, err := os.ReadFile("testdata/" + name)
		require.NoError(t, err)
		return text
	}
	fromJSONL, err := ledger.ReadJSONL(t.Context(), bytes.NewReader(file("all-kinds.jsonl")), "all-kinds.jsonl")
	require.NoError(t, err)
	fromCSV, err := ledger.ReadCSV(t.Context(), bytes.NewReader(file("all-kinds.csv")), "all-kinds.csv")
	require.NoError(t, err)
	canonical, err := ledger.ReadJSONL(t.Context(), bytes.NewReader(file("all-kinds.canonical.jsonl")),
		"all-kinds.canonical.jsonl")
	require.NoError(t, err)
	for name, l := range map[string]*ledger.Ledger{"JSON Lines": fromJSONL, "CSV": fromCSV, "canonical": canonical} {
		assert.Equal(t, allKindsDigest, must(l.Digest(t.Context())), name)
		assert.Equal(t, 14, l.Len(), name)
		var out bytes.Buffer
		require.NoError(t, ledger.WriteJSONL(t.Context(), &out, l))
		assert.Equal(t, string(file("all-kinds.canonical.jsonl")), out.String(), name)
		out.Reset()
		require.NoError(t, ledger.WriteCSV(t.Context(), &out, l))
		assert.Equal(t, string(file("all-kinds.csv")), out.String(), name)
	}
	seen := map[ledger.Kind]bool{}
	for _, e := range canonical.All() {
		seen[e.Kind] = true
	}
	assert.Len(t, seen, len(ledger.Kinds()))
}

// roundTrip requires that what l writes comes in again equal, in both forms and through New.
func roundTrip(t testing.TB, l *ledger.Ledger) {
	t.Helper()
	var jsonl, csv bytes.Buffer
	require.NoError(t, ledger.WriteJSONL(t.Context(), &jsonl, l))
	require.NoError(t, ledger.WriteCSV(t.Context(), &csv, l))
	written := csv.String()
	fromJSONL, err := ledger.ReadJSONL(t.Context(), &jsonl, "out.jsonl")
	require.NoError(t, err)
	fromCSV, err := ledger.ReadCSV(t.Context(), &csv, "out.csv")
	require.NoError(t, err, written)
	var entries []ledger.Entry
	for _, e := range l.All() {
		entries = append(entries, e)
	}
	made, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	for name, again := range map[string]*ledger.Ledger{"JSON Lines": fromJSONL, "CSV": fromCSV, "New": made} {
		require.Equal(t, l.Len(), again.Len(), name)
		for i, e := range entries {
			require.Equal(t, e, again.Entry(i), name)
		}
		require.Equal(t, must(l.Digest(t.Context())), must(again.Digest(t.Context())), name)
	}
}

// Texts that a table might not bring through.
func TestHardTexts(t *testing.T) {
	t.Parallel()
	texts := []string{
		`"`, `""`, `"quoted"`, `"half`, `half"`, `\`, `\"`, `\n`, "\n", "\r", "\r\n", "a\r\nb", "a\nb", "a\r", " a ",
		"\t", ",", ",,", ";", "[]", "{}", "null", "true", "TRUE", "0", "-1", "=1+1", "'", "#", `\.`, "\uFEFF",
		"\uFEFFa", "\x00", "\x7f", "\u2028", "😀", "林西", "e1", "�",
		strings.Repeat("长", 10_000),
	}
	entries := []ledger.Entry{
		{ID: "u", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "u", Name: "n", Category: "c"}}
	for _, text := range texts {
		entries = append(entries, ledger.Entry{
			ID: text, Kind: ledger.Submit, At: on(t, "2020-01-01"), Unit: "u", Item: text, Genre: text, Title: text,
			With: []string{"u"},
			Attrs: ledger.Attrs{{Name: text, Value: ledger.StringValue(text)},
				{Name: "empty", Value: ledger.StringValue("")}, {Name: text + ":bool", Value: ledger.BoolValue(false)}},
		})
		slices.SortFunc(entries[len(entries)-1].Attrs, func(a, b ledger.Attr) int {
			return strings.Compare(a.Name, b.Name)
		})
	}
	l, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	for i, e := range entries {
		assert.Equal(t, e, l.Entry(i))
	}
	roundTrip(t, l)
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(""), "empty.jsonl")
	require.NoError(t, err)
	assert.Zero(t, l.Len())
	roundTrip(t, l)
	var csv bytes.Buffer
	require.NoError(t, ledger.WriteCSV(t.Context(), &csv, l))
	assert.Equal(t, "id,kind,at\n", csv.String())
	assert.Empty(t, slices.Collect(func(yield func(int) bool) {
		for i := range must(l.View(t.Context(), ledger.ViewOptions{})).Entries() {
			if !yield(i) {
				return
			}
		}
	}))
}

func TestFind(t *testing.T) {
	t.Parallel()
	l := canonicalLedger(t)
	for i, e := range l.All() {
		at, ok := l.Find(e.ID)
		assert.True(t, ok)
		assert.Equal(t, i, at)
	}
	for _, id := range []string{"", "linxi", "submit", "e9"} {
		_, ok := l.Find(id)
		assert.False(t, ok, id)
	}
}

// An entry that comes out is a copy: changing it changes nothing.
func TestEntryIsACopy(t *testing.T) {
	t.Parallel()
	l := canonicalLedger(t)
	digest := must(l.RootAt(t.Context(), l.Len()))
	for _, e := range l.All() {
		for i := range e.With {
			e.With[i] = "changed"
		}
		for i := range e.Shares {
			e.Shares[i].Unit = "changed"
		}
		for i := range e.Attrs {
			e.Attrs[i].Name = "changed"
		}
	}
	assert.Equal(t, digest, must(l.RootAt(t.Context(), l.Len())))
}

// A ledger takes copies: changing what it was made of changes nothing, and it leaves that as it is.
func TestNewTakesCopies(t *testing.T) {
	t.Parallel()
	attrs := ledger.Attrs{{Name: "b", Value: ledger.BoolValue(true)}, {Name: "a", Value: ledger.BoolValue(true)}}
	with := []string{"z", "u"}
	shares := []ledger.Share{{Unit: "z", Share: decimal.New(6, -1)}, {Unit: "u", Share: decimal.New(4, -1)}}
	l, err := ledger.Of(t.Context(),
		ledger.Entry{ID: "u", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "u", Name: "n", Category: "c"},
		ledger.Entry{ID: "z", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "z", Name: "n", Category: "c"},
		ledger.Entry{ID: "s", Kind: ledger.Submit, At: on(t, "2020-01-01"), Unit: "u", Item: "i", Genre: "g",
			With: with, Shares: shares, Attrs: attrs},
	)
	require.NoError(t, err)
	assert.Equal(t, "b", attrs[0].Name)
	assert.Equal(t, []string{"z", "u"}, with)
	assert.Equal(t, "z", shares[0].Unit)
	attrs[0], with[0], shares[0] = ledger.Attr{}, "x", ledger.Share{}
	assert.Equal(t,
		`{"id":"s","kind":"submit","at":"2020-01-01","unit":"u","item":"i","genre":"g","with":["z","u"],`+
			`"shares":{"u":"0.4","z":"0.6"},"attrs":{"a":true,"b":true}}`, string(l.Entry(2).Canonical()))
}

func TestAppend(t *testing.T) {
	t.Parallel()
	all := canonicalLedger(t)
	for n := range all.Len() + 1 {
		var before, after []ledger.Entry
		for i, e := range all.All() {
			if i < n {
				before = append(before, e)
			} else {
				after = append(after, e)
			}
		}
		l, err := ledger.Of(t.Context(), before...)
		if err != nil {
			continue // what comes later names what is missing
		}
		longer, err := l.Append(t.Context(), after...)
		require.NoError(t, err)
		assert.Equal(t, must(all.Root(t.Context())), must(longer.Root(t.Context())))
		assert.Equal(t, must(all.RootAt(t.Context(), n)), must(l.Root(t.Context())), "stays as it was")
	}
}

func TestByteOrderMarkAndLineEnds(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(),
		strings.NewReader("\uFEFF"+strings.ReplaceAll(goodLines, "\n", "\r\n \t\r\n\n")), "l.jsonl")
	require.NoError(t, err)
	plain, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines), "l.jsonl")
	require.NoError(t, err)
	assert.Equal(t, must(plain.Digest(t.Context())), must(l.Digest(t.Context())))
	_, err = ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+"\uFEFF{}"), "l.jsonl")
	assertErrors(t, []string{`l.jsonl:3:1: found '\ufeff', expected a value`}, err)
}
