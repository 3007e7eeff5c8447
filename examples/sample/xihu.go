package sample

import (
	"fmt"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// xihu is the sample of xihu-2021: the year 2021, with the units and task figures of its annex.
func xihu() office {
	return office{
		scheme: "xihu-2021", start: date(2021, 1, 1), end: date(2022, 1, 1), units: xihuUnits,
		more: func(i int) *unit {
			return &unit{id: fmt.Sprintf("cunwei%04d", i), name: fmt.Sprintf("第%d村委", i), short: "村委",
				category: "community", attrs: xihuTask(2, 1, 1)}
		},
		open: xihuOpen, plan: xihuPlan, desk: xihuDesk,
	}
}

func xihuTask(instant, wechat, xuexi int64) ledger.Attrs {
	return ledger.Attrs{figure("instant_quota", instant), figure("wechat_quota", wechat), figure("xuexi_quota", xuexi)}
}

func xihuUnits() []*unit {
	var out []*unit
	for _, o := range [][2]string{{"bangongshi", "办公室"}, {"shenpiju", "行政审批局"}, {"jiansheju", "建设局"},
		{"zhengfaju", "政法和社会综合治理局"}, {"shehuiju", "社会事业局"}, {"nongcunju", "农村工作局"}} {
		out = append(out, &unit{id: o[0], name: o[1], short: o[1], category: "office", attrs: xihuTask(2, 1, 0)})
	}
	out[0].attrs = xihuTask(3, 2, 0)
	for _, c := range [][2]string{{"juxin", "聚新社区"}, {"hubin", "湖滨社区"}, {"lihe", "蠡河社区"}, {"gehu", "滆湖社区"},
		{"taxia", "塔下社区"}, {"shishang", "仕尚村委"}, {"changting", "长汀村委"}} {
		out = append(out, &unit{id: c[0], name: c[1], short: c[1], category: "community", attrs: xihuTask(2, 1, 1)})
	}
	for _, o := range [][2]string{{"zhifaju", "综合执法局"}, {"wanggeban", "网格办"}, {"jingquban", "景区办"},
		{"weishengyuan", "礼河卫生院"}, {"xingyun", "星韵学校"}, {"lihexuexiao", "礼河实验学校"}, {"gehuyou", "滆湖幼儿园"},
		{"liheyou", "礼河幼儿园"}, {"paichusuo", "派出所"}, {"jiaojing", "交警中队"}, {"xiaofang", "消防救援站"}, {"shuiwu", "水务站"},
		{"nongjizhan", "农技站"}, {"wenhuazhan", "文化站"}, {"tongji", "统计站"}, {"gonghui", "街道总工会"}, {"fulian", "街道妇联"},
		{"tuanwei", "街道团工委"}} {
		out = append(out, &unit{id: o[0], name: o[1], short: o[1], category: "other",
			attrs: ledger.Attrs{figure("instant_quota", 1)}})
	}
	out[12].leaves, out[len(out)-3].joins = date(2021, 10, 8), date(2021, 4, 1)
	return out
}

var (
	xihuTitles = []string{"{u}开展党史学习教育", "{u}：安全生产大检查排查隐患{n}处", "{u}疫苗接种服务进企业", "{u}举办“我们的节日·端午”活动", "{u}：人才公寓迎来首批住户",
		"{u}重点项目集中开工", "{u}：滆湖退渔还湖生态修复见成效", "{u}志愿者慰问老党员{n}人", "{u}垃圾分类宣传走进校园", "{u}防汛防台应急演练", "{u}：微心愿点亮大民生",
		"{u}招商推介会签约项目{n}个"}
	xihuNational = []string{"人民网", "新华网", "中国新闻网", "今日头条", "人民日报", "科技日报"}
)

func xihuPlan(w *world, u *unit, from, to instant) {
	quota := func(name string) int {
		v, _ := u.attrs.Get(name)
		n, _ := v.Number()
		return int(n.IntPart())
	}
	for range w.owed(u, quota("instant_quota")) {
		xihuInstant(w, u, w.workday(from, to), "")
	}
	if w.chance(550) {
		for range w.often(2) {
			xihuInstant(w, u, w.workday(from, to), "")
		}
	}
	if n := quota("wechat_quota"); n > 0 && w.chance(380*n) || w.chance(100) {
		for range w.often(1) {
			xihuWechat(w, u, w.workday(from, to), xihuForm{notice: w.chance(80)})
		}
	}
	if u.category != "other" && w.chance(170) {
		for range w.often(1) {
			xihuXuexi(w, u, w.workday(from, to), pick(&w.random, []string{"", "text", "video", "audio"}))
		}
	}
	if u.category != "other" && w.keeps(u, 550) {
		for range w.often(1) {
			xihuParty(w, u, w.workday(from, to))
		}
	}
	if u.category == "office" && from.Month() == 1+time.Month(6+w.below(4)) {
		for range w.often(1) {
			xihuPaper(w, u, w.workday(from, to), "research", figure("words", int64(4800+w.below(2500))))
		}
	}
}

func xihuPaper(w *world, u *unit, at instant, genre string, attrs ...ledger.Attr) *adoptions {
	item := w.item(u)
	w.put(at, ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: genre,
		Title: w.title(u, xihuTitles), Attrs: attrs})
	return &adoptions{w: w, item: item}
}

// xihuInstant is 即时通讯: mostly of the right length, in time, the first with its topic.
func xihuInstant(w *world, u *unit, at instant, topic string) *adoptions {
	item := w.item(u)
	e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: "instant",
		Title: w.title(u, xihuTitles), Topic: topic, Attrs: ledger.Attrs{figure("words", int64(195+w.below(290))),
			figure("photos", int64(1+w.below(2)))}}
	e.Happened = moment(at.Add(-time.Duration(60+w.below(23*60)) * time.Minute))
	if w.chance(40) {
		e.Happened = moment(at.Add(-time.Duration(25+w.below(40)) * time.Hour))
	}
	if topic == "" && w.chance(60) {
		e.Topic = "clue-" + at.Format("2006-01-02")
	}
	w.put(at, e)
	a := &adoptions{w: w, item: item}
	for i, outlet := range []ledger.Entry{{Outlet: "武进日报"}, {Outlet: "常州日报"},
		{Outlet: pick(&w.random, []string{"新华日报", "新华日报", "交汇点新闻"}), Level: "province"},
		{Outlet: pick(&w.random, xihuNational)}} {
		if w.published(u, []int{140, 50, 15, 12}[i]) {
			a.adopt(w.later(at, 1, 5+i), outlet)
		}
	}
	if w.published(u, 10) {
		a.adopt(w.later(at, 1, 5), ledger.Entry{Outlet: pick(&w.random, []string{"武进新闻网", "微常州"})})
	}
	return a
}

type xihuForm struct {
	notice bool
	fee    string
	rushed bool
}

func xihuWechat(w *world, u *unit, at instant, f xihuForm) {
	attrs := ledger.Attrs{figure("words", int64(490+w.below(300))), figure("photos", int64(5+w.below(5)))}
	publish := w.later(at, 3, 6)
	if f.rushed {
		publish = w.later(at, 1, 1)
	}
	attrs = append(attrs, word("publish_at", publish.Format(time.RFC3339)))
	if f.notice {
		attrs = append(attrs, flag("notice"))
	}
	a := xihuPaper(w, u, at, "wechat", attrs...)
	if f.fee == "" {
		f.fee = fmt.Sprint(20 + 5*w.below(7))
	}
	if w.published(u, 750) {
		a.adopt(publish, ledger.Entry{Outlet: "《常州西湖街道》",
			Attrs: ledger.Attrs{{Name: "fee", Value: ledger.NumberValue(amount(f.fee).Decimal)}}})
	}
}

func xihuXuexi(w *world, u *unit, at instant, form string) *adoptions {
	attrs := ledger.Attrs{figure("words", int64(480+w.below(300))), figure("photos", int64(3+w.below(4)))}
	if form != "" {
		attrs = append(attrs, word("form", form))
	}
	a := xihuPaper(w, u, at, "xuexi", attrs...)
	if w.published(u, 450) {
		a.adopt(w.later(at, 3, 20), ledger.Entry{Outlet: "学习强国", Level: "province"})
	}
	if w.published(u, 50) {
		a.adopt(w.later(at, 10, 30), ledger.Entry{Outlet: "“学习强国”", Level: "national"})
	}
	return a
}

func xihuParty(w *world, u *unit, at instant) *adoptions {
	a := xihuPaper(w, u, at, "party", figure("words", int64(580+w.below(400))))
	for i, outlet := range []string{"决策参考", "区“两办”", "市两办", "省两办"} {
		if w.published(u, []int{200, 120, 30, 8}[i]) {
			a.adopt(w.later(at, 2+3*i, 9+5*i), ledger.Entry{Outlet: outlet})
		}
	}
	return a
}

// xihuDesk assigns the party items of the month and grants what the office decides.
func xihuDesk(w *world, from, to instant) {
	for _, u := range w.units {
		if u.category == "office" && u.owes(from) {
			w.putOn(from, ledger.Entry{ID: w.id("z"), Kind: ledger.Assign, Unit: u.id, Quota: "party",
				Period: from.Format("2006-01"), Required: amount(fmt.Sprint(w.below(3)))})
		}
		if u.category == "community" && u.owes(from) && w.chance(130) {
			w.putOn(w.workday(from, to), ledger.Entry{ID: w.id("g"), Kind: ledger.Grant, Unit: u.id,
				Account: "performance", Rule: "media", Amount: amount(pick(&w.random, []string{"0.3", "0.4", "0.5"})),
				Reason: "提供信息源，配合区级以上媒体报道"})
		}
	}
	if from.Month() != time.December {
		return
	}
	for range 4 {
		w.putOn(date(2021, 12, 28), ledger.Entry{ID: w.id("g"), Kind: ledger.Grant, Unit: w.anyone(from).id,
			Account: "fee", Rule: "honour-person", Amount: amount("300"), Reason: "信息宣传工作先进个人"})
		w.putOn(date(2021, 12, 28), ledger.Entry{ID: w.id("g"), Kind: ledger.Grant, Unit: w.anyone(from).id,
			Account: "fee", Rule: "honour-unit", Amount: amount("500"), Reason: "信息宣传工作先进单位"})
	}
}

// xihuOpen has each clause occur for certain.
func xihuOpen(w *world) {
	u := w.units[min(6, len(w.units)-1)]
	on := func(days int) instant { return w.hours(date(2021, 3, 8).AddDate(0, 0, days)) }
	a := xihuInstant(w, u, on(0), "开工仪式")
	for i, e := range []ledger.Entry{{Outlet: "《武进日报》"}, {Outlet: "常州日报"}, {Outlet: "新华日报"}, {Outlet: "人民网"},
		{Outlet: "微常州"}, {Outlet: "学习强国"}} {
		a.adopt(on(1+i), e)
	}
	xihuInstant(w, w.units[0], on(1), "开工仪式")
	xihuXuexi(w, u, on(2), "video").adopt(on(9), ledger.Entry{Outlet: "学习强国", Level: "province"})
	xihuXuexi(w, u, on(3), "audio").adopt(on(12), ledger.Entry{Outlet: "学习强国", Level: "national"})
	for i, outlet := range []string{"决策参考", "区两办", "市“两办”", "省两办"} {
		xihuParty(w, w.units[0], on(10+i)).adopt(on(20+i), ledger.Entry{Outlet: outlet})
	}
	xihuWechat(w, u, on(4), xihuForm{fee: "60"})
	xihuWechat(w, u, on(5), xihuForm{notice: true})
	xihuWechat(w, u, on(6), xihuForm{rushed: true, fee: "50"})
	for i, g := range [][3]string{{"media", "0.5", "performance"}, {"media", "0.5", "performance"},
		{"media", "0.5", "performance"}, {"media", "0.8", "performance"}, {"honour-unit", "400", "fee"},
		{"media", "0.3", "fee"}, {"", "1", "performance"}} {
		w.putOn(on(60+i), ledger.Entry{ID: w.id("g"), Kind: ledger.Grant, Unit: u.id, Account: g[2], Rule: g[0],
			Amount: amount(g[1]), Reason: "街道党工委会议研究决定"})
	}
	w.putOn(on(62), ledger.Entry{ID: w.id("z"), Kind: ledger.Assign, Unit: u.id, Quota: "instant", Period: "2021-06",
		Required: amount("3")})
}
