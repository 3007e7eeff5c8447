package schemes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

const xihu = "xihu-2021"

// hundredths is a figure of so many hundredths.
func hundredths(n int) string { return decimal.New(int64(n), -2).String() }

// within says whether a fact is there and within bounds, both included.
func within(v any, least, most int) bool {
	n, given := v.(int)
	return given && n >= least && n <= most
}

const noBound = 1 << 30

// validRow is a submission by a unit of its own, and whether it counts for the task.
type validRow struct {
	name, unit string
	valid      bool
}

// checkValid compares what each unit did of a quota.
func checkValid(t *testing.T, quota, period string, rows []validRow, entries []ledger.Entry) result {
	t.Helper()
	r := score(t, xihu, scoring.Options{Periods: periodsOf(period)}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			want := "0"
			if row.valid {
				want = "1"
			}
			assert.Equal(t, want, r.done(row.unit, quota, period))
		})
	}
	return r
}

// TestXihuInstant is 二1 at every bound: 200 to 500 words, one or two photos, 24 hours. The fee does not ask for it.
func TestXihuInstant(t *testing.T) {
	t.Parallel()
	var rows []validRow
	var entries []ledger.Entry
	for _, words := range []any{"absent", 0, 199, 200, 350, 500, 501} {
		for _, photos := range []any{"absent", 0, 1, 2, 3} {
			for _, at := range []struct {
				happened, at string
				in           bool
			}{
				{"2021-03-09T10:00:00", "2021-03-10T09:59:59", true},
				{"2021-03-09T10:00:00", "2021-03-10T10:00:00", true},
				{"2021-03-09T10:00:00", "2021-03-10T10:00:01", false},
				{"2021-03-09T02:00:00Z", "2021-03-10T10:00:00", true},
				{"2021-03-09T10:00:00", "2021-03-10T02:00:01Z", false}, {"2021-03-09", "2021-03-10", true},
				{"2021-03-09", "2021-03-10T00:00:01", false}, {"2021-03-09T10:00:00", "2021-03-09T10:00:00", true},
				{"", "2021-03-10", false},
			} {
				for _, genre := range []string{"instant", "wechat"} {
					if genre == "wechat" && words != 350 {
						continue
					}
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2021-02-01", unit, "community", attr("instant_quota", 1)),
						submit(at.at, unit, unit, genre, happened(at.happened), optional("words", words),
							optional("photos", photos)), adopt("2021-03-20", unit, "人民日报"))
					valid := genre == "instant" && within(words, 200, 500) && within(photos, 1, 2) && at.in
					rows = append(rows, validRow{
						fmt.Sprintf("%s %v words %v photos %q at %s", genre, words, photos, at.happened, at.at), unit,
						valid})
				}
			}
		}
	}
	r := checkValid(t, "instant", "2021-03", rows, entries)
	assert.Empty(t, r.Problems)
	for _, row := range rows {
		missing := -10
		if row.valid {
			missing = 0
		}
		fee := "100"
		if strings.HasPrefix(row.name, "wechat") {
			fee = "0"
		}
		assert.Equal(t, fee, r.totals[row.unit+" fee"], row.name)
		assert.Equal(t, hundredths(missing), r.totals[row.unit+" performance"], row.name)
	}
}

// TestXihuTopic: of instant submissions with one topic only the first handed in counts, valid or not.
func TestXihuTopic(t *testing.T) {
	t.Parallel()
	type entry struct {
		unit, at, topic string
		genre           string
		words           int
		counts          bool
	}
	for _, row := range []struct {
		name    string
		entries []entry
	}{
		{"by time, not by recording",
			[]entry{{"a", "2021-03-10T10:00:01", "t", "instant", 300, false},
				{"b", "2021-03-10T10:00:00", "t", "instant", 300, true}}},
		{"at one time by recording",
			[]entry{{"b", "2021-03-10T10:00:00", "t", "instant", 300, true},
				{"a", "2021-03-10T10:00:00", "t", "instant", 300, false}}},
		{"at one time in two zones",
			[]entry{{"b", "2021-03-10T02:00:00Z", "t", "instant", 300, true},
				{"a", "2021-03-10T10:00:00", "t", "instant", 300, false}}},
		{"the first is not valid",
			[]entry{{"a", "2021-03-10T10:00:00", "t", "instant", 199, false},
				{"b", "2021-03-10T10:00:01", "t", "instant", 300, false}}},
		{"the second is not valid",
			[]entry{{"a", "2021-03-10T10:00:00", "t", "instant", 300, true},
				{"b", "2021-03-10T10:00:01", "t", "instant", 199, false}}},
		{"three", []entry{{"a", "2021-03-10T10:00:00", "t", "instant", 300, true},
			{"b", "2021-03-10T11:00:00", "t", "instant", 300, false},
			{"c", "2021-03-10T12:00:00", "t", "instant", 300, false}}},
		{"two topics", []entry{{"a", "2021-03-10T10:00:00", "t", "instant", 300, true},
			{"b", "2021-03-10T10:00:01", "T", "instant", 300, true}}},
		{"no topic", []entry{{"a", "2021-03-10T10:00:00", "", "instant", 300, true},
			{"b", "2021-03-10T10:00:01", "", "instant", 300, true}}},
		{"one has none", []entry{{"a", "2021-03-10T10:00:00", "", "instant", 300, true},
			{"b", "2021-03-10T10:00:01", "t", "instant", 300, true}}},
		{"the first of another genre",
			[]entry{{"a", "2021-03-10T10:00:00", "t", "wechat", 300, false},
				{"b", "2021-03-10T10:00:01", "t", "instant", 300, true}}},
		{"a unit twice", []entry{{"a", "2021-03-10T10:00:00", "t", "instant", 300, true},
			{"a", "2021-03-10T10:00:01", "t", "instant", 300, false}}},
		{"the first a month before",
			[]entry{{"b", "2021-02-20T10:00:00", "t", "instant", 300, false},
				{"a", "2021-03-10T10:00:01", "t", "instant", 300, false}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var entries []ledger.Entry
			for _, u := range []string{"a", "b", "c"} {
				entries = append(entries, enroll("2021-01-01", u, "community", attr("instant_quota", 1)))
			}
			want := map[string]int{"a": 0, "b": 0, "c": 0}
			for n, e := range row.entries {
				entries = append(entries,
					submit(e.at, fmt.Sprint("i", n), e.unit, e.genre, happened(e.at), topic(e.topic),
						attr("words", e.words), attr("photos", 1), id(fmt.Sprint("s", n))))
				if e.counts {
					want[e.unit]++
				}
			}
			r := score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, slices.Clone(entries)...)
			for u, n := range want {
				assert.Equal(t, owing(n, 1), r.quotas[u+" instant 2021-03"], u)
			}
		})
	}
	first := []ledger.Entry{enroll("2021-01-01", "a", "community", attr("instant_quota", 1)),
		enroll("2021-03-05", "b", "community"),
		submit("2021-03-02", "first", "b", "instant", happened("2021-03-02"), topic("t"), attr("words", 300),
			attr("photos", 1), id("first")),
		submit("2021-03-10", "second", "a", "instant", happened("2021-03-10"), topic("t"), attr("words", 300),
			attr("photos", 1))}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, slices.Clone(first)...)
	assert.Equal(t, owing(1, 1), r.quotas["a instant 2021-03"], "the first is off the roster: it counts nothing")
	first[1].At = moment("2021-01-01")
	r = score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, slices.Clone(first)...)
	assert.Equal(t, owing(0, 1), r.quotas["a instant 2021-03"])
	r = score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, append(first, void("2021-05-01", "first"))...)
	assert.Equal(t, owing(1, 1), r.quotas["a instant 2021-03"], "the first is struck out")
}

// TestXihuWechat is 二2: 500 to 800 words, five photos, two working days before it is published, no notice.
func TestXihuWechat(t *testing.T) {
	t.Parallel()
	var rows []validRow
	var entries []ledger.Entry
	for _, words := range []any{"absent", 499, 500, 800, 801} {
		for _, photos := range []any{"absent", 4, 5, 50} {
			for _, notice := range []any{"absent", false, true} {
				for _, p := range []struct {
					at, publish string
					in          bool
				}{
					{"2021-03-09T10:00:00", "absent", true},
					{"2021-03-09T10:00:00", "2021-03-11T10:00:00+08:00", true},
					{"2021-03-09T10:00:00", "2021-03-11T09:59:59+08:00", false},
					{"2021-03-09T10:00:00", "2021-03-11T02:00:00Z", true},
					// Friday to Tuesday
					{"2021-03-12T10:00:00", "2021-03-16T10:00:00+08:00", true},
					{"2021-03-12T10:00:00", "2021-03-16T09:59:59+08:00", false},
					// Thursday to Monday
					{"2021-03-11T10:00:00", "2021-03-15T10:00:00+08:00", true},
					{"2021-03-11T10:00:00", "2021-03-14T23:00:00+08:00", false},
					// Saturday to Tuesday
					{"2021-03-13T10:00:00", "2021-03-16T10:00:00+08:00", true},
					{"2021-03-13T10:00:00", "2021-03-16T09:59:59+08:00", false},
					{"2021-03-09", "2021-03-11T00:00:00+08:00", true},
					{"2021-03-09", "2021-03-10T23:59:59+08:00", false},
					{"2021-03-09T10:00:00", "2021-12-31T00:00:00+08:00", true},
				} {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2020-12-01", unit, "community", attr("wechat_quota", 1)),
						submit(p.at, unit, unit, "wechat", optional("words", words), optional("photos", photos),
							optional("notice", notice), optional("publish_at", p.publish)))
					valid := within(words, 500, 800) && within(photos, 5, noBound) && notice != true && p.in
					rows = append(rows, validRow{
						fmt.Sprintf("%v words %v photos notice %v at %s for %s", words, photos, notice, p.at,
							p.publish), unit, valid})
				}
			}
		}
	}
	r := checkValid(t, "wechat", "2021-Q1", rows, entries)
	assert.Empty(t, r.Problems)
}

// TestXihuXuexi is 二3: 500 to 800 words and three photos for a text; and what an adoption makes of it.
func TestXihuXuexi(t *testing.T) {
	t.Parallel()
	var rows []validRow
	var entries []ledger.Entry
	fees := map[string]string{}
	for _, form := range []string{"absent", "text", "audio", "video"} {
		for _, words := range []any{"absent", 499, 500, 800, 801} {
			for _, photos := range []any{"absent", 2, 3, 30} {
				for _, at := range []string{"none", "province", "national", "city", ""} {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2020-12-01", unit, "community", attr("xuexi_quota", 1)),
						submit("2021-03-09", unit, unit, "xuexi", optional("form", form), optional("words", words),
							optional("photos", photos)))
					if at != "none" {
						entries = append(entries, adopt("2021-03-20", unit, "学习强国", level(at), id("a"+unit)))
					}
					valid := form == "audio" || form == "video" || within(words, 500, 800) && within(photos, 3, noBound)
					fees[unit] = map[string]string{"province": "200", "national": "300"}[at] // valid or not
					rows = append(rows, validRow{
						fmt.Sprintf("%s %v words %v photos adopted %s", form, words, photos, at), unit,
						valid && (at == "province" || at == "national")})
				}
			}
		}
	}
	r := checkValid(t, "xuexi", "2021", rows, entries)
	for _, row := range rows {
		fee := fees[row.unit]
		if fee == "" {
			fee = "0"
		}
		assert.Equal(t, fee, r.totals[row.unit+" fee"], row.name)
		assert.Equal(t, strings.HasSuffix(row.name, "adopted "),
			slices.Equal(r.refusals["a"+row.unit], []string{"no-tier"}), row.name)
	}
}

// TestXihuPartyAndResearch is 二4 and 二5: 600 to 1000 words; 5000 or more, by 30 September.
func TestXihuPartyAndResearch(t *testing.T) {
	t.Parallel()
	var party, research []validRow
	var entries []ledger.Entry
	for _, words := range []any{"absent", 0, 599, 600, 1000, 1001} {
		unit := fmt.Sprintf("p%d", len(party))
		entries = append(entries, enroll("2020-12-01", unit, "office"),
			submit("2021-03-09", unit, unit, "party", optional("words", words)),
			assign("2021-03-01", unit, "party", "2021-03", 1))
		party = append(party, validRow{fmt.Sprintf("party %v words", words), unit, within(words, 600, 1000)})
	}
	for _, words := range []any{"absent", 4999, 5000, 50000} {
		for _, at := range []struct {
			at string
			in bool
		}{{"2021-01-01", true}, {"2021-09-30", true}, {"2021-09-30T23:59:59", true}, {"2021-09-30T15:59:59Z", true},
			{"2021-10-01T00:00:00", false}, {"2021-09-30T16:00:00Z", false}, {"2021-12-31", false}} {
			unit := fmt.Sprintf("r%d", len(research))
			entries = append(entries, enroll("2020-12-01", unit, "office"),
				submit(at.at, unit, unit, "research", optional("words", words)))
			research = append(research,
				validRow{fmt.Sprintf("research %v words at %s", words, at.at), unit,
					within(words, 5000, noBound) && at.in})
		}
	}
	checkValid(t, "party", "2021-03", party, slices.Clone(entries))
	r := checkValid(t, "research", "2021", research, entries)
	assert.Empty(t, r.Postings)
}

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

// xihuFee is 四(一): what an adoption pays for each genre.
type xihuFee struct {
	outlet, level  string
	fee            any
	instant, xuexi int
	wechat, party  int
	noTier, noFee  bool
}

func xihuFees() []xihuFee {
	var out []xihuFee
	instant := map[string]int{"national": 100, "province": 50, "city": 20, "district": 10}
	for tier, names := range map[string][]string{"national": {"人民日报", "科技日报", "人民网", "新华网", "中国新闻网", "今日头条", "《人民日报》"},
		"province": {"新华日报"}, "city": {"常州日报"}, "district": {"武进日报"}} {
		for _, n := range names {
			out = append(out, xihuFee{outlet: n, instant: instant[tier]},
				xihuFee{outlet: n, level: "district", instant: instant[tier]})
		}
	}
	for tier, fee := range instant {
		out = append(out, xihuFee{outlet: "某媒体", level: tier, instant: fee},
			xihuFee{outlet: "学习强国", level: tier, instant: fee,
				xuexi: map[string]int{"national": 300, "province": 200}[tier]})
	}
	for outlet, fee := range map[string]int{"决策参考": 20, "区两办": 30, "市两办": 50, "省两办": 100, "《决策参考》": 20} {
		out = append(out, xihuFee{outlet: outlet, party: fee})
	}
	for _, fee := range []int{20, 21, 35, 50} {
		out = append(out, xihuFee{outlet: "常州西湖街道", fee: fee, wechat: fee})
	}
	for _, fee := range []any{"absent", 0, 19, 51, 200, "19.99", "50.01"} {
		if s, ok := fee.(string); ok && s != "absent" {
			fee = decimal.RequireFromString(s)
		}
		out = append(out, xihuFee{outlet: "常州西湖街道", fee: fee, noFee: true})
	}
	out = append(out, xihuFee{outlet: "某媒体", noTier: true}, xihuFee{outlet: "某媒体", level: "county", noTier: true},
		xihuFee{outlet: "学习强国", noTier: true})
	slices.SortStableFunc(out, func(a, b xihuFee) int { return strings.Compare(a.outlet+a.level, b.outlet+b.level) })
	return out
}

func (f xihuFee) pays(genre string) int {
	switch genre {
	case "instant":
		return f.instant
	case "xuexi":
		return f.xuexi
	case "wechat":
		return f.wechat
	case "notice":
		if f.outlet == "常州西湖街道" {
			return 20 // whatever the fee says
		}
	case "party":
		return f.party
	}
	return 0
}

// TestXihuFees pays every genre for every outlet, and for every two: once, at its highest.
func TestXihuFees(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{enroll("2021-01-02", "u", "other")}
	wants := map[string][]string{}
	refused := map[string]string{}
	all := append(xihuFees(), xihuFee{}) // the last: not adopted a second time
	for _, genre := range []string{"instant", "wechat", "notice", "xuexi", "party", "research"} {
		for i, a := range all {
			for j, b := range all {
				if genre == "research" && b.outlet != "" || a.level == "district" && a.instant != 10 && b.outlet != "" {
					continue // one after the other is tried without the level that the list overrules
				}
				item := fmt.Sprintf("%s %d %v then %d %v", genre, i, a, j, b)
				e := submit("2021-03-01", item, "u", genre)
				if genre == "notice" {
					e = submit("2021-03-01", item, "u", "wechat", attr("notice", true))
				}
				entries = append(entries, e)
				worth, states := 0, []state(nil)
				for n, f := range []xihuFee{a, b} {
					if f.outlet == "" {
						continue
					}
					at, name := day("2021-03-10", n), fmt.Sprint(item, n)
					fee := f.fee
					if fee == nil {
						fee = "absent"
					}
					entries = append(entries, adopt(at, item, f.outlet, level(f.level), optional("fee", fee), id(name)))
					worth = max(worth, f.pays(genre))
					states = append(states, state{at, worth})
					switch {
					case f.noTier:
						refused[name] = "no-tier"
					case f.noFee && genre == "wechat":
						refused[name] = "a fee out of bounds"
					}
				}
				name := map[string]string{"notice": "wechat"}[genre]
				if name == "" {
					name = genre
				}
				wants[item] = differences("fee", "fee-"+name, states...)
			}
		}
	}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, entries...)
	for item, want := range wants {
		if !assert.Equal(t, want, r.items[item], item) {
			break
		}
	}
	for e, why := range refused {
		if why == "no-tier" {
			assert.Equal(t, []string{why}, r.refusals[e], e)
		} else {
			assert.NotEmpty(t, r.refusals[e], e)
		}
	}
	assert.Len(t, r.refusals, len(refused))
}

// TestXihuGrants: media 0.3 to 0.5 for a community, honours of exactly 500 and 300; the rest is not counted, and
// reported.
func TestXihuGrants(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit, account, amount string
		counts                      bool
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"community", "office", "other"} {
		for _, rule := range []string{"media", "honour-unit", "honour-person", "", "cap", "xuexi-extra", "Media"} {
			for _, account := range []string{"performance", "fee", "points"} {
				for _, amount := range []string{"0.29", "0.3", "0.30", "0.4", "0.5", "0.51", "-0.4", "0", "299.99",
					"300", "500", "500.01", "800"} {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2021-01-02", unit, category),
						grant("2021-03-05", unit, account, amount, rule, id("g"+unit)))
					counts := rule == "media" && account == "performance" && category == "community" &&
						slices.Contains([]string{"0.3", "0.30", "0.4", "0.5"}, amount) ||
						rule == "honour-unit" && account == "fee" && amount == "500" ||
						rule == "honour-person" && account == "fee" && amount == "300"
					rows = append(rows, row{fmt.Sprintf("%s %q to %s of %s", category, rule, account, amount), unit,
						account, amount, counts})
				}
			}
		}
	}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.counts {
				assert.Equal(t, decimal.RequireFromString(row.amount).String(), r.totals[row.unit+" "+row.account])
				assert.Empty(t, r.refusals["g"+row.unit])
			} else {
				assert.Empty(t, r.units[row.unit])
				assert.Len(t, r.refusals["g"+row.unit], 1)
			}
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

// TestXihuUnranked: nothing is ranked.
func TestXihuUnranked(t *testing.T) {
	t.Parallel()
	for _, period := range []string{"2021", "2021-Q1", "2021-03"} {
		r := score(t, xihu, scoring.Options{Periods: periodsOf(period)},
			enroll("2021-01-01", "u", "community", attr("instant_quota", 1)), enroll("2021-01-01", "v", "office"))
		assert.Len(t, r.Totals, 4)
		for _, x := range r.Totals {
			assert.Zero(t, x.Rank)
			assert.Empty(t, x.Group)
		}
	}
}
