package sample

import (
	"github.com/gongguo/gongguo/ledger"
)

// chifengOpen has everything happen once that a year brings for certain, so that each clause occurs however small the
// ledger and whatever the seed.
func chifengOpen(w *world) {
	if u := w.unit("qixiangju"); u != nil { // off the roster since 1 September
		w.put(w.hours(date(2020, 9, 8)), ledger.Entry{ID: "s-qixiangju-x1", Kind: ledger.Submit, Item: "qixiangju-x1",
			Unit: u.id, Genre: "brief", Title: "市气象局：秋收气象服务保驾护航"})
		w.putOn(date(2020, 9, 10), ledger.Entry{ID: "a-qixiangju-x1-1", Kind: ledger.Adopt, Item: "qixiangju-x1",
			Outlet: "市扶贫办门户网站"})
	}
	if u := w.unit("shangwuju"); u != nil { // a new name
		renamed := *u
		renamed.name = "市商务局（市口岸管理办公室）"
		w.renamed(&renamed, date(2020, 6, 1))
	}
	for i, u := range []*unit{w.units[0], w.units[len(w.units)/2]} {
		chifengShowcase(w, u, i)
	}
}

// chifengShowcase is one paper for each way in which the scheme scores one.
func chifengShowcase(w *world, u *unit, nth int) {
	at := w.hours(date(2020, 3, 9).AddDate(0, nth, 0))
	submit := func(genre, title string, attrs ...ledger.Attr) *adoptions {
		item := w.item(u)
		w.put(at, ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: genre, Title: title,
			Attrs: attrs})
		return &adoptions{w: w, item: item}
	}
	on := func(days int) instant { return w.hours(at.AddDate(0, 0, days)) }
	endorse := func(a *adoptions, days int, by string) {
		w.putOn(on(days), ledger.Entry{ID: w.once("p-" + a.item), Kind: ledger.Endorse, Item: a.item, By: by})
	}
	grant := func(a *adoptions, days int, rule, points, reason string) string {
		id := w.id("g")
		e := ledger.Entry{ID: id, Kind: ledger.Grant, Unit: u.id, Account: "points", Rule: rule, Amount: amount(points),
			Reason: reason}
		if a != nil {
			e.Item = a.item
		}
		w.putOn(on(days), e)
		return id
	}
	if nth == 1 { // what is wrong in many ways, once
		a := submit("brief", u.short+"：脱贫攻坚专题片开拍")
		a.adopt(on(3), ledger.Entry{Outlet: "赤峰曰报"})
		grant(nil, 20, "", "5", "信息员会议表态发言")
		grant(nil, 21, "great-valeu", "10", "市扶贫办党组会议研究决定")
		w.putOn(on(22), ledger.Entry{ID: w.id("z"), Kind: ledger.Assign, Unit: u.id, Quota: "weekly",
			Period: "2020-W20", Required: amount("3")})
		w.putOn(on(23), ledger.Entry{ID: w.id("z"), Kind: ledger.Assign, Unit: u.id, Quota: "monthly",
			Period: "2020-05", Required: amount("4")})
		again := w.strike(on(30), a.adopt(on(4), ledger.Entry{Outlet: "每日要情"}), "登记有误")
		w.strike(on(33), again, "核对无误，恢复")
		return
	}
	// research: from the portal up, endorsed between, then in the newspaper of the region with a bonus by decision
	a := submit("research", w.title(u, chifengResearchTitles))
	a.adopt(on(2), ledger.Entry{Outlet: "市扶贫办门户网站"})
	a.adopt(on(5), ledger.Entry{Outlet: "《领导参阅》"})
	endorse(a, 9, "市委")
	a.adopt(on(16), ledger.Entry{Outlet: "内蒙古日报", Placement: "headline"})
	grant(a, 40, "great-value", "10", "市扶贫办党组会议研究决定")
	// a short item: in the national press, first on the front page of the city's
	a = submit("brief", w.title(u, chifengCountyTitles))
	a.adopt(on(4), ledger.Entry{Outlet: "赤峰日报", Placement: "ear"})
	a.adopt(on(18), ledger.Entry{Outlet: "人民日报"})
	// endorsed before it was published; endorsed and never published; endorsed by one who is not meant
	a = submit("brief", w.title(u, chifengCountyTitles))
	endorse(a, 2, "自治区扶贫办")
	a.adopt(on(6), ledger.Entry{Outlet: "扶贫情况通报"})
	endorse(submit("research", w.title(u, chifengResearchTitles)), 7, "市政府")
	a = submit("brief", w.title(u, chifengCountyTitles))
	endorse(a, 3, "市委宣传部")
	a.adopt(on(4), ledger.Entry{Outlet: "每日信息"})
	// a bonus by decision where the scheme allows none
	a = submit("research", w.title(u, chifengResearchTitles))
	a.adopt(on(6), ledger.Entry{Outlet: "政务信息选编"})
	grant(a, 41, "great-value", "15", "市扶贫办党组会议研究决定")
	// named by its level
	a = submit("brief", w.title(u, chifengCountyTitles))
	a.adopt(on(8), ledger.Entry{Outlet: "中国食品报", Level: "national", Placement: "headline",
		Attrs: ledger.Attrs{word("medium", "newspaper")}})
	// late
	submit("brief", w.title(u, chifengCountyTitles), flag("late"))
	// commissions: in time, late, never, off the brief, struck out
	for i, title := range chifengCommissionTitles[:5] {
		id := w.id("c")
		w.put(on(20), ledger.Entry{ID: id, Kind: ledger.Commission, Commission: id, Unit: u.id, Due: day(on(30)),
			Genre: "research", Title: title})
		switch i {
		case 0:
			chifengPaper(w, u, on(29), paper{commission: id, research: true})
		case 1:
			chifengPaper(w, u, on(32), paper{commission: id, research: true})
		case 3:
			chifengPaper(w, u, on(28), paper{commission: id, research: true, offBrief: true})
		case 4:
			w.strike(on(25), id, "约稿取消")
		}
	}
}
