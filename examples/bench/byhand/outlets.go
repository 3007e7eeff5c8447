package byhand

import (
	"slices"

	"github.com/gongguo/gongguo/tier"
)

// standing is what counts of an outlet: its points by genre, and whether it is a newspaper, or a newspaper or journal
// of region or national. No points: it has no tier.
type standing struct {
	points    [3]int16 // by genre, as below
	newspaper bool
	press     bool
	tier      bool
}

// Genres that have points.
const (
	otherGenre = iota
	brief
	research
)

// standards are the points of 四(三)2.
var standards = map[string][3]int16{
	"portal":   {brief: 2, research: 2},
	"city":     {brief: 5, research: 10},
	"region":   {brief: 10, research: 20},
	"national": {brief: 20, research: 40},
}

// listed are the outlets of 四(三)2, by level and medium.
var listed = []struct {
	level, medium string
	names         []string
}{
	{"national", "newspaper", []string{"人民日报", "经济日报", "农民日报", "中国经济时报"}},
	{"national", "journal", []string{"扶贫开发", "中国扶贫"}},
	{"national", "other", []string{"国务院扶贫办门户网站", "中国扶贫网内蒙古频道", "人民网", "新华网", "中央广播电视总台"}},
	{"region", "newspaper", []string{"内蒙古日报", "北方新报"}},
	{"region", "journal", []string{"内蒙古扶贫"}},
	{"region", "other", []string{"内蒙古扶贫办门户网站", "内蒙古新闻网", "扶贫情况通报", "内蒙古信息", "内蒙古广播电视台"}},
	{"city", "newspaper", []string{"赤峰日报", "红山晚报"}},
	{"city", "other", []string{"中国赤峰门户网站", "领导参阅", "赤峰信息", "每日信息", "政务信息选编", "每日要情", "赤峰市广播电视台"}},
	{"portal", "other", []string{"市扶贫办门户网站"}},
}

// placed says of each outlet that occurs its level and medium. The list decides before what an adoption says.
func placed(outlets []Outlet) []Outlet {
	known := map[string]Outlet{}
	for _, l := range listed {
		for _, name := range l.names {
			known[tier.Normalise(name)] = Outlet{Level: l.level, Medium: l.medium}
		}
	}
	out := make([]Outlet, len(outlets))
	for i, o := range outlets {
		if k, ok := known[tier.Normalise(o.Name)]; ok {
			o = k
		}
		out[i] = o
	}
	return out
}

// standings says of each outlet that occurs what counts of it.
func standings(outlets []Outlet) []standing {
	out := make([]standing, len(outlets))
	for i, o := range placed(outlets) {
		points, ok := standards[o.Level]
		out[i] = standing{points: points, tier: ok, newspaper: o.Medium == "newspaper",
			press: (o.Level == "region" || o.Level == "national") && (o.Medium == "newspaper" || o.Medium == "journal")}
	}
	return out
}

// genres says of each genre that occurs which it is.
func genres(names []string) []uint8 {
	out := make([]uint8, len(names))
	for i, name := range names {
		switch name {
		case "brief":
			out[i] = brief
		case "research":
			out[i] = research
		}
	}
	return out
}

// among says of each word that occurs whether it is one of these.
func among(words []string, these ...string) []bool {
	out := make([]bool, len(words))
	for i, w := range words {
		out[i] = slices.Contains(these, w)
	}
	return out
}

// leaders are those whose endorsement counts, of 四(三)3.
var leaders = []string{"市委", "市政府", "自治区扶贫办", "自治区党委", "自治区政府", "国务院扶贫办"}
