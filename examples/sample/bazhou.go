package sample

import (
	"fmt"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// bazhou is the sample of bazhou-2022: the year 2022.
func bazhou() office {
	return office{
		scheme: "bazhou-2022", start: date(2022, 1, 1), end: date(2023, 1, 1), units: bazhouUnits,
		more: func(i int) *unit {
			return &unit{id: fmt.Sprintf("xiang%04d", i), name: fmt.Sprintf("第%d乡乡村振兴办", i), short: "乡",
				category: "county", places: []string{"乡"}}
		},
		open: bazhouOpen, plan: bazhouPlan, desk: bazhouDesk,
	}
}

func bazhouUnits() []*unit {
	var out []*unit
	for _, c := range [][2]string{{"korla", "库尔勒市"}, {"luntai", "轮台县"}, {"yuli", "尉犁县"}, {"ruoqiang", "若羌县"},
		{"qiemo", "且末县"}, {"yanqi", "焉耆县"}, {"hejing", "和静县"}, {"hoxud", "和硕县"}, {"bohu", "博湖县"}} {
		out = append(out, &unit{id: c[0], name: c[1] + "乡村振兴局", short: c[1], category: "county", places: []string{c[1]},
			goods: []string{"香梨", "红枣", "辣椒", "加工番茄", "褐牛", "小白杏"}})
	}
	for i, m := range [][2]string{{"zuzhibu", "州党委组织部"}, {"nongyeju", "州农业农村局"}, {"fagaiwei", "州发展改革委"},
		{"caizhengju", "州财政局"}, {"renshe", "州人社局"}, {"jiaoyu", "州教育局"}, {"weijianwei", "州卫生健康委"}, {"yibao", "州医保局"},
		{"minzheng", "州民政局"}, {"shuili", "州水利局"}, {"zhujian", "州住建局"}, {"jiaotong", "州交通运输局"}, {"shangwu", "州商务局"},
		{"wenlv", "州文旅局"}, {"lincao", "州林草局"}, {"gonggong", "州工信局"}, {"canlian", "州残联"}, {"fulian", "州妇联"},
		{"tuanwei", "团州委"}, {"gongshang", "州工商联"}} {
		u := &unit{id: m[0], name: m[1], short: m[1], category: "member"}
		if i < 10 {
			u.attrs = ledger.Attrs{flag("lead_group")}
		}
		out = append(out, u)
	}
	for _, s := range [][2]string{{"bangongshi", "局办公室"}, {"xuanjiao", "局宣教统计科"}, {"guihua", "局规划财务科"},
		{"kaifa", "局开发指导科"}, {"shehui", "局社会帮扶科"}, {"jiancezhan", "局防返贫监测中心"}} {
		out = append(out, &unit{id: s[0], name: s[1], short: s[1], category: "section"})
	}
	out[len(out)-1].joins, out[28].leaves = date(2022, 4, 1), date(2022, 9, 1)
	return out
}

var (
	bazhouTitles = []string{"{u}：{p}产业带动{n}户稳定增收", "{u}防返贫动态监测“不漏一户”", "{u}打造乡村旅游示范点{n}个", "{u}：就业帮扶车间吸纳{n}人家门口就业",
		"{u}农村厕所革命提质增效", "{u}：衔接资金{h}万元助力产业发展", "{u}庭院经济成“聚宝盆”", "{u}驻村工作队解难题办实事{n}件", "{u}：{p}直播带货销往全国",
		"{u}推进农村人居环境整治", "{u}：高标准农田建设{m}亩完工"}
	bazhouResearch = []string{"关于{u}防返贫监测帮扶机制的调研报告", "{u}衔接资金项目管理调研", "{u}乡村产业发展的调查与思考", "{u}驻村帮扶工作调研报告"}
	bazhouInfo     = []string{"巴州乡村振兴简报", "《巴州乡村振兴简报》", "自治区乡村振兴局信息刊物"}
	bazhouMedia    = []string{"巴音郭楞日报", "《巴音郭楞日报》", "巴州零距离", "巴州零距离", "新疆日报", "今日新疆", "天山网", "昆仑网", "小疆有话说", "人民网",
		"新华网", "学习强国", "人民日报", "经济日报"}
	bazhouHigh = []string{"自治区党委", "自治区政府"}
)

func bazhouPlan(w *world, u *unit, from, to instant) {
	n := map[string]int{"county": 5, "member": 2, "section": 1}[u.category]
	if lead, ok := u.attrs.Get("lead_group"); ok && lead == ledger.BoolValue(true) {
		n = 3
	}
	for range w.owed(u, n) {
		bazhouPaper(w, u, w.workday(from, to), pick(&w.random, []string{"effect", "effect", "experience"}), "")
	}
	if u.category == "section" || w.chance(150) {
		bazhouPaper(w, u, w.workday(from, to), "business", "")
	}
	if w.keeps(u, 600) {
		for range w.often(1) {
			bazhouPaper(w, u, w.workday(from, to), "article", "")
		}
	}
	if month := from.Month(); (u.category != "section" && (month == 5 || month == 11) || month == 10) &&
		w.keeps(u, 950) {
		for range w.often(1) {
			bazhouPaper(w, u, w.workday(from, to), "research", "")
		}
	}
}

// bazhouPaper is a paper and what becomes of it.
func bazhouPaper(w *world, u *unit, at instant, genre, commission string) {
	item := w.item(u)
	e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: genre,
		Commission: commission, Title: w.title(u, bazhouTitles)}
	if genre == "research" {
		e.Title = w.title(u, bazhouResearch)
	} else if w.chance(120) {
		class, hours := "meeting", 12+w.below(6*24)
		if w.chance(300) {
			class, hours = "emergency", w.below(4)
		}
		e.Attrs, e.Happened = ledger.Attrs{word("class", class)},
			moment(at.Add(-time.Duration(hours)*time.Hour-7*time.Minute))
	}
	w.put(at, e)
	a := &adoptions{w: w, item: item}
	if genre != "article" && w.published(u, 280) {
		a.adopt(w.later(at, 1, 12), ledger.Entry{Outlet: pick(&w.random, bazhouInfo)})
	}
	if media := map[string]int{"article": 500, "experience": 120, "effect": 90}[genre]; w.published(u, media) {
		first := w.below(len(bazhouMedia))
		a.adopt(w.later(at, 1, 9), ledger.Entry{Outlet: bazhouMedia[first]})
		if w.chance(250) {
			a.adopt(w.later(at, 8, 20), ledger.Entry{Outlet: pick(&w.random, bazhouMedia)})
		}
	}
	if w.published(u, 10) {
		by := pick(&w.random, bazhouHigh)
		if w.chance(300) {
			by = "自治州党委"
		}
		w.putOn(w.later(at, 5, 25), ledger.Entry{ID: "p-" + item, Kind: ledger.Endorse, Item: item, By: by})
	}
	if w.published(u, 12) {
		a.adopt(w.later(at, 1, 9), pick(&w.random, []ledger.Entry{{Outlet: "抖音巴州"}, {Outlet: "农民日报", Level: "national",
			Attrs: ledger.Attrs{word("stream", "press")}},
			{Outlet: "新疆新闻在线", Level: "region", Attrs: ledger.Attrs{word("stream", "web")}}}))
	}
}

func bazhouDesk(w *world, from, to instant) {
	for range w.often(3) {
		u := w.anyone(from)
		at := w.workday(from, to)
		due := at.AddDate(0, 0, 5+w.below(6))
		bazhouAsk(w, u, at, due, w.weighted(80, 12, 8))
	}
}

// bazhouAsk commissions a paper that comes in time, late or never.
func bazhouAsk(w *world, u *unit, at, due instant, how int) {
	id := w.id("c")
	w.put(at, ledger.Entry{ID: id, Kind: ledger.Commission, Commission: id, Unit: u.id, Due: day(due),
		Title: "约稿：" + w.title(u, bazhouTitles)})
	switch how {
	case 0:
		bazhouPaper(w, u, w.hours(due.AddDate(0, 0, -1)), "experience", id)
	case 1:
		bazhouPaper(w, u, w.later(due, 1, 5), "experience", id)
	}
}

// bazhouOpen is one paper for each way in which the scheme scores one.
func bazhouOpen(w *world) {
	u := w.units[0]
	on := func(days int) instant { return w.hours(date(2022, 3, 7).AddDate(0, 0, days)) }
	for i, p := range []struct {
		genre, class string
		late         time.Duration
		outlets      []string
		by           string
	}{
		{genre: "effect", outlets: []string{"巴州乡村振兴简报", "自治区乡村振兴局信息刊物", "抖音巴州", "巴州乡村振兴筒报"}, by: "自治区政府"},
		{genre: "effect", by: "自治州党委"},
		{genre: "experience", class: "meeting", late: 20 * 24 * time.Hour, outlets: []string{"巴音郭楞日报", "新疆日报", "人民日报"}},
		{genre: "experience", class: "emergency", late: 3 * time.Hour, outlets: []string{"巴州零距离", "天山网", "学习强国"}},
		{genre: "research", outlets: []string{"巴州乡村振兴简报", "自治区乡村振兴局信息刊物"}, by: "自治区党委"},
	} {
		item := w.item(u)
		e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: p.genre,
			Title: w.title(u, bazhouTitles)}
		if p.class != "" {
			e.Attrs, e.Happened = ledger.Attrs{word("class", p.class)}, moment(on(i).Add(-p.late))
		}
		w.put(on(i), e)
		a := adoptions{w: w, item: item}
		for j, outlet := range p.outlets {
			a.adopt(on(i+3*(j+1)), ledger.Entry{Outlet: outlet})
		}
		if p.by != "" {
			w.putOn(on(i+20), ledger.Entry{ID: w.once("p-" + item), Kind: ledger.Endorse, Item: item, By: p.by})
		}
	}
	for how := range 3 {
		bazhouAsk(w, u, on(30), on(37), how)
	}
	w.putOn(on(40), ledger.Entry{ID: w.id("g"), Kind: ledger.Grant, Unit: u.id, Account: "points", Amount: amount("10"),
		Reason: "年中座谈会典型发言"})
}
