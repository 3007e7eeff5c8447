package schemes

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestChifengUntilKnown: until leaves out what is dated later and what has not ended, known what was recorded later.
func TestChifengUntilKnown(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{
		enroll("2019-12-26", "u", "section"),
		submit("2020-03-02T09:00:00", "i", "u", "brief", id("i")),
		adopt("2020-03-10T09:00:00", "i", "每日要情", id("a")),
		commission("2020-03-11T09:00:00", "c", "u", "2020-03-20"),
		adopt("2020-03-25T23:59:59", "i", "人民网", id("b")),
		void("2020-04-02T09:00:00", "b", recorded("2020-04-02T09:00:00+08:00")),
		adopt("2020-03-12T09:00:00", "i", "内蒙古新闻网", recorded("2020-04-10T09:00:00+08:00")),
	}
	adoptions := func(until, known string, want ...string) {
		t.Run(fmt.Sprintf("until %s known %s", until, known), func(t *testing.T) {
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020-03"), Until: timeOf(until),
				Known: timeOf(known)}, slices.Clone(entries)...)
			assert.Equal(t, want, r.of("u", "adopted"))
		})
	}
	early, late := "2020-03-10 points adopted 5", "2020-03-25 points adopted 15"
	topUp := "2020-03-12 points adopted 5"
	adoptions("", "", early, topUp)
	adoptions("2020-03-09", "")
	adoptions("2020-03-10", "", early)
	adoptions("2020-03-11", "", early)
	adoptions("2020-03-12", "", early, topUp)
	adoptions("", "2020-03-10T08:59:59+08:00")
	adoptions("", "2020-03-10T09:00:00+08:00", early)
	adoptions("", "2020-03-25", early, late)
	adoptions("", "2020-04-02T08:59:59+08:00", early, late)
	adoptions("", "2020-04-02T09:00:00+08:00", early)
	adoptions("", "2020-04-10T08:59:59+08:00", early)
	adoptions("", "2020-04-10T09:00:00+08:00", early, topUp)
	adoptions("2020-03-24", "2020-04-01", early)
	adoptions("2020-03-25", "2020-04-01", early, late)
	for _, row := range []struct {
		until      string
		weeks      int // whole weeks that have ended, without the one of 2 March
		commission bool
		summary    bool
	}{
		{"2020-03-14", 9, false, false},
		{"2020-03-15", 10, false, false},
		{"2020-03-16", 10, false, false},
		{"2020-03-24", 11, false, false},
		{"2020-03-25", 11, true, true},
		{"2020-03-29", 12, true, true},
	} {
		t.Run("settled until "+row.until, func(t *testing.T) {
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020"), Until: timeOf(row.until)},
				slices.Clone(entries)...)
			short := row.weeks
			if row.summary {
				short++
			}
			assert.Len(t, r.of("u", "shortfall"), short)
			assert.Equal(t, row.commission, len(r.of("u", "commission")) == 1)
		})
	}
}

// TestChifengVoids: what is struck out has never been there; what is about it scores nothing and is reported.
func TestChifengVoids(t *testing.T) {
	t.Parallel()
	base := []ledger.Entry{enroll("2019-12-26", "u", "department"), submit("2020-03-01", "i", "u", "brief", id("i")),
		adopt("2020-03-10", "i", "人民网", id("a")),
		adopt("2020-03-20", "i", "内蒙古新闻网", id("b")), endorse("2020-03-22", "i", "市委", id("c"))}
	for _, row := range []struct {
		name    string
		more    []ledger.Entry
		want    []string
		refused []string
	}{
		{"nothing", nil, []string{"2020-03-10 points adopted 20", "2020-03-22 points adopted 20"}, nil},
		{"the higher adoption", []ledger.Entry{void("2020-06-01", "a")},
			[]string{"2020-03-20 points adopted 10", "2020-03-22 points adopted 10"}, []string{"a"}},
		{"the endorsement", []ledger.Entry{void("2020-06-01", "c")}, []string{"2020-03-10 points adopted 20"},
			[]string{"c"}},
		{"both adoptions", []ledger.Entry{void("2020-06-01", "a"), void("2020-06-01", "b")}, nil, []string{"a", "b"}},
		{"the submission", []ledger.Entry{void("2020-06-01", "i")}, nil, []string{"i", "a", "b", "c"}},
		{"the submission, and the void", []ledger.Entry{void("2020-06-01", "i", id("x")), void("2020-06-02", "x")},
			[]string{"2020-03-10 points adopted 20", "2020-03-22 points adopted 20"}, nil},
		{"a void dated before", []ledger.Entry{void("2020-01-01", "a")},
			[]string{"2020-03-20 points adopted 10", "2020-03-22 points adopted 10"}, []string{"a"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, slices.Concat(base, row.more)...)
			assert.Equal(t, row.want, r.units["u"])
			for _, e := range row.refused {
				assert.Contains(t, r.refusals[e], "struck-out")
			}
			for _, e := range []string{"i", "a", "b", "c"} {
				assert.Equal(t, slices.Contains(row.refused, e), len(r.refusals[e]) > 0, e)
			}
		})
	}
}
