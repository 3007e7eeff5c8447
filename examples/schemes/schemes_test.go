package schemes

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
)

func TestLoad(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			s, err := Load(t.Context(), name)
			require.NoError(t, err)
			require.NoError(t, s.CheckReadings(t.Context()))
		})
	}
}

func TestWorkedCases(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			s, err := Load(t.Context(), name)
			require.NoError(t, err)
			require.NotEmpty(t, s.Tests)
			failures, err := scoring.RunTests(t.Context(), s)
			require.NoError(t, err)
			require.Empty(t, failures)
		})
	}
}
