package scheme_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// ending is a context that ends when its error is asked for the nth time; 0: never. It notes the longest time between
// two looks.
type ending struct {
	context.Context
	nth     int64
	looks   atomic.Int64
	last    time.Time
	longest time.Duration
}

func endingAt(nth int64) *ending {
	return &ending{Context: context.Background(), nth: nth, last: time.Now()}
}

func (e *ending) Err() error {
	now := time.Now()
	e.longest, e.last = max(e.longest, now.Sub(e.last)), now
	if n := e.looks.Add(1); e.nth > 0 && n >= e.nth {
		return context.Canceled
	}
	return nil
}

// ends runs something with contexts that end at each of the first looks, at some later ones, and at the last: it gives
// the context's error and nothing else. A context that ends after the last look is not heard.
func ends(t *testing.T, run func(ctx context.Context) (whole bool, err error)) {
	t.Helper()
	never := endingAt(0)
	whole, err := run(never)
	require.NoError(t, err)
	require.True(t, whole)
	all := never.looks.Load()
	require.Positive(t, all)
	tried := []int64{1, 2, 3, 5, 10, 100, 1000, 10_000, all / 3, all / 2, all - 2, all - 1, all}
	for _, n := range tried {
		if n < 1 || n > all {
			continue
		}
		whole, err := run(endingAt(n))
		assert.ErrorIs(t, err, context.Canceled, "at look %d of %d", n, all)
		assert.False(t, whole, "at look %d of %d", n, all)
	}
	_, err = run(endingAt(all + 1))
	assert.NoError(t, err)
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	every, err := os.ReadFile("testdata/every.yaml")
	require.NoError(t, err)
	readings, err := os.ReadFile("../../examples/schemes/chifeng-2020.yaml")
	require.NoError(t, err)
	for name, content := range map[string][]byte{"every": every, "chifeng": readings} {
		s, err := scheme.Load(t.Context(), name, content)
		require.NoError(t, err)
		t.Run(name+" is loaded", func(t *testing.T) {
			t.Parallel()
			ends(t, func(ctx context.Context) (bool, error) {
				s, err := scheme.Load(ctx, name, content)
				return s != nil, err
			})
		})
		t.Run(name+" is varied", func(t *testing.T) {
			t.Parallel()
			for _, r := range s.Readings {
				ends(t, func(ctx context.Context) (bool, error) {
					s, err := s.With(ctx, scheme.Variant{Readings: []string{r.Name}})
					return s != nil, err
				})
			}
			ends(t, func(ctx context.Context) (bool, error) {
				s, err := s.With(ctx, scheme.Variant{})
				return s != nil, err
			})
		})
		t.Run(name+" has its readings checked", func(t *testing.T) {
			t.Parallel()
			if len(s.Readings) == 0 {
				t.Skip("no readings")
			}
			ends(t, func(ctx context.Context) (bool, error) {
				err := s.CheckReadings(ctx)
				return err == nil, err
			})
		})
		t.Run(name+" has its parameters looked at", func(t *testing.T) {
			t.Parallel()
			ends(t, func(ctx context.Context) (bool, error) {
				_, err := s.UnreadParams(ctx)
				return err == nil, err
			})
		})
	}
}

// TestContextEndsInErrors asks that a scheme that is wrong gives the context's error too once that has ended.
func TestContextEndsInErrors(t *testing.T) {
	t.Parallel()
	for _, content := range []string{small[:len(small)/2], strings.Replace(small, "each: adopt", "each: adpot", 1),
		"scheme: [", strings.Repeat("a: {b: [\n", 30)} {
		count := endingAt(0)
		_, err := scheme.Load(count, "s.yaml", []byte(content))
		require.Error(t, err)
		for n := range count.looks.Load() {
			s, err := scheme.Load(endingAt(n+1), "s.yaml", []byte(content))
			require.ErrorIs(t, err, context.Canceled, "%d: %.30s", n, content)
			require.Nil(t, s)
		}
	}
}

// TestContextIsHeardInTime loads large schemes, which take seconds, and asks that there is no long time in which the
// context is not looked at.
func TestContextIsHeardInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and of one goroutine")
	}
	for _, row := range []struct{ name, head, line string }{
		{"credits", "scheme: s\naccounts: {points: {}}\ncredits:\n",
			"  c%d: {each: submit, when: item.genre == \"a\", worth: 1}\n"},
		{"settle rules", "scheme: s\naccounts: {points: {}}\nbonuses:\n", "  b%d: {per: month, worth: 1}\n"},
		{"dated parameters", "scheme: s\naccounts: {points: {}}\nparams:\n", "  p%[1]d: {%[2]s: 1}\n"},
		{"unknown names", "scheme: s\naccounts: {points: {}}\ncredits:\n",
			"  c%d: {each: submit, when: itme.genre == \"a\", worth: 1}\n"},
		{"unknown kinds", "scheme: s\naccounts: {points: {}}\ncredits:\n", "  c%d: {each: sumbit, worth: 1}\n"},
		{"clauses", "scheme: s\naccounts: {points: {}}\nclauses:\n", "  - clause %d\n"},
		{"not YAML", "scheme: s\naccounts: {points: {}}\ncredits:\n", "  c%d: {each: submit, worth: 'a}\n"},
	} {
		var text strings.Builder
		text.WriteString(row.head)
		day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := 0; text.Len() < 1<<18; i++ {
			line := fmt.Sprintf(row.line, i)
			if strings.Contains(row.line, "%[2]s") {
				line = fmt.Sprintf(row.line, i, day.AddDate(0, 0, i).Format(time.DateOnly))
			}
			text.WriteString(line)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		looked := endingAt(0)
		looked.Context = ctx
		_, err := scheme.Load(&watched{looked, ctx}, "large.yaml", []byte(text.String()))
		stop()
		t.Log(row.name, looked.longest, looked.looks.Load(), err == nil)
		assert.Less(t, looked.longest, time.Second, row.name)
	}
}

// watched is a context that ends with another one.
type watched struct {
	*ending
	of context.Context
}

func (w *watched) Err() error {
	_ = w.ending.Err()
	return w.of.Err()
}
