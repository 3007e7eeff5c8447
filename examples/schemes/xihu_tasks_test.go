package schemes

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestXihuAssign: the party task of a month is assigned; a second assignment replaces the first; nothing is deducted.
func TestXihuAssign(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{enroll("2020-12-01", "u", "office"), enroll("2020-12-01", "v", "community"),
		assign("2021-03-01", "u", "party", "2021-03", 3), assign("2021-03-02", "u", "party", "2021-03", 2),
		assign("2021-03-01", "u", "party", "2021-04", 1),
		submit("2021-03-05", "i", "u", "party", attr("words", 700)),
		submit("2021-03-05", "j", "u", "party", attr("words", 700)),
		submit("2021-03-05", "k", "u", "party", attr("words", 700))}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021")}, entries...)
	assert.Equal(t, owing(3, 2), r.quotas["u party 2021-03"])
	assert.Equal(t, owing(0, 1), r.quotas["u party 2021-04"])
	assert.Equal(t, owing(0, 0), r.quotas["u party 2021-02"])
	assert.Equal(t, owing(0, 0), r.quotas["v party 2021-03"])
	assert.Empty(t, r.units["u"])
	assert.Empty(t, r.refusals)
}

// TestXihuShort is 三2 for instant and wechat: every category, each number around the task.
func TestXihuShort(t *testing.T) {
	t.Parallel()
	for _, task := range []struct {
		genre, period, last, rule string
		each                      int // hundredths for each one missing
		words, photos             int
	}{
		{"instant", "2021-02", "2021-02-28", "instant-short", -10, 200, 1},
		{"wechat", "2021-Q1", "2021-03-31", "wechat-short", -20, 500, 5},
	} {
		type row struct {
			name, unit, category string
			done, owed           int
		}
		var rows []row
		var entries []ledger.Entry
		for _, category := range []string{"community", "office", "other"} {
			for owed, quota := range []any{"absent", 1, 2, 3} {
				for done := range owed + 3 {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries,
						enroll("2020-12-31", unit, category, optional(task.genre+"_quota", quota)))
					for n := range done {
						at := day("2021-02-01", n)
						entries = append(entries,
							submit(at, fmt.Sprint(unit, "-", n), unit, task.genre, happened(at),
								attr("words", task.words), attr("photos", task.photos)))
					}
					rows = append(rows, row{fmt.Sprintf("%s %s owes %v, did %d", task.genre, category, quota, done),
						unit, category, done, owed})
				}
			}
		}
		r := score(t, xihu, scoring.Options{Periods: periodsOf(task.period)}, entries...)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				assert.Equal(t, owing(row.done, row.owed), r.quotas[row.unit+" "+task.genre+" "+task.period])
				points := task.each * max(0, row.owed-row.done)
				if row.category != "community" {
					points = 0
				}
				assert.Equal(t, posting(task.last, "performance", task.rule, hundredths(points)),
					r.of(row.unit, task.rule))
			})
		}
	}
}

// TestXihuBonus is 三2 for the year: xuexi against its quota, media grants, and the cap of both, in every combination.
func TestXihuBonus(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit, category   string
		whole                  bool
		done, owed, media, out int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"community", "office"} {
		for owed, quota := range []any{"absent", 1, 2} {
			for done := range 6 {
				for media := range 5 {
					for _, roster := range []string{"whole", "from the second day", "left"} {
						if roster != "whole" && (owed != 1 || media%2 == 1) {
							continue
						}
						unit := fmt.Sprintf("u%d", len(rows))
						from := map[string]string{"whole": "2021-01-01", "from the second day": "2021-01-02",
							"left": "2021-01-01"}[roster]
						entries = append(entries, enroll(from, unit, category, optional("xuexi_quota", quota)))
						for n := range done {
							item := fmt.Sprint(unit, "-", n)
							entries = append(entries, submit("2021-04-01", item, unit, "xuexi", attr("form", "video")),
								adopt("2021-05-01", item, "学习强国", level([]string{"province", "national"}[n%2])))
						}
						for range media {
							entries = append(entries, grant("2021-06-01", unit, "performance", "0.45", "media"))
						}
						if roster == "left" {
							entries = append(entries, withdraw("2021-11-01", unit))
						}
						rows = append(rows, row{fmt.Sprintf("%s %s owes %v, did %d, %d media", category, roster, quota,
							done, media), unit, category, roster == "whole", done, owed, media, 0})
					}
				}
			}
		}
	}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			extra, short, media := 50*max(0, row.done-row.owed), -50*max(0, row.owed-row.done), 45*row.media
			if row.category != "community" {
				extra, short, media = 0, 0, 0
			}
			if !row.whole { // it owes no quota, so it has no extra either
				extra, short = 0, 0
				assert.Empty(t, r.quotas[row.unit+" xuexi 2021"])
			} else {
				assert.Equal(t, owing(row.done, row.owed), r.quotas[row.unit+" xuexi 2021"])
			}
			end := "2021-12-31"
			capped := min(0, 150-extra-media) // also from a unit that has left since
			assert.Equal(t, posting(end, "performance", "xuexi-extra", hundredths(extra)),
				r.of(row.unit, "xuexi-extra"))
			assert.Equal(t, posting(end, "performance", "xuexi-short", hundredths(short)),
				r.of(row.unit, "xuexi-short"))
			assert.Equal(t, posting(end, "performance", "cap", hundredths(capped)), r.of(row.unit, "cap"))
			assert.Equal(t, hundredths(extra+media+capped+short), r.totals[row.unit+" performance"])
		})
	}
}

// TestXihuXuexiYear: an item counts once, in the year of its first adoption at a level that counts.
func TestXihuXuexiYear(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name       string
		adopted    [][2]string // day and level
		this, next string
	}{
		{"never", nil, "0", "0"},
		{"in the year", [][2]string{{"2021-06-01", "province"}}, "1", "0"},
		{"twice in the year", [][2]string{{"2021-06-01", "province"}, {"2021-07-01", "national"}}, "1", "0"},
		{"the last second", [][2]string{{"2021-12-31T23:59:59", "province"}}, "1", "0"},
		{"the first second of the next", [][2]string{{"2022-01-01T00:00:00", "province"}}, "0", "1"},
		{"in both", [][2]string{{"2021-12-31", "province"}, {"2022-01-01", "national"}}, "1", "0"},
		{"the first at a city's", [][2]string{{"2021-12-01", "city"}, {"2022-01-05", "national"}}, "0", "1"},
		{"recorded the other way", [][2]string{{"2022-01-05", "national"}, {"2021-12-05", "province"}}, "1", "0"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			entries := []ledger.Entry{enroll("2020-12-01", "u", "community", attr("xuexi_quota", 1)),
				submit("2021-05-01", "i", "u", "xuexi", attr("form", "audio"))}
			for _, a := range row.adopted {
				entries = append(entries, adopt(a[0], "i", "学习强国", level(a[1])))
			}
			this := score(t, xihu, scoring.Options{Periods: periodsOf("2021")}, slices.Clone(entries)...)
			next := score(t, xihu, scoring.Options{Periods: periodsOf("2022")}, slices.Clone(entries)...)
			assert.Equal(t, row.this, this.done("u", "xuexi", "2021"))
			assert.Equal(t, row.next, next.done("u", "xuexi", "2022"))
		})
	}
}

func TestXihuBorders(t *testing.T) {
	t.Parallel()
	unit := func(u string) ledger.Entry { return enroll("2020-11-01", u, "community") }
	instant := func(at, item, unit string) ledger.Entry {
		return submit(at, item, unit, "instant", happened(at), attr("words", 300), attr("photos", 1))
	}
	wechat := func(at, item, unit string) ledger.Entry {
		return submit(at, item, unit, "wechat", attr("words", 500), attr("photos", 5))
	}
	party := func(at, item, unit string) ledger.Entry { return submit(at, item, unit, "party", attr("words", 600)) }
	checkBorders(t, xihu, "2021",
		border{"instant", "2021-01", "2021-01-01T00:00:00", "2021-01-31T23:59:59", unit, instant},
		border{"instant", "2021-12", "2021-12-01T00:00:00", "2021-12-31T23:59:59", unit, instant},
		border{"wechat", "2021-Q1", "2021-01-01T00:00:00", "2021-03-31T23:59:59", unit, wechat},
		border{"wechat", "2021-Q4", "2021-10-01T00:00:00", "2021-12-31T23:59:59", unit, wechat},
		border{"party", "2021-02", "2021-02-01T00:00:00", "2021-02-28T23:59:59", unit, party})
}

func TestXihuRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, points string
	}{
		{"instant", "2021-04", "2021-04-01", "2021-04-30", "-0.3"},
		{"wechat", "2021-Q2", "2021-04-01", "2021-06-30", "-0.6"},
		{"xuexi", "2021", "2021-01-01", "2021-12-31", "-1.5"},
	} {
		checkRoster(t, xihu, row.quota, row.period,
			rosterRows(row.first, row.last, "community", attr(row.quota+"_quota", 3)),
			func(unit string, owes bool, r result) {
				var want []string
				if owes {
					want = posting(row.last, "performance", row.quota+"-short", row.points)
				}
				assert.Equal(t, want, r.units[unit])
			})
	}
}
