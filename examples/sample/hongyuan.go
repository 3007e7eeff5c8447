package sample

import (
	"fmt"

	"github.com/gongguo/gongguo/ledger"
)

// hongyuan is the sample of hongyuan-2018: the year 2018. Fees and points are parameters that a run has to give.
func hongyuan() office {
	return office{
		scheme: "hongyuan-2018", start: date(2018, 1, 1), end: date(2019, 1, 1), units: hongyuanUnits,
		more: func(i int) *unit {
			return &unit{id: fmt.Sprintf("cun%04d", i), name: fmt.Sprintf("第%d村", i), short: "村",
				category: "institution", places: []string{"村"},
				attrs: ledger.Attrs{figure("monthly_quota", int64(1+i%5))}}
		},
		open: hongyuanOpen, plan: hongyuanPlan, desk: func(*world, instant, instant) {},
	}
}

func hongyuanUnits() []*unit {
	var out []*unit
	for _, group := range []struct {
		category string
		quota    int64
		names    [][2]string
	}{
		{"township", 3,
			[][2]string{{"qiongxi", "邛溪鎮"}, {"shuajingsi", "刷經寺鎮"}, {"waqie", "瓦切鎮"}, {"anqu", "安曲鄉"}, {"sedi", "色地鄉"},
				{"maiwa", "麥窪鄉"}, {"longri", "龍日鄉"}, {"jiangrong", "江茸鄉"}, {"chaerma", "查爾瑪鄉"}, {"amu", "阿木鄉"},
				{"longrang", "龍壤鄉"}}},
		{"department", 4,
			[][2]string{{"xianweiban", "縣委辦"}, {"zhengfuban", "縣政府辦"}, {"zuzhibu", "縣委組織部"}, {"nongmuju", "縣農牧局"},
				{"jiaoyuju", "縣教育局"}, {"weijiju", "縣衛計局"}, {"lvyouju", "縣旅遊局"}, {"fupinju", "縣扶貧移民局"},
				{"minzhengju", "縣民政局"}, {"huanbaoju", "縣環林局"}, {"gonganju", "縣公安局"}, {"jiaotongju", "縣交通局"}}},
		{"institution", 1,
			[][2]string{{"yiyuan", "縣人民醫院"}, {"zhongxue", "紅原縣中學"}, {"zangyi", "縣藏醫院"}, {"dianshitai", "縣電視台"},
				{"maoniu", "縣犛牛研究所"}, {"dianli", "紅原電力公司"}, {"youzheng", "郵政紅原分公司"}}},
	} {
		for i, n := range group.names {
			out = append(out, &unit{id: n[0], name: n[1], short: n[1], category: group.category,
				attrs: ledger.Attrs{figure("monthly_quota", min(5, group.quota+int64(i%2)))}})
		}
	}
	out[len(out)-1].attrs = nil // 附件1 forgot it
	out[len(out)-2].attrs = ledger.Attrs{figure("monthly_quota", 8)}
	out[7].leaves, out[18].joins = date(2018, 10, 1), date(2018, 4, 10)
	return out
}

var (
	hongyuanTitles = []string{"{u}開展草原生態保護巡查", "{u}：{n}戶牧民喜領產業分紅", "{u}掃黑除惡專項鬥爭宣傳進寺廟", "{u}組織黨員學習十九大精神",
		"{u}：犛牛合作社帶動{n}戶增收", "{u}紮實推進脫貧攻堅“回頭看”", "{u}開展河長制巡河工作", "{u}：雙語政策宣講走進牧場", "{u}森林草原防滅火演練", "{u}召開民族團結進步表彰會",
		"{u}幫扶幹部入戶慰問{n}人", "{u}：暖冬行動送溫暖", "{u}全力備戰雅克音樂季", "{u}開展“廁所革命”督查", "{u}：{n}公里通村公路完工", "{u}包蟲病防治宣傳進帳篷"}
	hongyuanPress = map[string][]string{
		"prefecture": {"阿壩日報", "《阿坝日报》", "中國.阿壩州", "阿壩州新聞網", "阿坝州新闻网", "州委信息專報", "阿壩信息"},
		"county":     {"中國.紅原", "微紅原", "微红原", "“微紅原”", "中国.红原"},
	}
	hongyuanSigners = [][2]string{{"扎西", "副鄉長"}, {"王建軍", "副局長"}, {"澤仁", "黨委書記"}, {"羅爾伍", "辦公室主任"}, {"李曉梅", "副鎮長"}}
)

func hongyuanPlan(w *world, u *unit, from, to instant) {
	quota := 2
	if v, ok := u.attrs.Get("monthly_quota"); ok {
		n, _ := v.Number()
		quota = int(min(5, n.IntPart()))
	}
	n := w.owed(u, quota)
	if w.chance(300) {
		n += w.often(2)
	}
	for range n {
		hongyuanPaper(w, u, w.workday(from, to), w.weighted(55, 35, 4, 3, 3))
	}
}

// hongyuanPaper is a paper: signed; general and of the day; without a signature; without a post; general and too late.
func hongyuanPaper(w *world, u *unit, at instant, form int) *adoptions {
	item := w.item(u)
	signer := pick(&w.random, hongyuanSigners)
	e := ledger.Entry{ID: "s-" + item, Kind: ledger.Submit, Item: item, Unit: u.id,
		Genre: pick(&w.random, []string{"news", "news", "info", "photo"}), Title: w.title(u, hongyuanTitles)}
	if form != 2 {
		e.Attrs = append(e.Attrs, word("signed_by", signer[0]))
	}
	if form != 3 {
		e.Attrs = append(e.Attrs, word("signer_post", signer[1]))
	}
	switch form {
	case 1:
		e.Attrs, e.Happened = append(e.Attrs, word("class", "general")), day(at)
	case 4:
		e.Attrs, e.Happened = append(e.Attrs, word("class", "general")), day(at.AddDate(0, 0, -1-w.below(3)))
	}
	w.put(at, e)
	a := &adoptions{w: w, item: item}
	if w.published(u, 420) {
		a.adopt(w.later(at, 0, 4), ledger.Entry{Outlet: pick(&w.random, hongyuanPress["county"])})
	}
	if w.published(u, 110) {
		a.adopt(w.later(at, 2, 15), ledger.Entry{Outlet: pick(&w.random, hongyuanPress["prefecture"])})
	}
	switch {
	case w.published(u, 8):
		a.adopt(w.later(at, 2, 15), ledger.Entry{Outlet: "川報觀察"})
	case w.published(u, 6):
		a.adopt(w.later(at, 2, 15), ledger.Entry{Outlet: "阿壩電視台", Level: "prefecture"})
	}
	return a
}

func hongyuanOpen(w *world) {
	u := w.units[0]
	for form := range 5 {
		a := hongyuanPaper(w, u, w.hours(date(2018, 3, 5+form)), form)
		for i, outlet := range []string{"微紅原", "《阿坝日报》", "中國.阿壩州", "红原手机报"} {
			a.adopt(w.hours(date(2018, 3, 14+i)), ledger.Entry{Outlet: outlet})
		}
	}
	w.put(w.hours(date(2018, 4, 2)), ledger.Entry{ID: "s-x1", Kind: ledger.Submit, Item: "x1", Unit: u.id,
		Genre: "news", Title: "重複報送"})
	w.strike(w.hours(date(2018, 4, 3)), "s-x1", "重複報送")
	w.putOn(date(2018, 4, 4), ledger.Entry{ID: "a-x1-1", Kind: ledger.Adopt, Item: "x1", Outlet: "微紅原"})
}
