package sample

import "github.com/gongguo/gongguo/ledger"

func chifengCounties() []*unit {
	county := func(id, name, short string, places, goods []string) *unit {
		return &unit{id: id, name: name, short: short, category: "county", places: places, goods: goods}
	}
	return []*unit{
		county("hongshan", "红山区扶贫办", "红山区", []string{"红庙子镇", "文钟镇", "桥北街道"}, []string{"设施蔬菜", "笨鸡", "手工编织"}),
		county("songshan", "松山区扶贫办", "松山区", []string{"老府镇", "夏家店乡", "初头朗镇", "大庙镇", "穆家营子镇"},
			[]string{"番茄", "硬果番茄", "肉驴", "谷子"}),
		county("yuanbaoshan", "元宝山区扶贫办", "元宝山区", []string{"小五家乡", "美丽河镇", "风水沟镇", "五家镇"}, []string{"草莓", "光伏", "生猪"}),
		county("aruhorqin", "阿鲁科尔沁旗扶贫办", "阿鲁科尔沁旗", []string{"天山口镇", "双胜镇", "绍根镇", "坤都镇", "巴彦花镇"},
			[]string{"紫花苜蓿", "肉牛", "谷子", "绍根羊"}),
		county("bairinzuo", "巴林左旗扶贫办", "巴林左旗", []string{"隆昌镇", "十三敖包镇", "碧流台镇", "富河镇", "白音勿拉镇"},
			[]string{"笤帚苗", "肉羊", "甜菜"}),
		county("bairinyou", "巴林右旗扶贫办", "巴林右旗", []string{"大板镇", "索博日嘎镇", "宝日勿苏镇", "查干诺尔镇", "巴彦塔拉苏木"},
			[]string{"肉牛", "羊肚菌", "牧草"}),
		county("linxi", "林西县扶贫办", "林西县", []string{"新城子镇", "新林镇", "五十家子镇", "官地镇", "大井镇", "统部镇"},
			[]string{"食用菌", "甜菜", "野果", "肉鸡"}),
		county("hexigten", "克什克腾旗扶贫办", "克什克腾旗", []string{"宇宙地镇", "土城子镇", "同兴镇", "万合永镇", "芝瑞镇"},
			[]string{"昭乌达肉羊", "亚麻籽", "西门塔尔牛", "乡村旅游"}),
		county("ongniud", "翁牛特旗扶贫办", "翁牛特旗", []string{"乌敦套海镇", "五分地镇", "桥头镇", "广德公镇", "梧桐花镇"},
			[]string{"水稻", "肉牛", "荷兰豆", "红干椒"}),
		county("harqin", "喀喇沁旗扶贫办", "喀喇沁旗", []string{"美林镇", "王爷府镇", "小牛群镇", "牛家营子镇", "乃林镇", "西桥镇"},
			[]string{"中药材", "硬果番茄", "桔梗", "肉羊"}),
		county("ningcheng", "宁城县扶贫办", "宁城县", []string{"小城子镇", "大城子镇", "八里罕镇", "黑里河镇", "汐子镇"},
			[]string{"苹果", "设施蔬菜", "肉鸭", "草莓"}),
		county("aohan", "敖汉旗扶贫办", "敖汉旗", []string{"四家子镇", "长胜镇", "贝子府镇", "兴隆洼镇", "牛古吐镇"},
			[]string{"小米", "荞麦", "肉驴", "沙棘"}),
	}
}

// chifengUnits are the counties, the leads of the eighteen task groups with some departments beside them, and the
// sections.
func chifengUnits() []*unit {
	out := chifengCounties()
	lead := ledger.Attrs{flag("task_group")}
	for _, d := range []struct{ id, name, field string }{
		{"zuzhibu", "市委组织部", "抓党建促脱贫"}, {"xuanchuanbu", "市委宣传部", "扶志扶智"}, {"fagaiwei", "市发展和改革委员会", "易地扶贫搬迁"},
		{"jiaoyuju", "市教育局", "控辍保学"}, {"minzhengju", "市民政局", "低保兜底保障"}, {"caizhengju", "市财政局", "扶贫资金监管"},
		{"rensheju", "市人力资源和社会保障局", "就业扶贫"}, {"zhujianju", "市住房和城乡建设局", "危房改造"}, {"jiaotongju", "市交通运输局", "农村公路建设"},
		{"shuiliju", "市水利局", "农村饮水安全"}, {"nongmuju", "市农牧局", "产业扶贫"}, {"lincaoju", "市林业和草原局", "生态扶贫"},
		{"wenlvju", "市文化和旅游局", "旅游扶贫"}, {"weijianwei", "市卫生健康委员会", "健康扶贫"}, {"yibaoju", "市医疗保障局", "医保扶贫"},
		{"jinrongban", "市金融工作办公室", "扶贫小额信贷"}, {"shangwuju", "市商务局", "电商扶贫"}, {"gongshanglian", "市工商业联合会", "万企帮万村"},
	} {
		out = append(out, &unit{id: d.id, name: d.name, short: d.name, category: "department", field: d.field,
			attrs: lead})
	}
	for _, d := range []struct{ id, name, field string }{
		{"canlian", "市残疾人联合会", "残疾人帮扶"}, {"fulian", "市妇女联合会", "巾帼脱贫行动"}, {"tuanshiwei", "共青团赤峰市委员会", "希望工程助学"},
		{"dianligongsi", "赤峰供电公司", "农网改造升级"}, {"qixiangju", "市气象局", "气象助力扶贫"},
	} {
		out = append(out, &unit{id: d.id, name: d.name, short: d.name, category: "department", field: d.field})
	}
	out[len(out)-1].leaves = date(2020, 9, 1)
	for _, d := range []struct{ id, name, field string }{
		{"zongheke", "市扶贫办综合科", "脱贫攻坚督导"}, {"guihuake", "市扶贫办规划财务科", "扶贫项目库建设"}, {"kaifake", "市扶贫办开发指导科", "产业项目落地"},
		{"shehuike", "市扶贫办社会扶贫科", "京蒙扶贫协作"}, {"xinxizhongxin", "市扶贫信息中心", "建档立卡数据质量"},
		{"peixunzhongxin", "市扶贫培训中心", "致富带头人培训"}, {"xiezuoban", "市京蒙协作办公室", "消费扶贫"},
	} {
		out = append(out, &unit{id: d.id, name: d.name, short: d.name, category: "section", field: d.field})
	}
	out[len(out)-1].joins = date(2020, 5, 6)
	return out
}
