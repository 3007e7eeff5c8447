package schemes

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestIncidentBeforeItsItem: an incident is a unit's and counts from its own day, also where the item that it names is
// handed in later, or beyond what is taken.
func TestIncidentBeforeItsItem(t *testing.T) {
	t.Parallel()
	l := readLedger(t, `{"id":"e1","kind":"enroll","at":"2022-01-10","unit":"u","name":"u","category":"section"}
{"id":"e2","kind":"incident","at":"2022-03-06","unit":"u","type":"major-event-late","item":"i"}
{"id":"e3","kind":"submit","at":"2022-04-20","item":"i","unit":"u","genre":"long"}
`)
	assert.Equal(t, "-10", total(t, "street-2022", l, "2022-Q1", "", "u", "points"))
	assert.Equal(t, "-10", total(t, "street-2022", l, "2022-Q1", "2022-03-10", "u", "points"))
}

// TestAdoptionOfAnOffRosterSubmission: the submission earns and counts nothing, but its adoption is counted for the
// task.
func TestAdoptionOfAnOffRosterSubmission(t *testing.T) {
	t.Parallel()
	l := readLedger(t,
		`{"id":"e1","kind":"enroll","at":"2021-01-01","unit":"u","name":"u","category":"community","attrs":{"xuexi_quota":1}}
{"id":"e2","kind":"submit","at":"2020-12-20","item":"i","unit":"u","genre":"xuexi","attrs":{"form":"video"}}
{"id":"e3","kind":"adopt","at":"2021-12-30","item":"i","outlet":"学习强国","level":"province"}
`)
	assert.Equal(t, "0", total(t, "xihu-2021", l, "2021", "", "u", "performance"))
	assert.Equal(t, "200", total(t, "xihu-2021", l, "2021", "", "u", "fee"))
}

// TestMalformedFactIsReported: a rule may ask whether a fact is there; one that is given and cannot be read is a
// problem.
func TestMalformedFactIsReported(t *testing.T) {
	t.Parallel()
	l := readLedger(t, `{"id":"e1","kind":"enroll","at":"2021-01-01","unit":"u","name":"u","category":"community"}
{"id":"e2","kind":"submit","at":"2021-03-01","item":"i","unit":"u","genre":"wechat","attrs":{"words":600,"photos":5,"publish_at":"soon"}}
`)
	book := scoreBook(t, "xihu-2021", l, "2021", "")
	if problems := must(book.Problems(t.Context())); assert.Len(t, problems, 1) {
		assert.Equal(t, "publish_at", problems[0].Field)
		assert.Equal(t, "type", problems[0].Code)
	}
}

func readLedger(t *testing.T, lines string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(lines), t.Name())
	require.NoError(t, err)
	return l
}

func scoreBook(t *testing.T, name string, l *ledger.Ledger, period, until string) *scoring.Scorebook {
	t.Helper()
	s, err := Load(t.Context(), name)
	require.NoError(t, err)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: periodsOf(period), Until: timeOf(until)})
	require.NoError(t, err)
	return book
}

func total(t *testing.T, name string, l *ledger.Ledger, period, until, unit, account string) string {
	t.Helper()
	book := scoreBook(t, name, l, period, until)
	for _, row := range book.Totals() {
		if row.Unit == unit && row.Account == account {
			return row.Amount.String()
		}
	}
	return "no row"
}
