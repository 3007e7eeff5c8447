package schemes

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

func TestStreetIncidents(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{submit("2022-02-05", "i", "off", "long")}
	for _, category := range []string{"section", "community"} {
		for _, what := range []string{"major-event-late", "major-event-missed", "major-event", "late"} {
			u := category + " " + what
			entries = append(entries, enroll("2022-01-10", u, category), incident("2022-02-10", u, what),
				incident("2022-02-28T23:59:59", u, what), incident("2022-03-01T00:00:00", u, what))
		}
	}
	entries = append(entries, enroll("2022-02-10T00:00:01", "off", "section"),
		incident("2022-02-10", "off", "major-event-late", id("early")))
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, category := range []string{"section", "community"} {
		for _, what := range []string{"major-event-late", "major-event-missed"} {
			assert.Equal(t, []string{"2022-02-10 points major-event -10", "2022-02-28 points major-event -10"},
				r.of(category+" "+what, "major-event"))
		}
		assert.Empty(t, r.of(category+" major-event", "major-event"))
		assert.Empty(t, r.of(category+" late", "major-event"))
	}
	assert.Empty(t, r.units["off"])
	assert.Equal(t, []string{"off-roster"}, r.refusals["early"])
}
