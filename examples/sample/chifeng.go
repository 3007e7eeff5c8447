package sample

import (
	"fmt"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// chifeng is the sample of chifeng-2020: the year 2020 as its statistics have it, from 26 December to 25 December.
func chifeng() office {
	return office{
		scheme: "chifeng-2020", start: date(2019, 12, 26), end: date(2020, 12, 26), weekly: true,
		units: chifengUnits,
		more: func(i int) *unit {
			county := chifengCounties()[i%12]
			town := county.places[i/12%len(county.places)]
			return &unit{id: fmt.Sprintf("town%04d", i), name: fmt.Sprintf("%s%s扶贫工作站（%d）", county.short, town, i),
				short: town, category: "county", places: county.places, goods: county.goods}
		},
		open: chifengOpen, plan: chifengPlan, desk: chifengDesk,
	}
}

var (
	chifengPress = map[string][]string{ // by tier: where a paper can appear, the frequent ones more than once
		"portal": {"市扶贫办门户网站", "市扶贫办门户网站", "《市扶贫办门户网站》"},
		"city": {"赤峰日报", "《赤峰日报》", "赤峰日报", "《红山晚报》", "每日信息",
			"《每日信息》", "赤峰信息", "政务信息选编", "每日要情", "领导参阅", "中国赤峰门户网站", "赤峰市广播电视台"},
		"region": {"内蒙古日报", "《内蒙古日报》", "内蒙古扶贫办门户网站", "内蒙古新闻网", "扶贫情况通报",
			"内蒙古信息", "北方新报", "内蒙古扶贫", "内蒙古广播电视台"},
		"national": {"人民网", "新华网", "国务院扶贫办门户网站", "中国扶贫网内蒙古频道", "农民日报",
			"《经济日报》", "人民日报", "中国扶贫", "扶贫开发", "中央广播电视总台", "中国经济时报"},
	}
	chifengPapers   = []string{"人民日报", "经济日报", "农民日报", "中国经济时报", "内蒙古日报", "北方新报", "赤峰日报", "红山晚报"}
	chifengJournals = []string{"扶贫开发", "中国扶贫", "内蒙古扶贫"}
	chifengLeaders  = []string{"市委", "市政府", "市政府", "自治区扶贫办", "自治区党委", "自治区政府", "国务院扶贫办"}
	chifengUnknown  = []string{"赤峰发布", "红山晚报微信", "今日头条赤峰号", "草原云", "赤峰曰报", "抖音赤峰"}
)

// chifengPlan is a week of a unit: what it owes, now and then one more, and the reports of the quarter or half-year.
func chifengPlan(w *world, u *unit, from, to instant) {
	owed := map[string]int{"county": 2, "department": 1, "section": 1}[u.category]
	if u.category == "department" && !leads(u) && u.leaves.IsZero() {
		owed = 0
		if w.chance(350) {
			owed = 1
		}
	}
	festival := !from.Before(date(2020, 1, 24)) && from.Before(date(2020, 2, 3))
	n := w.owed(u, owed)
	if festival && w.chance(400) {
		n = 0
	}
	if w.chance(90) {
		n += w.often(1)
	}
	reports := chifengReports(w, u, from)
	for i := range max(n, len(reports)) {
		report := ""
		if i < len(reports) {
			report = reports[i]
		}
		chifengPaper(w, u, w.workday(from, to), paper{report: report})
	}
}

// leads says whether a department leads one of the 专项工作推进组.
func leads(u *unit) bool {
	v, ok := u.attrs.Get("task_group")
	lead, _ := v.Bool()
	return ok && lead
}

// chifengReports are the reports that a unit hands in during a week: in the last weeks of a quarter, half-year or year.
func chifengReports(w *world, u *unit, from time.Time) []string {
	if u.category == "department" && !leads(u) {
		return nil
	}
	var out []string
	month, d := from.Month(), from.Day()
	if month%3 == 0 && d >= 2 && d < 23 { // three weeks, in which a county hands in two
		if w.keeps(u, map[string]int{"county": 640, "department": 630, "section": 310}[u.category]) {
			out = append(out, "summary")
		}
	}
	half := u.category != "section" && (month == time.June || month == time.December)
	if d >= 9 && d < 16 && (half || month == time.December) && w.keeps(u, 930) {
		out = append(out, "experience")
	}
	return out
}

// keeps says whether a unit does something that it does so many times in a thousand.
func (w *world) keeps(u *unit, thousandths int) bool {
	return w.below(1_000_000) < thousandths*u.diligence
}

// paper is what is decided about a paper beforehand.
type paper struct {
	report, commission string
	offBrief           bool
	research           bool
}

// chifengPaper is a paper and what becomes of it.
func chifengPaper(w *world, u *unit, at time.Time, p paper) {
	item := w.item(u)
	e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: "brief",
		Commission: p.commission}
	switch {
	case p.report != "":
		e.Genre, e.Title = "research", w.title(u, chifengReportTitles[p.report])
		e.Attrs = append(e.Attrs, word("report", p.report))
	case p.research || w.chance(90):
		e.Genre, e.Title = "research", w.title(u, chifengResearchTitles)
	default:
		e.Title = chifengTitle(w, u, at)
	}
	if p.offBrief {
		e.Attrs = append(e.Attrs, flag("off_brief"))
	}
	if p.commission == "" && w.chance(25) {
		e.Attrs = append(e.Attrs, flag("late"))
	}
	w.put(at, e)
	if w.chance(6) { // handed in wrongly, struck out, handed in again
		again := w.later(at, 0, 1)
		w.strike(again, e.ID, pick(&w.random, []string{"未经分管领导签字", "附件损坏，重新报送", "标题格式不符，退回重报"}))
		if w.chance(700) {
			at = w.later(again, 0, 1).Add(time.Hour)
			e.ID += "-2"
			w.put(at, e)
		}
	}
	chifengFate(w, u, &e, at)
}

// chifengFate is who publishes and endorses a paper.
func chifengFate(w *world, u *unit, e *ledger.Entry, at time.Time) {
	research := e.Genre == "research"
	chances := map[string]int{"portal": 270, "city": 95, "region": 20, "national": 4}
	if research {
		chances = map[string]int{"portal": 200, "city": 130, "region": 40, "national": 10}
	}
	if word, _ := e.Attrs.Get("report"); word == ledger.StringValue("summary") {
		chances = map[string]int{"portal": 150, "city": 25}
	}
	a := adoptions{w: w, item: e.Item}
	inPress := false
	if w.published(u, 4) || research && w.published(u, 20) {
		endorsed := w.later(at, 2, 12)
		by := pick(&w.random, chifengLeaders)
		if w.chance(200) {
			by = "市委宣传部"
		}
		w.putOn(endorsed, ledger.Entry{ID: "p-" + e.Item, Kind: ledger.Endorse, Item: e.Item, By: by})
		if w.chance(800) {
			chances["city"], chances["region"] = 600, 250
		}
	}
	for i, tier := range []string{"portal", "city", "region", "national"} {
		if !w.published(u, chances[tier]) {
			continue
		}
		outlet := pick(&w.random, chifengPress[tier])
		name := bare(outlet)
		placement := ""
		if slices.Contains(chifengPapers, name) && w.chance(110) {
			placement = pick(&w.random, []string{"headline", "headline", "ear"})
		} else if name == "赤峰市广播电视台" && w.chance(150) {
			placement = "headline"
		}
		on := w.later(at, 1+3*i, 4+8*i)
		a.adopt(on, ledger.Entry{Outlet: outlet, Placement: placement})
		inPress = inPress || (tier == "region" || tier == "national") && (slices.Contains(chifengPapers, name) ||
			slices.Contains(chifengJournals, name))
	}
	if w.published(u, 6) {
		a.adopt(w.later(at, 2, 9), ledger.Entry{Outlet: pick(&w.random, chifengUnknown)})
	}
	if w.published(u, 4) {
		a.adopt(w.later(at, 3, 20), pick(&w.random, []ledger.Entry{
			{Outlet: "学习强国内蒙古平台", Level: "region"},
			{Outlet: "中国新闻网", Level: "national"},
			{Outlet: "中国食品报", Level: "national", Attrs: ledger.Attrs{word("medium", "newspaper")}},
			{Outlet: "松山报", Level: "city", Placement: "headline", Attrs: ledger.Attrs{word("medium", "newspaper")}},
		}))
	}
	if research && (inPress && w.chance(600) || !inPress && w.chance(4)) {
		w.putOn(w.later(at, 40, 70), ledger.Entry{ID: w.id("g"), Kind: ledger.Grant, Unit: u.id, Item: e.Item,
			Account: "points", Rule: "great-value", Amount: amount(pick(&w.random, []string{"5", "10", "10", "15"})),
			Reason: "市扶贫办党组会议研究决定"})
	}
}

// adoptions numbers the adoptions of an item.
type adoptions struct {
	w    *world
	item string
	n    int
}

// adopt has the item published; some of it becomes known days later, and some is found to be wrong.
func (a *adoptions) adopt(at time.Time, e ledger.Entry) string {
	a.n++
	e.ID, e.Kind, e.Item = fmt.Sprintf("a-%s-%d", a.item, a.n), ledger.Adopt, a.item
	recorded := at
	if a.w.chance(60) {
		recorded = a.w.later(at, 2, 12)
		a.w.putLate(at, recorded, e)
	} else {
		a.w.putOn(at, e)
	}
	if a.w.chance(8) {
		a.w.strike(a.w.later(recorded, 3, 40), e.ID, pick(&a.w.random, []string{"刊载照片与稿件不符", "重复登记", "媒体名称登记有误"}))
	}
	return e.ID
}

// bare is the name of an outlet without 《》.
func bare(outlet string) string {
	if r := []rune(outlet); r[0] == '《' {
		return string(r[1 : len(r)-1])
	}
	return outlet
}

// chifengDesk is the week of the office itself: it commissions papers.
func chifengDesk(w *world, from, to instant) {
	if from.Before(date(2020, 1, 6)) {
		return
	}
	for range w.often(1) {
		u := w.anyone(from)
		if u.category == "department" && !leads(u) {
			continue
		}
		at := w.workday(from, to)
		due := at.AddDate(0, 0, 4+w.below(8))
		id := w.id("c")
		title := w.title(u, chifengCommissionTitles)
		w.put(at, ledger.Entry{ID: id, Kind: ledger.Commission, Commission: id, Unit: u.id, Due: day(due),
			Genre: "research", Title: title})
		p := paper{commission: id, research: true}
		switch w.weighted(78, 9, 7, 6) {
		case 0:
			chifengPaper(w, u, w.hours(due.AddDate(0, 0, -w.below(3))), p)
		case 1: // late
			chifengPaper(w, u, w.later(due, 1, 6), p)
		case 2: // off the brief
			p.offBrief = true
			chifengPaper(w, u, w.hours(due.AddDate(0, 0, -1)), p)
		}
	}
}
