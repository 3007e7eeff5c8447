package worlds

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Generator makes a ledger of a world, and the options to score it with; the same seed makes the same.
type Generator struct {
	*rand.Rand
	w       *World
	zone    *time.Location
	entries []ledger.Entry
	now     time.Time // when the next entry is recorded
	units   []string
	ended   []string // units that were succeeded
	items   []string
	waiting []string // items that something refers to and that must be submitted yet
	asked   []string // commissions

	published *scheme.Scheme // of a world with openings
}

// New is a generator of a world's ledgers.
func New(w *World, seed uint64) *Generator {
	return &Generator{Rand: rand.New(rand.NewPCG(seed, uint64(len(w.Name)))), w: w, zone: zoneOf(w)}
}

// Chance is true in so many of a hundred cases.
func (g *Generator) Chance(percent int) bool { return g.IntN(100) < percent }

// Pick is one of a list; the zero value of an empty one.
func Pick[T any](g *Generator, of []T) T {
	if len(of) == 0 {
		var none T
		return none
	}
	return of[g.IntN(len(of))]
}

// zoneOf is the zone in which the ledgers of a world are written.
func zoneOf(w *World) *time.Location {
	if w.zone == "" {
		return time.FixedZone("+08:00", 8*3600)
	}
	c, err := calendar.New(calendar.Config{Zone: w.zone})
	if err != nil {
		panic(err) // the world's own text
	}
	return c.Location()
}

func decimalOf(text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	if err != nil {
		panic(err) // the generator's own text
	}
	return d
}

// Ledger makes the ledger.
func (g *Generator) Ledger(t testing.TB) *ledger.Ledger {
	t.Helper()
	if g.w.opens > 0 {
		g.published = g.w.published(t)
	}
	g.now = time.Date(g.w.Year-1, 11, 20, 9, 0, 0, 0, g.zone).AddDate(0, 0, g.IntN(60))
	for i := range 3 + g.IntN(6) {
		g.units = append(g.units, fmt.Sprintf("u%d", i+1))
	}
	for _, u := range g.units {
		at := time.Date(g.w.Year-1, 12, 1, 0, 0, 0, 0, g.zone)
		if g.Chance(30) {
			at = g.near()
		}
		g.add(ledger.Entry{Kind: ledger.Enroll, At: g.write(at), Unit: u, Name: "name of " + u,
			Category: Pick(g, g.w.categories), Of: g.superior(), Attrs: g.attrs(ledger.Enroll)})
	}
	n := 10 + g.IntN(60)
	step := time.Duration(1+g.IntN(30*24*12/n)) * time.Hour
	for len(g.entries) < n {
		g.now = g.now.Add(time.Duration(g.Int64N(int64(2 * step))))
		if g.Chance(15) {
			g.now = g.border(g.now)
		}
		g.step()
	}
	for len(g.waiting) > 0 {
		g.submit(g.waiting[0])
	}
	l, err := ledger.Of(t.Context(), g.entries...)
	require.NoError(t, err)
	return l
}

// border is the next of the days near which much is dated, a moment before or after it begins, if it is not far.
func (g *Generator) border(t time.Time) time.Time {
	for range 40 {
		t = time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, g.zone)
		if slices.Contains(g.w.borders, t.Format("01-02")) || t.Day() == 1 {
			return t.Add(Pick(g, slices.Concat(
				[]time.Duration{0, 0, -1, -time.Second, time.Nanosecond, time.Second}, g.w.moments)))
		}
	}
	return t
}

// near is a time at which something may have happened that is recorded now: mostly now, often a little before,
// sometimes long before or later.
func (g *Generator) near() time.Time {
	switch g.IntN(12) {
	case 0, 1, 2:
		return g.now.Add(-time.Duration(g.Int64N(int64(6 * 24 * time.Hour))))
	case 3:
		return g.now.Add(-time.Duration(g.Int64N(int64(70 * 24 * time.Hour))))
	case 4:
		return g.now.Add(time.Duration(g.Int64N(int64(20 * 24 * time.Hour))))
	case 5:
		return g.border(g.now)
	case 6:
		return g.border(g.now.AddDate(0, 0, -35))
	case 7:
		if len(g.entries) > 0 {
			return Pick(g, g.entries).At.Instant(g.zone)
		}
	}
	return g.now
}

// write writes a time in one of the ways in which people write it; only some of them keep the time of day.
func (g *Generator) write(t time.Time) ledger.Time {
	t = t.In(g.zone)
	text := t.Format("2006-01-02")
	switch g.IntN(8) {
	case 0, 1:
		text = t.Format("2006-01-02T15:04:05.999999999Z07:00")
	case 2:
		text = t.UTC().Format("2006-01-02T15:04:05.999999999Z07:00")
	case 3:
		text += Pick(g, []string{"T09:14:59+08:00", "T09:15:00+08:00", "T09:14:59.999999999+08:00", "T08:00:00+08:00"})
	case 4:
		text += Pick(g, []string{"T00:00:00+08:00", "T23:59:59+08:00", "T23:59:59.999999999+08:00"})
	}
	out, err := ledger.ParseTime(text)
	if err != nil {
		panic(err) // the generator's own text
	}
	return out
}

// add records an entry, sometimes saying when.
func (g *Generator) add(e ledger.Entry) {
	e.ID = fmt.Sprintf("e%d", len(g.entries)+1)
	if g.Chance(12) {
		recorded, err := ledger.ParseTime(g.now.Format(time.RFC3339))
		if err != nil {
			panic(err)
		}
		e.Recorded = recorded
	}
	if len(g.entries)%7 == 3 { // what no rule reads
		e.EnteredBy, e.Doc, e.Restricted = "clerk", e.ID, true
	}
	g.entries = append(g.entries, e)
}

// step adds an entry or two.
func (g *Generator) step() {
	unit := Pick(g, g.units)
	p := g.IntN(100)
	if g.Chance(30) && len(g.w.often) > 0 {
		p = Pick(g, g.w.often)
	}
	if g.w.closes > 0 && g.Chance(g.w.closes) {
		g.close()
		return
	}
	if g.w.opens > 0 && g.Chance(g.w.opens) {
		g.open()
		return
	}
	if g.w.succeeds > 0 && g.Chance(g.w.succeeds) {
		g.succession()
		return
	}
	switch {
	case p >= 84 && p < 90 && slices.Contains(g.ended, unit):
	case p < 30:
		g.submit(g.newItem())
	case p < 55:
		item := g.item()
		for range 1 + g.IntN(2) {
			g.add(ledger.Entry{Kind: ledger.Adopt, At: g.write(g.near()), Item: item, Outlet: Pick(g, g.w.outlets),
				Level:     Pick(g, g.w.levels),
				Placement: Pick(g, g.w.placements), Attrs: g.proven(g.attrs(ledger.Adopt))})
		}
	case p < 63:
		g.add(ledger.Entry{Kind: ledger.Endorse, At: g.write(g.near()), Item: g.item(), By: Pick(g, g.w.endorsers),
			Attrs: g.attrs(ledger.Endorse)})
	case p < 69:
		g.commission(unit)
	case p < 76:
		of := strings.Fields(Pick(g, g.w.grants))
		if g.Chance(20) {
			of[1], of[2] = strings.Fields(Pick(g, g.w.grants))[1], strings.Fields(Pick(g, g.w.grants))[2]
		}
		reason := Pick(g, g.w.reasons)
		if reason == "" {
			reason = "r"
		}
		e := ledger.Entry{Kind: ledger.Grant, At: g.write(g.near()), Unit: unit, Account: of[1], Reason: reason,
			Rule:   strings.Trim(of[0], "-"),
			Amount: decimal.NewNullDecimal(decimalOf(of[2])), Attrs: g.proven(g.attrs(ledger.Grant))}
		if g.Chance(50) {
			e.Item = g.item()
		}
		g.add(e)
	case p < 80:
		e := ledger.Entry{Kind: ledger.Incident, At: g.write(g.near()), Unit: unit, Type: Pick(g, g.w.incidents),
			Attrs: g.attrs(ledger.Incident)}
		if g.Chance(40) {
			e.Item = g.item()
		}
		g.add(e)
	case p < 84:
		g.add(ledger.Entry{Kind: ledger.Assign, At: g.write(g.near()), Unit: unit, Quota: Pick(g, g.w.quotas),
			Period: g.period(), Required: decimal.NewNullDecimal(decimal.New(int64(g.IntN(40)), -1))})
	case p < 87:
		g.add(ledger.Entry{Kind: ledger.Enroll, At: g.write(g.near()), Unit: unit, Name: "another name",
			Category: Pick(g, g.w.categories), Of: g.superior(), Attrs: g.attrs(ledger.Enroll)})
	case p < 90:
		at := g.near()
		g.add(ledger.Entry{Kind: ledger.Withdraw, At: g.write(at), Unit: unit})
		if g.w.returns > 0 && g.Chance(g.w.returns) {
			back := at.Add(time.Duration(g.Int64N(int64(25 * 24 * time.Hour))))
			g.add(ledger.Entry{Kind: ledger.Enroll, At: g.write(back), Unit: unit, Name: "back again",
				Category: Pick(g, g.w.categories), Of: g.superior(), Attrs: g.attrs(ledger.Enroll)})
		}
	default:
		g.void()
	}
}

func (g *Generator) newItem() string {
	if len(g.waiting) > 0 && g.Chance(40) {
		return g.waiting[0]
	}
	return fmt.Sprintf("i%d", len(g.items)+1)
}

// item is one to write about: mostly one of the last, sometimes one that is handed in later.
func (g *Generator) item() string {
	if len(g.items) == 0 || g.Chance(8) {
		item := fmt.Sprintf("i%d", len(g.items)+1)
		g.items, g.waiting = append(g.items, item), append(g.waiting, item)
		return item
	}
	if g.Chance(70) {
		return g.items[max(0, len(g.items)-1-g.IntN(4))]
	}
	return Pick(g, g.items)
}

func (g *Generator) submit(item string) {
	if i := slices.Index(g.waiting, item); i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
	}
	if !slices.Contains(g.items, item) {
		g.items = append(g.items, item)
	}
	at := g.near()
	e := ledger.Entry{Kind: ledger.Submit, At: g.write(at), Item: item, Unit: Pick(g, g.units),
		Genre: Pick(g, g.w.genres), Attrs: g.attrs(ledger.Submit)}
	if g.Chance(60) {
		e.Happened = g.write(at.Add(
			-Pick(g, []time.Duration{0, time.Minute, 2 * time.Hour, 2*time.Hour + time.Second, 24 * time.Hour,
				24*time.Hour + 1, 4 * 24 * time.Hour, -time.Hour})))
	}
	if g.Chance(35) && len(g.asked) > 0 {
		e.Commission = Pick(g, g.asked)
		for _, c := range g.entries {
			if c.Commission == e.Commission && c.Kind == ledger.Commission && g.Chance(80) {
				e.Unit = c.Unit
			}
		}
	}
	if g.Chance(40) {
		e.Topic = Pick(g, g.w.topics)
	}
	if g.Chance(25) {
		for _, u := range g.units {
			if g.Chance(50) {
				e.With = append(e.With, u)
			}
			if g.Chance(50) {
				e.Shares = append(e.Shares,
					ledger.Share{Unit: u, Share: decimalOf(Pick(g, []string{"1", "1", "2", "0.5", "0.333", "0", "3"}))})
			}
		}
	}
	g.add(e)
}

func (g *Generator) commission(unit string) {
	at := g.near()
	id := fmt.Sprintf("c%d", len(g.asked)+1)
	g.asked = append(g.asked, id)
	due := at.Add(time.Duration(g.Int64N(int64(40 * 24 * time.Hour))))
	made, until := g.write(at), g.write(due)
	if until.EndInstant(g.zone).Before(made.Instant(g.zone)) { // as it was written, within the day
		until = made
	}
	g.add(ledger.Entry{Kind: ledger.Commission, At: made, Commission: id, Unit: unit, Due: until,
		Genre: Pick(g, g.w.asks), Attrs: g.attrs(ledger.Commission)})
}

// void strikes out an earlier entry, voids included, where that leaves each item one submission; what is struck out
// may be handed in again.
func (g *Generator) void() {
	target := Pick(g, g.entries)
	for range 3 {
		if target.Kind == ledger.Enroll || g.Chance(20) && target.Kind != ledger.Void {
			target = Pick(g, g.entries)
		}
	}
	if g.w.succeeds > 0 && !g.mayVoid(target) {
		return
	}
	g.add(ledger.Entry{Kind: ledger.Void, At: g.write(g.near()), Ref: target.ID, Reason: "wrong"})
	if !oneStands(g.entries) {
		g.entries = g.entries[:len(g.entries)-1]
		return
	}
	if target.Kind == ledger.Submit && g.Chance(70) {
		g.submit(target.Item)
		if !oneStands(g.entries) {
			g.entries = g.entries[:len(g.entries)-1]
		}
	}
}

// oneStands says whether each item and each commission has one standing entry at most.
func oneStands(entries []ledger.Entry) bool {
	struck := map[string]bool{}
	for _, e := range slices.Backward(entries) {
		if e.Kind == ledger.Void && !struck[e.ID] {
			struck[e.Ref] = true
		}
	}
	seen := map[string]bool{}
	for _, e := range entries {
		if e.Kind != ledger.Submit && e.Kind != ledger.Commission || struck[e.ID] {
			continue
		}
		key := "item " + e.Item
		if e.Kind == ledger.Commission {
			key = "commission " + e.Commission
		}
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}
