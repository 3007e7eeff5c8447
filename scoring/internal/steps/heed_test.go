package steps_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// lookedAt is a context that ends when it is asked for its error for the n-th time.
type lookedAt struct {
	context.Context
	n, looks int
}

func (c *lookedAt) Err() error {
	if c.looks++; c.looks >= c.n {
		return context.Canceled
	}
	return nil
}

// TestLongCasesHearTheirContext asks that step 1 looks at the context the more often the more entries are about one
// item, and that it ends with the context in the middle of them.
func TestLongCasesHearTheirContext(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "long.yaml", []byte("scheme: long\naccounts: {points: {places: 0}}\n"+
		"credits: {used: {each: adopt, worth: 1}}\n"))
	require.NoError(t, err)
	at := worlds.Time("2020-01-02")
	entries := []ledger.Entry{{ID: "u", Kind: ledger.Enroll, At: at, Unit: "u", Name: "u", Category: "c"},
		{ID: "s", Kind: ledger.Submit, At: at, Item: "i", Unit: "u", Genre: "g"}}
	for k := range 799 {
		entries = append(entries, ledger.Entry{ID: fmt.Sprint("a", k), Kind: ledger.Adopt, At: at, Item: "i", Outlet: "o"})
	}
	l, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	f, err := steps.OpenPlain(s, l, frame.Options{Periods: worlds.Periods("2020")})
	require.NoError(t, err)
	patient := &lookedAt{Context: t.Context(), n: 1 << 40}
	credited, err := steps.Credit(patient, f, f.Index.Cases())
	require.NoError(t, err)
	assert.Len(t, credited.Changes, 799)
	assert.Equal(t, 800/8+799/128+2, patient.looks, "before the case, within it and its evaluations, and after it")
	_, err = steps.Credit(&lookedAt{Context: t.Context(), n: 50}, f, f.Index.Cases())
	assert.ErrorIs(t, err, context.Canceled)
}
