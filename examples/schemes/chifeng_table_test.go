package schemes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

const chifeng = "chifeng-2020"

// chifengOutlet is an outlet of 四(三)2: listed, or named by its level.
type chifengOutlet struct{ name, tier, medium, level string }

// chifengOutlets are all that the text lists, and one of each level and medium that it does not.
func chifengOutlets() []chifengOutlet {
	var out []chifengOutlet
	list := func(tier, medium string, names ...string) {
		for _, n := range names {
			out = append(out, chifengOutlet{n, tier, medium, ""})
		}
	}
	list("national", "newspaper", "人民日报", "经济日报", "农民日报", "中国经济时报")
	list("national", "journal", "扶贫开发", "中国扶贫")
	list("national", "", "国务院扶贫办门户网站", "中国扶贫网内蒙古频道", "人民网", "新华网", "中央广播电视总台")
	list("region", "newspaper", "内蒙古日报", "北方新报")
	list("region", "journal", "内蒙古扶贫")
	list("region", "", "内蒙古扶贫办门户网站", "内蒙古新闻网", "扶贫情况通报", "内蒙古信息", "内蒙古广播电视台")
	list("city", "newspaper", "赤峰日报", "红山晚报")
	list("city", "", "中国赤峰门户网站", "领导参阅", "赤峰信息", "每日信息", "政务信息选编", "每日要情", "赤峰市广播电视台")
	list("portal", "", "市扶贫办门户网站")
	for _, tier := range []string{"national", "region", "city", "portal"} {
		for _, medium := range []string{"", "newspaper", "journal", "other"} {
			out = append(out, chifengOutlet{"某" + tier + medium, tier, medium, tier})
		}
	}
	return out
}

func (o chifengOutlet) adopt(at, item, place string) ledger.Entry {
	var mods []mod
	if o.level != "" {
		mods = append(mods, level(o.level))
		if o.medium != "" {
			mods = append(mods, attr("medium", o.medium))
		}
	}
	return adopt(at, item, o.name, append(mods, placement(place))...)
}

// chifengStandard is 四(三)2.
func chifengStandard(tier, genre string) int {
	brief := map[string]int{"portal": 2, "city": 5, "region": 10, "national": 20}[tier]
	if genre == "research" && tier != "portal" {
		return 2 * brief
	}
	return brief
}

// chifengWorth is 四(三)3: twice the standard, said twice; the reading says what both together give.
func chifengWorth(standard int, endorsed, front bool, reading string) int {
	switch {
	case endorsed && front && reading == "double-sum":
		return 3 * standard
	case endorsed && front && reading == "double-product":
		return 4 * standard
	case endorsed || front:
		return 2 * standard
	}
	return standard
}

func (o chifengOutlet) front(place string) bool {
	return o.medium == "newspaper" && (place == "headline" || place == "ear")
}

var chifengReadings = []string{"", "double-once", "double-sum", "double-product"}

func TestChifengAdopted(t *testing.T) {
	t.Parallel()
	for _, taken := range chifengReadings {
		type row struct {
			name, item string
			want       []string
		}
		var rows []row
		entries := []ledger.Entry{enroll("2019-12-26", "shuili", "department")}
		for _, o := range chifengOutlets() {
			for _, genre := range []string{"brief", "research"} {
				for _, place := range []string{"", "headline", "ear", "inside"} {
					for _, endorsed := range []string{"no", "before", "after", "by another"} {
						item := fmt.Sprintf("i%d", len(rows))
						standard := chifengStandard(o.tier, genre)
						plain := state{"2020-03-10", chifengWorth(standard, false, o.front(place), taken)}
						both := chifengWorth(standard, true, o.front(place), taken)
						entries = append(entries, submit("2020-03-02", item, "shuili", genre),
							o.adopt("2020-03-10", item, place))
						states := []state{plain}
						switch endorsed {
						case "before":
							entries = append(entries, endorse("2020-03-05", item, "市委"))
							states = []state{{"2020-03-10", both}}
						case "after":
							entries = append(entries, endorse("2020-04-15", item, "国务院扶贫办"))
							states = append(states, state{"2020-04-15", both})
						case "by another":
							entries = append(entries, endorse("2020-04-15", item, "市委宣传部"))
						}
						rows = append(rows,
							row{fmt.Sprintf("%s %s %s %q endorsed %s", taken, o.name, genre, place, endorsed), item,
								differences("points", "adopted", states...)})
					}
				}
			}
		}
		r := score(t, chifeng, reading(taken, "2020"), entries...)
		assert.Empty(t, r.refusals)
		assert.Empty(t, r.Problems)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) { assert.Equal(t, row.want, r.items[row.item]) })
		}
	}
}

func TestChifengEndorsers(t *testing.T) {
	t.Parallel()
	twice := []string{"市委", "市政府", "自治区扶贫办", "自治区党委", "自治区政府", "国务院扶贫办"}
	once := []string{"市委宣传部", "市委办公室", "赤峰市委", "自治区", "自治区党委办公厅", "国务院", "旗县区委", "市"}
	entries := []ledger.Entry{enroll("2019-12-26", "shuili", "department")}
	for _, by := range slices.Concat(twice, once) {
		entries = append(entries, submit("2020-03-02", by, "shuili", "brief"), adopt("2020-03-10", by, "每日要情"),
			endorse("2020-03-11", by, by),
			submit("2020-03-02", "not adopted "+by, "shuili", "brief"), endorse("2020-03-11", "not adopted "+by, by))
	}
	entries = append(entries, submit("2020-03-02", "two", "shuili", "brief"), adopt("2020-03-10", "two", "每日要情"),
		endorse("2020-03-11", "two", "市委"),
		endorse("2020-03-12", "two", "市政府"))
	r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, entries...)
	for _, by := range twice {
		t.Run(by, func(t *testing.T) {
			assert.Equal(t, []string{"2020-03-10 points adopted 5", "2020-03-11 points adopted 5"}, r.items[by])
			assert.Empty(t, r.items["not adopted "+by], "without an adoption it scores nothing")
		})
	}
	for _, by := range once {
		t.Run(by, func(t *testing.T) { assert.Equal(t, []string{"2020-03-10 points adopted 5"}, r.items[by]) })
	}
	assert.Equal(t, []string{"2020-03-10 points adopted 5", "2020-03-11 points adopted 5"}, r.items["two"],
		"two endorsements")
}

// TestChifengOrder is 四(三)5: every three adoptions in every order, plain or on a front page, endorsed at every place.
func TestChifengOrder(t *testing.T) {
	t.Parallel()
	outlets := []struct {
		outlet chifengOutlet
		place  string
	}{
		{chifengOutlet{"市扶贫办门户网站", "portal", "", ""}, ""},
		{chifengOutlet{"赤峰日报", "city", "newspaper", ""}, ""},
		{chifengOutlet{"红山晚报", "city", "newspaper", ""}, "headline"},
		{chifengOutlet{"内蒙古日报", "region", "newspaper", ""}, ""},
		{chifengOutlet{"北方新报", "region", "newspaper", ""}, "ear"},
		{chifengOutlet{"人民日报", "national", "newspaper", ""}, "headline"},
	}
	for _, taken := range []string{"", "double-sum", "double-product"} {
		wants := map[string][]string{}
		entries := []ledger.Entry{enroll("2019-12-26", "shuili", "department")}
		for _, genre := range []string{"brief", "research"} {
			for i := range outlets {
				for j := range outlets {
					for k := range outlets {
						// before the n-th adoption; never; after the last
						for endorsed := -1; endorsed < 4; endorsed++ {
							item := fmt.Sprintf("%s %s %d%d%d endorsed %d", taken, genre, i, j, k, endorsed)
							entries = append(entries, submit("2020-03-01", item, "shuili", genre))
							var states []state
							var so []int
							best := func(by bool) int {
								most := 0
								for _, n := range so {
									o := outlets[n]
									most = max(most, chifengWorth(chifengStandard(o.outlet.tier, genre), by,
										o.outlet.front(o.place), taken))
								}
								return most
							}
							for n, which := range []int{i, j, k} {
								at := day("2020-03-10", 10*n)
								if endorsed == n {
									entries = append(entries, endorse(day(at, -1), item, "自治区党委"))
									states = append(states, state{day(at, -1), best(true)})
								}
								entries = append(entries, outlets[which].outlet.adopt(at, item, outlets[which].place))
								so = append(so, which)
								states = append(states, state{at, best(endorsed >= 0 && endorsed <= n)})
							}
							if endorsed == 3 {
								entries = append(entries, endorse("2020-05-01", item, "市政府"))
								states = append(states, state{"2020-05-01", best(true)})
							}
							wants[item] = differences("points", "adopted", states...)
						}
					}
				}
			}
		}
		r := score(t, chifeng, reading(taken, "2020"), entries...)
		assert.Empty(t, r.refusals)
		for item, want := range wants {
			assert.Equal(t, want, r.items[item], item)
		}
	}
}

func TestChifengDates(t *testing.T) {
	t.Parallel()
	in := func(want ...string) []string { return want }
	for _, row := range []struct {
		name, period string
		entries      []ledger.Entry
		want         []string
	}{
		{"closing day, last second", "2020-03",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-25T23:59:59", "i", "人民网")},
			in("2020-03-25 points adopted 20")},
		{"closing day, last second in UTC", "2020-03",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-25T15:59:59Z", "i", "人民网")},
			in("2020-03-25 points adopted 20")},
		{"a second after the closing day", "2020-03",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-26T00:00:00", "i", "人民网")}, nil},
		{"it is the next month's", "2020-04",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-26T00:00:00", "i", "人民网")},
			in("2020-03-26 points adopted 20")},
		{"in UTC the evening before", "2020-04",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-25T16:00:00Z", "i", "人民网")},
			in("2020-03-26 points adopted 20")},
		{"first second of the year", "2020",
			[]ledger.Entry{submit("2019-12-20", "i", "u", "brief"), adopt("2019-12-26T00:00:00", "i", "人民网")},
			in("2019-12-26 points adopted 20")},
		{"last second of the year before", "2020",
			[]ledger.Entry{submit("2019-12-20", "i", "u", "brief"), adopt("2019-12-25T23:59:59", "i", "人民网")}, nil},
		{"last day of the year", "2020",
			[]ledger.Entry{submit("2020-12-20", "i", "u", "brief"), adopt("2020-12-25", "i", "人民网")},
			in("2020-12-25 points adopted 20")},
		{"first day of the year after", "2020",
			[]ledger.Entry{submit("2020-12-20", "i", "u", "brief"), adopt("2020-12-26", "i", "人民网")}, nil},
		{"topped up in the next year", "2021",
			[]ledger.Entry{submit("2020-12-20", "i", "u", "brief"), adopt("2020-12-25", "i", "内蒙古新闻网"),
				adopt("2020-12-26", "i", "人民网")}, in("2020-12-26 points adopted 10")},
		{"adopted before it is handed in", "2020",
			[]ledger.Entry{submit("2020-03-08", "i", "u", "brief"), adopt("2020-03-01", "i", "人民网")},
			in("2020-03-08 points adopted 20")},
		{"the lower one later", "2020",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-09", "i", "每日要情"),
				adopt("2020-03-08", "i", "人民网")}, in("2020-03-08 points adopted 20")},
		{"at one time, as recorded", "2020",
			[]ledger.Entry{submit("2020-03-01", "i", "u", "brief"), adopt("2020-03-08", "i", "每日要情"),
				adopt("2020-03-08", "i", "人民网")}, in("2020-03-08 points adopted 5", "2020-03-08 points adopted 15")},
		{"recorded before it is handed in", "2020",
			[]ledger.Entry{adopt("2020-03-08", "i", "每日要情"), submit("2020-03-01", "i", "u", "brief")},
			in("2020-03-08 points adopted 5")},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf(row.period)},
				append([]ledger.Entry{enroll("2019-01-01", "u", "department")}, row.entries...)...)
			assert.Equal(t, row.want, r.items["i"])
		})
	}
}

func TestChifengOutletNames(t *testing.T) {
	t.Parallel()
	worth := map[string]int{}
	for _, name := range []string{"人民日报", "《人民日报》", "〈人民日报〉", "「人民日报」", "“人民日报”", " 人民 日报 ", "《 人民日报 》", "　人民日报　"} {
		worth[name] = 20
	}
	for _, name := range []string{"某某网", "人民日报社", "人民", "日报"} {
		worth[name] = 0
	}
	entries := []ledger.Entry{enroll("2019-12-26", "u", "department")}
	add := func(item string, mods ...mod) {
		entries = append(entries, submit("2020-03-02", item, "u", "brief"),
			adopt("2020-03-10", item, item, append(mods, id("adopt "+item))...))
	}
	for name := range worth {
		add(name)
	}
	add("每日要情", level("national")) // a listed outlet keeps its tier whatever level says
	add("某省网", level("province"))  // no tier of this regulation
	worth["每日要情"], worth["某省网"] = 5, 0
	entries = append(entries, submit("2020-03-02", "paper", "u", "brief"),
		adopt("2020-03-10", "paper", "赤峰日报", attr("medium", "other"), placement("ear")),
		submit("2020-03-02", "site", "u", "brief"),
		adopt("2020-03-10", "site", "人民网", attr("medium", "newspaper"), placement("ear")))
	worth["paper"], worth["site"] = 10, 20 // and its medium, whatever the adoption says
	r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, entries...)
	for item, want := range worth {
		t.Run(item, func(t *testing.T) {
			assert.Equal(t, posting("2020-03-10", "points", "adopted", want), r.items[item])
			if want == 0 {
				assert.Equal(t, []string{"no-tier"}, r.refusals["adopt "+item])
			} else {
				assert.Empty(t, r.refusals["adopt "+item])
			}
		})
	}
}

// TestChifengGreatValue is the grant of 四(三)3 for every outlet and genre, granted before, after and without the
// adoption.
func TestChifengGreatValue(t *testing.T) {
	t.Parallel()
	type row struct {
		name, item, at, amount string
		counts                 bool
	}
	var rows []row
	entries := []ledger.Entry{enroll("2019-12-26", "u", "department")}
	for _, o := range chifengOutlets() {
		for _, genre := range []string{"brief", "research"} {
			for _, order := range []string{"granted after", "granted before", "granted with", "never adopted"} {
				for _, amount := range []string{"15", "0.25"} {
					item := fmt.Sprintf("i%d", len(rows))
					fits := genre == "research" && (o.tier == "national" || o.tier == "region") &&
						(o.medium == "newspaper" || o.medium == "journal")
					entries = append(entries, submit("2020-03-01", item, "u", genre))
					if order != "never adopted" {
						entries = append(entries, o.adopt("2020-03-10", item, ""))
					}
					at := map[string]string{"granted after": "2020-04-10", "granted before": "2020-03-05",
						"granted with": "2020-03-10", "never adopted": "2020-04-10"}[order]
					entries = append(entries,
						grant(at, "u", "points", amount, "great-value", about(item), id("grant "+item)))
					rows = append(rows, row{fmt.Sprintf("%s %s %s %s", o.name, genre, order, amount), item,
						max(at, "2020-03-10"), amount, fits && order != "never adopted"})
				}
			}
		}
	}
	r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var got []string
			for _, p := range r.Postings {
				if p.Item == row.item && p.Rule == "great-value" {
					got = append(got, p.At+" "+p.Amount)
				}
			}
			if row.counts {
				assert.Equal(t, []string{row.at + " " + row.amount}, got)
				assert.Empty(t, r.refusals["grant "+row.item])
			} else {
				assert.Empty(t, got)
				assert.Equal(t, []string{"refused"}, r.refusals["grant "+row.item])
			}
		})
	}
}

func TestChifengGrants(t *testing.T) {
	t.Parallel()
	item := []ledger.Entry{enroll("2019-12-26", "u", "department"), submit("2020-03-01", "i", "u", "research"),
		adopt("2020-03-10", "i", "内蒙古日报", id("a"))}
	for _, row := range []struct {
		name    string
		more    []ledger.Entry
		want    []string
		refused bool
	}{
		{"adds to the adoption", []ledger.Entry{
			grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 15"}, false},
		{"is not doubled", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")),
			endorse("2020-04-02", "i", "市委")},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 15",
				"2020-04-02 points adopted 20"}, false},
		{"is not collapsed", []ledger.Entry{
			grant("2020-04-01", "u", "points", "100", "great-value", about("i"), id("g")),
			adopt("2020-04-02", "i", "人民日报")},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 100",
				"2020-04-02 points adopted 20"}, false},
		{"another account", []ledger.Entry{grant("2020-04-01", "u", "fee", "15", "great-value", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"another rule", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "media", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"a rule that takes no grant",
			[]ledger.Entry{grant("2020-04-01", "u", "points", "15", "adopted", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"no rule", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"the adoption struck out",
			[]ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")),
				void("2020-05-01", "a")}, nil, true},
		{"the adoption struck out, another stands",
			[]ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")),
				void("2020-05-01", "a"), adopt("2020-06-01", "i", "中国扶贫")},
			[]string{"2020-06-01 points adopted 40", "2020-06-01 points great-value 15"}, false},
		{"the grant struck out", []ledger.Entry{
			grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")), void("2020-05-01", "g")},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"about no item", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, slices.Concat(item, row.more)...)
			assert.ElementsMatch(t, row.want, r.units["u"])
			assert.Equal(t, row.refused, len(r.refusals["g"]) > 0, "grant refused: %v", r.refusals["g"])
		})
	}
}

// chifengCategory is who owes what by 三(一) and 三(二): a week, a quarter, a half-year, a year.
type chifengCategory struct {
	name, category            string
	mods                      []mod
	week, summary, half, year int
}

func chifengCategories() []chifengCategory {
	return []chifengCategory{
		{"county", "county", nil, 2, 2, 1, 0},
		{"task group", "department", []mod{attr("task_group", true)}, 1, 2, 1, 0},
		{"department", "department", nil, 0, 0, 0, 0},
		{"no task group", "department", []mod{attr("task_group", false)}, 0, 0, 0, 0},
		{"section", "section", nil, 1, 1, 0, 1},
		{"section with task_group", "section", []mod{attr("task_group", true)}, 1, 1, 0, 1},
		{"another", "enterprise", nil, 0, 0, 0, 0},
	}
}

// chifengReport is a task of a period: what is handed in for it, when it closes, what each category owes, and what it
// owes for the shorter periods that close on the same day.
type chifengReport struct {
	task, quota, period, closes, report string
	owed                                func(chifengCategory) int
	besides                             func(chifengCategory) []int
	other                               bool // what is handed in is not for this task
}

func chifengReports() []chifengReport {
	week := func(c chifengCategory) int { return c.week }
	summary := func(c chifengCategory) int { return c.summary }
	half := func(c chifengCategory) int { return c.half }
	year := func(c chifengCategory) int { return c.year }
	alone := func(chifengCategory) []int { return nil }
	quarter := func(c chifengCategory) []int { return []int{c.summary} }
	quarterAndHalf := func(c chifengCategory) []int { return []int{c.summary, c.half} }
	return []chifengReport{
		{"weekly", "weekly", "2020-W07", "2020-02-16", "", week, alone, false},
		{"weekly by summaries", "weekly", "2020-W07", "2020-02-16", "summary", week, alone, false},
		{"summary", "summary", "2020-Q1", "2020-03-25", "summary", summary, alone, false},
		{"summary by others", "summary", "2020-Q1", "2020-03-25", "experience", summary, alone, true},
		{"experience of a half-year", "experience", "2020-H1", "2020-06-25", "experience", half, quarter, false},
		{"experience by others", "experience", "2020-H1", "2020-06-25", "summary", half, quarter, true},
		{"experience of a year", "experience-year", "2020", "2020-12-25", "experience", year, quarterAndHalf, false},
	}
}

// TestChifengTasks hands in, by every category and for every task, none to two more than owed, some of them late, some
// for another task.
func TestChifengTasks(t *testing.T) {
	t.Parallel()
	for _, p := range chifengReports() {
		type row struct {
			name, unit string
			c          chifengCategory
			done       int
		}
		var rows []row
		var entries []ledger.Entry
		for _, c := range chifengCategories() {
			for good := range p.owed(c) + 3 {
				for late := range 3 {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2019-12-20", unit, c.category, c.mods...))
					for n := range good + late {
						genre := []string{"brief", "research"}[n%2]
						e := submit(day("2020-02-10", n), fmt.Sprintf("%s-%d", unit, n), unit, genre,
							attr("report", p.report))
						if n >= good {
							attr("late", true)(&e)
						}
						entries = append(entries, e)
					}
					done := good
					if p.other {
						done = 0
					}
					rows = append(rows,
						row{fmt.Sprintf("%s %s: %d and %d late", p.task, c.name, good, late), unit, c, done})
				}
			}
		}
		r := score(t, chifeng, scoring.Options{Periods: periodsOf(p.period)}, entries...)
		assert.Empty(t, r.refusals)
		assert.Empty(t, r.Problems)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				owed := p.owed(row.c)
				quota := r.quotas[row.unit+" "+p.quota+" "+p.period]
				if owed > 0 {
					assert.Equal(t, owing(row.done, owed), quota)
				} else {
					assert.NotContains(t, quota, "missing 1")
				}
				want := posting(p.closes, "points", "shortfall", -5*max(0, owed-row.done))
				// of the shorter periods that end on that day too, in which nothing was handed in
				for _, other := range p.besides(row.c) {
					want = append(want, posting(p.closes, "points", "shortfall", -5*other)...)
				}
				var got []string
				for _, posted := range r.units[row.unit] {
					if strings.HasPrefix(posted, p.closes) {
						got = append(got, posted)
					}
				}
				assert.ElementsMatch(t, want, got)
			})
		}
	}
}

// TestChifengIdleYear adds up what a unit owes in a year in which it hands in nothing: 52 Sundays lie in it, 51 of
// whole weeks.
func TestChifengIdleYear(t *testing.T) {
	t.Parallel()
	type row struct {
		name, from string
		weeks      int
		firstOwed  bool
	}
	var entries []ledger.Entry
	rows := []row{{"from before", "2019-12-01", 52, true}, {"from the first day", "2019-12-26", 51, true},
		{"from a second later", "2019-12-26T00:00:01", 51, false}}
	for i, row := range rows {
		for j, c := range chifengCategories() {
			entries = append(entries, enroll(row.from, fmt.Sprintf("u%d-%d", i, j), c.category, c.mods...))
		}
	}
	// the ledger goes on; it is not in the year
	entries = append(entries, commission("2020-01-01", "far", "u0-2", "2021-06-01"))
	r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, entries...)
	for i, row := range rows {
		for j, c := range chifengCategories() {
			t.Run(row.name+" "+c.name, func(t *testing.T) {
				quarters, halves, years := 4, 2, 1
				if !row.firstOwed {
					quarters, halves, years = 3, 1, 0
				}
				missing := row.weeks*c.week + quarters*c.summary + halves*c.half + years*c.year
				assert.Equal(t, fmt.Sprint(-5*missing), r.totals[fmt.Sprintf("u%d-%d points", i, j)])
			})
		}
	}
}

func TestChifengBorders(t *testing.T) {
	t.Parallel()
	county := func(u string) ledger.Entry { return enroll("2019-12-01", u, "county") }
	section := func(u string) ledger.Entry { return enroll("2019-12-01", u, "section") }
	report := func(kind string) func(at, item, unit string) ledger.Entry {
		return func(at, item, unit string) ledger.Entry { return submit(at, item, unit, "brief", attr("report", kind)) }
	}
	checkBorders(t, chifeng, "2020",
		border{"weekly", "2020-W07", "2020-02-10T00:00:00", "2020-02-16T23:59:59", county, report("")},
		// over the closing day
		border{"weekly", "2020-W13", "2020-03-23T00:00:00", "2020-03-29T23:59:59", county, report("")},
		border{"weekly", "2020-W01", "2019-12-30T00:00:00", "2020-01-05T23:59:59", section, report("")},
		border{"summary", "2020-Q1", "2019-12-26T00:00:00", "2020-03-25T23:59:59", county, report("summary")},
		border{"summary", "2020-Q2", "2020-03-26T00:00:00", "2020-06-25T23:59:59", section, report("summary")},
		border{"summary", "2020-Q4", "2020-09-26T00:00:00", "2020-12-25T23:59:59", county, report("summary")},
		border{"experience", "2020-H1", "2019-12-26T00:00:00", "2020-06-25T23:59:59", county, report("experience")},
		border{"experience", "2020-H2", "2020-06-26T00:00:00", "2020-12-25T23:59:59", county, report("experience")},
		border{"experience-year", "2020", "2019-12-26T00:00:00", "2020-12-25T23:59:59", section, report("experience")})
}

func TestChifengRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, category string
		missing                              int
	}{
		{"weekly", "2020-W07", "2020-02-10", "2020-02-16", "county", 2},
		{"summary", "2020-Q2", "2020-03-26", "2020-06-25", "section", 1},
		{"experience", "2020-H2", "2020-06-26", "2020-12-25", "county", 1},
		{"experience-year", "2020", "2019-12-26", "2020-12-25", "section", 1},
	} {
		checkRoster(t, chifeng, row.quota, row.period, rosterRows(row.first, row.last, row.category),
			func(unit string, owes bool, r result) {
				if owes {
					assert.Equal(t, owing(0, row.missing), r.quotas[unit+" "+row.quota+" "+row.period])
				}
				if row.quota == "weekly" {
					want := []string(nil)
					if owes {
						want = posting(row.last, "points", "shortfall", -5*row.missing)
					}
					assert.Equal(t, want, r.units[unit])
				}
			})
	}
}

// TestChifengRosterChanges: a settlement sees the unit as it is at the last instant; what is off the roster earns
// nothing.
func TestChifengRosterChanges(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		entries []ledger.Entry
		want    []string
		refused []string
	}{
		{"county, a section by the end",
			[]ledger.Entry{enroll("2020-01-01", "u", "county"), enroll("2020-02-16T23:59:59", "u", "section")},
			[]string{"2020-02-16 points shortfall -5"}, nil},
		{"a section only afterwards",
			[]ledger.Entry{enroll("2020-01-01", "u", "county"), enroll("2020-02-17", "u", "section")},
			[]string{"2020-02-16 points shortfall -10"}, nil},
		{"loses its task group", []ledger.Entry{enroll("2020-01-01", "u", "department", attr("task_group", true)),
			enroll("2020-02-12", "u", "department")}, nil, nil},
		{"gets a task group", []ledger.Entry{enroll("2020-01-01", "u", "department"),
			enroll("2020-02-12", "u", "department", attr("task_group", true))},
			[]string{"2020-02-16 points shortfall -5"}, nil},
		{"adopted while off", []ledger.Entry{enroll("2020-01-01", "u", "department"),
			submit("2020-02-10", "i", "u", "brief"), withdraw("2020-02-11", "u"),
			adopt("2020-02-11", "i", "人民网", id("a"))}, nil, []string{"a"}},
		{"adopted in the last second on",
			[]ledger.Entry{enroll("2020-01-01", "u", "department"), submit("2020-02-10", "i", "u", "brief"),
				withdraw("2020-02-11", "u"), adopt("2020-02-10T23:59:59", "i", "人民网", id("a"))},
			[]string{"2020-02-10 points adopted 20"}, nil},
		{"adopted while off, then on",
			[]ledger.Entry{enroll("2020-01-01", "u", "department"), submit("2020-02-10", "i", "u", "brief"),
				withdraw("2020-02-11", "u"), adopt("2020-02-12", "i", "人民网", id("a")),
				enroll("2020-02-13", "u", "department"), adopt("2020-02-14", "i", "每日要情")},
			[]string{"2020-02-14 points adopted 5"}, []string{"a"}},
		{"endorsed while off", []ledger.Entry{enroll("2020-01-01", "u", "department"),
			submit("2020-02-10", "i", "u", "brief"), withdraw("2020-02-11", "u"),
			endorse("2020-02-12", "i", "市委", id("a")), enroll("2020-02-13", "u", "department"),
			adopt("2020-02-14", "i", "每日要情")}, []string{"2020-02-14 points adopted 5"}, []string{"a"}},
		{"handed in while off, adopted while on",
			[]ledger.Entry{submit("2020-02-10", "i", "u", "brief", id("a")), enroll("2020-02-11", "u", "department"),
				adopt("2020-02-14", "i", "每日要情")}, []string{"2020-02-14 points adopted 5"}, []string{"a"}},
		{"on only later", []ledger.Entry{submit("2020-02-10", "i", "u", "brief", id("a")),
			adopt("2020-02-14", "i", "每日要情", id("b")), enroll("2020-05-01", "u", "county")}, nil, []string{"a", "b"}},
		{"handed in while off is not done",
			[]ledger.Entry{enroll("2020-01-01", "u", "section"), withdraw("2020-02-01", "u"),
				submit("2020-02-09T23:59:59", "i", "u", "brief"), enroll("2020-02-10", "u", "section")},
			[]string{"2020-02-16 points shortfall -5"}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020-W07")}, row.entries...)
			assert.Equal(t, row.want, r.units["u"])
			for _, e := range row.refused {
				assert.Equal(t, []string{"off-roster"}, r.refusals[e])
			}
			assert.Len(t, r.refusals, len(row.refused))
		})
	}
}

// TestChifengLateEach is the reading by which a late one costs 5 besides.
func TestChifengLateEach(t *testing.T) {
	t.Parallel()
	for _, taken := range []string{"late-not-done", "late-each"} {
		for good := range 4 {
			for late := range 4 {
				t.Run(fmt.Sprintf("%s %d and %d late", taken, good, late), func(t *testing.T) {
					t.Parallel()
					entries := []ledger.Entry{enroll("2020-01-01", "linxi", "county")}
					for n := range good + late {
						e := submit("2020-02-11", fmt.Sprint("i", n), "linxi", "brief")
						if n >= good {
							attr("late", true)(&e)
						}
						entries = append(entries, e)
					}
					points := -5 * max(0, 2-good)
					if taken == "late-each" {
						points -= 5 * late
					}
					r := score(t, chifeng, reading(taken, "2020-W07"), entries...)
					assert.Equal(t, fmt.Sprint(points), r.totals["linxi points"])
					assert.Equal(t, owing(good, 2), r.quotas["linxi weekly 2020-W07"])
				})
			}
		}
	}
}

// commissionRow is a commission and what became of it; the penalties are those of one unit, u.
type commissionRow struct {
	name    string
	entries []ledger.Entry
	want    []string // days of the penalties
}

func TestChifengCommissions(t *testing.T) {
	t.Parallel()
	on := []ledger.Entry{enroll("2019-12-26", "u", "department"), enroll("2019-12-26", "v", "department")}
	ask := func(due string) ledger.Entry { return commission("2020-03-01", "c", "u", due, id("c")) }
	give := func(at, item string, mods ...mod) ledger.Entry {
		return submit(at, item, "u", "research", append(mods, answers("c"), id(item))...)
	}
	offBrief := attr("off_brief", true)
	due := "2020-03-10T17:00:00"
	late := []string{"2020-03-25"}
	for _, row := range []commissionRow{
		{"in time to the second", []ledger.Entry{ask(due), give(due, "i")}, nil},
		{"in time to the second, in UTC", []ledger.Entry{ask(due), give("2020-03-10T09:00:00Z", "i")}, nil},
		{"a second late", []ledger.Entry{ask(due), give("2020-03-10T17:00:01", "i")}, late},
		{"a second late, in UTC", []ledger.Entry{ask("2020-03-10T09:00:00Z"), give("2020-03-10T17:00:01", "i")}, late},
		{"never", []ledger.Entry{ask(due)}, late},
		{"on the day due, due a time", []ledger.Entry{ask(due), give("2020-03-10", "i")}, nil},
		{"due a day, its last second", []ledger.Entry{ask("2020-03-10"), give("2020-03-10T23:59:59", "i")}, nil},
		{"due a day, that day", []ledger.Entry{ask("2020-03-10"), give("2020-03-10", "i")}, nil},
		{"due a day, the next midnight", []ledger.Entry{ask("2020-03-10"), give("2020-03-11T00:00:00", "i")}, late},
		{"due a day, the next day", []ledger.Entry{ask("2020-03-10"), give("2020-03-11", "i")}, late},
		{"off brief", []ledger.Entry{ask(due), give("2020-03-05", "i", offBrief)}, late},
		{"off_brief false", []ledger.Entry{ask(due), give("2020-03-05", "i", attr("off_brief", false))}, nil},
		{"off brief, then good", []ledger.Entry{ask(due), give("2020-03-05", "i", offBrief), give("2020-03-06", "j")},
			nil},
		{"good, then off brief", []ledger.Entry{ask(due), give("2020-03-05", "i"), give("2020-03-06", "j", offBrief)},
			nil},
		{"off brief, then good but late",
			[]ledger.Entry{ask(due), give("2020-03-05", "i", offBrief), give("2020-03-16", "j")}, late},
		{"twice late", []ledger.Entry{ask(due), give("2020-03-15", "i"), give("2020-03-16", "j")}, late},
		{"twice off brief",
			[]ledger.Entry{ask(due), give("2020-03-05", "i", offBrief), give("2020-03-06", "j", offBrief)}, late},
		{"twice good", []ledger.Entry{ask(due), give("2020-03-05", "i"), give("2020-03-06", "j")}, nil},
		{"by another unit", []ledger.Entry{ask(due), submit("2020-03-05", "i", "v", "research", answers("c"))}, late},
		{"for no commission", []ledger.Entry{ask(due), submit("2020-03-05", "i", "u", "research")}, late},
		{"for another commission",
			[]ledger.Entry{ask(due), commission("2020-03-01", "d", "u", "2020-03-09"),
				submit("2020-03-05", "i", "u", "research", answers("d"))}, late},
		{"two missed", []ledger.Entry{ask(due), commission("2020-03-01", "d", "u", "2020-03-09")},
			[]string{"2020-03-25", "2020-03-25"}},
		{"answer struck out", []ledger.Entry{ask(due), give("2020-03-05", "i"), void("2020-06-01", "i")}, late},
		{"answer struck out, the void too",
			[]ledger.Entry{ask(due), give("2020-03-05", "i"), void("2020-06-01", "i", id("x")),
				void("2020-06-02", "x")}, nil},
		{"answer struck out, handed in anew",
			[]ledger.Entry{ask(due), give("2020-03-05", "i"), void("2020-03-06", "i"),
				submit("2020-03-07", "i", "u", "research", answers("c"))}, nil},
		{"commission struck out", []ledger.Entry{ask(due), void("2020-06-01", "c")}, nil},
		{"commission struck out, the void too",
			[]ledger.Entry{ask(due), void("2020-06-01", "c", id("x")), void("2020-06-02", "x")}, late},
		{"due in the last second of a month", []ledger.Entry{ask("2020-03-25T23:59:59")}, late},
		{"due on the closing day", []ledger.Entry{ask("2020-03-25")}, late},
		{"due in the first second of a month", []ledger.Entry{ask("2020-03-26T00:00:00")}, []string{"2020-04-25"}},
		{"due in the last month of the year", []ledger.Entry{ask("2020-11-26")}, []string{"2020-12-25"}},
		{"due next year", []ledger.Entry{ask("2020-12-26")}, nil},
		{"off the roster within the month", []ledger.Entry{ask(due), withdraw("2020-03-20", "u")}, nil},
		{"off the roster on the last day", []ledger.Entry{ask(due), withdraw("2020-03-25", "u")}, nil},
		{"off the roster in the last second", []ledger.Entry{ask(due), withdraw("2020-03-25T23:59:59", "u")}, nil},
		{"off the roster the day after", []ledger.Entry{ask(due), withdraw("2020-03-26", "u")}, late},
		{"off the roster and on again by then",
			[]ledger.Entry{ask(due), withdraw("2020-03-11", "u"), enroll("2020-03-25", "u", "department")}, late},
		{"answered while off the roster",
			[]ledger.Entry{ask(due), withdraw("2020-03-04", "u"), give("2020-03-05", "i"),
				enroll("2020-03-06", "u", "department")}, late},
		{"asked while off the roster",
			[]ledger.Entry{withdraw("2020-02-20", "u"), ask(due), enroll("2020-03-06", "u", "department")}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, slices.Concat(on, row.entries)...)
			var want []string
			for _, at := range row.want {
				want = append(want, at+" points commission -10")
			}
			assert.Equal(t, want, r.units["u"])
			assert.Empty(t, r.units["v"])
			assert.Equal(t, row.name == "asked while off the roster",
				len(r.refusals["c"]) == 1 && r.refusals["c"][0] == "off-roster")
		})
	}
}

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

// TestChifengRanking ranks a year by category; the other periods are statements without ranks.
func TestChifengRanking(t *testing.T) {
	t.Parallel()
	var entries []ledger.Entry
	for unit, points := range map[string]int{"a": 10, "b": 10, "c": 20, "d": 0} {
		entries = append(entries, enroll("2020-12-22", unit, "county"), enroll("2020-12-22", unit+"'", "section"))
		if points > 0 {
			outlet := map[int]string{10: "内蒙古信息", 20: "人民网"}[points]
			entries = append(entries, submit("2020-12-22", unit, unit, "brief"), adopt("2020-12-23", unit, outlet))
		}
	}
	entries = append(entries, withdraw("2020-12-24", "c")) // who has left is ranked too
	for period, ranked := range map[string]bool{"2020": true, "2020-H2": false, "2020-Q4": false, "2020-12": false} {
		r := score(t, chifeng, scoring.Options{Periods: periodsOf(period)}, slices.Clone(entries)...)
		got := map[string]string{}
		for _, x := range r.Totals {
			got[x.Unit] = fmt.Sprintf("%s %d %s", x.Amount, x.Rank, x.Group)
		}
		want := map[string]string{"c": "20 1 county", "a": "10 2 county", "b": "10 2 county", "d": "0 4 county",
			"a'": "0 1 section", "b'": "0 1 section", "c'": "0 1 section", "d'": "0 1 section"}
		for u := range want {
			if !ranked {
				want[u] = strings.Fields(want[u])[0] + " 0 "
			}
		}
		assert.Equal(t, want, got, period)
	}
}
