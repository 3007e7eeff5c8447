package frame

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func TestMembers(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"a","kind":"enroll","at":"2020-01-01","unit":"a","name":"a","category":"c"}
{"id":"b","kind":"enroll","at":"2020-01-01","unit":"b","name":"b","category":"c","of":"a"}
{"id":"c","kind":"enroll","at":"2020-02-01","unit":"c","name":"c","category":"c","of":"a"}
{"id":"c2","kind":"enroll","at":"2020-03-01","unit":"c","name":"renamed","category":"c","of":"a"}
{"id":"b2","kind":"withdraw","at":"2020-04-01","unit":"b"}
{"id":"b3","kind":"enroll","at":"2020-05-01","unit":"b","name":"b","category":"c","of":"c"}
{"id":"c3","kind":"enroll","at":"2020-05-01","unit":"c","name":"c","category":"c"}`), "l.jsonl")
	require.NoError(t, err)
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(
		"scheme: s\naccounts: {p: {places: 0}}\nquotas: {q: {per: month, count: 'true', required: members}}\n"))
	require.NoError(t, err)
	f, err := New(t.Context(), s, l, Options{}, func(context.Context, *Frame) error { return nil })
	require.NoError(t, err)
	for _, row := range []struct {
		name    string
		at      time.Time
		a, b, c int64
	}{
		{"before anyone", time.Date(2019, 12, 31, 0, 0, 0, 0, f.Loc()), 0, 0, 0},
		{"from the first instant on", time.Date(2020, 1, 1, 0, 0, 0, 0, f.Loc()), 1, 0, 0},
		{"until another comes", time.Date(2020, 1, 31, 23, 59, 59, 999999999, f.Loc()), 1, 0, 0},
		{"two", time.Date(2020, 2, 1, 0, 0, 0, 0, f.Loc()), 2, 0, 0},
		{"one of them is renamed", time.Date(2020, 3, 2, 0, 0, 0, 0, f.Loc()), 2, 0, 0},
		{"one of them is off", time.Date(2020, 4, 2, 0, 0, 0, 0, f.Loc()), 1, 0, 0},
		{"one comes to another, and that one leaves", time.Date(2020, 5, 2, 0, 0, 0, 0, f.Loc()), 0, 0, 1},
	} {
		for unit, want := range map[string]int64{"a": row.a, "b": row.b, "c": row.c, "nobody": 0} {
			assert.Equal(t, want, f.Members.At(unit, row.at), "%s: of %s", row.name, unit)
		}
	}
	assert.Len(t, f.Members.of["a"], 4, "as many counts as instants at which they change")
}
