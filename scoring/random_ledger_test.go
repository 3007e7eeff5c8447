package scoring_test

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
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// world is what a scheme's random ledgers are made of. Values are written as in a ledger; one that is listed twice comes
// twice as often.
type world struct {
	scheme     string
	source     string // the scheme itself; "": one of the five
	year       int
	seeds      int      // how many ledgers are compared with the reference
	codes      []string // what must occur in `unscored`, and "problem …" in `problems`
	categories []string
	genres     []string
	outlets    []string
	levels     []string
	placements []string
	endorsers  []string
	grants     []string // "rule account amount"; "-" is no rule
	incidents  []string
	quotas     []string
	topics     []string
	attrs      map[ledger.Kind][]string // "name=value"; a kind's "outlet" attributes stand under adopt
	params     []scheme.Param
	readings   []string
	borders    []string // days of the year near which much is dated
	often      []int    // numbers of generator.step that come more often
	belongs    int      // how many of a hundred enrolments say that the unit belongs to another
	late       int      // how many of a hundred adoptions and grants are proven later
}

// generator makes a ledger of a world, and the options to score it with; the same seed makes the same.
type generator struct {
	*rand.Rand
	w       *world
	entries []ledger.Entry
	now     time.Time // when the next entry is recorded
	units   []string
	items   []string
	waiting []string // items that something refers to and that must be submitted yet
	asked   []string // commissions
}

func newGenerator(w *world, seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, uint64(len(w.scheme)))), w: w}
}

// chance is true in so many of a hundred cases.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func pick[T any](g *generator, of []T) T {
	if len(of) == 0 {
		var none T
		return none
	}
	return of[g.IntN(len(of))]
}

var zone = time.FixedZone("+08:00", 8*3600)

func decimalOf(text string) decimal.Decimal {
	d, err := decimal.NewFromString(text)
	if err != nil {
		panic(err) // the generator's own text
	}
	return d
}

// ledger makes the ledger.
func (g *generator) ledger(t *testing.T) *ledger.Ledger {
	t.Helper()
	g.now = time.Date(g.w.year-1, 11, 20, 9, 0, 0, 0, zone).AddDate(0, 0, g.IntN(60))
	for i := range 3 + g.IntN(6) {
		g.units = append(g.units, fmt.Sprintf("u%d", i+1))
	}
	for _, u := range g.units {
		at := time.Date(g.w.year-1, 12, 1, 0, 0, 0, 0, zone)
		if g.chance(30) {
			at = g.near()
		}
		g.add(ledger.Entry{Kind: ledger.Enroll, At: g.write(at), Unit: u, Name: "name of " + u, Category: pick(g, g.w.categories), Of: g.superior(), Attrs: g.attrs(ledger.Enroll)})
	}
	n := 10 + g.IntN(60)
	step := time.Duration(1+g.IntN(30*24*12/n)) * time.Hour
	for len(g.entries) < n {
		g.now = g.now.Add(time.Duration(g.Int64N(int64(2 * step))))
		if g.chance(15) {
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
func (g *generator) border(t time.Time) time.Time {
	for range 40 {
		t = time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, zone)
		if slices.Contains(g.w.borders, t.Format("01-02")) || t.Day() == 1 {
			return t.Add(pick(g, []time.Duration{0, 0, -1, -time.Second, time.Nanosecond, time.Second}))
		}
	}
	return t
}

// near is a time at which something may have happened that is recorded now: mostly now, often a little before, sometimes
// long before or later.
func (g *generator) near() time.Time {
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
			return pick(g, g.entries).At.Instant(zone)
		}
	}
	return g.now
}

// write writes a time in one of the ways in which people write it; only some of them keep the time of day.
func (g *generator) write(t time.Time) ledger.Time {
	t = t.In(zone)
	text := t.Format("2006-01-02")
	switch g.IntN(8) {
	case 0, 1:
		text = t.Format("2006-01-02T15:04:05.999999999Z07:00")
	case 2:
		text = t.UTC().Format("2006-01-02T15:04:05.999999999Z07:00")
	case 3:
		text += pick(g, []string{"T09:14:59+08:00", "T09:15:00+08:00", "T09:14:59.999999999+08:00", "T08:00:00+08:00"})
	case 4:
		text += pick(g, []string{"T00:00:00+08:00", "T23:59:59+08:00", "T23:59:59.999999999+08:00"})
	}
	out, err := ledger.ParseTime(text)
	if err != nil {
		panic(err) // the generator's own text
	}
	return out
}

// add records an entry, sometimes saying when.
func (g *generator) add(e ledger.Entry) {
	e.ID = fmt.Sprintf("e%d", len(g.entries)+1)
	if g.chance(12) {
		recorded, err := ledger.ParseTime(g.now.Format(time.RFC3339))
		if err != nil {
			panic(err)
		}
		e.Recorded = recorded
	}
	g.entries = append(g.entries, e)
}

// step adds an entry or two.
func (g *generator) step() {
	unit := pick(g, g.units)
	p := g.IntN(100)
	if g.chance(30) && len(g.w.often) > 0 {
		p = pick(g, g.w.often)
	}
	switch {
	case p < 30:
		g.submit(g.newItem())
	case p < 55:
		item := g.item()
		for range 1 + g.IntN(2) {
			g.add(ledger.Entry{Kind: ledger.Adopt, At: g.write(g.near()), Item: item, Outlet: pick(g, g.w.outlets), Level: pick(g, g.w.levels),
				Placement: pick(g, g.w.placements), Attrs: g.proven(g.attrs(ledger.Adopt))})
		}
	case p < 63:
		g.add(ledger.Entry{Kind: ledger.Endorse, At: g.write(g.near()), Item: g.item(), By: pick(g, g.w.endorsers), Attrs: g.attrs(ledger.Endorse)})
	case p < 69:
		g.commission(unit)
	case p < 76:
		of := strings.Fields(pick(g, g.w.grants))
		if g.chance(20) {
			of[1], of[2] = strings.Fields(pick(g, g.w.grants))[1], strings.Fields(pick(g, g.w.grants))[2]
		}
		e := ledger.Entry{Kind: ledger.Grant, At: g.write(g.near()), Unit: unit, Account: of[1], Reason: "r", Rule: strings.Trim(of[0], "-"),
			Amount: decimal.NewNullDecimal(decimalOf(of[2])), Attrs: g.proven(g.attrs(ledger.Grant))}
		if g.chance(50) {
			e.Item = g.item()
		}
		g.add(e)
	case p < 80:
		e := ledger.Entry{Kind: ledger.Incident, At: g.write(g.near()), Unit: unit, Type: pick(g, g.w.incidents), Attrs: g.attrs(ledger.Incident)}
		if g.chance(40) {
			e.Item = g.item()
		}
		g.add(e)
	case p < 84:
		g.add(ledger.Entry{Kind: ledger.Assign, At: g.write(g.near()), Unit: unit, Quota: pick(g, g.w.quotas), Period: g.period(), Required: decimal.NewNullDecimal(decimal.New(int64(g.IntN(40)), -1))})
	case p < 87:
		g.add(ledger.Entry{Kind: ledger.Enroll, At: g.write(g.near()), Unit: unit, Name: "another name", Category: pick(g, g.w.categories), Of: g.superior(), Attrs: g.attrs(ledger.Enroll)})
	case p < 90:
		g.add(ledger.Entry{Kind: ledger.Withdraw, At: g.write(g.near()), Unit: unit})
	default:
		g.void()
	}
}

func (g *generator) newItem() string {
	if len(g.waiting) > 0 && g.chance(40) {
		return g.waiting[0]
	}
	return fmt.Sprintf("i%d", len(g.items)+1)
}

// item is one to write about: mostly one of the last, sometimes one that is handed in later.
func (g *generator) item() string {
	if len(g.items) == 0 || g.chance(8) {
		item := fmt.Sprintf("i%d", len(g.items)+1)
		g.items, g.waiting = append(g.items, item), append(g.waiting, item)
		return item
	}
	if g.chance(70) {
		return g.items[max(0, len(g.items)-1-g.IntN(4))]
	}
	return pick(g, g.items)
}

func (g *generator) submit(item string) {
	if i := slices.Index(g.waiting, item); i >= 0 {
		g.waiting = slices.Delete(g.waiting, i, i+1)
	}
	if !slices.Contains(g.items, item) {
		g.items = append(g.items, item)
	}
	at := g.near()
	e := ledger.Entry{Kind: ledger.Submit, At: g.write(at), Item: item, Unit: pick(g, g.units), Genre: pick(g, g.w.genres), Attrs: g.attrs(ledger.Submit)}
	if g.chance(60) {
		e.Happened = g.write(at.Add(-pick(g, []time.Duration{0, time.Minute, 2 * time.Hour, 2*time.Hour + time.Second, 24 * time.Hour, 24*time.Hour + 1, 4 * 24 * time.Hour, -time.Hour})))
	}
	if g.chance(35) && len(g.asked) > 0 {
		e.Commission = pick(g, g.asked)
		for _, c := range g.entries {
			if c.Commission == e.Commission && c.Kind == ledger.Commission && g.chance(80) {
				e.Unit = c.Unit
			}
		}
	}
	if g.chance(40) {
		e.Topic = pick(g, g.w.topics)
	}
	if g.chance(25) {
		for _, u := range g.units {
			if g.chance(50) {
				e.With = append(e.With, u)
			}
			if g.chance(50) {
				e.Shares = append(e.Shares, ledger.Share{Unit: u, Share: decimalOf(pick(g, []string{"1", "1", "2", "0.5", "0.333", "0", "3"}))})
			}
		}
	}
	g.add(e)
}

func (g *generator) commission(unit string) {
	at := g.near()
	id := fmt.Sprintf("c%d", len(g.asked)+1)
	g.asked = append(g.asked, id)
	due := at.Add(time.Duration(g.Int64N(int64(40*24*time.Hour)) - int64(2*24*time.Hour)))
	g.add(ledger.Entry{Kind: ledger.Commission, At: g.write(at), Commission: id, Unit: unit, Due: g.write(due), Attrs: g.attrs(ledger.Commission)})
}

// void strikes out an earlier entry, voids included, where that leaves each item one submission; what is struck out may be
// handed in again.
func (g *generator) void() {
	target := pick(g, g.entries)
	for range 3 {
		if target.Kind == ledger.Enroll || g.chance(20) && target.Kind != ledger.Void {
			target = pick(g, g.entries)
		}
	}
	g.add(ledger.Entry{Kind: ledger.Void, At: g.write(g.near()), Ref: target.ID, Reason: "wrong"})
	if !oneStands(g.entries) {
		g.entries = g.entries[:len(g.entries)-1]
		return
	}
	if target.Kind == ledger.Submit && g.chance(70) {
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

// attrs takes some of the attributes that the world lists for a kind.
func (g *generator) attrs(kind ledger.Kind) ledger.Attrs {
	var out ledger.Attrs
	if g.chance(12) {
		return nil
	}
	for _, i := range g.Perm(len(g.w.attrs[kind])) {
		name, value, _ := strings.Cut(g.w.attrs[kind][i], "=")
		if _, given := out.Get(name); given || g.chance(35) {
			continue
		}
		v := ledger.StringValue(value)
		if value == "true" || value == "false" {
			v = ledger.BoolValue(value == "true")
		} else if d, err := decimal.NewFromString(value); err == nil {
			v = ledger.NumberValue(d)
		}
		if text, quoted := strings.CutPrefix(value, "'"); quoted {
			v = ledger.StringValue(text)
		}
		out = append(out, ledger.Attr{Name: name, Value: v})
		slices.SortFunc(out, func(a, b ledger.Attr) int { return strings.Compare(a.Name, b.Name) })
	}
	return out
}

// superior is the unit to which a unit belongs; "" for none.
func (g *generator) superior() string {
	if g.w.belongs == 0 || !g.chance(g.w.belongs) {
		return ""
	}
	return g.units[g.IntN(1+g.IntN(len(g.units)))]
}

// proven adds the time at which a proof was handed in.
func (g *generator) proven(attrs ledger.Attrs) ledger.Attrs {
	if _, given := attrs.Get("proof_at"); given || g.w.late == 0 || !g.chance(g.w.late) {
		return attrs
	}
	at := g.near().Add(time.Duration(g.Int64N(int64(60 * 24 * time.Hour))))
	if g.chance(30) {
		at = g.border(at)
	}
	attrs = append(attrs, ledger.Attr{Name: "proof_at", Value: ledger.StringValue(g.write(at).String())})
	slices.SortFunc(attrs, func(a, b ledger.Attr) int { return strings.Compare(a.Name, b.Name) })
	return attrs
}

// period is one in the ledger's two years.
func (g *generator) period() string {
	year := g.w.year
	switch g.IntN(8) {
	case 0:
		year--
	case 1:
		year++
	}
	switch g.IntN(8) {
	case 0, 1, 2:
		return fmt.Sprint(year)
	case 3:
		return fmt.Sprintf("%d-H%d", year, 1+g.IntN(2))
	case 4:
		return fmt.Sprintf("%d-Q%d", year, 1+g.IntN(4))
	case 5:
		return fmt.Sprintf("%d-W%02d", year, 1+g.IntN(52))
	}
	return fmt.Sprintf("%d-%02d", year, 1+g.IntN(12))
}

// options are what such a ledger is scored with.
func (g *generator) options() scoring.Options {
	o := scoring.Options{Params: g.w.params}
	if g.chance(90) {
		o.Period = g.period()
	}
	day := func() time.Time {
		return time.Date(g.w.year, 1, 1, 0, 0, 0, 0, zone).AddDate(0, 0, g.IntN(380)-10)
	}
	if g.chance(30) {
		until := day()
		if g.chance(50) {
			until = g.border(until).AddDate(0, 0, -1)
		}
		o.Until = until.Format(time.DateOnly)
	}
	if g.chance(30) {
		o.Known = g.write(day()).String()
	}
	if g.chance(40) {
		for _, reading := range g.w.readings {
			if g.chance(50) && len(o.Readings) == 0 {
				o.Readings = append(o.Readings, reading)
			}
		}
	}
	return o
}
