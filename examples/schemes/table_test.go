package schemes

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// The tables of the five regulations are written from their clauses: a few lines of each test say what a clause gives,
// and never look at the scheme. A table puts all its rows into one ledger, each row with an item or a unit of its own,
// scores it once, and compares row by row. Rows of postings read "2020-03-08 points adopted 5".

// result is a score in the shape of the ledger format, looked up by item, unit and entry.
type result struct {
	Postings []struct{ At, Unit, Item, Account, Rule, Amount string }
	Totals   []struct {
		Unit, Category, Account, Amount, Group string
		Rank                                   int
	}
	Quotas   []struct{ Unit, Quota, Period, Done, Required, Missing, Extra string }
	Honours  []struct{ Unit string }
	Unscored []struct{ Entry, Code, Why string }
	Problems []struct{ Entry, Unit, Rule, Field, Code, Why string }

	items, units, refusals map[string][]string
	totals                 map[string]string
	quotas                 map[string]string
}

// compiled are the schemes that were loaded: that takes longer than scoring a small ledger.
var compiled sync.Map

func loaded(t *testing.T, name string) *scheme.Scheme {
	t.Helper()
	if s, ok := compiled.Load(name); ok {
		return s.(*scheme.Scheme)
	}
	s, err := Load(t.Context(), name)
	require.NoError(t, err)
	compiled.Store(name, s)
	return s
}

// score scores a ledger of these entries; those without an id are called by their place.
func score(t *testing.T, name string, o scoring.Options, entries ...ledger.Entry) result {
	t.Helper()
	s := loaded(t, name)
	for i := range entries {
		if entries[i].ID == "" {
			entries[i].ID = fmt.Sprintf("e%d", i+1)
		}
	}
	l, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	b, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	out, err := b.JSON(t.Context())
	require.NoError(t, err)
	r := result{items: map[string][]string{}, units: map[string][]string{}, refusals: map[string][]string{},
		totals: map[string]string{}, quotas: map[string]string{}}
	require.NoError(t, json.Unmarshal(out, &r))
	for _, p := range r.Postings {
		row := fmt.Sprintf("%s %s %s %s", p.At, p.Account, p.Rule, p.Amount)
		r.units[p.Unit] = append(r.units[p.Unit], row)
		if p.Item != "" {
			r.items[p.Item] = append(r.items[p.Item], row)
		}
	}
	for _, x := range r.Totals {
		r.totals[x.Unit+" "+x.Account] = x.Amount
	}
	for _, q := range r.Quotas {
		r.quotas[q.Unit+" "+q.Quota+" "+q.Period] = fmt.Sprintf("%s of %s, missing %s, extra %s", q.Done, q.Required,
			q.Missing, q.Extra)
	}
	for _, u := range r.Unscored {
		r.refusals[u.Entry] = append(r.refusals[u.Entry], u.Code)
	}
	return r
}

// of are the postings of a unit by one rule.
func (r result) of(unit, rule string) []string {
	var out []string
	for _, row := range r.units[unit] {
		if strings.Contains(row, " "+rule+" ") {
			out = append(out, row)
		}
	}
	return out
}

// done is what a unit did of a quota: "" where it has no row.
func (r result) done(unit, quota, period string) string {
	done, _, _ := strings.Cut(r.quotas[unit+" "+quota+" "+period], " ")
	return done
}

// owing is the row of a quota that requires something.
func owing(done, required int) string {
	return fmt.Sprintf("%d of %d, missing %d, extra %d", done, required, max(0, required-done), max(0, done-required))
}

// posting is a posting, none where the amount is zero.
func posting(at, account, rule string, amount any) []string {
	if fmt.Sprint(amount) == "0" {
		return nil
	}
	return []string{fmt.Sprintf("%s %s %s %v", at, account, rule, amount)}
}

// state is what an item is worth from a time on.
type state struct {
	at    string
	worth int
}

// differences are the postings of an item whose worth changes so.
func differences(account, rule string, states ...state) []string {
	var out []string
	was := 0
	for _, s := range states {
		out = append(out, posting(s.at, account, rule, s.worth-was)...)
		was = s.worth
	}
	return out
}

// reading takes a reading, "" none.
func reading(name, period string) scoring.Options {
	o := scoring.Options{Periods: periodsOf(period)}
	if name != "" {
		o.Readings = []string{name}
	}
	return o
}

// border is a period of a quota with its first and last second, in Shanghai.
type border struct {
	quota, period, first, last string
	unit                       func(name string) ledger.Entry // who owes it
	task                       func(at, item, unit string) ledger.Entry
}

// checkBorders hands in one item around each end of each period, in each way to write the time.
func checkBorders(t *testing.T, name string, show string, borders ...border) {
	t.Helper()
	type row struct {
		name, unit string
		border     border
		want       string
	}
	var rows []row
	var entries []ledger.Entry
	add := func(b border, label, at, want string) {
		unit := fmt.Sprintf("u%d", len(rows))
		rows = append(rows, row{fmt.Sprintf("%s %s %s", b.quota, b.period, label), unit, b, want})
		entries = append(entries, b.unit(unit), b.task(at, "i"+unit, unit))
	}
	for _, b := range borders {
		first, last := shanghai(b.first), shanghai(b.last)
		second := func(at time.Time, n int) string {
			return at.Add(time.Duration(n) * time.Second).Format("2006-01-02T15:04:05")
		}
		add(b, "a second before", second(first, -1), "0")
		add(b, "first second", second(first, 0), "1")
		add(b, "first second in UTC", inUTC(second(first, 0)), "1")
		add(b, "first day", b.first[:10], "1")
		add(b, "last second", second(last, 0), "1")
		add(b, "last second in UTC", inUTC(second(last, 0)), "1")
		add(b, "last day", b.last[:10], "1")
		add(b, "a second after", second(last, 1), "0")
		add(b, "the day after", day(b.last[:10], 1), "0")
	}
	r := score(t, name, plain(name, show), entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, row.want, r.done(row.unit, row.border.quota, row.border.period))
		})
	}
}

func shanghai(s string) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04:05", s, time.FixedZone("", 8*60*60))
	if err != nil {
		panic(err)
	}
	return at
}

// rosterRow is a unit's time on the roster, and whether it owes the period.
type rosterRow struct {
	name    string
	owes    bool
	entries func(unit string) []ledger.Entry
}

// rosterRows are the ways to be on the roster around a period; first and last are its days.
func rosterRows(first, last, category string, mods ...mod) []rosterRow {
	on := func(at string) func(string) ledger.Entry {
		return func(u string) ledger.Entry { return enroll(at, u, category, mods...) }
	}
	off := func(at string) func(string) ledger.Entry {
		return func(u string) ledger.Entry { return withdraw(at, u) }
	}
	middle := day(first, 2)
	row := func(name string, owes bool, entries ...func(string) ledger.Entry) rosterRow {
		return rosterRow{name, owes, func(u string) []ledger.Entry {
			var out []ledger.Entry
			for _, e := range entries {
				out = append(out, e(u))
			}
			return out
		}}
	}
	before := on(day(first, -40))
	return []rosterRow{
		row("on long before", true, before),
		row("on from the first day", true, on(first)),
		row("on from 00:00 of the first day", true, on(first+"T00:00:00")),
		row("on from 00:00 of the first day, in UTC", true, on(inUTC(first+"T00:00:00"))),
		row("on from a second later", false, on(first+"T00:00:01")),
		row("on from the second day", false, on(day(first, 1))),
		row("off from the day after the last", true, before, off(day(last, 1))),
		row("off from 00:00 after the last day", true, before, off(day(last, 1)+"T00:00:00")),
		row("off in the last second", false, before, off(last+"T23:59:59")),
		row("off on the last day", false, before, off(last)),
		row("off on the first day", false, before, off(first)),
		row("off and on again within", false, before, off(middle), on(day(middle, 1))),
		row("off before and on again on the first day", true, before, off(day(first, -20)), on(first)),
		row("on anew within", true, before, on(middle)),
	}
}

// checkRoster asks of each way to be on the roster whether the unit owes a quota of a period, and pays for missing it.
func checkRoster(t *testing.T, name, quota, period string, rows []rosterRow,
	want func(unit string, owes bool, r result)) {
	t.Helper()
	var entries []ledger.Entry
	for i, row := range rows {
		entries = append(entries, row.entries(fmt.Sprintf("u%d", i))...)
	}
	r := score(t, name, plain(name, period), entries...)
	for i, row := range rows {
		t.Run(quota+" "+row.name, func(t *testing.T) {
			unit := fmt.Sprintf("u%d", i)
			assert.Equal(t, row.owes, r.quotas[unit+" "+quota+" "+period] != "", "has a row of the quota")
			want(unit, row.owes, r)
		})
	}
}

// plain are options without readings.
func plain(name, period string) scoring.Options {
	if name == hongyuan {
		return hongyuanOptions(period, "")
	}
	return scoring.Options{Periods: periodsOf(period)}
}

// params sets parameters.
func params(pairs ...string) []scheme.Param {
	var out []scheme.Param
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, scheme.Param{Path: pairs[i], Value: pairs[i+1]})
	}
	return out
}
