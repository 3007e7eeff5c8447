package sample

import (
	"fmt"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// street is the sample of street-2022: the year 2022.
func street() office {
	return office{
		scheme: "street-2022", start: date(2022, 1, 1), end: date(2023, 1, 1), units: streetUnits,
		more: func(i int) *unit {
			return &unit{id: fmt.Sprintf("wangge%04d", i), name: fmt.Sprintf("第%d网格社区", i), short: "网格",
				category: "community"}
		},
		open: streetOpen, plan: streetPlan, desk: streetDesk,
	}
}

func streetUnits() []*unit {
	var out []*unit
	for _, s := range [][2]string{{"zhenggong", "政工科"}, {"dangzheng", "党政办公室"}, {"chengguan", "城管科"},
		{"minzheng", "民政科"}, {"jihua", "卫生计生科"}, {"jingji", "经济发展科"}, {"zongzhi", "综治办"}, {"anjian", "安监站"},
		{"sifa", "司法所"}, {"laobao", "劳动保障服务中心"}, {"pianqu", "片区开发办"}} {
		out = append(out, &unit{id: s[0], name: s[1], short: s[1], category: "section"})
	}
	for i, c := range []string{"和平", "文化", "解放", "青年", "花园", "东风", "泉城", "历山", "甸柳", "燕山", "千佛", "闵子", "友谊", "环山", "山师",
		"林荫", "凤凰", "新建", "山南", "明湖"} {
		u := &unit{id: fmt.Sprintf("shequ%02d", i+1), name: c + "社区", short: c + "社区", category: "community"}
		if i%7 == 3 {
			u.attrs = ledger.Attrs{figure("correspondents", 2)}
		}
		out = append(out, u)
	}
	out[8].leaves, out[len(out)-1].joins = date(2022, 8, 15), date(2022, 3, 10)
	return out
}

var (
	streetTitles = []string{"{u}：网格员敲门送服务", "{u}开展文明创建志愿活动", "{u}“居民议事厅”解决停车难", "{u}：老旧小区换新颜", "{u}举办邻里节 {n}户家庭参加",
		"{u}反诈宣传进楼院", "{u}：片区开发征收签约率达{n}%", "{u}“一老一小”暖心驿站启用", "{u}核酸采样点志愿者{n}人上岗", "{u}民情日志记录民生小事", "{u}消防安全检查商户{n}家",
		"{u}开展垃圾分类宣传"}
	streetOpinions = []string{"{u}居民反映路灯损坏问题", "{u}居民关注学区划分", "{u}：物业费涨价引发议论", "{u}居民咨询疫苗接种安排", "{u}：夜间施工噪音扰民",
		"{u}居民反映飞线充电隐患", "{u}：暖气不热居民意见集中"}
	streetPress = map[string][]ledger.Entry{
		"district": {{Outlet: "区报", Level: "district"},
			{Outlet: "区电视台", Level: "district"}, {Outlet: "区融媒体中心", Level: "district"}},
		"city": {{Outlet: "市日报", Level: "city"},
			{Outlet: "市电视台", Level: "city"}, {Outlet: "市广播电视台网", Level: "city"}},
		"province": {{Outlet: "大众日报"},
			{Outlet: "山东电视台"}, {Outlet: "大众网", Level: "province"}},
		"national": {{Outlet: "人民日报"},
			{Outlet: "中央电视台"}, {Outlet: "人民网", Level: "national"}},
	}
)

func heads(u *unit) int {
	if v, ok := u.attrs.Get("correspondents"); ok {
		n, _ := v.Number()
		return int(n.IntPart())
	}
	return 1
}

func streetPlan(w *world, u *unit, from, to instant) {
	people := heads(u)
	n := w.owed(u, 4*people)
	if w.chance(450 + u.luck/8) {
		n += w.often(people)
	}
	for range n {
		var attrs ledger.Attrs
		switch w.weighted(900, 25, 20, 30, 25) {
		case 1:
			attrs = ledger.Attrs{flag("late")}
		case 2:
			attrs = ledger.Attrs{flag("low_quality")}
		case 3:
			if u.category == "section" {
				attrs = ledger.Attrs{flag("forwarded")}
			}
		case 4:
			attrs = ledger.Attrs{word("completed_by", w.anyone(from).id),
				{Name: "material_supplied", Value: ledger.BoolValue(false)}}
		}
		streetPaper(w, u, w.workday(from, to), attrs)
	}
	if u.category != "community" {
		return
	}
	for range w.often(24 * people) {
		if !w.chance(u.diligence + 30) {
			continue
		}
		d := w.workday(from, to)
		// until 09:16
		at := time.Date(d.Year(), d.Month(), d.Day(), 8, 40, 0, 0, zone).
			Add(time.Duration(w.below(36*60)) * time.Second)
		item := w.item(u)
		e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: "opinion",
			Title: w.title(u, streetOpinions)}
		if w.chance(15) {
			e.Attrs = ledger.Attrs{flag("low_quality")}
		}
		w.put(at, e)
		if w.published(u, 35) {
			a := adoptions{w: w, item: item}
			a.adopt(w.later(at, 1, 5), ledger.Entry{Outlet: "宣传信息简报"})
		}
	}
}

func streetPaper(w *world, u *unit, at instant, attrs ledger.Attrs) *adoptions {
	item := w.item(u)
	e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id, Genre: "brief",
		Title: w.title(u, streetTitles), Attrs: attrs}
	if w.chance(220) {
		e.Genre = "long"
	}
	w.put(at, e)
	a := &adoptions{w: w, item: item}
	for i, tier := range []string{"district", "city", "province", "national"} {
		if !w.published(u, []int{110, 45, 12, 2}[i]) {
			continue
		}
		ad := pick(&w.random, streetPress[tier])
		if w.chance(120) {
			ad.Placement = pick(&w.random, []string{"front", "page", "page"})
		}
		a.adopt(w.later(at, 1+2*i, 4+4*i), ad)
	}
	if w.published(u, 8) {
		a.adopt(w.later(at, 1, 4), ledger.Entry{Outlet: "街道公众号"})
	}
	return a
}

func streetDesk(w *world, from, to instant) {
	if !w.chance(700) {
		return
	}
	w.putOn(w.workday(from, to), ledger.Entry{ID: w.id("n"), Kind: ledger.Incident, Unit: w.anyone(from).id,
		Type: pick(&w.random, []string{"major-event-late", "major-event-missed", "major-event-late"})})
}

// streetOpen is a paper in each tier with each headline, and what goes wrong in ways of its own.
func streetOpen(w *world) {
	u, community := w.units[0], w.units[max(0, len(w.units)-2)]
	at := date(2022, 2, 9)
	for i, tier := range []string{"district", "city", "province", "national"} {
		for j, placement := range []string{"", "front", "page"} {
			if tier == "national" && j != i%3 {
				continue
			}
			e := streetPress[tier][j]
			e.Placement = placement
			owner := w.units[(3*i+j)%len(w.units)]
			a := streetPaper(w, owner, w.hours(at.AddDate(0, 0, 3*i+j)), nil)
			a.adopt(w.hours(at.AddDate(0, 0, 3*i+j+2)), e)
		}
	}
	a := streetPaper(w, u, w.hours(date(2022, 4, 6)), nil)
	a.adopt(w.hours(date(2022, 4, 8)), ledger.Entry{Outlet: "大众日报", Placement: "front"})
	a.adopt(w.hours(date(2022, 4, 20)), ledger.Entry{Outlet: "人民日报"})
	for i, attrs := range []ledger.Attrs{{flag("late")}, {flag("low_quality")}, {flag("forwarded")},
		{word("completed_by", community.id), {Name: "material_supplied", Value: ledger.BoolValue(false)}},
		{word("completed_by", "nobody"), {Name: "material_supplied", Value: ledger.BoolValue(false)}}} {
		a := streetPaper(w, u, w.hours(date(2022, 5, 9+i)), attrs)
		a.adopt(w.hours(date(2022, 5, 18+i)), ledger.Entry{Outlet: "市日报", Level: "city"})
	}
	for i, incident := range []string{"major-event-late", "major-event-missed"} {
		w.putOn(date(2022, 6, 1+i), ledger.Entry{ID: w.id("n"), Kind: ledger.Incident, Unit: u.id, Type: incident})
	}
	for i, clock := range []time.Duration{9*time.Hour + 14*time.Minute + 59*time.Second, 9*time.Hour + 15*time.Minute} {
		item := w.item(community)
		w.put(date(2022, 6, 7+i).Add(clock), ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item,
			Unit: community.id, Genre: "opinion", Title: w.title(community, streetOpinions)})
		a := adoptions{w: w, item: item}
		a.adopt(w.hours(date(2022, 6, 9)), ledger.Entry{Outlet: "宣传信息简报"})
	}
	struck := a.adopt(w.hours(date(2022, 6, 20)), ledger.Entry{Outlet: "街道公众号"})
	w.strike(w.hours(date(2022, 8, 21)), struck, "重复登记")
}
