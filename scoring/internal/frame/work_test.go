package frame

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestFirstCause: of the errors of blocks counts the first one that another block did not cause.
func TestFirstCause(t *testing.T) {
	t.Parallel()
	a, b := errors.New("a"), errors.New("b")
	for _, row := range []struct {
		errs []error
		want error
	}{
		{nil, nil},
		{[]error{nil, nil}, nil},
		{[]error{nil, a, b}, a},
		{[]error{context.Canceled, a, b}, a},
		{[]error{a, context.Canceled, b}, a},
		{[]error{context.Canceled, nil}, context.Canceled},
	} {
		assert.Equal(t, row.want, firstCause(row.errs), "%v", row.errs)
	}
}

// TestWorkBounds: as much as is allowed is allowed; what does not count is not counted; the dearest expression is named,
// of equal ones the one that stands first.
func TestWorkBounds(t *testing.T) {
	t.Parallel()
	text := "scheme: s\naccounts: {p: {places: 0}}\ncredits:\n"
	for i := range 6 { // on lines 4 to 9
		text += fmt.Sprintf("  r%d: {each: submit, when: 'item.genre == \"%[1]d\"', worth: 1}\n", i)
	}
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(text))
	require.NoError(t, err)
	charged := func(most int64) *Work {
		w := WorkUpTo(most)
		for i, c := range s.Credits {
			assert.True(t, w.add(c.When, 2001+int64(i%3))) // 12,012 together; the third and the sixth most of it
			assert.False(t, w.add(c.When, notDear))
		}
		return w
	}
	for range 20 { // the expressions come in any order
		w := charged(12_012)
		assert.False(t, w.Spent())
		assert.NoError(t, w.Err())
		assert.True(t, w.add(s.Credits[4].When, 1001))
		var over *OverworkError
		require.ErrorAs(t, w.Err(), &over)
		assert.Same(t, s.Credits[4].When, over.Dearest)
		require.ErrorAs(t, charged(12_011).Err(), &over)
		assert.Same(t, s.Credits[2].When, over.Dearest)
	}
	w := WorkUpTo(5)
	w.Ask(s.Credits[1], 2*candidatesAsked, bonusesAsked)
	assert.NoError(t, w.Err(), "one, two more, and one")
	w.Ask(s.Credits[0], 0, bonusesAsked-1)
	assert.NoError(t, w.Err())
	w.Ask(s.Credits[0], 0, 0)
	var over *OverworkError
	require.ErrorAs(t, w.Err(), &over)
	assert.Same(t, s.Credits[1].When, over.Dearest, "of the rule that is asked most")
	assert.True(t, strings.HasPrefix(over.Error(), "found rules that are asked of entries on later days more than 5 times"))
}
