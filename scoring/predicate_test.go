package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// handed are submissions by units u1, u2 … with these members: a time, and others after it.
func handed(members ...string) []string {
	var lines []string
	for i, m := range members {
		lines = append(lines, fmt.Sprintf(`{"id":"s%d","kind":"submit","item":"i%d","unit":"u%d","genre":"g","at":%s}`,
			i+1, i+1, i+1, m))
	}
	return lines
}

// points scores a ledger that enrolls units u1 to u9, of categories c1 to c9, and gives the amounts of the first so
// many.
func points(t *testing.T, source string, units int, lines ...string) []string {
	t.Helper()
	s, err := scheme.Load(t.Context(), "s.yaml",
		[]byte("scheme: s\ncalendar: {timezone: Asia/Shanghai}\naccounts: {points: {places: 2}}\n"+source))
	require.NoError(t, err)
	var all []string
	for i := range 9 {
		all = append(all,
			fmt.Sprintf(`{"id":"e%d","kind":"enroll","at":"2020-01-01","unit":"u%d","name":"u%d","category":"c%d"}`,
				i+1, i+1, i+1, i+1))
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(append(all, lines...), "\n")), "l.jsonl")
	require.NoError(t, err)
	o := scoring.Options{Periods: worlds.Periods("2020"), Workers: 1}
	sameAsReference(t, s, l, o)
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	out := make([]string, units)
	for _, total := range book.Totals() {
		if i := int(total.Unit[1] - '1'); i < units {
			out[i] = total.Amount.String()
		}
	}
	return out
}

// TestPredicates: submissions that differ in one time or number alone, which a predicate reads, are in different
// classes. The worth is 1 where the predicate holds, else 0.
func TestPredicates(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, when string
		entries    []string
		want       []string
	}{
		{"the day",
			`date(item.at) <= date(2020, 9, 30)`,
			[]string{`"2020-09-30T09:00:00+08:00"`, `"2020-10-01T09:00:00+08:00"`},
			[]string{"1", "0"}},
		{"the day in the zone of the scheme",
			`item.at.day == 2`,
			[]string{`"2020-03-01T16:30:00Z"`, `"2020-03-01T15:30:00Z"`},
			[]string{"1", "0"}},
		{"the year of the day",
			`item.at.month == 3 && item.at.day == 2 && item.happened.year == 2019`,
			[]string{`"2020-03-02","happened":"2019-03-01"`, `"2020-03-02","happened":"2020-03-01"`},
			[]string{"1", "0"}},
		{"a second on the clock",
			`clock(item.at) < clock("09:15")`,
			[]string{`"2020-03-02T09:14:59+08:00"`, `"2020-03-02T09:15:00+08:00"`, `"2020-03-02T09:14:59.999+08:00"`},
			[]string{"1", "0", "1"}},
		{"a nanosecond on the clock",
			`clock(item.at) > clock("09:15")`,
			[]string{`"2020-03-02T09:15:00+08:00"`, `"2020-03-02T09:15:00.000000001+08:00"`},
			[]string{"0", "1"}},
		{"a date, which has no clock",
			`default(clock(item.at) < clock("09:15"), false)`,
			[]string{`"2020-03-02T00:00:00+08:00"`, `"2020-03-02"`},
			[]string{"1", "0"}},
		{"how far two times are apart",
			`item.at - item.happened <= hours(24)`,
			[]string{`"2020-03-02T09:00:00+08:00","happened":"2020-03-01T09:00:00+08:00"`,
				`"2020-03-02T09:00:00+08:00","happened":"2020-03-01T08:59:59+08:00"`,
				`"2020-03-02T09:00:00.000000001+08:00","happened":"2020-03-01T09:00:00+08:00"`,
				`"2020-03-03T09:00:00+08:00","happened":"2020-03-02T09:00:00+08:00"`},
			[]string{"1", "0", "0", "1"}},
		{"whether both are there",
			`!has(item.happened) || item.at - item.happened <= hours(1)`,
			[]string{`"2020-03-02T09:00:00+08:00"`, `"2020-03-02T09:00:00+08:00","happened":"2020-03-01"`},
			[]string{"1", "0"}},
		{"absent",
			`item.at - item.happened <= hours(1)`,
			[]string{`"2020-03-02T09:00:00+08:00"`,
				`"2020-03-02T09:00:00+08:00","happened":"2020-03-02T09:00:00+08:00"`},
			[]string{"0", "1"}},
		{"absent, and decided by a time that is there",
			`default(item.publish - item.happened > hours(1) && item.at < date(2020, 3, 1) + hours(9), true)`,
			[]string{`"2020-02-01T09:00:00+08:00"`, `"2020-05-01T09:00:00+08:00"`},
			[]string{"1", "0"}},
		{"days of two times",
			`date(item.at) <= date(workdays(item.happened, 1))`,
			[]string{`"2020-03-09T18:00:00+08:00","happened":"2020-03-06T09:00:00+08:00"`,
				`"2020-03-09T18:00:00+08:00","happened":"2020-03-05T23:00:00+08:00"`},
			[]string{"1", "0"}},
		{"an exact time",
			`item.at <= date(2020, 3, 1) + hours(9)`,
			[]string{`"2020-03-01T09:00:00+08:00"`, `"2020-03-01T09:00:00.000000001+08:00"`},
			[]string{"1", "0"}},
		{"an exact time that matters to some",
			`!has(item.publish) || workdays(item.at, 1) <= item.publish`,
			[]string{`"2020-03-06T09:00:00+08:00"`,
				`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-09T09:00:00+08:00"}`,
				`"2020-03-06T09:00:01+08:00","attrs":{"publish":"2020-03-09T09:00:00+08:00"}`,
				`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-09T08:59:59+08:00"}`},
			[]string{"1", "1", "0", "0"}},
		{"the day of an attribute",
			`date(item.publish) == date(item.at)`,
			[]string{`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-06"}`,
				`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-06T23:59:59+08:00"}`,
				`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-07"}`, `"2020-03-06T09:00:00+08:00"`},
			[]string{"1", "1", "0", "0"}},
		{"the clock of an attribute",
			`default(clock(item.publish) == clock("00:00"), false)`,
			[]string{`"2020-03-06","attrs":{"publish":"2020-03-06"}`,
				`"2020-03-06","attrs":{"publish":"2020-03-06T00:00:00+08:00"}`},
			[]string{"0", "1"}},
		{"how far from an attribute",
			`item.publish - item.at >= days(1)`,
			[]string{`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-07T09:00:00+08:00"}`,
				`"2020-03-06T09:00:00+08:00","attrs":{"publish":"2020-03-07T08:59:59+08:00"}`},
			[]string{"1", "0"}},
		{"a number that is given",
			`item.words >= 200`,
			[]string{`"2020-03-06","attrs":{"words":200}`, `"2020-03-06","attrs":{"words":199.999}`,
				`"2020-03-06","attrs":{"words":200.0,"note":"x"}`},
			[]string{"1", "0", "1"}},
		{"a number that is not given, or no good",
			`item.words < 5`,
			[]string{`"2020-03-06"`, `"2020-03-06","attrs":{"words":-1}`, `"2020-03-06","attrs":{"words":"1"}`,
				`"2020-03-06","attrs":{"words":4}`},
			[]string{"0", "0", "0", "1"}},
		{"the default of a number",
			`item.photos == 3`,
			[]string{`"2020-03-06"`, `"2020-03-06","attrs":{"photos":3}`, `"2020-03-06","attrs":{"photos":0}`},
			[]string{"1", "1", "0"}},
		{"a number beside a text",
			`item.words >= params.least[item.genre]`,
			[]string{`"2020-03-06","attrs":{"words":10}`, `"2020-03-06","attrs":{"words":9}`},
			[]string{"1", "0"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			source := "attrs: {submit: {words: {type: number, must: value >= 0}, photos: number = 3, " +
				"publish: optional time, note: string = \"\"}}\nparams: {least: {g: 10, h: 20}}\n" +
				"credits: {handed: {clause: '1', each: submit, when: '" + row.when + "', worth: 1}}\n"
			assert.Equal(t, row.want, points(t, source, len(row.entries), handed(row.entries...)...))
		})
	}
}

// TestPredicatesOfAdoptions: likewise adoptions, of items submitted on one day.
func TestPredicatesOfAdoptions(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, when string
		adoptions  []string // of items 1, 2 …: a time, and other members after it
		want       []string
	}{
		{"how long after it was handed in",
			`adopt.at - item.at <= days(3)`,
			[]string{`"2020-03-05T09:00:00+08:00"`, `"2020-03-05T09:00:01+08:00"`},
			[]string{"1", "0"}},
		{"the day",
			`date(adopt.at) == date(2020, 3, 5)`,
			[]string{`"2020-03-05T23:59:59+08:00"`, `"2020-03-06T00:00:00+08:00"`},
			[]string{"1", "0"}},
		{"the exact time",
			`adopt.at < date(2020, 3, 5) + hours(9)`,
			[]string{`"2020-03-05T08:59:59.999+08:00"`, `"2020-03-05T09:00:00+08:00"`},
			[]string{"1", "0"}},
		{"its clock, which a date has not",
			`default(clock(adopt.at) < clock("09:00"), false)`,
			[]string{`"2020-03-05T00:00:00+08:00"`, `"2020-03-05"`},
			[]string{"1", "0"}},
		{"a number of its own",
			`adopt.fee > 20`,
			[]string{`"2020-03-05","attrs":{"fee":20.01}`, `"2020-03-05","attrs":{"fee":20}`},
			[]string{"1", "0"}},
		{"a number beside the outlet",
			`adopt.fee > params.least[outlet.name]`,
			[]string{`"2020-03-05","attrs":{"fee":20}`, `"2020-03-05","attrs":{"fee":20},"outlet":"y"`},
			[]string{"1", "0"}},
		{"a number beside the level of the outlet",
			`adopt.fee > (outlet.level == "city" ? 10 : 30)`,
			[]string{`"2020-03-05","attrs":{"fee":20},"level":"city"`,
				`"2020-03-05","attrs":{"fee":20},"level":"town"`},
			[]string{"1", "0"}},
		{"a number of the outlet",
			`outlet.prints >= 1000`,
			[]string{`"2020-03-05","attrs":{"prints":1000}`, `"2020-03-05","attrs":{"prints":999}`},
			[]string{"1", "0"}},
		{"the placement beside a number",
			`adopt.fee > (adopt.placement == "front" ? 10 : 30)`,
			[]string{`"2020-03-05","attrs":{"fee":20},"placement":"front"`, `"2020-03-05","attrs":{"fee":20}`},
			[]string{"1", "0"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			source := "attrs: {adopt: {fee: number = 0}, outlet: {prints: number = 0}}\nparams: {least: {x: 10, " +
				"y: 30}}\ncredits: {taken: {clause: '1', each: adopt, when: '" + row.when + "', worth: 1}}\n"
			var lines []string
			for i, members := range row.adoptions {
				lines = append(lines, handed(slices.Repeat([]string{`"2020-03-02T09:00:00+08:00"`}, 9)...)[i])
				if !strings.Contains(members, `"outlet"`) {
					members += `,"outlet":"x"`
				}
				lines = append(lines, fmt.Sprintf(`{"id":"a%d","kind":"adopt","item":"i%d","at":%s}`, i+1,
					i+1, members))
			}
			assert.Equal(t, row.want, points(t, source, len(row.want), lines...))
		})
	}
}

// TestNumberKeys: a number counts the submissions of each row by their keys, in the order of time. The worth of an item
// is its number.
func TestNumberKeys(t *testing.T) {
	t.Parallel()
	day := func(n int, more string) string { return fmt.Sprintf(`"2020-03-%02dT09:00:00+08:00"%s`, n, more) }
	rows := []struct {
		name, number string
		entries      []string
		want         []string
	}{
		{"all together",
			`each: submit`,
			[]string{day(3, ""), day(1, ""), day(2, "")},
			[]string{"3", "1", "2"}},
		{"of one time, as recorded",
			`each: submit`,
			[]string{day(1, ""), day(1, ""), day(1, "")},
			[]string{"1", "2", "3"}},
		{"by a field as it is",
			`each: submit, by: item.topic`,
			[]string{day(1, `,"topic":"t"`), day(2, `,"topic":"u"`), day(3, `,"topic":"t"`), day(4, ""), day(5, "")},
			[]string{"1", "1", "2", "1", "2"}},
		{"by a field and what is worked out",
			`each: submit, by: [item.topic, 'item.words > 5 ? "long" : "short"']`,
			[]string{day(1, `,"topic":"t","attrs":{"words":6}`), day(2, `,"topic":"t","attrs":{"words":5}`),
				day(3, `,"topic":"t","attrs":{"words":7}`), day(4, `,"topic":"u","attrs":{"words":7}`)},
			[]string{"1", "1", "2", "1"}},
		{"two texts that together look like two others",
			`each: submit, by: [item.topic, item.title]`,
			[]string{day(1, `,"topic":"a","title":"b c"`), day(2, `,"topic":"a b","title":"c"`)},
			[]string{"1", "1"}},
		{"by a text that is also a field of others",
			`each: submit, by: 'item.topic + ""'`,
			[]string{day(1, `,"topic":"t"`), day(2, `,"topic":"t"`), day(3, `,"topic":"g"`)},
			[]string{"1", "2", "1"}},
		{"by the unit",
			`each: submit, by: unit.category`,
			[]string{day(1, ""), day(2, "")},
			[]string{"1", "1"}},
		{"by the sender",
			`each: submit, by: 'sender.category == "c2" ? "a" : "b"'`,
			[]string{day(1, ""), day(2, ""), day(3, "")},
			[]string{"1", "1", "2"}},
		{"by a number",
			`each: submit, by: item.words`,
			[]string{day(1, `,"attrs":{"words":1.0}`), day(2, `,"attrs":{"words":1}`), day(3, `,"attrs":{"words":10}`)},
			[]string{"1", "2", "1"}},
		{"what is absent is not counted",
			`each: submit, by: item.words`,
			[]string{day(1, ""), day(2, `,"attrs":{"words":1}`)},
			[]string{"0", "1"}},
		{"nor what does not meet the condition",
			`each: submit, when: 'item.topic != ""'`,
			[]string{day(1, ""), day(2, `,"topic":"t"`), day(3, `,"topic":"u"`)},
			[]string{"0", "1", "2"}},
		{"by the day",
			`each: submit, by: date(item.at)`,
			[]string{day(1, ""), `"2020-03-01T23:00:00+08:00"`, `"2020-03-01T17:00:00Z"`},
			[]string{"1", "2", "1"}},
		{"by the exact time",
			`each: submit, by: item.at`,
			[]string{day(1, ""), day(1, ""), `"2020-03-01T09:00:01+08:00"`},
			[]string{"1", "2", "1"}},
		{"at a figure that changes",
			`each: submit, when: params.counts`,
			[]string{day(1, ""), day(9, ""), day(20, "")},
			[]string{"0", "0", "1"}},
		{"afresh in each month",
			`each: submit, per: month`,
			[]string{`"2020-03-31T23:59:59+08:00"`, `"2020-04-01T00:00:00+08:00"`, `"2020-03-31T23:59:58+08:00"`},
			[]string{"2", "1", "1"}},
		{"one number for all that are the same",
			`each: submit, by: item.topic, same: item.title`,
			[]string{day(1, `,"topic":"t","title":"a"`), day(2, `,"topic":"t","title":"b"`),
				day(3, `,"topic":"t","title":"a"`), day(4, `,"topic":"u","title":"b"`)},
			[]string{"1", "2", "1", "1"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			source := "attrs: {submit: {words: number}}\nparams: {counts: {2020-01-01: false, 2020-03-10: true}}\n" +
				"numbers: {n: {clause: '1', " + row.number +
				"}}\ncredits: {handed: {clause: '1', each: submit, worth: n.nth}}\n"
			assert.Equal(t, row.want, points(t, source, len(row.entries), handed(row.entries...)...))
		})
	}
}

// TestPredicatesOfTheSubmission: items that differ in the time of their submission alone, with which a predicate of an
// adoption compares, are each scored by their own: 31, 7 and 30 days.
func TestPredicatesOfTheSubmission(t *testing.T) {
	t.Parallel()
	lines := handed(`"2020-01-01"`, `"2020-01-25"`, `"2020-01-02"`)
	for i := range 3 {
		lines = append(lines, fmt.Sprintf(`{"id":"a%d","kind":"adopt","at":"2020-02-01","item":"i%d","outlet":"o"}`, i, i+1))
	}
	assert.Equal(t, []string{"1", "0", "1"},
		points(t, `credits: {late: {each: adopt, when: 'adopt.at - item.at > days(20)', worth: 1}}`, 3, lines...))
}
