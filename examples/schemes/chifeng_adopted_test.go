package schemes

import (
	"fmt"
	"slices"
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
