package scoring_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// settlingWorld is a scheme and a ledger of a size: of so many units, entries, periods or lines.
type settlingWorld struct {
	name  string
	make  func(n int) (scheme, ledger string)
	sizes [2]int // one is ten times the other
}

const (
	monthly = "quotas: {q: {per: month, count: true, required: 1}}\n"
	weekly  = "quotas: {q: {per: week, count: true, required: 2}}\n"
)

// settlingWorlds grow in what is numbered, settled and ranked.
var settlingWorlds = func() []settlingWorld {
	of := func(sizes [2]int, name, scheme string, ledger func(n int) string) settlingWorld {
		return settlingWorld{name, func(n int) (string, string) { return scheme, ledger(n) }, sizes}
	}
	units, periods := [2]int{80, 800}, [2]int{200, 2000}
	return []settlingWorld{
		of(units, "what was numbered before", "numbers: {nth: {each: incident, by: incident.type}}\n"+
			"credits: {a: {each: incident, worth: 'nth.before[\"late\"]'}}\n", incidentsOfOneUnit),
		of(units, "what was numbered before, of a key that is worked out",
			"numbers: {nth: {each: incident, by: incident.unit}}\n"+
				"credits: {a: {each: incident, worth: 'nth.before[unit.id]'}}\n", incidentsOfManyUnits),
		of(units, "members", "quotas: {q: {per: month, count: true, required: members}}\n", office),
		of(units, "to members", monthly+"deductions: {s: {of: q, when: 'unit.id == \"o\"', worth: -quota.missing, "+
			"to: members}}\n", office),
		of(units, "the unit above", monthly+"deductions: {s: {of: q, when: 'default(above.missing[\"q\"], 1) > 0', "+
			"worth: -1}}\n", office),
		of(units, "the units under it", monthly+"deductions: {s: {of: q, "+
			"when: 'under.exists(x, x.missing[\"q\"] > 0)', worth: -1}}\n", office),
		of(units, "a group for each unit", monthly+"rankings: {r: {per: [month, year], account: p, group: unit.id}}\n"+
			"honours: {h: {of: r, first: 1}}\n", office),
		of(units, "a unit that is enrolled again and again", monthly+"deductions: {s: {of: q, worth: -1}}\n", enrolments),
		of(periods, "the period before", weekly+
			"deductions: {s: {of: q, when: has(before.sum), worth: '-before.missing[\"q\"]'}}\n", weeks),
		of(periods, "the first of all earlier periods", weekly+
			"deductions: {s: {of: q, when: history.size() > 0, worth: '-history[0].missing[\"q\"]'}}\n", weeks),
		of(periods, "a derived amount on the one before", weekly+"derived: {d: {per: week, account: r, "+
			"worth: 'history.size() > 0 ? history[0].total[\"r\"] + 1 : 1'}}\n", weeks),
		of(periods, "standings in all periods", weekly+"deductions: {s: {of: q, when: has(before.sum), "+
			"worth: '-standing.missing[\"q\"]'}}\n", weeks),
		{"lines of derived amounts", func(n int) (string, string) {
			var lines strings.Builder
			for i := range n {
				fmt.Fprintf(&lines, "  d%d: {per: month, account: r, worth: 'div(total[\"p\"], 2, 2)'}\n", i)
			}
			return monthly + "derived:\n" + lines.String(), office(2)
		}, units},
		{"lines on the sum of a rule", func(n int) (string, string) {
			var lines strings.Builder
			for i := range n {
				fmt.Fprintf(&lines, "  d%d: {per: month, worth: 'sum[\"a\"] > 1 ? -1 : 0'}\n", i)
			}
			return "credits: {a: {each: submit, worth: 4}}\nderived:\n" +
				strings.ReplaceAll(lines.String(), "{per", "{account: r, per"), office(2)
		}, units},
	}
}()

func entryLine(format string, args ...any) string { return fmt.Sprintf(format+"\n", args...) }

func enrolled(unit, at, of string) string {
	return entryLine(
		`{"id":"e-%[1]s-%[2]s","kind":"enroll","at":"%[2]s","unit":"%[1]s","name":"%[1]s","category":"c"%[3]s}`,
		unit, at, of)
}

func minuteOf2020(n int) string {
	return time.Date(2020, 1, 2, 0, n, 0, 0, time.UTC).Format("2006-01-02T15:04:05Z")
}

func lateAt(n int, unit string) string {
	return entryLine(`{"id":"i%d","kind":"incident","at":"%s","unit":"%s","type":"late"}`, n, minuteOf2020(n), unit)
}

func incidentsOfOneUnit(n int) string {
	var out strings.Builder
	out.WriteString(enrolled("u", "2020-01-01", ""))
	for i := range n {
		out.WriteString(lateAt(i, "u"))
	}
	return out.String()
}

func incidentsOfManyUnits(n int) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(enrolled(fmt.Sprintf("u%d", i), "2020-01-01", ""))
	}
	for i := range n {
		out.WriteString(lateAt(i, fmt.Sprintf("u%d", i)))
	}
	return out.String()
}

// office is a unit with n members, of which each hands something in.
func office(n int) string {
	var out strings.Builder
	out.WriteString(enrolled("o", "2020-01-01", ""))
	for i := range n {
		out.WriteString(enrolled(fmt.Sprintf("u%d", i), "2020-01-01", `,"of":"o"`))
		out.WriteString(entryLine(
			`{"id":"s%[1]d","kind":"submit","at":"2020-02-02","unit":"u%[1]d","item":"s%[1]d","genre":"g"}`, i))
	}
	return out.String()
}

// enrolments are those of one unit, with something that it hands in under each.
func enrolments(n int) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(enrolled("u", minuteOf2020(50*i), ""))
		out.WriteString(entryLine(`{"id":"s%d","kind":"submit","at":"%s","unit":"u","item":"s%[1]d","genre":"g"}`, i,
			minuteOf2020(50*i+10)))
	}
	return out.String()
}

// weeks are n weeks before the end of 2020, in which two units hand in next to nothing.
func weeks(n int) string {
	from := time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -7*n).Format("2006-01-02")
	return enrolled("u", from, "") + enrolled("v", from, "") +
		entryLine(`{"id":"s","kind":"submit","at":"2020-02-02","unit":"u","item":"s","genre":"g"}`)
}

// TestSettlingGrowsWithTheLedger counts what it allocates, in pieces and in bytes, to score and to write all postings:
// of ten times as much at most fifteen times as much. Time is not measured: see examples/bench.
func TestSettlingGrowsWithTheLedger(t *testing.T) {
	for _, w := range settlingWorlds {
		t.Run(w.name, func(t *testing.T) {
			smallPieces, smallBytes := allocated(t, w, w.sizes[0])
			pieces, bytes := allocated(t, w, w.sizes[1])
			assert.LessOrEqual(t, pieces, 15*smallPieces, "pieces")
			assert.LessOrEqual(t, bytes, 15*smallBytes, "bytes")
		})
	}
}

// allocated is what it allocates to score a world of a size, beyond reading it.
func allocated(t *testing.T, w settlingWorld, n int) (pieces, bytes uint64) {
	rules, entries := w.make(n)
	s, err := scheme.Load(t.Context(), "s.yaml", []byte("scheme: s\naccounts: {p: {places: 2}, r: {places: 2}}\n"+rules))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(entries), "l.jsonl")
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: worlds.Periods("2020")})
	require.NoError(t, err)
	_, err = book.Postings(t.Context())
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
}
