package scheme_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestStudy: what is found of expressions is found once for all schemes that differ in figures alone, and anew for
// other readings.
func TestStudy(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "s.yaml", []byte(`scheme: s
accounts: {points: {}}
params: {price: 1}
readings:
  much:
    once: {taken: true, title: once}
    twice: {title: twice, patch: {credits: {handed: {worth: 2 * params.price}}}}
credits: {handed: {clause: '1', each: submit, worth: params.price}}
`))
	require.NoError(t, err)
	var of []*scheme.Scheme
	study := func(v scheme.Variant) any {
		with, err := s.With(t.Context(), v)
		require.NoError(t, err)
		return with.Study("test", func(s *scheme.Scheme) any {
			of = append(of, s)
			return len(of)
		})
	}
	price := []scheme.Param{{Path: "price", Value: "3"}}
	assert.Equal(t, 1, study(scheme.Variant{}))
	assert.Equal(t, 1, study(scheme.Variant{}))
	assert.Equal(t, 1, study(scheme.Variant{Params: price}))
	assert.Equal(t, 2, study(scheme.Variant{Readings: []string{"twice"}}), "other expressions")
	assert.Equal(t, 1, study(scheme.Variant{Params: price}))
	require.Len(t, of, 2)
	assert.Same(t, s, of[0])
	assert.NotSame(t, s, of[1])
	assert.Equal(t, "other", s.Study("other", func(*scheme.Scheme) any { return "other" }), "by its key")
}
