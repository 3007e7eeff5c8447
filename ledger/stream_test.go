package ledger_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// A long sequence gives the same as its entries one by one, errors too, and may use its slices again.
func TestLongSequences(t *testing.T) {
	t.Parallel()
	refused := 0
	for seed := range uint64(6) {
		entries := made.Entries(t, seed, 2500, int(seed%3))
		want, wantErr := ledger.NewOneByOne(entries)
		if wantErr != nil {
			refused++
		}
		got, err := ledger.New(t.Context(), reusing(entries))
		sameLedgers(t, want, wantErr, got, err)
		given := cloned(entries)
		got, err = ledger.Of(t.Context(), given...)
		sameLedgers(t, want, wantErr, got, err)
		require.Equal(t, entries, given, "the caller's entries stay as they are")
		if start, err := ledger.Of(t.Context(), entries[:40]...); err == nil && start.Len() == 40 {
			got, err := start.Append(t.Context(), entries[40:]...)
			sameLedgers(t, want, wantErr, got, err)
		}
	}
	assert.Greater(t, refused, 2)
}

// What is rare in an entry is the same in a long sequence as in a short one.
func TestRareEntriesInLongSequences(t *testing.T) {
	t.Parallel()
	entries := made.Entries(t, 0, 2500, 0)
	grant := func(change func(*ledger.Entry)) ledger.Entry {
		e := ledger.Entry{ID: "rare", Kind: ledger.Grant, At: on(t, "2020-03-02"), Unit: "unit-1", Account: "points",
			Reason: "好",
			Amount: decimal.NullDecimal{Decimal: decimal.New(5, -1), Valid: true}}
		change(&e)
		return e
	}
	submit := func(change func(*ledger.Entry)) ledger.Entry {
		e := ledger.Entry{ID: "rare", Kind: ledger.Submit, At: on(t, "2020-03-02"), Unit: "unit-1", Item: "rare item",
			Genre: "brief"}
		change(&e)
		return e
	}
	for _, c := range []struct {
		name  string
		entry ledger.Entry
		wrong string // what the error says; "": none
	}{
		{"a number that ends in zeros", grant(func(e *ledger.Entry) { e.Amount.Decimal = decimal.New(1500, -2) }), ""},
		{"a number of thirty digits", grant(func(e *ledger.Entry) {
			e.Amount.Decimal = decimal.RequireFromString("-123456789012345678901234567.891")
		}), ""},
		{"a number of more", grant(
			func(e *ledger.Entry) { e.Amount.Decimal = decimal.RequireFromString("1234567890123456789012345678901") }),
			"a decimal of at most 30 digits"},
		{"a number far from the point", grant(func(e *ledger.Entry) { e.Amount.Decimal = decimal.New(1, 31) }),
			"at most 30 places from the point"},
		{"a long text", grant(func(e *ledger.Entry) { e.Reason = strings.Repeat("好", 100_000) }), ""},
		{"a text that is too long", grant(func(e *ledger.Entry) {
			e.Reason = strings.Repeat("好", 400_000)
		}), "at most 1048576"},
		{"a text of another encoding", grant(func(e *ledger.Entry) { e.Reason = "\xba\xc3" }), "UTF-8"},
		{"an unknown kind", grant(func(e *ledger.Entry) { e.Kind = "grants" }), `did you mean "grant"?`},
		{"a field of another kind", grant(func(e *ledger.Entry) { e.By = "市委" }), "it only in endorse"},
		{"a field too few", grant(func(e *ledger.Entry) { e.Reason = "" }), "which an entry of kind grant needs"},
		{"a co-submitter twice", submit(func(e *ledger.Entry) {
			e.With = []string{"unit-2", "unit-3", "unit-2"}
		}), "each unit once"},
		{"a share twice", submit(func(e *ledger.Entry) {
			e.Shares = []ledger.Share{{Unit: "unit-2", Share: decimal.New(1, 0)},
				{Unit: "unit-1", Share: decimal.New(1, 0)}, {Unit: "unit-2", Share: decimal.New(1, 0)}}
		}), "each unit once"},
		{"an attribute twice", submit(func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Name: "b", Value: ledger.BoolValue(true)},
				{Name: "a", Value: ledger.BoolValue(true)}, {Name: "b", Value: ledger.BoolValue(true)}}
		}), "found the attribute a second time"},
		{"an attribute without a value", submit(func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Name: "a"}}
		}), "found no value"},
		{"an attribute of an empty text", submit(func(e *ledger.Entry) {
			e.Attrs = ledger.Attrs{{Name: "a", Value: ledger.StringValue("")}}
		}), ""},
		{"a co-submitter that is nowhere", submit(func(e *ledger.Entry) { e.With = []string{"unit-2", "unit-77"} }),
			"a unit that some enroll names"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			entries := slices.Insert(slices.Clone(entries), 2000, c.entry)
			want, wantErr := ledger.NewOneByOne(entries)
			if c.wrong == "" {
				require.NoError(t, wantErr)
			} else {
				require.ErrorContains(t, wantErr, c.wrong)
			}
			got, err := ledger.Of(t.Context(), entries...)
			sameLedgers(t, want, wantErr, got, err)
		})
	}
}

// cloned copies entries with their lists.
func cloned(entries []ledger.Entry) []ledger.Entry {
	entries = slices.Clone(entries)
	for i := range entries {
		e := &entries[i]
		e.With, e.Shares, e.Attrs = slices.Clone(e.With), slices.Clone(e.Shares), slices.Clone(e.Attrs)
	}
	return entries
}

// reusing gives entries whose lists stand in the same memory, one after the other.
func reusing(entries []ledger.Entry) iter.Seq2[ledger.Entry, error] {
	return func(yield func(ledger.Entry, error) bool) {
		var with []string
		var shares []ledger.Share
		var attrs ledger.Attrs
		for _, e := range entries {
			with, shares, attrs = append(with[:0], e.With...), append(shares[:0], e.Shares...),
				append(attrs[:0], e.Attrs...)
			e.With, e.Shares, e.Attrs = with, shares, attrs
			if !yield(e, nil) {
				return
			}
		}
	}
}

func TestLongSequenceThatFails(t *testing.T) {
	t.Parallel()
	entries := made.Entries(t, 0, 3000, 0)
	for _, at := range []int{1, 1000, 1001, 1250, 1251, 1777} {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			broken := errors.New("the table is gone")
			_, err := ledger.New(t.Context(), func(yield func(ledger.Entry, error) bool) {
				for _, e := range slices.Clone(entries[:at-1]) {
					if !yield(e, nil) {
						return
					}
				}
				yield(ledger.Entry{}, broken)
			})
			require.ErrorIs(t, err, broken)
			assert.EqualError(t, err, fmt.Sprintf("entry %d: the table is gone", at))
		})
	}
}
