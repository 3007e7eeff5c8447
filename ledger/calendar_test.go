package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// calendarIn is a calendar of a zone.
func calendarIn(t testing.TB, zone string) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(calendar.Config{Zone: zone})
	require.NoError(t, err)
	return c
}
