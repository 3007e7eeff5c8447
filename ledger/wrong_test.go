package ledger_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// wrongInput is a way to break a ledger, and all that is said of it.
type wrongInput struct {
	name  string
	lines []string
	want  []string
}

// goodLines come before the lines of each row of wrongJSONL.
const goodLines = `{"id":"u1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}
{"id":"s1","kind":"submit","at":"2020-03-02","item":"i1","unit":"linxi","genre":"brief"}
`

func TestWrongJSONL(t *testing.T) {
	t.Parallel()
	_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines), "l.jsonl")
	require.NoError(t, err)
	for _, row := range wrongJSONL {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(goodLines+strings.Join(row.lines, "\n")),
				"l.jsonl")
			assert.Nil(t, l)
			assertErrors(t, row.want, err)
		})
	}
}

// assertErrors compares what all errors say, in their order, and that each is there by itself too.
func assertErrors(t *testing.T, want []string, err error) {
	t.Helper()
	require.Error(t, err)
	assert.Equal(t, strings.Join(want, "\n"), err.Error())
	var all *ledger.Errors
	require.ErrorAs(t, err, &all)
	assert.Equal(t, len(want), all.Count)
	assert.Len(t, all.Unwrap(), len(want))
	var one *ledger.Error
	require.True(t, errors.As(err, &one))
	assert.Equal(t, want[0], one.Error())
}
