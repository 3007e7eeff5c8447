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
