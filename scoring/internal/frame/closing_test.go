package frame_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestMostCloses: 400 days may be closed, and not one more.
func TestMostCloses(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(
		"scheme: s\nafter_close: carry\naccounts: {p: {places: 0}}\ncredits: {sent: {each: submit, worth: 1}}\n"))
	require.NoError(t, err)
	for n, wrong := range map[int]string{400: "", 401: "found 401 closes that take effect, each of which is a score of " +
		"its own; expected at most 400"} {
		lines := []string{`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`}
		for day := range n {
			lines = append(lines, fmt.Sprintf(`{"id":"c%d","kind":"close","at":"2022-01-01","period":%q}`, day,
				time.Date(2020, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)))
		}
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(lines, "\n")), "l.jsonl")
		require.NoError(t, err)
		_, err = frame.New(t.Context(), s, l, frame.Options{Periods: worlds.Periods("2022")},
			func(context.Context, *frame.Frame) error { return nil })
		if wrong == "" {
			assert.NoError(t, err)
		} else {
			assert.EqualError(t, err, wrong)
		}
	}
}
