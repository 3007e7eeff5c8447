package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
)

// sameLedgers requires that two ways to a ledger gave the same.
func sameLedgers(t testing.TB, want *ledger.Ledger, wantErr error, got *ledger.Ledger, err error) {
	t.Helper()
	if wantErr != nil {
		require.Error(t, err)
		require.Equal(t, wantErr.Error(), err.Error())
		require.Nil(t, got)
		return
	}
	require.NoError(t, err)
	require.Equal(t, want.Len(), got.Len())
	require.Equal(t, must(want.Digest(t.Context())), must(got.Digest(t.Context())))
	for i, e := range want.All() {
		require.Equal(t, e, got.Entry(i))
		at, ok := got.Find(e.ID)
		require.True(t, ok, e.ID)
		require.Equal(t, i, at)
	}
	require.Equal(t, must(want.View(t.Context(), ledger.ViewOptions{})).Struck(),
		must(got.View(t.Context(), ledger.ViewOptions{})).Struck())
	a, b := columns.Of(want), columns.Of(got)
	require.Equal(t, a.Codes(), b.Codes())
	for code := range a.Codes() {
		require.Equal(t, a.Text(uint32(code)), b.Text(uint32(code)))
	}
}
